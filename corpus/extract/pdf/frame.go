package pdf

import (
	"math"

	"duibiao/corpus/extract/layout"
)

// frame maps the space of a page (origin at the bottom left) to paper that lies
// before the reader (origin at the top left).
type frame struct {
	x0, y0, x1, y1 float64
	// turn is how far the page is turned clockwise, in quarters.
	turn int
}

// quarter is a right angle.
const quarter = math.Pi / 2

// newFrame takes the page's box and finds which way up it is read: the way that
// most of its characters stand, else the page's /Rotate.
func newFrame(m *module, page uint32, chars []char) frame {
	m.call("FPDF_GetPageBoundingBox", uint64(page), m.at(0))
	var v [4]float64 // FS_RECTF: left, top, right, bottom
	m.floats(v[:])
	f := frame{x0: min(v[0], v[2]), y0: min(v[1], v[3]), x1: max(v[0], v[2]), y1: max(v[1], v[3])}
	f.turn = m.num("FPDFPage_GetRotation", uint64(page)) & 3
	var votes [4]int
	for _, c := range chars {
		q := math.Round(c.run.angle / quarter)
		if math.Abs(c.run.angle-q*quarter) < tilted {
			votes[int(q)&3]++
		}
	}
	for q, n := range votes {
		if 2*n > len(chars) {
			f.turn = q
		}
	}
	return f
}

// tilted is the angle from which text lies across the page, in radians.
const tilted = 3 * math.Pi / 180

// tilt is the angle of text to the reader in degrees counter-clockwise, 0 for
// upright text.
func (f frame) tilt(angle float64) float64 {
	a := math.Remainder(angle-float64(f.turn)*quarter, 2*math.Pi)
	if math.Abs(a) < tilted {
		return 0
	}
	return math.Round(a * 180 / math.Pi)
}

func (f frame) size() (width, height float64) {
	if f.turn%2 == 1 {
		return f.y1 - f.y0, f.x1 - f.x0
	}
	return f.x1 - f.x0, f.y1 - f.y0
}

func (f frame) point(x, y float64) (px, py float64) {
	switch f.turn {
	case 1:
		return y - f.y0, x - f.x0
	case 2:
		return f.x1 - x, y - f.y0
	case 3:
		return f.y1 - y, f.x1 - x
	}
	return x - f.x0, f.y1 - y
}

func (f frame) box(x0, y0, x1, y1 float64) layout.Box {
	ax, ay := f.point(x0, y0)
	bx, by := f.point(x1, y1)
	return layout.Box{X0: min(ax, bx), Y0: min(ay, by), X1: max(ax, bx), Y1: max(ay, by)}
}
