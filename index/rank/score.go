package rank

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"duibiao/index"
	"duibiao/index/bigram"
	"duibiao/index/query"
)

// scorer scores clauses that were read against one plan. It is not safe for
// concurrent use.
type scorer struct {
	plan    *plan
	weights Weights
	units   int
	average float64
	at      map[string]int   // term → number
	lone    map[string]int   // single character → number
	answers []*regexp.Regexp // what is asked for looks like
	freq    []int            // occurrences of each term in the clause
	text    []bool           // terms in the text
	title   []bool
	chapter []bool
	line    []bool    // terms in the sentence being read
	runs    []float64 // best run of each word
	stands  []stand   // where phrases stand for words of the query, in order
}

// stand is one place where an added phrase stands in the text.
type stand struct {
	at     int
	phrase *addedPhrase
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
	for _, kind := range p.reading.Asks {
		if re := query.Answer(kind); re != nil {
			s.answers = append(s.answers, re)
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
	title, chapter := bigram.Fold(u.Title), bigram.Fold(u.Chapter)
	count := s.mark(title, s.title)
	count += s.mark(bigram.Fold(u.DocNumber), s.title)
	count += s.mark(chapter, s.chapter)
	folded := bigram.Fold(u.Text)
	s.findStands(folded)
	n, sentence, answer := s.markText(folded)
	count += n
	w, p := s.weights, s.plan
	score := w.Exact*s.exact(folded, title, chapter) + w.Phrase*s.phrases() + w.Definition*s.definition(folded)
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
	return score + w.BM25*s.bm25(count) + (w.Run*run+w.Sentence*sentence+w.Answer*answer+
		w.Text*s.value(s.text, s.stands)+w.Title*s.value(s.title, nil)+
		w.Chapter*s.value(s.chapter, nil)+w.All*s.value(all, s.stands))/p.total
}

// findStands notes where added phrases stand in the text.
func (s *scorer) findStands(folded string) {
	s.stands = s.stands[:0]
	for i := range s.plan.added {
		a := &s.plan.added[i]
		for at := 0; ; {
			k := strings.Index(folded[at:], a.text)
			if k < 0 {
				break
			}
			s.stands = append(s.stands, stand{at + k, a})
			at += k + len(a.text)
		}
	}
	slices.SortStableFunc(s.stands, func(a, b stand) int { return a.at - b.at })
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
// words, the value of the best sentence, and of the best sentence that looks
// like an answer.
func (s *scorer) markText(folded string) (count int, sentence, answer float64) {
	clear(s.line)
	start, end, from := 0, 0, 0
	closeLine := func() {
		to := from
		for to < len(s.stands) && s.stands[to].at < end {
			to++
		}
		v := s.value(s.line, s.stands[from:to])
		sentence = max(sentence, v)
		if v > answer && s.answered(folded[start:end]) {
			answer = v
		}
		from = to
		clear(s.line)
	}
	var r run
	bigram.Terms(folded, func(t string, at int) {
		count++
		if at >= end {
			closeLine()
			start, end = at, sentenceEnd(folded, at)
		}
		i, lone := s.find(t)
		for _, k := range [2]int{i, lone} {
			if k >= 0 {
				s.text[k], s.line[k] = true, true
				s.freq[k]++
			}
		}
		s.extend(&r, max(i, lone), at)
	})
	closeLine()
	return count, sentence, answer
}

// run is a stretch of text that goes as the query goes.
type run struct {
	last  *term // nil before the first
	index int   // of last
	at    int
	value float64
}

// extend adds term k at byte at to the run, or begins another; k is -1 where
// the text has no term of the query.
func (s *scorer) extend(r *run, k, at int) {
	if k < 0 || !s.plan.terms[k].required {
		r.last = nil
		return
	}
	t := &s.plan.terms[k]
	goesOn := r.last != nil && k == r.index+1 && r.last.word == t.word && r.at+utf8.RuneLen(firstRune(r.last.text)) == at
	if !goesOn {
		r.value = 0
	}
	r.value += t.value()
	r.last, r.index, r.at = t, k, at
	s.runs[t.word] = max(s.runs[t.word], r.value)
}

// answered reports whether a sentence looks like an answer to what is asked.
func (s *scorer) answered(sentence string) bool {
	for _, re := range s.answers {
		if re.MatchString(sentence) {
			return true
		}
	}
	return false
}

// sentenceEnd is where the sentence at byte i ends.
func sentenceEnd(folded string, i int) int {
	if k := strings.IndexAny(folded[i:], "。\n;"); k >= 0 {
		return i + k
	}
	return len(folded)
}

// value is the value of the required terms among in, and in part of those that
// phrases stand for.
func (s *scorer) value(in []bool, stands []stand) float64 {
	v := 0.0
	for i, ok := range in {
		if t := &s.plan.terms[i]; ok && t.required {
			v += t.value()
		}
	}
	if len(stands) == 0 {
		return v
	}
	covered := make([]bool, len(in))
	for _, st := range stands {
		for _, i := range st.phrase.covers {
			if !in[i] && !covered[i] {
				covered[i] = true
				v += s.weights.Stands * s.plan.terms[i].value()
			}
		}
	}
	return v
}

func (s *scorer) bm25(count int) float64 {
	v, extra := 0.0, 0.0
	for i, n := range s.freq {
		if n == 0 {
			continue
		}
		t := &s.plan.terms[i]
		x := t.value() * saturation(float64(n), float64(min(count, math.MaxUint16)), s.average, s.weights)
		if t.required {
			v += x
		} else {
			extra += x
		}
	}
	v /= s.plan.total
	if s.plan.extra > 0 {
		v += s.weights.Extra * extra / s.plan.extra
	}
	return v
}

// exact is the share of the longer words that stand in one of the parts of the
// clause as typed.
func (s *scorer) exact(parts ...string) float64 {
	found, all := 0, 0
	for _, word := range s.plan.typed {
		all += len(word)
		if slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(p, word) }) {
			found += len(word)
		}
	}
	return float64(found) / float64(max(all, 1))
}

// phrases is how many of the query's words and questions the text answers in
// the words of statutes, weighted by how rare they are.
func (s *scorer) phrases() float64 {
	most := math.Log(1 + float64(s.units))
	if len(s.plan.added) == 0 || most == 0 {
		return 0
	}
	groups := s.plan.added[len(s.plan.added)-1].group + 1
	best := make([]float64, groups)
	for _, st := range s.stands {
		g := st.phrase.group
		best[g] = max(best[g], st.phrase.value)
	}
	sum := 0.0
	for _, v := range best {
		sum += v
	}
	return sum / most / math.Sqrt(float64(groups))
}

// definition is 1 if the text defines a term whose definition is asked for.
func (s *scorer) definition(folded string) float64 {
	best := 0.0
	for _, d := range s.plan.defines {
		for i := 0; ; {
			k := strings.Index(folded[i:], d)
			if k < 0 {
				break
			}
			i += k + len(d)
			best = max(best, defines(folded[:i-len(d)], folded[i:]))
		}
	}
	return best
}

// defines weighs what stands around a term: 1 for the form of a definition.
func defines(before, after string) float64 {
	rest := strings.TrimLeft(after, ",\"”")
	named := hasAnySuffix(before, "所称", "所称的", "所指")
	begins := before == "" || hasAnySuffix(before, "。", "\n", ")", "、", "条", ":", ";", "\"", "“")
	told, meant := tells(rest), hasAnyPrefix(rest, "是", "为", ":")
	for _, form := range []struct {
		is    bool
		value float64
	}{
		{named && (told || meant), 1},
		{told && begins, 0.95},
		{told, 0.75},
		{named, 0.7},
		{hasAnySuffix(before, "属于", "视为", "认定为"), 0.65},
		{meant && begins, 0.4},
	} {
		if form.is {
			return form.value
		}
	}
	return 0
}

// tells reports whether a text begins as the explanation of a term does.
func tells(s string) bool {
	if hasAnyPrefix(s, "是指", "系指", "指的是", "是按照", "包括") {
		return true
	}
	return strings.HasPrefix(s, "指") &&
		!hasAnyPrefix(s, "指定", "指导", "指挥", "指使", "指派", "指出", "指明", "指示", "指标", "指控")
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, x := range prefixes {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}
