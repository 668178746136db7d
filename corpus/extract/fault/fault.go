// Package fault holds the ways in which a file cannot be read. Every format
// reader returns these, so that a user gets the same message for the same
// trouble whatever the format.
//
// Invariant: an error says what is wrong with the file, never where in our code.
package fault

import (
	"errors"
	"fmt"
)

// ErrEmpty is returned for a file without any bytes, or only white space.
var ErrEmpty = errors.New("file is empty")

// ErrNotText is returned when the bytes are no text in any known encoding and
// no known binary format.
var ErrNotText = errors.New("not text: binary or damaged data")

// ErrEncrypted is returned for a file that asks for a password.
var ErrEncrypted = errors.New("file is protected by a password")

// ErrNoText is returned for a file that holds pictures or outlines of its pages
// and no text: a scan.
var ErrNoText = errors.New("no text layer: the pages are pictures")

// ErrTimeout is returned when reading took longer than it may.
var ErrTimeout = errors.New("reading took too long")

// ErrMemory is returned when reading took more memory than it may.
var ErrMemory = errors.New("reading took too much memory")

// DamagedError is returned for a file that is not as its format says: cut off,
// overwritten, or made to harm.
type DamagedError struct {
	// Format is the usual extension of the format, without the dot.
	Format string
	// What says in a few words what is wrong: "directory cut off".
	What string
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("damaged %s file: %s", e.Format, e.What)
}

// Damaged makes a DamagedError.
func Damaged(format, what string, args ...any) error {
	return &DamagedError{Format: format, What: fmt.Sprintf(what, args...)}
}

// UnsupportedError is returned for a format, or an old version of one, that is
// recognised and cannot be read.
type UnsupportedError struct {
	// Format is the usual extension of the format, without the dot.
	Format string
	// Version narrows it: "Word 6/95". "" for the format as a whole.
	Version string
}

func (e *UnsupportedError) Error() string {
	if e.Version != "" {
		return fmt.Sprintf("format %s (%s) is not supported", e.Format, e.Version)
	}
	return fmt.Sprintf("format %s is not supported", e.Format)
}

// TooLargeError is returned for input above a cap. Unit says what Size and Limit
// count: bytes, lines, tags, blocks, rows, cells, pages, members or levels.
type TooLargeError struct {
	Size, Limit int
	Unit        string
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("file is too large: %d %s, the limit is %d", e.Size, e.Unit, e.Limit)
}

// The caps that all format readers share.
const (
	// MaxBlocks is the largest number of paragraphs, headings and tables that is
	// read from one file: each costs memory of its own, however short it is.
	MaxBlocks = 400_000
	// MaxCells is the largest number of table cells of one file.
	MaxCells = 2_000_000
	// MaxRows is the largest number of rows of one table.
	MaxRows = 200_000
	// MaxTextBytes is the most text that is taken from one file, in bytes.
	MaxTextBytes = 64 << 20
	// MaxUnpacked is the most that the parts of a packed file (DOCX, XLSX, OFD,
	// ZIP) may unpack to together, in bytes; MaxPart the most for one part.
	MaxUnpacked = 256 << 20
	MaxPart     = 96 << 20
	// MaxDepth is the deepest nesting of elements, tables or archives that is
	// followed in XML; archives have a lower cap of their own.
	MaxDepth = 256
)
