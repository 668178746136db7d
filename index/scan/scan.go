// Package scan searches units in memory by looking through all their text. It
// answers while there is no index yet, for instance during a first import, and
// is what the conformance suite compares other backends with.
//
// Invariant: it finds the same as any other backend, only slower: about a
// second for fifty megabytes of text.
package scan

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"
	"sync"

	"duibiao/index"
	"duibiao/index/bigram"
	"duibiao/index/rank"
)

// Index holds units in memory. It implements index.Index.
type Index struct {
	corpus *rank.Corpus
	info   index.Info
	mu     sync.RWMutex
	closed bool
}

var _ index.Index = (*Index)(nil)

// ErrClosed is the error of a search after Close.
var ErrClosed = errors.New("search is closed")

// Open reads all units; those of one document must stand together.
func Open(ctx context.Context, units iter.Seq2[index.Unit, error]) (*Index, error) {
	s := &segment{}
	var docs []index.Doc
	var unitDoc []uint32
	var front []bool
	var text int64
	for u, err := range units {
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if n := len(docs); n == 0 || docs[n-1].ID != u.ID {
			docs = append(docs, u.Doc)
		}
		unitDoc = append(unitDoc, uint32(len(docs)-1))
		front = append(front, u.Front)
		s.units = append(s.units, u)
		text += int64(len(u.Text))
	}
	s.fold()
	s.table = rank.NewTable(docs, unitDoc, s.terms, front)
	return &Index{
		corpus: rank.NewCorpus([]rank.Segment{s}, rank.DefaultWeights()),
		info:   index.Info{Documents: len(docs), Units: len(s.units), Shards: 1, TextBytes: text},
	}, nil
}

// Search implements index.Index.
func (x *Index) Search(ctx context.Context, req index.Request) (index.Result, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return index.Result{}, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return index.Result{}, err
	}
	return x.corpus.Search(ctx, req)
}

// Info implements index.Index.
func (x *Index) Info() index.Info { return x.info }

// Close implements index.Index.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.closed = true
	return nil
}

// segment is all units with their folded texts.
type segment struct {
	table  *rank.Table
	units  []index.Unit
	folded []string
	terms  []uint16
}

// fold folds the texts, on two cores.
func (s *segment) fold() {
	s.folded, s.terms = make([]string, len(s.units)), make([]uint16, len(s.units))
	var wg sync.WaitGroup
	half := len(s.units) / 2
	for _, part := range [][2]int{{0, half}, {half, len(s.units)}} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := part[0]; i < part[1]; i++ {
				s.folded[i] = rank.SearchText(s.units[i])
				n := bigram.Count(s.folded[i])
				if s.units[i].Label != "" {
					n++
				}
				s.terms[i] = uint16(min(n, math.MaxUint16))
			}
		}()
	}
	wg.Wait()
}

// Table implements rank.Segment.
func (s *segment) Table() *rank.Table { return s.table }

// Postings implements rank.Segment.
func (s *segment) Postings(term string, buf []uint32) ([]uint32, error) {
	for i := range s.units {
		if s.has(i, term) {
			buf = append(buf, uint32(i))
		}
	}
	return buf, nil
}

func (s *segment) has(i int, term string) bool {
	if label := s.units[i].Label; label != "" && rank.LabelTerm(label) == term {
		return true
	}
	return strings.Contains(s.folded[i], term) && (bigram.IsPair(term) || s.isTerm(i, func(t string) bool { return t == term }))
}

// isTerm looks for a term that is what want says.
func (s *segment) isTerm(i int, want func(string) bool) bool {
	found := false
	bigram.Terms(s.folded[i], func(t string, _ int) { found = found || want(t) })
	return found
}

// Prefixed implements rank.Segment.
func (s *segment) Prefixed(prefix string, buf []uint32) ([]uint32, error) {
	for i := range s.units {
		if !strings.Contains(s.folded[i], prefix) {
			continue
		}
		if s.isTerm(i, func(t string) bool { return strings.HasPrefix(t, prefix) }) {
			buf = append(buf, uint32(i))
		}
	}
	return buf, nil
}

// Unit implements rank.Segment.
func (s *segment) Unit(u uint32) (index.Unit, error) {
	if int(u) >= len(s.units) {
		return index.Unit{}, fmt.Errorf("unit %d of %d", u, len(s.units))
	}
	return s.units[u], nil
}
