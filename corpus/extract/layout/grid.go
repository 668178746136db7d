package layout

import (
	"slices"
	"sort"
)

// grid is a ruled table: edges of columns and rows, and what of it is one cell.
type grid struct {
	xs, ys []float64
	// region names the cell of each field, row by row: the number of its first
	// field.
	region []int
	// openTop and openBottom say that the lines of the columns reach beyond the
	// first or last line of the rows.
	openTop, openBottom bool
}

// maxFields bounds the fields of one table on one page.
const maxFields = 20_000

func (g *grid) cols() int { return len(g.xs) - 1 }
func (g *grid) rows() int { return len(g.ys) - 1 }
func (g *grid) box() Box {
	return Box{g.xs[0], g.ys[0], g.xs[len(g.xs)-1], g.ys[len(g.ys)-1]}
}

// newGrid makes a table of a frame, nil if it has not at least two columns and
// two cells: boxes, borders and lists of boxes are no tables.
func newGrid(f frame) *grid {
	g := &grid{}
	g.xs, _, _ = outer(edges(f.v), f.h)
	g.ys, g.openTop, g.openBottom = outer(edges(f.h), f.v)
	if len(g.xs) < 3 || len(g.ys) < 2 || g.cols()*g.rows() > maxFields {
		return nil
	}
	g.merge(f)
	if g.single() {
		return nil
	}
	return g
}

// single reports a grid whose cells all reach over its whole width.
func (g *grid) single() bool {
	for r := range g.rows() {
		for c := 1; c < g.cols(); c++ {
			if g.region[r*g.cols()+c] != g.region[r*g.cols()] {
				return false
			}
		}
	}
	return true
}

// merge unites the fields between which no line is drawn.
func (g *grid) merge(f frame) {
	n := g.cols()
	u := newUnion(n * g.rows())
	right := walls(f.v, g.xs, g.ys)
	below := walls(f.h, g.ys, g.xs)
	for r := range g.rows() {
		for c := range n {
			if c+1 < n && !right[c+1][r] {
				u.join(r*n+c, r*n+c+1)
			}
			if r+1 < g.rows() && !below[r+1][c] {
				u.join(r*n+c, (r+1)*n+c)
			}
		}
	}
	g.square(u)
	g.region = make([]int, len(u))
	for i := range u {
		g.region[i] = u.find(i)
	}
}

// walls tells for each edge, and each stretch between the edges across, whether
// a line is drawn on at least two thirds of it.
func walls(s []seg, at, across []float64) [][]bool {
	out := make([][]bool, len(at))
	for i := range at {
		out[i] = make([]bool, len(across)-1)
		var on []seg
		for _, x := range s {
			if x.at >= at[i]-near && x.at <= at[i]+near {
				on = append(on, x)
			}
		}
		for j := range out[i] {
			lo, hi := across[j], across[j+1]
			covered := 0.0
			for _, x := range on {
				covered += max(0, min(hi, x.hi)-max(lo, x.lo))
			}
			out[i][j] = covered >= (hi-lo)*2/3
		}
	}
	return out
}

// square unites until every cell is a rectangle.
func (g *grid) square(u union) {
	n := g.cols()
	for changed := true; changed; {
		changed = false
		for root, h := range hulls(u, n) {
			for r := h.r0; r <= h.r1; r++ {
				for c := h.c0; c <= h.c1; c++ {
					if u.join(root, r*n+c) {
						changed = true
					}
				}
			}
		}
	}
}

// span is a rectangle of fields, ends included.
type span struct{ r0, c0, r1, c1 int }

func hulls(u union, cols int) map[int]span {
	out := map[int]span{}
	for i := range u {
		r, c := i/cols, i%cols
		root := u.find(i)
		h, ok := out[root]
		if !ok {
			h = span{r, c, r, c}
		}
		out[root] = span{min(h.r0, r), min(h.c0, c), max(h.r1, r), max(h.c1, c)}
	}
	return out
}

// field is the field in which a point lies, -1 outside.
func (g *grid) field(x, y float64) int {
	c, r := stretch(g.xs, x), stretch(g.ys, y)
	if c < 0 || r < 0 {
		return -1
	}
	return r*g.cols() + c
}

// stretch is the number of the stretch between ascending edges in which v lies.
func stretch(edges []float64, v float64) int {
	i := sort.SearchFloat64s(edges, v)
	if i == 0 || i == len(edges) {
		return -1
	}
	return i - 1
}

// table fills a grid with marks.
func (g *grid) table(marks []mark, page int) *table {
	in := map[int][]mark{}
	for _, m := range marks {
		root := g.region[g.field(m.midX(), m.midY())]
		in[root] = append(in[root], m)
	}
	t := &table{Box: g.box(), page: page, xs: g.xs, openTop: g.openTop, openBottom: g.openBottom}
	t.rows = make([][]cell, g.rows())
	t.pages = slices.Repeat([]int{page}, g.rows())
	t.firstHeight = g.ys[1] - g.ys[0]
	u := union(g.region)
	for root, h := range hulls(u, g.cols()) {
		c := newCell(makeLines(in[root], page), Box{X0: g.xs[h.c0], X1: g.xs[h.c1+1]})
		c.col, c.cols, c.rows = h.c0, h.c1-h.c0+1, h.r1-h.r0+1
		t.rows[h.r0] = append(t.rows[h.r0], c)
	}
	t.tidy()
	return t
}
