package rank

import (
	"strings"
	"unicode/utf8"

	"duibiao/index/bigram"
	"duibiao/index/query"
)

// term is one term to look up.
type term struct {
	text     string
	prefix   bool    // a single character: all terms that begin with it
	weight   float64 // against 1 for a word of the query
	required bool    // counts for how much of the query a clause has
	word     int     // the number of the word it is from, -1 for added phrases
	starts   bool    // a word or a part of one begins here
	seam     bool    // most likely only joins two words
	spoken   bool    // part of an everyday word that statutes have others for

	// What the statistics say, filled in by weigh.
	count int     // live units that have it
	idf   float64 // 0 when none has
}

// value is what a full hit of the term adds.
func (t *term) value() float64 { return t.weight * t.idf }

// addedPhrase is a phrase of statutes that may stand for a word of the query.
type addedPhrase struct {
	text  string // folded
	group int    // of one group the best phrase counts
	value float64
	terms []string
	// covers are the terms of the query that the phrase stands for.
	covers []int
}

// plan is a reading made ready to look up.
type plan struct {
	reading query.Reading
	terms   []term // words first, in order; then weak, law name, added
	words   []string
	added   []addedPhrase
	// defines are folded terms whose definition is asked for.
	defines []string
	labels  []string // terms of article numbers
	// typed are the longer words as typed, folded, before they were read.
	typed   []string
	phrases []string // folded, must occur
	exclude []string // folded, must not occur
	// total is the value of all required terms, filled in by weigh.
	total float64
	// matchTotal is the same with everyday words lowered.
	matchTotal float64
	// extra is the value of all other terms.
	extra float64
}

// minTyped is the length in runes from which a word that stands in the text
// just as typed is worth something of its own: people paste from texts.
const minTyped = 5

// maxTerms bounds the terms of a plan, so that no query costs more than a
// fixed number of lookups.
const maxTerms = 256

func newPlan(r query.Reading, w Weights) *plan {
	p := &plan{reading: r}
	p.addRequired(w)
	p.addSteering(len(p.terms) == 0, w)
	for _, word := range r.Weak {
		p.addWord(word, w.Weak, false, w)
	}
	for _, word := range r.Conjunction.Words {
		if folded := bigram.Fold(word); utf8.RuneCountInString(folded) >= minTyped {
			p.typed = append(p.typed, folded)
		}
	}
	p.addPhrases(w)
	for _, d := range r.Defines {
		d = bigram.Fold(d)
		p.defines = append(p.defines, d)
		p.addWord("所称"+d+"是指", 2*w.Added, false, w)
	}
	for _, x := range r.Excluded {
		p.exclude = append(p.exclude, bigram.Fold(x))
	}
	return p
}

// addRequired adds the words and phrases that clauses should have.
func (p *plan) addRequired(w Weights) {
	for _, word := range p.reading.Words {
		p.addWord(word, 1, true, w)
	}
	for _, ph := range p.reading.Phrases {
		p.phrases = append(p.phrases, bigram.Fold(ph))
		p.addWord(ph, 1, true, w)
	}
}

// addSteering adds the words of law, article and place. They count as words
// where the query has nothing else (alone).
func (p *plan) addSteering(alone bool, w Weights) {
	r := p.reading
	if r.LawName != "" {
		weight := w.LawName
		if alone {
			weight = 1
		}
		p.addWord(r.LawName, weight, alone, w)
	}
	for _, a := range r.Articles {
		p.labels = append(p.labels, LabelTerm(a))
		p.addWord(a, w.LawName, alone && r.LawName == "", w)
	}
	for _, pl := range r.Places {
		p.addWord(pl.Name, w.Weak, false, w)
	}
}

// addWord adds the terms of a word that are not there yet.
func (p *plan) addWord(word string, weight float64, required bool, w Weights) {
	folded := bigram.Fold(word)
	p.words = append(p.words, folded)
	n := len(p.words) - 1
	bigram.Terms(folded, func(t string, at int) {
		one := utf8.RuneCountInString(t) == 1 && bigram.IsHan(firstRune(t))
		if one && endsRun(folded, at) {
			return // the last character of a run stands in the pair before it
		}
		if len(p.terms) >= maxTerms || p.has(t) {
			return
		}
		p.terms = append(p.terms, term{
			text: t, prefix: one, weight: weight * particleWeight(t, w), required: required, word: n,
		})
	})
}

// endsRun reports whether the lone character at byte at follows another of its
// run, so that a pair already covers it.
func endsRun(folded string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(folded[:at])
	return bigram.IsHan(before)
}

func particleWeight(t string, w Weights) float64 {
	if hasParticle(t) {
		return w.Particle
	}
	return 1
}

// hasParticle reports whether a pair has a character that only joins words.
func hasParticle(t string) bool {
	return utf8.RuneCountInString(t) > 1 && strings.ContainsFunc(t, query.IsParticle)
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func (p *plan) has(t string) bool { return p.find(t) != nil }

func (p *plan) find(t string) *term {
	for i := range p.terms {
		if p.terms[i].text == t {
			return &p.terms[i]
		}
	}
	return nil
}

// addPhrases adds the phrases of statutes as optional terms.
func (p *plan) addPhrases(w Weights) {
	for g, s := range p.reading.Added {
		covers, weight := p.spoken(s.Word), w.Added
		if s.Word == "" {
			weight = w.Cue
		}
		for _, phrase := range s.Phrases {
			a := addedPhrase{text: bigram.Fold(phrase), group: g, covers: covers}
			bigram.Terms(a.text, func(t string, _ int) {
				if utf8.RuneCountInString(t) == 1 && bigram.IsHan(firstRune(t)) {
					return
				}
				a.terms = append(a.terms, t)
				if len(p.terms) < maxTerms && !p.has(t) {
					p.terms = append(p.terms, term{text: t, weight: weight * particleWeight(t, w), word: -1})
				}
			})
			if a.text != "" && !p.asked(a.text) {
				p.added = append(p.added, a)
			}
		}
	}
}

// spoken marks the required terms inside an everyday word and lists them.
func (p *plan) spoken(word string) []int {
	var out []int
	if word == "" {
		return nil
	}
	word = bigram.Fold(word)
	for i := range p.terms {
		t := &p.terms[i]
		if t.required && strings.Contains(word, t.text) {
			t.spoken = true
			out = append(out, i)
		}
	}
	return out
}

// asked reports whether a phrase stands in the query itself.
func (p *plan) asked(phrase string) bool {
	for _, w := range p.words {
		if strings.Contains(w, phrase) {
			return true
		}
	}
	return false
}

// lawOnly reports whether a law is asked for and nothing in it: it is then
// listed from its beginning.
func (p *plan) lawOnly() bool { return p.bareLaw() && len(p.labels) == 0 }

// bareLaw reports whether a law is asked for without words.
func (p *plan) bareLaw() bool {
	return len(p.reading.LawIDs) > 0 && len(p.reading.Words) == 0 && len(p.phrases) == 0
}

// bareNumber reports whether an article number is all that is asked for.
func (p *plan) bareNumber() bool {
	return len(p.labels) > 0 && len(p.reading.LawIDs) == 0 && len(p.reading.Words) == 0 && len(p.phrases) == 0
}

// open reports whether the plan has nothing to rank by: only filters.
func (p *plan) open() bool { return len(p.terms) == 0 && len(p.labels) == 0 }

// weigh sets idf from the counts: n live units in all.
func (p *plan) weigh(n int, w Weights) {
	for i := range p.terms {
		t := &p.terms[i]
		t.idf = 0
		if t.count > 0 {
			t.idf = idf(n, t.count)
		}
	}
	p.dampSeams(w)
	p.total, p.matchTotal, p.extra = 0, 0, 0
	for i := range p.terms {
		if t := &p.terms[i]; !t.required {
			p.extra += t.value()
		} else {
			p.total += t.value()
			if t.spoken {
				p.matchTotal += w.Spoken * t.value()
			} else {
				p.matchTotal += t.value()
			}
		}
	}
	for i := range p.added {
		a := &p.added[i]
		a.value = 0
		for _, t := range a.terms {
			if found := p.find(t); found != nil && found.idf > a.value {
				a.value = found.idf
			}
		}
	}
}

// dampSeams lowers pairs that most likely only join two words of the query:
// pairs much rarer than what stands on both sides (答复|不满, 投标|截止), and at
// an end of a word pairs with a particle that are rarer than their neighbour.
func (p *plan) dampSeams(w Weights) {
	const much = 5
	counts := make([]int, len(p.terms))
	for i := range p.terms {
		counts[i] = p.terms[i].count
	}
	for i := range p.terms {
		t := &p.terms[i]
		t.starts = i == 0 || !joined(&p.terms[i-1], t) || p.terms[i-1].seam
		if t.word < 0 || t.prefix {
			continue
		}
		left, right := p.beside(counts, i, -1), p.beside(counts, i, 1)
		side := min(left, right)
		if side < 0 && t.required && hasParticle(t.text) {
			side = max(left, right)
		}
		if t.count*much < side {
			t.weight *= w.Seam
			t.seam = true
		}
	}
}

// beside is the higher count of the two terms that go before (step -1) or
// after term i in its word, -1 if there is none.
func (p *plan) beside(counts []int, i, step int) int {
	best := -1
	for range 2 {
		next := i + step
		if next < 0 || next >= len(p.terms) || !joined(&p.terms[min(i, next)], &p.terms[max(i, next)]) {
			break
		}
		best, i = max(best, counts[next]), next
	}
	return best
}

// joined reports whether b goes on in the same word where a ends.
func joined(a, b *term) bool {
	if a.word < 0 || a.word != b.word || a.prefix || b.prefix {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(a.text)
	return firstRune(b.text) == last
}
