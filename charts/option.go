package charts

import (
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
)

// chartFont is the font stack of charts: the sans-serif Chinese fonts of
// Windows, macOS and Linux.
const chartFont = "'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC','SimHei',sans-serif"

// option is an ECharts option: the parts we use, of go-echarts' types. Several
// titles, grids and axes are more than go-echarts' own charts can hold.
type option struct {
	BackgroundColor string            `json:"backgroundColor"`
	Animation       bool              `json:"animation"`
	TextStyle       opts.TextStyle    `json:"textStyle"`
	Aria            aria              `json:"aria"`
	Title           []opts.Title      `json:"title,omitempty"`
	Legend          *opts.Legend      `json:"legend,omitempty"`
	Tooltip         tooltip           `json:"tooltip"`
	Grid            []opts.Grid       `json:"grid"`
	XAxis           []opts.XAxis      `json:"xAxis"`
	YAxis           []opts.YAxis      `json:"yAxis"`
	Series          []ec.SingleSeries `json:"series"`
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
		Show: opts.Bool(true), Interval: "0", Color: colorInk, FontSize: 12, Width: width, Overflow: "break", LineHeight: "14",
		ShowMinLabel: opts.Bool(true), ShowMaxLabel: opts.Bool(true),
	}
}

func thinLine(color string) *opts.LineStyle { return &opts.LineStyle{Color: color, Width: 1} }

func hidden() *opts.AxisLine { return &opts.AxisLine{Show: opts.Bool(false)} }
