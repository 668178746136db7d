package numbering

import (
	"strings"
	"unicode/utf8"
)

// Levels is how many levels a list has (ECMA-376 Part 1, 17.9.6).
const Levels = 9

// maxLabel bounds a label in bytes; longer ones are cut at a character. Real
// labels are under a hundred.
const maxLabel = 4096

// maxNumbers bounds the numbers in one label: one a level, and some to spare.
const maxNumbers = 16

// maxCount bounds counters; above it they stand still. Word ends at 32767.
const maxCount = 1 << 30

// Level is how one level of a list is numbered (w:lvl, LVLF).
type Level struct {
	// Start is the first number (w:start, iStartAt).
	Start int
	// Format is how the level's number is written, here and in deeper levels.
	Format Format
	// Text is the label with %1 to %9 for the numbers of the levels (w:lvlText).
	Text string
	// Legal writes all numbers of this level's label as decimals (w:isLgl).
	Legal bool
	// Restart says what starts the level again: -1 any level above it, 0
	// nothing, n (1 to 9) the level of that number counted from 1, or one above
	// that (w:lvlRestart).
	Restart int
	// Suffix stands between label and text: "tab" (also ""), "space" or
	// "nothing" (w:suff).
	Suffix string
}

// Separator is the text for Suffix: a space, or nothing. A tab becomes a space
// too, since it only moves the text to a column.
func (l Level) Separator() string {
	if l.Suffix == "nothing" {
		return ""
	}
	return " "
}

// List is one list as paragraphs name it (w:num, LFO).
type List struct {
	// ID tells the list from others (w:numId, the place of an LFO).
	ID int
	// Abstract names the definition (w:abstractNumId, lsid). Lists of one
	// definition share their counters: the second goes on where the first ended.
	Abstract int
	// Levels are the definition's levels with the list's own changes applied.
	Levels [Levels]Level
	// StartAt are the numbers at which this list begins levels anew, by level
	// from 0 (w:startOverride, fStartAt); nil where it has none.
	StartAt map[int]int
}

// start is the first number of a level in this list.
func (l *List) start(ilvl int) int {
	if n, ok := l.StartAt[ilvl]; ok {
		return n
	}
	return l.Levels[ilvl].Start
}

// Counter holds the counters of all lists of one file. The zero value is ready.
type Counter struct {
	counts map[int]*counts
	// begun are the levels at which a list has begun anew already.
	begun map[beginning]bool
	table map[Format]writer
}

// counts are the counters of one definition.
type counts struct {
	value [Levels]int
	// running says that a level has a number; others stand before their start.
	running [Levels]bool
}

type beginning struct{ list, ilvl int }

// Next counts one paragraph of list l at level ilvl (0 to 8; others are
// clamped) and gives its label: "第一条", "1.2". Paragraphs must come in the
// order of the text. Bullets give "": a bullet is no number.
func (c *Counter) Next(l *List, ilvl int) string {
	ilvl = min(max(ilvl, 0), Levels-1)
	n := c.of(l.Abstract)
	c.advance(n, l, ilvl)
	for deeper := ilvl + 1; deeper < Levels; deeper++ {
		if restarts(l.Levels[deeper].Restart, ilvl, deeper) {
			n.running[deeper] = false
		}
	}
	return c.label(l, n, ilvl)
}

func (c *Counter) of(abstract int) *counts {
	if c.counts == nil {
		c.counts = map[int]*counts{}
		c.begun = map[beginning]bool{}
		c.table = writers()
	}
	n := c.counts[abstract]
	if n == nil {
		n = &counts{}
		c.counts[abstract] = n
	}
	return n
}

// advance gives level ilvl its next number. A list's own start counts once, at
// the list's first paragraph of the level, and whenever the level restarts.
func (c *Counter) advance(n *counts, l *List, ilvl int) {
	key := beginning{l.ID, ilvl}
	_, own := l.StartAt[ilvl]
	switch {
	case own && !c.begun[key], !n.running[ilvl]:
		n.value[ilvl] = l.start(ilvl)
	case n.value[ilvl] < maxCount:
		n.value[ilvl]++
	}
	if own {
		c.begun[key] = true
	}
	n.running[ilvl] = true
}

// restarts reports whether a paragraph of level used starts the deeper level
// again (ECMA-376 Part 1, 17.9.10). A rule that names no level above is void.
func restarts(rule, used, deeper int) bool {
	if rule < 0 || rule > deeper {
		return true
	}
	return used < rule
}

// label fills the level's text with the numbers. Levels above that no paragraph
// had yet show their start; levels below show nothing.
func (c *Counter) label(l *List, n *counts, ilvl int) string {
	level := l.Levels[ilvl]
	if level.Format == Bullet {
		return ""
	}
	var out strings.Builder
	text := level.Text[:min(len(level.Text), maxLabel)]
	for numbers := 0; text != "" && numbers <= maxNumbers; {
		before, after, found := strings.Cut(text, "%")
		out.WriteString(before)
		if !found {
			break
		}
		if after == "" || after[0] < '1' || after[0] > '9' {
			out.WriteByte('%')
			text = after
			continue
		}
		out.WriteString(c.number(l, n, int(after[0]-'1'), ilvl))
		text = after[1:]
		numbers++
	}
	return cut(out.String())
}

// number writes the number of level at, in a label of level ilvl.
func (c *Counter) number(l *List, n *counts, at, ilvl int) string {
	if at > ilvl {
		return ""
	}
	value := l.start(at)
	if n.running[at] {
		value = n.value[at]
	}
	format := l.Levels[at].Format
	if l.Levels[ilvl].Legal && format != None && format != Bullet && format != DecimalZero {
		format = Decimal
	}
	return format.number(value, c.table)
}

// cut makes s valid UTF-8 and shortens it to maxLabel bytes.
func cut(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= maxLabel {
		return s
	}
	end := maxLabel
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}
