package figure

import (
	"sort"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// page is a document while figures are read from it.
type page struct {
	text    string
	clauses []corpus.Clause
	// up is the index of each clause's parent, -1 at the top.
	up []int
	// titles are the indexes of the clauses that are titles.
	titles []int
}

// index fills up and titles. It is done when they are first asked for: most
// documents state no figures.
func (p *page) index() {
	if p.up != nil {
		return
	}
	p.up = make([]int, len(p.clauses))
	at := make(map[string]int, len(p.clauses))
	for i, c := range p.clauses {
		p.up[i] = -1
		if k, ok := at[c.Parent]; ok && c.Parent != "" {
			p.up[i] = k
		}
		at[c.ID] = i
		if c.Role == corpus.RoleTitle {
			p.titles = append(p.titles, i)
		}
	}
}

// clauseAt is the index of the innermost clause that holds bytes [start, end), -1
// for none. Clauses are in document order and nest, so it is the last one that
// begins before start, or one above it.
func (p *page) clauseAt(start, end int) int {
	p.index()
	i := sort.Search(len(p.clauses), func(i int) bool { return p.clauses[i].StartByte > start }) - 1
	for i >= 0 && p.clauses[i].EndByte < end {
		i = p.up[i]
	}
	return i
}

// title is the text of the title that stands before byte at and nearest to it;
// the lines of one title are joined.
func (p *page) title(at int) string {
	p.index()
	k := sort.Search(len(p.titles), func(i int) bool { return p.clauses[p.titles[i]].StartByte > at })
	if k == 0 {
		return ""
	}
	first := k - 1
	for first > 0 && p.titles[first-1] == p.titles[first]-1 {
		first--
	}
	c := p.clauses[p.titles[k-1]]
	return clipTail(p.text[p.clauses[p.titles[first]].StartByte:c.EndByte], 600)
}

// maxAbove bounds how many clauses above one are asked for what they speak of.
const maxAbove = 6

// above are the introductions of the clauses that hold byte at, innermost first:
// a heading, or the beginning of a clause up to its first child.
func (p *page) above(at int) []string {
	i := p.clauseAt(at, at)
	if i < 0 {
		i = sort.Search(len(p.clauses), func(i int) bool { return p.clauses[i].StartByte > at }) - 1
	}
	var out []string
	for ; i >= 0 && len(out) < maxAbove; i = p.up[i] {
		c := p.clauses[i]
		if c.Role == corpus.RoleTOC || c.StartByte > at {
			continue
		}
		end := min(c.EndByte, at)
		if i+1 < len(p.clauses) {
			end = max(min(end, p.clauses[i+1].StartByte), c.StartByte)
		}
		out = append(out, clipTail(p.text[c.StartByte:end], 300))
	}
	return out
}

// clipTail is the end of s, at most n bytes and a part of a character more.
func clipTail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	at := len(s) - n
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	return s[at:]
}

// sentence is a piece of the text between full stops, semicolons and line ends.
type sentence struct {
	start, end int
	// before is the start of the sentence before it on the line, -1 for none.
	before int
	// goesOn says that the one before it ended with a semicolon: what it speaks of
	// holds on.
	goesOn bool
}

func (s sentence) of(text string) string { return text[s.start:s.end] }

// maxSentence bounds a sentence, in bytes. A longer one is no prose, or lost its
// full stops; it is cut at a comma.
const maxSentence = 2400

// sentences cuts the line [start, end) into sentences. A semicolon ends one: what
// stands after it speaks for itself.
func sentences(text string, start, end int) []sentence {
	var out []sentence
	before, goesOn := -1, false
	for at := start; at < end; {
		stop, next := sentenceEnd(text[at:end])
		if stop > 0 {
			out = append(out, sentence{at, at + stop, before, goesOn})
			before = at
			mark := text[at+stop : at+next]
			goesOn = mark == "；" || mark == ";" || mark == "，" || mark == ","
		}
		at += next
	}
	return out
}

// sentenceEnd says where the sentence that begins s ends, and where the next one
// begins.
func sentenceEnd(s string) (stop, next int) {
	window := s[:min(len(s), maxSentence)]
	for i, r := range window {
		switch r {
		case '。', '；', ';', '！', '!', '？', '?':
			return i, i + utf8.RuneLen(r)
		}
	}
	if len(s) <= maxSentence {
		return len(s), len(s)
	}
	if i := strings.LastIndexAny(window, "，,"); i > 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		return i, i + size
	}
	cut := maxSentence
	for cut > maxSentence-utf8.UTFMax && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return cut, cut
}

// eachLine calls f with the offsets of each line of the text.
func eachLine(text string, f func(start, end int)) {
	for at := 0; at < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		f(at, end)
		at = end + 1
	}
}

// spans turns byte offsets, asked in ascending order, into spans.
type spans struct {
	page         *page
	bytes, runes int
}

func (s *spans) at(start, end int) corpus.Span {
	s.runes += utf8.RuneCountInString(s.page.text[s.bytes:start])
	s.bytes = start
	quote := s.page.text[start:end]
	out := corpus.Span{
		Quote: quote, StartByte: start, EndByte: end,
		Start: s.runes, End: s.runes + utf8.RuneCountInString(quote),
	}
	if i := s.page.clauseAt(start, end); i >= 0 {
		out.Clause = s.page.clauses[i].ID
	}
	return out
}

// hasAny reports that s holds one of the words.
func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// prefixOf is the first of the words that begins s, "" for none. Longer words
// must stand before those that begin them.
func prefixOf(s string, words []string) string {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// suffixOf is the first of the words that ends s, "" for none.
func suffixOf(s string, words []string) string {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return w
		}
	}
	return ""
}

// lastOf finds the word that stands last in s; of two at one place the longer.
func lastOf(s string, words []string) (at int, word string) {
	at = -1
	end := -1
	for _, w := range words {
		if i := strings.LastIndex(s, w); i >= 0 && (i+len(w) > end || i+len(w) == end && len(w) > len(word)) {
			at, word, end = i, w, i+len(w)
		}
	}
	return at, word
}
