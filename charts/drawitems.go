package charts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duibiao/compare"
	"duibiao/corpus"

	ec "github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// bar is one bar of a panel.
type bar struct {
	label string // place and year
	text  string // the direct label
	// base is what was there before, added what is new, both in items.
	base, added float64
	// assumed says that base is not stated for this year.
	assumed bool
	gap     bool
}

func (b bar) total() float64 { return b.base + b.added }

// panel is the bars of one tier.
type panel struct {
	tier  int
	names []string // what the sources call the tier
	bars  []bar
}

// drawItems draws a panel of bars for each tier, since 5 and 323 on one axis
// would show only the larger: places sorted by size, additions hatched.
func drawItems(r compare.Report) (Figure, error) {
	f := newFigure(r)
	panels := itemPanels(r)
	n := 0
	var last bar
	for _, p := range panels {
		for _, b := range p.bars {
			if !b.gap {
				n, last = n+1, b
			}
		}
	}
	switch n {
	case 0:
		f.Sentence = "所选地区没有购买服务目录项数的记录，不作图。"
		return f, nil
	case 1:
		f.Sentence = fmt.Sprintf("所选地区只有一个可用的数：%s，%s项；不足以比较，不作图。", last.label, last.text)
		return f, nil
	}
	f.Description = itemsDescription(f, panels)
	f.Notes = append(f.Notes, "图中每一层单独一格、各用各的横轴；实色为已有项，斜纹为当期新增项，括号内为新增（+）与取消（−）。空心条是上一期的项数，来源未写明是否全部保留。")
	if slices.ContainsFunc(r.Rows, func(row compare.Row) bool { return !row.Gap && row.Topic != corpus.TopicServicePurchase }) {
		f.Notes = append(f.Notes, "政府采购品目分类目录不是购买服务目录，只列于表中，不画入图。")
	}
	o, height := itemsOption(f.Description, panels)
	return f.finish(o, height)
}

func itemsDescription(f Figure, panels []panel) string {
	var b strings.Builder
	b.WriteString(f.Title + "，按层次分格的条形图。")
	for _, p := range panels {
		fmt.Fprintf(&b, "%s：", p.title())
		for i, x := range p.bars {
			if i > 0 {
				b.WriteString("，")
			}
			b.WriteString(x.label + " " + x.text)
		}
		b.WriteString("。")
	}
	return b.String()
}

func (p panel) title() string { return tierTitle(p.tier, p.names) }

// tierTitle names a tier by its depth and by what the sources call it.
func tierTitle(tier int, names []string) string {
	order := []string{"零", "一", "二", "三", "四", "五"}
	n := strconv.Itoa(tier)
	if tier >= 0 && tier < len(order) {
		n = order[tier]
	}
	return "第" + n + "层（" + strings.Join(names, "、") + "）"
}

// itemPanels sorts the rows of the report into panels.
func itemPanels(r compare.Report) []panel {
	var panels []panel
	short := shortNames(r)
	for _, row := range r.Rows {
		if row.Gap || row.Topic != corpus.TopicServicePurchase {
			continue
		}
		b, ok := itemBar(r, row, short)
		if !ok {
			continue
		}
		tier := int(r.Cell(row, "tier").Number)
		i := slices.IndexFunc(panels, func(p panel) bool { return p.tier == tier })
		if i < 0 {
			i = len(panels)
			panels = append(panels, panel{tier: tier})
		}
		if name := r.Cell(row, "tier_name").Text; !slices.Contains(panels[i].names, name) {
			panels[i].names = append(panels[i].names, name)
		}
		panels[i].bars = append(panels[i].bars, b)
	}
	slices.SortFunc(panels, func(a, b panel) int { return a.tier - b.tier })
	for i := range panels {
		slices.SortStableFunc(panels[i].bars, func(a, b bar) int { return int(b.total() - a.total()) })
		panels[i].bars = append(panels[i].bars, gapBars(r, short)...)
	}
	return panels
}

func gapBars(r compare.Report, short map[string]string) []bar {
	var out []bar
	for _, row := range r.Rows {
		if row.Gap {
			out = append(out, bar{label: short[row.Region], text: "未见记录", gap: true})
		}
	}
	return out
}

func itemBar(r compare.Report, row compare.Row, short map[string]string) (bar, bool) {
	count, added, removed, sum := r.Cell(row, "count"), r.Cell(row, "added"), r.Cell(row, "removed"), r.Cell(row, "computed")
	b := bar{label: short[row.Region]}
	if year := r.Cell(row, "year"); !year.IsMissing() {
		b.label += " " + strings.TrimSuffix(year.Display(), "年")
	}
	b.added = added.Number
	switch {
	case !count.IsMissing():
		b.base, b.text = count.Number-added.Number, count.Plain()
		if !added.IsMissing() || !removed.IsMissing() {
			b.text += "（" + change("+", added) + change(" −", removed) + "）"
		}
	case !sum.IsMissing():
		b.base, b.assumed = sum.Number-added.Number, true
		b.text = "+" + added.Plain() + "（推算共" + sum.Plain() + "）"
	case !added.IsMissing():
		b.text = "+" + added.Plain() + "（总数未载）"
	default:
		return b, false
	}
	if cited(r, row) {
		b.text += "*"
	}
	return b, b.base >= 0
}

func change(sign string, c compare.Cell) string {
	if c.IsMissing() {
		return ""
	}
	return sign + c.Plain()
}

// cited reports whether a row is only cited somewhere, its document not seen.
func cited(r compare.Report, row compare.Row) bool {
	return r.Cell(row, "certainty").Text == compare.Chinese(corpus.CitedOnly)
}

// shortNames shortens the names of masked places for axes: 上海某区（2005年发文）
// → 上海某区, unless two places of the report would then look the same.
func shortNames(r compare.Report) map[string]string {
	byShort := map[string]map[string]bool{}
	for _, row := range r.Rows {
		s, _, _ := strings.Cut(row.Place, "（")
		if byShort[s] == nil {
			byShort[s] = map[string]bool{}
		}
		byShort[s][row.Region] = true
	}
	out := map[string]string{}
	for _, row := range r.Rows {
		s, _, _ := strings.Cut(row.Place, "（")
		if len(byShort[s]) > 1 {
			s = row.Place
		}
		out[row.Region] = s
	}
	return out
}

const (
	barHeight    = 26  // one bar with its gap
	panelHead    = 30  // the title of a panel
	panelGap     = 14  // white under a panel
	barLabels    = 150 // room for place names
	barTextSpace = 120 // room for the direct label right of the longest bar
)

func itemsOption(description string, panels []panel) (option, int) {
	o := newOption(description)
	var grids []opts.Grid
	var widths []int
	top := 0
	for i, p := range panels {
		height := barHeight * len(p.bars)
		o.Title = append(o.Title, heading(p.title(), top))
		o.Grid = append(o.Grid, opts.Grid{
			Left: strconv.Itoa(barLabels), Right: strconv.Itoa(barTextSpace),
			Top: strconv.Itoa(top + panelHead), Height: strconv.Itoa(height),
		})
		o.XAxis = append(o.XAxis, opts.XAxis{Type: "value", GridIndex: i, Show: opts.Bool(false), Min: 0})
		o.YAxis = append(o.YAxis, yAxis{opts.YAxis{
			Type: "category", GridIndex: i, Inverse: opts.Bool(true), Data: barNames(p.bars), AxisLabel: labels(barLabels - 12),
			AxisLine: &opts.AxisLine{Show: opts.Bool(true), LineStyle: thinLine(colorAxis)},
		}, noTicks()})
		grids, widths = append(grids, opts.Grid{Left: "124", Right: "96"}), append(widths, 118)
		o.Series = append(o.Series, barSeries(i, p.bars)...)
		top += panelHead + height + panelGap
	}
	o.Media = []media{narrow(grids, widths...)}
	return o, top
}

func barNames(bars []bar) []string {
	out := make([]string, len(bars))
	for i, b := range bars {
		out[i] = b.label
	}
	return out
}

// barData is opts.BarData with a style that knows decals.
type barData struct {
	Name      string      `json:"name"`
	Value     float64     `json:"value"`
	Label     *opts.Label `json:"label,omitempty"`
	ItemStyle itemStyle   `json:"itemStyle"`
}

// barSeries are the two stacked series of a panel: what was there, what is new.
func barSeries(panel int, bars []bar) []series {
	base, added := make([]barData, len(bars)), make([]barData, len(bars))
	for i, b := range bars {
		tip := inert(b.label + "：" + b.text)
		base[i] = barData{Name: tip, Value: b.base, ItemStyle: itemStyle{ItemStyle: opts.ItemStyle{Color: colorRule}}}
		if b.assumed {
			base[i].ItemStyle.ItemStyle = opts.ItemStyle{Color: colorPaper, BorderColor: colorRule, BorderWidth: 1}
		}
		added[i] = barData{Name: tip, Value: b.added, Label: barLabel(b.text), ItemStyle: itemStyle{
			ItemStyle: opts.ItemStyle{Color: colorCatalogue}, Decal: stripes(),
		}}
	}
	stack := func(name string, data []barData) series {
		return series{SingleSeries: ec.SingleSeries{
			Name: name, Type: "bar", Stack: "p" + strconv.Itoa(panel), XAxisIndex: panel, YAxisIndex: panel,
			BarWidth: "16", Data: data,
		}}
	}
	return []series{stack("已有", base), stack("新增", added)}
}

// barLabel is the text at the end of a bar.
func barLabel(text string) *opts.Label {
	return &opts.Label{
		Show: opts.Bool(true), Position: "right", Color: colorInk, FontSize: 12,
		Formatter: inert(text),
	}
}
