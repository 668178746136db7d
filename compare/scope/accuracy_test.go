package scope

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
)

var showMisses = flag.Bool("misses", false, "print the items that labels and rules see differently")

// label is one item of testdata/labels.tsv: its domain by hand, or several that
// are equally right ("-" for none), and how it is barred.
type label struct {
	split  string
	items  []corpus.CatalogueItem // the path from the top, the item last
	right  []string
	barred string
}

func labels(t testing.TB, file string) []label {
	t.Helper()
	f, err := os.Open("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := readRecords(f, file, strings.Fields("split code name path domain barred"))
	if err != nil {
		t.Fatal(err)
	}
	var out []label
	for _, r := range rows {
		l := label{split: r.cells["split"], right: strings.Split(r.cells["domain"], "|"), barred: r.cells["barred"]}
		for _, up := range strings.Split(r.cells["path"], ">") {
			if up != "" {
				l.items = append(l.items, corpus.CatalogueItem{Name: up, Ord: len(l.items) + 1, ParentOrd: len(l.items)})
			}
		}
		l.items = append(l.items, corpus.CatalogueItem{Code: r.cells["code"], Name: r.cells["name"], Ord: len(l.items) + 1, ParentOrd: len(l.items)})
		out = append(out, l)
	}
	return out
}

// accuracy counts assignments: given and right, given, and wanted.
type accuracy struct{ right, given, wanted int }

func (a accuracy) precision() float64 { return float64(a.right) / float64(max(a.given, 1)) }
func (a accuracy) recall() float64    { return float64(a.right) / float64(max(a.wanted, 1)) }

func measure(t testing.TB, x *Crosswalk, ls []label) (fields, bars accuracy) {
	for _, l := range ls {
		as, err := x.Assign(Scheme2014, l.items)
		if err != nil {
			t.Fatal(err)
		}
		a := as[len(as)-1]
		got, bar := a.Domain, ""
		if got == "" {
			got = none
		}
		if a.Barred != nil {
			bar = string(a.Barred.Class)
		}
		ok := slices.Contains(l.right, got)
		fields.count(got != none, ok, !slices.Contains(l.right, none) || ok && got != none)
		bars.count(bar != "", bar == l.barred, l.barred != "")
		if *showMisses && (!ok || bar != l.barred) {
			t.Logf("%s %s: %s %q, want %v %q (%s)", l.items[0].Name, l.items[len(l.items)-1].Name, got, bar, l.right, l.barred, a.Rule)
		}
	}
	return fields, bars
}

func (a *accuracy) count(given, right, wanted bool) {
	if given {
		a.given++
		if right {
			a.right++
		}
	}
	if wanted {
		a.wanted++
	}
}

// TestAccuracy holds the rules against fields that were given by hand before any
// rule was written; the rules were tuned on the dev half only.
func TestAccuracy(t *testing.T) {
	x := load(t)
	split := map[string][]label{}
	for _, l := range append(labels(t, "labels.tsv"), labels(t, "blind.tsv")...) {
		split[l.split] = append(split[l.split], l)
	}
	for _, name := range []string{"dev", "held", "dev2", "held2"} {
		if strings.HasPrefix(name, "held") && *showMisses {
			continue // not to be looked at
		}
		f, b := measure(t, x, split[name])
		t.Logf("%s: %d items; fields precision %.3f recall %.3f; barred precision %.3f recall %.3f",
			name, len(split[name]), f.precision(), f.recall(), b.precision(), b.recall())
		if f.precision() < 0.9 || f.recall() < 0.9 || b.precision() < 0.9 || b.recall() < 0.8 {
			t.Errorf("%s: below what must hold", name)
		}
	}
}

func load(t testing.TB) *Crosswalk {
	t.Helper()
	x, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return x
}
