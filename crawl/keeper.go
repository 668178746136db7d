package crawl

import (
	"context"
	"net/http"

	"duibiao/crawl/page"
)

// Keeper takes in what a crawl brings. An error ends the crawl: it is about the
// store, not about the document. A document that cannot be read is a Kept with a
// Reason.
type Keeper interface {
	// Article stores a document and the list of its attachments.
	Article(ctx context.Context, a Article) (Kept, error)
	// File stores an attachment, and links it to the articles that name its
	// address.
	File(ctx context.Context, f File) (Kept, error)
	// Seen records that a place still shows what it showed: false if the place is
	// not known.
	Seen(ctx context.Context, url string) (documentID string, known bool, err error)
	// Gone records that a place has vanished: false if it is not known.
	Gone(ctx context.Context, url string) (documentID string, known bool, err error)
}

// Part is one response that a document is made of.
type Part struct {
	// Role is page for the article itself and its further pages, frame for a
	// frame that holds its body.
	Role string
	URL  string
	// ContentType is what the server says; it is a hint.
	ContentType string
	Body        []byte
}

// The roles of a Part.
const (
	PartPage  = "page"
	PartFrame = "frame"
)

// Article is a document as it was found.
type Article struct {
	// URL is its place: an address without session and fragment.
	URL    string
	Region string
	// Name is the file name where the server gives one.
	Name string
	// Title and Fields are what the list said of it.
	Title  string
	Date   string
	Fields map[string]string
	// Parts are the page and what belongs to its text, in order.
	Parts []Part
	// Attachments have addresses in the form of File.URL.
	Attachments []page.Attachment
	Header      http.Header
}

// File is an attachment as it was found.
type File struct {
	// Title is what the page calls it, Name what it is to be listed as.
	URL, Title, Name, Region string
	ContentType              string
	Body                     []byte
	Header                   http.Header
}

// Outcome is what became of a document; the values are those of the store.
type Outcome string

// The outcomes.
const (
	Added     Outcome = "added"
	Updated   Outcome = "updated"
	Unchanged Outcome = "unchanged"
	Duplicate Outcome = "duplicate"
	// RawKept says that the bytes are kept and no document was made of them.
	RawKept Outcome = "kept"
)

// Kept is what became of it.
type Kept struct {
	DocumentID string
	Outcome    Outcome
	// Reason is set when no document was stored; Err has the particulars.
	Reason Reason
	Err    error
}
