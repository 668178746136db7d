package index

import (
	"context"
	"errors"

	"duibiao/corpus"
	"duibiao/index/query"
)

// What can be wrong with an index, for callers that act on it.
var (
	// ErrNoIndex: there is none yet; build it, or search with scan.
	ErrNoIndex = errors.New("no index")
	// ErrDamaged: its files are not what was written; rebuild it from the store.
	ErrDamaged = errors.New("index damaged")
	// ErrOldFormat: another version of the program wrote it; rebuild it.
	ErrOldFormat = errors.New("index has another format")
)

// Limits of a request. A larger Limit or Offset is cut to them.
const (
	DefaultLimit = 10
	MaxLimit     = 1000
	// MaxWindow bounds Offset + Limit.
	MaxWindow = 10000
)

// Filter narrows a search. Zero fields do not filter. It is applied together
// with the filters written in the query itself.
type Filter struct {
	// Region is a GB/T 2260 code or a place name; a province includes what
	// lies in it, the state means national rules only (corpus.Within).
	Region string
	Kind   corpus.Kind
	Status corpus.Status
	// From and To bound Doc.Date, both inclusive; documents without a date
	// pass neither.
	From, To corpus.Date
	// Title must occur in the title.
	Title string
	// DocumentID restricts the search to one document.
	DocumentID string
}

// Request is one search.
type Request struct {
	// Query is what the user typed; package query says how it is read.
	Query  string
	Filter Filter
	// AsOf is the day statuses are derived for; the zero Date takes the stated
	// status as it is.
	AsOf corpus.Date
	// Limit is DefaultLimit when 0. Offset counts hits to skip.
	Limit, Offset int
}

// Window is the request's offset and limit within the limits of this package.
func (r Request) Window() (offset, limit int) {
	limit = r.Limit
	if limit <= 0 {
		limit = DefaultLimit
	}
	offset = min(max(r.Offset, 0), MaxWindow)
	return offset, min(limit, MaxLimit, MaxWindow-offset)
}

// Hit is one clause found.
type Hit struct {
	// Rank counts from 1 over the whole result, not the window.
	Rank  int     `json:"rank"`
	Score float64 `json:"score"`
	// DocumentID, Title, DocNumber and Region are the document's.
	DocumentID string        `json:"document_id"`
	Title      string        `json:"title"`
	DocNumber  string        `json:"doc_number"`
	Region     string        `json:"region"`
	Kind       corpus.Kind   `json:"kind"`
	Status     corpus.Status `json:"status"`
	Date       corpus.Date   `json:"date"`
	// Clause is the label (第三十一条), "" for front matter; ClauseID its ID.
	Clause   string `json:"clause"`
	ClauseID string `json:"clause_id"`
	Path     string `json:"path"`
	Text     string `json:"text"`
	// Highlights are the places in Text that match, as pairs of rune offsets,
	// end exclusive, in order and not overlapping.
	Highlights [][2]int `json:"highlights"`
}

// Count is one value of a facet and how many matching clauses have it.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Facets count all matching clauses by what can be filtered on: most frequent
// first, ties by value; years newest first.
type Facets struct {
	Region []Count `json:"region"`
	Kind   []Count `json:"kind"`
	Status []Count `json:"status"`
	Year   []Count `json:"year"`
}

// Result is what a search found.
type Result struct {
	Hits []Hit `json:"hits"`
	// Total counts every clause that matches, exactly.
	Total  int    `json:"total"`
	Facets Facets `json:"facets"`
	// Understood says how the query was read.
	Understood query.Understood `json:"understood"`
}

// Info describes an index.
type Info struct {
	// Documents and Units count what can be found now.
	Documents int `json:"documents"`
	Units     int `json:"units"`
	// Sequence is the store's change sequence the index reflects, as the
	// builder was told.
	Sequence int64 `json:"sequence"`
	// Shards is how many parts a search visits, Bytes their size on disk.
	Shards int   `json:"shards"`
	Bytes  int64 `json:"bytes"`
	// TextBytes is the size of the indexed text.
	TextBytes int64 `json:"text_bytes"`
	// NeedsRebuild says that updates have piled up and a rebuild pays off.
	NeedsRebuild bool `json:"needs_rebuild"`
}

// Index is a searchable set of units. Implementations are safe for concurrent
// use; rank decides order and matching for all of them.
type Index interface {
	// Search answers a request. It never fails because of what the query says;
	// what could not be used is in Result.Understood. It returns ctx's error
	// soon after ctx is done, and ErrDamaged (wrapped) when stored data proves
	// to be unreadable. The same request on the same units gives the same
	// result.
	Search(ctx context.Context, req Request) (Result, error)
	// Info says what the index holds. It does not read the data.
	Info() Info
	// Close releases files and memory. Searches that still run fail or finish;
	// Close waits for them. A second Close does nothing.
	Close() error
}
