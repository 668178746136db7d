package catalogue

import "strings"

// sides is the width of the groups of columns that stand side by side in a table
// (编码|名称|编码|名称), the whole width where there is one group only. Columns
// whose codes go on from those to their left are the tiers of one group.
func (t *table) sides() int {
	columns, width := t.head.columns, t.grid.width
	for w := 2; w*2 <= width && w <= maxSide; w++ {
		if width%w == 0 && periodic(columns, w) && !t.nested(w) {
			return w
		}
	}
	return width
}

// maxSide is the widest group of columns that is looked for.
const maxSide = 8

// periodic reports heads that come again every w columns, a name among them.
func periodic(columns []column, w int) bool {
	names := 0
	for c := range columns {
		if c >= w && (columns[c].head == "" || headText(columns[c].head) != headText(columns[c-w].head)) {
			return false
		}
		if c < w && (columns[c].role == roleName || columns[c].role == roleTier) {
			names++
		}
	}
	return names > 0
}

// nested reports that the codes of the second group begin with those of the first.
func (t *table) nested(w int) bool {
	c := 0
	for c < w && t.head.columns[c].role != roleCode {
		c++
	}
	if c == w {
		return t.coveredBy(w)
	}
	below, all := 0, 0
	last := ""
	for r := t.head.to; r < len(t.grid.rows); r++ {
		if left := code(t.grid.text(r, c)); left != "" {
			last = left
		}
		right := code(t.grid.text(r, c+w))
		if right == "" || last == "" {
			continue
		}
		all++
		if len(right) > len(last) && strings.HasPrefix(right, last) {
			below++
		}
	}
	return below*2 > all
}

// coveredBy reports cells of the first group that reach over several rows: they
// hold what stands to their right.
func (t *table) coveredBy(w int) bool {
	for r := t.head.to; r < len(t.grid.rows); r++ {
		for c := range w {
			if p := t.grid.at(r, c); p != nil && p.row == r && p.rowSpan > 1 && p.text != "" {
				return true
			}
		}
	}
	return false
}

// readSides reads a table of groups side by side: between heads, titles and
// sections that reach over groups, the first group down, then the next.
func (t *table) readSides(w int) {
	whole := t.grid
	from := t.head.to
	for r := from; r <= len(whole.rows); r++ {
		if r < len(whole.rows) && !t.head.repeats(whole, r) && !across(whole, r, w) {
			continue
		}
		for g := 0; g+w <= whole.width; g += w {
			t.grid = whole.columns(g, g+w, from, r)
			t.rowsOf(from, r)
		}
		if r < len(whole.rows) && across(whole, r, w) {
			t.grid = whole.columns(0, w, r, r+1)
			t.rowsOf(r, r+1)
		}
		from = r + 1
	}
	t.grid = whole
}

// across reports a row with a cell that reaches over groups.
func across(g grid, r, w int) bool {
	for c, p := range g.row(r) {
		if p != nil && p.row == r && p.col == c && p.text != "" && p.col/w != (p.col+p.colSpan-1)/w {
			return true
		}
	}
	return false
}

// columns is the part of a grid between two columns and two rows, with cells that
// say in which of its columns they stand. Rows keep their numbers.
func (g grid) columns(from, to, first, last int) grid {
	out := grid{rows: make([][]*place, last-first), width: to - from, offset: first}
	moved := map[*place]*place{}
	for r := first; r < last; r++ {
		row := make([]*place, 0, to-from)
		for c := from; c < min(to, len(g.row(r))); c++ {
			p := g.row(r)[c]
			if p != nil && moved[p] == nil {
				q := *p
				q.col = max(p.col-from, 0)
				q.colSpan = min(p.col+p.colSpan, to) - max(p.col, from)
				moved[p] = &q
			}
			if p == nil {
				row = append(row, nil)
			} else {
				row = append(row, moved[p])
			}
		}
		out.rows[r-first] = row
	}
	return out
}
