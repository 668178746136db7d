package layout

import (
	"math"
	"strings"
	"unicode"
)

// mark is a glyph that is seen, with what stood before it.
type mark struct {
	Glyph
	// space says that white space stood before it in the file.
	space bool
}

func (b Box) width() float64  { return b.X1 - b.X0 }
func (b Box) height() float64 { return b.Y1 - b.Y0 }
func (b Box) midX() float64   { return (b.X0 + b.X1) / 2 }
func (b Box) midY() float64   { return (b.Y0 + b.Y1) / 2 }

func (b Box) union(o Box) Box {
	return Box{min(b.X0, o.X0), min(b.Y0, o.Y0), max(b.X1, o.X1), max(b.Y1, o.Y1)}
}

// seen are the glyphs of a page that stand upright, those that do not, and those
// that were drawn over themselves.
type seen struct {
	upright, tilted, doubled []mark
}

// see sorts the glyphs of a page.
func see(p Page) seen {
	var s seen
	drawn := overprint{}
	space := false
	for _, g := range p.Glyphs {
		g.Text = strings.TrimFunc(g.Text, unicode.IsSpace)
		if g.Text == "" {
			space = true
			continue
		}
		g.Box = proper(g.Box)
		if !(g.Size > 0) || math.IsInf(g.Size, 0) {
			g.Size = g.height()
		}
		g.Size = max(1, min(g.Size, 2000))
		m := mark{Glyph: g, space: space}
		space = false
		switch {
		case drawn.again(g):
			s.doubled = append(s.doubled, m)
		case g.Angle != 0:
			s.tilted = append(s.tilted, m)
		default:
			s.upright = append(s.upright, m)
		}
	}
	return s
}

// maxPlace bounds places on paper, so that sums and products stay numbers.
const maxPlace = 1e6

func proper(b Box) Box {
	x0, y0, x1, y1 := place(b.X0), place(b.Y0), place(b.X1), place(b.Y1)
	return Box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

func place(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return max(-maxPlace, min(v, maxPlace))
}

// overprint finds characters that are drawn twice at almost the same place, as
// programs do for bold and shadow.
type overprint map[spot][]Box

type spot struct {
	text string
	x, y int
}

// Characters as near as this to their like are the same: a part of their size,
// and at the most half of the width of a spot.
const (
	overlap  = 0.15
	spotSize = 4.0
)

func (o overprint) again(g Glyph) bool {
	x, y := g.midX(), g.midY()
	near := min(overlap*g.Size, spotSize/2)
	sx, sy := int(math.Floor(x/spotSize)), int(math.Floor(y/spotSize))
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			for _, b := range o[spot{g.Text, sx + dx, sy + dy}] {
				if math.Abs(b.midX()-x) < near && math.Abs(b.midY()-y) < near {
					return true
				}
			}
		}
	}
	key := spot{g.Text, sx, sy}
	if len(o[key]) < 8 {
		o[key] = append(o[key], g.Box)
	}
	return false
}
