package scope

import (
	"cmp"
	"slices"

	"duibiao/corpus"
)

// MatchKind says why two items are taken for the same.
type MatchKind string

// The kinds of match, surest first.
const (
	MatchBoth    MatchKind = "code_name" // the same code of the same family, and the same name
	MatchName    MatchKind = "name"      // the same name after folding
	MatchCode    MatchKind = "code"      // the same code of the same family, and a name that changed
	MatchSimilar MatchKind = "similar"   // a similar name in the same field
)

// Pair is one item of each catalogue, by index.
type Pair struct {
	A, B int
	Kind MatchKind
	// Score is the likeness of the names, 0 to 1: 1 for the same name, else twice
	// the bigrams they share over all they have (Dice).
	Score float64
}

// Matching is two catalogues item by item. Every item stands in one pair, or in
// one of the lists of those that only one catalogue has.
type Matching struct {
	Pairs        []Pair // in the order of A
	OnlyA, OnlyB []int
}

// The least likeness of names: of similar ones in the same field, and of those
// of one code, below which the code was given to something else.
const (
	similarLeast = 0.7
	renamedLeast = 0.4
)

// maxSimilar bounds the pairs of names that are compared for likeness; items past
// it are paired by code and name only.
const maxSimilar = 4_000_000

// Match pairs the items of two catalogues one to one: by code and name, by name
// under the same items above, by name, by code in a family of codes that both
// share, and by likeness of names within the same field of Scheme2014.
func (x *Crosswalk) Match(a, b []corpus.CatalogueItem) (Matching, error) {
	m, err := x.matcher(a, b)
	if err != nil {
		return Matching{}, err
	}
	m.exact()
	m.similar()
	return m.result(), nil
}

// side is one of the two catalogues.
type side struct {
	items   []corpus.CatalogueItem
	keys    []string
	paths   []string   // the keys of the items above, joined
	grams   [][]uint64 // the bigrams of the keys
	domains []string
	mate    []int // index on the other side, -1 for none
}

type matcher struct {
	x      *Crosswalk
	a, b   side
	family bool
	pairs  []Pair
}

func (x *Crosswalk) matcher(a, b []corpus.CatalogueItem) (*matcher, error) {
	m := &matcher{x: x}
	var err error
	if m.a, err = x.side(a); err == nil {
		m.b, err = x.side(b)
	}
	m.family = m.sameFamily()
	return m, err
}

func (x *Crosswalk) side(items []corpus.CatalogueItem) (side, error) {
	as, err := x.Assign(Scheme2014, items)
	if err != nil {
		return side{}, err
	}
	s := side{items: items, mate: slices.Repeat([]int{-1}, len(items))}
	up := Parents(items)
	for i := range items {
		s.keys = append(s.keys, x.key(items[i].Name))
		s.grams = append(s.grams, bigrams(s.keys[i]))
		s.domains = append(s.domains, as[i].Domain)
	}
	for i := range items {
		path := ""
		for k, n := up[i], 0; k >= 0 && n < maxDepth; k, n = up[k], n+1 {
			path += s.keys[k] + "\n"
		}
		s.paths = append(s.paths, path)
	}
	return s, nil
}

// sameFamily reports whether the codes of both catalogues mean the same: most of
// those that stand in both have the same or a similar name.
func (m *matcher) sameFamily() bool {
	at := map[string]int{}
	for i, it := range m.b.items {
		if it.Code != "" {
			at[it.Code] = i
		}
	}
	both, same := 0, 0
	for i, it := range m.a.items {
		if k, ok := at[it.Code]; ok && it.Code != "" {
			both++
			if m.likeness(i, k) >= renamedLeast {
				same++
			}
		}
	}
	return both > 0 && 2*same > both
}

// exact pairs what is the same by code and name, by name or by code.
func (m *matcher) exact() {
	if m.family {
		m.by(MatchBoth, true, func(s *side, i int) string {
			if s.items[i].Code == "" {
				return ""
			}
			return s.items[i].Code + "\t" + s.keys[i]
		})
	}
	m.by(MatchName, true, func(s *side, i int) string { return s.paths[i] + "\t" + s.keys[i] })
	m.by(MatchName, true, func(s *side, i int) string {
		if s.items[i].Parent == "" || s.paths[i] == "" {
			return ""
		}
		return m.x.key(s.items[i].Parent) + "\t" + s.keys[i]
	})
	m.by(MatchName, false, func(s *side, i int) string {
		if general(s.keys[i]) {
			return ""
		}
		return s.keys[i]
	})
	if m.family {
		m.by(MatchCode, false, func(s *side, i int) string { return s.items[i].Code })
	}
}

// general reports whether a name says nothing without those above it.
func general(key string) bool { return key == "其他" || key == "其它" || len([]rune(key)) < 2 }

// by pairs the items left that have the same key: in order where several have it
// and inOrder says that this is right, else only a key that one item of each
// catalogue has. A pair by code whose names have little in common is none.
func (m *matcher) by(kind MatchKind, inOrder bool, key func(*side, int) string) {
	count, left := m.a.left(key), m.b.left(key)
	for i := range m.a.items {
		k := key(&m.a, i)
		if m.a.mate[i] >= 0 || k == "" || len(left[k]) == 0 || !inOrder && (len(left[k]) > 1 || len(count[k]) > 1) {
			continue
		}
		score := m.likeness(i, left[k][0])
		if kind == MatchCode && score < renamedLeast {
			continue
		}
		m.pair(Pair{A: i, B: left[k][0], Kind: kind, Score: score})
		left[k] = left[k][1:]
	}
}

// left lists the items without a mate by their keys; those without a key are not
// in it.
func (s *side) left(key func(*side, int) string) map[string][]int {
	out := map[string][]int{}
	for i := range s.items {
		if s.mate[i] < 0 {
			if k := key(s, i); k != "" {
				out[k] = append(out[k], i)
			}
		}
	}
	return out
}

func (m *matcher) pair(p Pair) {
	m.pairs = append(m.pairs, p)
	m.a.mate[p.A], m.b.mate[p.B] = p.B, p.A
}

// likeness is the Dice coefficient of the bigrams of two names.
func (m *matcher) likeness(i, k int) float64 {
	if m.a.keys[i] == m.b.keys[k] {
		return 1
	}
	return dice(m.a.grams[i], m.b.grams[k])
}

// similar pairs what is left by likeness within the same field, the likest first.
func (m *matcher) similar() {
	fields := map[string][]int{}
	for i := range m.b.items {
		if m.b.mate[i] < 0 && m.b.domains[i] != "" {
			fields[m.b.domains[i]] = append(fields[m.b.domains[i]], i)
		}
	}
	for _, p := range m.alike(fields) {
		if m.a.mate[p.A] < 0 && m.b.mate[p.B] < 0 {
			m.pair(p)
		}
	}
}

// alike lists the pairs of similar names, the likest first.
func (m *matcher) alike(fields map[string][]int) []Pair {
	budget := maxSimilar
	var found []Pair
	for i := range m.a.items {
		others := fields[m.a.domains[i]]
		if m.a.mate[i] >= 0 || len(others) > budget {
			continue
		}
		budget -= len(others)
		for _, k := range others {
			if s := m.likeness(i, k); s >= similarLeast && !m.x.contrast(m.a.keys[i], m.b.keys[k]) {
				found = append(found, Pair{A: i, B: k, Kind: MatchSimilar, Score: s})
			}
		}
	}
	slices.SortStableFunc(found, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(q.Score, p.Score), cmp.Compare(p.A, q.A), cmp.Compare(p.B, q.B))
	})
	return found
}

func (m *matcher) result() Matching {
	var out Matching
	out.Pairs = m.pairs
	slices.SortFunc(out.Pairs, func(p, q Pair) int { return cmp.Compare(p.A, q.A) })
	for i, mate := range m.a.mate {
		if mate < 0 {
			out.OnlyA = append(out.OnlyA, i)
		}
	}
	for i, mate := range m.b.mate {
		if mate < 0 {
			out.OnlyB = append(out.OnlyB, i)
		}
	}
	return out
}
