package query

import (
	"embed"
	"regexp"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/*.tsv
var lexiconFiles embed.FS

// tables are the word lists of lexicon/, ready for use.
type tables struct {
	fields  map[string]string         // alias → field
	values  map[string]string         // field:alias → value
	frames  map[string]string         // question words → kind
	nouns   map[string]string         // what a query ends in → kind
	cues    map[string][]string       // kind → phrases
	define  []definitionFrame         // longest first
	synonym map[string][]string       // word → phrases
	answers map[string]*regexp.Regexp // kind → what answers look like
	aliases [][2]string               // short name, full name
	domain  []string                  // words in titles
	issuers []string                  // in titles, before 关于
	topics  []string                  // what follows a subject in a title, longest first
	weak    map[string]bool
	cut     map[rune]bool // characters a query is cut at
	pair    map[rune]bool // characters whose pairs weigh less
	endings []string      // of names of laws
	// longest are the lengths in runes of the longest frame, synonym and weak word.
	longest int
}

// definitionFrame is what stands before and after a term whose definition is
// asked for.
type definitionFrame struct{ before, after string }

//nolint:gochecknoglobals // a memo: written once, the same on every run
var lexicon = sync.OnceValue(func() *tables {
	t := &tables{
		fields: map[string]string{}, values: map[string]string{},
		frames: map[string]string{}, nouns: map[string]string{}, cues: map[string][]string{},
		synonym: map[string][]string{}, weak: map[string]bool{}, answers: map[string]*regexp.Regexp{},
		cut: map[rune]bool{}, pair: map[rune]bool{},
	}
	eachRow("fields", func(f []string) { t.fields[f[0]] = f[1] })
	eachRow("values", func(f []string) { t.values[f[0]+":"+f[1]] = f[2] })
	eachRow("frames", func(f []string) { t.frames[f[0]] = f[1]; t.measure(f[0]) })
	eachRow("nouns", func(f []string) { t.nouns[f[0]] = f[1] })
	eachRow("cues", func(f []string) { t.cues[f[0]] = append(t.cues[f[0]], f[1]) })
	eachRow("synonyms", func(f []string) { t.synonym[f[0]] = strings.Split(f[1], ";"); t.measure(f[0]) })
	eachRow("answers", func(f []string) { t.answers[f[0]] = regexp.MustCompile(f[1]) })
	eachRow("aliases", func(f []string) { t.aliases = append(t.aliases, [2]string{f[0], f[1]}) })
	eachRow("issuers", func(f []string) { t.issuers = append(t.issuers, f[0]) })
	eachRow("topics", func(f []string) { t.topics = append(t.topics, f[0]) })
	eachRow("domain", func(f []string) { t.domain = append(t.domain, f[0]) })
	eachRow("weak", func(f []string) { t.weak[f[0]] = true; t.measure(f[0]) })
	eachRow("endings", func(f []string) { t.endings = append(t.endings, f[0]) })
	eachRow("particles", func(f []string) {
		for _, r := range f[0] {
			t.pair[r] = true
			t.cut[r] = f[1] == "cut"
		}
	})
	eachRow("definitions", func(f []string) {
		before, after, _ := strings.Cut(f[0], "{}")
		t.define = append(t.define, definitionFrame{before, after})
	})
	slices.SortStableFunc(t.define, func(a, b definitionFrame) int {
		return len(b.before) + len(b.after) - len(a.before) - len(a.after)
	})
	return t
})

func (t *tables) measure(word string) { t.longest = max(t.longest, len([]rune(word))) }

// eachRow calls f with the columns of every row of a table.
func eachRow(table string, f func([]string)) {
	data, err := lexiconFiles.ReadFile("lexicon/" + table + ".tsv")
	if err != nil {
		panic("query: lexicon " + table + " is not embedded: " + err.Error())
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f(strings.Split(line, "\t"))
	}
}

// IsParticle reports whether r only joins words, so that a pair of characters
// with it says little.
func IsParticle(r rune) bool { return lexicon().pair[r] }

// Answer is what answers to a kind of question look like in folded text, nil
// if nothing is known of the kind.
func Answer(kind string) *regexp.Regexp { return lexicon().answers[kind] }

// Aliases are short names of laws that are no part of the full name: pairs of
// short and full name.
func Aliases() [][2]string { return slices.Clone(lexicon().aliases) }

// InDomain reports whether a title names the field this program is for.
func InDomain(title string) bool {
	for _, w := range lexicon().domain {
		if strings.Contains(title, w) {
			return true
		}
	}
	return false
}

// WithoutIssuer is a title without the authorities at its beginning.
func WithoutIssuer(title string) string {
	for trimmed := true; trimmed; {
		trimmed = false
		for _, p := range lexicon().issuers {
			if rest, ok := strings.CutPrefix(title, p); ok && rest != "" {
				title, trimmed = strings.TrimLeft(rest, "、,"), true
			}
		}
	}
	return title
}

// Subject is what a title without place names as its subject: 价格 of 价格法;
// "" if it does not end as names do.
func Subject(title string) string {
	for _, e := range lexicon().topics {
		if rest, ok := strings.CutSuffix(title, e); ok {
			return rest
		}
	}
	return ""
}

// EndsLikeName reports whether s ends as names of laws and rules do, and is
// more than that ending.
func EndsLikeName(s string) bool {
	for _, e := range lexicon().endings {
		if len(s) > len(e) && strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}
