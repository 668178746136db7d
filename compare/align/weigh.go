package align

import (
	"math"
	"slices"
	"strings"

	"duibiao/corpus"
)

// vector is a bag of weighted features, sorted by feature, of length 1.
type vector []feature

type feature struct {
	id     uint32
	weight float64
}

// profile is what is known of a unit for scoring.
type profile struct {
	unit *Unit
	// class tells headings of chapters from text: they never answer each other.
	class string
	// folded is the text as compared, number its label.
	folded, label string
	// whole weighs all features, parts those of its sentences.
	whole vector
	parts []vector
	// sizes are the numbers of features of the parts.
	sizes []float64
	// heading holds the bigrams of the headings above and of its own.
	heading vector
	// sanction says that it threatens with a penalty.
	sanction bool
	// cited holds the labels of the other documents that it cites, by document.
	cited map[int][]string
	// place is where it stands in its document, 0 to 1.
	place float64
}

// weigher makes vectors: it counts in how many units a feature occurs.
type weigher struct {
	ids   map[string]uint32
	names map[rune][]string
	df    []int
	units int
}

func newWeigher() *weigher {
	w := &weigher{ids: map[string]uint32{}, names: map[rune][]string{}}
	for _, t := range terms() {
		t = Fold(t)
		r := []rune(t)[0]
		w.names[r] = append(w.names[r], t)
	}
	return w
}

func (w *weigher) id(s string) uint32 {
	id, ok := w.ids[s]
	if !ok {
		id = uint32(len(w.ids))
		w.ids[s] = id
		w.df = append(w.df, 0)
	}
	return id
}

// termWeight is how much a named thing weighs beside a pair of characters.
const termWeight = 1.4

// features lists pairs of tokens next to each other and named things, the latter
// marked by a leading space. Pairs do not reach over punctuation.
func (w *weigher) features(ts []token) []uint32 {
	out := make([]uint32, 0, len(ts))
	for i, t := range ts {
		if t.kind == mark || strings.HasPrefix(t.text, "(") {
			continue
		}
		if i > 0 && ts[i-1].kind != mark && !strings.HasPrefix(ts[i-1].text, "(") {
			out = append(out, w.id(ts[i-1].text+t.text))
		}
		if name := w.nameAt(ts[i:]); name != "" {
			out = append(out, w.id(" "+name))
		}
	}
	return out
}

// nameAt is the longest named thing that ts begins with.
func (w *weigher) nameAt(ts []token) (longest string) {
	r := []rune(ts[0].text)
	for _, name := range w.names[r[0]] {
		if len(name) > len(longest) && spells(ts, name) {
			longest = name
		}
	}
	return longest
}

func spells(ts []token, name string) bool {
	for _, t := range ts {
		rest, ok := strings.CutPrefix(name, t.text)
		if !ok {
			return false
		}
		if name = rest; name == "" {
			return true
		}
	}
	return false
}

// count notes the features of one unit.
func (w *weigher) count(fs []uint32) {
	w.units++
	fs = slices.Clone(fs)
	slices.Sort(fs)
	for _, id := range slices.Compact(fs) {
		w.df[id]++
	}
}

// vector weighs features: more often is a little more, rarer is much more.
func (w *weigher) vector(fs []uint32, named map[uint32]bool) vector {
	fs = slices.Clone(fs)
	slices.Sort(fs)
	var v vector
	for i := 0; i < len(fs); {
		k := i
		for k < len(fs) && fs[k] == fs[i] {
			k++
		}
		weight := (1 + math.Log(float64(k-i))) * w.rarity(fs[i])
		if named[fs[i]] {
			weight *= termWeight
		}
		v = append(v, feature{fs[i], weight})
		i = k
	}
	return v.unit()
}

// rarity is high for what few units have, and low for what all have.
func (w *weigher) rarity(id uint32) float64 {
	return math.Pow(math.Log(1+float64(w.units)/float64(max(w.df[id], 1))), rarityPower)
}

// rarityPower below 1 keeps what occurs once from drowning the rest.
const rarityPower = 0.8

// unit scales to length 1.
func (v vector) unit() vector {
	var sum float64
	for _, f := range v {
		sum += f.weight * f.weight
	}
	if sum == 0 {
		return nil
	}
	norm := 1 / math.Sqrt(sum)
	for i := range v {
		v[i].weight *= norm
	}
	return v
}

func cosine(a, b vector) (sum float64) {
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i].id < b[k].id:
			i++
		case a[i].id > b[k].id:
			k++
		default:
			sum += a[i].weight * b[k].weight
			i++
			k++
		}
	}
	return min(sum, 1)
}

// penalties are words of phrases that say what the penalty is.
func penalties() []string {
	return []string{
		"罚款", "予处分", "政处分", "责令改正", "责令限期改正", "刑事责任", "构成犯罪", "没收违法所得", "的处分", "赔偿责任", "营业执照",
		"开除处分", "予警告", "情节严重", "情节较重", "记大过", "造成损失", "依法给予",
	}
}

func penalty(s string) bool {
	return slices.ContainsFunc(penalties(), func(w string) bool { return strings.Contains(s, w) })
}

// headings is what stands above a clause and beside its number.
func headings(c corpus.Clause, byID map[string]corpus.Clause) string {
	s := c.Heading
	for up, n := c.Parent, 0; up != "" && n < maxDepth; n++ {
		p, ok := byID[up]
		if !ok {
			break
		}
		s = p.Heading + " " + s
		up = p.Parent
	}
	return s
}

// maxDepth bounds a walk to the root: a foreign tree may have a cycle.
const maxDepth = 32
