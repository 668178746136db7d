package desk

import (
	"context"
	"strconv"

	"duibiao/cmd/internal/record"
	"duibiao/compare/align"
	"duibiao/corpus"
)

// SideBySide is documents beside one another.
type SideBySide struct {
	Documents record.Documents
	Alignment align.Alignment
	home      string
}

// SideBySide aligns the documents that are named, two at least.
func (r *Reader) SideBySide(ctx context.Context, refs []string, home string) (SideBySide, error) {
	var s SideBySide
	if len(refs) < 2 {
		return s, invalid(tell("clauses.two"))
	}
	var err error
	if s.home, err = Region(home); err != nil {
		return s, err
	}
	var docs []align.Document
	for _, ref := range refs {
		d, _, err := r.Resolve(ctx, ref)
		if err != nil {
			return s, err
		}
		s.Documents = append(s.Documents, d)
		doc, err := r.alignable(ctx, d)
		if err != nil {
			return s, err
		}
		docs = append(docs, doc)
	}
	s.Alignment = align.Documents(docs, align.Options{})
	return s, nil
}

func (r *Reader) alignable(ctx context.Context, d corpus.Document) (align.Document, error) {
	text, err := r.Store.Text(ctx, d.ID)
	if err != nil {
		return align.Document{}, err
	}
	clauses, err := r.Store.Clauses(ctx, d.ID)
	return align.Document{ID: d.ID, Title: d.Title, Text: text, Clauses: clauses}, err
}

// Diff is how a document differs from an older version of itself, or from another.
type Diff struct {
	SideBySide
	Changes align.Changes
}

// Diff compares a document with an older version of it, by default the one before,
// or with another document; other is "", a number or a document.
func (r *Reader) Diff(ctx context.Context, ref, other string) (Diff, error) {
	d, _, err := r.Resolve(ctx, ref)
	if err != nil {
		return Diff{}, err
	}
	now, err := r.alignable(ctx, d)
	if err != nil {
		return Diff{}, err
	}
	old, was, err := r.before(ctx, d, other)
	if err != nil {
		return Diff{}, err
	}
	docs := record.Documents{was, d}
	if was.ID != d.ID { // two documents: the first is the old one
		docs, old, now = record.Documents{d, was}, now, old
	}
	return Diff{SideBySide{Documents: docs}, align.Versions(old, now)}, nil
}

// before is what a document is compared with.
func (r *Reader) before(ctx context.Context, d corpus.Document, ref string) (align.Document, corpus.Document, error) {
	version := d.Version - 1
	if ref != "" {
		n, err := strconv.Atoi(ref)
		if err != nil || n > d.Version {
			other, _, err := r.Resolve(ctx, ref)
			if err != nil {
				return align.Document{}, other, err
			}
			doc, err := r.alignable(ctx, other)
			return doc, other, err
		}
		version = n
	}
	if version < 1 {
		return align.Document{}, d, invalid(tell("diff.one_version", d.Title))
	}
	doc, err := r.version(ctx, d, version)
	was := d
	was.Version = version
	return doc, was, err
}

// Rows are the clauses side by side, and what is missing where.
func (s SideBySide) Rows() []record.Aligned { return s.Documents.Rows(s.Alignment.Rows, s.home) }

// Between compares two versions of a document.
func (r *Reader) Between(ctx context.Context, id string, old, now int) (Diff, error) {
	d, err := r.Store.Document(ctx, id)
	if err != nil {
		return Diff{}, err
	}
	was, err := r.version(ctx, d, old)
	if err != nil {
		return Diff{}, err
	}
	is, err := r.version(ctx, d, now)
	if err != nil {
		return Diff{}, err
	}
	docs := record.Documents{d, d}
	docs[0].Version, docs[1].Version = old, now
	return Diff{SideBySide{Documents: docs}, align.Versions(was, is)}, nil
}

// version reads one version of a document for alignment.
func (r *Reader) version(ctx context.Context, d corpus.Document, n int) (align.Document, error) {
	text, clauses, err := r.Store.Body(ctx, d.ID, n)
	corpus.SetPaths(clauses)
	return align.Document{ID: d.ID + "@" + strconv.Itoa(n), Title: d.Title, Text: text, Clauses: clauses}, err
}

// Records are the changes, in order.
func (d Diff) Records() []record.Change {
	out := make([]record.Change, len(d.Changes.Changes))
	for i, c := range d.Changes.Changes {
		out[i] = d.Documents.Change(c)
	}
	return out
}
