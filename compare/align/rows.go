package align

import (
	"cmp"
	"slices"
)

// rows makes one row of all units that links hold together, and one of every unit
// without links.
func (t *table) rows() []Row {
	groups := t.groups()
	rows := make([]Row, len(groups))
	for i, g := range groups {
		rows[i] = t.row(g)
	}
	return rows
}

// group is what one row holds: the units of each document, by number.
type group struct {
	units [][]int
	links []link
}

// groups joins linked units and puts the groups in order.
func (t *table) groups() []group {
	f, base := t.joined()
	at := map[int]int{}
	var out []group
	for d, us := range t.units {
		for i := range us {
			root := f.root(base[d] + i)
			k, ok := at[root]
			if !ok {
				k = len(out)
				at[root] = k
				out = append(out, group{units: make([][]int, len(t.units))})
			}
			out[k].units[d] = append(out[k].units[d], i)
		}
	}
	for _, l := range t.links {
		k := at[f.root(base[l.da]+l.a)]
		out[k].links = append(out[k].links, l)
	}
	return inOrder(out, len(t.units))
}

// inOrder puts groups of the first document in its order, and each other group
// behind the group of the unit before it in its own document.
func inOrder(gs []group, docs int) []group {
	// next[k+1] is the group behind group k, next[0] the first; -1 ends the chain.
	next := slices.Repeat([]int{-1}, len(gs)+1)
	placed := make([]bool, len(gs))
	for d := range docs {
		after := 0
		for _, k := range byUnit(gs, d) {
			if !placed[k] {
				placed[k] = true
				next[k+1], next[after] = next[after], k
			}
			after = k + 1
		}
	}
	out := make([]group, 0, len(gs))
	for k := next[0]; k >= 0; k = next[k+1] {
		out = append(out, gs[k])
	}
	return out
}

// byUnit lists the groups that hold units of document d, by the first of these.
func byUnit(gs []group, d int) []int {
	var out []int
	for k, g := range gs {
		if len(g.units[d]) > 0 {
			out = append(out, k)
		}
	}
	slices.SortFunc(out, func(x, y int) int { return cmp.Compare(gs[x].units[d][0], gs[y].units[d][0]) })
	return out
}

func (t *table) row(g group) Row {
	r := Row{Kind: KindOnly, Units: make([][]Unit, len(g.units))}
	for d, us := range g.units {
		for _, i := range us {
			r.Units[d] = append(r.Units[d], t.units[d][i])
		}
		if len(us) == 0 {
			r.Gaps = append(r.Gaps, t.gap(g, d))
		}
	}
	slices.SortFunc(g.links, func(x, y link) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.da, y.da), cmp.Compare(x.a, y.a),
			cmp.Compare(x.db, y.db), cmp.Compare(x.b, y.b))
	})
	if len(g.links) > 0 {
		r.Kind = KindEqual
	}
	for _, l := range g.links {
		equal := l.score == 1
		if !equal {
			r.Kind = KindSimilar
		}
		r.Links = append(r.Links, Link{
			A: t.units[l.da][l.a], B: t.units[l.db][l.b], Score: l.score, Equal: equal, Moved: l.moved,
		})
	}
	return r
}

// gap finds what comes nearest in document d to the units of a group.
func (t *table) gap(g group, d int) Gap {
	out := Gap{Document: d}
	for from, us := range g.units {
		for _, i := range us {
			c, ok := t.nearest[[3]int{from, i, d}]
			if ok && c.score > out.Score {
				out.Score, out.Nearest = c.score, &t.units[d][c.b]
			}
		}
	}
	return out
}

// forest is union-find: which units belong together.
type forest []int

func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

func (f forest) root(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

func (f forest) join(a, b int) {
	ra, rb := f.root(a), f.root(b)
	f[max(ra, rb)] = min(ra, rb)
}
