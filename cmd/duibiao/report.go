package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"duibiao/charts"
	"duibiao/compare"

	"github.com/spf13/cobra"
)

func newReportCommand(a *app) *cobra.Command {
	var (
		f            compareFlags
		out, outline string
	)
	c := a.command("report", "report -o FILE [--regions A,B,...] [--home CODE] [--outline FILE]", "0 2 13", cobra.NoArgs,
		func(cmd *cobra.Command, _ []string) error { return runReport(cmd.Context(), a, f, out, outline) })
	c.Flags().StringVarP(&out, "output", "o", "", a.p.T("flag.report_out"))
	c.Flags().StringVar(&outline, "outline", "", a.p.T("flag.outline", strings.Join(charts.SectionIDs(), " ")))
	addCompare(a, c, &f)
	return c
}

func runReport(ctx context.Context, a *app, f compareFlags, out, outline string) error {
	ext, err := a.extension(out, "report.html", ".html", ".md", ".docx")
	if err != nil {
		return err
	}
	var docx charts.DOCX
	if outline != "" {
		if docx.Outline, err = a.outline(outline, ext); err != nil {
			return err
		}
	}
	data, o, err := a.dataset(ctx, f)
	if err != nil {
		return err
	}
	b, err := compare.NewBenchmark(data.Set, o)
	if err != nil {
		return &usageError{err}
	}
	in := charts.ReportInput{Benchmark: b}
	if err := docx.Outline.Check(b); err != nil {
		return &usageError{err}
	}
	var lacks charts.Shortfall
	err = a.output(out, func(w io.Writer) (err error) {
		switch ext {
		case ".md":
			return charts.ReportMarkdown(w, in)
		case ".docx":
			lacks, err = charts.ReportDOCX(w, in, docx)
			return err
		}
		return charts.ReportHTML(w, in)
	})
	if err != nil {
		return err
	}
	a.lacks(lacks)
	if out != "-" {
		a.note("report.written", out)
	}
	return nil
}

// outline reads the file that orders the sections of a Word document.
func (a *app) outline(path, ext string) (charts.Outline, error) {
	if ext != ".docx" {
		return nil, &usageError{a.errorf("err.outline_format", ext)}
	}
	data, err := os.ReadFile(path) //nolint:gosec // the user's own file
	if err != nil {
		return nil, &usageError{fmt.Errorf("read outline: %w", err)}
	}
	o, err := charts.ParseOutline(data)
	if err != nil {
		return nil, &usageError{fmt.Errorf("%s: %w", filepath.Base(path), err)}
	}
	return o, nil
}

// lacks tells what a written report does not have.
func (a *app) lacks(s charts.Shortfall) {
	for _, title := range s.Undrawn {
		a.note("report.undrawn", title)
	}
	for _, r := range s.Removed {
		a.note("report.removed", fmt.Sprintf("U+%04X", r.Rune), r.Count)
	}
}

// extension checks the output file's extension; "-" means the first one.
func (a *app) extension(out, example string, known ...string) (string, error) {
	if out == "" {
		return "", &usageError{a.errorf("err.need_output", example)}
	}
	if out == "-" {
		return known[0], nil
	}
	ext := strings.ToLower(filepath.Ext(out))
	if !slices.Contains(known, ext) {
		return "", &usageError{a.errorf("err.extension", filepath.Base(out), strings.Join(known, " "))}
	}
	return ext, nil
}

// output writes to a file, whole or not at all, or to stdout for "-".
func (a *app) output(path string, write func(io.Writer) error) error {
	if path == "-" {
		return write(a.stdout)
	}
	return writeFile(path, write)
}
