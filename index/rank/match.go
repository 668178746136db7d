package rank

import (
	"fmt"
	"slices"
	"sync"

	"duibiao/index/bigram"
)

// match finds the clauses that match one plan.
func (s *search) match(pi int) error {
	p := s.plans[pi]
	lists, err := s.postings(p)
	if err != nil {
		return err
	}
	p.weigh(s.corpus.units, s.corpus.weights)
	for seg := range s.corpus.segments {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		if err := s.matchSegment(pi, seg, lists[seg]); err != nil {
			return err
		}
	}
	return nil
}

// postings looks every term of a plan up in every segment and counts the live
// units that have it.
func (s *search) postings(p *plan) ([][][]uint32, error) {
	lists := make([][][]uint32, len(s.corpus.segments))
	for seg, data := range s.corpus.segments {
		lists[seg] = make([][]uint32, len(p.terms))
		for i := range p.terms {
			if err := s.ctx.Err(); err != nil {
				return nil, err
			}
			list, err := lookup(data, p.terms[i].text, p.terms[i].prefix)
			if err != nil {
				return nil, err
			}
			lists[seg][i] = list
			p.terms[i].count += len(list)
		}
	}
	return lists, nil
}

// lookup lists the live units that have a term.
func lookup(data Segment, term string, prefix bool) ([]uint32, error) {
	get := data.Postings
	if prefix {
		get = data.Prefixed
	}
	list, err := get(term, nil)
	if err != nil {
		return nil, fmt.Errorf("look up %q: %w", term, err)
	}
	t := data.Table()
	if n := len(list); n > 0 && int(list[n-1]) >= t.Units() {
		return nil, fmt.Errorf("look up %q: unit %d of %d", term, list[n-1], t.Units())
	}
	if t.Dead != nil {
		list = slices.DeleteFunc(list, t.dead)
	}
	return list, nil
}

// scratch is working memory for one segment, one entry a unit.
type scratch struct {
	score, extra, share []float64
	label               []bool
}

//nolint:gochecknoglobals // reuse of memory only
var scratches = sync.Pool{New: func() any { return new(scratch) }}

func (x *scratch) reset(n int) {
	if cap(x.score) < n {
		x.score, x.extra, x.share, x.label = make([]float64, n), make([]float64, n), make([]float64, n), make([]bool, n)
		return
	}
	x.score, x.extra, x.share, x.label = x.score[:n], x.extra[:n], x.share[:n], x.label[:n]
	clear(x.score)
	clear(x.extra)
	clear(x.share)
	clear(x.label)
}

// matchSegment adds the matches of a plan in one segment to s.found.
func (s *search) matchSegment(pi, seg int, lists [][]uint32) error {
	p, data := s.plans[pi], s.corpus.segments[seg]
	t := data.Table()
	steer := s.steer(p, seg)
	if steer == nil {
		return nil // no document passes the filters
	}
	x := scratches.Get().(*scratch)
	defer scratches.Put(x)
	x.reset(t.Units())
	s.add(p, t, lists, x)
	if err := markLabels(p, data, x); err != nil {
		return err
	}
	units, err := s.keepDemanded(p, data, s.matching(p, t, x, steer))
	if err != nil {
		return err
	}
	for _, u := range units {
		c := s.candidate(p, t, x, u, steer[t.DocOf[u]])
		c.segment, c.plan = seg, pi
		s.found = append(s.found, c)
	}
	return nil
}

// matching lists the clauses that match the ranked part of a plan, in order.
func (s *search) matching(p *plan, t *Table, x *scratch, steer []steering) []uint32 {
	var units []uint32
	for d := range t.Docs {
		if !steer[d].allowed {
			continue
		}
		for u := t.First[d]; u < t.First[d+1]; u++ {
			if s.matches(p, x, u, steer[d].law) {
				units = append(units, u)
			}
		}
	}
	return units
}

// candidate is a clause that matches, with its first score.
func (s *search) candidate(p *plan, t *Table, x *scratch, u uint32, st steering) candidate {
	if p.lawOnly() && st.law > 0 {
		const first, step = 10, 1e-5 // above all that only mention the law
		return candidate{unit: u, score: first + st.boost - step*float64(u-t.First[t.DocOf[u]]), listed: true}
	}
	c := candidate{unit: u, boost: s.boost(p, t, x, u, st)}
	c.score = c.boost
	if p.total > 0 {
		c.score += (x.score[u] + x.share[u]) / p.total
	}
	if p.extra > 0 {
		c.score += s.corpus.weights.Extra * x.extra[u] / p.extra
	}
	return c
}

// add sums BM25 with one occurrence of each term, and the share of the query.
func (s *search) add(p *plan, t *Table, lists [][]uint32, x *scratch) {
	w := s.corpus.weights
	for i, list := range lists {
		term := &p.terms[i]
		v := term.value()
		if v == 0 {
			continue
		}
		sum := x.extra
		if term.required {
			sum = x.score
		}
		for _, u := range list {
			sum[u] += v * saturation(1, float64(t.Terms[u]), s.corpus.average, w)
		}
		if term.required {
			if term.spoken {
				v *= w.Spoken
			}
			for _, u := range list {
				x.share[u] += v
			}
		}
	}
}

// saturation is BM25's weight of a term that occurs tf times, 1 for one
// occurrence in a clause of average length.
func saturation(tf, length, average float64, w Weights) float64 {
	return tf * (w.K1 + 1) / (tf + w.K1*(1-w.B+w.B*length/average))
}

func markLabels(p *plan, data Segment, x *scratch) error {
	for _, label := range p.labels {
		list, err := lookup(data, label, false)
		if err != nil {
			return err
		}
		for _, u := range list {
			x.label[u] = true
		}
	}
	return nil
}

// matches decides whether a clause matches the ranked part of a plan.
func (s *search) matches(p *plan, x *scratch, u uint32, law float64) bool {
	if p.open() || s.labelled(p, x, u, law) {
		return true
	}
	need := s.corpus.weights.Match * p.matchTotal
	switch {
	case p.lawOnly() && law > 0:
		return true
	case p.bareLaw():
		need = 0.8 * p.matchTotal // others only where they name the law
	case p.bareNumber():
		need = 0.95 * p.matchTotal // others only where they name the article
	case law > 0:
		need /= 2
	}
	return x.share[u] > 0 && x.share[u] >= need
}

// labelled reports whether a clause has the number that is asked for, in the
// law that is asked for if there is one.
func (s *search) labelled(p *plan, x *scratch, u uint32, law float64) bool {
	return len(p.labels) > 0 && x.label[u] && (law > 0 || len(p.reading.LawIDs) == 0)
}

// boost is what steering adds to the score of a clause.
func (s *search) boost(p *plan, t *Table, x *scratch, u uint32, st steering) float64 {
	boost := st.boost
	if s.labelled(p, x, u, st.law) {
		boost += s.corpus.weights.Article
	}
	if t.Front[u] {
		boost += s.corpus.weights.Front
	}
	return boost
}

// keepDemanded drops units that lack what the plan demands, or have what it
// excludes. units is in ascending order.
func (s *search) keepDemanded(p *plan, data Segment, units []uint32) ([]uint32, error) {
	for _, d := range p.demands() {
		having, err := s.having(d, data, units)
		if err != nil {
			return nil, err
		}
		units = slices.DeleteFunc(units, func(u uint32) bool {
			_, found := slices.BinarySearch(having, u)
			return found == d.not
		})
	}
	return units, nil
}

// having lists those of the units that have what is demanded.
func (s *search) having(d demand, data Segment, units []uint32) ([]uint32, error) {
	likely := slices.Clone(units)
	for _, term := range d.terms {
		if len(likely) == 0 {
			return nil, nil
		}
		list, err := lookup(data, term, false)
		if err != nil {
			return nil, err
		}
		likely = intersect(likely, list)
	}
	out := likely[:0]
	for i, u := range likely {
		if i%256 == 0 && s.ctx.Err() != nil {
			return nil, s.ctx.Err()
		}
		unit, err := data.Unit(u)
		if err != nil {
			return nil, err
		}
		if d.has(unit) {
			out = append(out, u)
		}
	}
	return out, nil
}

// intersect keeps the entries of a that are in b; both ascend.
func intersect(a, b []uint32) []uint32 {
	out := a[:0]
	j := 0
	for _, u := range a {
		for j < len(b) && b[j] < u {
			j++
		}
		if j < len(b) && b[j] == u {
			out = append(out, u)
		}
	}
	return out
}

// steering is what a document adds to the scores of its clauses.
type steering struct {
	allowed bool
	law     float64 // above 0 if the query names this law
	boost   float64
}

// steer weighs the documents of a segment, nil if all are filtered out.
func (s *search) steer(p *plan, seg int) []steering {
	c, w := s.corpus, s.corpus.weights
	t := c.segments[seg].Table()
	tests := docTests(s.req, p.reading)
	laws, topics := s.laws(p), s.topics(p)
	out := make([]steering, len(t.Docs))
	any := false
	for d := range t.Docs {
		doc := t.Docs[d]
		st := &out[d]
		st.allowed = t.Dead == nil || !t.Dead[d]
		for _, test := range tests {
			st.allowed = st.allowed && test(doc)
		}
		any = any || st.allowed
		st.law = laws[c.firstDoc[seg]+d]
		st.boost = st.law + topics[c.firstDoc[seg]+d] + c.domain[c.firstDoc[seg]+d] + placeBoost(p.reading.Places, c.regions[c.firstDoc[seg]+d], w)
		if c.names.Older(c.firstDoc[seg] + d) {
			st.boost += w.Older
		}
	}
	if !any {
		return nil
	}
	return out
}

// laws weighs the documents that the query names. Of several titles that a
// short name stands for, those of a place that is named come first, else the
// first.
func (s *search) laws(p *plan) map[int]float64 {
	c := s.corpus
	ids := p.reading.LawIDs
	out := make(map[int]float64, len(ids))
	inPlace := func(id int) bool {
		return placeBoost(p.reading.Places, c.regions[id], Weights{Place: 1, PlaceAbove: 0}) > 0
	}
	named := len(p.reading.Places) > 0 && slices.ContainsFunc(ids, inPlace)
	for _, id := range ids {
		first := c.names.Title(id) == c.names.Title(ids[0])
		if named {
			first = inPlace(id)
		}
		out[id] = c.weights.LawOther
		if first {
			out[id] = c.weights.Law
		}
	}
	return out
}

// topics weighs the documents whose name says what the query is about: 价格 →
// 价格法, 公平竞争审查 → 公平竞争审查条例.
func (s *search) topics(p *plan) map[int]float64 {
	const fullRunes = 4 // from this length a topic counts in full
	out := map[int]float64{}
	for _, w := range p.reading.Words {
		for _, t := range s.corpus.names.Topics(bigram.Fold(w)) {
			gain := s.corpus.weights.Topic * float64(min(t.Runes, fullRunes)) / fullRunes
			for _, d := range t.Docs {
				out[d] = max(out[d], gain)
			}
		}
	}
	return out
}
