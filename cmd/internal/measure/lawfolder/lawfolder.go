// Package lawfolder reads a folder of law texts into search units, for the
// commands that measure search without a store.
package lawfolder

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
	"duibiao/index"
)

// Units yields the units of all files under dir, in the order of their paths.
// Files that cannot be read as text are skipped.
func Units(dir string) iter.Seq2[index.Unit, error] {
	return func(yield func(index.Unit, error) bool) {
		stop := fs.SkipAll
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			doc, parsed, err := read(path)
			if err != nil {
				return nil
			}
			for _, u := range index.Units(doc, parsed.Clauses, parsed.Text) {
				if !yield(u, nil) {
					return stop
				}
			}
			return nil
		})
		if err != nil {
			yield(index.Unit{}, fmt.Errorf("read folder: %w", err))
		}
	}
}

func read(path string) (corpus.Document, corpus.Parsed, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return corpus.Document{}, corpus.Parsed{}, err
	}
	content, err := extract.File(path, data)
	if err != nil {
		return corpus.Document{}, corpus.Parsed{}, err
	}
	parsed := parse.Document(content, parse.Hint{FileName: filepath.Base(path)})
	sum := sha256.Sum256([]byte(path))
	return corpus.Document{ID: hex.EncodeToString(sum[:8]), Metadata: parsed.Meta}, parsed, nil
}
