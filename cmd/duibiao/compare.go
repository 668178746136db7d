package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/desk"
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
	c.Flags().StringVar(&f.source, "source", string(desk.SourceAll), a.p.T("flag.source"))
	complete(c, "source", desk.Sources())
}

// addChoice adds what a user decides beside places and dates.
func addChoice(a *app, c *cobra.Command, f *compareFlags) {
	c.Flags().StringVar(&f.overrides, "overrides", "", a.p.T("flag.overrides"))
	c.Flags().StringVar(&f.scheme, "scheme", "", a.p.T("flag.scheme"))
	c.Flags().StringToStringVar(&f.weights, "weights", nil, a.p.T("flag.weights"))
}

func (f compareFlags) comparing() desk.Comparing {
	return desk.Comparing{Regions: f.regions, Home: f.home, AsOf: f.asOf, Source: f.source}
}

// dataset is what comparisons are made from.
func (a *app) dataset(ctx context.Context, f compareFlags) (library.Collected, compare.Options, error) {
	d := desk.New(a.dataDir, a.now)
	defer d.Close()
	c, o, err := d.Dataset(ctx, f.comparing())
	if err == nil && c.Unplaced > 0 {
		a.note("dataset.unplaced", c.Unplaced)
	}
	return c, o, err
}

func newCompareCommand(a *app) *cobra.Command {
	var (
		f      compareFlags
		format formatFlags
	)
	c := a.command("compare", "compare KIND [DOCUMENT...] [--regions A,B,...] [--home CODE]", "0 1 2", cobra.MinimumNArgs(1),
		func(cmd *cobra.Command, args []string) error {
			if args[0] == desk.ClauseKind {
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
	c.ValidArgs = append(comparison.Kinds(), desk.ClauseKind)
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
	return collected{data, o, w, f.overrides}, desk.CheckChoice(data, w)
}

// compare makes the report of a kind.
func (a *app) compare(d collected, kind string) (compare.Report, error) {
	r, err := desk.Build(kind, d.Collected, d.options, d.choice)
	if err != nil && d.overrides != "" {
		err = &usageError{fmt.Errorf("%s: %w", d.overrides, err)}
	}
	return r, err
}

func runCompare(ctx context.Context, a *app, f compareFlags, format formatFlags, kind string) error {
	want, err := format.parse()
	if err != nil {
		return err
	}
	if err := desk.CheckComparison(kind); err != nil {
		return err
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
	sheet := desk.ComparisonSheet(r, want)
	if err := sheet.Write(a.stdout, want, a.terminal()); err != nil {
		return err
	}
	if want == output.Table || want == output.Markdown {
		a.footer(r)
	}
	return nil
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
