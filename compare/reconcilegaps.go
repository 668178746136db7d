package compare

import (
	"slices"
	"strconv"
	"strings"

	"duibiao/corpus"
)

// explain looks for what is missing or double.
func (r *Reconciliation) explain(items []corpus.CatalogueItem) {
	if r.Found < r.Stated.Count {
		r.Gaps = gapsOf(items)
		if r.Level > 0 {
			r.Gaps = slices.DeleteFunc(r.Gaps, func(g Gap) bool { return g.After.Level != r.Level })
		}
		r.Gaps = r.Gaps[:min(len(r.Gaps), maxGaps)]
		return
	}
	r.Doubles = doublesOf(items)
	r.Doubles = r.Doubles[:min(len(r.Doubles), maxGaps)]
}

// gapsOf finds where the codes, or else the running numbers, of siblings skip.
func gapsOf(items []corpus.CatalogueItem) []Gap {
	var out []Gap
	for _, siblings := range families(items) {
		out = append(out, skips(items, siblings, func(it corpus.CatalogueItem) string { return it.Code })...)
	}
	if len(out) == 0 {
		out = runningGaps(items)
	}
	slices.SortStableFunc(out, func(a, b Gap) int { return a.After.Ord - b.After.Ord })
	return out
}

// families are the items by parent, in document order.
func families(items []corpus.CatalogueItem) [][]corpus.CatalogueItem {
	at := map[int]int{}
	var out [][]corpus.CatalogueItem
	for _, it := range items {
		k, ok := at[it.ParentOrd]
		if !ok {
			k = len(out)
			at[it.ParentOrd] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], it)
	}
	return out
}

// skips compares the numbers in which the codes of siblings differ. A jump to a
// number of nines (99 其他) is none.
func skips(items, siblings []corpus.CatalogueItem, of func(corpus.CatalogueItem) string) []Gap {
	prefix, suffix, ok := frame(siblings, of)
	if !ok {
		return nil
	}
	var out []Gap
	last := 0
	for i, it := range siblings {
		code := of(it)
		if code == "" {
			continue
		}
		digits := code[prefix : len(code)-suffix]
		n, err := strconv.Atoi(digits)
		if err != nil {
			return nil
		}
		if n > last+1 && strings.Trim(digits, "9") != "" && (i > 0 || it.ParentOrd > 0) {
			missing := strconv.Itoa(last + 1)
			missing = code[:prefix] + strings.Repeat("0", max(len(digits)-len(missing), 0)) + missing + code[len(code)-suffix:]
			g := Gap{Missing: missing, After: it}
			if i > 0 {
				g.Before = siblings[i-1]
			} else if it.ParentOrd > 0 {
				g.Before = byOrd(items, it.ParentOrd)
			}
			out = append(out, g)
		}
		last = max(last, n)
	}
	return out
}

// byOrd finds the item with an Ord among items in that order.
func byOrd(items []corpus.CatalogueItem, ord int) corpus.CatalogueItem {
	i, ok := slices.BinarySearchFunc(items, ord, func(it corpus.CatalogueItem, ord int) int { return it.Ord - ord })
	if !ok {
		return corpus.CatalogueItem{}
	}
	return items[i]
}

// frame is what the codes of siblings have in common: how many bytes before and
// after the digits that tell them apart. ok is false where codes differ in
// length or there are fewer than two.
func frame(siblings []corpus.CatalogueItem, of func(corpus.CatalogueItem) string) (prefix, suffix int, ok bool) {
	first, n := "", 0
	prefix, suffix = -1, -1
	for _, it := range siblings {
		code := of(it)
		if code == "" {
			continue
		}
		if n++; n == 1 {
			first, prefix, suffix = code, len(code), len(code)
			continue
		}
		if len(code) != len(first) {
			return 0, 0, false
		}
		prefix = min(prefix, common(first, code))
		suffix = min(suffix, commonEnd(first, code))
	}
	if n < 2 || prefix == len(first) {
		return 0, 0, false
	}
	return prefix, min(suffix, len(first)-prefix-1), true
}

func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonEnd(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

// runningGaps looks at the running numbers (序号), which may go on over parents.
func runningGaps(items []corpus.CatalogueItem) []Gap {
	var out []Gap
	last := 0
	var before corpus.CatalogueItem
	for _, it := range items {
		n, err := strconv.Atoi(strings.TrimRight(it.Number, ".、．"))
		if err != nil {
			continue
		}
		if last > 0 && n > last+1 {
			out = append(out, Gap{Missing: strconv.Itoa(last + 1), Before: before, After: it})
		}
		last, before = n, it
	}
	return out
}

// doublesOf are the items whose code, or else whose name beside the same parent,
// stood before.
func doublesOf(items []corpus.CatalogueItem) []corpus.CatalogueItem {
	type key struct {
		parent     int
		code, name string
	}
	seen := map[key]bool{}
	var out []corpus.CatalogueItem
	for _, it := range items {
		k := key{code: it.Code}
		if it.Code == "" {
			k = key{parent: it.ParentOrd, name: it.Name}
		}
		if seen[k] {
			out = append(out, it)
		}
		seen[k] = true
	}
	return out
}
