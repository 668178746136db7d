package store

import (
	"context"
	"math/rand/v2"
	"testing"

	"duibiao/corpus"
)

func day(s string) corpus.Date {
	d, err := corpus.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// rule makes a small document: a title, when issued, amended and effective.
func rule(title, issued, amended, effective string, repeals ...corpus.Repeal) Ingest {
	return named("u:"+title+issued+amended, title, func(m *corpus.Metadata) {
		m.Issued, m.Amended, m.Effective, m.Repeals = day(issued), day(amended), day(effective), repeals
	})
}

func TestDerivedStatus(t *testing.T) {
	for _, tc := range []struct {
		name   string
		rules  []Ingest
		status []corpus.Status // derived, in the order of rules
		by     []int           // which rule proves it, -1 none
	}{
		{
			"later edition",
			[]Ingest{rule("甲法", "2002-06-29", "", ""), rule("中华人民共和国甲法", "2002-06-29", "2014-08-31", "")},
			[]corpus.Status{corpus.StatusAmended, ""},
			[]int{1, -1},
		},
		{
			"first later edition proves it",
			[]Ingest{rule("甲法", "2002", "", ""), rule("甲法", "2002", "2010", ""), rule("甲法", "2002", "2020", "")},
			[]corpus.Status{corpus.StatusAmended, corpus.StatusAmended, ""},
			[]int{1, 2, -1},
		},
		{
			"same day is no order",
			[]Ingest{rule("甲法", "2002-06-29", "", ""), rule("甲法", "2002", "", "2003-01-01")},
			[]corpus.Status{"", ""},
			[]int{-1, -1},
		},
		{
			"amending acts do not follow each other",
			[]Ingest{rule("甲法修正案", "1999", "", ""), rule("甲法修正案", "2004", "", "")},
			[]corpus.Status{"", ""},
			[]int{-1, -1},
		},
		{
			"repealed by name and date",
			[]Ingest{
				rule("乙条例", "1990-12-24", "", ""), rule("乙条例", "1995-01-01", "", ""),
				rule("丙法", "1999", "", "", corpus.Repeal{Title: "《乙条例》", Issued: day("1990-12-24")}),
			},
			[]corpus.Status{corpus.StatusRepealed, "", ""},
			[]int{2, -1, -1},
		},
		{
			"never something newer, never itself",
			[]Ingest{
				rule("乙条例", "2010", "", ""),
				rule("丙法", "1999", "", "", corpus.Repeal{Title: "乙条例"}, corpus.Repeal{Title: "丙法"}),
			},
			[]corpus.Status{"", ""},
			[]int{-1, -1},
		},
		{
			"new rule of the same title",
			[]Ingest{rule("丁办法", "1990", "", ""), rule("丁办法", "1999", "", "", corpus.Repeal{Title: "丁办法"})},
			[]corpus.Status{corpus.StatusRepealed, ""},
			[]int{1, -1},
		},
		{
			"only the day it takes effect is known",
			[]Ingest{rule("乙条例", "2014", "", ""), rule("丙条例", "", "", "2022-03-01", corpus.Repeal{Title: "乙条例"})},
			[]corpus.Status{corpus.StatusRepealed, ""},
			[]int{1, -1},
		},
		{
			"date does not agree",
			[]Ingest{rule("乙条例", "1991", "", ""), rule("丙法", "1999", "", "", corpus.Repeal{Title: "乙条例", Issued: day("1990-12-24")})},
			[]corpus.Status{"", ""},
			[]int{-1, -1},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := open(t, t.TempDir())
			rs := put(t, s, tc.rules...)
			for i, r := range rs {
				d, err := s.Derived(context.Background(), r.DocumentID)
				if err != nil {
					t.Fatal(err)
				}
				by := ""
				if tc.by[i] >= 0 {
					by = rs[tc.by[i]].DocumentID
				}
				if d.Status != tc.status[i] || d.By != by {
					t.Errorf("rule %d: %+v, want %q by %q", i, d, tc.status[i], by)
				}
			}
		})
	}
}

// TestDerivedStatusOrder stores the same rules in any order and batches: the
// statuses are the same.
func TestDerivedStatusOrder(t *testing.T) {
	rules := []Ingest{
		rule("甲法", "2002", "", ""), rule("甲法", "2002", "2010-03-01", "2010-05-01"), rule("甲法", "2002", "2020", ""),
		rule("乙条例", "1990-12-24", "", ""), rule("乙条例", "1990-12-24", "1994-10-09", ""),
		rule("丙法", "1999", "", "", corpus.Repeal{Title: "中华人民共和国乙条例", Issued: day("1990-12-24")}),
		rule("丙法", "1999", "2009", "", corpus.Repeal{Title: "乙条例"}, corpus.Repeal{Title: "丁办法"}),
		rule("丁办法", "1985", "", ""), rule("丁办法", "2000", "", ""),
	}
	want := ""
	rng := rand.New(rand.NewPCG(3, 4))
	for range 12 {
		s := open(t, t.TempDir())
		rng.Shuffle(len(rules), func(i, j int) { rules[i], rules[j] = rules[j], rules[i] })
		for at := 0; at < len(rules); {
			n := min(1+rng.IntN(4), len(rules)-at)
			put(t, s, rules[at:at+n]...)
			at += n
		}
		got := dump(t, s)
		if want == "" {
			want = got
		}
		if got != want {
			t.Fatal("statuses depend on the order")
		}
	}
}

func TestDerivedStatusFollowsVersions(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	old := put(t, s, rule("乙条例", "1990", "", ""))[0]
	by := rule("丙法", "1999", "", "", corpus.Repeal{Title: "乙条例"})
	put(t, s, by)
	seq := mustSeq(t, s)
	next := rule("丙法", "1999", "", "2001")
	next.Source.URL = by.Source.URL // the repeal is gone from the text
	put(t, s, next)
	d, err := s.Derived(ctx, old.DocumentID)
	if err != nil || d != (Derived{}) {
		t.Errorf("Derived = %+v, %v", d, err)
	}
	ids, err := s.ChangedSince(ctx, seq)
	if err != nil || len(ids) != 2 {
		t.Errorf("changed %v, %v; want both documents", ids, err)
	}
}

func TestMergedStatus(t *testing.T) {
	repealed := Derived{corpus.StatusRepealed, "x", day("2020-01-01")}
	amended := Derived{Status: corpus.StatusAmended, By: "x"}
	for _, tc := range []struct {
		stated  corpus.Status
		derived Derived
		day     string
		want    corpus.Status
	}{
		{corpus.StatusInForce, repealed, "2019-12-31", corpus.StatusInForce},
		{corpus.StatusInForce, repealed, "2020-01-01", corpus.StatusRepealed},
		{corpus.StatusUnknown, amended, "2020-01-01", corpus.StatusAmended},
		{corpus.StatusRepealed, amended, "2020-01-01", corpus.StatusRepealed},
		{corpus.StatusPartlyRepealed, amended, "2020-01-01", corpus.StatusPartlyRepealed},
		{corpus.StatusInForce, Derived{}, "2020-01-01", corpus.StatusInForce},
	} {
		if got := mergeStated(tc.stated, tc.derived, day(tc.day)); got != tc.want {
			t.Errorf("%s %s %s = %s, want %s", tc.stated, tc.derived.Status, tc.day, got, tc.want)
		}
	}
}
