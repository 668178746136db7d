package charts

import (
	"strconv"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

const (
	growthHeight = 80 // the least a panel is high
	growthLines  = 24 // what a line adds to it
	growthFoot   = 30
	growthLeft   = 40
	growthRight  = 150
)

func growthOption(description string, panels []growthPanel) (option, int) {
	o := newOption(description)
	first, last := growthYears(panels)
	narrowed := media{Query: mediaQuery{phoneWidth}}
	top := 0
	for i, p := range panels {
		height := growthHeight + growthLines*len(p.lines)
		o.Title = append(o.Title, heading(tierTitle(p.tier, p.names), top))
		o.Grid = append(o.Grid, opts.Grid{
			Left: strconv.Itoa(growthLeft), Right: strconv.Itoa(growthRight), Top: strconv.Itoa(top + panelHead), Height: strconv.Itoa(height - panelHead),
		})
		narrowed.Option.Grid = append(narrowed.Option.Grid, opts.Grid{Right: "136"})
		x := timeAxis(float64(first)-0.4, float64(last)+0.2)
		x.GridIndex = i
		o.XAxis = append(o.XAxis, x)
		o.YAxis = append(o.YAxis, yAxis{opts.YAxis{
			Type: "value", GridIndex: i, Show: opts.Bool(false), Min: 0, Max: p.most() * 1.15, SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
		}, noTicks()})
		for k, l := range p.lines {
			for _, s := range l.series(i, k) {
				o.Series = append(o.Series, s)
				narrowed.Option.Series = append(narrowed.Option.Series, mediaSeries{Label: &opts.Label{FontSize: 9}})
			}
		}
		top += height + growthFoot
	}
	o.Media = []media{narrowed}
	return o, top
}

func growthYears(panels []growthPanel) (first, last int) {
	first, last = panels[0].lines[0].points[0].from, 0
	for _, p := range panels {
		for _, l := range p.lines {
			for _, x := range l.points {
				first, last = min(first, x.from), max(last, x.to)
			}
		}
	}
	return first, last
}

func (p growthPanel) most() float64 {
	top := 1.0
	for _, l := range p.lines {
		for _, x := range l.points {
			top = max(top, x.count)
		}
	}
	return top
}

// growthColors tell lines apart beside their names and the shapes of their points.
func growthStyle(k int, home bool) (color, symbol string) {
	colors := []string{colorRule, colorBrown, "#444444"}
	symbols := []string{"circle", "rect", "triangle"}
	if home {
		return colorHome, "diamond"
	}
	return colors[k%len(colors)], symbols[k%len(symbols)]
}

// series are the pieces of a line: what sources state is solid, what leads to a
// computed number dashed. The points lie over them.
func (l growthLine) series(panel, k int) []series {
	color, symbol := growthStyle(k, l.home)
	var out []series
	for i, p := range l.points {
		if p.to > p.from {
			out = append(out, growthPiece(panel, color, p.computed, [2]int{p.from, p.to}, p.count, p.count))
		}
		if i > 0 {
			b := l.points[i-1]
			out = append(out, growthPiece(panel, color, p.computed || b.computed, [2]int{b.to, p.from}, b.count, p.count))
		}
	}
	data := []markData{}
	for i, p := range l.points {
		m := markData{
			ScatterData: opts.ScatterData{Name: inert(l.place + " " + p.years() + "年：" + p.text()), Value: []any{wholeYear(p.from), p.count}, Symbol: symbol, SymbolSize: 9},
			ItemStyle:   opts.ItemStyle{Color: color, BorderColor: color, BorderWidth: 2, Opacity: opts.Float(1)},
			Label:       opts.Label{Position: "top", Formatter: inert(p.text())},
		}
		if p.computed {
			m.ItemStyle.Color = colorPaper
		}
		if i == len(l.points)-1 {
			m.Value = []any{wholeYear(p.to), p.count}
			m.Label.Position, m.Label.Formatter = "right", inert(breakAt(l.label()+" "+p.text()))
		}
		data = append(data, m)
	}
	return append(out, series{Z: 4, SingleSeries: ec.SingleSeries{
		Type: "scatter", Symbol: symbol, XAxisIndex: panel, YAxisIndex: panel, Data: data, Color: color,
		Label: &opts.Label{Show: opts.Bool(true), FontSize: 11, Color: colorInk}, LabelLayout: &opts.LabelLayout{MoveOverlap: "shiftY"},
	}})
}

func (l growthLine) label() string {
	if l.home {
		return l.place + "（本地）"
	}
	return l.place
}

// wholeYear is a year on an axis of dates.
func wholeYear(y int) string { return strconv.Itoa(y) + "-01-01" }

func growthPiece(panel int, color string, dashed bool, years [2]int, from, to float64) series {
	style := &opts.LineStyle{Color: color, Width: 2}
	if dashed {
		style.Type = "dashed"
	}
	return series{Z: 2, SingleSeries: ec.SingleSeries{
		Type: "line", XAxisIndex: panel, YAxisIndex: panel, ShowSymbol: opts.Bool(false), Color: color, LineStyle: style,
		Data: []opts.LineData{{Value: []any{wholeYear(years[0]), from}}, {Value: []any{wholeYear(years[1]), to}}},
	}}
}
