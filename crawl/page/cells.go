package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// fieldNames gives the name in the 信息公开 block for a column or API label.
func fieldName(label string) string {
	switch strings.Trim(squeeze(label), "：:【】[]") {
	case "文号", "发文字号", "文件编号", "文件字号", "发文文号", "字号":
		return "发文字号"
	case "发文机关", "发布机构", "制发机关", "发文单位", "发布单位", "发文机构", "公开机构", "制定机关", "发布机关":
		return "发文机关"
	case "有效性", "时效性", "效力状态", "效力", "是否有效", "文件状态":
		return "有效性"
	case "索引号", "信息索引号", "索引":
		return "索引号"
	case "成文日期", "发文日期", "成文时间", "印发日期":
		return "成文日期"
	case "发布日期", "公开日期", "发布时间", "公布日期", "上网时间":
		return "发布日期"
	case "失效日期", "废止日期", "失效时间":
		return "失效日期"
	case "实施日期", "施行日期", "生效日期":
		return "施行日期"
	case "主题分类", "信息分类":
		return "主题分类"
	}
	return ""
}

var dateColumn = regexp.MustCompile(`日期|时间`)

// readCells reads the other cells of a table row by the table's heading row.
func (r *row) readCells() {
	if r.el.DataAtom != atom.Tr {
		return
	}
	labels, cells := headings(r.el), cellsOf(r.el)
	if len(labels) == 0 || len(labels) != len(cells) {
		return
	}
	for i, label := range labels {
		value := tidy(visibleText(cells[i]))
		if value != "" && len(value) <= 200 && !within(r.link.node, cells[i]) {
			r.readCell(label, value)
		}
	}
}

// readCell takes in one cell by its label.
func (r *row) readCell(label, value string) {
	name := fieldName(label)
	if dateColumn.MatchString(label) && (name == "发布日期" || name == "" && r.date.IsZero()) {
		if f, ok := findDate(value); ok {
			r.date = f.date
		}
	}
	if name == "" {
		return
	}
	if r.fields == nil {
		r.fields = map[string]string{}
	}
	r.fields[name] = value
}

func cellsOf(tr *html.Node) []*html.Node {
	var out []*html.Node
	for c := range tr.ChildNodes() {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			out = append(out, c)
		}
	}
	return out
}

// headings gives the labels of the table that tr stands in: its first row,
// when that has no links and at least one label we know.
func headings(tr *html.Node) []string {
	table := tr.Parent
	for table != nil && table.DataAtom != atom.Table {
		table = table.Parent
	}
	if table == nil {
		return nil
	}
	for n := range table.Descendants() {
		if n.DataAtom != atom.Tr {
			continue
		}
		if n == tr || holdsAnchor(n) {
			return nil
		}
		if labels, known := labelsOf(n); known {
			return labels
		}
	}
	return nil
}

// labelsOf gives the texts of a row and whether one is a label we know.
func labelsOf(tr *html.Node) (labels []string, known bool) {
	for _, c := range cellsOf(tr) {
		label := squeeze(visibleText(c))
		known = known || fieldName(label) != "" || dateColumn.MatchString(label) || strings.Contains(label, "标题") || strings.Contains(label, "名称")
		labels = append(labels, label)
	}
	return labels, known
}
