package extract

import (
	"strings"
	"unicode"

	"duibiao/corpus"
)

// readMarkdown reads Markdown line by line. A full Markdown parser is not used
// because it takes the numbers of legal items (1. 2.) for list markers and
// drops them; here only headings, pipe tables, comments and bold marks are
// markup.
func readMarkdown(text string, c *corpus.Content) {
	m := &markdown{content: c}
	eachLine(text, m.line)
	m.flush()
}

type markdown struct {
	content *corpus.Content
	// rows is the table being read.
	rows [][]corpus.Cell
	// comment says that a comment is open.
	comment bool
}

func (m *markdown) line(s string) {
	s = strings.TrimFunc(m.uncomment(s), unicode.IsSpace)
	if s == "" {
		return
	}
	if strings.HasPrefix(s, "|") {
		if !separatorRow(s) {
			m.rows = append(m.rows, tableRow(s))
		}
		return
	}
	m.flush()
	level := headingLevel(s)
	if level > 0 {
		s = strings.TrimFunc(strings.TrimRight(s[level:], "#"), unicode.IsSpace)
	}
	if s = strings.ReplaceAll(s, "**", ""); s == "" {
		return
	}
	b := corpus.Block{Kind: corpus.BlockParagraph, Text: s}
	if level > 0 {
		b.Kind, b.Level = corpus.BlockHeading, level
	}
	m.content.Blocks = append(m.content.Blocks, b)
}

// uncomment drops HTML comments, which may reach over lines.
func (m *markdown) uncomment(s string) string {
	if !m.comment && !strings.Contains(s, "<!--") {
		return s
	}
	var out strings.Builder
	for s != "" {
		if m.comment {
			_, after, closed := strings.Cut(s, "-->")
			m.comment = !closed
			s = after
			continue
		}
		before, after, opened := strings.Cut(s, "<!--")
		out.WriteString(before)
		m.comment = opened
		s = after
	}
	return out.String()
}

func (m *markdown) flush() {
	if len(m.rows) > 0 {
		m.content.Blocks = append(m.content.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: m.rows})
		m.rows = nil
	}
}

// headingLevel counts the # that begin a heading, at most six; text must follow.
func headingLevel(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "#"))
	if n == 0 || n > 6 || n == len(s) {
		return 0
	}
	return n
}

// separatorRow reports the row |---|:--:| below a table's head.
func separatorRow(s string) bool {
	return strings.Contains(s, "-") && strings.Trim(s, "|-: \t") == ""
}

func tableRow(s string) []corpus.Cell {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "|"), "|")
	var row []corpus.Cell
	for part := range strings.SplitSeq(s, "|") {
		row = append(row, corpus.Cell{Text: strings.TrimFunc(strings.ReplaceAll(part, "**", ""), unicode.IsSpace)})
	}
	return row
}
