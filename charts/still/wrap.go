package still

import (
	"strings"
	"unicode"
)

// Characters that may not begin a line and that may not end one: the rules of
// GB/T 15834—2011, 5.1, and of JIS X 4051 as Chinese printers follow them.
const (
	notFirst = "。，、；：？！）〕】》〉」』”’％‰℃°…—·～,.;:?!)]}%>"
	notLast  = "（〔【《〈「『“‘([{<￥$№第"
)

// nbsp keeps what is on both sides on one line.
const nbsp = '\u00a0'

// Wrap breaks text into lines no wider than width, both in the unit of size. A
// line ends between two Chinese characters or at a space; words, numbers and
// what belongs to them stay whole unless they are wider than a line.
func Wrap(text string, size float64, bold bool, width float64) ([]string, error) {
	m := newMeasurer()
	if m.err != nil {
		return nil, m.err
	}
	face := typeface{size: size, bold: bold}
	var out []string
	for _, paragraph := range strings.Split(text, "\n") {
		out = append(out, m.fill(pieces(paragraph), face, width)...)
	}
	return out, nil
}

// fill sets pieces into lines.
func (m *measurer) fill(parts []string, face typeface, width float64) []string {
	var lines []string
	line, used := "", 0.0
	flush := func() {
		if s := strings.TrimRight(line, " "); s != "" {
			lines = append(lines, s)
		}
		line, used = "", 0
	}
	for _, p := range parts {
		w := m.width(strings.TrimRight(p, " "), face)
		if used+w > width {
			flush()
			p = strings.TrimLeft(p, " ")
		}
		for _, r := range p { // a piece wider than a line breaks where it must
			rw := m.width(string(r), face)
			if used+rw > width && r != ' ' && w > width {
				flush()
			}
			line += string(r)
			used += rw
		}
	}
	flush()
	return lines
}

// pieces cuts text where a line may end.
func pieces(s string) []string {
	var out []string
	runes := []rune(s)
	start := 0
	for i := 1; i < len(runes); i++ {
		if mayBreak(runes[i-1], runes[i]) {
			out = append(out, shorter(string(runes[start:i]))...)
			start = i
		}
	}
	if start < len(runes) {
		out = append(out, shorter(string(runes[start:]))...)
	}
	return out
}

// longWord is the length from which a word, an address, may be cut.
const longWord = 24

// shorter cuts a long address behind its marks.
func shorter(word string) []string {
	if len(word) < longWord {
		return []string{word}
	}
	return strings.FieldsFunc(strings.NewReplacer("/", "/\x00", "?", "?\x00", "&", "&\x00", "=", "=\x00", "_", "_\x00").Replace(word),
		func(r rune) bool { return r == 0 })
}

// mayBreak says whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	switch {
	case b == ' ' || a == nbsp || b == nbsp || strings.ContainsRune(notFirst, b) || strings.ContainsRune(notLast, a):
		return false
	case a == ' ':
		return true
	case inWord(a) && inWord(b):
		return false
	}
	return !ofNumber(a, b)
}

// ofNumber says whether a and b are parts of a quantity: 2015年, −5.
func ofNumber(a, b rune) bool {
	return unicode.IsDigit(a) && strings.ContainsRune("年月日项条号类个份万亿元", b) || unicode.IsDigit(b) && a == '−'
}

func inWord(r rune) bool {
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_/.@&+#'", r))
}
