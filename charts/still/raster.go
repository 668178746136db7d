package still

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"math"
	"strings"
)

// painter walks a picture and lays its shapes on a canvas.
type painter struct {
	ctx   context.Context //nolint:containedctx // one walk
	c     *canvas
	out   *outliner
	byID  map[string]*node
	clips map[string]*cover
	steps int
	// clipCount numbers the clips, 0 being none.
	clipCount int
}

// state is what an element has from those around it.
type state struct {
	m       matrix
	clip    *cover
	opacity float64
}

// maxPixels is the largest picture in pixels: A3 at 400 dpi.
const maxPixels = 32_000_000

// rasterize draws an svg element at w×h pixels.
func rasterize(ctx context.Context, root *node, w, h int) (*image.RGBA, error) {
	m := newMeasurer()
	if m.err != nil {
		return nil, m.err
	}
	p := &painter{
		ctx: ctx, c: newCanvas(w, h), out: &outliner{m, map[rune]bool{}},
		byID: map[string]*node{}, clips: map[string]*cover{},
	}
	p.learn(root)
	box := viewBox(root)
	view := matrix{float64(w) / box[2], 0, 0, float64(h) / box[3], -box[0] * float64(w) / box[2], -box[1] * float64(h) / box[3]}
	if err := p.kids(root, state{m: view, opacity: 1}); err != nil {
		return nil, err
	}
	return p.c.img, nil
}

// viewBox of the root element, or its size.
func viewBox(root *node) [4]float64 {
	if v := numbers(root.Attr["viewBox"]); len(v) == 4 && v[2] > 0 && v[3] > 0 {
		return [4]float64(v)
	}
	return [4]float64{0, 0, root.num("width", 300), root.num("height", 150)}
}

func (p *painter) learn(n *node) {
	if id := n.Attr["id"]; id != "" {
		p.byID[id] = n
	}
	for _, k := range n.Kids {
		p.learn(k)
	}
}

func (p *painter) kids(n *node, s state) error {
	for _, k := range n.Kids {
		if err := p.element(k, s); err != nil {
			return err
		}
	}
	return nil
}

func (p *painter) element(n *node, s state) error {
	if p.steps++; p.steps%256 == 0 && p.ctx.Err() != nil {
		return fmt.Errorf("paint picture: %w", p.ctx.Err())
	}
	if n.Name == "text" {
		n = p.out.node(n)
	}
	s.m = s.m.then(parseTransform(n.Attr["transform"]))
	s.opacity *= min(max(n.num("opacity", 1), 0), 1)
	if id, ok := localRef(n.Attr["clip-path"]); ok {
		s.clip = p.clip(id, s)
	}
	if n.Name == "g" || n.Name == "svg" {
		return p.kids(n, s)
	}
	if d := pathData(n); d != "" {
		p.shape(n, d, s)
	}
	return nil
}

// pathData is an element's outline as path data, "" if it has none.
func pathData(n *node) string {
	f := func(key string) float64 { return n.num(key, 0) }
	switch n.Name {
	case "path":
		return n.Attr["d"]
	case "rect":
		return fmt.Sprintf("M%g %gh%gv%gh%gZ", f("x"), f("y"), f("width"), f("height"), -f("width"))
	case "line":
		return fmt.Sprintf("M%g %gL%g %g", f("x1"), f("y1"), f("x2"), f("y2"))
	case "circle":
		return ellipse(f("cx"), f("cy"), f("r"), f("r"))
	case "ellipse":
		return ellipse(f("cx"), f("cy"), f("rx"), f("ry"))
	case "polyline", "polygon":
		if strings.TrimSpace(n.Attr["points"]) == "" {
			return ""
		}
		end := ""
		if n.Name == "polygon" {
			end = "Z"
		}
		return "M" + n.Attr["points"] + end
	}
	return ""
}

func ellipse(cx, cy, rx, ry float64) string {
	if rx <= 0 || ry <= 0 {
		return ""
	}
	return fmt.Sprintf("M%g %gA%g %g 0 1 1 %g %gA%g %g 0 1 1 %g %gZ", cx-rx, cy, rx, ry, cx+rx, cy, rx, ry, cx-rx, cy)
}

// shape fills and strokes an outline.
func (p *painter) shape(n *node, d string, s state) {
	lines := flatten(d, s.m)
	fill := func() {
		if v := n.Attr["fill"]; v != "none" {
			p.fill(polygons(lines), n, d, v, s.opacity*n.num("fill-opacity", 1), s)
		}
	}
	line := func() {
		if v := n.Attr["stroke"]; v != "" && v != "none" {
			if pieces := stroke(lines, penOf(n, s.m.scale())); len(pieces) > 0 {
				p.fill(pieces, n, d, v, s.opacity*n.num("stroke-opacity", 1), s)
			}
		}
	}
	if n.Attr["paint-order"] == "stroke" {
		line()
		fill()
		return
	}
	fill()
	line()
}

func polygons(lines []polyline) [][]point {
	out := make([][]point, 0, len(lines))
	for _, l := range lines {
		out = append(out, l.points)
	}
	return out
}

// penOf reads the stroke of an element; k is how much lengths grow.
func penOf(n *node, k float64) pen {
	s := pen{
		width: n.num("stroke-width", 1) * k, cap: n.Attr["stroke-linecap"], join: n.Attr["stroke-linejoin"],
		miter: n.num("stroke-miterlimit", 4), offset: n.num("stroke-dashoffset", 0) * k,
	}
	for _, v := range numbers(n.Attr["stroke-dasharray"]) {
		s.dash = append(s.dash, v*k)
	}
	if s.width <= 0 {
		return pen{}
	}
	return s
}

// fill lays polygons in a paint: a colour, a gradient or a pattern.
func (p *painter) fill(polys [][]point, n *node, d, value string, opacity float64, s state) {
	opacity = min(max(opacity, 0), 1)
	id, isRef := localRef(value)
	if !isRef {
		c, ok := parseColor(value)
		if value == "" {
			c, ok = color.NRGBA{A: 255}, true
		}
		if c.A = byteOf(float64(c.A) * opacity); ok && c.A > 0 {
			p.c.fill(polys, solid(c), s.clip)
		}
		return
	}
	server := p.byID[id]
	if server == nil {
		return
	}
	box := userBox(d)
	switch server.Name {
	case "linearGradient", "radialGradient":
		if g, ok := newGradient(server, s.m, box, opacity); ok {
			p.c.fill(polys, g, s.clip)
		}
	case "pattern":
		p.pattern(polys, server, box, opacity, s)
	}
}

// userBox is the bounds of an outline in its own space.
func userBox(d string) [4]float64 {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, l := range flatten(d, identity()) {
		for _, q := range l.points {
			x0, y0, x1, y1 = min(x0, q.x), min(y0, q.y), max(x1, q.x), max(y1, q.y)
		}
	}
	return [4]float64{x0, y0, x1, y1}
}

// pattern fills polygons with copies of the pattern's shapes.
func (p *painter) pattern(polys [][]point, n *node, box [4]float64, opacity float64, s state) {
	r := p.c.bounds(polys)
	if s.clip != nil {
		r = r.Intersect(s.clip.Rect)
	}
	if r.Empty() {
		return
	}
	t, ok := newTiles(n, s.m, [4]float64{float64(r.Min.X), float64(r.Min.Y), float64(r.Max.X), float64(r.Max.Y)}, box)
	if !ok {
		return
	}
	mask := keep(p.c.rasterize(polys, r))
	if s.clip != nil {
		mask = mask.times(s.clip)
	}
	p.tile(n, t, state{m: identity(), clip: mask, opacity: opacity})
}

// tile lays the shapes of a pattern. Shapes inside are flattened at the size at
// which they are seen.
func (p *painter) tile(n *node, t tiles, s state) {
	for _, k := range n.Kids {
		in := s
		in.m = s.m.then(parseTransform(k.Attr["transform"]))
		if k.Name == "g" || k.Name == "svg" {
			p.tile(k, t, in)
			continue
		}
		d := pathData(k)
		if d == "" {
			continue
		}
		zoom := max(t.m.scale(), 0.001)
		grow, shrink := matrix{zoom, 0, 0, zoom, 0, 0}, matrix{1 / zoom, 0, 0, 1 / zoom, 0, 0}
		lines := flatten(d, grow.then(in.m))
		for i := range lines {
			for j, q := range lines[i].points {
				lines[i].points[j] = shrink.apply(q)
			}
		}
		c, ok := parseColor(k.Attr["fill"])
		if c.A = byteOf(float64(c.A) * s.opacity * k.num("opacity", 1) * k.num("fill-opacity", 1)); ok && c.A > 0 {
			p.c.fill(t.repeat(polygons(lines)), solid(c), s.clip)
		}
		if c, ok := parseColor(k.Attr["stroke"]); ok {
			c.A = byteOf(float64(c.A) * s.opacity * k.num("opacity", 1) * k.num("stroke-opacity", 1))
			p.c.fill(t.repeat(stroke(lines, penOf(k, in.m.scale()))), solid(c), s.clip)
		}
	}
}

// clip is the cover of a clip path, within the clip around it. An unknown one
// clips nothing, as ECharts writes none.
func (p *painter) clip(id string, s state) *cover {
	n := p.byID[id]
	if n == nil || n.Name != "clipPath" {
		return s.clip
	}
	key := fmt.Sprintf("%s %v %d", id, s.m, s.clip.number())
	if c, ok := p.clips[key]; ok {
		return c
	}
	var polys [][]point
	for _, k := range n.Kids {
		if d := pathData(k); d != "" {
			polys = append(polys, polygons(flatten(d, s.m.then(parseTransform(k.Attr["transform"]))))...)
		}
	}
	r := p.c.bounds(polys)
	if s.clip != nil {
		r = r.Intersect(s.clip.Rect)
	}
	c := &cover{Alpha: &image.Alpha{Rect: r}}
	if !r.Empty() {
		c = keep(p.c.rasterize(polys, r))
	}
	if s.clip != nil {
		c = c.times(s.clip)
	}
	if len(p.clips) > maxClips {
		clear(p.clips)
	}
	p.clipCount++
	c.id = p.clipCount
	p.clips[key] = c
	return c
}

// maxClips is how many covers are kept.
const maxClips = 16

// keep copies a cover out of the canvas's working memory.
func keep(c cover) *cover {
	n := c.Rect.Dx() * c.Rect.Dy()
	pix := make([]byte, n)
	copy(pix, c.Pix[:n])
	return &cover{Alpha: &image.Alpha{Pix: pix, Stride: c.Rect.Dx(), Rect: c.Rect}}
}

// number tells clips apart.
func (c *cover) number() int {
	if c == nil {
		return 0
	}
	return c.id
}

// times multiplies a cover by another that holds its bounds.
func (c *cover) times(o *cover) *cover {
	for y := c.Rect.Min.Y; y < c.Rect.Max.Y; y++ {
		for x := c.Rect.Min.X; x < c.Rect.Max.X; x++ {
			i := c.PixOffset(x, y)
			c.Pix[i] = byte(uint32(c.Pix[i]) * uint32(o.Pix[o.PixOffset(x, y)]) / 255)
		}
	}
	return c
}
