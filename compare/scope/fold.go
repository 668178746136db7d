package scope

import (
	"strings"
	"unicode"
)

// Fold brings a name to the form in which rules read it: full-width letters,
// digits and signs as half-width ones, small letters, no white space and no
// invisible characters.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			r -= '！' - '!'
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

// suffixes are words that name no field: they are taken off the end of a name.
// The longer stand first.
func suffixes() []string {
	return []string{"服务项目", "服务事项", "服务工作", "类服务", "服务", "项目", "事项", "工作"}
}

// stem is a folded name without such words at its end, and without 的 and marks.
// It never becomes shorter than two characters.
func stem(folded string) string {
	s := strings.Map(func(r rune) rune {
		if r == '的' || unicode.IsPunct(r) {
			return -1
		}
		return r
	}, folded)
	if s == "" {
		return folded
	}
	for again := true; again; {
		again = false
		for _, suf := range suffixes() {
			cut, ok := strings.CutSuffix(s, suf)
			if ok && len(cut) > len("二") {
				s, again = cut, true
				break
			}
		}
	}
	return s
}

// key is the form in which names are compared: folded, in the words of the
// synonyms table, without words that name no field.
func (x *Crosswalk) key(name string) string { return stem(x.synonyms.Replace(Fold(name))) }
