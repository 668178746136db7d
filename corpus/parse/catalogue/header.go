package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// role says what a column of a catalogue holds.
type role int

const (
	roleOther role = iota
	roleCode
	roleSeq
	roleTier // one tier of several: rank orders them
	roleName
	roleNote
)

// column is what a column's head says.
type column struct {
	role role
	// rank orders the tiers, 1 outermost.
	rank int
	// head is the head's own wording.
	head string
	// other says that the wording is known to be no part of an item.
	other bool
}

// says reports a text of the same wording as the head, white space, remarks and
// marks aside.
func (c column) says(text string) bool {
	if text == c.head {
		return true
	}
	want := headText(c.head)
	first, _ := utf8.DecodeRuneInString(want)
	return strings.ContainsRune(strings.ToLower(text), first) && headText(text) == want
}

// headForm is a wording of a column's head, white space and brackets left out.
type headForm struct {
	form *regexp.Regexp
	role role
	rank int
}

// headForms are tried in order; the first that matches wins. The wordings are
// those of the catalogues that finance offices publish: 编码/目录代码, 一级目录 …
// 三级目录, 大类/中类/小类, 类/款/项, 品目名称, 说明/备注.
//
//nolint:gochecknoglobals // a memo of compiled patterns, the same on every run
var headForms = sync.OnceValue(func() []headForm {
	tier := `(?:目录|品目|分类|类别|项目|名称|目录名称|品目名称|服务目录|编码名称)?`
	return []headForm{
		{regexp.MustCompile(`^第?[一1]级` + tier + `$`), roleTier, 1},
		{regexp.MustCompile(`^第?[二2]级` + tier + `$`), roleTier, 2},
		{regexp.MustCompile(`^第?[三3]级` + tier + `$`), roleTier, 3},
		{regexp.MustCompile(`^第?[四4]级` + tier + `$`), roleTier, 4},
		{regexp.MustCompile(`^第?[五5]级` + tier + `$`), roleTier, 5},
		{regexp.MustCompile(`^(?:门类|类|大类|大类别|类别|分类|大项|项目类别|服务类别|服务类型|服务领域|领域|目录类别|采购类别|所属类别|大类名称|类名称|部类|一级)(?:名称)?$`), roleTier, 1},
		{regexp.MustCompile(`^(?:款|中类|中项|中类名称|款名称|子类|二级|亚类)(?:名称)?$`), roleTier, 2},
		{regexp.MustCompile(`^(?:项|小类|小项|小类名称|项名称|子项|三级)(?:名称)?$`), roleTier, 3},
		{regexp.MustCompile(`^(?:目|细类|细目|细项|目名称|子目|四级)(?:名称)?$`), roleTier, 4},
		{regexp.MustCompile(`^(?:(?:品目|目录|项目|分类|采购品目|服务|采购目录|类别|统一|产品|款|项|类|[一二三四五]级(?:目录|品目)?|大类|中类|小类)?(?:编码|代码|编码号|代号)|品目编号|目录编号|项目编号)$`), roleCode, 0},
		{regexp.MustCompile(`^(?:序号|序|编号|号|行号|项次|顺序号|no\.?)$`), roleSeq, 0},
		{regexp.MustCompile(`^(?:说明|备注|注|品目说明|描述|品目描述|内容说明|说明及备注|项目说明|服务内容|具体内容|主要内容|购买内容|项目内容|具体服务内容|具体服务项目|内容描述|内容及说明|适用范围|范围|包含内容|包括内容|内涵|解释|释义|具体说明|目录说明|服务说明|举例|示例|项目概述|服务描述|具体购买内容|购买服务内容|指标解释)$`), roleNote, 0},
		{regexp.MustCompile(`^(?:名称|品名|品目|目录|项目|内容|品目名称|目录名称|项目名称|服务名称|服务项目|服务事项|事项|事项名称|采购项目|采购品目|采购项目名称|采购品目名称|购买项目|购买服务项目|购买服务事项|购买服务项目名称|购买服务目录|购买事项|服务项目名称|采购目录|分类名称|类目名称|目录项目|目录内容|指导性目录|购买服务内容及名称|货物名称|产品名称|条目|条目名称|子项名称|具体项目|政府购买服务项目|政府购买服务目录|购买服务名称)$`), roleName, 0},
	}
})

// headReader reads heads. The tables of a document mostly have the same ones, so
// what was found is kept.
type headReader struct {
	forms []headForm
	known map[string]column
}

// maxKnown bounds the heads that are kept.
const maxKnown = 1000

// read says what a head means; roleOther for wordings that are not known, and
// ok is then false.
func (h headReader) read(text string) (column, bool) {
	if len(text) > 2*maxHeadText {
		return column{}, false
	}
	c, ok := h.known[text]
	if !ok {
		c = h.form(text)
		if len(h.known) < maxKnown {
			h.known[text] = c
		}
	}
	return c, c.role != roleOther || c.other
}

func (h headReader) form(text string) column {
	s := headText(text)
	if s == "" || len(s) > 60 {
		return column{}
	}
	for _, f := range h.forms {
		if f.form.MatchString(s) {
			return column{role: f.role, rank: f.rank, head: Name(text)}
		}
	}
	return column{head: Name(text), other: otherHead(s)}
}

// otherHead are heads of columns that a catalogue may have and that are no part
// of its items.
func otherHead(s string) bool {
	for _, w := range []string{
		"单位", "计量单位", "限额标准", "金额", "预算", "数量", "单价", "主管部门", "购买主体", "承接主体", "责任单位", "依据", "政策依据", "采购方式", "实施部门",
		"组织形式", "采购组织形式", "新增", "变化情况", "修订情况", "标准", "服务对象", "牵头部门", "部门", "万元", "行政级别", "使用单位", "是否", "资金来源",
	} {
		if strings.HasPrefix(s, w) || strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// bracketed is a remark in brackets in a head.
var bracketed = regexp.MustCompile(`[（(\[［【][^）)\]］】]*[）)\]］】]`)

// maxHeadText is the longest head, in bytes.
const maxHeadText = 120

// headText is a head without white space, remarks and marks.
func headText(s string) string {
	s = strings.ToLower(Name(s))
	s = strings.Join(strings.Fields(s), "")
	if t := bracketed.ReplaceAllString(s, ""); t != "" {
		s = t
	}
	return strings.Trim(s, "：:、.。*＊")
}

// maxHead is how many rows of a table are searched for its head, and maxHeadRows
// how many rows a head may have.
const (
	maxHead     = 8
	maxHeadRows = 3
)

// head is the head of a table.
type head struct {
	columns []column
	// from and to are its rows, to exclusive.
	from, to int
}

// findHead looks for the head in the first rows of a table: the first row in
// which two cells or more are known heads, with those below it that are, too.
func (h headReader) findHead(g grid) (head, bool) {
	for r := range min(maxHead, len(g.rows)) {
		if !h.headRow(g, r) {
			continue
		}
		to := r + 1
		for to < len(g.rows) && to < r+maxHeadRows && h.moreHead(g, r, to) {
			to++
		}
		return head{h.columns(g, r, to), r, to}, true
	}
	return head{}, false
}

// headRow reports a row of heads: two or more, and most of what it holds.
func (h headReader) headRow(g grid, r int) bool {
	known, all := 0, 0
	for _, p := range g.own(nil, r) {
		all++
		if _, ok := h.read(p.text); ok {
			known++
		}
	}
	return known >= 2 && known*2 >= all
}

// moreHead reports a row that belongs to the head above it: every cell of its
// own is a known head, or a cell of the head reaches down to it.
func (h headReader) moreHead(g grid, first, r int) bool {
	own := g.own(nil, r)
	below := slices.ContainsFunc(g.row(r), func(p *place) bool {
		return p != nil && p.text != "" && p.row >= first && p.row < r
	})
	for _, p := range own {
		c, ok := h.read(p.text)
		if !ok && (!below || len([]rune(p.text)) > 12) || ok && c.role == roleOther && !below {
			return false
		}
	}
	return len(own) > 0
}

// columns reads each column's head from its lowest row up.
func (h headReader) columns(g grid, from, to int) []column {
	out := make([]column, g.width)
	for c := range out {
		for r := to - 1; r >= from; r-- {
			p := g.at(r, c)
			if p == nil || p.text == "" {
				continue
			}
			if found, ok := h.read(p.text); ok && (out[c].role == roleOther || out[c].head == "") {
				out[c] = found
			} else if out[c].head == "" {
				out[c].head = Name(p.text)
			}
			if out[c].role != roleOther {
				break
			}
		}
	}
	return out
}

// repeats reports a row that is the head once more, as at the top of a page.
func (hd head) repeats(g grid, r int) bool {
	same, all := 0, 0
	for c, col := range hd.columns {
		t := g.text(r, c)
		if t == "" {
			continue
		}
		all++
		if col.head != "" && len(t) <= maxHeadText && col.says(t) {
			same++
		}
	}
	return all >= 2 && same*4 >= all*3
}
