package query

import (
	"regexp"
	"strconv"
	"strings"
)

// numeralClass are the characters article numbers are written with.
const numeralClass = `[0-9〇零○一二两三四五六七八九十百千]`

// branchAndBelow is what may follow 条: 之一, then paragraph and item.
const branchAndBelow = `(?:\s*之\s*(` + numeralClass + `{1,3}))?(?:\s*第?\s*[(（]?` + numeralClass + `{1,4}[)）]?\s*[款项目])*`

// articlePattern finds 第31条, 第 三十一 条, 第31条之一, with the paragraph and
// item that may follow; bareArticle the same without 第.
var (
	articlePattern = regexp.MustCompile(`第\s*(` + numeralClass + `{1,9})\s*条` + branchAndBelow)
	bareArticle    = regexp.MustCompile(`(?:^|[\s法例定则释])(` + numeralClass + `{1,9})\s*条` + branchAndBelow + `(?:\s|$)`)
	digitsArticle  = regexp.MustCompile(`([0-9]{1,4})\s*条` + branchAndBelow)
	plainNumber    = regexp.MustCompile(`^(` + numeralClass + `{1,9})(?:之(` + numeralClass + `{1,3}))?$`)
)

// articleLabel is the canonical label of an article number in any form (31,
// 31条, 第三十一条, 第31条之一) and the number itself.
func articleLabel(s string) (label string, n int, ok bool) {
	s = strings.Join(strings.Fields(s), "")
	m := articlePattern.FindStringSubmatch(s)
	if m == nil {
		m = digitsArticle.FindStringSubmatch(s)
	}
	if m == nil {
		m = plainNumber.FindStringSubmatch(strings.TrimSuffix(s, "条"))
	}
	if m == nil {
		return "", 0, false
	}
	return labelOf(m[1], m[2])
}

func labelOf(number, branch string) (string, int, bool) {
	n, ok := numeral(number)
	if !ok || n < 1 {
		return "", 0, false
	}
	label := "第" + chineseNumeral(n) + "条"
	if branch != "" {
		b, ok := numeral(branch)
		if !ok || b < 1 {
			return "", 0, false
		}
		label += "之" + chineseNumeral(b)
	}
	return label, n, true
}

const chineseDigits = "零一二三四五六七八九"

// numeral reads a whole number up to 9999 in digits or Chinese characters,
// also 一二三 for 123.
func numeral(s string) (int, bool) {
	if n, err := strconv.Atoi(s); err == nil {
		return n, n <= 9999
	}
	s = strings.NewReplacer("〇", "零", "○", "零", "两", "二").Replace(s)
	if !strings.ContainsAny(s, "十百千") {
		return digitByDigit(s)
	}
	return withUnits(s)
}

// withUnits reads a numeral with 十, 百 or 千.
func withUnits(s string) (int, bool) {
	total, digit := 0, -1
	for _, r := range s {
		if unit := unitOf(r); unit > 0 {
			switch {
			case digit > 0:
				total += digit * unit
			case digit < 0 && total == 0:
				total = unit // 十五
			default:
				return 0, false
			}
			digit = -1
			continue
		}
		d, ok := digitOf(r)
		if !ok || digit > 0 {
			return 0, false
		}
		digit = d
	}
	total += max(digit, 0)
	return total, total > 0 && total <= 9999
}

func unitOf(r rune) int {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return 0
}

func digitByDigit(s string) (int, bool) {
	n := 0
	for _, r := range s {
		d, ok := digitOf(r)
		if !ok {
			return 0, false
		}
		if n = n*10 + d; n > 9999 {
			return 0, false
		}
	}
	return n, s != ""
}

func digitOf(r rune) (int, bool) {
	if r >= '0' && r <= '9' {
		return int(r - '0'), true
	}
	i := 0
	for _, c := range chineseDigits {
		if c == r {
			return i, true
		}
		i++
	}
	return 0, false
}

// chineseNumeral writes 1 to 9999 as article numbers are written: 第十条,
// 第一百零一条, 第三百一十二条.
func chineseNumeral(n int) string {
	digits := []rune(chineseDigits)
	var b strings.Builder
	zero := false
	for _, u := range []struct {
		value int
		name  string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / u.value % 10
		switch {
		case d == 0:
			zero = b.Len() > 0
			continue
		case zero:
			b.WriteRune('零')
			zero = false
		}
		if d != 1 || u.value != 10 || b.Len() > 0 { // 十二, but 一百一十二
			b.WriteRune(digits[d])
		}
		b.WriteString(u.name)
	}
	return b.String()
}
