package main

import (
	"strings"
	"testing"

	"duibiao/cmd/internal/library"
	crawlpage "duibiao/crawl/page"
	"duibiao/crawl/replica"
)

// TestReplicaArticles reads the article pages of all replicas, those that hold
// their body in one page of markup.
func TestReplicaArticles(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	list, err := replica.Load()
	if err != nil {
		t.Fatal(err)
	}
	pages, least := 0, 1.0
	for _, r := range list {
		server := replica.Serve(r)
		for _, d := range r.Documents {
			answer, err := server.Ask(crawlpage.Get(d.URL))
			if err != nil {
				t.Fatal(err)
			}
			_, parsed, err := library.Read("page.html", answer.Body, "")
			if err != nil || !strings.Contains(parsed.Text, "现就下列事项作出安排") {
				continue
			}
			got := strings.Replace(parsed.Text, d.Number, "", 1)
			for _, a := range d.Attachments { // some bodies name their files
				got = strings.Replace(strings.Replace(got, "附件："+a.Name, "", 1), a.Name, "", 1)
			}
			recall, precision := compare(got, d.Title+"\n"+d.Text())
			pages, least = pages+1, min(least, recall, precision)
			if recall < 0.99 || precision < 0.98 {
				t.Errorf("%s %s: recall %.3f precision %.3f", r.Name, d.URL, recall, precision)
			}
		}
	}
	t.Logf("%d pages, least %.4f", pages, least)
	if pages < 100 {
		t.Errorf("only %d pages", pages)
	}
}
