package record

import (
	"strconv"

	"duibiao/compare"
	"duibiao/corpus"
)

// KindCount is the kind of a stated count; the others are those of amounts.
const KindCount = "count"

// FigureKinds lists the kinds of Figure.
func FigureKinds() []string {
	kinds := []string{KindCount}
	for _, k := range corpus.AmountKinds() {
		kinds = append(kinds, string(k))
	}
	return kinds
}

// Figure is one figure that a text states, with its clause and quotation. Counts
// have value and tier; amounts have their value in 元.
type Figure struct {
	DocumentID string `json:"document_id"`
	Title      string `json:"title"`
	Region     string `json:"region"`
	Kind       string `json:"kind"`
	// Value is the number as a decimal: exact, so that no reader rounds it.
	Value   string        `json:"value"`
	ValueTo string        `json:"value_to"`
	Unit    string        `json:"unit"`
	Approx  bool          `json:"approx"`
	Subject string        `json:"subject"`
	Tier    int           `json:"tier"`
	Change  corpus.Change `json:"change"`
	Former  bool          `json:"former"`
	Object  string        `json:"object"`
	Scope   string        `json:"scope"`
	Group   string        `json:"group"`
	Grade   string        `json:"grade"`
	Bound   corpus.Bound  `json:"bound"`
	Year    int           `json:"year"`
	YearTo  int           `json:"year_to"`
	corpus.Span
}

// OfFigures are the records of what a document states, counts before amounts.
func OfFigures(d corpus.Document, counts []corpus.StatedCount, amounts []corpus.StatedAmount) []Figure {
	var out []Figure
	for _, c := range counts {
		r := Figure{
			DocumentID: d.ID, Title: d.Title, Region: d.Region, Kind: KindCount, Value: strconv.Itoa(c.Count), Unit: c.TierName, Approx: c.Approx,
			Subject: c.Subject, Tier: c.Tier, Change: c.Change, Former: c.Former, Year: c.Year, YearTo: c.YearTo, Span: c.Span,
		}
		if c.CountTo > 0 {
			r.ValueTo = strconv.Itoa(c.CountTo)
		}
		out = append(out, r)
	}
	for _, m := range amounts {
		r := Figure{
			DocumentID: d.ID, Title: d.Title, Region: d.Region, Kind: string(m.Kind), Value: corpus.Yuan(m.Fen), Unit: m.Unit, Approx: m.Approx,
			Subject: m.Service, Object: m.Object, Scope: m.Scope, Group: m.Group, Grade: m.Grade, Bound: m.Bound, Year: m.Year, YearTo: m.YearTo, Span: m.Span,
		}
		if m.FenTo > 0 {
			r.ValueTo = corpus.Yuan(m.FenTo)
		}
		out = append(out, r)
	}
	return out
}

// Check is one stated count beside what was found.
type Check struct {
	DocumentID string `json:"document_id"`
	Title      string `json:"title"`
	compare.Reconciliation
}
