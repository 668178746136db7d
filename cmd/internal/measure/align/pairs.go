package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"

	"duibiao/compare/align"
)

// tally counts proposed pairs against the list.
type tally struct {
	right, wrong, weak, missed int
	// none counts articles without a counterpart, gaps those that were left alone.
	none, gaps int
}

func (t *tally) add(o tally) {
	t.right, t.wrong, t.weak, t.missed = t.right+o.right, t.wrong+o.wrong, t.weak+o.weak, t.missed+o.missed
	t.none, t.gaps = t.none+o.none, t.gaps+o.gaps
}

func (t tally) precision() float64 { return share(t.right, t.right+t.wrong) }
func (t tally) recall() float64    { return share(t.right, t.right+t.missed) }
func (t tally) f1() float64        { return share(2*t.right, 2*t.right+t.wrong+t.missed) }

// strict is F1 when a weak pair counts as wrong.
func (t tally) strict() float64 { return share(2*t.right, 2*t.right+t.wrong+t.weak+t.missed) }

func share(n, of int) float64 { return float64(n) / float64(max(of, 1)) }

func count(l *labelled, got map[articles]bool) tally {
	var t tally
	left, right := map[int]bool{}, map[int]bool{}
	for p := range got {
		left[p.left], right[p.right] = true, true
		switch {
		case l.pair[p]:
			t.right++
		case l.weak[p]:
			t.weak++
		default:
			t.wrong++
		}
	}
	t.missed = len(l.pair) - t.right
	t.none = len(l.noneLeft) + len(l.noneRight)
	for a := range l.noneLeft {
		if !left[a] {
			t.gaps++
		}
	}
	for b := range l.noneRight {
		if !right[b] {
			t.gaps++
		}
	}
	return t
}

// way is one way to align.
type way struct {
	name string
	pair func(a, b align.Document) map[articles]bool
}

func ways() []way {
	return []way{
		{"aligned", aligned},
		{"same number", sameNumber},
		{"plain cosine", plainCosine},
	}
}

// measurePairs prints the figures of every way; the first must reach the target, in
// total and on the pairs held out, and beat the others.
func measurePairs(out io.Writer, docs map[string]align.Document, labels []*labelled, o options) bool {
	fmt.Fprintf(out, "%-14s %-22s %-8s %5s %6s %5s %6s  %6s %6s %6s %6s\n",
		"way", "documents", "split", "right", "wrong", "weak", "missed", "P", "R", "F1", "strict")
	ok, own := true, 0.0
	for i, w := range ways() {
		sums := map[string]*tally{}
		for _, l := range labels {
			if o.split == "" || l.split == o.split {
				measureOne(out, docs, l, w, sums, o.verbose && i == 0)
			}
		}
		ok = printSums(out, w.name, sums, i == 0) && ok
		if sums["total"] == nil {
			fmt.Fprintf(out, "no pairs of split %q\n", o.split)
			return false
		}
		f1 := sums["total"].f1()
		switch {
		case i == 0:
			own = f1
		case f1 >= own:
			fmt.Fprintf(out, "not better than %s\n", w.name)
			ok = false
		}
	}
	return ok
}

// printSums prints the figures of the splits and of all; false when they must reach
// the target and do not.
func printSums(out io.Writer, name string, sums map[string]*tally, must bool) bool {
	ok := true
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		f1 := sums[key].f1()
		printTally(out, name, "all", key, *sums[key])
		if must && key != "dev" && f1 < target {
			fmt.Fprintf(out, "%s: below the target of %.2f\n", key, target)
			ok = false
		}
	}
	return ok
}

// measureOne prints the figures of one way on one pair of documents and adds them
// to the sums of its split and of all.
func measureOne(out io.Writer, docs map[string]align.Document, l *labelled, w way, sums map[string]*tally, misses bool) {
	got := w.pair(docs[l.left], docs[l.right])
	t := count(l, got)
	printTally(out, w.name, l.left+"–"+l.right, l.split, t)
	for _, key := range []string{l.split, "total"} {
		if sums[key] == nil {
			sums[key] = &tally{}
		}
		sums[key].add(t)
	}
	if misses {
		printMisses(out, l, got)
	}
}

func printTally(out io.Writer, name, documents, split string, t tally) {
	fmt.Fprintf(out, "%-14s %-22s %-8s %5d %6d %5d %6d  %6.3f %6.3f %6.3f %6.3f  gaps %d/%d\n",
		name, documents, split, t.right, t.wrong, t.weak, t.missed, t.precision(), t.recall(), t.f1(), t.strict(), t.gaps, t.none)
}

func printMisses(out io.Writer, l *labelled, got map[articles]bool) {
	byLeft := func(a, b articles) int { return cmp.Or(cmp.Compare(a.left, b.left), cmp.Compare(a.right, b.right)) }
	for _, p := range slices.SortedFunc(maps.Keys(got), byLeft) {
		if !l.pair[p] && !l.weak[p] {
			fmt.Fprintf(out, "  wrong  %d–%d\n", p.left, p.right)
		}
	}
	for _, p := range slices.SortedFunc(maps.Keys(l.pair), byLeft) {
		if !got[p] {
			fmt.Fprintf(out, "  missed %d–%d\n", p.left, p.right)
		}
	}
}

func aligned(a, b align.Document) map[articles]bool {
	out := map[articles]bool{}
	for _, r := range align.Documents([]align.Document{a, b}, align.Options{}).Rows {
		for _, l := range r.Links {
			out[articles{articleNumber(l.A.Clause), articleNumber(l.B.Clause)}] = true
		}
	}
	return out
}

func sameNumber(a, b align.Document) map[articles]bool {
	out := map[articles]bool{}
	right := map[int]bool{}
	for _, u := range align.Units(b, align.Articles) {
		right[articleNumber(u.Clause)] = true
	}
	for _, u := range align.Units(a, align.Articles) {
		if n := articleNumber(u.Clause); right[n] {
			out[articles{n, n}] = true
		}
	}
	return out
}

// plainThreshold is the threshold that gives the plain cosine its best F1 on the
// whole list.
const plainThreshold = 0.2

// plainCosine takes for each article the one most alike by the cosine of counted
// pairs of characters, if that is mutual.
func plainCosine(a, b align.Document) map[articles]bool {
	left, right := align.Units(a, align.Articles), align.Units(b, align.Articles)
	score := make([][]float64, len(left))
	for i, u := range left {
		for _, v := range right {
			score[i] = append(score[i], bigramCosine(u.Text, v.Text))
		}
	}
	out := map[articles]bool{}
	for i, row := range score {
		for k, s := range row {
			mutual := s >= plainThreshold && s == slices.Max(row)
			for _, other := range score {
				mutual = mutual && other[k] <= s
			}
			if mutual {
				out[articles{articleNumber(left[i].Clause), articleNumber(right[k].Clause)}] = true
			}
		}
	}
	return out
}

func bigramCosine(a, b string) float64 {
	va, vb := bigrams(a), bigrams(b)
	var dot float64
	for g, n := range va {
		dot += n * vb[g]
	}
	return dot / math.Max(length(va)*length(vb), 1e-9)
}

func bigrams(s string) map[[2]rune]float64 {
	out := map[[2]rune]float64{}
	r := []rune(s)
	for i := 1; i < len(r); i++ {
		out[[2]rune{r[i-1], r[i]}]++
	}
	return out
}

func length(v map[[2]rune]float64) float64 {
	var sum float64
	for _, n := range v {
		sum += n * n
	}
	return math.Sqrt(sum)
}
