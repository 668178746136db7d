package main

import (
	"context"
	"fmt"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/store"

	"github.com/spf13/cobra"
)

type itemsOptions struct {
	doc, region string
	check       bool
	format      formatFlags
}

func newItemsCommand(a *app) *cobra.Command {
	var o itemsOptions
	c := a.command("items", "items [--doc ID] [--check] [flags]", "0 1 2 12", cobra.NoArgs, func(cmd *cobra.Command, _ []string) error {
		return runItems(cmd.Context(), a, o)
	})
	c.Flags().StringVar(&o.doc, "doc", "", a.p.T("flag.doc"))
	c.Flags().StringVar(&o.region, "region", "", a.p.T("flag.region"))
	c.Flags().BoolVar(&o.check, "check", false, a.p.T("flag.check_counts"))
	addFormat(a, c, &o.format)
	return c
}

func runItems(ctx context.Context, a *app, o itemsOptions) error {
	format, err := o.format.parse()
	if err != nil {
		return err
	}
	r, docs, err := a.chosen(ctx, o.doc, o.region)
	if err != nil {
		return err
	}
	defer r.Close()
	list, checks := itemsSheet(a), checksSheet(a)
	var results []compare.Reconciliation
	for _, d := range docs {
		items, found, err := r.Items(ctx, d)
		if err != nil {
			return err
		}
		results = append(results, found...)
		a.addItems(list, items)
		a.addChecks(checks, d, found)
	}
	switch {
	case o.check:
		return a.writeChecks(checks, results, o.format)
	case len(list.Rows) == 0:
		a.exit = exitNothing
		a.note("items.none")
		return a.staleNote(ctx, r.Store)
	}
	if err := a.write(list, o.format); err != nil {
		return err
	}
	if format == output.Table || format == output.Markdown {
		a.checkNotes(results)
	}
	return nil
}

func (a *app) addItems(s *output.Sheet, items []corpus.CatalogueItem) {
	for _, it := range items {
		s.Add(it, it.Code, it.Number, it.Name, itoa(it.Level), a.where(it), it.Note)
	}
}

func itemsSheet(a *app) *output.Sheet {
	return &output.Sheet{Columns: []output.Column{
		{Key: "code", Title: a.p.T("col.code")},
		{Key: "number", Title: a.p.T("col.item_number")},
		{Key: "name", Title: a.p.T("col.name"), Flex: true},
		{Key: "level", Title: a.p.T("col.level"), Number: true},
		{Key: "place", Title: a.p.T("col.place")},
		{Key: "note", Title: a.p.T("col.note"), Flex: true},
	}}
}

// where says in words where an item stands.
func (a *app) where(it corpus.CatalogueItem) string {
	var parts []string
	if it.Sheet != "" {
		parts = append(parts, it.Sheet)
	}
	if it.Page > 0 {
		parts = append(parts, a.p.T("items.page", it.Page))
	}
	if it.Table > 0 {
		if it.Sheet == "" && it.Table > 1 {
			parts = append(parts, a.p.T("items.table", it.Table))
		}
		parts = append(parts, a.p.T("items.row", it.Row))
	}
	return strings.Join(parts, " ")
}

// chosen opens the data directory and finds the documents that --doc or --region
// names; all, when they name none.
func (a *app) chosen(ctx context.Context, doc, region string) (*desk.Reader, []corpus.Document, error) {
	r, err := a.read(ctx)
	if err != nil {
		return nil, nil, err
	}
	docs, notes, err := r.Documents(ctx, doc, region)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	a.say(notes)
	return r, docs, nil
}

func checksSheet(a *app) *output.Sheet {
	return &output.Sheet{Columns: []output.Column{
		{Key: "document_id", Title: a.p.T("col.id")},
		{Key: "title", Title: a.p.T("col.title"), Flex: true},
		{Key: "quote", Title: a.p.T("col.stated")},
		{Key: "found", Title: a.p.T("col.found"), Number: true},
		{Key: "agrees", Title: a.p.T("col.agrees")},
		{Key: "nearest", Title: a.p.T("col.nearest"), Flex: true},
	}}
}

func (a *app) addChecks(s *output.Sheet, d corpus.Document, results []compare.Reconciliation) {
	for _, r := range results {
		agrees := a.p.T("items.agrees")
		if !r.Agrees {
			agrees = a.p.T("items.differs")
		}
		s.Add(record.Check{DocumentID: d.ID, Title: d.Title, Reconciliation: r}, d.ID, d.Title, r.Stated.Quote, itoa(r.Found), agrees, a.nearest(r))
	}
}

// writeChecks shows what was compared. A difference is exit 1; that nothing
// could be compared is said and is none.
func (a *app) writeChecks(s *output.Sheet, results []compare.Reconciliation, f formatFlags) error {
	if len(results) == 0 {
		a.note("items.no_counts")
	}
	for _, r := range results {
		if !r.Agrees {
			a.exit = exitNothing
		}
	}
	return a.write(s, f)
}

// nearest names the places that may explain a difference.
func (a *app) nearest(r compare.Reconciliation) string {
	var parts []string
	for _, g := range r.Gaps[:min(len(r.Gaps), 3)] {
		parts = append(parts, a.p.T("items.gap", g.Missing, a.where(g.After), g.After.Code+g.After.Name))
	}
	for _, it := range r.Doubles[:min(len(r.Doubles), 3)] {
		parts = append(parts, a.p.T("items.double", it.Code+it.Name, a.where(it)))
	}
	if len(parts) == 0 && !r.Agrees {
		return a.p.T("items.no_gap")
	}
	return strings.Join(parts, a.p.T("items.list_mark"))
}

// checkNotes says on stderr whether stated and found counts agree.
func (a *app) checkNotes(results []compare.Reconciliation) {
	for _, r := range results {
		if r.Agrees {
			a.note("items.note_agrees", r.Stated.Quote, r.Found)
			continue
		}
		a.note("items.note_differs", r.Stated.Quote, r.Found, a.nearest(r))
	}
}

// staleNote says how to read again what an older program read.
func (a *app) staleNote(ctx context.Context, s *store.Store) error {
	st, err := s.Stats(ctx)
	if err != nil {
		return fmt.Errorf("items: %w", err)
	}
	if st.Stale > 0 {
		a.note("store.stale", st.Stale)
	}
	return nil
}
