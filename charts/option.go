package charts

import (
	"strconv"
	"strings"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"
)

// The colours: blue and orange of Okabe and Ito, apart for colour-blind eyes
// and in greyscale, and neutrals.
const (
	colorRule      = "#0b5394"
	colorCatalogue = "#f0b840"
	colorOther     = "#c8c8c8"
	colorInk       = "#222222"
	colorAxis      = "#888888"
	colorGrid      = "#e4e4e4"
	colorPaper     = "#ffffff"
	colorFaint     = "#a8a8a8" // what is not there
	colorRuled     = "#d9e7f4" // a cell that holds something
	colorGap       = "#fbdcae" // a gap at home
	colorHome      = "#b34700" // the home place, Okabe and Ito's vermillion darkened for text
	colorBrown     = "#c98a00" // colorCatalogue where it must be seen on white
)

// chartFont is the font stack of charts: the sans-serif Chinese fonts of
// Windows, macOS and Linux.
const chartFont = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC','SimHei',sans-serif"

// option is an ECharts option: the parts we use, of go-echarts' types. Several
// titles, grids and axes are more than go-echarts' own charts can hold.
type option struct {
	BackgroundColor string         `json:"backgroundColor"`
	Animation       bool           `json:"animation"`
	TextStyle       opts.TextStyle `json:"textStyle"`
	Aria            aria           `json:"aria"`
	Title           []opts.Title   `json:"title,omitempty"`
	Legend          *opts.Legend   `json:"legend,omitempty"`
	Tooltip         tooltip        `json:"tooltip"`
	Grid            []opts.Grid    `json:"grid,omitempty"`
	XAxis           []opts.XAxis   `json:"xAxis,omitempty"`
	YAxis           []yAxis        `json:"yAxis,omitempty"`
	Series          []series       `json:"series"`
	Media           []media        `json:"media,omitempty"`
}

// series is ec.SingleSeries with the drawing order go-echarts lacks.
type series struct {
	ec.SingleSeries
	Z int `json:"z,omitempty"`
	// Height is that of a series without a grid; Breadcrumb and Sort are of tree
	// maps.
	Height     string     `json:"height,omitempty"`
	Breadcrumb *shown     `json:"breadcrumb,omitempty"`
	Sort       types.Bool `json:"sort,omitempty"`
}

// shown says whether a part of a chart is drawn.
type shown struct {
	Show bool `json:"show"`
}

// yAxis is opts.YAxis with the ticks go-echarts lacks.
type yAxis struct {
	opts.YAxis
	AxisTick *opts.AxisTick `json:"axisTick,omitempty"`
}

// name is one of the names along an axis, with its own type.
type name struct {
	Value     string          `json:"value"`
	TextStyle *opts.TextStyle `json:"textStyle,omitempty"`
}

// homeName is the name of a row or column of the home place.
func homeName(s string) name {
	return name{s, &opts.TextStyle{Color: colorHome, FontWeight: "bold"}}
}

// media changes parts of an option on narrow screens.
type media struct {
	Query  mediaQuery  `json:"query"`
	Option mediaOption `json:"option"`
}

type mediaQuery struct {
	MaxWidth int `json:"maxWidth"`
}

type mediaOption struct {
	Title  []opts.Title  `json:"title,omitempty"`
	Legend *opts.Legend  `json:"legend,omitempty"`
	Grid   []opts.Grid   `json:"grid,omitempty"`
	XAxis  []opts.XAxis  `json:"xAxis,omitempty"`
	YAxis  []yAxis       `json:"yAxis,omitempty"`
	Series []mediaSeries `json:"series,omitempty"`
}

// mediaSeries is what changes of a series; nil Data keeps it.
type mediaSeries struct {
	Label *opts.Label `json:"label,omitempty"`
	Data  any         `json:"data,omitempty"`
}

// phoneWidth is the width in CSS pixels below which a chart is narrow.
const phoneWidth = 520

func noTicks() *opts.AxisTick { return &opts.AxisTick{Show: opts.Bool(false)} }

// inert is text of a source for a label or tip: braces are template marks in
// ECharts, so it has none.
func inert(s string) string { return strings.NewReplacer("{", "｛", "}", "｝").Replace(s) }

// textWidth is about how wide text is, in parts of its size.
func textWidth(s string) float64 {
	w := 0.0
	for _, r := range s {
		if r < 0x2000 {
			w += 0.58
			continue
		}
		w++
	}
	return w
}

// heading is the title of a panel, at the left.
func heading(text string, top int) opts.Title {
	return opts.Title{
		Title: inert(text), Left: "0", Top: strconv.Itoa(top),
		TitleStyle: &opts.TextStyle{FontSize: 13, FontWeight: "bold", Color: colorInk, FontFamily: chartFont},
	}
}

// titleHead is the room for a heading of two lines.
const titleHead = 44

// subheaded is a heading with a line under it.
func subheaded(title, below string, top int) opts.Title {
	h := heading(title, top)
	h.Subtitle, h.SubtitleStyle = inert(below), &opts.TextStyle{FontSize: 11, Color: colorInk, FontFamily: chartFont}
	return h
}

// narrowHeading is the change of a heading on narrow screens.
func narrowHeading(title string) opts.Title {
	return opts.Title{Title: cut(inert(title), narrowWidth/12), TitleStyle: &opts.TextStyle{FontSize: 12}}
}

// cut shortens a text to n characters, the last of them then an ellipsis.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:max(n-1, 1)]) + "…"
	}
	return s
}

// folded breaks a long text for a tooltip into lines of at most n characters.
func folded(s string, n int) string {
	var b strings.Builder
	for i, r := range []rune(s) {
		if i > 0 && i%n == 0 {
			b.WriteByte('\n')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// breakAt puts a line break before an opening bracket or after a comma, where
// a long label may be cut in two.
func breakAt(s string) string {
	return strings.NewReplacer("（", "\n（", "，", "，\n").Replace(s)
}

// aria is opts.Aria with the decal list typed as ECharts has it.
type aria struct {
	Enabled types.Bool      `json:"enabled"`
	Label   *opts.AriaLabel `json:"label"`
}

// tooltip is drawn as rich text, so that no text ever becomes HTML.
type tooltip struct {
	opts.Tooltip
	RenderMode string `json:"renderMode"`
	Confine    bool   `json:"confine"`
}

// itemStyle is opts.ItemStyle with the decal go-echarts lacks.
type itemStyle struct {
	opts.ItemStyle
	Decal *decal `json:"decal,omitempty"`
}

// decal is a hatch pattern.
type decal struct {
	Color      string  `json:"color"`
	DashArrayX []int   `json:"dashArrayX"`
	DashArrayY []int   `json:"dashArrayY"`
	Rotation   float64 `json:"rotation"`
}

// stripes is the hatch of additions: seen in greyscale as well.
func stripes() *decal {
	return &decal{Color: "rgba(90,50,0,0.65)", DashArrayX: []int{1, 0}, DashArrayY: []int{2, 4}, Rotation: -0.785}
}

// faintStripes is the hatch of what is not known.
func faintStripes() *decal {
	return &decal{Color: "rgba(0,0,0,0.22)", DashArrayX: []int{1, 0}, DashArrayY: []int{1, 4}, Rotation: -0.785}
}

func newOption(description string) option {
	return option{
		BackgroundColor: colorPaper,
		TextStyle:       opts.TextStyle{FontFamily: chartFont, Color: colorInk, FontSize: 12},
		Aria:            aria{opts.Bool(true), &opts.AriaLabel{Enabled: opts.Bool(true), Description: description}},
		Tooltip: tooltip{
			Tooltip: opts.Tooltip{
				Show: opts.Bool(true), Trigger: "item", Formatter: "{b}",
				BackgroundColor: colorPaper, BorderColor: colorAxis,
			},
			RenderMode: "richText", Confine: true,
		},
	}
}

// labels is the axis label style of place names on the left.
func labels(width int) *opts.AxisLabel {
	return &opts.AxisLabel{
		Show: opts.Bool(true), Interval: "0", Color: colorInk, FontSize: 12, Width: width, Overflow: "truncate",
		ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
	}
}

func thinLine(color string) *opts.LineStyle { return &opts.LineStyle{Color: color, Width: 1} }

func hidden() *opts.AxisLine { return &opts.AxisLine{Show: opts.Bool(false)} }

// narrow is the option of small screens: less room and smaller type at the
// sides.
func narrow(grids []opts.Grid, widths ...int) media {
	m := media{Query: mediaQuery{phoneWidth}, Option: mediaOption{Grid: grids}}
	for _, w := range widths {
		l := labels(w)
		l.FontSize = 10
		m.Option.YAxis = append(m.Option.YAxis, yAxis{YAxis: opts.YAxis{AxisLabel: l}})
	}
	return m
}
