package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The failures a caller tells apart.
var (
	// ErrNoStore says that the directory holds no store yet. Reading commands
	// treat it as an empty one.
	ErrNoStore = errors.New("no store here yet")
	// ErrNotFound says that no document, version or raw file answers a reference.
	ErrNotFound = errors.New("not found")
	// ErrDamaged says that the database or a raw file is not what was written.
	ErrDamaged = errors.New("data damaged")
	// ErrDiskFull says that there is no room left; nothing was changed.
	ErrDiskFull = errors.New("disk full")
	// ErrReadOnly says that the store was opened for reading, or that the
	// directory does not let us write.
	ErrReadOnly = errors.New("data directory is read-only")
	// ErrNotEmpty says that Restore was pointed at a directory with content.
	ErrNotEmpty = errors.New("directory is not empty")
)

// SchemaError says that the store's schema is not the one this program reads.
type SchemaError struct {
	// Have is the schema version of the file, Know the newest we know.
	Have, Know int
}

func (e *SchemaError) Error() string {
	if e.Have > e.Know {
		return fmt.Sprintf("store has schema %d, this program knows up to %d", e.Have, e.Know)
	}
	return fmt.Sprintf("store has schema %d, older than %d, and cannot be brought up to date while it is read-only", e.Have, e.Know)
}

// Hint is what the user can do about it.
func (e *SchemaError) Hint() string {
	if e.Have > e.Know {
		return "it was written by a newer duibiao: install that version"
	}
	return "run any command that writes, such as import, once"
}

// LockedError says that another process holds the writer lock.
type LockedError struct {
	PID     int       `json:"pid"`
	Purpose string    `json:"purpose"`
	Since   time.Time `json:"since"`
}

func (e *LockedError) Error() string {
	if e.PID == 0 {
		return "data directory is locked by another process"
	}
	return fmt.Sprintf("data directory is locked by process %d (%s) since %s", e.PID, e.Purpose, e.Since.Format(time.RFC3339))
}

// Candidate is one of the documents an ambiguous reference may mean.
type Candidate struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Date is the latest of amendment and issue, ISO, "" when not known.
	Date string `json:"date"`
}

// AmbiguousError says that a reference names several documents.
type AmbiguousError struct {
	Ref        string
	Candidates []Candidate
}

func (e *AmbiguousError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q names %d documents:", e.Ref, len(e.Candidates))
	for _, c := range e.Candidates {
		fmt.Fprintf(&b, " %s %s %s;", c.ID, c.Title, c.Date)
	}
	return strings.TrimSuffix(b.String(), ";")
}

// wrap names the operation in err and adds the sentinel a caller can branch on.
func wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	op := "store: " + fmt.Sprintf(format, args...)
	if kind := classify(err); kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%s: %w: %w", op, kind, err)
	}
	return fmt.Errorf("%s: %w", op, err)
}

// classify finds the sentinel for what SQLite or the file system reports.
func classify(err error) error {
	var se *sqlite.Error
	if errors.As(err, &se) {
		if kind := classifyCode(se.Code()); kind != nil {
			return kind
		}
	}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return ErrDiskFull
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return ErrReadOnly
	}
	return nil
}

// classifyCode reads SQLite result codes (sqlite.org/rescode.html): the low
// byte is the primary code. IOERR_SHMSIZE is how a full disk shows when the
// write-ahead log's shared memory cannot grow.
func classifyCode(code int) error {
	switch {
	case code&0xff == sqlite3.SQLITE_FULL, code == sqlite3.SQLITE_IOERR_SHMSIZE:
		return ErrDiskFull
	case code&0xff == sqlite3.SQLITE_CORRUPT, code&0xff == sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	case code&0xff == sqlite3.SQLITE_READONLY, code&0xff == sqlite3.SQLITE_PERM:
		return ErrReadOnly
	}
	return nil
}
