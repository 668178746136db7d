package align

import (
	"cmp"
	"slices"
)

// Options choose what to align and how strictly.
type Options struct {
	// Units says which clauses are compared; "" is Articles.
	Units Granularity
	// Threshold is the least score of a pair, 0 to 1; 0 is the default, 0.24. What
	// stays below is a gap, and the row says which unit came nearest.
	Threshold float64
}

// Kind says what a row is.
type Kind string

// The kinds of Row.
const (
	// KindEqual: the documents of the row say the same up to variants of writing.
	KindEqual Kind = "equal"
	// KindSimilar: they answer the same question in different words.
	KindSimilar Kind = "similar"
	// KindOnly: one document alone has it.
	KindOnly Kind = "only"
)

// Link is one pair of units that answer each other.
type Link struct {
	// A and B stand in different documents, A in the earlier of the list.
	A Unit `json:"a"`
	B Unit `json:"b"`
	// Score is how alike they are, 0 to 1; 1 only for equal units.
	Score float64 `json:"score"`
	Equal bool    `json:"equal"`
	// Moved says that it stands in another order among the pairs of its documents.
	Moved bool `json:"moved"`
}

// Diff tells how B differs from A, by offsets into A.Text and B.Text.
func (l Link) Diff() []Op { return Diff(l.A.Text, l.B.Text) }

// Gap says that a document has no counterpart for a row.
type Gap struct {
	// Document counts the documents given, from 0.
	Document int `json:"document"`
	// Nearest is the unit of that document that comes nearest to the row, and Score
	// how near; nil when nothing is alike at all. It may have a counterpart of its
	// own.
	Nearest *Unit   `json:"nearest,omitempty"`
	Score   float64 `json:"score"`
}

// Row is one line of the table side by side.
type Row struct {
	Kind Kind `json:"kind"`
	// Units are the units of each document, in its order; an empty list where the
	// document has none: then Gaps has an entry. More than one where an article of
	// one document answers several of another.
	Units [][]Unit `json:"units"`
	// Links are the pairs the row is made of, best first.
	Links []Link `json:"links,omitempty"`
	Gaps  []Gap  `json:"gaps,omitempty"`
}

// Alignment is documents side by side. Every unit of every document stands in
// exactly one row.
type Alignment struct {
	Documents []Document `json:"-"`
	// Rows follow the first document; what it lacks stands behind its neighbour in
	// the document it comes from.
	Rows []Row `json:"rows"`
}

// Documents aligns two or more documents. The first is the base: each of the others
// is aligned with it, and what then is left of them with each other, in order. With
// two documents the pairs, their scores and the gaps are the same whichever comes
// first.
func Documents(docs []Document, opts Options) Alignment {
	w := placesWeights()
	if opts.Threshold > 0 {
		w.pair = opts.Threshold
	}
	return align(docs, opts, w)
}

func align(docs []Document, opts Options, w weights) Alignment {
	all := make([][]Unit, len(docs))
	for d := range docs {
		all[d] = units(d, docs[d], cmp.Or(opts.Units, Articles))
	}
	t := newTable(all, profiles(docs, all), w)
	for base := range docs {
		for d := base + 1; d < len(docs); d++ {
			t.pair(base, d)
		}
	}
	return Alignment{Documents: docs, Rows: t.rows()}
}

// table collects the links between all documents.
type table struct {
	units [][]Unit
	known [][]*profile
	w     weights
	links []link
	// nearest holds, for unit i of document d, the best candidate in document k.
	nearest map[[3]int]candidate
}

// link is a pair as places in the table.
type link struct {
	da, a, db, b int
	score        float64
	moved        bool
}

func newTable(us [][]Unit, known [][]*profile, w weights) *table {
	return &table{units: us, known: known, w: w, nearest: map[[3]int]candidate{}}
}

// pair aligns two documents. After the base has had its turn, only units are open
// whose row does not hold the other document yet.
func (t *table) pair(da, db int) {
	s := scorer{w: t.w, a: t.known[da], b: t.known[db]}
	m := s.match(t.open(da, db), t.open(db, da))
	first := len(t.links)
	for _, c := range m.pairs {
		t.links = append(t.links, link{da: da, a: c.a, db: db, b: c.b, score: c.score})
	}
	markMoved(t.links[first:])
	for _, c := range m.all {
		t.keepNearest([3]int{da, c.a, db}, c)
		t.keepNearest([3]int{db, c.b, da}, candidate{c.b, c.a, c.score})
	}
}

// open says which units of document d stand in a row without document with.
func (t *table) open(d, with int) []bool {
	f, base := t.joined()
	has := map[int]bool{}
	for i := range t.units[with] {
		has[f.root(base[with]+i)] = true
	}
	out := make([]bool, len(t.units[d]))
	for i := range out {
		out[i] = !has[f.root(base[d]+i)]
	}
	return out
}

// joined is the forest of all units, document after document; base says where each
// document begins in it.
func (t *table) joined() (f forest, base []int) {
	base = make([]int, len(t.units))
	n := 0
	for d, us := range t.units {
		base[d] = n
		n += len(us)
	}
	f = newForest(n)
	for _, l := range t.links {
		f.join(base[l.da]+l.a, base[l.db]+l.b)
	}
	return f, base
}

func (t *table) keepNearest(key [3]int, c candidate) {
	if old, ok := t.nearest[key]; !ok || c.score > old.score {
		t.nearest[key] = c
	}
}

// markMoved marks the pairs outside the longest run of pairs that stand in the same
// order in both documents.
func markMoved(ls []link) {
	order := make([]int, len(ls))
	for i := range order {
		order[i] = i
	}
	// Of several counterparts of one unit the last comes first, so that a run takes
	// one of them only; the others are judged by their neighbours.
	slices.SortFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(ls[x].a, ls[y].a), cmp.Compare(ls[y].b, ls[x].b))
	})
	seq := make([]int, len(ls))
	for i, k := range order {
		seq[i] = ls[k].b
	}
	inRun := increasing(seq)
	for i, k := range order {
		ls[k].moved = !inRun[i] && !fits(seq, inRun, i)
	}
}

// fits says whether a pair outside the run could stand between its neighbours in it.
func fits(seq []int, inRun []bool, i int) bool {
	for k := i - 1; k >= 0; k-- {
		if inRun[k] {
			if seq[k] > seq[i] {
				return false
			}
			break
		}
	}
	for k := i + 1; k < len(seq); k++ {
		if inRun[k] {
			return seq[k] >= seq[i]
		}
	}
	return true
}
