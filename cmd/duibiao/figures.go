package main

import (
	"context"
	"strconv"
	"strings"

	"duibiao/cmd/internal/output"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

type figuresOptions struct {
	doc, region, kind string
	format            formatFlags
}

func newFiguresCommand(a *app) *cobra.Command {
	var o figuresOptions
	c := a.command("figures", "figures [--doc ID] [--kind KIND] [flags]", "0 1 2 12", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runFigures(cmd.Context(), a, o)
	})
	c.Flags().StringVar(&o.doc, "doc", "", a.p.T("flag.doc"))
	c.Flags().StringVar(&o.region, "region", "", a.p.T("flag.region"))
	c.Flags().StringVar(&o.kind, "kind", "", a.p.T("flag.figure_kind", strings.Join(figureKinds(), ", ")))
	complete(c, "kind", figureKinds())
	addFormat(a, c, &o.format)
	return c
}

// kindCount is the kind of a stated count; the others are those of amounts.
const kindCount = "count"

func figureKinds() []string {
	kinds := []string{kindCount}
	for _, k := range corpus.AmountKinds() {
		kinds = append(kinds, string(k))
	}
	return kinds
}

// figureRecord is one figure that a text states, with its clause and quotation.
// Counts have value and tier; amounts have their value in 元.
type figureRecord struct {
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

func runFigures(ctx context.Context, a *app, o figuresOptions) error {
	if _, err := o.format.parse(); err != nil {
		return err
	}
	kind, err := oneOf("kind", o.kind, figureKinds())
	if err != nil {
		return err
	}
	lib, docs, err := a.chosen(ctx, o.doc, o.region)
	if err != nil {
		return err
	}
	defer lib.Close()
	sheet := figuresSheet(a)
	for _, d := range docs {
		f, err := lib.Store.Figures(ctx, d.ID)
		if err != nil {
			return err
		}
		for _, r := range figureRecords(d, f.Counts, f.Amounts) {
			if kind == "" || r.Kind == kind {
				a.addFigure(sheet, r)
			}
		}
	}
	if len(sheet.Rows) == 0 {
		a.exit = exitNothing
		a.note("figures.none")
		return a.staleNote(ctx, lib.Store)
	}
	return a.write(sheet, o.format)
}

func figureRecords(d corpus.Document, counts []corpus.StatedCount, amounts []corpus.StatedAmount) []figureRecord {
	var out []figureRecord
	for _, c := range counts {
		r := figureRecord{
			DocumentID: d.ID, Title: d.Title, Region: d.Region, Kind: kindCount, Value: strconv.Itoa(c.Count), Unit: c.TierName, Approx: c.Approx,
			Subject: c.Subject, Tier: c.Tier, Change: c.Change, Former: c.Former, Year: c.Year, YearTo: c.YearTo, Span: c.Span,
		}
		if c.CountTo > 0 {
			r.ValueTo = strconv.Itoa(c.CountTo)
		}
		out = append(out, r)
	}
	for _, m := range amounts {
		r := figureRecord{
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

func figuresSheet(a *app) *output.Sheet {
	return &output.Sheet{Columns: []output.Column{
		{Key: "kind", Title: a.p.T("col.kind")},
		{Key: "value", Title: a.p.T("col.value"), Number: true},
		{Key: "unit", Title: a.p.T("col.unit")},
		{Key: "for", Title: a.p.T("col.for"), Flex: true},
		{Key: "year", Title: a.p.T("col.year")},
		{Key: "clause", Title: a.p.T("col.clause")},
		{Key: "quote", Title: a.p.T("col.quote"), Flex: true},
		{Key: "title", Title: a.p.T("col.title"), Flex: true},
	}}
}

func (a *app) addFigure(s *output.Sheet, r figureRecord) {
	value := r.Value
	if r.ValueTo != "" {
		value += "—" + r.ValueTo
	}
	year := ""
	if r.Year > 0 {
		year = itoa(r.Year)
	}
	if r.YearTo > 0 {
		year += "—" + itoa(r.YearTo)
	}
	kind := a.p.T("figure." + r.Kind)
	if r.Change != corpus.ChangeNone {
		kind += a.p.T("figure.change." + string(r.Change))
	}
	subject := []string{}
	for _, part := range []string{r.Scope, r.Subject, r.Group, r.Grade} {
		if part != "" {
			subject = append(subject, part)
		}
	}
	if r.Object != "" {
		subject = append(subject, a.p.T("object."+r.Object))
	}
	s.Add(r, kind, value, r.Unit, strings.Join(subject, " "), year, r.Clause, r.Quote, r.Title)
}
