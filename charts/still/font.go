package still

import (
	_ "embed" // the fonts
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed font/regular.otf
var regularFont []byte

//go:embed font/bold.otf
var boldFont []byte

// fonts are the two weights, ready to read.
type fonts struct {
	regular, bold *sfnt.Font
	upm           fixed.Int26_6
}

// loadFonts parses the embedded fonts.
//
//nolint:gochecknoglobals // a memo: written once, the same on every run
var loadFonts = sync.OnceValues(func() (*fonts, error) {
	regular, err := sfnt.Parse(regularFont)
	if err != nil {
		return nil, fmt.Errorf("read regular font: %w", err)
	}
	bold, err := sfnt.Parse(boldFont)
	if err != nil {
		return nil, fmt.Errorf("read bold font: %w", err)
	}
	return &fonts{regular, bold, fixed.I(int(regular.UnitsPerEm()))}, nil
})

// typeface is what a picture asks of a font.
type typeface struct {
	size         float64 // in user units, 1 em
	bold, italic bool
}

// cssFont reads a CSS font shorthand, or the declarations of a style.
func cssFont(css string) typeface {
	f := typeface{size: 12}
	lower := strings.ToLower(css)
	for _, part := range strings.FieldsFunc(lower, func(r rune) bool { return r == ' ' || r == ';' || r == ':' || r == '/' }) {
		switch part {
		case "bold", "bolder", "600", "700", "800", "900":
			f.bold = true
		case "italic", "oblique":
			f.italic = true
		}
		if px, ok := strings.CutSuffix(part, "px"); ok {
			if v, ok := number(px); ok && v > 0 && v < 10000 {
				f.size = v
			}
		}
	}
	return f
}

// glyph is one character laid out in font units, y downwards.
type glyph struct {
	r       rune
	outline sfnt.Segments // nil for white and for a missing character
	advance float64       // in em
	// fake says that the outline is regular and stands for a bold one.
	fake    bool
	missing bool
}

// measurer reads glyphs and keeps them; one for each goroutine.
type measurer struct {
	fonts *fonts
	err   error
	buf   sfnt.Buffer
	known map[glyphKey]glyph
}

type glyphKey struct {
	r    rune
	bold bool
}

func newMeasurer() *measurer {
	f, err := loadFonts()
	return &measurer{fonts: f, err: err, known: map[glyphKey]glyph{}}
}

// silent characters take no room and need no glyph: marks of direction, joiners,
// variation selectors, controls.
func silent(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Cc, unicode.Variation_Selector, unicode.Zl, unicode.Zp)
}

func (m *measurer) glyph(r rune, bold bool) glyph {
	key := glyphKey{r, bold}
	if g, ok := m.known[key]; ok {
		return g
	}
	g := m.read(r, bold)
	m.known[key] = g
	return g
}

func (m *measurer) read(r rune, bold bool) glyph {
	if silent(r) {
		return glyph{r: r}
	}
	faces := []*sfnt.Font{m.fonts.regular}
	if bold {
		faces = []*sfnt.Font{m.fonts.bold, m.fonts.regular}
	}
	for i, f := range faces {
		index, err := f.GlyphIndex(&m.buf, r)
		if err != nil || index == 0 {
			continue
		}
		segments, err := f.LoadGlyph(&m.buf, index, m.fonts.upm, nil)
		if err != nil {
			continue
		}
		advance, err := f.GlyphAdvance(&m.buf, index, m.fonts.upm, font.HintingNone)
		if err != nil {
			continue
		}
		return glyph{r: r, outline: slices.Clone(segments), advance: float64(advance) / float64(m.fonts.upm), fake: i > 0}
	}
	if unicode.IsSpace(r) {
		return glyph{r: r, advance: 0.25}
	}
	return glyph{r: r, advance: 1, missing: true}
}

// width is the width of text in user units.
func (m *measurer) width(text string, f typeface) float64 {
	w := 0.0
	for _, r := range text {
		w += m.glyph(r, f.bold).advance
	}
	return w * f.size
}

// Width is the width of text at a size, in the unit of the size.
func Width(text string, size float64, bold bool) (float64, error) {
	m := newMeasurer()
	if m.err != nil {
		return 0, m.err
	}
	return m.width(text, typeface{size: size, bold: bold}), nil
}

// Missing lists the characters of text that have no glyph, each once, in the
// order in which they first stand there. They are drawn as boxes with their code
// points. It is nil when the fonts cannot be read; SVG then says why.
func Missing(text string) []rune {
	m := newMeasurer()
	if m.err != nil {
		return nil
	}
	var out []rune
	for _, r := range text {
		if m.glyph(r, false).missing && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}
