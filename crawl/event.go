package crawl

import (
	"time"
)

// EventKind names what happened. The values are part of the JSON contract.
type EventKind string

// The kinds of event.
const (
	EventFetched   EventKind = "fetched"   // a response came; Role says what was expected
	EventFound     EventKind = "found"     // a page led to Count new documents or files
	EventNew       EventKind = "new"       // a document was added
	EventUpdated   EventKind = "updated"   // a document has a new version
	EventUnchanged EventKind = "unchanged" // a document is as it was
	EventDuplicate EventKind = "duplicate" // a known document at another place
	EventFile      EventKind = "file"      // bytes of an attachment are kept, not readable yet
	EventGone      EventKind = "gone"      // a place has vanished, its document is kept
	EventRetry     EventKind = "retry"     // failed for now, tried again at RetryAt
	EventFailed    EventKind = "failed"    // failed for this run
	EventSkipped   EventKind = "skipped"   // not wanted
	EventWould     EventKind = "would"     // a dry run would fetch it
	EventNote      EventKind = "note"      // worth knowing, no failure
)

// Event is one thing that happened. Events come one at a time.
type Event struct {
	Kind       EventKind `json:"event"`
	Host       string    `json:"host"`
	URL        string    `json:"url"`
	Role       Role      `json:"role,omitempty"`
	Title      string    `json:"title,omitempty"`
	Date       string    `json:"date,omitempty"`
	DocumentID string    `json:"document_id,omitempty"`
	Reason     Reason    `json:"reason,omitempty"`
	Detail     string    `json:"detail,omitempty"`
	// From is the page that led here.
	From    string    `json:"from,omitempty"`
	RetryAt time.Time `json:"retry_at,omitzero"`
	Count   int       `json:"count,omitempty"`
}

// Counts count the events of a host or of all.
type Counts struct {
	// Requests were sent, robots.txt and redirects included; only the totals
	// have them.
	Requests int64 `json:"requests,omitempty"`
	// Found documents and files were found on pages.
	Found      int `json:"found"`
	Fetched    int `json:"fetched"`
	New        int `json:"new"`
	Updated    int `json:"updated"`
	Unchanged  int `json:"unchanged"`
	Duplicates int `json:"duplicates"`
	Files      int `json:"files"`
	Gone       int `json:"gone"`
	Failed     int `json:"failed"`
	Skipped    int `json:"skipped"`
	Would      int `json:"would"`
}

func (c *Counts) add(e Event) {
	if e.Kind == EventFound {
		c.Found += e.Count
		return
	}
	counters := map[EventKind]*int{
		EventFetched: &c.Fetched, EventNew: &c.New, EventUpdated: &c.Updated, EventUnchanged: &c.Unchanged,
		EventDuplicate: &c.Duplicates, EventFile: &c.Files, EventGone: &c.Gone, EventFailed: &c.Failed,
		EventSkipped: &c.Skipped, EventWould: &c.Would,
	}
	if n := counters[e.Kind]; n != nil {
		*n++
	}
}

// HostCounts are the counts of one host.
type HostCounts struct {
	Host string `json:"host"`
	Counts
}

// Summary closes a run.
type Summary struct {
	Counts
	Hosts []HostCounts `json:"hosts"`
	// Left jobs wait for the next run: the number asked for was reached, a host
	// asked to wait long, or the run was interrupted.
	Left int `json:"left"`
	// Resumed says that an unfinished run went on.
	Resumed bool `json:"resumed"`
}
