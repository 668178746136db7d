package replica

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Server serves replicas by the Host of each request, whatever carries it.
type Server struct {
	Replicas []*Replica
	// Before, if set, may answer in the replicas' place; it returns whether it did.
	Before func(w http.ResponseWriter, r *http.Request) bool

	mu       sync.Mutex
	hits     map[string]int
	inFlight map[string]int
	most     map[string]int
}

// New gives a server of the named replicas, of all without a name.
func New(t testing.TB, names ...string) *Server {
	t.Helper()
	list, err := Load(names...)
	if err != nil {
		t.Fatal(err)
	}
	return Serve(list...)
}

// Serve gives a server of replicas that are already read.
func Serve(list ...*Replica) *Server {
	return &Server{Replicas: list, hits: map[string]int{}, inFlight: map[string]int{}, most: map[string]int{}}
}

// Start serves over plain HTTP on the loopback until the test ends.
func (s *Server) Start(t testing.TB) *httptest.Server {
	t.Helper()
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	return srv
}

// Hits is how often a request URI of a host was asked for: "host/path?query".
func (s *Server) Hits(place string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits[place]
}

// Requests counts all requests to a host.
func (s *Server) Requests(host string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for place, k := range s.hits {
		if strings.HasPrefix(place, host+"/") {
			n += k
		}
	}
	return n
}

// MostInFlight is how many requests a host saw at once.
func (s *Server) MostInFlight(host string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.most[host]
}

// enter counts a request and returns what to call when it is done.
func (s *Server) enter(host, uri string) func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits[host+uri]++
	s.inFlight[host]++
	s.most[host] = max(s.most[host], s.inFlight[host])
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.inFlight[host]--
	}
}

// ServeHTTP answers as the replica of the request's host.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	host := strings.ToLower(r.Host)
	if h, port, ok := strings.Cut(host, ":"); ok && (port == "80" || port == "443") {
		host = h
	}
	defer s.enter(host, r.URL.RequestURI())()
	if s.Before != nil && s.Before(w, r) {
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	for _, rep := range s.Replicas {
		if e, k := rep.find(host, r.Method, r.URL.RequestURI(), string(body)); e != nil {
			rep.answer(w, r, e, k)
			return
		}
		if a, ok := rep.attachment(host, r.URL.RequestURI()); ok {
			rep.sendFile(w, a)
			return
		}
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_, _ = io.WriteString(w, "<html><head><title>404</title></head><body><p>404 Not Found</p></body></html>")
}

// find gives the page at an address and its number in the list, from 1.
func (r *Replica) find(host, method, uri, body string) (*entry, int) {
	for _, e := range r.pages {
		if e.host != strings.ToLower(host) || e.method != method {
			continue
		}
		if e.body != nil {
			if k := number(e, e.body.FindStringSubmatch(body), e.body.SubexpNames()); k > 0 && uri == e.first[0] {
				return e, k
			}
			continue
		}
		for _, first := range e.first {
			if uri == first {
				return e, 1
			}
		}
		if e.further != nil {
			if k := number(e, e.further.FindStringSubmatch(uri), e.further.SubexpNames()); k > 0 && k <= e.pages() {
				return e, k
			}
		}
	}
	return nil, 0
}

func number(e *entry, m, names []string) int {
	if m == nil {
		return 0
	}
	for i, name := range names {
		v := 0
		if i > 0 {
			v, _ = strconv.Atoi(m[i])
		}
		switch name {
		case "n":
			return v + 1
		case "k":
			return v
		case "start":
			return (v-1)/e.size + 1
		}
	}
	return 1
}

// pages is how many pages a list has.
func (e *entry) pages() int { return max((len(e.rows)+e.size-1)/e.size, 1) }

// view is what a template sees.
type view struct {
	// Rows are the documents on this page, Docs all of the list.
	Rows, Docs []Document
	// Page counts from 1, Index from 0.
	Page, Index, Pages, Total, Size int
	// Doc is that of an article.
	Doc Document
	// Form are the parameters of the request's address.
	Form url.Values
}

func (e *entry) view(k int, form url.Values) view {
	v := view{Docs: e.rows, Page: k, Index: k - 1, Pages: e.pages(), Total: len(e.rows), Size: e.size, Form: form}
	from := min((k-1)*e.size, len(e.rows))
	v.Rows = e.rows[from:min(from+e.size, len(e.rows))]
	if e.doc != nil {
		v.Doc = *e.doc
	}
	return v
}

func (r *Replica) answer(w http.ResponseWriter, req *http.Request, e *entry, k int) {
	if e.needs != "" && req.Header.Get(e.needs) == "" {
		http.Error(w, "no "+e.needs, http.StatusForbidden)
		return
	}
	var b bytes.Buffer
	if err := e.tmpl.Execute(&b, e.view(k, req.URL.Query())); err != nil {
		http.Error(w, fmt.Sprintf("replica %s: %v", r.Name, err), http.StatusInternalServerError)
		return
	}
	body := b.Bytes()
	if e.charset == "gbk" || e.charset == "gb18030" {
		out, err := simplifiedchinese.GB18030.NewEncoder().Bytes(body)
		if err == nil {
			body = out
		}
	}
	w.Header().Set("Content-Type", "text/html")
	for _, h := range e.header {
		w.Header().Set(h[0], h[1])
	}
	w.WriteHeader(e.status)
	_, _ = w.Write(body)
}

// attachment finds the file at an address.
func (r *Replica) attachment(host, uri string) (Attachment, bool) {
	for _, d := range r.Documents {
		for _, a := range d.Attachments {
			if u, err := url.Parse(a.URL); err == nil && strings.EqualFold(u.Host, host) && u.RequestURI() == uri {
				return a, true
			}
		}
	}
	return Attachment{}, false
}

// sendFile sends a small file whose bytes differ from address to address.
func (r *Replica) sendFile(w http.ResponseWriter, a Attachment) {
	name := a.Name
	if path.Ext(name) == "" {
		name += ".pdf"
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	switch r.Disposition {
	case "rfc5987":
		w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	case "percent":
		w.Header().Set("Content-Disposition", `attachment; filename="`+url.PathEscape(name)+`"`)
	case "gbk":
		raw, err := simplifiedchinese.GBK.NewEncoder().String(name)
		if err == nil {
			w.Header().Set("Content-Disposition", `attachment; filename="`+raw+`"`)
		}
	}
	_, _ = w.Write(pdf("Annex " + strings.Map(ascii, a.URL)))
}

func ascii(r rune) rune {
	if r < 0x20 || r > 0x7e || r == '(' || r == ')' || r == '\\' {
		return '_'
	}
	return r
}
