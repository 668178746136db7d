package rank

import (
	"cmp"
	"container/heap"
	"slices"
	"strconv"

	"duibiao/corpus"
	"duibiao/index"
)

// result turns what was found into what is shown.
func (s *search) result() (index.Result, error) {
	res := index.Result{
		Hits: []index.Hit{}, Total: len(s.found), Facets: s.facets(), Understood: s.understood,
	}
	offset, limit := s.req.Window()
	best := s.best(max(s.corpus.weights.Rerank, offset+limit))
	units, err := s.rerank(best)
	if err != nil {
		return index.Result{}, err
	}
	for i := offset; i < min(offset+limit, len(best)); i++ {
		unit, ok := units[i]
		if !ok {
			unit, err = s.unit(best[i])
			if err != nil {
				return index.Result{}, err
			}
		}
		res.Hits = append(res.Hits, s.hit(i, best[i], unit))
	}
	return res, nil
}

func (s *search) unit(c candidate) (index.Unit, error) {
	return s.corpus.segments[c.segment].Unit(c.unit)
}

// best takes the n best candidates, in order.
func (s *search) best(n int) []candidate {
	if len(s.found) <= n {
		slices.SortFunc(s.found, s.order)
		return s.found
	}
	h := &worstFirst{order: s.order, list: slices.Clone(s.found[:n])}
	heap.Init(h)
	for _, c := range s.found[n:] {
		if s.order(c, h.list[0]) < 0 {
			h.list[0] = c
			heap.Fix(h, 0)
		}
	}
	slices.SortFunc(h.list, s.order)
	return h.list
}

// worstFirst is a heap with the last in order on top.
type worstFirst struct {
	order func(a, b candidate) int
	list  []candidate
}

func (h *worstFirst) Len() int           { return len(h.list) }
func (h *worstFirst) Less(i, j int) bool { return h.order(h.list[i], h.list[j]) > 0 }
func (h *worstFirst) Swap(i, j int)      { h.list[i], h.list[j] = h.list[j], h.list[i] }
func (h *worstFirst) Push(any)           { panic("rank: the heap has a fixed size") }
func (h *worstFirst) Pop() any           { panic("rank: the heap has a fixed size") }

// rerank reads the best candidates, scores them again and sorts them. It
// returns the units by their new places.
func (s *search) rerank(best []candidate) (map[int]index.Unit, error) {
	n := min(s.corpus.weights.Rerank, len(best))
	type scored struct {
		candidate
		unit index.Unit
	}
	list := make([]scored, n)
	scorers := make([]*scorer, len(s.plans))
	for i, c := range best[:n] {
		if err := s.ctx.Err(); err != nil {
			return nil, err
		}
		u, err := s.unit(c)
		if err != nil {
			return nil, err
		}
		if scorers[c.plan] == nil {
			scorers[c.plan] = newScorer(s.plans[c.plan], s.corpus)
		}
		if !c.listed {
			c.score = scorers[c.plan].score(u) + s.corpus.weights.Steering*c.boost
		}
		list[i] = scored{c, u}
	}
	slices.SortFunc(list, func(a, b scored) int { return s.order(a.candidate, b.candidate) })
	units := make(map[int]index.Unit, n)
	for i, x := range list {
		best[i] = x.candidate
		units[i] = x.unit
	}
	for i := n; i < len(best); i++ { // never above those that were read
		best[i].score = min(best[i].score, best[n-1].score)
	}
	return units, nil
}

func (s *search) hit(i int, c candidate, u index.Unit) index.Hit {
	return index.Hit{
		Rank: i + 1, Score: c.score, DocumentID: u.ID, Title: u.Title, DocNumber: u.DocNumber,
		Region: u.Region, Kind: u.Kind, Status: statusOf(u.Doc, s.req.AsOf), Date: u.Date(),
		Clause: u.Label, ClauseID: u.ClauseID, Path: u.Path, Text: u.Text,
		Highlights: highlights(u.Text, s.plans[c.plan]),
	}
}

// facets counts everything found by the properties of its document.
func (s *search) facets() index.Facets {
	counts := make([][]int, len(s.corpus.segments))
	for seg, data := range s.corpus.segments {
		counts[seg] = make([]int, len(data.Table().Docs))
	}
	for _, c := range s.found {
		counts[c.segment][s.corpus.segments[c.segment].Table().DocOf[c.unit]]++
	}
	region, kind, status, year := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	for seg, data := range s.corpus.segments {
		for d, doc := range data.Table().Docs {
			n := counts[seg][d]
			if n == 0 {
				continue
			}
			region[doc.Region] += n
			kind[string(doc.Kind)] += n
			status[string(statusOf(doc, s.req.AsOf))] += n
			if at := doc.Date(); at != (corpus.Date{}) {
				year[strconv.Itoa(at.Year)] += n
			}
		}
	}
	years := facet(year)
	slices.SortFunc(years, func(a, b index.Count) int { return cmp.Compare(b.Value, a.Value) })
	return index.Facets{Region: facet(region), Kind: facet(kind), Status: facet(status), Year: years}
}

func facet(counts map[string]int) []index.Count {
	out := make([]index.Count, 0, len(counts))
	for value, n := range counts {
		if value != "" {
			out = append(out, index.Count{Value: value, Count: n})
		}
	}
	slices.SortFunc(out, func(a, b index.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
	})
	return out
}
