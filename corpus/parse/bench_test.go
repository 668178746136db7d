package parse_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
)

// BenchmarkStatutes extracts and parses every real statute once per iteration.
func BenchmarkStatutes(b *testing.B) {
	dir := lawsFolder(b)
	var names []string
	var files [][]byte
	size := int64(0)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		names, files, size = append(names, path), append(files, data), size+int64(len(data))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for i, data := range files {
			c, err := extract.File(names[i], data)
			if err != nil {
				b.Fatal(err)
			}
			parse.Document(c, parse.Hint{})
		}
	}
}
