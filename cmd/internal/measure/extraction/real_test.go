package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duibiao/cmd/internal/library"
)

// TestRealPages reads real pages, which are not part of the project, and
// compares with the list beside them.
func TestRealPages(t *testing.T) {
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		t.Skip("DUIBIAO_TESTDATA is not set: the real pages are not part of the project")
	}
	dir = filepath.Join(dir, "data", "govcn-2019")
	f, err := os.Open(filepath.Join(dir, "metadata.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	good := 0
	for _, row := range rows[1:] {
		data, err := os.ReadFile(filepath.Join(dir, row[0]))
		if err != nil {
			t.Fatal(err)
		}
		content, parsed, err := library.Read(row[0], data, "")
		m := parsed.Meta
		bodies := strings.Join(strings.Fields(row[4]), "、")
		if err == nil && m.Title == row[3] && m.DocNumber == row[5] && strings.Join(m.Issuers, "、") == bodies && content.Fields["索引号"] == row[2] {
			good++
			continue
		}
		t.Logf("%s: %v title %q, want %q; number %q, want %q; issuers %q, want %q; %q", row[0], err, m.Title, row[3], m.DocNumber, row[5], m.Issuers, bodies, content.Fields["索引号"])
	}
	t.Logf("%d of %d pages read as stated", good, len(rows)-1)
	if good < len(rows)-2 {
		t.Errorf("%d of %d", good, len(rows)-1)
	}
}
