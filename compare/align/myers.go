package align

import (
	"slices"
	"sort"
)

// maxCost bounds one search for the shortest difference, in edits; past it the
// texts are cut at what is unique in both.
const maxCost = 1500

// anchorWidth is how many tokens in a row make an anchor.
const anchorWidth = 4

// edits finds what is equal and what is not, in order, without gaps.
func edits(a, b []token) []edit {
	d := differ{ids: map[string]int{}}
	d.a, d.b = d.number(a), d.number(b)
	d.compare(0, len(a), 0, len(b), 0)
	return d.out
}

// differ is Myers, An O(ND) Difference Algorithm (1986), section 4b, the variant
// in linear space, with bounds.
type differ struct {
	ids  map[string]int
	a, b []int
	out  []edit
}

// number gives the same number to the same token: strings are compared once.
func (d *differ) number(ts []token) []int {
	out := make([]int, len(ts))
	for i, t := range ts {
		id, ok := d.ids[t.text]
		if !ok {
			id = len(d.ids)
			d.ids[t.text] = id
		}
		out[i] = id
	}
	return out
}

// add appends a stretch, joined to the one before where it is of the same sort.
func (d *differ) add(equal bool, a0, a1, b0, b1 int) {
	if a0 == a1 && b0 == b1 {
		return
	}
	if n := len(d.out); n > 0 && d.out[n-1].equal == equal {
		d.out[n-1].a1, d.out[n-1].b1 = a1, b1
		return
	}
	d.out = append(d.out, edit{equal, a0, a1, b0, b1})
}

func (d *differ) compare(a0, a1, b0, b1, depth int) {
	p := 0
	for a0+p < a1 && b0+p < b1 && d.a[a0+p] == d.b[b0+p] {
		p++
	}
	d.add(true, a0, a0+p, b0, b0+p)
	a0, b0 = a0+p, b0+p
	s := 0
	for a1-s > a0 && b1-s > b0 && d.a[a1-s-1] == d.b[b1-s-1] {
		s++
	}
	d.middle(a0, a1-s, b0, b1-s, depth)
	d.add(true, a1-s, a1, b1-s, b1)
}

// middle is compare for stretches that neither begin nor end alike.
func (d *differ) middle(a0, a1, b0, b1, depth int) {
	if a0 == a1 || b0 == b1 {
		d.add(false, a0, a1, b0, b1)
		return
	}
	x, y, ok := d.snake(a0, a1, b0, b1)
	switch {
	case ok && (x > a0 || y > b0) && (x < a1 || y < b1):
		d.compare(a0, x, b0, y, depth)
		d.compare(x, a1, y, b1, depth)
	case !ok && depth == 0:
		d.anchored(a0, a1, b0, b1)
	default:
		d.add(false, a0, a1, b0, b1)
	}
}

// snake finds a point on a shortest path, from both ends at once; ok is false when
// the search costs too much.
func (d *differ) snake(a0, a1, b0, b1 int) (x, y int, ok bool) {
	s := newSearch(d.a[a0:a1], d.b[b0:b1])
	for c := 0; c <= s.limit; c++ {
		if x, y, ok = s.forward(c); !ok {
			x, y, ok = s.backward(c)
		}
		if ok {
			return a0 + x, b0 + y, x >= 0 && y >= 0 && x <= s.n && y <= s.m
		}
	}
	return 0, 0, false
}

// search holds how far the paths of c edits reach on every diagonal, from the
// beginning (forth) and from the end (back), as places in a; diagonal k is at
// origin+k.
type search struct {
	a, b          []int
	n, m, delta   int
	limit, origin int
	forth, back   []int
}

func newSearch(a, b []int) *search {
	s := &search{a: a, b: b, n: len(a), m: len(b), delta: len(a) - len(b)}
	s.limit = min((s.n+s.m+1)/2, maxCost)
	s.origin = s.limit + 1
	s.forth = slices.Repeat([]int{-1}, 2*s.limit+3)
	s.back = slices.Clone(s.forth)
	s.forth[s.origin+1], s.back[s.origin+1] = 0, 0
	return s
}

// forward lengthens the paths from the beginning to c edits; ok when one meets a
// path from the end.
func (s *search) forward(c int) (x, y int, ok bool) {
	for k := -c; k <= c; k += 2 {
		i := farthest(s.forth, s.origin, k, c)
		for i < s.n && i-k < s.m && i >= k && s.a[i] == s.b[i-k] {
			i++
		}
		s.forth[s.origin+k] = i
		r := s.delta - k
		if s.delta%2 != 0 && r > -c && r < c && i+s.back[s.origin+r] >= s.n {
			return i, i - k, true
		}
	}
	return 0, 0, false
}

// backward is forward from the end.
func (s *search) backward(c int) (x, y int, ok bool) {
	for k := -c; k <= c; k += 2 {
		i := farthest(s.back, s.origin, k, c)
		for i < s.n && i-k < s.m && i >= k && s.a[s.n-1-i] == s.b[s.m-1-i+k] {
			i++
		}
		s.back[s.origin+k] = i
		r := s.delta - k
		if s.delta%2 == 0 && r >= -c && r <= c && i+s.forth[s.origin+r] >= s.n {
			return s.n - i, s.m - i + k, true
		}
	}
	return 0, 0, false
}

// farthest continues the path on diagonal k from the better neighbour.
func farthest(v []int, at, k, c int) int {
	if k == -c || k != c && v[at+k-1] < v[at+k+1] {
		return v[at+k+1]
	}
	return v[at+k-1] + 1
}

// anchored cuts two long stretches at the runs of tokens that occur once in both,
// as far as their order agrees, and compares what lies between.
func (d *differ) anchored(a0, a1, b0, b1 int) {
	for _, p := range d.anchors(a0, a1, b0, b1) {
		if p[0] < a0 || p[1] < b0 {
			continue
		}
		d.compare(a0, p[0], b0, p[1], 1)
		d.add(true, p[0], p[0]+anchorWidth, p[1], p[1]+anchorWidth)
		a0, b0 = p[0]+anchorWidth, p[1]+anchorWidth
	}
	d.compare(a0, a1, b0, b1, 1)
}

// anchors lists the places of unique runs in a and b that stand in the same order
// in both: a longest increasing subsequence.
func (d *differ) anchors(a0, a1, b0, b1 int) [][2]int {
	inB := d.unique(d.b, b0, b1)
	var all [][2]int
	for key, i := range d.unique(d.a, a0, a1) {
		if j, ok := inB[key]; ok && i >= 0 && j >= 0 {
			all = append(all, [2]int{i, j})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i][0] < all[j][0] })
	second := make([]int, len(all))
	for i, p := range all {
		second[i] = p[1]
	}
	keep := increasing(second)
	out := all[:0]
	for i, p := range all {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// unique maps each run of tokens to its place, -1 when it occurs more than once.
func (d *differ) unique(s []int, from, to int) map[[anchorWidth]int]int {
	out := make(map[[anchorWidth]int]int, to-from)
	for i := from; i+anchorWidth <= to; i++ {
		key := [anchorWidth]int(s[i : i+anchorWidth])
		if _, ok := out[key]; ok {
			out[key] = -1
			continue
		}
		out[key] = i
	}
	return out
}

// increasing marks a longest strictly increasing subsequence, the first of those
// that a patience sort finds.
func increasing(s []int) []bool {
	var tails []int
	before := make([]int, len(s))
	for i, v := range s {
		k := sort.Search(len(tails), func(j int) bool { return s[tails[j]] >= v })
		before[i] = -1
		if k > 0 {
			before[i] = tails[k-1]
		}
		if k == len(tails) {
			tails = append(tails, i)
		} else {
			tails[k] = i
		}
	}
	keep := make([]bool, len(s))
	if len(tails) > 0 {
		for i := tails[len(tails)-1]; i >= 0; i = before[i] {
			keep[i] = true
		}
	}
	return keep
}
