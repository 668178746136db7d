package numfmt

import "strings"

// numeral writes a number in the numerals of a [DBNum] mark as it is read:
// 123 is 一百二十三. Numbers without the mark stay as they are.
func (s *section) numeral(n string) string {
	switch s.chinese {
	case 1, 2:
		return reading(n, s.chinese)
	}
	return s.digits(n)
}

// digits writes a number digit by digit: 2024 is 二〇二四.
func (s *section) digits(n string) string {
	var out strings.Builder
	for i := range len(n) {
		out.WriteString(s.symbol(n[i]))
	}
	return out.String()
}

// symbol is one digit in the numerals of the section; other characters stay.
func (s *section) symbol(c byte) string {
	if c < '0' || c > '9' {
		return string(rune(c))
	}
	switch s.chinese {
	case 1, 2:
		return figure(c, s.chinese)
	case 3:
		return string('０' + rune(c-'0'))
	}
	return string(rune(c))
}

func figure(c byte, style int) string {
	if style == 2 {
		return string([]rune("零壹贰叁肆伍陆柒捌玖")[c-'0'])
	}
	return string([]rune("〇一二三四五六七八九")[c-'0'])
}

// reading writes a number as it is read, in everyday (1) or formal (2) numerals;
// digits after the point follow one by one.
func reading(n string, style int) string {
	whole, part, pointed := strings.Cut(n, ".")
	if len(whole) > 16 || strings.ContainsAny(n, "E+-") {
		return n
	}
	var out strings.Builder
	out.WriteString(readWhole(whole, style))
	if pointed {
		out.WriteByte('.')
		for i := range len(part) {
			out.WriteString(figure(part[i], style))
		}
	}
	return out.String()
}

// readWhole reads up to 16 digits in groups of four: 万, 亿, 万亿.
func readWhole(n string, style int) string {
	units := []string{"", "十", "百", "千"}
	if style == 2 {
		units = []string{"", "拾", "佰", "仟"}
	}
	groups := []string{"", "万", "亿", "万亿"}
	var out strings.Builder
	zero, any := false, false
	for i := range len(n) {
		place := len(n) - 1 - i
		if n[i] != '0' {
			if zero && out.Len() > 0 {
				out.WriteString(figureZero(style))
			}
			zero, any = false, true
			out.WriteString(figure(n[i], style) + units[place%4])
		} else {
			zero = true
		}
		if place%4 == 0 {
			if any {
				out.WriteString(groups[place/4])
			}
			any = false
		}
	}
	s := out.String()
	if s == "" {
		return figureZero(style)
	}
	if style == 1 {
		s = strings.TrimPrefix(s, "一十")
		if len(s) != out.Len() {
			s = "十" + s
		}
	}
	return s
}

func figureZero(style int) string { return map[int]string{1: "〇", 2: "零"}[style] }
