package compare

import (
	"cmp"
	"slices"

	"duibiao/corpus"
)

// thresholdColumns are the value columns of Thresholds by kind and object.
func thresholdColumns() []struct{ key, title, kind, object string } {
	return []struct{ key, title, kind, object string }{
		{"limit_goods", "货物采购限额", "limit", "goods"},
		{"limit_services", "服务采购限额", "limit", "services"},
		{"limit_works", "工程采购限额", "limit", "works"},
		{"limit_any", "采购限额（对象未写明）", "limit", ""},
		{"open_goods", "货物公开招标", "open_tender", "goods"},
		{"open_services", "服务公开招标", "open_tender", "services"},
		{"open_works", "工程公开招标", "open_tender", "works"},
	}
}

// Thresholds compares 采购限额标准 and 公开招标数额标准 by place and years.
func Thresholds(in corpus.Dataset, o Options) (Report, error) {
	c, err := choose(in, o)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "thresholds", Title: "采购限额标准与公开招标数额标准", Unit: "万元",
		Columns: []Column{
			{"place", "地区", "", TypeText}, {"scope", "适用", "", TypeText}, {"years", "年度", "", TypePeriod},
		},
		Notes: []string{"“—”表示来源未列该项金额，不等于没有标准。“某年起”表示止于何年未见，不等于现在仍然适用。"},
	}
	for _, t := range thresholdColumns() {
		r.Columns = append(r.Columns, Column{t.key, t.title, "万元", TypeNumber})
	}
	r.Columns = append(r.Columns, Column{"certainty", "把握程度", "", TypeText})
	for _, group := range c.thresholds() {
		r.Rows = append(r.Rows, c.thresholdRow(group))
	}
	return c.finish(r), nil
}

// thresholds are the chosen thresholds grouped by place, scope and years.
func (c chosen) thresholds() [][]corpus.Threshold {
	var all []corpus.Threshold
	for _, t := range c.in.Thresholds {
		if c.has(t.Region) && t.Year <= c.asOf.Year {
			all = append(all, t)
		}
	}
	same := func(a, b corpus.Threshold) int {
		return cmp.Or(c.order(a.Region, b.Region), cmp.Compare(a.Year, b.Year), cmp.Compare(a.YearTo, b.YearTo))
	}
	slices.SortStableFunc(all, same)
	var out [][]corpus.Threshold
	for _, t := range all {
		if n := len(out); n > 0 && same(out[n-1][0], t) == 0 && out[n-1][0].Scope == t.Scope {
			out[n-1] = append(out[n-1], t)
			continue
		}
		out = append(out, []corpus.Threshold{t})
	}
	return out
}

func (c chosen) thresholdRow(group []corpus.Threshold) Row {
	t := group[0]
	row := c.row(t.Region)
	row.Topic = corpus.TopicProcurement
	ev := c.evidence(t.Provenance, t.Confidence, "")
	row.Cells = []Cell{
		Text(row.Place, ev...), Text(t.Scope, ev...),
		Period(corpus.Date{Year: t.Year}, corpus.Date{Year: t.YearTo}, t.YearTo == 0, ev...),
	}
	if t.Year == t.YearTo {
		row.Cells[2].To = corpus.Date{}
	}
	for _, col := range thresholdColumns() {
		cell := Missing("来源未列")
		for _, x := range group {
			if x.Kind == col.kind && x.Object == col.object {
				cell = Number(float64(x.Amount)/10000, c.evidence(x.Provenance, x.Confidence, "")...)
			}
		}
		row.Cells = append(row.Cells, cell)
	}
	row.Cells = append(row.Cells, Text(Chinese(t.Certainty), ev...))
	return row
}

// Support lists subsidies and public money put in.
func Support(in corpus.Dataset, o Options) (Report, error) {
	c, err := choose(in, o)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "support", Title: "补贴标准与财政投入", // each row has its own unit
		Columns: []Column{
			{"place", "地区", "", TypeText},
			{"service", "事项", "", TypeText},
			{"group", "对象", "", TypeText},
			{"grade", "档次", "", TypeText},
			{"years", "年度", "", TypePeriod},
			{"amount", "金额", "", TypeNumber},
			{"unit", "单位", "", TypeText},
			{"certainty", "把握程度", "", TypeText},
		},
		Notes: []string{"各地补贴对象和档次不同，数据中只有一地的标准时不作高低比较。"},
	}
	for _, s := range c.in.Support {
		if !c.has(s.Region) || s.Year > c.asOf.Year {
			continue
		}
		ev := c.evidence(s.Provenance, s.Confidence, "")
		row := c.row(s.Region)
		amount, unit := supportAmountOf(s)
		row.Cells = []Cell{
			Text(row.Place, ev...), Text(s.Service, ev...), Text(s.Group, ev...), Text(s.Grade, ev...),
			Period(corpus.Date{Year: s.Year}, corpus.Date{Year: s.YearTo}, s.YearTo == 0, ev...),
			Number(amount, ev...), Text(unit, ev...), Text(Chinese(s.Certainty), ev...),
		}
		r.Rows = append(r.Rows, row)
	}
	return c.finish(r), nil
}

// supportAmountOf is the amount in 元, or in 万元 for a sum that large.
func supportAmountOf(s corpus.SupportStandard) (amount float64, unit string) {
	const fenPerYuan, fenPerWan = 100, 1000000
	if s.Unit == "元" && s.Amount >= fenPerWan {
		return float64(s.Amount) / fenPerWan, "万元"
	}
	return float64(s.Amount) / fenPerYuan, s.Unit
}
