package main

import (
	"context"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

type listOptions struct {
	filter desk.Filter
	format formatFlags
}

func newListCommand(a *app) *cobra.Command {
	var o listOptions
	c := a.command("list", "list [flags]", "0 1 2 12", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runList(cmd.Context(), a, o)
	})
	addFilters(a, c, &o.filter, 0)
	addFormat(a, c, &o.format)
	return c
}

func runList(ctx context.Context, a *app, o listOptions) error {
	b, err := o.filter.Read(a.today())
	if err != nil {
		return err
	}
	if _, err := o.format.parse(); err != nil {
		return err
	}
	r, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer r.Close()

	sheet := output.Sheet{Columns: []output.Column{
		{Key: "id", Title: a.p.T("col.id")},
		{Key: "issued", Title: a.p.T("col.issued")},
		{Key: "region", Title: a.p.T("col.region")},
		{Key: "status", Title: a.p.T("col.status")},
		{Key: "clauses", Title: a.p.T("col.clauses")},
		{Key: "doc_number", Title: a.p.T("col.number")},
		{Key: "title", Title: a.p.T("col.title"), Flex: true},
	}}
	list, err := r.List(ctx, b)
	if err != nil {
		return err
	}
	for _, d := range list {
		a.addDocument(&sheet, d, o.format)
	}
	if len(sheet.Rows) == 0 {
		a.exit = exitNothing
		a.note("list.none")
	}
	return a.write(&sheet, o.format)
}

func (a *app) addDocument(s *output.Sheet, r record.Document, f formatFlags) {
	region, status := regionOf(r), string(r.Status)
	if format, err := f.parse(); err == nil && format != output.CSV {
		status = a.statusText(r.Status)
		if r.RegionName != nil {
			region = placeName(*r.RegionName)
		}
	}
	number := ""
	if r.DocNumber != nil {
		number = *r.DocNumber
	}
	s.Add(r, r.ID, r.Issued.String(), region, status, itoa(r.Clauses), number, r.Title)
}

func regionOf(r record.Document) string {
	if r.Region == nil {
		return ""
	}
	return *r.Region
}

// placeName shortens the name of the state for tables.
func placeName(name string) string {
	if j, ok := corpus.JurisdictionByCode(corpus.NationalCode); ok && name == j.Name {
		return j.Short
	}
	return name
}
