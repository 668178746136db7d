package figure

import (
	"strings"
	"unicode/utf8"

	"duibiao/corpus/parse/numeral"
)

// period is the years that a text names: to is 0 for one year, from is 0 where
// only the end is said (截至2014年).
type period struct{ from, to int }

// yearAt reads the year, or the years, that begin s: 2015年, 2012—2014年, 2015年至
// 2016年, 二〇一五年. Without 年 four digits are a number, no year.
func yearAt(s string) (p period, width int) {
	first, at := fourDigits(s)
	if at == 0 {
		return period{}, 0
	}
	marked := strings.HasPrefix(s[at:], "年")
	if marked {
		at += len("年")
		if strings.HasPrefix(s[at:], "度") {
			at += len("度")
		}
	}
	if w := prefixOf(s[at:], []string{"——", "—", "–", "－", "-", "~", "～", "至", "到", "、"}); w != "" {
		last, n := fourDigits(s[at+len(w):])
		if end := at + len(w) + n; n > 0 && last > first && last-first <= 20 && strings.HasPrefix(s[end:], "年") {
			return period{first, last}, end + len("年")
		}
	}
	if !marked {
		return period{}, 0
	}
	return period{from: first}, at
}

// fourDigits reads a year of four digits in the range that documents state.
func fourDigits(s string) (year, width int) {
	for digits := 0; digits < 4; digits++ {
		r, size := utf8.DecodeRuneInString(s[width:])
		d, ok := numeral.Digit(r)
		if !ok {
			return 0, 0
		}
		year, width = year*10+int(d), width+size
	}
	r, _ := utf8.DecodeRuneInString(s[width:])
	if _, more := numeral.Digit(r); more || year < 1949 || year > 2099 {
		return 0, 0
	}
	return year, width
}

// lastPeriod is the last year that s names and does not only compare with
// (比2014年增加).
func lastPeriod(s string) (found period, ok bool) {
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if _, digit := numeral.Digit(r); !digit {
			at += size
			continue
		}
		p, width := yearAt(s[at:])
		if width == 0 {
			at += digitRun(s[at:])
			continue
		}
		if !compares(s[:at], s[at+width:]) {
			found, ok = p.closed(s[:at]), true
		}
		at += width
	}
	return found, ok
}

// digitRun is the length of the digits that begin s, at least one character.
func digitRun(s string) int {
	for i, r := range s {
		if _, ok := numeral.Digit(r); !ok && i > 0 {
			return i
		}
	}
	return len(s)
}

// compares reports that a year is named to compare with, or as the day a
// document was issued.
func compares(before, after string) bool {
	if suffixOf(before, []string{"较", "比", "与", "同", "相比", "相对", "对比", "〔", "[", "［", "原"}) != "" {
		return true
	}
	return prefixOf(after, []string{"相比", "基础上", "的基础上", "〕", "]"}) != ""
}

// closed turns the year after 截至 into an end.
func (p period) closed(before string) period {
	if suffixOf(before, []string{"截至", "截止", "截止到", "截至到", "到"}) != "" && p.to == 0 {
		return period{to: p.from}
	}
	return p
}

// periodFor is the year for a figure at byte at: the last one named before it in
// its sentence, else one that a heading above it names, else the title's, where
// the title is that of a catalogue or standard for the year.
func (p *page) periodFor(s sentence, at int) period {
	if y, ok := lastPeriod(p.text[s.start:at]); ok {
		return y
	}
	if s.goesOn {
		if y, ok := lastPeriod(p.text[s.before:s.start]); ok {
			return y
		}
	}
	for i, intro := range p.above(s.start) {
		if i == 0 && strings.ContainsAny(intro, "。，,") {
			continue // running text, not a heading
		}
		if y, ok := lastPeriod(clipTail(intro, 150)); ok {
			return y
		}
	}
	if t := p.title(at); hasAny(t, []string{"目录", "标准", "清单", "限额"}) {
		y, _ := lastPeriod(t)
		return y
	}
	return period{}
}
