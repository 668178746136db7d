package word

import "fmt"

const (
	// cellMargin is the room left and right of a cell's text, in twips.
	cellMargin = 40
	// maxKept is the most rows that are kept together for one span.
	maxKept = 12
	// maxCells bounds a table; a spreadsheet is the place for more.
	maxCells = 1 << 20
)

// place is one place of the grid: the cell that covers it, and whether the cell
// begins there.
type place struct {
	cell  *Cell
	first bool // of its columns
	top   bool // of its rows
}

// table is the caption, the unit, the table itself and the notes.
func (b *builder) table(t Table) (piece, error) {
	grid, err := t.grid()
	if err != nil {
		return piece{}, fmt.Errorf("table %q: %w", t.ID, err)
	}
	t.Title = b.line(t.Title) // it stands twice in the file
	f := b.fit(t, grid)
	out := []element{b.caption(t.ID, t.Title, true)}
	if t.Unit != "" {
		out = append(out, el("w:p", b.properties("TableUnit", true), textRun(nil, "单位："+b.line(t.Unit))))
	}
	tbl, err := b.tbl(t, grid, f)
	if err != nil {
		return piece{}, fmt.Errorf("table %q: %w", t.ID, err)
	}
	notes, err := b.notesUnder(t.Notes)
	return piece{elements: append(append(out, tbl), notes...), landscape: f.landscape, float: true}, err
}

// grid lays the cells of all rows out, as HTML does, and wants every place of
// the grid covered once.
func (t Table) grid() ([][]place, error) {
	rows, cols := len(t.Rows), len(t.Columns)
	if cols == 0 {
		return nil, fmt.Errorf("no columns")
	}
	if rows > maxCells/cols {
		return nil, fmt.Errorf("%d rows of %d columns are more than a table holds", rows, cols)
	}
	grid := make([][]place, rows)
	for i := range grid {
		grid[i] = make([]place, cols)
	}
	for i, row := range t.Rows {
		at := 0
		for k := range row.Cells {
			for at < cols && grid[i][at].cell != nil {
				at++
			}
			c := &row.Cells[k]
			if err := cover(grid, c, i, at); err != nil {
				return nil, fmt.Errorf("row %d, cell %d: %w", i+1, k+1, err)
			}
		}
		for k := range grid[i] {
			if grid[i][k].cell == nil {
				return nil, fmt.Errorf("row %d: nothing in column %d", i+1, k+1)
			}
		}
	}
	return grid, nil
}

func cover(grid [][]place, c *Cell, row, col int) error {
	w, h := max(c.ColSpan, 1), max(c.RowSpan, 1)
	if h > len(grid)-row || w > len(grid[row])-col {
		return fmt.Errorf("%d × %d places are not there", h, w)
	}
	for i := range h {
		for k := range w {
			p := &grid[row+i][col+k]
			if p.cell != nil {
				return fmt.Errorf("two cells at one place")
			}
			*p = place{cell: c, first: k == 0, top: i == 0}
		}
	}
	return nil
}

// kept tells for every row whether it stays with the next one: the rows of one
// span do, and the last row with the notes.
func (t Table) kept(grid [][]place) []bool {
	keep := make([]bool, len(grid))
	for i := range grid {
		for _, p := range grid[i] {
			if h := p.cell.RowSpan; p.top && p.first && h > 1 && h <= maxKept {
				for k := range h - 1 {
					keep[i+k] = true
				}
			}
		}
	}
	if n := len(keep); n > 0 && len(t.Notes) > 0 {
		keep[n-1] = true
	}
	return keep
}

func (b *builder) tbl(t Table, grid [][]place, f fitting) (element, error) {
	cols := el("w:tblGrid")
	for _, w := range f.widths {
		cols.kids = append(cols.kids, el("w:gridCol").with("w:w", itoa(w)))
	}
	out := el("w:tbl", el("w:tblPr",
		val("w:tblStyle", "DataTable"),
		el("w:tblW").with("w:w", itoa(sum(f.widths)), "w:type", "dxa"),
		val("w:jc", "center"),
		el("w:tblLayout").with("w:type", "fixed"),
		el("w:tblLook").with("w:val", "0020", "w:firstRow", "1", "w:lastRow", "0", "w:firstColumn", "0", "w:lastColumn", "0", "w:noHBand", "1", "w:noVBand", "1"),
		val("w:tblCaption", t.Title),
	), cols)
	out.kids = append(out.kids, b.headRow(t, f))
	keep := t.kept(grid)
	for i := range grid {
		tr := el("w:tr", el("w:trPr", el("w:cantSplit")))
		for k := 0; k < len(grid[i]); k++ {
			p := grid[i][k]
			if !p.first {
				continue
			}
			tc, err := b.cell(t, p, cellAt{row: i, col: k, keep: keep[i]}, f)
			if err != nil {
				return element{}, fmt.Errorf("row %d: %w", i+1, err)
			}
			tr.kids = append(tr.kids, tc)
		}
		out.kids = append(out.kids, tr)
	}
	return out, nil
}

func (b *builder) headRow(t Table, f fitting) element {
	tr := el("w:tr", el("w:trPr", el("w:cantSplit"), el("w:tblHeader")))
	for k, c := range t.Columns {
		p := el("w:p", b.properties("TableHead", true), textRun(f.size(), b.line(c.Title)))
		tr.kids = append(tr.kids, el("w:tc", el("w:tcPr",
			width(f.widths[k]), shade("E7E6E6"), val("w:vAlign", "center")), p))
	}
	return tr
}

func width(w int) element { return el("w:tcW").with("w:w", itoa(w), "w:type", "dxa") }

// shade is a grey that stays legible when copied; the text on it keeps its own
// colour.
func shade(fill string) element {
	return el("w:shd").with("w:val", "clear", "w:color", "auto", "w:fill", fill)
}

// cellAt says where a cell stands.
type cellAt struct {
	row, col int
	keep     bool
}

// cell is one w:tc. The order of w:tcPr is that of the schema: tcW, gridSpan,
// vMerge, shd, noWrap, vAlign.
func (b *builder) cell(t Table, p place, at cellAt, f fitting) (element, error) {
	span := max(p.cell.ColSpan, 1)
	pr := el("w:tcPr", width(sum(f.widths[at.col:at.col+span])))
	if span > 1 {
		pr.kids = append(pr.kids, val("w:gridSpan", itoa(span)))
	}
	if p.cell.RowSpan > 1 {
		pr.kids = append(pr.kids, val("w:vMerge", map[bool]string{true: "restart", false: "continue"}[p.top]))
	}
	if t.Rows[at.row].Shade {
		pr.kids = append(pr.kids, shade("F2F2F2"))
	}
	pr.kids = append(pr.kids, val("w:vAlign", "center"))
	para := el("w:p", b.properties("TableText", at.keep))
	if t.Columns[at.col].Number && span == 1 {
		para.kids[0].kids = append(para.kids[0].kids, val("w:jc", "right"))
	}
	if p.top {
		rs, err := b.runs(p.cell.Runs, f.size())
		if err != nil {
			return element{}, err
		}
		para.kids = append(para.kids, rs...)
	}
	return el("w:tc", pr, para), nil
}
