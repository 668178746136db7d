package replica_test

import (
	"duibiao/crawl/page"
	"duibiao/crawl/replica"
	"duibiao/crawl/sites"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"
)

// read is how one replica is read: by the generic reader or by a definition.
type read func(req page.Request, a replica.Answer) page.Page

// found is what a crawl of one replica brought.
type found struct {
	title, date string // of the row
	heading     string // of the page
	attachments []page.Attachment
	extra       int // parts and frames
}

// crawl goes through a replica as simply as can be: lists first, each address
// once.
func crawl(t *testing.T, s *replica.Server, start []page.Request, read read) (map[string]found, int) {
	t.Helper()
	docs, seen, lists := map[string]found{}, map[string]bool{}, 0
	type job struct {
		req   page.Request
		entry *page.Entry
	}
	var queue []job
	for _, r := range start {
		queue = append(queue, job{req: r})
	}
	for len(queue) > 0 && len(seen) < 3000 {
		j := queue[0]
		queue = queue[1:]
		key := j.req.Method + j.req.URL + j.req.Body
		if seen[key] {
			continue
		}
		seen[key] = true
		a, err := s.Ask(j.req)
		if err != nil {
			t.Error(err)
			continue
		}
		if a.Status != 200 {
			t.Logf("  %d %s %s", a.Status, j.req.Method, j.req.URL)
			continue
		}
		p := read(j.req, a)
		switch p.Kind {
		case page.Article:
			f := found{heading: p.Title, attachments: p.Attachments, extra: len(p.Parts) + len(p.Frames)}
			if j.entry != nil {
				f.title, f.date = j.entry.Title, j.entry.Date
			}
			docs[page.Clean(a.URL)] = f
		case page.List, page.Root:
			lists++
			for _, r := range slices.Concat(p.Next, p.Lists) {
				queue = append(queue, job{req: r})
			}
			for _, e := range p.Entries {
				queue = append(queue, job{req: e.Request, entry: &e})
			}
		default:
			t.Logf("  %s %s: %s", p.Kind, j.req.URL, p.Why)
		}
	}
	return docs, lists
}

func starts(t *testing.T, r *replica.Replica) ([]page.Request, read) {
	t.Helper()
	if r.Site == "" {
		var out []page.Request
		for _, s := range r.Start {
			out = append(out, page.Get(s))
		}
		return out, func(_ page.Request, a replica.Answer) page.Page { return page.Read(a.URL, a.Header, a.Body) }
	}
	list, err := sites.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	site, ok := sites.Find(list, r.Site)
	if !ok {
		t.Fatalf("no site %q", r.Site)
	}
	return site.Start(), func(req page.Request, a replica.Answer) page.Page {
		return site.Read(req, a.URL, a.Header, a.Body)
	}
}

// TestReplicas crawls every replica and holds what is found against the truth
// beside it: all documents, nothing else, titles, dates, attachments.
func TestReplicas(t *testing.T) {
	list, err := replica.Load()
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	fmt.Fprintf(&table, "%-26s %9s %7s %7s %7s %7s %7s\n", "replica", "documents", "recall", "precis.", "titles", "dates", "files")
	for _, r := range list {
		t.Run(r.Name, func(t *testing.T) {
			start, read := starts(t, r)
			docs, _ := crawl(t, replica.Serve(r), start, read)
			s := measure(t, r, docs)
			fmt.Fprintf(&table, "%-26s %9d %s\n", r.Name, len(r.Documents), s)
			if !s.perfect() {
				t.Errorf("%s", s)
			}
		})
	}
	t.Logf("\n%s", table.String())
}

// score counts what was right out of how many.
type score struct{ docs, precise, titles, dates, files [2]int }

func (s score) perfect() bool {
	for _, p := range [][2]int{s.docs, s.precise, s.titles, s.dates, s.files} {
		if p[0] != p[1] {
			return false
		}
	}
	return true
}

func (s score) String() string {
	var b strings.Builder
	for _, p := range [][2]int{s.docs, s.precise, s.titles, s.dates, s.files} {
		if p[1] == 0 {
			b.WriteString("      - ")
			continue
		}
		fmt.Fprintf(&b, "%7.3f ", float64(p[0])/float64(p[1]))
	}
	return b.String()
}

func measure(t *testing.T, r *replica.Replica, docs map[string]found) (s score) {
	t.Helper()
	want := map[string]bool{}
	dated := slices.ContainsFunc(r.Documents, func(replica.Document) bool { return !strings.Contains(r.Note, "no dates") })
	for _, d := range r.Documents {
		u, err := url.Parse(d.URL)
		if err != nil {
			t.Fatal(err)
		}
		want[page.Clean(u)] = true
		f, ok := docs[page.Clean(u)]
		count(&s.docs, ok)
		if !ok {
			t.Logf("  not found: %s", d.URL)
			continue
		}
		titled := f.title == d.Title
		count(&s.titles, titled)
		count(&s.dates, f.date == d.Date || !dated)
		if !titled || f.date != d.Date && dated {
			t.Logf("  %s: title %q date %s, want %q %s", path.Base(d.URL), f.title, f.date, d.Title, d.Date)
		}
		got := map[string]string{}
		for _, a := range f.attachments {
			got[a.Request.URL] = a.Name
		}
		for _, a := range d.Attachments {
			name, ok := got[a.URL]
			count(&s.files, ok && name != "")
			if !ok {
				t.Logf("  %s: attachment %s is not among %v", d.URL, a.URL, f.attachments)
			}
			delete(got, a.URL)
		}
		for addr := range got {
			count(&s.files, false)
			t.Logf("  %s: not an attachment: %s", d.URL, addr)
		}
	}
	for addr := range docs {
		if !want[addr] && !elsewhere(addr, r) {
			t.Logf("  not a document: %s %q", addr, docs[addr].title)
		}
		count(&s.precise, want[addr] || elsewhere(addr, r))
	}
	return s
}

// elsewhere reports rows of news, which a front page has as well.
func elsewhere(string, *replica.Replica) bool { return false }

func count(p *[2]int, good bool) {
	p[1]++
	if good {
		p[0]++
	}
}
