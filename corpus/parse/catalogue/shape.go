package catalogue

import (
	"regexp"
	"slices"
	"strings"
)

// shape says which columns of a table hold what.
type shape struct {
	columns []column
	// tiers are the columns of names, outermost first; codes those of codes, as
	// many as tiers when each tier has its own, else at most one.
	tiers, codes []int
	notes        []int
	// seq is the column of running numbers, -1 for none.
	seq int
	// words counts the heads that name tiers.
	words int
}

// contentHead are heads that name an item where nothing else does, and explain
// it where something does.
var contentHead = regexp.MustCompile(`内容|范围|具体|事项$`)

// resolve chooses the columns by their heads and by what stands in them.
func resolve(columns []column, g grid, from int) shape {
	s := shape{columns: columns, seq: -1}
	var names []int
	for c, col := range columns {
		switch col.role {
		case roleTier:
			s.tiers = append(s.tiers, c)
			s.words++
		case roleName:
			names = append(names, c)
		case roleNote:
			s.notes = append(s.notes, c)
		case roleCode, roleSeq:
			s.numbers(g, from, c)
		}
	}
	s.names(names)
	if len(s.tiers) == 0 {
		s.fallback()
	}
	if len(s.codes) > 1 && len(s.codes) != len(s.tiers) {
		s.codes = s.codes[len(s.codes)-1:]
	}
	return s
}

// values counts what stands in a column: cells, codes, codes that may be running
// numbers, and codes that are more than a number.
type values struct{ all, codes, counted, strong int }

func (g grid) values(from, c int) (v values) {
	for r := from; r < len(g.rows); r++ {
		p := g.at(r, c)
		if p == nil || p.text == "" || p.row != r || p.col != c {
			continue
		}
		v.all++
		v.count(code(p.text))
	}
	return v
}

func (v *values) count(k string) {
	if k == "" {
		return
	}
	v.codes++
	if len(k) <= 4 && strings.Trim(k, "0123456789") == "" {
		v.counted++
	}
	if len(k) > 1 && (k[0] >= 'A' && k[0] <= 'Z' || strings.ContainsAny(k, ".-") || len(k) >= 6) {
		v.strong++
	}
}

// numbers looks at a column of codes or running numbers: which of the two it is
// is told by its values.
func (s *shape) numbers(g grid, from, c int) {
	v := g.values(from, c)
	isSeq := s.columns[c].role == roleSeq
	switch {
	case v.all == 0:
	case v.codes*2 < v.all || isSeq && (v.counted*10 >= v.codes*9 || v.counted > 0 && s.headed(roleCode)):
		if s.seq < 0 {
			s.seq = c
		}
	default:
		s.codes = append(s.codes, c)
	}
}

// headed reports a column with a head of the role.
func (s *shape) headed(as role) bool {
	return slices.ContainsFunc(s.columns, func(c column) bool { return c.role == as })
}

// names adds the columns headed "name". Behind tiers one is the next tier;
// alone the first is the item and the others explain it, unless they share one
// head that spans them: then each is a tier.
func (s *shape) names(names []int) {
	if len(names) == 0 {
		return
	}
	if len(s.tiers) > 0 {
		s.innermost(names)
		return
	}
	first := s.columns[names[0]].head
	for i, c := range names {
		if i == 0 || s.columns[c].head == first && c == names[i-1]+1 && len(s.tiers) == i {
			s.tiers = append(s.tiers, c)
		} else {
			s.notes = append(s.notes, c)
		}
	}
}

// innermost makes the first column headed "name" behind the tiers one more tier,
// unless it explains them; the others are notes.
func (s *shape) innermost(names []int) {
	last, many := s.tiers[len(s.tiers)-1], len(s.tiers) > 1
	added := false
	for _, c := range names {
		explains := many && contentHead.MatchString(s.columns[c].head)
		if c > last && !added && !explains {
			s.tiers, added = append(s.tiers, c), true
		} else {
			s.notes = append(s.notes, c)
		}
	}
}

// fallback takes the first column that is nothing else for the name.
func (s *shape) fallback() {
	if len(s.codes) == 0 {
		return
	}
	for c, col := range s.columns {
		if c > s.codes[0] && (col.role == roleOther || col.role == roleNote) {
			s.tiers = []int{c}
			for i, n := range s.notes {
				if n == c {
					s.notes = append(s.notes[:i], s.notes[i+1:]...)
					break
				}
			}
			return
		}
	}
}

// infer chooses columns of a table without a head: a column of codes and the
// text behind it. ok is false if there is none.
func infer(g grid) (shape, bool) {
	s := shape{columns: make([]column, g.width), seq: -1}
	for c := range g.width - 1 {
		if v := g.values(0, c); v.all >= 3 && v.codes*10 >= v.all*8 && v.strong*2 >= v.codes {
			s.codes, s.tiers = []int{c}, []int{c + 1}
			for n := c + 2; n < g.width; n++ {
				s.notes = append(s.notes, n)
			}
			return s, true
		}
	}
	return s, false
}

// catalogue reports a table that is a catalogue: tiers by name, codes that form
// a tree, or a name under a title that says so.
func (s shape) catalogue(titled bool, nodes []node) bool {
	if len(s.tiers) == 0 || len(nodes) < 2 || s.foreign() || documents(nodes) {
		return false
	}
	if titled || len(s.tiers) > 1 && s.ranks() > 1 {
		return true
	}
	strong := lettered(nodes)
	return strong >= 3 && strong*2 >= len(nodes)
}

// lettered counts the nodes whose code is a letter and more than one digit, which
// few things but catalogues have.
func lettered(nodes []node) int {
	count := 0
	for _, n := range nodes {
		if len(n.code) > 2 && n.code[0] >= 'A' && n.code[0] <= 'Z' {
			count++
		}
	}
	return count
}

// ranks counts the different ranks of tiers.
func (s shape) ranks() int {
	ranked := map[int]bool{}
	for _, c := range s.columns {
		if c.role == roleTier {
			ranked[c.rank] = true
		}
	}
	return len(ranked)
}
