package layout

import (
	"math"
	"regexp"
	"slices"
)

const (
	// cellGap is the least gap between the cells of a table without rules, in
	// parts of the font size; linedGap that of one with horizontal rules.
	cellGap  = 2.0
	linedGap = 0.8
	// alignedLines is the least number of lines of a table without rules.
	alignedLines = 3
	// maxAligned bounds its lines on one page.
	maxAligned = 500
	// between is the least width of the empty strip between its columns, in parts
	// of the font size.
	between = 1.0
)

// columnSet are the columns of a table without vertical rules, from left to right.
type columnSet []extent

// add widens the columns by the parts of a line. It reports false, and changes
// nothing, where a part stands in two columns or the columns would meet. A line
// with as many parts as there are columns has one in each, wherever they stand:
// heads are centred over cells that are not.
func (cs *columnSet) add(parts []line, gap float64) bool {
	next := slices.Clone(*cs)
	if len(parts) == len(next) {
		for i, p := range parts {
			next[i] = extent{min(next[i].left, p.X0), max(next[i].right, p.X1)}
		}
		if next.apart(gap) {
			*cs = next
			return true
		}
		return false
	}
	for _, p := range parts {
		if !next.widen(p, gap) {
			return false
		}
	}
	*cs = next
	return true
}

// apart reports columns with a gap between each two.
func (cs columnSet) apart(gap float64) bool {
	for i := 1; i < len(cs); i++ {
		if cs[i].left-cs[i-1].right < gap {
			return false
		}
	}
	return true
}

func (cs columnSet) widen(p line, gap float64) bool {
	hit := -1
	for i, c := range cs {
		if p.X0 < c.right && p.X1 > c.left {
			if hit >= 0 {
				return false
			}
			hit = i
		}
	}
	if hit < 0 {
		return false
	}
	cs[hit] = extent{min(cs[hit].left, p.X0), max(cs[hit].right, p.X1)}
	return cs.apart(gap)
}

// of is the column in which a part stands, the nearest where it is in none.
func (cs columnSet) of(p line) int {
	best, least := 0, math.Inf(1)
	for i, c := range cs {
		if d := max(c.left-p.X1, p.X0-c.right); d < least {
			best, least = i, d
		}
	}
	return best
}

// place puts the parts of a line into columns.
func (cs columnSet) place(row [][]line, l line, gap float64) {
	parts := l.parts(gap)
	for i, p := range parts {
		c := cs.of(p)
		if len(parts) == len(cs) {
			c = i
		}
		row[c] = append(row[c], p)
	}
}

// aligned reads a table without rules that begins with the first line, and
// counts its lines; nil where there is none. It takes at least three lines one
// after another whose parts stand in the same columns.
func aligned(lines []line) (*table, int) {
	first := lines[0].parts(cellGap)
	if len(first) < 2 {
		return nil, 0
	}
	cs := extents(first)
	n, whole := 1, 1
	for n < min(len(lines), maxAligned) && lines[n].Y0-lines[n-1].Y1 < 2*lines[n].size {
		parts := lines[n].parts(cellGap)
		if !cs.takes(parts, lines[n-1]) {
			break
		}
		if len(parts) == len(cs) {
			whole++
		}
		n++
	}
	if whole < alignedLines || whole*10 < n*6 || cs.labels(lines[:n]) {
		return nil, 0
	}
	return cs.table(lines[:n]), n
}

// takes adds a line of a table after the line before: cells, or the rest of one.
func (cs *columnSet) takes(parts []line, before line) bool {
	if len(parts) == 1 {
		return cs.continues(before, parts[0])
	}
	return cs.add(parts, between*parts[0].size)
}

// continues reports a part that goes on with a cell of the line before, not
// the first cell.
func (cs *columnSet) continues(before, p line) bool {
	c := cs.of(p)
	if c < 1 || p.Y0-before.Y1 > 0.7*p.size {
		return false
	}
	return cs.add([]line{p}, between*p.size)
}

// itemPattern is a label of a list alone.
var itemPattern = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|[①-⑳•●◆-])$`)

// labels reports two columns of which the first holds the labels of a list.
func (cs columnSet) labels(lines []line) bool {
	if len(cs) > 2 {
		return false
	}
	for _, l := range lines {
		for _, p := range l.parts(cellGap) {
			if cs.of(p) == 0 && !itemPattern.MatchString(p.text()) {
				return false
			}
		}
	}
	return true
}

// table makes a table of lines whose parts stand in columns. A line without
// text in the first column goes on with the row above.
func (cs columnSet) table(lines []line) *table {
	t := &table{page: lines[0].page, strips: cs, Box: lines[0].Box}
	for _, c := range cs {
		t.xs = append(t.xs, c.left)
	}
	t.xs = append(t.xs, cs[len(cs)-1].right)
	var row [][]line
	for _, l := range lines {
		t.Box = t.union(l.Box)
		cells := make([][]line, len(cs))
		cs.place(cells, l, linedGap)
		if row == nil || len(cells[0]) > 0 {
			t.appendRow(cs, row)
			row = cells
			continue
		}
		for c := range cells {
			row[c] = append(row[c], cells[c]...)
		}
	}
	t.appendRow(cs, row)
	t.firstHeight = lines[0].height()
	t.tidy()
	return t
}

// appendRow adds a row of cells, of the lines of each; nil is no row.
func (t *table) appendRow(cs columnSet, row [][]line) {
	if row == nil {
		return
	}
	var cells []cell
	for c, lines := range row {
		next := newCell(oneLine(lines), Box{X0: cs[c].left, X1: cs[c].right})
		next.col = c
		cells = append(cells, next)
	}
	t.rows = append(t.rows, cells)
	t.pages = append(t.pages, t.page)
}

// oneLine joins the parts that stand on the same line.
func oneLine(parts []line) []line {
	var out []line
	for _, p := range parts {
		if n := len(out); n > 0 && p.midY()-out[n-1].midY() < p.size/2 && p.X0 >= out[n-1].X0 {
			l := out[n-1]
			l.marks = append(l.marks[:len(l.marks):len(l.marks)], p.marks...)
			l.Box = l.union(p.Box)
			out[n-1] = l
			continue
		}
		out = append(out, p)
	}
	return out
}
