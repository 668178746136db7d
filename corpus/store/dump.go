package store

import (
	"bufio"
	"context"
	"encoding/json"
	"io"

	"duibiao/corpus"
)

// dumped is one document in a dump: everything but clock values, change numbers
// and row numbers.
type dumped struct {
	ID        string                `json:"id"`
	Version   int                   `json:"version"`
	Metadata  corpus.Metadata       `json:"metadata"`
	MediaType string                `json:"media_type"`
	Charset   string                `json:"charset"`
	Derived   dumpedStatus          `json:"derived"`
	Versions  []dumpedVersion       `json:"versions"`
	Sources   []dumpedSource        `json:"sources"`
	Items     []dumpedItem          `json:"items"`
	Counts    []corpus.StatedCount  `json:"counts,omitempty"`
	Amounts   []corpus.StatedAmount `json:"amounts,omitempty"`
	Codings   []corpus.Coding       `json:"codings,omitempty"`
	Human     []corpus.HumanCoding  `json:"human,omitempty"`
	Clauses   []corpus.Clause       `json:"clauses"`
	Text      string                `json:"text"`
	Files     []Attachment          `json:"attachments,omitempty"`
}

// dumpedItem is an item; what older schemas do not know is left out where it is
// empty.
type dumpedItem struct {
	DocumentID string `json:"document_id"`
	Region     string `json:"region"`
	Year       int    `json:"year"`
	Code       string `json:"code"`
	Number     string `json:"number,omitempty"`
	Name       string `json:"name"`
	Level      int    `json:"level"`
	TierName   string `json:"tier_name,omitempty"`
	Parent     string `json:"parent"`
	ParentOrd  int    `json:"parent_ord,omitempty"`
	Note       string `json:"note"`
	Table      int    `json:"table,omitempty"`
	Row        int    `json:"row,omitempty"`
	Page       int    `json:"page,omitempty"`
	Sheet      string `json:"sheet,omitempty"`
	Start      int    `json:"start,omitempty"`
	End        int    `json:"end,omitempty"`
}

func dumpItems(items []corpus.CatalogueItem) []dumpedItem {
	var list []dumpedItem
	for _, it := range items {
		list = append(list, dumpedItem{
			it.DocumentID, it.Region, it.Year, it.Code, it.Number, it.Name, it.Level, it.TierName, it.Parent, it.ParentOrd, it.Note,
			it.Table, it.Row, it.Page, it.Sheet, it.Start, it.End,
		})
	}
	return list
}

type dumpedStatus struct {
	Status corpus.Status `json:"status"`
	By     string        `json:"by"`
	From   corpus.Date   `json:"from"`
}

type dumpedVersion struct {
	Number int    `json:"number"`
	SHA256 string `json:"sha256"`
	URL    string `json:"url"`
}

type dumpedSource struct {
	URL    string `json:"url"`
	SHA256 string `json:"sha256"`
	Status string `json:"status"`
}

// Dump writes the whole content of the store as JSON Lines, one document a line
// in the order of their ids, without clock values and internal numbers: two
// stores that hold the same write the same bytes.
func (s *Store) Dump(ctx context.Context, w io.Writer) error {
	ids, err := changedSince(ctx, s.r, 0)
	if err != nil {
		return wrap(err, "dump")
	}
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, id := range ids {
		d, err := s.dumpDocument(ctx, id)
		if err != nil {
			return err
		}
		if err := enc.Encode(d); err != nil {
			return wrap(err, "dump %s", id)
		}
	}
	return wrap(out.Flush(), "dump")
}

func (s *Store) dumpDocument(ctx context.Context, id string) (dumped, error) {
	r, err := s.record(ctx, id)
	if err != nil {
		return dumped{}, err
	}
	d := dumped{
		ID: id, Version: r.doc.Version, Metadata: r.doc.Metadata, Derived: dumpedStatus(r.derived),
		MediaType: r.doc.MediaType, Charset: r.doc.Charset,
	}
	if d.Text, err = textOf(ctx, s.r, r.content); err != nil {
		return d, wrap(err, "dump %s", id)
	}
	if d.Clauses, err = clausesOf(ctx, s.r, r.content, r.doc.Clauses); err != nil {
		return d, wrap(err, "dump %s", id)
	}
	items, err := s.Items(ctx, id)
	if err != nil {
		return d, err
	}
	d.Items = dumpItems(items)
	figures, err := figuresOf(ctx, s.r, r.content, d.Text)
	if err != nil {
		return d, wrap(err, "dump %s", id)
	}
	d.Counts, d.Amounts = figures.Counts, figures.Amounts
	if d.Codings, err = codingsOf(ctx, s.r, r.content, d.Text); err != nil {
		return d, wrap(err, "dump %s", id)
	}
	if d.Human, err = s.HumanCodings(ctx, id); err != nil {
		return d, err
	}
	versions, err := s.Versions(ctx, id)
	if err != nil {
		return d, err
	}
	for _, v := range versions {
		d.Versions = append(d.Versions, dumpedVersion{v.Number, v.SHA256, v.URL})
	}
	sources, err := s.Sources(ctx, id)
	for _, x := range sources {
		d.Sources = append(d.Sources, dumpedSource{x.URL, x.SHA256, x.Status})
	}
	if err != nil {
		return d, err
	}
	d.Files, err = s.Attachments(ctx, id)
	return d, err
}
