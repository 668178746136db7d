package parse

import (
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// outliner cuts units at outline labels that stand inside them, in documents
// without articles: notices and reports that lost their line breaks.
type outliner struct {
	text string
	// last is the newest number by style.
	last [styleOrdinal + 1]int
}

// splitOutline cuts the units of a document that has no articles at the labels
// 一、（一）1、（1）一是 inside them. A label must be next in its sequence, have a
// successor, and follow the end of a sentence or a heading.
func splitOutline(text string, units []unit) []unit {
	o := &outliner{text: text}
	out := make([]unit, 0, len(units))
	for _, u := range units {
		if u.kind == corpus.BlockTable || u.quoted {
			out = append(out, u)
			continue
		}
		o.note(u.label)
		out = o.cut(out, u)
	}
	return out
}

// note keeps a number and begins the deeper sequences anew.
func (o *outliner) note(l label) {
	if l.style < styleCn || l.style == styleDecimal {
		return
	}
	o.last[l.style] = l.num
	for deeper := l.style + 1; deeper <= styleOrdinal; deeper++ {
		o.last[deeper] = 0
	}
}

func (o *outliner) cut(out []unit, u unit) []unit {
	s := &splitter{text: o.text}
	ends := successors(u.text(o.text))
	part := u
	at := u.start + max(u.label.width, 1)
	for at < u.end {
		i := strings.IndexFunc(o.text[at:u.end], beginsLabel)
		if i < 0 {
			break
		}
		at += i
		l, ok := scanLabel(o.text[at:u.end])
		if ok && o.begins(part, at, l, ends[l.style] > at-u.start) {
			s.add(part, at)
			part = unit{start: at, end: u.end, kind: corpus.BlockParagraph, label: l, glued: true}
			o.note(l)
			at += l.width
			continue
		}
		at += max(1, numeralRun(o.text[at:u.end]))
	}
	s.add(part, u.end)
	return append(out, s.units...)
}

// minOutlined is the shortest line, in bytes, that can hold a list of its own.
const minOutlined = 12

// successors gives, by style, where in s the last label number 2 begins.
func successors(s string) (at [styleOrdinal + 1]int) {
	if len(s) < minOutlined {
		return at
	}
	for _, second := range []struct {
		style style
		form  string
	}{
		{styleCn, "二、"},
		{styleCn, "二．"},
		{styleCnParen, "（二）"},
		{styleCnParen, "(二)"},
		{styleAr, "2、"},
		{styleAr, "2．"},
		{styleAr, "2."},
		{styleArParen, "（2）"},
		{styleArParen, "(2)"},
		{styleArClose, "2）"},
		{styleArClose, "2)"},
		{styleCircled, "②"},
		{styleIs, "二是"},
		{styleOrdinal, "第二，"},
		{styleOrdinal, "第二、"},
	} {
		at[second.style] = max(at[second.style], strings.LastIndex(s, second.form))
	}
	return at
}

func beginsLabel(r rune) bool {
	if r < 0x80 {
		return r == '(' || r >= '0' && r <= '9'
	}
	return r == '（' || r == '第' || r >= '①' && r <= '⑳' || numeral.IsRune(r)
}

// numeralRun is the length of the numeral that begins s, or of its first rune.
func numeralRun(s string) int {
	for i, r := range s {
		if i > 0 && !numeral.IsRune(r) {
			return i
		}
	}
	return len(s)
}

// begins decides whether the label at byte at, inside part, begins a new unit.
func (o *outliner) begins(part unit, at int, l label, succeeded bool) bool {
	if l.style < styleCn || l.style == styleDecimal || l.num > 100 {
		return false
	}
	before := strings.TrimRightFunc(o.text[part.start:at], isSpace)
	if l.num > 1 {
		return l.num == o.last[l.style]+1 && (endsStrongly(before) || endsWithAny(before, "；;"))
	}
	return succeeded && o.beginsList(part, before, l.style)
}

// beginsList decides whether a first number after the text before, which begins
// part, opens a list: after a sentence, a colon, a title or a heading.
func (o *outliner) beginsList(part unit, before string, st style) bool {
	if endsStrongly(before) || endsWithAny(before, "：:") {
		return st != styleCn || o.last[styleCn] == 0
	}
	switch st {
	case styleIs:
		return endsWithAny(before, "；;")
	case styleCn:
		return o.last[styleCn] == 0 && endsTitle(before)
	}
	return part.label.style != styleNone && part.label.style < st && shortHeading(before[part.label.width:])
}

// endsWithAny reports that the last character of s is one of marks.
func endsWithAny(s, marks string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && strings.ContainsRune(marks, r)
}

// maxOutlineHeading is the longest outline heading, in bytes: forty characters.
const maxOutlineHeading = 120

// shortHeading reports that s can be a whole outline heading.
func shortHeading(s string) bool {
	return len(s) <= maxOutlineHeading && len(s) > 0 && !strings.ContainsAny(s, "。；：！？，,;")
}
