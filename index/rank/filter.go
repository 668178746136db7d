package rank

import (
	"strings"

	"duibiao/corpus"
	"duibiao/index"
	"duibiao/index/bigram"
	"duibiao/index/query"
)

// docTest says whether a document passes one filter.
type docTest func(index.Doc) bool

// docTests are the filters of request and reading that concern documents.
func docTests(req index.Request, r query.Reading) []docTest {
	tests := requestTests(req)
	for _, f := range r.Conjunction.Fields {
		if t := fieldTest(f, req.AsOf); t != nil {
			tests = append(tests, t)
		}
	}
	for _, f := range r.Conjunction.NotFields {
		if t := fieldTest(f, req.AsOf); t != nil {
			tests = append(tests, func(d index.Doc) bool { return !t(d) })
		}
	}
	return tests
}

func requestTests(req index.Request) []docTest {
	var tests []docTest
	f := req.Filter
	for name, value := range map[string]string{
		query.FieldRegion: f.Region, query.FieldKind: string(f.Kind), query.FieldStatus: string(f.Status),
		query.FieldFrom: f.From.String(), query.FieldTo: f.To.String(), query.FieldTitle: f.Title,
	} {
		if value == "" {
			continue
		}
		if name == query.FieldRegion {
			code, ok := query.RegionCode(value)
			if !ok {
				code = "unknown"
			}
			value = code
		}
		tests = append(tests, fieldTest(query.Field{Name: name, Value: value}, req.AsOf))
	}
	if f.DocumentID != "" {
		tests = append(tests, func(d index.Doc) bool { return d.ID == f.DocumentID })
	}
	return tests
}

// fieldTest is the test for one field, nil for fields of clauses.
func fieldTest(f query.Field, day corpus.Date) docTest {
	v := f.Value
	switch f.Name {
	case query.FieldTitle:
		words := strings.Fields(v)
		for i, w := range words {
			words[i] = bigram.Fold(w)
		}
		return func(d index.Doc) bool { return containsAll(bigram.Fold(d.Title), words) }
	case query.FieldNumber:
		want := plainNumber(v)
		return func(d index.Doc) bool { return want != "" && strings.Contains(plainNumber(d.DocNumber), want) }
	case query.FieldRegion:
		return func(d index.Doc) bool { return corpus.Within(d.Region, v) }
	case query.FieldKind:
		return func(d index.Doc) bool { return string(d.Kind) == v }
	case query.FieldStatus:
		return func(d index.Doc) bool { return string(statusOf(d, day)) == v }
	case query.FieldFrom, query.FieldTo:
		return dateTest(f)
	}
	return nil
}

// dateTest is the test for a bound, which documents without a date fail.
func dateTest(f query.Field) docTest {
	bound, err := corpus.ParseDate(f.Value)
	if err != nil {
		return nil
	}
	return func(d index.Doc) bool {
		at := d.Date()
		if at.IsZero() {
			return false
		}
		if f.Name == query.FieldFrom {
			return !at.Before(bound)
		}
		return !after(at, bound)
	}
}

// after reports whether a date lies after a bound that may be a whole year or
// month: 2015-06-01 is not after 2015.
func after(at, bound corpus.Date) bool {
	if bound.Month == 0 {
		at.Month, at.Day = 0, 0
	} else if bound.Day == 0 {
		at.Day = 0
	}
	return bound.Before(at)
}

// statusOf is the status as of a day; without a day, the stated one.
func statusOf(d index.Doc, day corpus.Date) corpus.Status {
	if day.IsZero() {
		if d.Stated == "" {
			return corpus.StatusUnknown
		}
		return d.Stated
	}
	return d.StatusAsOf(day)
}

func containsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// plainNumber is a 文号 without brackets and spaces, so that 财库〔2013〕189号,
// 财库[2013]189号 and 财库2013 all meet.
func plainNumber(s string) string {
	return strings.Map(func(r rune) rune {
		if bigram.IsHan(r) || bigram.IsLatin(r) {
			return r
		}
		return -1
	}, bigram.Fold(s))
}

// demand is something that a clause must have, or must not.
type demand struct {
	// terms stand in every clause that has it; a clause with all of them is
	// read to make sure. Without terms every clause is read.
	terms []string
	has   func(index.Unit) bool
	not   bool
}

// demands are the exact parts of a plan that concern clauses.
func (p *plan) demands() []demand {
	var out []demand
	for _, ph := range p.phrases {
		out = append(out, demand{terms: demandTerms(ph), has: func(u index.Unit) bool { return textHas(u, ph) }})
	}
	for _, x := range p.exclude {
		out = append(out, demand{terms: demandTerms(x), not: true, has: func(u index.Unit) bool {
			return textHas(u, x) || strings.Contains(SearchText(u), x)
		}})
	}
	add := func(fields []query.Field, not bool) {
		for _, f := range fields {
			if d, ok := unitDemand(f); ok {
				d.not = not
				out = append(out, d)
			}
		}
	}
	add(p.reading.Conjunction.Fields, false)
	add(p.reading.Conjunction.NotFields, true)
	return out
}

func unitDemand(f query.Field) (demand, bool) {
	switch f.Name {
	case query.FieldArticle:
		label := f.Value
		return demand{terms: []string{LabelTerm(label)}, has: func(u index.Unit) bool { return u.Label == label }}, true
	case query.FieldChapter:
		words := strings.Fields(f.Value)
		var terms []string
		for i, w := range words {
			words[i] = bigram.Fold(w)
			terms = append(terms, demandTerms(words[i])...)
		}
		return demand{terms: terms, has: func(u index.Unit) bool {
			return containsAll(bigram.Fold(u.Chapter), words)
		}}, true
	}
	return demand{}, false
}

// demandTerms are the terms that a text with this folded part surely has: not
// the ends of its runs, which may go on in the text, nor Latin words at its
// ends, which may be longer there.
func demandTerms(folded string) []string {
	var out []string
	bigram.Terms(folded, func(t string, at int) {
		if first := firstRune(t); bigram.IsHan(first) {
			if len(t) > len(string(first)) {
				out = append(out, t)
			}
			return
		}
		if at > 0 && at+len(t) < len(folded) {
			out = append(out, t)
		}
	})
	return out
}

func textHas(u index.Unit, folded string) bool {
	return strings.Contains(u.Text, folded) || strings.Contains(bigram.Fold(u.Text), folded)
}
