package still

import "math"

// pen is how a line is stroked, lengths in device pixels.
type pen struct {
	width     float64
	cap, join string
	miter     float64
	dash      []float64
	offset    float64
}

// stroke gives convex pieces, all turning the same way, whose union is the
// stroked line: the rasterizer adds them up and cuts off at full cover.
func stroke(lines []polyline, p pen) [][]point {
	s := stroker{pen: p, half: p.width / 2}
	for _, l := range lines {
		for _, part := range dashed(distinct(l), p) {
			s.line(distinct(part))
		}
	}
	return s.out
}

type stroker struct {
	pen
	half float64
	out  [][]point
}

func distance(a, b point) float64 { return math.Hypot(b.x-a.x, b.y-a.y) }

// distinct drops points that repeat.
func distinct(l polyline) polyline {
	out := polyline{closed: l.closed}
	for _, p := range l.points {
		if n := len(out.points); n > 0 && distance(p, out.points[n-1]) < 1e-6 {
			continue
		}
		out.points = append(out.points, p)
	}
	if n := len(out.points); out.closed && n > 1 && distance(out.points[0], out.points[n-1]) < 1e-6 {
		out.points = out.points[:n-1]
	}
	return out
}

// add keeps a piece, turned to positive area.
func (s *stroker) add(ps ...point) {
	area := 0.0
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		area += p.x*q.y - q.x*p.y
	}
	if area < 0 {
		for i, j := 0, len(ps)-1; i < j; i, j = i+1, j-1 {
			ps[i], ps[j] = ps[j], ps[i]
		}
	}
	s.out = append(s.out, ps)
}

func (s *stroker) line(l polyline) {
	n := len(l.points)
	if n == 0 {
		return
	}
	if n == 1 { // a dot: SVG 1.1, 11.4
		if s.cap == "round" {
			s.disc(l.points[0])
		}
		return
	}
	for i := 1; i < n; i++ {
		s.edge(l.points[i-1], l.points[i])
	}
	for i := 1; i+1 < n; i++ {
		s.corner(l.points[i-1], l.points[i], l.points[i+1])
	}
	first, last := l.points[0], l.points[n-1]
	if l.closed && n > 2 {
		s.edge(last, first)
		s.corner(l.points[n-2], last, first)
		s.corner(last, first, l.points[1])
		return
	}
	s.end(first, l.points[1])
	s.end(last, l.points[n-2])
}

// normal is the unit vector to the left of a→b, times half the width.
func (s *stroker) normal(a, b point) point {
	d := distance(a, b)
	return point{-(b.y - a.y) / d * s.half, (b.x - a.x) / d * s.half}
}

func (s *stroker) edge(a, b point) {
	n := s.normal(a, b)
	s.add(point{a.x + n.x, a.y + n.y}, point{b.x + n.x, b.y + n.y}, point{b.x - n.x, b.y - n.y}, point{a.x - n.x, a.y - n.y})
}

// corner fills the wedge outside of a bend.
func (s *stroker) corner(a, b, c point) {
	n1, n2 := s.normal(a, b), s.normal(b, c)
	cross := n1.x*n2.y - n1.y*n2.x
	if cross > 0 { // it bends to the left: the wedge is on the right
		n1, n2 = point{-n1.x, -n1.y}, point{-n2.x, -n2.y}
	}
	dot := (n1.x*n2.x + n1.y*n2.y) / (s.half * s.half)
	if dot > 1-1e-9 {
		return
	}
	from, to := point{b.x + n1.x, b.y + n1.y}, point{b.x + n2.x, b.y + n2.y}
	switch s.join {
	case "round":
		s.wedge(b, n1, n2)
	case "bevel":
		s.add(b, from, to)
	default:
		// miter length / width = 1/sin(θ/2) = sqrt(2/(1+dot)): SVG 1.1, 11.4
		ratio := math.Sqrt(2 / math.Max(1+dot, 1e-12))
		if ratio > s.miter {
			s.add(b, from, to)
			return
		}
		k := 1 / (1 + dot)
		s.add(b, from, point{b.x + (n1.x+n2.x)*k, b.y + (n1.y+n2.y)*k}, to)
	}
}

// wedge is a slice of a disc around c from n1 to n2, the short way.
func (s *stroker) wedge(c, n1, n2 point) {
	a0 := math.Atan2(n1.y, n1.x)
	da := math.Atan2(n2.y, n2.x) - a0
	da = math.Remainder(da, 2*math.Pi)
	s.slice(c, a0, da)
}

func (s *stroker) slice(c point, a0, da float64) {
	steps := int(min(max(math.Ceil(math.Abs(da)*math.Sqrt(s.half)*1.2), 1), 100))
	ps := []point{c}
	for i := range steps + 1 {
		sin, cos := math.Sincos(a0 + da*float64(i)/float64(steps))
		ps = append(ps, point{c.x + cos*s.half, c.y + sin*s.half})
	}
	s.add(ps...)
}

func (s *stroker) disc(c point) {
	s.slice(c, 0, math.Pi)
	s.slice(c, math.Pi, math.Pi)
}

// end puts the cap on the end a of a→b.
func (s *stroker) end(a, b point) {
	n := s.normal(a, b)
	switch s.cap {
	case "round":
		s.slice(a, math.Atan2(n.y, n.x), math.Pi)
	case "square":
		back := point{-n.y, n.x} // half a width away from b
		s.add(point{a.x + n.x, a.y + n.y}, point{a.x + n.x + back.x, a.y + n.y + back.y},
			point{a.x - n.x + back.x, a.y - n.y + back.y}, point{a.x - n.x, a.y - n.y})
	}
}

// maxDashes is how many dashes a line may have; a finer one is drawn through.
const maxDashes = 50_000

// dashed cuts a line into its dashes.
func dashed(l polyline, p pen) []polyline {
	total := 0.0
	for _, d := range p.dash {
		if d < 0 {
			return []polyline{l}
		}
		total += d
	}
	points := l.points
	if l.closed && len(points) > 1 {
		points = append(append([]point{}, points...), points[0])
	}
	length := 0.0
	for i := 1; i < len(points); i++ {
		length += distance(points[i-1], points[i])
	}
	if total < 1e-6 || !(length/total*float64(len(p.dash)) < maxDashes) {
		return []polyline{l}
	}
	c := cutter{dash: p.dash}
	c.skip(math.Mod(math.Mod(p.offset, total*2)+total*2, total*2))
	return c.cut(points)
}

// cutter walks along a line and knows whether the pen is down. A list of odd
// length changes places every round by itself.
type cutter struct {
	dash []float64
	i    int
	left float64
}

func (c *cutter) skip(offset float64) {
	c.left = c.dash[0]
	for offset >= c.left {
		offset -= c.left
		c.next()
	}
	c.left -= offset
}

func (c *cutter) next() {
	c.i++
	c.left = c.dash[c.i%len(c.dash)]
}

func (c *cutter) down() bool { return c.i%2 == 0 }

func (c *cutter) cut(points []point) []polyline {
	var out []polyline
	var now []point
	if len(points) > 0 && c.down() {
		now = []point{points[0]}
	}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		d := distance(a, b)
		done := 0.0
		for c.left <= d-done {
			done += c.left
			p := point{a.x + (b.x-a.x)*done/d, a.y + (b.y-a.y)*done/d}
			if c.down() {
				out = append(out, polyline{points: append(now, p)})
				now = nil
			} else {
				now = []point{p}
			}
			c.next()
		}
		c.left -= d - done
		if c.down() {
			now = append(now, b)
		}
	}
	if len(now) > 1 {
		out = append(out, polyline{points: now})
	}
	return out
}
