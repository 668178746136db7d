package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"duibiao/cmd/internal/intake"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

type inspectOptions struct {
	region string
	json   bool
}

func newInspectCommand(a *app) *cobra.Command {
	var o inspectOptions
	c := a.command("inspect", "inspect FILE [--json]", "0 2", cobra.ExactArgs(1), func(cmd *cobra.Command, args []string) error {
		return runInspect(cmd.Context(), a, o, args[0])
	})
	c.Flags().StringVar(&o.region, "region", "", a.p.T("flag.region_import"))
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
	Clauses  []clauseRecord    `json:"clauses"`
	Links    []corpus.Link     `json:"links"`
	Warnings []string          `json:"warnings"`
}

func runInspect(ctx context.Context, a *app, o inspectOptions, path string) error {
	if strings.HasPrefix(path, "http://") || strings.HasPrefix(path, "https://") {
		return &usageError{a.errorf("inspect.no_url", path)}
	}
	region, err := a.region(o.region)
	if err != nil {
		return err
	}
	found, _, err := intake.Find(ctx, []string{path})
	if err != nil {
		return &hintedError{a.errorf("err.no_file", path, intake.Reason(err)), a.p.T("err.no_file_hint")}
	}
	if len(found) != 1 || found[0].Path != filepath.Clean(path) {
		return &usageError{a.errorf("inspect.one_file", path)}
	}
	data, _, err := intake.Read(found[0], library.MaxFileBytes)
	if err != nil {
		return fmt.Errorf("%s: %s", path, a.fileError(err))
	}
	content, parsed, err := library.Read(filepath.Base(path), data, region)
	if err != nil {
		return fmt.Errorf("%s: %s", path, a.fileError(err))
	}
	r := inspectRecord{
		Path: path, Media: content.MediaType, Charset: content.Charset, Metadata: parsed.Meta, Fields: content.Fields,
		Blocks: content.Blocks, Clauses: clauseRecords(parsed.Text, parsed.Clauses), Links: content.Links, Warnings: content.Warnings,
	}
	if o.json {
		return output.JSONLines(a.stdout, []any{r})
	}
	return a.print(a.inspection(r))
}

func (a *app) inspection(r inspectRecord) string {
	var b strings.Builder
	m := r.Metadata
	fmt.Fprintf(&b, "%s\n%s\n", a.bold(m.Title), a.p.T("inspect.read_as", r.Media, r.Charset))
	b.WriteString(a.heading(recordOf(corpus.Document{Metadata: m}, a.today())))
	for _, w := range r.Warnings {
		fmt.Fprintf(&b, "! %s\n", w)
	}
	tables := 0
	for _, block := range r.Blocks {
		if block.Kind == corpus.BlockTable {
			tables++
		}
	}
	fmt.Fprintf(&b, "%s\n\n", a.p.T("inspect.counts", len(r.Blocks), tables, len(r.Clauses), len(r.Links)))
	width := a.terminal().Width
	if width == 0 {
		width = 100
	}
	depth := map[string]int{}
	for _, c := range r.Clauses {
		d := 0
		if c.Parent != "" {
			d = depth[c.Parent] + 1
		}
		depth[c.ID] = d
		line := fmt.Sprintf("%s%-10s %-9s %s", strings.Repeat("  ", d), c.ID, c.Role, output.OneLine(c.Text))
		b.WriteString(output.Clip(line, width) + "\n")
	}
	return b.String()
}
