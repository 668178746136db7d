// Package bigram turns Chinese legal text into the terms that are indexed and
// searched: it folds widths and case (NFKC) and cuts runs of characters into
// overlapping pairs, which finds every word without a dictionary.
//
// Invariant: queries and documents go through the same two functions, Fold and
// Terms, so what is typed and what is stored can only meet or miss for reasons
// of content.
package bigram

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold is the form in which texts are compared: compatibility characters,
// full-width letters and digits folded (NFKC, rune by rune), lower case, no
// white space except a line feed between lines and a space between two Latin
// words, and no invisible characters.
func Fold(s string) string {
	out := make([]byte, 0, len(s))
	f := folder{}
	for _, r := range s {
		out = f.appendRune(out, r)
	}
	return string(out)
}

// FoldOffsets is Fold with the way back: for every byte of the result, the
// index of the rune of s that it came from.
func FoldOffsets(s string) (string, []int32) {
	out := make([]byte, 0, len(s))
	at := make([]int32, 0, len(s))
	f := folder{}
	i := int32(0)
	for _, r := range s {
		out = f.appendRune(out, r)
		for len(at) < len(out) {
			at = append(at, i)
		}
		i++
	}
	return string(out), at
}

// folder holds what the next rune must know of the runes before it.
type folder struct {
	space bool // white space since the last visible rune
	latin bool // the last visible rune was a Latin letter or digit
}

func (f *folder) appendRune(out []byte, r rune) []byte {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF: // the common case: a unified ideograph
		f.space, f.latin = false, false
		return utf8.AppendRune(out, r)
	case r == '\n':
		if len(out) == 0 || out[len(out)-1] == '\n' {
			return out
		}
		f.space, f.latin = false, false
		return append(out, '\n')
	case isSpace(r):
		f.space = true
		return out
	case isInvisible(r):
		return out
	}
	return f.appendVisible(out, r)
}

func (f *folder) appendVisible(out []byte, r rune) []byte {
	switch {
	case r >= 0xFF01 && r <= 0xFF5E: // full-width ASCII
		r -= 0xFEE0
	case r > unicode.MaxASCII:
		if s := norm.NFKC.String(string(r)); s != string(r) {
			for _, c := range s {
				if !isSpace(c) {
					out = f.appendPlain(out, c)
				}
			}
			return out
		}
	}
	return f.appendPlain(out, r)
}

func (f *folder) appendPlain(out []byte, r rune) []byte {
	latin := IsLatin(r)
	if latin && f.latin && f.space {
		out = append(out, ' ')
	}
	f.latin, f.space = latin, false
	return utf8.AppendRune(out, unicode.ToLower(r))
}

// IsLatin reports whether r belongs to a word that is kept whole: a letter or
// digit of a script that writes spaces between words.
func IsLatin(r rune) bool {
	if r < unicode.MaxASCII {
		return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic)
}

// IsHan reports whether r is cut into pairs: an ideograph or another letter or
// digit of a script without spaces.
func IsHan(r rune) bool {
	if r >= 0x4E00 && r <= 0x9FFF {
		return true
	}
	return r > unicode.MaxASCII && !IsLatin(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u3000' }

func isInvisible(r rune) bool {
	switch r {
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
		return true
	}
	return r < ' ' || r == 0x7f
}
