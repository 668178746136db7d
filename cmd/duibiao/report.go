package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"duibiao/charts"
	"duibiao/charts/still"
	"duibiao/charts/word"
	"duibiao/compare"

	"github.com/spf13/cobra"
)

// reportFlags are the flags of report.
type reportFlags struct {
	compareFlags
	out, outline string
}

func newReportCommand(a *app) *cobra.Command {
	var f reportFlags
	c := a.command("report", "report -o FILE [--regions A,B,...] [--home CODE] [--outline FILE]", "0 2 13", cobra.NoArgs,
		func(cmd *cobra.Command, _ []string) error { return runReport(cmd.Context(), a, f) })
	c.Flags().StringVarP(&f.out, "output", "o", "", a.p.T("flag.report_out"))
	c.Flags().StringVar(&f.outline, "outline", "", a.p.T("flag.outline", strings.Join(charts.SectionIDs(), " ")))
	addCompare(a, c, &f.compareFlags)
	addChoice(a, c, &f.compareFlags)
	return c
}

func runReport(ctx context.Context, a *app, f reportFlags) error {
	ext, err := a.extension(f.out, "report.html", ".html", ".md", ".docx")
	if err != nil {
		return err
	}
	outline, err := a.outline(f.outline, ext)
	if err != nil {
		return err
	}
	d, err := a.collect(ctx, f.compareFlags)
	if err != nil {
		return err
	}
	d.choice.Scope.Lists = d.Lists
	b, err := compare.NewBenchmark(d.Set, d.options, d.choice)
	if err != nil {
		return &usageError{err}
	}
	if err := outline.Check(b); err != nil {
		return &usageError{err}
	}
	in := charts.ReportInput{Benchmark: b}
	err = a.output(f.out, func(w io.Writer) error {
		switch ext {
		case ".md":
			return charts.ReportMarkdown(w, in)
		case ".docx":
			return a.reportDOCX(ctx, w, in, outline)
		}
		return charts.ReportHTML(w, in)
	})
	if err == nil && f.out != "-" {
		a.note("report.written", f.out)
	}
	return err
}

// reportDOCX writes a report for Word and tells what it lacks.
func (a *app) reportDOCX(ctx context.Context, w io.Writer, in charts.ReportInput, outline charts.Outline) error {
	lacks, err := charts.ReportDOCX(w, in, charts.DOCX{Outline: outline, Picture: a.picture(ctx)})
	if err == nil {
		err = ctx.Err() // a report whose pictures were cut short is none
	}
	if err != nil {
		return err
	}
	for _, title := range lacks.Undrawn {
		a.note("report.undrawn", title)
	}
	for _, r := range lacks.Removed {
		a.note("report.removed", fmt.Sprintf("U+%04X", r.Rune), r.Count)
	}
	return nil
}

// picture draws figures for a document that has their titles and notes itself.
func (a *app) picture(ctx context.Context) func(charts.Figure) ([]byte, error) {
	return func(f charts.Figure) ([]byte, error) {
		var b bytes.Buffer
		missing, err := charts.PNG(ctx, &b, f, charts.PictureOptions{Bare: true, Width: still.Length{Value: word.TextWidth, Unit: "mm"}})
		if err != nil {
			return nil, err
		}
		if len(missing) > 0 {
			a.note("report.boxes", f.Title, string(missing))
		}
		return b.Bytes(), nil
	}
}

// outline reads the file that orders the sections of a Word document, nil for
// none.
func (a *app) outline(path, ext string) (charts.Outline, error) {
	if path == "" {
		return nil, nil
	}
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
