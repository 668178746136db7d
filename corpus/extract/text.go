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
	var lines []string
	eachLine(text, func(line string) {
		if line = strings.TrimFunc(line, unicode.IsSpace); line != "" {
			lines = append(lines, line)
		}
	})
	lines, warnings := dropPreview(lines)
	if endsOpen(lines) {
		warnings = append(warnings, "text ends in the middle of a sentence")
	}
	c.Warnings = append(c.Warnings, warnings...)
	for _, line := range lines {
		c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockParagraph, Text: line})
	}
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
