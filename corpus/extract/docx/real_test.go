package docx

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"duibiao/corpus"
)

// all is the text of a content without white space.
func all(c corpus.Content) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, flat(c.Blocks))
}

// TestRealFiles compares with what LibreOffice makes of the same files: the share
// of its pairs of characters that are found.
func TestRealFiles(t *testing.T) {
	root := os.Getenv("DUIBIAO_TESTDATA")
	if root == "" {
		t.Skip("DUIBIAO_TESTDATA is not set: no real files")
	}
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("soffice is not installed: nothing to compare with")
	}
	files, err := filepath.Glob(filepath.Join(root, "data", "*", "*.docx"))
	if err != nil || len(files) == 0 {
		t.Skipf("no real files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var c corpus.Content
			if err := Read(data, &c); err != nil {
				t.Fatal(err)
			}
			want := officeText(t, soffice, file)
			recall := share(want, all(c))
			t.Logf("recall %.4f, the other way %.4f, blocks %d, warnings %q", recall, share(all(c), want), len(c.Blocks), c.Warnings)
			if recall < 0.99 {
				t.Errorf("recall %.4f", recall)
			}
		})
	}
}

var bullet = regexp.MustCompile(`(?m)^\s*[•◦▪●■□◆○\x{E000}-\x{F8FF}]\s`)

func officeText(t *testing.T, soffice, file string) string {
	t.Helper()
	dir := t.TempDir()
	cmd := exec.Command(soffice, "--headless", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v: %s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	// Bullets are no text of the file: readers show them, we do not.
	return bullet.ReplaceAllString(strings.TrimPrefix(string(text), "\uFEFF"), "")
}

// share is the share of the pairs of characters of want that got holds too.
func share(want, got string) float64 {
	have := pairs(got)
	found, total := 0, 0
	for pair, n := range pairs(want) {
		total += n
		found += min(n, have[pair])
	}
	return float64(found) / float64(max(total, 1))
}

func pairs(s string) map[[2]rune]int {
	out := map[[2]rune]int{}
	var last rune
	for _, r := range s {
		if unicode.IsSpace(r) {
			continue
		}
		out[[2]rune{last, r}]++
		last = r
	}
	return out
}
