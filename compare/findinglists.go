package compare

import (
	"slices"
	"strings"

	"duibiao/compare/scope"
	"duibiao/corpus"
)

// say fills what a Benchmark says in sentences.
func (b *Benchmark) say(c *scoped) {
	b.Findings = slices.Concat(
		timelineFindings(b.Timeline), itemFindings(b.Items), scopeFindings(b.Scope, c.isWhole), scopeGapFindings(b.ScopeGaps), overlapFindings(b.Overlap),
		c.ruleFindings(b.Procedures), ruleGapFindings(b.RuleGaps, b.Procedures), c.limitFindings(b.Procedures),
		thresholdFindings(b.Thresholds), supportFindings(b.Support), scoreFindings(b.Scores),
	)
	b.Gaps = slices.Concat(gaps(b.Timeline, true), c.statements(corpus.StatementGap))
	b.Unknowns = slices.Concat(
		gaps(b.Timeline, false), gaps(b.Items, false), scopeUnknowns(b.Scope), gaps(unread(b.Procedures), false), c.untold(b.Home), c.statements(corpus.StatementUnknown),
	)
}

// isWhole reports whether a whole catalogue of a place is known.
func (s *scoped) isWhole(region string) bool { return s.cov.Whole(region, s.lists) }

// untold say which gaps of the home place cannot be told: what is unknown is no gap,
// and none is not said of it either.
func (s *scoped) untold(home string) []Finding {
	var out []Finding
	say := func(words string) {
		out = append(out, Finding{Heading: home, Spans: []Span{{home + "：" + words, nil}}})
	}
	if s.home != "" && !s.isWhole(s.home) {
		say("数据中没有本区的整份购买服务目录，领域上的差距无从判断。")
	}
	if s.home != "" && !slices.Contains(s.codedPlaces(), s.home) {
		say("数据中没有按指标读过的本区文件，规则上的差距无从判断。")
	}
	return out
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

// unread are the rows of a procedures report for places without a document that
// was read; its other gaps are questions that home leaves open. Of home untold says it.
func unread(r Report) Report {
	r.Rows = slices.DeleteFunc(slices.Clone(r.Rows), func(row Row) bool { return row.Kind != "" || row.Home })
	return r
}

// scopeUnknowns say, once for each place but home, why the fields of which nothing is
// known there are unknown.
func scopeUnknowns(r Report) []Finding {
	var out []Finding
	said := map[string]bool{}
	for _, row := range r.Rows {
		if row.Kind != string(scope.Unknown) || said[row.Region] || row.Home {
			continue
		}
		said[row.Region] = true
		why, _, _ := strings.Cut(r.Cell(row, "state").Why, "；")
		out = append(out, Finding{Heading: row.Place, Spans: []Span{{row.Place + "的购买服务领域：" + why + "。", nil}}})
	}
	return out
}
