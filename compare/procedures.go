package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duibiao/corpus"
)

// Procedures compares what the documents of places answer to the questions of the
// codebook: one row for each question, place and document that answers it, and
// one for a place none of whose documents does. A question that no chosen place
// answers has no rows.
func Procedures(in corpus.Dataset, o Options) (Report, error) {
	c, err := choose(in, o)
	if err != nil {
		return Report{}, err
	}
	r := Report{
		Kind: "procedures", Title: "采购程序与规则的比较",
		Columns: []Column{
			{"dimension", "维度", "", TypeText},
			{"indicator", "指标", "", TypeText},
			{"question", "指标名称", "", TypeText},
			{"place", "地区", "", TypeText},
			{"value", "规定", "", TypeText},
			{"number", "数值", "", TypeNumber},
			{"unit", "单位", "", TypeText},
			{"clause", "条款", "", TypeText},
			{"quote", "原文", "", TypeText},
			{"document", "文件", "", TypeText},
			{"coder", "编码", "", TypeText},
		},
		Notes: []string{
			"“未规定”指该地区已读文件对该事项没有规定，不等于没有其他文件规定；没有读过文件的地区不作判断。",
			"工作日与日不作换算；百分比的基数见单位栏。取值由规则从原文读出或经人工确认，编码栏注明。",
		},
	}
	places := c.codedPlaces()
	for _, q := range c.in.Indicators {
		r.Rows = append(r.Rows, c.questionRows(q, places)...)
	}
	seen := map[string]bool{}
	for _, p := range places {
		seen[p] = true
	}
	for _, region := range c.empty(seen) {
		row := c.gapRow(region, len(r.Columns), "数据中没有该地区读过的文件", 4)
		row.Cells[0], row.Cells[3] = Missing(""), Text(row.Place)
		r.Rows = append(r.Rows, row)
	}
	return c.finish(r), nil
}

// codedPlaces are the chosen places with documents that were read, in order.
func (c chosen) codedPlaces() []string {
	var out []string
	for _, d := range c.in.Coded {
		if c.has(d.Region) && !slices.Contains(out, d.Region) {
			out = append(out, d.Region)
		}
	}
	slices.SortStableFunc(out, c.order)
	return out
}

// answers are the codings of a question by a place, in the dataset's order.
func (c chosen) answers(indicator, region string) []corpus.CodingRecord {
	var out []corpus.CodingRecord
	for _, x := range c.in.Codings {
		if x.Coding.Indicator == indicator && x.Region == region && x.Coding.Value != corpus.NotRegulated {
			out = append(out, x)
		}
	}
	return out
}

func (c chosen) questionRows(q corpus.Indicator, places []string) []Row {
	var rows []Row
	any := false
	for _, place := range places {
		list := c.answers(q.ID, place)
		any = any || len(list) > 0
		for _, x := range list {
			rows = append(rows, c.answerRow(q, x))
		}
		if len(list) == 0 {
			rows = append(rows, c.silentRow(q, place))
		}
	}
	if !any {
		return nil
	}
	return rows
}

func (c chosen) answerRow(q corpus.Indicator, x corpus.CodingRecord) Row {
	ev := c.evidence(x.Provenance, "", "《"+x.Title+"》"+x.Label)
	row := c.row(x.Region)
	row.Kind = q.ID
	row.Cells = []Cell{
		Text(q.Dimension, ev...), Text(q.ID, ev...), Text(q.NameZh, ev...), Text(row.Place, ev...), Text(Answer(q, x.Coding.Value, x.Coding.Unit), ev...),
		numberOf(q, x.Coding.Value, ev), Text(x.Coding.Unit, ev...), Text(x.Label, ev...), Text(x.Quote, ev...), Text(x.Title, ev...), Text(coderName(x.Coding.Coder), ev...),
	}
	return row
}

// silentRow says that none of a place's documents answers; at home that is a gap.
func (c chosen) silentRow(q corpus.Indicator, place string) Row {
	var ev []Evidence
	for _, d := range c.in.Coded {
		if d.Region == place {
			ev = append(ev, c.evidence(d.Provenance, "", "《"+d.Title+"》")...)
		}
	}
	row := c.row(place)
	row.Kind, row.Gap = q.ID, row.Home
	row.Cells = make([]Cell, 11)
	for i := range row.Cells {
		row.Cells[i] = Missing("未规定")
		row.Cells[i].Evidence = ev
	}
	for i, s := range []string{q.Dimension, q.ID, q.NameZh, row.Place} {
		row.Cells[i] = Text(s, ev...)
	}
	return row
}

// Answer is a value for readers: 是, 30日, 2%（基数）, 公开招标、邀请招标.
func Answer(q corpus.Indicator, value, unit string) string {
	switch {
	case value == corpus.NotRegulated:
		return "未规定"
	case value == "yes":
		return "是"
	case value == "required":
		return "要求"
	case value == "encouraged":
		return "鼓励"
	case q.Type == "ranges":
		parts := strings.Split(value, "|")
		for i, p := range parts {
			parts[i] = strings.ReplaceAll(p, "-", "—") + unit
		}
		return strings.Join(parts, "、")
	case q.Type == "set":
		return strings.ReplaceAll(value, "|", "、")
	}
	return strings.ReplaceAll(value, "|", "；") + unit
}

func numberOf(q corpus.Indicator, value string, ev []Evidence) Cell {
	if q.Type != "number" && q.Type != "percent" {
		return Missing("不是数值")
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return Missing("不是数值")
	}
	return Number(v, ev...)
}

func coderName(c corpus.Coder) string {
	if c == corpus.CoderHuman {
		return "人工"
	}
	return "规则"
}

// Matrix turns a procedures report into one row a question and one column a
// place: the table that people read. Several documents of a place stand in one
// cell, each with its title where their answers differ.
func Matrix(r Report) Report {
	out := Report{
		Kind: r.Kind, Title: r.Title, Notes: r.Notes, Sources: r.Sources, DataDate: r.DataDate,
		Columns: []Column{{"dimension", "维度", "", TypeText}, {"question", "指标名称", "", TypeText}},
	}
	var questions, places []string
	cells := map[[2]string][]Row{}
	for _, row := range r.Rows {
		if row.Kind == "" {
			continue
		}
		if !slices.Contains(questions, row.Kind) {
			questions = append(questions, row.Kind)
		}
		if !slices.Contains(places, row.Region) {
			places = append(places, row.Region)
			out.Columns = append(out.Columns, Column{row.Region, row.Place, "", TypeText})
		}
		k := [2]string{row.Kind, row.Region}
		cells[k] = append(cells[k], row)
	}
	for _, q := range questions {
		row := Row{Kind: q}
		for _, p := range places {
			rows := cells[[2]string{q, p}]
			if len(row.Cells) == 0 && len(rows) > 0 {
				row.Cells = append(row.Cells, r.Cell(rows[0], "dimension"), r.Cell(rows[0], "question"))
			}
			cell := r.joined(rows)
			row.Gap = row.Gap || len(rows) > 0 && rows[0].Gap
			row.Cells = append(row.Cells, cell)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// joined is one cell of the answers of a place.
func (r Report) joined(rows []Row) Cell {
	if len(rows) == 0 {
		return Missing("没有读过文件")
	}
	var values []string
	var ev []Evidence
	differ := false
	for _, row := range rows {
		c := r.Cell(row, "value")
		if c.IsMissing() {
			return c
		}
		differ = differ || c.Text != r.Cell(rows[0], "value").Text
		ev = append(ev, c.Evidence...)
	}
	if !differ {
		return Text(r.Cell(rows[0], "value").Text, dedupe(ev)...)
	}
	for _, row := range rows {
		values = append(values, fmt.Sprintf("%s（%s）", r.Cell(row, "value").Text, r.Cell(row, "document").Text))
	}
	return Text(strings.Join(values, "；"), dedupe(ev)...)
}
