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

// pairing is a catalogue of another place beside one of home.
type pairing struct {
	name, catalogue string
	home, items     int
	// both are the items that both have at the lowest tier; homeFound and found
	// those of each that the other has at any tier.
	both, homeFound, found int
	jaccard                string
}

// parts are the lengths of the five parts of a pair's bar: what only home has, what
// home has and the other has at another tier, both, the same of the other, and
// what only the other has.
func (p pairing) parts() [5]int {
	return [5]int{p.home - p.homeFound, p.homeFound - p.both, p.both, p.found - p.both, p.items - p.found}
}

// homePanel is a whole catalogue of home and those of others beside it.
type homePanel struct {
	title string
	items int
	pairs []pairing
}

// drawOverlap draws a bar for each pair of whole catalogues: what both have in the
// middle, so that the home part of all bars ends at the same place.
func drawOverlap(r compare.Report) (Figure, error) {
	f := newFigure(r)
	f.Unit = "项"
	panels := overlapPanels(r)
	if len(panels) == 0 {
		f.Sentence = "没有可以逐项对照的目录：要有本地和至少一个别的地区的整份目录，只见一部分的不算；不作图。"
		return f, nil
	}
	f.Description = overlapDescription(f.Title, panels)
	f.Notes = append(f.Notes, "每根条从左到右是只在本地目录的、两地都有的、只在该地目录的末级条目；前两段合为本地目录，各条左端对齐、等长；短得写不下的数见表。"+tierNote(panels))
	f.Notes = append(f.Notes, limitPairs(panels)...)
	o, height := overlapOption(f.Description, panels)
	return f.finish(o, height)
}

// tierNote explains the parts of bars that few pictures have.
func tierNote(panels []homePanel) string {
	for _, h := range panels {
		for _, p := range h.pairs {
			if p.homeFound > p.both || p.found > p.both {
				return "“层次不同”的在对方目录中也有，但是上级条目；两侧的分别属于本地和该地。"
			}
		}
	}
	return ""
}

// overlapPanels sorts the rows by catalogue of home and, in each, by how much is
// shared.
func overlapPanels(r compare.Report) []homePanel {
	var panels []homePanel
	short := shortNames(r)
	for _, row := range r.Rows {
		number := func(key string) int { return int(r.Cell(row, key).Number) }
		p := pairing{
			name: short[row.Region], catalogue: r.Cell(row, "catalogue").Text, home: number("home_items"), items: number("items"),
			both: number("both"), homeFound: number("home_found"), found: number("found"), jaccard: r.Cell(row, "jaccard").Plain(),
		}
		if p.home == 0 || p.items == 0 {
			continue
		}
		title := r.Cell(row, "home_catalogue").Display()
		i := slices.IndexFunc(panels, func(h homePanel) bool { return h.title == title && h.items == p.home })
		if i < 0 {
			i = len(panels)
			panels = append(panels, homePanel{title: title, items: p.home})
		}
		panels[i].pairs = append(panels[i].pairs, p)
	}
	for _, h := range panels {
		slices.SortStableFunc(h.pairs, func(a, b pairing) int {
			return cmp.Or(cmp.Compare(b.both*(a.home+a.items-a.both), a.both*(b.home+b.items-b.both)), cmp.Compare(b.both, a.both))
		})
	}
	return panels
}

// maxPairs is how many bars one picture shows.
const maxPairs = 24

// limitPairs cuts the bars that one picture cannot hold, and says how many.
func limitPairs(panels []homePanel) []string {
	left, cut := maxPairs, 0
	for i := range panels {
		keep := min(len(panels[i].pairs), max(left, 1))
		cut += len(panels[i].pairs) - keep
		panels[i].pairs = panels[i].pairs[:keep]
		left -= keep
	}
	if cut == 0 {
		return nil
	}
	return []string{fmt.Sprintf("图中最多画%d对目录，重合度较低的%d对没有画出，见表。", maxPairs, cut)}
}

func overlapDescription(title string, panels []homePanel) string {
	var b strings.Builder
	b.WriteString(title + "，按重合度从高到低。")
	for _, h := range panels {
		fmt.Fprintf(&b, "本地%s共%d项，对照：", h.title, h.items)
		for i, p := range h.pairs {
			if i > 0 {
				b.WriteString("；")
			}
			fmt.Fprintf(&b, "%s%s共%d项，两地都有%d项，重合度%s%%", p.name, p.catalogue, p.items, p.both, p.jaccard)
		}
		b.WriteString("。")
	}
	return b.String()
}

const (
	pairHeight = 40 // a bar and its two lines of labels
	pairLabels = 118
	pairShares = 148
	pairLegend = 34
	// pairPlot is the room that the labels in bars are measured for, narrowPlot the
	// same on narrow screens.
	pairPlot   = 290
	narrowPlot = 120
)

func overlapOption(description string, panels []homePanel) (option, int) {
	o := newOption(description)
	o.Legend = &opts.Legend{
		Show: opts.Bool(true), Top: "4", Left: "0", SelectedMode: "false", ItemWidth: 16, ItemHeight: 12,
		TextStyle: &opts.TextStyle{FontSize: 11, Color: colorInk},
	}
	top, most := pairLegend, 0
	for _, h := range panels {
		for _, p := range h.pairs {
			most = max(most, p.home+p.items-p.both)
		}
	}
	var items []legendItem
	slim := narrow(nil)
	for i, h := range panels {
		height := pairHeight * len(h.pairs)
		o.Title = append(o.Title, subheaded("本地："+h.title, fmt.Sprintf("末级条目共%d项", h.items), top))
		o.Grid = append(o.Grid, opts.Grid{
			Left: strconv.Itoa(pairLabels), Right: strconv.Itoa(pairShares), Top: strconv.Itoa(top + titleHead), Height: strconv.Itoa(height),
		})
		o.XAxis = append(o.XAxis, opts.XAxis{Type: "value", GridIndex: i, Show: opts.Bool(false), Min: 0, Max: most})
		o.YAxis = append(o.YAxis, pairAxes(i, h.pairs)...)
		thin := pairSeries(i, h.pairs, narrowPlot/float64(most))
		for k, s := range pairSeries(i, h.pairs, pairPlot/float64(most)) {
			o.Series = append(o.Series, s)
			slim.Option.Series = append(slim.Option.Series, mediaSeries{Data: thin[k].Data})
			if !slices.ContainsFunc(items, func(x legendItem) bool { return x.Name == s.Name }) {
				items = append(items, legendItem{s.Name, "rect", styleOf(s.Name)})
			}
		}
		n := narrow([]opts.Grid{{Left: "82", Right: "124"}}, 76, 120).Option
		slim.Option.Grid, slim.Option.YAxis = append(slim.Option.Grid, n.Grid...), append(slim.Option.YAxis, n.YAxis...)
		slim.Option.Title = append(slim.Option.Title, narrowHeading("本地："+h.title))
		top += titleHead + height + panelGap
	}
	o.Legend.Data = items
	o.Media = []media{slim}
	return o, top
}

// pairAxes have the place and its catalogue at the left, the shares at the right.
func pairAxes(panel int, pairs []pairing) []yAxis {
	names, shares := make([]string, len(pairs)), make([]string, len(pairs))
	several := map[string]int{}
	for _, p := range pairs {
		several[p.name]++
	}
	for i, p := range pairs {
		names[i] = p.name + "\n" + fmt.Sprintf("共%d项", p.items)
		if several[p.name] > 1 { // which of its catalogues
			names[i] = p.name + fmt.Sprintf(" %d项\n", p.items) + cut(strings.TrimPrefix(p.catalogue, p.name), 8)
		}
		shares[i] = fmt.Sprintf("都有%d项，重合度%s%%\n本地的%s见于该地", p.both, p.jaccard, percent(p.homeFound, p.home))
	}
	left := yAxis{opts.YAxis{
		Type: "category", GridIndex: panel, Inverse: opts.Bool(true), Data: names, AxisLabel: labels(pairLabels - 10), AxisLine: hidden(),
		SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}, noTicks()}
	right := left
	right.Position, right.Data, right.AxisLabel = "right", shares, labels(pairShares-8)
	right.AxisLabel.FontSize = 11
	return []yAxis{left, right}
}

// percent is a share in words: 12.5%.
func percent(n, of int) string {
	if of == 0 {
		return "—"
	}
	return strconv.FormatFloat(float64((n*1000+of/2)/of)/10, 'f', -1, 64) + "%"
}

// partStyle is how a part of a bar is drawn.
type partStyle struct {
	name, color, ink string
	decal            *decal
}

func partStyles() [5]partStyle {
	return [5]partStyle{
		{"只在本地", colorCatalogue, colorInk, stripes()},
		{"都有而层次不同", "#6baed6", colorInk, nil},
		{"两地都有", colorRule, colorPaper, nil},
		{"都有而层次不同", "#6baed6", colorInk, nil},
		{"只在该地", colorOther, colorInk, nil},
	}
}

func (s partStyle) style() itemStyle {
	return itemStyle{opts.ItemStyle{Color: s.color, BorderColor: colorPaper, BorderWidth: 1}, s.decal}
}

// styleOf is the style of the part of that name.
func styleOf(name string) itemStyle {
	for _, s := range partStyles() {
		if s.name == name {
			return s.style()
		}
	}
	return itemStyle{}
}

// pairSeries are the stacked parts of the bars of a panel, an item being so many
// pixels wide; parts that are nowhere are left out.
func pairSeries(panel int, pairs []pairing, each float64) []series {
	var out []series
	for k, s := range partStyles() {
		data := make([]barData, len(pairs))
		some := false
		for i, p := range pairs {
			n := p.parts()[k]
			some = some || n > 0
			tip := fmt.Sprintf("%s %s\n%s：%d项", p.name, p.catalogue, s.name, n)
			data[i] = barData{Name: inert(tip), Value: float64(n), ItemStyle: s.style()}
			if text := strconv.Itoa(n); float64(n)*each > 4+7*float64(len(text)) {
				data[i].Label = &opts.Label{Show: opts.Bool(true), Position: "inside", Formatter: text, Color: s.ink, FontSize: 11}
				if s.decal != nil {
					data[i].Label.BackgroundColor = s.color
				}
			}
		}
		if !some {
			continue
		}
		out = append(out, series{
			SingleSeries: ec.SingleSeries{
				Name: s.name, Type: "bar", Stack: "p" + strconv.Itoa(panel), XAxisIndex: panel, YAxisIndex: 2 * panel, BarWidth: "22", Data: data,
			},
		})
	}
	return out
}
