package sheet

import (
	"cmp"
	"slices"

	"duibiao/corpus"
)

// grid is a sheet in order: its rows with text, its merged areas cut to the part
// of the sheet that has text.
type grid struct {
	sheet *Sheet
	rows  []gridRow
	// merges are in order of rows, then columns, and do not overlap.
	merges []area
	// cover lists, for each row with text, the areas that reach into it.
	cover map[int][]area
	// under counts texts below merged cells, dropped areas left out.
	under, dropped int
}

// gridRow is a row with text: its cells by column.
type gridRow struct {
	row   int
	cells []cell
}

func newGrid(s *Sheet) *grid {
	g := &grid{sheet: s}
	for i := 0; i < len(s.cells); {
		j := i
		for j < len(s.cells) && s.cells[j].row == s.cells[i].row {
			j++
		}
		g.rows = append(g.rows, gridRow{int(s.cells[i].row), s.cells[i:j:j]})
		i = j
	}
	g.cut()
	g.uncover()
	return g
}

// maxWork bounds the steps that finding overlaps and covered rows may take.
const maxWork = 1 << 24

// cut trims the areas to the part of the sheet with text and drops those over
// others.
func (g *grid) cut() {
	bottom, right := g.rows[len(g.rows)-1].row, 0
	for _, r := range g.rows {
		right = max(right, int(r.cells[len(r.cells)-1].col))
	}
	var kept []area
	for _, m := range g.sheet.merges {
		m.bottom, m.right = min(m.bottom, bottom), min(m.right, right)
		if m.top <= m.bottom && m.left <= m.right && (m.top < m.bottom || m.left < m.right) {
			kept = append(kept, m)
		}
	}
	slices.SortStableFunc(kept, func(a, b area) int {
		return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left))
	})
	// taken is, for each column, the first row that no area has taken yet.
	taken := make([]int, right+1)
	work := 0
	for _, m := range kept {
		work += m.right - m.left + 1
		if work > maxWork || slices.Max(taken[m.left:m.right+1]) > m.top {
			g.dropped++
			continue
		}
		for c := m.left; c <= m.right; c++ {
			taken[c] = m.bottom + 1
		}
		g.merges = append(g.merges, m)
	}
}

// uncover finds the areas of each row and takes away the texts below them.
func (g *grid) uncover() {
	g.cover = make(map[int][]area)
	sweep := sweep{waiting: g.merges}
	kept := g.rows[:0]
	for _, r := range g.rows {
		if areas := sweep.at(r.row); len(areas) > 0 {
			g.cover[r.row] = areas
			before := len(r.cells)
			r.cells = visible(r, areas)
			g.under += before - len(r.cells)
		}
		if len(r.cells) > 0 {
			kept = append(kept, r)
		}
	}
	g.rows = kept
	g.dropped += sweep.dropped
}

// sweep goes down the rows and knows the areas that reach into each.
type sweep struct {
	waiting, open []area
	steps, stored int
	dropped       int
}

// maxStored bounds the areas of rows that are kept at a time.
const maxStored = 1 << 20

// at gives the areas that reach into a row, in order of columns. Rows come in
// order. The slice is shared between rows with the same areas.
func (s *sweep) at(row int) []area {
	ended := func(m area) bool { return m.bottom < row }
	changed := slices.ContainsFunc(s.open, ended)
	var opened []area
	for len(s.waiting) > 0 && s.waiting[0].top <= row {
		changed = true
		opened = append(opened, s.waiting[0])
		s.waiting = s.waiting[1:]
	}
	s.steps += len(s.open) + len(opened)
	if s.steps > 4*maxWork || s.stored > maxStored {
		s.dropped += len(s.open) + len(opened) + len(s.waiting)
		s.open, s.waiting = nil, nil
		return nil
	}
	if changed {
		s.open = slices.DeleteFunc(append(slices.Clone(s.open), opened...), ended)
		slices.SortFunc(s.open, func(a, b area) int { return cmp.Compare(a.left, b.left) })
		s.stored += len(s.open)
	}
	return s.open
}

// visible are the cells of a row that no area covers; areas are in order of
// columns.
func visible(r gridRow, areas []area) []cell {
	var out []cell
	k := 0
	for _, c := range r.cells {
		for k < len(areas) && areas[k].right < int(c.col) {
			k++
		}
		if k < len(areas) && areas[k].left <= int(c.col) && (areas[k].top != r.row || areas[k].left != int(c.col)) {
			continue
		}
		out = append(out, c)
	}
	return out
}

// runs cuts the rows where more than maxBlank blank ones lie between.
func (g *grid) runs() [][]gridRow {
	var out [][]gridRow
	start := 0
	for i := range g.rows {
		if i+1 == len(g.rows) || g.rows[i+1].row-g.rows[i].row-1 > maxBlank {
			out = append(out, g.rows[start:i+1])
			start = i + 1
		}
	}
	return out
}

// table is the part of a run that is a table: from its first row with two cells
// on, without the notes at its end. It is empty (from = to = all) where no row
// has two cells.
func (g *grid) table(run []gridRow) (from, to int) {
	for from < len(run) && g.alone(run, from) {
		from++
	}
	to = len(run)
	for to > from+1 && g.alone(run, to-1) && note(run[to-1].cells[0].text, g.across(run[to-1])) {
		to--
	}
	return from, to
}

// alone reports a row with one text, beside which no text reaches down from
// above or from it to the rows below.
func (g *grid) alone(run []gridRow, i int) bool {
	r := run[i]
	if len(r.cells) != 1 {
		return false
	}
	for _, m := range g.cover[r.row] {
		if m.top < r.row && i > 0 && m.top >= run[0].row {
			return false
		}
		if m.top == r.row && m.left == int(r.cells[0].col) && i+1 < len(run) && run[i+1].row <= m.bottom {
			return false
		}
	}
	return true
}

// across is how many columns the only cell of a row spans.
func (g *grid) across(r gridRow) int {
	for _, m := range g.cover[r.row] {
		if m.top == r.row && m.left == int(r.cells[0].col) {
			return m.right - m.left + 1
		}
	}
	return 1
}

// dense is a row of a table that lies between the rows first and last of the
// sheet: empty cells fill the gaps, covered places have no cell.
func (g *grid) dense(r gridRow, first, last int) []corpus.Cell {
	areas := g.cover[r.row]
	end := lastPlace(r, areas)
	out := make([]corpus.Cell, 0, end+1)
	k, next := 0, 0
	for col := 0; col <= end; col++ {
		text := ""
		if int(r.cells[next].col) == col {
			text, next = r.cells[next].text, min(next+1, len(r.cells)-1)
		}
		for k < len(areas) && areas[k].right < col {
			k++
		}
		if k == len(areas) || areas[k].left > col || areas[k].top < first {
			out = append(out, corpus.Cell{Text: text})
			continue
		}
		m := areas[k]
		if m.top == r.row {
			out = append(out, corpus.Cell{Text: text, ColSpan: span(m.left, m.right), RowSpan: span(r.row, min(m.bottom, last))})
		}
		col = m.right
	}
	return out
}

// lastPlace is the column of the last cell of a row: one with text, or one that
// reaches down and so moves the cells of the rows below.
func lastPlace(r gridRow, areas []area) int {
	end := int(r.cells[len(r.cells)-1].col)
	for _, m := range areas {
		if m.top == r.row && m.bottom > r.row {
			end = max(end, m.left)
		}
	}
	return end
}

// span counts from first to last; one is written as 0.
func span(first, last int) int {
	if n := last - first + 1; n > 1 {
		return n
	}
	return 0
}
