package ofd

import (
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkText holds what was read to this: every text is valid UTF-8, every place
// a number, and every character comes from the character data of the page, not
// more often than it stands there.
func checkText(t *testing.T, r *reader, page string) {
	t.Helper()
	stock := map[rune]int{}
	dec := decoder([]byte(page))
	for {
		tok, err := dec.Token()
		if err != nil {
			break
		}
		if chars, ok := tok.(xml.CharData); ok {
			for _, c := range string(chars) {
				stock[c]++
			}
		}
	}
	for _, p := range r.pages {
		for _, g := range p.Glyphs {
			if !utf8.ValidString(g.Text) || !believable(g.Box) && g.X0/pointsPerMM < maxCoordinate {
				t.Fatalf("glyph %+v", g)
			}
			for _, c := range g.Text {
				if stock[c]--; stock[c] < 0 {
					t.Fatalf("%q is told more often than it stands in the page", c)
				}
			}
		}
	}
}

// FuzzPage reads arbitrary page contents in a sound file: an error, or text with
// the property of checkText.
func FuzzPage(f *testing.F) {
	f.Add(content(grid(30, 60, 40, 10, [][]string{{"编号", "名称"}})))
	f.Add(content(`<ofd:TextObject Boundary="1 1 9 9" CTM="0 1 -1 0 0 0" ReadDirection="90"><ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><ofd:Glyphs>1</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="1" DeltaY="g 2 3">甲fi</ofd:TextCode></ofd:TextObject>`))
	f.Add(content(`<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 0 Q 1 1 2 2 A 1 2 3 4 5 6 7 B 1 2 3 4 5 6 C</ofd:AbbreviatedData></ofd:PathObject>` + scan + line(1, 1, "甲")))
	f.Fuzz(func(t *testing.T, page string) {
		r, err := read(newBook("").with(page0, page+" ").pack(t), Options{})
		if err == nil {
			checkText(t, r, page)
		}
	})
}

// FuzzFile reads arbitrary files: an error, or pages of valid UTF-8.
func FuzzFile(f *testing.F) {
	f.Add(newBook(line(1, 1, "甲")).pack(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if r, err := read(data, Options{}); err == nil && (!utf8.ValidString(told(r)) || strings.TrimSpace(told(r)) == "") {
			t.Fatalf("text %q", told(r))
		}
	})
}
