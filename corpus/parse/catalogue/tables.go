package catalogue

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// reader collects the items of a document.
type reader struct {
	in    Input
	items []corpus.CatalogueItem
	// run are the nodes of the tables that belong together: same columns, one tree.
	run   []node
	tiers int
	heads headReader
	// before is the shape of the last catalogue table.
	before *shape
}

// tables reads every table of the document.
func (r *reader) tables() {
	title := ""
	number := 0
	for _, p := range r.in.Parts {
		if p.Block.Kind != corpus.BlockTable {
			if t := strings.TrimSpace(p.Block.Text); utf8.RuneCountInString(t) <= maxTitle {
				title = t
			} else {
				title = ""
			}
			continue
		}
		number++
		r.table(p, number, title)
	}
	r.endRun()
}

// maxTitle is the longest line that is looked at as a table's title, in
// characters.
const maxTitle = 60

func (r *reader) table(p Part, number int, title string) {
	g, ok := newGrid(p.Block.Rows)
	if !ok || g.width < 1 || len(g.rows) < 2 {
		return
	}
	r.heads = headReader{headForms()}
	t := table{reader: r, part: p, grid: g, number: number}
	var found bool
	if t.head, found = r.heads.findHead(g); found {
		t.shape = resolve(t.head.columns, g, t.head.to)
		title += "\n" + t.above()
	} else if r.before != nil && len(r.before.columns) == g.width && continues(*r.before, g) {
		t.shape, t.head = *r.before, head{columns: r.before.columns}
	} else if t.shape, found = infer(g); !found {
		return
	}
	nodes := t.read()
	if !t.shape.catalogue(r.titled(title), nodes) {
		return
	}
	if r.before != nil && len(t.shape.tiers) != r.tiers {
		r.endRun()
	}
	r.tiers = len(t.shape.tiers)
	r.run = append(r.run, nodes...)
	r.before = &t.shape
}

// titled reports that the document or the lines above the table say that it is
// a catalogue.
func (r *reader) titled(title string) bool {
	if r.in.Catalogue || catalogueTitle.MatchString(strings.TrimSpace(r.in.Title)) {
		return true
	}
	for line := range strings.SplitSeq(title, "\n") {
		if catalogueTitle.MatchString(strings.TrimSpace(line)) {
			return true
		}
	}
	return false
}

// continues reports that a table without a head holds the same columns as the
// one before: codes where codes were.
func continues(s shape, g grid) bool {
	if len(s.codes) == 0 {
		return true
	}
	codes, all := 0, 0
	for row := range g.rows {
		if t := g.text(row, s.codes[len(s.codes)-1]); t != "" {
			all++
			if code(t) != "" {
				codes++
			}
		}
	}
	return codes*2 >= all
}

// endRun links the nodes collected and makes items of them.
func (r *reader) endRun() {
	if len(r.run) > 0 {
		link(r.run, orderOf(r.run, r.tiers))
		letterCodes(r.run)
		r.items = append(r.items, items(r.run, len(r.items))...)
	}
	r.run, r.before, r.tiers = nil, nil, 0
}

// finish is called when all items are there.
func (r *reader) finish() {}

// table is one table being read.
type table struct {
	*reader
	part   Part
	grid   grid
	number int
	head   head
	shape  shape
	nodes  []node
	// open are the indexes of the newest node of each tier, -1 for none.
	open []int
	// coded says that most rows have a code.
	coded bool
}

// above are the rows over the head, which are the table's title.
func (t *table) above() string {
	var out []string
	for r := range t.head.from {
		for _, p := range t.grid.own(r) {
			out = append(out, p.text)
		}
	}
	return strings.Join(out, "\n")
}

func (t *table) read() []node {
	t.open = slices.Repeat([]int{-1}, len(t.shape.tiers))
	t.coded = t.mostlyCoded()
	for r := t.head.to; r < len(t.grid.rows); r++ {
		t.row(r)
	}
	t.stripLabels()
	return t.nodes
}

// mostlyCoded reports that four of five rows with a name have a code.
func (t *table) mostlyCoded() bool {
	if len(t.shape.codes) != 1 || len(t.shape.tiers) == 0 {
		return false
	}
	coded, all := 0, 0
	for r := t.head.to; r < len(t.grid.rows); r++ {
		if len(t.grid.own(r)) < 2 {
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
	own := t.grid.own(r)
	if len(own) == 0 || t.head.repeats(t.grid, r) || remark.MatchString(own[0].text) {
		return
	}
	if n, ok := t.sectionOf(r, own); ok {
		t.add(n)
		return
	}
	if t.continuesRow(r) {
		t.extend(r)
		return
	}
	t.itemsOf(r)
}

// sectionOf reads a row that is one cell over the whole table, or over all the
// columns of names: a heading of the rows below.
func (t *table) sectionOf(r int, own []*place) (node, bool) {
	all := t.grid.filled(r)
	if len(all) != 1 || len(own) != 1 {
		return node{}, false
	}
	p := own[0]
	reach := p.colSpan
	alone := p.col == 0 && len(t.shape.tiers) == 1 && t.shape.tiers[0] != 0 && code(p.text) == "" && len(t.grid.rows[r]) > 1
	if reach < 2 || p.col > t.shape.tiers[0] || p.col+reach <= t.shape.tiers[len(t.shape.tiers)-1] {
		if !alone {
			return node{}, false
		}
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
	if c, rest := splitCode(n.name); c != "" && !t.hasCode(r) {
		n.code, n.name = c, Name(rest)
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
	if !t.coded || len(t.nodes) == 0 || t.grid.text(r, t.shape.codes[0]) != "" {
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
