package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duibiao/compare"
	"duibiao/corpus"
)

// growthPoint is the number of items of a catalogue: from from to to, whole years.
type growthPoint struct {
	from, to int
	count    float64
	// change is what was added and removed, "" where the source does not say.
	change string
	// computed says that no source states the number.
	computed bool
}

// text is the number as it is written beside the point.
func (p growthPoint) text() string {
	s := plainNumber(p.count)
	if p.computed {
		s += " 推算"
	}
	if p.change != "" {
		s += "（" + p.change + "）"
	}
	return s
}

// growthLine is the numbers of a place in one tier, in the order of years.
type growthLine struct {
	place, tierName string
	points          []growthPoint
	home            bool
}

func (l growthLine) last() growthPoint { return l.points[len(l.points)-1] }

// growthPanel is the lines of one tier.
type growthPanel struct {
	tier  int
	names []string
	lines []growthLine
}

// drawGrowth draws how the number of items moved, a panel for each tier, for the
// places of which two years are known.
func drawGrowth(r compare.Report) (Figure, error) {
	f := newFigure(r)
	f.Title = "购买服务目录项数的增减"
	panels, alone := growthPanels(r)
	if len(panels) == 0 {
		f.Sentence = "所选地区没有两个年份以上的目录项数，看不出增减，不作图。"
		return f, nil
	}
	f.Description = growthDescription(f.Title, panels)
	f.Notes = append(f.Notes, "图中每一层单独一格、各用各的纵轴，都从0起；横线为同一目录适用的几年。括号内为新增（+）与取消（−）；空心和虚线为推算，来源没有写明总数，假定上一期各项全部保留。年份之间的连线只示意增减，不是逐年的数。")
	if len(alone) > 0 {
		f.Notes = append(f.Notes, "只有一个年份、不在图中的："+strings.Join(alone, "、")+"，见数据表。")
	}
	o, height := growthOption(f.Description, panels)
	return f.finish(o, height)
}

// growthKey is one line: a place, a tier and, where a place has several
// catalogues in one year, the catalogue.
type growthKey struct {
	region  string
	tier    int
	subject string
}

// growthPanels reads lines from the rows; alone names places and tiers of which
// one year is known.
func growthPanels(r compare.Report) (panels []growthPanel, alone []string) {
	several := severalCatalogues(r)
	var keys []growthKey
	rows := map[growthKey][]compare.Row{}
	for _, row := range r.Rows {
		if _, ok := growthPointOf(r, row); !ok {
			continue
		}
		k := growthKey{row.Region, int(r.Cell(row, "tier").Number), ""}
		if several[k] {
			k.subject = r.Cell(row, "subject").Text
		}
		if rows[k] == nil {
			keys = append(keys, k)
		}
		rows[k] = append(rows[k], row)
	}
	short := shortNames(r)
	for _, k := range keys {
		l := growthLineOf(r, rows[k], short[k.region], k.subject)
		if len(l.points) < 2 {
			alone = append(alone, l.place+l.tierName)
			continue
		}
		panels = addGrowth(panels, k.tier, l)
	}
	slices.SortStableFunc(panels, func(a, b growthPanel) int { return cmp.Compare(a.tier, b.tier) })
	for _, p := range panels {
		slices.SortStableFunc(p.lines, func(a, b growthLine) int { return cmp.Compare(b.last().count, a.last().count) })
	}
	return panels, alone
}

func addGrowth(panels []growthPanel, tier int, l growthLine) []growthPanel {
	i := slices.IndexFunc(panels, func(p growthPanel) bool { return p.tier == tier })
	if i < 0 {
		i = len(panels)
		panels = append(panels, growthPanel{tier: tier})
	}
	p := &panels[i]
	p.lines = append(p.lines, l)
	if !slices.Contains(p.names, l.tierName) {
		p.names = append(p.names, l.tierName)
	}
	return panels
}

// severalCatalogues are the places and tiers with two numbers for one year: those
// are different catalogues, which no line may join.
func severalCatalogues(r compare.Report) map[growthKey]bool {
	type yearly struct {
		growthKey
		from int
	}
	seen, out := map[yearly]bool{}, map[growthKey]bool{}
	for _, row := range r.Rows {
		p, ok := growthPointOf(r, row)
		if !ok {
			continue
		}
		k := growthKey{row.Region, int(r.Cell(row, "tier").Number), ""}
		if seen[yearly{k, p.from}] {
			out[k] = true
		}
		seen[yearly{k, p.from}] = true
	}
	return out
}

func growthLineOf(r compare.Report, rows []compare.Row, place, subject string) growthLine {
	l := growthLine{place: place, home: rows[0].Home}
	if subject != "" {
		l.place += "《" + subject + "》"
	}
	for _, row := range rows {
		p, _ := growthPointOf(r, row)
		l.points = append(l.points, p)
		l.tierName = r.Cell(row, "tier_name").Text
	}
	slices.SortStableFunc(l.points, func(a, b growthPoint) int { return cmp.Compare(a.from, b.from) })
	return l
}

// growthPointOf is the number of a row; ok is false for one without number or year.
func growthPointOf(r compare.Report, row compare.Row) (growthPoint, bool) {
	count, sum, year := r.Cell(row, "count"), r.Cell(row, "computed"), r.Cell(row, "year")
	if row.Gap || row.Topic != corpus.TopicServicePurchase || year.IsMissing() || count.IsMissing() && sum.IsMissing() {
		return growthPoint{}, false
	}
	p := growthPoint{from: year.From.Year, to: max(year.From.Year, year.To.Year), count: count.Number}
	if count.IsMissing() {
		p.count, p.computed = sum.Number, true
	}
	added, removed := r.Cell(row, "added"), r.Cell(row, "removed")
	p.change = change("+", added)
	if minus := change("−", removed); minus != "" {
		p.change = strings.TrimSpace(p.change + " " + minus)
	}
	return p, true
}

func growthDescription(title string, panels []growthPanel) string {
	var b strings.Builder
	b.WriteString(title + "，按层次分格的折线图。")
	for _, p := range panels {
		b.WriteString(tierTitle(p.tier, p.names) + "：")
		for i, l := range p.lines {
			if i > 0 {
				b.WriteString("；")
			}
			b.WriteString(l.place)
			for k, x := range l.points {
				fmt.Fprintf(&b, "%s%s年%s", map[bool]string{true: "", false: "，"}[k == 0], x.years(), x.text())
			}
		}
		b.WriteString("。")
	}
	return b.String()
}

func (p growthPoint) years() string {
	if p.to > p.from {
		return strconv.Itoa(p.from) + "—" + strconv.Itoa(p.to)
	}
	return strconv.Itoa(p.from)
}
