package catalogue

import (
	"strings"
	"unicode"

	"duibiao/corpus"

	"golang.org/x/text/width"
)

// The largest table that is read as a grid: wider ones are no catalogues, and
// spans could make a small file a large grid.
const (
	maxColumns = 64
	maxPlaces  = 4_000_000
)

// place is one cell of a table: the cell that stands at a place of the grid, and
// where it begins.
type place struct {
	text     string
	indent   int
	row, col int
	colSpan  int
	rowSpan  int
}

// grid is a table with every place filled by the cell that covers it; nil where
// there is none.
type grid struct {
	rows  [][]*place
	width int
	// offset is the number of the first of rows.
	offset int
}

// row is a row by its number, nil for one that is not there.
func (g grid) row(r int) []*place {
	if r -= g.offset; r < 0 || r >= len(g.rows) {
		return nil
	}
	return g.rows[r]
}

// newGrid lays out the cells of a table as HTML does: a cell takes the next free
// place of its row. It gives false for a table too large to lay out.
func newGrid(rows [][]corpus.Cell) (grid, bool) {
	g := grid{rows: make([][]*place, len(rows))}
	var open []*place // by column: the cell that reaches down from above
	for r, cells := range rows {
		row := make([]*place, 0, max(len(open), len(cells)))
		slab := make([]place, len(cells)) // one allocation a row
		next := 0
		for c := 0; c < len(open) || next < len(cells); {
			if c >= maxColumns {
				return grid{}, false
			}
			if c < len(open) && open[c] != nil && open[c].row+open[c].rowSpan > r {
				row = append(row, open[c])
				c++
				continue
			}
			if next >= len(cells) {
				row = append(row, nil)
				c++
				continue
			}
			p := &slab[next]
			*p = newPlace(cells[next], r, c)
			next++
			for range p.colSpan {
				row = append(row, p)
			}
			c += p.colSpan
		}
		g.rows[r] = row
		g.width = max(g.width, len(row))
		if g.width > maxColumns || g.width*len(rows) > maxPlaces {
			return grid{}, false
		}
		open = append(open[:0], row...)
	}
	return g, true
}

func newPlace(c corpus.Cell, row, col int) place {
	text := strings.TrimFunc(c.Text, space)
	if dashes(text) {
		text = ""
	}
	return place{
		text: text, indent: c.Indent, row: row, col: col,
		colSpan: min(max(c.ColSpan, 1), maxColumns), rowSpan: max(c.RowSpan, 1),
	}
}

// dashes reports a cell that a dash or a stroke marks as empty.
func dashes(s string) bool {
	return len(s) <= 12 && strings.Trim(s, "-—–－―/／\\") == ""
}

// ditto reports a cell that stands for the one above it.
func ditto(s string) bool {
	switch s {
	case "〃", "″", "＂", "\"", "”", "同上":
		return true
	}
	return false
}

// at is the cell at a place, nil for none.
func (g grid) at(row, col int) *place {
	cells := g.row(row)
	if col < 0 || col >= len(cells) {
		return nil
	}
	return cells[col]
}

// text is the text at a place, "" for none.
func (g grid) text(row, col int) string {
	if p := g.at(row, col); p != nil {
		return p.text
	}
	return ""
}

// own appends to list the cells with text that begin in a row.
func (g grid) own(list []*place, row int) []*place {
	for c, p := range g.row(row) {
		if p != nil && p.row == row && p.col == c && p.text != "" {
			list = append(list, p)
		}
	}
	return list
}

// alone is the only cell with text that begins in or reaches into a row, nil
// where there are more or none.
func (g grid) alone(row int) *place {
	var only *place
	for _, p := range g.row(row) {
		if p == nil || p.text == "" || p == only {
			continue
		}
		if only != nil {
			return nil
		}
		only = p
	}
	return only
}

func space(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200B' || r == '\uFEFF' || r == '\u00AD'
}

// Name is a cell's text as a name: without the white space that justified
// setting and line ends leave between Chinese characters; elsewhere one space.
func Name(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	last := rune(0)
	gap := false
	for _, r := range s {
		if space(r) {
			gap = true
			continue
		}
		if gap && last != 0 && !wide(last) && !wide(r) {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
		last, gap = r, false
	}
	return out.String()
}

// wide reports characters beside which a space means nothing: Chinese ones and
// full-width marks.
func wide(r rune) bool {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return r >= 0x80
	}
	return false
}
