package desk

import (
	"context"

	"duibiao/charts"
	"duibiao/cmd/internal/record"
	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// Search looks for clauses, as Reader.Search does.
func (d *Desk) Search(ctx context.Context, words string, b Bounds) (Found, error) {
	return ask(ctx, d, func(r *Reader) (Found, error) { return r.Search(ctx, words, b) })
}

// Document reads the document a user names, as of a day.
func (d *Desk) Document(ctx context.Context, ref string, day corpus.Date) (Page, error) {
	return ask(ctx, d, func(r *Reader) (Page, error) { return r.Document(ctx, ref, day) })
}

// Record is the record of the document a user names, as of a day.
func (d *Desk) Record(ctx context.Context, ref string, day corpus.Date) (record.Document, error) {
	return ask(ctx, d, func(r *Reader) (record.Document, error) { return r.Record(ctx, ref, day) })
}

// List lists the documents a filter keeps.
func (d *Desk) List(ctx context.Context, b Bounds) ([]record.Document, error) {
	return ask(ctx, d, func(r *Reader) ([]record.Document, error) { return r.List(ctx, b) })
}

// Versions lists the versions of a document, oldest first.
func (d *Desk) Versions(ctx context.Context, ref string) ([]store.Version, error) {
	return ask(ctx, d, func(r *Reader) ([]store.Version, error) {
		doc, _, err := r.Resolve(ctx, ref)
		if err != nil {
			return nil, err
		}
		return r.Store.Versions(ctx, doc.ID)
	})
}

// Items reads the catalogue items of a document, each with the check of the counts
// it states.
func (d *Desk) Items(ctx context.Context, ref string) ([]corpus.CatalogueItem, []compare.Reconciliation, error) {
	r, err := d.Reader(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	doc, _, err := r.Resolve(ctx, ref)
	if err != nil {
		return nil, nil, err
	}
	return r.Items(ctx, doc)
}

// Figures reads the figures that a document states.
func (d *Desk) Figures(ctx context.Context, ref, kind string) ([]record.Figure, error) {
	if _, err := OneOf("kind", kind, record.FigureKinds()); err != nil {
		return nil, err
	}
	return ask(ctx, d, func(r *Reader) ([]record.Figure, error) {
		doc, _, err := r.Resolve(ctx, ref)
		if err != nil {
			return nil, err
		}
		return r.Figures(ctx, doc, kind)
	})
}

// Codings asks documents the questions of the codebook: a document by ref, those of
// a place, or all that were coded; one question by id, or all with "".
func (d *Desk) Codings(ctx context.Context, ref, region, question string) ([]record.Cell, error) {
	questions, err := Questions(question)
	if err != nil {
		return nil, err
	}
	return ask(ctx, d, func(r *Reader) ([]record.Cell, error) {
		docs, err := r.CodedDocuments(ctx, ref, region)
		if err != nil {
			return nil, err
		}
		return r.Cells(ctx, docs, questions)
	})
}

// Cite is the reference to a document, or to a clause of it, in a style.
func (d *Desk) Cite(ctx context.Context, ref, clause string, style corpus.CitationStyle, accessed corpus.Date) (string, error) {
	return ask(ctx, d, func(r *Reader) (string, error) { return r.Cite(ctx, ref, clause, style, accessed) })
}

// SideBySide aligns documents.
func (d *Desk) SideBySide(ctx context.Context, refs []string, home string) (SideBySide, error) {
	return ask(ctx, d, func(r *Reader) (SideBySide, error) { return r.SideBySide(ctx, refs, home) })
}

// Diff compares a document with an older version of it, or with another.
func (d *Desk) Diff(ctx context.Context, ref, other string) (Diff, error) {
	return ask(ctx, d, func(r *Reader) (Diff, error) { return r.Diff(ctx, ref, other) })
}

// Changes lists the versions of all documents, the latest first.
func (d *Desk) Changes(ctx context.Context, offset, limit int) ([]store.Version, error) {
	return ask(ctx, d, func(r *Reader) ([]store.Version, error) { return r.Store.Recent(ctx, offset, limit) })
}

// Stats counts what the store holds.
func (d *Desk) Stats(ctx context.Context) (store.Stats, error) {
	return ask(ctx, d, func(r *Reader) (store.Stats, error) { return r.Store.Stats(ctx) })
}

// State tells one content of the store from another.
func (d *Desk) State(ctx context.Context) (store.State, error) {
	return ask(ctx, d, func(r *Reader) (store.State, error) { return r.Store.State(ctx) })
}

// Chart draws the chart of a kind.
func (d *Desk) Chart(ctx context.Context, kind string, c Comparing, w compare.Choice) (charts.Figure, error) {
	name, err := charts.Comparison(kind)
	if err != nil {
		return charts.Figure{}, &Error{Reason: Missing, Err: err}
	}
	r, err := d.Compare(ctx, name, c, w)
	if err != nil {
		return charts.Figure{}, err
	}
	return charts.Draw(kind, r)
}
