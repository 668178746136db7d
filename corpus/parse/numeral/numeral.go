// Package numeral reads and writes the whole numbers of Chinese documents:
// Chinese (三十一, 二〇〇八), Arabic (31) and full-width (３１). It is pure.
package numeral

import (
	"strings"
	"unicode/utf8"
)

// maxRunes bounds a numeral; a longer run of digits is not a number
// that a document would use as a label, a year or a count.
const maxRunes = 32

// Max is the largest value a numeral may have: one short of 一亿亿.
const Max = int64(1e16 - 1)

// Digit gives the value of a digit in any of the forms documents use:
// 0-9, ０-９, 〇○零, 一 to 九 and 两. ok is false for everything else.
func Digit(r rune) (d int64, ok bool) {
	switch {
	case r >= '0' && r <= '9':
		return int64(r - '0'), true
	case r >= '０' && r <= '９':
		return int64(r - '０'), true
	}
	switch r {
	case '〇', '○', '零', 'Ｏ':
		return 0, true
	case '两':
		return 2, true
	case '一', '二', '三', '四', '五', '六', '七', '八', '九':
		return int64(strings.IndexRune(chineseDigits, r) / len("一")), true
	}
	return 0, false
}

// chineseDigits are the digits in order, each three bytes long.
const chineseDigits = "零一二三四五六七八九"

// Unit gives the value of 十百千 and 万亿; 廿 and 卅 are not units.
func Unit(r rune) (u int64, ok bool) {
	switch r {
	case '十':
		return 10, true
	case '百':
		return 100, true
	case '千':
		return 1000, true
	case '万':
		return 1e4, true
	case '亿':
		return 1e8, true
	}
	return 0, false
}

// IsArabic reports 0-9 and ０-９.
func IsArabic(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９'
}

// IsRune reports every character that a numeral may hold: digits in any form,
// and 十百千万亿.
func IsRune(r rune) bool {
	if _, ok := Digit(r); ok {
		return true
	}
	_, ok := Unit(r)
	return ok
}

// Parse reads s, all of it, as one number: Chinese (三十一, 一百零八,
// 二〇〇八, 两千), Arabic (31) or full-width (３１). ok is false when s is not
// a numeral, mixes the scripts, is longer than 32 characters or too large.
func Parse(s string) (n int64, ok bool) {
	n, width := Scan(s)
	return n, width > 0 && width == len(s)
}

// Scan reads the numeral that begins s and says how many bytes it takes,
// 0 for none.
func Scan(s string) (n int64, width int) {
	r, size := utf8.DecodeRuneInString(s)
	if IsArabic(r) {
		return ScanArabic(s)
	}
	if !IsRune(r) {
		return 0, 0
	}
	runes := make([]rune, 0, 8)
	for size > 0 && IsRune(r) && !IsArabic(r) {
		if len(runes) == maxRunes {
			return 0, 0
		}
		runes = append(runes, r)
		width += size
		r, size = utf8.DecodeRuneInString(s[width:])
	}
	n, ok := chineseValue(runes)
	if !ok {
		return 0, 0
	}
	return n, width
}

// ScanArabic is Scan for Arabic and full-width digits only.
func ScanArabic(s string) (n int64, width int) {
	count := 0
	for _, r := range s {
		if !IsArabic(r) {
			break
		}
		d, _ := Digit(r)
		if n = n*10 + d; n > Max || count == maxRunes {
			return 0, 0
		}
		width += utf8.RuneLen(r)
		count++
	}
	return n, width
}

// chineseValue reads Chinese numeral characters: digits only are positional
// (二〇〇八), otherwise digits multiply the units that follow them.
func chineseValue(runes []rune) (int64, bool) {
	positional := true
	for _, r := range runes {
		if _, ok := Unit(r); ok {
			positional = false
			break
		}
	}
	if positional {
		return positionalValue(runes)
	}
	return unitValue(runes)
}

func positionalValue(runes []rune) (n int64, ok bool) {
	for _, r := range runes {
		d, _ := Digit(r)
		if n = n*10 + d; n > Max {
			return 0, false
		}
	}
	return n, true
}

// sums reads a numeral with units from left to right: the sum so far, the part
// below 万 or 亿, and the digit that waits for its unit.
type sums struct {
	total, section, digit int64
	waiting               bool
	// last is the newest unit of the section, 0 for none.
	last int64
}

// unitValue reads a numeral with units. Two digits in a row (三五十) and units
// that grow inside a section (十百) are not numbers.
func unitValue(runes []rune) (int64, bool) {
	var v sums
	for _, r := range runes {
		var ok bool
		if d, isDigit := Digit(r); isDigit {
			ok = v.addDigit(d)
		} else {
			u, _ := Unit(r)
			ok = v.addUnit(u)
		}
		if !ok {
			return 0, false
		}
	}
	n := v.total + v.section + v.digit
	return n, n <= Max
}

func (v *sums) addDigit(d int64) bool {
	if v.waiting && v.digit != 0 {
		return false
	}
	v.digit, v.waiting = d, true
	return true
}

func (v *sums) addUnit(u int64) bool {
	ok := false
	if u >= 1e4 {
		ok = v.closeSection(u)
	} else {
		ok = v.addPlace(u)
	}
	v.digit, v.waiting = 0, false
	return ok
}

// closeSection multiplies what there is by 万 or 亿.
func (v *sums) closeSection(u int64) bool {
	v.section += v.digit
	if v.section == 0 && v.total == 0 {
		return false
	}
	v.total, v.section, v.last = (v.total+v.section)*u, 0, 0
	return v.total <= Max && (u == 1e8 || v.total <= 1e12)
}

// addPlace adds the waiting digit at 千, 百 or 十; 十 alone is one ten.
func (v *sums) addPlace(u int64) bool {
	if v.last != 0 && u >= v.last {
		return false
	}
	if v.digit == 0 {
		if u != 10 {
			return false
		}
		v.digit = 1
	}
	v.section, v.last = v.section+v.digit*u, u
	return true
}

// Format writes n in Chinese the way legal drafting numbers articles:
// 10 十, 31 三十一, 110 一百一十, 1008 一千零八. Values from 0 to 10^16-1; others
// are written as the nearest of these.
func Format(n int64) string {
	n = min(max(n, 0), Max)
	if n < 20 && n >= 10 {
		return strings.TrimPrefix(formatSection(n), "一")
	}
	switch {
	case n < 1e4:
		return formatSection(n)
	case n < 1e8:
		return joinSections(n/1e4, "万", n%1e4, 1e3)
	default:
		return joinSections(n/1e8, "亿", n%1e8, 1e7)
	}
}

// joinSections writes high, unit and low, with 零 where low does not fill its
// first place.
func joinSections(high int64, unit string, low, first int64) string {
	s := formatHigh(high) + unit
	if low == 0 {
		return s
	}
	if low < first {
		s += "零"
	}
	return s + formatHigh(low)
}

// formatHigh is Format with 一十 for 10 to 19: inside a longer numeral
// the 一 is not dropped.
func formatHigh(n int64) string {
	if n < 1e4 {
		return formatSection(n)
	}
	return joinSections(n/1e4, "万", n%1e4, 1e3)
}

func formatSection(n int64) string {
	if n == 0 {
		return "零"
	}
	digits := []rune("零一二三四五六七八九")
	var b strings.Builder
	gap := false
	for _, u := range []struct {
		value int64
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.value % 10
		if d == 0 {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune('零')
			gap = false
		}
		b.WriteRune(digits[d])
		b.WriteString(u.name)
	}
	return b.String()
}
