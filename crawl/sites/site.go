package sites

import (
	"net/http"
	"strconv"
	"strings"

	"duibiao/crawl/page"
)

// Site is one site definition.
type Site struct {
	// ID is the name of the file without .yaml; Name is for people. Either finds
	// the site.
	ID, Name string
	// Aliases are further names: an older host, a short form.
	Aliases []string
	// Region is the GB/T 2260 code of whose rules the site holds.
	Region string
	// Checked says when somebody last saw the definition work on the live site;
	// "never" in every built-in one.
	Checked string
	// Notes tell people what is known and what is not.
	Notes string
	// Match are the words of which a title must hold one to be collected, unless
	// the user says otherwise; none means everything.
	Match []string
	// Header is sent with every request to the site.
	Header map[string]string
	Lists  []List
	// File is where the definition was read from.
	File string
}

// List is one list of a site: where it begins and how it is read.
type List struct {
	Name string
	// Method is GET or POST. URL and Body may hold {page}, the number of the
	// page; {size}, how many rows to ask for; {each}, one of Each in turn.
	Method, URL, Body, ContentType string
	Each                           []string
	// First is the number of the first page, Size the value of {size}.
	First, Size int
	// JSON says that the answer is JSON; Rule then holds paths, else selectors.
	JSON bool
	Rule page.Rule
	// Sublists is a pattern of paths of lists that this list leads to.
	Sublists string
}

// paged reports whether the list is asked for by number.
func (l List) paged() bool {
	return strings.Contains(l.URL, "{page}") || strings.Contains(l.Body, "{page}")
}

// values are what {each} stands for, once "" for a list without.
func (l List) values() []string {
	if len(l.Each) == 0 {
		return []string{""}
	}
	return l.Each
}

// request asks for page k of the list for one value of {each}.
func (l List) request(k int, each string) page.Request {
	replace := strings.NewReplacer("{page}", strconv.Itoa(k), "{size}", strconv.Itoa(l.Size), "{each}", each)
	req := page.Request{Method: l.Method, URL: replace.Replace(l.URL)}
	if l.Method == http.MethodPost {
		req.Body, req.ContentType = replace.Replace(l.Body), l.ContentType
	}
	return req
}

// Start gives the requests with which a crawl of the site begins.
func (s Site) Start() []page.Request {
	var out []page.Request
	for _, l := range s.Lists {
		for _, each := range l.values() {
			out = append(out, s.dress(l.request(l.First, each)))
		}
	}
	return out
}

// Is reports whether name means this site: its id, name or an alias.
func (s Site) Is(name string) bool {
	name = strings.TrimSpace(name)
	if strings.EqualFold(name, s.ID) || name == s.Name {
		return true
	}
	for _, a := range s.Aliases {
		if strings.EqualFold(name, a) {
			return true
		}
	}
	return false
}

// dress adds the site's header fields to a request to one of its hosts.
func (s Site) dress(req page.Request) page.Request {
	if len(s.Header) == 0 || !s.owns(req.URL) {
		return req
	}
	header := map[string]string{}
	for k, v := range s.Header {
		header[k] = v
	}
	for k, v := range req.Header {
		header[k] = v
	}
	req.Header = header
	return req
}

// owns reports whether an address lies on a host of the site's lists.
func (s Site) owns(addr string) bool {
	host := hostOf(addr)
	for _, l := range s.Lists {
		if hostOf(l.URL) == host {
			return true
		}
	}
	return false
}

func hostOf(addr string) string {
	_, rest, ok := strings.Cut(addr, "://")
	if !ok {
		return ""
	}
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return strings.ToLower(rest)
}
