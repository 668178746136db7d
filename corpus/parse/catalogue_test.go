package parse

import (
	"fmt"
	"strings"
	"testing"

	"duibiao/corpus"
)

// drawn makes a table of lines: cells between |, ^ for a place that the cell
// above covers, < for one that the cell to the left covers.
func drawn(s string) corpus.Block {
	b := corpus.Block{Kind: corpus.BlockTable}
	var grid [][]string
	for line := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		var cells []string
		for cell := range strings.SplitSeq(strings.TrimSpace(line), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		grid = append(grid, cells)
	}
	for r, cells := range grid {
		row := []corpus.Cell{}
		for c, text := range cells {
			if text == "^" || text == "<" {
				continue
			}
			cell := corpus.Cell{Text: text}
			for k := c + 1; k < len(cells) && cells[k] == "<"; k++ {
				cell.ColSpan = k - c + 1
			}
			for k := r + 1; k < len(grid) && c < len(grid[k]) && grid[k][c] == "^"; k++ {
				cell.RowSpan = k - r + 1
			}
			row = append(row, cell)
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

// treeOf writes items as lines: tier as indentation, code or number, name, note
// in brackets.
func treeOf(items []corpus.CatalogueItem) string {
	var out strings.Builder
	for _, it := range items {
		out.WriteString(strings.Repeat("  ", max(it.Level-1, 0)))
		for _, s := range []string{it.Code, it.Number} {
			if s != "" {
				out.WriteString(s + " ")
			}
		}
		out.WriteString(it.Name)
		if it.Note != "" {
			fmt.Fprintf(&out, " [%s]", it.Note)
		}
		out.WriteString("\n")
	}
	return strings.TrimSpace(out.String())
}

// Forms of catalogue as finance offices publish them, in invented words.
func TestCatalogueForms(t *testing.T) {
	for _, c := range []struct {
		name, title string
		table       string
		want        string
	}{
		{"tiers with codes of their own, merged", "甲市购买服务指导性目录", `
			代码|一级目录|代码|二级目录|代码|三级目录|备注
			A|公共|A01|教育|A0101|课程研究|
			^|^|^|^|A0102|校园活动|含组织
			^|^|A02|就业|A0201|培训|
			B|辅助|B01|法律|B0101|咨询|`, `
A 公共
  A01 教育
    A0101 课程研究
    A0102 校园活动 [含组织]
  A02 就业
    A0201 培训
B 辅助
  B01 法律
    B0101 咨询`},
		{"staircase", "甲市购买服务目录", `
			编码|一级|二级|三级|说明
			A|公共|||
			A01||教育||
			A0101|||课程|含课表
			A0102|||活动|
			B|辅助|||
			B01||法律||含诉讼`, `
A 公共
  A01 教育
    A0101 课程 [含课表]
    A0102 活动
B 辅助
  B01 法律 [含诉讼]`},
		{"upper tiers repeated in every row", "目录", `
			序号|大类|中类|小类
			1|公共|教育|课程
			2|公共|教育|活动
			3|公共|就业|课程
			4|辅助|法律|咨询`, `
公共
  教育
    1 课程
    2 活动
  就业
    3 课程
辅助
  法律
    4 咨询`},
		{"one column of names, codes nested", "集中采购目录", `
			编码|品目名称|说明
			A|货物|
			A01|计算机|
			A0101|服务器|塔式
			A0102|台式机|
			A02|打印机|`, `
A 货物
  A01 计算机
    A0101 服务器 [塔式]
    A0102 台式机
  A02 打印机`},
		{"codes padded with zeros", "品目分类目录", `
			编 码|品目名称|说 明
			A|货物|
			A01000000|房屋|
			A01010000|构筑 物|
			A01010100|水池|含塘
			A01010101|鱼池|
			A01019900|其他构筑物|
			A02000000|设备|
			A02020000|A3 打印机|
			编 码|品目名称|说 明
			A02010000|机床|`, `
A 货物
  A01000000 房屋
    A01010000 构筑物
      A01010100 水池 [含塘]
        A01010101 鱼池
      A01019900 其他构筑物
  A02000000 设备
    A02020000 A3打印机
    A02010000 机床`},
		{"sections over running numbers", "集中采购目录", `
			序号|品目|编码|备注
			一、货物类|<|<|<
			1|服务器|A02010104|
			2|台式机|A02010105|限五万元
			二、服务类|<|<|<
			3|印刷|C23090100|`, `
一、 货物类
  A02010104 1 服务器
  A02010105 2 台式机 [限五万元]
二、 服务类
  C23090100 3 印刷`},
		{"numbering in the column of numbers", "购买服务目录", `
			序号|项目名称|备注
			一|公共|
			（一）|教育|
			1|课程|
			2|活动|
			（二）|就业|
			1|培训|
			二|辅助|
			（一）|法律|`, `
一 公共
  （一） 教育
    1 课程
    2 活动
  （二） 就业
    1 培训
二 辅助
  （一） 法律`},
		{"numbering before the names", "购买服务目录", `
			类|款|项
			一、公共|（一）教育|1.课程
			^|^|2.活动
			^|（二）就业|1.培训
			二、辅助|（一）法律|1.咨询`, `
一、 公共
  （一） 教育
    1. 课程
    2. 活动
  （二） 就业
    1. 培训
二、 辅助
  （一） 法律
    1. 咨询`},
		{"a head of two rows", "购买服务目录", `
			序号|目录名称|<|<|购买主体
			^|一级|二级|三级|^
			1|公共|教育|课程|各部门
			2|^|^|活动|各部门`, `
公共
  教育
    1 课程
    2 活动`},
		{"codes before the names", "购买服务目录", `
			一级目录|二级目录|三级目录
			A公共|A01教育|A0101课程
			^|^|A0102活动
			B辅助|B01法律|B0101咨询`, `
A 公共
  A01 教育
    A0101 课程
    A0102 活动
B 辅助
  B01 法律
    B0101 咨询`},
		{"totals and remarks are no items", "购买服务目录", `
			序号|项目名称|备注
			1|课程|
			2|活动|
			合计|2项|
			注：本表自发布之日起执行。|<|<`, `
1 课程
2 活动`},
		{"several items numbered in one cell", "购买服务目录", `
			类别|项目|具体内容
			公共|教育|含学前
			^|1.养老；2.助残；3.托育|另定
			辅助|法律|`, `
公共
  教育 [含学前]
  1. 养老
  2. 助残
  3. 托育 [另定]
辅助
  法律`},
		{"groups with points", "服务清单", `
			编号|名称
			1|公共
			1.1|教育
			1.1.1|课程
			1.1.2|活动
			2|辅助
			2.10|法律`, `
1 公共
  1.1 教育
    1.1.1 课程
    1.1.2 活动
2 辅助
  2.10 法律`},
		{"running numbers do not nest", "服务清单", `
			编号|名称
			1|甲
			2|乙
			3|丙
			10|丁
			11|戊`, `
1 甲
2 乙
3 丙
10 丁
11 戊`},
		{"no catalogue", "关于种树的通知", `
			序号|项目名称|金额
			1|松树|30
			2|柏树|40`, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			content := paragraphs("#" + c.title)
			content.Blocks = append(content.Blocks, drawn(c.table))
			p := Document(content, Hint{})
			if got := treeOf(p.Items); got != strings.TrimSpace(c.want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
			checkItems(t, p)
		})
	}
}

// TestCatalogueIndent reads tiers from the white space before names, in tables
// and in lines.
func TestCatalogueIndent(t *testing.T) {
	names := []struct {
		indent int
		name   string
	}{{0, "公共"}, {2, "教育"}, {4, "课程"}, {4, "活动"}, {2, "就业"}, {0, "辅助"}, {2, "法律"}}
	want := "公共\n  教育\n    课程\n    活动\n  就业\n辅助\n  法律"
	lines, table := paragraphs("#甲市购买服务目录"), paragraphs("#甲市购买服务目录")
	rows := [][]corpus.Cell{{{Text: "项目名称"}, {Text: "说明"}}}
	for _, n := range names {
		lines.Blocks = append(lines.Blocks, corpus.Block{Kind: corpus.BlockParagraph, Text: n.name, Indent: n.indent})
		rows = append(rows, []corpus.Cell{{Text: n.name, Indent: n.indent}, {}})
	}
	table.Blocks = append(table.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: rows})
	for name, c := range map[string]corpus.Content{"lines": lines, "table": table} {
		p := Document(c, Hint{})
		if got := treeOf(p.Items); got != want {
			t.Errorf("%s: got:\n%s\nwant:\n%s", name, got, want)
		}
		checkItems(t, p)
	}
}

// checkItems checks what corpus.CatalogueItem promises.
func checkItems(t *testing.T, p corpus.Parsed) {
	t.Helper()
	for i, it := range p.Items {
		if it.Ord != i+1 || it.ParentOrd >= it.Ord && it.ParentOrd > 0 && it.Code == "" {
			t.Errorf("item %d: ord %d, parent %d", i, it.Ord, it.ParentOrd)
		}
		if it.ParentOrd > 0 {
			checkParent(t, it, p.Items[it.ParentOrd-1])
		}
		row := p.Text[it.StartByte:it.EndByte]
		for _, s := range []string{it.Name, it.Code} {
			if !strings.Contains(squeezeAll(row), squeezeAll(s)) {
				t.Errorf("%q is not in its row %q", s, row)
			}
		}
		if string([]rune(p.Text)[it.Start:it.End]) != row {
			t.Errorf("item %s: runes and bytes differ", it.Name)
		}
	}
}

func checkParent(t *testing.T, it, up corpus.CatalogueItem) {
	t.Helper()
	if up.Level != it.Level-1 || it.Parent != up.Code && it.Parent != up.Name {
		t.Errorf("item %s %s: parent %q, above it %+v", it.Code, it.Name, it.Parent, up)
	}
}

func TestCatalogueLists(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"numbering", "#关于印发甲市购买服务目录的通知\n各部门：\n现将目录印发给你们，请遵照执行。\n甲市财政局\n2020年3月4日\n甲市购买服务目录\n一、公共\n（一）教育\n1.课程\n2.活动。包括演出。\n（二）就业\n1.培训\n二、辅助\n（一）法律", `
一、 公共
  （一） 教育
    1. 课程
    2. 活动 [包括演出。]
  （二） 就业
    1. 培训
二、 辅助
  （一） 法律`},
		{"codes", "#甲市购买服务目录\nA 公共\nA01 教育\nA0101 课程\nA0102 活动\n含演出和比赛。\nB 辅助\nB01 法律", `
A 公共
  A01 教育
    A0101 课程
    A0102 活动 [含演出和比赛。]
B 辅助
  B01 法律`},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := Document(paragraphs(strings.Split(c.text, "\n")...), Hint{})
			if got := treeOf(p.Items); got != strings.TrimSpace(c.want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, c.want)
			}
			checkItems(t, p)
		})
	}
}
