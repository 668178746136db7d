package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"duibiao/cmd/internal/desk/desktest"
	"duibiao/cmd/internal/msg"
	"duibiao/compare"
	"duibiao/corpus/store"
)

func write(t *testing.T, dir string, index bool, files map[string]string) {
	t.Helper()
	desktest.Import(t, dir, t.TempDir(), index, files)
}

func rules(name string, more ...string) string {
	return name + "\n第一条 花木应当浇水。\n第二条 浇水应当及时。\n" + strings.Join(more, "\n")
}

func bounds(t *testing.T, d *Desk) Bounds {
	t.Helper()
	b, err := Filter{}.Read(d.Today())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func count(t *testing.T, d *Desk, words string) (int, []msg.Message) {
	t.Helper()
	f, err := d.Search(context.Background(), words, bounds(t, d))
	if err != nil {
		t.Fatal(err)
	}
	return f.Total, f.Notes
}

func TestNoDataDirectoryYet(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "none")
	d := New(dir, time.Now)
	defer d.Close()
	if _, err := d.Search(ctx, "浇水", bounds(t, d)); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("search: %v", err)
	}
	if _, err := d.Document(ctx, "甲", d.Today()); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("document: %v", err)
	}
	r, err := d.Compare(ctx, "items", Comparing{}, compare.Choice{})
	if err != nil || len(r.Rows) == 0 {
		t.Errorf("comparison of the reference dataset: %d rows, %v", len(r.Rows), err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("reading made the directory: %v", err)
	}
	write(t, dir, true, map[string]string{"a.txt": rules("甲市花木办法")})
	if n, notes := count(t, d, "浇水"); n != 2 || notes != nil {
		t.Errorf("after the first import: %d %v", n, notes)
	}
}

// finds checks how many clauses a search finds and what it says of the index, "" for
// nothing.
func finds(t *testing.T, d *Desk, want int, note string) {
	t.Helper()
	n, notes := count(t, d, "浇水")
	said := ""
	for _, m := range notes {
		said += m.Key
	}
	if n != want || said != note {
		t.Errorf("found %d and said %q, want %d and %q", n, said, want, note)
	}
}

func TestSnapshotFollowsTheIndex(t *testing.T) {
	dir := t.TempDir()
	d := New(dir, time.Now)
	defer d.Close()
	write(t, dir, false, map[string]string{"a.txt": rules("甲市花木办法")})
	finds(t, d, 2, "search.no_index")
	write(t, dir, true, nil)
	finds(t, d, 2, "")
	write(t, dir, false, map[string]string{"b.txt": rules("乙市花木办法")})
	finds(t, d, 2, "search.behind")
	write(t, dir, true, nil)
	finds(t, d, 4, "")
	manifest, err := filepath.Glob(filepath.Join(dir, "index", "*", "manifest.json"))
	if err != nil || len(manifest) != 1 {
		t.Fatal(manifest, err)
	}
	if err := os.WriteFile(manifest[0], []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	finds(t, d, 4, "search.damaged")
}

func TestStoreIsReplaced(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	d := New(dir, time.Now)
	defer d.Close()
	write(t, dir, true, map[string]string{"a.txt": rules("甲市花木办法")})
	if n, _ := count(t, d, "浇水"); n != 2 {
		t.Errorf("first store: %d", n)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Search(context.Background(), "浇水", bounds(t, d)); !errors.Is(err, store.ErrNoStore) {
		t.Errorf("removed: %v", err)
	}
	write(t, dir, true, map[string]string{"b.txt": rules("乙市花木办法", "第三条 浇水应当节约。")})
	if n, _ := count(t, d, "浇水"); n != 3 {
		t.Errorf("second store: %d", n)
	}
}

// Many read while one writes and switches the index; nobody sees an error or less
// than was there when they asked.
func TestReadersWhileAWriterWrites(t *testing.T) {
	dir := t.TempDir()
	d := New(dir, time.Now)
	defer d.Close()
	write(t, dir, true, map[string]string{"0.txt": rules("第0号花木办法")})
	done, wait := make(chan struct{}), sync.WaitGroup{}
	for range 4 {
		wait.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				f, err := d.Search(context.Background(), "浇水", Bounds{AsOf: d.Today()})
				if err != nil || f.Total < 2 {
					t.Errorf("while writing: %d, %v", f.Total, err)
					return
				}
				if _, err := d.Document(context.Background(), "第0号花木办法", d.Today()); err != nil {
					t.Errorf("document while writing: %v", err)
					return
				}
			}
		})
	}
	for i := range 12 {
		write(t, dir, true, map[string]string{"a.txt": rules(fmt.Sprintf("第%d号花木办法", i+1))})
	}
	close(done)
	wait.Wait()
	if n, _ := count(t, d, "浇水"); n != 26 {
		t.Errorf("at the end: %d", n)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cur.uses > 0 || d.snap.uses > 0 {
		t.Errorf("readers were not given back: %d, %d", d.cur.uses, d.snap.uses)
	}
}

// A dataset is collected once for a state of the store, and again when a person
// changed a cell or a document was added.
func TestDatasetFollowsTheStore(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	d := New(dir, time.Now)
	defer d.Close()
	write(t, dir, true, map[string]string{"a.txt": "上海市政府购买服务甲办法\n第一条 供应商应当在七个工作日内提出质疑。\n"})
	docs := func() int {
		c, _, err := d.Dataset(ctx, Comparing{Source: string(SourceCorpus)})
		if err != nil {
			t.Fatal(err)
		}
		return len(c.Set.Documents)
	}
	if n := docs(); n != 1 || len(d.sets) != 1 {
		t.Errorf("first: %d documents, %d sets", n, len(d.sets))
	}
	if n := docs(); n != 1 || len(d.sets) != 1 {
		t.Errorf("again: %d documents, %d sets", n, len(d.sets))
	}
	write(t, dir, true, map[string]string{"b.txt": "上海市政府购买服务乙办法\n第一条 花木应当浇水。\n"})
	if n := docs(); n != 2 || len(d.sets) != 1 {
		t.Errorf("after an import: %d documents, %d sets", n, len(d.sets))
	}
}

func TestRefusals(t *testing.T) {
	p := msg.New(msg.English)
	for text, f := range map[string]Filter{
		"kind law: want one of [rule catalogue report other]":         {Kind: "law"},
		"unknown place: 蓬莱仙岛 (use a six-digit code or the full name)": {Region: "蓬莱仙岛"},
		`from: date "tomorrow": want YYYY, YYYY-MM or YYYY-MM-DD`:     {From: "tomorrow"},
	} {
		_, err := f.Read(New("", time.Now).Today())
		var e *Error
		if !errors.As(err, &e) || e.Reason != Invalid || e.Say(p) != text {
			t.Errorf("want %q, got %v", text, err)
		}
	}
}
