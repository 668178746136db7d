package layout

import (
	"regexp"
	"slices"
	"strings"
)

// samePlace is how much the edges of columns may differ from page to page, in
// points.
const samePlace = 4.0

// joinTables joins tables that go on over the end of a page.
func joinTables(in []piece, sheets map[int]*sheet) (out []piece, dropped []string) {
	for _, p := range in {
		if n := len(out); n > 0 && p.table != nil && out[n-1].table != nil {
			heads := 0
			if a := out[n-1].table; goesOn(a, p.table, sheets, &heads) {
				dropped = append(dropped, a.extend(p.table, heads)...)
				continue
			}
		}
		out = append(out, p)
	}
	return out, dropped
}

// goesOn reports a table b that is the rest of a on the next page: the same
// columns, and the same head or no room left below a. heads counts the rows of
// b that repeat a's head.
func goesOn(a, b *table, sheets map[int]*sheet, heads *int) bool {
	from := a.pages[len(a.pages)-1]
	if b.page != from+1 || !sameColumns(a, b) {
		return false
	}
	*heads = repeatedHead(a, b)
	if *heads > 0 || a.openBottom || b.openTop {
		return true
	}
	s := sheets[from]
	if s == nil || s.height <= 0 {
		return false
	}
	room := s.height - s.height*margin - a.last.Y1
	return room < max(b.firstHeight, s.height/5)
}

// sameColumns reports columns of the same widths, wherever the tables begin:
// pages that are bound have margins that change sides.
func sameColumns(a, b *table) bool {
	if len(a.xs) != len(b.xs) || (a.strips == nil) != (b.strips == nil) {
		return false
	}
	if a.strips != nil {
		return a.strips.like(b.strips)
	}
	shift := b.xs[0] - a.xs[0]
	for i := range a.xs {
		if d := b.xs[i] - a.xs[i] - shift; d > samePlace || d < -samePlace {
			return false
		}
	}
	return true
}

// like reports columns that stand in the same places, as far as text shows them:
// each meets its like and no other.
func (cs columnSet) like(other columnSet) bool {
	for i, c := range cs {
		for j, o := range other {
			if (c.left < o.right && o.left < c.right) != (i == j) {
				return false
			}
		}
	}
	return true
}

// maxHead is the largest number of rows of a head that is repeated.
const maxHead = 4

// repeatedHead counts the first rows of b that are those of a's head: its first
// rows, or those below a title inside the table.
func repeatedHead(a, b *table) int {
	for from := range min(maxHead, len(a.rows)) {
		if n := sameRows(a.rows[from:], b.rows); n > 0 && (from == 0 || len(b.rows[0]) > 1 && len(a.rows[0]) == 1) {
			return n
		}
	}
	return 0
}

// sameRows counts the first rows that are the same, 0 where a cell reaches below
// them.
func sameRows(a, b [][]cell) int {
	n := 0
	for n < maxHead && n < len(a) && n < len(b) && sameRow(a[n], b[n]) {
		n++
	}
	for i := range n {
		for _, c := range b[i] {
			if i+c.rows > n {
				return 0
			}
		}
	}
	return n
}

func sameRow(a, b []cell) bool {
	if len(a) != len(b) {
		return false
	}
	text := false
	for i := range a {
		if a[i].col != b[i].col || a[i].cols != b[i].cols || plain(a[i].text) != plain(b[i].text) {
			return false
		}
		text = text || a[i].text != ""
	}
	return text
}

// plain is text without white space.
func plain(s string) string { return strings.Join(strings.Fields(s), "") }

// extend appends the rows of b, without its first heads rows, whose text it gives.
func (a *table) extend(b *table, heads int) (dropped []string) {
	for _, r := range b.rows[:heads] {
		for _, c := range r {
			dropped = append(dropped, c.text)
		}
	}
	rows, pages := b.rows[heads:], b.pages[heads:]
	if len(rows) > 0 && a.continues(rows[0]) {
		a.resume(rows[0])
		rows, pages = rows[1:], pages[1:]
	} else if len(rows) > 0 {
		rows[0] = a.reach(rows[0])
	}
	a.rows = append(a.rows, rows...)
	a.pages = append(a.pages, pages...)
	a.last, a.openBottom = b.last, b.openBottom
	return dropped
}

// continues reports a first row that goes on with the last row before the end
// of the page: its first column that most rows fill is empty, and the cells
// above what it says were full, or hold several paragraphs.
func (a *table) continues(row []cell) bool {
	if len(a.rows) < 2 {
		return false
	}
	keys := a.keys()
	some := false
	for _, c := range row {
		if c.text == "" {
			continue
		}
		some = true
		over := a.covering(len(a.rows)-1, c.col)
		switch {
		case c.col <= keys[0]:
			return false
		case over == nil:
			continue
		case over.full:
			continue
		case valuePattern.MatchString(c.text) && valuePattern.MatchString(over.text):
			return false
		case len(keys) > 1 && c.col == keys[1] && !stopped(over.text):
			return false
		}
	}
	return some
}

// valuePattern is a number or a code: it is cut by the end of a page only where
// its cell is too narrow for it.
var valuePattern = regexp.MustCompile(`^[\w.,%％‰/¥￥+-]+$`)

// keys are the columns that most rows fill, in order; the first where
// that cannot be told.
func (a *table) keys() []int {
	rows := a.rows[max(0, len(a.rows)-maxReach):]
	filled := map[int]int{}
	for _, r := range rows {
		for _, c := range r {
			if c.text != "" {
				filled[c.col]++
			}
		}
	}
	var out []int
	for c, n := range filled {
		if len(rows) >= 3 && n*10 >= len(rows)*6 {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return []int{0}
	}
	slices.Sort(out)
	return out
}

// resume appends the text of a row that was cut to the cells of the last row. A
// cell that goes on below the rest of the row covers as many rows more.
func (a *table) resume(row []cell) {
	last := len(a.rows) - 1
	for _, c := range row {
		over := a.covering(last, c.col)
		switch {
		case over != nil:
			if c.text != "" {
				over.text = over.resumed(c.text)
			}
			if over.cols == c.cols {
				over.rows += c.rows - 1
			}
		case c.text != "":
			a.rows[last] = append(a.rows[last], c)
			a.tidy()
		}
	}
}

// resumed is the text of a cell with the rest of it from the next page.
func (c *cell) resumed(rest string) string {
	switch {
	case stopped(c.text) && labelled(rest):
		return c.text + "\n" + rest
	case c.full && valuePattern.MatchString(c.text) && valuePattern.MatchString(rest):
		return c.text + rest
	}
	return glue(c.text, rest)
}

// reach lets cells of the last row that cover several rows go on over the first
// row of the next page, where the lines were drawn anew but nothing was written.
func (a *table) reach(row []cell) []cell {
	last := len(a.rows) - 1
	keys := a.keys()
	out := row[:0:0]
	for _, c := range row {
		over := a.covering(last, c.col)
		if c.text == "" && over != nil && !slices.Contains(keys, c.col) && over.cols == c.cols && over.text != "" && (over.rows > 1 || c.rows > 1) {
			over.rows += c.rows
			continue
		}
		out = append(out, c)
	}
	return out
}
