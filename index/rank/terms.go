package rank

import (
	"duibiao/index"
	"duibiao/index/bigram"
)

// labelPrefix begins the term for a unit's number, which no text can contain.
const labelPrefix = "#"

// LabelTerm is the term under which a clause with this number is found.
func LabelTerm(label string) string { return labelPrefix + label }

// Terms are the terms of a unit, each once, in order of first appearance, and
// how many there are with repetitions. seen is cleared and reused.
func Terms(u index.Unit, seen map[string]bool) (terms []string, count int) {
	clear(seen)
	add := func(term string, _ int) {
		count++
		if !seen[term] {
			seen[term] = true
			terms = append(terms, term)
		}
	}
	bigram.Terms(SearchText(u), add)
	if u.Label != "" {
		add(LabelTerm(u.Label), 0)
	}
	return terms, count
}

// SearchText is all that a unit can be found by, folded, its parts on lines of
// their own.
func SearchText(u index.Unit) string {
	return bigram.Fold(u.Title + "\n" + u.DocNumber + "\n" + u.Chapter + "\n" + u.Text)
}
