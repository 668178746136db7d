package figure

import (
	"regexp"
	"strings"

	"duibiao/corpus"
)

// Table is a table in the text, row by row. Cells are as in corpus.Block: one that
// spans others stands once, and the places it covers have no cell.
type Table struct {
	Rows [][]Cell
}

// Cell is a cell of a Table: text[Start:End], offsets in bytes. ColSpan and RowSpan
// count columns and rows; 0 means 1.
type Cell struct {
	Start, End       int
	ColSpan, RowSpan int
}

// start and end are the offsets of the table in the text, 0 for an empty one.
func (t Table) start() int {
	first := 0
	for _, row := range t.Rows {
		for _, c := range row {
			if c.End > c.Start && (first == 0 || c.Start < first) {
				first = c.Start
			}
		}
	}
	return first
}

func (t Table) end() int {
	last := 0
	for _, row := range t.Rows {
		for _, c := range row {
			last = max(last, c.End)
		}
	}
	return last
}

// looseRow reads a line with tabs as a row.
func looseRow(line string, start int) []Cell {
	var out []Cell
	for cell := range strings.SplitSeq(line, "\t") {
		out = append(out, Cell{Start: start, End: start + len(cell)})
		start += len(cell) + 1
	}
	return out
}

// The largest table that is read for thresholds; they are small.
const (
	maxTableRows = 200
	maxTableCols = 40
)

// longCell is the length in bytes from which a cell is prose.
const longCell = 90

// grid is a table with its spans laid out; cell[r][c] is the index of the cell in
// cells that covers the place, -1 for none.
type grid struct {
	cells []Cell
	at    [][]int
}

func layOut(t Table) (grid, bool) {
	var g grid
	if len(t.Rows) > maxTableRows {
		return g, false
	}
	g.at = make([][]int, len(t.Rows))
	for r := range g.at {
		g.at[r] = make([]int, maxTableCols)
		for c := range g.at[r] {
			g.at[r][c] = -1
		}
	}
	for r, row := range t.Rows {
		col := 0
		for _, cell := range row {
			for col < maxTableCols && g.at[r][col] >= 0 {
				col++
			}
			if col >= maxTableCols {
				return g, false
			}
			g.put(cell, r, col)
			col++
		}
	}
	return g, true
}

// put lets a cell cover its places.
func (g *grid) put(cell Cell, r, c int) {
	g.cells = append(g.cells, cell)
	for i := r; i < min(len(g.at), r+max(1, cell.RowSpan)); i++ {
		for k := c; k < min(maxTableCols, c+max(1, cell.ColSpan)); k++ {
			if g.at[i][k] < 0 {
				g.at[i][k] = len(g.cells) - 1
			}
		}
	}
}

// amountCell is a cell that is a sum and nothing else: 100, 100万元, 50万元以上.
var amountCell = regexp.MustCompile(`^(?:人民币)?([0-9０-９][0-9０-９,]*(?:[.．][0-9０-９]+)?)\s*(万元|亿元|元|万)?(?:（含）|\(含\))?(以上)?(?:（含）|\(含\))?$`)

// table reads a table of thresholds: kinds, objects and scopes stand in its heads.
// Cells with prose are read as lines are.
func (a *amounts) table(t Table) {
	if len(t.Rows) == 0 || t.end() == 0 {
		return
	}
	text := a.page.text[t.start():t.end()]
	for _, row := range t.Rows {
		for _, c := range row {
			if c.End-c.Start >= longCell {
				a.prose(c.Start, c.End)
			}
		}
	}
	caption := a.caption(t.start())
	if !hasAny(text+caption, []string{"限额", "公开招标"}) || !strings.Contains(text+caption, "元") {
		return
	}
	g, ok := layOut(t)
	if !ok {
		return
	}
	seen := map[int]bool{}
	for r := range g.at {
		for c, i := range g.at[r] {
			if i < 0 || seen[i] {
				continue
			}
			seen[i] = true
			cell := g.cells[i]
			if m := amountCell.FindStringSubmatch(strings.TrimSpace(a.page.text[cell.Start:cell.End])); m != nil {
				a.cell(&g, r, c, cell, m, caption)
			}
		}
	}
}

// caption is what stands before a table and says what it is: the lines before it,
// the nearest last.
func (a *amounts) caption(at int) string {
	out := ""
	for range 3 {
		at = len(strings.TrimRight(a.page.text[:at], "\n"))
		from := strings.LastIndexByte(a.page.text[:at], '\n') + 1
		line := a.page.text[from:at]
		if strings.Contains(line, "\t") || len(line) > 200 {
			break
		}
		out, at = line+"\n"+out, from
		if from == 0 {
			break
		}
	}
	return out
}

// heads are the labels of the place (r, c): of its column from the nearest up, then
// of its row from the nearest left.
func (a *amounts) heads(g *grid, r, c int) (column, row []string) {
	own := g.at[r][c]
	last := own
	for i := r - 1; i >= 0; i-- {
		if k := g.at[i][c]; k >= 0 && k != last {
			column = a.label(column, g.cells[k])
			last = k
		}
	}
	last = own
	for k := c - 1; k >= 0; k-- {
		if i := g.at[r][k]; i >= 0 && i != last {
			row = a.label(row, g.cells[i])
			last = i
		}
	}
	return column, row
}

// label appends a cell's text where it is a label and not a number.
func (a *amounts) label(list []string, c Cell) []string {
	s := strings.TrimSpace(a.page.text[c.Start:c.End])
	if s == "" || len(s) > 120 || amountCell.MatchString(s) {
		return list
	}
	return append(list, s)
}

// cell records the sum of a cell, when its heads say what it is.
func (a *amounts) cell(g *grid, r, c int, cell Cell, m []string, caption string) {
	column, row := a.heads(g, r, c)
	heads := append(append([]string{}, column...), row...)
	kind := kindIn(heads)
	objects, scope := objectsOf(heads), scopeOf(heads)
	if !known(row) || hasAny(strings.Join(column, " "), []string{"序号", "编码", "代码", "备注", "编号"}) || len(objects) == 0 && scope == "" && kind == "" {
		return
	}
	if kind == "" {
		kind = kindIn([]string{lastKind(caption)})
	}
	unit := m[2]
	if unit == "" || unit == "万" {
		unit = unitIn(append(heads, caption))
	}
	q := quantityAt(m[1] + strings.TrimSuffix(unit, "元"))
	fen, ok := q.fen()
	if kind == "" || unit == "" || !ok || fen == 0 {
		return
	}
	if scope == "" {
		scope = scopeIn(caption)
	}
	if scope == "" {
		scope = scopeIn(a.page.title(cell.Start))
	}
	if len(objects) == 0 {
		objects = objectsIn(withoutTitle(caption))
	}
	if len(objects) == 0 {
		objects = []string{""}
	}
	y := a.year(heads, caption, cell.Start)
	for _, o := range objects {
		out := corpus.StatedAmount{Kind: kind, Object: o, Scope: scope, Fen: fen, Unit: "元", Year: y.from, YearTo: y.to}
		if m[3] != "" {
			out.Bound = corpus.BoundMin
		}
		out.StartByte, out.EndByte = trimmed(a.page.text, cell)
		a.out = append(a.out, out)
	}
}

// trimmed is a cell without the white space around its text.
func trimmed(text string, c Cell) (start, end int) {
	s := text[c.Start:c.End]
	start = c.Start + len(s) - len(strings.TrimLeft(s, " 　"))
	return start, start + len(strings.TrimSpace(s))
}

// known reports that the labels of a row are objects, scopes, kinds or words of
// the form; the row of a catalogue item is not.
func known(row []string) bool {
	for _, s := range row {
		if len(objectsIn(s)) == 0 && scopeIn(s) == "" && kindIn([]string{s}) == "" &&
			strings.Trim(s, "0123456789一二三四五六七八九十、.（）()") != "" && !hasAny(s, []string{"类别", "标准", "限额", "数额", "级次", "级别", "分类"}) {
			return false
		}
	}
	return true
}

func kindIn(heads []string) corpus.AmountKind {
	for _, h := range heads {
		open := strings.Contains(h, "公开招标")
		if limit := limit.MatchString(strings.ReplaceAll(h, "公开招标限额", "")); limit != open {
			if open {
				return corpus.AmountOpenTender
			}
			return corpus.AmountLimit
		}
	}
	return ""
}

// lastKind is the last line of a caption that names a threshold.
func lastKind(caption string) string {
	lines := strings.Split(caption, "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if kindIn([]string{lines[i]}) != "" {
			return lines[i]
		}
	}
	return ""
}

func objectsOf(heads []string) []string {
	for _, h := range heads {
		if o := objectsIn(h); len(o) > 0 {
			return o
		}
	}
	return nil
}

func scopeOf(heads []string) string {
	for _, h := range heads {
		if s := scopeIn(h); s != "" {
			return s
		}
	}
	return ""
}

// unitIn is the unit that a head or the caption states: （万元）, 单位：万元.
func unitIn(heads []string) string {
	for _, h := range heads {
		for _, mark := range []string{"单位：", "单位:", "单位", "（", "(", "人民币"} {
			for _, unit := range []string{"万元", "亿元", "元"} {
				if strings.Contains(h, mark+unit) || strings.Contains(h, mark+"人民币"+unit) {
					return unit
				}
			}
		}
		if strings.HasSuffix(h, "万元") && len(h) <= len("公开招标数额标准万元") {
			return "万元"
		}
	}
	return ""
}

// withoutTitle is a caption without its lines that name a catalogue: 货物、工程和服务
// stand there for all procurement.
func withoutTitle(caption string) string {
	out := ""
	for line := range strings.SplitSeq(caption, "\n") {
		if !strings.Contains(line, "目录") {
			out += line + "\n"
		}
	}
	return out
}

// year is the year of a cell: of its heads, its caption, else as for prose.
func (a *amounts) year(heads []string, caption string, at int) period {
	for _, h := range append(heads, caption) {
		if y, ok := lastPeriod(h); ok {
			return y
		}
	}
	return a.page.periodFor(sentence{at, at, -1}, at)
}
