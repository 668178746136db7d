package compare

import (
	"slices"

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
	Regions    []string  `json:"regions"`
	Items      Report    `json:"items"`
	Timeline   Report    `json:"timeline"`
	Thresholds Report    `json:"thresholds"`
	Support    Report    `json:"support"`
	Findings   []Finding `json:"findings"`
	// Gaps are what the home place lacks, Unknowns what the data do not tell.
	Gaps     []Finding   `json:"gaps"`
	Unknowns []Finding   `json:"unknowns"`
	DataDate corpus.Date `json:"data_date"`
}

// NewBenchmark makes every comparison over the same choice of places.
func NewBenchmark(in corpus.Dataset, o Options, _ Choice) (Benchmark, error) {
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
	for _, part := range []struct {
		to   *Report
		make func(corpus.Dataset, Options) (Report, error)
	}{{&b.Items, Items}, {&b.Timeline, Timeline}, {&b.Thresholds, Thresholds}, {&b.Support, Support}} {
		if *part.to, err = part.make(in, o); err != nil {
			return Benchmark{}, err
		}
	}
	b.Findings = slices.Concat(
		timelineFindings(b.Timeline), itemFindings(b.Items), thresholdFindings(b.Thresholds), supportFindings(b.Support),
	)
	b.Gaps = slices.Concat(gaps(b.Timeline, true), c.statements(corpus.StatementGap))
	b.Unknowns = slices.Concat(gaps(b.Timeline, false), gaps(b.Items, false), c.statements(corpus.StatementUnknown))
	return b, nil
}

// statements are the chosen statements of a kind as sentences. A statement of
// no particular place is in whenever all places are.
func (c chosen) statements(kind corpus.StatementKind) []Finding {
	var out []Finding
	for _, s := range c.in.Statements {
		all := s.Region == "" && len(c.regions) == 0
		if s.Kind != kind || !all && (s.Region == "" || !c.touches(s.Region)) {
			continue
		}
		if kind == corpus.StatementGap && s.Region != c.home {
			continue
		}
		cell := Text(s.Text, c.evidence(s.Provenance, s.Confidence, "")...)
		head := ""
		if s.Region != "" {
			head = PlaceName(c.in, s.Region)
		}
		out = append(out, Finding{Heading: head, Spans: []Span{{s.Text, &cell}, {"。", nil}}})
	}
	return out
}

// touches reports whether a region is chosen or contains a chosen one.
func (c chosen) touches(region string) bool {
	return c.has(region) || slices.ContainsFunc(c.regions, func(r string) bool { return c.within(r, region) })
}

// gaps are the gap rows of a report as sentences: those a source states, or
// those for which the data have no record.
func gaps(r Report, stated bool) []Finding {
	var out []Finding
	for _, row := range r.Rows {
		if !row.Gap || stated != (row.Kind == string(corpus.StatementAbsent)) {
			continue
		}
		i := slices.IndexFunc(row.Cells, func(c Cell) bool { return c.Why != "" && (c.Evidence != nil) == stated })
		if i >= 0 {
			cell := row.Cells[i]
			spans := []Span{{cell.Why, &cell}, {"。", nil}}
			if !stated { // the words say "this place"
				spans = append([]Span{{row.Place + "：", nil}}, spans...)
			}
			out = append(out, Finding{Heading: row.Place, Spans: spans})
		}
	}
	return out
}
