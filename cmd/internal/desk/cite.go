package desk

import (
	"context"

	"duibiao/cmd/internal/record"
	"duibiao/corpus"
)

// Cite is the reference to a document, or to a clause of it, in a style.
func (r *Reader) Cite(ctx context.Context, ref, clause string, style corpus.CitationStyle, accessed corpus.Date) (string, error) {
	d, _, err := r.Resolve(ctx, ref)
	if err != nil {
		return "", err
	}
	pinpoint := ""
	if clause != "" {
		clauses, err := r.Store.Clauses(ctx, d.ID)
		if err != nil {
			return "", err
		}
		i, err := FindClause(d, clauses, clause)
		if err != nil {
			return "", err
		}
		pinpoint = record.Pinpoint(clauses, i)
	}
	return corpus.CitationOf(d, pinpoint, accessed).Format(style)
}
