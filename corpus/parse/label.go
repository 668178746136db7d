package parse

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// style is a family of numbering labels.
type style uint8

const (
	styleNone    style = iota
	stylePart          // 第一编
	styleSubpart       // 第一分编
	styleChapter       // 第一章
	styleSection       // 第一节
	styleArticle       // 第一条, 第一条之一
	styleCn            // 一、
	styleCnParen       // （一）
	styleAr            // 1.
	styleArParen       // （1）
	styleArClose       // 1）
	styleCircled       // ①
	styleDecimal       // 5.2.1
	styleIs            // 一是
	styleOrdinal       // 第一，
)

// label is a numbering label at the beginning of a piece of text.
type label struct {
	style style
	num   int
	// branch is the 之N of an inserted article, 0 for none.
	branch int
	// width is the label's length in bytes, without white space after it.
	width int
	// spaced says that white space, or nothing, follows the label.
	spaced bool
	// text is a decimal label as written (5.2.1).
	text string
}

// maxLabel is the largest number a label may have: the longest code, the Civil
// Code, has 1260 articles.
const maxLabel = 3000

// scanLabel reads the label that begins s, which has no leading white space.
func scanLabel(s string) (label, bool) {
	r, size := utf8.DecodeRuneInString(s)
	var l label
	switch {
	case r == '第':
		l = scanOrdinalLabel(s)
	case r == '（' || r == '(':
		l = scanParenLabel(s)
	case numeral.IsArabic(r):
		l = scanArabicLabel(s)
	case numeral.IsRune(r):
		l = scanChineseLabel(s)
	default:
		l = enclosedLabel(r, size)
	}
	if l.style == styleNone {
		return label{}, false
	}
	rest := s[l.width:]
	l.spaced = rest == "" || skipSpace(rest) > 0
	return l, true
}

// enclosedLabel reads a number that is one character: ① ⒈ ⑴ ㈠.
func enclosedLabel(r rune, size int) label {
	if r < '①' || r > '㈩' {
		return label{}
	}
	for _, e := range []struct {
		first, last rune
		style       style
	}{{'①', '⑳', styleCircled}, {'⒈', '⒛', styleAr}, {'⑴', '⒇', styleArParen}, {'㈠', '㈩', styleCnParen}} {
		if r >= e.first && r <= e.last {
			return label{style: e.style, num: int(r-e.first) + 1, width: size}
		}
	}
	return label{}
}

// scanOrdinalLabel reads 第…编, 章, 节, 条 and 第一，; spaces are allowed inside.
func scanOrdinalLabel(s string) label {
	at := len("第")
	at += skipInner(s[at:])
	n, width := scanNumeralSpaced(s[at:])
	if width == 0 || n > maxLabel {
		return label{}
	}
	at += width
	at += skipInner(s[at:])
	l := label{num: int(n)}
	for _, u := range []struct {
		name  string
		style style
	}{
		{"条", styleArticle},
		{"章", styleChapter},
		{"节", styleSection},
		{"编", stylePart},
		{"分编", styleSubpart},
		{"，", styleOrdinal},
		{"、", styleOrdinal},
		{",", styleOrdinal},
	} {
		if strings.HasPrefix(s[at:], u.name) {
			l.style, l.width = u.style, at+len(u.name)
			break
		}
	}
	if l.style == styleArticle {
		branch, width := scanBranch(s[l.width:])
		l.branch, l.width = branch, l.width+width
	}
	return l
}

// skipInner skips the spaces that may stand inside a label, at most a few.
func skipInner(s string) int {
	n := skipSpace(s[:min(len(s), 12)])
	if n >= 12 {
		return 0
	}
	return n
}

// scanNumeralSpaced reads a numeral that may be broken by spaces, as in
// 第七十 五条.
func scanNumeralSpaced(s string) (n int64, width int) {
	n, width = numeral.Scan(s)
	if width == 0 {
		return 0, 0
	}
	gap := skipInner(s[width:])
	if gap == 0 {
		return n, width
	}
	_, more := numeral.Scan(s[width+gap:])
	if more == 0 {
		return n, width
	}
	joined, ok := numeral.Parse(s[:width] + s[width+gap:width+gap+more])
	if !ok {
		return n, width
	}
	return joined, width + gap + more
}

// scanBranch reads 之一 after 条.
func scanBranch(s string) (branch, width int) {
	at := skipInner(s)
	if !strings.HasPrefix(s[at:], "之") {
		return 0, 0
	}
	at += len("之")
	n, width := numeral.Scan(s[at:])
	if width == 0 || n == 0 || n > 99 {
		return 0, 0
	}
	return int(n), at + width
}

// scanParenLabel reads （一）, (1) and the halves mixed.
func scanParenLabel(s string) label {
	_, open := utf8.DecodeRuneInString(s)
	at := open + skipInner(s[open:])
	r, _ := utf8.DecodeRuneInString(s[at:])
	n, width := numeral.Scan(s[at:])
	if width == 0 || n == 0 || n > 300 {
		return label{}
	}
	at += width
	at += skipInner(s[at:])
	for _, closing := range []string{"）", ")"} {
		if strings.HasPrefix(s[at:], closing) {
			st := styleCnParen
			if numeral.IsArabic(r) {
				st = styleArParen
			}
			if rangeOfItems(s[at+len(closing):]) {
				return label{}
			}
			return label{style: st, num: int(n), width: at + len(closing)}
		}
	}
	return label{}
}

// rangeOfItems reports that what follows （一） makes it part of a reference:
// （一）至（三）项, （四）、（五）项, （一）项.
func rangeOfItems(rest string) bool {
	for _, w := range []string{"项", "至（", "至(", "、（", "、(", "和（", "或（", "—（", "-（"} {
		if strings.HasPrefix(rest, w) {
			return !strings.HasPrefix(rest, "项目")
		}
	}
	return false
}

// scanArabicLabel reads 1. 1、 1） and 5.2.1; a decimal fraction such as 1.5万元
// is read as styleDecimal and refused later unless its document numbers so.
func scanArabicLabel(s string) label {
	n, width := numeral.ScanArabic(s)
	if width == 0 || width > 9 || n > maxLabel {
		return label{}
	}
	at := width + skipInner(s[width:])
	r, size := utf8.DecodeRuneInString(s[at:])
	switch r {
	case '）', ')':
		return label{style: styleArClose, num: int(n), width: at + size}
	case '、', '．':
		return label{style: styleAr, num: int(n), width: at + size}
	case '.':
		if at == width {
			if l := scanDecimalLabel(s); l.style != styleNone {
				return l
			}
		}
		return label{style: styleAr, num: int(n), width: at + size}
	}
	return label{}
}

// scanDecimalLabel reads 5.2.1: at least two numbers, each at most three digits.
func scanDecimalLabel(s string) label {
	at, last, parts := 0, int64(0), 0
	for {
		n, width := numeral.ScanArabic(s[at:])
		if width == 0 || width > 3 {
			break
		}
		last, at, parts = n, at+width, parts+1
		if parts > 6 || at+1 >= len(s) || s[at] != '.' || s[at+1] < '0' || s[at+1] > '9' {
			break
		}
		at++
	}
	if parts < 2 || parts > 6 {
		return label{}
	}
	return label{style: styleDecimal, num: int(last), branch: parts, width: at, text: s[:at]}
}

// scanChineseLabel reads 一、 and 一是.
func scanChineseLabel(s string) label {
	n, width := numeral.Scan(s)
	if width == 0 || n == 0 || n > 300 {
		return label{}
	}
	at := width + skipInner(s[width:])
	r, size := utf8.DecodeRuneInString(s[at:])
	switch {
	case strings.ContainsRune("、．.", r) && (r != '.' || at == width):
		if !looksEnumerated(s[at+size:]) {
			return label{style: styleCn, num: int(n), width: at + size}
		}
	case r == '是' && at == width && n <= 20 && !strings.HasPrefix(s, "两"):
		return label{style: styleIs, num: int(n), width: at + size}
	}
	return label{}
}

// looksEnumerated reports that a numeral after 一、 goes on an enumeration in
// running text: 一、二、三级医院, 一、二年级.
func looksEnumerated(s string) bool {
	if first, _ := utf8.DecodeRuneInString(s); numeral.IsArabic(first) {
		return false
	}
	_, width := numeral.Scan(s)
	if width == 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[width:])
	return strings.ContainsRune("、级类等档期年月日审款项条章节次线", r)
}

// canonical is the label as Clause.Number wants it.
func (l label) canonical() string {
	chinese := numeral.Format(int64(l.num))
	if unit := l.style.unit(); unit != "" {
		return "第" + chinese + unit
	}
	switch l.style {
	case styleArticle:
		return formatArticle(l.num, l.branch)
	case styleCn:
		return chinese + "、"
	case styleCnParen:
		return "（" + chinese + "）"
	case styleIs:
		return chinese + "是"
	case styleCircled:
		return string(rune('①' + l.num - 1))
	case styleDecimal:
		return l.text
	}
	return l.arabic()
}

// arabic is the canonical form of the labels in Arabic digits.
func (l label) arabic() string {
	n := strconv.Itoa(l.num)
	switch l.style {
	case styleAr:
		return n + "."
	case styleArParen:
		return "（" + n + "）"
	case styleArClose:
		return n + "）"
	}
	return ""
}

// unit is the word after the number of 第一编 and the like, "" for the styles
// that are written otherwise.
func (s style) unit() string {
	switch s {
	case stylePart:
		return "编"
	case styleSubpart:
		return "分编"
	case styleChapter:
		return "章"
	case styleSection:
		return "节"
	case styleOrdinal:
		return "，"
	}
	return ""
}

func formatArticle(num, branch int) string {
	s := "第" + numeral.Format(int64(num)) + "条"
	if branch > 0 {
		s += "之" + numeral.Format(int64(branch))
	}
	return s
}

// heading reports the styles that head what follows them: 编章节.
func (s style) heading() bool { return s >= stylePart && s <= styleSection }

// level is the level of a heading or article label.
func (s style) level() corpus.Level {
	switch s {
	case stylePart, styleSubpart:
		return corpus.LevelPart
	case styleChapter:
		return corpus.LevelChapter
	case styleSection:
		return corpus.LevelSection
	case styleArticle:
		return corpus.LevelArticle
	}
	return corpus.LevelOutline
}
