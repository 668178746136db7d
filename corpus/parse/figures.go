package parse

import (
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/parse/figure"
)

// figureTables gives the tables of the text with the places of their cells. Rows of
// which a cell is not found where it should stand are left out.
func figureTables(text string, blocks []corpus.Block, lines []line) []figure.Table {
	var out []figure.Table
	for _, l := range lines {
		if l.kind != corpus.BlockTable {
			continue
		}
		rows := blocks[l.block].Rows
		t := figure.Table{Start: l.start, End: l.end, Rows: make([][]figure.Cell, len(rows))}
		for i, place := range l.rows {
			t.Rows[i] = figureRow(text[:place.End], place.Start, rows[i])
		}
		out = append(out, t)
	}
	return out
}

// figureRow finds the cells of a row in text, which ends with the row, from byte
// at on. Empty cells are kept: they hold their column.
func figureRow(text string, at int, row []corpus.Cell) []figure.Cell {
	out := make([]figure.Cell, len(row))
	for i, c := range row {
		out[i] = figure.Cell{Start: at, End: at, ColSpan: c.ColSpan, RowSpan: c.RowSpan}
		s := strings.Join(strings.FieldsFunc(c.Text, isSpace), " ")
		if s == "" || at >= len(text) {
			continue
		}
		lead := len(text[at:]) - len(strings.TrimLeft(text[at:], "\t"))
		if !strings.HasPrefix(text[at+lead:], s) {
			return nil
		}
		out[i].Start, out[i].End = at+lead, at+lead+len(s)
		at = out[i].End
	}
	return out
}
