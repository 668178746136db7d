package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// FoundDate is a date in running text: Start and End are byte offsets.
type FoundDate struct {
	Date       corpus.Date
	Start, End int
}

// FindDates finds the dates in s, in order: 1999年5月1日, 二〇〇八年三月五日,
// １９９９年５月, 2009年1月1 日, 2015-03-01, 2015.3.1. A date needs at least a year of four
// digits and a month; a bare 2015年 in running text is a period, not a date.
func FindDates(s string) []FoundDate {
	var out []FoundDate
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		d, isDigit := numeral.Digit(r)
		if !isDigit || d == 0 || d > 2 {
			i += size
			continue
		}
		if date, width := scanDate(s[i:]); width > 0 {
			out = append(out, FoundDate{date, i, i + width})
			i += width
			continue
		}
		i += digitRun(s[i:])
	}
	return out
}

// digitRun is the length of the run of digits that begins s, at least one rune.
func digitRun(s string) int {
	for i, r := range s {
		if _, ok := numeral.Digit(r); !ok && i > 0 {
			return i
		}
	}
	return len(s)
}

// LeadingDate reads the date that begins s, ignoring leading white space, in any
// of the forms of FindDates or as a bare year (2015年), and says how many bytes
// it takes; 0 when there is none.
func LeadingDate(s string) (d corpus.Date, width int) {
	lead := skipSpace(s)
	if d, width = scanDate(s[lead:]); width > 0 {
		return d, lead + width
	}
	year, n := scanYear(s[lead:])
	if n == 0 {
		return corpus.Date{}, 0
	}
	rest := lead + n + skipSpace(s[lead+n:])
	if !strings.HasPrefix(s[rest:], "年") {
		return corpus.Date{}, 0
	}
	return corpus.Date{Year: year}, rest + len("年")
}

// scanYear reads exactly four digits, inner spaces allowed, in the range of
// years that documents state.
func scanYear(s string) (year, width int) {
	n, digits := 0, 0
	for width < len(s) && digits < 4 {
		r, size := utf8.DecodeRuneInString(s[width:])
		d, ok := numeral.Digit(r)
		if !ok {
			if digits > 0 && r == ' ' {
				width += size
				continue
			}
			return 0, 0
		}
		n, digits, width = n*10+int(d), digits+1, width+size
	}
	if digits < 4 || n < 1900 || n > 2199 {
		return 0, 0
	}
	return n, width
}

// scanDate reads year and month and, if it is there, the day.
func scanDate(s string) (corpus.Date, int) {
	year, n := scanYear(s)
	if n == 0 {
		return corpus.Date{}, 0
	}
	at := n + skipSpace(s[n:])
	if !strings.HasPrefix(s[at:], "年") {
		return scanNumericDate(s, year, n)
	}
	at += len("年")
	month, m := scanPart(s[at:], "月")
	if m == 0 || month < 1 || month > 12 {
		return corpus.Date{}, 0
	}
	at += m
	day, k := scanPart(s[at:], "日")
	if k == 0 {
		day, k = scanPart(s[at:], "号")
	}
	if k > 0 {
		if d, err := corpus.NewDate(year, month, day); err == nil && day > 0 {
			return d, at + k
		}
	}
	return corpus.Date{Year: year, Month: month}, at
}

// scanPart reads a number and the unit after it, spaces allowed around the
// number.
func scanPart(s, unit string) (n, width int) {
	at := skipSpace(s)
	value, size := numeral.Scan(s[at:])
	if strings.HasPrefix(s[at:], "l"+unit) {
		value, size = 1, 1 // scans read 1 as the letter l
	}
	if size == 0 || value > 99 {
		return 0, 0
	}
	at += size
	at += skipSpace(s[at:])
	if !strings.HasPrefix(s[at:], unit) {
		return 0, 0
	}
	return int(value), at + len(unit)
}

// scanNumericDate reads -3-1, .3.1 or /3/1 after the year; n is its width.
func scanNumericDate(s string, year, n int) (corpus.Date, int) {
	if n >= len(s) || !strings.ContainsRune("-./", rune(s[n])) {
		return corpus.Date{}, 0
	}
	sep := s[n]
	month, m := numeral.ScanArabic(s[n+1:])
	end := n + 1 + m
	if m == 0 || m > 2 || end >= len(s) || s[end] != sep {
		return corpus.Date{}, 0
	}
	day, k := numeral.ScanArabic(s[end+1:])
	if k == 0 || k > 2 {
		return corpus.Date{}, 0
	}
	d, err := corpus.NewDate(year, int(month), int(day))
	if err != nil || month == 0 || day == 0 {
		return corpus.Date{}, 0
	}
	return d, end + 1 + k
}

// isSpace reports white space and the invisible characters that web pages
// leave between letters: zero-width space and joiners, the byte order mark.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x200B && r <= 0x200D || r == 0xFEFF || r == 0x2060
}

// skipSpace is the number of bytes of white space that begin s.
func skipSpace(s string) int {
	for i, r := range s {
		if !isSpace(r) {
			return i
		}
	}
	return len(s)
}
