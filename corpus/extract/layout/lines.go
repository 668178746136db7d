package layout

import (
	"cmp"
	"math"
	"slices"
)

// line is what stands on one base line.
type line struct {
	Box
	marks []mark // from left to right
	page  int
	size  float64 // median font size, points
	bold  bool    // more than half of it
}

// strand is a row of marks that follow one another in the file and on the line.
type strand struct {
	Box
	marks []mark
}

// strands cuts marks, in the order of the file, where they leave their line.
func strands(marks []mark) []strand {
	var out []strand
	for _, m := range marks {
		if n := len(out); n > 0 && follows(out[n-1].marks[len(out[n-1].marks)-1], m) {
			out[n-1].marks = append(out[n-1].marks, m)
			out[n-1].Box = out[n-1].union(m.Box)
			continue
		}
		out = append(out, strand{m.Box, []mark{m}})
	}
	return out
}

// follows reports marks on one base line, b to the right of a and not far.
func follows(a, b mark) bool {
	size := min(a.Size, b.Size)
	return math.Abs(a.midY()-b.midY()) < 0.3*size && b.X0 > a.X0-0.2*size && b.X0-a.X1 < 6*size && max(a.Size, b.Size) < 1.6*size
}

// makeLines puts marks into lines, from top to bottom.
func makeLines(marks []mark, page int) []line {
	ss := strands(marks)
	slices.SortStableFunc(ss, func(a, b strand) int {
		return cmp.Or(cmp.Compare(a.midY(), b.midY()), cmp.Compare(a.X0, b.X0))
	})
	var out []line
	var cores []strand // of each line, the longest strand
	for _, s := range ss {
		i := lineOf(cores, s)
		if i < 0 {
			out = append(out, line{Box: s.Box, page: page, marks: slices.Clone(s.marks)})
			cores = append(cores, s)
			continue
		}
		out[i].marks = append(out[i].marks, s.marks...)
		out[i].Box = out[i].union(s.Box)
		if len(s.marks) > len(cores[i].marks) {
			cores[i] = s
		}
	}
	for i := range out {
		out[i].finish()
	}
	slices.SortStableFunc(out, func(a, b line) int { return cmp.Compare(a.midY(), b.midY()) })
	return out
}

// lookBack is how many lines above are asked whether a strand is theirs.
const lookBack = 6

// lineOf finds the line that a strand shares at least half of its height with.
func lineOf(cores []strand, s strand) int {
	best, most := -1, 0.5
	for i := len(cores) - 1; i >= max(0, len(cores)-lookBack); i-- {
		c := cores[i]
		low := min(c.height(), s.height())
		if low <= 0 {
			low = 1
		}
		share := (min(c.Y1, s.Y1) - max(c.Y0, s.Y0)) / low
		if c.height() <= 0 || s.height() <= 0 {
			share = 1 - math.Abs(c.midY()-s.midY())
		}
		if share > most {
			best, most = i, share
		}
	}
	return best
}

func (l *line) finish() {
	slices.SortStableFunc(l.marks, func(a, b mark) int { return cmp.Compare(a.X0, b.X0) })
	sizes := make([]float64, len(l.marks))
	bold := 0
	for i, m := range l.marks {
		sizes[i] = m.Size
		if m.Bold {
			bold++
		}
	}
	l.size = median(sizes)
	l.bold = 2*bold > len(l.marks)
}

// cut makes a line of its marks from i to j.
func (l line) cut(i, j int) line {
	part := line{marks: l.marks[i:j:j], page: l.page, Box: l.marks[i].Box}
	for _, m := range part.marks {
		part.Box = part.union(m.Box)
	}
	part.finish()
	return part
}

// parts cuts a line at gaps of at least gap times its font size.
func (l line) parts(gap float64) []line {
	var out []line
	from := 0
	right := l.marks[0].X1
	for i := 1; i < len(l.marks); i++ {
		if l.marks[i].X0-right >= gap*l.size {
			out = append(out, l.cut(from, i))
			from = i
		}
		right = max(right, l.marks[i].X1)
	}
	if from == 0 {
		return []line{l}
	}
	return append(out, l.cut(from, len(l.marks)))
}

// median of v, 0 of nothing; v is sorted.
func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	slices.Sort(v)
	return v[len(v)/2]
}
