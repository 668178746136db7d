package charts

import "strings"

// chineseDigits are the numerals of headings.
const chineseDigits = "一二三四五六七八九"

// chineseNumber writes 1 to 99 as headings do: 一, 十, 十一, 二十.
func chineseNumber(n int) string {
	digits := []rune(chineseDigits)
	if n < 1 || n > 99 {
		return itoa(n)
	}
	s := ""
	if n >= 10 {
		if n >= 20 {
			s = string(digits[n/10-1])
		}
		s += "十"
	}
	if n%10 > 0 {
		s += string(digits[n%10-1])
	}
	return s
}

// bareHeading is a heading without its number (一、).
func bareHeading(s string) string {
	number, rest, ok := strings.Cut(s, "、")
	if !ok || number == "" || strings.Trim(number, chineseDigits+"十") != "" {
		return s
	}
	return rest
}
