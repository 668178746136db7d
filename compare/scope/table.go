package scope

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// record is one line of a table: its cells by column, and where it stands.
type record struct {
	file  string
	line  int
	cells map[string]string
}

func (r record) at(format string, args ...any) error {
	return fmt.Errorf("%s:%d: "+format, append([]any{r.file, r.line}, args...)...)
}

// maxLine bounds a line of a table, in bytes.
const maxLine = 1 << 16

// readRecords reads a tab-separated table whose first line names the columns.
// Empty lines and lines that begin with # are skipped. The error names every bad
// line.
func readRecords(in io.Reader, file string, columns []string) ([]record, error) {
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, maxLine)
	var out []record
	var errs []error
	head := false
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimRight(strings.TrimPrefix(sc.Text(), "\ufeff"), "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "\t")
		if !head {
			if !slices.Equal(cells, columns) {
				return nil, fmt.Errorf("%s:%d: columns %q, want %q", file, n, cells, columns)
			}
			head = true
			continue
		}
		if len(cells) != len(columns) {
			errs = append(errs, fmt.Errorf("%s:%d: %d cells, want %d", file, n, len(cells), len(columns)))
			continue
		}
		r := record{file: file, line: n, cells: make(map[string]string, len(cells))}
		for i, c := range columns {
			r.cells[c] = strings.TrimSpace(cells[i])
		}
		out = append(out, r)
	}
	if err := sc.Err(); err != nil {
		errs = append(errs, fmt.Errorf("read %s: %w", file, err))
	}
	if !head && len(errs) == 0 {
		errs = append(errs, fmt.Errorf("%s: no header", file))
	}
	return out, errors.Join(errs...)
}

// openRecords is readRecords of a file of a directory.
func openRecords(dir fs.FS, file, columns string) ([]record, error) {
	f, err := dir.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", file, err)
	}
	defer f.Close() //nolint:errcheck // only read
	return readRecords(f, file, strings.Fields(columns))
}
