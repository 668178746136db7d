package output

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func sheet() *Sheet {
	s := &Sheet{Columns: []Column{{Key: "id", Title: "编号"}, {Key: "title", Title: "标题", Flex: true}}}
	s.Add(map[string]string{"id": "a"}, "a", "很长很长很长很长的标题 <b>")
	s.Add(map[string]string{"id": "b|"}, "b|", "=1+1")
	return s
}

func TestFormats(t *testing.T) {
	for _, tc := range []struct {
		format Format
		term   Terminal
		want   string
	}{
		{JSON, Terminal{}, "{\"id\":\"a\"}\n{\"id\":\"b|\"}\n"},
		{CSV, Terminal{}, "id,title\na,很长很长很长很长的标题 <b>\nb|,'=1+1\n"},
		{Markdown, Terminal{}, "| 编号 | 标题 |\n| --- | --- |\n| a | 很长很长很长很长的标题 <b> |\n| b\\| | =1+1 |\n"},
		{Table, Terminal{}, "a\t很长很长很长很长的标题 <b>\nb|\t=1+1\n"},
		{Table, Terminal{IsTerminal: true, Width: 20}, "编号  标题\na     很长很长很…\nb|    =1+1\n"},
	} {
		var b bytes.Buffer
		if err := sheet().Write(&b, tc.format, tc.term); err != nil {
			t.Fatal(err)
		}
		if b.String() != tc.want {
			t.Errorf("%s %+v:\n%q\nwant\n%q", tc.format, tc.term, b.String(), tc.want)
		}
	}
}

func TestSafeCell(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "-5": "-5", "+3.2": "+3.2", "=A1": "'=A1", "-A": "'-A", "@x": "'@x", "1-2": "1-2", "-": "'-", "-1.2.3": "'-1.2.3",
		"\t=1": "'\t=1", "\n=1": "'\n=1", "＝1+1": "'＝1+1", "＠x": "'＠x", "\xff": "\xff",
	} {
		if got := SafeCell(in); got != want {
			t.Errorf("SafeCell(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestClip(t *testing.T) {
	for _, tc := range []struct {
		in    string
		width int
		want  string
	}{{"abc", 3, "abc"}, {"abcd", 3, "ab…"}, {"中文字", 5, "中文…"}, {"中文", 4, "中文"}} {
		if got := Clip(tc.in, tc.width); got != tc.want {
			t.Errorf("Clip(%q, %d) = %q, want %q", tc.in, tc.width, got, tc.want)
		}
	}
	if _, err := Parse("xml"); err == nil || !strings.Contains(err.Error(), "json") {
		t.Errorf("Parse(xml) = %v", err)
	}
}

// TestXLSX reads a workbook back: numbers are numbers, text is text, and writing
// it again gives the same bytes.
func TestXLSX(t *testing.T) {
	s := sheet()
	s.Columns = append(s.Columns, Column{Key: "n", Title: "数", Number: true})
	s.Rows[0] = append(s.Rows[0], "-2070.58")
	s.Rows[1] = append(s.Rows[1], "12345678901234567890")
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := s.Write(w, XLSX, Terminal{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two runs give different bytes")
	}
	f, err := excelize.OpenReader(&a)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(rows), "[[编号 标题 数] [a 很长很长很长很长的标题 <b> -2070.58] [b| =1+1 12345678901234567890]]"; got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
	for cell, want := range map[string]excelize.CellType{"C2": excelize.CellTypeUnset, "B3": excelize.CellTypeInlineString, "C3": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType(f.GetSheetName(0), cell); err != nil || got != want {
			t.Errorf("%s has type %v, %v; want %v", cell, got, err, want)
		}
	}
	if err := s.Write(&b, XLSX, Terminal{IsTerminal: true}); !errors.Is(err, ErrTerminal) {
		t.Errorf("on a terminal: %v", err)
	}
}
