package ofd

import (
	"math"

	"duibiao/corpus/extract/layout"
)

// thin is the thickness in millimetres up to which a filled rectangle is a line.
const thin = 1.1

// level is how far, in millimetres, the ends of a line may be off a horizontal
// or vertical.
const level = 0.2

// maxRules is the largest number of lines of one path or page that can be the
// frames of tables; what has more is a drawing and has none.
const maxRules = 50_000

type point struct{ x, y float64 }

// subpath is a run of straight lines.
type subpath struct {
	points []point
	closed bool
	// curved says that a curve is part of it.
	curved bool
}

// pathRules finds the horizontal and vertical lines of a path (GB/T 33190 9.1,
// AbbreviatedData), in the space that m leads to. Filled shapes count only if
// they are thin rectangles, stroked ones with every straight side.
func pathRules(data string, m matrix, stroked, filled bool) []layout.Rule {
	var out []layout.Rule
	walkPath(data, m, func(s subpath) {
		if len(out) < maxRules {
			out = append(out, s.rules(stroked, filled)...)
		}
	})
	return out
}

// pathArguments is how many numbers follow each letter of AbbreviatedData.
func pathArguments(op string) int {
	switch op {
	case "S", "M", "L":
		return 2
	case "Q":
		return 4
	case "B":
		return 6
	case "A":
		return 7
	}
	return 0
}

// walkPath calls f for each subpath of the data.
func walkPath(data string, m matrix, f func(subpath)) {
	var cur subpath
	flush := func() {
		if len(cur.points) > 1 {
			f(cur)
		}
		cur = subpath{}
	}
	next := fields(data)
	for op, ok := next(); ok; op, ok = next() {
		if op == "C" {
			cur.closed = true
			start := cur.points
			flush()
			if len(start) > 0 {
				cur.points = append(cur.points, start[0])
			}
			continue
		}
		var at [7]float64
		n := pathArguments(op)
		if n == 0 {
			continue
		}
		for i := range n {
			field, _ := next()
			at[i], _ = number(field)
		}
		if op == "S" || op == "M" {
			flush()
		}
		x, y := m.apply(at[n-2], at[n-1])
		cur.points = append(cur.points, point{x, y})
		cur.curved = cur.curved || n > 2
	}
	flush()
}

// rules are the lines of a subpath.
func (s subpath) rules(stroked, filled bool) []layout.Rule {
	if s.curved || !stroked && !filled {
		return nil
	}
	if line, ok := s.line(); ok {
		return []layout.Rule{line}
	}
	if !stroked {
		return nil
	}
	ends := s.points
	if s.closed {
		ends = append(ends[:len(ends):len(ends)], ends[0])
	}
	var out []layout.Rule
	for i := 1; i < len(ends); i++ {
		if r, ok := straight(ends[i-1], ends[i]); ok {
			out = append(out, r)
		}
	}
	return out
}

// line makes one rule of a subpath that is long and thin; squares are dots.
func (s subpath) line() (layout.Rule, bool) {
	b := layout.Box{X0: s.points[0].x, Y0: s.points[0].y, X1: s.points[0].x, Y1: s.points[0].y}
	for _, p := range s.points {
		b.X0, b.X1 = min(b.X0, p.x), max(b.X1, p.x)
		b.Y0, b.Y1 = min(b.Y0, p.y), max(b.Y1, p.y)
	}
	w, h := b.X1-b.X0, b.Y1-b.Y0
	switch {
	case h <= thin && w > 1.5*h:
		y := (b.Y0 + b.Y1) / 2
		return layout.Rule{X0: b.X0, Y0: y, X1: b.X1, Y1: y}, true
	case w <= thin && h > 1.5*w:
		x := (b.X0 + b.X1) / 2
		return layout.Rule{X0: x, Y0: b.Y0, X1: x, Y1: b.Y1}, true
	}
	return layout.Rule{}, false
}

// straight makes a rule of a line that is nearly horizontal or vertical.
func straight(p, q point) (layout.Rule, bool) {
	dx, dy := math.Abs(p.x-q.x), math.Abs(p.y-q.y)
	switch {
	case dy <= level && dx > level:
		y := (p.y + q.y) / 2
		return layout.Rule{X0: min(p.x, q.x), Y0: y, X1: max(p.x, q.x), Y1: y}, true
	case dx <= level && dy > level:
		x := (p.x + q.x) / 2
		return layout.Rule{X0: x, Y0: min(p.y, q.y), X1: x, Y1: max(p.y, q.y)}, true
	}
	return layout.Rule{}, false
}

// moved is a rule after m, false when it is level no more.
func moved(r layout.Rule, m matrix) (layout.Rule, bool) {
	x0, y0 := m.apply(r.X0, r.Y0)
	x1, y1 := m.apply(r.X1, r.Y1)
	return straight(point{x0, y0}, point{x1, y1})
}
