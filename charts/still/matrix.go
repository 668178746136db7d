package still

import (
	"math"
	"strings"
)

// point is a place in user or device space, y downwards.
type point struct{ x, y float64 }

// matrix maps points: x' = a x + c y + e, y' = b x + d y + f (SVG 1.1, 7.4).
type matrix struct{ a, b, c, d, e, f float64 }

func identity() matrix { return matrix{a: 1, d: 1} }

func (m matrix) apply(p point) point {
	return point{m.a*p.x + m.c*p.y + m.e, m.b*p.x + m.d*p.y + m.f}
}

// then is the matrix that applies n first and m after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.c*n.b, m.b*n.a + m.d*n.b, m.a*n.c + m.c*n.d, m.b*n.c + m.d*n.d,
		m.a*n.e + m.c*n.f + m.e, m.b*n.e + m.d*n.f + m.f,
	}
}

// scale is by how much lengths grow, on the whole.
func (m matrix) scale() float64 { return math.Sqrt(math.Abs(m.a*m.d - m.b*m.c)) }

// inverse is ok unless the matrix flattens the plane.
func (m matrix) inverse() (matrix, bool) {
	det := m.a*m.d - m.b*m.c
	if math.Abs(det) < 1e-12 || det-det != 0 {
		return matrix{}, false
	}
	return matrix{
		m.d / det, -m.b / det, -m.c / det, m.a / det,
		(m.c*m.f - m.d*m.e) / det, (m.b*m.e - m.a*m.f) / det,
	}, true
}

// parseTransform reads a transform attribute; what it cannot read is left out.
func parseTransform(s string) matrix {
	m := identity()
	for _, call := range strings.Split(s, ")") {
		name, args, ok := strings.Cut(call, "(")
		if ok {
			m = m.then(transformOf(strings.Trim(name, " ,\n\t"), numbers(args)))
		}
	}
	return m
}

func transformOf(name string, v []float64) matrix {
	switch {
	case name == "matrix" && len(v) == 6:
		return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
	case name == "translate" && len(v) > 0:
		return matrix{1, 0, 0, 1, v[0], at(v, 1, 0)}
	case name == "scale" && len(v) > 0:
		return matrix{v[0], 0, 0, at(v, 1, v[0]), 0, 0}
	case name == "rotate" && len(v) > 0:
		sin, cos := math.Sincos(v[0] * math.Pi / 180)
		about := matrix{1, 0, 0, 1, at(v, 1, 0), at(v, 2, 0)}
		back := matrix{1, 0, 0, 1, -about.e, -about.f}
		return about.then(matrix{cos, sin, -sin, cos, 0, 0}).then(back)
	case name == "skewX" && len(v) > 0:
		return matrix{1, 0, math.Tan(v[0] * math.Pi / 180), 1, 0, 0}
	case name == "skewY" && len(v) > 0:
		return matrix{1, math.Tan(v[0] * math.Pi / 180), 0, 1, 0, 0}
	}
	return identity()
}

func at(v []float64, i int, d float64) float64 {
	if i < len(v) {
		return v[i]
	}
	return d
}

// numbers reads a list of numbers as paths and point lists have it: signs and
// second dots begin a new one.
func numbers(s string) []float64 {
	l := lexer{s: s}
	var out []float64
	for {
		v, ok := l.number()
		if !ok {
			return out
		}
		out = append(out, v)
	}
}
