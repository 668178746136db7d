package pdf

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"duibiao/corpus/extract/layout"
)

// char is a character as PDFium places it, in the page's own space.
type char struct {
	text   string
	ox, oy float64    // origin: the begin of the base line
	loose  [4]float64 // left, top, right, bottom of the advance box
	run    *run
}

// run is what the characters of one text object share.
type run struct {
	font   string
	bold   bool
	size   float64 // points on the page
	angle  float64 // of the base line, radians counter-clockwise
	unseen bool
}

// textReader collects the characters of pages.
type textReader struct {
	m *module
	// texts holds one string a character: most of a document are few.
	texts map[rune]string
	// lost counts U+FFFD, unmapped counts characters of the private use areas
	// and those whose code the font maps to nothing.
	lost, unmapped int
}

// page reads the characters of a loaded page.
func (r *textReader) page(page uint32) []char {
	m := r.m
	tp := uint64(m.ptr("FPDFText_LoadPage", uint64(page)))
	if tp == 0 {
		return nil
	}
	n := m.num("FPDFText_CountChars", tp)
	out := make([]char, 0, max(0, min(n, 1<<16)))
	runs := map[uint32]*run{}
	var high rune // the first half of a surrogate pair
	for i := 0; i < n && m.err == nil; i++ {
		c := rune(m.num("FPDFText_GetUnicode", tp, uint64(i)))
		if utf16.IsSurrogate(c) && c < 0xDC00 {
			high = c
			continue
		}
		if utf16.IsSurrogate(c) {
			c = utf16.DecodeRune(high, c)
		}
		high = 0
		if c, ok := r.clean(tp, i, c); ok {
			out = append(out, r.char(tp, i, c, runs))
		}
	}
	out = parted(out)
	m.call("FPDFText_ClosePage", tp)
	return out
}

// hyphen is what PDFium makes of a hyphen at the end of a line.
const hyphen = 0x02

// made stands for a space that is not in the file: PDFium puts one where words
// stand apart.
const made = -1

// parted keeps such spaces between Latin words only. Chinese has none, however
// it is stretched.
func parted(in []char) []char {
	out := in[:0]
	for i, c := range in {
		if c.text != "" {
			out = append(out, c)
			continue
		}
		if i > 0 && i+1 < len(in) && latin(in[i-1].text) && latin(in[i+1].text) {
			c.text = " "
			out = append(out, c)
		}
	}
	return out
}

func latin(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && r != ' ' && r < 0x2000
}

// clean maps what PDFium gives to text, and reports whether it stands on the
// page.
func (r *textReader) clean(tp uint64, i int, c rune) (rune, bool) {
	switch {
	case c == hyphen, c == 0xFFFE, c == 0xAD:
		return '-', true
	case c == 0xA0, c == '\t':
		c = ' '
	case noCharacter(c):
		return 0, false
	}
	if c == ' ' && r.m.num("FPDFText_IsGenerated", tp, uint64(i)) == 1 {
		return made, true
	}
	if !utf8.ValidRune(c) {
		c = utf8.RuneError
	}
	if c == utf8.RuneError {
		r.lost++
	} else if unicode.Is(unicode.Co, c) || r.m.num("FPDFText_HasUnicodeMapError", tp, uint64(i)) == 1 {
		r.unmapped++
	}
	return c, true
}

// noCharacter reports control characters, marks without width and the code
// points that Unicode keeps free for ever.
func noCharacter(c rune) bool {
	return unicode.IsControl(c) || c == 0x200B || c == 0xFEFF || c >= 0xFDD0 && c <= 0xFDEF || c&0xFFFE == 0xFFFE
}

func (r *textReader) char(tp uint64, i int, c rune, runs map[uint32]*run) char {
	m := r.m
	if c == made {
		return char{run: &run{}}
	}
	text, ok := r.texts[c]
	if !ok {
		text = string(c)
		r.texts[c] = text
	}
	out := char{text: text}
	m.call("FPDFText_GetLooseCharBox", tp, uint64(i), m.at(0))
	m.floats(out.loose[:])
	m.call("FPDFText_GetCharOrigin", tp, uint64(i), m.at(0), m.at(1))
	out.ox, out.oy = m.float64(0), m.float64(1)
	obj := m.ptr("FPDFText_GetTextObject", tp, uint64(i))
	if out.run = runs[obj]; out.run == nil {
		out.run = m.run(tp, i, obj)
		runs[obj] = out.run
	}
	return out
}

// Flags and limits of fonts (ISO 32000-1, 9.8.2 and 9.3.6).
const (
	flagForceBold = 1 << 18
	boldWeight    = 600
	modeUnseen    = 3
	maxFontName   = 200
)

// run reads what the text object obj, to which the i-th character belongs, says
// of all its characters.
func (m *module) run(tp uint64, i int, obj uint32) *run {
	r := &run{}
	m.call("FPDFText_GetMatrix", tp, uint64(i), m.at(0))
	t := m.readMatrix()
	size := finite(math.Float64frombits(m.call("FPDFText_GetFontSize", tp, uint64(i))))
	r.size = math.Abs(size) * t.scale()
	r.angle = math.Atan2(t.b, t.a)
	n := m.num("FPDFText_GetFontInfo", tp, uint64(i), m.at(1), maxFontName, m.at(0))
	flags := m.uint32(0)
	if n > 1 && n <= maxFontName {
		b, _ := m.mem.Read(uint32(m.at(1)), uint32(n-1))
		r.font = strings.ToValidUTF8(string(b), "")
	}
	weight := m.num("FPDFText_GetFontWeight", tp, uint64(i))
	r.bold = weight >= boldWeight || flags&flagForceBold != 0 || strings.Contains(strings.ToLower(r.font), "bold")
	if obj != 0 {
		r.unseen = m.num("FPDFTextObj_GetTextRenderMode", uint64(obj)) == modeUnseen
	}
	return r
}

// place turns the characters of a page upright and puts them on the page of
// layout.
func place(chars []char, f frame) []layout.Glyph {
	spread(chars)
	out := make([]layout.Glyph, 0, len(chars))
	for _, c := range chars {
		g := layout.Glyph{Text: c.text, Size: c.run.size, Font: c.run.font, Bold: c.run.bold}
		g.Box = f.box(c.loose[0], c.loose[3], c.loose[2], c.loose[1])
		g.Angle = f.tilt(c.run.angle)
		if g.Angle == 0 && c.run.size > 0 {
			// The boxes of fonts differ; the base line does not.
			_, y := f.point(c.ox, c.oy)
			g.Y0, g.Y1 = y-ascent*c.run.size, y+(1-ascent)*c.run.size
		}
		out = append(out, g)
	}
	return out
}

// spread gives each character of a ligature its part of the ligature's width:
// PDFium places them all at its begin.
func spread(chars []char) {
	for i := 0; i < len(chars); {
		j := i + 1
		for j < len(chars) && chars[j].run == chars[i].run && chars[j].loose == chars[i].loose {
			j++
		}
		if n := float64(j - i); j-i > 1 && j-i <= maxLigature {
			left, right := chars[i].loose[0], chars[i].loose[2]
			for k := i; k < j; k++ {
				chars[k].loose[0] = left + (right-left)*float64(k-i)/n
				chars[k].loose[2] = left + (right-left)*float64(k-i+1)/n
			}
		}
		i = j
	}
}

// maxLigature is the number of characters of the longest ligature (ffi, ﷲ).
const maxLigature = 4

// ascent is the part of the em box above the base line in CJK fonts.
const ascent = 0.88
