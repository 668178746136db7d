package doc

import (
	"sort"
	"strings"

	"duibiao/corpus"
)

// tolerance is how far apart edges may stand in twentieths of a point and be
// one: rows that were drawn apart by a hair look straight. A cell narrower than
// a letter has none.
const tolerance = 40

// row is a row of a table as it is read.
type row struct {
	cells []string
	shape *rowShape
}

// table gathers the outer table that is being read.
type table struct {
	rows []row
	// cells are the cells of the row that is open, lines those of its last cell.
	cells, lines []string
	// inner are the cells of a row of a table within the cell, words the
	// paragraphs of the last of them.
	inner, words []string
}

// add adds a paragraph that stands in a table, by its mark.
func (t *table) add(text string, cellMark bool, p paragraphProps) {
	if p.depth() > 1 {
		t.addInner(text, p)
		return
	}
	t.flushInner()
	if text != "" {
		t.lines = append(t.lines, text)
	}
	if cellMark && p.rowEnd {
		t.endRow(p.row)
		return
	}
	if cellMark {
		t.cells = append(t.cells, strings.Join(t.lines, "\n"))
		t.lines = nil
	}
}

// addInner flattens a table within a cell: a row becomes a line.
func (t *table) addInner(text string, p paragraphProps) {
	if text != "" {
		t.words = append(t.words, text)
	}
	if p.innerCell && !p.innerRow {
		t.inner = append(t.inner, strings.Join(t.words, " "))
		t.words = nil
	}
	if p.innerRow {
		t.flushInner()
	}
}

// flushInner ends a row of a table within a cell.
func (t *table) flushInner() {
	line := strings.TrimSpace(strings.Join(append(t.inner, t.words...), " "))
	t.inner, t.words = nil, nil
	if line != "" {
		t.lines = append(t.lines, line)
	}
}

// endRow closes the row that is open. Text behind its last cell, which a whole
// file does not have, becomes a cell.
func (t *table) endRow(shape *rowShape) {
	t.flushInner()
	if len(t.lines) > 0 {
		t.cells = append(t.cells, strings.Join(t.lines, "\n"))
	}
	if len(t.cells) > 0 {
		t.rows = append(t.rows, row{t.cells, shape})
	}
	t.cells, t.lines = nil, nil
}

// dropRow forgets the row that is open.
func (t *table) dropRow() { *t = table{rows: t.rows} }

// open reports a table that holds anything.
func (t *table) open() bool {
	return len(t.rows) > 0 || len(t.cells) > 0 || len(t.lines) > 0 || len(t.inner) > 0 || len(t.words) > 0
}

// finish gives the table and forgets it; false for one without text.
func (t *table) finish() (corpus.Block, bool) {
	t.endRow(nil)
	rows := t.rows
	*t = table{}
	for _, r := range rows {
		for _, c := range r.cells {
			if c != "" {
				return corpus.Block{Kind: corpus.BlockTable, Rows: layOut(rows)}, true
			}
		}
	}
	return corpus.Block{}, false
}

// grid holds the columns of a table: the edges of all its rows.
type grid []int

// newGrid gathers the edges of the rows.
func newGrid(rows []row) grid {
	seen := map[int]bool{}
	var last *rowShape
	for _, r := range rows {
		if r.shape == nil || r.shape == last {
			continue
		}
		last = r.shape
		for _, e := range r.shape.edges {
			seen[e] = true
		}
	}
	all := make([]int, 0, len(seen))
	for e := range seen {
		all = append(all, e)
	}
	sort.Ints(all)
	var g grid
	for _, e := range all {
		if len(g) == 0 || e-g[len(g)-1] > tolerance {
			g = append(g, e)
		}
	}
	return g
}

// column is the number of the edge at e, or of the last before it.
func (g grid) column(e int) int {
	return max(sort.Search(len(g), func(i int) bool { return g[i] > e })-1, 0)
}

// placed is a cell with the columns that it covers, from one up to another.
type placed struct {
	text     string
	from, to int
	above    byte
}

// place gives the cells of a row their columns. Cells that the row's shape does
// not know of follow the others, one column each.
func (g grid) place(r row) []placed {
	var out []placed
	var covered []bool
	if r.shape != nil {
		covered = r.shape.merged()
	}
	next := 0
	for i, text := range r.cells {
		p := placed{text: text, from: next, to: next + 1}
		if i < len(covered) {
			p.from = max(g.column(r.shape.edges[i]), next)
			p.to = max(g.column(r.shape.edges[i+1]), p.from+1)
			p.above = r.shape.cells[i].above
		}
		next = p.to
		if i < len(covered) && covered[i] && len(out) > 0 {
			before := &out[len(out)-1]
			before.to = p.to
			before.text = joinLines(before.text, p.text)
			continue
		}
		out = append(out, p)
	}
	return out
}

func joinLines(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}

// reach is a cell that may go on in the next row.
type reach struct {
	// row and cell find it; lastRow is the last that it covers.
	row, cell, lastRow int
	to                 int
}

// layOut turns rows into cells that span columns and rows. A gap between cells,
// or before the first, is an empty cell.
func layOut(rows []row) [][]corpus.Cell {
	g := newGrid(rows)
	out := make([][]corpus.Cell, len(rows))
	open := map[int]reach{}
	for i, r := range rows {
		next := 0
		for _, p := range g.place(r) {
			if p.from > next {
				out[i] = append(out[i], spanning("", p.from-next))
			}
			next = p.to
			if o, ok := open[p.from]; ok && p.above == aboveMerged && o.to == p.to && o.lastRow == i-1 {
				c := &out[o.row][o.cell]
				c.RowSpan = max(c.RowSpan, 1) + 1
				c.Text = joinLines(c.Text, p.text)
				o.lastRow = i
				open[p.from] = o
				continue
			}
			if p.above != aboveNone {
				open[p.from] = reach{row: i, cell: len(out[i]), lastRow: i, to: p.to}
			} else {
				delete(open, p.from)
			}
			out[i] = append(out[i], spanning(p.text, p.to-p.from))
		}
	}
	return out
}

func spanning(text string, columns int) corpus.Cell {
	c := corpus.Cell{Text: text}
	if columns > 1 {
		c.ColSpan = columns
	}
	return c
}
