package store

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"duibiao/corpus"
)

func repealOf(title string) corpus.Repeal { return corpus.Repeal{Title: title} }

// parserOf knows the parse of every entry by its bytes.
func parserOf(ins ...Ingest) ParseFunc {
	by := map[string]corpus.Parsed{}
	for _, in := range ins {
		by[string(in.Raw)] = in.Parsed
	}
	return func(raw []byte, d corpus.Document, src string) (corpus.Parsed, error) {
		p, ok := by[string(raw)]
		if !ok || d.ID == "" || src == "" || d.SHA256 != SHA256(raw) {
			return p, fmt.Errorf("unexpected input %s %+v", src, d)
		}
		return p, nil
	}
}

func reparse(t *testing.T, s *Store, ins []Ingest, changed, failed int) {
	t.Helper()
	r, err := s.Reparse(context.Background(), parserOf(ins...))
	ok(t, err)
	same(t, "contents, changed, failed", []int{r.Contents, r.Changed, len(r.Failed)}, []int{5, changed, failed})
}

func TestReparse(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	ins := fixtureEntries()
	put(t, s, ins...)
	before, seq := dump(t, s), mustSeq(t, s)
	reparse(t, s, ins, 0, 0)
	same(t, "change number after the same parser", mustSeq(t, s), seq)
	// A parser that loses the repeal and an article: one document says something
	// else, another is in force again.
	worse := fixtureEntries()
	p := &worse[len(worse)-1].Parsed
	p.Meta.Repeals, p.Clauses, p.Text = nil, p.Clauses[:1], p.Text[:p.Clauses[0].EndByte]
	reparse(t, s, worse, 1, 0)
	ids, err := s.ChangedSince(ctx, seq)
	ok(t, err)
	same(t, "changed documents", len(ids), 2)
	same(t, "problems", s.Check(ctx, true), nil)
	reparse(t, s, ins, 1, 0)
	same(t, "back again", dump(t, s), before)
	reparse(t, s, ins[:1], 0, 4)
	same(t, "after a failing parser", dump(t, s), before)
}

func TestReparseGetsWhatWasGiven(t *testing.T) {
	s := open(t, t.TempDir())
	in := makeIngest(1, 1, 2)
	in.Region = "120103"
	put(t, s, in)
	_, err := s.Reparse(context.Background(), func(_ []byte, d corpus.Document, src string) (corpus.Parsed, error) {
		if d.Region != "120103" || src != in.Source.URL || d.MediaType != "text/plain" || d.Charset != "utf-8" || d.Title != "" {
			t.Errorf("given %+v from %s", d, src)
		}
		return in.Parsed, nil
	})
	if err != nil {
		t.Error(err)
	}
}

func backup(t *testing.T, s *Store) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := s.Backup(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBackupRestore(t *testing.T) {
	s := open(t, t.TempDir())
	ctx := context.Background()
	put(t, s, fixtureEntries()...)
	archive := backup(t, s)
	if !bytes.Equal(archive, backup(t, s)) {
		t.Error("two backups of the same store differ")
	}
	dir := filepath.Join(t.TempDir(), "new")
	if err := Restore(ctx, bytes.NewReader(archive), dir); err != nil {
		t.Fatal(err)
	}
	back := open(t, dir)
	if dump(t, back) != dump(t, s) {
		t.Error("restored store differs")
	}
	same(t, "problems", back.Check(ctx, true), nil)
	was, err := s.Stats(ctx)
	ok(t, err)
	now, err := back.Stats(ctx)
	ok(t, err)
	same(t, "another uuid", was.UUID != now.UUID, true)
	put(t, back, makeIngest(70, 1, 2))
	if err := Restore(ctx, bytes.NewReader(archive), dir); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("restore over a store: %v", err)
	}
}

func TestBackupWhileWriting(t *testing.T) {
	s := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	put(t, s, makeIngest(0, 1, 5))
	go func() {
		for n := 1; ctx.Err() == nil; n++ {
			if _, err := s.Put(context.Background(), []Ingest{makeIngest(n, 1, 5)}); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for range 5 {
		dir := t.TempDir()
		if err := Restore(context.Background(), bytes.NewReader(backup(t, s)), dir); err != nil {
			t.Error(err)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestBackupRefusesDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	in := makeIngest(1, 1, 2)
	put(t, s, in)
	if err := os.WriteFile(rawPath(dir, SHA256(in.Raw)), []byte("changed"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(context.Background(), io.Discard); !errors.Is(err, ErrDamaged) {
		t.Errorf("err = %v", err)
	}
}

// TestRestoreRefuses feeds archives that Backup did not make.
func TestRestoreRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	put(t, s, makeIngest(1, 1, 2))
	good := backup(t, s)
	sha := SHA256([]byte("x"))
	for name, archive := range map[string][]byte{
		"nothing":     nil,
		"cut short":   good[:len(good)/2],
		"no raw file": cutRaw(t, good),
		"traversal":   tarOf(t, tar.Header{Name: "../evil", Typeflag: tar.TypeReg}, "x"),
		"absolute":    tarOf(t, tar.Header{Name: "/etc/evil", Typeflag: tar.TypeReg}, "x"),
		"inside raw":  tarOf(t, tar.Header{Name: "raw/../../" + sha, Typeflag: tar.TypeReg}, "x"),
		"link":        tarOf(t, tar.Header{Name: dbName, Typeflag: tar.TypeSymlink, Linkname: "/etc/passwd"}, ""),
		"wrong bytes": tarOf(t, tar.Header{Name: "raw/" + sha[:2] + "/" + sha, Typeflag: tar.TypeReg}, "y"),
		"text":        []byte("not a tar file at all, but long enough to look like one"),
	} {
		t.Run(name, func(t *testing.T) {
			outer := t.TempDir()
			dir := filepath.Join(outer, "in", "ner")
			if err := Restore(context.Background(), bytes.NewReader(archive), dir); err == nil {
				t.Error("restored")
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
			if left, err := os.ReadDir(outer); err != nil || len(left) != 1 {
				t.Errorf("left outside: %v, %v", left, err)
			}
		})
	}
}

func tarOf(t *testing.T, h tar.Header, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	h.Size = int64(len(content))
	if err := w.WriteHeader(&h); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// cutRaw keeps the database of an archive and drops the raw files.
func cutRaw(t *testing.T, archive []byte) []byte {
	t.Helper()
	r := tar.NewReader(bytes.NewReader(archive))
	h, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return tarOf(t, *h, string(content))
}
