package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duibiao/cmd/internal/library"
	"duibiao/compare"
	"duibiao/corpus"
)

func readCatalogue(t *testing.T, name string) corpus.Parsed {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "catalogue", name))
	if err != nil {
		t.Fatal(err)
	}
	_, p, err := library.Read(name, data, "")
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return p
}

// told are items without the places at which they stand.
func told(items []corpus.CatalogueItem) string {
	var out strings.Builder
	for _, it := range items {
		fmt.Fprintf(&out, "%d %s %s < %s [%s]\n", it.Level, it.Code, it.Name, it.Parent, it.Note)
	}
	return out.String()
}

// TestCatalogueInSixFormats reads the same catalogue of 180 items from a web page,
// two office texts, two workbooks and a PDF.
func TestCatalogueInSixFormats(t *testing.T) {
	want := told(readCatalogue(t, "catalogue.html").Items)
	if n := strings.Count(want, "\n3 "); n != 180 {
		t.Fatalf("%d items of the third tier, want 180", n)
	}
	for _, ext := range []string{"docx", "doc", "xlsx", "xls", "pdf"} {
		if got := told(readCatalogue(t, "catalogue."+ext).Items); got != want {
			t.Errorf("%s: the items differ:\n%s", ext, firstDifference(got, want))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("line %d: %s, want %s", i+1, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(g), len(w))
}

// TestCatalogueCounts holds the stated counts against the items: all agree.
func TestCatalogueCounts(t *testing.T) {
	for _, name := range []string{"catalogue.html", "catalogue.xlsx", "catalogue.docx", "catalogue.pdf"} {
		p := readCatalogue(t, name)
		checks := compare.Reconcile(p.Items, p.Counts)
		if len(checks) != 3 {
			t.Errorf("%s: %d counts compared, want 3", name, len(checks))
		}
		for _, r := range checks {
			if !r.Agrees {
				t.Errorf("%s: stated %s, found %d", name, r.Stated.Quote, r.Found)
			}
		}
	}
}

// TestCatalogueCountsShort reads a notice that says one item more than the
// catalogue has: the row after the gap is named.
func TestCatalogueCountsShort(t *testing.T) {
	for name, row := range map[string]string{"short.html": "row 103", "short.xlsx": "row 105", "short.pdf": "page 4"} {
		p := readCatalogue(t, name)
		checks := compare.Reconcile(p.Items, p.Counts)
		last := checks[len(checks)-1]
		if last.Agrees || last.Found != 179 || len(last.Gaps) != 1 || last.Gaps[0].Missing != "C0203" || last.Gaps[0].After.Code != "C0204" {
			t.Errorf("%s: %+v", name, last)
			continue
		}
		after := last.Gaps[0].After
		if got := fmt.Sprint("row ", after.Row); got != row && fmt.Sprint("page ", after.Page) != row {
			t.Errorf("%s: the gap is before %s of page %d, want %s", name, got, after.Page, row)
		}
	}
}
