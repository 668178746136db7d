package sheet

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// fill puts lines of fields, cut at |, into a new sheet.
func fill(t testing.TB, b *Book, name, text string) *Sheet {
	t.Helper()
	s := b.Add(name)
	for row, line := range strings.Split(text, "\n") {
		for col, field := range strings.Split(line, "|") {
			if err := s.Set(row, col, field); err != nil {
				t.Fatal(err)
			}
		}
	}
	return s
}

// show writes blocks one a line.
func show(t testing.TB, b *Book) (string, []string) {
	t.Helper()
	var c corpus.Content
	if err := b.Write(&c); err != nil {
		t.Fatal(err)
	}
	return lines(c.Blocks), c.Warnings
}

func lines(blocks []corpus.Block) string {
	var out []string
	for _, b := range blocks {
		line, _ := json.Marshal(b)
		out = append(out, string(line))
	}
	return strings.Join(out, "\n")
}

func TestBlocks(t *testing.T) {
	for _, tt := range []struct {
		name string
		book func(b *Book)
		want string
	}{
		{
			"title, unit, table, note",
			func(b *Book) {
				s := fill(t, b, "Sheet1", "附件1\n甲县目录\n||单位：万元\n\n编号|名称|金额\n1|椅子|2\n\n2|桌子|3\n注：以上为示例")
				s.Merge(1, 0, 1, 2)
			},
			`{"kind":"paragraph","text":"附件1","first_row":1}
{"kind":"heading","level":1,"text":"甲县目录","first_row":2}
{"kind":"paragraph","text":"单位：万元","first_row":3}
{"kind":"table","rows":[[{"text":"编号"},{"text":"名称"},{"text":"金额"}],[{"text":"1"},{"text":"椅子"},{"text":"2"}],[],[{"text":"2"},{"text":"桌子"},{"text":"3"}]],"first_row":5,"sheet":"Sheet1"}
{"kind":"paragraph","text":"注：以上为示例","first_row":9}`,
		},
		{
			"merges and gaps",
			func(b *Book) {
				s := fill(t, b, "a", "甲|乙||丙\n|x||\n||y|z")
				s.Merge(0, 0, 2, 0)
				s.Merge(0, 1, 0, 2)
			},
			`{"kind":"table","rows":[[{"text":"甲","rowspan":3},{"text":"乙","colspan":2},{"text":"丙"}],[{"text":"x"}],[{"text":""},{"text":"y"},{"text":"z"}]],"first_row":1,"sheet":"a"}`,
		},
		{
			"two sheets",
			func(b *Book) {
				fill(t, b, "货物", "目录\na|b")
				b.Add("空")
				fill(t, b, "Sheet2", "c|d")
				fill(t, b, "服务", "标题\ne|f")
			},
			`{"kind":"heading","level":1,"text":"目录","first_row":1}
{"kind":"heading","level":2,"text":"货物"}
{"kind":"table","rows":[[{"text":"a"},{"text":"b"}]],"first_row":2,"sheet":"货物"}
{"kind":"table","rows":[[{"text":"c"},{"text":"d"}]],"first_row":1,"sheet":"Sheet2"}
{"kind":"heading","level":2,"text":"服务"}
{"kind":"paragraph","text":"标题","first_row":1}
{"kind":"table","rows":[[{"text":"e"},{"text":"f"}]],"first_row":2,"sheet":"服务"}`,
		},
		{
			"an empty merged cell keeps columns in place",
			func(b *Book) {
				s := fill(t, b, "", "甲||乙\n丙||丁\n戊|己|庚")
				s.Merge(0, 1, 1, 1)
			},
			`{"kind":"table","rows":[[{"text":"甲"},{"text":"","rowspan":2},{"text":"乙"}],[{"text":"丙"},{"text":"丁"}],[{"text":"戊"},{"text":"己"},{"text":"庚"}]],"first_row":1}`,
		},
		{
			"section rows and a short last row stay",
			func(b *Book) {
				s := fill(t, b, "", "甲|乙\n一、货物|\na|b\n合计|")
				s.Merge(1, 0, 1, 1)
			},
			`{"kind":"table","rows":[[{"text":"甲"},{"text":"乙"}],[{"text":"一、货物","colspan":2}],[{"text":"a"},{"text":"b"}],[{"text":"合计"}]],"first_row":1}`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b Book
			tt.book(&b)
			if got, _ := show(t, &b); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestLongGap(t *testing.T) {
	var b Book
	s := fill(t, &b, "", "甲|乙")
	for _, row := range []int{1001, 2003} {
		_ = s.Set(row, 0, "丙")
		_ = s.Set(row, 1, "丁")
	}
	var c corpus.Content
	if err := b.Write(&c); err != nil {
		t.Fatal(err)
	}
	if len(c.Blocks) != 2 || len(c.Blocks[0].Rows) != 1002 || c.Blocks[1].FirstRow != 2004 {
		t.Errorf("%d blocks", len(c.Blocks))
	}
}

func TestOrderAndRepeats(t *testing.T) {
	var b Book
	s := b.Add("")
	for _, c := range []cell{{1, 1, "d"}, {0, 1, "x"}, {0, 0, "a"}, {1, 0, "c"}, {0, 1, "b"}} {
		if err := s.Set(int(c.row), int(c.col), c.text); err != nil {
			t.Fatal(err)
		}
	}
	_ = s.Set(MaxRow, 0, "outside")
	got, warnings := show(t, &b)
	if want := `{"kind":"table","rows":[[{"text":"a"},{"text":"b"}],[{"text":"c"},{"text":"d"}]],"first_row":1}`; got != want {
		t.Error(got)
	}
	if len(warnings) != 1 {
		t.Error(warnings)
	}
}

func TestMergesAgainstReason(t *testing.T) {
	var b Book
	s := fill(t, &b, "", "甲|乙|丙\n丁|戊|己")
	s.Merge(0, 0, 65535, 255)
	s.Merge(0, 1, 1, 1)
	s.Merge(5, 5, 3, 3)
	s.Merge(-1, 0, 0, 0)
	got, warnings := show(t, &b)
	if want := `{"kind":"paragraph","text":"甲","first_row":1}`; !strings.Contains(got, "甲") || strings.Contains(got, "乙") {
		t.Errorf("%s, want like %s", got, want)
	}
	if len(warnings) != 2 {
		t.Error(warnings)
	}
}

func TestFaults(t *testing.T) {
	var c corpus.Content
	if err := (&Book{}).Write(&c); !errors.Is(err, fault.ErrEmpty) {
		t.Error(err)
	}
	if err := (&Book{Pictures: true}).Write(&c); !errors.Is(err, fault.ErrNoText) {
		t.Error(err)
	}
	var b Book
	s := b.Add("")
	var err error
	for row := 0; err == nil; row++ {
		err = s.Set(row, 0, "x")
	}
	var large *fault.TooLargeError
	if !errors.As(err, &large) || large.Unit != "rows" || large.Size != fault.MaxRows+1 {
		t.Error(err)
	}
}

// Cells at the far edge of many rows would fill memory with empty cells.
func TestWideRows(t *testing.T) {
	var b Book
	s := b.Add("")
	for row := range 1000 {
		_ = s.Set(row, 0, "x")
		_ = s.Set(row, MaxCol-1, "x")
	}
	var large *fault.TooLargeError
	if err := b.Write(&corpus.Content{}); !errors.As(err, &large) || large.Unit != "cells" {
		t.Error(err)
	}
}

// Many areas open at a time must not multiply.
func TestManyAreas(t *testing.T) {
	var b Book
	s := b.Add("")
	for row := range 20_000 {
		_ = s.Set(row, 0, "x")
	}
	_ = s.Set(0, MaxCol-1, "x")
	for col := 0; col+1 < MaxCol; col += 2 {
		s.Merge(col/2, col+1, 20_000-col, col+2)
	}
	if err := b.Write(&corpus.Content{}); err != nil {
		t.Log(err)
	}
}

func TestCSV(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"a,b\n\n1,\"x\ny\"\n=\"007\",2\n", `{"kind":"table","rows":[[{"text":"a"},{"text":"b"}],[],[{"text":"1"},{"text":"x\ny"}],[{"text":"007"},{"text":"2"}]],"first_row":1}`},
		{"\uFEFFa;b\n1;2,5\n", `{"kind":"table","rows":[[{"text":"a"},{"text":"b"}],[{"text":"1"},{"text":"2,5"}]],"first_row":1}`},
		{"a\tb, c, d\n1\t2\n", `{"kind":"table","rows":[[{"text":"a"},{"text":"b, c, d"}],[{"text":"1"},{"text":"2"}]],"first_row":1}`},
		{"sep=;\r\na;b\r\n", `{"kind":"table","rows":[[{"text":"a"},{"text":"b"}]],"first_row":2}`},
		{"甲\"乙,丙\n", `{"kind":"table","rows":[[{"text":"甲\"乙"},{"text":"丙"}]],"first_row":1}`},
	} {
		var c corpus.Content
		if err := ReadCSV(tt.text, &c); err != nil {
			t.Fatalf("%q: %v", tt.text, err)
		}
		if got := lines(c.Blocks); got != tt.want {
			t.Errorf("%q:\n%s\nwant\n%s", tt.text, got, tt.want)
		}
	}
}

// The property: no error but those of package fault, all text valid, and every
// run of letters of the input without quotes stands in the output.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2", "a;b\r\n\"x\";y", "sep=\t\na\tb", "\"", "a\n\n\n,b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var c corpus.Content
		if err := ReadCSV(text, &c); err != nil {
			return
		}
		got := lines(c.Blocks)
		if !utf8.ValidString(got) {
			t.Error("not UTF-8")
		}
		for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r < 'f' || r > 'z' }) {
			if !strings.Contains(got, word) && !strings.HasPrefix(strings.ToLower(text), "sep=") {
				t.Errorf("%q is lost from %q", word, text)
			}
		}
	})
}
