package query

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits of a query.
const (
	MaxRunes = 400  // characters of words, phrases and values together
	maxInput = 4000 // characters read, with signs and spaces
	MaxTerms = 48   // words, phrases and fields
	maxDepth = 6    // nested parentheses
)

type tokenKind int

const (
	tokenEnd tokenKind = iota
	tokenWord
	tokenPhrase
	tokenField // text is the field's name; its value is the next token
	tokenNot
	tokenOr
	tokenOpen
	tokenClose
)

type token struct {
	kind tokenKind
	text string
}

// widen undoes full-width forms, so that the lexer knows one form of each
// sign; （ ） stay as they are, because they are part of many titles.
func widen(s string) string {
	s = strings.NewReplacer("\ue000", " ", "\ue001", " ").Replace(strings.ToValidUTF8(s, " "))
	s = strings.NewReplacer("（", "\ue000", "）", "\ue001").Replace(s)
	return strings.Map(func(r rune) rune {
		switch r {
		case '\ue000':
			return '（'
		case '\ue001':
			return '）'
		case '“', '”', '「', '」', '『', '』', '〝', '〞', '〟':
			return '"'
		case '⁄':
			return '/'
		case '\u200b', '\ufeff':
			return ' '
		}
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, norm.NFKC.String(s))
}

// lex cuts a widened query into tokens.
func lex(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune(",，;；。、!！?？", r):
			i += n
		case r == '(':
			out, i = append(out, token{kind: tokenOpen}), i+n
		case r == ')':
			out, i = append(out, token{kind: tokenClose}), i+n
		case r == '|':
			out, i = append(out, token{kind: tokenOr}), i+n
		case r == '-':
			for i < len(s) && s[i] == '-' {
				i++
			}
			out = append(out, token{kind: tokenNot})
		case r == '"':
			var t token
			t, i = lexPhrase(s, i+1)
			out = append(out, t)
		default:
			var t token
			t, i = lexWord(s, i)
			out = append(out, t)
		}
	}
	return out
}

func lexPhrase(s string, i int) (token, int) {
	end := strings.IndexByte(s[i:], '"')
	if end < 0 {
		return token{tokenPhrase, clean(s[i:])}, len(s)
	}
	return token{tokenPhrase, clean(s[i : i+end])}, i + end + 1
}

func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

// lexWord reads a word, an operator or the name of a field. A parenthesis
// inside a word belongs to it if it closes inside it: 规则(试行).
func lexWord(s string, i int) (token, int) {
	start := i
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == ':' {
			if name, ok := fieldName(s[start:i]); ok {
				return token{tokenField, name}, i + n
			}
		}
		if r == '(' {
			end := closing(s, i)
			if end < 0 {
				break
			}
			i = end
			continue
		}
		if unicode.IsSpace(r) || strings.ContainsRune(`)|",，;；。、!！?？`, r) {
			break
		}
		i += n
	}
	word := s[start:i]
	if i < len(s) && s[i] == '(' {
		i++ // an unclosed parenthesis inside a word is dropped
	}
	if word == "OR" {
		return token{kind: tokenOr}, i
	}
	return token{tokenWord, word}, i
}

// closing is the byte after the parenthesis that closes the one at i, if
// nothing but letters and signs of a word stand between, else -1.
func closing(s string, i int) int {
	for k, r := range s[i+1:] {
		switch {
		case r == ')' && k > 0:
			return i + 1 + k + 1
		case unicode.IsSpace(r) || strings.ContainsRune(`()|":,，;；。、!！?？`, r):
			return -1
		}
	}
	return -1
}
