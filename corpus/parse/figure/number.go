package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus/parse/numeral"
)

// number is a whole number in the text: 20, 1,234, 二百八十六, 70余, 20至30.
type number struct {
	n, to  int64
	approx bool
	width  int
}

// wholeAt reads the whole number that begins s, with commas between thousands.
func wholeAt(s string) (n int64, width int) {
	n, width = numeral.Scan(s)
	if width == 0 || width > 3 || s[0] < '1' || s[0] > '9' {
		return n, width
	}
	for len(s) >= width+4 && s[width] == ',' {
		group, size := numeral.ScanArabic(s[width+1:])
		if size != 3 || !asciiDigits(s[width+1:width+4]) || n > numeral.Max/1000-1 {
			break
		}
		n, width = n*1000+group, width+4
	}
	return n, width
}

func asciiDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// rangeMarks stand between the ends of a range.
func rangeMarks() []string {
	return []string{"——", "—", "–", "－", "-", "~", "～", "至", "到"}
}

// numberAt reads the number, or the range, that begins s.
func numberAt(s string) number {
	n, width := wholeAt(s)
	if width == 0 {
		return number{}
	}
	out := number{n: n, width: width}
	if w := prefixOf(s[width:], rangeMarks()); w != "" {
		if to, size := wholeAt(s[width+len(w):]); size > 0 && to > n {
			out.to, out.width = to, width+len(w)+size
		}
	}
	if w := prefixOf(s[out.width:], []string{"余", "多", "几"}); w != "" {
		out.approx, out.width = true, out.width+len(w)
	}
	return out
}

// startsNumber reports that a number may begin at byte at of s: no digit, point
// or letter stands before it, and it is not part of an ordinal (第三), a year in
// brackets or an enumeration of ordinals (第一、二项).
func startsNumber(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	if numeral.IsRune(r) || strings.ContainsRune(".．%％〔[第－-—/", r) && at > 0 {
		return false
	}
	next, _ := utf8.DecodeRuneInString(s[at:])
	return !numeral.IsArabic(next) || r > unicode.MaxASCII || !unicode.IsLetter(r)
}

// skipNumbers is the length of the chain of bare numbers that begins s: 一、二至四.
// It is taken whole, so that no later number of it is read by itself.
func skipNumbers(s string) int {
	_, at := wholeAt(s)
	if at == 0 {
		_, at = utf8.DecodeRuneInString(s)
	}
	for {
		w := prefixOf(s[at:], []string{"、", "，", ",", "至", "到", "和", "或", "-", "—", "－", "."})
		if w == "" {
			return at
		}
		_, size := wholeAt(s[at+len(w):])
		if size == 0 {
			return at
		}
		at += len(w) + size
	}
}
