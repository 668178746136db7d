package desk

import (
	"context"

	"duibiao/cmd/internal/record"
	"duibiao/compare"
	"duibiao/corpus"
)

// Items reads the catalogue items of a document and holds them against the counts
// that it, or the page whose attachment it is, states.
func (r *Reader) Items(ctx context.Context, d corpus.Document) ([]corpus.CatalogueItem, []compare.Reconciliation, error) {
	items, err := r.Store.Items(ctx, d.ID)
	if err != nil || len(items) == 0 {
		return nil, nil, err
	}
	owners, err := r.Store.AttachedTo(ctx, d.ID)
	if err != nil {
		return nil, nil, err
	}
	var out []compare.Reconciliation
	for _, id := range append([]string{d.ID}, owners...) {
		f, err := r.Store.Figures(ctx, id)
		if err != nil {
			return nil, nil, err
		}
		out = append(out, compare.Reconcile(items, f.Counts)...)
	}
	return items, out, nil
}

// Figures reads the figures of a kind that a document states; all with kind "".
func (r *Reader) Figures(ctx context.Context, d corpus.Document, kind string) ([]record.Figure, error) {
	f, err := r.Store.Figures(ctx, d.ID)
	if err != nil {
		return nil, err
	}
	var out []record.Figure
	for _, rec := range record.OfFigures(d, f.Counts, f.Amounts) {
		if kind == "" || rec.Kind == kind {
			out = append(out, rec)
		}
	}
	return out, nil
}
