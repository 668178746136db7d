package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// unit is the smallest piece that the clause tree is built from: a line, or a
// part of one where several articles or items stand on the same line.
type unit struct {
	// start and end are byte offsets into the text, white space excluded.
	start, end int
	kind       corpus.BlockKind
	level      int
	// label is the numbering label that was accepted, style none without one.
	label label
	// glued says that the unit does not begin its line.
	glued bool
	// quoted says that the unit is inside a quotation of several lines, as the
	// new wording in a decision that amends another rule.
	quoted bool
}

func (u unit) text(text string) string { return text[u.start:u.end] }

// body is the unit's text after its label and white space.
func (u unit) body(text string) string {
	s := text[u.start+u.label.width : u.end]
	return s[skipSpace(s):]
}

// splitter cuts lines into units. Articles are told from references by their
// sequence: an article is the next number, at the start of a line or after the
// end of a sentence.
type splitter struct {
	text  string
	units []unit
	// last and branch are the newest article's number, chapter the newest
	// heading's by style.
	last, branch int
	heads        [styleArticle]int
	// quoteLeft counts the lines that are still inside a quotation; closing is
	// the next line that closes more quotations than it opens.
	quoteLeft, closing int
}

func split(text string, lines []line) []unit {
	s := &splitter{text: text, units: make([]unit, 0, len(lines)+len(lines)/4)}
	for i, l := range lines {
		if s.quoteLeft == 0 {
			s.quoteLeft = s.quotedLines(lines, i)
		}
		s.line(l)
		if s.quoteLeft > 0 {
			s.quoteLeft--
		} else {
			s.quoteLeft = s.quotedAfter(lines, i)
		}
	}
	return s.units
}

// maxQuotedLines is the longest quotation that is believed; an opening mark
// that is closed later than that was a slip.
const maxQuotedLines = 300

// quotedLines says over how many lines the quotation reaches that begins line
// i; 0 when that line begins none or closes it itself. Every line of a
// quotation may repeat the opening mark; only the last one closes it.
func (s *splitter) quotedLines(lines []line, i int) int {
	if lines[i].kind == corpus.BlockTable || !strings.HasPrefix(s.text[lines[i].start:lines[i].end], "“") {
		return 0
	}
	return s.untilClosed(lines, i)
}

// quotedAfter says how many lines after line i a quotation reaches that begins
// after a colon inside it: 将第一条修改为：“….
func (s *splitter) quotedAfter(lines []line, i int) int {
	str := s.text[lines[i].start:lines[i].end]
	if lines[i].kind == corpus.BlockTable || !strings.Contains(str, "：“") || strings.Count(str, "“") <= strings.Count(str, "”") || i+1 == len(lines) {
		return 0
	}
	if closesQuote(s.text[lines[i+1].start:lines[i+1].end]) {
		return 1
	}
	return s.untilClosed(lines, i+1)
}

// untilClosed counts the lines from i to the one that closes the quotation, 0
// when none does soon.
func (s *splitter) untilClosed(lines []line, i int) int {
	for s.closing = max(s.closing, i); s.closing < len(lines); s.closing++ {
		if l := lines[s.closing]; closesQuote(s.text[l.start:l.end]) {
			break
		}
	}
	if n := s.closing - i + 1; s.closing < len(lines) && n > 1 && n <= maxQuotedLines {
		return n
	}
	return 0
}

// closesQuote reports that a line closes more than it opens, its first mark
// aside.
func closesQuote(s string) bool {
	s = strings.TrimPrefix(s, "“")
	return strings.Count(s, "”") > strings.Count(s, "“")
}

func (s *splitter) line(l line) {
	u := unit{start: l.start, end: l.end, kind: l.kind, level: l.level, quoted: s.quoteLeft > 0}
	if l.kind == corpus.BlockTable || u.quoted {
		s.units = append(s.units, u)
		return
	}
	u.label = s.startLabel(u)
	s.note(u.label)
	first := len(s.units)
	for {
		at, lab := s.nextInside(u)
		if at < 0 {
			break
		}
		s.add(u, at)
		u = unit{start: at, end: l.end, kind: corpus.BlockParagraph, label: lab, glued: true}
		s.note(lab)
	}
	s.add(u, l.end)
	s.splitItems(first)
}

// add appends u cut off at end.
func (s *splitter) add(u unit, end int) {
	u.end = u.start + len(strings.TrimRightFunc(s.text[u.start:end], isSpace))
	if u.end > u.start {
		s.units = append(s.units, u)
	}
}

// note keeps the sequence: a heading's or an article's number was used.
func (s *splitter) note(l label) {
	switch {
	case l.style == styleArticle:
		s.last, s.branch = l.num, l.branch
	case l.style.heading():
		s.heads[l.style] = l.num
		for lower := l.style + 1; lower < styleArticle; lower++ {
			s.heads[lower] = 0
		}
	}
}

// startLabel is the label that begins a line, if it is one here.
func (s *splitter) startLabel(u unit) label {
	str := u.text(s.text)
	l, ok := scanLabel(str)
	if !ok {
		return s.bareNumber(u, str)
	}
	rest := str[l.width:]
	fits := true
	switch {
	case l.style == styleArticle:
		fits = s.articleAtStart(l, rest)
	case l.style.heading():
		fits = u.kind == corpus.BlockHeading || headingText(rest) || s.headingEnd(rest) >= 0
	case l.style == styleDecimal:
		fits = decimalAtStart(l, rest)
	}
	if !fits {
		return label{}
	}
	return l
}

// bareNumber reads a heading that lost the mark after its number: ## 三.
func (s *splitter) bareNumber(u unit, str string) label {
	n, width := numeral.Scan(str)
	if u.kind != corpus.BlockHeading || width == 0 || n == 0 || n > 99 || numeral.IsArabic(rune(str[0])) {
		return label{}
	}
	if rest := str[width:]; rest != "" && skipSpace(rest) == 0 {
		return label{}
	}
	return label{style: styleCn, num: int(n), width: width, spaced: true}
}

// decimalAtStart tells a section number 5.2.1 from a fraction 1.5万元.
func decimalAtStart(l label, rest string) bool {
	if !l.spaced && l.branch < 3 {
		r, _ := utf8.DecodeRuneInString(rest)
		return unicode.Is(unicode.Han, r) && !numeral.IsRune(r) && !strings.ContainsRune("元米吨年倍个", r)
	}
	return rest != ""
}

// articleAtStart decides whether a line that begins with 第X条 is that article.
func (s *splitter) articleAtStart(l label, rest string) bool {
	after := rest[skipSpace(rest):]
	if l.spaced && s.follows(l) && s.afterSentence() && strings.HasPrefix(after, "规定") {
		return true // 第九条 规定本省…的事项: the verb begins the article
	}
	if refers(after, l.spaced) {
		return false
	}
	if s.follows(l) {
		return true
	}
	if l.spaced {
		return s.afterSentence() || l.num > s.last && l.num <= s.last+20
	}
	return l.num > s.last && l.num <= s.last+5
}

// follows reports that the article is the next one, an inserted one after the
// newest, or the first of a new text.
func (s *splitter) follows(l label) bool {
	switch {
	case l.branch > 0:
		return l.num == s.last && l.branch == s.branch+1
	case l.num == 1:
		return true
	}
	return l.num == s.last+1
}

// afterSentence reports that the unit before ends a sentence or is a heading.
func (s *splitter) afterSentence() bool {
	if len(s.units) == 0 {
		return true
	}
	u := s.units[len(s.units)-1]
	return u.kind != corpus.BlockParagraph || u.label.style.heading() || endsSentence(u.text(s.text))
}

// endsSentence reports that s ends with a mark that may end a paragraph.
func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？；：…”）》」】.!?;:)", r)
}

// refers reports that what follows 第X条 makes it a reference to an article, not
// the article itself. With a space between them only the plainest words count.
func refers(after string, spaced bool) bool {
	for _, w := range []string{"规定", "第", "、第", "和第", "至第", "或者第", "的规定", "所列", "所规定", "修改为", "改为", "作为第"} {
		if strings.HasPrefix(after, w) {
			return w != "第" || refersDeeper(after)
		}
	}
	if spaced {
		return false
	}
	for _, w := range []string{
		"的", "、", "，", "。", "；", ",", "和", "与", "或", "及", "至", "到", "以及", "所称", "中的", "中规定",
		"之规定", "修改", "增加", "删", "顺延", "并", "）", "》", "”", "移作", "分为", "合并", "调整为", "项", "款", "改", "适用", "之后", "后增",
	} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// refersDeeper reports 第二款, 第（三）项 or another 第…条 after 第X条.
func refersDeeper(after string) bool {
	at := len("第")
	at += len(after[at:]) - len(strings.TrimLeft(after[at:], " （("))
	_, width := numeral.Scan(after[at:])
	if width == 0 {
		return false
	}
	tail := strings.TrimLeft(after[at+width:], " ）)")
	for _, w := range []string{"款", "项", "条", "目", "节"} {
		if strings.HasPrefix(tail, w) {
			return true
		}
	}
	return false
}

// maxHeading is the longest heading after 第X章, in bytes.
const maxHeading = 180

// headingText reports that s can be the heading of 编章节: short, no sentence.
func headingText(s string) bool {
	s = s[skipSpace(s):]
	if len(s) > maxHeading || strings.ContainsAny(s, "。；：！？") || strings.HasSuffix(s, "，") {
		return false
	}
	for _, w := range []string{"规定", "的", "、第", "和第", "至第", "所列", "所规定", "所称", "中的", "中规定"} {
		if strings.HasPrefix(s, w) {
			return false
		}
	}
	return !strings.HasPrefix(s, "第") || !refersDeeper(s) // 第一审程序 is a heading
}

// headingEnd finds where the heading ends that is followed by an article or a
// lower heading on the same line; -1 when none follows.
func (s *splitter) headingEnd(rest string) int {
	at := 0
	for at < min(len(rest), maxHeading) {
		i := strings.Index(rest[at:min(len(rest), maxHeading)], "第")
		if i < 0 {
			return -1
		}
		at += i
		l, ok := scanLabel(rest[at:])
		if ok && l.spaced && at > 0 && isSpaceBefore(rest, at) && (l.style == styleArticle && s.follows(l) || l.style.heading()) && headingText(rest[:at]) {
			return at
		}
		at += len("第")
	}
	return -1
}

func isSpaceBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return isSpace(r)
}

// nextInside finds the next article or heading that begins inside u.
func (s *splitter) nextInside(u unit) (int, label) {
	at := u.start + max(u.label.width, 1)
	for at < u.end {
		i := strings.Index(s.text[at:u.end], "第")
		if i < 0 {
			return -1, label{}
		}
		at += i
		if l, ok := scanLabel(s.text[at:u.end]); ok && at > u.start && s.beginsInside(u, at, l) {
			return at, l
		}
		at += len("第")
	}
	return -1, label{}
}

// beginsInside decides whether 第X条 or 第X章 at byte at, inside u, begins a new
// unit. It must be next in sequence and stand after the end of a sentence, or
// after a heading.
func (s *splitter) beginsInside(u unit, at int, l label) bool {
	if l.style != styleArticle && !l.style.heading() {
		return false
	}
	p := place{before: strings.TrimRightFunc(s.text[u.start:at], isSpace), rest: s.text[at+l.width : u.end]}
	p.spaced = len(p.before) < at-u.start
	p.strong = endsStrongly(p.before)
	if l.style.heading() {
		return p.spaced && (l.spaced || p.strong) && s.headingInside(p, l)
	}
	if refers(p.rest[skipSpace(p.rest):], l.spaced) {
		return false
	}
	if u.label.style.heading() && p.spaced && s.follows(l) {
		return headingText(p.before[u.label.width:])
	}
	return s.articleInside(p, l)
}

// headingInside decides whether a heading begins inside a line: the next number
// or the first, with an article or a lower heading after it on the line.
func (s *splitter) headingInside(p place, l label) bool {
	next := s.heads[l.style] + 1
	return (l.num == 1 || l.num >= next && l.num <= next+1) && s.headingEnd(p.rest) >= 0
}

// place is a place inside a line where a label stands.
type place struct {
	// before is the text of the unit before it, rest what follows the label.
	before, rest string
	// spaced says that white space is before it, strong that a sentence ended.
	spaced, strong bool
}

// articleInside decides whether an article begins inside a line: the next
// number, after a sentence; with white space on both sides a few numbers may be
// missing, and the numbering may begin anew.
func (s *splitter) articleInside(p place, l label) bool {
	anew := l.num == 1 && l.branch == 0 && s.last > 0
	if s.follows(l) && !anew {
		return p.breaks(l.spaced)
	}
	return p.strong && p.spaced && l.spaced && (anew || s.skips(l))
}

// breaks reports a place that is set apart: white space on both sides, or on
// one after the end of a sentence.
func (p place) breaks(spacedAfter bool) bool {
	return p.spaced && spacedAfter || p.strong && (p.spaced || spacedAfter)
}

// skips reports a number a little after the next one: articles are missing.
func (s *splitter) skips(l label) bool {
	return s.last > 0 && l.num > s.last && l.num <= s.last+5
}

// endsStrongly reports that s ends with the end of a sentence, closing marks
// after it included.
func endsStrongly(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？”）)", r)
}
