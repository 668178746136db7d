package compare

import (
	"fmt"

	"duibiao/corpus"
)

// Choice is what a user decides of a comparison beside places and dates.
type Choice struct {
	// Scope is what comparisons of fields read beside the dataset.
	Scope ScopeChoice
	// Weights are those of Scores.
	Weights Weights
}

// Span is a piece of a sentence. A span with a number has the cell it states,
// and so its evidence; plain words have none.
type Span struct {
	Text string `json:"text"`
	Cell *Cell  `json:"cell,omitempty"`
}

// Finding is one sentence computed from the data, under a heading.
type Finding struct {
	Heading string `json:"heading"`
	Spans   []Span `json:"spans"`
}

// String is the sentence without its evidence.
func (f Finding) String() string {
	var s string
	for _, x := range f.Spans {
		s += x.Text
	}
	return s
}

// Benchmark is the whole comparison: what a report prints.
type Benchmark struct {
	// Home is the name of the home place, "" for none.
	Home string `json:"home"`
	// Regions are the names of the regions asked for, nil for all.
	Regions    []string `json:"regions"`
	Items      Report   `json:"items"`
	Timeline   Report   `json:"timeline"`
	Scope      Report   `json:"scope"`
	ScopeGaps  Report   `json:"scope_gaps"`
	Overlap    Report   `json:"overlap"`
	Catalogue  Report   `json:"catalogue"`
	Procedures Report   `json:"procedures"`
	// RuleGaps is the GapList of home; without a home place it has no rows.
	RuleGaps   Report    `json:"rule_gaps"`
	Thresholds Report    `json:"thresholds"`
	Support    Report    `json:"support"`
	Scores     Report    `json:"scores"`
	Findings   []Finding `json:"findings"`
	// Gaps are what sources say that the home place lacks, Unknowns what the data
	// do not tell.
	Gaps     []Finding   `json:"gaps"`
	Unknowns []Finding   `json:"unknowns"`
	DataDate corpus.Date `json:"data_date"`
}

// part is a comparison of a Benchmark under the name that users know it by.
type part struct {
	name   string
	report func(*Benchmark) *Report
	make   func(corpus.Dataset, Options, Choice) (Report, error)
	// home says that the comparison is one with a home place.
	home bool
}

// parts lists the comparisons of a Benchmark.
func parts() []part {
	records := func(f func(corpus.Dataset, Options) (Report, error)) func(corpus.Dataset, Options, Choice) (Report, error) {
		return func(in corpus.Dataset, o Options, _ Choice) (Report, error) { return f(in, o) }
	}
	fields := func(f func(corpus.Dataset, Options, ScopeChoice) (Report, error)) func(corpus.Dataset, Options, Choice) (Report, error) {
		return func(in corpus.Dataset, o Options, w Choice) (Report, error) { return f(in, o, w.Scope) }
	}
	return []part{
		{"timeline", func(b *Benchmark) *Report { return &b.Timeline }, records(Timeline), false},
		{"items", func(b *Benchmark) *Report { return &b.Items }, records(Items), false},
		{"scope", func(b *Benchmark) *Report { return &b.Scope }, fields(ScopeOf), false},
		{"scope-gaps", func(b *Benchmark) *Report { return &b.ScopeGaps }, fields(ScopeGaps), true},
		{"overlap", func(b *Benchmark) *Report { return &b.Overlap }, fields(ScopeOverlap), true},
		{"catalogue", func(b *Benchmark) *Report { return &b.Catalogue }, fields(Catalogue), false},
		{"procedures", func(b *Benchmark) *Report { return &b.Procedures }, records(Procedures), false},
		{"gaps", func(b *Benchmark) *Report { return &b.RuleGaps }, records(GapList), true},
		{"thresholds", func(b *Benchmark) *Report { return &b.Thresholds }, records(Thresholds), false},
		{"support", func(b *Benchmark) *Report { return &b.Support }, records(Support), false},
		{"scores", func(b *Benchmark) *Report { return &b.Scores }, func(in corpus.Dataset, o Options, w Choice) (Report, error) {
			return Scores(in, o, w.Weights)
		}, false},
	}
}

// Report finds a comparison by the name that users know it by; ok is false for
// one that a Benchmark has not.
func (b Benchmark) Report(name string) (r Report, ok bool) {
	for _, p := range parts() {
		if p.name == name {
			return *p.report(&b), true
		}
	}
	return Report{}, false
}

// Reports lists the comparisons that have rows, in their order.
func (b Benchmark) Reports() []Report {
	var out []Report
	for _, p := range parts() {
		if r := *p.report(&b); len(r.Rows) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// NewBenchmark makes every comparison over the same choice of places.
func NewBenchmark(in corpus.Dataset, o Options, w Choice) (Benchmark, error) {
	c, err := choose(in, o)
	if err != nil {
		return Benchmark{}, err
	}
	b := Benchmark{DataDate: in.DataDate}
	if c.home != "" {
		b.Home = PlaceName(in, c.home)
	}
	for _, r := range c.regions {
		b.Regions = append(b.Regions, PlaceName(in, r))
	}
	for _, p := range parts() {
		if p.home && c.home == "" {
			continue
		}
		if *p.report(&b), err = p.make(in, o, w); err != nil {
			return Benchmark{}, fmt.Errorf("benchmark: %s: %w", p.name, err)
		}
	}
	s, err := newScoped(in, o, w.Scope)
	if err != nil {
		return Benchmark{}, fmt.Errorf("benchmark: %w", err)
	}
	b.say(s)
	return b, nil
}
