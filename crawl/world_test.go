package crawl_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"duibiao/crawl"
	"duibiao/crawl/crawltest"
	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
)

// stubPage writes a page for stubRead: its kind, then links by their class.
func stubPage(kind string, links ...string) string {
	return "<html><meta kind=" + kind + "><body>" + strings.Join(links, "\n") + "</body></html>"
}

func link(class, href, title, date string) string {
	return fmt.Sprintf(`<a class=%s href=%q title=%q date=%q>`, class, href, title, date)
}

var (
	stubKind = regexp.MustCompile(`<meta kind=(\w+)>`)
	stubLink = regexp.MustCompile(`<a class=(\w+) href="([^"]*)" title="([^"]*)" date="([^"]*)">`)
)

// stubRead reads what stubPage writes.
func stubRead(a crawl.Answer) (page.Page, error) {
	m := stubKind.FindSubmatch(a.Body)
	if m == nil {
		return page.Page{Kind: page.Other, Why: "empty shell"}, nil
	}
	if string(m[1]) == "panic" {
		panic("reader")
	}
	base, err := url.Parse(a.URL)
	if err != nil {
		return page.Page{}, err
	}
	p := page.Page{Kind: page.Kind(m[1]), Title: "题" + base.Path}
	for _, m := range stubLink.FindAllSubmatch(a.Body, -1) {
		u, err := base.Parse(string(m[2]))
		if err != nil {
			return page.Page{}, err
		}
		req := page.Get(u.String())
		switch string(m[1]) {
		case "row":
			p.Entries = append(p.Entries, page.Entry{Request: req, Title: string(m[3]), Date: string(m[4])})
		case "next":
			p.Next = append(p.Next, req)
		case "list":
			p.Lists = append(p.Lists, req)
		case "file":
			p.Attachments = append(p.Attachments, page.Attachment{Name: string(m[3]), Request: req})
		case "part":
			p.Parts = append(p.Parts, req)
		case "frame":
			p.Frames = append(p.Frames, req)
		}
	}
	return p, nil
}

// shelf is a Keeper that keeps everything in memory.
type shelf struct {
	mu       sync.Mutex
	articles map[string]crawl.Article
	files    map[string]crawl.File
	gone     map[string]bool
	puts     int
}

func newShelf() *shelf {
	return &shelf{articles: map[string]crawl.Article{}, files: map[string]crawl.File{}, gone: map[string]bool{}}
}

func (s *shelf) Article(_ context.Context, a crawl.Article) (crawl.Kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.puts++
	old, known := s.articles[a.URL]
	s.articles[a.URL] = a
	k := crawl.Kept{DocumentID: a.URL, Outcome: crawl.Added}
	if known {
		k.Outcome = crawl.Updated
		if bytes.Equal(old.Parts[0].Body, a.Parts[0].Body) {
			k.Outcome = crawl.Unchanged
		}
	}
	return k, nil
}

func (s *shelf) File(_ context.Context, f crawl.File) (crawl.Kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[f.URL] = f
	return crawl.Kept{Outcome: crawl.RawKept, Reason: crawl.Unsupported}, nil
}

func (s *shelf) Seen(_ context.Context, url string) (string, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, known := s.articles[url]
	return url, known, nil
}

func (s *shelf) Gone(_ context.Context, url string) (string, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, known := s.articles[url]
	if known {
		s.gone[url] = true
	}
	return url, known, nil
}

// world is a set of sites behind a proxy, and a crawl of them.
type world struct {
	t      *testing.T
	proxy  *crawltest.Proxy
	clock  *crawltest.Clock
	mux    *http.ServeMux
	shelf  *shelf
	events []crawl.Event
	o      crawl.Options
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, clock: crawltest.NewClock(), mux: http.NewServeMux(), shelf: newShelf()}
	var err error
	w.proxy, err = crawltest.NewProxy(w.mux)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.proxy.Close() })
	w.o = crawl.Options{
		Frontier: crawl.NewMemory(), Keeper: w.shelf,
		Fetch: fetch.Options{
			Version: "1.0", Contact: "mailto:a@example.cn", Clock: w.clock, Random: rand.New(rand.NewPCG(1, 2)).Float64,
			Proxy: w.proxy.Choose, RootCAs: w.proxy.Roots,
			Limits: fetch.Limits{Connect: time.Second, Header: 1500 * time.Millisecond, Idle: 1500 * time.Millisecond, Total: 20 * time.Second, FileBytes: 64 << 20},
		},
		Event: func(e crawl.Event) { w.events = append(w.events, e) },
	}
	return w
}

// page serves a body at host/path.
func (w *world) page(at, body string) {
	w.mux.HandleFunc(at, func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(rw, body)
	})
}

func (w *world) crawl(starts ...string) crawl.Summary {
	w.t.Helper()
	w.o.Targets = nil
	for _, s := range starts {
		w.o.Targets = append(w.o.Targets, crawl.Target{Name: s, Starts: []page.Request{page.Get(s)}, Read: stubRead})
	}
	sum, err := crawl.Run(w.t.Context(), w.o)
	if err != nil {
		w.t.Fatal(err)
	}
	return sum
}

// reasons lists what ended badly: event reason url.
func (w *world) reasons(kinds ...crawl.EventKind) []string {
	var out []string
	for _, e := range w.events {
		if slices.Contains(kinds, e.Kind) {
			out = append(out, fmt.Sprintf("%s %s %s", e.Kind, e.Reason, e.URL))
		}
	}
	return out
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}
