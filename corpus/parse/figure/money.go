package figure

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// money is one sum in a sentence, at [start, end). Its quotation reaches to quoted:
// to the unit that the numbers of a list share (100、150和200元).
type money struct {
	start, end int
	quoted     int
	fen, fenTo int64
	approx     bool
	bound      corpus.Bound
	// series numbers the lists that share their words: 100元、150元和200元.
	series int
}

// quantity is a number with a decimal fraction: digits / 10^decimals.
type quantity struct {
	digits   int64
	decimals int
	// scale is the product of the 万, 亿 after it, 1 without.
	scale  int64
	approx bool
	width  int
}

// fen is the quantity, in 元, in 分; ok is false when that is not a whole number
// or too large.
func (q quantity) fen() (fen int64, ok bool) {
	hi, lo := bits.Mul64(uint64(q.digits), uint64(q.scale)*100)
	if hi != 0 || lo > 1<<62 {
		return 0, false
	}
	for range q.decimals {
		if lo%10 != 0 {
			return 0, false
		}
		lo /= 10
	}
	return int64(lo), true
}

// maxDecimals bounds the digits after the point of a sum.
const maxDecimals = 8

// quantityAt reads the quantity that begins s: 2070.58万, 1,200, 五十万, 1.5亿,
// 2000余万. The unit 元 is not part of it.
func quantityAt(s string) quantity {
	n, width := wholeAt(s)
	if width == 0 {
		return quantity{}
	}
	q := quantity{digits: n, scale: 1, width: width}
	if r, _ := utf8.DecodeRuneInString(s); numeral.IsArabic(r) {
		q.fraction(s)
	}
	q.scales(s)
	return q
}

// fraction reads the digits after a decimal point.
func (q *quantity) fraction(s string) {
	mark := prefixOf(s[q.width:], []string{".", "．"})
	if mark == "" {
		return
	}
	at := q.width + len(mark)
	part := *q
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		d, ok := numeral.Digit(r)
		if !ok || !numeral.IsArabic(r) {
			break
		}
		if part.decimals++; part.decimals > maxDecimals || part.digits > 1e9 {
			*q = quantity{} // longer than a sum of money
			return
		}
		part.digits, at = part.digits*10+d, at+size
	}
	if part.decimals > 0 {
		part.width = at
		*q = part
	}
}

// scales reads 万, 亿, 余万 after the digits.
func (q *quantity) scales(s string) {
	for q.width > 0 {
		rest := s[q.width:]
		rest = rest[min(len(rest), len(prefixOf(rest, []string{" ", "　", "\u00a0"}))):]
		mark := prefixOf(rest, []string{"余", "多", "几"})
		r, size := utf8.DecodeRuneInString(rest[len(mark):])
		u, ok := numeral.Unit(r)
		if mark != "" && !q.approx && (ok || r == '元') {
			q.approx, q.width = true, len(s)-len(rest)+len(mark)
			continue
		}
		if !ok || q.scale > 1e8 {
			return
		}
		q.scale, q.width = q.scale*u, len(s)-len(rest)+len(mark)+size
	}
}

// yuanAt is the width of the 元 that begins s, 0 for none and for words that
// begin with it.
func yuanAt(s string) int {
	gap := len(prefixOf(s, []string{" ", "　", "\u00a0"}))
	if !strings.HasPrefix(s[gap:], "元") {
		return 0
	}
	at := gap + len("元")
	if prefixOf(s[at:], []string{"素", "件", "旦", "首", "老", "器", "宵", "月", "组", "数据"}) != "" {
		return 0
	}
	return at
}

// moneyAt reads the sums that begin s[at:]: one, a range, or a list whose last
// sum has the unit for all (100、150和200元). It gives nothing for numbers that are
// not money; next is where to go on.
func moneyAt(s string, at int) (list []money, next int) {
	chain, end := chainAt(s, at)
	if len(chain) == 0 {
		return nil, at + max(1, skipNumbers(s[at:]))
	}
	yuan := yuanAt(s[end:])
	if yuan == 0 || !startsNumber(s, at) || len(chain) > 1 && !opensList(s[:at]) {
		return nil, at + max(1, skipNumbers(s[at:]))
	}
	last := chain[len(chain)-1].quantity
	for i, link := range chain {
		q := link.quantity
		if q.scale == 1 {
			q.scale = last.scale
		}
		fen, ok := q.fen()
		if !ok {
			return nil, end + yuan
		}
		m := money{start: link.at, end: link.at + q.width, fen: fen, approx: q.approx}
		if i == len(chain)-1 {
			m.end = end + yuan
		}
		m.quoted = end + yuan
		list = append(list, m)
	}
	return list, end + yuan
}

// link is one quantity of a chain.
type link struct {
	quantity
	at int
}

// maxChain bounds the numbers that share one unit.
const maxChain = 8

// chainAt reads quantities with list marks between them.
func chainAt(s string, at int) (chain []link, end int) {
	for len(chain) < maxChain {
		q := quantityAt(s[at:])
		if q.width == 0 {
			break
		}
		chain, end = append(chain, link{q, at}), at+q.width
		w := prefixOf(s[end:], []string{"、", "和", "及", "或"})
		if w == "" || yuanAt(s[end:]) > 0 {
			break
		}
		at = end + len(w)
	}
	return chain, end
}

// opensList reports that a list of bare numbers may begin after s: 每人每月, 分别为.
// Elsewhere a bare number before 、 is a label.
func opensList(s string) bool {
	return suffixOf(s, []string{"每月", "每年", "每天", "每日", "每人", "分别为", "分别按", "分别是", "分别达到", "分别", "标准为", "调整到", "调整为", "提高到", "达到", "限额为", "数额为", "金额为"}) != ""
}

// findMoney finds the sums in a sentence, with ranges joined and bounds read.
func findMoney(s string) []money {
	var out []money
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if _, digit := numeral.Digit(r); !digit && r != '十' {
			at += size
			continue
		}
		list, next := moneyAt(s, at)
		if m, end, ok := moneyRange(s, at); ok {
			list, next = []money{m}, end
		}
		for _, m := range list {
			m.settle(s)
			out, next = append(out, m), max(next, m.end) // （含100万元） belongs to its sum
		}
		at = next
	}
	for i := range out {
		if i > 0 {
			out[i].series = out[i-1].series
			if !listMark(s[out[i-1].end:out[i].start]) {
				out[i].series++
			}
		}
	}
	return out
}

// listMark reports that only list marks stand between two sums.
func listMark(s string) bool {
	return strings.Trim(s, " 　") != "" && strings.Trim(s, "、和及与或 　") == ""
}

// moneyRange reads 200元-400元, 200至400元, 30万—50万元.
func moneyRange(s string, at int) (m money, next int, ok bool) {
	from := quantityAt(s[at:])
	if from.width == 0 || !startsNumber(s, at) {
		return money{}, 0, false
	}
	mid := at + from.width
	unit := yuanAt(s[mid:])
	mid += unit
	w := prefixOf(s[mid:], rangeMarks())
	if w == "" {
		return money{}, 0, false
	}
	to := quantityAt(s[mid+len(w):])
	end := mid + len(w) + to.width
	yuan := yuanAt(s[end:])
	if to.width == 0 || yuan == 0 {
		return money{}, 0, false
	}
	if from.scale == 1 && unit == 0 {
		from.scale = to.scale
	}
	low, okLow := from.fen()
	high, okHigh := to.fen()
	if !okLow || !okHigh || low >= high {
		return money{}, 0, false
	}
	return money{start: at, end: end + yuan, fen: low, fenTo: high, approx: from.approx || to.approx}, end + yuan, true
}

// settle reads what stands around a sum: 人民币, （含）, 以上; 不低于, 约.
func (m *money) settle(s string) {
	m.end += len(prefixOf(s[m.end:], []string{"人民币", "（人民币）", "(人民币)"}))
	brackets := including(s[m.end:])
	for _, b := range boundsAfter() {
		if w := prefixOf(s[m.end+brackets:], b.words); w != "" {
			m.bound, m.end = b.bound, m.end+len(w)
			break
		}
	}
	m.end += brackets
	m.quoted = max(m.quoted, m.end)
	before := strings.TrimRightFunc(s[:m.start], unicode.IsSpace)
	m.approx = m.approx || suffixOf(before, []string{"近", "约", "大约", "逾", "接近", "大概"}) != ""
	for _, b := range boundsBefore() {
		if m.bound == corpus.BoundExact && suffixOf(before, b.words) != "" {
			m.bound = b.bound
		}
	}
}

// including is the width of the brackets after a sum that say whether it is meant
// too: （含）, （含100万元）.
func including(s string) int {
	open := prefixOf(s, []string{"（含", "(含", "（不含", "(不含"})
	if open == "" {
		return 0
	}
	k := strings.IndexAny(s[:min(len(s), 60)], "）)")
	if k < 0 || strings.ContainsAny(s[len(open):k], "，。；") {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[k:])
	return k + size
}

// boundWords are words that make a sum a bound.
type boundWords struct {
	bound corpus.Bound
	words []string
}

func boundsAfter() []boundWords {
	return []boundWords{
		{corpus.BoundMin, []string{"（含）以上", "(含)以上", "及以上", "以上（含）", "以上(含)", "以上"}},
		{corpus.BoundMax, []string{"（含）以下", "(含)以下", "及以下", "以下（含）", "以下", "以内", "（不含）以下", "之内", "为限"}},
	}
}

// boundsBefore has 不低于 before 低于 and 未达到 before 达到, which end them.
func boundsBefore() []boundWords {
	return []boundWords{
		{corpus.BoundMin, []string{"不低于", "不少于"}},
		{corpus.BoundMax, []string{"不超过", "不得超过", "不高于", "最高", "低于", "未达到", "未达", "不足", "不满", "最多"}},
		{corpus.BoundMin, []string{"达到", "达", "最低", "满"}},
	}
}
