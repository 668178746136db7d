package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Gaps between characters, in parts of the font size.
const (
	// wideGap is kept as a space whatever stands beside it: a tab, columns.
	wideGap = 1.5
	// drawnGap is kept where the file has white space too: an em space.
	drawnGap = 0.9
	// wordGap parts Latin words; spaceGap does where the file has a space.
	wordGap  = 0.2
	spaceGap = 0.1
)

// text writes the characters of a line with the spaces that stand between words.
func (l line) text() string {
	var b strings.Builder
	for i, m := range l.marks {
		if i > 0 && (spaced(l.marks[i-1], m) || m.space && i < maxLabel && headPattern.MatchString(b.String())) {
			b.WriteByte(' ')
		}
		b.WriteString(m.Text)
	}
	return b.String()
}

// maxLabel is the largest number of characters of a label.
const maxLabel = 12

// spaced reports a gap between neighbours on a line that is a space.
func spaced(a, b mark) bool {
	gap := (b.X0 - a.X1) / max(a.Size, b.Size)
	switch {
	case gap >= wideGap, b.space && gap >= drawnGap:
		return true
	case !spaces(lastRune(a.Text)) || !spaces(firstRune(b.Text)):
		return false
	}
	return gap >= wordGap || b.space && gap >= spaceGap
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// wideFrom is where the scripts begin that are written without spaces, and
// their punctuation: CJK radicals (U+2E80).
const wideFrom = 0x2E80

// spaces reports characters of scripts that put spaces between words. Quotation
// marks, dashes and enclosed numbers are shared with Chinese and do not.
func spaces(r rune) bool {
	if r >= wideFrom || r >= 0x2010 && r <= 0x2027 || r >= 0x2460 && r <= 0x24FF || r == '·' {
		return false
	}
	return unicode.IsPrint(r)
}

// glue joins the text of a line with that of the next: Latin words get a space
// between, all else nothing. A hyphen at a line's end stays, for it may belong
// to the word.
func glue(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	last, first := lastRune(a), firstRune(b)
	if last == '-' && unicode.IsLetter(first) || !spaces(last) || !spaces(first) {
		return a + b
	}
	if (last == '/' || last == '_' || last == '.') && asciiWord(first) && strings.Contains(a, "://") {
		return a + b
	}
	return a + " " + b
}

func asciiWord(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// stops end a sentence or a clause of a list.
const stops = "。；：！？.;:!?…"

// stopped reports text that ends like a sentence, whatever closes after it.
func stopped(s string) bool {
	s = strings.TrimRight(s, "”’」』》）)】\"")
	return s != "" && strings.ContainsRune(stops, lastRune(s))
}

// unit is the width of what must stand together at a line's begin: one wide
// character and the punctuation after it, or a word.
func (l line) unit() float64 {
	right := l.marks[0].X1
	for i := 1; i < len(l.marks); i++ {
		a, b := l.marks[i-1], l.marks[i]
		if spaced(a, b) || !spaces(firstRune(b.Text)) && !closes(firstRune(b.Text)) {
			break
		}
		if !spaces(lastRune(a.Text)) && !closes(firstRune(b.Text)) && !opens(lastRune(a.Text)) {
			break
		}
		right = max(right, b.X1)
	}
	return right - l.marks[0].X0
}

// closes reports punctuation that may not begin a line, opens such that may not
// end one (GB/T 15834).
func closes(r rune) bool {
	return strings.ContainsRune("，。、；：！？”’）》〉】〕」』％…,.;:!?)]}%", r)
}
func opens(r rune) bool { return strings.ContainsRune("“‘（《〈【〔「『([{", r) }
