package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// filled makes a closed store with some documents.
func filled(t *testing.T, dir string, docs int) {
	t.Helper()
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range docs {
		put(t, s, makeIngest(n, 1, 10))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNoStore(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "missing")
	if _, err := Open(context.Background(), dir, Options{ReadOnly: true}); !errors.Is(err, ErrNoStore) {
		t.Errorf("missing directory: %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("reading made the directory")
	}
	if err := errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, dbName), nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), dir, Options{ReadOnly: true}); !errors.Is(err, ErrNoStore) {
		t.Errorf("empty file: %v", err)
	}
	open(t, dir)
}

func TestNotADatabase(t *testing.T) {
	for name, content := range map[string]string{
		"text":  strings.Repeat("this is not a database\n", 1000),
		"short": "SQLite",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, dbName), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			for _, ro := range []bool{true, false} {
				if _, err := Open(context.Background(), dir, Options{ReadOnly: ro}); !errors.Is(err, ErrDamaged) {
					t.Errorf("read-only %v: %v", ro, err)
				}
			}
			if b, _ := os.ReadFile(filepath.Join(dir, dbName)); string(b) != content {
				t.Error("opening changed the file")
			}
		})
	}
}

// TestDamagedDatabase overwrites pages of the file: reading ends in ErrDamaged
// or Check says so, and nothing panics.
func TestDamagedDatabase(t *testing.T) {
	for _, cut := range []bool{false, true} {
		t.Run(fmt.Sprintf("cut %v", cut), func(t *testing.T) {
			dir := t.TempDir()
			filled(t, dir, 30)
			path := filepath.Join(dir, dbName)
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if cut {
				b = b[:len(b)/2]
			} else {
				for i := len(b) / 4; i < len(b)*3/4; i++ {
					b[i] = 0xAA
				}
			}
			if err := os.WriteFile(path, b, 0o644); err != nil {
				t.Fatal(err)
			}
			s, err := Open(context.Background(), dir, Options{ReadOnly: true})
			if err != nil {
				if !errors.Is(err, ErrDamaged) {
					t.Errorf("open: %v", err)
				}
				return
			}
			t.Cleanup(func() { _ = s.Close() })
			if ps := s.Check(context.Background(), true); len(ps) == 0 {
				t.Error("Check found nothing")
			}
			if err := s.Dump(context.Background(), new(strings.Builder)); !errors.Is(err, ErrDamaged) {
				t.Errorf("dump: %v", err)
			}
		})
	}
}

func TestCheckFindsRawDamage(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ctx := context.Background()
	ins := []Ingest{makeIngest(1, 1, 3), makeIngest(2, 1, 3)}
	put(t, s, ins...)
	if ps := s.Check(ctx, true); len(ps) != 0 {
		t.Fatalf("Check of a sound store: %v", ps)
	}
	path := rawPath(dir, SHA256(ins[0].Raw))
	flipped := append([]byte(nil), ins[0].Raw...)
	flipped[100] ^= 1
	orphan := rawPath(dir, SHA256([]byte("orphan")))
	if err := errors.Join(os.WriteFile(path, flipped, 0o644), os.Remove(rawPath(dir, SHA256(ins[1].Raw))),
		os.MkdirAll(filepath.Dir(orphan), 0o755), os.WriteFile(orphan, []byte("orphan"), 0o644)); err != nil {
		t.Fatal(err)
	}
	ps := s.Check(ctx, true)
	if len(ps) != 3 || fmt.Sprint(ps) == "" || !ps[2].Harmless {
		t.Errorf("problems %v", ps)
	}
	if _, err := s.Raw(SHA256(ins[0].Raw)); !errors.Is(err, ErrDamaged) {
		t.Errorf("Raw: %v", err)
	}
	put(t, s, ins...) // the bytes are here again: both files are healed
	if ps := s.Check(ctx, true); len(ps) != 1 {
		t.Errorf("after importing again: %v", ps)
	}
}

func TestReadOnlyStoreRefusesWrites(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	s, err := Open(context.Background(), dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Put(context.Background(), []Ingest{makeIngest(9, 1, 2)}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Put: %v", err)
	}
	if err := s.MarkSource(context.Background(), makeURL(1), true); !errors.Is(err, ErrReadOnly) {
		t.Errorf("MarkSource: %v", err)
	}
	if _, err := s.r.Exec(`DELETE FROM documents`); !errors.Is(wrap(err, "x"), ErrReadOnly) {
		t.Errorf("delete through a reader: %v", err)
	}
}

// TestReadOnlyDirectory needs a file system that refuses writes to everybody;
// root writes through permission bits, so it mounts one when it may.
func TestReadOnlyDirectory(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 3)
	want := dumpDir(t, dir)
	for _, leftover := range []string{"-wal", "-shm"} {
		if err := os.Remove(filepath.Join(dir, dbName+leftover)); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
	}
	makeReadOnly(t, dir)
	if got := dumpDir(t, dir); got != want {
		t.Error("reads differ")
	}
	if _, err := Open(context.Background(), dir, Options{}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("Open for writing: %v", err)
	}
	if _, err := AcquireLock(dir, "test"); !errors.Is(err, ErrReadOnly) {
		t.Errorf("lock: %v", err)
	}
	s, err := Open(context.Background(), dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Backup(context.Background(), new(strings.Builder)); err != nil {
		t.Errorf("backup of a read-only directory: %v", err)
	}
}

// TestReadOnlyWithLog reads a directory that was made read-only after a writer
// was killed: what it committed is in the log.
func TestReadOnlyWithLog(t *testing.T) {
	live, dir := t.TempDir(), t.TempDir()
	s := open(t, live)
	put(t, s, makeIngest(1, 1, 2))
	ok(t, os.CopyFS(dir, os.DirFS(live))) // as kill -9 would leave it
	makeReadOnly(t, dir)
	same(t, "dump", dumpDir(t, dir), dump(t, s))
}

func makeReadOnly(t *testing.T, dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		for _, d := range []string{filepath.Join(dir, rawName), dir} {
			if err := os.Chmod(d, 0o555); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(d, 0o755) })
		}
		for _, f := range []string{dbName, lockName} {
			_ = os.Chmod(filepath.Join(dir, f), 0o444) // the lock may not exist
		}
		return
	}
	const bind, remount, ro = 0x1000, 0x20, 0x1 // MS_BIND, MS_REMOUNT, MS_RDONLY
	if runtime.GOOS != "linux" {
		t.Skip("root writes through permission bits")
	}
	if err := mount(dir, dir, "", bind, ""); err != nil {
		t.Skip("cannot mount:", err)
	}
	t.Cleanup(func() { _ = unmount(dir) })
	if err := mount("", dir, "", bind|remount|ro, ""); err != nil {
		t.Skip("cannot remount:", err)
	}
}

// TestDiskFull fills a small file system.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if runtime.GOOS != "linux" {
		t.Skip("needs tmpfs")
	}
	if err := mount("tmpfs", dir, "tmpfs", 0, "size=6m"); err != nil {
		t.Skip("cannot mount:", err)
	}
	t.Cleanup(func() { _ = unmount(dir) })
	fillUp(t, dir)
}

// TestDatabaseFull lets SQLite run into its own page limit, which it reports as
// it does a full disk.
func TestDatabaseFull(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if _, err := s.w.conn.ExecContext(context.Background(), `PRAGMA max_page_count = 300`); err != nil {
		t.Fatal(err)
	}
	fillStore(t, s)
}

// fillUp imports until the disk is full, then looks at what is left.
func fillUp(t *testing.T, dir string) {
	t.Helper()
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	stored := fillStore(t, s)
	if err := s.Close(); err != nil {
		t.Logf("close on a full disk: %v", err)
	}
	s, err = Open(context.Background(), dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("open after the disk was full: %v", err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if st, err := s.Stats(context.Background()); err != nil || st.Documents != stored {
		t.Errorf("stats %+v, %v; want %d documents", st, err, stored)
	}
}

// fillStore puts documents until there is no room, and checks that just the
// batches that were acknowledged are there.
func fillStore(t *testing.T, s *Store) int {
	t.Helper()
	ctx := context.Background()
	for n := 0; ; n += 4 {
		var batch []Ingest
		for i := range 4 {
			batch = append(batch, makeIngest(n+i, 1, 60))
		}
		_, err := s.Put(ctx, batch)
		if err == nil && n < 4000 {
			continue
		}
		if !errors.Is(err, ErrDiskFull) {
			t.Fatalf("after %d documents: %v", n, err)
		}
		if _, err := s.Put(ctx, batch); !errors.Is(err, ErrDiskFull) {
			t.Errorf("second try: %v", err)
		}
		if st, err := s.Stats(ctx); err != nil || st.Documents != n {
			t.Errorf("%d documents, %v; want %d", st.Documents, err, n)
		}
		for _, p := range s.Check(ctx, true) {
			if !p.Harmless {
				t.Errorf("Check: %s", p)
			}
		}
		return n
	}
}

func TestClassify(t *testing.T) {
	for err, want := range map[error]error{
		syscall.ENOSPC: ErrDiskFull, syscall.EDQUOT: ErrDiskFull, syscall.EROFS: ErrReadOnly, syscall.EACCES: ErrReadOnly,
	} {
		if got := wrap(&os.PathError{Op: "write", Path: "x", Err: err}, "op"); !errors.Is(got, want) {
			t.Errorf("%v = %v", err, got)
		}
	}
}
