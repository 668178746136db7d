package compare

import (
	"cmp"
	"fmt"
	"slices"

	"duibiao/corpus"
)

// Items compares how many items the catalogues of places hold, by place, year
// and tier, with additions and removals.
func Items(in corpus.Dataset, o Options) (Report, error) {
	c, err := choose(in, o)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "items", Title: "购买服务目录的层级与项数", Unit: "项",
		Columns: []Column{
			{"place", "地区", "", TypeText},
			{"year", "年份", "", TypePeriod},
			{"subject", "目录", "", TypeText},
			{"tier", "层次", "", TypeNumber},
			{"tier_name", "层次名称", "", TypeText},
			{"count", "项数", "项", TypeNumber},
			{"added", "新增", "项", TypeNumber},
			{"removed", "取消", "项", TypeNumber},
			{"computed", "推算项数", "项", TypeNumber},
			{"basis", "依据", "", TypeText},
			{"certainty", "把握程度", "", TypeText},
		},
		Notes: []string{
			"各地目录的层级不是同一把尺子：大类/大项/小项与一级/二级/三级等名称不同、粗细不同，项数不能一对一比较，只宜看同一地区的前后变化和大致规模。",
			"依据为“文字所述”的项数是来源文字写明的，未经逐项清点；“逐项清点”的是从目录文件逐项读出的。“—”表示来源未写明，不等于零。",
			"推算的项数不是来源写明的数：由上一期项数加新增、减取消得出，假定上一期各项全部保留。",
		},
	}
	seen := map[string]bool{}
	for _, cl := range c.claims() {
		seen[cl.Region] = true
		r.Rows = append(r.Rows, c.itemRow(cl))
	}
	for _, region := range c.empty(seen) {
		r.Rows = append(r.Rows, c.gapRow(region, len(r.Columns), "数据中没有该地区目录项数的记录", 2, 5))
	}
	return c.finish(r), nil
}

// claims are the chosen claims in the order of the table.
func (c chosen) claims() []corpus.CountClaim {
	var out []corpus.CountClaim
	for _, cl := range c.in.Claims {
		if c.has(cl.Region) && !c.asOf.Before(corpus.Date{Year: cl.Year}) {
			out = append(out, cl)
		}
	}
	subject := map[string]int{} // by first appearance
	for i, cl := range out {
		if _, ok := subject[cl.Subject]; !ok {
			subject[cl.Subject] = i
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.CountClaim) int {
		return cmp.Or(c.order(a.Region, b.Region), cmp.Compare(a.Year, b.Year),
			cmp.Compare(subject[a.Subject], subject[b.Subject]), cmp.Compare(a.Tier, b.Tier))
	})
	return out
}

func (c chosen) itemRow(cl corpus.CountClaim) Row {
	ev := c.evidence(cl.Provenance, cl.Confidence, cl.Subject)
	row := c.row(cl.Region)
	row.Topic, row.Kind = cl.Topic, string(corpus.KindCatalogue)
	row.Cells = []Cell{
		Text(row.Place, ev...),
		Period(corpus.Date{Year: cl.Year}, corpus.Date{Year: cl.YearTo}, false, ev...),
		Text(cl.Subject, ev...),
		Number(float64(cl.Tier), ev...),
		Text(cl.TierName, ev...),
		Count(cl.Count, ev...),
		Count(cl.Added, ev...),
		Count(cl.Removed, ev...),
		c.derived(cl, ev),
		Text(basisName(cl.Basis), ev...),
		Text(Chinese(cl.Certainty), ev...),
	}
	return row
}

// basisName says for readers what a count rests on.
func basisName(b corpus.Basis) string {
	if b == corpus.BasisCounted {
		return "逐项清点"
	}
	return "文字所述"
}

// derived is the total that follows from the catalogue before and the changes,
// where the source states no total. It rests on an assumption, so it never
// stands in the count column.
func (c chosen) derived(cl corpus.CountClaim, ev []Evidence) Cell {
	if cl.Count != nil {
		return Missing("来源已写明项数")
	}
	before := corpus.ClaimBefore(c.in.Claims, cl)
	if before == nil || before.Count == nil || cl.Added == nil {
		return Missing("无从推算")
	}
	total, how := *before.Count+*cl.Added, fmt.Sprintf("%d+%d", *before.Count, *cl.Added)
	if cl.Removed != nil {
		total, how = total-*cl.Removed, fmt.Sprintf("%s−%d", how, *cl.Removed)
	}
	both := append(c.evidence(before.Provenance, before.Confidence, before.Subject), ev...)
	return Number(float64(total), dedupe(both)...).computed(fmt.Sprintf("%s=%d：假定上一期各项全部保留，来源未写明总数", how, total))
}

func dedupe(ev []Evidence) []Evidence {
	var out []Evidence
	for _, e := range ev {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// gapRow is a row for a place without records: the place, and the reason in
// the columns at.
func (c chosen) gapRow(region string, columns int, why string, at ...int) Row {
	row := c.row(region)
	row.Gap = true
	row.Cells = make([]Cell, columns)
	for i := range row.Cells {
		row.Cells[i] = Missing("")
	}
	row.Cells[0] = Text(row.Place)
	for _, i := range at {
		row.Cells[i] = Missing(why)
	}
	return row
}
