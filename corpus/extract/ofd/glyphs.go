package ofd

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus/extract/layout"
)

// The ink of a character reaches from about ascent above the base line to
// descent below it, in shares of the font size.
const (
	ascent  = 0.86
	descent = 0.14
)

// unit is what is drawn at one place: a character, or several that one glyph
// stands for.
type unit struct {
	text string
	// steps is how many values of DeltaX and DeltaY it uses up.
	steps int
}

// units cuts the text of a TextCode into what is drawn at one place. Writers
// count the steps between glyphs, between characters or between UTF-16 units;
// which of them is told by how many steps there are.
func (t textCode) units(steps int) []unit {
	ways := []func() []unit{t.byRunes, t.byUTF16}
	if len(t.groups) > 0 {
		ways = []func() []unit{t.byGlyphs, t.byRunes, t.byUTF16}
	}
	first := ways[0]()
	for i, way := range ways {
		u := first
		if i > 0 {
			u = way()
		}
		if sum(u) == steps+1 {
			return u
		}
	}
	return first
}

func sum(units []unit) int {
	n := 0
	for _, u := range units {
		n += u.steps
	}
	return n
}

func (t textCode) byRunes() []unit {
	out := make([]unit, 0, utf8.RuneCountInString(t.text))
	for i, r := range t.text {
		out = append(out, unit{t.text[i : i+utf8.RuneLen(r)], 1})
	}
	return out
}

func (t textCode) byUTF16() []unit {
	out := t.byRunes()
	for i, u := range out {
		if len(u.text) == 4 {
			out[i].steps = 2
		}
	}
	return out
}

// byGlyphs joins the characters that share glyphs (CodeCount and GlyphCount).
func (t textCode) byGlyphs() []unit {
	runes := t.byRunes()
	var out []unit
	i := 0
	for _, g := range t.groups {
		if g.position < i || g.count < 1 || g.glyphs < 1 || g.position+g.count > len(runes) {
			continue
		}
		out = append(out, runes[i:g.position]...)
		i = g.position + g.count
		if g.count == g.glyphs {
			out = append(out, runes[g.position:i]...)
			continue
		}
		var joined strings.Builder
		for _, u := range runes[g.position:i] {
			joined.WriteString(u.text)
		}
		out = append(out, unit{joined.String(), g.glyphs})
	}
	return append(out, runes[i:]...)
}

// draw calls f with every character of the text, its box in millimetres after m
// and its size in millimetres.
func (t *text) draw(m matrix, f func(s string, box layout.Box, size float64)) {
	size := t.size
	if size <= 0 {
		size = defaultSize
	}
	for _, c := range t.codes {
		p := pen{text: t, size: size, x: c.x, y: c.y}
		limit := 2*utf8.RuneCountInString(c.text) + 1
		dx, dy := deltas(c.dx, limit), deltas(c.dy, limit)
		step := 0
		for _, u := range c.units(max(len(dx), len(dy))) {
			x, y, moved := 0.0, 0.0, false
			for range u.steps {
				if step < len(dx) {
					x, moved = x+dx[step], true
				}
				if step < len(dy) {
					y, moved = y+dy[step], true
				}
				step++
			}
			f(u.text, m.box(p.box(u.text, x, y, moved)), size*m.scale())
			p.advance(u.text, x, y, moved)
		}
	}
}

// angle is how far the characters are turned on the page: by m and by
// CharDirection, which is clockwise.
func (t *text) angle(m matrix) float64 {
	a := m.angle() - float64(90*quarter(t.turn))
	if a <= -180 {
		a += 360
	}
	return a
}

// defaultSize is the font size in millimetres of text that does not say: 12 pt.
const defaultSize = 4.23

// pen is the place of the next character.
type pen struct {
	text *text
	size float64
	x, y float64
}

// natural is the advance of a character by its kind, in millimetres.
func (p *pen) natural(s string) float64 {
	return em(s) * p.size * p.text.hscale
}

// box is where a character stands, given how far it is to the next one. A step
// much longer than the character is a gap and not part of it.
func (p *pen) box(s string, dx, dy float64, moved bool) layout.Box {
	along := dx
	if p.vertical() {
		along = dy
	}
	w := p.natural(s)
	if moved && along > 0 {
		w = min(along, w*slack(s))
	}
	up, down := ascent*p.size, descent*p.size
	switch quarter(p.text.turn) {
	case 1:
		return layout.Box{X0: p.x - down, X1: p.x + up, Y0: p.y, Y1: p.y + w}
	case 2:
		return layout.Box{X0: p.x - w, X1: p.x, Y0: p.y - down, Y1: p.y + up}
	case 3:
		return layout.Box{X0: p.x - up, X1: p.x + down, Y0: p.y - w, Y1: p.y}
	}
	if p.vertical() {
		w = p.natural(s)
	}
	return layout.Box{X0: p.x, X1: p.x + w, Y0: p.y - up, Y1: p.y + down}
}

// vertical reports text whose lines run down or up the page.
func (p *pen) vertical() bool { return quarter(p.text.reading)%2 == 1 }

// advance moves the pen past a character. Without steps the character's own
// advance is taken, in the direction of reading.
func (p *pen) advance(s string, dx, dy float64, moved bool) {
	if moved {
		p.x, p.y = p.x+dx, p.y+dy
		return
	}
	w := p.natural(s)
	switch quarter(p.text.reading) {
	case 0:
		p.x += w
	case 1:
		p.y += w
	case 2:
		p.x -= w
	case 3:
		p.y -= w
	}
}

// quarter counts the quarter turns of an angle in degrees, 0 to 3.
func quarter(degrees int) int { return ((degrees%360 + 360) % 360) / 90 }

// em is the usual advance of a character in shares of the font size: Chinese
// characters and their punctuation 1, all else half of it.
func em(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Mn, r):
		case wide(r):
			w++
		default:
			w += 0.5
		}
	}
	return w
}

// wide reports the characters that Chinese fonts draw in a full square.
func wide(r rune) bool {
	for _, span := range [][2]rune{
		{0x2010, 0x2027}, {0x2030, 0x203B}, {0x2100, 0x27BF}, {0x2E80, 0xFF60}, {0xFFE0, 0xFFE6}, {0x20000, unicode.MaxRune},
	} {
		if r >= span[0] && r <= span[1] {
			return true
		}
	}
	return strings.ContainsRune("·×÷°±", r)
}

// slack is how much wider than em a character may be drawn: Latin letters
// differ, Chinese ones do not.
func slack(s string) float64 {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case wide(r):
		return 1.05
	case strings.ContainsRune("mwMW@%", r):
		return 2
	case r > unicode.MaxLatin1: // other scripts
		return 2
	case unicode.IsUpper(r):
		return 1.6
	}
	return 1.35
}
