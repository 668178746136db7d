package align

import (
	"cmp"
	"math"
	"slices"
)

// weights say how much each sign counts. They were chosen on law–regulation and
// law–beijing of cmd/internal/measure/align; see its README for the split.
type weights struct {
	// whole, part and cover are the shares of the likeness of all that is said, of
	// the two sentences most alike, and of how much of one the other covers.
	whole, part, cover float64
	// heading is added for like headings, place taken away for distance, weakly.
	heading, place float64
	// label is added for the same number: only in versions of one document.
	label float64
	// cite is added when one cites the other by its number.
	cite float64
	// sanction is the factor when only one of the two threatens with a penalty.
	sanction float64
	// short damps units that say little, in features.
	short float64
	// pair is the least score of a pair. One more counterpart beside the best must
	// also reach the share ratio of the best of both.
	pair, ratio float64
}

func placesWeights() weights {
	return weights{
		whole: 0.4, part: 0.25, cover: 0.2, heading: 0.05, place: 0.06, sanction: 0.5, cite: 0.22,
		pair: 0.24, ratio: 0.67, short: 2,
	}
}

func versionWeights() weights {
	w := placesWeights()
	w.label, w.pair, w.ratio = 0.1, 0.35, 0.8
	return w
}

// candidate is a pair of units and how alike they are, 0 to 1.
type candidate struct {
	a, b  int
	score float64
}

// nearest is how many candidates each of n units keeps on its side.
func nearest(n int) int { return min(16, max(4, 80_000/max(n, 1))) }

// scorer compares the units of two documents.
type scorer struct {
	w    weights
	a, b []*profile
}

// candidates lists the pairs worth scoring, best first; a pair is there if one of
// the two is among the nearest of the other. Equal pairs are left out.
func (s scorer) candidates() []candidate {
	var out []candidate
	seen := map[[2]int]bool{}
	add := func(a, b int) {
		if !seen[[2]int{a, b}] {
			seen[[2]int{a, b}] = true
			out = append(out, candidate{a, b, s.score(s.a[a], s.b[b])})
		}
	}
	for a, row := range near(s.a, s.b) {
		for _, b := range row {
			add(a, b)
		}
	}
	for b, row := range near(s.b, s.a) {
		for _, a := range row {
			add(a, b)
		}
	}
	slices.SortFunc(out, byScore)
	return out
}

// byScore puts the best first; of equals those that stand further to the front.
// Two pairs that share a unit are never tied, so the order is the same from both
// sides.
func byScore(x, y candidate) int {
	return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a+x.b, y.a+y.b), cmp.Compare(x.a, y.a))
}

// maxPostings bounds how many units of the other side one feature leads to, among n
// units: what thousands of units share says nothing.
func maxPostings(n int) int { return min(2000, max(50, 4_000_000/max(n, 1))) }

// near finds for each unit of one side the nearest of the other by the likeness of
// all they say, in memory linear in the text.
func near(from, to []*profile) [][]int {
	index := map[uint32][]feature{}
	for k, p := range to {
		for _, f := range p.whole {
			index[f.id] = append(index[f.id], feature{uint32(k), f.weight})
		}
	}
	n := max(len(from), len(to))
	limit, keep := maxPostings(n), nearest(n)
	out := make([][]int, len(from))
	sums := make([]float64, len(to))
	var hit []int
	for i, p := range from {
		hit = hit[:0]
		for _, f := range p.whole {
			list := index[f.id]
			if len(list) > limit {
				continue
			}
			for _, q := range list {
				if sums[q.id] == 0 {
					hit = append(hit, int(q.id))
				}
				sums[q.id] += f.weight * q.weight
			}
		}
		out[i] = best(hit, sums, keep)
		for _, k := range hit {
			sums[k] = 0
		}
	}
	return out
}

// best sorts by likeness and keeps the nearest.
func best(hit []int, sums []float64, keep int) []int {
	slices.SortFunc(hit, func(x, y int) int {
		return cmp.Or(cmp.Compare(round(sums[y]), round(sums[x])), cmp.Compare(x, y))
	})
	return slices.Clone(hit[:min(len(hit), keep)])
}

// round takes away what the order of additions leaves in a sum.
func round(f float64) float64 { return math.Round(f*1e6) / 1e6 }

func (s scorer) score(a, b *profile) float64 {
	switch {
	case a.class != b.class:
		return 0
	case a.folded == b.folded:
		return 1
	}
	score := s.w.whole*cosine(a.whole, b.whole) + s.w.part*s.parts(a, b) + s.w.cover*max(cover(a, b), cover(b, a))
	n := float64(min(len(a.whole), len(b.whole)))
	score *= n / (n + s.w.short)
	if a.sanction != b.sanction {
		score *= s.w.sanction
	}
	if score > 0 {
		score += s.w.heading*cosine(a.heading, b.heading) - s.w.place*math.Abs(a.place-b.place)
	}
	if cites(a, b) {
		score += s.w.cite
	}
	if s.w.label > 0 && a.label != "" && a.label == b.label {
		score += s.w.label
	}
	return round(min(max(score, 0), 0.999))
}

// parts is the likeness of the two sentences most alike.
func (s scorer) parts(a, b *profile) (most float64) {
	for _, p := range a.parts {
		for _, q := range b.parts {
			most = max(most, cosine(p, q))
		}
	}
	return most
}

// cover says how much of a, sentence by sentence, b has too.
func cover(a, b *profile) float64 {
	var sum, all float64
	for i, p := range a.parts {
		most := 0.0
		for _, q := range b.parts {
			most = max(most, cosine(p, q))
		}
		sum += most * a.sizes[i]
		all += a.sizes[i]
	}
	return sum / max(all, 1)
}
