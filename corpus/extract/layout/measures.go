package layout

import (
	"math"
	"slices"
)

// measures are what a document's pages have in common.
type measures struct {
	// body is the font size of most characters, points.
	body float64
	// edges are the edges of the text of each page, by page number.
	edges map[int]*extent
}

// extent is the left and right edge of text.
type extent struct{ left, right float64 }

func measure(sheets []*sheet) *measures {
	m := &measures{edges: map[int]*extent{}}
	sizes := map[float64]int{}
	var lefts, rights []float64
	for _, s := range sheets {
		for _, l := range s.lines {
			sizes[half(l.size)] += len(l.marks)
		}
		if e := edgesOf(s.lines); e != nil {
			m.edges[s.number] = e
			lefts, rights = append(lefts, e.left), append(rights, e.right)
		}
	}
	most := 0
	for size, n := range sizes {
		if n > most || n == most && size < m.body {
			m.body, most = size, n
		}
	}
	if len(lefts) > 0 {
		usual := &extent{median(lefts), median(rights)}
		for _, s := range sheets {
			if len(s.lines) < fewLines {
				m.edges[s.number] = usual.with(s.lines)
			}
		}
	}
	return m
}

// half rounds to half points.
func half(v float64) float64 { return math.Round(2*v) / 2 }

// fewLines is the number of lines below which a page does not show its edges.
const fewLines = 6

// with widens the edges so that lines stand inside.
func (e *extent) with(lines []line) *extent {
	out := *e
	for _, l := range lines {
		out.left, out.right = min(out.left, l.X0), max(out.right, l.X1)
	}
	return &out
}

func (m *measures) of(s *sheet) *extent { return m.edges[s.number] }

// edgesOf finds the edges that several lines share, nil for too few lines.
func edgesOf(lines []line) *extent {
	if len(lines) < fewLines {
		return nil
	}
	var lefts, rights []float64
	for _, l := range lines {
		lefts, rights = append(lefts, l.X0), append(rights, -l.X1)
	}
	return &extent{left: shared(lefts, lines[0].size), right: -shared(rights, lines[0].size)}
}

// shared is the smallest value that at least a tenth of the values, and two,
// come near to.
func shared(v []float64, size float64) float64 {
	slices.Sort(v)
	need := max(2, len(v)/10)
	for i, j := 0, 0; i < len(v); i++ {
		for j < len(v) && v[j]-v[i] <= size/2 {
			j++
		}
		if j-i >= need {
			return v[i]
		}
	}
	return v[0]
}

func newRegion(lines []line, e *extent) *region {
	r := &region{lines: lines}
	if e == nil {
		if e = edgesOf(lines); e == nil {
			e = (&extent{left: lines[0].X0, right: lines[0].X1}).with(lines)
		}
	}
	r.left, r.right = e.left, e.right
	var steps []float64
	for i := 1; i < len(lines); i++ {
		if d := lines[i].midY() - lines[i-1].midY(); d > lines[i].size/2 {
			steps = append(steps, d)
		}
	}
	r.pitch = median(steps)
	return r
}
