package store

import (
	"context"
	"errors"
	"slices"
	"testing"

	"duibiao/corpus"
)

func TestResolve(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	rs := put(t, s,
		rule("中华人民共和国采购法", "2002", "", ""),
		rule("某省采购办法", "2005", "", ""), rule("某省采购办法", "2005", "2015", ""),
		named("u:n", "通知", func(m *corpus.Metadata) { m.DocNumber = "财库〔2013〕189号" }),
	)
	for _, tc := range []struct {
		ref  string
		want int
	}{
		{rs[0].DocumentID, 0},
		{rs[1].DocumentID[:8], 1},
		{"中华人民共和国采购法", 0},
		{"采购法", 0},
		{"《采购法》", 0},
		{"财库〔2013〕189号", 3},
		{" 通知 ", 3},
	} {
		d, err := s.Resolve(ctx, tc.ref)
		if err != nil || d.ID != rs[tc.want].DocumentID {
			t.Errorf("Resolve(%q) = %s, %v", tc.ref, d.ID, err)
		}
	}
	var amb *AmbiguousError
	if _, err := s.Resolve(ctx, "某省采购办法"); !errors.As(err, &amb) || len(amb.Candidates) != 2 {
		t.Errorf("ambiguous: %v", err)
	} else if dates := []string{amb.Candidates[0].Date, amb.Candidates[1].Date}; !slices.Contains(dates, "2015") {
		t.Errorf("dates %v", dates)
	}
	for _, ref := range []string{"", "zzzz", "没有的办法", "abc", "' OR 1", "*"} {
		if d, err := s.Resolve(ctx, ref); !errors.Is(err, ErrNotFound) {
			t.Errorf("Resolve(%q) = %+v, %v", ref, d, err)
		}
	}
}

func titles(t *testing.T, s *Store, f Filter) []string {
	t.Helper()
	var out []string
	for d, err := range s.Documents(context.Background(), f) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d.Title)
	}
	return out
}

func TestDocumentsFilter(t *testing.T) {
	s := open(t, t.TempDir())
	place := func(in Ingest, region, name string) Ingest {
		in.Parsed.Meta.Region, in.Parsed.Meta.RegionName = region, name
		in.Raw = append(in.Raw, region...)
		return in
	}
	cat := place(rule("丁目录", "2015-12-31", "", ""), "310106", "静安区")
	cat.Parsed.Meta.Kind = corpus.KindCatalogue
	put(t, s,
		place(rule("甲法", "2002-06-29", "", ""), corpus.NationalCode, "中华人民共和国"),
		place(rule("乙办法", "2010-01-01", "", "2099-01-01"), "310000", "上海市"),
		place(rule("乙条例", "", "", ""), "", "某县"), cat,
	)
	for _, tc := range []struct {
		f    Filter
		want []string
	}{
		{Filter{}, []string{"丁目录", "乙办法", "甲法", "乙条例"}},
		{Filter{Region: "310000"}, []string{"丁目录", "乙办法"}},
		{Filter{Region: corpus.NationalCode}, []string{"甲法"}},
		{Filter{Kind: corpus.KindCatalogue}, []string{"丁目录"}},
		{Filter{Title: "乙"}, []string{"乙办法", "乙条例"}},
		{Filter{From: day("2010"), To: day("2015")}, []string{"丁目录", "乙办法"}},
		{Filter{To: day("2010-01-01")}, []string{"乙办法", "甲法"}},
		{Filter{Status: corpus.StatusNotYet}, []string{"乙办法"}},
		{Filter{Status: corpus.StatusNotYet, AsOf: day("2100-01-01")}, nil},
	} {
		if got := titles(t, s, tc.f); !slices.Equal(got, tc.want) {
			t.Errorf("%+v = %v, want %v", tc.f, got, tc.want)
		}
	}
	for d, err := range s.Documents(context.Background(), Filter{}) { // stopping early and reading inside
		if _, terr := s.Text(context.Background(), d.ID); err != nil || terr != nil {
			t.Error(err, terr)
		}
		break
	}
	places, err := s.Jurisdictions(context.Background())
	if err != nil || len(places) != 4 || places[3].Name != "某县" || places[2].Code != "310106" || places[2].Parent != "310000" {
		t.Errorf("places %+v, %v", places, err)
	}
}

func TestEachDocument(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	put(t, s, makeIngest(1, 1, 3), makeIngest(2, 1, 3), makeIngest(3, 1, 3))
	var ids []string
	seq, err := s.EachDocument(ctx, 0, func(d corpus.Document, text string, clauses []corpus.Clause) error {
		ids = append(ids, d.ID)
		same(t, "clauses", len(clauses), d.Clauses)
		if clauses[1].Path == "" || clauses[1].Text(text) == "" {
			t.Errorf("%s: clause without path or text", d.ID)
		}
		if len(ids) == 1 {
			put(t, s, makeIngest(9, 1, 3)) // a writer beside the reader is not seen
		}
		return nil
	})
	ok(t, err)
	same(t, "documents", len(ids), 3)
	same(t, "in order", slices.IsSorted(ids), true)
	same(t, "seq", seq, 3)
	put(t, s, makeIngest(2, 2, 3))
	n := 0
	count := func(corpus.Document, string, []corpus.Clause) error { n++; return nil }
	next, err := s.EachDocument(ctx, seq, count)
	ok(t, err)
	same(t, "changed", n, 2)
	same(t, "next seq", next, 5)
	stop := errors.New("stop")
	if _, err := s.EachDocument(ctx, 0, func(corpus.Document, string, []corpus.Clause) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("err = %v", err)
	}
}

func TestVersionsAndBodies(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	one, two := makeIngest(1, 1, 3), makeIngest(1, 2, 4)
	id := put(t, s, one)[0].DocumentID
	put(t, s, two)
	vs, err := s.Versions(ctx, id)
	ok(t, err)
	same(t, "versions", vs, []Version{
		{id, 1, SHA256(one.Raw), one.Parsed.Meta.Title, one.Source.URL, testDay},
		{id, 2, SHA256(two.Raw), two.Parsed.Meta.Title, two.Source.URL, testDay},
	})
	text, clauses, err := s.Body(ctx, id, 1)
	ok(t, err)
	same(t, "text of version 1", text, one.Parsed.Text)
	same(t, "clauses of version 1", len(clauses), len(one.Parsed.Clauses))
	if _, _, err := s.Body(ctx, id, 3); !errors.Is(err, ErrNotFound) {
		t.Errorf("version 3: %v", err)
	}
	st, err := s.Stats(ctx)
	ok(t, err)
	same(t, "uuid", len(st.UUID), 32)
	st.UUID = ""
	same(t, "stats", st, Stats{
		Documents: 1, Versions: 2, Clauses: len(two.Parsed.Clauses), Items: len(two.Parsed.Items), TextBytes: int64(len(two.Parsed.Text)),
		Sources: 1, RawBytes: int64(len(one.Raw) + len(two.Raw)), Seq: 2, Schema: schemaVersion(),
	})
}
