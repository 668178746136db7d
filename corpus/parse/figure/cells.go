package figure

import (
	"regexp"
	"slices"
	"strings"

	"duibiao/corpus"
)

// amountCell is a cell that is a sum and nothing else: 100, 100万元, 50万元以上.
var amountCell = regexp.MustCompile(`^(?:人民币)?([0-9０-９][0-9０-９,]*(?:[.．][0-9０-９]+)?)\s*(万元|亿元|元|万)?(?:（含）|\(含\))?(以上)?(?:（含）|\(含\))?$`)

// label is what a cell says of the sums in its column and row.
type label struct {
	text    string
	objects []string
	scope   string
	kind    corpus.AmountKind
	// amount are the parts of amountCell where the cell is a sum, nil for labels.
	amount []string
}

// tableReader reads the thresholds of one table.
type tableReader struct {
	*amounts
	grid
	caption string
	labels  []label
	// years are the years that the caption or title gives where the heads do not.
	years period
}

// table reads a table: kinds, objects and scopes of thresholds stand in its heads.
// Cells with prose are read as lines are.
func (a *amounts) table(t Table) {
	if len(t.Rows) == 0 || t.End <= t.Start {
		return
	}
	text := a.page.text[t.Start:t.End]
	caption := a.caption(t.Start)
	if !strings.Contains(text, "元") && !strings.Contains(caption, "元") {
		return
	}
	g, ok := grid{}, false
	if hasAny(text, thresholdWords()) || hasAny(caption, thresholdWords()) {
		g, ok = layOut(t)
	}
	if !ok {
		for _, row := range t.Rows {
			for _, c := range row {
				a.prose(c.Start, c.End, nil)
			}
		}
		return
	}
	r := tableReader{amounts: a, grid: g, caption: caption, labels: make([]label, len(g.cells))}
	for i, c := range g.cells {
		r.labels[i] = labelOf(strings.TrimSpace(a.page.text[c.Start:c.End]))
	}
	if r.years, ok = lastPeriod(caption); !ok {
		r.years = a.page.periodFor(sentence{start: t.Start, end: t.Start, before: -1}, t.Start)
	}
	r.read()
}

func thresholdWords() []string { return []string{"限额", "公开招标"} }

// labelOf reads a cell. Long texts are no labels.
func labelOf(s string) label {
	if s == "" || len(s) > 120 {
		return label{}
	}
	if m := amountCell.FindStringSubmatch(s); m != nil {
		return label{amount: m}
	}
	if !strings.ContainsAny(s, "0123456789") {
		s = strings.Join(strings.Fields(s), "") // 货 物
	}
	return label{text: s, objects: objectsIn(s), scope: scopeIn(s), kind: kindIn(s)}
}

// found is what tells two readings of one cell apart.
type found struct {
	cell          int
	kind          corpus.AmountKind
	object, scope string
}

// read goes through the places of the grid. A cell that covers several is read at
// each: it speaks for all their heads.
func (r *tableReader) read() {
	seen := map[found]bool{}
	prose := map[int]bool{}
	for row := range r.at {
		for col, i := range r.at[row] {
			if i < 0 {
				continue
			}
			if r.labels[i].amount != nil {
				r.sum(row, col, seen)
				continue
			}
			if c := r.cells[i]; !prose[i] && strings.Contains(r.page.text[c.Start:c.End], "元") {
				prose[i] = true
				column, line := r.heads(row, col)
				r.prose(c.Start, c.End, textsOf(append(column, line...)))
			}
		}
	}
}

func textsOf(labels []label) []string {
	out := make([]string, len(labels))
	for i, l := range labels {
		out[i] = l.text
	}
	return out
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

// heads are the labels of the place (row, col): of its column from the nearest up,
// of its row from the nearest left.
func (r *tableReader) heads(row, col int) (column, line []label) {
	own := r.at[row][col]
	last := own
	for i := row - 1; i >= 0; i-- {
		if k := r.at[i][col]; k >= 0 && k != last && k != own {
			last = k
			if r.labels[k].text != "" {
				column = append(column, r.labels[k])
			}
		}
	}
	last = own
	for k := col - 1; k >= 0; k-- {
		if i := r.at[row][k]; i >= 0 && i != last && i != own {
			last = i
			if r.labels[i].text != "" {
				line = append(line, r.labels[i])
			}
		}
	}
	return column, line
}

// sum records the sum at (row, col), when its heads say what it is.
func (r *tableReader) sum(row, col int, seen map[found]bool) {
	column, line := r.heads(row, col)
	heads := append(column[:len(column):len(column)], line...)
	says := together(heads)
	if !known(line) || isNumbering(column) || says.empty() {
		return
	}
	r.complete(&says)
	i := r.at[row][col]
	fen, ok := r.fen(r.labels[i].amount, heads)
	if says.kind == "" || !ok {
		return
	}
	y := r.years
	for _, h := range slices.Backward(heads) {
		if own, ok := lastPeriod(h.text); ok {
			y = own
		}
	}
	for _, o := range says.objects {
		key := found{i, says.kind, o, says.scope}
		if seen[key] {
			continue
		}
		seen[key] = true
		out := corpus.StatedAmount{Kind: says.kind, Object: o, Scope: says.scope, Fen: fen, Unit: "元", Year: y.from, YearTo: y.to}
		if r.labels[i].amount[3] != "" {
			out.Bound = corpus.BoundMin
		}
		out.StartByte, out.EndByte = trimmed(r.page.text, r.cells[i])
		r.out = append(r.out, out)
	}
}

// together is what several labels say: of each thing what the first says that
// names it.
func together(heads []label) label {
	var says label
	for _, h := range heads {
		if says.kind == "" {
			says.kind = h.kind
		}
		if says.scope == "" {
			says.scope = h.scope
		}
		if len(says.objects) == 0 {
			says.objects = h.objects
		}
	}
	return says
}

// empty reports a label that says nothing of a threshold.
func (l label) empty() bool { return l.kind == "" && l.scope == "" && len(l.objects) == 0 }

// complete takes from the caption and title what the heads do not say.
func (r *tableReader) complete(l *label) {
	lines := strings.Split(r.caption, "\n")
	for i := len(lines) - 1; i >= 0 && l.kind == ""; i-- {
		l.kind = kindIn(lines[i])
	}
	if l.scope == "" {
		l.scope = scopeIn(r.caption)
	}
	if l.scope == "" {
		l.scope = scopeIn(r.page.title(r.cells[0].Start))
	}
	if len(l.objects) == 0 {
		l.objects = objectsIn(withoutTitle(r.caption))
	}
	if len(l.objects) == 0 {
		l.objects = []string{""}
	}
}

// fen is the sum of a cell with the unit that it, a head or the caption states; ok
// is false without one.
func (r *tableReader) fen(m []string, heads []label) (fen int64, ok bool) {
	unit := m[2]
	switch unit {
	case "万":
		unit = "万元"
	case "":
		unit = unitIn(append(textsOf(heads), r.caption))
	}
	q := quantityAt(m[1] + strings.TrimSuffix(unit, "元"))
	fen, ok = q.fen()
	return fen, ok && unit != "" && q.width > 0 && fen > 0
}

// isNumbering reports the head of a column of numbers that are no sums.
func isNumbering(column []label) bool {
	for _, l := range column {
		if hasAny(l.text, []string{"序号", "编码", "代码", "备注", "编号", "数量"}) {
			return true
		}
	}
	return false
}

// trimmed is a cell without the white space around its text.
func trimmed(text string, c Cell) (start, end int) {
	s := text[c.Start:c.End]
	start = c.Start + len(s) - len(strings.TrimSpace(s))
	if i := strings.Index(s, strings.TrimSpace(s)); i >= 0 {
		start = c.Start + i
	}
	return start, start + len(strings.TrimSpace(s))
}

// known reports that the labels of a row are objects, scopes, kinds or words of
// the form; the row of a catalogue item is not.
func known(row []label) bool {
	for _, l := range row {
		if l.empty() &&
			strings.Trim(l.text, "0123456789一二三四五六七八九十、.（）()") != "" && !hasAny(l.text, []string{"类别", "标准", "限额", "数额", "级次", "级别", "分类"}) {
			return false
		}
	}
	return true
}

// kindIn is the threshold that a label names, "" for none or both.
func kindIn(s string) corpus.AmountKind {
	open := strings.Contains(s, "公开招标")
	switch limited := limit.MatchString(strings.ReplaceAll(s, "公开招标限额", "")); {
	case open == limited:
		return ""
	case open:
		return corpus.AmountOpenTender
	}
	return corpus.AmountLimit
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
