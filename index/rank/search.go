package rank

import (
	"cmp"
	"context"
	"math"
	"slices"

	"duibiao/index"
	"duibiao/index/query"
)

func idf(n, count int) float64 {
	return math.Log(1 + (float64(n)-float64(count)+0.5)/(float64(count)+0.5))
}

// Corpus is what is searched: segments and the names of their documents.
type Corpus struct {
	segments []Segment
	names    *Names
	firstDoc []int // number of the first document of each segment in names
	regions  []string
	domain   []float64 // what documents of this program's field gain
	units    int       // live ones
	average  float64
	weights  Weights
}

// NewCorpus joins segments. Documents must be unique over all of them but for
// dead ones.
func NewCorpus(segments []Segment, w Weights) *Corpus {
	c := &Corpus{segments: segments, weights: w}
	var docs []index.Doc
	var dead []bool
	terms := 0
	for _, s := range segments {
		t := s.Table()
		c.firstDoc = append(c.firstDoc, len(docs))
		docs = append(docs, t.Docs...)
		for d := range t.Docs {
			gone := t.Dead != nil && t.Dead[d]
			dead = append(dead, gone)
			if gone {
				continue
			}
			for u := t.First[d]; u < t.First[d+1]; u++ {
				terms += int(t.Terms[u])
				c.units++
			}
		}
	}
	c.names = NewNames(docs, dead)
	for _, d := range docs {
		c.regions = append(c.regions, regionOf(d))
		gain := 0.0
		if query.InDomain(d.Title) {
			gain = w.Domain
		}
		c.domain = append(c.domain, gain)
	}
	c.average = float64(terms) / float64(max(c.units, 1))
	return c
}

// candidate is a unit that matches.
type candidate struct {
	segment int
	unit    uint32
	plan    int
	score   float64
	boost   float64 // what steering is in score
	listed  bool    // a clause of the law that was asked for, in its order
}

// Search answers a request over the corpus, as index.Index demands.
func (c *Corpus) Search(ctx context.Context, req index.Request) (index.Result, error) {
	understood := query.Understand(query.Parse(req.Query), c.names)
	if len(understood.Readings) == 0 && req.Filter != (index.Filter{}) {
		understood.Readings = []query.Reading{{}} // filters alone list what passes
	}
	s := search{corpus: c, req: req, ctx: ctx, understood: understood}
	for _, r := range understood.Readings {
		s.plans = append(s.plans, newPlan(r, c.weights))
	}
	for i := range s.plans {
		if err := s.match(i); err != nil {
			return index.Result{}, err
		}
	}
	s.unite()
	return s.result()
}

// search is one request on its way.
type search struct {
	corpus     *Corpus
	ctx        context.Context
	req        index.Request
	understood query.Understood
	plans      []*plan
	found      []candidate
}

// unite keeps the best of several candidates for one unit and sorts them best
// first.
func (s *search) unite() {
	if len(s.plans) > 1 {
		slices.SortFunc(s.found, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(a.segment, b.segment), cmp.Compare(a.unit, b.unit),
				cmp.Compare(b.score, a.score), cmp.Compare(a.plan, b.plan))
		})
		s.found = slices.CompactFunc(s.found, func(a, b candidate) bool {
			return a.segment == b.segment && a.unit == b.unit
		})
	}
}

// order compares two candidates: score, then document, then unit.
func (s *search) order(a, b candidate) int {
	if a.score != b.score {
		return cmp.Compare(b.score, a.score)
	}
	if a.segment == b.segment && a.unit == b.unit {
		return 0
	}
	ta, tb := s.corpus.segments[a.segment].Table(), s.corpus.segments[b.segment].Table()
	da, db := &ta.Docs[ta.DocOf[a.unit]], &tb.Docs[tb.DocOf[b.unit]]
	return cmp.Or(
		-da.Latest().Compare(db.Latest()),
		cmp.Compare(da.Title, db.Title),
		cmp.Compare(da.ID, db.ID),
		cmp.Compare(a.unit, b.unit),
	)
}
