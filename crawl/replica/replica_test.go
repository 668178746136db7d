package replica_test

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"duibiao/crawl/page"
	"duibiao/crawl/replica"
	"duibiao/crawl/sites"
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

// job is one request of a crawl and the row that led to it.
type job struct {
	req   page.Request
	entry page.Entry
}

// crawl goes through a replica as simply as can be, each address once.
func crawl(t *testing.T, s *replica.Server, start []page.Request, read read) map[string]found {
	t.Helper()
	docs, seen := map[string]found{}, map[string]bool{}
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
		if err != nil || a.Status != 200 {
			t.Logf("  %d %s %s %v", a.Status, j.req.Method, j.req.URL, err)
			continue
		}
		p := read(j.req, a)
		if p.Kind == page.Article {
			docs[page.Clean(a.URL)] = found{title: j.entry.Title, date: j.entry.Date, heading: p.Title, attachments: p.Attachments, extra: len(p.Parts) + len(p.Frames)}
		}
		queue = append(queue, leads(p)...)
	}
	return docs
}

// leads are the pages that a list or front page leads to.
func leads(p page.Page) []job {
	var out []job
	for _, r := range slices.Concat(p.Next, p.Lists) {
		out = append(out, job{req: r})
	}
	for _, e := range p.Entries {
		out = append(out, job{e.Request, e})
	}
	return out
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
			docs := crawl(t, replica.Serve(r), start, read)
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
	undated := strings.Contains(r.Note, "no dates")
	for _, d := range r.Documents {
		u, err := url.Parse(d.URL)
		if err != nil {
			t.Fatal(err)
		}
		addr := page.Clean(u)
		want[addr] = true
		f, ok := docs[addr]
		count(&s.docs, ok)
		if !ok {
			t.Logf("  not found: %s", d.URL)
			continue
		}
		count(&s.titles, f.title == d.Title)
		count(&s.dates, f.date == d.Date || undated)
		if f.title != d.Title || f.date != d.Date && !undated {
			t.Logf("  %s: title %q date %s, want %q %s", path.Base(d.URL), f.title, f.date, d.Title, d.Date)
		}
		measureFiles(t, &s, d, f)
	}
	for addr := range docs {
		count(&s.precise, want[addr])
		if !want[addr] {
			t.Logf("  not a document: %s %q", addr, docs[addr].title)
		}
	}
	return s
}

// measureFiles compares the attachments of one document.
func measureFiles(t *testing.T, s *score, d replica.Document, f found) {
	t.Helper()
	got := map[string]string{}
	for _, a := range f.attachments {
		got[a.Request.URL] = a.Name
	}
	for _, a := range d.Attachments {
		count(&s.files, got[a.URL] != "")
		if got[a.URL] == "" {
			t.Logf("  %s: attachment %s is not among %v", d.URL, a.URL, f.attachments)
		}
		delete(got, a.URL)
	}
	for addr := range got {
		count(&s.files, false)
		t.Logf("  %s: not an attachment: %s", d.URL, addr)
	}
}

func count(p *[2]int, good bool) {
	p[1]++
	if good {
		p[0]++
	}
}
