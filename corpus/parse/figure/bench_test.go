package figure_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"duibiao/corpus/parse/figure"
)

// BenchmarkStatutes reads the figures of every real statute once per iteration.
// Parsing them takes at least ten times as long (see the benchmark of package
// parse).
func BenchmarkStatutes(b *testing.B) {
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		b.Skip("DUIBIAO_TESTDATA is not set: the real statutes are not part of the project")
	}
	var texts []string
	size := int64(0)
	err := filepath.WalkDir(filepath.Join(dir, "data", "laws"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		texts, size = append(texts, string(data)), size+int64(len(data))
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	for b.Loop() {
		for _, text := range texts {
			figure.Counts(text, nil)
			figure.Amounts(text, nil, nil)
		}
	}
}
