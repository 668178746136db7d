package parse_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// TestStatutesAreNoCatalogues: only the few statutes with a catalogue annexed may
// give items (instruments to be verified, kinds of precursors …), at the most one
// in four hundred.
func TestStatutesAreNoCatalogues(t *testing.T) {
	dir := lawsFolder(t)
	files, with := 0, 0
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
			return nil //nolint:nilerr // not a statute
		}
		files++
		if p := parse.Document(c, parse.Hint{}); len(p.Items) > 0 {
			with++
			t.Logf("%s: %d items, the first %q in %q", p.Meta.Title, len(p.Items), p.Items[0].Name, p.Text[p.Items[0].StartByte:p.Items[0].EndByte])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d of %d statutes give items", with, files)
	if with*400 > files {
		t.Errorf("%d of %d statutes give items", with, files)
	}
}
