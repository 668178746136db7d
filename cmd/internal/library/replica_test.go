package library

import (
	"net/url"
	"slices"
	"testing"

	"duibiao/corpus"
	"duibiao/crawl"
	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
	"duibiao/crawl/replica"
	"duibiao/crawl/sites"
)

// replicaTarget is how a user would crawl a replica: by address, or by the name
// of the site.
func replicaTarget(t *testing.T, r *replica.Replica) crawl.Target {
	t.Helper()
	target := crawl.Target{Name: r.Name, Read: crawl.ReadPage}
	for _, s := range r.Start {
		target.Starts = append(target.Starts, page.Get(s))
	}
	if r.Site == "" {
		return target
	}
	list, err := sites.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	site, ok := sites.Find(list, r.Site)
	if !ok {
		t.Fatalf("no site %q", r.Site)
	}
	target.Starts, target.All = site.Start(), true
	target.Read = func(a crawl.Answer) (page.Page, error) {
		u, err := url.Parse(a.URL)
		if err != nil {
			return page.Page{}, err
		}
		return site.Read(a.Request, u, a.Header, a.Body), nil
	}
	return target
}

// TestReplicasIntoStore crawls every replica under its real host name, through
// the engine and into a store: all documents, each once, with their files.
func TestReplicasIntoStore(t *testing.T) {
	list, err := replica.Load()
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range list {
		if testing.Short() && i%3 > 0 {
			continue // each is a crawl into a store of its own
		}
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			server := replica.Serve(r)
			proxy, _ := newTown(t, server)
			l := openDir(t, t.TempDir())
			o := crawl.Options{
				Targets: []crawl.Target{replicaTarget(t, r)},
				Fetch:   fetch.Options{Delay: -1, Proxy: proxy.Choose, RootCAs: proxy.Roots},
				Event: func(e crawl.Event) {
					if e.Kind == crawl.EventFailed && e.Reason != crawl.Vanished { // replicas have no pages behind their news
						t.Errorf("%s %s: %s %s", e.Role, e.URL, e.Reason, e.Detail)
					}
				},
			}
			sum, err := l.Crawl(t.Context(), o)
			if err != nil || sum.Left != 0 {
				t.Fatalf("%+v %v", sum, err)
			}
			checkReplica(t, l, r)
			for _, h := range sum.Hosts {
				if n := server.MostInFlight(h.Host); n > 1 {
					t.Errorf("%s: %d requests at once", h.Host, n)
				}
			}
		})
	}
}

func checkReplica(t *testing.T, l *Library, r *replica.Replica) {
	t.Helper()
	ids := map[string]bool{}
	for _, d := range r.Documents {
		u, err := url.Parse(d.URL)
		if err != nil {
			t.Fatal(err)
		}
		id, err := l.Store.DocumentAt(t.Context(), page.Clean(u))
		if err != nil || id == "" || ids[id] {
			t.Errorf("not found, or not its own document: %s %s %v", d.URL, id, err)
			continue
		}
		ids[id] = true
		checkDocument(t, l, id, d)
	}
	files := 0
	for _, d := range r.Documents {
		files += len(d.Attachments)
	}
	stats, err := l.Store.Stats(t.Context())
	if err != nil || stats.Documents < len(r.Documents) || stats.Documents > len(r.Documents)+files {
		t.Errorf("%d documents, want %d, %v", stats.Documents, len(r.Documents), err)
	}
}

func checkDocument(t *testing.T, l *Library, id string, d replica.Document) {
	t.Helper()
	doc, err := l.Store.Document(t.Context(), id)
	if err != nil || doc.Title != d.Title {
		t.Errorf("%s: title %q, want %q, %v", d.URL, doc.Title, d.Title, err)
	}
	checkMetadata(t, doc, d)
	files, err := l.Store.Attachments(t.Context(), id)
	if err != nil || len(files) != len(d.Attachments) {
		t.Errorf("%s: files %+v, want %+v, %v", d.URL, files, d.Attachments, err)
		return
	}
	for i, f := range files {
		if f.URL != d.Attachments[i].URL || f.SHA256 == "" {
			t.Errorf("%s: file %+v, want %+v", d.URL, f, d.Attachments[i])
		}
	}
}

// checkMetadata compares what a document says of itself; some pages leave out
// the number, the issuer or the date.
func checkMetadata(t *testing.T, doc corpus.Document, d replica.Document) {
	t.Helper()
	if doc.DocNumber != "" && doc.DocNumber != d.Number {
		t.Errorf("%s: number %q, want %q", d.URL, doc.DocNumber, d.Number)
	}
	if doc.Published.String() != d.Date && !doc.Published.IsZero() {
		t.Errorf("%s: published %v, want %s", d.URL, doc.Published, d.Date)
	}
	if len(doc.Issuers) > 0 && !slices.Contains(doc.Issuers, d.Issuer) {
		t.Errorf("%s: issuers %v, want %s", d.URL, doc.Issuers, d.Issuer)
	}
}
