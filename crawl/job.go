package crawl

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strings"
	"time"

	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
)

// Role is what a job is expected to bring.
type Role string

// The roles. Parts and frames of an article are fetched with it and have no
// jobs of their own, so that an article is stored whole or not at all.
const (
	RoleStart      Role = "start"      // what the user named: anything
	RoleList       Role = "list"       // a list or a further page of one
	RoleArticle    Role = "article"    // a document
	RoleAttachment Role = "attachment" // a file of a document
)

// State is where a job stands.
type State string

// The states of a job.
const (
	Queued  State = "queued"
	Leased  State = "leased"  // somebody works on it, until the lease ends
	Fetched State = "fetched" // its bytes are kept, and cannot be read yet
	Parsed  State = "parsed"  // done
	Failed  State = "failed"  // see Reason; tried again at RetryAt if that is set
	Skipped State = "skipped" // seen and not wanted; see Reason
	Gone    State = "gone"    // was there once and has vanished
)

// Job is one thing to fetch for a target.
type Job struct {
	// ID is the frontier's name for it.
	ID int64 `json:"-"`
	// Target is the crawl target it belongs to; Key names the request within it.
	Target string `json:"-"`
	Key    string `json:"-"`
	Host   string `json:"-"`
	Role   Role   `json:"-"`
	// Date is ISO, of the row that led to it, "" when not known.
	Date string `json:"-"`

	Request page.Request `json:"request"`
	// Title and Fields are what the list said of it; of an attachment, Title is
	// its name.
	Title  string            `json:"title,omitempty"`
	Fields map[string]string `json:"fields,omitempty"`
	// From is the address of the page that led to it.
	From  string `json:"from,omitempty"`
	Depth int    `json:"depth,omitempty"`
	// List is the job of the first page of a list, 0 for that page itself; Page
	// counts the pages from it.
	List int64 `json:"list,omitempty"`
	Page int   `json:"page,omitempty"`
	// Filtered says that only titles with procurement words are wanted.
	Filtered bool `json:"filtered,omitempty"`

	State    State     `json:"-"`
	Reason   Reason    `json:"-"`
	RetryAt  time.Time `json:"-"`
	Attempts int       `json:"-"`
	// Place is where its document was stored last; ETag and LastModified came
	// with the content.
	Place        string `json:"-"`
	ETag         string `json:"-"`
	LastModified string `json:"-"`
}

// newJob makes a job of a request that a page led to. A request without a usable
// address has an empty Key.
func newJob(role Role, req page.Request, from Job) Job {
	j := Job{Target: from.Target, Role: role, Request: req, From: from.Request.URL, Depth: from.Depth, Filtered: from.Filtered, State: Queued}
	if j.Request.Method == "" {
		j.Request.Method = "GET"
	}
	u, err := url.Parse(req.URL)
	if err != nil || u.Hostname() == "" {
		return j
	}
	j.Host = strings.ToLower(u.Hostname())
	j.Key = place(j.Request, page.Clean(u))
	return j
}

// place is the name of what a request brings: its address without fragment and
// session id, and for a request with a body a mark of that.
func place(req page.Request, address string) string {
	if req.Body == "" {
		return address
	}
	sum := sha256.Sum256([]byte(req.Method + " " + req.Body))
	return address + "#" + strings.ToLower(req.Method) + "=" + hex.EncodeToString(sum[:8])
}

// source is the address under which a job's document is stored: where redirects
// on the same host lead, or permanent ones anywhere; else what was asked for,
// because a temporary address elsewhere may be another one tomorrow.
func source(j Job, res *fetch.Response) string {
	at := res.Permanent(j.Request.URL)
	if hostOf(res.URL) == j.Host {
		at = res.URL
	}
	u, err := url.Parse(at)
	if err != nil {
		return j.Key
	}
	return place(j.Request, page.Clean(u))
}

// known is the address under which a job's document was stored before.
func (j Job) known() string {
	if j.Place != "" {
		return j.Place
	}
	return j.Key
}
