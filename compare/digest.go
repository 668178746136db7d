package compare

import (
	"fmt"
	"slices"
	"strings"

	"duibiao/compare/scope"
	"duibiao/corpus"
)

// MaxPlaces is how many places stand side by side in a table that is printed.
const MaxPlaces = 8

// maxAnswers bounds the different answers of a place in one cell of a Digest.
const maxAnswers = 3

// Whole names the command that writes the whole of a table of which a report
// shows a part.
func Whole(comparison string) string { return "duibiao compare " + comparison + " --format csv" }

// columnPlaces are the places that get a column: all, or, of more than MaxPlaces,
// home and the first ones; and the note that says who is left out.
func columnPlaces(r Report, comparison string) (regions []string, names map[string]string, note []string) {
	names = map[string]string{}
	home := ""
	for _, row := range r.Rows {
		if row.Kind == "" || names[row.Region] != "" {
			continue
		}
		regions, names[row.Region] = append(regions, row.Region), row.Place
		if row.Home {
			home = row.Region
		}
	}
	if len(regions) <= MaxPlaces {
		return regions, names, nil
	}
	kept := slices.Clone(regions[:MaxPlaces])
	if home != "" && !slices.Contains(kept, home) {
		kept[MaxPlaces-1] = home
	}
	var left []string
	for _, p := range regions {
		if !slices.Contains(kept, p) {
			left = append(left, names[p])
		}
	}
	return kept, names, []string{fmt.Sprintf("另有%d个地区未列：%s。完整的表：%s。", len(left), strings.Join(left, "、"), Whole(comparison))}
}

// Digest is the Matrix of a procedures report for print: of each place at most
// three different answers, each with one document that gives it. What is left out
// is counted in the cell, and a note says where the whole is.
func Digest(r Report) Report {
	regions, names, note := columnPlaces(r, "procedures")
	out := Report{
		Kind: "procedures_matrix", Title: r.Title, Sources: r.Sources, DataDate: r.DataDate,
		Columns: []Column{{"dimension", "维度", "", TypeText}, {"question", "指标", "", TypeText}},
	}
	for _, p := range regions {
		out.Columns = append(out.Columns, Column{p, names[p], "", TypeText})
	}
	for _, rows := range questionRows(r) {
		row := Row{Kind: rows[0].Kind, Region: rows[0].Kind, Cells: []Cell{r.Cell(rows[0], "dimension"), r.Cell(rows[0], "question")}}
		row.Cells[0].Evidence, row.Cells[1].Evidence = nil, nil // the answers have theirs
		for _, p := range regions {
			mine := slices.DeleteFunc(slices.Clone(rows), func(x Row) bool { return x.Region != p })
			row.Cells = append(row.Cells, r.digested(mine, false))
		}
		out.Rows = append(out.Rows, row)
	}
	out.Notes = append(slices.Clone(r.Notes), fmt.Sprintf(
		"同一地区几份文件规定相同的合写，各不相同的至多写%d种，来源只引所写的文件；逐份文件的条款和原文：%s。", maxAnswers, Whole("procedures")))
	out.Notes = append(out.Notes, note...)
	return out
}

// digested is the cell of the answers of a place to one question; cited puts the
// clause after each.
func (r Report) digested(rows []Row, cited bool) Cell {
	if len(rows) == 0 {
		return Missing("没有读过文件")
	}
	var values []string
	first := map[string]Row{}
	count := map[string]int{}
	for _, row := range rows {
		c := r.Cell(row, "value")
		if c.IsMissing() {
			return Text(c.Why) // 未规定: said of documents that were read, so not unknown
		}
		if count[c.Text] == 0 {
			values = append(values, c.Text)
			first[c.Text] = row
		}
		count[c.Text]++
	}
	var parts []string
	var ev []Evidence
	for i, v := range values {
		if i == maxAnswers {
			parts = append(parts, fmt.Sprintf("另有%d种规定", len(values)-maxAnswers))
			break
		}
		ev = append(ev, r.Cell(first[v], "value").Evidence...)
		parts = append(parts, v+r.whose(first[v], count[v], cited, len(values) > 1))
	}
	return Text(strings.Join(parts, "；"), dedupe(ev)...)
}

// whose is what follows an answer: the clause that gives it, or, where a place has
// several answers, the document; and how many others say the same.
func (r Report) whose(row Row, n int, cited, several bool) string {
	s := ""
	switch {
	case cited:
		s = "《" + r.Cell(row, "document").Display() + "》" + r.Cell(row, "clause").Plain()
	case several:
		s = "《" + r.Cell(row, "document").Display() + "》"
	}
	if n > 1 {
		s += fmt.Sprintf("等%d处", n)
	}
	if s == "" || s == fmt.Sprintf("等%d处", n) && !several {
		return ""
	}
	return "（" + s + "）"
}

// ScopeMatrix turns a scope report into one row a field and one column a place, for
// the fields that some place is known to cover.
func ScopeMatrix(r Report) Report {
	regions, names, note := columnPlaces(r, "scope")
	out := Report{
		Kind: "scope_matrix", Title: r.Title, Sources: r.Sources, DataDate: r.DataDate, Notes: append(slices.Clone(r.Notes), note...),
		Columns: []Column{{"class", "大类", "", TypeText}, {"domain", "领域", "", TypeText}},
	}
	for _, p := range regions {
		out.Columns = append(out.Columns, Column{p, names[p], "", TypeText})
	}
	has, all := map[string]bool{}, map[string]bool{}
	for _, row := range r.Rows {
		name := r.Cell(row, "domain").Text
		all[name] = true
		has[name] = has[name] || row.Kind == string(scope.Covered)
	}
	at := map[string]int{}
	for _, row := range r.Rows {
		if !has[r.Cell(row, "domain").Text] {
			delete(has, r.Cell(row, "domain").Text)
			continue
		}
		k := slices.Index(regions, row.Region)
		domain := r.Cell(row, "domain")
		i, ok := at[domain.Text]
		if !ok {
			i = len(out.Rows)
			at[domain.Text] = i
			cells := make([]Cell, 2+len(regions))
			cells[0], cells[1] = r.Cell(row, "class"), domain
			out.Rows = append(out.Rows, Row{Region: domain.Text, Topic: row.Topic, Cells: cells})
		}
		if k >= 0 {
			out.Rows[i].Cells[2+k] = r.covered(row)
		}
	}
	if left := len(all) - len(has); left > 0 {
		out.Notes = append(out.Notes, fmt.Sprintf("另有%d个领域，所选各地都没有见到条目，未列；完整的表：%s。", left, Whole("scope")))
	}
	return out
}

// covered is the state of a field in one cell: 有，3项; 无; or missing.
func (r Report) covered(row Row) Cell {
	state := r.Cell(row, "state")
	if n := r.Cell(row, "items"); row.Kind == string(scope.Covered) {
		state.Text, state.Computed = state.Text+"，"+n.Plain()+"项", n.Computed
	}
	state.Evidence = documentsOf(state)
	return state
}

// Numbers are the answers of a procedures report that are numbers: a row for each
// question, place and number, with the clause. Documents of a place that give the
// same number are counted in one row.
func Numbers(r Report) Report {
	out := Report{
		Kind: "numbers", Title: "期限、比例与数量的规定", Sources: r.Sources, DataDate: r.DataDate,
		Columns: []Column{
			{"question", "指标", "", TypeText}, {"place", "地区", "", TypeText}, {"value", "规定", "", TypeText}, {"clause", "条款", "", TypeText},
		},
		Notes: []string{"同一地区几份文件数值相同的合为一行，写第一份的条款。工作日与日不作换算，基数不同的百分比不作比较。"},
	}
	for _, rows := range questionRows(r) {
		rows = slices.DeleteFunc(slices.Clone(rows), func(row Row) bool { return r.Cell(row, "number").IsMissing() })
		for _, group := range sameAnswers(r, rows) {
			row, value := group[0], r.Cell(group[0], "value")
			clause := "《" + r.Cell(row, "document").Display() + "》" + r.Cell(row, "clause").Plain()
			if n := len(group); n > 1 {
				clause += fmt.Sprintf("等%d处", n)
			}
			out.Rows = append(out.Rows, Row{
				Region: row.Region, Place: row.Place, Home: row.Home, Kind: row.Kind,
				Cells: []Cell{bare(r.Cell(row, "question")), bare(r.Cell(row, "place")), value, Text(clause, value.Evidence...)},
			})
		}
	}
	return out
}

// maxTrees is how many catalogues a printed page shows as trees.
const maxTrees = 3

// WholeCatalogues is a catalogue report with the first whole catalogues of service
// purchase alone, home's before others, for print. A note says what is left out.
func WholeCatalogues(r Report) Report {
	name := func(row Row) string { return row.Region + "\t" + r.Cell(row, "catalogue").Text }
	var home, others []string
	all := map[string]bool{}
	for _, row := range r.Rows {
		n := name(row)
		if all[n] || row.Gap {
			continue
		}
		all[n] = true
		switch {
		case row.Topic != corpus.TopicServicePurchase || r.Cell(row, "extent").Text != "整份":
		case row.Home:
			home = append(home, n)
		default:
			others = append(others, n)
		}
	}
	kept := append(home, others...)
	kept = kept[:min(len(kept), maxTrees)]
	r.Rows = slices.DeleteFunc(slices.Clone(r.Rows), func(row Row) bool { return !slices.Contains(kept, name(row)) })
	if left := len(all) - len(kept); left > 0 {
		r.Notes = append(slices.Clone(r.Notes), fmt.Sprintf("另有%d份目录（部分、政府采购或其他地区的目录）未画；全部条目：%s。", left, Whole("catalogue")))
	}
	return r
}

// bare is a cell that another one of the row proves.
func bare(c Cell) Cell {
	c.Evidence = nil
	return c
}

// sameAnswers gathers rows of one question by place and answer, in order.
func sameAnswers(r Report, rows []Row) [][]Row {
	var out [][]Row
	at := map[[2]string]int{}
	for _, row := range rows {
		key := [2]string{row.Region, r.Cell(row, "value").Text}
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], row)
	}
	return out
}
