package parse

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// addOutline opens an outline clause. A numbering already open is continued; a
// new one goes below the innermost open clause, unless its rank says that its
// first numbers are missing.
func (b *builder) addOutline(u unit) {
	b.closeArticle()
	l := u.label
	if k := slices.IndexFunc(b.outline, func(n *node) bool { return sameNumbering(n.label, l) }); k >= 0 {
		b.outline = b.outline[:k]
	} else if l.num > 1 {
		for len(b.outline) > 0 && b.outline[len(b.outline)-1].label.style > l.style {
			b.outline = b.outline[:len(b.outline)-1]
		}
	}
	up := b.above()
	n := &node{
		level: corpus.LevelOutline, number: l.canonical(), start: u.start, end: u.end, firstEnd: u.end, parent: up, label: l,
	}
	n.seg = strconv.Itoa(l.num)
	if l.style == styleDecimal {
		n.seg, n.flat = "o"+l.text, true
	} else if len(b.outline) == 0 {
		n.seg = "o" + n.seg
	}
	body := u.body(b.text)
	if u.kind == corpus.BlockHeading && !endsWithFullStop(body) || shortHeading(body) && utf8.RuneCountInString(body) <= 40 {
		n.heading = cleanHeading(body)
	}
	if len(b.outline) > 0 {
		up.open = true
	}
	b.push(n)
	b.outline = append(b.outline, n)
}

// sameNumbering reports that two labels belong to the same sequence.
func sameNumbering(a, b label) bool {
	return a.style == b.style && (a.style != styleDecimal || a.branch >= b.branch)
}

// closing is a paragraph that speaks for the whole document, not for the
// outline clause before it.
var closing = regexp.MustCompile(`^(本(通知|决定|规定|办法|意见|解释|批复|条例|细则|公告|方案|规则|决议|规范)[^。]{0,40}(施行|执行|实施|生效|试行|失效)|特此|此复|此令|以上意见|以上规定|附[：:])`)

// addParagraph adds a line without label outside articles: to the outline
// clause that is open, or as a clause of its own.
func (b *builder) addParagraph(u unit, soon label) {
	s := u.text(b.text)
	if len(b.outline) > 0 && !u.quoted && u.kind != corpus.BlockTable && closing.MatchString(s) {
		b.settleOutline()
	}
	b.leaveList(soon)
	if k := len(b.outline); k > 0 && b.outline[k-1].heading == "" && !b.outline[k-1].open {
		b.outline[k-1].more = append(b.outline[k-1].more, span{u.start, u.end})
		return
	}
	up := b.above()
	if len(b.outline) > 0 {
		up.open = true
	}
	b.paragraph(up, u.start, u.end)
}

// leaveList closes a list that a colon introduced, when the paragraph after its
// last item is not followed by another item: the paragraph speaks for the
// clause above the list.
func (b *builder) leaveList(soon label) {
	for k := len(b.outline); k > 1; k = len(b.outline) {
		leaf, up := b.outline[k-1], b.outline[k-2]
		if sameNumbering(leaf.label, soon) && soon.num == leaf.label.num+1 || !endsWithColon(b.text[up.start:up.firstEnd]) {
			return
		}
		b.outline = b.outline[:k-1]
	}
}

func endsWithColon(s string) bool {
	return strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":")
}

// paragraph adds an unnumbered clause below up.
func (b *builder) paragraph(up *node, start, end int) {
	n := &node{level: corpus.LevelParagraph, start: start, end: end, parent: up}
	if up == nil {
		n.seg = "p" + strconv.Itoa(b.count("p"))
	} else {
		up.paragraphs++
		n.seg = "p" + strconv.Itoa(up.paragraphs)
	}
	b.push(n)
}

// settleOutline ends the open outline clauses.
func (b *builder) settleOutline() { b.outline = nil }

// settleMore gives every outline clause its further lines: a leaf takes them in,
// a clause with children below it gets them as paragraphs of its own.
func (b *builder) settleMore() {
	var extra []*node
	for _, n := range b.nodes {
		if len(n.more) == 0 {
			continue
		}
		if !n.open {
			n.end = n.more[len(n.more)-1].end
			continue
		}
		for _, m := range n.more {
			n.paragraphs++
			extra = append(extra, &node{
				level: corpus.LevelParagraph, role: n.role, seg: "p" + strconv.Itoa(n.paragraphs),
				start: m.start, end: m.end, parent: n,
			})
		}
	}
	if len(extra) > 0 {
		b.nodes = append(b.nodes, extra...)
		slices.SortStableFunc(b.nodes, func(x, y *node) int { return x.start - y.start })
	}
}
