package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"duibiao/cmd/internal/library"
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

// documentRecord is a document in JSON: the contract of list and show.
type documentRecord struct {
	ID            string             `json:"id"`
	Title         string             `json:"title"`
	DocNumber     *string            `json:"doc_number"`
	Issuers       []string           `json:"issuers"`
	Region        *string            `json:"region"`
	RegionName    *string            `json:"region_name"`
	Kind          corpus.Kind        `json:"kind"`
	Issued        corpus.Date        `json:"issued"`
	Published     corpus.Date        `json:"published"`
	Amended       corpus.Date        `json:"amended"`
	Effective     corpus.Date        `json:"effective"`
	EffectiveText *string            `json:"effective_text"`
	Expires       corpus.Date        `json:"expires"`
	Status        corpus.Status      `json:"status"`
	AsOf          corpus.Date        `json:"as_of"`
	SourceURL     string             `json:"source_url"`
	SourceStatus  string             `json:"source_status"`
	LastSeen      string             `json:"last_seen"`
	SHA256        string             `json:"sha256"`
	Version       int                `json:"version"`
	Clauses       int                `json:"clauses"`
	Items         int                `json:"items"`
	Attachments   []attachmentRecord `json:"attachments"`
}

// attachmentRecord is an attachment of a document. Only collected pages have
// any; the list is never null.
type attachmentRecord struct {
	Name       string  `json:"name"`
	URL        string  `json:"url"`
	MediaType  string  `json:"media_type"`
	DocumentID *string `json:"document_id"`
}

// attachments lists the files of a document, or with id "" of all documents,
// by the document they belong to.
func attachments(ctx context.Context, s *store.Store, id string) (map[string][]attachmentRecord, error) {
	files, err := s.Attachments(ctx, id)
	if err != nil {
		return nil, err
	}
	of := map[string][]attachmentRecord{}
	for _, f := range files {
		of[f.Owner] = append(of[f.Owner], attachmentRecord{
			Name: f.Name, URL: f.URL, MediaType: f.MediaType, DocumentID: orNull(f.DocumentID),
		})
	}
	return of, nil
}

// attach gives the record its files; none is an empty list.
func (r *documentRecord) attach(files map[string][]attachmentRecord) {
	if list := files[r.ID]; list != nil {
		r.Attachments = list
	}
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func recordOf(d corpus.Document, day corpus.Date) documentRecord {
	issuers := d.Issuers
	if issuers == nil {
		issuers = []string{}
	}
	return documentRecord{
		ID: d.ID, Title: d.Title, DocNumber: orNull(d.DocNumber), Issuers: issuers,
		Region: orNull(d.Region), RegionName: orNull(d.RegionName), Kind: d.Kind,
		Issued: d.Issued, Published: d.Published, Amended: d.Amended, Effective: d.Effective,
		EffectiveText: orNull(d.EffectiveText), Expires: d.Expires,
		Status: corpus.StatusAsOf(d.Stated, d.Effective, d.Expires, day), AsOf: day,
		SourceURL: d.SourceURL, SourceStatus: d.SourceStatus, LastSeen: d.LastSeen.UTC().Format("2006-01-02T15:04:05Z"),
		SHA256: d.SHA256, Version: d.Version, Clauses: d.Clauses, Items: d.Items,
		Attachments: []attachmentRecord{},
	}
}

// statusText is a status in the user's language.
func (a *app) statusText(s corpus.Status) string { return a.p.T("status." + string(s)) }

// heading is a document's metadata as lines for a reader.
func (a *app) heading(r documentRecord) string {
	var b strings.Builder
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s%s\n", a.p.T(key), value)
		}
	}
	value := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	line("doc.number", value(r.DocNumber))
	line("doc.issuers", strings.Join(r.Issuers, "、"))
	line("doc.region", strings.TrimSpace(value(r.RegionName)+" "+value(r.Region)))
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
