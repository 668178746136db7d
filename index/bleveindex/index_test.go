package bleveindex_test

import (
	"context"
	"hash/crc32"
	"path/filepath"
	"testing"

	"duibiao/index"
	"duibiao/index/bleveindex"
	"duibiao/index/indextest"
	"duibiao/index/scan"
)

func build(t *testing.T, dir string, documents ...[]index.Unit) {
	t.Helper()
	if _, err := bleveindex.Build(context.Background(), dir, indextest.Units(documents...), 1); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, dir string) *bleveindex.Index {
	t.Helper()
	x, err := bleveindex.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

func TestConformance(t *testing.T) {
	indextest.Run(t, func(t *testing.T, documents [][]index.Unit) index.Index {
		dir := filepath.Join(t.TempDir(), "index")
		build(t, dir, documents...)
		return open(t, dir)
	})
}

// The same suite on an index that was put together by updates.
func TestConformanceUpdated(t *testing.T) {
	indextest.Run(t, func(t *testing.T, documents [][]index.Unit) index.Index {
		dir := filepath.Join(t.TempDir(), "index")
		build(t, dir, stale()...)
		for i, d := range documents {
			update(t, dir, nil, d)
			if i%2 == 0 {
				update(t, dir, nil, d) // once more: supersedes itself
			}
		}
		gone := []string{"stale"}
		if len(documents) == 0 {
			gone = append(gone, "law")
		}
		update(t, dir, gone)
		return open(t, dir)
	})
}

// stale are documents that updates replace or remove.
func stale() [][]index.Unit {
	d := index.Doc{ID: "stale", Title: "灯塔采购法实施条例旧版"}
	law := index.Doc{ID: "law", Title: "灯塔采购法草案"}
	return [][]index.Unit{
		{{Doc: d, Text: d.Title, Front: true}, {Doc: d, Label: "第三十一条", Text: "第三十一条 猫与灯塔。"}},
		{{Doc: law, Label: "第一条", Text: "第一条 飞碟。"}},
	}
}

func update(t *testing.T, dir string, removed []string, documents ...[]index.Unit) {
	t.Helper()
	if _, err := bleveindex.Update(context.Background(), dir, indextest.Units(documents...), removed, 2); err != nil {
		t.Fatal(err)
	}
}

// Results do not depend on how an index was put together, nor on the backend.
func TestSameResults(t *testing.T) {
	docs := indextest.Documents()
	whole, pieces := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	build(t, whole, docs...)
	build(t, pieces, append(stale(), docs[3:]...)...)
	update(t, pieces, []string{"stale"}, docs[0])
	update(t, pieces, nil, docs[1], docs[2])
	s, err := scan.Open(context.Background(), indextest.Units(docs...))
	if err != nil {
		t.Fatal(err)
	}
	a, b := open(t, whole), open(t, pieces)
	for _, q := range indextest.Queries() {
		want := indextest.Dump(t, a, q)
		if got := indextest.Dump(t, b, q); got != want {
			t.Errorf("%q: whole\n%s\npieces\n%s", q, want, got)
		}
		if got := indextest.Dump(t, s, q); got != want {
			t.Errorf("%q: index\n%s\nscan\n%s", q, want, got)
		}
	}
}

func crc(s string) uint32 { return crc32.ChecksumIEEE([]byte(s)) }
