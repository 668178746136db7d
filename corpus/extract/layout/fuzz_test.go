package layout

import (
	"maps"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"
)

// pagesOf makes pages of bytes: five bytes are a glyph, a rule or a new page.
func pagesOf(data []byte) []Page {
	texts := []string{"一", "条", "（", "1", "2", "A", "b", "-", "。", " ", "　", "第", "页", "附件", "fi", "…", "、", "word", "3", "章"}
	pages := []Page{{Number: 1, Width: 600, Height: 800}}
	for ; len(data) >= 5; data = data[5:] {
		p := &pages[len(pages)-1]
		x, y, n := 3*float64(data[1]), 4*float64(data[2]), float64(data[3])
		switch op := data[0]; {
		case op < 8:
			pages = append(pages, Page{Number: len(pages) + 1, Width: 600, Height: 800})
		case op < 80:
			p.Rules = append(p.Rules, Rule{x, y, x + 3*n*float64(op%2), y + 3*n*float64(1-op%2)})
		default:
			size := float64(data[4]%5)*4 + 6
			g := Glyph{Box: Box{x, y, x + size, y + size}, Text: texts[int(data[3])%len(texts)], Size: size, Bold: data[4]&64 != 0}
			if data[4] > 250 {
				g.Angle = 45
			}
			p.Glyphs = append(p.Glyphs, g)
		}
	}
	return pages
}

// count adds the characters of s, without white space, n times.
func count(into map[rune]int, s string, n int) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			into[r] += n
		}
	}
	maps.DeleteFunc(into, func(_ rune, n int) bool { return n == 0 })
}

// FuzzBlocks holds Blocks to its invariant: every character that is not white
// space stands in the blocks exactly once, or is among what was dropped for a
// reason; and tables are such that every row has its page.
func FuzzBlocks(f *testing.F) {
	f.Add([]byte("Pa1b2Pb1c3\x10\x10\x10\x40\x01\x11\x10\x10\x40\x01"))
	f.Add([]byte(strings.Repeat("\x80\x10\x20\x03\x04", 40)))
	f.Add(gridBytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 20_000 {
			return
		}
		pages := pagesOf(data)
		left := map[rune]int{}
		for _, p := range pages {
			for _, g := range p.Glyphs {
				count(left, g.Text, 1)
			}
		}
		blocks, dropped := assemble(pages)
		for _, s := range dropped {
			count(left, s, -1)
		}
		for _, b := range blocks {
			checkBlock(t, b)
			count(left, b.Text, -1)
			for _, r := range b.Rows {
				for _, c := range r {
					count(left, c.Text, -1)
				}
			}
		}
		if len(left) > 0 {
			t.Fatalf("characters lost (+) or doubled (-): %v", left)
		}
	})
}

func checkBlock(t *testing.T, b corpus.Block) {
	t.Helper()
	if b.Page < 1 || b.RowPages != nil && len(b.RowPages) != len(b.Rows) {
		t.Fatalf("pages of block: page %d, %d row pages, %d rows", b.Page, len(b.RowPages), len(b.Rows))
	}
	if (b.Kind == corpus.BlockTable) != (len(b.Rows) > 0) || (b.Kind == corpus.BlockHeading) != (b.Level > 0) {
		t.Fatalf("block %q with %d rows and level %d", b.Kind, len(b.Rows), b.Level)
	}
	if !utf8.ValidString(b.Text) {
		t.Fatalf("text %q", b.Text)
	}
}

// gridBytes is a table of two by two cells over two pages.
func gridBytes() []byte {
	var out []byte
	for range 2 {
		for i := byte(0); i < 3; i++ {
			out = append(out, 9, 20, 20+20*i, 120, 0, 10, 20+60*i, 20, 53, 0)
		}
		for i := byte(0); i < 4; i++ {
			out = append(out, 200, 30+60*(i%2), 25+20*(i/2), i, 1)
		}
		out = append(out, 0, 0, 0, 0, 0)
	}
	return out
}
