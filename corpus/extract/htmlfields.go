package extract

import (
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The labels of 信息公开 blocks (政府信息公开目录 formats of the State Council and
// the provinces), without inner spaces. Those of strong make a block one.
const (
	strongLabels = `索引号|信息索引号|索引编号|主题分类|信息分类|组配分类|分类|发文机关|发布机构|发文机构|制定机关|公开机构|制发机关|发文单位|发文部门|发布部门|发布机关|公布机关|责任部门|` +
		`成文日期|成文时间|发文日期|制发日期|印发日期|生成日期|制定日期|通过日期|发文字号|文号|发文文号|文件编号|文件字号|公文文号|字号|主题词|有效性|时效性|效力状态|是否有效|文件状态|文件效力|时效状态|效力|` +
		`生效日期|生效时间|施行日期|实施日期|执行日期|失效日期|失效时间|废止日期|废止时间|终止日期|有效期至|公文种类|文种|体裁分类|体裁|公开类别|公开方式|公开属性|公开范围|公开形式|信息名称|公开时限|服务对象|关键词|关键字|内容概述|内容摘要|所属主题|公文时效|统一编号|统一登记号|规范性文件登记号|规范性文件编号`
	weakLabels = `评论|评论数|标题|文件名称|名称|发布日期|公布日期|公开日期|公开时间|发布时间|信息来源|来源|文章来源|稿件来源|发布单位|更新时间|更新日期|浏览次数|点击次数|点击数|点击率|点击量|浏览量|阅读次数|访问量|字体|字号|字体大小|作者|责任编辑|编辑|时间|日期|下载`
)

var (
	strongLabel = regexp.MustCompile(`^(?:` + strongLabels + `)$`)
	anyLabel    = regexp.MustCompile(`^(?:` + strongLabels + `|` + weakLabels + `)$`)
	// labelIn finds labels with a colon inside a line.
	labelIn = regexp.MustCompile(`(?:^|[ |｜；;，,【\[（(])(` + spaced(strongLabels+`|`+weakLabels) + `) ?(?:[】\]] ?[：:]?|[：:])`)
	// bareLabel is a label in an element of its own, its value beside it.
	bareLabel = regexp.MustCompile(`^(` + spaced(strongLabels+`|发布日期|公布日期|发布时间|标题`) + `) (.+)$`)
)

// spaced lets the characters of labels stand apart, as in 索 引 号.
func spaced(labels string) string {
	var b strings.Builder
	letter := false
	for _, c := range labels {
		if letter && c != '|' {
			b.WriteString(` *`)
		}
		letter = c != '|'
		b.WriteRune(c)
	}
	return b.String()
}

// labelOf gives the label without spaces and colon, "" when s is none.
func labelOf(s string) string {
	if len(s) > 80 {
		return ""
	}
	s = strings.Trim(squeeze(s), "【】[]：:")
	if anyLabel.MatchString(s) {
		return s
	}
	return ""
}

// labelled is a label with its value.
type labelled struct{ name, value string }

// fieldsIn reads the labels that stand in one line with their values.
func fieldsIn(s string) []labelled {
	if len(s) > 800 {
		return nil
	}
	s = tidy(startDate.ReplaceAllString(tidy(s), ""))
	if m := bareLabel.FindStringSubmatch(s); m != nil && !strings.ContainsAny(s, "：:】]") {
		return []labelled{{squeeze(m[1]), m[2]}}
	}
	if !strings.ContainsAny(s, "：:】]") {
		return nil
	}
	found := labelIn.FindAllStringSubmatchIndex(s, 20)
	if len(found) == 0 || found[0][0] > 2 {
		return nil
	}
	out := make([]labelled, len(found))
	for i, m := range found {
		end := len(s)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		out[i] = labelled{squeeze(s[m[2]:m[3]]), strings.Trim(s[m[1]:end], " |｜；;，,【】[]")}
	}
	return out
}

// marker is what the runs say as fields: the fields of each, and which runs are
// label or value.
type marker struct {
	fields  map[int][]labelled
	covered []bool
	strong  []bool
}

// markFields reads labels and values of all runs.
func (p *articlePage) markFields() marker {
	m := marker{map[int][]labelled{}, make([]bool, len(p.runs)), make([]bool, len(p.runs))}
	for i, r := range p.runs {
		if r.size > 260 || m.covered[i] {
			continue
		}
		found := labelsOf(r)
		if found == nil {
			continue
		}
		m.covered[i] = true
		if last := &found[len(found)-1]; last.value == "" && i+1 < len(p.runs) && p.valueOf(i) {
			last.value, m.covered[i+1] = tidy(p.runs[i+1].text), true
		}
		m.fields[i] = found
		for _, f := range found {
			m.strong[i] = m.strong[i] || strongLabel.MatchString(f.name)
		}
	}
	return m
}

// labelsOf reads the labels of one run: those with their values beside them, or
// one that stands alone.
func labelsOf(r run) []labelled {
	if found := fieldsIn(r.apart); found != nil {
		return found
	}
	if name := labelOf(r.text); name != "" && cellLike(r) {
		return []labelled{{name, ""}}
	}
	return nil
}

// cellLike reports runs that can be a label by their place alone.
func cellLike(r run) bool {
	return strings.ContainsAny(r.text, "：:】") || r.block != nil && r.block.DataAtom != atom.P
}

// valueOf reports whether the run after i can be the value of the label in i: it
// stands beside it and is no label itself.
func (p *articlePage) valueOf(i int) bool {
	a, b := p.runs[i], p.runs[i+1]
	if a.block == nil || b.block == nil || b.size > 200 || labelOf(b.text) != "" || fieldsIn(b.apart) != nil {
		return false
	}
	cell := a.block.DataAtom == atom.Td || a.block.DataAtom == atom.Th || a.block.DataAtom == atom.Dt
	if !cell && (b.size > 60 || strings.Contains(b.text, "。")) {
		return false
	}
	return beside(a.block, b.block)
}

// beside reports whether value stands in the element of label or next to it.
func beside(label, value *html.Node) bool {
	row := (*html.Node)(nil) // of cells whose text is in paragraphs
	if up := label.Parent; up != nil && label.DataAtom == atom.P && up.DataAtom == atom.Td {
		row = up.Parent
	}
	for n, up := value, 0; n != nil && up < 4; n, up = n.Parent, up+1 {
		switch n {
		case label, label.Parent:
			return label.DataAtom != atom.Dt || within(value, atom.Dd)
		case row:
			return true
		}
	}
	return false
}

// within reports whether n stands in an element a, some levels up.
func within(n *html.Node, a atom.Atom) bool {
	for up := 0; n != nil && up < 4; n, up = n.Parent, up+1 {
		if n.DataAtom == a {
			return true
		}
	}
	return false
}

// maxBlock is the longest 信息公开 block, in characters.
const maxBlock = 4000

// markBlocks marks the runs of 信息公开 blocks: the outermost elements that hold
// three labels or more, one of them strong, and little else.
func (p *articlePage) markBlocks(m marker) {
	n := len(p.runs)
	labels, strong, covered, size := make([]int, n+1), make([]int, n+1), make([]int, n+1), make([]int, n+1)
	for i, r := range p.runs {
		labels[i+1], strong[i+1] = labels[i]+len(m.fields[i]), strong[i]
		covered[i+1], size[i+1] = covered[i], size[i]+r.size
		if m.covered[i] {
			covered[i+1] += r.size
		}
		if m.strong[i] {
			strong[i+1]++
		}
	}
	for _, s := range p.spans {
		count, held, all := labels[s.to]-labels[s.from], covered[s.to]-covered[s.from], size[s.to]-size[s.from]
		if isFieldBlock(count, held, all) && strong[s.to] > strong[s.from] {
			p.markBlock(m, s)
		}
	}
}

// isFieldBlock judges an element by its labels and by how much of its text they
// and their values are.
func isFieldBlock(count, held, all int) bool {
	return all <= maxBlock && (count >= 3 && held*4 >= all*3 || count == 2 && held == all)
}

func (p *articlePage) markBlock(m marker, s span) {
	for i := s.from; i < s.to; i++ {
		r := &p.runs[i]
		r.field = r.field || m.covered[i] || r.size < 40 && !r.prose()
	}
}

// collect gives the fields of the page: its tags, then 信息公开 blocks, then
// other labelled lines outside the body.
func (p *articlePage) collect(doc *goquery.Document, m marker, body []span) map[string]string {
	fields := metaTags(doc)
	for i := range p.runs {
		if p.runs[i].field {
			m.take(i, fields)
		}
	}
	for i := range p.runs {
		if !p.runs[i].field && !p.runs[i].side && !anyHolds(body, i) && !m.namesTitle(i) {
			m.take(i, fields)
		}
	}
	return fields
}

// collectLeft adds the labelled lines of the body's element that are no part of
// the text.
func (p *articlePage) collectLeft(m marker, body []span, keep []int, fields map[string]string) {
	for _, s := range body {
		for i := s.from; i < s.to; i++ {
			if _, kept := slices.BinarySearch(keep, i); !kept && !p.runs[i].side && !m.namesTitle(i) {
				m.take(i, fields)
			}
		}
	}
}

// take adds the fields of run i that are not there.
func (m marker) take(i int, fields map[string]string) {
	for _, f := range m.fields[i] {
		if _, ok := fields[f.name]; !ok && f.value != "" && labelOf(f.value) == "" && len(f.value) < 2000 {
			fields[f.name] = f.value
		}
	}
}

// namesTitle reports labels that name the title only inside a block.
func (m marker) namesTitle(i int) bool {
	for _, f := range m.fields[i] {
		if f.name == "标题" || f.name == "名称" || f.name == "文件名称" || f.name == "信息名称" {
			return true
		}
	}
	return false
}

// anyHolds reports whether run i is in one of the spans.
func anyHolds(list []span, i int) bool {
	for _, s := range list {
		if i >= s.from && i < s.to {
			return true
		}
	}
	return false
}

// guidelineTags are the names that 国办发〔2017〕47号 gives; sites write them in
// any case.
const guidelineTags = "SiteName SiteDomain SiteIDCode ColumnName ColumnDescription ColumnKeywords ColumnType ArticleTitle PubDate ContentSource Keywords Author Description Image Url"

// metaTags collects the tags of the head by name.
func metaTags(doc *goquery.Document) map[string]string {
	fields := map[string]string{}
	doc.Find("meta[name]").Each(func(_ int, s *goquery.Selection) {
		name, value := strings.TrimSpace(s.AttrOr("name", "")), tidy(s.AttrOr("content", ""))
		switch strings.ToLower(name) {
		case "viewport", "renderer", "generator", "robots", "apple-mobile-web-app-capable", "format-detection", "referrer":
			return
		}
		for _, tag := range strings.Fields(guidelineTags) {
			if strings.EqualFold(tag, name) {
				name = tag
			}
		}
		if _, ok := fields[name]; !ok && name != "" && value != "" && len(value) < 2000 {
			fields[name] = value
		}
	})
	return fields
}
