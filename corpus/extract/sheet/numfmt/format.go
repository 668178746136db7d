// Package numfmt shows the numbers of spreadsheet cells as a reader of the sheet
// sees them: it interprets the number format codes of ECMA-376 18.8.30–31 and
// [MS-XLS] 2.4.126, which XLS, ET, XLSX and SpreadsheetML share.
//
// Invariant: the digits shown are those of the value rounded to 15 significant
// digits, half away from zero, in decimal arithmetic, as spreadsheets do; binary
// noise (0.1+0.2, 2.675) is never shown. A code that cannot be interpreted shows
// the value in the general format; nothing here fails.
package numfmt

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// maxCode is the longest format code that is interpreted, in bytes; Excel allows
// 255 characters.
const maxCode = 2048

// Format is an interpreted format code. It is immutable and safe for use by
// several goroutines.
type Format struct {
	// numbers are the sections for numbers, in order of choice.
	numbers []section
	// text is the section for texts, nil for "as it is".
	text *section
}

// section is one of the parts between semicolons and the values it is for.
type section struct {
	parts []part
	when  condition
	// unsigned says that the section itself shows that a value is negative.
	unsigned bool
	date     bool
	general  bool
	fraction bool
	// chinese is the number of a [DBNum] mark: 1 一二三, 2 壹贰叁, 3 １２３.
	chinese int
	// locale is the language of a [$-804] mark, 0 if there is none.
	locale int
	number numberLayout
}

// condition is a comparison with a constant; op "" is always true.
type condition struct {
	op    string
	value float64
}

func (c condition) holds(v float64) bool {
	switch c.op {
	case "<":
		return v < c.value
	case "<=":
		return v <= c.value
	case ">":
		return v > c.value
	case ">=":
		return v >= c.value
	case "=":
		return v == c.value
	case "<>":
		return v != c.value
	}
	return true
}

// negativeOnly reports conditions that only numbers below zero meet.
func (c condition) negativeOnly() bool {
	switch c.op {
	case "<":
		return c.value <= 0
	case "<=", "=":
		return c.value < 0
	}
	return false
}

// Parse interprets a format code. It takes any string.
func Parse(code string) *Format {
	if code == "" || len(code) > maxCode {
		return &Format{numbers: []section{{general: true}}}
	}
	var sections []section
	for _, s := range split(code) {
		sections = append(sections, parseSection(s))
	}
	f := &Format{}
	if last := len(sections) - 1; last == 3 || sections[last].has(textValue) {
		f.text = &sections[min(last, 3)]
		sections = sections[:min(last, 3)]
	}
	f.numbers = choose(sections)
	return f
}

// choose gives sections their default conditions (ECMA-376 18.8.31): one is for
// all values, two are for "not negative" and the rest, three for positive,
// negative and zero.
func choose(s []section) []section {
	if len(s) == 0 {
		return []section{{general: true, parts: []part{{kind: general}}}}
	}
	s = s[:min(len(s), 3)]
	own := false
	for i := range s {
		own = own || s[i].when.op != ""
	}
	switch {
	case own:
	case len(s) == 2:
		s[0].when, s[1].when = condition{">=", 0}, condition{"<", 0}
	case len(s) == 3:
		s[0].when, s[1].when = condition{">", 0}, condition{"<", 0}
	}
	for i := range s {
		s[i].unsigned = s[i].when.negativeOnly()
	}
	// A section without a condition is for what the others leave.
	slices.SortStableFunc(s, func(a, b section) int { return cmp.Compare(a.rank(), b.rank()) })
	return s
}

func (s section) rank() int {
	if s.when.op == "" {
		return 1
	}
	return 0
}

// Number shows v. Dates count days from 1900, or from 1904 where date1904 is
// set. NaN and infinities, which no sheet can hold, are "".
func (f *Format) Number(v float64, date1904 bool) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	for i := range f.numbers {
		s := &f.numbers[i]
		if s.when.holds(v) {
			return s.show(v, date1904)
		}
	}
	return General(v)
}

func (s *section) show(v float64, date1904 bool) string {
	if s.date {
		if text, ok := s.showDate(v, date1904); ok {
			return text
		}
		return General(v)
	}
	sign := ""
	if v < 0 && !s.unsigned {
		sign = "-"
	}
	v = math.Abs(v)
	switch {
	case s.general:
		return sign + s.showGeneral(v)
	case s.fraction:
		return sign + s.showFraction(v)
	}
	return sign + s.showNumber(v)
}

func (s *section) showGeneral(v float64) string {
	if len(s.parts) == 0 || len(s.parts) == 1 && s.chinese == 0 {
		return General(v)
	}
	var out strings.Builder
	for _, p := range s.parts {
		switch p.kind {
		case literal:
			out.WriteString(p.text)
		case general:
			out.WriteString(s.numeral(General(v)))
		}
	}
	return out.String()
}

// Text shows a text cell: the code may put words around it ("第"@"批") or hide it.
func (f *Format) Text(s string) string {
	if f.text == nil {
		return s
	}
	var out strings.Builder
	for _, p := range f.text.parts {
		switch p.kind {
		case literal:
			out.WriteString(p.text)
		case textValue, general:
			out.WriteString(s)
		}
	}
	return out.String()
}

// Date reports whether the code shows positive numbers as dates or times.
func (f *Format) Date() bool { return f.numbers[0].date }

func (s *section) has(k kind) bool {
	for _, p := range s.parts {
		if p.kind == k {
			return true
		}
	}
	return false
}
