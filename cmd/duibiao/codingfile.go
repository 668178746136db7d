package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/compare/coding"
	"duibiao/corpus"
	"duibiao/corpus/extract"
)

func sheetWriter(s *output.Sheet, f output.Format) func(io.Writer) error {
	return func(w io.Writer) error { return s.Write(w, f, output.Terminal{}) }
}

// runCodingImport reads a file that a person filled in. Rows that cannot be taken
// are named; the others are.
func runCodingImport(ctx context.Context, a *app, book *coding.Book, o indicatorsOptions) error {
	rows, err := a.codingRows(o.read)
	if err != nil {
		return err
	}
	lib, err := library.Open(ctx, a.dataDir, library.ReadWrite("indicators --import "+o.read), a.now)
	if err != nil {
		return err
	}
	defer lib.Close()
	in := codingImport{a: a, lib: lib, book: book, who: o.who, now: a.now(), cells: map[string]map[string]library.Cell{}}
	for _, r := range rows {
		if err := in.row(ctx, r); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			in.failed++
			fmt.Fprintln(a.stderr, a.p.T("indicators.row_failed", o.read, r.number, a.judge(err).text))
		}
	}
	added, err := lib.Store.PutHumanCodings(ctx, in.list)
	if err != nil {
		return err
	}
	if in.failed > 0 {
		a.exit = exitPartly
	}
	a.note("indicators.imported", added, in.same, in.failed)
	return nil
}

// filledRow is one row of the file by column name, and its number in the file.
type filledRow struct {
	number int
	cells  map[string]string
}

// codingRows reads the rows of a CSV or workbook file that have a human_value.
func (a *app) codingRows(path string) ([]filledRow, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &hintedError{a.errorf("err.no_file", path, errors.Unwrap(err)), a.p.T("err.no_file_hint")}
	}
	content, err := extract.File(filepath.Base(path), data)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", path, a.fileError(err))
	}
	for _, b := range content.Blocks {
		if b.Kind != corpus.BlockTable || len(b.Rows) == 0 {
			continue
		}
		head := map[int]string{}
		for i, c := range b.Rows[0] {
			head[i] = strings.TrimSpace(c.Text)
		}
		if !slices.Contains(mapValues(head), "human_value") {
			continue
		}
		var rows []filledRow
		for k, cells := range b.Rows[1:] {
			r := filledRow{number: max(b.FirstRow, 1) + k + 1, cells: map[string]string{}}
			for i, c := range cells {
				r.cells[head[i]] = strings.TrimSpace(c.Text)
			}
			if r.cells["human_value"] != "" {
				rows = append(rows, r)
			}
		}
		return rows, nil
	}
	return nil, &hintedError{a.errorf("indicators.no_column", path), a.p.T("indicators.no_column_hint")}
}

func mapValues(m map[int]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	return out
}

// codingImport turns rows into what people say.
type codingImport struct {
	a            *app
	lib          *library.Library
	book         *coding.Book
	who          string
	now          time.Time
	cells        map[string]map[string]library.Cell
	list         []corpus.HumanCoding
	same, failed int
}

func (in *codingImport) row(ctx context.Context, r filledRow) error {
	q, ok := in.book.Indicator(r.cells["indicator"])
	if !ok {
		return in.a.errorf("err.indicator", r.cells["indicator"])
	}
	d, err := in.lib.Store.Document(ctx, r.cells["document_id"])
	if err != nil {
		return in.a.errorf("indicators.no_document", r.cells["document_id"])
	}
	cells := in.cells[d.ID]
	if cells == nil {
		if cells, err = in.lib.Cells(ctx, d.ID); err != nil {
			return err
		}
		in.cells[d.ID] = cells
	}
	w := desk.Word{
		Value: r.cells["human_value"], Unit: r.cells["human_unit"], Clause: r.cells["human_clause"], Who: r.cells["who"], Why: r.cells["why"],
		When: in.now, Shown: r.cells["value"],
	}
	if w.Who == "" {
		w.Who = in.who
	}
	if s := r.cells["when"]; s != "" {
		if w.When, err = parseWhen(s); err != nil {
			return in.a.errorf("indicators.bad_when", s)
		}
	}
	h, err := desk.Over(in.lib, in.a.now).Said(ctx, q, d, cells[q.ID], w)
	if err != nil {
		return err
	}
	if desk.Same(cells[q.ID].Human, h) {
		in.same++
		return nil
	}
	in.list = append(in.list, h)
	return nil
}

func parseWhen(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/1/2", "2006年1月2日"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("not a date: %s", s)
}
