package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Options say how to open a store.
type Options struct {
	// ReadOnly opens for reading only: nothing is created or brought up to date.
	ReadOnly bool
	// Now is the clock for first and last seen, and for the day on which
	// derived statuses begin; nil is time.Now.
	Now func() time.Time
}

// Store is an open data directory. It is safe for concurrent use; writes wait
// for each other.
type Store struct {
	dir string
	now func() time.Time
	r   *sql.DB // readers: snapshots, never wait for the writer
	w   *writer // nil when read-only
	// immutable is what to add to a data source name when the directory does
	// not let SQLite make its log, "" otherwise.
	immutable string
}

// Open opens the store in dir and creates or migrates it as needed. Readers
// need no lock; who writes should hold the Lock of AcquireLock.
//
// Errors to branch on: ErrNoStore (read-only and nothing there), ErrDamaged,
// ErrReadOnly, ErrDiskFull, *SchemaError.
func Open(ctx context.Context, dir string, opts Options) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, wrap(err, "open %s", dir)
	}
	s := &Store{dir: dir, now: opts.Now}
	if s.now == nil {
		s.now = time.Now
	}
	if opts.ReadOnly {
		err = s.openReadOnly(ctx)
	} else {
		err = s.openWritable(ctx)
	}
	if err != nil {
		return nil, errors.Join(wrap(err, "open %s", dir), s.Close())
	}
	return s, nil
}

// Dir is the data directory.
func (s *Store) Dir() string { return s.dir }

// Close ends all use of the store.
func (s *Store) Close() error {
	var err error
	if s.r != nil {
		err = s.r.Close()
	}
	if s.w != nil {
		err = errors.Join(err, s.w.close())
	}
	return wrap(err, "close %s", s.dir)
}

func (s *Store) dbPath() string { return filepath.Join(s.dir, dbName) }

func (s *Store) openWritable(ctx context.Context) error {
	if err := os.MkdirAll(filepath.Join(s.dir, rawName), 0o755); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(s.dbPath(), "rwc",
		"busy_timeout(15000)", "journal_mode(WAL)", "synchronous(NORMAL)", "foreign_keys(1)",
		"cache_size(-32768)", "wal_autocheckpoint(4000)")+"&_txlock=immediate")
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	if err := s.prepareWriter(ctx, db); err != nil {
		return errors.Join(err, db.Close())
	}
	s.r, err = sql.Open("sqlite", dsn(s.dbPath(), "ro", readPragmas()...))
	return err
}

func (s *Store) prepareWriter(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, `PRAGMA application_id`); err != nil {
		return errors.Join(err, s.whyNotOpen(err))
	}
	if err := migrate(ctx, db, migrations(), s.now()); err != nil {
		return err
	}
	w, err := newWriter(ctx, db)
	s.w = w
	return err
}

// whyNotOpen asks the file system when SQLite says no more than "unable to open".
func (s *Store) whyNotOpen(err error) error {
	if classify(err) != nil {
		return nil
	}
	f, err := os.OpenFile(s.dbPath(), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	return f.Close()
}

func readPragmas() []string {
	return []string{"busy_timeout(15000)", "query_only(1)", "cache_size(-16384)"}
}

// openReadOnly opens without writing. A database with a write-ahead log needs
// its -wal and -shm files; where the directory does not let SQLite make them
// and no log is left to read, the file alone is the whole database and can be
// opened as immutable (sqlite.org/wal.html#readonly).
func (s *Store) openReadOnly(ctx context.Context) error {
	info, err := os.Stat(s.dbPath())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %s", ErrNoStore, s.dbPath())
	case err != nil:
		return err
	case info.Size() == 0 && !s.hasLog():
		return fmt.Errorf("%w: %s", ErrNoStore, s.dbPath())
	}
	err = s.tryReadOnly(ctx, dsn(s.dbPath(), "ro", readPragmas()...))
	if err != nil && !errors.Is(classify(err), ErrDamaged) && !s.hasLog() {
		s.immutable = "&immutable=1"
		err = s.tryReadOnly(ctx, dsn(s.dbPath(), "ro", readPragmas()...)+s.immutable)
	}
	if err != nil {
		return err
	}
	return checkSchema(ctx, s.r)
}

func (s *Store) tryReadOnly(ctx context.Context, name string) error {
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return err
	}
	var n int
	if err := db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&n); err != nil {
		return errors.Join(err, db.Close())
	}
	s.r = db
	return nil
}

// hasLog reports whether a write-ahead log with content stands beside the file.
func (s *Store) hasLog() bool {
	info, err := os.Stat(s.dbPath() + "-wal")
	return err == nil && info.Size() > 0
}

// dsn is the data source name for the driver: a file URI.
func dsn(path, mode string, pragmas ...string) string {
	path = filepath.ToSlash(path)
	if path[0] != '/' {
		path = "/" + path // C:/...
	}
	q := url.Values{"mode": {mode}, "_pragma": pragmas}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}).String()
}

// timeText is how times are stored.
func timeText(t time.Time) string { return t.UTC().Format(time.RFC3339) }

func parseTime(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}
	}
	return t
}
