package store

import (
	"context"
	"os"
	"runtime"
	"strconv"
	"testing"
	"time"

	"duibiao/corpus"
)

// BenchmarkStore writes, looks up and reads a corpus of the size of the national
// and some local laws: 2,881 documents, 54 MB of text, 500,000 clauses.
// DUIBIAO_BENCH_DOCS makes it smaller or larger.
func BenchmarkStore(b *testing.B) {
	docs := 2881
	if v, err := strconv.Atoi(os.Getenv("DUIBIAO_BENCH_DOCS")); err == nil {
		docs = v
	}
	for b.Loop() {
		benchStore(b, docs)
	}
}

func benchStore(b *testing.B, docs int) {
	ctx := context.Background()
	s := open(b, b.TempDir())
	var write time.Duration
	clauses, bytes := 0, 0
	for first := 0; first < docs; first += 128 {
		var batch []Ingest
		for n := first; n < min(first+128, docs); n++ {
			in := makeIngest(n, 1, 57)
			clauses, bytes = clauses+len(in.Parsed.Clauses), bytes+len(in.Raw)
			batch = append(batch, in)
		}
		start := time.Now()
		put(b, s, batch...)
		write += time.Since(start)
	}
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	shas := make([]string, docs)
	for n := range shas {
		shas[n] = SHA256(makeIngest(n, 1, 57).Raw)
	}
	start := time.Now()
	for n, sha := range shas {
		k, err := s.Lookup(ctx, makeURL(n), sha)
		if err != nil || !k.Unchanged {
			b.Fatal(k, err)
		}
	}
	lookup := time.Since(start)
	start = time.Now()
	for n, sha := range shas {
		put(b, s, Ingest{SHA256: sha, Source: Origin{URL: makeURL(n)}})
		if n == 200 {
			break
		}
	}
	touch := time.Since(start)
	start = time.Now()
	_, err := s.EachDocument(ctx, 0, func(corpus.Document, string, []corpus.Clause) error { return nil })
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(write.Seconds(), "write-s")
	b.ReportMetric(lookup.Seconds(), "lookup-s")
	b.ReportMetric(touch.Seconds(), "200-single-puts-s")
	b.ReportMetric(time.Since(start).Seconds(), "each-s")
	b.ReportMetric(float64(clauses), "clauses")
	b.ReportMetric(float64(bytes)/1e6, "text-MB")
	b.ReportMetric(float64(mem.HeapSys)/1e6, "heap-MB")
	info, err := os.Stat(s.dbPath())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/1e6, "db-MB")
}

func makeURL(n int) string { return "file:///rules/" + strconv.Itoa(n) + ".txt" }
