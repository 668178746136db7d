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

// mark is one document on the timeline.
type mark struct {
	number int // of the row in the table
	x, end float64
	// vague says that only the year, or bounds, are known.
	vague, open, cited bool
	kind, tip          string
}

// lane is one line of marks; a place has as many as its marks need.
type lane struct {
	name, lag, text string
	marks           []mark
}

// laneGap is the least distance in years at which two marks do not touch.
const laneGap = 2.4

// drawTimeline draws places as rows and documents as numbered marks; the lag
// stands at the right.
func drawTimeline(r compare.Report) (Figure, error) {
	f := newFigure(r)
	lanes := timelineLanes(r)
	n, lo, hi := extent(lanes)
	switch n {
	case 0:
		f.Sentence = "所选地区没有已知出台时间的文件，不作图。"
		return f, nil
	case 1:
		f.Sentence = "所选地区只有一份已知出台时间的文件：" + theOne(lanes).tip + "；不足以比较，不作图。"
		return f, nil
	}
	f.Description = fmt.Sprintf("%s：%d至%d年，共%d份文件，逐份见数据表。", f.Title, int(lo), int(hi), n)
	f.Notes = append(f.Notes, timelineMarks(r)...)
	f.Key = timelineKey(r)
	o, height := timelineOption(f.Description, lanes, lo, hi)
	return f.finish(o, height)
}

// timelineMarks are the notes that explain the marks of the picture.
func timelineMarks(r compare.Report) []string {
	var undated []string
	count := map[string]int{}
	for i, row := range r.Rows {
		if row.Gap {
			continue
		}
		count[r.Cell(row, "certainty").Text]++
		if r.Cell(row, "issued").IsMissing() {
			undated = append(undated, strconv.Itoa(i+1))
		}
	}
	var sure []string
	for _, c := range []corpus.Certainty{corpus.SeenInDocument, corpus.SeenInSecondary, corpus.CitedOnly} {
		if name := compare.Chinese(c); count[name] > 0 {
			sure = append(sure, fmt.Sprintf("%s%d份", name, count[name]))
		}
	}
	out := []string{
		"图中数字是数据表的序号；实心为已知到月或日，空心为只知年份或上下限（画在该年年中），虚线为可能的时段，数字后加“*”的只见引用。",
		"文件的把握程度：" + strings.Join(sure, "，") + "。",
	}
	if len(undated) > 0 {
		out = append(out, "出台时间未见、未画出的：序号"+strings.Join(undated, "、")+"。")
	}
	return out
}

// timelineKey names the document of every number.
func timelineKey(r compare.Report) []string {
	var out []string
	short := shortNames(r)
	for i, row := range r.Rows {
		if !row.Gap {
			out = append(out, strconv.Itoa(i+1)+"\u00a0"+short[row.Region]+" "+documentName(r, row))
		}
	}
	return out
}

// documentName is the title and number of a row's document, as far as known.
func documentName(r compare.Report, row compare.Row) string {
	var parts []string
	for _, key := range []string{"document", "doc_number"} {
		if c := r.Cell(row, key); !c.IsMissing() {
			parts = append(parts, c.Display())
		}
	}
	return strings.Join(parts, " ")
}

func theOne(lanes []lane) mark {
	for _, l := range lanes {
		if len(l.marks) > 0 {
			return l.marks[0]
		}
	}
	return mark{}
}

// extent counts the marks and finds the first and last year.
func extent(lanes []lane) (n int, lo, hi float64) {
	for _, l := range lanes {
		for _, m := range l.marks {
			if n == 0 {
				lo, hi = m.x, m.end
			}
			n++
			lo, hi = min(lo, m.x), max(hi, m.end)
		}
	}
	return n, lo, hi
}

// timelineLanes packs each place's marks into as few lanes as do not overlap,
// places in the order of their first mark, gaps last.
func timelineLanes(r compare.Report) []lane {
	short := shortNames(r)
	var places []string
	byPlace := map[string][]lane{}
	for i, row := range r.Rows {
		if byPlace[row.Region] == nil {
			places = append(places, row.Region)
			byPlace[row.Region] = []lane{{name: short[row.Region]}}
		}
		lanes := byPlace[row.Region]
		if lag := r.Cell(row, "lag"); !lag.IsMissing() {
			lanes[0].lag = strings.TrimPrefix(lag.Text, "未见，") // the row says so already
		}
		if row.Gap {
			lanes[0].text = gapText(row)
			continue
		}
		if m, ok := markOf(r, row, i+1); ok {
			byPlace[row.Region] = place(lanes, m)
		}
	}
	slices.SortStableFunc(places, func(a, b string) int { return firstMark(byPlace[a]) - firstMark(byPlace[b]) })
	var out []lane
	for _, p := range places {
		if firstMark(byPlace[p]) < noMark || byPlace[p][0].text != "" {
			out = append(out, byPlace[p]...)
		}
	}
	return out
}

// noMark sorts places without marks last.
const noMark = 1 << 30

func firstMark(lanes []lane) int {
	first := noMark
	for _, l := range lanes {
		for _, m := range l.marks {
			first = min(first, int(m.x*1000))
		}
	}
	return first
}

func gapText(row compare.Row) string {
	for _, c := range row.Cells {
		if c.Why != "" && (c.Evidence != nil || row.Kind == "") {
			return c.Why
		}
	}
	return "未见记录"
}

// place puts a mark into the first lane with room for it.
func place(lanes []lane, m mark) []lane {
	for i := range lanes {
		if !slices.ContainsFunc(lanes[i].marks, func(o mark) bool { return m.x < o.end+laneGap && o.x < m.end+laneGap }) {
			lanes[i].marks = append(lanes[i].marks, m)
			return lanes
		}
	}
	return append(lanes, lane{marks: []mark{m}})
}

func markOf(r compare.Report, row compare.Row, number int) (mark, bool) {
	at := r.Cell(row, "issued")
	if at.IsMissing() {
		return mark{}, false
	}
	m := mark{number: number, x: position(at.From), kind: r.Cell(row, "kind").Text, cited: cited(r, row)}
	m.end = m.x
	m.vague = at.From.Month == 0 || at.Open || !at.To.IsZero()
	switch {
	case at.Open:
		m.open, m.end = true, m.x+1.5
	case !at.To.IsZero():
		m.end = position(at.To)
	}
	m.tip = strconv.Itoa(number) + ". " + row.Place + " " + at.Display() + " " + documentName(r, row)
	return m, true
}

// position is a date as a year with its fraction; the middle of what is known.
func position(d corpus.Date) float64 {
	switch {
	case d.Month == 0:
		return float64(d.Year) + 0.5
	case d.Day == 0:
		return float64(d.Year) + (float64(d.Month)-0.5)/12
	}
	return float64(d.Year) + (float64(d.Month)-1)/12 + (float64(d.Day)-0.5)/372
}

const (
	laneHeight = 28
	timeTop    = 44
	timeBottom = 34
	timeLabels = 118
	timeLags   = 96
)

func timelineOption(description string, lanes []lane, lo, hi float64) (option, int) {
	o := newOption(description)
	height := laneHeight * len(lanes)
	names, lags := make([]string, len(lanes)), make([]string, len(lanes))
	for i, l := range lanes {
		names[i], lags[i] = breakAt(l.name), breakAt(l.lag)
	}
	o.Legend = &opts.Legend{Show: opts.Bool(true), Top: "4", Left: "0", Data: kindNames(), SelectedMode: "false", ItemWidth: 16, ItemHeight: 14}
	o.Grid = []opts.Grid{{
		Left: strconv.Itoa(timeLabels), Right: strconv.Itoa(timeLags), Top: strconv.Itoa(timeTop), Height: strconv.Itoa(height),
	}}
	o.XAxis = []opts.XAxis{timeAxis(lo-1.5, hi+1.3)}
	left := yAxis{opts.YAxis{
		Type: "category", Inverse: opts.Bool(true), Data: names, AxisLabel: labels(timeLabels - 10),
		AxisLine: hidden(), SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
	}, noTicks()}
	right := left
	right.Position, right.Data, right.AxisLabel = "right", lags, labels(timeLags-10)
	o.YAxis = []yAxis{left, right}
	o.Media = []media{narrow([]opts.Grid{{Left: "82", Right: "66"}}, 78, 62)}
	o.Series = append(rangeSeries(lanes), markSeries(lanes)...)
	o.Series = append(o.Series, textSeries(lanes, lo))
	return o, timeTop + height + timeBottom
}

// timeAxis shows whole years. ECharts writes numbers as 2,005, so the axis is
// of dates.
func timeAxis(lo, hi float64) opts.XAxis {
	return opts.XAxis{
		Type: "time", Min: iso(lo), Max: iso(hi), MinInterval: 365 * 24 * 3600 * 1000,
		AxisLabel: &opts.AxisLabel{
			Show: opts.Bool(true), Formatter: "{yyyy}", Color: colorInk, FontSize: 12, HideOverlap: opts.Bool(true),
			ShowMinLabel: opts.Bool(false), ShowMaxLabel: opts.Bool(false),
		},
		AxisLine:  &opts.AxisLine{Show: opts.Bool(true), LineStyle: thinLine(colorAxis)},
		SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: thinLine(colorGrid)},
	}
}

// iso is a fractional year as the date a time axis reads.
func iso(x float64) string {
	year := int(x)
	day := int((x - float64(year)) * 372)
	return fmt.Sprintf("%04d-%02d-%02d", year, day/31+1, min(day%31+1, 28))
}

// kindStyle is the mark of each kind of document.
type kindStyle struct{ name, symbol, color, ink string }

func kindStyles() []kindStyle {
	return []kindStyle{
		{"购买服务制度", "circle", colorRule, "#ffffff"},
		{"购买服务目录", "diamond", colorCatalogue, colorInk},
		{"政府采购文件", "rect", colorOther, colorInk},
	}
}

func kindNames() []string {
	var out []string
	for _, k := range kindStyles() {
		out = append(out, k.name)
	}
	return out
}

// markData is opts.ScatterData with its own style and label.
type markData struct {
	opts.ScatterData
	ItemStyle opts.ItemStyle `json:"itemStyle"`
	Label     opts.Label     `json:"label"`
}

func markSeries(lanes []lane) []series {
	var out []series
	for _, k := range kindStyles() {
		data := []markData{}
		for y, l := range lanes {
			for _, m := range l.marks {
				if m.kind == k.name {
					data = append(data, k.mark(m, y))
				}
			}
		}
		out = append(out, series{Z: 4, SingleSeries: ec.SingleSeries{
			Name: k.name, Type: "scatter", Symbol: k.symbol, Color: k.color, Data: data,
			ItemStyle: &opts.ItemStyle{Color: k.color, BorderColor: colorAxis, Opacity: opts.Float(1)},
		}})
	}
	return out
}

func (k kindStyle) mark(m mark, y int) markData {
	size, label := 22, strconv.Itoa(m.number)
	if k.symbol == "diamond" {
		size = 27
	}
	if k.symbol == "rect" {
		size = 19
	}
	if m.cited {
		label += "*"
	}
	style, ink := opts.ItemStyle{Color: k.color, BorderColor: k.color, BorderWidth: 2, Opacity: opts.Float(1)}, k.ink
	if k.symbol != "circle" {
		style.BorderColor = colorAxis
		style.BorderWidth = 1
	}
	if m.vague {
		style.Color, style.BorderColor, style.BorderWidth, ink = colorPaper, k.edge(), 2, colorInk
	}
	tip := inert(m.tip)
	return markData{
		ScatterData: opts.ScatterData{Name: tip, Value: []any{iso(m.x), y}, SymbolSize: size},
		ItemStyle:   style,
		Label:       opts.Label{Show: opts.Bool(true), Position: "inside", Formatter: label, Color: ink, FontSize: 11},
	}
}

// edge is the colour of a hollow mark's border, dark enough on white.
func (k kindStyle) edge() string {
	switch k.color {
	case colorCatalogue:
		return colorBrown
	case colorOther:
		return colorAxis
	}
	return k.color
}

// rangeSeries draws the time in which a vague document may have come out.
func rangeSeries(lanes []lane) []series {
	var out []series
	for y, l := range lanes {
		for _, m := range l.marks {
			if m.end == m.x {
				continue
			}
			tail := "none"
			if m.open {
				tail = "triangle"
			}
			out = append(out, series{Z: 1, SingleSeries: ec.SingleSeries{
				Type: "line", ShowSymbol: opts.Bool(m.open), Color: colorAxis,
				LineStyle: &opts.LineStyle{Color: colorAxis, Type: "dashed", Width: 1.5},
				Data: []opts.LineData{
					{Value: []any{iso(m.x), y}, Symbol: "none"},
					{Value: []any{iso(m.end), y}, Symbol: tail, SymbolSize: 7},
				},
			}})
		}
	}
	return out
}

// textSeries writes what is missing where a mark would stand.
func textSeries(lanes []lane, lo float64) series {
	data := []markData{}
	for y, l := range lanes {
		if l.text == "" {
			continue
		}
		text := inert(l.text)
		data = append(data, markData{
			ScatterData: opts.ScatterData{Name: text, Value: []any{iso(lo), y}, SymbolSize: 1},
			ItemStyle:   opts.ItemStyle{Color: colorPaper},
			Label:       opts.Label{Show: opts.Bool(true), Position: "right", Formatter: text, Color: "#9c0006", FontSize: 12},
		})
	}
	return series{SingleSeries: ec.SingleSeries{Type: "scatter", Symbol: "circle", YAxisIndex: 1, Data: data}}
}
