package figure

import "strings"

// Table is a table in the text, row by row. Cells are as in corpus.Block: one that
// spans others stands once, and the places it covers have no cell.
type Table struct {
	// Start and End are the offsets of the table in the text, in bytes.
	Start, End int
	Rows       [][]Cell
}

// Cell is a cell of a Table: text[Start:End], offsets in bytes. ColSpan and RowSpan
// count columns and rows; 0 means 1.
type Cell struct {
	Start, End       int
	ColSpan, RowSpan int
}

// looseRow reads a line with tabs as a row.
func looseRow(line string, start int) []Cell {
	var out []Cell
	for cell := range strings.SplitSeq(line, "\t") {
		out = append(out, Cell{Start: start, End: start + len(cell)})
		start += len(cell) + 1
	}
	return out
}

// The largest table that is read for thresholds; they are small.
const (
	maxTableRows = 200
	maxTableCols = 40
)

// grid is a table with its spans laid out; cell[r][c] is the index of the cell in
// cells that covers the place, -1 for none.
type grid struct {
	cells []Cell
	at    [][]int
}

func layOut(t Table) (grid, bool) {
	var g grid
	if len(t.Rows) > maxTableRows {
		return g, false
	}
	g.at = make([][]int, len(t.Rows))
	for r := range g.at {
		g.at[r] = make([]int, maxTableCols)
		for c := range g.at[r] {
			g.at[r][c] = -1
		}
	}
	for r, row := range t.Rows {
		col := 0
		for _, cell := range row {
			for col < maxTableCols && g.at[r][col] >= 0 {
				col++
			}
			if col >= maxTableCols {
				return g, false
			}
			g.put(cell, r, col)
			col++
		}
	}
	return g, true
}

// put lets a cell cover its places.
func (g *grid) put(cell Cell, r, c int) {
	g.cells = append(g.cells, cell)
	for i := r; i < min(len(g.at), r+max(1, cell.RowSpan)); i++ {
		for k := c; k < min(maxTableCols, c+max(1, cell.ColSpan)); k++ {
			if g.at[i][k] < 0 {
				g.at[i][k] = len(g.cells) - 1
			}
		}
	}
}
