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

// markTerms marks terms. A pair that merely joins two words, or has a particle,
// counts only beside another pair of the query.
func markTerms(folded string, shown map[string]*term, lone map[rune]bool, marks [][2]int) [][2]int {
	weakFrom, weakTo := -1, -1 // a pair that waits for its neighbour
	strongTo := -1
	bigram.Terms(folded, func(t string, at int) {
		first := firstRune(t)
		if lone[first] {
			marks = append(marks, [2]int{at, at + utf8.RuneLen(first)})
		}
		found := shown[t]
		if found == nil {
			return
		}
		end := at + len(t)
		if found.weight >= 0.9 || found.weight == 0.3 {
			if weakTo > at {
				marks = append(marks, [2]int{weakFrom, weakTo})
			}
			marks = append(marks, [2]int{at, end})
			strongTo = end
			return
		}
		if strongTo > at {
			marks = append(marks, [2]int{at, end})
			strongTo = end
			return
		}
		weakFrom, weakTo = at, end
	})
	return marks
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
