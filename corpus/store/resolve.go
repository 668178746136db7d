package store

import (
	"context"
	"strings"

	"duibiao/corpus"
)

// minPrefix is how many characters of an id are enough to name a document.
const minPrefix = 4

// Resolve finds the one document a user means: by full id, by the beginning of
// an id (4 characters at least), by title with or without 中华人民共和国 and
// title marks, or by 文号; the first of these ways that finds any decides.
// *AmbiguousError if several answer, ErrNotFound if none does.
func (s *Store) Resolve(ctx context.Context, ref string) (corpus.Document, error) {
	ref = strings.TrimSpace(ref)
	for _, way := range []struct {
		use   bool
		where string
		arg   string
	}{
		{true, `d.id = ?`, strings.ToLower(ref)},
		{isIDPrefix(ref), `d.id GLOB ? || '*'`, strings.ToLower(ref)},
		{true, `c.title = ?`, ref},
		{true, `d.title_key = ?`, titleKey(ref)},
		{true, `c.doc_number <> '' AND c.doc_number = ?`, ref},
	} {
		if !way.use {
			continue
		}
		found, err := s.find(ctx, way.where, way.arg)
		if err != nil {
			return corpus.Document{}, wrap(err, "resolve %q", ref)
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			return corpus.Document{}, ambiguous(ref, found)
		}
	}
	return corpus.Document{}, wrap(ErrNotFound, "resolve %q", ref)
}

// isIDPrefix reports whether ref can be the beginning of an id: base32.
func isIDPrefix(ref string) bool {
	if len(ref) < minPrefix {
		return false
	}
	return strings.Trim(strings.ToLower(ref), "abcdefghijklmnopqrstuvwxyz234567") == ""
}

func (s *Store) find(ctx context.Context, where, arg string) ([]corpus.Document, error) {
	rows, err := s.r.QueryContext(ctx, selectDocuments+` WHERE `+where+` ORDER BY c.issued DESC, d.id`, arg)
	if err != nil {
		return nil, err
	}
	var list []corpus.Document
	err = eachRow(rows, func() error {
		r, err := scanRecord(rows)
		list = append(list, r.on(s.today()))
		return err
	})
	return list, err
}

func ambiguous(ref string, found []corpus.Document) *AmbiguousError {
	e := &AmbiguousError{Ref: ref}
	for _, d := range found {
		date := d.Issued
		if date.Before(d.Amended) {
			date = d.Amended
		}
		e.Candidates = append(e.Candidates, Candidate{ID: d.ID, Title: d.Title, Date: date.String()})
	}
	return e
}
