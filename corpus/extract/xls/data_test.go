package xls

import (
	"os"
	"path/filepath"
	"testing"

	"duibiao/corpus"
)

// TestCollected reads real workbooks where there are some.
func TestCollected(t *testing.T) {
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		t.Skip("DUIBIAO_TESTDATA names no folder with collected files")
	}
	files, err := filepath.Glob(filepath.Join(dir, "data", "office-zh", "*.xls"))
	if err != nil || len(files) == 0 {
		t.Skip("no workbooks among the collected files")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var c corpus.Content
		if err := Read(data, &c); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %d blocks, warnings %q", filepath.Base(name), len(c.Blocks), c.Warnings)
	}
}
