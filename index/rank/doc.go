// Package rank decides which clauses a request matches and in which order. It
// is the same for every backend: a backend only says where terms stand
// (Segment) and hands out units.
//
// The work is done in two steps. First every clause that has terms of the query
// is scored by BM25 over the terms of its text, heading and title, and what the
// query demands exactly (phrases, exclusions, fields) is checked on all of
// them, so totals and facets are exact. Then the best of them are read and
// scored again by how they contain the query: how much of it, in one run, in
// one sentence, as a definition, in the law and the place that were named.
//
// Invariant: scores depend on the units and the request only. Terms are added
// up in the order of the query and statistics count live units over all
// segments, so any division into segments gives the same bytes.
package rank

import "duibiao/index"

// Segment is one part of the units, as a backend keeps it. All methods are safe
// for concurrent use. Unit numbers count from 0 in each segment.
type Segment interface {
	// Table describes documents and units; it does not change.
	Table() *Table
	// Postings appends to buf the units that have a term, in ascending order.
	Postings(term string, buf []uint32) ([]uint32, error)
	// Prefixed appends the units that have a term with this beginning, in
	// ascending order, each once.
	Prefixed(prefix string, buf []uint32) ([]uint32, error)
	// Unit reads a unit.
	Unit(u uint32) (index.Unit, error)
}

// Table is what a segment holds in memory of its documents and units.
type Table struct {
	Docs []index.Doc
	// First is the number of each document's first unit, and one more entry
	// for the number of units.
	First []uint32
	// DocOf is the document of each unit.
	DocOf []uint32
	// Terms is the number of terms of each unit, at most 65535.
	Terms []uint16
	// Front marks units of front matter.
	Front []bool
	// Dead marks documents that are superseded; nil if none is.
	Dead []bool
}

// dead reports whether the document of a unit is superseded.
func (t *Table) dead(u uint32) bool { return t.Dead != nil && t.Dead[t.DocOf[u]] }

// Units is the number of units, dead ones included.
func (t *Table) Units() int { return len(t.DocOf) }

// NewTable fills First, DocOf, Terms and Front from documents with their units
// in order. unitDoc, terms and front have one entry for each unit.
func NewTable(docs []index.Doc, unitDoc []uint32, terms []uint16, front []bool) *Table {
	t := &Table{Docs: docs, DocOf: unitDoc, Terms: terms, Front: front}
	t.First = make([]uint32, len(docs)+1)
	for _, d := range unitDoc {
		t.First[d+1]++
	}
	for d := range docs {
		t.First[d+1] += t.First[d]
	}
	return t
}
