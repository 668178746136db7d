package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/intake"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/corpus/extract"

	"github.com/spf13/cobra"
)

type inspectOptions struct {
	region string
	ocr    bool
	json   bool
}

func newInspectCommand(a *app) *cobra.Command {
	var o inspectOptions
	c := a.command("inspect", "inspect FILE [--ocr] [--json]", "0 2", cobra.ExactArgs(1), func(cmd *cobra.Command, args []string) error {
		return runInspect(cmd.Context(), a, o, args[0])
	})
	c.Flags().StringVar(&o.region, "region", "", a.p.T("flag.region_import"))
	c.Flags().BoolVar(&o.ocr, "ocr", false, a.p.T("flag.ocr"))
	c.Flags().BoolVar(&o.json, "json", false, a.p.T("flag.json"))
	return c
}

// inspectRecord is all that is read from a file.
type inspectRecord struct {
	Path     string            `json:"path"`
	Media    string            `json:"media_type"`
	Charset  string            `json:"charset"`
	Metadata corpus.Metadata   `json:"metadata"`
	Fields   map[string]string `json:"fields"`
	Blocks   []corpus.Block    `json:"blocks"`
	Clauses  []record.Clause   `json:"clauses"`
	Links    []corpus.Link     `json:"links"`
	Warnings []string          `json:"warnings"`
}

func runInspect(ctx context.Context, a *app, o inspectOptions, path string) error {
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return &usageError{a.errorf("inspect.no_url", path)}
	}
	region, err := desk.Region(o.region)
	if err != nil {
		return err
	}
	data, err := a.oneFile(ctx, path)
	if err != nil {
		return err
	}
	if extract.Detect(path, data).Packed() {
		return &hintedError{a.errorf("inspect.archive", path), a.p.T("inspect.archive_hint")}
	}
	r, err := a.reader(ctx, o.ocr)
	if err != nil {
		return err
	}
	defer r.Close()
	content, parsed, err := library.ReadWith(ctx, &r.Reader, filepath.Base(path), data, region)
	if err != nil {
		if ctx.Err() != nil {
			return errInterrupted
		}
		return fmt.Errorf("%s: %s", path, a.fileError(err))
	}
	rec := inspectRecord{
		Path: path, Media: content.MediaType, Charset: content.Charset, Metadata: parsed.Meta, Fields: content.Fields,
		Blocks: content.Blocks, Clauses: record.OfClauses(parsed.Text, parsed.Clauses), Links: content.Links, Warnings: content.Warnings,
	}
	if o.json {
		return output.JSONLines(a.stdout, []any{rec})
	}
	return a.print(a.inspection(rec))
}

// oneFile reads the bytes of a path that is one file.
func (a *app) oneFile(ctx context.Context, path string) ([]byte, error) {
	found, _, err := intake.Find(ctx, []string{path})
	if err != nil {
		return nil, &hintedError{a.errorf("err.no_file", path, intake.Reason(err)), a.p.T("err.no_file_hint")}
	}
	if len(found) != 1 || found[0].Path != filepath.Clean(path) {
		return nil, &usageError{a.errorf("inspect.one_file", path)}
	}
	data, _, err := intake.Read(found[0], library.MaxFileBytes)
	if err != nil {
		return nil, fmt.Errorf("%s: %s", path, a.fileError(err))
	}
	return data, nil
}

// inspection shows what was read: head, warnings, tables, clauses.
func (a *app) inspection(r inspectRecord) string {
	var b strings.Builder
	m := r.Metadata
	readAs := a.p.T("inspect.read_as", r.Media, r.Charset)
	if r.Charset == "" {
		readAs = a.p.T("inspect.read_binary", r.Media)
	}
	fmt.Fprintf(&b, "%s\n%s\n", a.bold(m.Title), readAs)
	b.WriteString(a.heading(record.OfDocument(corpus.Document{Metadata: m}, a.today())))
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "! %s\n", w)
	}
	tables := 0
	for _, block := range r.Blocks {
		if block.Kind == corpus.BlockTable {
			tables++
		}
	}
	fmt.Fprintf(&b, "%s\n", a.p.T("inspect.counts", len(r.Blocks), tables, len(r.Clauses), len(r.Links), len(r.Warnings)))
	width := a.terminal().Width
	if width == 0 {
		width = 100
	}
	n := 0
	for _, block := range r.Blocks {
		if block.Kind == corpus.BlockTable {
			n++
			a.inspectTable(&b, n, block, width)
		}
	}
	b.WriteString("\n")
	a.inspectClauses(&b, r.Clauses, width)
	return b.String()
}

// shownRows is how many rows of a table are shown before its last; JSON has all.
const shownRows = 8

// inspectTable shows a table, a line a row: its number in the table (or sheet),
// the page where that changes, and its cells.
func (a *app) inspectTable(b *strings.Builder, n int, t corpus.Block, width int) {
	columns := 0
	for _, row := range t.Rows {
		columns = max(columns, len(row))
	}
	title := a.p.T("inspect.table", n, len(t.Rows), columns)
	if t.Sheet != "" {
		title += " " + a.p.T("inspect.sheet", t.Sheet)
	}
	if t.Page > 0 {
		title += " " + a.p.T("inspect.page", t.Page)
	}
	fmt.Fprintf(b, "\n%s\n", title)
	for i, row := range t.Rows {
		if i >= shownRows && i < len(t.Rows)-1 {
			if i == shownRows {
				fmt.Fprintf(b, "%6s\n", "…")
			}
			continue
		}
		cells := make([]string, len(row))
		for j, c := range row {
			cells[j] = output.OneLine(c.Text) + spans(c)
		}
		line := fmt.Sprintf("%6d  %s%s", i+1, strings.Join(cells, " │ "), a.pageOf(t, i))
		b.WriteString(output.Clip(line, width) + "\n")
	}
}

// spans says what a cell covers besides its own place: →2 columns, ↓3 rows.
func spans(c corpus.Cell) string {
	s := ""
	if c.ColSpan > 1 {
		s += fmt.Sprintf(" →%d", c.ColSpan)
	}
	if c.RowSpan > 1 {
		s += fmt.Sprintf(" ↓%d", c.RowSpan)
	}
	return s
}

// pageOf names the page of a row where a new one begins.
func (a *app) pageOf(t corpus.Block, row int) string {
	if row == 0 || row >= len(t.RowPages) || t.RowPages[row] == t.RowPages[row-1] {
		return ""
	}
	return "  " + a.p.T("inspect.page", t.RowPages[row])
}

func (a *app) inspectClauses(b *strings.Builder, clauses []record.Clause, width int) {
	depth := map[string]int{}
	for _, c := range clauses {
		d := 0
		if c.Parent != "" {
			d = depth[c.Parent] + 1
		}
		depth[c.ID] = d
		line := fmt.Sprintf("%s%-10s %-9s %s", strings.Repeat("  ", d), c.ID, c.Role, output.OneLine(c.Text))
		b.WriteString(output.Clip(line, width) + "\n")
	}
}
