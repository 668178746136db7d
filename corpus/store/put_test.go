package store

import (
	"context"
	"errors"
	"slices"
	"testing"

	"duibiao/corpus"
)

func TestPutTwiceChangesNothing(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	batch := []Ingest{makeIngest(1, 1, 5), makeIngest(2, 1, 5)}
	first := put(t, s, batch...)
	before, seq := dump(t, s), mustSeq(t, s)
	for i, r := range put(t, s, batch...) {
		if r.Outcome != Unchanged || r.DocumentID != first[i].DocumentID || r.Version != 1 {
			t.Errorf("second import: %+v", r)
		}
	}
	if dump(t, s) != before || mustSeq(t, s) != seq {
		t.Error("second import changed the store")
	}
	k, err := s.Lookup(ctx, batch[0].Source.URL, SHA256(batch[0].Raw))
	if err != nil || !k.Unchanged || k.DocumentID != first[0].DocumentID {
		t.Errorf("Lookup = %+v, %v", k, err)
	}
}

func TestRoundTrip(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	in := makeIngest(7, 1, 12)
	in.Parsed.Meta.DocNumber = "财库〔2013〕189号"
	in.Parsed.Meta.Repeals = []corpus.Repeal{{Title: "旧办法", Issued: corpus.Date{Year: 1999}}}
	id := put(t, s, in)[0].DocumentID
	d, err := s.Document(ctx, id)
	ok(t, err)
	same(t, "document", d, corpus.Document{
		ID: id, Metadata: in.Parsed.Meta, Version: 1, SHA256: SHA256(in.Raw), MediaType: "text/plain", Charset: "utf-8",
		SourceURL: in.Source.URL, SourceStatus: "live", LastSeen: testDay, Clauses: len(in.Parsed.Clauses), Items: len(in.Parsed.Items),
	})
	text, err := s.Text(ctx, id)
	ok(t, err)
	same(t, "text", text, in.Parsed.Text)
	want := slices.Clone(in.Parsed.Clauses)
	corpus.SetPaths(want)
	clauses, err := s.Clauses(ctx, id)
	ok(t, err)
	same(t, "clauses", clauses, want)
	raw, err := s.Raw(d.SHA256)
	ok(t, err)
	same(t, "raw", string(raw), string(in.Raw))
	items, err := s.Items(ctx, id)
	ok(t, err)
	for i := range in.Parsed.Items {
		in.Parsed.Items[i].DocumentID = id
	}
	same(t, "items", items, in.Parsed.Items)
	figures, err := s.Figures(ctx, id)
	ok(t, err)
	same(t, "figures", figures, Figures{in.Parsed.Counts, in.Parsed.Amounts})
	codings, err := s.Codings(ctx, id)
	ok(t, err)
	for i := range in.Parsed.Codings {
		in.Parsed.Codings[i].Document = id
	}
	same(t, "codings", codings, in.Parsed.Codings)
}

// step is one visit of a place that shows one of a few contents.
type step struct {
	url, bytes string
	want       Outcome
	version    int
}

// TestIdentity walks through the rules of the package comment.
func TestIdentity(t *testing.T) {
	for name, steps := range map[string][]step{
		"new version": {{"u", "1", Added, 1}, {"u", "2", Updated, 2}, {"u", "2", Unchanged, 2}},
		"mirror":      {{"u", "1", Added, 1}, {"v", "1", Duplicate, 1}, {"v", "1", Unchanged, 1}},
		"back to older bytes": {
			{"u", "1", Added, 1}, {"u", "2", Updated, 2}, {"u", "1", Updated, 3}, {"u", "2", Updated, 4},
		},
		"mirror lags behind": {
			{"u", "1", Added, 1},
			{"v", "1", Duplicate, 1},
			{"u", "2", Updated, 2},
			{"v", "1", Unchanged, 2},
			{"v", "2", Duplicate, 2},
			{"v", "2", Unchanged, 2},
		},
		"lagging mirror takes a middle step": {
			{"u", "1", Added, 1},
			{"v", "1", Duplicate, 1},
			{"u", "2", Updated, 2},
			{"u", "3", Updated, 3},
			{"v", "2", Duplicate, 3},
			{"v", "3", Duplicate, 3},
		},
		"old bytes at a new place": {{"u", "1", Added, 1}, {"u", "2", Updated, 2}, {"v", "1", Duplicate, 2}},
		"place turns to another document": {
			{"u", "1", Added, 1},
			{"v", "2", Added, 1},
			{"u", "2", Duplicate, 1},
			{"u", "2", Unchanged, 1},
			{"u", "1", Duplicate, 1},
			{"v", "3", Updated, 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			for i, st := range steps {
				in := named(st.url, "办法"+st.bytes, nil)
				in.Raw = []byte("bytes " + st.bytes)
				r := put(t, s, in)[0]
				if r.Outcome != st.want || r.Version != st.version {
					t.Errorf("step %d %v: %s version %d", i+1, st, r.Outcome, r.Version)
				}
			}
			if ps := s.Check(context.Background(), true); len(ps) != 0 {
				t.Errorf("Check: %v", ps)
			}
		})
	}
}

func TestMovedSourceKeepsBoth(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	a := put(t, s, Ingest{Raw: []byte("a"), Source: Origin{URL: "u"}})[0].DocumentID
	b := put(t, s, Ingest{Raw: []byte("b"), Source: Origin{URL: "v"}})[0].DocumentID
	put(t, s, Ingest{Raw: []byte("b"), Source: Origin{URL: "u"}})
	da, err := s.Document(ctx, a)
	if err != nil || da.SourceURL != "u" || da.SourceStatus != "gone" {
		t.Errorf("left document = %+v, %v", da, err)
	}
	srcs, err := s.Sources(ctx, b)
	if err != nil || len(srcs) != 2 || srcs[0].Status != "live" || srcs[1].Status != "live" {
		t.Errorf("sources = %+v, %v", srcs, err)
	}
}

func TestMarkSource(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	in := makeIngest(1, 1, 2)
	id := put(t, s, in)[0].DocumentID
	if err := s.MarkSource(ctx, in.Source.URL, true); err != nil {
		t.Fatal(err)
	}
	d, _ := s.Document(ctx, id)
	if d.SourceStatus != "gone" {
		t.Errorf("status %q", d.SourceStatus)
	}
	in.Raw = []byte("back with other bytes")
	if r := put(t, s, in)[0]; r.Outcome != Updated || r.DocumentID != id {
		t.Errorf("reappeared: %+v", r)
	}
	if d, _ = s.Document(ctx, id); d.SourceStatus != "live" {
		t.Errorf("status %q", d.SourceStatus)
	}
	if err := s.MarkSource(ctx, "nowhere", true); !errors.Is(err, ErrNotFound) {
		t.Errorf("unknown place: %v", err)
	}
}

func TestPutFailsOneEntry(t *testing.T) {
	s := open(t, t.TempDir())
	bad := makeIngest(1, 1, 2)
	bad.Parsed.Clauses[0].EndByte = 1 << 20
	rs, err := s.Put(context.Background(), []Ingest{bad, makeIngest(2, 1, 2), {Source: Origin{URL: "u"}, SHA256: SHA256(nil)}})
	if err != nil {
		t.Fatal(err)
	}
	if rs[0].Err == nil || rs[1].Outcome != Added || rs[2].Err == nil {
		t.Errorf("results %+v", rs)
	}
}

func TestCancelledPutLeavesNothing(t *testing.T) {
	s := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Put(ctx, []Ingest{makeIngest(1, 1, 2)}); !errors.Is(err, context.Canceled) {
		t.Errorf("err = %v", err)
	}
	if st, err := s.Stats(context.Background()); err != nil || st.Documents != 0 {
		t.Errorf("stats %+v, %v", st, err)
	}
	put(t, s, makeIngest(1, 1, 2))
}

func TestDocumentIDs(t *testing.T) {
	var ids []string
	for id := range documentIDs(SHA256([]byte("a"))) {
		ids = append(ids, id)
	}
	if len(ids) == 0 || len(ids[0]) != 12 || len(ids[1]) != 13 || len(ids[len(ids)-1]) != 52 {
		t.Errorf("ids %v", ids)
	}
}
