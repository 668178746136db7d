package catalogue

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// catalogueTitle is the title of a catalogue, or of a table that is one.
var catalogueTitle = regexp.MustCompile(`(目\s*录|品目|清\s*单|分类与代码|项目库)([（(《〈\[].*)?$|(集中采购|购买服务|指导性|分散采购|采购品目|服务)目录`)

// titles reports a line that is the title of a catalogue, no sentence.
func titles(s string) bool {
	if len(s) > 1<<10 {
		return false
	}
	for _, w := range []string{"录", "品目", "清", "分类与代码", "项目库"} {
		if strings.Contains(s, w) {
			return !strings.ContainsAny(s, "。；，") && catalogueTitle.MatchString(s)
		}
	}
	return false
}

// IsTitle reports a line that begins a catalogue without tables: its title.
func IsTitle(s string) bool {
	return len(s) <= 4*maxName && titles(s) && utf8.RuneCountInString(s) <= maxName && !contents(s) && !about(s)
}

// article begins an article of a statute.
var article = regexp.MustCompile(`^第\s*[〇零一二三四五六七八九十百千0-9]{1,9}\s*条`)

// errand are words of notices about the work on a catalogue, which hold none.
var errand = regexp.MustCompile(`执行|做好|加强|编制|有关|工作|征求|落实|规范|开展|申报|报送|解读|采纳`)

// about reports the title of a document about a catalogue rather than one with it.
func about(title string) bool {
	return len(title) < 1<<10 && (strings.Contains(title, "关于") || strings.HasPrefix(title, "《")) && errand.MatchString(title)
}

// contents is the heading of a table of contents.
func contents(s string) bool {
	switch Name(s) {
	case "目录", "目次":
		return true
	}
	return false
}

// foreignHead reports a head of a table of something else: of goods to be
// bought or sold, of bids, scores, people, documents or indicators.
func foreignHead(head string) bool {
	s := headText(head)
	for _, w := range []string{
		"数量", "单价", "总价", "合价", "报价", "价格", "收费标准", "规格", "型号", "品牌", "供应商", "中标", "成交", "分值", "得分", "评分", "权重", "姓名", "联系人", "联系电话",
		"电话", "指标值", "目标值", "文号", "发文", "文件名称", "出勤", "签名", "签字", "身份证", "修改意见", "反馈意见", "合同",
	} {
		if strings.HasPrefix(s, w) || strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// foreign reports a table with a head of something else. Tiers or codes of their
// own outweigh one such head: a catalogue may name who to ask.
func (s shape) foreign() bool {
	n, ranked := 0, 0
	for _, c := range s.columns {
		if c.role == roleOther && foreignHead(c.head) {
			n++
		}
		if c.role == roleTier {
			ranked++
		}
	}
	return n > 1 || n == 1 && ranked < 2 && len(s.codes) == 0
}

// documentName is the name of a rule or an official document.
var documentName = regexp.MustCompile(`(条例|规定|办法|细则|意见|通知|决定|规则|方案|公告|通告|批复|法|令)》?\s*([（(〔\[].*)?$|第?\d+号|[〔\[（(](19|20)\d\d[〕\]）)]`)

// documents reports nodes most of which are names of documents, as in a list of
// the rules in force.
func documents(nodes []node) bool {
	n, all := 0, 0
	step := 1 + len(nodes)/maxSample
	for i := 0; i < len(nodes); i += step {
		all++
		if x := nodes[i]; len(x.name) < 1<<10 && documentName.MatchString(x.name) {
			n++
		}
	}
	return n*2 > all
}

// maxSample is how many names are looked at.
const maxSample = 2000

// instruction are words of texts that say what somebody has to do.
var instruction = regexp.MustCompile(`应当|必须|不得|各单位|各部门|各级|各地|要求|负责|严格|按照|根据|加强|认真|要`)

// instructs reports nodes of which two in five are explained by prose that tells
// somebody what to do: the points of a notice are no items.
func instructs(nodes []node) bool {
	n, noted := 0, 0
	for _, x := range nodes {
		if utf8.RuneCountInString(x.note) < minProse {
			continue
		}
		noted++
		if len(x.note) < 1<<12 && instruction.MatchString(x.note) {
			n++
		}
	}
	return n*5 >= len(nodes)*2 && n*2 > noted
}

// minProse is the shortest explanation that is looked at as prose, in characters.
const minProse = 8

// pageNumber ends a line of a table of contents.
var pageNumber = regexp.MustCompile(`(?:[.…·—\-]{2,}|\s)\s*\d{1,4}$`)

// paged reports lines of which three in ten end in page numbers.
func paged(lines []listLine) bool {
	n := 0
	for _, l := range lines {
		if len(l.text) < 1<<9 && pageNumber.MatchString(l.text) {
			n++
		}
	}
	return n > 2 && n*10 >= len(lines)*3
}
