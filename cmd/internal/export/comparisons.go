package export

import (
	"duibiao/cmd/internal/datapackage"
	"duibiao/compare"
	"duibiao/corpus"
)

func comparisons() table[compare.Report] {
	type row = compare.Report
	return table[row]{
		name: comparisonsTable, title: "比较", key: []string{"comparison"}, about: "The comparisons whose cells are in comparison_cells.",
		columns: []column[row]{
			text("comparison", "比较", func(r row) string { return r.Kind }).required(),
			text("title", "标题", func(r row) string { return r.Title }).required(),
			text("unit", "单位", func(r row) string { return r.Unit }),
			whole("rows", "行数", func(r row) int { return len(r.Rows) }).least(0),
			date("data_date", "数据截至", func(r row) corpus.Date { return r.DataDate }),
			list("notes", "说明", func(r row) []string { return r.Notes }),
		},
	}
}

// cellRow is one cell of a comparison.
type cellRow struct {
	compare.Record
	title, topic, kind string
	cell               compare.Cell
}

func cellsOf(r compare.Report) []cellRow {
	records := r.Records()
	out := make([]cellRow, 0, len(records))
	for _, row := range r.Rows {
		for k, cell := range row.Cells {
			out = append(out, cellRow{records[len(out)], r.Columns[k].Title, string(row.Topic), row.Kind, cell})
		}
	}
	return out
}

func cells() table[cellRow] {
	type row = cellRow
	return table[row]{
		name: cellsTable, title: "比较的单元格", key: []string{"comparison", "row", "column"},
		about: "Every cell of every comparison as one record; what is not known has no value and a reason in missing.",
		links: []datapackage.ForeignKey{link("comparison", comparisonsTable, "comparison"), link("region", jurisdictionsTable, "code")},
		columns: []column[row]{
			text("comparison", "比较", func(c row) string { return c.Report }).required(),
			whole("row", "行", func(c row) int { return c.Row }).required().least(1),
			text("column", "列", func(c row) string { return c.Column }).required(),
			text("title", "列标题", func(c row) string { return c.title }),
			text("region", "地区代码", func(c row) string { return c.Region }),
			text("place", "地区", func(c row) string { return c.Place }),
			yes("home", "本地区", func(c row) bool { return c.Home }),
			yes("gap", "差距", func(c row) bool { return c.Gap }),
			text("topic", "主题", func(c row) string { return c.topic }),
			text("kind", "行的类别", func(c row) string { return c.kind }),
			oneOf(text("type", "取值类型", func(c row) compare.ColumnType { return c.Type }), compare.TypeText, compare.TypeNumber, compare.TypePeriod).required(),
			text("value", "取值", func(c row) string { return c.cell.Plain() }).about("a period is an ISO 8601 date or interval: 2014/2015, 2008/.."),
			number("number", "数值", func(c row) string {
				if c.cell.Type != compare.CellNumber {
					return ""
				}
				return c.cell.Plain()
			}).about("the value where it is a number"),
			text("unit", "单位", func(c row) string { return c.Unit }),
			text("computed", "推算方法", func(c row) string { return c.Computed }).about("empty for a value that a source states"),
			text("missing", "缺失原因", func(c row) string { return c.Missing }),
		},
	}
}

// cellEvidence is one thing that a cell stands on.
type cellEvidence struct {
	cell cellRow
	ord  int
	compare.Evidence
}

func cellEvidences() table[cellEvidence] {
	type row = cellEvidence
	key := []string{"comparison", "row", "column"}
	return table[row]{
		name: "comparison_evidence", title: "单元格的依据", key: append(append([]string{}, key...), "ord"),
		about: "What each cell stands on.",
		links: []datapackage.ForeignKey{links(key, cellsTable, key), link("source_id", sourcesTable, "source_id"), link("document_id", documentsTable, "document_id")},
		columns: []column[row]{
			text("comparison", "比较", func(e row) string { return e.cell.Report }).required(),
			whole("row", "行", func(e row) int { return e.cell.Row }).required().least(1),
			text("column", "列", func(e row) string { return e.cell.Column }).required(),
			whole("ord", "次序", func(e row) int { return e.ord }).required().least(1),
			text("source_id", "来源", func(e row) string { return e.SourceID }).required(),
			oneOf(text("certainty", "把握程度", func(e row) corpus.Certainty { return e.Certainty }), certainties()...),
			text("confidence", "把握程度原话", func(e row) string { return e.Confidence }),
			text("document", "文件名", func(e row) string { return e.Document }),
			text("document_id", "文件", func(e row) string { return e.DocumentID }),
			text("place", "位置", func(e row) string { return e.Clause }).about("where in it: the clause_id of a clause of the document, the name of an item"),
			text("quote", "原文", func(e row) string { return e.Quote }),
			text("note", "说明", func(e row) string { return e.Note }),
		},
	}
}

func sources() table[corpus.Reference] {
	type row = corpus.Reference
	return table[row]{
		name: sourcesTable, title: "来源", key: []string{"source_id"}, about: "The sources of the records, enough to cite them and find them again.",
		columns: []column[row]{
			text("source_id", "编号", func(s row) string { return s.ID }).required(),
			text("author", "责任者", func(s row) string { return s.Author }),
			text("title", "题名", func(s row) string { return s.Title }).required(),
			yes("described", "题名为描述", func(s row) bool { return s.Described }).about("the title is our description of a page whose title is not known"),
			text("medium", "文献类型与载体", func(s row) string { return s.Medium }).about("the marks of GB/T 7714"),
			date("date", "日期", func(s row) corpus.Date { return s.Date }),
			text("locator", "位置", func(s row) string { return s.Locator }).about("an address, or as much of one as is known"),
			text("note", "说明", func(s row) string { return s.Note }),
		},
	}
}

// placeRow is a place that a record names.
type placeRow struct {
	corpus.Jurisdiction
	full string
	home bool
	note string
}

// The level of a place whose name its source hides, and of a code that the table
// of codes does not have.
const (
	levelMasked  = "masked"
	levelUnknown = "unknown"
)

func placeOf(in corpus.Dataset, code string) placeRow {
	p := placeRow{full: compare.PlaceName(in, code)}
	for _, x := range in.Places {
		if x.ID == code {
			p.Jurisdiction = corpus.Jurisdiction{Code: code, Name: x.Name, Level: levelMasked, Parent: x.Parent}
			p.home, p.note = x.Home, x.Note
			return p
		}
	}
	j, ok := corpus.JurisdictionByCode(code)
	if !ok {
		j = corpus.Jurisdiction{Code: code, Name: code, Level: levelUnknown}
	}
	p.Jurisdiction = j
	return p
}

func jurisdictions() table[placeRow] {
	type row = placeRow
	return table[row]{
		name: jurisdictionsTable, title: "地区", key: []string{"code"}, links: []datapackage.ForeignKey{link("parent", "", "code")},
		about: "The places that records name, and the places these lie in, by the codes of GB/T 2260; 100000 is the state as a whole, codes that begin with x- are places whose name a source hides.",
		columns: []column[row]{
			text("code", "代码", func(p row) string { return p.Code }).required(),
			text("name", "名称", func(p row) string { return p.Name }).required(),
			text("full_name", "全称", func(p row) string { return p.full }).required(),
			text("short_name", "简称", func(p row) string { return p.Short }),
			oneOf(text("level", "级别", func(p row) string { return p.Level }), "national", "province", "prefecture", "county", levelMasked, levelUnknown).required(),
			text("parent", "上级", func(p row) string { return p.Parent }),
			yes("home", "来源所述本地区", func(p row) bool { return p.home }),
			text("note", "说明", func(p row) string { return p.note }),
		},
	}
}
