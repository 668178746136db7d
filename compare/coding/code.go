package coding

import (
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// Input is a document to be coded.
type Input struct {
	// Document is the ID that the codings carry.
	Document string
	Title    string
	// Text is the document's text, Clauses its clause tree (corpus.Parsed).
	Text    string
	Clauses []corpus.Clause
}

// Code answers the questions of the book from one document, in the order of the
// book; questions on which the document is silent have no answer. Clauses whose
// offsets lie outside the text are passed over. It does not fail: what the rules
// cannot read stays silent.
func Code(b *Book, in Input) []corpus.Coding {
	if !b.Topic.words.MatchString(in.Text) && !b.Special.title.MatchString(in.Title) {
		return nil
	}
	d := b.prepare(in)
	var out []corpus.Coding
	for i := range b.Indicators {
		if c, ok := d.answer(&b.Indicators[i]); ok {
			out = append(out, c)
		}
	}
	return out
}

// special says whether the whole document is about procurement: by its title, or
// by how often it says so.
func (b *Book) special(d *document) bool {
	s := &b.Special
	if s.notTitle.MatchString(d.in.Title) {
		return false
	}
	if s.title.MatchString(d.in.Title) {
		return true
	}
	hits := len(s.words.FindAllStringIndex(d.norm.text, -1))
	return hits >= s.Least && float64(hits)*1000 >= s.PerThousand*float64(utf8.RuneCountInString(d.norm.text))
}

// hit is one match of a rule.
type hit struct {
	rule *Rule
	// text is the normal text the groups point into, groups as of regexp.
	groups []int
	unit   span
	art    int
	para   int
}

func (d *document) group(h hit, name string) (string, bool) {
	k, ok := h.rule.group[name]
	if !ok || h.groups[2*k] < 0 {
		return "", false
	}
	s := span{h.groups[2*k], h.groups[2*k+1]}
	if name == "n" || name == "from" || name == "to" {
		s.start = d.wholeNumber(s, h.unit.start)
	}
	return d.slice(s), true
}

// wholeNumber moves the beginning of a number back to its first digit: the gap
// before it may have taken some.
func (d *document) wholeNumber(s span, from int) int {
	for s.start > from {
		r, size := utf8.DecodeLastRuneInString(d.norm.text[from:s.start])
		if r != '.' && !numeral.IsRune(r) {
			break
		}
		s.start -= size
	}
	return s.start
}

// place is where the match is cited.
func (d *document) place(h hit) span {
	if k, ok := h.rule.group["at"]; ok && h.groups[2*k] >= 0 {
		return span{h.groups[2*k], h.groups[2*k+1]}
	}
	return span{h.groups[0], h.groups[1]}
}

func (d *document) answer(in *Indicator) (corpus.Coding, bool) {
	var hits []hit
	for i := range in.Rules {
		found := d.search(&in.Rules[i])
		if len(found) == 0 {
			continue
		}
		if !in.Union {
			if c, ok := d.value(in, found); ok {
				return c, true
			}
			continue
		}
		hits = append(hits, found...)
	}
	if len(hits) == 0 {
		return corpus.Coding{}, false
	}
	return d.value(in, hits)
}

// search finds the matches of a rule that its Take asks for, articles on
// liabilities last or not at all.
func (d *document) search(r *Rule) []hit {
	if !d.applies(r) {
		return nil
	}
	switch r.Penalty {
	case "any":
		return d.scan(r, func(article) bool { return true })
	case "only":
		return d.scan(r, func(a article) bool { return a.penal })
	}
	hits := d.scan(r, func(a article) bool { return !a.penal })
	if len(hits) == 0 && r.Penalty == "last" {
		hits = d.scan(r, func(a article) bool { return a.penal })
	}
	return hits
}

func (d *document) applies(r *Rule) bool {
	if r.Docs == "special" && !d.special || r.Docs == "general" && d.special {
		return false
	}
	for _, re := range r.titleWith {
		if !re.MatchString(d.in.Title) {
			return false
		}
	}
	for _, re := range r.titleWithout {
		if re.MatchString(d.in.Title) {
			return false
		}
	}
	return true
}

func (d *document) scan(r *Rule, use func(article) bool) []hit {
	var out []hit
	for i := range d.articles {
		a := &d.articles[i]
		if r.First > 0 && i >= r.First {
			break
		}
		if !use(*a) || !r.find.possible(d.slice(a.span)) {
			continue
		}
		out = d.scanArticle(r, i, out)
		if len(out) == 0 || r.Take == "all" || r.Take == "near" && i == out[0].art {
			continue
		}
		return out
	}
	return out
}

// scanArticle appends the matches in one article.
func (d *document) scanArticle(r *Rule, art int, out []hit) []hit {
	a := &d.articles[art]
	for p := range a.paras {
		para := &a.paras[p]
		if !r.AnyTopic && !para.onTopic || !r.find.possible(d.slice(para.span)) {
			continue
		}
		units := para.sentences
		switch r.In {
		case "paragraph":
			units = []span{para.span}
		case "article":
			units = []span{a.span}
		}
		for _, u := range units {
			found := d.match(r, u, art, p)
			out = append(out, found...)
			if len(found) > 0 && r.Take == "" {
				return out
			}
		}
		if r.In == "article" {
			break
		}
	}
	return out
}

// maxUnit bounds what a pattern reads, in bytes: no paragraph of a rule is as long,
// and patterns take time with the length of what they read.
const maxUnit = 1 << 16

func (d *document) match(r *Rule, u span, art, para int) []hit {
	u.end = min(u.end, u.start+maxUnit)
	s := d.slice(u)
	if !r.find.possible(s) {
		return nil
	}
	limit := 1
	if r.Take != "" {
		limit = -1
	}
	found := r.find.FindAllStringSubmatchIndex(s, limit)
	if len(found) == 0 || !d.holds(r, u, art, para) {
		return nil
	}
	var out []hit
	for _, g := range found {
		groups := make([]int, len(g))
		for i, o := range g {
			groups[i] = o
			if o >= 0 {
				groups[i] += u.start
			}
		}
		out = append(out, hit{rule: r, groups: groups, unit: u, art: art, para: para})
	}
	return out
}

func (d *document) holds(r *Rule, u span, art, para int) bool {
	for _, c := range r.conditions {
		part := u
		switch c.where {
		case "paragraph":
			part = d.articles[art].paras[para].span
		case "article":
			part = d.articles[art].span
		}
		if c.pattern.MatchString(d.slice(part)) != c.want {
			return false
		}
	}
	return true
}

// coding is the frame of an answer, with the evidence of the given places.
func (d *document) coding(in *Indicator, r *Rule, value, unit string, at []located) (corpus.Coding, bool) {
	if value == "" || len(at) == 0 {
		return corpus.Coding{}, false
	}
	c := corpus.Coding{Indicator: in.ID, Document: d.in.Document, Value: value, Unit: unit, Coder: corpus.CoderRule, Rule: r.name, Confidence: r.Confidence}
	seen := map[string]bool{}
	for _, l := range at {
		e := d.evidence(l)
		key := e.Label + "\x00" + e.Quote
		if !seen[key] {
			seen[key] = true
			c.Evidence = append(c.Evidence, e)
		}
	}
	return c, true
}

// located is a place in the normal text, in an article.
type located struct {
	span
	art int
}

// Bounds of a quotation in runes: a sentence up to sentenceRunes is quoted whole,
// a longer one from the comma before the match on.
const (
	sentenceRunes = 100
	quoteRunes    = 160
)

func (d *document) evidence(l located) corpus.Evidence {
	s := d.quoteSpan(l)
	clause := d.innermost(d.articles[l.art], int(d.norm.origin[l.start]))
	c := d.in.Clauses[clause]
	// A clause that begins inside the sentence bounds the quotation.
	s.start = max(s.start, min(d.norm.at(c.StartByte), l.start))
	start, end := d.norm.back(s, d.in.Text)
	from := c.Start + utf8.RuneCountInString(d.in.Text[c.StartByte:start])
	quote := d.in.Text[start:end]
	return corpus.Evidence{
		Clause: c.ID, Label: d.label(clause), Quote: quote,
		Start: from, End: from + utf8.RuneCountInString(quote), StartByte: start, EndByte: end,
	}
}

// quoteSpan widens a match to its sentence, or to its part between commas, and
// never leaves its line.
func (d *document) quoteSpan(l located) span {
	text := d.norm.text
	end := l.end
	if i := strings.IndexByte(text[l.start:l.end], '\n'); i >= 0 {
		end = l.start + i
	}
	bounds := d.articles[l.art].span
	s := span{lastStop(text, bounds.start, l.start, "。；\n"), nextStop(text, end, bounds.end, "。；\n")}
	if utf8.RuneCountInString(d.slice(s)) > sentenceRunes {
		s = span{lastStop(text, s.start, l.start, "。；，：\n"), nextStop(text, end, s.end, "。；，：\n")}
	}
	for n := utf8.RuneCountInString(d.slice(s)); n > quoteRunes; n-- {
		_, size := utf8.DecodeLastRuneInString(d.slice(s))
		s.end -= size
	}
	return s
}

// lastStop gives the offset after the last of the stops in text[from:at].
func lastStop(text string, from, at int, stops string) int {
	i := strings.LastIndexAny(text[from:at], stops)
	if i < 0 {
		return from
	}
	_, size := utf8.DecodeRuneInString(text[from+i:])
	return from + i + size
}

// nextStop gives the offset of the first of the stops in text[at:to].
func nextStop(text string, at, to int, stops string) int {
	if i := strings.IndexAny(text[at:to], stops); i >= 0 {
		return at + i
	}
	return to
}
