package numfmt

import (
	"fmt"
	"math"
	"strings"
	"time"
)

// zhCN is the Windows language code of Chinese in China.
const zhCN = 0x804

// lastDay is the serial number after 31 December 9999.
const lastDay = 2958466

// moment is a serial number taken apart.
type moment struct {
	year, month, day int
	weekday          time.Weekday
	// milli is the time of day in milliseconds, total the whole serial number.
	milli, total int64
}

const dayMillis = 24 * 60 * 60 * 1000

// momentOf takes a serial number apart after rounding it to digits fractions of a
// second. ok is false for what is no date.
func momentOf(v float64, digits int, date1904 bool) (m moment, ok bool) {
	if v < 0 || v >= lastDay {
		return m, false
	}
	unit := int64(1000)
	for range digits {
		unit /= 10
	}
	m.total = int64(math.Floor(v*dayMillis/float64(unit)+0.5)) * unit
	day := int(m.total / dayMillis)
	m.milli = m.total % dayMillis
	m.setDay(day, date1904)
	return m, m.year <= 9999
}

// setDay counts as Excel does: day 60 is 29 February 1900, which never was, so
// that the days before it are one off; day 0 is "0 January".
func (m *moment) setDay(day int, date1904 bool) {
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day == 0:
		m.year, m.month, m.day, m.weekday = 1900, 1, 0, time.Saturday
		return
	case day == 60:
		m.year, m.month, m.day, m.weekday = 1900, 2, 29, time.Wednesday
		return
	case day < 60:
		base = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	t := base.AddDate(0, 0, day)
	m.year, m.month, m.day, m.weekday = t.Year(), int(t.Month()), t.Day(), t.Weekday()
}

// Serial is the number that stands for t, counted from 1900.
func Serial(t time.Time) float64 {
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	days := float64(t.Unix()-base.Unix())/86400 + float64(t.Nanosecond())/1e9/86400
	if days < 61 {
		days--
	}
	return days
}

func (s *section) showDate(v float64, date1904 bool) (string, bool) {
	digits := 0
	for _, p := range s.parts {
		if p.kind == subsecond {
			digits = max(digits, len(p.text))
		}
	}
	m, ok := momentOf(v, digits, date1904)
	if !ok {
		return "", false
	}
	var out strings.Builder
	for _, p := range s.parts {
		out.WriteString(s.datePart(p, m))
	}
	return out.String(), true
}

func (s *section) datePart(p part, m moment) string {
	seconds := m.milli / 1000
	switch p.kind {
	case literal:
		return p.text
	case year:
		return s.showYear(p.text, m.year)
	case month:
		return s.showMonth(p.text, m.month)
	case day:
		return s.two(p.text, m.day)
	case weekday:
		return s.showWeekday(p.text, m.weekday)
	case hour:
		return s.two(p.text, s.clock(int(seconds/3600)))
	case minute:
		return s.two(p.text, int(seconds/60%60))
	case second:
		return s.two(p.text, int(seconds%60))
	case subsecond:
		return "." + fmt.Sprintf("%03d", m.milli%1000)[:len(p.text)]
	case halfDay:
		return showHalf(p.text, seconds >= 12*3600)
	case elapsed:
		return showElapsed(p.text, m.total/1000)
	}
	return ""
}

// clock is the hour as shown: of twelve where the code says which half.
func (s *section) clock(h int) int {
	if !s.has(halfDay) {
		return h
	}
	if h %= 12; h == 0 {
		return 12
	}
	return h
}

func showHalf(code string, after bool) string {
	a, b, _ := strings.Cut(code, "/")
	if after {
		return b
	}
	return a
}

func showElapsed(code string, seconds int64) string {
	switch code[0] {
	case 'h':
		seconds /= 3600
	case 'm':
		seconds /= 60
	}
	return fmt.Sprintf("%0*d", min(len(code), 20), seconds)
}

// two shows a number with as many digits as the code has letters, two at most.
func (s *section) two(code string, n int) string {
	if s.chinese == 1 || s.chinese == 2 {
		return reading(fmt.Sprint(n), s.chinese)
	}
	return s.numeral(fmt.Sprintf("%0*d", min(len(code), 2), n))
}

func (s *section) showYear(code string, y int) string {
	switch {
	case code[0] == 'b': // the Buddhist year
		y += 543
	case code[0] == 'y' && len(code) < 3:
		return s.digits(fmt.Sprintf("%02d", y%100))
	}
	return s.digits(fmt.Sprintf("%04d", y))
}

func (s *section) showMonth(code string, m int) string {
	switch {
	case len(code) <= 2:
		return s.two(code, m)
	case s.locale == zhCN && len(code) == 3:
		return fmt.Sprintf("%d月", m)
	case s.locale == zhCN:
		return reading(fmt.Sprint(m), 1) + "月"
	}
	name := time.Month(m).String()
	switch len(code) {
	case 3:
		return name[:3]
	case 5:
		return name[:1]
	}
	return name
}

func (s *section) showWeekday(code string, d time.Weekday) string {
	name := string([]rune("日一二三四五六")[d])
	switch {
	case code == "aaa":
		return name
	case code[0] == 'a':
		return "星期" + name
	case s.locale == zhCN && len(code) == 3:
		return "周" + name
	case s.locale == zhCN:
		return "星期" + name
	case len(code) == 3:
		return d.String()[:3]
	}
	return d.String()
}
