package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/intake"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/compare"
	"duibiao/compare/scope"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

// compareFlags choose the places of a comparison.
type compareFlags struct {
	regions []string
	home    string
	asOf    string
	source  string
	// overrides, scheme and weights are what a compare.Choice is read from.
	overrides, scheme string
	weights           map[string]string
}

func addCompare(a *app, c *cobra.Command, f *compareFlags) {
	c.Flags().StringSliceVar(&f.regions, "regions", nil, a.p.T("flag.regions"))
	c.Flags().StringVar(&f.home, "home", "", a.p.T("flag.home"))
	c.Flags().StringVar(&f.asOf, "as-of", "", a.p.T("flag.as_of_data"))
	c.Flags().StringVar(&f.source, "source", string(sourceAll), a.p.T("flag.source"))
	complete(c, "source", dataSources())
}

// addChoice adds what a user decides beside places and dates.
func addChoice(a *app, c *cobra.Command, f *compareFlags) {
	c.Flags().StringVar(&f.overrides, "overrides", "", a.p.T("flag.overrides"))
	c.Flags().StringVar(&f.scheme, "scheme", "", a.p.T("flag.scheme"))
	c.Flags().StringToStringVar(&f.weights, "weights", nil, a.p.T("flag.weights"))
}

func (f compareFlags) options(a *app) (compare.Options, error) {
	o := compare.Options{Regions: f.regions, Home: f.home}
	if f.asOf == "" {
		return o, nil
	}
	var err error
	o.AsOf, err = a.day("as-of", f.asOf)
	return o, err
}

func newCompareCommand(a *app) *cobra.Command {
	var (
		f      compareFlags
		format formatFlags
	)
	c := a.command("compare", "compare KIND [DOCUMENT...] [--regions A,B,...] [--home CODE]", "0 1 2", cobra.MinimumNArgs(1),
		func(cmd *cobra.Command, args []string) error {
			if args[0] == clauseKind {
				return runClauses(cmd.Context(), a, f, format, args[1:])
			}
			if len(args) > 1 {
				return a.usage(cmd, a.argumentError(cmd, args))
			}
			return runCompare(cmd.Context(), a, f, format, args[0])
		})
	addCompare(a, c, &f)
	addFormat(a, c, &format)
	addChoice(a, c, &f)
	c.ValidArgs = append(comparison.Kinds(), clauseKind)
	return c
}

// choice reads --overrides, --scheme and --weights.
func (f compareFlags) choice(a *app) (compare.Choice, error) {
	w := compare.Choice{Scope: compare.ScopeChoice{Scheme: f.scheme}, Weights: compare.Weights{}}
	for dimension, s := range f.weights {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || v < 0 || v > 1000 {
			return w, &usageError{a.errorf("err.weight", dimension, s)}
		}
		w.Weights[dimension] = v
	}
	if f.overrides == "" {
		return w, nil
	}
	file, err := os.Open(f.overrides)
	if err != nil {
		return w, &hintedError{a.errorf("err.no_file", f.overrides, intake.Reason(err)), a.p.T("err.no_file_hint")}
	}
	defer file.Close()
	if w.Scope.Overrides, err = scope.ReadOverrides(file, f.overrides); err != nil {
		return w, &usageError{err}
	}
	return w, nil
}

// collected is what comparisons are made from, and what a user chose of it.
type collected struct {
	library.Collected
	options   compare.Options
	choice    compare.Choice
	overrides string
}

// collect reads what comparisons are made from.
func (a *app) collect(ctx context.Context, f compareFlags) (collected, error) {
	w, err := f.choice(a)
	if err != nil {
		return collected{}, err
	}
	data, o, err := a.dataset(ctx, f)
	if err != nil {
		return collected{}, err
	}
	for d := range w.Weights {
		if !slices.ContainsFunc(data.Set.Indicators, func(q corpus.Indicator) bool { return q.Dimension == d }) {
			return collected{}, &usageError{a.errorf("err.dimension", d)}
		}
	}
	return collected{data, o, w, f.overrides}, nil
}

// compare makes the report of a kind.
func (a *app) compare(d collected, kind string) (compare.Report, error) {
	r, err := comparison.Build(kind, d.Collected, d.options, d.choice)
	switch {
	case errors.As(err, new(*compare.HomeError)):
		err = &usageError{a.errorf("err.home", kind)}
	case err != nil && d.overrides != "":
		err = &usageError{fmt.Errorf("%s: %w", d.overrides, err)}
	case err != nil:
		err = &usageError{err}
	}
	return r, err
}

func runCompare(ctx context.Context, a *app, f compareFlags, format formatFlags, kind string) error {
	want, err := format.parse()
	if err != nil {
		return err
	}
	if !slices.Contains(comparison.Kinds(), kind) {
		return &usageError{a.errorf("err.compare_kind", kind, strings.Join(append(comparison.Kinds(), clauseKind), ", "))}
	}
	d, err := a.collect(ctx, f)
	if err != nil {
		return err
	}
	r, err := a.compare(d, kind)
	if err != nil {
		return err
	}
	if len(r.Rows) == 0 {
		a.exit = exitNothing
	}
	if r.Kind == "procedures" && want != output.JSON && want != output.CSV {
		r = compare.Matrix(r) // people read a column a place, scripts a row an answer
	}
	sheet := comparisonSheet(r, want)
	if err := sheet.Write(a.stdout, want, a.terminal()); err != nil {
		return err
	}
	if want == output.Table || want == output.Markdown {
		a.footer(r)
	}
	return nil
}

func comparisonSheet(r compare.Report, f output.Format) *output.Sheet {
	s := &output.Sheet{}
	titles := r.Header()
	for i, key := range r.Keys() {
		s.Columns = append(s.Columns, output.Column{
			Key: key, Title: titles[i], Flex: r.Columns[i].Type == compare.TypeText, Number: r.Columns[i].Type == compare.TypeNumber,
		})
	}
	s.Rows = r.Table()
	if f == output.CSV || f == output.XLSX {
		s.Rows = r.Values()
	}
	for _, rec := range r.Records() {
		s.Records = append(s.Records, rec)
	}
	return s
}

// footer says on stderr what a reader of the table must know, so that a pipe
// gets the data alone.
func (a *app) footer(r compare.Report) {
	if a.quiet {
		return
	}
	for _, n := range r.Notes {
		fmt.Fprintln(a.stderr, a.p.T("compare.note", n))
	}
	names := make([]string, len(r.Sources))
	for i, s := range r.Sources {
		names[i] = s.Title
	}
	if len(names) > 0 {
		fmt.Fprintln(a.stderr, a.p.T("compare.sources", strings.Join(names, "；")))
	}
	date := r.DataDate
	if date == (corpus.Date{}) {
		return
	}
	fmt.Fprintln(a.stderr, a.p.T("compare.date", date.String()))
}
