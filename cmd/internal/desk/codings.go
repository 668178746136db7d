package desk

import (
	"context"
	"math"
	"slices"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/record"
	"duibiao/compare/agreement"
	"duibiao/compare/coding"
	"duibiao/corpus"
)

// Questions are those of the codebook, or the one of a name or id.
func Questions(id string) ([]coding.Indicator, error) {
	book, err := library.Codebook()
	if err != nil {
		return nil, err
	}
	if id == "" {
		return book.Indicators, nil
	}
	for _, q := range book.Indicators {
		if q.ID == id || q.NameZh == id {
			return []coding.Indicator{q}, nil
		}
	}
	return nil, invalid(tell("err.indicator", id))
}

// CodedDocuments are those that are asked: the one named, those of a place, or all
// of which anything was coded.
func (r *Reader) CodedDocuments(ctx context.Context, ref, region string) ([]corpus.Document, error) {
	docs, _, err := r.Documents(ctx, ref, region)
	if err != nil || ref != "" {
		return docs, err
	}
	coded, err := r.Store.Coded(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(docs, func(d corpus.Document) bool { _, ok := slices.BinarySearch(coded, d.ID); return !ok }), nil
}

// Cells asks documents the questions.
func (r *Reader) Cells(ctx context.Context, docs []corpus.Document, questions []coding.Indicator) ([]record.Cell, error) {
	var out []record.Cell
	for _, d := range docs {
		cells, err := r.Lib.Cells(ctx, d.ID)
		if err != nil {
			return nil, err
		}
		for _, q := range questions {
			out = append(out, record.Cell{Document: d, Question: q, Cell: cells[q.ID]})
		}
	}
	return out, nil
}

// AgreementRecord is how far rules and people agree on the cells that people coded.
// A figure that the cells do not determine is null.
type AgreementRecord struct {
	Indicator string   `json:"indicator"`
	Name      string   `json:"name"`
	Cells     int      `json:"cells"`
	Agree     int      `json:"agree"`
	Percent   *float64 `json:"percent"`
	Kappa     *float64 `json:"kappa"`
	Alpha     *float64 `json:"alpha"`
}

// Agreement compares rules and people, question by question and at last in all,
// which has the indicator "*".
func Agreement(cells []record.Cell, questions []coding.Indicator) []AgreementRecord {
	var (
		out []AgreementRecord
		all []agreement.Unit
	)
	add := func(id, name string, units []agreement.Unit) {
		if len(units) == 0 {
			return
		}
		r := AgreementRecord{
			Indicator: id, Name: name, Cells: len(units), Percent: figure(100 * agreement.Percent(units)),
			Kappa: figure(agreement.Kappa(units)), Alpha: figure(agreement.Alpha(units, agreement.Nominal)),
		}
		for _, u := range units {
			if u[0] == u[1] {
				r.Agree++
			}
		}
		out = append(out, r)
	}
	for _, q := range questions {
		var units []agreement.Unit
		for _, c := range cells {
			if c.Question.ID == q.ID && c.Human != nil {
				units = append(units, c.Unit())
			}
		}
		add(q.ID, q.NameZh, units)
		all = append(all, units...)
	}
	add("*", "", all)
	return out
}

func figure(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return &v
}
