package scan_test

import (
	"context"
	"testing"
	"unicode/utf8"

	"duibiao/index"
	"duibiao/index/indextest"
	"duibiao/index/scan"
)

// FuzzSearch asks anything: a search never fails, and its result holds together.
func FuzzSearch(f *testing.F) {
	for _, q := range indextest.Queries() {
		f.Add(q)
	}
	x, err := scan.Open(context.Background(), indextest.Units(indextest.Documents()...))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, q string) {
		res, err := x.Search(context.Background(), index.Request{Query: q, Limit: 50})
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		if len(res.Hits) > res.Total || res.Total <= 50 && len(res.Hits) != res.Total {
			t.Fatalf("%q: %d hits of %d", q, len(res.Hits), res.Total)
		}
		for i, h := range res.Hits {
			if h.Rank != i+1 || i > 0 && h.Score > res.Hits[i-1].Score {
				t.Fatalf("%q: rank %d with %v", q, h.Rank, h.Score)
			}
			checkHighlights(t, h)
		}
	})
}

func checkHighlights(t *testing.T, h index.Hit) {
	t.Helper()
	end := 0
	for _, m := range h.Highlights {
		if m[0] < end || m[1] <= m[0] || m[1] > utf8.RuneCountInString(h.Text) {
			t.Fatalf("highlights %v of %q", h.Highlights, h.Text)
		}
		end = m[1]
	}
}
