package output

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// hostileBook has two sheets with numbers, and texts that look like something else.
func hostileBook() []NamedSheet {
	numbers := &Sheet{Columns: []Column{{Key: "text", Title: "=文"}, {Key: "n", Title: "数", Number: true}}}
	for _, row := range [][]string{
		{"=1+1", "-2070.58"},
		{"-5", "0"},
		{"+cmd|' /C calc'!A0", "NaN"},
		{"@SUM(1)", "+Inf"},
		{"</t></is></c>\x00\x0b", "-Inf"},
		{"一\n二 ", ""},
		{"0123", "1,5"},
	} {
		numbers.Add(nil, row...)
	}
	words := &Sheet{Columns: []Column{{Key: "w", Title: "词"}}}
	words.Add(nil, "=HYPERLINK(\"http://x\")")
	words.Add(nil, strings.Repeat("字", maxCell))
	words.Add(nil, strings.Repeat("字", maxCell+1))
	return []NamedSheet{{"数", numbers}, {"词", words}}
}

func bookOf(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteBook(&b, hostileBook()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestBookSameBytes: neither a clock nor the order of a map is in a workbook.
func TestBookSameBytes(t *testing.T) {
	first := bookOf(t)
	for range 20 {
		if !bytes.Equal(first, bookOf(t)) {
			t.Fatal("two runs give different bytes")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Modified.Year() > 1980 {
			t.Errorf("%s has the time %v", f.Name, f.Modified)
		}
	}
}

// TestBookCells: numbers are numbers, text is text, what is no number is empty.
func TestBookCells(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(bookOf(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	const number, plain = excelize.CellTypeUnset, excelize.CellTypeInlineString
	for _, tc := range []struct {
		sheet, cell, value string
		kind               excelize.CellType
	}{
		{"数", "A1", "=文", plain},
		{"数", "A2", "=1+1", plain},
		{"数", "B2", "-2070.58", number},
		{"数", "A3", "-5", plain},
		{"数", "B3", "0", number},
		{"数", "A4", "+cmd|' /C calc'!A0", plain},
		{"数", "B4", "", number},
		{"数", "B5", "", number},
		{"数", "B6", "", number},
		{"数", "A7", "一\n二 ", plain},
		{"数", "A8", "0123", plain},
		{"数", "B8", "1,5", plain},
		{"词", "A2", "=HYPERLINK(\"http://x\")", plain},
		{"词", "A3", strings.Repeat("字", maxCell), plain},
		{"词", "A4", strings.Repeat("字", maxCell-1) + "…", plain},
	} {
		value, err := f.GetCellValue(tc.sheet, tc.cell)
		if err != nil || value != tc.value {
			t.Errorf("%s!%s is %q, %v; want %q", tc.sheet, tc.cell, value, err, tc.value)
		}
		if kind, err := f.GetCellType(tc.sheet, tc.cell); err != nil || kind != tc.kind {
			t.Errorf("%s!%s has type %v, %v; want %v", tc.sheet, tc.cell, kind, err, tc.kind)
		}
	}
}

// TestBookNoFormula: no cell of any sheet has a formula.
func TestBookNoFormula(t *testing.T) {
	book := bookOf(t)
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	sheets := 0
	for _, f := range z.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/") {
			continue
		}
		sheets++
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil || bytes.Contains(b, []byte("<f>")) || bytes.Contains(b, []byte("<f ")) || bytes.ContainsAny(b, "\x00\x0b") {
			t.Errorf("%s: %v, %s", f.Name, err, b)
		}
	}
	if sheets != 2 {
		t.Errorf("%d sheets, want 2", sheets)
	}
}
