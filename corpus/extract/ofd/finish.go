package ofd

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus/extract/layout"
)

// twice reports a text that was drawn at nearly the same place already: that is
// how bold letters and shadows are faked.
func (s *canvas) twice(o *object, m matrix) bool {
	if len(o.text.codes) == 0 {
		return true
	}
	key := spot{hidden: o.hidden}
	for _, c := range o.text.codes {
		key.text += c.text
	}
	x, y := m.apply(o.text.codes[0].x, o.text.codes[0].y)
	cell := max(o.text.size*m.scale()/5, 0.1)
	cx, cy := math.Round(x/cell), math.Round(y/cell)
	if !(math.Abs(cx) < maxCoordinate*10 && math.Abs(cy) < maxCoordinate*10) {
		return false
	}
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			key.x, key.y = int(cx)+dx, int(cy)+dy
			if s.seen[key] {
				return true
			}
		}
	}
	key.x, key.y = int(cx), int(cy)
	s.seen[key] = true
	return false
}

// mute reports a text that is nothing but white space while its glyphs differ:
// the writer kept the shapes and lost the characters.
func (t *text) mute() bool {
	var first string
	for _, c := range t.codes {
		if strings.TrimSpace(c.text) != "" {
			return false
		}
	}
	for _, c := range t.codes {
		for _, g := range c.groups {
			for code := range strings.FieldsFuncSeq(g.codes, separator) {
				if first == "" {
					first = code
				}
				if code != first {
					return true
				}
			}
		}
	}
	return false
}

// unusable reports characters that say nothing of what is drawn: U+FFFD and
// those of private use.
func unusable(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == utf8.RuneError || unicode.Is(unicode.Co, r)
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// finish decides which of the characters drawn are the text of the page.
func (s *canvas) finish() {
	g, lost := usable(s.page.Glyphs)
	s.page.Glyphs = g
	lost += s.mute
	if !readable(g) && len(s.page.Pictures) > 0 {
		s.uncover()
	}
	switch {
	case readable(s.page.Glyphs) && lost > 0:
		s.warn("page %d: %d characters are drawn as glyphs without characters", s.page.Number, lost)
	case readable(s.page.Glyphs):
	case s.shown || lost > 0:
		s.blank = append(s.blank, s.page.Number)
	}
	for _, g := range s.page.Glyphs {
		if !blank(g.Text) {
			s.told++
		}
	}
}

// usable drops the unusable characters where they are the most of the page, and
// counts them. A few among others stay: private characters are bullets and rare
// names.
func usable(glyphs []layout.Glyph) (kept []layout.Glyph, lost int) {
	total := 0
	for _, g := range glyphs {
		if blank(g.Text) {
			continue
		}
		total++
		if unusable(g.Text) {
			lost++
		}
	}
	if 2*lost <= total {
		return glyphs, 0
	}
	return slices.DeleteFunc(glyphs, func(g layout.Glyph) bool { return unusable(g.Text) }), lost
}

func readable(glyphs []layout.Glyph) bool {
	return slices.ContainsFunc(glyphs, func(g layout.Glyph) bool { return !blank(g.Text) })
}

// uncover finds the text of a page that shows pictures and no text: the hidden
// text that scanners lay behind a picture, else what the caller recognises.
func (s *canvas) uncover() {
	if readable(s.hidden) {
		s.page.Glyphs = s.hidden
		s.warn("page %d: the text is that which a scanner laid behind a picture", s.page.Number)
		return
	}
	if s.options.OCR == nil {
		return
	}
	for i, at := range s.page.Pictures {
		data, ok := s.image(s.pictures[i])
		if !ok {
			continue
		}
		found, err := s.options.OCR(data, s.page, at)
		if err != nil {
			s.warn("page %d: a picture cannot be recognised: %v", s.page.Number, err)
			continue
		}
		s.recognised = s.recognised || readable(found)
		s.page.Glyphs = append(s.page.Glyphs, found...)
	}
	if readable(s.page.Glyphs) {
		s.warn("page %d: the text is recognised from pictures", s.page.Number)
	}
}

// image is the file of a picture, if it is a PNG or JPEG.
func (s *canvas) image(loc string) ([]byte, bool) {
	if loc == "" {
		return nil, false
	}
	data, err := s.pack.Part(loc)
	if err != nil {
		s.warn("page %d: a picture cannot be read: %v", s.page.Number, err)
		return nil, false
	}
	return data, bytes.HasPrefix(data, []byte("\x89PNG")) || bytes.HasPrefix(data, []byte("\xFF\xD8\xFF"))
}
