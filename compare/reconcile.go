package compare

import (
	"slices"
	"strings"

	"duibiao/corpus"
)

// Reconciliation sets a count that a document states against the items that
// were read from its catalogue.
type Reconciliation struct {
	Stated corpus.StatedCount `json:"stated"`
	// Level is the tier of the tree that was counted, 0 for all items without
	// items below them, AllItems for all of them.
	Level int `json:"level"`
	Found int `json:"found"`
	// Agrees says that both counts are the same, or, where the text says about,
	// that the found one is no smaller and less than a tenth larger.
	Agrees bool `json:"agrees"`
	// Gaps are the places where the numbering of the items skips, when fewer were
	// found than stated; Doubles the items that stand twice, when more were.
	Gaps    []Gap                  `json:"gaps"`
	Doubles []corpus.CatalogueItem `json:"doubles"`
}

// AllItems is the Level of a count of items of all tiers.
const AllItems = -1

// Gap is a place where the numbering of siblings skips a code or a number.
type Gap struct {
	// Missing is the first code or number that is not there.
	Missing string `json:"missing"`
	// Before and After are the items on its two sides; Before is the parent where
	// the first of its items is missing.
	Before corpus.CatalogueItem `json:"before"`
	After  corpus.CatalogueItem `json:"after"`
}

// maxGaps bounds the gaps that are named for one count.
const maxGaps = 20

// Reconcile compares stated totals with the items of a catalogue, which are in
// document order. Changes (新增…), totals before a change and totals of a year
// other than the catalogue's are not comparable and left out, as are those of a
// class that the catalogue does not name.
func Reconcile(items []corpus.CatalogueItem, counts []corpus.StatedCount) []Reconciliation {
	if len(items) == 0 {
		return nil
	}
	var out []Reconciliation
	for _, series := range seriesOf(items, counts) {
		out = append(out, reconcileSeries(items, series)...)
	}
	return out
}

// seriesOf groups the comparable counts that the text names together.
func seriesOf(items []corpus.CatalogueItem, counts []corpus.StatedCount) [][]corpus.StatedCount {
	var out [][]corpus.StatedCount
	for _, c := range counts {
		if !isComparable(c, items[0].Year) {
			continue
		}
		if n := len(out); n > 0 && continues(out[n-1], c) {
			out[n-1] = append(out[n-1], c)
			continue
		}
		out = append(out, []corpus.StatedCount{c})
	}
	return out
}

// isComparable reports a total of now, and of the catalogue's year where both say
// one.
func isComparable(c corpus.StatedCount, year int) bool {
	if c.Change != corpus.ChangeNone || c.Former {
		return false
	}
	return c.Year == 0 || year == 0 || c.Year == year || c.YearTo != 0
}

// continues reports a count of the next tier close behind a series, about the
// same subject.
func continues(series []corpus.StatedCount, c corpus.StatedCount) bool {
	last := series[len(series)-1]
	near := last.Clause == c.Clause && c.Start >= last.End && c.Start-last.End <= maxApart
	return near && last.Subject == c.Subject && last.Tier < c.Tier
}

// maxApart is how far apart, in characters, counts of one series stand.
const maxApart = 12

func reconcileSeries(items []corpus.CatalogueItem, series []corpus.StatedCount) []Reconciliation {
	part, ok := classOf(items, series[0].Subject)
	if !ok {
		return nil
	}
	levels := countLevels(part)
	var out []Reconciliation
	for i, level := range alignLevels(part, levels, series) {
		if level == unaligned {
			continue
		}
		r := Reconciliation{Stated: series[i], Level: level, Found: foundAt(part, levels, level)}
		r.Agrees = agrees(series[i], r.Found)
		if !r.Agrees {
			r.explain(part)
		}
		out = append(out, r)
	}
	return out
}

// classOf are the items below the class that a subject names, behind "·"
// (目录·货物类) or as 货物类 in its words, the class itself not among them; all
// items where it names none.
func classOf(items []corpus.CatalogueItem, subject string) ([]corpus.CatalogueItem, bool) {
	_, class, named := strings.Cut(subject, "·")
	class = strings.TrimSuffix(class, "类")
	for i, it := range items {
		name := strings.TrimSuffix(it.Name, "类")
		if it.Level != 1 || named && name != class || !named && !strings.Contains(subject, name+"类") {
			continue
		}
		end := i + 1
		for end < len(items) && items[end].Level > 1 {
			end++
		}
		below := slices.Clone(items[i+1 : end])
		for k := range below {
			below[k].Level--
		}
		return below, len(below) > 0
	}
	return items, !named
}

// countLevels counts the items of each tier, from tier 1.
func countLevels(items []corpus.CatalogueItem) []int {
	var n []int
	for _, it := range items {
		for len(n) < it.Level {
			n = append(n, 0)
		}
		if it.Level > 0 {
			n[it.Level-1]++
		}
	}
	return n
}

// unaligned marks a count that no tier of the tree answers to.
const unaligned = -2

// alignLevels says which tier of the tree each count of a series speaks of: the
// one of that name; else the tiers in order, from the offset at which most
// counts agree; a count alone may also speak of all items or of those without
// items below.
func alignLevels(items []corpus.CatalogueItem, levels []int, series []corpus.StatedCount) []int {
	out := make([]int, len(series))
	named := true
	for i, c := range series {
		out[i] = namedLevel(items, c.TierName)
		named = named && out[i] > 0
	}
	if named {
		return out
	}
	if len(series) == 1 {
		return []int{aloneLevel(items, levels, series[0])}
	}
	offset := bestOffset(levels, series)
	for i := range series {
		if out[i] = offset + i + 1; out[i] > len(levels) {
			out[i] = unaligned
		}
	}
	return out
}

// bestOffset is the number of outer tiers to leave out so that most counts of a
// series agree, the least of those.
func bestOffset(levels []int, series []corpus.StatedCount) int {
	best, most := 0, -1
	for offset := 0; offset == 0 || offset+len(series) <= len(levels); offset++ {
		hits := 0
		for i, c := range series {
			if offset+i < len(levels) && agrees(c, levels[offset+i]) {
				hits++
			}
		}
		if hits > most {
			best, most = offset, hits
		}
	}
	return best
}

// namedLevel is the tier that the catalogue calls by a name, 0 for none.
func namedLevel(items []corpus.CatalogueItem, name string) int {
	name = tierWord(name)
	for _, it := range items {
		if it.TierName != "" && tierWord(it.TierName) == name {
			return it.Level
		}
	}
	return 0
}

// tierWord is the name of a tier without what is added to it: 一级目录 is 一级.
func tierWord(s string) string {
	for _, end := range []string{"目录", "品目", "名称", "类别", "分类", "项目"} {
		if t := strings.TrimSuffix(s, end); t != "" {
			s = t
		}
	}
	return s
}

// aloneLevel is the tier that a count named alone speaks of: the one that agrees,
// the innermost first, else the nearest in number.
func aloneLevel(items []corpus.CatalogueItem, levels []int, c corpus.StatedCount) int {
	candidates := []int{0, AllItems}
	for l := len(levels); l > 0; l-- {
		candidates = append(candidates, l)
	}
	best, least := 0, -1
	for _, l := range candidates {
		n := foundAt(items, levels, l)
		if agrees(c, n) {
			return l
		}
		if d := max(n-c.Count, c.Count-n); least < 0 || d < least {
			best, least = l, d
		}
	}
	return best
}

func foundAt(items []corpus.CatalogueItem, levels []int, level int) int {
	switch {
	case level == AllItems:
		return len(items)
	case level > 0:
		return levels[level-1]
	}
	parents := map[int]bool{}
	for _, it := range items {
		parents[it.ParentOrd] = true
	}
	n := 0
	for _, it := range items {
		if !parents[it.Ord] {
			n++
		}
	}
	return n
}

func agrees(c corpus.StatedCount, found int) bool {
	switch {
	case c.CountTo > 0:
		return found >= c.Count && found <= c.CountTo
	case c.Approx:
		return found >= c.Count && found*10 <= c.Count*11
	}
	return found == c.Count
}
