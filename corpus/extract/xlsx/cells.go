package xlsx

import (
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"duibiao/corpus/extract/sheet"
	"duibiao/corpus/extract/sheet/numfmt"
)

// sheetParser reads one worksheet (ECMA-376 18.3.1.99).
type sheetParser struct {
	*workbook
	sheet    *sheet.Sheet
	inData   bool
	row, col int
	// hiddenRow says that the row is hidden, hiddenCols which columns are.
	hiddenRow  bool
	hiddenCols [][2]int
	cell       cellState
	// What could not be read: references to no shared string, formulas without a
	// stored value.
	lost, unstored int
}

// cellState is the cell being read.
type cellState struct {
	open       bool
	kind       string
	style      int
	formula    bool
	phonetic   int
	inValue    bool
	inText     bool
	value, own []byte
}

func (p *sheetParser) read(s *scanner) error {
	for {
		err := s.next()
		if errors.Is(err, io.EOF) && p.inData {
			return errCut
		}
		if err != nil {
			return err
		}
		switch t := &s.tag; {
		case t.name == "":
			p.cell.take(s.text)
		case t.name == "sheetData":
			p.inData = !t.end && !t.empty
		case p.inData:
			err = p.data(t)
		case !t.end:
			p.other(t)
		}
		if err != nil {
			return err
		}
	}
}

// take adds text to the value, or to the inline text, that is open.
func (c *cellState) take(text []byte) {
	switch {
	case c.inValue:
		c.value = append(c.value, text...)
	case c.inText && c.phonetic == 0:
		c.own = append(c.own, text...)
	}
}

// data handles a tag inside sheetData.
func (p *sheetParser) data(t *tag) error {
	switch t.name {
	case "row":
		if !t.end {
			p.beginRow(t)
		}
	case "c":
		if !t.end {
			p.beginCell(t)
		}
		if t.end || t.empty {
			return p.endCell()
		}
	default:
		p.cell.part(t)
	}
	return nil
}

// part handles a tag inside a cell.
func (c *cellState) part(t *tag) {
	within := c.open && !t.end && !t.empty
	switch t.name {
	case "v":
		c.inValue = within
	case "t":
		c.inText = within
	case "f":
		c.formula = true
	case "rPh":
		c.phonetic = nest(c.phonetic, t)
	}
}

func (p *sheetParser) beginRow(t *tag) {
	p.row, p.col = p.row+1, -1
	if r, ok := t.attr("r"); ok {
		if n, err := strconv.Atoi(r); err == nil && n > 0 {
			p.row = n - 1
		}
	}
	p.hiddenRow = t.flag("hidden")
}

func (p *sheetParser) beginCell(t *tag) {
	p.col++
	c := &p.cell
	*c = cellState{open: true, value: c.value[:0], own: c.own[:0]}
	if r, ok := t.attr("r"); ok {
		if row, col, ok := reference(r); ok {
			p.row, p.col = row, col
		}
	}
	if t.empty {
		return
	}
	c.kind = t.get("t")
	if s, ok := t.attr("s"); ok {
		c.style, _ = strconv.Atoi(s)
	}
}

func (p *sheetParser) endCell() error {
	c := &p.cell
	if !c.open {
		return nil
	}
	c.open, c.inValue, c.inText = false, false, false
	text := p.text()
	if text == "" {
		return nil
	}
	if p.hiddenRow {
		p.sheet.HiddenRows = true
	}
	if p.hiddenCol() {
		p.sheet.HiddenCols = true
	}
	return p.sheet.Set(p.row, p.col, text)
}

func (p *sheetParser) hiddenCol() bool {
	for _, h := range p.hiddenCols {
		if h[0] <= p.col && p.col <= h[1] {
			return true
		}
	}
	return false
}

// text is the cell as shown (ECMA-376 18.18.11, ST_CellType).
func (p *sheetParser) text() string {
	c := &p.cell
	if len(c.value) == 0 && len(c.own) == 0 {
		if c.formula {
			p.unstored++
		}
		return ""
	}
	f, value := p.format(c.style), string(c.value)
	switch c.kind {
	case "s":
		return p.shown(f, p.shared(value))
	case "inlineStr", "str":
		if len(c.own) > 0 {
			value = string(c.own)
		}
		return p.shown(f, unescapeX(value))
	case "b":
		return boolean(value)
	case "e":
		return value
	case "d":
		return isoDate(f, value)
	}
	return number(f, value, p.date1904)
}

// shared is the shared string that a value names.
func (p *sheetParser) shared(value string) string {
	i, err := strconv.Atoi(strings.TrimSpace(value))
	if err != nil || i < 0 || i >= len(p.strings) {
		p.lost++
		return ""
	}
	return p.strings[i]
}

// shown is a text cell. A picture inside a cell, as WPS stores it, is a formula
// that is no text.
func (p *sheetParser) shown(f *numfmt.Format, s string) string {
	if strings.HasPrefix(s, "=DISPIMG(") || strings.HasPrefix(s, "=_xlfn.DISPIMG(") {
		p.book.Pictures = true
		return ""
	}
	return f.Text(s)
}

func (w *workbook) format(style int) *numfmt.Format {
	if style >= 0 && style < len(w.formats) {
		return w.formats[style]
	}
	return w.general
}

func boolean(v string) string {
	switch strings.ToLower(strings.TrimSpace(v)) {
	case "1", "true":
		return "TRUE"
	}
	return "FALSE"
}

// number shows a number; what is none stays as it is.
func number(f *numfmt.Format, value string, date1904 bool) string {
	v, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil {
		return value
	}
	return f.Number(v, date1904)
}

// isoDate shows a date that is stored as ISO 8601.
func isoDate(f *numfmt.Format, value string) string {
	value = strings.TrimSuffix(strings.TrimSpace(value), "Z")
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02"} {
		t, err := time.Parse(layout, value)
		if err != nil || t.Year() < 1899 { // 31 December 1899 stands for a time alone
			continue
		}
		if !f.Date() {
			return strings.TrimSuffix(strings.Replace(value, "T", " ", 1), " 00:00:00")
		}
		return f.Number(numfmt.Serial(t), false)
	}
	return value
}

// other handles tags outside of sheetData.
func (p *sheetParser) other(t *tag) {
	switch t.name {
	case "col":
		if t.flag("hidden") && len(p.hiddenCols) < 256 {
			from, _ := strconv.Atoi(t.get("min"))
			to, _ := strconv.Atoi(t.get("max"))
			p.hiddenCols = append(p.hiddenCols, [2]int{from - 1, to - 1})
		}
	case "mergeCell":
		first, last, _ := strings.Cut(t.get("ref"), ":")
		top, left, ok1 := reference(first)
		bottom, right, ok2 := reference(last)
		if ok1 && ok2 {
			p.sheet.Merge(top, left, bottom, right)
		}
	}
}

// warn says what could not be read.
func (p *sheetParser) warn() {
	if p.lost > 0 {
		p.book.Warn("sheet %q: %d cells name texts that the file does not have", p.sheet.Name(), p.lost)
	}
	if p.unstored > 0 {
		p.book.Warn("sheet %q: %d formulas have no stored value", p.sheet.Name(), p.unstored)
	}
}

// reference reads A1, $A$1; rows and columns from 0.
func reference(s string) (row, col int, ok bool) {
	i := 0
	for ; i < len(s); i++ {
		c := s[i] &^ 0x20
		if s[i] == '$' {
			continue
		}
		if c < 'A' || c > 'Z' {
			break
		}
		if col = col*26 + int(c-'A') + 1; col > sheet.MaxCol {
			return 0, 0, false
		}
	}
	for ; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
		if row = row*10 + int(s[i]-'0'); row > sheet.MaxRow {
			return 0, 0, false
		}
	}
	return row - 1, col - 1, row > 0 && col > 0
}
