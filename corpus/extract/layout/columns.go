package layout

import "slices"

// band is a run of lines of a page: one column, or lines over the whole width.
type band struct {
	lines  []line
	column bool
}

const (
	// gutterGap is the least width of the gap between two columns of prose, in
	// parts of the font size.
	gutterGap = 1.0
	// columnLines is the least number of lines with text on both sides.
	columnLines = 6
	// columnFill is how much of a column's width most of its lines fill.
	columnFill = 0.75
)

// columns parts lines that stand in two columns of prose, side by side, and
// gives them column by column. Tables have short cells and stay as they are.
func columns(lines []line) []band {
	if len(lines) == 0 {
		return nil
	}
	x, ok := gutter(lines)
	if !ok {
		return []band{{lines: lines}}
	}
	var out []band
	from := 0
	for from < len(lines) {
		to, both := from, 0
		for to < len(lines) && !covers(lines[to], x) {
			if a, b := sides(lines[to], x); len(a) > 0 && len(b) > 0 {
				both++
			}
			to++
		}
		if both < columnLines {
			out = appendBand(out, lines[from:min(to+1, len(lines))])
			from = min(to+1, len(lines))
			continue
		}
		left, right := divide(lines[from:to], x)
		out = append(out, band{left, true}, band{right, true})
		from = to
	}
	return out
}

func appendBand(out []band, lines []line) []band {
	if n := len(out); n > 0 && !out[n-1].column {
		out[n-1].lines = append(out[n-1].lines, lines...)
		return out
	}
	return append(out, band{lines: slices.Clone(lines)})
}

// gutter finds the place of a gap that most lines leave and hardly any crosses.
func gutter(lines []line) (x float64, ok bool) {
	all := lines[0].Box
	written := make([][]extent, len(lines)) // where each line has text
	for i, l := range lines {
		all = all.union(l.Box)
		written[i] = extents(l.parts(gutterGap))
	}
	lo, hi := all.X0+0.3*all.width(), all.X0+0.7*all.width()
	best, most := 0.0, 0
	asked := map[int]bool{}
	for _, parts := range written {
		for i := 1; i < len(parts); i++ {
			mid := (parts[i-1].right + parts[i].left) / 2
			if mid < lo || mid > hi || asked[int(mid/sameGutter)] {
				continue
			}
			asked[int(mid/sameGutter)] = true
			if n := support(written, mid); n > most {
				best, most = mid, n
			}
		}
	}
	if most < columnLines {
		return 0, false
	}
	left, right := divide(lines, best)
	return best, prose(left) && prose(right)
}

// sameGutter is how near two gaps are that are asked about only once, in points.
const sameGutter = 3.0

// support counts the lines with text on both sides of x less those that cross it.
func support(written [][]extent, x float64) int {
	n := 0
	for _, parts := range written {
		first, last := parts[0], parts[len(parts)-1]
		i := slices.IndexFunc(parts, func(e extent) bool { return e.left < x && x < e.right })
		switch {
		case i >= 0:
			n--
		case first.left < x && last.right > x:
			n++
		}
	}
	return n
}

// covers reports a line whose text goes on over x.
func covers(l line, x float64) bool {
	for _, p := range l.parts(gutterGap) {
		if p.X0 < x && x < p.X1 {
			return true
		}
	}
	return false
}

// sides are the marks left and right of x.
func sides(l line, x float64) (left, right []mark) {
	n := slices.IndexFunc(l.marks, func(m mark) bool { return m.midX() > x })
	if n < 0 {
		n = len(l.marks)
	}
	return l.marks[:n], l.marks[n:]
}

// divide cuts lines at x; lines that cross it are left out.
func divide(lines []line, x float64) (left, right []line) {
	for _, l := range lines {
		if covers(l, x) {
			continue
		}
		a, _ := sides(l, x)
		if n := len(a); n > 0 {
			left = append(left, l.cut(0, n))
		}
		if n := len(a); n < len(l.marks) {
			right = append(right, l.cut(n, len(l.marks)))
		}
	}
	return left, right
}

// prose reports lines of which most fill their column without wide gaps.
func prose(lines []line) bool {
	if len(lines) < columnLines {
		return false
	}
	all := lines[0].Box
	for _, l := range lines {
		all = all.union(l.Box)
	}
	full := 0
	for _, l := range lines {
		if l.width() >= columnFill*all.width() && len(l.parts(wideGap)) == 1 {
			full++
		}
	}
	return 2*full >= len(lines)
}
