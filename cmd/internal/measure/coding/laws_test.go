package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"duibiao/compare/coding"
)

// TestQuotations codes every document of the data folder and finds each quotation
// at its offsets, inside the clause it names.
func TestQuotations(t *testing.T) {
	data := os.Getenv("DUIBIAO_TESTDATA")
	if data == "" {
		t.Skip("DUIBIAO_TESTDATA names no folder of real documents")
	}
	book, err := coding.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	codings, n := 0, 0
	err = filepath.WalkDir(filepath.Join(data, "data", "laws"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if n++; n%sample != 0 {
			return nil
		}
		in, err := readLaw(path)
		if err != nil {
			return nil
		}
		codings += checkQuotations(t, book, in)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if codings < 500/sample {
		t.Errorf("%d codings in the whole folder", codings)
	}
}

func checkQuotations(t *testing.T, book *coding.Book, in coding.Input) int {
	t.Helper()
	span := map[string][2]int{}
	for _, c := range in.Clauses {
		span[c.ID] = [2]int{c.StartByte, c.EndByte}
	}
	found := coding.Code(book, in)
	for _, c := range found {
		for _, e := range c.Evidence {
			where := span[e.Clause]
			if in.Text[e.StartByte:e.EndByte] != e.Quote || e.Quote == "" || e.StartByte < where[0] || e.EndByte > where[1] {
				t.Errorf("%s %s: %q is not in %s", in.Document, c.Indicator, e.Quote, e.Label)
			}
			if utf8.RuneCountInString(in.Text[:e.StartByte]) != e.Start || e.Start+utf8.RuneCountInString(e.Quote) != e.End {
				t.Errorf("%s %s: rune offsets of %q", in.Document, c.Indicator, e.Quote)
			}
		}
	}
	return len(found)
}
