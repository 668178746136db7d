package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duibiao/compare"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// scoreRows is how many places fit on a page.
const scoreRows = 24

// scoreRule is one rule of scoring: a column of the report and its mark.
type scoreRule struct {
	key, title, symbol, color string
	size                      int
}

// scoreMarks are the marks of the rules, in their order, each smaller than the
// one before it: marks of the same value lie within one another.
func scoreMarks() []scoreRule {
	return []scoreRule{
		{symbol: "rect", color: colorOther, size: 14},
		{symbol: "diamond", color: colorCatalogue, size: 11},
		{symbol: "circle", color: colorRule, size: 6},
	}
}

// score is a place with its scores by all rules.
type score struct {
	name, place, moves string
	values             []float64
	home               bool
}

// drawScores draws a line for each place with a mark for each rule, so that the
// reader sees how far a score depends on its rule.
func drawScores(r compare.Report) (Figure, error) {
	f := newFigure(r)
	rules, all := scoresOf(r)
	switch {
	case len(all) == 0:
		f.Sentence = "所选地区没有读过的文件，不作图。"
		return f, nil
	case len(all) == 1:
		f.Sentence = "所选地区只有一个有评分：" + all[0].name + "；不足以比较，不作图。"
		return f, nil
	}
	shown, left := topScores(all)
	f.Description = scoresDescription(f.Title, rules, shown)
	f.Notes = append(f.Notes, "一行一地，三种记号是三种算法的得分（相同时叠在一起），连线是得分随算法变动的范围，数为最低和最高；右边是名次的范围：范围越宽，名次越不能说明问题。各行按"+rules[0].title+"排列。")
	if len(left) > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("图中画得分最高的%d地%s；另有%d地（%s）见数据表。",
			len(shown), map[bool]string{true: "（含本地）"}[shown[len(shown)-1].home], len(left), strings.Join(left, "、")))
	}
	o, height := scoresOption(f.Description, rules, shown)
	return f.finish(o, height)
}

// scoresOf reads the rules and places of a report, places by the first rule.
func scoresOf(r compare.Report) ([]scoreRule, []score) {
	var rules []scoreRule
	for _, c := range r.Columns {
		if len(rules) < len(scoreMarks()) && r.Column(c.Key+"_rank") >= 0 {
			m := scoreMarks()[len(rules)]
			m.key, m.title = c.Key, c.Title
			rules = append(rules, m)
		}
	}
	var out []score
	short := shortNames(r)
	for _, row := range r.Rows {
		s := score{name: short[row.Region], place: row.Region, moves: r.Cell(row, "rank_range").Display(), home: row.Home}
		for _, rule := range rules {
			if c := r.Cell(row, rule.key); !c.IsMissing() {
				s.values = append(s.values, c.Number)
			}
		}
		if rank := r.Cell(row, rules[0].key+"_rank"); !rank.IsMissing() && s.moves == "不变" {
			s.moves = "第" + rank.Plain() + "名"
		}
		if len(s.values) == len(rules) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b score) int { return cmp.Compare(b.values[0], a.values[0]) })
	return rules, out
}

// topScores are the places that fit, the best and home; left names the others.
func topScores(all []score) (shown []score, left []string) {
	for i, s := range all {
		room := scoreRows
		if slices.ContainsFunc(all[i+1:], func(s score) bool { return s.home }) {
			room-- // home comes later
		}
		if len(shown) < room || s.home {
			shown = append(shown, s)
		} else {
			left = append(left, s.name)
		}
	}
	return shown, left
}

func (s score) bounds() (lo, hi float64) { return slices.Min(s.values), slices.Max(s.values) }

func (s score) label() string {
	if s.home {
		return s.name + "（本地）"
	}
	return s.name
}

func scoresDescription(title string, rules []scoreRule, shown []score) string {
	var b strings.Builder
	b.WriteString(title + "，满分100。依次为")
	for i, rule := range rules {
		b.WriteString(map[bool]string{true: "", false: "、"}[i == 0] + rule.title)
	}
	b.WriteString("：")
	for i, s := range shown {
		if i > 0 {
			b.WriteString("；")
		}
		b.WriteString(s.label())
		for _, v := range s.values {
			b.WriteString(" " + plainNumber(v))
		}
		b.WriteString("，" + s.moves)
	}
	return b.String() + "。"
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

const (
	scoreLine   = 20
	scoreHead   = 84
	scoreFoot   = 26
	scoreLabels = 118
	scoreRanks  = 78
	scoreEnds   = 34 // room for a score beside the line
)

func scoresOption(description string, rules []scoreRule, shown []score) (option, int) {
	o := newOption(description)
	height := scoreLine * len(shown)
	names, ranks := make([]name, len(shown)), make([]string, len(shown))
	for i, s := range shown {
		label := s.label()
		if textWidth(label)*12 > scoreLabels-6 {
			label = breakAt(label)
		}
		names[i], ranks[i] = name{Value: label}, s.moves
		if s.home {
			names[i] = homeName(label)
		}
	}
	titles := make([]string, len(rules))
	for i, rule := range rules {
		titles[i] = inert(rule.title)
	}
	o.Legend = &opts.Legend{
		Show: opts.Bool(true), Top: "0", Left: "0", Orient: "vertical", Data: titles, SelectedMode: "false", ItemWidth: 14, ItemHeight: 12,
		TextStyle: &opts.TextStyle{FontSize: 11, Color: colorInk},
	}
	o.Grid = []opts.Grid{{Left: strconv.Itoa(scoreLabels + scoreEnds), Right: strconv.Itoa(scoreRanks + scoreEnds), Top: strconv.Itoa(scoreHead), Height: strconv.Itoa(height)}}
	o.XAxis = []opts.XAxis{{
		Type: "value", Min: 0, Max: 100,
		AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: colorInk, FontSize: 11},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: thinLine(colorGrid)},
	}}
	left := yAxis{opts.YAxis{
		Type: "category", Inverse: opts.Bool(true), Data: names, AxisLabel: scoreNames(scoreLabels-6, 12), AxisLine: hidden(),
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}, noTicks()}
	right := left
	right.Position, right.Data, right.AxisLabel = "right", ranks, scoreNames(scoreRanks-4, 12)
	o.YAxis = []yAxis{left, right}
	o.Media = []media{{Query: mediaQuery{phoneWidth}, Option: mediaOption{
		Grid:  []opts.Grid{{Left: "114", Right: "100"}},
		YAxis: []yAxis{{YAxis: opts.YAxis{AxisLabel: scoreNames(80, 10)}}, {YAxis: opts.YAxis{AxisLabel: scoreNames(66, 10)}}},
	}}}
	for y, s := range shown {
		o.Series = append(o.Series, s.line(y))
	}
	for i, rule := range rules {
		o.Series = append(o.Series, rule.marks(i, shown))
	}
	o.Series = append(o.Series, endSeries(shown, "left"), endSeries(shown, "right"))
	return o, scoreHead + height + scoreFoot
}

// scoreNames are labels that leave room for the scores beside the lines.
func scoreNames(width, size int) *opts.AxisLabel {
	l := labels(width)
	l.FontSize, l.Margin = size, scoreEnds
	return l
}

// line is the range of a place's scores.
func (s score) line(y int) series {
	lo, hi := s.bounds()
	return series{Z: 1, SingleSeries: ec.SingleSeries{
		Type: "line", ShowSymbol: opts.Bool(false), Color: colorFaint, LineStyle: &opts.LineStyle{Color: colorFaint, Width: 3},
		Data: []opts.LineData{{Value: []any{lo, y}}, {Value: []any{hi, y}}},
	}}
}

func (rule scoreRule) marks(i int, shown []score) series {
	data := []markData{}
	for y, s := range shown {
		data = append(data, markData{
			ScatterData: opts.ScatterData{Name: inert(s.name + " " + rule.title + "：" + plainNumber(s.values[i])), Value: []any{s.values[i], y}, SymbolSize: rule.size},
			ItemStyle:   rule.style(),
			Label:       opts.Label{Show: opts.Bool(false)},
		})
	}
	style := rule.style()
	return series{Z: 4 + i, SingleSeries: ec.SingleSeries{
		Name: inert(rule.title), Type: "scatter", Symbol: rule.symbol, Color: rule.color, Data: data, ItemStyle: &style,
	}}
}

func (rule scoreRule) style() opts.ItemStyle {
	return opts.ItemStyle{Color: rule.color, BorderColor: colorAxis, BorderWidth: 1, Opacity: opts.Float(1)}
}

// endSeries writes the least or the largest score of every place beside its line.
func endSeries(shown []score, side string) series {
	data := []markData{}
	for y, s := range shown {
		lo, hi := s.bounds()
		v := lo
		if side == "right" {
			v = hi
		} else if lo == hi {
			continue
		}
		data = append(data, markData{
			ScatterData: opts.ScatterData{Value: []any{v, y}, SymbolSize: 15},
			ItemStyle:   opts.ItemStyle{Color: "rgba(0,0,0,0)", BorderColor: "rgba(0,0,0,0)"},
			Label:       opts.Label{Show: opts.Bool(true), Position: side, Formatter: plainNumber(v), Color: colorInk, FontSize: 11},
		})
	}
	return series{Z: 1, SingleSeries: ec.SingleSeries{Type: "scatter", Symbol: "circle", Data: data}}
}
