package parse

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"duibiao/corpus"
	"duibiao/corpus/extract"
)

// BenchmarkCatalogueOfStatutes parses real statutes and reports which share of
// the time the search for catalogues takes: it must stay below a twentieth.
func BenchmarkCatalogueOfStatutes(b *testing.B) {
	root := os.Getenv("DUIBIAO_TESTDATA")
	if root == "" {
		b.Skip("DUIBIAO_TESTDATA is not set: the real statutes are not part of the project")
	}
	var all []corpus.Content
	err := filepath.WalkDir(filepath.Join(root, "data", "laws"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if c, err := extract.File(path, data); err == nil {
			all = append(all, c)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	type input struct {
		text  string
		lines []line
		meta  corpus.Metadata
	}
	inputs := make([]input, len(all))
	for i, c := range all {
		text, lines := assemble(c.Blocks)
		inputs[i] = input{text, lines, Document(c, Hint{}).Meta}
	}
	b.Run("document", func(b *testing.B) {
		for b.Loop() {
			for _, c := range all {
				Document(c, Hint{})
			}
		}
	})
	b.Run("catalogue", func(b *testing.B) {
		for b.Loop() {
			for i, c := range all {
				catalogueItems(inputs[i].text, c.Blocks, inputs[i].lines, inputs[i].meta)
			}
		}
	})
}
