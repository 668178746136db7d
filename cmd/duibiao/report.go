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
	"duibiao/cmd/internal/desk"
	"duibiao/compare"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

// reportFlags are the flags of report.
type reportFlags struct {
	compareFlags
	out, outline, style string
}

// reportStyles are the ways in which a report writes its sources.
func reportStyles() []corpus.CitationStyle {
	return []corpus.CitationStyle{corpus.GBT7714v2025, corpus.GBT7714v2015}
}

func newReportCommand(a *app) *cobra.Command {
	var f reportFlags
	c := a.command("report", "report -o FILE [--regions A,B,...] [--home CODE] [--outline FILE] [--style STYLE]", "0 2 13", cobra.NoArgs,
		func(cmd *cobra.Command, _ []string) error { return runReport(cmd.Context(), a, f) })
	c.Flags().StringVarP(&f.out, "output", "o", "", a.p.T("flag.report_out"))
	c.Flags().StringVar(&f.outline, "outline", "", a.p.T("flag.outline", strings.Join(charts.SectionIDs(), " ")))
	c.Flags().StringVar(&f.style, "style", string(corpus.GBT7714v2025), a.p.T("flag.report_style"))
	complete(c, "style", reportStyles())
	addCompare(a, c, &f.compareFlags)
	addChoice(a, c, &f.compareFlags)
	return c
}

func runReport(ctx context.Context, a *app, f reportFlags) error {
	ext, err := a.extension(f.out, "report.html", ".html", ".md", ".docx")
	if err != nil {
		return err
	}
	in, err := a.reportInput(ctx, f)
	if err != nil {
		return err
	}
	err = a.output(f.out, func(w io.Writer) error {
		switch ext {
		case ".md":
			return charts.ReportMarkdown(w, in)
		case ".docx":
			return a.reportDOCX(ctx, w, in)
		}
		return charts.ReportHTML(w, in)
	})
	if err == nil && f.out != "-" {
		a.note("report.written", f.out)
	}
	return err
}

// reportInput makes the comparisons of a report.
func (a *app) reportInput(ctx context.Context, f reportFlags) (in charts.ReportInput, err error) {
	if in.Outline, err = a.outline(f.outline); err != nil {
		return in, err
	}
	if in.Style, err = desk.OneOf("style", f.style, reportStyles()); err != nil {
		return in, err
	}
	d, err := a.collect(ctx, f.compareFlags)
	if err != nil {
		return in, err
	}
	d.choice.Scope.Lists = d.Lists
	in.Agreement = charts.NewAgreement(d.TwiceCoded)
	if in.Benchmark, err = compare.NewBenchmark(d.Set, d.options, d.choice); err != nil {
		return in, &usageError{err}
	}
	return in, nil
}

// reportDOCX writes a report for Word and tells what it lacks.
func (a *app) reportDOCX(ctx context.Context, w io.Writer, in charts.ReportInput) error {
	boxes := func(title string, characters []rune) { a.note("report.boxes", title, string(characters)) }
	lacks, err := charts.ReportDOCX(w, in, charts.DOCX{Picture: desk.Picture(ctx, boxes)})
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

// outline reads the file that orders the sections of a report, nil for none.
func (a *app) outline(path string) (charts.Outline, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path) //nolint:gosec // the user's own file
	if err != nil {
		return nil, &usageError{fmt.Errorf("read outline: %w", err)}
	}
	o, err := charts.ParseOutline(data)
	if err != nil {
		return nil, &usageError{fmt.Errorf("%s: %w", filepath.Base(path), err)}
	}
	if err := o.Check(); err != nil {
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
