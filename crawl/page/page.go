// Package page reads the pages of government sites: is this a list, an article
// or neither, what does a list lead to, where does it go on, what belongs to an
// article.
//
// Invariant: reading is pure. It takes bytes and an address and says what it
// sees; it fetches nothing, and the same page gives the same reading.
package page

import "net/http"

// Request is one thing to fetch: a plain page, or a call of a list API.
type Request struct {
	// Method is GET or POST.
	Method string `json:"method"`
	// URL is absolute.
	URL string `json:"url"`
	// Body and ContentType are those of a POST.
	Body        string `json:"body,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	// Header has further header fields a site needs, e.g. Referer.
	Header map[string]string `json:"header,omitempty"`
}

// Get is the request of a plain page.
func Get(url string) Request { return Request{Method: http.MethodGet, URL: url} }

// Kind is what a page is.
type Kind string

// The kinds of page.
const (
	// List is a page of links to articles.
	List Kind = "list"
	// Article is a page that is a document, or carries one.
	Article Kind = "article"
	// Root is a page that leads to lists: a site's or section's front page.
	Root Kind = "root"
	// Refused is a page that stands in the way of one: a JavaScript or cookie
	// challenge, a login, a rate limit.
	Refused Kind = "refused"
	// Missing is a page that says that there is nothing, with status 200.
	Missing Kind = "missing"
	// Other is none of these: an empty shell, a search form.
	Other Kind = "other"
)

// Entry is one row of a list.
type Entry struct {
	Request Request `json:"request"`
	// Title is the whole title (from the title attribute where the text is cut).
	Title string `json:"title"`
	// Date is ISO, "" when the row has none.
	Date string `json:"date"`
	// Fields are further values a list API gives (文号, 发文机关, 有效性 …), by
	// the names of the 信息公开 block.
	Fields map[string]string `json:"fields,omitempty"`
}

// Attachment is a file that belongs to an article.
type Attachment struct {
	Name    string  `json:"name"`
	Request Request `json:"request"`
}

// Page is what was read from one response.
type Page struct {
	Kind Kind `json:"kind"`
	// Why says for people why a page is Refused, Missing or Other.
	Why   string `json:"why,omitempty"`
	Title string `json:"title"`
	// Entries are the rows of a list, in order, each address once.
	Entries []Entry `json:"entries,omitempty"`
	// Next are the further pages of a list as far as this page tells, in order.
	Next []Request `json:"next,omitempty"`
	// Lists are the lists that a Root leads to.
	Lists []Request `json:"lists,omitempty"`
	// Attachments, Parts and Frames belong to an Article: its files, the
	// further pages of its body, and frames that hold its body.
	Attachments []Attachment `json:"attachments,omitempty"`
	Parts       []Request    `json:"parts,omitempty"`
	Frames      []Request    `json:"frames,omitempty"`
}
