package layout

import (
	"cmp"
	"slices"
	"strings"

	"duibiao/corpus"
)

// table is a table in the making.
type table struct {
	Box
	page  int
	xs    []float64 // edges of the columns
	rows  [][]cell
	pages []int // of each row
	// openTop and openBottom say that a row is cut by the edge of the page.
	openTop, openBottom bool
	// firstHeight is the height of the first row on the page where the table
	// begins, points.
	firstHeight float64
	// strips are the columns of a table without vertical rules, which xs only
	// guesses.
	strips columnSet
	// last is the box of what stands of it on its last page.
	last Box
}

// cell is a cell at its first column.
type cell struct {
	col, cols, rows int
	text            string
	// full says that the last line reaches the right edge of the cell: its text
	// may go on.
	full bool
}

// fullRoom is the room that a full line of a cell leaves at the most, in parts
// of the font size: a margin, and what the next character did not find.
const fullRoom = 2.0

// newCell makes a cell of the lines that stand in a box.
func newCell(lines []line, in Box) cell {
	c := cell{cols: 1, rows: 1, text: cellText(lines, in.width())}
	if n := len(lines); n > 0 {
		last := lines[n-1]
		c.full = in.X1-last.X1 < fullRoom*last.size && last.width() >= in.width()/2
	}
	return c
}

// tidy sorts the cells and drops rows and columns that no cell begins in.
func (t *table) tidy() {
	for _, r := range t.rows {
		slices.SortFunc(r, func(a, b cell) int { return cmp.Compare(a.col, b.col) })
	}
	t.last = t.Box
}

// covering finds the cell that stands over a field.
func (t *table) covering(row, col int) *cell {
	for r := row; r >= 0; r-- {
		for i := range t.rows[r] {
			c := &t.rows[r][i]
			if c.col <= col && col < c.col+c.cols && r+c.rows > row {
				return c
			}
		}
		if row-r > maxReach {
			break
		}
	}
	return nil
}

// maxReach bounds the rows above that are asked for a cell that reaches down.
const maxReach = 500

// block is the table as the corpus has it.
func (t *table) block() corpus.Block {
	b := corpus.Block{Kind: corpus.BlockTable, Page: t.page, Rows: make([][]corpus.Cell, len(t.rows))}
	several := false
	for i, r := range t.rows {
		for _, c := range r {
			b.Rows[i] = append(b.Rows[i], corpus.Cell{Text: c.text, ColSpan: above1(c.cols), RowSpan: above1(c.rows)})
		}
		several = several || t.pages[i] != t.page
	}
	if several {
		b.RowPages = t.pages
	}
	return b
}

func above1(n int) int {
	if n == 1 {
		return 0
	}
	return n
}

// cellText joins the lines of a cell. room is the cell's width.
func cellText(lines []line, room float64) string {
	var b strings.Builder
	text := ""
	for i, l := range lines {
		s := l.text()
		if i > 0 && ownLine(lines[i-1], l, text, s, room) {
			b.WriteString(text)
			b.WriteByte('\n')
			text = s
			continue
		}
		if i > 0 && forced(lines[i-1], l, room) {
			text += s
			continue
		}
		text = glue(text, s)
	}
	b.WriteString(text)
	return b.String()
}

// ownLine reports a line of a cell that its author put on a line of its own:
// the one before has room, and it ends a sentence or this one begins an item.
func ownLine(a, b line, before, text string, room float64) bool {
	if a.width()+b.unit()+2*a.size > room {
		return stopped(before) && labelled(text)
	}
	return stopped(before) || labelled(text)
}

// forced reports a word that was cut because it is longer than its cell: a code
// in a narrow column goes on without a space.
func forced(a, b line, room float64) bool {
	return a.tail()+b.unit()+0.5*a.size > room-a.size
}

// tail is the width of the last word of a line.
func (l line) tail() float64 {
	n := len(l.marks)
	left := l.marks[n-1].X0
	for i := n - 1; i > 0 && !spaced(l.marks[i-1], l.marks[i]) && spaces(lastRune(l.marks[i-1].Text)); i-- {
		left = l.marks[i-1].X0
	}
	return l.X1 - left
}
