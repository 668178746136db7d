package desk

import (
	"context"
	"errors"

	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/corpus/parse"
	"duibiao/corpus/store"
)

// Resolve finds the document a user names. Of several versions of one title it takes
// the newest and says so in a note; titles that differ are the user's choice
// (store.AmbiguousError).
func (r *Reader) Resolve(ctx context.Context, ref string) (corpus.Document, []msg.Message, error) {
	d, err := r.Store.Resolve(ctx, ref)
	var many *store.AmbiguousError
	switch {
	case err == nil:
		return d, nil, nil
	case errors.Is(err, store.ErrNotFound):
		return r.byPart(ctx, ref)
	case !errors.As(err, &many):
		return d, nil, err
	}
	newest, ok := newestOf(many.Candidates)
	if !ok {
		return d, nil, err
	}
	d, err = r.Store.Document(ctx, newest.ID)
	return d, []msg.Message{tell("show.newest", many.Ref, len(many.Candidates), newest.ID, newest.Date)}, err
}

// byPart finds the one document whose title contains what the user gave; several
// are offered.
func (r *Reader) byPart(ctx context.Context, part string) (corpus.Document, []msg.Message, error) {
	var found []store.Candidate
	for d, err := range r.Store.Documents(ctx, store.Filter{Title: part}) {
		if err != nil {
			return d, nil, err
		}
		found = append(found, store.Candidate{ID: d.ID, Title: d.Title, Date: d.Issued.String()})
	}
	switch len(found) {
	case 0:
		return corpus.Document{}, nil, missing(tell("err.no_document", part), tell("err.no_document_hint"))
	case 1:
		d, err := r.Store.Document(ctx, found[0].ID)
		return d, []msg.Message{tell("show.by_part", part, found[0].Title)}, err
	}
	return corpus.Document{}, nil, &store.AmbiguousError{Ref: part, Candidates: found}
}

// newestOf picks the candidate with the latest date if all have one title.
func newestOf(list []store.Candidate) (store.Candidate, bool) {
	best, tie := list[0], false
	for _, c := range list[1:] {
		switch {
		case c.Title != best.Title:
			return best, false
		case c.Date > best.Date:
			best, tie = c, false
		case c.Date == best.Date:
			tie = true
		}
	}
	return best, !tie && best.Date != ""
}

// FindClause finds the clause a user names in a document: by its id, or as
// 第三十一条, 31, 31条第2款, 第三章.
func FindClause(d corpus.Document, clauses []corpus.Clause, ref string) (int, error) {
	for i, c := range clauses {
		if c.ID == ref {
			return i, nil
		}
	}
	if i, ok := parse.FindClause(clauses, ref); ok {
		return i, nil
	}
	return 0, missing(tell("err.no_clause", d.Title, ref), tell("err.no_clause_hint", d.ID))
}

// Page is a document to be read.
type Page struct {
	corpus.Document
	Record record.Document
	// Text is the text; Clauses are slices of it, in document order.
	Text    string
	Clauses []corpus.Clause
	// Notes say how the document was found.
	Notes []msg.Message
}

// Document reads the document a user names, as of a day.
func (r *Reader) Document(ctx context.Context, ref string, day corpus.Date) (Page, error) {
	d, notes, err := r.Resolve(ctx, ref)
	if err != nil {
		return Page{}, err
	}
	p := Page{Document: d, Notes: notes, Record: record.OfDocument(d, day)}
	if p.Text, err = r.Store.Text(ctx, d.ID); err != nil {
		return p, err
	}
	if p.Clauses, err = r.Store.Clauses(ctx, d.ID); err != nil {
		return p, err
	}
	files, err := r.Store.Attachments(ctx, d.ID)
	p.Record.Attach(record.OfAttachments(files))
	return p, err
}

// Record is the record of the document a user names, as of a day.
func (r *Reader) Record(ctx context.Context, ref string, day corpus.Date) (record.Document, error) {
	d, _, err := r.Resolve(ctx, ref)
	if err != nil {
		return record.Document{}, err
	}
	files, err := r.Store.Attachments(ctx, d.ID)
	rec := record.OfDocument(d, day)
	rec.Attach(record.OfAttachments(files))
	return rec, err
}

// List lists the documents a filter keeps, within its limit (0 for all) and offset.
func (r *Reader) List(ctx context.Context, b Bounds) ([]record.Document, error) {
	all, err := r.Store.Attachments(ctx, "")
	if err != nil {
		return nil, err
	}
	files := record.OfAttachments(all)
	var out []record.Document
	skip := b.Offset
	for d, err := range r.Store.Documents(ctx, b.store()) {
		if err != nil {
			return nil, err
		}
		if skip > 0 {
			skip--
			continue
		}
		rec := record.OfDocument(d, b.AsOf)
		rec.Attach(files)
		out = append(out, rec)
		if len(out) == b.Limit && b.Limit > 0 {
			break
		}
	}
	return out, nil
}

// Documents are those that a user means by a document's name or a place; all, when
// neither is given.
func (r *Reader) Documents(ctx context.Context, ref, region string) ([]corpus.Document, []msg.Message, error) {
	code, err := Region(region)
	if err != nil {
		return nil, nil, err
	}
	if ref != "" {
		d, notes, err := r.Resolve(ctx, ref)
		return []corpus.Document{d}, notes, err
	}
	var docs []corpus.Document
	for d, err := range r.Store.Documents(ctx, store.Filter{Region: code, AsOf: r.Today()}) {
		if err != nil {
			return nil, nil, err
		}
		docs = append(docs, d)
	}
	return docs, nil, nil
}

// Named finds a document by its whole title or number, as texts refer to it: of
// several editions the newest. store.ErrNotFound if none has it.
func (r *Reader) Named(ctx context.Context, name string) (corpus.Document, error) {
	d, err := r.Store.Resolve(ctx, name)
	var many *store.AmbiguousError
	if !errors.As(err, &many) {
		return d, err
	}
	newest, ok := newestOf(many.Candidates)
	if !ok {
		return d, err
	}
	return r.Store.Document(ctx, newest.ID)
}
