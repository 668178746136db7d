package reference

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"duibiao/corpus"
)

// row is one line of a table. Its readers collect what is wrong, so that a
// reviewer sees every bad cell of a file at once.
type row struct {
	file  string
	line  int
	cells map[string]string
	errs  []error
}

// readTable reads a tab-separated file whose first line names exactly the
// columns expected, in that order.
func readTable(dir fs.FS, name string, columns []string) ([]*row, error) {
	f, err := dir.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	defer f.Close() //nolint:errcheck // only read
	var rows []*row
	sc := bufio.NewScanner(f)
	for n := 1; sc.Scan(); n++ {
		cells := strings.Split(sc.Text(), "\t")
		if n == 1 {
			if strings.Join(cells, "\t") != strings.Join(columns, "\t") {
				return nil, fmt.Errorf("%s:1: columns %q, want %q", name, cells, columns)
			}
			continue
		}
		if len(cells) != len(columns) {
			return nil, fmt.Errorf("%s:%d: %d cells, want %d", name, n, len(cells), len(columns))
		}
		rows = append(rows, newRow(name, n, columns, cells))
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("%s: no records", name)
	}
	return rows, nil
}

func newRow(name string, line int, columns, cells []string) *row {
	r := &row{file: name, line: line, cells: make(map[string]string, len(cells))}
	for i, c := range columns {
		r.cells[c] = cells[i]
		if strings.TrimSpace(cells[i]) != cells[i] {
			r.fail("%s: white space around %q", c, cells[i])
		}
	}
	return r
}

func (r *row) fail(format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("%s:%d: "+format, append([]any{r.file, r.line}, args...)...))
}

func (r *row) err() error { return errors.Join(r.errs...) }

func (r *row) text(col string) string { return r.cells[col] }

// list splits a cell at ";", nil when empty.
func (r *row) list(col string) []string {
	if r.cells[col] == "" {
		return nil
	}
	return strings.Split(r.cells[col], ";")
}

func (r *row) date(col string) corpus.Date {
	d, err := corpus.ParseDate(r.cells[col])
	if err != nil {
		r.fail("%s: %w", col, err)
	}
	return d
}

// number reads a whole number ≥ 0; empty is 0 for "not known".
func (r *row) number(col string) int {
	if p := r.count(col); p != nil {
		return *p
	}
	return 0
}

// count reads a whole number ≥ 0; empty is nil.
func (r *row) count(col string) *int {
	if r.cells[col] == "" {
		return nil
	}
	n, err := strconv.ParseUint(r.cells[col], 10, 31)
	if err != nil {
		r.fail("%s: %w", col, err)
		return nil
	}
	v := int(n)
	return &v
}

// yes reads yes or no.
func (r *row) yes(col string) bool {
	switch r.cells[col] {
	case "yes":
		return true
	case "no":
		return false
	}
	r.fail("%s: %q, want yes or no", col, r.cells[col])
	return false
}

// fen reads an amount in 元 with at most two decimals as 分.
func (r *row) fen(col string) int64 {
	whole, frac, _ := strings.Cut(r.cells[col], ".")
	frac += strings.Repeat("0", max(0, 2-len(frac)))
	n, err := strconv.ParseUint(whole+frac, 10, 62)
	if err != nil || len(frac) > 2 {
		r.fail("%s: %q is no amount in 元", col, r.cells[col])
	}
	return int64(n)
}

func (r *row) provenance() corpus.Provenance {
	return corpus.Provenance{
		Source: r.text("source"), Certainty: corpus.Certainty(r.text("certainty")), Note: r.text("note"),
	}
}
