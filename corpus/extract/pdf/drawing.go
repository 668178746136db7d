package pdf

import (
	"math"

	"duibiao/corpus/extract/layout"
)

// drawing collects what is drawn on a page: lines, pictures, outlines.
type drawing struct {
	m        *module
	frame    frame
	rules    []layout.Rule
	pictures []layout.Box
	// outlines counts filled or stroked paths that are no rules, among them
	// characters that were drawn.
	outlines int
	// budget is how many objects and segments are still looked at.
	budget int
}

// The kinds of page object (FPDF_PAGEOBJ_* of fpdf_edit.h) and of path segment.
const (
	objPath    = 2
	objImage   = 3
	objShading = 4
	objForm    = 5

	segLine   = 0
	segBezier = 1
	segMove   = 2
)

const (
	// maxObjects bounds the objects and segments of one page that are looked at.
	maxObjects = 200_000
	// maxDrawn bounds those of one file.
	maxDrawn = 10_000_000
	// maxForms is how deep forms in forms are followed.
	maxForms = 12
	// thin is the largest width of a filled rectangle that is a line, in points.
	thin = 3.0
	// short is the least length of a line that may be part of a table.
	short = 3.0
)

func (d *drawing) page(page uint32) {
	n := d.m.num("FPDFPage_CountObjects", uint64(page))
	for i := 0; i < n && d.more(); i++ {
		d.object(d.m.ptr("FPDFPage_GetObject", uint64(page), uint64(i)), identity(), 0)
	}
}

func (d *drawing) more() bool {
	d.budget--
	return d.budget > 0 && d.m.err == nil
}

func (d *drawing) object(obj uint32, t matrix, depth int) {
	if obj == 0 {
		return
	}
	switch d.m.num("FPDFPageObj_GetType", uint64(obj)) {
	case objPath:
		d.path(obj, d.matrix(obj).then(t))
	case objImage:
		d.picture(d.matrix(obj).then(t))
	case objForm:
		d.form(obj, t, depth)
	}
}

func (d *drawing) matrix(obj uint32) matrix {
	if d.m.num("FPDFPageObj_GetMatrix", uint64(obj), d.m.at(0)) == 0 {
		return identity()
	}
	return d.m.readMatrix()
}

// form looks into a form XObject (ISO 32000-1, 8.10).
func (d *drawing) form(obj uint32, t matrix, depth int) {
	if depth >= maxForms {
		return
	}
	t = d.matrix(obj).then(t)
	n := d.m.num("FPDFFormObj_CountObjects", uint64(obj))
	for i := 0; i < n && d.more(); i++ {
		d.object(d.m.ptr("FPDFFormObj_GetObject", uint64(obj), uint64(i)), t, depth+1)
	}
}

// picture notes the area of an image, which is the unit square of its space.
func (d *drawing) picture(t matrix) {
	var xs, ys [4]float64
	for i := range xs {
		xs[i], ys[i] = d.frame.point(t.apply(float64(i&1), float64(i>>1)))
	}
	d.pictures = append(d.pictures, layout.Box{
		X0: min(xs[0], xs[1], xs[2], xs[3]), Y0: min(ys[0], ys[1], ys[2], ys[3]),
		X1: max(xs[0], xs[1], xs[2], xs[3]), Y1: max(ys[0], ys[1], ys[2], ys[3]),
	})
}

// path notes the lines of a path.
func (d *drawing) path(obj uint32, t matrix) {
	m := d.m
	m.call("FPDFPath_GetDrawMode", uint64(obj), m.at(0), m.at(1))
	filled, stroked := m.uint32(0) != 0, m.uint32(1) != 0
	if stroked {
		stroked = d.ink(obj, "FPDFPageObj_GetStrokeColor")
	}
	if filled {
		filled = d.ink(obj, "FPDFPageObj_GetFillColor")
	}
	if !filled && !stroked {
		return
	}
	parts, curved := d.parts(obj, t)
	before := len(d.rules)
	for _, p := range parts {
		if filled && len(p) >= 4 {
			d.bar(p)
		}
		if stroked {
			d.stroke(p)
		}
	}
	if len(d.rules) == before || curved {
		d.outlines++
	}
}

// white is the brightness from which ink cannot be seen on paper.
const white = 250

// ink reports a colour that is seen: neither white nor transparent. What has no
// plain colour is a pattern, and seen.
func (d *drawing) ink(obj uint32, fn string) bool {
	m := d.m
	if m.num(fn, uint64(obj), m.at(0), m.at(1), m.at(2), m.at(3)) == 0 {
		return true
	}
	return m.uint32(3) > 0 && min(m.uint32(0), m.uint32(1), m.uint32(2)) < white
}

type point struct{ x, y float64 }

// parts are the subpaths of a path on the page of the reader.
func (d *drawing) parts(obj uint32, t matrix) (parts [][]point, curved bool) {
	m := d.m
	n := m.num("FPDFPath_CountSegments", uint64(obj))
	var part []point
	for i := 0; i < n && d.more(); i++ {
		seg := uint64(m.ptr("FPDFPath_GetPathSegment", uint64(obj), uint64(i)))
		kind := m.num("FPDFPathSegment_GetType", seg)
		m.call("FPDFPathSegment_GetPoint", seg, m.at(0), m.at(1))
		x, y := d.frame.point(t.apply(m.float32(0), m.float32(1)))
		if kind == segMove {
			parts, part = appendPart(parts, part), nil
		}
		curved = curved || kind == segBezier
		part = append(part, point{x, y})
		if m.num("FPDFPathSegment_GetClose", seg) == 1 {
			parts, part = appendPart(parts, append(part, part[0])), nil
		}
	}
	return appendPart(parts, part), curved
}

func appendPart(parts [][]point, p []point) [][]point {
	if len(p) < 2 {
		return parts
	}
	return append(parts, p)
}

// stroke notes the straight sides of a line that is drawn.
func (d *drawing) stroke(p []point) {
	for i := 1; i < len(p); i++ {
		d.rule(p[i-1].x, p[i-1].y, p[i].x, p[i].y)
	}
}

// bar notes a filled rectangle that is so thin that it is a line.
func (d *drawing) bar(p []point) {
	x0, y0, x1, y1 := p[0].x, p[0].y, p[0].x, p[0].y
	for _, q := range p {
		x0, y0, x1, y1 = min(x0, q.x), min(y0, q.y), max(x1, q.x), max(y1, q.y)
	}
	switch {
	case y1-y0 <= thin && x1-x0 > y1-y0:
		d.rule(x0, (y0+y1)/2, x1, (y0+y1)/2)
	case x1-x0 <= thin:
		d.rule((x0+x1)/2, y0, (x0+x1)/2, y1)
	}
}

// rule notes a line that runs along or across the page.
func (d *drawing) rule(x0, y0, x1, y1 float64) {
	w, h := math.Abs(x1-x0), math.Abs(y1-y0)
	if max(w, h) < short || min(w, h) > max(w, h)/50+0.2 {
		return
	}
	d.rules = append(d.rules, layout.Rule{X0: min(x0, x1), Y0: min(y0, y1), X1: max(x0, x1), Y1: max(y0, y1)})
}
