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
	if s == "" {
		return m
	}
	known := transforms()
	for _, call := range strings.Split(s, ")") {
		name, args, ok := strings.Cut(call, "(")
		t := known[strings.Trim(name, " ,\n\t")]
		if v := numbers(args); ok && t.of != nil && len(v) >= t.least {
			m = m.then(t.of(v))
		}
	}
	return m
}

// transforms are the functions of a transform attribute and how many arguments
// they need.
func transforms() map[string]struct {
	least int
	of    func(v []float64) matrix
} {
	return map[string]struct {
		least int
		of    func(v []float64) matrix
	}{
		"matrix":    {6, func(v []float64) matrix { return matrix{v[0], v[1], v[2], v[3], v[4], v[5]} }},
		"translate": {1, func(v []float64) matrix { return matrix{1, 0, 0, 1, v[0], at(v, 1, 0)} }},
		"scale":     {1, func(v []float64) matrix { return matrix{v[0], 0, 0, at(v, 1, v[0]), 0, 0} }},
		"rotate":    {1, rotation},
		"skewX":     {1, func(v []float64) matrix { return matrix{1, 0, math.Tan(v[0] * math.Pi / 180), 1, 0, 0} }},
		"skewY":     {1, func(v []float64) matrix { return matrix{1, math.Tan(v[0] * math.Pi / 180), 0, 1, 0, 0} }},
	}
}

// rotation turns by an angle, about a point if one is given.
func rotation(v []float64) matrix {
	sin, cos := math.Sincos(v[0] * math.Pi / 180)
	about := matrix{1, 0, 0, 1, at(v, 1, 0), at(v, 2, 0)}
	back := matrix{1, 0, 0, 1, -about.e, -about.f}
	return about.then(matrix{cos, sin, -sin, cos, 0, 0}).then(back)
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
