package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// table is one table being read.
type table struct {
	*reader
	part   Part
	grid   grid
	number int
	head   head
	shape  shape
	// side is the width of a group of columns, where groups stand side by side.
	side int
	// nodes are those of the run with the table's own from base on.
	nodes []node
	base  int
	// open are the indexes of the newest node of each tier, -1 for none.
	open []int
	// coded says that most rows have a code.
	coded bool
	// own are the cells of the row being read.
	own []*place
	// remarks says that the rows are remarks below the items.
	remarks bool
}

// above are the rows over the head, which are the table's title.
func (t *table) above() string {
	var out []string
	for r := range t.head.from {
		for _, p := range t.grid.own(nil, r) {
			out = append(out, p.text)
		}
	}
	return strings.Join(out, "\n")
}

// read reads the rows. A table that goes on from the one before has the same
// items open.
func (t *table) read(goesOn bool) {
	t.nodes, t.base = slices.Grow(t.run, len(t.grid.rows)), len(t.run)
	t.open = slices.Repeat([]int{-1}, len(t.shape.tiers))
	if goesOn && t.before != nil {
		copy(t.open, t.before.open)
	}
	t.coded = t.mostlyCoded()
	if t.side < t.grid.width {
		t.readSides(t.side)
	} else {
		t.rowsOf(t.head.to, len(t.grid.rows))
	}
	fresh := t.nodes[t.base:]
	unsplit(fresh)
	strip(fresh, t.in.Label)
}

func (t *table) rowsOf(from, to int) {
	for r := from; r < to; r++ {
		t.row(r)
	}
}

// mostlyCoded reports that four of five rows with a name have a code.
func (t *table) mostlyCoded() bool {
	if len(t.shape.codes) != 1 || len(t.shape.tiers) == 0 {
		return false
	}
	coded, all := 0, 0
	for r := t.head.to; r < len(t.grid.rows); r++ {
		if t.own = t.grid.own(t.own[:0], r); len(t.own) < 2 {
			continue
		}
		all++
		if code(t.grid.text(r, t.shape.codes[0])) != "" {
			coded++
		}
	}
	return coded*5 >= all*4
}

// remark is a row that speaks about the table: totals, units, notes below it.
var remark = regexp.MustCompile(`^(合\s*计|总\s*计|小\s*计|共\s*计|单位[：:]|注\s*[：:]|备注[：:]|说明[：:]|注\d|续表|续上表|附注)`)

func (t *table) row(r int) {
	t.own = t.grid.own(t.own[:0], r)
	own := t.own
	if len(own) == 0 || t.head.repeats(t.grid, r) {
		return
	}
	if t.remark(own) {
		return
	}
	if n, ok := t.sectionOf(r, own); ok {
		t.add(n)
		return
	}
	if len(own) == 1 && own[0].colSpan > 1 && own[0].colSpan == t.grid.width {
		return // a sentence over the whole table is no item
	}
	if t.continuesRow(r) {
		t.extend(r)
		return
	}
	t.itemsOf(r)
}

// remark reports a row that speaks about the table, and those that go on from
// such a row: one cell each.
func (t *table) remark(own []*place) bool {
	switch {
	case remark.MatchString(own[0].text):
		t.remarks = note.MatchString(own[0].text)
		return true
	case t.remarks && len(own) == 1 && own[0].col == 0:
		return true
	}
	t.remarks = false
	return false
}

// note begins remarks that may go on in further rows.
var note = regexp.MustCompile(`^(注\s*\d?\s*[：:、.．]|备注[：:]|说明[：:]|附注)`)

// sectionOf reads a row that is one cell over the whole table, or over all the
// columns of names: a heading of the rows below.
func (t *table) sectionOf(r int, own []*place) (node, bool) {
	p := own[0]
	if len(own) != 1 || t.grid.alone(r) != p {
		return node{}, false
	}
	if !t.overNames(p) && !t.beforeNames(r, p) {
		return node{}, false
	}
	text := Name(p.text)
	if utf8.RuneCountInString(text) > maxSection || strings.HasSuffix(text, "。") {
		return node{}, false
	}
	n := t.node(r, p, -1, true)
	if t.seqLabel(&n, text) {
		return node{}, false
	}
	return n, true
}

// overNames reports a cell that reaches over all columns of names.
func (t *table) overNames(p *place) bool {
	tiers := t.shape.tiers
	return p.colSpan > 1 && p.col <= tiers[0] && p.col+p.colSpan > tiers[len(tiers)-1]
}

// beforeNames reports a text in the first column where that is not the one of
// names.
func (t *table) beforeNames(r int, p *place) bool {
	return p.col == 0 && len(t.shape.tiers) == 1 && t.shape.tiers[0] != 0 && code(p.text) == "" && len(t.grid.row(r)) > 1
}

// seqLabel reports a "section" that is only a running number.
func (t *table) seqLabel(n *node, text string) bool {
	return n.name == "" || code(text) != "" && n.code == ""
}

// maxSection is the longest heading of rows, in characters.
const maxSection = 60

// node makes a node of a cell.
func (t *table) node(r int, p *place, tier int, section bool) node {
	n := node{tier: max(tier, 0), section: section, indent: p.indent, rows: p.rowSpan, at: t.evidence(r), parent: -1}
	n.name = Name(p.text)
	if c, rest := splitCode(p.text); c != "" && !t.hasCode(r) {
		n.whole, n.code, n.name = n.name, c, Name(rest)
	}
	if tier >= 0 {
		if col := t.shape.columns[t.shape.tiers[tier]]; col.role == roleTier {
			n.tierName = col.head
		}
	}
	return n
}

func (t *table) evidence(r int) evidence {
	e := evidence{table: t.number, row: r + 1, page: t.part.Block.Page, sheet: t.part.Block.Sheet}
	if first := t.part.Block.FirstRow; first > 0 {
		e.row = first + r
	}
	if pages := t.part.Block.RowPages; r < len(pages) {
		e.page = pages[r]
		first, _ := slices.BinarySearch(pages, e.page) // pages do not fall
		e.row = r - first + 1
	}
	if r < len(t.part.Rows) {
		e.Span = t.part.Rows[r]
	}
	return e
}

func (t *table) add(n node) int {
	t.nodes = append(t.nodes, n)
	at := len(t.nodes) - 1
	if n.section {
		for i := range t.open {
			t.open[i] = -1
		}
		return at
	}
	t.open[n.tier] = at
	for deeper := n.tier + 1; deeper < len(t.open); deeper++ {
		t.open[deeper] = -1
	}
	return at
}

// continuesRow reports a row that goes on from the one before: it has no code
// where rows have codes, and begins a page or holds nothing but notes.
func (t *table) continuesRow(r int) bool {
	if !t.coded || len(t.nodes) == 0 || t.nodes[len(t.nodes)-1].line || t.grid.text(r, t.shape.codes[0]) != "" {
		return false
	}
	for _, c := range t.shape.tiers {
		if p := t.grid.at(r, c); p != nil && p.text != "" && p.row == r {
			return t.newPage(r)
		}
	}
	return true
}

// newPage reports the first row of a page.
func (t *table) newPage(r int) bool {
	pages := t.part.Block.RowPages
	return r > 0 && r < len(pages) && pages[r] != pages[r-1]
}

// extend adds the row's texts to the newest nodes.
func (t *table) extend(r int) {
	for tier, c := range t.shape.tiers {
		if p := t.grid.at(r, c); p != nil && p.text != "" && p.row == r && t.open[tier] >= 0 {
			n := &t.nodes[t.open[tier]]
			n.name = Name(n.name + p.text)
		}
	}
	last := &t.nodes[len(t.nodes)-1]
	last.note = joinNote(last.note, t.noteOf(r, false), "")
	if end := t.evidence(r).End; end > last.at.End && last.at.End > 0 {
		last.at.End = end
	}
}

func joinNote(a, b, with string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + with + b
}
