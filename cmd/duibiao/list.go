package main

import (
	"context"

	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/corpus/store"

	"github.com/spf13/cobra"
)

type listOptions struct {
	filter filterFlags
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
	b, err := o.filter.parse(a)
	if err != nil {
		return err
	}
	if _, err := o.format.parse(); err != nil {
		return err
	}
	lib, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer lib.Close()

	sheet := output.Sheet{Columns: []output.Column{
		{Key: "id", Title: a.p.T("col.id")},
		{Key: "issued", Title: a.p.T("col.issued")},
		{Key: "region", Title: a.p.T("col.region")},
		{Key: "status", Title: a.p.T("col.status")},
		{Key: "clauses", Title: a.p.T("col.clauses")},
		{Key: "doc_number", Title: a.p.T("col.number")},
		{Key: "title", Title: a.p.T("col.title"), Flex: true},
	}}
	files, err := attachments(ctx, lib.Store, "")
	if err != nil {
		return err
	}
	skip := o.filter.offset
	want := store.Filter{
		Region: b.region, Kind: b.kind, Status: b.status, AsOf: b.asOf, From: b.from, To: b.to, Title: o.filter.title,
	}
	for d, err := range lib.Store.Documents(ctx, want) {
		if err != nil {
			return err
		}
		if skip > 0 {
			skip--
			continue
		}
		r := record.OfDocument(d, b.asOf)
		r.Attach(files)
		a.addDocument(&sheet, r, o.format)
		if len(sheet.Rows) == o.filter.limit && o.filter.limit > 0 {
			break
		}
	}
	if len(sheet.Rows) == 0 {
		a.exit = exitNothing
		a.note("list.none")
	}
	return a.write(&sheet, o.format)
}

func (a *app) addDocument(s *output.Sheet, r record.Document, f formatFlags) {
	region, status := orEmpty(r.Region), string(r.Status)
	if format, err := f.parse(); err == nil && format != output.CSV {
		status = a.statusText(r.Status)
		if r.RegionName != nil {
			region = placeName(*r.RegionName)
		}
	}
	s.Add(r, r.ID, r.Issued.String(), region, status, itoa(r.Clauses), orEmpty(r.DocNumber), r.Title)
}

// orEmpty is what s points to, "" for nothing.
func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// placeName shortens the name of the state for tables.
func placeName(name string) string {
	if j, ok := corpus.JurisdictionByCode(corpus.NationalCode); ok && name == j.Name {
		return j.Short
	}
	return name
}
