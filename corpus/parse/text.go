package parse

import (
	"regexp"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/parse/catalogue"
)

// line is one line of the document's text, or one whole table; start and end
// are byte offsets, without white space at the ends. Empty lines are not kept.
type line struct {
	start, end int
	kind       corpus.BlockKind
	// level is the heading level that the format gives, 0 for none.
	level int
	// block is the index of the block that the line comes from; rows are the
	// places of a table's rows, empty for rows without text.
	block int
	rows  []catalogue.Span
}

// pageField is the page number field of a word processor, left in the text by a
// bad conversion: 第PAGE…页共NUMPAGES…页.
var pageField = regexp.MustCompile(`^第?\s*PAGE.{0,40}?页\s*共?\s*NUMPAGES.{0,40}?页`)

// assemble writes the blocks into one text, "\n" between them and between the
// rows of a table, "\t" between its cells. White space at the ends of lines is
// left out, and with it the invisible marks (zero-width spaces, byte order
// marks) that web pages leave there.
func assemble(blocks []corpus.Block) (string, []line) {
	size := 0
	for _, b := range blocks {
		size += len(b.Text) + 1
	}
	var out strings.Builder
	out.Grow(size)
	lines := make([]line, 0, len(blocks))
	for i, b := range blocks {
		if b.Kind == corpus.BlockTable {
			lines = appendTable(&out, lines, b.Rows, i)
			continue
		}
		for part := range strings.SplitSeq(b.Text, "\n") {
			part = strings.TrimFunc(part, isSpace)
			if part == "" {
				continue
			}
			newline(&out)
			start := out.Len()
			out.WriteString(part)
			if loc := pageField.FindStringIndex(part); loc != nil && loc[0] == 0 && loc[1] < len(part) {
				lines = append(lines, line{start: start, end: start + loc[1], kind: b.Kind, block: i})
				start += loc[1] + skipWhite(part[loc[1]:])
			}
			lines = append(lines, line{start: start, end: out.Len(), kind: b.Kind, level: b.Level, block: i})
		}
	}
	return out.String(), lines
}

func newline(out *strings.Builder) {
	if out.Len() > 0 {
		out.WriteByte('\n')
	}
}

func appendTable(out *strings.Builder, lines []line, rows [][]corpus.Cell, block int) []line {
	var table strings.Builder
	places := make([]catalogue.Span, len(rows))
	for k, row := range rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = strings.Join(strings.FieldsFunc(c.Text, isSpace), " ")
		}
		joined := strings.TrimRight(strings.Join(cells, "\t"), "\t ")
		if joined == "" {
			continue
		}
		if table.Len() == 0 {
			joined = strings.TrimLeftFunc(joined, isSpace)
		}
		newline(&table)
		start := table.Len()
		table.WriteString(joined)
		places[k] = catalogue.Span{Start: start + skipWhite(joined), End: table.Len()}
	}
	if table.Len() == 0 {
		return lines
	}
	newline(out)
	start := out.Len()
	out.WriteString(table.String())
	for k := range places {
		if places[k].End > 0 {
			places[k].Start, places[k].End = places[k].Start+start, places[k].End+start
		}
	}
	return append(lines, line{start: start, end: out.Len(), kind: corpus.BlockTable, block: block, rows: places})
}

// runeOffsets turns byte offsets, in ascending order, into rune offsets.
type runeOffsets struct {
	text         string
	bytes, runes int
}

// at gives the rune offset of byte offset b, which must not be before the one
// asked last.
func (o *runeOffsets) at(b int) int {
	for o.bytes < b {
		c := o.text[o.bytes]
		switch {
		case c < 0x80:
			o.bytes++
		case c < 0xE0:
			o.bytes += 2
		case c < 0xF0:
			o.bytes += 3
		default:
			o.bytes += 4
		}
		o.runes++
	}
	return o.runes
}
