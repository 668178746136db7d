package query

// Conjunction is one of the alternatives a query comes down to: all of its
// parts hold together.
type Conjunction struct {
	Words     []string // in the order typed
	Phrases   []string
	NotWords  []string // words and phrases that must not occur
	Fields    []Field
	NotFields []Field
}

// maxAlternatives bounds how many conjunctions a query is multiplied out to.
const maxAlternatives = 16

// Alternatives multiplies the query out: a clause matches if it matches one of
// them. complete is false if there would have been more than the limit.
func (q Query) Alternatives() (alts []Conjunction, complete bool) {
	if q.Root == nil {
		return nil, true
	}
	alts, complete = expand(q.Root, false)
	return alts, complete
}

// expand gives the disjunctive normal form of a node, or of its negation.
func expand(n Node, negated bool) ([]Conjunction, bool) {
	switch n := n.(type) {
	case Not:
		return expand(n.Node, !negated)
	case And:
		if negated {
			return anyOf(n.Nodes, true)
		}
		return allOf(n.Nodes, false)
	case Or:
		if negated {
			return allOf(n.Nodes, true)
		}
		return anyOf(n.Nodes, false)
	}
	return []Conjunction{leaf(n, negated)}, true
}

func leaf(n Node, negated bool) Conjunction {
	switch n := n.(type) {
	case Word:
		if negated {
			return Conjunction{NotWords: []string{n.Text}}
		}
		return Conjunction{Words: []string{n.Text}}
	case Phrase:
		if negated {
			return Conjunction{NotWords: []string{n.Text}}
		}
		return Conjunction{Phrases: []string{n.Text}}
	case Field:
		if negated {
			return Conjunction{NotFields: []Field{n}}
		}
		return Conjunction{Fields: []Field{n}}
	}
	return Conjunction{}
}

func anyOf(nodes []Node, negated bool) ([]Conjunction, bool) {
	var out []Conjunction
	complete := true
	for _, n := range nodes {
		alts, ok := expand(n, negated)
		out = append(out, alts...)
		complete = complete && ok
	}
	if len(out) > maxAlternatives {
		return out[:maxAlternatives], false
	}
	return out, complete
}

func allOf(nodes []Node, negated bool) ([]Conjunction, bool) {
	out := []Conjunction{{}}
	complete := true
	for _, n := range nodes {
		alts, ok := expand(n, negated)
		complete = complete && ok
		next := make([]Conjunction, 0, len(out)*len(alts))
		for _, a := range out {
			for _, b := range alts {
				if len(next) == maxAlternatives {
					complete = false
					break
				}
				next = append(next, merge(a, b))
			}
		}
		out = next
	}
	return out, complete
}

func merge(a, b Conjunction) Conjunction {
	return Conjunction{
		Words:     concat(a.Words, b.Words),
		Phrases:   concat(a.Phrases, b.Phrases),
		NotWords:  concat(a.NotWords, b.NotWords),
		Fields:    concat(a.Fields, b.Fields),
		NotFields: concat(a.NotFields, b.NotFields),
	}
}

func concat[T any](a, b []T) []T {
	out := make([]T, 0, len(a)+len(b))
	return append(append(out, a...), b...)
}
