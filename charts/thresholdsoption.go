package charts

import (
	"strconv"
	"strings"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

const (
	// thresholdLanesMost is how many lanes of a panel fit on a page.
	thresholdLanesMost = 7
	amountLaneHeight   = 43
	amountNarrow       = 78
	amountHead         = 26
	amountFoot         = 30
	amountLabels       = 104
	amountRight        = 14
)

// amountScale is what the lanes of a panel have in common.
type amountScale struct {
	first, last int
	most        float64
}

func thresholdsOption(f Figure, panels [][]amountLane) (option, int) {
	o := newOption(f.Description)
	narrowed := media{Query: mediaQuery{phoneWidth}}
	scale := amountScaleOf(panels, f.Report.DataDate.Year)
	top := 0
	for i, k := range thresholdKinds() {
		lanes := panels[i]
		if len(lanes) == 0 {
			continue
		}
		o.Title = append(o.Title, heading(k.title, top))
		top += amountHead
		scale.most = mostOf(lanes)
		o.addNames(lanes, top)
		narrowed.Option.Grid = append(narrowed.Option.Grid, opts.Grid{Left: strconv.Itoa(amountNarrow)})
		narrowed.Option.YAxis = append(narrowed.Option.YAxis, yAxis{YAxis: opts.YAxis{AxisLabel: amountNames(amountNarrow-4, 9)}})
		for n, l := range lanes {
			narrowed.Option.Series = append(narrowed.Option.Series, o.addLane(l, top, scale, n == len(lanes)-1)...)
			narrowed.Option.Grid = append(narrowed.Option.Grid, opts.Grid{Left: strconv.Itoa(amountNarrow)})
			narrowed.Option.YAxis = append(narrowed.Option.YAxis, yAxis{})
			top += amountLaneHeight
		}
		top += amountFoot
	}
	o.Media = []media{narrowed}
	return o, top
}

// addNames puts a grid under the lanes of a panel that has their names and the
// lines between them.
func (o *option) addNames(lanes []amountLane, top int) {
	var names []name
	for _, l := range lanes {
		n := name{Value: inert(breakAt(strings.Replace(l.title(), " ", "\n", 1)))}
		if l.home {
			n = homeName(n.Value)
			n.TextStyle.Align = "left"
		}
		names = append(names, n)
	}
	at := len(o.Grid)
	o.Grid = append(o.Grid, opts.Grid{
		Left: strconv.Itoa(amountLabels), Right: strconv.Itoa(amountRight), Top: strconv.Itoa(top), Height: strconv.Itoa(amountLaneHeight * len(lanes)),
	})
	o.XAxis = append(o.XAxis, opts.XAxis{Type: "value", GridIndex: at, Show: opts.Bool(false)})
	o.YAxis = append(o.YAxis, yAxis{opts.YAxis{
		Type: "category", GridIndex: at, Inverse: opts.Bool(true), Data: names, AxisLabel: amountNames(amountLabels-4, 11), AxisLine: hidden(),
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: thinLine(colorGrid)},
	}, noTicks()})
}

func amountNames(width, size int) *opts.AxisLabel {
	l := leftLabels(width, size)
	l.Overflow = "break"
	l.Margin = float64(width - 1)
	return l
}

// addLane draws a place: its lines and captions. The years stand under the last
// lane of a panel. It gives what changes of its series on a narrow picture.
func (o *option) addLane(l amountLane, top int, scale amountScale, named bool) []mediaSeries {
	at := len(o.Grid)
	o.Grid = append(o.Grid, opts.Grid{
		Left: strconv.Itoa(amountLabels), Right: strconv.Itoa(amountRight), Top: strconv.Itoa(top), Height: strconv.Itoa(amountLaneHeight),
	})
	x := timeAxis(float64(scale.first)-0.1, float64(scale.last)+1.1)
	x.GridIndex = at
	if !named {
		x.AxisLabel = &opts.AxisLabel{Show: opts.Bool(false)}
		x.AxisLine.LineStyle = thinLine(colorGrid)
	}
	o.XAxis = append(o.XAxis, x)
	o.YAxis = append(o.YAxis, yAxis{opts.YAxis{
		Type: "value", GridIndex: at, Show: opts.Bool(false), Min: 0, Max: scale.most * amountRoom, SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}, noTicks()})
	var narrowed []mediaSeries
	for _, line := range l.lines {
		for i := range line.amounts {
			o.Series = append(o.Series, line.series(l.title(), i, at, scale.last))
			narrowed = append(narrowed, mediaSeries{})
		}
	}
	years := float64(scale.last + 1 - scale.first)
	wide, small := float64(matrixWidth-amountLabels-amountRight)/years, float64(narrowWidth-amountNarrow-amountRight)/years
	o.Series = append(o.Series, series{Z: 5, SingleSeries: ec.SingleSeries{
		Type: "scatter", Symbol: "circle", XAxisIndex: at, YAxisIndex: at, Data: l.captionData(scale, wide/matrixText),
		Label: &opts.Label{Show: opts.Bool(true), Position: "right", FontSize: matrixText, Color: colorInk},
	}})
	return append(narrowed, mediaSeries{Label: &opts.Label{FontSize: matrixSmall}, Data: l.captionData(scale, small/matrixSmall)})
}

// amountRoom is how high a lane is in parts of its largest amount: the captions
// stand over the lines.
const amountRoom = 2.4

// lineData is opts.LineData with the turn of its symbol, in degrees.
type lineData struct {
	opts.LineData
	SymbolRotate int `json:"symbolRotate,omitempty"`
}

// series is one amount: solid over known years, dashed with an arrow where its
// end is not known. Where the next amount follows at once, a step leads to it.
func (l amountLine) series(place string, i, at, last int) series {
	a := l.amounts[i]
	color, symbol := l.look()
	style := &opts.LineStyle{Color: color, Width: 2.5}
	end := lineData{opts.LineData{Symbol: "none"}, 0}
	until := a.to + 1
	if a.to == 0 {
		style.Type, until = "dashed", last+1
		end = lineData{opts.LineData{Symbol: "arrow", SymbolSize: 9}, -90}
	}
	tip := inert(place + " " + a.years() + "：" + l.label(a) + "万元")
	end.Name, end.Value = tip, []any{wholeYear(until), a.value}
	data := []lineData{{opts.LineData{Name: tip, Value: []any{wholeYear(a.from), a.value}, Symbol: symbol, SymbolSize: 8}, 0}, end}
	if a.to != 0 && i+1 < len(l.amounts) && l.amounts[i+1].from == until {
		data = append(data, lineData{opts.LineData{Value: []any{wholeYear(until), l.amounts[i+1].value}, Symbol: "none"}, 0})
	}
	return series{Z: 3, SingleSeries: ec.SingleSeries{
		Type: "line", XAxisIndex: at, YAxisIndex: at, Color: color, LineStyle: style, ShowSymbol: opts.Bool(true), Data: data,
	}}
}

// look is the colour and the mark of a line, by what it is for.
func (l amountLine) look() (color, symbol string) {
	looks := [][2]string{{colorRule, "circle"}, {colorBrown, "diamond"}, {"#444444", "rect"}, {colorRule, "triangle"}}
	return looks[l.style][0], looks[l.style][1]
}

// captionData are the captions of a lane: on one line where the next caption, or
// the edge, is so many characters a year away, else one under the other.
func (l amountLane) captionData(scale amountScale, perYear float64) []markData {
	data := []markData{}
	list := l.captions()
	for i, c := range list {
		room := float64(scale.last + 1 - c.from)
		if i+1 < len(list) {
			room = float64(list[i+1].from - c.from)
		}
		text, lift := strings.Join(c.parts, "，"), 0.48
		if textWidth(text)+1 > room*perYear {
			text, lift = strings.Join(c.parts, "\n"), 0.46+0.3*float64(len(c.parts)-1)
		}
		data = append(data, markData{
			ScatterData: opts.ScatterData{Value: []any{wholeYear(c.from), c.top + lift*scale.most}, SymbolSize: 1},
			ItemStyle:   opts.ItemStyle{Color: "transparent"},
			Label:       opts.Label{Formatter: inert(text)},
		})
	}
	return data
}

// mostOf is the largest amount of a panel.
func mostOf(lanes []amountLane) float64 {
	most := 0.0
	for _, l := range lanes {
		for _, c := range l.captions() {
			most = max(most, c.top)
		}
	}
	return most
}

func amountScaleOf(panels [][]amountLane, until int) amountScale {
	first, last := amountYears(panels)
	return amountScale{first: first, last: max(last, until)}
}

func amountYears(panels [][]amountLane) (first, last int) {
	for _, lanes := range panels {
		for _, l := range lanes {
			for _, line := range l.lines {
				for _, a := range line.amounts {
					if first == 0 || a.from < first {
						first = a.from
					}
					last = max(last, a.from, a.to)
				}
			}
		}
	}
	return first, last
}
