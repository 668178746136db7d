package align

import "slices"

// match is the outcome for two documents.
type match struct {
	pairs []candidate
	// all are the scored candidates, best first, for the nearest of a gap.
	all []candidate
}

// match pairs equal units first, then the most alike that are still free (no two
// units that are left would rather have each other), then adds more counterparts
// where an article was split or joined.
//
// Only open units are paired; the nearest of a gap may be any.
func (s scorer) match(openA, openB []bool) match {
	m := match{pairs: s.equals(openA, openB)}
	freeA, freeB := slices.Clone(openA), slices.Clone(openB)
	closedA, closedB := not(openA), not(openB)
	for _, p := range m.pairs {
		freeA[p.a], freeB[p.b] = false, false
		closedA[p.a], closedB[p.b] = true, true
	}
	m.all = s.candidates()
	bestA, bestB := make([]float64, len(s.a)), make([]float64, len(s.b))
	var rest []candidate
	for _, c := range m.all {
		if closedA[c.a] || closedB[c.b] || c.score < s.w.pair {
			continue
		}
		if freeA[c.a] && freeB[c.b] {
			freeA[c.a], freeB[c.b] = false, false
			m.pairs = append(m.pairs, c)
		} else {
			rest = append(rest, c)
		}
		bestA[c.a], bestB[c.b] = max(bestA[c.a], c.score), max(bestB[c.b], c.score)
	}
	for _, c := range rest {
		if c.score >= s.w.ratio*max(bestA[c.a], bestB[c.b]) {
			m.pairs = append(m.pairs, c)
		}
	}
	return m
}

func not(open []bool) []bool {
	out := make([]bool, len(open))
	for i, o := range open {
		out[i] = !o
	}
	return out
}

// equals pairs units that say the same up to variants. Of several with the same
// text, those with the same label are paired first, then in their order.
func (s scorer) equals(openA, openB []bool) []candidate {
	var out []candidate
	used, usedB := not(openA), not(openB)
	for _, key := range []func(*profile) string{
		func(p *profile) string { return p.class + p.folded + "\x00" + p.label },
		func(p *profile) string { return p.class + p.folded },
	} {
		queue := map[string][]int{}
		for k, p := range s.b {
			if !usedB[k] {
				queue[key(p)] = append(queue[key(p)], k)
			}
		}
		for i, p := range s.a {
			q := queue[key(p)]
			if used[i] || len(q) == 0 {
				continue
			}
			used[i], usedB[q[0]] = true, true
			queue[key(p)] = q[1:]
			out = append(out, candidate{i, q[0], 1})
		}
	}
	return out
}
