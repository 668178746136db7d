package extract

import (
	"strings"
	"unicode"

	"duibiao/corpus"
)

// readText reads plain text: every line that is not blank is a paragraph.
// Lines are not joined: a line break inside a sentence is told by parsing,
// which sees what the lines mean. What a preview page put around a document is
// left out, with a warning.
func readText(text string, c *corpus.Content) {
	var (
		all     []string
		indents []int
	)
	eachLine(text, func(line string) {
		if s := strings.TrimFunc(line, unicode.IsSpace); s != "" {
			all, indents = append(all, s), append(indents, lineIndent(line))
		}
	})
	lines, warnings := dropPreview(all)
	if len(lines) != len(all) {
		indents = make([]int, len(lines)) // a page's own white space says nothing
	}
	if endsOpen(lines) {
		warnings = append(warnings, "text ends in the middle of a sentence")
	}
	c.Warnings = append(c.Warnings, warnings...)
	for i, line := range lines {
		c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockParagraph, Text: line, Indent: indents[i]})
	}
}

// lineIndent counts the white space before a line of plain text in half-width
// characters: 1 for a space, 4 for a tab, 2 for a full-width space.
func lineIndent(line string) (n int) {
	for _, r := range line {
		switch {
		case r == '\t':
			n += 4
		case r == '\u3000' || r == '\u2003':
			n += 2
		case unicode.IsSpace(r):
			n++
		default:
			return min(n, maxIndent)
		}
	}
	return 0
}

// eachLine calls f for each line, whatever ends it: \n, \r\n, \r, form feed or
// the Unicode line and paragraph separators.
func eachLine(text string, f func(line string)) {
	for text != "" {
		i := strings.IndexFunc(text, lineEnd)
		if i < 0 {
			f(text)
			return
		}
		f(text[:i])
		_, size := firstRune(text[i:])
		text = text[i+size:]
	}
}

func firstRune(s string) (r rune, size int) {
	for i, c := range s {
		if i > 0 {
			return r, i
		}
		r = c
	}
	return r, len(s)
}

func lineEnd(r rune) bool {
	return r == '\n' || r == '\r' || r == '\f' || r == '\v' || r == '\u2028' || r == '\u2029' || r == '\u0085'
}
