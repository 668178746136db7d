package record

import (
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// Document is a document: the contract of list and show.
type Document struct {
	ID            string        `json:"id"`
	Title         string        `json:"title"`
	DocNumber     *string       `json:"doc_number"`
	Issuers       []string      `json:"issuers"`
	Region        *string       `json:"region"`
	RegionName    *string       `json:"region_name"`
	Kind          corpus.Kind   `json:"kind"`
	Issued        corpus.Date   `json:"issued"`
	Published     corpus.Date   `json:"published"`
	Amended       corpus.Date   `json:"amended"`
	Effective     corpus.Date   `json:"effective"`
	EffectiveText *string       `json:"effective_text"`
	Expires       corpus.Date   `json:"expires"`
	Status        corpus.Status `json:"status"`
	// AsOf is the day that Status is told for.
	AsOf         corpus.Date  `json:"as_of"`
	SourceURL    string       `json:"source_url"`
	SourceStatus string       `json:"source_status"`
	LastSeen     string       `json:"last_seen"`
	SHA256       string       `json:"sha256"`
	Version      int          `json:"version"`
	Clauses      int          `json:"clauses"`
	Items        int          `json:"items"`
	Attachments  []Attachment `json:"attachments"`
}

// Attachment is an attachment of a document. Only collected pages have any; the
// list is never null.
type Attachment struct {
	Name       string  `json:"name"`
	URL        string  `json:"url"`
	MediaType  string  `json:"media_type"`
	DocumentID *string `json:"document_id"`
}

// OfDocument is the record of a document with its status on a day.
func OfDocument(d corpus.Document, day corpus.Date) Document {
	return Document{
		ID: d.ID, Title: d.Title, DocNumber: orNull(d.DocNumber), Issuers: list(d.Issuers),
		Region: orNull(d.Region), RegionName: orNull(d.RegionName), Kind: d.Kind,
		Issued: d.Issued, Published: d.Published, Amended: d.Amended, Effective: d.Effective,
		EffectiveText: orNull(d.EffectiveText), Expires: d.Expires,
		Status: corpus.StatusAsOf(d.Stated, d.Effective, d.Expires, day), AsOf: day,
		SourceURL: d.SourceURL, SourceStatus: d.SourceStatus, LastSeen: d.LastSeen.UTC().Format("2006-01-02T15:04:05Z"),
		SHA256: d.SHA256, Version: d.Version, Clauses: d.Clauses, Items: d.Items,
		Attachments: []Attachment{},
	}
}

// Files are attachments by the document they belong to.
type Files map[string][]Attachment

// OfAttachments groups attachments by the document they belong to.
func OfAttachments(files []store.Attachment) Files {
	of := Files{}
	for _, f := range files {
		of[f.Owner] = append(of[f.Owner], Attachment{Name: f.Name, URL: f.URL, MediaType: f.MediaType, DocumentID: orNull(f.DocumentID)})
	}
	return of
}

// Attach gives the record its files; none is an empty list.
func (r *Document) Attach(files Files) {
	if list := files[r.ID]; list != nil {
		r.Attachments = list
	}
}
