package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"duibiao/corpus"
)

// childRole is the environment variable that makes the test binary play another
// process: its value is the role, childDir the data directory.
const (
	childRole = "DUIBIAO_STORE_TEST_ROLE"
	childDir  = "DUIBIAO_STORE_TEST_DIR"
)

func TestMain(m *testing.M) {
	role := os.Getenv(childRole)
	if role == "" {
		os.Exit(m.Run())
	}
	if err := playChild(role, os.Getenv(childDir)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func playChild(role, dir string) error {
	lock, err := AcquireLock(dir, "child "+role)
	if err != nil {
		return err
	}
	switch role {
	case "hold":
		fmt.Println("locked")
		if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
			return err
		}
		return lock.Release()
	case "import":
		return errors.Join(importSeries(dir), lock.Release())
	}
	return fmt.Errorf("unknown role %q", role)
}

// importSeries is an import with everything in it: new documents, mirrors, new
// versions of a document, repeals. It can be run again after any interruption.
func importSeries(dir string) (err error) {
	ctx := context.Background()
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	var batch []Ingest
	flush := func() error {
		_, err := s.Put(ctx, batch)
		batch = batch[:0]
		return err
	}
	for n := range 240 {
		in := seriesEntry(n)
		if n%10 == 0 {
			// The place has moved on when the import is run again.
			next := makeIngest(n, 2, 6)
			k, err := s.Lookup(ctx, next.Source.URL, SHA256(next.Raw))
			if err != nil {
				return err
			}
			if k.DocumentID != "" {
				in = next
			}
		}
		batch = append(batch, in)
		if len(batch) == 16 {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// seriesEntry is entry n of the series: a document, its mirror, or its next version.
func seriesEntry(n int) Ingest {
	in := makeIngest(n/2*2, 1, 6)
	switch {
	case n%10 == 1:
		return makeIngest(n-1, 2, 6)
	case n%2 == 1:
		in.Source.URL += ".mirror"
	case n%14 == 0 && n > 0:
		in.Parsed.Meta.Issued = corpus.Date{Year: 2025}
		in.Parsed.Meta.Repeals = []corpus.Repeal{{Title: makeIngest(n-2, 1, 1).Parsed.Meta.Title}}
	}
	return in
}

func child(t *testing.T, role, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childRole+"="+role, childDir+"="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// holder starts a process that holds the lock.
func holder(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := child(t, "hold", dir)
	stdin, err := cmd.StdinPipe()
	ok(t, err)
	t.Cleanup(func() { _ = stdin.Close() })
	stdout, err := cmd.StdoutPipe()
	ok(t, err)
	ok(t, cmd.Start())
	if line, err := bufio.NewReader(stdout).ReadString('\n'); line != "locked\n" {
		t.Fatalf("child said %q, %v", line, err)
	}
	return cmd
}

func TestLockAcrossProcesses(t *testing.T) {
	dir := t.TempDir()
	cmd := holder(t, dir)
	var held *LockedError
	if _, err := AcquireLock(dir, "second"); !errors.As(err, &held) {
		t.Fatalf("second lock: %v", err)
	}
	same(t, "holder", held.PID, cmd.Process.Pid)
	same(t, "purpose", held.Purpose, "child hold")
	same(t, "since just now", time.Since(held.Since) < time.Hour, true)
	partial := filepath.Join(dir, rawName, partialName)
	ok(t, os.MkdirAll(partial, 0o755))
	ok(t, os.WriteFile(filepath.Join(partial, "x"), nil, 0o644))
	ok(t, cmd.Process.Kill())
	_ = cmd.Wait() // killed
	lock, err := AcquireLock(dir, "after kill -9")
	ok(t, err)
	if left, _ := os.ReadDir(partial); len(left) != 0 {
		t.Errorf("half written files left: %v", left)
	}
	ok(t, lock.Release())
	lock, err = AcquireLock(dir, "after release")
	ok(t, err)
	ok(t, lock.Release())
}

// TestKill kills an import at random moments, several times, then lets it
// finish: the store must equal that of an undisturbed run.
// DUIBIAO_KILL_ROUNDS sets the number of rounds.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	rounds := 10
	if v, err := strconv.Atoi(os.Getenv("DUIBIAO_KILL_ROUNDS")); err == nil {
		rounds = v
	}
	calm := t.TempDir()
	start := time.Now()
	if err := child(t, "import", calm).Run(); err != nil {
		t.Fatal(err)
	}
	whole := time.Since(start)
	want := dumpDir(t, calm)
	if n := strings.Count(want, "\n"); n != 120 {
		t.Fatalf("%d documents in the undisturbed run, want 120", n)
	}
	kills, midway := 0, 0
	for round := range rounds {
		dir := t.TempDir()
		for range 4 {
			if killOne(t, dir, rand.N(whole)) {
				kills++
			}
			midway += len(afterKill(t, dir))
		}
		if err := child(t, "import", dir).Run(); err != nil {
			t.Fatalf("round %d: finish: %v", round, err)
		}
		if got := dumpDir(t, dir); got != want {
			t.Fatalf("round %d: differs from an undisturbed run", round)
		}
	}
	t.Logf("%d rounds, %d kills, an undisturbed run takes %v, %d documents seen midway", rounds, kills, whole, midway)
}

// killOne starts an import and kills it after a while; false if it was done by then.
func killOne(t *testing.T, dir string, after time.Duration) bool {
	t.Helper()
	cmd := child(t, "import", dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer timer.Stop()
	return cmd.Wait() != nil
}

// afterKill looks at what a killed import left, as a reader would: whole
// documents, nothing damaged.
func afterKill(t *testing.T, dir string) []string {
	t.Helper()
	s, err := Open(context.Background(), dir, Options{ReadOnly: true})
	if errors.Is(err, ErrNoStore) {
		return nil
	}
	if err != nil {
		t.Fatalf("open after a kill: %v", err)
	}
	defer func() { _ = s.Close() }()
	for _, p := range s.Check(context.Background(), true) {
		if !p.Harmless {
			t.Errorf("after a kill: %s", p)
		}
	}
	ids, err := s.ChangedSince(context.Background(), 0)
	if err != nil {
		t.Error(err)
	}
	return ids
}

func dumpDir(t *testing.T, dir string) string {
	t.Helper()
	s, err := Open(context.Background(), dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for _, p := range s.Check(context.Background(), true) {
		if !p.Harmless {
			t.Errorf("Check: %s", p)
		}
	}
	return dump(t, s)
}
