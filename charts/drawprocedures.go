package charts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duibiao/compare"
)

// A matrix that is printed on one page: more rows, or columns, are told of in a
// note and stand in the table.
const (
	matrixRows    = 42
	matrixColumns = 10
)

// methodsQuestion is the question whose answers are a row each: the methods of
// procurement, of which places allow several.
const methodsQuestion = "methods_allowed"

// answerState is what a cell of the matrix says.
type answerState int

const (
	silent    answerState = iota // read, and nothing found
	regulated                    // an answer
	homeGap                      // silent at home where others answer
	unread                       // no document was read
)

// answerCell is one question at one place.
type answerCell struct {
	state answerState
	// text is the answer where it is short, "●" where the table must be read.
	text, tip string
}

// matrixRow is a question, or the heading of a dimension, which has no cells.
type matrixRow struct {
	label string
	cells []answerCell
}

// drawProcedures draws questions as rows under their dimensions and places as
// columns; every cell has the answer itself where it is short.
func drawProcedures(r compare.Report) (Figure, error) {
	f := newFigure(r)
	a := ask(r)
	if f.Sentence = a.tooFew(); f.Sentence != "" {
		return f, nil
	}
	columns, left := a.columns()
	kept, dropped := a.fitting()
	var rows []matrixRow
	for i, q := range kept {
		if i == 0 || kept[i-1].dimension != q.dimension {
			rows = append(rows, matrixRow{label: q.dimension})
		}
		rows = append(rows, a.matrixRows(q, columns)...)
	}
	f.Unit = "见各行"
	f.Description = a.matrixDescription(f.Title, columns, kept)
	f.Notes = append(f.Notes,
		"格中是规定的内容，与行名同单位的只写数；“●”为有规定而一格写不下，“不一”为同一地区几份文件规定不同，“–”为已读文件未规定（本地的写“未规定”或“无”），斜纹为没有读过该地文件；“方式”各行“–”也可能是规定了方式而没有列出这一种。逐条见数据表。")
	f.Notes = append(f.Notes, a.leftOut(left, kept, dropped)...)
	o, height := a.matrixOption(f.Description, columns, rows)
	return f.finish(o, height)
}

// columns are the places in the order of the report, at most matrixColumns: those
// that answer most, and home. left are the others.
func (a asked) columns() (shown, left []string) {
	all := slices.Clone(a.places)
	for _, p := range a.unread {
		if !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	best := slices.Clone(all)
	slices.SortStableFunc(best, func(x, y string) int {
		if (x == a.home) != (y == a.home) {
			return map[bool]int{true: -1, false: 1}[x == a.home]
		}
		return cmp.Compare(a.covered(y), a.covered(x))
	})
	best = best[:min(len(best), matrixColumns)]
	for _, p := range all {
		if slices.Contains(best, p) {
			shown = append(shown, p)
		} else {
			left = append(left, p)
		}
	}
	return shown, left
}

// fitting chooses the questions that fit, those first in which places differ and
// which more places answer, and puts them in the order of the picture.
func (a asked) fitting() (kept, dropped []question) {
	order := slices.Clone(a.questions)
	slices.SortStableFunc(order, func(x, y question) int {
		return cmp.Or(cmp.Compare(a.alike(x), a.alike(y)), cmp.Compare(a.count(y), a.count(x)))
	})
	rows, dimensions := 0, map[string]bool{}
	chosen := map[string]bool{}
	for _, q := range order {
		n := len(a.methods(q)) + map[bool]int{false: 1}[dimensions[q.dimension]]
		if rows+n > matrixRows {
			continue
		}
		rows, dimensions[q.dimension], chosen[q.id] = rows+n, true, true
	}
	for _, q := range a.questions {
		if chosen[q.id] {
			kept = append(kept, q)
		} else {
			dropped = append(dropped, q)
		}
	}
	first := map[string]int{}
	for i, q := range kept {
		if _, ok := first[q.dimension]; !ok {
			first[q.dimension] = i
		}
	}
	slices.SortStableFunc(kept, func(x, y question) int {
		return cmp.Or(cmp.Compare(first[x.dimension], first[y.dimension]), cmp.Compare(a.count(y), a.count(x)))
	})
	return kept, dropped
}

// alike is 1 for a question that all places answer in the same way, which says
// least in a comparison, and 0 for any other.
func (a asked) alike(q question) int {
	said := ""
	for _, p := range a.places {
		values := a.values(q, p, "")
		if len(values) != 1 || said != "" && said != values[0] {
			return 0
		}
		said = values[0]
	}
	return 1
}

// methods are the rows of a question: itself, or the methods that places list,
// those first that most places have.
func (a asked) methods(q question) []string {
	if q.id != methodsQuestion {
		return []string{""}
	}
	var out []string
	count := map[string]int{}
	for _, p := range a.places {
		for _, m := range a.listed(q, p) {
			if count[m]++; count[m] == 1 {
				out = append(out, m)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y string) int {
		return cmp.Or(cmp.Compare(vague(x), vague(y)), cmp.Compare(count[y], count[x]))
	})
	return out
}

// vague is 1 for the values of the codebook that name no method in particular,
// which stand last.
func vague(method string) int {
	if method == "其他" || method == "招标未细分" {
		return 1
	}
	return 0
}

// listed are the values of a set that any document of a place lists.
func (a asked) listed(q question, place string) []string {
	var out []string
	for _, row := range q.answers[place] {
		if c := a.r.Cell(row, "value"); !c.IsMissing() {
			for v := range strings.SplitSeq(c.Text, "、") {
				if !slices.Contains(out, v) {
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// values are the different answers of a place. Numbers in the unit that the row
// names stand without it; what a percentage is of stands in the table.
func (a asked) values(q question, place, unit string) []string {
	var out []string
	rows := slices.Clone(q.answers[place])
	slices.SortStableFunc(rows, func(x, y compare.Row) int {
		return cmp.Compare(a.r.Cell(x, "number").Number, a.r.Cell(y, "number").Number)
	})
	for _, row := range rows {
		v, n := a.r.Cell(row, "value"), a.r.Cell(row, "number")
		if v.IsMissing() {
			continue
		}
		text := v.Text
		if !n.IsMissing() {
			text = n.Plain()
			if u := a.bareUnit(row); u != unit {
				text += u
			}
		}
		if !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// unitOf is the unit that all answers to a question share, "" where they do not.
func (a asked) unitOf(q question) string {
	unit, seen := "", false
	for _, p := range a.places {
		for _, row := range q.answers[p] {
			if a.r.Cell(row, "value").IsMissing() {
				continue
			}
			u := a.bareUnit(row)
			if a.r.Cell(row, "number").IsMissing() || seen && u != unit {
				return ""
			}
			unit, seen = u, true
		}
	}
	return unit
}

func (a asked) matrixRows(q question, columns []string) []matrixRow {
	var out []matrixRow
	unit := a.unitOf(q)
	if withUnit(q.name, unit) == q.name {
		unit = ""
	}
	for _, m := range a.methods(q) {
		row := matrixRow{label: withUnit(q.name, unit)}
		if m != "" {
			row.label = "方式：" + m
		}
		for _, p := range columns {
			row.cells = append(row.cells, a.answerCell(q, p, m, unit))
		}
		out = append(out, row)
	}
	return out
}

// withUnit is the name of a row with its unit, where there is room for it.
func withUnit(name, unit string) string {
	if long := name + "（" + unit + "）"; unit != "" && textWidth(long)*matrixText <= matrixLabels-2*matrixText {
		return long
	}
	return name
}

func (a asked) answerCell(q question, place, method, unit string) answerCell {
	where := a.names[place] + " " + q.name + "："
	switch {
	case !slices.Contains(a.places, place):
		return answerCell{unread, "", where + "没有读过文件"}
	case !a.answered(q, place) && place == a.home:
		return answerCell{homeGap, "未规定", where + "未规定"}
	case !a.answered(q, place):
		return answerCell{silent, "–", where + "未规定"}
	}
	c := answerCell{state: regulated, tip: where + a.said(q, place)}
	values := a.values(q, place, unit)
	switch {
	case method != "" && !slices.Contains(a.listed(q, place), method):
		c.state, c.text = silent, "–"
	case method != "":
		c.text = "●"
	case len(values) > 1 && unit != "":
		c.text = strings.Join(values, "、")
	case len(values) > 1:
		c.text = "不一"
	default:
		c.text = values[0]
	}
	return c
}

// said is all that the documents of a place say on a question, for a tip.
func (a asked) said(q question, place string) string {
	var parts []string
	for _, row := range q.answers[place] {
		parts = append(parts, a.r.Cell(row, "value").Text+"（"+a.r.Cell(row, "document").Text+a.r.Cell(row, "clause").Text+"）")
	}
	if len(parts) > tipAnswers {
		parts = append(parts[:tipAnswers], "共"+itoa(len(parts))+"条，见数据表")
	}
	return strings.Join(parts, "\n")
}

// tipAnswers is how many answers a tip lists.
const tipAnswers = 4

// leftOut tells of the rows and columns that are not drawn.
func (a asked) leftOut(places []string, kept, dropped []question) []string {
	var out []string
	if len(dropped) > 0 {
		var parts []string
		for i := 0; i < len(dropped); {
			k := i
			for k < len(dropped) && dropped[k].dimension == dropped[i].dimension {
				k++
			}
			parts = append(parts, dropped[i].dimension+itoa(k-i)+"项")
			i = k
		}
		out = append(out, fmt.Sprintf("有规定的%d项中，图中画%d项，先取各地规定不一、规定的地区较多的；其余%d项（%s）见数据表。",
			len(kept)+len(dropped), len(kept), len(dropped), strings.Join(parts, "、")))
	}
	if len(places) > 0 {
		names := make([]string, len(places))
		for i, p := range places {
			names[i] = a.names[p]
		}
		out = append(out, fmt.Sprintf("图中画已读文件规定事项最多的%d地；另有%d地（%s）见数据表。",
			len(a.places)+len(a.unread)-len(places), len(places), strings.Join(names, "、")))
	}
	return out
}

func (a asked) matrixDescription(title string, columns []string, kept []question) string {
	parts := make([]string, len(columns))
	for i, p := range columns {
		n := 0
		for _, q := range kept {
			if a.answered(q, p) {
				n++
			}
		}
		parts[i] = a.nameOf(p) + itoa(n) + "项"
		if !slices.Contains(a.places, p) {
			parts[i] = a.nameOf(p) + "没有读过文件"
		}
	}
	return fmt.Sprintf("%s：%d项规则的矩阵，一行一项、一列一地。图中各地有规定的项数：%s。", title, len(kept), strings.Join(parts, "，"))
}
