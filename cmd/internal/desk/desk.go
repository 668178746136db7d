// Package desk answers what a reader asks of a data directory: find clauses, show a
// document, compare places. The command line, the web pages, the API and the tools
// for assistants ask here, so that they give the same answers.
//
// A Reader is one look at the directory. Commands open one; a server keeps a Desk,
// which hands out Readers over one open store and one open index and notices when
// either is replaced. Nothing here writes: readers work while another process
// imports or crawls, and where there is no data directory yet the errors say so.
package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"duibiao/cmd/internal/library"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// Reader is one look at a data directory. Close gives it back.
type Reader struct {
	Lib   *library.Library
	Store *store.Store
	now   func() time.Time
	desk  *Desk // nil for a reader of its own
	close func()
}

// Open opens a data directory for one command.
func Open(ctx context.Context, dir string, now func() time.Time) (*Reader, error) {
	lib, err := library.Open(ctx, dir, library.ReadOnly(), now)
	if err != nil {
		return nil, err
	}
	r := Over(lib, now)
	r.close = func() { lib.Close() }
	return r, nil
}

// Over reads a library that is open already; Close leaves it open.
func Over(lib *library.Library, now func() time.Time) *Reader {
	return &Reader{Lib: lib, Store: lib.Store, now: now, close: func() {}}
}

// Close ends the use of the reader.
func (r *Reader) Close() { r.close() }

// Today is the day that statuses are as of unless another is asked for.
func (r *Reader) Today() corpus.Date { return corpus.DateOf(r.now()) }

// Desk serves one data directory to many at a time. It is safe for concurrent use.
type Desk struct {
	dir string
	now func() time.Time

	mu   sync.Mutex
	cur  *shared
	snap *snapshot
	// refresh is held by who replaces the snapshot, collect by who reads the whole
	// store for comparisons; a channel, so that who waits can give up.
	refresh, collect chan struct{}
	sets             map[setKey]library.Collected
}

// shared is an open library and how many use it.
type shared struct {
	lib  *library.Library
	file os.FileInfo
	uses int
	old  bool // closed when the last user leaves
}

// New is the desk of a data directory, which need not exist yet.
func New(dir string, now func() time.Time) *Desk {
	return &Desk{dir: dir, now: now, refresh: make(chan struct{}, 1), collect: make(chan struct{}, 1), sets: map[setKey]library.Collected{}}
}

// Dir is the data directory.
func (d *Desk) Dir() string { return d.dir }

// Today is the day that statuses are as of unless another is asked for.
func (d *Desk) Today() corpus.Date { return corpus.DateOf(d.now()) }

// Now is the desk's clock.
func (d *Desk) Now() time.Time { return d.now() }

// Reader looks at the directory. The error is store.ErrNoStore while there is
// nothing to read.
func (d *Desk) Reader(ctx context.Context) (*Reader, error) {
	file, err := os.Stat(filepath.Join(d.dir, store.DatabaseName))
	if err != nil {
		file = nil // library.Open says what that means
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cur == nil || file == nil || !os.SameFile(d.cur.file, file) {
		lib, err := library.Open(ctx, d.dir, library.ReadOnly(), d.now)
		if err != nil {
			return nil, err
		}
		if file, err = os.Stat(filepath.Join(d.dir, store.DatabaseName)); err != nil {
			lib.Close()
			return nil, fmt.Errorf("open %s: %w", d.dir, err)
		}
		d.retire()
		d.cur = &shared{lib: lib, file: file}
	}
	r := Over(d.cur.lib, d.now)
	r.desk, r.close = d, d.use(d.cur)
	return r, nil
}

// use counts a user of an open library, until the function is called; the caller
// holds the lock.
func (d *Desk) use(s *shared) func() {
	s.uses++
	return sync.OnceFunc(func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		s.uses--
		s.closeUnused()
	})
}

// retire closes what was open, once nobody uses it; the caller holds the lock.
func (d *Desk) retire() {
	if d.cur != nil {
		d.cur.old = true
		d.cur.closeUnused()
		d.cur = nil
	}
	if d.snap != nil {
		d.snap.old = true
		d.snap.closeUnused()
		d.snap = nil
	}
	clear(d.sets)
}

func (s *shared) closeUnused() {
	if s.old && s.uses == 0 {
		s.lib.Close()
	}
}

// Close closes what is open as soon as nobody uses it.
func (d *Desk) Close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.retire()
}

// ask runs a question of one reader.
func ask[T any](ctx context.Context, d *Desk, question func(*Reader) (T, error)) (T, error) {
	r, err := d.Reader(ctx)
	if err != nil {
		var none T
		return none, err
	}
	defer r.Close()
	return question(r)
}
