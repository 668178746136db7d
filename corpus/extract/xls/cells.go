package xls

import (
	"fmt"
	"math"
	"strings"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/sheet"
)

// The size of a sheet, [MS-XLS] 2.5.232 (RwU) and 2.5.43 (ColU).
const (
	maxRow = 1 << 16
	maxCol = 1 << 8
)

// sheetReader reads one worksheet, [MS-XLS] 2.1.7.20.5.
type sheetReader struct {
	*workbook
	sheet *sheet.Sheet
	// pending is the formula whose text the next String record holds.
	pending *place
	// object is the kind of the last object that lies over the sheet.
	object int
	// hiddenRows and hiddenCols are those that a reader does not see.
	hiddenRows map[int]bool
	hiddenCols [maxCol]bool
	// What could not be read: references to no shared string, short records.
	lost, short int
}

// place is a cell and its style.
type place struct{ row, col, style int }

func (w *workbook) sheet(ref sheetRef) error {
	r := records{stream: w.stream, at: ref.offset}
	first, _, err := r.next()
	if err != nil {
		return err
	}
	c := first.cursor()
	if c.skip(2); c.u16() != kindSheet {
		return nil // a chart or macros, whatever the list says
	}
	s := sheetReader{workbook: w, sheet: w.book.Add(ref.name), hiddenRows: map[int]bool{}}
	for {
		rec, ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := s.record(rec); err != nil {
			return err
		}
	}
	if w.used += r.at - ref.offset; w.used > 2*len(w.stream) {
		return fault.Damaged(format, "sheets overlap")
	}
	if !r.whole && w.partial {
		return fault.Damaged(format, "cut off within a sheet")
	}
	s.warn(r.whole)
	return nil
}

func (s *sheetReader) warn(whole bool) {
	if !whole {
		s.book.Warn("sheet %q has no end", s.sheet.Name())
	}
	if s.lost > 0 {
		s.book.Warn("sheet %q: %d cells name texts that the file does not have", s.sheet.Name(), s.lost)
	}
	if s.short > 0 {
		s.book.Warn("sheet %q: %d records are too short or out of bounds", s.sheet.Name(), s.short)
	}
}

func (s *sheetReader) record(rec record) error {
	c := rec.cursor()
	switch rec.op {
	case opMerged:
		s.merged(c)
	case opRow:
		s.row(c)
	case opColInfo:
		s.columns(c)
	case opMulRK:
		return s.mulRK(c)
	case opString:
		return s.string(c)
	case opObj, opTxO:
		return s.over(rec)
	case opLabelSST, opLabel, opRString, opNumber, opRK, opBoolErr, opFormula:
		p := place{c.u16(), c.u16(), c.u16()}
		text := s.cell(rec.op, p, c)
		if c.short {
			s.short++
			return nil
		}
		return s.set(p, text)
	}
	return nil
}

// cell is the text of a record that holds one cell.
func (s *sheetReader) cell(op int, p place, c *cursor) string {
	switch op {
	case opLabelSST:
		i := c.u32()
		if i >= len(s.strings) {
			s.lost++
			return ""
		}
		return s.shown(p, s.strings[i])
	case opLabel, opRString:
		return s.shown(p, s.label(c))
	case opNumber:
		return s.number(p, math.Float64frombits(c.u64()))
	case opRK:
		return s.number(p, rk(c.u32()))
	case opBoolErr:
		v := c.u8()
		return boolErr(v, c.u8())
	}
	return s.formula(p, c)
}

// label reads a text that stands in its record.
func (s *sheetReader) label(c *cursor) string {
	if s.old {
		return decodePage(c.bytes(c.u16()), s.codePage)
	}
	return c.text(c.u16())
}

func (s *sheetReader) shown(p place, text string) string {
	if strings.HasPrefix(text, "=DISPIMG(") {
		s.book.Pictures = true
		return ""
	}
	return s.formats.of(p.style).Text(text)
}

func (s *sheetReader) number(p place, v float64) string {
	return s.formats.of(p.style).Number(v, s.date1904)
}

// formula is the stored value of a formula, [MS-XLS] 2.5.133 (FormulaValue).
func (s *sheetReader) formula(p place, c *cursor) string {
	v := c.u64()
	s.pending = nil
	if v>>48 != 0xFFFF {
		return s.number(p, math.Float64frombits(v))
	}
	switch value := int(v >> 16 & 0xFF); v & 0xFF {
	case 0:
		s.pending = &p
	case 1:
		return boolErr(value, 0)
	case 2:
		return boolErr(value, 1)
	}
	return ""
}

// string is the text of the formula before.
func (s *sheetReader) string(c *cursor) error {
	if s.pending == nil {
		return nil
	}
	p := *s.pending
	s.pending = nil
	text := s.label(c)
	if c.short {
		s.short++
	}
	return s.set(p, s.shown(p, text))
}

// mulRK reads numbers side by side, [MS-XLS] 2.4.175.
func (s *sheetReader) mulRK(c *cursor) error {
	p := place{row: c.u16(), col: c.u16()}
	for ; c.left() >= 8; p.col++ {
		p.style = c.u16()
		if err := s.set(p, s.number(p, rk(c.u32()))); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheetReader) set(p place, text string) error {
	if p.col >= maxCol {
		s.short++
		return nil
	}
	if text == "" {
		return nil
	}
	s.sheet.HiddenRows = s.sheet.HiddenRows || s.hiddenRows[p.row]
	s.sheet.HiddenCols = s.sheet.HiddenCols || s.hiddenCols[p.col]
	return s.sheet.Set(p.row, p.col, text)
}

// merged reads merged areas, [MS-XLS] 2.4.168.
func (s *sheetReader) merged(c *cursor) {
	for n := c.u16(); n > 0 && c.left() >= 8; n-- {
		top, bottom, left, right := c.u16(), c.u16(), c.u16(), c.u16()
		if left < maxCol {
			s.sheet.Merge(top, left, bottom, right)
		}
	}
}

// commentBox is the kind of object that shows a comment, [MS-XLS] 2.5.143 (ot).
const commentBox = 0x19

// over takes the text of a text box, [MS-XLS] 2.4.329 (TxO): it stands in the
// continuations of the record. Comments are left out.
func (s *sheetReader) over(rec record) error {
	c := rec.cursor()
	if rec.op == opObj {
		c.skip(4)
		s.object = c.u16()
		return nil
	}
	c.skip(10)
	n := c.u16()
	if s.old || n == 0 || c.short || s.object == commentBox || len(rec.more) == 0 {
		return nil
	}
	text := (&cursor{more: rec.more}).text(n)
	return s.sheet.Over(text)
}

// row notes a hidden row, [MS-XLS] 2.4.221 (fDyZero).
func (s *sheetReader) row(c *cursor) {
	n := c.u16()
	c.skip(10)
	if c.u8()&0x20 != 0 {
		s.hiddenRows[n] = true
	}
}

// columns notes hidden columns, [MS-XLS] 2.4.53 (fHidden).
func (s *sheetReader) columns(c *cursor) {
	first, last := c.u16(), c.u16()
	c.skip(4)
	if c.u8()&1 == 0 {
		return
	}
	for col := first; col <= min(last, maxCol-1); col++ {
		s.hiddenCols[col] = true
	}
}

// rk is a number in four bytes, [MS-XLS] 2.5.217 (RkNumber).
func rk(v int) float64 {
	f := math.Float64frombits(uint64(v&0xFFFFFFFC) << 32)
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

// boolErr is a Boolean, or with kind 1 an error, [MS-XLS] 2.5.10 (Bes).
func boolErr(v, kind int) string {
	if kind == 0 {
		return strings.ToUpper(fmt.Sprint(v != 0))
	}
	for _, e := range []struct {
		code int
		text string
	}{{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0F, "#VALUE!"}, {0x17, "#REF!"}, {0x1D, "#NAME?"}, {0x24, "#NUM!"}, {0x2A, "#N/A"}, {0x2B, "#GETTING_DATA"}} {
		if e.code == v {
			return e.text
		}
	}
	return "#N/A"
}
