package numfmt

import (
	"math"
	"strconv"
	"strings"
)

// significant is the number of decimal digits a spreadsheet keeps of a number.
const significant = 15

// decimal is the number 0.d1d2d3… × 10^exp; digits is "" for zero.
type decimal struct {
	digits string
	exp    int
}

// decimalOf rounds v ≥ 0 to 15 significant digits.
func decimalOf(v float64) decimal {
	if v == 0 {
		return decimal{}
	}
	mantissa, exp, _ := strings.Cut(strconv.FormatFloat(v, 'e', significant-1, 64), "e")
	n, _ := strconv.Atoi(exp)
	return decimal{strings.TrimRight(strings.Replace(mantissa, ".", "", 1), "0"), n + 1}
}

// round rounds half away from zero to n digits after the point.
func (d decimal) round(n int) decimal {
	keep := d.exp + n
	if keep >= len(d.digits) {
		return d
	}
	if keep < 0 || keep == 0 && d.digits[0] < '5' {
		return decimal{}
	}
	up := d.digits[keep] >= '5'
	out := []byte(d.digits[:keep])
	for i := keep - 1; up && i >= 0; i-- {
		if out[i]++; out[i] > '9' {
			out[i] = '0'
		} else {
			up = false
		}
	}
	if up {
		out, d.exp = append([]byte{'1'}, out...), d.exp+1
	}
	return decimal{strings.TrimRight(string(out), "0"), d.exp}
}

// whole are the digits before the point, without leading zeros: "" below one.
func (d decimal) whole() string {
	if d.exp <= 0 {
		return ""
	}
	if d.exp >= len(d.digits) {
		return d.digits + strings.Repeat("0", d.exp-len(d.digits))
	}
	return d.digits[:d.exp]
}

// part are the digits after the point, without trailing zeros.
func (d decimal) part() string {
	if d.digits == "" || d.exp >= len(d.digits) {
		return ""
	}
	if d.exp < 0 {
		return strings.Repeat("0", -d.exp) + d.digits
	}
	return d.digits[d.exp:]
}

// General shows v in the general format: up to 15 significant digits, without
// trailing zeros, and without exponents for what can be written in 21 digits.
// Excel itself narrows this to the width of the column.
func General(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 { // the usual case, quickly
		return strconv.FormatInt(int64(v), 10)
	}
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	d := decimalOf(v)
	if d.digits == "" {
		return "0"
	}
	if d.exp > 21 || d.exp < -9 {
		return sign + strings.ToUpper(strconv.FormatFloat(v, 'e', len(d.digits)-1, 64))
	}
	whole, part := d.whole(), d.part()
	if whole == "" {
		whole = "0"
	}
	if part != "" {
		part = "." + part
	}
	return sign + whole + part
}

// numberLayout is what showNumber needs to know of a section.
type numberLayout struct {
	whole, decimals int // placeholders before and after the point
	power           int // placeholders of the exponent
	scale           int // powers of ten by which the value is multiplied
	group           bool
}

// layNumber counts placeholders and tells thousands separators, which stand
// between placeholders, from commas behind them, each of which divides by a
// thousand (ECMA-376 18.8.31).
func (s *section) layNumber() {
	n := &s.number
	const (
		inWhole = iota
		inDecimals
		inPower
	)
	at, commas := inWhole, 0
	for _, p := range s.parts {
		switch p.kind {
		case digit:
			n.group = n.group || at == inWhole && commas > 0
			commas = 0
			*[]*int{&n.whole, &n.decimals, &n.power}[at]++
		case point:
			n.scale -= 3 * commas
			at, commas = max(at, inDecimals), 0
		case exponent:
			at = inPower
		case percent:
			n.scale += 2
		case comma:
			commas += min(n.whole+n.decimals, 1)
		case slash:
			s.fraction = s.fraction || n.whole > 0
		}
	}
	n.scale -= 3 * commas
}

func (s *section) showNumber(v float64) string {
	d := decimalOf(v)
	if d.digits != "" {
		d.exp += s.number.scale
	}
	power := 0
	if s.number.power > 0 {
		d, power = s.normalise(d)
	}
	d = d.round(s.number.decimals)
	w := numberWriter{section: s, whole: d.whole(), part: d.part(), power: power, left: s.number.whole}
	for _, p := range s.parts {
		w.put(p)
	}
	return w.out.String()
}

// normalise moves the point for an exponent; it moves by as many places as there
// are placeholders before the point (##0.0E+0 counts in thousands).
func (s *section) normalise(d decimal) (decimal, int) {
	step := max(s.number.whole, 1)
	if d.digits == "" {
		return d, 0
	}
	power := func(d decimal) int { return int(math.Floor(float64(d.exp-1)/float64(step))) * step }
	p := power(d)
	moved := decimal{d.digits, d.exp - p}.round(s.number.decimals)
	if moved.exp > step {
		p += step
		moved.exp -= step
	}
	return moved, p
}

// numberWriter lays digits on placeholders, left to right.
type numberWriter struct {
	*section
	out         strings.Builder
	whole, part string
	power       int
	left        int // placeholders before the point still to come
	begun       bool
	fractional  bool
	exponent    bool
	decimal     int // placeholders after the point already used
	powerDone   bool
}

func (w *numberWriter) put(p part) {
	switch p.kind {
	case literal:
		w.out.WriteString(p.text)
	case digit:
		w.digit(p.text[0])
	case point:
		w.point()
	case percent, slash:
		w.out.WriteString(p.text)
	case exponent:
		w.exponent = true
		w.out.WriteByte('E')
		if w.power < 0 {
			w.out.WriteByte('-')
		} else if p.text[1] == '+' {
			w.out.WriteByte('+')
		}
	}
}

// point writes the decimal point, behind the digits that no placeholder took.
func (w *numberWriter) point() {
	if w.fractional {
		return
	}
	if !w.begun && w.left == 0 {
		w.surplus()
	}
	w.out.WriteByte('.')
	w.fractional = true
}

func (w *numberWriter) digit(c byte) {
	switch {
	case w.exponent:
		w.exponentDigits()
	case w.fractional:
		w.decimalDigit(c)
	default:
		w.wholeDigit(c)
	}
}

func (w *numberWriter) exponentDigits() {
	if w.powerDone {
		return
	}
	w.powerDone = true
	s := strconv.Itoa(max(w.power, -w.power))
	w.out.WriteString(strings.Repeat("0", max(0, w.number.power-len(s))) + s)
}

func (w *numberWriter) decimalDigit(c byte) {
	at := w.decimal
	w.decimal++
	switch {
	case at < len(w.part):
		w.out.WriteString(w.symbol(w.part[at]))
	case c == '0':
		w.out.WriteString(w.symbol('0'))
	case c == '?':
		w.out.WriteByte(' ')
	}
}

// wholeDigit fills the next placeholder before the point; the first takes all
// the digits that have no placeholder.
func (w *numberWriter) wholeDigit(c byte) {
	if !w.begun {
		w.surplus()
	}
	w.left--
	at := len(w.whole) - 1 - w.left
	switch {
	case at >= 0:
		w.write(w.whole[at], w.left)
	case c == '0':
		w.write('0', w.left)
	case c == '?':
		w.out.WriteByte(' ')
	}
}

// surplus writes the digits left of the first placeholder.
func (w *numberWriter) surplus() {
	w.begun = true
	for i := range max(0, len(w.whole)-w.left) {
		w.write(w.whole[i], len(w.whole)-1-i)
	}
}

// write writes a digit that has place digits to its right.
func (w *numberWriter) write(c byte, place int) {
	w.out.WriteString(w.symbol(c))
	if w.number.group && place > 0 && place%3 == 0 {
		w.out.WriteByte(',')
	}
}
