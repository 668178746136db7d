package charts

import "duibiao/compare"

// sourcesID and methodID are the sections that are written when all others are:
// they speak of what these cite and show.
const (
	sourcesID = "sources"
	methodID  = "method"
)

// chapter is one section that a report may have: what it is called, the kinds of
// chart it shows and the tables under them. A chapter of which the data hold
// nothing is left out.
type chapter struct {
	id, heading string
	charts      []string
	tables      []printed
	// groups are sentences before the charts.
	groups func(*reporter) []group
	// always keeps the chapter when there is nothing to show, and says so.
	always bool
	// home is a chapter of the home place: without one there is nothing to miss.
	home bool
}

// printed is a table of a report: the comparison it is made from, and what is made
// of it for print, nil for the comparison itself.
type printed struct {
	comparison string
	form       func(compare.Benchmark) compare.Report
}

// chapters is the list a new section, or a chart in one, is added to.
func chapters() []chapter {
	return []chapter{
		{id: "findings", heading: "主要发现", groups: (*reporter).findings, always: true},
		{id: "timeline", heading: "制度出台时间", charts: []string{"timeline"}, tables: []printed{{"timeline", nil}}, always: true},
		{id: "items", heading: "目录规模", charts: []string{"items", "growth"}, tables: []printed{{"items", nil}}, always: true},
		{id: "scope", heading: "购买服务的领域", charts: []string{"scope", "catalogue", "overlap"}, tables: []printed{{"scope", scopeMatrix}, {"overlap", nil}}},
		{id: "scope-gaps", heading: "本区没有或未见的领域", charts: []string{"scope-gaps"}, tables: []printed{{"scope-gaps", gapsByField}}, home: true},
		{id: "procedures", heading: "采购程序与规则", charts: []string{"procedures"}, tables: []printed{{"procedures", digest}}},
		{id: "limits", heading: "期限、比例与数量", charts: []string{"limits"}, tables: []printed{{"procedures", numbers}}},
		{id: "thresholds", heading: "采购限额标准与公开招标数额标准", charts: []string{"thresholds"}, tables: []printed{{"thresholds", nil}}},
		{id: "support", heading: "补贴标准与财政投入", tables: []printed{{"support", nil}}},
		{id: "scores", heading: "规则完备程度的评分", charts: []string{"scores"}, tables: []printed{{"scores", nil}}},
		{id: "gaps", heading: "本区差距清单", groups: (*reporter).gaps, tables: []printed{{"gaps", compare.HomeGaps}}, home: true},
		{id: "unknowns", heading: "尚不清楚的事项", groups: (*reporter).unknowns},
		{id: methodID, heading: "方法与把握程度", always: true},
		{id: sourcesID, heading: "数据来源", always: true},
	}
}

func scopeMatrix(b compare.Benchmark) compare.Report { return compare.ScopeMatrix(b.Scope) }
func gapsByField(b compare.Benchmark) compare.Report { return compare.GapsByField(b.ScopeGaps) }
func digest(b compare.Benchmark) compare.Report      { return compare.Digest(b.Procedures) }
func numbers(b compare.Benchmark) compare.Report     { return compare.Numbers(b.Procedures) }
