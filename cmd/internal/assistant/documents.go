package assistant

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/reference"
	"duibiao/corpus/store"
)

// Listing is what list_documents takes.
type Listing struct {
	filters
	Limit  int `json:"limit,omitempty"`
	Offset int `json:"offset,omitempty"`
}

// Documents is what list_documents gives.
type Documents struct {
	Documents []Source `json:"documents" jsonschema:"documents of the data directory: their texts can be read"`
	// Reference are the documents that the reference dataset speaks of, given where
	// there is no data directory.
	Reference []Referenced `json:"reference" jsonschema:"documents that only the embedded reference dataset speaks of, without their texts; given when nothing was collected yet"`
	More      bool         `json:"more" jsonschema:"there are more: ask again with a larger offset"`
	Notes     []string     `json:"notes" jsonschema:"what to tell the reader"`
	AsOf      corpus.Date  `json:"as_of" jsonschema:"the day that statuses are told for"`
}

// Referenced is a document that the reference dataset speaks of.
type Referenced struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	DocNumber string        `json:"doc_number" jsonschema:"文号"`
	Region    string        `json:"region"`
	Issued    corpus.Date   `json:"issued"`
	Status    corpus.Status `json:"status"`
	// Certainty is how it is known: seen in the document, in a secondary source, or
	// only cited.
	Certainty string   `json:"certainty" jsonschema:"seen in the document, in a secondary source, or only cited"`
	Sources   []string `json:"sources" jsonschema:"where it is known from"`
}

const usualDocuments = 20

func (s *server) documents(ctx context.Context, q Listing) (Documents, error) {
	out := Documents{Documents: []Source{}, Reference: []Referenced{}, Notes: []string{}}
	b, err := q.read(s.Desk.Today())
	if err != nil {
		return out, err
	}
	limit := q.Limit
	if limit == 0 {
		limit = usualDocuments
	}
	b.Limit, b.Offset, out.AsOf = limit+1, q.Offset, b.AsOf
	list, err := s.Desk.List(ctx, b)
	if errors.Is(err, store.ErrNoStore) {
		return s.referenced(out, b, limit)
	}
	if err != nil {
		return out, err
	}
	out.More = len(list) > limit
	for _, d := range list[:min(limit, len(list))] {
		out.Documents = append(out.Documents, sourceOf(d))
	}
	return out, nil
}

// referenced lists what the reference dataset speaks of. Of a status it knows only
// what its sources say, on no day in particular.
func (s *server) referenced(out Documents, b desk.Bounds, limit int) (Documents, error) {
	set, err := reference.Load()
	if err != nil {
		return out, fmt.Errorf("reference dataset: %w", err)
	}
	skip := b.Offset
	for _, d := range set.Documents {
		if !keeps(b, d) {
			continue
		}
		if skip > 0 {
			skip--
			continue
		}
		if len(out.Reference) == limit {
			out.More = true
			break
		}
		out.Reference = append(out.Reference, Referenced{
			ID: d.ID, Title: compare.DocumentName(d), DocNumber: d.DocNumber, Region: d.Region, Issued: d.Issued, Status: d.Status,
			Certainty: compare.Chinese(d.Certainty), Sources: cited(*set, d.Provenance),
		})
	}
	out.Notes = append(out.Notes, s.Say.T("mcp.reference", set.DataDate))
	return out, nil
}

func keeps(b desk.Bounds, d corpus.DocumentRecord) bool {
	switch {
	case b.Region != "" && !corpus.Within(d.Region, b.Region),
		b.Kind != "" && d.Kind != b.Kind,
		b.Status != "" && d.Status != b.Status,
		!strings.Contains(d.Title, b.Title),
		!b.From.IsZero() && (d.Issued.IsZero() || d.Issued.Before(b.From)),
		!b.To.IsZero() && (d.Issued.IsZero() || b.To.Before(d.Issued)):
		return false
	}
	return true
}

// cited are the sources of a record in words.
func cited(set corpus.Dataset, p corpus.Provenance) []string {
	out := []string{}
	for _, id := range p.SourceIDs() {
		i := slices.IndexFunc(set.Sources, func(r corpus.Reference) bool { return r.ID == id })
		if i >= 0 {
			out = append(out, compare.Cite(set.Sources[i]))
		}
	}
	return out
}

func (x Documents) tell(say *msg.Printer) string {
	lines := slices.Clone(x.Notes)
	for _, d := range x.Documents {
		lines = append(lines, d.tell(say))
	}
	for _, d := range x.Reference {
		lines = append(lines, strings.Join([]string{d.Title, d.Region, d.Issued.String(), d.Certainty, say.T("mcp.source", strings.Join(d.Sources, "；"))}, " · "))
	}
	if len(x.Documents)+len(x.Reference) == 0 {
		lines = append(lines, say.T("mcp.none"))
	}
	if x.More {
		lines = append(lines, say.T("mcp.more"))
	}
	return strings.Join(append(lines, say.T("mcp.as_of", x.AsOf)), "\n")
}

// Reference is what format_citation takes.
type Reference struct {
	Document string `json:"document"`
	Clause   string `json:"clause,omitempty"`
	Style    string `json:"style,omitempty"`
	Accessed string `json:"accessed,omitempty"`
}

// Citation is what format_citation gives.
type Citation struct {
	Citation string      `json:"citation"`
	Style    string      `json:"style"`
	Source   Source      `json:"source"`
	AsOf     corpus.Date `json:"as_of" jsonschema:"the day of access"`
}

func (s *server) cite(ctx context.Context, q Reference) (Citation, error) {
	out := Citation{Style: q.Style, AsOf: s.Desk.Today()}
	if out.Style == "" {
		out.Style = string(corpus.GBT7714v2025)
	}
	var err error
	if q.Accessed != "" {
		if out.AsOf, err = desk.Day("accessed", q.Accessed); err != nil {
			return out, err
		}
	}
	d, err := s.Desk.Record(ctx, q.Document, s.Desk.Today())
	if err != nil {
		return out, err
	}
	out.Source = sourceOf(d)
	out.Citation, err = s.Desk.Cite(ctx, d.ID, q.Clause, corpus.CitationStyle(out.Style), out.AsOf)
	return out, err
}

func (x Citation) tell(say *msg.Printer) string {
	return strings.Join([]string{x.Citation, "", say.T("mcp.source", x.Source.tell(say)), say.T("mcp.as_of", x.AsOf)}, "\n")
}
