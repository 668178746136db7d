package output

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/xuri/excelize/v2"
)

// The widest column of a workbook, in characters, and its least.
const (
	maxColumn = 60
	minColumn = 8
)

// maxCell is the longest text of a cell, in characters; the library cuts what is
// longer without a word.
const maxCell = 32767

// NamedSheet is one sheet of a workbook.
type NamedSheet struct {
	Name  string
	Sheet *Sheet
}

// writeXLSX writes the sheet as a workbook of its own.
func (s *Sheet) writeXLSX(w io.Writer) error {
	return WriteBook(w, []NamedSheet{{"Sheet1", s}})
}

// WriteBook writes sheets as a workbook: heads in the first row of each, which
// stays in sight, numbers as numbers. Text is always text: what begins with = is
// no formula. The same sheets give the same bytes.
func WriteBook(w io.Writer, sheets []NamedSheet) error {
	f := excelize.NewFile()
	for i, s := range sheets {
		if err := s.add(f, i); err != nil {
			return fmt.Errorf("write XLSX, sheet %s: %w", s.Name, err)
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "duibiao"}); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	if err := copySorted(w, b.Bytes()); err != nil {
		return fmt.Errorf("write XLSX: %w", err)
	}
	return nil
}

// copySorted copies a package with its parts in the order of their names:
// excelize writes the sheets of a stream in the order of a map.
func copySorted(w io.Writer, pack []byte) error {
	r, err := zip.NewReader(bytes.NewReader(pack), int64(len(pack)))
	if err != nil {
		return err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	z := zip.NewWriter(w)
	for _, f := range r.File {
		if err := z.Copy(f); err != nil {
			return err
		}
	}
	return z.Close()
}

// add writes a sheet; the first takes the place of the one a new file has.
func (s NamedSheet) add(f *excelize.File, i int) error {
	if i == 0 {
		if err := f.SetSheetName(f.GetSheetName(0), s.Name); err != nil {
			return err
		}
	} else if _, err := f.NewSheet(s.Name); err != nil {
		return err
	}
	sw, err := f.NewStreamWriter(s.Name)
	if err != nil {
		return err
	}
	if err := s.Sheet.writeHead(f, sw); err != nil {
		return err
	}
	for r, row := range s.Sheet.Rows {
		cells := make([]any, len(row))
		for i, c := range row {
			cells[i] = s.Sheet.typed(i, c)
		}
		if err := sw.SetRow("A"+strconv.Itoa(r+2), cells); err != nil {
			return fmt.Errorf("row %d: %w", r+2, err)
		}
	}
	return sw.Flush()
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
// that a float keeps exactly, nothing where it is NaN or infinite, else text;
// one that is too long says that it was cut.
func (s *Sheet) typed(column int, cell string) any {
	if runes := []rune(cell); len(cell) > maxCell && len(runes) > maxCell {
		return string(runes[:maxCell-1]) + "…"
	}
	if column >= len(s.Columns) || !s.Columns[column].Number {
		return cell
	}
	v, err := strconv.ParseFloat(cell, 64)
	switch {
	case err == nil && (math.IsNaN(v) || math.IsInf(v, 0)):
		return nil
	case err == nil && len(cell) <= 15 && isNumber(cell):
		return v
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
