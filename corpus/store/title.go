package store

import (
	"strings"
	"unicode"
)

// stateName begins the full titles of national laws; running text leaves it out.
const stateName = "中华人民共和国"

// titleMarks are marks that writers of titles use or leave out as they like.
const titleMarks = "《》〈〉<>＜＞“”\"'‘’"

// titleKey is the form in which titles are compared: without spaces, title
// marks and the name of the state, with brackets of one width.
func titleKey(title string) string {
	key := strings.Map(func(r rune) rune {
		switch {
		case r == '(':
			return '（'
		case r == ')':
			return '）'
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r), strings.ContainsRune(titleMarks, r):
			return -1
		}
		return r
	}, title)
	if short := strings.ReplaceAll(key, stateName, ""); short != "" {
		return short
	}
	return key
}
