package layout

import (
	"cmp"
	"math"
	"slices"
)

// seg is a line along one axis: a horizontal one lies at y = at from x = lo to
// x = hi, a vertical one at x = at.
type seg struct{ at, lo, hi float64 }

const (
	// near is how far apart lines may be drawn that meet, or are one, in points.
	near = 3.0
	// maxSegs bounds the lines in each direction that are believed to be tables.
	maxSegs = 3000
)

// segs sorts rules by direction and joins those that continue or repeat one
// another. A page with more lines than any table has is a drawing: none.
func segs(rules []Rule) (h, v []seg) {
	for _, r := range rules {
		b := proper(Box(r))
		switch {
		case b.width() >= b.height() && b.height() <= near:
			h = append(h, seg{b.midY(), b.X0, b.X1})
		case b.height() > b.width() && b.width() <= near:
			v = append(v, seg{b.midX(), b.Y0, b.Y1})
		}
	}
	h, v = mergeSegs(h), mergeSegs(v)
	if len(h) > maxSegs || len(v) > maxSegs {
		return nil, nil
	}
	return h, v
}

// mergeSegs joins the lines that lie on one another.
func mergeSegs(in []seg) []seg {
	slices.SortFunc(in, func(a, b seg) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.lo, b.lo)) })
	var out []seg
	for i := 0; i < len(in); {
		j := i + 1
		for j < len(in) && in[j].at-in[j-1].at <= near/2 && in[j].at-in[i].at <= 2*near {
			j++
		}
		group := in[i:j]
		slices.SortFunc(group, func(a, b seg) int { return cmp.Compare(a.lo, b.lo) })
		cur := group[0]
		for _, s := range group[1:] {
			if s.lo > cur.hi+near {
				out = append(out, cur)
				cur = s
				continue
			}
			cur.hi = max(cur.hi, s.hi)
		}
		out = append(out, cur)
		i = j
	}
	return out
}

// crosses reports a horizontal and a vertical line that meet.
func crosses(h, v seg) bool {
	return v.at >= h.lo-near && v.at <= h.hi+near && h.at >= v.lo-near && h.at <= v.hi+near
}

// frames groups lines that hang together. loose are horizontal lines that meet
// no vertical one.
func frames(h, v []seg) (out []frame, loose []seg) {
	u := newUnion(len(h) + len(v))
	met := make([]bool, len(h))
	for i, a := range h {
		for j, b := range v {
			if crosses(a, b) {
				u.join(i, len(h)+j)
				met[i] = true
			}
		}
	}
	at := map[int]int{}
	of := func(k int) *frame {
		root := u.find(k)
		if _, ok := at[root]; !ok {
			at[root] = len(out)
			out = append(out, frame{})
		}
		return &out[at[root]]
	}
	for i, a := range h {
		if met[i] {
			f := of(i)
			f.h = append(f.h, a)
		} else {
			loose = append(loose, a)
		}
	}
	for j, b := range v {
		f := of(len(h) + j)
		f.v = append(f.v, b)
	}
	return out, loose
}

// frame is a group of lines that hang together.
type frame struct{ h, v []seg }

// edges are the places of lines, those nearer than near as one.
func edges(s []seg) []float64 {
	at := make([]float64, len(s))
	for i, x := range s {
		at[i] = x.at
	}
	slices.Sort(at)
	var out []float64
	for i := 0; i < len(at); {
		j := i + 1
		for j < len(at) && at[j]-at[j-1] <= near && at[j]-at[i] <= 2*near {
			j++
		}
		out = append(out, (at[i]+at[j-1])/2)
		i = j
	}
	return out
}

// outer adds the edges that are not drawn but where lines across end: tables
// open at the sides, or cut by the end of a page.
func outer(at []float64, across []seg) (edges []float64, openLow, openHigh bool) {
	if len(at) == 0 {
		return at, false, false
	}
	const stick = 2 * near
	low, high := reach(across, at[0]-stick, at[len(at)-1]+stick)
	if !math.IsNaN(low) {
		at, openLow = slices.Insert(at, 0, low), true
	}
	if !math.IsNaN(high) {
		at, openHigh = append(at, high), true
	}
	return at, openLow, openHigh
}

// reach is how far at least two lines reach below low and above high, NaN where
// they do not.
func reach(across []seg, low, high float64) (lo, hi float64) {
	lo, hi = math.NaN(), math.NaN()
	var los, his []float64
	for _, s := range across {
		if s.lo < low {
			los = append(los, s.lo)
		}
		if s.hi > high {
			his = append(his, s.hi)
		}
	}
	if len(los) >= 2 {
		lo = slices.Min(los)
	}
	if len(his) >= 2 {
		hi = slices.Max(his)
	}
	return lo, hi
}

// union is a union-find structure.
type union []int

func newUnion(n int) union {
	u := make(union, n)
	for i := range u {
		u[i] = i
	}
	return u
}

func (u union) find(i int) int {
	for u[i] != i {
		u[i] = u[u[i]]
		i = u[i]
	}
	return i
}

// join unites two sets under the smaller name.
func (u union) join(i, j int) bool {
	i, j = u.find(i), u.find(j)
	if i == j {
		return false
	}
	u[max(i, j)] = min(i, j)
	return true
}
