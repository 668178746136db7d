package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duibiao/compare"
)

// limitRows is how many rows fit on a page.
const limitRows = 24

// limitDot is one value of a row and the places that have it.
type limitDot struct {
	value  float64
	text   string
	places []string
	home   bool
}

// limitRow is a question in one unit: a dot for each value that places have.
type limitRow struct {
	name string
	// unit is the unit as it stands in the table, base the unit without what a
	// percentage is of.
	unit, base string
	dots       []limitDot
	places     int
	// gap says that home was read and has no number here in any unit.
	gap bool
}

func (l limitRow) spread() float64 { return l.dots[len(l.dots)-1].value - l.dots[0].value }

// limitPanel is the rows of one unit.
type limitPanel struct {
	unit string
	rows []limitRow
}

// drawLimits draws a row for each deadline, cap and count, and on it a dot for
// each value that places have, joined from the least to the largest. A panel has
// one unit: days are never drawn beside working days.
func drawLimits(r compare.Report) (Figure, error) {
	f := newFigure(r)
	f.Title, f.Unit = "期限、比例与数量的比较", "见各格"
	a := ask(r)
	if f.Sentence = a.tooFew(); f.Sentence != "" {
		return f, nil
	}
	f.Report.Rows = a.numeric()
	rows, alone, others := a.limitRows()
	if len(rows) == 0 {
		f.Sentence = "所选地区没有两地以上都用同一单位规定了数的事项，不作图。"
		return f, nil
	}
	shown, left := rows[:min(len(rows), limitRows)], rows[min(len(rows), limitRows):]
	panels, alike := differing(limitPanels(shown))
	f.Description = limitsDescription(f.Title, panels)
	f.Notes = append(f.Notes, a.limitNotes(alone, others, alike, left)...)
	o, height := limitsOption(f.Description, panels)
	return f.finish(o, height)
}

// numeric are the rows of the report that are about questions with numbers.
func (a asked) numeric() []compare.Row {
	about := map[string]bool{"": true} // places without documents
	for _, q := range a.questions {
		about[q.id] = len(a.unitsOf(q)) > 0
	}
	return slices.DeleteFunc(slices.Clone(a.r.Rows), func(row compare.Row) bool { return !about[row.Kind] })
}

// limitRows are the rows with numbers of two places or more, those with the
// largest spread, in proportion, first. alone names the questions that are left
// because one place only has a number, others the numbers in one more unit of
// questions that are drawn.
func (a asked) limitRows() (rows []limitRow, alone, others []string) {
	for _, q := range a.questions {
		var drawn, single []limitRow
		for _, unit := range a.unitsOf(q) {
			row := a.limitRow(q, unit)
			if row.places > 1 {
				drawn = append(drawn, row)
			} else {
				single = append(single, row)
			}
		}
		rows = append(rows, drawn...)
		switch {
		case drawn == nil && single != nil:
			alone = append(alone, q.name)
		case drawn != nil:
			for _, l := range single {
				others = append(others, l.name+"（"+l.dots[0].places[0]+l.values()+l.unit+"）")
			}
		}
	}
	slices.SortStableFunc(rows, func(x, y limitRow) int {
		return cmp.Or(cmp.Compare(y.ratio(), x.ratio()), cmp.Compare(y.places, x.places))
	})
	return rows, alone, others
}

// values are the numbers of a row in words.
func (l limitRow) values() string {
	var out []string
	for _, d := range l.dots {
		out = append(out, d.text)
	}
	return strings.Join(out, "、")
}

// ratio is the spread as a share of the largest value.
func (l limitRow) ratio() float64 {
	if top := l.dots[len(l.dots)-1].value; top > 0 {
		return l.spread() / top
	}
	return 0
}

// unitsOf are the units of the numbers that answer a question, as they stand.
func (a asked) unitsOf(q question) []string {
	var out []string
	for _, p := range a.places {
		for _, row := range q.answers[p] {
			if unit := a.r.Cell(row, "unit").Text; !a.r.Cell(row, "number").IsMissing() && !slices.Contains(out, unit) {
				out = append(out, unit)
			}
		}
	}
	return out
}

func (a asked) limitRow(q question, unit string) limitRow {
	base, _, _ := strings.Cut(unit, "（")
	row := limitRow{name: q.name, unit: unit, base: base, gap: slices.Contains(a.places, a.home) && !a.answered(q, a.home)}
	for _, p := range a.places {
		has := false
		for _, x := range q.answers[p] {
			n := a.r.Cell(x, "number")
			if n.IsMissing() || a.r.Cell(x, "unit").Text != unit {
				continue
			}
			has = true
			row.add(n, a.names[p], p == a.home)
		}
		if has {
			row.places++
		}
	}
	slices.SortFunc(row.dots, func(x, y limitDot) int { return cmp.Compare(x.value, y.value) })
	return row
}

func (l *limitRow) add(n compare.Cell, place string, home bool) {
	i := slices.IndexFunc(l.dots, func(d limitDot) bool { return d.value == n.Number })
	if i < 0 {
		i = len(l.dots)
		l.dots = append(l.dots, limitDot{value: n.Number, text: n.Plain()})
	}
	d := &l.dots[i]
	switch {
	case slices.Contains(d.places, place):
	case home:
		d.places = slices.Insert(d.places, 0, place)
	default:
		d.places = append(d.places, place)
	}
	d.home = d.home || home
}

// limitPanels sorts rows into panels by unit, those of deadlines first, and each
// panel by spread.
func limitPanels(rows []limitRow) []limitPanel {
	var out []limitPanel
	for _, row := range rows {
		i := slices.IndexFunc(out, func(p limitPanel) bool { return p.unit == row.base })
		if i < 0 {
			i = len(out)
			out = append(out, limitPanel{unit: row.base})
		}
		out[i].rows = append(out[i].rows, row)
	}
	order := []string{"日", "工作日", "月", "年", "%", "‰"}
	rank := func(p limitPanel) int {
		if i := slices.Index(order, p.unit); i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(out, func(x, y limitPanel) int { return cmp.Compare(rank(x), rank(y)) })
	for _, p := range out {
		slices.SortStableFunc(p.rows, func(x, y limitRow) int { return cmp.Compare(y.spread(), x.spread()) })
	}
	return out
}

// differing drops the panels in whose rows all places agree: they are told of in
// a note. If there are no others, they are drawn.
func differing(panels []limitPanel) (shown []limitPanel, alike []limitRow) {
	for _, p := range panels {
		if p.rows[0].spread() > 0 {
			shown = append(shown, p)
		} else {
			alike = append(alike, p.rows...)
		}
	}
	if shown == nil {
		return panels, nil
	}
	return shown, alike
}

// label is a dot in words: the places that have the value, and the value.
func (d limitDot) label() string { return someOf(d.places, 2) + " " + d.text }

// someOf joins the names of places: 甲、乙, or 甲等12地 for more than most.
func someOf(names []string, most int) string {
	if len(names) > most {
		return names[0] + "等" + itoa(len(names)) + "地"
	}
	return strings.Join(names, "、")
}

func limitsDescription(title string, panels []limitPanel) string {
	var b strings.Builder
	b.WriteString(title + "，按单位分格，一行一项，各地的数为点，从最小到最大连线。")
	for _, p := range panels {
		b.WriteString(p.unit + "：")
		for i, row := range p.rows {
			if i > 0 {
				b.WriteString("；")
			}
			b.WriteString(row.name)
			for k, d := range row.dots {
				b.WriteString(map[bool]string{true: "，", false: "、"}[k == 0] + strings.Join(d.places, "和") + d.text)
			}
		}
		b.WriteString("。")
	}
	return b.String()
}

func (a asked) limitNotes(alone, others []string, alike, left []limitRow) []string {
	note := "图中各格单位不同，互不换算，横轴都从0起；各格按差距大小排列，线的两端为最小和最大，各地相同的只有一点。一地几份文件规定不同的，各数都画。"
	if slices.Contains(a.places, a.home) {
		note += "橙色菱形为本地；行名前有“▲”的，本地已读文件未规定。"
	} else if a.home != "" {
		note += "没有读过" + a.names[a.home] + "（本地）的文件，图中没有本地。"
	}
	out := []string{note}
	if len(alike) > 0 {
		parts := make([]string, len(alike))
		for i, l := range alike {
			parts[i] = l.name + "（" + someOf(l.dots[0].places, 3) + "均为" + l.dots[0].text + l.base + "）"
		}
		out = append(out, fmt.Sprintf("整格各地都相同而没有画入的%d项：%s。", len(alike), strings.Join(parts, "、")))
	}
	if len(alone) > 0 {
		out = append(out, fmt.Sprintf("同一单位只有一地有数、不能比较而没有画入的%d项：%s；见数据表。", len(alone), strings.Join(alone, "、")))
	}
	if len(others) > 0 {
		out = append(out, "图中的事项另有单位不同、只有一地的数，没有画入："+strings.Join(others, "、")+"。")
	}
	if len(left) > 0 {
		names := make([]string, len(left))
		for i, l := range left {
			names[i] = l.name
		}
		out = append(out, fmt.Sprintf("差距较小而没有画入的%d项：%s；见数据表。", len(left), strings.Join(names, "、")))
	}
	return out
}
