package rank

import (
	"math"
	"strings"

	"duibiao/index"
	"duibiao/index/bigram"
)

// scorer scores clauses that were read against one plan. It is not safe for
// concurrent use.
type scorer struct {
	plan    *plan
	weights Weights
	units   int
	average float64
	at      map[string]int // term → number
	lone    map[string]int // single character → number
	freq    []int          // occurrences of each term in the clause
	text    []bool         // terms in the text
	title   []bool
	chapter []bool
	line    []bool    // terms in the sentence being read
	runs    []float64 // best run of each word
}

func newScorer(p *plan, c *Corpus) *scorer {
	n := len(p.terms)
	s := &scorer{
		plan: p, weights: c.weights, units: c.units, average: c.average,
		at: make(map[string]int, n), lone: map[string]int{},
		freq: make([]int, n), text: make([]bool, n), title: make([]bool, n),
		chapter: make([]bool, n), line: make([]bool, n), runs: make([]float64, len(p.words)),
	}
	for i, t := range p.terms {
		if t.prefix {
			s.lone[t.text] = i
		} else {
			s.at[t.text] = i
		}
	}
	return s
}

// score is the second score of a clause, without steering.
func (s *scorer) score(u index.Unit) float64 {
	clear(s.freq)
	clear(s.text)
	clear(s.title)
	clear(s.chapter)
	clear(s.runs)
	count := s.mark(bigram.Fold(u.Title), s.title)
	count += s.mark(bigram.Fold(u.DocNumber), s.title)
	count += s.mark(bigram.Fold(u.Chapter), s.chapter)
	folded := bigram.Fold(u.Text)
	n, sentence := s.markText(folded)
	count += n
	w, p := s.weights, s.plan
	score := w.Phrase*s.phrases(folded) + w.Definition*s.definition(folded)
	if p.total == 0 {
		return score
	}
	all := make([]bool, len(s.text))
	for i := range all {
		all[i] = s.freq[i] > 0
	}
	run := 0.0
	for _, r := range s.runs {
		run += r
	}
	return score + w.BM25*s.bm25(count) + (w.Run*run+w.Sentence*sentence+
		w.Text*s.value(s.text)+w.Title*s.value(s.title)+
		w.Chapter*s.value(s.chapter)+w.All*s.value(all))/p.total
}

// find is the number of a term of the plan, and of the single character that
// a term begins with, -1 for none.
func (s *scorer) find(t string) (i, lone int) {
	i, lone = -1, -1
	if k, ok := s.at[t]; ok {
		i = k
	}
	if len(s.lone) > 0 {
		if k, ok := s.lone[string(firstRune(t))]; ok {
			lone = k
		}
	}
	return i, lone
}

// mark notes which terms stand in a part of the clause and counts all terms.
func (s *scorer) mark(folded string, in []bool) int {
	n := 0
	bigram.Terms(folded, func(t string, _ int) {
		n++
		i, lone := s.find(t)
		for _, k := range [2]int{i, lone} {
			if k >= 0 {
				in[k] = true
				s.freq[k]++
			}
		}
	})
	return n
}

// markText does so for the text, and finds the longest runs of the query's
// words and the value of the best sentence.
func (s *scorer) markText(folded string) (count int, sentence float64) {
	clear(s.line)
	lineEnd := 0
	last, lastAt, chain := -1, -1, 0.0
	bigram.Terms(folded, func(t string, at int) {
		count++
		if at >= lineEnd {
			sentence = max(sentence, s.value(s.line))
			clear(s.line)
			lineEnd = sentenceEnd(folded, at)
		}
		i, lone := s.find(t)
		for _, k := range [2]int{i, lone} {
			if k >= 0 {
				s.text[k], s.line[k] = true, true
				s.freq[k]++
			}
		}
		k := max(i, lone)
		if k < 0 || !s.plan.terms[k].required {
			last = -1
			return
		}
		term := &s.plan.terms[k]
		if last >= 0 && k == last+1 && s.plan.terms[last].word == term.word && lastAt+len(string(firstRune(s.plan.terms[last].text))) == at {
			chain += term.value()
		} else {
			chain = term.value()
		}
		last, lastAt = k, at
		s.runs[term.word] = max(s.runs[term.word], chain)
	})
	return count, max(sentence, s.value(s.line))
}

// sentenceEnd is where the sentence at byte i ends.
func sentenceEnd(folded string, i int) int {
	if k := strings.IndexAny(folded[i:], "。\n;"); k >= 0 {
		return i + k
	}
	return len(folded)
}

// value is the value of the required terms among in.
func (s *scorer) value(in []bool) float64 {
	v := 0.0
	for i, ok := range in {
		if ok && s.plan.terms[i].required {
			v += s.plan.terms[i].value()
		}
	}
	return v
}

func (s *scorer) bm25(count int) float64 {
	v := 0.0
	for i, n := range s.freq {
		if n > 0 {
			t := &s.plan.terms[i]
			v += t.value() * saturation(float64(n), float64(min(count, math.MaxUint16)), s.average, s.weights)
		}
	}
	return v / s.plan.total
}

// phrases is how many of the query's words and questions the text answers in
// the words of statutes, weighted by how rare they are.
func (s *scorer) phrases(folded string) float64 {
	most := math.Log(1 + float64(s.units))
	sum, groups := 0.0, 0
	for i := 0; i < len(s.plan.added); {
		group := s.plan.added[i].group
		best := 0.0
		for ; i < len(s.plan.added) && s.plan.added[i].group == group; i++ {
			a := &s.plan.added[i]
			if a.value > best && strings.Contains(folded, a.text) {
				best = a.value
			}
		}
		sum += best
		groups++
	}
	if groups == 0 || most == 0 {
		return 0
	}
	return sum / most / math.Sqrt(float64(groups))
}

// definition is 1 if the text defines a term whose definition is asked for.
func (s *scorer) definition(folded string) float64 {
	best := 0.0
	for _, d := range s.plan.defines {
		named := strings.Contains(folded, "所称"+d) || strings.Contains(folded, "所称的"+d)
		told := containsAny(folded, d, "是指", ",是指", "指", ",指", ",包括", ":指", ":是指")
		switch {
		case named && told:
			best = max(best, 1)
		case told:
			best = max(best, 0.85)
		case named:
			best = max(best, 0.7)
		case containsAny(folded, d, ":", "包括", "为"):
			best = max(best, 0.2)
		}
	}
	return best
}

func containsAny(s, before string, after ...string) bool {
	for _, a := range after {
		if strings.Contains(s, before+a) {
			return true
		}
	}
	return false
}
