package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/compare/coding"
	"duibiao/corpus"
	"duibiao/corpus/extract"

	"golang.org/x/text/width"
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
			fmt.Fprintln(a.stderr, a.p.T("indicators.row_failed", o.read, r.number, err))
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
	h, err := in.said(ctx, q, d, cells[q.ID], r)
	if err != nil {
		return err
	}
	if old := cells[q.ID].Human; old != nil && old.Value == h.Value && old.Unit == h.Unit && old.Clause == h.Clause && old.Who == h.Who && old.Why == h.Why {
		in.same++
		return nil
	}
	in.list = append(in.list, h)
	return nil
}

// said is what the row says of a cell.
func (in *codingImport) said(ctx context.Context, q coding.Indicator, d corpus.Document, c library.Cell, r filledRow) (corpus.HumanCoding, error) {
	h := corpus.HumanCoding{
		DocumentID: d.ID, Indicator: q.ID, Who: r.cells["who"], Why: r.cells["why"], When: in.now, RuleValue: corpus.NotRegulated, Unit: r.cells["human_unit"],
	}
	if h.Who == "" {
		h.Who = in.who
	}
	if h.Who == "" {
		return h, in.a.errorf("indicators.no_who")
	}
	if s := r.cells["when"]; s != "" {
		when, err := parseWhen(s)
		if err != nil {
			return h, in.a.errorf("indicators.bad_when", s)
		}
		h.When = when
	}
	if c.Rule != nil {
		h.RuleValue, h.RuleUnit = c.Rule.Value, c.Rule.Unit
	}
	var err error
	if h.Value, err = in.value(q, r, h.RuleValue); err != nil {
		return h, err
	}
	if h.Unit == "" && h.Value != corpus.NotRegulated && c.Rule != nil {
		h.Unit = c.Rule.Unit
	}
	return h, in.clause(ctx, d, c, r.cells["human_clause"], &h)
}

func parseWhen(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", "2006/1/2", "2006年1月2日"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("not a date: %s", s)
}

// clause finds the clause that the person names, or takes the rule's.
func (in *codingImport) clause(ctx context.Context, d corpus.Document, c library.Cell, ref string, h *corpus.HumanCoding) error {
	if h.Value == corpus.NotRegulated {
		return nil
	}
	if ref == "" {
		if c.Rule != nil && len(c.Rule.Evidence) > 0 {
			h.Clause, h.Quote = c.Rule.Evidence[0].Clause, c.Rule.Evidence[0].Quote
		}
		return nil
	}
	clauses, err := in.lib.Store.Clauses(ctx, d.ID)
	if err != nil {
		return err
	}
	i, err := desk.FindClause(d, clauses, ref)
	if err != nil {
		return err
	}
	h.Clause = clauses[i].ID
	return nil
}

// value reads the human_value of a row: a confirmation, silence, or a value of the
// question's type.
func (in *codingImport) value(q coding.Indicator, r filledRow, rule string) (string, error) {
	s := strings.TrimSpace(width.Fold.String(r.cells["human_value"]))
	switch strings.ToLower(s) {
	case "=", "confirm", "确认", "√", "ok":
		if shown := r.cells["value"]; shown != "" && shown != rule {
			return "", in.a.errorf("indicators.moved", shown, rule)
		}
		return rule, nil
	case corpus.NotRegulated, "未规定", "无", "no", "否":
		return corpus.NotRegulated, nil
	}
	v, ok := canonical(q, s)
	if !ok {
		return "", in.a.errorf("indicators.bad_value", s, q.NameZh, in.a.p.T("type."+string(q.Type)), strings.Join(q.Values, "、"))
	}
	return v, nil
}

// canonical writes a value as codings do; ok is false for what is none of the type.
func canonical(q coding.Indicator, s string) (string, bool) {
	switch q.Type {
	case coding.TypeBool:
		return "yes", slices.Contains([]string{"yes", "是", "有", "y", "1", "true"}, strings.ToLower(s))
	case coding.TypeNumber, coding.TypePercent:
		s = strings.TrimSuffix(s, "%")
		_, err := strconv.ParseFloat(s, 64)
		return s, err == nil
	case coding.TypeFraction:
		a, b, ok := strings.Cut(s, "/")
		x, err1 := strconv.Atoi(a)
		y, err2 := strconv.Atoi(b)
		return s, ok && err1 == nil && err2 == nil && x > 0 && y >= x
	case coding.TypeRanges:
		return s, isRanges(s)
	case coding.TypeEnum:
		return s, slices.Contains(q.Values, s)
	case coding.TypeSet:
		return canonicalSet(q, s)
	}
	return s, s != ""
}

func isRanges(s string) bool {
	for part := range strings.SplitSeq(s, "|") {
		for n := range strings.SplitSeq(part, "-") {
			if _, err := strconv.ParseFloat(n, 64); err != nil {
				return false
			}
		}
	}
	return s != ""
}

// canonicalSet puts the members of a set in the codebook's order.
func canonicalSet(q coding.Indicator, s string) (string, bool) {
	given := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("|、,;，； ", r) })
	var out []string
	for _, v := range q.Values {
		if slices.Contains(given, v) {
			out = append(out, v)
		}
	}
	slices.Sort(given)
	return strings.Join(out, "|"), len(out) > 0 && len(out) == len(slices.Compact(given))
}
