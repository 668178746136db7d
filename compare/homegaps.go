package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duibiao/compare/scope"
)

// maxGapPlaces bounds the places that one line of HomeGaps names.
const maxGapPlaces = 3

// HomeGaps is the list of what home lacks: first the fields that its whole catalogue
// does not have and other catalogues do, then the questions that its documents leave
// open and others answer, each with the item or the clause there. What is only
// unknown at home is not in it.
func HomeGaps(b Benchmark) Report {
	r := Report{
		Kind: "home_gaps", Title: "本区差距清单", DataDate: b.DataDate, Sources: slices.Concat(b.ScopeGaps.Sources, b.RuleGaps.Sources),
		Columns: []Column{
			{"no", "序号", "", TypeNumber},
			{"group", "类别", "", TypeText},
			{"matter", "事项", "", TypeText},
			{"leaders", "对标地区的条目或规定", "", TypeText},
			{"home", "本区", "", TypeText},
		},
		Notes: []string{
			"领域以本区已知的整份目录为准，规则以本区已读文件为限：没有列入目录不等于没有购买，已读文件没有规定不等于没有其他文件规定。",
			fmt.Sprintf("一事至多写%d个地区；全部条目和条款：%s；%s。", maxGapPlaces, Whole("scope-gaps"), Whole("gaps")),
		},
	}
	for _, g := range fieldGaps(b.ScopeGaps) {
		if g.state == string(scope.NotCovered) {
			r.add("购买服务领域", Text(g.name), gapItems(b.ScopeGaps, g.rows), b.ScopeGaps.Cell(g.rows[0], "home_state"))
		}
	}
	for _, rows := range questionRows(b.RuleGaps) {
		g := b.RuleGaps
		home := bare(g.Cell(rows[0], "home"))
		r.add(g.Cell(rows[0], "dimension").Text, bare(g.Cell(rows[0], "question")), gapRules(g, rows), home)
	}
	return r
}

// add puts a line at the end; lines count from 1.
func (r *Report) add(group string, matter, leaders, home Cell) {
	no := Text(strconv.Itoa(len(r.Rows) + 1))
	home.Evidence = documentsOf(home)
	r.Rows = append(r.Rows, Row{Region: group, Cells: []Cell{no, Text(group), matter, leaders, home}})
}

// byPlace gathers rows by the value of their place column.
func byPlace(r Report, rows []Row) [][]Row {
	var out [][]Row
	at := map[string]int{}
	for _, row := range rows {
		p := r.Cell(row, "place").Text
		i, ok := at[p]
		if !ok {
			i = len(out)
			at[p] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], row)
	}
	return out
}

// gapItems names the first items of each place: code, name, and how many others.
func gapItems(r Report, rows []Row) Cell {
	return leaders(r, rows, func(list []Row) (string, []Evidence) {
		row := list[0]
		s := strings.TrimSpace(r.Cell(row, "code").Plain() + " " + r.Cell(row, "name").Plain())
		if n := len(list); n > 1 {
			s += fmt.Sprintf("等%d项", n)
		}
		if at := r.Cell(row, "where"); !at.IsMissing() {
			s += "（" + r.Cell(row, "catalogue").Plain() + "，" + at.Text + "）"
		}
		return s, r.Cell(row, "name").Evidence
	})
}

// gapRules names the answers of each place with their clauses.
func gapRules(r Report, rows []Row) Cell {
	return leaders(r, rows, func(list []Row) (string, []Evidence) {
		c := r.digested(list, true)
		return c.Text, c.Evidence
	})
}

// leaders is one cell of what the first places have, and how many others there are.
func leaders(r Report, rows []Row, say func([]Row) (string, []Evidence)) Cell {
	var lines []string
	var ev []Evidence
	all := byPlace(r, rows)
	for i, list := range all {
		if i == maxGapPlaces {
			lines = append(lines, fmt.Sprintf("另有%d个地区", len(all)-maxGapPlaces))
			break
		}
		s, e := say(list)
		lines = append(lines, r.Cell(list[0], "place").Text+"："+s)
		ev = append(ev, e...)
	}
	return Text(strings.Join(lines, "\n"), dedupe(ev)...)
}

// GapsByField is a ScopeGaps report with one row for each field and place, for
// print: the items of a place in one cell.
func GapsByField(r Report) Report {
	out := Report{
		Kind: "scope_gaps_by_field", Title: r.Title, Sources: r.Sources, DataDate: r.DataDate,
		Columns: []Column{
			{"domain", "领域", "", TypeText},
			{"home_state", "本区", "", TypeText},
			{"place", "地区", "", TypeText},
			{"items", "条目数", "项", TypeNumber},
			{"names", "条目", "", TypeText},
			{"certainty", "把握程度", "", TypeText},
		},
		Notes: append(slices.Clone(r.Notes), fmt.Sprintf("一格至多写%d个条目；逐条的代码和位置：%s。", maxNamed, Whole("scope-gaps"))),
	}
	for _, g := range fieldGaps(r) {
		for _, list := range byPlace(r, g.rows) {
			var names []string
			var cells []Cell
			for _, row := range list {
				names = append(names, strings.TrimSpace(r.Cell(row, "code").Plain()+" "+r.Cell(row, "name").Plain()))
				cells = append(cells, r.Cell(row, "name"))
			}
			proof := documentsOf(cells...)
			state := Text("未知")
			if g.state == string(scope.NotCovered) {
				state = bare(r.Cell(list[0], "home_state"))
			}
			out.Rows = append(out.Rows, Row{
				Region: g.name, Place: list[0].Place, Kind: g.state, Topic: list[0].Topic,
				Cells: []Cell{
					Text(g.name), state, Text(list[0].Place, proof...), counted(len(list), "清点归入该领域的末级条目", cells...),
					Text(someOf(names), proof...), Text(certaintyOf(proof), proof...),
				},
			})
		}
	}
	return out
}
