package datapackage

import (
	"bufio"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"duibiao/cmd/internal/output"
)

// Writer writes the tables of a package into a folder.
type Writer struct {
	dir       string
	exact     bool
	resources []resourceJSON
	open      int
}

// NewWriter writes into a folder that exists and is empty. Unless exact, a text
// that a spreadsheet would take for a formula gets an apostrophe (see Escape).
func NewWriter(dir string, exact bool) *Writer { return &Writer{dir: dir, exact: exact} }

// Escape keeps a spreadsheet from reading text as a formula, in such a way that
// Unescape gives back exactly the text: what begins like a formula gets an
// apostrophe before it, and so does what begins with an apostrophe.
func Escape(s string) string {
	if strings.HasPrefix(s, "'") {
		return "'" + s
	}
	return output.SafeCell(s)
}

// Unescape takes the apostrophe of Escape away.
func Unescape(s string) string { return strings.TrimPrefix(s, "'") }

// Table is one table that is being written.
type Table struct {
	w      *Writer
	at     int // the place of its resource
	checks []checker
	file   *os.File
	buffer *bufio.Writer
	csv    *csv.Writer
	sum    hash.Hash
	bytes  int64
	rows   int
}

// Table begins a table; rows of several tables may be written in turn. The
// resources stand in the descriptor in the order in which their tables begin.
func (w *Writer) Table(r Resource) (*Table, error) {
	t := &Table{w: w, at: len(w.resources), sum: sha256.New()}
	head := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		c, err := newChecker(f)
		if err != nil {
			return nil, fmt.Errorf("table %s: field %s: %w", r.Name, f.Name, err)
		}
		t.checks, head[i] = append(t.checks, c), f.Name
	}
	x := newResourceJSON(r)
	if err := os.MkdirAll(filepath.Join(w.dir, filepath.Dir(x.Path)), 0o755); err != nil { //nolint:gosec // a package is for others to read
		return nil, fmt.Errorf("table %s: %w", r.Name, err)
	}
	var err error
	if t.file, err = os.Create(filepath.Join(w.dir, filepath.FromSlash(x.Path))); err != nil {
		return nil, fmt.Errorf("table %s: %w", r.Name, err)
	}
	t.buffer = bufio.NewWriterSize(t.file, 1<<16)
	t.csv = csv.NewWriter(io.MultiWriter(t.buffer, t.sum, (*counter)(&t.bytes)))
	w.resources, w.open = append(w.resources, x), w.open+1
	if err := t.csv.Write(head); err != nil {
		return nil, fmt.Errorf("table %s: %w", r.Name, err)
	}
	return t, nil
}

// Row writes one row; it fails on cells that the fields do not allow.
func (t *Table) Row(cells ...string) error {
	t.rows++
	if len(cells) != len(t.checks) {
		return t.wrap(fmt.Errorf("%d cells for %d fields", len(cells), len(t.checks)))
	}
	cells = slices.Clone(cells)
	for i, c := range t.checks {
		if err := c.check(cells[i]); err != nil {
			return t.wrap(err)
		}
		if c.field.Type == String && !t.w.exact {
			cells[i] = Escape(cells[i])
		}
	}
	if err := t.csv.Write(cells); err != nil {
		return t.wrap(err)
	}
	return nil
}

func (t *Table) wrap(err error) error {
	return fmt.Errorf("table %s, row %d: %w", t.w.resources[t.at].Name, t.rows, err)
}

// Close ends the table.
func (t *Table) Close() error {
	t.csv.Flush()
	err := t.csv.Error()
	if err == nil {
		err = t.buffer.Flush()
	}
	if err == nil {
		err = t.file.Sync()
	}
	if cerr := t.file.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return fmt.Errorf("table %s: %w", t.w.resources[t.at].Name, err)
	}
	x := &t.w.resources[t.at]
	x.Bytes, x.Hash, x.Rows = t.bytes, "sha256:"+hex.EncodeToString(t.sum.Sum(nil)), t.rows
	t.w.open--
	return nil
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(b []byte) (int, error) {
	*c += counter(len(b))
	return len(b), nil
}
