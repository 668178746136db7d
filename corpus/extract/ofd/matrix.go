package ofd

import (
	"math"
	"strconv"
	"strings"

	"duibiao/corpus/extract/layout"
)

// pointsPerMM turns the millimetres of OFD (GB/T 33190 7.1) into points.
const pointsPerMM = 72 / 25.4

// maxCoordinate is the largest coordinate that is believed, in millimetres: a
// kilometre. Beyond it lies damage, and arithmetic that overflows.
const maxCoordinate = 1e6

// matrix is a CTM of GB/T 33190 8.5: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

func translate(x, y float64) matrix { return matrix{a: 1, d: 1, e: x, f: y} }

// then returns the matrix that applies m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		a: n.a*m.a + n.c*m.b, b: n.b*m.a + n.d*m.b,
		c: n.a*m.c + n.c*m.d, d: n.b*m.c + n.d*m.d,
		e: n.a*m.e + n.c*m.f + n.e, f: n.b*m.e + n.d*m.f + n.f,
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// box is the bounding box of a rectangle after m.
func (m matrix) box(b layout.Box) layout.Box {
	x, y := m.apply(b.X0, b.Y0)
	out := layout.Box{X0: x, Y0: y, X1: x, Y1: y}
	for _, c := range [][2]float64{{b.X1, b.Y0}, {b.X0, b.Y1}, {b.X1, b.Y1}} {
		x, y = m.apply(c[0], c[1])
		out.X0, out.X1 = min(out.X0, x), max(out.X1, x)
		out.Y0, out.Y1 = min(out.Y0, y), max(out.Y1, y)
	}
	return out
}

// scale is how much m stretches what stands upright.
func (m matrix) scale() float64 { return math.Hypot(m.c, m.d) }

// angle is how far m turns a base line, in degrees counter-clockwise as the
// reader sees it, -180 to 180; 0 for less than half a degree.
func (m matrix) angle() float64 {
	a := -math.Atan2(m.b, m.a) * 180 / math.Pi
	if math.Abs(a) < 0.5 || math.IsNaN(a) {
		return 0
	}
	return a
}

// points turns millimetres into points.
func points(b layout.Box) layout.Box {
	return layout.Box{X0: b.X0 * pointsPerMM, Y0: b.Y0 * pointsPerMM, X1: b.X1 * pointsPerMM, Y1: b.Y1 * pointsPerMM}
}

// believable reports coordinates that a page can have.
func believable(b layout.Box) bool {
	for _, v := range []float64{b.X0, b.Y0, b.X1, b.Y1} {
		if math.IsNaN(v) || math.Abs(v) > maxCoordinate {
			return false
		}
	}
	return true
}

// number reads one number; false for what is none, is not finite or is beyond
// maxCoordinate.
func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > maxCoordinate {
		return 0, false
	}
	return v, true
}

// numbers reads up to limit numbers with white space or commas between them;
// what is no number counts as 0, so that those after it keep their places.
func numbers(s string, limit int) []float64 {
	var out []float64
	for field := range strings.FieldsFuncSeq(s, separator) {
		if len(out) == limit {
			break
		}
		v, _ := number(field)
		out = append(out, v)
	}
	return out
}

func separator(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == ',' || r == '\u00A0' || r == '\u3000'
}

// deltas reads up to limit values of DeltaX or DeltaY, where "g n v" stands for
// n times v (GB/T 33190 11.3, table 48).
func deltas(s string, limit int) []float64 {
	var out []float64
	next := fields(s)
	for len(out) < limit {
		field, ok := next()
		if !ok {
			break
		}
		times := 1
		if field == "g" || field == "G" {
			count, _ := next()
			n, _ := number(count)
			times = int(n)
			if field, ok = next(); !ok {
				break
			}
		}
		v, _ := number(field)
		for range min(times, limit-len(out)) {
			out = append(out, v)
		}
	}
	return out
}

// box4 reads "x y width height".
func box4(s string) (layout.Box, bool) {
	v := numbers(s, 4)
	if len(v) < 4 {
		return layout.Box{}, false
	}
	return layout.Box{X0: v[0], Y0: v[1], X1: v[0] + max(v[2], 0), Y1: v[1] + max(v[3], 0)}, true
}

// matrix6 reads a CTM; the identity for anything else than six numbers.
func matrix6(s string) matrix {
	v := numbers(s, 6)
	if len(v) < 6 {
		return identity()
	}
	return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
}

// fields walks the fields of a list of numbers without keeping them.
func fields(s string) func() (string, bool) {
	rest := s
	return func() (string, bool) {
		rest = strings.TrimLeftFunc(rest, separator)
		if rest == "" {
			return "", false
		}
		end := strings.IndexFunc(rest, separator)
		if end < 0 {
			end = len(rest)
		}
		field := rest[:end]
		rest = rest[end:]
		return field, true
	}
}
