package parse

import (
	"regexp"
	"strings"

	"duibiao/corpus"
)

// applyRegion says where the document holds: the caller's word, the place that
// begins the title, the issuer, the front matter; unknown stays empty.
func applyRegion(y *layout, m *corpus.Metadata, hint Hint, events []event) {
	if j, ok := corpus.JurisdictionByCode(hint.Region); ok {
		setRegion(m, j)
		return
	}
	if hint.Region != "" {
		m.Region = hint.Region
		return
	}
	candidates := []string{m.Title}
	candidates = append(candidates, m.Issuers...)
	for _, e := range events {
		candidates = append(candidates, strings.TrimSpace(session.ReplaceAllString(e.words, "")))
	}
	candidates = append(candidates, m.DocNumber)
	for _, s := range candidates {
		if j, ok := placeOf(s); ok {
			setRegion(m, j)
			return
		}
	}
	if m.RegionName = namedPlace(m.Title); m.RegionName == "" && nationalText(y) {
		j, _ := corpus.JurisdictionByCode(corpus.NationalCode)
		setRegion(m, j)
	}
}

var (
	nationalScope = regexp.MustCompile(`国务院[^。；]{0,40}(负责|主管)[^。；]{0,20}全国|中华人民共和国(境内|领域)`)
	localWords    = regexp.MustCompile(`[本我全](市|省|区|县|自治区|自治州|自治县)(内|的|行政|人民|各|范围|[，。、]|实际)`)
)

// nationalText reports a text that names no place and speaks for the whole
// state: its first articles give a body of the State Council the charge of the
// whole country, or reach over the territory of the state.
func nationalText(y *layout) bool {
	national := false
	for i := range y.units {
		if y.role[i] != corpus.RoleBody {
			continue
		}
		s := y.str(i)
		if localWords.MatchString(s) {
			return false
		}
		national = national || nationalScope.MatchString(s)
	}
	return national
}

func setRegion(m *corpus.Metadata, j corpus.Jurisdiction) { m.Region, m.RegionName = j.Code, j.Name }

// placeOf finds the place that begins s, or the state by its bodies.
func placeOf(s string) (corpus.Jurisdiction, bool) {
	s = strings.TrimLeft(squeeze(s), "《（(“")
	if nationalBody(s) {
		return corpus.JurisdictionByCode(corpus.NationalCode)
	}
	if j, _, ok := corpus.PlaceAt(s); ok {
		return j, true
	}
	return corpus.Jurisdiction{}, false
}

// nationalBodies begin the names of bodies of the state and the abbreviations of
// their 文号.
func nationalBodies() []string {
	return []string{
		"中华人民共和国", "全国人民代表大会", "全国人大", "国务院", "中共中央", "中央军委", "中央军事委员会", "最高人民法院", "最高人民检察院", "国家",
		"财政部", "公安部", "民政部", "司法部", "教育部", "科学技术部", "科技部", "商务部", "交通运输部", "交通部", "水利部", "农业部", "农业农村部",
		"住房和城乡建设部", "建设部", "人力资源社会保障部", "人力资源和社会保障部", "劳动部", "劳动和社会保障部", "卫生部", "文化部", "文化和旅游部", "铁道部",
		"生态环境部", "环境保护部", "自然资源部", "国土资源部", "工业和信息化部", "信息产业部", "应急管理部", "退役军人事务部", "外交部", "国防部",
		"中国人民银行", "审计署", "海关总署", "中国证券监督管理委员会", "中国银行", "中国民用航空", "政务院", "对外贸易经济合作部", "对外经济贸易部",
		"法释〔", "国发〔", "国办发〔", "财库〔", "财综〔", "法发〔", "高检", "国令", "主席令", "中国",
	}
}

func nationalBody(s string) bool {
	for _, b := range nationalBodies() {
		if strings.HasPrefix(s, b) && !strings.HasPrefix(s, "国家公园") {
			return true
		}
	}
	return false
}

// namedPlace is a place that the title begins with and the table does not have,
// as the text names it: 某某自治县….
func namedPlace(title string) string {
	for _, suffix := range []string{"自治县", "自治州", "经济特区", "开发区", "新区", "自治旗"} {
		if i := strings.Index(title, suffix); i > 0 && i <= 45 {
			return title[:i+len(suffix)]
		}
	}
	return ""
}
