package bleveindex_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"duibiao/index"
	"duibiao/index/bleveindex"
	"duibiao/index/indextest"
)

// shardFiles are the files of an index but for the manifest.
func shardFiles(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "s*", "*"))
	if err != nil || len(files) != 3 {
		t.Fatalf("files %v, %v", files, err)
	}
	return files
}

// use opens the index and asks it everything; it returns the first error.
func use(dir string) error {
	x, err := bleveindex.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = x.Close() }()
	for _, q := range indextest.Queries() {
		if _, err := x.Search(context.Background(), index.Request{Query: q}); err != nil {
			return err
		}
	}
	return nil
}

func TestMissing(t *testing.T) {
	dir := t.TempDir()
	if err := use(dir); !errors.Is(err, index.ErrNoIndex) {
		t.Errorf("empty directory: %v", err)
	}
	if err := use(filepath.Join(dir, "none")); !errors.Is(err, index.ErrNoIndex) {
		t.Errorf("no directory: %v", err)
	}
	if err := bleveindex.Verify(context.Background(), dir); !errors.Is(err, index.ErrNoIndex) {
		t.Errorf("verify: %v", err)
	}
	if _, err := bleveindex.Update(context.Background(), dir, indextest.Units(), nil, 1); !errors.Is(err, index.ErrNoIndex) {
		t.Errorf("update: %v", err)
	}
}

func TestOldFormat(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, indextest.Documents()...)
	body := `{"format":0,"sequence":1,"next":2,"shards":[]}`
	data := fmt.Sprintf(`{"crc32":%d,"manifest":%s}`, crc(body), body)
	if err := os.WriteFile(filepath.Join(dir, "manifest.json"), []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := use(dir); !errors.Is(err, index.ErrOldFormat) {
		t.Errorf("got %v", err)
	}
	build(t, dir, indextest.Documents()...)
	if err := use(dir); err != nil {
		t.Errorf("after a rebuild: %v", err)
	}
}

// Every file cut short, emptied or deleted is noticed at once.
func TestTruncated(t *testing.T) {
	for _, how := range []string{"cut", "empty", "delete"} {
		for i := range 3 {
			dir := t.TempDir()
			build(t, dir, indextest.Documents()...)
			file := shardFiles(t, dir)[i]
			spoil(t, file, how)
			if err := use(dir); !errors.Is(err, index.ErrDamaged) {
				t.Errorf("%s %s: %v", how, filepath.Base(file), err)
			}
			if err := bleveindex.Verify(context.Background(), dir); !errors.Is(err, index.ErrDamaged) {
				t.Errorf("%s %s: verify: %v", how, filepath.Base(file), err)
			}
			build(t, dir, indextest.Documents()...)
			if err := use(dir); err != nil {
				t.Errorf("%s %s: after a rebuild: %v", how, filepath.Base(file), err)
			}
		}
	}
}

func spoil(t *testing.T, file, how string) {
	t.Helper()
	st, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	switch how {
	case "cut":
		err = os.Truncate(file, st.Size()-1)
	case "empty":
		err = os.Truncate(file, 0)
	case "delete":
		err = os.Remove(file)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// A flipped byte anywhere is found by Verify; a search beside it answers, or
// says that the index is damaged, but never ends the process.
func TestFlippedBytes(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, indextest.Documents()...)
	files := append(shardFiles(t, dir), filepath.Join(dir, "manifest.json"))
	for _, file := range files {
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		step := max(1, len(good)/40)
		for at := 0; at < len(good)-1; at += step {
			bad := append([]byte(nil), good...)
			bad[at] ^= 0x55
			if err := os.WriteFile(file, bad, 0o644); err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("%s byte %d", filepath.Base(file), at)
			if err := use(dir); err != nil && !isIndexError(err) {
				t.Errorf("%s: search: %v", name, err)
			}
			if err := bleveindex.Verify(context.Background(), dir); !isIndexError(err) {
				t.Errorf("%s: verify: %v", name, err)
			}
		}
		if err := os.WriteFile(file, good, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := bleveindex.Verify(context.Background(), dir); err != nil {
		t.Errorf("after repair: %v", err)
	}
}

func isIndexError(err error) bool {
	return errors.Is(err, index.ErrDamaged) || errors.Is(err, index.ErrOldFormat)
}

// A file cut short under an open index is an error, not the end of the process.
func TestCutWhileOpen(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, indextest.Documents()...)
	x := open(t, dir)
	for _, f := range shardFiles(t, dir) {
		spoil(t, f, "empty")
	}
	if _, err := x.Search(context.Background(), index.Request{Query: "灯塔 采购"}); !errors.Is(err, index.ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// Building and updating beside open readers: each sees whole states only, and
// what it has open stays readable.
func TestReadersWhileBuilding(t *testing.T) {
	dir := t.TempDir()
	docs := indextest.Documents()
	build(t, dir, docs...)
	first := open(t, dir)
	want := indextest.Dump(t, first, "灯塔")
	var readers sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		readers.Add(1)
		go func() {
			defer readers.Done()
			for {
				select {
				case <-stop:
					return
				default:
				}
				x, err := bleveindex.Open(dir)
				if err != nil {
					t.Errorf("open: %v", err)
					return
				}
				res, err := x.Search(context.Background(), index.Request{Query: "灯塔", Limit: 100})
				if err != nil || res.Total < 10 {
					t.Errorf("search: %d hits, %v", res.Total, err)
				}
				_ = x.Close()
			}
		}()
	}
	for i := range 6 {
		update(t, dir, nil, docs[i%len(docs)])
		if i%3 == 2 {
			build(t, dir, docs...)
		}
	}
	close(stop)
	readers.Wait()
	if got := indextest.Dump(t, first, "灯塔"); got != want {
		t.Error("an open index changed")
	}
}

// A build that fails or is cancelled leaves the index as it was.
func TestFailedBuild(t *testing.T) {
	dir := t.TempDir()
	docs := indextest.Documents()
	build(t, dir, docs...)
	broken := errors.New("the store is on fire")
	failing := func(yield func(index.Unit, error) bool) {
		yield(docs[0][0], nil)
		yield(index.Unit{}, broken)
	}
	if _, err := bleveindex.Build(context.Background(), dir, failing, 2); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := bleveindex.Update(context.Background(), dir, failing, nil, 2); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := bleveindex.Build(ctx, dir, indextest.Units(docs...), 2); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	apart := [][]index.Unit{docs[0], docs[1], docs[0]}
	if _, err := bleveindex.Build(context.Background(), dir, indextest.Units(apart...), 2); err == nil {
		t.Error("units of a document that do not stand together")
	}
	// what a killed build leaves behind
	if err := os.MkdirAll(filepath.Join(dir, "s000999"), 0o755); err != nil {
		t.Fatal(err)
	}
	if x := open(t, dir); x.Info().Sequence != 1 || x.Info().Documents != len(docs) {
		t.Errorf("got %+v", x.Info())
	}
	if files := shardFiles(t, dir); len(files) != 3 {
		t.Errorf("left over: %v", files)
	}
	build(t, dir, docs...)
	if _, err := os.Stat(filepath.Join(dir, "s000999")); err == nil {
		t.Error("the leftovers of a killed build stay")
	}
}

func TestNeedsRebuild(t *testing.T) {
	dir := t.TempDir()
	docs := indextest.Documents()
	build(t, dir, docs...)
	if open(t, dir).Info().NeedsRebuild {
		t.Error("needs a rebuild when new")
	}
	update(t, dir, nil, docs[0])
	x := open(t, dir)
	if i := x.Info(); !i.NeedsRebuild || i.Documents != len(docs) || i.Shards != 2 {
		t.Errorf("got %+v", i)
	}
	build(t, dir, docs...)
	if i := open(t, dir).Info(); i.NeedsRebuild || i.Shards != 1 {
		t.Errorf("got %+v", i)
	}
}

// Two builds of the same units hold the same, and answer the same. (Of the
// segment only the order of two entries in its directory is left to chance.)
func TestSameBytes(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	build(t, a, indextest.Documents()...)
	build(t, b, indextest.Documents()...)
	for _, name := range []string{"units.bin", "table.bin"} {
		x, err := os.ReadFile(filepath.Join(a, "s000001", name))
		if err != nil {
			t.Fatal(err)
		}
		y, err := os.ReadFile(filepath.Join(b, "s000001", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(x) != string(y) {
			t.Errorf("%s differs", name)
		}
	}
	one, two := open(t, a), open(t, b)
	for _, q := range indextest.Queries() {
		if indextest.Dump(t, one, q) != indextest.Dump(t, two, q) {
			t.Errorf("%q differs", q)
		}
	}
}

// A flipped bit in the postings would hide clauses without a sign: it is found
// when the index is opened.
func TestFlippedPostingsAreFoundAtOpen(t *testing.T) {
	dir := t.TempDir()
	if _, err := bleveindex.Build(context.Background(), dir, indextest.Units(indextest.Documents()...), 1); err != nil {
		t.Fatal(err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*", "postings.zap"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []int{0, len(data) / 3, len(data) / 2, len(data) - 1} {
		bad := slices.Clone(data)
		bad[at] ^= 1
		if err := os.WriteFile(found[0], bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := bleveindex.Open(dir); !errors.Is(err, index.ErrDamaged) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
}
