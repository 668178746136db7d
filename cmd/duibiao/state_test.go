package main

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duibiao/corpus/store"
)

// session runs commands on one data directory.
type session struct {
	t   *testing.T
	dir string
}

// expect runs a command and checks its exit code and what it says on stderr.
func (s session) expect(code int, says string, args ...string) {
	s.t.Helper()
	var out, errs bytes.Buffer
	args = append([]string{"--lang", "en", "--data", s.dir}, args...)
	if got := run(context.Background(), args, strings.NewReader(""), &out, &errs); got != code {
		s.t.Errorf("%v: exit %d, want %d: %s", args, got, code, errs.String())
	}
	if !strings.Contains(errs.String()+out.String(), says) {
		s.t.Errorf("%v says %q %q, want %q", args, out.String(), errs.String(), says)
	}
}

// newSession has one document imported.
func newSession(t *testing.T) (s session, file string) {
	t.Helper()
	dir := t.TempDir()
	file = filepath.Join(dir, "a.txt")
	if err := os.WriteFile(file, []byte("某市办法\n第一条 为了规范采购，制定本办法。\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	s = session{t, filepath.Join(dir, "data")}
	s.expect(exitOK, "1 added", "import", file)
	return s, file
}

func TestSecondWriterIsToldWhoHoldsTheLock(t *testing.T) {
	s, file := newSession(t)
	lock, err := store.AcquireLock(s.dir, "import somewhere")
	if err != nil {
		t.Fatal(err)
	}
	s.expect(exitLocked, "import somewhere", "import", file)
	s.expect(exitOK, "第一条", "search", "采购")
	if err := lock.Release(); err != nil {
		t.Fatal(err)
	}
	s.expect(exitOK, "1 unchanged", "import", file)
}

func TestNewerStoreIsRefused(t *testing.T) {
	s, file := newSession(t)
	db, err := sql.Open("sqlite", filepath.Join(s.dir, "duibiao.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA user_version = 999"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	s.expect(exitError, "newer version", "list")
	s.expect(exitError, "newer version", "import", file)
}

func TestDamageIsNamed(t *testing.T) {
	s, _ := newSession(t)
	if err := os.WriteFile(filepath.Join(s.dir, "duibiao.db"), bytes.Repeat([]byte("not a database "), 600), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.RemoveAll(filepath.Join(s.dir, "duibiao.db"+suffix)); err != nil {
			t.Fatal(err)
		}
	}
	s.expect(exitDamaged, "duibiao doctor", "list")
	s.expect(exitDamaged, "restore", "doctor")
}

// A damaged index is said, worked around, and made again by the next import.
func TestDamagedIndexIsMadeAgain(t *testing.T) {
	s, file := newSession(t)
	found, err := filepath.Glob(filepath.Join(s.dir, "index", "*", "*", "postings.zap"))
	if err != nil || len(found) != 1 {
		t.Fatal(found, err)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 0xff
	if err := os.WriteFile(found[0], data, 0o600); err != nil {
		t.Fatal(err)
	}
	s.expect(exitOK, "the index is damaged", "search", "采购")
	s.expect(exitDamaged, "rebuild", "doctor")
	s.expect(exitOK, "1 unchanged", "import", file)
	s.expect(exitOK, "the index is whole", "index", "verify")
}

func TestEmptyFolderAndHugeFile(t *testing.T) {
	s, _ := newSession(t)
	empty := t.TempDir()
	s.expect(exitOK, "0 files read", "import", empty)
	huge := filepath.Join(empty, "huge.txt")
	f, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(100 << 20); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	s.expect(exitPartly, "file too large: 100 MB", "import", huge)
}
