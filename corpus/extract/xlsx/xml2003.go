package xlsx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/sheet"
	"duibiao/corpus/extract/sheet/numfmt"
)

// MediaTypeXML is the media type of XML spreadsheets.
const MediaTypeXML = "application/xml"

// xmlBook is an XML spreadsheet being read.
type xmlBook struct {
	book   sheet.Book
	sheet  *xmlSheet
	styles map[string]*numfmt.Format
	style  string
	in     map[string]int
	cell   xmlCell
}

// xmlSheet is a worksheet whose state is known only behind its cells.
type xmlSheet struct {
	name     string
	hidden   bool
	row, col int
	skip     int
	sheet    *sheet.Sheet
	// down are the areas that reach into rows below them.
	down []xmlArea
}

// xmlArea is an area that covers columns down to a row.
type xmlArea struct{ top, bottom, left, right int }

// maxDown bounds the areas that are kept in mind; Excel itself never needs them.
const maxDown = 256

// xmlCell is the cell being read.
type xmlCell struct {
	open, data    bool
	kind, style   string
	across, down  int
	value, option []byte
}

// ReadXML2003 appends the blocks of an XML spreadsheet of Excel 2003 (the
// SpreadsheetML of [MS-OI29500]'s forerunner: Workbook, Worksheet, Table, Row,
// Cell, Data), which many systems export under the extension xls. Bytes that are
// not UTF-8 or UTF-16 are GB18030. Errors are those of Read.
func ReadXML2003(data []byte, c *corpus.Content) error {
	c.MediaType, c.Charset = MediaTypeXML, "utf-8"
	if len(data) > fault.MaxPart {
		return &fault.TooLargeError{Size: len(data), Limit: fault.MaxPart, Unit: "bytes"}
	}
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		c.Charset = "utf-16"
	case !utf8.Valid(data):
		if text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data); err == nil {
			data, c.Charset = text, "gb18030"
		}
	}
	// A declaration that names another encoding must not decode a second time.
	x := xmlBook{styles: map[string]*numfmt.Format{"": numfmt.Parse("")}, in: map[string]int{}}
	err := x.read(newScanner(bytes.NewReader(data)))
	if errors.Is(err, errCut) || errors.Is(err, errToken) {
		err = fault.Damaged("xml", "%s", err)
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read xml spreadsheet: %w", err)
	}
	return x.book.Write(c)
}

func (x *xmlBook) read(s *scanner) error {
	for {
		if err := s.next(); err != nil {
			if errors.Is(err, io.EOF) && x.in["Workbook"] > 0 {
				return fault.Damaged("xml", "cut off before the end")
			}
			return err
		}
		if s.tag.name == "" {
			if x.cell.data {
				x.cell.value = append(x.cell.value, s.text...)
			} else if x.in["Visible"] > 0 {
				x.cell.option = append(x.cell.option, s.text...)
			}
			continue
		}
		if err := x.element(&s.tag); err != nil {
			return err
		}
	}
}

// element handles one tag. Comments hold data of their own, which is not the
// cell's.
func (x *xmlBook) element(t *tag) error {
	switch t.name {
	case "Workbook", "Worksheet", "Comment", "Visible":
		x.in[t.name] = nest(x.in[t.name], t)
	}
	if t.end || t.empty {
		defer x.end(t)
	}
	if !t.end {
		x.begin(t)
	}
	if t.name == "Cell" && (t.end || t.empty) {
		return x.endCell()
	}
	return nil
}

func (x *xmlBook) begin(t *tag) {
	switch t.name {
	case "Worksheet":
		x.sheet = &xmlSheet{name: t.get("Name"), row: -1}
	case "Style":
		x.style = t.get("ID")
	case "NumberFormat":
		x.addStyle(t)
	case "Row":
		x.beginRow(t)
	case "Cell":
		x.beginCell(t)
	case "Data":
		if x.cell.open && x.in["Comment"] == 0 {
			x.cell.data, x.cell.kind = !t.empty, t.get("Type")
		}
	case "Visible":
		x.cell.option = x.cell.option[:0]
	case "Column":
		x.column(t)
	}
}

func (x *xmlBook) addStyle(t *tag) {
	if len(x.styles) < maxStyles {
		x.styles[x.style] = numfmt.Parse(namedFormat(t.get("Format")))
	}
}

func (x *xmlBook) column(t *tag) {
	if x.sheet != nil && t.flag("Hidden") {
		x.sheet.open(&x.book).HiddenCols = true
	}
}

func (x *xmlBook) end(t *tag) {
	switch t.name {
	case "Data":
		x.cell.data = false
	case "Visible":
		if s := x.sheet; s != nil && strings.Contains(string(x.cell.option), "Hidden") {
			s.hidden = true
		}
	case "Worksheet":
		if s := x.sheet; s != nil && s.hidden && s.sheet != nil {
			x.book.Drop(s.sheet)
		}
		x.sheet = nil
	}
}

// open is the sheet that cells go to.
func (s *xmlSheet) open(b *sheet.Book) *sheet.Sheet {
	if s.sheet == nil {
		s.sheet = b.Add(s.name)
	}
	return s.sheet
}

func (x *xmlBook) beginRow(t *tag) {
	s := x.sheet
	if s == nil {
		return
	}
	s.row += 1 + s.skip
	s.col = -1
	if n, err := strconv.Atoi(t.get("Index")); err == nil && n > 0 && n <= sheet.MaxRow {
		s.row = n - 1
	}
	s.skip = count(t, "Span")
	s.down = slices.DeleteFunc(s.down, func(a xmlArea) bool { return a.bottom < s.row })
	if t.flag("Hidden") {
		s.open(&x.book).HiddenRows = true
	}
}

func (x *xmlBook) beginCell(t *tag) {
	c := &x.cell
	*c = xmlCell{open: x.sheet != nil, style: t.get("StyleID"), across: count(t, "MergeAcross"), down: count(t, "MergeDown"), value: c.value[:0]}
	if !c.open {
		return
	}
	x.sheet.col++
	if n, err := strconv.Atoi(t.get("Index")); err == nil && n > 0 && n <= sheet.MaxCol {
		x.sheet.col = n - 1
		return
	}
	x.sheet.col = x.sheet.free()
}

// free is the first column from the current one on that no area from above
// covers: LibreOffice leaves out the index of a cell behind one.
func (s *xmlSheet) free() int {
	col := s.col
	for moved := true; moved; {
		moved = false
		for _, a := range s.down {
			if a.left <= col && col <= a.right && a.top < s.row {
				col, moved = a.right+1, true
			}
		}
	}
	return col
}

// count is an attribute that counts rows or columns, 0 where it is out of bounds.
func count(t *tag, name string) int {
	n, err := strconv.Atoi(t.get(name))
	if err != nil || n < 0 || n > sheet.MaxRow {
		return 0
	}
	return n
}

func (x *xmlBook) endCell() error {
	c, s := &x.cell, x.sheet
	if !c.open || s == nil { // a sheet may end within a cell
		return nil
	}
	c.open = false
	row, col := s.row, s.col
	s.col += c.across
	if c.across+c.down > 0 {
		s.open(&x.book).Merge(row, col, row+c.down, col+c.across)
		if c.down > 0 && len(s.down) < maxDown {
			s.down = append(s.down, xmlArea{row, row + c.down, col, s.col})
		}
	}
	text := x.text()
	if text == "" {
		return nil
	}
	return s.open(&x.book).Set(row, col, text)
}

// text is the cell as shown.
func (x *xmlBook) text() string {
	f := x.styles[x.cell.style]
	if f == nil {
		f = x.styles[""]
	}
	value := string(x.cell.value)
	switch x.cell.kind {
	case "Number":
		return number(f, value, false)
	case "DateTime":
		return isoDate(f, strings.TrimSuffix(strings.TrimSpace(value), ".000"))
	case "Boolean":
		return boolean(value)
	case "Error":
		return value
	}
	return f.Text(value)
}

// namedFormat is the code of a format that is given by name.
func namedFormat(code string) string {
	for _, n := range []struct{ name, code string }{
		{"General Number", "General"},
		{"General Date", "yyyy/m/d h:mm"},
		{"Long Date", `yyyy"年"m"月"d"日"`},
		{"Medium Date", "d-mmm-yy"},
		{"Short Date", "yyyy/m/d"},
		{"Long Time", "h:mm:ss"},
		{"Medium Time", "h:mm AM/PM"},
		{"Short Time", "h:mm"},
		{"Currency", `"¥"#,##0.00;"¥"\-#,##0.00`},
		{"Euro Currency", `"€"#,##0.00`},
		{"Fixed", "0.00"},
		{"Standard", "#,##0.00"},
		{"Percent", "0.00%"},
		{"Scientific", "0.00E+00"},
		{"Yes/No", `"Yes";"Yes";"No"`},
		{"True/False", `"True";"True";"False"`},
		{"On/Off", `"On";"On";"Off"`},
	} {
		if n.name == code {
			return n.code
		}
	}
	return code
}
