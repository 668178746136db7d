package align

import (
	"cmp"
	"slices"
)

// ChangeKind says what became of a unit from one version to the next.
type ChangeKind string

// The kinds of Change.
const (
	Added   ChangeKind = "added"
	Removed ChangeKind = "removed"
	// Changed: the words are others; the number may be too.
	Changed ChangeKind = "changed"
	// Renumbered: the same words under another number, in the same order.
	Renumbered ChangeKind = "renumbered"
	// Moved: the same words at another place among the rest; the number may differ.
	Moved ChangeKind = "moved"
)

// Change is one thing that differs between two versions.
type Change struct {
	Kind ChangeKind `json:"kind"`
	// Old and New are the units concerned: New is empty for what was removed, Old
	// for what was added, and Changed may have several where a unit was split or
	// joined.
	Old []Unit `json:"old,omitempty"`
	New []Unit `json:"new,omitempty"`
	// Links pair Old with New, best first.
	Links []Link `json:"links,omitempty"`
	// Ops tell how the text of Old[0] became that of New[0], by offsets into their
	// Text; only for Changed with one unit on each side. Of several, use Link.Diff.
	Ops []Op `json:"ops,omitempty"`
	// Marks says that the only change is punctuation; Number that the label differs.
	Marks  bool `json:"marks"`
	Number bool `json:"number"`
}

// Changes is what differs between two versions.
type Changes struct {
	// Changes stand in the order of the new version, what was removed behind what
	// was before it in the old one.
	Changes []Change `json:"changes"`
	// Same counts the units that neither changed nor moved nor got a new number.
	Same int `json:"same"`
}

// Versions tells what changed from one version of a document to the next: articles
// and all other text, headings included, repeated tables of contents left out. A
// copy that is only written differently (see Fold) has no changes.
func Versions(before, after Document) Changes {
	al := align([]Document{before, after}, Options{Units: Everything}, versionWeights())
	var out Changes
	for _, r := range al.inNewOrder() {
		if c, changed := change(r); changed {
			out.Changes = append(out.Changes, c)
		} else {
			out.Same++
		}
	}
	return out
}

// inNewOrder sorts rows by the new version; a row without units there stays behind
// the row that precedes it in the old one.
func (al Alignment) inNewOrder() []Row {
	type key struct{ after, old int }
	keys := make([]key, len(al.Rows))
	order := make([]int, len(al.Rows))
	last := -1
	for i, r := range al.Rows {
		order[i] = i
		if len(r.Units[1]) > 0 {
			last = r.Units[1][0].Ord
			keys[i] = key{last, -1}
			continue
		}
		keys[i] = key{last, r.Units[0][0].Ord}
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(keys[x].after, keys[y].after), cmp.Compare(keys[x].old, keys[y].old))
	})
	out := make([]Row, len(order))
	for i, k := range order {
		out[i] = al.Rows[k]
	}
	return out
}

// change describes a row; changed is false for one without a difference.
func change(r Row) (c Change, changed bool) {
	c = Change{Old: r.Units[0], New: r.Units[1], Links: r.Links}
	switch {
	case len(c.Old) == 0:
		c.Kind = Added
		return c, true
	case len(c.New) == 0:
		c.Kind = Removed
		return c, true
	}
	l := r.Links[0]
	c.Number = Fold(c.Old[0].Clause.Number) != Fold(c.New[0].Clause.Number)
	switch {
	case r.Kind != KindEqual:
		c.Kind = Changed
		if len(r.Links) == 1 {
			c.Ops = l.Diff()
			c.Marks = OnlyMarks(l.A.Text, l.B.Text, c.Ops)
		}
	case l.Moved:
		c.Kind = Moved
	case c.Number:
		c.Kind = Renumbered
	default:
		return c, false
	}
	return c, true
}
