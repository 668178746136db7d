package output

import (
	"fmt"
	"io"
	"strconv"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/xuri/excelize/v2"
)

// The widest column of a workbook, in characters, and its least.
const (
	maxColumn = 60
	minColumn = 8
)

// writeXLSX writes the sheet as a workbook with one sheet: heads in the first
// row, which stays in sight, numbers as numbers. Text is always text: what begins
// with = is no formula.
func (s *Sheet) writeXLSX(w io.Writer) error {
	f := excelize.NewFile()
	sw, err := f.NewStreamWriter(f.GetSheetName(0))
	if err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	if err := s.writeHead(f, sw); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	for r, row := range s.Rows {
		cells := make([]any, len(row))
		for i, c := range row {
			cells[i] = s.typed(i, c)
		}
		if err := sw.SetRow("A"+strconv.Itoa(r+2), cells); err != nil {
			return fmt.Errorf("write XLSX, row %d: %w", r+2, err)
		}
	}
	if err := sw.Flush(); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return nil
}

// writeHead sets widths, which a stream takes before the first row only, and
// writes that row.
func (s *Sheet) writeHead(f *excelize.File, sw *excelize.StreamWriter) error {
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	for i, width := range s.columnWidths() {
		if err := sw.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(s.Columns))
	for i, c := range s.Columns {
		head[i] = excelize.Cell{StyleID: bold, Value: c.Title}
	}
	return sw.SetRow("A1", head)
}

// typed is a cell as a number where the column holds numbers and the cell is one
// that a float keeps exactly, else as text.
func (s *Sheet) typed(column int, cell string) any {
	if column < len(s.Columns) && s.Columns[column].Number && len(cell) <= 15 && isNumber(cell) {
		if v, err := strconv.ParseFloat(cell, 64); err == nil {
			return v
		}
	}
	return cell
}

// columnWidths are the widths that show most cells whole.
func (s *Sheet) columnWidths() []float64 {
	widths := make([]float64, len(s.Columns))
	for i, c := range s.Columns {
		widest := text.StringWidth(c.Title)
		for _, row := range s.Rows[:min(len(s.Rows), 1000)] {
			if i < len(row) {
				widest = max(widest, text.StringWidth(OneLine(row[i])))
			}
		}
		widths[i] = float64(min(max(widest+2, minColumn), maxColumn))
	}
	return widths
}
