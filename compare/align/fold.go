package align

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"duibiao/corpus/parse/numeral"
)

// kind tells tokens apart.
type kind uint8

const (
	other  kind = iota // a letter, a Han character, a symbol
	number             // a numeral in any script
	mark               // punctuation
)

// token is the smallest thing that can be equal or changed: one character, one
// numeral, or one punctuation mark, in folded form.
type token struct {
	text string
	kind kind
	// start is the offset of its first byte in the original text.
	start int
}

// char is one folded character and where it came from.
type char struct {
	r          rune
	start, end int
}

// Fold writes s the way it is compared: half-width, numerals as Arabic digits, one
// form of every punctuation mark, no white space. Two texts are the same up to
// variants when their folded forms are.
func Fold(s string) string { return join(tokens(s)) }

func join(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(t.text)
	}
	return b.String()
}

// tokens cuts s into folded tokens, in order, white space left out.
func tokens(s string) []token {
	cs := chars(s)
	out := make([]token, 0, len(cs))
	for i := 0; i < len(cs); {
		t := token{start: cs[i].start}
		n := 0
		if t.text, n = numeralAt(cs[i:]); n > 0 {
			t.kind = number
		} else {
			t.text, t.kind, n = plainAt(cs[i:], s)
		}
		i += n
		out = append(out, t)
	}
	return labels(out)
}

// plainAt folds what is no numeral. Repeated dashes and dots are one mark.
func plainAt(cs []char, s string) (text string, k kind, n int) {
	c := cs[0]
	switch {
	case c.r == utf8.RuneError:
		return s[c.start:c.end], other, 1
	case label(c.r):
		return labelText(c.r), number, 1
	case !unicode.IsPunct(c.r) && !unicode.IsSymbol(c.r):
		return string(c.r), other, 1
	}
	n = 1
	for n < len(cs) && cs[n].r == c.r {
		n++
	}
	switch {
	case c.r == '-' || c.r == '…':
		return string(c.r), mark, n
	case c.r == '.' && n >= 3:
		return "…", mark, n
	}
	return string(c.r), mark, 1
}

// label reports list labels that are one character: ①⑴⒈㈠㊀.
func label(r rune) bool {
	return r >= 0x2460 && r <= 0x249B || r >= 0x3220 && r <= 0x3229 || r >= 0x3280 && r <= 0x3289
}

// labelText writes ⑴ and ㈠ like (1), ⒈ like 1. and leaves ①, which is no other
// label in one character.
func labelText(r rune) string {
	s := norm.NFKC.String(string(r))
	inner := strings.TrimSuffix(strings.Trim(s, "()"), ".")
	if inner == s {
		return string(r)
	}
	n, ok := numeral.Parse(inner)
	if !ok {
		return s
	}
	return strings.Replace(s, inner, strconv.FormatInt(n, 10), 1)
}

// labels makes one token of a label in brackets, （一）, and of one at the beginning
// of a sentence, where 1、 1. and 1． are alike.
func labels(ts []token) []token {
	out := ts[:0]
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		switch {
		case t.text == "(" && i+2 < len(ts) && ts[i+1].kind == number && ts[i+2].text == ")":
			t.text, t.kind = "("+ts[i+1].text+")", number
			i += 2
		case t.kind == number && begins(out) && i+1 < len(ts) && (ts[i+1].text == "、" || ts[i+1].text == "."):
			t.text += "."
			i++
		}
		out = append(out, t)
	}
	return out
}

// begins says whether a sentence begins behind ts.
func begins(ts []token) bool {
	if len(ts) == 0 {
		return true
	}
	last := ts[len(ts)-1]
	return last.kind == mark && strings.Contains(".;:!?", last.text)
}

// chars folds characters one by one and leaves out those that have no form of
// their own: white space, controls, joiners, variation selectors.
func chars(s string) []char {
	out := make([]char, 0, utf8.RuneCountInString(s))
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\t':
			// A cell ends here: the digits on both sides are two numbers.
			if n := len(out); n > 0 && out[n-1].r != cellEnd {
				out = append(out, char{cellEnd, i, i + size})
			}
		case ignorable(r):
		case compatible(r):
			f, _ := utf8.DecodeRuneInString(norm.NFKC.String(string(r)))
			out = append(out, char{foldRune(f), i, i + size})
		default:
			out = append(out, char{foldRune(r), i, i + size})
		}
		i += size
	}
	return dropCellEnds(out)
}

// cellEnd stands for a tab until numerals have been told apart.
const cellEnd = '\t'

// dropCellEnds keeps a cell's end only between two characters of numerals.
func dropCellEnds(cs []char) []char {
	out := cs[:0]
	for i, c := range cs {
		between := len(out) > 0 && i+1 < len(cs) && numeric(out[len(out)-1].r) && numeric(cs[i+1].r)
		if c.r == cellEnd && !between {
			continue
		}
		out = append(out, c)
	}
	return out
}

func ignorable(r rune) bool {
	return unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector)
}

// compatible are the characters whose Unicode compatibility form is another way to
// print the same character: Kangxi radicals that PDF files hold instead of it,
// compatibility ideographs. Superscripts and fractions are not among them: 10² is
// not 102.
func compatible(r rune) bool {
	return r >= 0x2E80 && r <= 0x2FD5 || r >= 0xF900 && r <= 0xFAFF || r >= 0x2F800 && r <= 0x2FA1F
}

// foldRune gives the half-width form and one form of every punctuation mark.
func foldRune(r rune) rune {
	if unicode.Is(unicode.Han, r) && r != '〇' || r < 0x80 && r != '\'' && r != '~' {
		return r
	}
	if f := width.LookupRune(r).Folded(); f != 0 {
		r = f
	}
	var to rune
	first := true
	for _, m := range markForms {
		switch {
		case m == ' ':
			first = true
		case first:
			to, first = m, false
		case m == r:
			return to
		}
	}
	return r
}

// markForms lists the forms of one mark in groups: the form that stands for all of
// them, then the others.
const markForms = `,，﹐､ .。｡﹒ 、﹑ ;；﹔ :：﹕∶︰ "“”„‟‘’'「」『』〝〞 <《〈«‹ >》〉»› [〔【﹝〖 ]〕】﹞〗 ` +
	`-—–―─‐‑‒−﹣~〜∼ ·•・‧∙⋅●▪ …⋯┅ 〇○◯⭕ %﹪`
