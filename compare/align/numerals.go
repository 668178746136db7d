package align

import (
	"strconv"
	"strings"

	"duibiao/corpus/parse/numeral"
)

// maxNumeral bounds a numeral that is read as a number, in characters; a longer
// run of digits is compared as it stands.
const maxNumeral = 32

func numeric(r rune) bool { return r == '〇' || numeral.IsRune(r) }

func digit(r rune) bool { return r >= '0' && r <= '9' }

// numeralAt folds the numeral that cs begins with: 三十一 and 31 to 31, 二百万,
// 200万 and 2,000,000 to 2000000, 百分之十 and 10% to 10/100. n is how many
// characters it takes, 0 for none.
func numeralAt(cs []char) (text string, n int) {
	if len(cs) > 0 && cs[0].r == cellEnd {
		return "\t", 1
	}
	if text, n = fractionAt(cs); n > 0 {
		return text, n
	}
	if len(cs) > 0 && digit(cs[0].r) {
		return arabicAt(cs)
	}
	return chineseAt(cs)
}

// fractionAt reads 百分之十, 千分之五, 万分之三.
func fractionAt(cs []char) (text string, n int) {
	if len(cs) < 4 || cs[1].r != '分' || cs[2].r != '之' {
		return "", 0
	}
	base := map[rune]string{'百': "/100", '千': "/1000", '万': "/10000"}[cs[0].r]
	if base == "" {
		return "", 0
	}
	var part string
	if digit(cs[3].r) {
		whole := 3 + run(cs[3:], digit)
		digits, n := decimalsAt(cs[3:])
		if n == 0 {
			digits, n = runes(cs[3:whole]), whole-3
		}
		return trimZeros(digits) + base, 3 + n
	}
	part, n = chineseAt(cs[3:])
	if n == 0 {
		return "", 0
	}
	if k := 3 + n; k+1 < len(cs) && cs[k].r == '点' {
		if rest, m := pointAt(cs[k+1:]); m > 0 {
			return trimZeros(part+"."+rest) + base, k + 1 + m
		}
	}
	return part + base, 3 + n
}

// pointAt reads the digits after 点.
func pointAt(cs []char) (text string, n int) {
	var b strings.Builder
	for n < len(cs) && n < maxNumeral {
		d, ok := numeral.Digit(cs[n].r)
		if !ok {
			break
		}
		b.WriteByte(byte('0' + d))
		n++
	}
	return b.String(), n
}

// arabicAt reads Arabic digits with what belongs to the number: thousands
// separators, decimals, 百千万亿, % and ‰.
func arabicAt(cs []char) (text string, n int) {
	text, n = thousandsAt(cs)
	if n == 0 {
		n = run(cs, digit)
		text = runes(cs[:n])
	}
	if len(text) > maxNumeral {
		return text, n
	}
	if dec, m := decimalsAt(cs[n:]); m > 0 && strings.HasPrefix(dec, ".") {
		text, n = text+dec, n+m
	}
	if base := percentSign(cs, n); base != "" {
		return trimZeros(text) + base, n + 1
	}
	zeros, m := scaleAt(cs[n:])
	switch {
	case m > 0:
		return scaled(text, zeros), n + m
	case dateZero(cs, text, n):
		return text[1:], n
	}
	return text, n
}

// decimalsAt reads .5, or 0.5 when cs begins with digits.
func decimalsAt(cs []char) (text string, n int) {
	whole := run(cs, digit)
	if whole >= len(cs) || cs[whole].r != '.' {
		return "", 0
	}
	part := run(cs[whole+1:], digit)
	if part == 0 || part > maxNumeral {
		return "", 0
	}
	n = whole + 1 + part
	return runes(cs[:n]), n
}

// thousandsAt reads 1,000,000: groups of three after the first comma.
func thousandsAt(cs []char) (text string, n int) {
	n = run(cs, digit)
	if n > 3 || n == 0 {
		return "", 0
	}
	text = runes(cs[:n])
	groups := 0
	for n+3 < len(cs) && cs[n].r == ',' && run(cs[n+1:], digit) == 3 && len(text) < maxNumeral {
		text += runes(cs[n+1 : n+4])
		n += 4
		groups++
	}
	if groups == 0 || text[0] == '0' {
		return "", 0
	}
	return text, n
}

func percentSign(cs []char, n int) string {
	if n >= len(cs) {
		return ""
	}
	return map[rune]string{'%': "/100", '‰': "/1000", '‱': "/10000"}[cs[n].r]
}

// scaleAt reads 百千万亿 behind Arabic digits, as a number of zeros.
func scaleAt(cs []char) (zeros, n int) {
	for n < len(cs) && n < 3 {
		z := map[rune]int{'百': 2, '千': 3, '万': 4, '亿': 8}[cs[n].r]
		if z == 0 || startsFraction(cs[n:]) {
			break
		}
		zeros += z
		n++
	}
	return zeros, n
}

func startsFraction(cs []char) bool { return len(cs) > 2 && cs[1].r == '分' && cs[2].r == '之' }

// scaled multiplies a decimal by a power of ten.
func scaled(text string, zeros int) string {
	whole, part, _ := strings.Cut(text, ".")
	part += strings.Repeat("0", max(0, zeros-len(part)))
	s := strings.TrimLeft(whole+part[:zeros], "0")
	if s == "" {
		s = "0"
	}
	return trimZeros(s + "." + part[zeros:])
}

// trimZeros drops what a decimal does not need: 0.50 is 0.5, 3.0 is 3.
func trimZeros(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

// dateZero finds the zero of 09月01日.
func dateZero(cs []char, text string, n int) bool {
	return len(text) == 2 && text[0] == '0' && n < len(cs) && strings.ContainsRune("月日时", cs[n].r)
}

// chineseAt reads a Chinese numeral. Digits without units are a number only where
// people write them so: years and numbers with a zero (二〇〇八, 一九九九), not
// 七八 (seven or eight).
func chineseAt(cs []char) (text string, n int) {
	n = run(cs, func(r rune) bool { return numeric(r) && !digit(r) })
	if n == 0 || n > maxNumeral {
		return "", 0
	}
	s := runes(cs[:n])
	if n > 1 && !strings.ContainsAny(s, "十百千万亿") {
		if n < 3 && !strings.ContainsAny(s, "〇零") {
			return "", 0
		}
		return pointAt(cs[:n])
	}
	s, n = unscaled(s, n, cs)
	v, ok := numeral.Parse(s)
	if !ok {
		return "", 0
	}
	return strconv.FormatInt(v, 10), n
}

// unscaled leaves the 百 of 百分之 to the fraction it begins: 三百分之一 does not
// occur, but 万分之 does behind a number.
func unscaled(s string, n int, cs []char) (string, int) {
	if n > 1 && startsFraction(cs[n-1:]) && strings.ContainsRune("百千万", cs[n-1].r) {
		return runes(cs[:n-1]), n - 1
	}
	return s, n
}

func run(cs []char, is func(rune) bool) int {
	n := 0
	for n < len(cs) && is(cs[n].r) {
		n++
	}
	return n
}

func runes(cs []char) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteRune(c.r)
	}
	return b.String()
}
