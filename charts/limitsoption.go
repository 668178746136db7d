package charts

import (
	"strconv"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sizes in CSS pixels. The labels of the ends stand in margins of their own, so
// that they never meet the names of the rows.
const (
	limitLine   = 25
	limitHead   = 24
	limitGap    = 6
	limitLabels = 176 // room for the names of rows
	limitEnds   = 96  // room for the label of a lower end
	limitRight  = 128 // room for the label of an upper end, or of a value of all
	// the same on a narrow picture
	limitNarrowLabels = 112
	limitNarrowEnds   = 72
	limitNarrowRight  = 92
)

func limitsOption(description string, panels []limitPanel) (option, int) {
	o := newOption(description)
	narrowed := media{Query: mediaQuery{phoneWidth}}
	top := 0
	for i, p := range panels {
		height := limitLine * len(p.rows)
		o.Title = append(o.Title, heading(p.unit, top))
		o.Grid = append(o.Grid, opts.Grid{
			Left: strconv.Itoa(limitLabels + limitEnds), Right: strconv.Itoa(limitRight), Top: strconv.Itoa(top + limitHead), Height: strconv.Itoa(height),
		})
		o.XAxis = append(o.XAxis, opts.XAxis{Type: "value", GridIndex: i, Show: opts.Bool(false), Min: 0, Max: p.most()})
		o.YAxis = append(o.YAxis, yAxis{opts.YAxis{
			Type: "category", GridIndex: i, Inverse: opts.Bool(true), Data: p.names(), AxisLine: hidden(),
			AxisLabel: limitNames(limitLabels, 10, limitEnds), SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
		}, noTicks()})
		narrowed.Option.Grid = append(narrowed.Option.Grid, opts.Grid{Left: strconv.Itoa(limitNarrowLabels + limitNarrowEnds), Right: strconv.Itoa(limitNarrowRight)})
		narrowed.Option.YAxis = append(narrowed.Option.YAxis, yAxis{YAxis: opts.YAxis{AxisLabel: limitNames(limitNarrowLabels, 8, limitNarrowEnds)}})
		o.Series = append(o.Series, p.guides(i))
		narrowed.Option.Series = append(narrowed.Option.Series, mediaSeries{})
		for k, row := range p.rows {
			o.Series = append(o.Series, row.line(i, k))
			narrowed.Option.Series = append(narrowed.Option.Series, mediaSeries{})
		}
		o.Series = append(o.Series, p.dots(i))
		narrowed.Option.Series = append(narrowed.Option.Series, mediaSeries{Label: &opts.Label{FontSize: 8}})
		top += limitHead + height + limitGap
	}
	o.Media = []media{narrowed}
	return o, top
}

// limitNames are the names of rows, left of the labels of the lower ends.
func limitNames(width, size, ends int) *opts.AxisLabel {
	l := leftLabels(width, size)
	l.Margin, l.Overflow = float64(width+ends-titlePadding), "break"
	return l
}

// titlePadding is what ECharts leaves beside a title: names begin below it.
const titlePadding = 5

// most is the largest value of a panel.
func (p limitPanel) most() float64 {
	top := 0.0
	for _, row := range p.rows {
		top = max(top, row.dots[len(row.dots)-1].value)
	}
	return max(top, 1)
}

func (p limitPanel) names() []name {
	out := make([]name, len(p.rows))
	for i, row := range p.rows {
		text := row.name + row.unit[len(row.base):]
		if row.gap {
			text = "▲" + text
		}
		if textWidth(text)*10 > limitLabels-titlePadding {
			text = breakAt(text)
		}
		out[i] = name{Value: text}
		if row.gap {
			out[i] = name{text, &opts.TextStyle{Color: colorHome, Align: "left"}}
		}
	}
	return out
}

// guides are thin lines from 0 to the largest value of the panel, which lead the
// eye from a name to its dots.
func (p limitPanel) guides(panel int) series {
	data := []opts.LineData{}
	for y := range p.rows {
		data = append(data, opts.LineData{Value: []any{0, y}}, opts.LineData{Value: []any{p.most(), y}}, opts.LineData{Value: "-"})
	}
	return series{Z: 1, SingleSeries: ec.SingleSeries{
		Type: "line", XAxisIndex: panel, YAxisIndex: panel, ShowSymbol: opts.Bool(false), Color: colorGrid, LineStyle: thinLine(colorGrid), Data: data,
	}}
}

// line joins the least and the largest value of a row.
func (l limitRow) line(panel, y int) series {
	return series{Z: 2, SingleSeries: ec.SingleSeries{
		Type: "line", XAxisIndex: panel, YAxisIndex: panel, ShowSymbol: opts.Bool(false), Color: colorFaint,
		LineStyle: &opts.LineStyle{Color: colorFaint, Width: 3},
		Data:      []opts.LineData{{Value: []any{l.dots[0].value, y}}, {Value: []any{l.dots[len(l.dots)-1].value, y}}},
	}}
}

// dots are the values of a panel: labelled at the ends, and between them above.
func (p limitPanel) dots(panel int) series {
	data := []markData{}
	for y, row := range p.rows {
		for i, d := range row.dots {
			data = append(data, row.dot(d, i, y))
		}
	}
	return series{Z: 4, SingleSeries: ec.SingleSeries{
		Type: "scatter", Symbol: "circle", XAxisIndex: panel, YAxisIndex: panel, Data: data, Color: colorRule,
		Label: &opts.Label{Show: opts.Bool(true), FontSize: 11, Color: colorInk, BackgroundColor: colorPaper},
	}}
}

func (l limitRow) dot(d limitDot, i, y int) markData {
	m := markData{
		ScatterData: opts.ScatterData{
			Name: inert(l.name + "：" + someOf(d.places, tipPlaces) + " " + d.text + l.unit), Value: []any{d.value, y}, SymbolSize: 10,
		},
		ItemStyle: opts.ItemStyle{Color: colorRule, Opacity: opts.Float(1)},
		Label:     opts.Label{Formatter: inert(d.label())},
	}
	switch i {
	case len(l.dots) - 1:
		m.Label.Position = "right"
		if i == 0 {
			m.Label.Formatter = inert(someOf(d.places, 2) + " 均为" + d.text)
		}
	case 0:
		m.Label.Position = "left"
	default:
		m.Label.Position, m.Label.FontSize, m.Label.Formatter, m.Label.BackgroundColor = "top", 8, inert(d.text), "transparent"
		if len(l.dots) == 3 {
			m.Label.Formatter = inert(d.label())
		}
	}
	if d.home {
		m.Symbol, m.SymbolSize, m.ItemStyle.Color = "diamond", 15, colorHome
		m.Label.Color, m.Label.FontWeight = colorHome, "bold"
	}
	return m
}

// tipPlaces is how many places a tip names.
const tipPlaces = 12
