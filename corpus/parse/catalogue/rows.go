package catalogue

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// itemsOf reads the items that begin in a row: in each tier's column the cell
// that begins there and is not the tier's newest item once more.
func (t *table) itemsOf(r int) {
	deepest := t.deepest(r)
	if deepest < 0 {
		return
	}
	var fresh []int
	for tier := 0; tier <= deepest; tier++ {
		p := t.grid.at(r, t.shape.tiers[tier])
		if p == nil || p.text == "" || p.row != r || ditto(p.text) || tier > 0 && p == t.grid.at(r, t.shape.tiers[tier-1]) {
			continue
		}
		if t.repeated(p, tier, deepest) {
			continue
		}
		fresh = append(fresh, t.addItem(r, p, tier)...)
	}
	if len(fresh) == 0 {
		return
	}
	t.seqRow(r, fresh)
	t.codeRow(r, fresh)
	t.noteRow(r, fresh)
}

// seqRow gives the row's running number to the item that begins in it and covers
// as many rows as the number does.
func (t *table) seqRow(r int, fresh []int) {
	if t.shape.seq < 0 {
		return
	}
	q := t.grid.at(r, t.shape.seq)
	if q == nil || q.text == "" || q.row != r {
		return
	}
	n := &t.nodes[t.covering(fresh, q.rowSpan)]
	n.mark = Name(q.text)
	if l, ok := t.in.Label(labelled(n.mark)); ok {
		n.label = l
	}
}

// covering is the innermost of the items that covers as many rows as another
// cell of the row; the innermost of all where none does.
func (t *table) covering(fresh []int, rows int) int {
	for i := len(fresh) - 1; i >= 0; i-- {
		if t.nodes[fresh[i]].rows >= rows {
			return fresh[i]
		}
	}
	return fresh[len(fresh)-1]
}

// deepest is the innermost tier that has a name in the row, -1 for none. A cell
// that spans tiers belongs to the outermost of them.
func (t *table) deepest(r int) int {
	for tier := len(t.shape.tiers) - 1; tier >= 0; tier-- {
		p := t.grid.at(r, t.shape.tiers[tier])
		if p == nil || p.text == "" || p.row != r {
			continue
		}
		for tier > 0 && t.grid.at(r, t.shape.tiers[tier-1]) == p {
			tier--
		}
		return tier
	}
	return -1
}

// repeated reports a cell that names the tier's newest item again, as tables do
// that repeat the upper tiers in every row.
func (t *table) repeated(p *place, tier, deepest int) bool {
	if tier == len(t.shape.tiers)-1 || len(t.shape.tiers) == 1 || t.open[tier] < 0 {
		return false
	}
	if tier == deepest && len(t.shape.codes) == 1 && t.hasCode(p.row) {
		return false
	}
	n := t.nodes[t.open[tier]]
	return same(n.name, p.text) || n.mark != "" && same(n.mark+n.name, p.text) || n.code != "" && same(n.code+n.name, p.text)
}

// hasCode reports a row with a code in a column of codes: what a name begins
// with (A3 打印机) is then no code.
func (t *table) hasCode(r int) bool {
	for _, c := range t.shape.codes {
		if code(t.grid.text(r, c)) != "" {
			return true
		}
	}
	return false
}

func same(a, b string) bool {
	return strings.ReplaceAll(Name(a), " ", "") == strings.ReplaceAll(Name(b), " ", "")
}

// addItem adds the item of a cell; a cell that numbers several (1.… 2.…) gives
// them all.
func (t *table) addItem(r int, p *place, tier int) []int {
	if len(t.shape.codes) == 0 && tier == len(t.shape.tiers)-1 {
		if parts := numbered(p.text, t.in.Label); len(parts) > 1 {
			var list []int
			for _, part := range parts {
				q := *p
				q.text = part
				list = append(list, t.add(t.node(r, &q, tier, false)))
			}
			return list
		}
	}
	n := t.node(r, p, tier, false)
	if n.code == "" && len(t.shape.tiers) == len(t.shape.codes) {
		if q := t.grid.at(r, t.shape.codes[tier]); q != nil && q.row == r { // one from above is that item's
			n.code = code(q.text)
		}
	}
	if n.name == "" {
		return nil
	}
	return []int{t.add(n)}
}

// labelled writes a bare number of a 序号 column as the label it stands for: 一
// counts as 一、 there.
func labelled(mark string) string {
	if mark == "" {
		return ""
	}
	if strings.ContainsAny(mark, "、.．（(）)") || strings.HasPrefix(mark, "第") {
		return mark
	}
	if r, _ := utf8.DecodeRuneInString(mark); r < 0x80 {
		return mark + "."
	}
	return mark + "、"
}

// codeRow gives the row's code to the innermost item that begins in it.
func (t *table) codeRow(r int, fresh []int) {
	if len(t.shape.codes) != 1 || len(t.shape.tiers) == 1 && len(t.shape.codes) == 1 && t.nodes[fresh[0]].code != "" {
		return
	}
	n := &t.nodes[fresh[len(fresh)-1]]
	if n.code == "" {
		p := t.grid.at(r, t.shape.codes[0])
		if p == nil || p.row != r || t.names(p) {
			return
		}
		if n.code = code(p.text); n.code == "" && n.mark == "" {
			n.mark = Name(p.text)
			if l, ok := t.in.Label(labelled(n.mark)); ok {
				n.label = l
			}
		}
	}
}

// noteRow gives the row's note to the innermost item that begins in it and
// covers as many rows as the note does.
func (t *table) noteRow(r int, fresh []int) {
	for _, c := range t.shape.notes {
		p := t.grid.at(r, c)
		if p == nil || p.text == "" || p.row != r && len(t.shape.tiers) > 1 || t.names(p) {
			continue
		}
		to := fresh[len(fresh)-1]
		if len(t.shape.tiers) > 1 {
			to = t.covering(fresh, p.rowSpan)
		}
		n := &t.nodes[to]
		n.note = joinNote(n.note, t.noteText(c, p), "；")
	}
}

// names reports a cell that reaches from a column of names into others.
func (t *table) names(p *place) bool {
	return p.colSpan > 1 && slices.ContainsFunc(t.shape.tiers, func(c int) bool { return c >= p.col && c < p.col+p.colSpan })
}

// noteOf is the text of all notes that begin in a row.
func (t *table) noteOf(r int, headed bool) string {
	out := ""
	for _, c := range t.shape.notes {
		if p := t.grid.at(r, c); p != nil && p.text != "" && p.row == r {
			text := Name(p.text)
			if headed {
				text = t.noteText(c, p)
			}
			out = joinNote(out, text, "；")
		}
	}
	return out
}

// noteText is a note; with its column's head where there are several.
func (t *table) noteText(c int, p *place) string {
	text := Name(p.text)
	if len(t.shape.notes) > 1 && t.shape.columns[c].head != "" {
		return t.shape.columns[c].head + "：" + text
	}
	return text
}
