package reference

import (
	"fmt"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"duibiao/corpus"
)

func load(t *testing.T) *corpus.Dataset {
	t.Helper()
	d, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestLoad(t *testing.T) {
	d := load(t)
	for name, n := range map[string]int{
		"sources": len(d.Sources), "places": len(d.Places), "documents": len(d.Documents), "claims": len(d.Claims),
		"thresholds": len(d.Thresholds), "items": len(d.Items), "support": len(d.Support), "statements": len(d.Statements),
	} {
		if n == 0 {
			t.Errorf("no %s", name)
		}
	}
	if got := d.DataDate.String(); got != "2025-12-10" {
		t.Errorf("data date %s", got)
	}
	if again := load(t); !reflect.DeepEqual(d, again) {
		t.Error("two loads differ")
	}
}

// TestFacts holds the files against the figures of the sources.
func TestFacts(t *testing.T) {
	d := load(t)
	got := map[string]bool{}
	for _, c := range d.Claims {
		got[fmt.Sprintf("%s %d-%d %d%s %s +%s -%s", c.Region, c.Year, c.YearTo, c.Tier, c.TierName, num(c.Count), num(c.Added), num(c.Removed))] = true
	}
	for _, want := range []string{
		"x-sh-items 2012-2014 1大类 4 +? -?", "x-sh-items 2012-2014 2大项 20 +? -?", "x-sh-items 2012-2014 3小项 77 +? -?",
		"x-sh-items 2015-0 3小项 ? +32 -?",
		"440000 2012-0 1一级 5 +? -?", "440000 2012-0 2二级 49 +? -?", "440000 2012-0 3三级 262 +? -?",
		"440000 2015-0 1一级 5 +? -?", "440000 2015-0 2二级 57 +9 -1", "440000 2015-0 3三级 323 +66 -5",
		"120000 2014-0 1大项 7 +? -?", "120000 2014-0 2子项 286 +? -?",
		"620100 2014-0 1大类 7 +? -?", "620100 2014-0 2项 52 +? -?",
		"610305 0-0 1大类 2 +? -?", "610305 0-0 2款 31 +? -?", "610305 0-0 3项 128 +? -?",
	} {
		if !got[want] {
			t.Errorf("missing claim %s", want)
		}
	}
	amounts := map[string]int64{}
	for _, x := range d.Thresholds {
		amounts[fmt.Sprintf("%s %s %d-%d %s %s", x.Region, x.Scope, x.Year, x.YearTo, x.Kind, x.Object)] = x.Amount
	}
	for key, want := range map[string]int64{
		"100000 中央预算单位 2011-2012 limit goods": 500000, "100000 中央预算单位 2011-2012 limit works": 600000,
		"100000 中央预算单位 2011-2012 open_tender services": 1200000, "100000 中央预算单位 2011-2012 open_tender works": 2000000,
		"100000 中央预算单位 2015-2016 limit services": 500000, "100000 中央预算单位 2015-2016 open_tender goods": 1200000,
		"100000 中央预算单位 2015-2016 open_tender works": 0,
		"100000 中央预算单位 2020-0 limit goods":          1000000, "100000 中央预算单位 2020-0 limit works": 1200000,
		"100000 中央预算单位 2020-0 open_tender services": 2000000,
	} {
		if amounts[key] != want {
			t.Errorf("%s = %d, want %d", key, amounts[key], want)
		}
	}
}

func num(p *int) string {
	if p == nil {
		return "?"
	}
	return fmt.Sprint(*p)
}

// TestEveryRow walks all rows of all files again and holds each to the rule of
// the dataset: a source, a certainty, the wording it came from.
func TestEveryRow(t *testing.T) {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		t.Fatal(err)
	}
	for _, tb := range tables() {
		rows, err := readTable(sub, tb.name, tb.columns)
		if err != nil {
			t.Fatal(err)
		}
		if tb.name == "sources.tsv" {
			continue
		}
		for _, r := range rows {
			checkRow(t, r)
		}
	}
}

func checkRow(t *testing.T, r *row) {
	t.Helper()
	if len(r.list("source")) == 0 || r.text("certainty") == "" {
		t.Errorf("%s:%d has no source or certainty", r.file, r.line)
	}
	words := r.text("confidence")
	if strings.Contains(words, "citation") && r.text("certainty") != string(corpus.CitedOnly) {
		t.Errorf("%s:%d: %q is more than cited", r.file, r.line, words)
	}
	seen := r.text("certainty") == string(corpus.SeenInDocument)
	fullText := strings.HasPrefix(r.text("source"), "law-") // statutes, read whole
	if seen && !fullText && !strings.Contains(words, "high") {
		t.Errorf("%s:%d: %q taken as seen in the document", r.file, r.line, words)
	}
	if r.text("source") == "report" && seen {
		t.Errorf("%s:%d: the report is a secondary source", r.file, r.line)
	}
}

// TestRefusals breaks one cell at a time and wants the file and line named.
func TestRefusals(t *testing.T) {
	for _, tc := range []struct{ file, old, new, want string }{
		{"claims.tsv", "57\t9\t1", "58\t9\t1", "49+9−1=57"},
		{"claims.tsv", "323\t66\t5", "323\t65\t5", "262+65−5=322"},
		{"claims.tsv", "gd-2012-1", "gd-2012-2", `id "gd-2012-2" twice`},
		{"claims.tsv", "120000", "129999", "unknown place"},
		{"claims.tsv", "tjradio-2014", "nowhere", "unknown source"},
		{"documents.tsv", "2013-09-26", "2013-13-26", "documents.tsv:2"},
		{"documents.tsv", "\tcited\t", "\tsure\t", "certainty"},
		{"documents.tsv", "n-2013-189\thigh", "n-2013-188\thigh", "revises"},
		{"thresholds.tsv", "\t500000\t", "\t-5\t", "amount_yuan"},
		{"thresholds.tsv", "open_tender", "opentender", "kind"},
		{"statements.tsv", "\tabsent\t", "\tabsence\t", "kind"},
		{"places.tsv", "id\tname", "id\ttitle", "places.tsv:1"},
		{"support.tsv", "\t100\t", "\t100.123\t", "no amount"},
	} {
		_, err := Read(edited(t, tc.file, tc.old, tc.new))
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s with %q: %v, want %q", tc.file, tc.new, err, tc.want)
		}
	}
}

// edited is the dataset with the first occurrence of a text in one file changed.
func edited(t *testing.T, file, old, replacement string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	for _, tb := range tables() {
		b, err := data.ReadFile("data/" + tb.name)
		if err != nil {
			t.Fatal(err)
		}
		if tb.name == file {
			if !strings.Contains(string(b), old) {
				t.Fatalf("%s has no %q", file, old)
			}
			b = []byte(strings.Replace(string(b), old, replacement, 1))
		}
		out[tb.name] = &fstest.MapFile{Data: b}
	}
	return out
}
