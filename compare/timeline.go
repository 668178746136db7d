package compare

import (
	"cmp"
	"fmt"
	"slices"

	"duibiao/corpus"
)

// Timeline lists what each place issued when, and how many years the first
// dedicated rule of each place came after the first of all chosen places.
func Timeline(in corpus.Dataset, o Options) (Report, error) {
	c, err := choose(in, o)
	if err != nil {
		return Report{}, err
	}
	docs := c.documents()
	first := firsts(docs)
	r := Report{
		Kind: "timeline", Title: "购买服务制度与目录的出台时间", Unit: "年",
		Columns: []Column{
			{"place", "地区", "", TypeText},
			{"issued", "出台时间", "", TypePeriod},
			{"document", "文件", "", TypeText},
			{"doc_number", "文号", "", TypeText},
			{"kind", "类别", "", TypeText},
			{"status", "时效", "", TypeText},
			{"lag", "比首发晚", "", TypeText},
			{"lag_years_min", "至少晚", "年", TypeNumber},
			{"lag_years_max", "至多晚", "年", TypeNumber},
			{"certainty", "把握程度", "", TypeText},
		},
		Notes: timelineNotes(c.asOf),
	}
	seen := map[string]bool{}
	for _, d := range docs {
		seen[d.Region] = true
		r.Rows = append(r.Rows, c.documentRow(d, first))
	}
	for _, s := range c.in.Statements {
		if s.Kind == corpus.StatementAbsent && c.has(s.Region) {
			seen[s.Region] = true
			r.Rows = append(r.Rows, c.absentRow(s, first))
		}
	}
	for _, region := range c.empty(seen) {
		r.Rows = append(r.Rows, c.gapRow(region, len(r.Columns), "数据中没有该地区文件的记录", 2))
	}
	slices.SortStableFunc(r.Rows, func(a, b Row) int { return c.order(a.Region, b.Region) })
	return c.finish(r), nil
}

func timelineNotes(asOf corpus.Date) []string {
	return []string{
		"“比首发晚”只比较可以代表各地购买服务制度起点的文件；目录、修订、预算管理等后续办法和政府采购类文件不参加比较；由已知日期推算。",
		"任一方只知年份的，按年份相减；只知上下限的，给出相应的上下限；双方都知到月的，按足月计算。",
		"“自某年起”表示来源只说从那一年开始陆续出台，不知具体年份。〔〕内的题名是编者的描述，不是原题名。",
		fmt.Sprintf("时效按%s判断；来源没有说明的为“未知”，不据文字推断仍然有效。", asOf.Chinese()),
	}
}

// documents are the chosen documents in the order of the table; those without
// a date come last in their place.
func (c chosen) documents() []corpus.DocumentRecord {
	var out []corpus.DocumentRecord
	for _, d := range c.in.Documents {
		if c.has(d.Region) && !c.asOf.Before(d.Issued) {
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.DocumentRecord) int {
		undated := func(d corpus.DocumentRecord) int { return cmp.Compare(d.Issued.Year, 1) * -1 }
		return cmp.Or(c.order(a.Region, b.Region), cmp.Compare(max(undated(a), 0), max(undated(b), 0)), a.Issued.Compare(b.Issued))
	})
	return out
}

// KindName is the class of a document as the timeline tells them apart.
func KindName(topic corpus.Topic, kind corpus.Kind) string {
	switch {
	case topic != corpus.TopicServicePurchase:
		return "政府采购文件"
	case kind == corpus.KindCatalogue:
		return "购买服务目录"
	}
	return "购买服务制度"
}

func (c chosen) documentRow(d corpus.DocumentRecord, first race) Row {
	ev := c.evidence(d.Provenance, d.Confidence, DocumentName(d))
	title := d
	title.DocNumber = ""
	row := c.row(d.Region)
	row.Topic, row.Kind = d.Topic, string(d.Kind)
	name := Text(DocumentName(title), ev...)
	if d.Title == "" {
		name = Missing("题名未录")
		name.Evidence = ev
	}
	row.Cells = []Cell{
		Text(row.Place, ev...),
		Period(d.Issued, d.IssuedTo, d.IssuedOpen, ev...),
		name,
		Text(d.DocNumber, ev...),
		Text(KindName(d.Topic, d.Kind), ev...),
		c.status(d, ev),
	}
	row.Cells = append(row.Cells, c.lagCells(d, first, ev)...)
	row.Cells = append(row.Cells, Text(Chinese(d.Certainty), ev...))
	return row
}

func (c chosen) status(d corpus.DocumentRecord, ev []Evidence) Cell {
	s := corpus.StatusAsOf(d.Status, d.Effective, d.Expires, c.asOf)
	cell := Text(s.Chinese(), ev...)
	if s != d.Status {
		cell = cell.computed("由施行、失效日期推算")
	}
	return cell
}

// absentRow says that a source states there is no dedicated rule, and how far
// the place was behind by the time of which the source speaks.
func (c chosen) absentRow(s corpus.Statement, first race) Row {
	ev := c.evidence(s.Provenance, s.Confidence, "")
	row := c.row(s.Region)
	row.Gap, row.Topic, row.Kind = true, s.Topic, string(corpus.StatementAbsent)
	name := Missing(s.Text)
	name.Evidence = ev
	none := Missing("未见文件")
	row.Cells = []Cell{Text(row.Place, ev...), none, name, none, Text("未见专门制度", ev...), none}
	row.Cells = append(row.Cells, c.absentLag(s, first, ev)...)
	row.Cells = append(row.Cells, Text(Chinese(s.Certainty), ev...))
	return row
}
