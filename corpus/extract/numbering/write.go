package numbering

import (
	"strconv"
	"strings"
)

// maxRepeat bounds formats that write a sign over and over: AAA for 53.
// Word's own bound is 780, thirty letters.
const maxRepeat = 30

// repeated writes n by a letter of the alphabet, doubled after each round
// through it: A … Z, AA, BB (ECMA-376 Part 1, 17.18.59, upperLetter).
func repeated(alphabet string, n int) string {
	letters := []rune(alphabet)
	times := (n-1)/len(letters) + 1
	if times > maxRepeat {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(letters[(n-1)%len(letters)]), times)
}

// listed writes n by the nth sign, and as a decimal after the last.
func listed(signs string, n int) string {
	if all := []rune(signs); n <= len(all) {
		return string(all[n-1])
	}
	return strconv.Itoa(n)
}

// sign writes n by a row of count signs in Unicode order that begins with
// first, and with before and after around it where the row ends.
func sign(first rune, count, n int, before, after string) string {
	if n <= count {
		return string(first + rune(n-1))
	}
	return before + strconv.Itoa(n) + after
}

// circled writes ① to ㊿, which Unicode holds in three rows.
func circled(n int) string {
	switch {
	case n <= 20:
		return sign('①', 20, n, "", "")
	case n <= 35:
		return sign('㉑', 15, n-20, "", "")
	case n <= 50:
		return sign('㊱', 15, n-35, "", "")
	}
	return strconv.Itoa(n)
}

// ideographParen writes ㈠ to ㈩, then the same in more characters.
func ideographParen(n int) string {
	if n <= 10 {
		return sign('㈠', 10, n, "", "")
	}
	return "（" + simplified().write(n) + "）"
}

// sexagenary writes 甲子 to 癸亥, the sixty pairs of stem and branch.
func sexagenary(n int) string {
	if n > 60 {
		return strconv.Itoa(n)
	}
	return listed("甲乙丙丁戊己庚辛壬癸", (n-1)%10+1) + listed("子丑寅卯辰巳午未申酉戌亥", (n-1)%12+1)
}

// roman writes n up to 32767, Word's largest number, and decimals above.
func roman(n int) string {
	if n > 32767 {
		return strconv.Itoa(n)
	}
	values := [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := [...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	var out strings.Builder
	for i, v := range values {
		out.WriteString(strings.Repeat(signs[i], n/v))
		n %= v
	}
	return out.String()
}

// ordinal writes 1st, 2nd, 3rd, 4th … 11th … 21st.
func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.Itoa(n) + suffix
}

// pad writes two digits at least.
func pad(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

const lowerDigits = "〇一二三四五六七八九"

// digits writes n place by place with ten signs for 0 to 9.
func digits(signs string, n int) string {
	all := []rune(signs)
	var out strings.Builder
	for _, d := range strconv.Itoa(n) {
		out.WriteRune(all[d-'0'])
	}
	return out.String()
}

// countingToHundred counts in words up to 九十九 and writes the places of
// larger numbers one by one: 一〇〇 (ECMA-376 Part 1, 17.18.59, chineseCounting
// and taiwaneseCounting).
func countingToHundred(n int) string {
	if n < 100 {
		return simplified().write(n)
	}
	return digits(lowerDigits, n)
}

// words is a system of numerals with words for the powers of ten.
type words struct {
	digits []rune // 0 to 9
	units  []rune // 10, 100, 1000
	myriad string // 10⁴
	// large is 10⁸.
	large string
	// bareTen writes 10 to 19 without a leading one: 十一.
	bareTen bool
	// zero says that skipped places are read: 一百零一.
	zero bool
}

func simplified() words {
	return words{digits: []rune("零一二三四五六七八九"), units: []rune("十百千"), myriad: "万", large: "亿", bareTen: true, zero: true}
}

func traditional() words {
	return words{digits: []rune("零一二三四五六七八九"), units: []rune("十百千"), myriad: "萬", large: "億", bareTen: true, zero: true}
}

func legalSimplified() words {
	return words{digits: []rune("零壹贰叁肆伍陆柒捌玖"), units: []rune("拾佰仟"), myriad: "万", large: "亿", zero: true}
}

func legalTraditional() words {
	return words{digits: []rune("零壹貳參肆伍陸柒捌玖"), units: []rune("拾佰仟"), myriad: "萬", large: "億", zero: true}
}

func japaneseLegal() words {
	return words{digits: []rune("零壱弐参四伍六七八九"), units: []rune("拾百阡"), myriad: "萬", large: "億"}
}

// maxWords is the largest number written in words: one short of 10¹², far
// above every counter a file can hold.
const maxWords = 1e12 - 1

// write writes a positive n in words, larger ones than maxWords as decimals.
func (w words) write(n int) string {
	if int64(n) > maxWords {
		return strconv.Itoa(n)
	}
	parts := []struct {
		value int
		unit  string
	}{{n / 1e8, w.large}, {n / 1e4 % 1e4, w.myriad}, {n % 1e4, ""}}
	out := ""
	gap := false
	for _, p := range parts {
		if p.value == 0 {
			gap = out != ""
			continue
		}
		if out != "" && w.zero && (gap || p.value < 1000) {
			out += string(w.digits[0])
		}
		out += w.section(p.value, out == "") + p.unit
		gap = false
	}
	return out
}

// section writes 1 to 9999; first says that nothing stands before it.
func (w words) section(n int, first bool) string {
	var out strings.Builder
	gap := false
	for place, power := 3, 1000; place >= 0; place, power = place-1, power/10 {
		d := n / power % 10
		if d == 0 {
			gap = out.Len() > 0
			continue
		}
		if gap && w.zero {
			out.WriteRune(w.digits[0])
		}
		gap = false
		if d != 1 || !w.bare(place, first && out.Len() == 0) {
			out.WriteRune(w.digits[d])
		}
		if place > 0 {
			out.WriteRune(w.units[place-1])
		}
	}
	return out.String()
}

// bare reports that the one before ten is not written; leads says that nothing
// stands before it.
func (w words) bare(place int, leads bool) bool {
	return w.bareTen && place == 1 && leads
}
