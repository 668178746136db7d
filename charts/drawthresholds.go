package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duibiao/compare"
)

// thresholdKind is one of the two amounts, and the columns of the report that
// have it by object.
type thresholdKind struct {
	title   string
	objects []thresholdObject
}

// thresholdObject is what an amount is for, and its column.
type thresholdObject struct{ key, name string }

func thresholdKinds() []thresholdKind {
	return []thresholdKind{
		{"采购限额标准", []thresholdObject{
			{"limit_goods", "货物"}, {"limit_services", "服务"}, {"limit_works", "工程"}, {"limit_any", "对象未写明"},
		}},
		{"公开招标数额标准", []thresholdObject{
			{"open_goods", "货物"}, {"open_services", "服务"}, {"open_works", "工程"},
		}},
	}
}

// amount is one amount over whole years; to is the last year, 0 when not known.
type amount struct {
	from, to int
	value    float64
}

// amountLine is the amounts of one or more objects that are the same throughout.
type amountLine struct {
	objects []string
	// style is the place of the first object among those of its kind.
	style   int
	amounts []amount
}

// amountLane is a place and scope in one panel.
type amountLane struct {
	region, place, scope string
	home                 bool
	lines                []amountLine
}

// drawThresholds draws a lane of steps for each place and scope, in a panel for
// each of the two amounts. The lanes of a panel have one scale.
func drawThresholds(r compare.Report) (Figure, error) {
	f := newFigure(r)
	var panels [][]amountLane
	n := 0
	one := ""
	for _, k := range thresholdKinds() {
		lanes := thresholdLanes(r, k)
		panels = append(panels, lanes)
		for _, l := range lanes {
			for _, line := range l.lines {
				n += len(line.amounts)
				one = l.title() + "，" + k.title + line.label(line.amounts[0]) + "万元"
			}
		}
	}
	switch n {
	case 0:
		f.Sentence = "所选地区没有限额标准的记录，不作图。"
		return f, nil
	case 1:
		f.Sentence = "所选地区只有一个可用的数：" + one + "；不足以比较，不作图。"
		return f, nil
	}
	left := 0
	for i := range panels {
		left += max(0, len(panels[i])-thresholdLanesMost)
		panels[i] = panels[i][:min(len(panels[i]), thresholdLanesMost)]
	}
	f.Description = thresholdsDescription(f.Title, panels)
	f.Notes = append(f.Notes, "一行一地（及其适用范围），各行按最近一期金额从高到低排列；同一格各行的纵轴相同，都从0起；数为金额，货物、服务、工程金额相同的并为一线。实线为已知的起止年份，虚线箭头为止于何年未见，空白为没有记录。")
	if left > 0 {
		f.Notes = append(f.Notes, fmt.Sprintf("另有金额较低的%d行没有画入，见数据表。", left))
	}
	o, height := thresholdsOption(f, panels)
	return f.finish(o, height)
}

// thresholdLanes reads the lanes of one kind of amount.
func thresholdLanes(r compare.Report, k thresholdKind) []amountLane {
	var out []amountLane
	short := shortNames(r)
	for i := 0; i < len(r.Rows); i++ {
		row := r.Rows[i]
		scope := r.Cell(row, "scope").Text
		if slices.ContainsFunc(out, func(l amountLane) bool { return l.region == row.Region && l.scope == scope }) {
			continue
		}
		lane := amountLane{region: row.Region, place: short[row.Region], scope: scope, home: row.Home}
		for n, o := range k.objects {
			lane.add(n, o.name, amountsOf(r, row.Region, scope, o.key))
		}
		if lane.lines != nil {
			out = append(out, lane)
		}
	}
	slices.SortStableFunc(out, func(a, b amountLane) int { return cmp.Compare(b.latest(), a.latest()) })
	return out
}

// amountsOf are the amounts of a place, scope and column, in the order of years.
func amountsOf(r compare.Report, region, scope, key string) []amount {
	var out []amount
	for _, row := range r.Rows {
		years, v := r.Cell(row, "years"), r.Cell(row, key)
		if row.Region != region || r.Cell(row, "scope").Text != scope || years.IsMissing() || v.IsMissing() {
			continue
		}
		a := amount{from: years.From.Year, to: years.To.Year, value: v.Number}
		if !years.Open && a.to == 0 {
			a.to = a.from
		}
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b amount) int { return cmp.Compare(a.from, b.from) })
	return out
}

// add puts an object on the line that has the same amounts, or on its own.
func (l *amountLane) add(style int, object string, amounts []amount) {
	if amounts == nil {
		return
	}
	for i := range l.lines {
		if slices.Equal(l.lines[i].amounts, amounts) {
			l.lines[i].objects = append(l.lines[i].objects, object)
			return
		}
	}
	l.lines = append(l.lines, amountLine{[]string{object}, style, amounts})
}

// latest is the largest amount that is the last of its line.
func (l amountLane) latest() float64 {
	top := 0.0
	for _, line := range l.lines {
		top = max(top, line.amounts[len(line.amounts)-1].value)
	}
	return top
}

func (l amountLane) title() string {
	s := l.place
	if l.home {
		s += "（本地）"
	}
	if l.scope != "" {
		s += " " + l.scope
	}
	return s
}

// label is an amount with what it is for: 货物、服务 50.
func (l amountLine) label(a amount) string {
	return strings.Join(l.objects, "、") + " " + plainNumber(a.value)
}

// captions are what is written over the amounts of a lane: one text for each year
// in which amounts begin, the largest first, as the lines lie.
func (l amountLane) captions() []caption {
	var out []caption
	type part struct {
		text  string
		value float64
	}
	parts := map[int][]part{}
	for _, line := range l.lines {
		for _, a := range line.amounts {
			parts[a.from] = append(parts[a.from], part{line.label(a), a.value})
		}
	}
	for from, list := range parts {
		slices.SortStableFunc(list, func(a, b part) int { return cmp.Compare(b.value, a.value) })
		c := caption{from: from, top: list[0].value}
		for _, p := range list {
			c.parts = append(c.parts, p.text)
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b caption) int { return cmp.Compare(a.from, b.from) })
	return out
}

// caption is what is written over the amounts that begin in a year.
type caption struct {
	from  int
	top   float64
	parts []string
}

func thresholdsDescription(title string, panels [][]amountLane) string {
	var b strings.Builder
	b.WriteString(title + "，单位万元，按年份的阶梯线。")
	for i, k := range thresholdKinds() {
		for n, l := range panels[i] {
			b.WriteString(map[bool]string{true: k.title + "：", false: "；"}[n == 0] + l.title())
			for _, line := range l.lines {
				for _, a := range line.amounts {
					b.WriteString("，" + a.years() + line.label(a))
				}
			}
		}
		if len(panels[i]) > 0 {
			b.WriteString("。")
		}
	}
	return b.String()
}

func (a amount) years() string {
	switch a.to {
	case 0:
		return strconv.Itoa(a.from) + "年起"
	case a.from:
		return strconv.Itoa(a.from) + "年"
	}
	return strconv.Itoa(a.from) + "—" + strconv.Itoa(a.to) + "年"
}
