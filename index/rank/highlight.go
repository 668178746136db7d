package rank

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duibiao/index/bigram"
)

// highlights marks where a text has the words of the query, and the phrases of
// statutes that were added for them, as pairs of rune offsets.
func highlights(text string, p *plan) [][2]int {
	folded, at := bigram.FoldOffsets(text)
	var marks [][2]int // in bytes of folded
	shown := make(map[string]*term, len(p.terms))
	lone := map[rune]bool{}
	for i := range p.terms {
		t := &p.terms[i]
		if t.word < 0 || !t.required && t.weight < 0.25 {
			continue
		}
		if t.prefix {
			lone[firstRune(t.text)] = true
			continue
		}
		shown[t.text] = t
	}
	marks = markTerms(folded, shown, lone, marks)
	for _, a := range p.added {
		if utf8.RuneCountInString(a.text) >= 3 && p.reading.Added[a.group].Word != "" {
			marks = markAll(folded, a.text, marks)
		}
	}
	for _, ph := range p.phrases {
		marks = markAll(folded, ph, marks)
	}
	return toRunes(merged(marks), at)
}

// markTerms marks terms that stand side by side as in the query. Pairs that
// merely join two words of the query are left off at the ends, and a pair alone
// counts only where a word of the query begins: 投标 but not the 标人 of 招标人.
func markTerms(folded string, shown map[string]*term, lone map[rune]bool, marks [][2]int) [][2]int {
	var chain []placed
	bigram.Terms(folded, func(t string, at int) {
		first := firstRune(t)
		if lone[first] {
			marks = append(marks, [2]int{at, at + utf8.RuneLen(first)})
		}
		if n := len(chain); n > 0 && (shown[t] == nil || chain[n-1].next() != at) {
			marks = markChain(chain, marks)
			chain = chain[:0]
		}
		if found := shown[t]; found != nil {
			chain = append(chain, placed{found, at})
		}
	})
	return markChain(chain, marks)
}

// placed is a term at a byte of the text.
type placed struct {
	*term
	at int
}

// next is where the term after it begins if it goes on in the same run.
func (p placed) next() int { return p.at + utf8.RuneLen(firstRune(p.text)) }

func markChain(chain []placed, marks [][2]int) [][2]int {
	for len(chain) > 0 && chain[0].seam {
		chain = chain[1:]
	}
	for len(chain) > 0 && chain[len(chain)-1].seam {
		chain = chain[:len(chain)-1]
	}
	if len(chain) == 0 || len(chain) == 1 && !chain[0].starts {
		return marks
	}
	last := chain[len(chain)-1]
	return append(marks, [2]int{chain[0].at, last.at + len(last.text)})
}

func markAll(folded, part string, marks [][2]int) [][2]int {
	for i := 0; part != ""; {
		k := strings.Index(folded[i:], part)
		if k < 0 {
			break
		}
		marks = append(marks, [2]int{i + k, i + k + len(part)})
		i += k + len(part)
	}
	return marks
}

// merged sorts marks and joins those that touch.
func merged(marks [][2]int) [][2]int {
	slices.SortFunc(marks, func(a, b [2]int) int { return a[0] - b[0] })
	out := marks[:0]
	for _, m := range marks {
		if n := len(out); n > 0 && m[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], m[1])
			continue
		}
		out = append(out, m)
	}
	return out
}

// toRunes turns byte offsets of a folded text into rune offsets of the text it
// was made from.
func toRunes(marks [][2]int, at []int32) [][2]int {
	out := make([][2]int, 0, len(marks))
	for _, m := range marks {
		from, to := int(at[m[0]]), int(at[m[1]-1])+1
		if n := len(out); n > 0 && from < out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], to)
			continue
		}
		out = append(out, [2]int{from, to})
	}
	return out
}
