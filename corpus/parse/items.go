package parse

import (
	"strings"

	"duibiao/corpus"
)

// splitItems cuts the units from index first on, which come from one line, at
// items that stand inside them (…：（一）…；（二）…) and, where a line holds several
// units, at the white space after a full stop, which there is a paragraph end.
func (s *splitter) splitItems(first int) {
	fresh := s.units[first:]
	many := len(fresh) > 1
	if !many && !strings.Contains(s.text[fresh0(fresh):s.endOf(fresh)], "（") && !strings.Contains(s.text[fresh0(fresh):s.endOf(fresh)], "(") {
		return
	}
	var out []unit
	changed := false
	for _, u := range fresh {
		cuts := s.itemCuts(u)
		if many || len(cuts) > 0 {
			cuts = s.paragraphCuts(u, cuts)
		}
		if len(cuts) == 0 {
			out = append(out, u)
			continue
		}
		changed = true
		out = s.cut(out, u, cuts)
	}
	if changed {
		s.units = append(s.units[:first], out...)
	}
}

func fresh0(units []unit) int {
	if len(units) == 0 {
		return 0
	}
	return units[0].start
}

func (s *splitter) endOf(units []unit) int {
	if len(units) == 0 {
		return 0
	}
	return units[len(units)-1].end
}

// cut divides u at the offsets and labels what begins there.
func (s *splitter) cut(out []unit, u unit, cuts []int) []unit {
	part := u
	for _, at := range append(cuts, u.end) {
		part.end = part.start + len(strings.TrimRightFunc(s.text[part.start:at], isSpace))
		if part.end > part.start {
			out = append(out, part)
		}
		next := at + skipWhite(s.text[at:u.end])
		part = unit{start: next, end: u.end, kind: corpus.BlockParagraph, glued: true}
		if l, ok := scanLabel(s.text[next:u.end]); ok && l.style >= styleCn && l.style != styleDecimal {
			part.label = l
		}
	}
	return out
}

func skipWhite(s string) int {
	return len(s) - len(strings.TrimLeftFunc(s, isSpace))
}

// itemCuts finds the items （一）（二）… inside u. A list begins after a colon or
// a full stop and must have a second item in the same unit; each item follows
// the end of the one before.
func (s *splitter) itemCuts(u unit) []int {
	str := u.text(s.text)
	next := 0
	if u.label.style == styleCnParen {
		next = u.label.num + 1
	} else if u.label.style > styleCnParen {
		return nil
	}
	var cuts []int
	lastSecond := max(strings.LastIndex(str, "（二）"), strings.LastIndex(str, "(二)"))
	for at := max(u.label.width, 1); at < len(str); {
		i := strings.IndexFunc(str[at:], opensItem)
		if i < 0 {
			break
		}
		at += i
		l, ok := scanLabel(str[at:])
		if !ok || l.style != styleCnParen {
			at += len("(")
			continue
		}
		before := strings.TrimRightFunc(str[:at], isSpace)
		marks := "；;。，,"
		if l.num == 1 {
			marks = "：:。"
		}
		if (l.num == next || l.num == 1 && lastSecond > at) && endsWithAny(before, marks) {
			cuts = append(cuts, u.start+at)
			next = l.num + 1
		}
		at += l.width
	}
	return cuts
}

func opensItem(r rune) bool { return r == '（' || r == '(' }

// paragraphCuts adds to cuts the places in u where white space follows the end
// of a sentence.
func (s *splitter) paragraphCuts(u unit, cuts []int) []int {
	str := u.text(s.text)
	var all []int
	k := 0
	for at := u.label.width + skipSpace(str[u.label.width:]); at < len(str); {
		i := strings.Index(str[at:], "。")
		if i < 0 {
			break
		}
		at += i + len("。")
		white := skipWhite(str[at:])
		if white == 0 || at+white >= len(str) {
			continue
		}
		for k < len(cuts) && cuts[k] <= u.start+at+white {
			if cuts[k] < u.start+at+white {
				all = append(all, cuts[k])
			}
			k++
		}
		all = append(all, u.start+at+white)
	}
	return append(all, cuts[k:]...)
}
