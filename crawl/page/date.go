package page

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"duibiao/corpus"
)

// datePattern is one way to write a date; the indexes say which groups hold
// year, month and day, 0 for none.
type datePattern struct {
	re               *regexp.Regexp
	year, month, day int
}

const (
	reYear = `((?:19|20)\d{2})`
	reTwo  = `(\d{1,2})`
	reSep  = `\s?[-/.—－–]\s?`
)

// datePatterns go from the fullest to the poorest form.
//
//nolint:gochecknoglobals // a memo: written once, the same on every run
var datePatterns = sync.OnceValue(func() []datePattern {
	return []datePattern{
		{regexp.MustCompile(reYear + `\s*年\s*` + reTwo + `\s*月\s*` + reTwo), 1, 2, 3},
		{regexp.MustCompile(reYear + reSep + reTwo + reSep + reTwo + `(?:\D|$)`), 1, 2, 3},
		{regexp.MustCompile(reYear + `\s*[-/.年]\s*` + reTwo + `月?\s+` + reTwo + `(?:\D|$)`), 1, 2, 3},
		{regexp.MustCompile(`(?:^|\D)` + reTwo + `\s+` + reYear + `\s*[-/.年]\s*` + reTwo + `(?:\D|$)`), 2, 3, 1},
		{regexp.MustCompile(`(?:^|\D)` + reTwo + `(?:[-/.]|月)` + reTwo + `日?\s+` + reYear + `(?:\D|$)`), 3, 1, 2},
		{regexp.MustCompile(`(?:^|\D)` + reYear + `\s+` + reTwo + `[-/.月]` + reTwo + `(?:\D|$)`), 1, 2, 3},
		{regexp.MustCompile(`(?:^|\D)` + reYear + `([01]\d)([0-3]\d)(?:\D|$)`), 1, 2, 3},
		{regexp.MustCompile(`(?:^|[^\d-])(\d{2})-([01]?\d)-([0-3]?\d)(?:[^\d-]|$)`), 1, 2, 3},
	}
})

// dayOnly are dates without a year.
var dayOnly = regexp.MustCompile(`(?:^|[^\d.:/-])([01]?\d)(?:[-/.]|月)([0-3]?\d)日?(?:[^\d.:/%-]|$)`)

// dated is a date and where it stands in the text.
type dated struct {
	date       corpus.Date
	start, end int
}

// findDate gives the first date of the fullest form in s.
func findDate(s string) (dated, bool) {
	s = plainDigits(s)
	for _, p := range datePatterns() {
		for _, m := range p.re.FindAllStringSubmatchIndex(s, 20) {
			group := func(i int) string { return s[m[2*i]:m[2*i+1]] }
			d, ok := civil(group(p.year), group(p.month), group(p.day))
			if ok {
				return dated{d, m[0], m[1]}, true
			}
		}
	}
	return dated{}, false
}

// lastDate gives the last full date in s, which in a row of several (成文日期,
// 发布日期) is the later stage.
func lastDate(s string) (corpus.Date, bool) {
	var last corpus.Date
	found := false
	for range 8 {
		d, ok := findDate(s)
		if !ok {
			break
		}
		last, found = d.date, true
		if d.end >= len(s) || d.end == 0 {
			break
		}
		s = plainDigits(s)[d.end-1:]
		if len(s) < 8 {
			break
		}
	}
	return last, found
}

// dayInYear reads a date without a year, given the year.
func dayInYear(s string, year int) (corpus.Date, bool) {
	m := dayOnly.FindStringSubmatch(plainDigits(s))
	if m == nil || year == 0 {
		return corpus.Date{}, false
	}
	return civil(strconv.Itoa(year), m[1], m[2])
}

func civil(year, month, day string) (corpus.Date, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	if y < 100 {
		y += 2000
	}
	date, err := corpus.NewDate(y, m, d)
	if err != nil || !date.Complete() || y < 1949 || y > 2100 {
		return corpus.Date{}, false
	}
	return date, true
}

var hanDate = regexp.MustCompile(`[〇○零ＯO一二三四五六七八九]{4}年[元正一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日`)

// plainer folds what pages write for ASCII in dates.
//
//nolint:gochecknoglobals // a memo: written once, the same on every run
var plainer = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6",
		"７", "7", "８", "8", "９", "9", "－", "-", "／", "/", "．", ".", "\u00a0", " ", "\u3000", " ")
})

// plainDigits writes full-width digits and dates in Chinese numerals with
// ASCII digits.
func plainDigits(s string) string {
	s = plainer().Replace(s)
	if !strings.Contains(s, "年") {
		return s
	}
	return hanDate.ReplaceAllStringFunc(s, func(m string) string {
		year, rest, _ := strings.Cut(m, "年")
		month, day, _ := strings.Cut(rest, "月")
		var b strings.Builder
		for _, r := range year {
			b.WriteString(strconv.Itoa(hanDigit(r)))
		}
		return b.String() + "年" + strconv.Itoa(hanNumber(month)) + "月" + strconv.Itoa(hanNumber(strings.TrimSuffix(day, "日"))) + "日"
	})
}

func hanDigit(r rune) int {
	switch r {
	case '元', '正':
		return 1
	}
	for i, d := range []rune("〇一二三四五六七八九") {
		if r == d {
			return i
		}
	}
	return 0
}

// hanNumber reads 1 to 99.
func hanNumber(s string) int {
	tens, ones, found := strings.Cut(s, "十")
	if !found {
		tens, ones = "", s
	}
	n := 0
	if found {
		n = 10
	}
	for _, r := range tens {
		n = hanDigit(r) * 10
	}
	for _, r := range ones {
		n += hanDigit(r)
	}
	return n
}

// addressDate matches the day that content systems put into an address.
var addressDate = regexp.MustCompile(`/t((?:19|20)\d{2})([01]\d)([0-3]\d)_|/((?:19|20)\d{2})[-/]?([01]?\d)[-/]([0-3]?\d)/|/((?:19|20)\d{2})-?([01]\d)/`)

// yearOf is the year an address names, 0 for none.
func yearOf(addr string) int {
	m := addressDate.FindStringSubmatch(addr)
	if m == nil {
		return 0
	}
	y, _ := strconv.Atoi(m[1] + m[4] + m[7])
	return y
}

// chinaTime is the zone of every date a list API gives as a moment.
func chinaTime() *time.Location { return time.FixedZone("UTC+8", 8*3600) }

// dateOfMoment reads a value of a list API: a moment in seconds or
// milliseconds, or a written date.
func dateOfMoment(s string) string {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseFloat(s, 64); err == nil && n > 1e8 {
		switch {
		case n >= 1e11:
			return corpus.DateOf(time.UnixMilli(int64(n)).In(chinaTime())).String()
		case len(s) != 8:
			return corpus.DateOf(time.Unix(int64(n), 0).In(chinaTime())).String()
		}
	}
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return corpus.DateOf(t.In(chinaTime())).String()
	}
	if d, ok := findDate(s); ok {
		return d.date.String()
	}
	return ""
}
