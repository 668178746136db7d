package scope

import (
	"slices"
	"strings"
)

// dice is twice the bigrams that two names share over all that they have. A
// bigram counts as often as it stands in the name.
func dice(x, y []uint64) float64 {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	shared, i, k := 0, 0, 0
	for i < len(x) && k < len(y) {
		switch {
		case x[i] == y[k]:
			shared, i, k = shared+1, i+1, k+1
		case x[i] < y[k]:
			i++
		default:
			k++
		}
	}
	return 2 * float64(shared) / float64(len(x)+len(y))
}

// bigrams are the pairs of neighbouring characters, sorted.
func bigrams(s string) []uint64 {
	var out []uint64
	before := rune(-1)
	for _, r := range s {
		if before >= 0 {
			out = append(out, uint64(before)<<32|uint64(r))
		}
		before = r
	}
	slices.Sort(out)
	return out
}

// contrast reports whether two names differ by words that exclude each other:
// 小学 and 中学, 居家 and 社区.
func (x *Crosswalk) contrast(a, b string) bool {
	for _, words := range x.contrasts {
		onlyA, onlyB := false, false
		for _, w := range words {
			inA, inB := strings.Contains(a, w), strings.Contains(b, w)
			onlyA, onlyB = onlyA || inA && !inB, onlyB || inB && !inA
		}
		if onlyA && onlyB {
			return true
		}
	}
	return false
}
