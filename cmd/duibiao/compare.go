package main

import (
	"context"
	"fmt"
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/compare"
	"duibiao/corpus"

	"github.com/spf13/cobra"
)

// compareFlags choose the places of a comparison.
type compareFlags struct {
	regions []string
	home    string
	asOf    string
	source  string
}

func addCompare(a *app, c *cobra.Command, f *compareFlags) {
	c.Flags().StringSliceVar(&f.regions, "regions", nil, a.p.T("flag.regions"))
	c.Flags().StringVar(&f.home, "home", "", a.p.T("flag.home"))
	c.Flags().StringVar(&f.asOf, "as-of", "", a.p.T("flag.as_of_data"))
	c.Flags().StringVar(&f.source, "source", string(sourceAll), a.p.T("flag.source"))
	complete(c, "source", dataSources())
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
	c.ValidArgs = append(comparisonKinds(), clauseKind)
	return c
}

// comparison is one kind of comparison; a new one is a line in comparisons.
type comparison struct {
	kind  string
	build func(library.Collected, compare.Options) (compare.Report, error)
}

func comparisons() []comparison {
	return []comparison{
		{"scope", withLists(compare.ScopeOf)},
		{"scope-gaps", withLists(compare.ScopeGaps)},
		{"overlap", withLists(compare.ScopeOverlap)},
		{"unassigned", withLists(compare.ScopeUnassigned)},
		{"items", fromRecords(compare.Items)},
		{"procedures", fromRecords(compare.Procedures)},
		{"timeline", fromRecords(compare.Timeline)},
		{"thresholds", fromRecords(compare.Thresholds)},
		{"support", fromRecords(compare.Support)},
		{"gaps", fromRecords(compare.GapList)},
		{"scores", fromRecords(func(in corpus.Dataset, o compare.Options) (compare.Report, error) { return compare.Scores(in, o, nil) })},
	}
}

// fromRecords is a comparison that reads records alone, withLists one that reads
// whole catalogues too.
func fromRecords(build func(corpus.Dataset, compare.Options) (compare.Report, error)) func(library.Collected, compare.Options) (compare.Report, error) {
	return func(c library.Collected, o compare.Options) (compare.Report, error) { return build(c.Set, o) }
}

func withLists(build func(corpus.Dataset, compare.Options, compare.ScopeChoice) (compare.Report, error)) func(library.Collected, compare.Options) (compare.Report, error) {
	return func(c library.Collected, o compare.Options) (compare.Report, error) {
		return build(c.Set, o, compare.ScopeChoice{Lists: c.Lists})
	}
}

func comparisonKinds() []string {
	var names []string
	for _, c := range comparisons() {
		names = append(names, c.kind)
	}
	return names
}

// compareKind makes the report of a kind.
func (a *app) compareKind(ctx context.Context, kind string, f compareFlags) (compare.Report, error) {
	for _, c := range comparisons() {
		if c.kind != kind {
			continue
		}
		data, o, err := a.dataset(ctx, f)
		if err != nil {
			return compare.Report{}, err
		}
		r, err := c.build(data, o)
		if err != nil {
			return r, &usageError{err}
		}
		return r, nil
	}
	return compare.Report{}, &usageError{a.errorf("err.compare_kind", kind, strings.Join(comparisonKinds(), ", "))}
}

func runCompare(ctx context.Context, a *app, f compareFlags, format formatFlags, kind string) error {
	want, err := format.parse()
	if err != nil {
		return err
	}
	r, err := a.compareKind(ctx, kind, f)
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
