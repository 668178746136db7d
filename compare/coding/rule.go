package coding

import (
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// Rule is one way to answer a question. Patterns are regular expressions (RE2)
// over the normal text; {term} stands for a term of the codebook. Named groups
// have a meaning: n number, u unit, b base of a percentage, from and to bounds of
// a range, d and e denominator and numerator, list a running enumeration, scope
// the part a lexicon is applied to, at the place that is cited.
type Rule struct {
	// In is the unit that Find reads: sentence (the default), paragraph, article.
	In   string `yaml:"in"`
	Find string `yaml:"find"`
	// With must all match the unit, Without none may.
	With    []string `yaml:"with"`
	Without []string `yaml:"without"`
	// The same for the paragraph and the article around the unit, the chapter's
	// heading and the document's title.
	ParagraphWith    []string `yaml:"paragraph_with"`
	ParagraphWithout []string `yaml:"paragraph_without"`
	ArticleWith      []string `yaml:"article_with"`
	ArticleWithout   []string `yaml:"article_without"`
	TitleWith        []string `yaml:"title_with"`
	TitleWithout     []string `yaml:"title_without"`
	// Penalty says what articles on liabilities count for: never (the default),
	// last (only when no other matches), only, any.
	Penalty string `yaml:"penalty"`
	// Docs is special (documents about procurement), general (others) or "" for all.
	Docs string `yaml:"docs"`
	// AnyTopic reads paragraphs of general documents that name no procurement word.
	AnyTopic bool `yaml:"any_topic"`
	// First bounds the reading to that many first articles, 0 for no bound.
	First int `yaml:"first"`
	// Value is what a match means, for yes/no, enum and text, and for fixed counts.
	Value string `yaml:"value"`
	// Count says how a number is counted: items (the listed clauses under the
	// matched paragraph), list (members of group list), matches (matching units).
	Count string `yaml:"count"`
	// Take says which matches count: "" the first, article all in the article of the
	// first, near those and all in the next article read, all everywhere.
	Take       string  `yaml:"take"`
	Confidence float64 `yaml:"confidence"`

	find         *pattern
	conditions   []condition
	group        map[string]int
	name         string
	titleWith    []*pattern
	titleWithout []*pattern
}

// condition is a pattern that must, or must not, match a part around the match.
type condition struct {
	where   string
	pattern *pattern
	want    bool
}

type compiler struct {
	terms map[string]string
	term  *regexp.Regexp
	err   error
	where string
}

func (c *compiler) pattern(s string) *pattern {
	for range maxDepth {
		if !c.term.MatchString(s) {
			break
		}
		s = c.term.ReplaceAllStringFunc(s, func(m string) string {
			v, ok := c.terms[m[1:len(m)-1]]
			if !ok && c.err == nil {
				c.err = fmt.Errorf("%s: unknown term %s", c.where, m)
			}
			return v
		})
	}
	re, err := regexp.Compile(s)
	if err != nil {
		if c.err == nil {
			c.err = fmt.Errorf("%s: %w", c.where, err)
		}
		re = regexp.MustCompile(`[^\s\S]`)
	}
	p := &pattern{Regexp: re}
	if tree, err := syntax.Parse(re.String(), syntax.Perl); err == nil {
		p.need = literals(tree.Simplify())
	}
	return p
}

func (c *compiler) patterns(list []string) []*pattern {
	out := make([]*pattern, len(list))
	for i, s := range list {
		out[i] = c.pattern(s)
	}
	return out
}

func (b *Book) compile(terms map[string]string) error {
	c := &compiler{terms: terms, term: regexp.MustCompile(`\{[a-z_]+\}`), where: "frame"}
	b.Special.title, b.Special.notTitle, b.Special.words = c.pattern(b.Special.Title), c.pattern(b.Special.NotTitle), c.pattern(b.Special.Words)
	b.Topic.words, b.Topic.not, b.Topic.unless = c.pattern(b.Topic.Words), c.pattern(b.Topic.Not), c.pattern(b.Topic.Unless)
	b.Penal.chapter, b.Penal.text = c.pattern(b.Penal.Chapter), c.pattern(b.Penal.Text)
	seen := map[string]bool{}
	for i := range b.Indicators {
		in := &b.Indicators[i]
		if in.ID == "" || in.Type == "" || len(in.Rules) == 0 || seen[in.ID] {
			return fmt.Errorf("indicator %d %q: no id, type or rules, or a second of its id", i+1, in.ID)
		}
		seen[in.ID] = true
		c.where = in.ID
		for j := range in.Lexicon {
			in.Lexicon[j].find = c.pattern(in.Lexicon[j].Find)
		}
		for j := range in.Rules {
			c.rule(in, j)
		}
	}
	return c.err
}

func (c *compiler) rule(in *Indicator, i int) {
	r := &in.Rules[i]
	r.name = fmt.Sprintf("%s#%d", in.ID, i+1)
	c.where = r.name
	r.find = c.pattern(r.Find)
	r.group = map[string]int{}
	for k, name := range r.find.SubexpNames() {
		if name != "" {
			r.group[name] = k
		}
	}
	for _, set := range []struct {
		where string
		list  []string
		want  bool
	}{
		{"unit", r.Without, false},
		{"unit", r.With, true},
		{"paragraph", r.ParagraphWithout, false},
		{"paragraph", r.ParagraphWith, true},
		{"article", r.ArticleWithout, false},
		{"article", r.ArticleWith, true},
	} {
		for _, re := range c.patterns(set.list) {
			r.conditions = append(r.conditions, condition{set.where, re, set.want})
		}
	}
	c.words(r)
	r.titleWith, r.titleWithout = c.patterns(r.TitleWith), c.patterns(r.TitleWithout)
	if r.Confidence == 0 {
		r.Confidence = 0.9
	}
}

// words refuses a word that no rule may hold: it would silently mean the default.
func (c *compiler) words(r *Rule) {
	for _, w := range []struct{ key, value, known string }{
		{"in", r.In, "sentence paragraph article"},
		{"penalty", r.Penalty, "never last only any"},
		{"docs", r.Docs, "special general"},
		{"count", r.Count, "items list matches"},
		{"take", r.Take, "article near all"},
	} {
		if w.value != "" && !slices.Contains(strings.Fields(w.known), w.value) && c.err == nil {
			c.err = fmt.Errorf("%s: %s is no value of %s", c.where, w.value, w.key)
		}
	}
}

// literals gives strings of which a match must hold at least one, nil when none
// can be told: what spares most units the reading by the pattern.
func literals(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []string{string(re.Rune)}
	case syntax.OpCapture, syntax.OpPlus:
		return literals(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return literals(re.Sub[0])
		}
	case syntax.OpConcat:
		return bestLiterals(re.Sub)
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			l := literals(sub)
			if l == nil {
				return nil
			}
			all = append(all, l...)
		}
		return all
	}
	return nil
}

// bestLiterals gives the set of the member that tells most.
func bestLiterals(members []*syntax.Regexp) []string {
	var best []string
	for _, m := range members {
		if l := literals(m); l != nil && better(l, best) {
			best = l
		}
	}
	return best
}

// better prefers sets whose shortest member is longer, then smaller sets.
func better(a, b []string) bool {
	if b == nil {
		return true
	}
	if x, y := shortest(a), shortest(b); x != y {
		return x > y
	}
	return len(a) < len(b)
}

func shortest(list []string) int {
	n := len(list[0])
	for _, s := range list {
		n = min(n, len(s))
	}
	return n
}

// pattern is a regular expression that looks for its literals first.
type pattern struct {
	*regexp.Regexp
	// need are strings of which every match holds at least one, nil for unknown.
	need []string
}

// MatchString is that of regexp.Regexp.
func (p *pattern) MatchString(s string) bool { return p.possible(s) && p.Regexp.MatchString(s) }

// possible says whether the pattern can match somewhere in s.
func (p *pattern) possible(s string) bool {
	if p.need == nil {
		return true
	}
	for _, l := range p.need {
		if strings.Contains(s, l) {
			return true
		}
	}
	return false
}
