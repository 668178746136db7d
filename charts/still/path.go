package still

import (
	"math"
	"strconv"
	"strings"
)

// polyline is a flattened subpath in device space.
type polyline struct {
	points []point
	closed bool
}

// maxPoints is how many points one shape may have.
const maxPoints = 2_000_000

// lexer reads numbers, flags and commands of path data (SVG 1.1, 8.3.9).
type lexer struct {
	s string
	i int
}

func (l *lexer) space() {
	for l.i < len(l.s) && strings.IndexByte(" ,\t\r\n", l.s[l.i]) >= 0 {
		l.i++
	}
}

// command is the next letter, 0 if a number or nothing follows.
func (l *lexer) command() byte {
	l.space()
	if l.i < len(l.s) && strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", l.s[l.i]) >= 0 {
		l.i++
		return l.s[l.i-1]
	}
	return 0
}

func (l *lexer) digits() {
	for l.i < len(l.s) && l.s[l.i] >= '0' && l.s[l.i] <= '9' {
		l.i++
	}
}

func (l *lexer) accept(chars string) bool {
	if l.i < len(l.s) && strings.IndexByte(chars, l.s[l.i]) >= 0 {
		l.i++
		return true
	}
	return false
}

func (l *lexer) number() (float64, bool) {
	l.space()
	start := l.i
	l.accept("+-")
	l.digits()
	if l.accept(".") {
		l.digits()
	}
	if end := l.i; end > start && l.accept("eE") {
		l.accept("+-")
		from := l.i
		if l.digits(); l.i == from {
			l.i = end
		}
	}
	v, err := strconv.ParseFloat(l.s[start:l.i], 64)
	if err != nil || v-v != 0 {
		l.i = start
		return 0, false
	}
	return v, true
}

// read fills a list of numbers.
func (l *lexer) read(v []float64) bool {
	for i := range v {
		n, ok := l.number()
		if !ok {
			return false
		}
		v[i] = n
	}
	return true
}

// flag is a single 0 or 1: "a1 1 0 0110 5" has two of them in "01".
func (l *lexer) flag() (bool, bool) {
	l.space()
	if l.i < len(l.s) && (l.s[l.i] == '0' || l.s[l.i] == '1') {
		l.i++
		return l.s[l.i-1] == '1', true
	}
	return false, false
}

// pather flattens path data through a matrix.
type pather struct {
	m          matrix
	out        []polyline
	count      int
	start, at  point // user space
	ctrl       point // the last control point, for S and T
	last       byte
	devicePrev point
}

func (p *pather) moveTo(to point) {
	p.start, p.at = to, to
	p.devicePrev = p.m.apply(to)
	p.out = append(p.out, polyline{points: []point{p.devicePrev}})
	p.count++
}

func (p *pather) lineTo(to point) {
	p.at = to
	p.emit(p.m.apply(to))
}

func (p *pather) emit(d point) {
	if len(p.out) == 0 || p.out[len(p.out)-1].closed {
		p.out = append(p.out, polyline{points: []point{p.devicePrev}})
	}
	last := &p.out[len(p.out)-1]
	last.points = append(last.points, d)
	p.devicePrev = d
	p.count++
}

// cubeTo flattens a cubic curve: the number of steps keeps the error below a
// tenth of a device pixel.
func (p *pather) cubeTo(a, b, to point) {
	d0, d1, d2, d3 := p.m.apply(p.at), p.m.apply(a), p.m.apply(b), p.m.apply(to)
	bend := math.Max(math.Hypot(d0.x-2*d1.x+d2.x, d0.y-2*d1.y+d2.y), math.Hypot(d1.x-2*d2.x+d3.x, d1.y-2*d2.y+d3.y))
	steps := int(min(max(math.Ceil(math.Sqrt(bend*0.75/0.1)), 1), 200))
	for i := 1; i <= steps; i++ {
		t := float64(i) / float64(steps)
		u := 1 - t
		p.emit(point{
			u*u*u*d0.x + 3*u*u*t*d1.x + 3*u*t*t*d2.x + t*t*t*d3.x,
			u*u*u*d0.y + 3*u*u*t*d1.y + 3*u*t*t*d2.y + t*t*t*d3.y,
		})
	}
	p.at = to
}

func (p *pather) quadTo(c, to point) {
	a := point{p.at.x + 2*(c.x-p.at.x)/3, p.at.y + 2*(c.y-p.at.y)/3}
	b := point{to.x + 2*(c.x-to.x)/3, to.y + 2*(c.y-to.y)/3}
	p.cubeTo(a, b, to)
}

// arcTo: SVG 1.1, F.6.5, then curves of at most a quarter turn.
func (p *pather) arcTo(rx, ry, turn float64, large, sweep bool, to point) {
	from := p.at
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx < 1e-9 || ry < 1e-9 || from == to {
		p.lineTo(to)
		return
	}
	sin, cos := math.Sincos(turn * math.Pi / 180)
	dx, dy := (from.x-to.x)/2, (from.y-to.y)/2
	x, y := cos*dx+sin*dy, -sin*dx+cos*dy
	if over := x*x/(rx*rx) + y*y/(ry*ry); over > 1 {
		rx, ry = rx*math.Sqrt(over), ry*math.Sqrt(over)
	}
	num := rx*rx*ry*ry - rx*rx*y*y - ry*ry*x*x
	f := math.Sqrt(math.Max(0, num/(rx*rx*y*y+ry*ry*x*x)))
	if large == sweep {
		f = -f
	}
	cx, cy := f*rx*y/ry, -f*ry*x/rx
	a0 := math.Atan2((y-cy)/ry, (x-cx)/rx)
	da := math.Atan2((-y-cy)/ry, (-x-cx)/rx) - a0
	switch {
	case sweep && da < 0:
		da += 2 * math.Pi
	case !sweep && da > 0:
		da -= 2 * math.Pi
	}
	mid := point{(from.x + to.x) / 2, (from.y + to.y) / 2}
	onto := matrix{cos * rx, sin * rx, -sin * ry, cos * ry, cos*cx - sin*cy + mid.x, sin*cx + cos*cy + mid.y}
	p.turn(onto, a0, da, to)
}

// turn draws an arc of the unit circle seen through a matrix.
func (p *pather) turn(onto matrix, a0, da float64, to point) {
	n := int(math.Ceil(math.Abs(da) / (math.Pi / 2)))
	step := da / float64(max(n, 1))
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range n {
		s0, c0 := math.Sincos(a0 + float64(i)*step)
		s1, c1 := math.Sincos(a0 + float64(i+1)*step)
		end := onto.apply(point{c1, s1})
		if i == n-1 {
			end = to
		}
		p.cubeTo(onto.apply(point{c0 - k*s0, s0 + k*c0}), onto.apply(point{c1 + k*s1, s1 - k*c1}), end)
	}
}

func (p *pather) closePath() {
	if n := len(p.out); n > 0 {
		p.out[n-1].closed = true
	}
	p.at = p.start
	p.devicePrev = p.m.apply(p.start)
}

// arity is how many numbers a command takes.
func arity(c byte) int {
	switch c | 0x20 {
	case 'm', 'l', 't':
		return 2
	case 'h', 'v':
		return 1
	case 'c':
		return 6
	case 's', 'q':
		return 4
	}
	return 0
}

// flatten reads path data as far as it is right, as browsers do (SVG 1.1, F.2).
func flatten(d string, m matrix) []polyline {
	l := lexer{s: d}
	p := pather{m: m}
	for c := l.command(); c != 0 && (len(p.out) > 0 || c|0x20 == 'm'); {
		if c|0x20 == 'z' {
			p.closePath()
			p.last, c = 'z', l.command()
			continue
		}
		if !p.step(c, &l) || p.count > maxPoints {
			break
		}
		next := l.command()
		switch {
		case next != 0:
			c = next
		case c == 'M':
			c = 'L'
		case c == 'm':
			c = 'l'
		}
	}
	return p.out
}

// step reads the numbers of a command once and carries it out.
func (p *pather) step(c byte, l *lexer) bool {
	if c|0x20 == 'a' {
		return p.arc(c, l)
	}
	var v [6]float64
	if !l.read(v[:arity(c)]) {
		return false
	}
	base := point{}
	if c >= 'a' {
		base = p.at
	}
	pt := func(i int) point { return point{base.x + v[i], base.y + v[i+1]} }
	before, was := p.at, p.last
	p.last = c | 0x20
	switch p.last {
	case 'm':
		p.moveTo(pt(0))
	case 'l':
		p.lineTo(pt(0))
	case 'h':
		p.lineTo(point{base.x + v[0], before.y})
	case 'v':
		p.lineTo(point{before.x, base.y + v[0]})
	default:
		p.curve(was, pt)
	}
	return true
}

// curve carries out c, s, q and t; was is the command before.
func (p *pather) curve(was byte, pt func(int) point) {
	switch p.last {
	case 'c':
		p.ctrl = pt(2)
		p.cubeTo(pt(0), pt(2), pt(4))
	case 's':
		first := p.mirror(was, 'c', 's')
		p.ctrl = pt(0)
		p.cubeTo(first, pt(0), pt(2))
	case 'q':
		p.ctrl = pt(0)
		p.quadTo(pt(0), pt(2))
	case 't':
		p.ctrl = p.mirror(was, 'q', 't')
		p.quadTo(p.ctrl, pt(0))
	}
}

// mirror is the control point that a smooth command takes over.
func (p *pather) mirror(was, kind, smooth byte) point {
	if was == kind || was == smooth {
		return point{2*p.at.x - p.ctrl.x, 2*p.at.y - p.ctrl.y}
	}
	return p.at
}

func (p *pather) arc(c byte, l *lexer) bool {
	var v [5]float64 // both radii, turn, x, y
	var flags [2]bool
	ok := l.read(v[:3])
	for i := range flags {
		if ok {
			flags[i], ok = l.flag()
		}
	}
	if !ok || !l.read(v[3:]) {
		return false
	}
	to := point{v[3], v[4]}
	if c == 'a' {
		to = point{p.at.x + v[3], p.at.y + v[4]}
	}
	p.last = 'a'
	p.arcTo(v[0], v[1], v[2], flags[0], flags[1], to)
	return true
}
