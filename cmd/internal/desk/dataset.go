package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"duibiao/charts"
	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/output"
	"duibiao/compare"
	"duibiao/corpus"
	"duibiao/corpus/reference"
	"duibiao/corpus/store"
)

// Source says what a comparison is made from.
type Source string

// The sources of a comparison.
const (
	SourceAll       Source = "all"
	SourceReference Source = "reference"
	SourceCorpus    Source = "corpus"
)

// Sources lists the sources of comparisons.
func Sources() []Source { return []Source{SourceAll, SourceReference, SourceCorpus} }

// ClauseKind is the kind of comparison that takes documents: SideBySide makes it.
const ClauseKind = "clauses"

// Comparing is what a user chooses of a comparison, as it was written.
type Comparing struct {
	// Regions are places to compare; none stands for all that are known.
	Regions []string
	Home    string
	// AsOf leaves out what was issued later.
	AsOf string
	// Source is one of Sources, "" for all.
	Source string
}

// Options reads the choice.
func (c Comparing) Options() (compare.Options, Source, error) {
	o := compare.Options{Regions: c.Regions, Home: c.Home}
	from, err := OneOf("source", c.Source, stringsOf(Sources()))
	if err != nil {
		return o, "", err
	}
	if from == "" {
		from = string(SourceAll)
	}
	if c.AsOf != "" {
		o.AsOf, err = Day("as-of", c.AsOf)
	}
	return o, Source(from), err
}

func stringsOf[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// setKey tells what a dataset was collected from, so that it is not collected twice.
type setKey struct {
	state store.State
	from  Source
	day   corpus.Date
}

// Embedded is what comparisons from a source know without a data directory: places
// and questions always, the rest of the reference dataset unless only the corpus is
// asked for.
func Embedded(from Source) (corpus.Dataset, error) {
	known, err := reference.Load()
	if err != nil {
		return corpus.Dataset{}, fmt.Errorf("reference dataset: %w", err)
	}
	set := *known
	if from == SourceCorpus {
		set = corpus.Dataset{}
	}
	set.Indicators, err = library.Indicators()
	return set, err
}

// Dataset is what comparisons are made from: the embedded reference dataset and what
// the data directory holds, if there is one.
func (d *Desk) Dataset(ctx context.Context, c Comparing) (library.Collected, compare.Options, error) {
	o, from, err := c.Options()
	if err != nil {
		return library.Collected{}, o, err
	}
	set, err := Embedded(from)
	if err != nil || from == SourceReference {
		return library.Collected{Set: set}, o, err
	}
	r, err := d.Reader(ctx)
	switch {
	case errors.Is(err, store.ErrNoStore) && from != SourceCorpus:
		return library.Collected{Set: set}, o, nil
	case err != nil:
		return library.Collected{}, o, err
	}
	defer r.Close()
	day := o.AsOf
	if day.IsZero() {
		day = d.Today()
	}
	state, err := r.Store.State(ctx)
	if err != nil {
		return library.Collected{}, o, err
	}
	got, err := d.collected(ctx, r, set, setKey{state, from, day})
	return got, o, err
}

// collected reads the whole store, once for each of its states.
func (d *Desk) collected(ctx context.Context, r *Reader, set corpus.Dataset, key setKey) (library.Collected, error) {
	select {
	case d.collect <- struct{}{}:
	case <-ctx.Done():
		return library.Collected{}, ctx.Err()
	}
	defer func() { <-d.collect }()
	d.mu.Lock()
	got, ok := d.sets[key]
	d.mu.Unlock()
	if ok {
		return got, nil
	}
	got, err := r.Lib.Dataset(ctx, set, key.day)
	if err != nil {
		return got, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for k := range d.sets {
		if k.state != key.state || len(d.sets) > 7 {
			delete(d.sets, k)
		}
	}
	d.sets[key] = got
	return got, nil
}

// Compare makes the report of a kind of comparison.
func (d *Desk) Compare(ctx context.Context, kind string, c Comparing, w compare.Choice) (compare.Report, error) {
	if err := CheckComparison(kind); err != nil {
		return compare.Report{}, err
	}
	data, o, err := d.Dataset(ctx, c)
	if err != nil {
		return compare.Report{}, err
	}
	return Build(kind, data, o, w)
}

// CheckComparison refuses a kind of comparison that does not exist.
func CheckComparison(kind string) error {
	if slices.Contains(comparison.Kinds(), kind) {
		return nil
	}
	return invalid(tell("err.compare_kind", kind, strings.Join(append(comparison.Kinds(), ClauseKind), ", ")))
}

// CheckChoice refuses weights of dimensions that do not exist.
func CheckChoice(data library.Collected, w compare.Choice) error {
	for dimension := range w.Weights {
		if !slices.ContainsFunc(data.Set.Indicators, func(q corpus.Indicator) bool { return q.Dimension == dimension }) {
			return invalid(tell("err.dimension", dimension))
		}
	}
	return nil
}

// Build makes the report of a kind from what was collected; what is wrong with the
// choice is an Error.
func Build(kind string, data library.Collected, o compare.Options, w compare.Choice) (compare.Report, error) {
	if err := CheckChoice(data, w); err != nil {
		return compare.Report{}, err
	}
	r, err := comparison.Build(kind, data, o, w)
	switch {
	case errors.As(err, new(*compare.HomeError)):
		return r, &Error{Reason: Invalid, Text: tell("err.home", kind), Err: err}
	case err != nil:
		return r, refusal(err)
	}
	return r, nil
}

// refusal is what a comparison could not use of the user's choice.
func refusal(err error) error {
	var place *compare.PlaceError
	switch {
	case !errors.As(err, &place):
		return &Error{Reason: Invalid, Err: err}
	case len(place.Codes) == 0:
		return &Error{Reason: Invalid, Text: tell("err.region", place.Words), Err: err}
	}
	return &Error{Reason: Invalid, Text: tell("err.region_many", place.Words, strings.Join(place.Codes, ", ")), Err: err}
}

// Report is all that a report is written from, as it is usually ordered.
func (d *Desk) Report(ctx context.Context, c Comparing, w compare.Choice) (charts.ReportInput, error) {
	data, o, err := d.Dataset(ctx, c)
	if err != nil {
		return charts.ReportInput{}, err
	}
	w.Scope.Lists = data.Lists
	in := charts.ReportInput{Agreement: charts.NewAgreement(data.TwiceCoded)}
	if in.Benchmark, err = compare.NewBenchmark(data.Set, o, w); err != nil {
		return in, refusal(err)
	}
	return in, nil
}

// ComparisonSheet is the table of a comparison as a format wants it.
func ComparisonSheet(r compare.Report, f output.Format) *output.Sheet {
	if r.Kind == "procedures" && f != output.JSON && f != output.CSV {
		r = compare.Matrix(r) // people read a column a place, scripts a row an answer
	}
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

// Benchmark is the comparisons of a report alone.
func (d *Desk) Benchmark(ctx context.Context, c Comparing, w compare.Choice) (compare.Benchmark, error) {
	in, err := d.Report(ctx, c, w)
	return in.Benchmark, err
}
