package charts

import (
	"slices"
	"strconv"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Sizes of the matrix in CSS pixels. matrixWidth is that of the chart on paper
// of 160 mm, narrowWidth that of one of 100 mm or a phone: what fits into a cell
// is told for these two.
const (
	matrixLine    = 14
	matrixLabels  = 212
	matrixHead    = 66
	matrixWidth   = 581
	matrixNarrow  = 166
	narrowWidth   = 350
	matrixText    = 10
	matrixSmall   = 8
	matrixRight   = 2
	matrixPadding = 2
)

func (a asked) matrixOption(description string, columns []string, rows []matrixRow) (option, int) {
	o := newOption(description)
	n := len(columns)
	wide := float64(matrixWidth-matrixLabels-matrixRight)/float64(n) - matrixPadding
	small := float64(narrowWidth-matrixNarrow-matrixRight)/float64(n) - matrixPadding
	o.Legend = &opts.Legend{
		Show: opts.Bool(true), Top: "0", Left: "0", SelectedMode: "false", ItemWidth: 16, ItemHeight: 11,
		TextStyle: &opts.TextStyle{FontSize: 11, Color: colorInk},
	}
	states := statesOf(rows)
	o.Legend.Data = stateLegend(states)
	o.Grid = []opts.Grid{{Left: strconv.Itoa(matrixLabels), Right: strconv.Itoa(matrixRight), Top: strconv.Itoa(matrixHead), Height: strconv.Itoa(matrixLine * len(rows))}}
	o.XAxis = []opts.XAxis{
		{Type: "value", Show: opts.Bool(false), Min: 0, Max: n},
		{Type: "category", Position: "top", Data: a.columnNames(columns), AxisLabel: columnLabels(int(wide), 11), AxisLine: unseen()},
	}
	o.YAxis = []yAxis{{opts.YAxis{
		Type: "category", Inverse: opts.Bool(true), Data: rowNames(rows), AxisLine: hidden(),
		AxisLabel: leftLabels(matrixLabels-6, matrixText),
	}, noTicks()}}
	narrowed := narrow([]opts.Grid{{Left: strconv.Itoa(matrixNarrow)}}, matrixNarrow)
	narrowed.Option.YAxis[0].AxisLabel = leftLabels(matrixNarrow-2, matrixSmall)
	narrowed.Option.XAxis = []opts.XAxis{{}, {AxisLabel: columnLabels(int(small), matrixSmall)}}
	for k, p := range columns {
		data, fitted := columnData(rows, k, wide/matrixText), columnData(rows, k, small/matrixSmall)
		o.Series = append(o.Series, matrixSeries(a.names[p], data))
		narrowed.Option.Series = append(narrowed.Option.Series, mediaSeries{Label: &opts.Label{FontSize: matrixSmall}, Data: fitted})
	}
	for _, s := range states { // what the legend names
		o.Series = append(o.Series, series{SingleSeries: ec.SingleSeries{Name: s.name(), Type: "bar", Stack: "matrix", Data: []int{}}})
	}
	o.Media = []media{narrowed}
	return o, matrixHead + matrixLine*len(rows) + 4
}

func (s answerState) name() string {
	return [...]string{"未规定", "有规定", "本地未规定而别处有", "没有读过该地文件"}[s]
}

// style is the look of a cell: told apart by what stands in it as well, and by
// hatching.
func (s answerState) style() itemStyle {
	fill := [...]string{colorPaper, colorRuled, colorGap, colorPaper}[s]
	out := itemStyle{ItemStyle: opts.ItemStyle{Color: fill, BorderColor: colorGrid, BorderWidth: 1}}
	if s == unread {
		out.Decal = faintStripes()
	}
	return out
}

// legendItem is an entry of a legend with its own style.
type legendItem struct {
	Name      string    `json:"name"`
	Icon      string    `json:"icon"`
	ItemStyle itemStyle `json:"itemStyle"`
}

// statesOf lists the states that cells are in, for the legend.
func statesOf(rows []matrixRow) []answerState {
	var out []answerState
	for _, s := range []answerState{regulated, silent, homeGap, unread} {
		if slices.ContainsFunc(rows, func(r matrixRow) bool {
			return slices.ContainsFunc(r.cells, func(c answerCell) bool { return c.state == s })
		}) {
			out = append(out, s)
		}
	}
	return out
}

func stateLegend(states []answerState) []legendItem {
	var out []legendItem
	for _, s := range states {
		style := s.style()
		style.BorderColor = colorAxis
		out = append(out, legendItem{s.name(), "rect", style})
	}
	return out
}

// columnNames are the places over the columns, home marked.
func (a asked) columnNames(columns []string) []name {
	var out []name
	for _, p := range columns {
		if p == a.home {
			out = append(out, homeName(a.names[p]+"\n本地"))
			continue
		}
		out = append(out, name{Value: a.names[p]})
	}
	return out
}

// columnLabels break names that are wider than their column.
func columnLabels(width, size int) *opts.AxisLabel {
	return &opts.AxisLabel{
		Show: opts.Bool(true), Interval: "0", Color: colorInk, FontSize: size, Width: width, Overflow: "break", Margin: 4,
		ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
	}
}

// unseen is an axis line of no colour, whose ticks have none either.
func unseen() *opts.AxisLine {
	return &opts.AxisLine{Show: opts.Bool(false), LineStyle: thinLine(colorPaper)}
}

// rowNames are the questions, and the dimensions in bold.
func rowNames(rows []matrixRow) []name {
	var out []name
	for _, r := range rows {
		n := name{Value: r.label}
		if r.cells == nil {
			n.TextStyle = &opts.TextStyle{FontWeight: "bold", Color: colorRule, Align: "left"}
		} else {
			n.Value = "　" + n.Value
		}
		out = append(out, n)
	}
	return out
}

// leftLabels begin at the left edge, as the first column of a table does.
func leftLabels(width, size int) *opts.AxisLabel {
	l := labels(width)
	l.FontSize, l.Align, l.Margin = size, "left", float64(width)
	return l
}

// cellData is barData that says only what its series does not.
type cellData struct {
	Name      string      `json:"name,omitempty"`
	Value     int         `json:"value"`
	Label     *opts.Label `json:"label,omitempty"`
	ItemStyle *itemStyle  `json:"itemStyle,omitempty"`
}

// columnData are the cells of a column; what is wider than so many characters
// gives way to a mark.
func columnData(rows []matrixRow, column int, fits float64) []cellData {
	out := []cellData{}
	for _, r := range rows {
		if r.cells == nil {
			out = append(out, cellData{
				Value: 1, Label: &opts.Label{Show: opts.Bool(false)}, ItemStyle: &itemStyle{ItemStyle: opts.ItemStyle{Color: colorPaper, BorderColor: colorPaper}},
			})
			continue
		}
		c := r.cells[column]
		text := c.text
		if textWidth(text) > fits {
			text = map[bool]string{true: "无", false: "●"}[c.state == homeGap]
		}
		d := cellData{Name: inert(c.tip), Value: 1, Label: &opts.Label{Formatter: inert(text)}}
		if text == "" {
			d.Label = &opts.Label{Show: opts.Bool(false)}
		}
		if c.state != regulated {
			style := c.state.style()
			d.ItemStyle, d.Label.Color = &style, c.state.ink()
		}
		out = append(out, d)
	}
	return out
}

func (s answerState) ink() string {
	if s == silent {
		return colorFaint
	}
	return colorInk
}

func matrixSeries(place string, data []cellData) series {
	base := regulated.style()
	return series{SingleSeries: ec.SingleSeries{
		Name: inert(place), Type: "bar", Stack: "matrix", BarCategoryGap: "0%", Data: data,
		Label:     &opts.Label{Show: opts.Bool(true), FontSize: matrixText, Position: "inside", Color: colorInk},
		ItemStyle: &base.ItemStyle,
	}}
}
