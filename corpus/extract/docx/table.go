package docx

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// table is a w:tbl that is being read (17.4).
type table struct {
	rows [][]corpus.Cell
	// open are the cells that go on downwards, by the grid column they begin at.
	open map[int]merge
	// column are the blocks of a table of one column, cell by cell; nil from the
	// first row with more cells on.
	column   [][]corpus.Block
	isColumn bool
}

// merge is a cell that spans rows: where it stands and how many columns it has.
type merge struct{ row, cell, span int }

// row is a w:tr that is being read.
type row struct {
	cells []corpus.Cell
	// at is the grid column of the next cell.
	at int
	// gone says that the row is deleted or hidden.
	gone bool
	open map[int]merge
	// blocks are the contents of the row's only cell.
	blocks []corpus.Block
}

// maxSpan bounds the columns of one cell; Word ends at 63.
const maxSpan = 1000

func (w *walker) table(xml.StartElement) error {
	w.flush()
	t := &table{isColumn: true}
	err := w.x.children(func(e xml.StartElement) error { return w.tablePart(t, e) })
	if addErr := w.addTable(t); err == nil {
		err = addErr
	}
	return err
}

func (w *walker) tablePart(t *table, e xml.StartElement) error {
	if vocabularyOf(e) == wordML {
		switch e.Name.Local {
		case "tr":
			return w.tableRow(t)
		case "sdt", "sdtContent", "customXml", "ins", "moveTo":
			return w.x.children(func(e xml.StartElement) error { return w.tablePart(t, e) })
		}
	}
	return w.x.skip()
}

func (w *walker) tableRow(t *table) error {
	r := &row{open: map[int]merge{}}
	err := w.x.children(func(e xml.StartElement) error { return w.rowPart(t, r, e) })
	if r.gone {
		return err
	}
	t.open = r.open
	t.rows = append(t.rows, r.cells)
	if t.isColumn = t.isColumn && r.at <= 1 || t.isColumn && len(r.cells) <= 1; t.isColumn {
		t.column = append(t.column, r.blocks)
	} else {
		t.column = nil
	}
	if n := len(t.rows); n > fault.MaxRows {
		return &fault.TooLargeError{Size: n, Limit: fault.MaxRows, Unit: "rows"}
	}
	return err
}

func (w *walker) rowPart(t *table, r *row, e xml.StartElement) error {
	if vocabularyOf(e) != wordML {
		return w.x.skip()
	}
	switch e.Name.Local {
	case "trPr":
		return w.rowProps(r)
	case "tc":
		if r.gone {
			return w.x.skip()
		}
		return w.cell(t, r)
	case "sdt", "sdtContent", "customXml", "ins", "moveTo":
		return w.x.children(func(e xml.StartElement) error { return w.rowPart(t, r, e) })
	}
	return w.x.skip()
}

func (w *walker) rowProps(r *row) error {
	return w.x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "del", "moveFrom":
			r.gone = true
		case "hidden":
			r.gone = r.gone || on(e)
		case "gridBefore":
			if n := number(attr(e, "val")); n > 0 {
				r.put(corpus.Cell{ColSpan: spanned(n)}, min(n, maxSpan))
			}
		}
		return w.x.skip()
	})
}

// spanned is a ColSpan: 0 for 1.
func spanned(n int) int {
	if n <= 1 {
		return 0
	}
	return min(n, maxSpan)
}

func (r *row) put(c corpus.Cell, span int) {
	r.cells = append(r.cells, c)
	r.at += span
}

// cellProps are the properties of a cell that matter (17.4.66).
type cellProps struct {
	span int
	// down and right say that the cell is covered by the one above or before it.
	down, right bool
	// starts says that the cell may go on downwards.
	starts bool
}

func (w *walker) cell(t *table, r *row) error {
	w.cells++
	if w.cells > fault.MaxCells {
		return &fault.TooLargeError{Size: w.cells, Limit: fault.MaxCells, Unit: "cells"}
	}
	props := cellProps{span: 1}
	blocks, err := w.aside(func() error {
		return w.x.children(func(e xml.StartElement) error {
			if e.Name.Local == "tcPr" {
				return w.readCellProps(&props)
			}
			return w.block(e)
		})
	})
	t.place(r, props, blocks)
	return err
}

func (w *walker) readCellProps(p *cellProps) error {
	return w.x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "gridSpan":
			p.span = min(max(number(attr(e, "val")), 1), maxSpan)
		case "vMerge":
			p.starts = attr(e, "val") == "restart"
			p.down = !p.starts
		case "hMerge":
			p.right = attr(e, "val") != "restart"
		}
		return w.x.skip()
	})
}

// place puts a cell into the row. A cell that goes on from above or from the
// left makes that one larger; its own text is not shown. A cell that says so
// without such a neighbour is a cell like others.
func (t *table) place(r *row, p cellProps, blocks []corpus.Block) {
	if m, ok := t.open[r.at]; p.down && ok && m.span == p.span {
		origin := &t.rows[m.row][m.cell]
		origin.RowSpan = max(origin.RowSpan, 1) + 1
		r.open[r.at] = m
		r.at += p.span
		return
	}
	if n := len(r.cells); p.right && n > 0 {
		r.cells[n-1].ColSpan = min(max(r.cells[n-1].ColSpan, 1)+p.span, maxSpan)
		r.at += p.span
		return
	}
	if p.starts {
		r.open[r.at] = merge{row: len(t.rows), cell: len(r.cells), span: p.span}
	}
	if len(r.cells) == 0 && t.isColumn {
		r.blocks = blocks
	}
	c := corpus.Cell{Text: flat(blocks), ColSpan: spanned(p.span)}
	if len(blocks) > 0 {
		c.Indent = blocks[0].Indent
	}
	r.put(c, p.span)
}

// addTable adds the table to the flow: as blocks of its own if it only lays text
// out, not at all if it is empty.
func (w *walker) addTable(t *table) error {
	if t.empty() {
		return nil
	}
	if t.isColumn && t.layout() {
		for _, blocks := range t.column {
			if err := w.add(blocks...); err != nil {
				return err
			}
		}
		return nil
	}
	return w.add(corpus.Block{Kind: corpus.BlockTable, Rows: t.rows})
}

func (t *table) empty() bool {
	for _, cells := range t.rows {
		for _, c := range cells {
			if c.Text != "" {
				return false
			}
		}
	}
	return true
}

// longCell is how many characters the cells of one column have on average when
// they are prose and not a list.
const longCell = 40

// layout reports a table of one column that is a frame around text: one cell,
// prose, or with tables inside.
func (t *table) layout() bool {
	if len(t.rows) == 1 {
		return true
	}
	runes := 0
	for i, blocks := range t.column {
		for _, b := range blocks {
			if b.Kind == corpus.BlockTable {
				return true
			}
		}
		for _, c := range t.rows[i] {
			runes += utf8.RuneCountInString(c.Text)
		}
	}
	return runes >= longCell*len(t.rows)
}

// flat writes blocks as the text of one cell: a line for each paragraph and for
// each row of a table.
func flat(blocks []corpus.Block) string {
	if len(blocks) == 1 && blocks[0].Kind != corpus.BlockTable {
		return blocks[0].Text
	}
	var lines []string
	for _, b := range blocks {
		if b.Kind != corpus.BlockTable {
			lines = append(lines, b.Text)
			continue
		}
		for _, cells := range b.Rows {
			var texts []string
			for _, c := range cells {
				if c.Text != "" {
					texts = append(texts, c.Text)
				}
			}
			if len(texts) > 0 {
				lines = append(lines, strings.Join(texts, " "))
			}
		}
	}
	return strings.Join(lines, "\n")
}
