package chartfile

import (
	"slices"
	"strconv"
	"strings"

	"duibiao/charts"
	"duibiao/cmd/internal/output"
	"duibiao/compare"
)

// dataSheet is the table behind a chart: the columns of the report, numbers
// plain, and after them for each row what was computed, why what is missing is
// missing, the clauses and the sources.
func dataSheet(r compare.Report) *output.Sheet {
	s := &output.Sheet{}
	titles := r.Header()
	for i, key := range r.Keys() {
		s.Columns = append(s.Columns, output.Column{Key: key, Title: titles[i], Number: r.Columns[i].Type == compare.TypeNumber})
	}
	values := r.Values()
	for _, x := range rowNotes() {
		s.Columns = append(s.Columns, output.Column{Key: x.key, Title: x.title})
	}
	for i, row := range r.Rows {
		cells := values[i]
		for _, x := range rowNotes() {
			cells = append(cells, gather(r, row, x.of))
		}
		s.Rows = append(s.Rows, cells)
	}
	return s
}

// rowNote is what a column after the values says of a row, cell by cell.
type rowNote struct {
	key, title string
	of         func(compare.Column, compare.Cell) []string
}

func rowNotes() []rowNote {
	return []rowNote{
		{"computed_how", "推算办法", func(col compare.Column, c compare.Cell) []string {
			if c.Computed == "" || c.IsMissing() {
				return nil
			}
			return []string{col.Title + "：" + c.Computed}
		}},
		{"missing_why", "空缺的原因", func(col compare.Column, c compare.Cell) []string {
			if !c.IsMissing() || c.Why == "" {
				return nil
			}
			return []string{col.Title + "：" + c.Why}
		}},
		{"clauses", "条款", func(_ compare.Column, c compare.Cell) []string {
			return each(c, func(e compare.Evidence) string {
				if e.Clause == "" && e.DocumentID == "" {
					return "" // the document alone is what the source says
				}
				return e.Document
			})
		}},
		{"sources", "数据来源", func(_ compare.Column, c compare.Cell) []string {
			return each(c, func(e compare.Evidence) string { return e.Source })
		}},
	}
}

func each(c compare.Cell, of func(compare.Evidence) string) []string {
	var out []string
	for _, e := range c.Evidence {
		out = append(out, of(e))
	}
	return out
}

// gather joins what is said of the cells of a row, each thing once.
func gather(r compare.Report, row compare.Row, of func(compare.Column, compare.Cell) []string) string {
	var parts []string
	for i, c := range row.Cells {
		for _, s := range of(r.Columns[i], c) {
			if s != "" && !slices.Contains(parts, s) {
				parts = append(parts, s)
			}
		}
	}
	return strings.Join(parts, "；")
}

// book is a chart as a workbook: the numbers, the sources, and what a reader must
// know of them.
func book(f charts.Figure) []output.NamedSheet {
	sources := &output.Sheet{Columns: []output.Column{{Title: "序号", Number: true}, {Title: "来源"}, {Title: "说明"}}}
	for i, s := range f.Report.Sources {
		sources.Rows = append(sources.Rows, []string{strconv.Itoa(i + 1), compare.Cite(s), s.Note})
	}
	about := &output.Sheet{Columns: []output.Column{{Title: "项目"}, {Title: "内容"}}}
	say := func(key, text string) {
		if text != "" {
			about.Rows = append(about.Rows, []string{key, text})
		}
	}
	say("标题", f.Title)
	say("单位", f.Unit)
	if d := f.Report.DataDate; !d.IsZero() {
		say("数据截至", d.Chinese())
	}
	say("图", f.Sentence)
	say("图", f.Description)
	for _, n := range f.Notes {
		say("注", n)
	}
	return []output.NamedSheet{{Name: "数据", Sheet: dataSheet(f.Report)}, {Name: "来源", Sheet: sources}, {Name: "说明", Sheet: about}}
}
