package figure_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duibiao/corpus/parse/figure"
)

// TestStatutes prints what is read from real statutes, which state few figures: a
// hit there is to be looked at.
func TestStatutes(t *testing.T) {
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		t.Skip("DUIBIAO_TESTDATA is not set: the real statutes are not part of the project")
	}
	counts, amounts := 0, 0
	err := filepath.WalkDir(filepath.Join(dir, "data", "laws"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		text := string(data)
		for _, c := range figure.Counts(text, nil) {
			counts++
			t.Logf("%s: %s [%s %d %s] …%s…", d.Name(), c.Quote, c.Subject, c.Tier, c.Change, around(text, c.StartByte, c.EndByte))
		}
		for _, a := range figure.Amounts(text, nil, nil) {
			amounts++
			t.Logf("%s: %s [%s %s %s %s] …%s…", d.Name(), a.Quote, a.Kind, a.Object, a.Scope, a.Unit, around(text, a.StartByte, a.EndByte))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d counts, %d amounts", counts, amounts)
}

func around(s string, from, to int) string {
	from, to = max(0, from-180), min(len(s), to+90)
	return strings.ToValidUTF8(s[from:to], "")
}
