package parse

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// node is a clause while the tree is being built.
type node struct {
	level   corpus.Level
	role    corpus.Role
	number  string
	heading string
	// seg is the last step of the ID; flat says that the ID leaves out the
	// headings above.
	seg        string
	flat       bool
	start, end int
	parent     *node
	label      label
	// open says that only the heading line belongs to the node, and the rest
	// hangs below it.
	open bool
	// firstEnd is the end of the first line.
	firstEnd int
	// more are the further lines of an outline node.
	more []span
	// paragraphs counts the unnumbered clauses below.
	paragraphs int
}

type span struct{ start, end int }

// builder makes the clause tree from units, in order. It holds the clause that
// is open at each level.
type builder struct {
	text  string
	nodes []*node
	// annex is the annex that is open, annexes counts them.
	annex   *node
	annexes int
	// head is the innermost heading 编章节 that is open; article the article,
	// para its current 款 and items the open 项 and 目 below it; outline the
	// open outline clauses.
	head    *node
	article *node
	para    *node
	paras   int
	items   []*node
	outline []*node
	// counts numbers the clauses of the flat roles and the top paragraphs.
	counts map[string]int
	// lastEnd is the end of the newest unit of the open article.
	lastEnd int
}

func build(y *layout) []corpus.Clause {
	b := &builder{text: y.text, counts: map[string]int{}}
	for i := 0; i < len(y.units); i++ {
		switch role := y.role[i]; {
		case y.annex[i]:
			i += b.openAnnex(y, i)
		case role == corpus.RoleBody || role == corpus.RoleAnnex:
			if role == corpus.RoleBody && b.annex != nil {
				b.leaveAnnex()
			}
			i += b.addWithHeading(y, i)
		default:
			b.addFlat(y.units[i], role)
		}
	}
	b.closeArticle()
	b.settleOutline()
	return b.clauses()
}

// addWithHeading adds unit i and, to a heading 第X章, the line after it that
// belongs to it. It gives how many further units it took.
func (b *builder) addWithHeading(y *layout, i int) int {
	n := b.add(y.units[i], y.nextLabels(i))
	if n == nil || !n.label.style.heading() || !y.headingFollows(i, n.heading) {
		return 0
	}
	n.heading, n.end = cleanHeading(n.heading+y.str(i+1)), y.units[i+1].end
	return 1
}

// nextLabels are the label of the unit after i, and the next label at all within
// a few units.
func (y *layout) nextLabels(i int) following {
	var f following
	for k := i + 1; k < min(len(y.units), i+6) && f.soon.style == styleNone; k++ {
		f.soon = y.units[k].label
	}
	if i+1 < len(y.units) {
		f.next = y.units[i+1].label.style
	}
	return f
}

// following is what comes after a unit.
type following struct {
	next style
	soon label
}

// headingFollows reports that the unit after a heading line is the heading of a
// bare 第X章, or the rest of a long heading that was broken.
func (y *layout) headingFollows(i int, heading string) bool {
	if i+1 >= len(y.units) || !y.plain(i+1) || y.role[i+1] != y.role[i] || y.annex[i+1] {
		return false
	}
	s := y.str(i + 1)
	if utf8.RuneCountInString(s) > 25 || strings.ContainsAny(s, "。；：，") || bareHeadings.MatchString(squeeze(s)) {
		return false
	}
	if heading == "" {
		return true
	}
	next := y.nextLabels(i + 1).next
	return brokenHeading(heading, s) && (next == styleArticle || next.heading())
}

// brokenHeading reports that a heading goes on in the next line: a conjunction
// at the break, or a first line that is long.
func brokenHeading(heading, rest string) bool {
	const joints = "和与及、的"
	first, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune(joints, first) || endsWithAny(heading, joints) || utf8.RuneCountInString(heading) >= 9 && rest != "一般规定"
}

// annexTitleFollows reports that the unit after a bare 附件 line is its title.
func (y *layout) annexTitleFollows(i int) bool {
	bare := annexBare.MatchString(y.str(i))
	return bare && y.plain(i+1) && y.role[i+1] == corpus.RoleAnnex && !y.annex[i+1] &&
		utf8.RuneCountInString(y.str(i+1)) <= 60 && !hasSentence(y.str(i+1))
}

var annexBare = regexp.MustCompile(`^附\s*[件表录图]?\s*([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[A-Z])?\s*[：:．.、]?$`)

var annexLabel = regexp.MustCompile(`^(附\s*[件表录图]?)\s*([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[A-Z])?\s*[：:．.、]?\s*`)

// openAnnex begins an annex with its title line, unit i, and takes in the next
// unit if that is its heading. It gives how many further units it took.
func (b *builder) openAnnex(y *layout, i int) int {
	b.leaveAnnex()
	b.annexes++
	u := y.units[i]
	s := u.text(b.text)
	m := annexLabel.FindStringSubmatchIndex(s)
	n := &node{
		level: corpus.LevelParagraph, role: corpus.RoleAnnex, number: strings.TrimRight(squeeze(s[:m[1]]), "：:．.、"), heading: s[m[1]:],
		seg: "x" + strconv.Itoa(b.annexes), start: u.start, end: u.end, open: true,
	}
	b.nodes = append(b.nodes, n)
	b.annex = n
	if i+1 == len(y.units) || !y.annexTitleFollows(i) {
		return 0
	}
	n.heading, n.end = y.str(i+1), y.units[i+1].end
	return 1
}

func (b *builder) leaveAnnex() {
	b.closeArticle()
	b.settleOutline()
	b.annex, b.head = nil, nil
}

// addFlat adds a line of title, front matter, contents or signature.
func (b *builder) addFlat(u unit, role corpus.Role) {
	b.closeArticle()
	b.settleOutline()
	if role == corpus.RoleSignature || role == corpus.RoleTitle {
		b.head = nil
		if role == corpus.RoleTitle {
			b.annex = nil
		}
	}
	name := map[corpus.Role]string{corpus.RoleTitle: "title", corpus.RoleFront: "front", corpus.RoleTOC: "toc", corpus.RoleSignature: "sign"}[role]
	b.counts[name]++
	b.nodes = append(b.nodes, &node{
		level: corpus.LevelParagraph, role: role, seg: name + strconv.Itoa(b.counts[name]), flat: true, start: u.start, end: u.end,
	})
}

// add places a unit of the body or an annex. after is what
// follows it. It gives the node of a heading 编章节, nil for the rest.
func (b *builder) add(u unit, after following) *node {
	st := u.label.style
	switch {
	case st.heading():
		return b.addHeading(u)
	case st == styleArticle:
		b.addArticle(u)
	case st == styleNone && b.bareHeading(u):
	case b.article != nil && !b.headsArticles(u, after.next):
		b.addToArticle(u)
	case st >= styleCn:
		b.addOutline(u)
	default:
		b.addParagraph(u, after.soon)
	}
	return nil
}

// addToArticle adds a line to the open article, as an item or as text.
func (b *builder) addToArticle(u unit) {
	if st := u.label.style; st >= styleCn && st <= styleCircled {
		b.addItem(u)
		return
	}
	b.addText(u)
}

// headsArticles reports that a line 一、… between articles is a heading above the
// articles that follow it, not an item of the article before.
func (b *builder) headsArticles(u unit, next style) bool {
	if u.label.style != styleCn {
		return false
	}
	return u.kind == corpus.BlockHeading || next == styleArticle && shortHeading(u.body(b.text))
}

func (b *builder) role() corpus.Role {
	if b.annex != nil {
		return corpus.RoleAnnex
	}
	return corpus.RoleBody
}

// above is the heading or annex that new clauses hang below.
func (b *builder) above() *node {
	if len(b.outline) > 0 {
		return b.outline[len(b.outline)-1]
	}
	if b.head != nil {
		return b.head
	}
	return b.annex
}

func (b *builder) push(n *node) *node {
	n.role = b.role()
	b.nodes = append(b.nodes, n)
	return n
}

// addHeading opens 编, 分编, 章 or 节 below the nearest heading of a higher rank.
func (b *builder) addHeading(u unit) *node {
	b.closeArticle()
	b.settleOutline()
	up := b.head
	for up != nil && up != b.annex && (up.label.style >= u.label.style || up.label.style == styleNone) {
		up = up.parent
	}
	if up == nil {
		up = b.annex
	}
	seg := map[style]string{stylePart: "b", styleSubpart: "b", styleChapter: "c", styleSection: "s"}[u.label.style]
	b.head = b.push(&node{
		level: u.label.style.level(), number: u.label.canonical(), heading: cleanHeading(u.body(b.text)),
		seg: seg + strconv.Itoa(u.label.num), start: u.start, end: u.end, parent: up, label: u.label, open: true,
	})
	return b.head
}

// cleanHeading removes the spaces that spread a short heading: 总　则.
func cleanHeading(s string) string {
	s = strings.TrimFunc(s, isSpace)
	if utf8.RuneCountInString(s) <= 8 {
		return squeeze(s)
	}
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}

// bareHeadings are headings that stand without a number.
var bareHeadings = regexp.MustCompile(`^(序言|前言|引言|导言|总则|分则|附则|罚则|法律责任|结语)$`)

// bareHeading opens a heading without number: a line 附则, or what the format
// marks as a heading.
func (b *builder) bareHeading(u unit) bool {
	s := u.text(b.text)
	if len(s) > maxHeading || u.quoted || u.kind == corpus.BlockTable {
		return false
	}
	word := bareHeadings.MatchString(squeeze(s))
	if !word && (u.kind != corpus.BlockHeading || endsWithFullStop(s)) {
		return false
	}
	b.closeArticle()
	b.settleOutline()
	up := b.annex
	if !word && b.head != nil && b.head.label.style != styleNone {
		up = b.head
	}
	b.head = b.push(&node{
		level: corpus.LevelOutline, heading: cleanHeading(s), seg: "h" + strconv.Itoa(b.count("h")),
		start: u.start, end: u.end, parent: up, open: true,
	})
	return true
}

// count numbers things inside the body or the open annex.
func (b *builder) count(what string) int {
	key := what + "/" + strconv.Itoa(b.annexes)
	if b.annex == nil {
		key = what
	}
	b.counts[key]++
	return b.counts[key]
}

func (b *builder) addArticle(u unit) {
	b.closeArticle()
	up := b.above()
	if up != nil && len(b.outline) > 0 {
		up.open = true
	}
	seg := "a" + strconv.Itoa(u.label.num)
	if u.label.branch > 0 {
		seg += "-" + strconv.Itoa(u.label.branch)
	}
	b.article = b.push(&node{
		level: corpus.LevelArticle, number: u.label.canonical(), seg: seg, flat: true,
		start: u.start, end: u.end, parent: up, label: u.label,
	})
	b.lastEnd = u.end
	if body := u.start + u.label.width + skipSpace(b.text[u.start+u.label.width:u.end]); body < u.end {
		b.openPara(body, u.end)
	}
}

func (b *builder) openPara(start, end int) {
	b.paras++
	b.items = nil
	b.para = b.push(&node{
		level: corpus.LevelParagraph, number: "第" + numeral.Format(int64(b.paras)) + "款", seg: "p" + strconv.Itoa(b.paras),
		start: start, end: end, parent: b.article,
	})
}

// addText adds a line without label to the open article: a new 款, or more of
// the last clause where the line before did not end.
func (b *builder) addText(u unit) {
	unfinished := !u.glued && b.para != nil && !endsSentence(b.text[b.article.start:b.lastEnd])
	if b.para == nil || !unfinished && u.kind != corpus.BlockTable && !u.quoted {
		b.openPara(u.start, u.end)
	} else if k := len(b.items); k > 0 && unfinished {
		b.items[k-1].end = u.end
	} else {
		b.para.end = u.end
		if u.kind == corpus.BlockTable {
			b.items = nil
		}
	}
	b.lastEnd = u.end
	if u.kind == corpus.BlockTable {
		b.lastEnd = b.para.end
	}
}

// addItem adds 项 or 目 to the open article, below the innermost open clause
// whose numbering differs.
func (b *builder) addItem(u unit) {
	if b.para == nil {
		b.openPara(u.start, u.end)
	}
	if k := slices.IndexFunc(b.items, func(n *node) bool { return n.label.style == u.label.style }); k >= 0 {
		b.items = b.items[:k]
	} else if u.label.num > 1 {
		for len(b.items) > 0 && b.items[len(b.items)-1].label.style > u.label.style {
			b.items = b.items[:len(b.items)-1]
		}
	}
	up, level, seg := b.para, corpus.LevelItem, "i"
	if k := len(b.items); k > 0 {
		up, level, seg = b.items[k-1], corpus.LevelSubitem, "m"
	}
	n := b.push(&node{
		level: level, number: u.label.canonical(), seg: seg + strconv.Itoa(u.label.num),
		start: u.start, end: u.end, parent: up, label: u.label,
	})
	b.items = append(b.items, n)
	b.lastEnd = u.end
}

// closeArticle ends the open article. Its only 款 is not a clause of its own.
func (b *builder) closeArticle() {
	if b.article == nil {
		return
	}
	if b.paras == 1 {
		only := b.para
		for i := len(b.nodes) - 1; b.nodes[i] != b.article; i-- {
			n := b.nodes[i]
			if n.parent == only {
				n.parent = b.article
			}
			if n == only {
				b.article.end = max(b.article.end, n.end)
				b.nodes = slices.Delete(b.nodes, i, i+1)
			}
		}
	}
	b.article, b.para, b.paras, b.items = nil, nil, 0, nil
}
