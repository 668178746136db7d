package charts

import (
	"strconv"
	"strings"
	"unicode/utf8"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// coverTable is a table of coloured cells: rows with their names at the left, columns
// with theirs on top.
type coverTable struct {
	columns []coverColumn
	rows    []coverRow
	// aside is whether rows have a text at the right.
	aside bool
}

type coverColumn struct {
	name string
	home bool
}

// coverRow is a row, or, without cells, a heading.
type coverRow struct {
	name  string
	bold  bool
	aside string
	cells []coverCell
}

// coverCell is a cell: the style it is drawn in, its direct label and its tooltip.
type coverCell struct {
	style     string
	text, tip string
}

// coverStyle is how cells of one kind are drawn.
type coverStyle struct {
	name, color, border, ink string
	decal                    *decal
}

// The names of the styles of cells, as the legend has them.
const (
	cellOne     = "1项"
	cellFew     = "2—4项"
	cellMany    = "5项及以上"
	cellNone    = "无"
	cellUnknown = "未知"
	cellPlain   = "" // text only
)

// coverStyles are apart in greyscale: the more items the darker, none is white
// with a word, unknown is hatched.
func coverStyles() []coverStyle {
	return []coverStyle{
		{name: cellOne, color: "#c6dbef", border: colorPaper, ink: colorInk},
		{name: cellFew, color: "#6baed6", border: colorPaper, ink: colorInk},
		{name: cellMany, color: colorRule, border: colorPaper, ink: colorPaper},
		{name: cellNone, color: colorPaper, border: "#d4d4d4", ink: "#666666"},
		{name: cellUnknown, color: "#f3f3f3", border: colorPaper, ink: "#555555", decal: faintStripes()},
		{name: cellPlain, color: colorPaper, border: colorPaper, ink: colorInk},
	}
}

const (
	coverLegend = 34  // room for the legend above
	coverAside  = 52  // room for the texts at the right
	coverWide   = 575 // the width that column names are broken for
	coverLine   = 14  // a line of a column name
)

// rowHeight is smaller where there are many rows, so that a page holds them.
func (m coverTable) rowHeight() int {
	if len(m.rows) > 36 {
		return 16
	}
	return 20
}

func (m coverTable) option(description string) (option, int) {
	o := newOption(description)
	wide, wideLines := m.heads(coverWide - m.left() - m.right())
	slim, slimLines := m.heads(narrowWidth - m.slimLeft() - m.right())
	lines := max(wideLines, slimLines)
	top := coverLegend + coverLine*lines + 6
	height := m.rowHeight() * len(m.rows)
	o.Legend = &opts.Legend{
		Show: opts.Bool(true), Top: strconv.Itoa(4 + coverLine*(lines-wideLines)), Left: "0", SelectedMode: "false", ItemWidth: 16, ItemHeight: 12,
		TextStyle: &opts.TextStyle{FontSize: 11, Color: colorInk},
	}
	o.Grid = []opts.Grid{{Left: strconv.Itoa(m.left()), Right: strconv.Itoa(m.right()), Top: strconv.Itoa(top), Height: strconv.Itoa(height)}}
	o.XAxis = []opts.XAxis{m.xAxis(wide)}
	o.YAxis = m.yAxes()
	var items []legendItem
	for _, s := range coverStyles() {
		if x, ok := m.series(s); ok {
			o.Series = append(o.Series, x)
			if s.name != cellPlain {
				items = append(items, legendItem{s.name, "rect", s.style()})
			}
		}
	}
	o.Legend.Data = items
	n := narrow([]opts.Grid{{Left: strconv.Itoa(m.slimLeft())}}, m.slimLeft()-6)
	n.Option.YAxis[0].AxisLabel.FontSize = 9
	n.Option.Legend = &opts.Legend{Top: strconv.Itoa(4 + coverLine*(lines-slimLines))}
	n.Option.XAxis = []opts.XAxis{{Data: slim, AxisLabel: columnLabels(0, 10)}}
	o.Media = []media{n}
	return o, top + height + 8
}

// left is the room for the names of rows: that of the longest, within bounds.
func (m coverTable) left() int {
	n := 0
	for _, r := range m.rows {
		n = max(n, utf8.RuneCountInString(r.name))
	}
	return min(max(n*11+14, 90), 196)
}

// slimLeft is left on narrow screens, where type is smaller.
func (m coverTable) slimLeft() int { return min(m.left()*9/11, 134) }

func (m coverTable) right() int {
	if m.aside {
		return coverAside
	}
	return 4
}

// heads are the names of the columns, broken to fit a share of the width, and how
// many lines the longest has.
func (m coverTable) heads(width int) ([]name, int) {
	per := min(max(width*2/max(len(m.columns), 1)/23, 1), 6)
	lines := 1
	out := make([]name, len(m.columns))
	for i, c := range m.columns {
		out[i] = name{Value: stacked(c.name, per)}
		switch {
		case c.home && strings.HasPrefix(c.name, "本"): // 本区
			out[i] = homeName(out[i].Value)
		case c.home:
			out[i] = homeName(out[i].Value + "\n" + folded("本地", per))
		}
		lines = max(lines, strings.Count(out[i].Value, "\n")+1)
	}
	return out, lines
}

// stacked breaks a place's name into lines: after the province or city it lies in,
// and wherever a line would be longer than n characters.
func stacked(name string, n int) string {
	var lines []string
	for _, up := range []string{"自治区", "特别行政区", "省", "市"} {
		if head, rest, ok := strings.Cut(name, up); ok && head != "" && rest != "" {
			lines, name = append(lines, head+up), rest
			break
		}
	}
	var out []string
	for _, l := range append(lines, name) {
		out = append(out, folded(l, n))
	}
	return strings.Join(out, "\n")
}

func (m coverTable) xAxis(names []name) opts.XAxis {
	return opts.XAxis{
		Type: "category", Position: "top", Data: names, AxisLabel: columnLabels(0, 11),
		AxisLine: hidden(), AxisTick: noTicks(), SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}
}

func (m coverTable) yAxes() []yAxis {
	bold := &opts.TextStyle{Color: colorInk, FontWeight: "bold"}
	names, aside := make([]name, len(m.rows)), make([]name, len(m.rows))
	for i, r := range m.rows {
		names[i], aside[i] = name{Value: r.name}, name{r.aside, bold}
		if r.bold {
			names[i].TextStyle = bold
		}
	}
	l := labels(m.left() - 8)
	l.FontSize = 11
	left := yAxis{opts.YAxis{
		Type: "category", Inverse: opts.Bool(true), Data: names, AxisLabel: l,
		AxisLine: hidden(), SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}, noTicks()}
	if !m.aside {
		return []yAxis{left}
	}
	right := left
	r := labels(coverAside - 6)
	r.FontSize = 11
	right.Position, right.Data, right.AxisLabel = "right", aside, r
	return []yAxis{left, right}
}

func (s coverStyle) style() itemStyle {
	return itemStyle{opts.ItemStyle{Color: s.color, BorderColor: s.border, BorderWidth: 1}, s.decal}
}

// heatData is one cell of a heat map.
type heatData struct {
	Name      string      `json:"name"`
	Value     [3]int      `json:"value"`
	Label     *opts.Label `json:"label,omitempty"`
	ItemStyle *itemStyle  `json:"itemStyle,omitempty"`
}

// series are the cells of one style; ok is false when there are none.
func (m coverTable) series(s coverStyle) (out series, ok bool) {
	data := []heatData{}
	style := s.style()
	for y, r := range m.rows {
		for x, c := range r.cells {
			if c.style != s.name {
				continue
			}
			d := heatData{Name: folded(inert(c.tip), 24), Value: [3]int{x, y, 1}}
			if c.text != "" {
				d.Label = &opts.Label{Show: opts.Bool(true), Formatter: inert(c.text), Color: s.ink, FontSize: 11}
			}
			if s.decal != nil { // which the style of a series cannot hold
				d.ItemStyle = &style
			}
			data = append(data, d)
		}
	}
	return series{SingleSeries: ec.SingleSeries{Name: s.name, Type: "heatmap", Data: data, ItemStyle: &style.ItemStyle}}, len(data) > 0
}
