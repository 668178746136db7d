package charts

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duibiao/compare"
)

// view is how a page shows a column of a report: a title and the columns whose
// values it joins; the first that is there wins the number alignment.
type view struct {
	title string
	keys  []string
}

// shortRunes is the length up to which a table cell is kept on one line: a
// full date.
const shortRunes = 11

// views lists the columns a page shows, by kind of report; the place always
// comes first, as row heading, and the sources last.
func views(kind string) []view {
	switch kind {
	case "items":
		return []view{
			{"年份", []string{"year"}},
			{"目录", []string{"subject"}},
			{"层次", []string{"tier_name"}},
			{"项数", []string{"count"}},
			{"新增", []string{"added"}},
			{"取消", []string{"removed"}},
			{"推算", []string{"computed"}},
			{"把握", []string{"certainty"}},
		}
	case "timeline":
		return []view{
			{"出台时间", []string{"issued"}},
			{"文件与文号", []string{"document", "doc_number"}},
			{"类别", []string{"kind"}},
			{"时效", []string{"status"}},
			{"比首发", []string{"lag"}},
			{"把握", []string{"certainty"}},
		}
	case "scope_overlap":
		return []view{
			{"目录", []string{"catalogue"}},
			{"条目（项）", []string{"items"}},
			{"本地目录", []string{"home_catalogue"}},
			{"本地（项）", []string{"home_items"}},
			{"共有（项）", []string{"both"}},
			{"条目重合", []string{"jaccard"}},
			{"领域重合", []string{"domain_jaccard"}},
			{"本地见于该地", []string{"home_share"}},
			{"该地见于本地", []string{"share"}},
		}
	case "scores":
		return []view{
			{"分维度覆盖率", []string{"by_dimension"}},
			{"名次", []string{"by_dimension_rank"}},
			{"逐项覆盖率", []string{"by_indicator"}},
			{"名次", []string{"by_indicator_rank"}},
			{"严格程度", []string{"strictness"}},
			{"名次", []string{"strictness_rank"}},
			{"名次变动", []string{"rank_range"}},
		}
	}
	return ruleViews(kind)
}

// ruleViews are the views of the comparisons of rules and amounts.
func ruleViews(kind string) []view {
	switch kind {
	case "procedures":
		return []view{
			{"指标", []string{"question"}},
			{"规定", []string{"value"}},
			{"条款", []string{"clause"}},
			{"文件", []string{"document"}},
			{"编码", []string{"coder"}},
		}
	case "thresholds":
		return []view{
			{"适用", []string{"scope"}},
			{"年度", []string{"years"}},
			{"货物限额", []string{"limit_goods"}},
			{"服务限额", []string{"limit_services"}},
			{"工程限额", []string{"limit_works"}},
			{"限额，未写明对象", []string{"limit_any"}},
			{"货物公开招标", []string{"open_goods"}},
			{"服务公开招标", []string{"open_services"}},
			{"工程公开招标", []string{"open_works"}},
			{"把握", []string{"certainty"}},
		}
	}
	return nil
}

// head is the first column of a table, whose equal cells are merged: the place, or
// what the rows of a report are about.
type head struct{ title, key string }

func headOf(kind string) head {
	switch kind {
	case "procedures_matrix":
		return head{"维度", "dimension"}
	case "scope_matrix":
		return head{"大类", "class"}
	case "scope_gaps_by_field":
		return head{"领域", "domain"}
	case "numbers":
		return head{"指标", "question"}
	case "home_gaps":
		return head{"类别", "group"}
	}
	return head{"地区", "place"}
}

// of is the text of the first column.
func (h head) of(r compare.Report, row compare.Row) string {
	if h.key == "place" {
		return row.Place
	}
	return r.Cell(row, h.key).Display()
}

// allViews shows every column of the report but the first of its table.
func allViews(r compare.Report) []view {
	var out []view
	first := headOf(r.Kind).key
	for _, c := range r.Columns {
		if c.Key == first {
			continue
		}
		title := c.Title
		if c.Unit != "" && c.Unit != r.Unit { // the unit of the table stands above it
			title += "（" + c.Unit + "）"
		}
		out = append(out, view{title, []string{c.Key}})
	}
	return out
}

// tableOf is the page's table of a report. numbered puts the row number, which
// the marks of the timeline refer to, before the rows.
func (b *sourceBook) tableOf(r compare.Report, label, id string) *tableBlock {
	return b.tableOfRows(r, firstRows(r, len(r.Rows)), label, id)
}

// tableOfRows is tableOf with the rows of some indexes.
func (b *sourceBook) tableOfRows(r compare.Report, rows []int, label, id string) *tableBlock {
	vs := views(r.Kind)
	if vs == nil {
		vs = allViews(r)
	}
	vs = usedViews(r, vs)
	h := headOf(r.Kind)
	t := &tableBlock{ID: id, Label: label, Title: r.Title, Unit: r.Unit, Head: h.title, Notes: r.Notes, DataDate: r.DataDate.Chinese()}
	numbered := r.Kind == "timeline"
	if numbered {
		t.Unit = ""
		t.Columns = append(t.Columns, tableColumn{"序号", true, false})
	}
	for _, v := range vs {
		t.Columns = append(t.Columns, tableColumn{v.title, isNumber(r, v), utf8.RuneCountInString(v.title) > 4})
	}
	t.Columns = append(t.Columns, tableColumn{"来源", false, false})
	last := ""
	for k, i := range rows {
		row := r.Rows[i]
		key := row.Region + "\t" + h.of(r, row)
		if h.key != "place" {
			key = h.of(r, row)
		}
		if k == 0 || key != last {
			t.Groups = append(t.Groups, nil)
		}
		last = key
		g := &t.Groups[len(t.Groups)-1]
		tr := b.tableRow(r, row, vs)
		if numbered {
			tr.Cells = append([]tableCell{{Text: itoa(i + 1), Number: true}}, tr.Cells...)
		}
		if len(*g) == 0 {
			tr.Head = h.of(r, row)
		}
		*g = append(*g, tr)
		(*g)[0].Span = len(*g)
	}
	t.sayOnce()
	var ev []compare.Evidence
	for _, i := range rows {
		for _, c := range r.Rows[i].Cells {
			ev = append(ev, c.Evidence...)
		}
	}
	t.Refs = runs(b.cite(ev))
	return t
}

// sayOnce puts how a column was computed under the table where that is the same for
// all its figures, of which there are two or more.
func (t *tableBlock) sayOnce() {
	var said []string
	for k, col := range t.Columns {
		how, n := "", 0
		same := true
		t.each(k, func(c *tableCell) {
			if c.Number && c.Text != "—" {
				same = same && (n == 0 || c.Computed == how)
				how = c.Computed
				n++
			}
		})
		if !same || n < 2 || how == "" {
			continue
		}
		t.each(k, func(c *tableCell) { c.Computed = "" })
		if s := "“" + col.Title + "”为推算：" + how + "。"; !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	t.Notes = slices.Concat(t.Notes, said)
}

// each hands out the cells of a column.
func (t *tableBlock) each(column int, f func(*tableCell)) {
	for _, g := range t.Groups {
		for i := range g {
			f(&g[i].Cells[column])
		}
	}
}

// usedViews leaves out columns that are missing in every row.
func usedViews(r compare.Report, vs []view) []view {
	var out []view
	for _, v := range vs {
		for _, row := range r.Rows {
			if !r.Cell(row, v.keys[0]).IsMissing() {
				out = append(out, v)
				break
			}
		}
	}
	return out
}

func isNumber(r compare.Report, v view) bool {
	i := r.Column(v.keys[0])
	return i >= 0 && r.Columns[i].Type == compare.TypeNumber
}

func (b *sourceBook) tableRow(r compare.Report, row compare.Row, vs []view) tableRow {
	out := tableRow{Gap: row.Gap, Home: row.Home}
	var ev []compare.Evidence
	for _, c := range row.Cells {
		ev = append(ev, c.Evidence...)
	}
	for _, v := range vs {
		out.Cells = append(out.Cells, viewCell(r, row, v))
	}
	out.Cells = append(out.Cells, tableCell{Refs: b.cite(ev)})
	return out
}

func viewCell(r compare.Report, row compare.Row, v view) tableCell {
	cell := tableCell{Number: isNumber(r, v)}
	var parts []string
	for _, key := range v.keys {
		c := r.Cell(row, key)
		switch {
		case !c.IsMissing():
			parts = append(parts, c.Display())
			if c.Computed != "" {
				cell.Computed = c.Computed
			}
		case row.Gap && !cell.Number && c.Why != "" && (c.Evidence != nil || row.Kind == ""):
			parts = append(parts, c.Why) // a gap row says what is missing
		default:
			cell.Why = c.Why
		}
	}
	cell.Text = strings.Join(parts, " ")
	if cell.Text == "" {
		cell.Text = "—"
	}
	cell.Short = utf8.RuneCountInString(cell.Text) <= shortRunes
	return cell
}

func (b *sourceBook) refsOf(r compare.Report) []int {
	var ev []compare.Evidence
	for _, row := range r.Rows {
		for _, c := range row.Cells {
			ev = append(ev, c.Evidence...)
		}
	}
	return b.cite(ev)
}

func (b *sourceBook) figureOf(f Figure, label, id string) *figureBlock {
	notes := f.Notes
	if f.Option == nil {
		notes = nil
	} else if n := len(f.Report.Notes); n <= len(notes) {
		notes = notes[n:] // the table under the picture carries the report's own notes
	}
	return &figureBlock{ID: id, Label: label, Figure: f, Notes: notes, Refs: runs(b.refsOf(f.Report)), DataDate: f.Report.DataDate.Chinese()}
}

// figureWithNotes is figureOf with the notes of the report, for a figure that has no
// table under it.
func (b *sourceBook) figureWithNotes(f Figure, label, id string) *figureBlock {
	x := b.figureOf(f, label, id)
	x.Notes = f.Notes
	return x
}
