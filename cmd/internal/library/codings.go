package library

import (
	"context"
	"fmt"
	"sync"

	"duibiao/compare/agreement"
	"duibiao/compare/coding"
	"duibiao/corpus"
)

// Codebook is the embedded codebook.
//
//nolint:gochecknoglobals // a memo: compiled once, the same on every run
var Codebook = sync.OnceValues(coding.Builtin)

// code answers the questions of the codebook from a document.
func code(p *corpus.Parsed) error {
	book, err := Codebook()
	if err != nil {
		return fmt.Errorf("code: %w", err)
	}
	p.Codings = coding.Code(book, coding.Input{Title: p.Meta.Title, Text: p.Text, Clauses: p.Clauses})
	return nil
}

// Indicators are the questions of the codebook as a comparison needs them.
func Indicators() ([]corpus.Indicator, error) {
	book, err := Codebook()
	if err != nil {
		return nil, fmt.Errorf("codebook: %w", err)
	}
	out := make([]corpus.Indicator, len(book.Indicators))
	for i, q := range book.Indicators {
		out[i] = corpus.Indicator{
			ID: q.ID, NameZh: q.NameZh, NameEn: q.NameEn, Dimension: q.Dimension, Type: string(q.Type), Unit: q.Unit, Direction: q.Direction,
		}
	}
	return out, nil
}

// Cell is what is known of one question and one document.
type Cell struct {
	// Rule is what the rules read, nil when they find the document silent.
	Rule *corpus.Coding
	// Human is the last word of a person, nil for none; History all of them,
	// oldest first.
	Human   *corpus.HumanCoding
	History []corpus.HumanCoding
}

// Coding is what counts: the person's word, else the rules'. ok is false where
// the document is silent.
func (c Cell) Coding() (corpus.Coding, bool) {
	switch {
	case c.Human == nil && c.Rule == nil:
		return corpus.Coding{}, false
	case c.Human == nil:
		return *c.Rule, true
	case c.Human.Value == corpus.NotRegulated:
		return corpus.Coding{}, false
	}
	out := corpus.Coding{
		Indicator: c.Human.Indicator, Document: c.Human.DocumentID, Value: c.Human.Value, Unit: c.Human.Unit, Coder: corpus.CoderHuman, Note: c.Human.Why, Confidence: 1,
	}
	if c.Human.Clause != "" {
		out.Evidence = []corpus.Evidence{{Clause: c.Human.Clause, Quote: c.Human.Quote}}
	}
	if c.Rule != nil && (c.Human.Clause == "" || len(c.Rule.Evidence) > 0 && c.Rule.Evidence[0].Clause == c.Human.Clause) {
		out.Evidence = c.Rule.Evidence
	}
	return out, true
}

// Unit is what the rules and the person say of a cell that a person coded: silence
// is a value like any other.
func (c Cell) Unit() agreement.Unit {
	rule := corpus.NotRegulated
	if c.Rule != nil {
		rule = c.Rule.Value + c.Rule.Unit
	}
	human := corpus.NotRegulated
	if c.Human.Value != corpus.NotRegulated {
		human = c.Human.Value + c.Human.Unit
	}
	return agreement.Unit{rule, human}
}

// Cells are the cells of a document by indicator: those that a rule or a person
// answered.
func (l *Library) Cells(ctx context.Context, id string) (map[string]Cell, error) {
	rules, err := l.Store.Codings(ctx, id)
	if err != nil {
		return nil, err
	}
	people, err := l.Store.HumanCodings(ctx, id)
	if err != nil {
		return nil, err
	}
	cells := map[string]Cell{}
	for i := range rules {
		c := cells[rules[i].Indicator]
		c.Rule = &rules[i]
		cells[rules[i].Indicator] = c
	}
	for i := range people {
		c := cells[people[i].Indicator]
		c.Human = &people[i]
		c.History = append(c.History, people[i])
		cells[people[i].Indicator] = c
	}
	return cells, nil
}
