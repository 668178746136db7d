package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/index/bigram"
)

// Names knows the laws that can be found, by name.
type Names interface {
	// Longest finds the longest name of a law, or unambiguous short form of
	// one, that begins at byte i of a folded text; end is 0 if there is none.
	// laws are opaque numbers, best first.
	Longest(folded string, i int) (end int, laws []int)
	// Title is the full title of a law.
	Title(law int) string
}

// NoNames knows no laws.
type NoNames struct{}

// Longest finds nothing.
func (NoNames) Longest(string, int) (int, []int) { return 0, nil }

// Title is never asked for.
func (NoNames) Title(int) string { return "" }

// Place is a place that a query names.
type Place struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Reading is how one alternative of a query was read.
type Reading struct {
	// Words are searched for; Weak ones hardly count.
	Words []string `json:"words"`
	Weak  []string `json:"weak,omitempty"`
	// Dropped are question words that no statute answers in.
	Dropped []string `json:"dropped,omitempty"`
	// LawName is a law's name as typed, Laws the titles it stands for.
	LawName string   `json:"law_name,omitempty"`
	Laws    []string `json:"laws,omitempty"`
	// Articles are article numbers in canonical form.
	Articles []string `json:"articles,omitempty"`
	Places   []Place  `json:"places,omitempty"`
	// Defines are terms whose definition is asked for.
	Defines []string `json:"defines,omitempty"`
	// Asks are the kinds of question words: duration, who, penalty …
	Asks []string `json:"asks,omitempty"`
	// Added are words of statutes for words of the query, with small weight.
	Added []Synonym `json:"added,omitempty"`
	// Phrases, Excluded and Fields are what the query demands exactly.
	Phrases  []string `json:"phrases,omitempty"`
	Excluded []string `json:"excluded,omitempty"`
	Fields   []string `json:"fields,omitempty"`

	// LawIDs are the numbers Names gave, parallel to Laws.
	LawIDs []int `json:"-"`
	// Conjunction is the alternative that was read.
	Conjunction Conjunction `json:"-"`
}

// Synonym is a word of the query with phrases of statutes that say the same.
// Word is "" for phrases that a question word calls for.
type Synonym struct {
	Word    string   `json:"word"`
	Phrases []string `json:"phrases"`
}

// Understood is how a query was read.
type Understood struct {
	// Query is the query in canonical form.
	Query string `json:"query"`
	// Readings holds one reading for each alternative of the query.
	Readings []Reading `json:"readings"`
	Ignored  []Ignored `json:"ignored,omitempty"`
}

// Understand reads a parsed query as a question about law.
func Understand(q Query, names Names) Understood {
	u := Understood{Query: q.String(), Readings: []Reading{}, Ignored: q.Ignored}
	alts, complete := q.Alternatives()
	if !complete {
		u.Ignored = append(u.Ignored, Ignored{q.String(), TooMany})
	}
	for _, c := range alts {
		u.Readings = append(u.Readings, read(c, names))
	}
	return u
}

func read(c Conjunction, names Names) Reading {
	r := reader{names: names, out: Reading{
		Words: []string{}, Phrases: c.Phrases, Excluded: c.NotWords, Conjunction: c,
	}}
	for _, f := range c.Fields {
		r.out.Fields = append(r.out.Fields, f.String())
	}
	for _, f := range c.NotFields {
		r.out.Fields = append(r.out.Fields, Not{f}.String())
	}
	text := r.articles(bigram.Fold(strings.Join(c.Words, "\n")))
	for _, word := range strings.Split(text, "\n") {
		r.word(word)
	}
	r.finish()
	return r.out
}

// reader collects a Reading.
type reader struct {
	names Names
	out   Reading
	weak  []string
}

// articles takes the article numbers out of the words, which are folded, one a
// line; numbers split over words (第 31 条) are whole again.
func (r *reader) articles(text string) string {
	text = r.take(text, articlePattern.FindAllStringSubmatchIndex(text, -1))
	text = r.take(text, bareArticle.FindAllStringSubmatchIndex(text, -1))
	return r.take(text, digitsArticle.FindAllStringSubmatchIndex(text, -1))
}

// take replaces matched article numbers by line ends. Submatch 1 is the
// number, 2 the branch after 之.
func (r *reader) take(text string, matches [][]int) string {
	var b strings.Builder
	last := 0
	for _, m := range matches {
		branch := ""
		if m[4] >= 0 {
			branch = strings.TrimSpace(text[m[4]:m[5]])
		}
		label, _, ok := labelOf(text[m[2]:m[3]], branch)
		if !ok {
			continue
		}
		r.out.Articles = appendNew(r.out.Articles, label)
		b.WriteString(text[last:m[2]])
		b.WriteByte('\n')
		last = m[1]
	}
	b.WriteString(text[last:])
	return strings.ReplaceAll(b.String(), "第\n", "\n")
}

// word reads one word: a definition, then names of laws, places and question
// words inside it.
func (r *reader) word(w string) {
	w = strings.Trim(w, "《》〈〉<>'’‘ ")
	if w == "" {
		return
	}
	if term, ok := definition(w); ok {
		r.out.Defines = appendNew(r.out.Defines, term)
		r.out.Dropped = append(r.out.Dropped, strings.Replace(w, term, "…", 1))
		w = term
	}
	r.scan(w)
}

// definition is the term that w asks the meaning of.
func definition(w string) (string, bool) {
	for _, f := range lexicon().define {
		term, ok := strings.CutPrefix(w, f.before)
		if !ok {
			continue
		}
		term, ok = strings.CutSuffix(term, f.after)
		n := utf8.RuneCountInString(term)
		if ok && n >= 2 && n <= 30 && lexicon().frames[term] == "" {
			return strings.TrimPrefix(term, "的"), true
		}
	}
	return "", false
}

// scan walks through a word and cuts it at names, places and question words.
func (r *reader) scan(w string) {
	start := 0 // of the part not yet cut off
	flush := func(end int) {
		r.part(w[start:end])
	}
	for i := 0; i < len(w); {
		if n := r.special(w, i, i == start); n > 0 {
			flush(i)
			i += n
			start = i
			continue
		}
		_, n := utf8.DecodeRuneInString(w[i:])
		i += n
	}
	flush(len(w))
}

// special recognises what stands at byte i of w and returns its length, 0 if
// it is nothing special. first says that a part begins here.
func (r *reader) special(w string, i int, first bool) int {
	if end, laws := r.names.Longest(w, i); end > i && len(r.out.Laws) == 0 {
		r.law(w[i:end], laws)
		return end - i
	}
	if n := r.place(w[i:], first); n > 0 {
		return n
	}
	t := lexicon()
	ends := runeEnds(w[i:], t.longest)
	for k := len(ends) - 1; k >= 0; k-- {
		s := w[i : i+ends[k]]
		if kind, ok := t.frames[s]; ok {
			r.ask(s, kind)
			return len(s)
		}
	}
	c, n := utf8.DecodeRuneInString(w[i:])
	if t.cut[c] && len(ends) > 0 {
		return n
	}
	return 0
}

func (r *reader) law(name string, laws []int) {
	r.out.LawName = name
	for _, law := range laws {
		r.out.Laws = appendNew(r.out.Laws, r.names.Title(law))
		r.out.LawIDs = append(r.out.LawIDs, law)
	}
}

// place takes the name of a place at the start of s. Short names count where a
// part begins, full names and provinces anywhere.
func (r *reader) place(s string, first bool) int {
	j, n, ok := corpus.PlaceAt(s)
	if !ok || !first && j.Level != "province" && j.Name != s[:n] {
		return 0
	}
	if next, _ := utf8.DecodeRuneInString(s[n:]); next == '路' || next == '人' && n < 7 {
		return 0 // 北京路; 海南人
	}
	p := Place{j.Code, j.Name}
	for _, q := range r.out.Places {
		if q == p {
			return n
		}
	}
	r.out.Places = append(r.out.Places, p)
	return n
}

func (r *reader) ask(words, kind string) {
	r.out.Dropped = append(r.out.Dropped, words)
	if kind != "drop" {
		r.out.Asks = appendNew(r.out.Asks, kind)
	}
}

// part files what is left between special places: weak words at its ends are
// split off, the rest is searched for.
func (r *reader) part(s string) {
	s = strings.TrimFunc(s, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) })
	s = r.trimParticles(s)
	if s == "" {
		return
	}
	if r.number(s) {
		return
	}
	r.noun(s)
	for _, w := range r.splitWeak(s) {
		r.out.Words = appendNew(r.out.Words, w)
	}
}

// noun notes what a part asks for by its last word: 履约保证金比例.
func (r *reader) noun(s string) {
	ends := runeEnds(s, utf8.RuneCountInString(s))
	for k := max(len(ends)-5, 0); k < len(ends); k++ {
		start := 0
		if k > 0 {
			start = ends[k-1]
		}
		if kind, ok := lexicon().nouns[s[start:]]; ok {
			r.out.Asks = appendNew(r.out.Asks, kind)
			return
		}
	}
}

// number takes a lone number after the name of a law for an article number.
func (r *reader) number(s string) bool {
	m := plainNumber.FindStringSubmatch(s)
	if m == nil || r.out.LawName == "" || len(r.out.Articles) > 0 {
		return false
	}
	label, _, ok := labelOf(m[1], m[2])
	if ok {
		r.out.Articles = append(r.out.Articles, label)
	}
	return ok
}

// trimParticles cuts joining characters off the ends of a part that has more.
func (r *reader) trimParticles(s string) string {
	for {
		c, n := utf8.DecodeRuneInString(s)
		if n == 0 || utf8.RuneCountInString(s) < 3 || !strings.ContainsRune("对和与及或在被由给向从将把", c) {
			return s
		}
		s = s[n:]
	}
}

// splitWeak takes weak words off the end and the start of a part.
func (r *reader) splitWeak(s string) []string {
	t := lexicon()
	if t.weak[s] {
		r.weak = append(r.weak, s)
		return nil
	}
	ends := runeEnds(s, utf8.RuneCountInString(s))
	for _, end := range ends[min(3, len(ends)-1):] {
		if t.weak[s[end:]] {
			r.weak = append(r.weak, s[end:])
			return []string{s[:end]}
		}
	}
	return []string{s}
}

// finish adds what follows from the whole: weak words become words if there
// are no others, and synonyms and cues join.
func (r *reader) finish() {
	nothing := len(r.out.Words) == 0 && len(r.out.Laws) == 0 && len(r.out.Articles) == 0 && len(r.out.Phrases) == 0
	if nothing && len(r.weak) > 0 {
		r.out.Words = r.weak
	} else {
		r.out.Weak = r.weak
	}
	for _, w := range append(r.out.Words[:len(r.out.Words):len(r.out.Words)], r.out.Weak...) {
		r.synonyms(w)
	}
	for _, kind := range r.out.Asks {
		if cues := lexicon().cues[kind]; len(cues) > 0 {
			r.out.Added = append(r.out.Added, Synonym{Phrases: cues})
		}
	}
}

// synonyms looks up every part of a word, longest first.
func (r *reader) synonyms(w string) {
	t := lexicon()
	for i := 0; i < len(w); {
		ends := runeEnds(w[i:], t.longest)
		step := ends[0]
		for k := len(ends) - 1; k >= 1; k-- {
			s := w[i : i+ends[k]]
			if phrases, ok := t.synonym[s]; ok {
				r.out.Added = append(r.out.Added, Synonym{s, phrases})
				step = ends[k]
				break
			}
		}
		i += step
	}
}

// runeEnds are the byte lengths of the prefixes of s of 1 to n runes.
func runeEnds(s string, n int) []int {
	ends := make([]int, 0, n)
	for i := 0; i < len(s) && len(ends) < n; {
		_, m := utf8.DecodeRuneInString(s[i:])
		i += m
		ends = append(ends, i)
	}
	return ends
}

func appendNew(list []string, s string) []string {
	for _, t := range list {
		if t == s {
			return list
		}
	}
	return append(list, s)
}
