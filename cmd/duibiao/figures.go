package main

import (
	"context"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
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
	c.Flags().StringVar(&o.kind, "kind", "", a.p.T("flag.figure_kind", strings.Join(record.FigureKinds(), ", ")))
	complete(c, "kind", record.FigureKinds())
	addFormat(a, c, &o.format)
	return c
}

func runFigures(ctx context.Context, a *app, o figuresOptions) error {
	if _, err := o.format.parse(); err != nil {
		return err
	}
	kind, err := desk.OneOf("kind", o.kind, record.FigureKinds())
	if err != nil {
		return err
	}
	r, docs, err := a.chosen(ctx, o.doc, o.region)
	if err != nil {
		return err
	}
	defer r.Close()
	sheet := figuresSheet(a)
	for _, d := range docs {
		list, err := r.Figures(ctx, d, kind)
		if err != nil {
			return err
		}
		for _, f := range list {
			a.addFigure(sheet, f)
		}
	}
	if len(sheet.Rows) == 0 {
		a.exit = exitNothing
		a.note("figures.none")
		return a.staleNote(ctx, r.Store)
	}
	return a.write(sheet, o.format)
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

func (a *app) addFigure(s *output.Sheet, r record.Figure) {
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
