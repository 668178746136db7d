package bigram

import "unicode/utf8"

// maxWord bounds a term: a longer Latin word or number is cut to it.
const maxWord = 48

// Terms calls yield with every term of a folded text, in order, with its byte
// offset: the pairs of neighbouring ideographs, then the last ideograph of a
// run alone, and Latin words and numbers whole. Every ideograph thus begins
// exactly one term, so the terms that begin with it are all the places it
// stands: a search for one character is a search for a prefix.
func Terms(folded string, yield func(term string, at int)) {
	for i := 0; i < len(folded); {
		r, n := decode(folded, i)
		switch {
		case IsHan(r):
			next, m := decode(folded, i+n)
			if m > 0 && IsHan(next) {
				yield(folded[i:i+n+m], i)
			} else {
				yield(folded[i:i+n], i)
			}
			i += n
		case IsLatin(r):
			end := wordEnd(folded, i+n)
			yield(folded[i:cut(folded, i, end)], i)
			i = end
		default:
			i += n
		}
	}
}

// Count is the number of terms of a folded text.
func Count(folded string) int {
	n := 0
	Terms(folded, func(string, int) { n++ })
	return n
}

func decode(s string, i int) (rune, int) {
	if i >= len(s) {
		return 0, 0
	}
	if s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	return utf8.DecodeRuneInString(s[i:])
}

// cut is end, or the last rune boundary within maxWord bytes of i.
func cut(s string, i, end int) int {
	if end <= i+maxWord {
		return end
	}
	end = i + maxWord
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return end
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		r, n := decode(s, i)
		if !IsLatin(r) {
			break
		}
		i += n
	}
	return i
}

// IsPair reports whether a term is a pair of ideographs: it then stands in a
// folded text exactly where the text contains it.
func IsPair(term string) bool {
	a, n := utf8.DecodeRuneInString(term)
	b, m := utf8.DecodeRuneInString(term[n:])
	return m > 0 && n+m == len(term) && IsHan(a) && IsHan(b)
}
