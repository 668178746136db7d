package pdf

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"duibiao/corpus/extract/fault"
)

// FuzzRead reads damaged PDFs: an error, or valid UTF-8 that is bounded by
// MaxGlyphs, on pages that exist; and the engine reads the next file after it.
func FuzzRead(f *testing.F) {
	f.Add((&builder{pages: []string{thinGrid(), gridForm}, forms: []string{grid22()}}).bytes())
	f.Add((&builder{pages: []string{say(100, 700, 10, "采购目录"), "200 0 0 200 100 300 cm /Im Do\n"}, rotate: 90}).bytes())
	if data, err := os.ReadFile(filepath.Join("testdata", "two.pdf")); err == nil {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 64<<10 {
			return
		}
		c, err := read(t, data)
		if err != nil {
			return
		}
		total := 0
		for _, b := range c.Blocks {
			total += checkText(t, b.Text)
			if b.Page < 1 || b.Page > DefaultPages {
				t.Fatalf("block on page %d", b.Page)
			}
			for _, r := range b.Rows {
				for _, cell := range r {
					total += checkText(t, cell.Text)
				}
			}
		}
		if total > fault.MaxTextBytes || len(c.Blocks) == 0 {
			t.Fatalf("%d bytes in %d blocks without error", total, len(c.Blocks))
		}
	})
}

func checkText(t *testing.T, s string) int {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("text %q", s)
	}
	return len(s)
}
