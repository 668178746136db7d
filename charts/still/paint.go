package still

import (
	"image/color"
	"math"
)

// gradient is a linear or radial gradient in device space.
type gradient struct {
	inverse matrix // device → the gradient's own space
	radial  bool
	x1, y1  float64 // start, or centre
	dx, dy  float64 // end − start
	r       float64
	stops   []stop
}

type stop struct {
	offset float64
	color  color.NRGBA
}

// newGradient reads a gradient element. box is the bounds of the shape in user
// space, to which objectBoundingBox refers (SVG 1.1, 13.2.2).
func newGradient(n *node, m matrix, box [4]float64, opacity float64) (paint, bool) {
	g := &gradient{radial: n.Name == "radialGradient"}
	if n.Attr["gradientUnits"] != "userSpaceOnUse" {
		m = m.then(matrix{box[2] - box[0], 0, 0, box[3] - box[1], box[0], box[1]})
	}
	var ok bool
	if g.inverse, ok = m.inverse(); !ok {
		return nil, false
	}
	if g.radial {
		g.x1, g.y1, g.r = n.num("cx", 0.5), n.num("cy", 0.5), n.num("r", 0.5)
	} else {
		g.x1, g.y1 = n.num("x1", 0), n.num("y1", 0)
		g.dx, g.dy = n.num("x2", 1)-g.x1, n.num("y2", 0)-g.y1
	}
	last := 0.0
	for _, k := range n.Kids {
		if k.Name != "stop" {
			continue
		}
		c, _ := parseColor(k.Attr["stop-color"])
		c.A = byteOf(float64(c.A) * k.num("stop-opacity", 1) * opacity)
		last = min(max(k.num("offset", 0), last), 1)
		g.stops = append(g.stops, stop{last, c})
	}
	return g, len(g.stops) > 0
}

func (g *gradient) at(x, y int) color.NRGBA {
	p := g.inverse.apply(point{float64(x) + 0.5, float64(y) + 0.5})
	t := 0.0
	switch length := g.dx*g.dx + g.dy*g.dy; {
	case g.radial && g.r > 0:
		t = math.Hypot(p.x-g.x1, p.y-g.y1) / g.r
	case !g.radial && length > 0:
		t = ((p.x-g.x1)*g.dx + (p.y-g.y1)*g.dy) / length
	default:
		t = 1
	}
	return g.color(t)
}

func (g *gradient) color(t float64) color.NRGBA {
	if t <= g.stops[0].offset {
		return g.stops[0].color
	}
	for i := 1; i < len(g.stops); i++ {
		a, b := g.stops[i-1], g.stops[i]
		if t > b.offset {
			continue
		}
		f := 1.0
		if b.offset > a.offset {
			f = (t - a.offset) / (b.offset - a.offset)
		}
		mix := func(x, y byte) byte { return byteOf(float64(x) + (float64(y)-float64(x))*f) }
		return color.NRGBA{mix(a.color.R, b.color.R), mix(a.color.G, b.color.G), mix(a.color.B, b.color.B), mix(a.color.A, b.color.A)}
	}
	return g.stops[len(g.stops)-1].color
}

// maxTiles is how often a pattern may be repeated in one shape; a finer one is
// left out, since it is no more than a tint.
const maxTiles = 40_000

// tiles are the copies of a pattern's shapes that may touch a shape.
type tiles struct {
	m             matrix // pattern space → device
	width, height float64
	x0, y0        int // the first column and row
	x1, y1        int // behind the last
}

// newTiles finds the tiles over device bounds.
func newTiles(n *node, m matrix, r [4]float64, box [4]float64) (tiles, bool) {
	t := tiles{m: m.then(parseTransform(n.Attr["patternTransform"])), width: n.num("width", 0), height: n.num("height", 0)}
	if n.Attr["patternUnits"] != "userSpaceOnUse" {
		t.width, t.height = t.width*(box[2]-box[0]), t.height*(box[3]-box[1])
		t.m = t.m.then(matrix{1, 0, 0, 1, box[0], box[1]})
	}
	inverse, ok := t.m.inverse()
	if !ok || t.width <= 0 || t.height <= 0 {
		return t, false
	}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, c := range []point{{r[0], r[1]}, {r[2], r[1]}, {r[0], r[3]}, {r[2], r[3]}} {
		p := inverse.apply(c)
		x0, y0, x1, y1 = min(x0, p.x), min(y0, p.y), max(x1, p.x), max(y1, p.y)
	}
	cols, rows := (x1-x0)/t.width+2, (y1-y0)/t.height+2
	if !(cols*rows < maxTiles) || math.Abs(x0/t.width) > 1e6 || math.Abs(y0/t.height) > 1e6 {
		return t, false
	}
	t.x0, t.y0 = int(math.Floor(x0/t.width)), int(math.Floor(y0/t.height))
	t.x1, t.y1 = int(math.Ceil(x1/t.width)), int(math.Ceil(y1/t.height))
	return t, true
}

// repeat gives the polygons, in pattern space, in every tile, cut to it.
func (t tiles) repeat(polys [][]point) [][]point {
	var cut [][]point
	for _, ps := range polys {
		if ps = clipRect(ps, [4]float64{0, 0, t.width, t.height}); len(ps) > 2 {
			cut = append(cut, ps)
		}
	}
	var out [][]point
	for row := t.y0; row < t.y1; row++ {
		for col := t.x0; col < t.x1; col++ {
			shift := t.m.then(matrix{1, 0, 0, 1, float64(col) * t.width, float64(row) * t.height})
			for _, ps := range cut {
				moved := make([]point, len(ps))
				for i, p := range ps {
					moved[i] = shift.apply(p)
				}
				out = append(out, moved)
			}
		}
	}
	return out
}
