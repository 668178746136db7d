package coding_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"duibiao/compare/coding"
)

// TestWording reads single articles in the wordings that drafts differ by:
// testdata/wording.tsv has the question, the value with its unit ("-" for silence)
// and the article, in which "|" stands for a line break.
func TestWording(t *testing.T) {
	data, err := os.ReadFile("testdata/wording.tsv")
	if err != nil {
		t.Fatal(err)
	}
	b := book(t)
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			t.Fatalf("line %d has %d cells", i+2, len(f))
		}
		title, want := f[0], f[2]
		in := input("wording", title+"\n第一条 "+strings.ReplaceAll(f[3], "|", "\n")+"\n")
		got := "-"
		note := ""
		for _, c := range coding.Code(b, in) {
			checkEvidence(t, in, c)
			if c.Indicator == f[1] {
				got = strings.TrimSpace(c.Value + " " + c.Unit)
				note = fmt.Sprintf(" by %s", c.Rule)
			}
		}
		if got != want {
			t.Errorf("line %d %s: got %s%s, want %s: %s", i+2, f[1], got, note, want, f[3])
		}
	}
}
