package coding

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// normal is a text in one spelling, with the way back to the original: digits,
// letters and signs in half width, punctuation in full width, no white space but
// line breaks.
type normal struct {
	text string
	// origin holds, for each byte of text, the offset in the original of the
	// character it came from, and one more for the end.
	origin []int32
}

// punctuation in the width that Chinese texts use.
const (
	halfMarks = ",;:()?!"
	fullMarks = "，；：（）？！"
)

func normalise(s string) normal {
	var b strings.Builder
	b.Grow(len(s))
	n := normal{origin: make([]int32, 0, len(s)+1)}
	wide := []rune(fullMarks)
	for i, r := range s {
		out := spelled(r, wide)
		if out < 0 {
			continue
		}
		b.WriteRune(out)
		for range utf8.RuneLen(out) {
			n.origin = append(n.origin, int32(i))
		}
	}
	n.origin = append(n.origin, int32(len(s)))
	n.text = b.String()
	return n
}

// spelled gives the normal form of one character, -1 to drop it.
func spelled(r rune, wide []rune) rune {
	switch {
	case r == '\n':
		return r
	case unicode.IsSpace(r), r == '\u200b', r == '\ufeff', r == '\u00ad':
		return -1
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', r == '％', r == '．', r == '／', r == '－':
		return r - 0xFEE0
	case r == '○':
		return '〇'
	}
	if r < utf8.RuneSelf {
		if k := strings.IndexRune(halfMarks, r); k >= 0 {
			return wide[k]
		}
	}
	return r
}

// at gives the offset in the normal text of the character at, or first after, the
// original byte offset.
func (n normal) at(origin int) int {
	return sort.Search(len(n.text), func(i int) bool { return int(n.origin[i]) >= origin })
}

// back gives the original byte offsets of a part of the normal text. White space
// that was dropped at its end is not included.
func (n normal) back(s span, original string) (start, end int) {
	if s.end <= s.start {
		o := int(n.origin[s.start])
		return o, o
	}
	start = int(n.origin[s.start])
	last := int(n.origin[s.end-1])
	_, size := utf8.DecodeRuneInString(original[last:])
	return start, last + size
}

// span is a part of the normal text, in bytes, end exclusive.
type span struct{ start, end int }
