package record

import (
	"duibiao/compare/align"
	"duibiao/corpus"
)

// Unit is one clause beside others.
type Unit struct {
	DocumentID string `json:"document_id"`
	Title      string `json:"title"`
	Region     string `json:"region"`
	Clause     string `json:"clause"`
	Label      string `json:"label"`
	Path       string `json:"path"`
	Text       string `json:"text"`
	Start      int    `json:"start"`
	End        int    `json:"end"`
}

// Gap is a document without a counterpart.
type Gap struct {
	DocumentID string  `json:"document_id"`
	Title      string  `json:"title"`
	Home       bool    `json:"home"`
	Nearest    *Unit   `json:"nearest"`
	Score      float64 `json:"score"`
}

// Aligned is one line of clauses side by side.
type Aligned struct {
	Row   int        `json:"row"`
	Kind  align.Kind `json:"kind"`
	Score float64    `json:"score"`
	Moved bool       `json:"moved"`
	Units []*Unit    `json:"units"`
	Gaps  []Gap      `json:"gaps"`
	// Diff is how the second text of the best pair differs from the first.
	Diff []align.Op `json:"diff"`
}

// Change is one clause that differs between two texts.
type Change struct {
	Change align.ChangeKind `json:"change"`
	// Old and New are the clauses on the two sides: more than one where some were
	// divided or joined, none where one side has nothing.
	Old []*Unit `json:"old"`
	New []*Unit `json:"new"`
	// Diff is how the first of New differs from the first of Old.
	Diff []align.Op `json:"diff"`
	// Marks says that only punctuation changed, Number that the label did.
	Marks  bool `json:"marks"`
	Number bool `json:"number"`
}

// Documents are the documents that units stand in, by their place in the
// alignment.
type Documents []corpus.Document

// Unit is the record of a unit.
func (docs Documents) Unit(u align.Unit) *Unit {
	d := docs[u.Document]
	label := u.Clause.Number
	if label == "" {
		label = u.Clause.Path
	}
	return &Unit{
		DocumentID: d.ID, Title: d.Title, Region: d.Region, Clause: u.Clause.ID, Label: label, Path: u.Clause.Path, Text: u.Text,
		Start: u.Clause.Start, End: u.Clause.End,
	}
}

// Rows are the records of an alignment. A gap of a document that lies in the home
// place is marked as one.
func (docs Documents) Rows(rows []align.Row, home string) []Aligned {
	out := make([]Aligned, len(rows))
	for i, r := range rows {
		row := Aligned{Row: i + 1, Kind: r.Kind, Units: []*Unit{}, Gaps: []Gap{}, Diff: []align.Op{}}
		for _, units := range r.Units {
			for _, u := range units {
				row.Units = append(row.Units, docs.Unit(u))
			}
		}
		for _, g := range r.Gaps {
			d := docs[g.Document]
			gap := Gap{DocumentID: d.ID, Title: d.Title, Home: home != "" && corpus.Within(d.Region, home), Score: g.Score}
			if g.Nearest != nil {
				gap.Nearest = docs.Unit(*g.Nearest)
			}
			row.Gaps = append(row.Gaps, gap)
		}
		if len(r.Links) > 0 {
			row.Score, row.Moved = r.Links[0].Score, r.Links[0].Moved
			if !r.Links[0].Equal {
				row.Diff = r.Links[0].Diff()
			}
		}
		out[i] = row
	}
	return out
}

// Change is the record of a change.
func (docs Documents) Change(c align.Change) Change {
	r := Change{Change: c.Kind, Old: []*Unit{}, New: []*Unit{}, Diff: []align.Op{}, Marks: c.Marks, Number: c.Number}
	for _, u := range c.Old {
		r.Old = append(r.Old, docs.Unit(u))
	}
	for _, u := range c.New {
		r.New = append(r.New, docs.Unit(u))
	}
	switch {
	case len(c.Ops) > 0:
		r.Diff = c.Ops
	case c.Kind == align.Changed && len(c.Old) > 0 && len(c.New) > 0:
		r.Diff = align.Diff(c.Old[0].Text, c.New[0].Text)
	}
	return r
}
