package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/corpus/parse"
	"duibiao/corpus/store"
)

// read opens the data directory for reading.
func (a *app) read(ctx context.Context) (*library.Library, error) {
	return library.Open(ctx, a.dataDir, library.ReadOnly(), a.now)
}

// document finds the document a user names. Of several versions of one title
// it takes the newest and says so; titles that differ are the user's choice.
func (a *app) document(ctx context.Context, s *store.Store, ref string) (corpus.Document, error) {
	d, err := s.Resolve(ctx, ref)
	var many *store.AmbiguousError
	switch {
	case err == nil:
		return d, nil
	case errors.Is(err, store.ErrNotFound):
		return a.documentByPart(ctx, s, ref)
	case !errors.As(err, &many):
		return d, err
	}
	newest, ok := newestOf(many.Candidates)
	if !ok {
		return d, err
	}
	a.note("show.newest", many.Ref, len(many.Candidates), newest.ID, newest.Date)
	return s.Document(ctx, newest.ID)
}

// documentByPart finds the one document whose title contains what the user
// gave; several are offered.
func (a *app) documentByPart(ctx context.Context, s *store.Store, part string) (corpus.Document, error) {
	var found []store.Candidate
	for d, err := range s.Documents(ctx, store.Filter{Title: part}) {
		if err != nil {
			return d, err
		}
		found = append(found, store.Candidate{ID: d.ID, Title: d.Title, Date: d.Issued.String()})
	}
	switch len(found) {
	case 0:
		return corpus.Document{}, &hintedError{a.errorf("err.no_document", part), a.p.T("err.no_document_hint")}
	case 1:
		a.note("show.by_part", part, found[0].Title)
		return s.Document(ctx, found[0].ID)
	}
	return corpus.Document{}, &store.AmbiguousError{Ref: part, Candidates: found}
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

// clause finds the clause a user names in a document: by its id, or as
// 第三十一条, 31, 31条第2款, 第三章.
func (a *app) clause(d corpus.Document, clauses []corpus.Clause, ref string) (int, error) {
	for i, c := range clauses {
		if c.ID == ref {
			return i, nil
		}
	}
	if i, ok := parse.FindClause(clauses, ref); ok {
		return i, nil
	}
	return 0, &hintedError{a.errorf("err.no_clause", d.Title, ref), a.p.T("err.no_clause_hint", d.ID)}
}

// attachments lists the files of a document, or with id "" of all documents,
// by the document they belong to.
func attachments(ctx context.Context, s *store.Store, id string) (record.Files, error) {
	files, err := s.Attachments(ctx, id)
	return record.OfAttachments(files), err
}

// statusText is a status in the user's language.
func (a *app) statusText(s corpus.Status) string { return a.p.T("status." + string(s)) }

// heading is a document's metadata as lines for a reader.
func (a *app) heading(r record.Document) string {
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s\n", a.p.T(key), value)
		}
	}
	line("doc.number", orEmpty(r.DocNumber))
	line("doc.issuers", strings.Join(r.Issuers, "、"))
	line("doc.region", strings.TrimSpace(orEmpty(r.RegionName)+" "+orEmpty(r.Region)))
	line("doc.issued", r.Issued.String())
	line("doc.published", r.Published.String())
	line("doc.amended", r.Amended.String())
	effective := r.Effective.String()
	if r.EffectiveText != nil && effective == "" {
		effective = *r.EffectiveText
	}
	line("doc.effective", effective)
	line("doc.expires", r.Expires.String())
	line("doc.status", a.p.T("doc.status_as_of", a.statusText(r.Status), r.AsOf.String()))
	line("doc.source", r.SourceURL)
	line("doc.id", r.ID)
	return b.String()
}
