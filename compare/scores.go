package compare

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"duibiao/corpus"
)

// Weights are the weights of dimensions; a dimension that is not named has 1.
type Weights map[string]float64

// scoring is one rule by which codings become a score from 0 to 100.
type scoring struct {
	key, title string
	score      func(c chosen, place string, w Weights) (float64, []Evidence)
}

// scorings are the rules. They are views: none is better, and the report shows
// how the order of places moves from one to the other.
func scorings() []scoring {
	return []scoring{
		{"by_dimension", "分维度覆盖率（各维度按权重平均）", byDimension},
		{"by_indicator", "逐项覆盖率（各指标等权）", byIndicator},
		{"strictness", "严格程度（数值指标按方向归一，其余按有无）", byStrictness},
	}
}

// Scores ranks places by how much of the codebook their documents answer, by
// three rules side by side: a view over codings, with its weights visible.
func Scores(in corpus.Dataset, o Options, w Weights) (Report, error) {
	c, err := choose(in, o)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "scores", Title: "规则完备程度的评分与敏感性", Unit: "分",
		Columns: []Column{{"place", "地区", "", TypeText}},
		Notes: []string{
			"评分只是编码结果的一种看法：满分100，只看已读文件有没有规定、规定多严，不评价效果；不同层级、不同种类的文件不宜直接比较名次。",
		},
	}
	for _, s := range scorings() {
		r.Columns = append(r.Columns, Column{s.key, s.title, "分", TypeNumber}, Column{s.key + "_rank", "名次", "", TypeNumber})
	}
	r.Columns = append(r.Columns, Column{"rank_range", "名次变动", "", TypeText})
	r.Notes = append(r.Notes, c.weightNote(w))
	places := c.codedPlaces()
	scores := make([][]float64, len(scorings()))
	evidence := map[string][]Evidence{}
	for i, s := range scorings() {
		for _, p := range places {
			v, ev := s.score(c, p, w)
			scores[i] = append(scores[i], v)
			evidence[p] = ev
		}
	}
	for k, p := range places {
		row := c.row(p)
		ev := evidence[p]
		row.Cells = []Cell{Text(row.Place, ev...)}
		lo, hi := len(places), 1
		for i := range scores {
			rank := rankOf(scores[i], k)
			lo, hi = min(lo, rank), max(hi, rank)
			row.Cells = append(row.Cells, Number(round1(scores[i][k]), ev...).computed("由编码结果按列名所示规则计算"), Number(float64(rank), ev...).computed("按左列分数排列"))
		}
		moves := "不变"
		if lo != hi {
			moves = fmt.Sprintf("第%d—%d名", lo, hi)
		}
		row.Cells = append(row.Cells, Text(moves, ev...).computed("各规则名次的范围"))
		r.Rows = append(r.Rows, row)
	}
	slices.SortStableFunc(r.Rows, func(a, b Row) int { return cmp.Compare(b.Cells[1].Number, a.Cells[1].Number) })
	return c.finish(r), nil
}

func round1(v float64) float64 { return float64(int64(v*10+0.5)) / 10 }

// rankOf is 1 more than the number of better scores.
func rankOf(scores []float64, k int) int {
	n := 1
	for _, s := range scores {
		if round1(s) > round1(scores[k]) {
			n++
		}
	}
	return n
}

func (c chosen) weightNote(w Weights) string {
	s := "维度权重："
	for i, d := range c.dimensions() {
		if i > 0 {
			s += "、"
		}
		s += d + " " + strconv.FormatFloat(w.of(d), 'g', -1, 64)
	}
	return s + "。"
}

func (w Weights) of(dimension string) float64 {
	if v, ok := w[dimension]; ok {
		return v
	}
	return 1
}

// dimensions are those of the codebook, in its order.
func (c chosen) dimensions() []string {
	var out []string
	for _, q := range c.in.Indicators {
		if !slices.Contains(out, q.Dimension) {
			out = append(out, q.Dimension)
		}
	}
	return out
}

// proof are the documents a place's score rests on.
func (c chosen) proof(place string) []Evidence {
	var ev []Evidence
	for _, d := range c.in.Coded {
		if d.Region == place {
			ev = append(ev, c.evidence(d.Provenance, "", "《"+d.Title+"》")...)
		}
	}
	return ev
}

func byDimension(c chosen, place string, w Weights) (float64, []Evidence) {
	sum, weight := 0.0, 0.0
	for _, d := range c.dimensions() {
		answered, all := 0, 0
		for _, q := range c.in.Indicators {
			if q.Dimension != d {
				continue
			}
			all++
			if len(c.answers(q.ID, place)) > 0 {
				answered++
			}
		}
		sum += w.of(d) * float64(answered) / float64(all)
		weight += w.of(d)
	}
	return percent(sum, weight), c.proof(place)
}

func byIndicator(c chosen, place string, _ Weights) (float64, []Evidence) {
	answered := 0
	for _, q := range c.in.Indicators {
		if len(c.answers(q.ID, place)) > 0 {
			answered++
		}
	}
	return percent(float64(answered), float64(len(c.in.Indicators))), c.proof(place)
}

func percent(sum, all float64) float64 {
	if all == 0 {
		return 0
	}
	return 100 * sum / all
}

// byStrictness gives a number its place between the laxest and strictest that any
// chosen place has, and any other answer 1.
func byStrictness(c chosen, place string, w Weights) (float64, []Evidence) {
	sum, weight := 0.0, 0.0
	for _, q := range c.in.Indicators {
		weight += w.of(q.Dimension)
		sum += w.of(q.Dimension) * c.strictness(q, place)
	}
	return percent(sum, weight), c.proof(place)
}

func (c chosen) strictness(q corpus.Indicator, place string) float64 {
	mine, ok := c.extreme(q, place)
	switch {
	case len(c.answers(q.ID, place)) == 0:
		return 0
	case !ok:
		return 1
	}
	lo, hi := mine, mine
	for _, p := range c.codedPlaces() {
		if v, ok := c.extreme(q, p); ok {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if lo == hi {
		return 1
	}
	share := (mine - lo) / (hi - lo)
	if q.Direction == "lower" {
		share = 1 - share
	}
	return 0.5 + share/2
}

// extreme is the strictest number of a place; ok is false where the question has
// no direction or the place no number. Days and working days are not mixed: only
// the unit that most answers have counts.
func (c chosen) extreme(q corpus.Indicator, place string) (float64, bool) {
	if q.Direction != "higher" && q.Direction != "lower" {
		return 0, false
	}
	unit := c.usualUnit(q)
	best, ok := 0.0, false
	for _, x := range c.answers(q.ID, place) {
		v, err := strconv.ParseFloat(x.Coding.Value, 64)
		if err != nil || bareUnit(x.Coding.Unit) != unit {
			continue
		}
		if !ok || q.Direction == "higher" && v > best || q.Direction == "lower" && v < best {
			best, ok = v, true
		}
	}
	return best, ok
}

// usualUnit is the unit that most answers to a question have; of several as
// frequent, the first in the order of their names.
func (c chosen) usualUnit(q corpus.Indicator) string {
	count := map[string]int{}
	for _, x := range c.in.Codings {
		if x.Coding.Indicator == q.ID && c.has(x.Region) {
			count[bareUnit(x.Coding.Unit)]++
		}
	}
	best := ""
	for _, u := range slices.Sorted(maps.Keys(count)) {
		if count[u] > count[best] {
			best = u
		}
	}
	return best
}

// bareUnit is a unit without the base in brackets.
func bareUnit(u string) string {
	u, _, _ = strings.Cut(u, "（")
	return u
}
