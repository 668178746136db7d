package word

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// Removal is a character that a file cannot hold or that would make its text
// read otherwise, and how often it was taken out.
type Removal struct {
	Rune  rune
	Count int
}

// Removed lists what Write takes out of the texts of a document, by code point:
// control characters, which XML 1.0 (section 2.2, Char) has no way to write, and
// the overrides of writing direction (UAX #9), which would show 2070 as 0702.
// Bytes that are no UTF-8 are printed as U+FFFD and counted as such. The error
// is that of Write.
func Removed(doc Document) ([]Removal, error) {
	b := newBuilder(doc)
	if err := b.build(); err != nil {
		return nil, err
	}
	var out []Removal
	for _, r := range slices.Sorted(maps.Keys(b.removed)) {
		out = append(out, Removal{r, b.removed[r]})
	}
	return out, nil
}

// clean is the text as the file can hold it; breaks of all kinds become line
// feeds.
func (b *builder) clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s)
	var out strings.Builder
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			b.removed[r]++
			out.WriteRune(r)
		case unfit(r):
			b.removed[r]++
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// line is a text that has to stay on one line: a title, an alternative text.
func (b *builder) line(s string) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(b.clean(s))
}

// unfit tells the characters that are taken out.
func unfit(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < 0x20, r >= 0x7F && r < 0xA0: // C0, DEL and C1 controls
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069: // overrides and isolates
		return true
	case r >= 0xFFF9 && r <= 0xFFFB: // interlinear annotation
		return true
	}
	return r == 0xFFFE || r == 0xFFFF
}
