package still

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// canvas is an opaque white picture that shapes are laid on.
type canvas struct {
	img  *image.RGBA
	ras  vector.Rasterizer
	mask *image.Alpha // the cover of one shape, reused
}

// cover is how much of each pixel a shape takes, inside of its bounds.
type cover struct {
	*image.Alpha
	id int
}

func newCanvas(w, h int) *canvas {
	c := &canvas{img: image.NewRGBA(image.Rect(0, 0, w, h))}
	draw.Draw(c.img, c.img.Bounds(), image.White, image.Point{}, draw.Src)
	return c
}

// paint gives the colour of a pixel.
type paint interface {
	at(x, y int) color.NRGBA
}

type solid color.NRGBA

func (s solid) at(int, int) color.NRGBA { return color.NRGBA(s) }

// bounds of polygons as whole pixels within the picture.
func (c *canvas) bounds(polys [][]point) image.Rectangle {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, ps := range polys {
		for _, p := range ps {
			x0, y0, x1, y1 = min(x0, p.x), min(y0, p.y), max(x1, p.x), max(y1, p.y)
		}
	}
	w, h := float64(c.img.Rect.Dx()), float64(c.img.Rect.Dy())
	if !(x0 <= x1 && y0 <= y1) {
		return image.Rectangle{}
	}
	in := func(v, hi float64) int { return int(min(max(v, 0), hi)) }
	return image.Rect(in(math.Floor(x0), w), in(math.Floor(y0), h), in(math.Ceil(x1), w), in(math.Ceil(y1), h))
}

// rasterize adds polygons up: where areas of one sense overlap the cover stays
// full, areas of opposite sense make holes.
func (c *canvas) rasterize(polys [][]point, r image.Rectangle) cover {
	if c.mask == nil || c.mask.Rect.Dx() < r.Dx() || c.mask.Rect.Dy() < r.Dy() {
		c.mask = image.NewAlpha(image.Rect(0, 0, max(r.Dx(), c.img.Rect.Dx()), max(r.Dy(), c.img.Rect.Dy())))
	}
	out := &image.Alpha{Pix: c.mask.Pix, Stride: r.Dx(), Rect: r}
	c.ras.Reset(r.Dx(), r.Dy())
	c.ras.DrawOp = draw.Src
	// Lines beyond the bounds are cut off first: the rasterizer walks every row.
	frame := [4]float64{float64(r.Min.X) - 1, float64(r.Min.Y) - 1, float64(r.Max.X) + 1, float64(r.Max.Y) + 1}
	for _, ps := range polys {
		if ps = clipRect(ps, frame); len(ps) < 3 {
			continue
		}
		ox, oy := float64(r.Min.X), float64(r.Min.Y)
		c.ras.MoveTo(float32(ps[0].x-ox), float32(ps[0].y-oy))
		for _, p := range ps[1:] {
			c.ras.LineTo(float32(p.x-ox), float32(p.y-oy))
		}
		c.ras.ClosePath()
	}
	c.ras.Draw(out, r, image.Opaque, image.Point{})
	return cover{Alpha: out}
}

// fill lays polygons on the picture, within a clip (nil: everywhere).
func (c *canvas) fill(polys [][]point, p paint, clip *cover) {
	r := c.bounds(polys)
	if clip != nil {
		r = r.Intersect(clip.Rect)
	}
	if r.Empty() {
		return
	}
	c.lay(c.rasterize(polys, r), p, clip)
}

// lay composes a paint over the picture through a cover.
func (c *canvas) lay(m cover, p paint, clip *cover) {
	one, isSolid := p.(solid)
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		row := m.Pix[m.PixOffset(m.Rect.Min.X, y):]
		dst := c.img.Pix[c.img.PixOffset(m.Rect.Min.X, y):]
		for i := range m.Rect.Dx() {
			a := uint32(row[i])
			if a == 0 {
				continue
			}
			if clip != nil {
				a = a * uint32(clip.Pix[clip.PixOffset(m.Rect.Min.X+i, y)]) / 255
			}
			col := color.NRGBA(one)
			if !isSolid {
				col = p.at(m.Rect.Min.X+i, y)
			}
			if a = a * uint32(col.A); a == 0 {
				continue
			}
			d := dst[i*4 : i*4+3 : i*4+3]
			d[0], d[1], d[2] = over(d[0], col.R, a), over(d[1], col.G, a), over(d[2], col.B, a)
		}
	}
}

// over is a channel under another of opacity a of 255².
func over(under, top byte, a uint32) byte {
	const full = 255 * 255
	return byte((uint32(under)*(full-a) + uint32(top)*a + full/2) / full)
}

// extent of a polygon: left, top, right, bottom; not ok if a point is nowhere.
func extent(ps []point) (e [4]float64, ok bool) {
	e = [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, p := range ps {
		if p.x-p.x != 0 || p.y-p.y != 0 {
			return e, false
		}
		e = [4]float64{min(e[0], p.x), min(e[1], p.y), max(e[2], p.x), max(e[3], p.y)}
	}
	return e, true
}

// clipRect cuts a polygon to a frame (left, top, right, bottom), by Sutherland
// and Hodgman: areas stay right, edges along the frame may repeat.
func clipRect(ps []point, frame [4]float64) []point {
	e, ok := extent(ps)
	if !ok || e[0] >= frame[2] || e[1] >= frame[3] || e[2] <= frame[0] || e[3] <= frame[1] {
		return nil
	}
	if e[0] >= frame[0] && e[1] >= frame[1] && e[2] <= frame[2] && e[3] <= frame[3] {
		return ps
	}
	for side := range 4 {
		ps = clipSide(ps, side, frame[side])
	}
	return ps
}

func clipSide(ps []point, side int, limit float64) []point {
	// depth is how far a point is inside.
	depth := func(p point) float64 {
		switch side {
		case 0:
			return p.x - limit
		case 1:
			return p.y - limit
		case 2:
			return limit - p.x
		}
		return limit - p.y
	}
	out := make([]point, 0, len(ps)+4)
	for i, b := range ps {
		a := ps[(i+len(ps)-1)%len(ps)]
		da, db := depth(a), depth(b)
		if da < 0 != (db < 0) {
			t := da / (da - db)
			cut := point{a.x + (b.x-a.x)*t, a.y + (b.y-a.y)*t}
			if side%2 == 0 { // exactly on the frame, however far away a and b are
				cut.x = limit
			} else {
				cut.y = limit
			}
			out = append(out, cut)
		}
		if db >= 0 {
			out = append(out, b)
		}
	}
	return out
}
