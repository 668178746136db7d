package reference

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
)

// national is the national catalogue beside the dataset it is part of.
func national(t *testing.T) ([]corpus.CatalogueItem, corpus.Provenance, *corpus.Dataset) {
	t.Helper()
	items, p, err := National()
	if err != nil {
		t.Fatal(err)
	}
	d, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return items, p, d
}

func TestNationalSource(t *testing.T) {
	_, p, d := national(t)
	if !slices.ContainsFunc(d.Sources, func(s corpus.Reference) bool { return s.ID == p.Source }) {
		t.Errorf("source %q is not in the table of sources", p.Source)
	}
}

// TestNationalCodes holds the national catalogue to the number of its code lines,
// which were counted with a regular expression over the lines of the PDF.
func TestNationalCodes(t *testing.T) {
	items, _, _ := national(t)
	code := regexp.MustCompile(`^[ABC]\d{8}$`)
	lines := map[string]int{}
	for _, it := range items {
		if code.MatchString(it.Code) {
			lines[it.Code[:1]]++
		} else if it.Level != 1 {
			t.Errorf("code %q of tier %d", it.Code, it.Level)
		}
		if strings.ContainsAny(it.Name, "　\uFFFD") {
			t.Errorf("%s: name %q", it.Code, it.Name)
		}
	}
	for letter, want := range map[string]int{"A": 3481, "B": 200, "C": 620} {
		if lines[letter] != want {
			t.Errorf("%s has %d codes, want %d", letter, lines[letter], want)
		}
	}
}

// TestNationalClasses holds the national catalogue to what its own introduction
// says (8, 10 and 25 门类).
func TestNationalClasses(t *testing.T) {
	items, _, d := national(t)
	classes := map[string]int{}
	for _, it := range items {
		if it.Level == 2 {
			classes[it.Code[:1]]++
		}
	}
	for _, c := range d.Claims {
		for letter, subject := range map[string]string{"A": "货物", "B": "工程", "C": "服务"} {
			if c.Source == NationalSource && strings.HasSuffix(c.Subject, "·"+subject) && (c.Count == nil || *c.Count != classes[letter]) {
				t.Errorf("%s: stated %v 门类, found %d", c.Subject, c.Count, classes[letter])
			}
		}
	}
}

// TestNationalRoundTrip writes the table again, byte for byte.
func TestNationalRoundTrip(t *testing.T) {
	items, _, err := National()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteNational(&out, items); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile("data/" + nationalFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), file) {
		t.Error("the table is not as WriteNational writes it")
	}
}
