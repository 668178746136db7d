package reference

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
)

// TestCodings holds the codings of statutes to the form that the codebook gives
// answers and citations: one answer a question and document, articles as 第…条第…款
// 第（…）项, numbers in Arabic digits.
func TestCodings(t *testing.T) {
	d, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	numeral := `[一二三四五六七八九十百]+`
	article := regexp.MustCompile(`^第` + numeral + `条(第` + numeral + `款)?(第（` + numeral + `）项)?$`)
	count := map[string]int{}
	for _, c := range d.Codings {
		count[c.Coding.Document+" "+c.Coding.Indicator]++
		for part := range strings.SplitSeq(c.Label, " ‖ ") {
			if !article.MatchString(part) {
				t.Errorf("%s %s: article %q", c.Title, c.Coding.Indicator, part)
			}
		}
		if strings.ContainsAny(c.Coding.Value, "０１２３４５６７８９ ") || c.Source == "" || c.Certainty == "" {
			t.Errorf("%s %s: %+v", c.Title, c.Coding.Indicator, c)
		}
	}
	for cell, n := range count {
		if n != 1 {
			t.Errorf("%s is answered %d times", cell, n)
		}
	}
}

// TestCodedSources holds every coded document to be one of the sources.
func TestCodedSources(t *testing.T) {
	d, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, doc := range d.Coded {
		if !slices.ContainsFunc(d.Sources, func(s corpus.Reference) bool { return s.ID == doc.Source && s.Title == doc.Title }) {
			t.Errorf("%s: source %q is not the document", doc.Title, doc.Source)
		}
	}
}
