package parse_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// lawsFolder is where real statutes lie, which are not part of the project.
func lawsFolder(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		t.Skip("DUIBIAO_TESTDATA is not set: the real statutes are not part of the project")
	}
	return filepath.Join(dir, "data", "laws")
}

var comment = regexp.MustCompile(`(?s)<!--.*?-->`)

// withoutMarkup is what a statute's Markdown says, white space aside.
func withoutMarkup(s string) string {
	s = strings.TrimPrefix(s, "\ufeff")
	s = comment.ReplaceAllString(s, "")
	var out strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimLeft(strings.TrimSpace(line), "#")
		if strings.HasPrefix(line, "|") {
			if strings.Trim(line, "|-: ") == "" {
				continue
			}
			line = strings.ReplaceAll(line, "|", "")
		}
		out.WriteString(strings.ReplaceAll(line, "**", ""))
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r >= 0x200B && r <= 0x200D || r == 0xFEFF || r == 0x2060 {
			return -1
		}
		return r
	}, out.String())
}

// TestRealStatutes proves over every statute that no character is lost and that
// the clauses are the document.
func TestRealStatutes(t *testing.T) {
	dir := lawsFolder(t)
	documents := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		c, err := extract.File(path, data)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			return nil
		}
		p := parse.Document(c, parse.Hint{FileName: filepath.Base(path)})
		if err := parse.BrokenInvariant(c, p); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if got, want := withoutMarkup(p.Text), withoutMarkup(string(data)); got != want {
			t.Errorf("%s: the text differs from the source", path)
		}
		documents++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d documents", documents)
}
