package parse

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// brokenInvariant names the first rule of corpus.Clause that the parsed
// document breaks, nil for none.
func brokenInvariant(c corpus.Content, p corpus.Parsed) error {
	if got, want := squeezeAll(p.Text), squeezeAll(blockText(c.Blocks)); got != want {
		return fmt.Errorf("text lost or changed: %d characters of %d", len(got), len(want))
	}
	if !utf8.ValidString(p.Text) {
		return fmt.Errorf("text is not valid UTF-8")
	}
	if err := brokenOffsets(p); err != nil {
		return err
	}
	if err := brokenFigures(p); err != nil {
		return err
	}
	return brokenTree(p)
}

// brokenFigures checks that the counts and amounts quote the text verbatim, in its
// order, and name the smallest clause that holds the quotation.
func brokenFigures(p corpus.Parsed) error {
	var spans []corpus.Span
	for _, c := range p.Counts {
		spans = append(spans, c.Span)
	}
	for _, a := range p.Amounts {
		spans = append(spans, a.Span)
	}
	for i, s := range spans {
		if s.StartByte < 0 || s.EndByte > len(p.Text) || s.StartByte >= s.EndByte || p.Text[s.StartByte:s.EndByte] != s.Quote {
			return fmt.Errorf("figure %d: %q is not at [%d,%d)", i, s.Quote, s.StartByte, s.EndByte)
		}
		start := utf8.RuneCountInString(p.Text[:s.StartByte])
		if s.Start != start || s.End != start+utf8.RuneCountInString(s.Quote) {
			return fmt.Errorf("figure %q: runes [%d,%d) for bytes [%d,%d)", s.Quote, s.Start, s.End, s.StartByte, s.EndByte)
		}
		if want := smallestClause(p, s); s.Clause != want {
			return fmt.Errorf("figure %q: clause %q, not %q", s.Quote, s.Clause, want)
		}
	}
	return nil
}

// smallestClause is the ID of the shortest clause that holds a span, the last of
// those of one length, "" for none.
func smallestClause(p corpus.Parsed, s corpus.Span) string {
	id, size := "", len(p.Text)+1
	for _, c := range p.Clauses {
		if n := c.EndByte - c.StartByte; c.StartByte <= s.StartByte && c.EndByte >= s.EndByte && n <= size {
			id, size = c.ID, n
		}
	}
	return id
}

func blockText(blocks []corpus.Block) string {
	var out strings.Builder
	for _, b := range blocks {
		out.WriteString(b.Text)
		for _, row := range b.Rows {
			for _, cell := range row {
				out.WriteString(cell.Text)
			}
		}
	}
	return out.String()
}

func squeezeAll(s string) string {
	return strings.Map(func(r rune) rune {
		if isSpace(r) {
			return -1
		}
		return r
	}, s)
}

// brokenOffsets checks the byte and rune offsets of every clause.
func brokenOffsets(p corpus.Parsed) error {
	runeAt := make([]int, len(p.Text)+1)
	n := 0
	for i := range runeAt {
		runeAt[i] = -1
		if i == len(p.Text) || utf8.RuneStart(p.Text[i]) {
			runeAt[i] = n
			n++
		}
	}
	for _, c := range p.Clauses {
		switch {
		case c.StartByte < 0 || c.EndByte > len(p.Text) || c.StartByte >= c.EndByte:
			return fmt.Errorf("%s: bytes [%d,%d) of %d", c.ID, c.StartByte, c.EndByte, len(p.Text))
		case runeAt[c.StartByte] != c.Start || runeAt[c.EndByte] != c.End:
			return fmt.Errorf("%s: runes [%d,%d) for bytes [%d,%d)", c.ID, c.Start, c.End, c.StartByte, c.EndByte)
		case strings.TrimFunc(c.Text(p.Text), isSpace) != c.Text(p.Text):
			return fmt.Errorf("%s: white space at an end", c.ID)
		}
	}
	return nil
}

// brokenTree checks IDs, parents, order and that the outermost clauses tile the
// text.
func brokenTree(p corpus.Parsed) error {
	byID := map[string]corpus.Clause{}
	start := 0
	for _, c := range p.Clauses {
		if _, ok := byID[c.ID]; ok {
			return fmt.Errorf("ID %s twice", c.ID)
		}
		byID[c.ID] = c
		up, ok := byID[c.Parent]
		switch {
		case c.Parent != "" && !ok:
			return fmt.Errorf("%s: parent %s is not before it", c.ID, c.Parent)
		case ok && up.EndByte > c.StartByte && (c.StartByte < up.StartByte || c.EndByte > up.EndByte):
			return fmt.Errorf("%s reaches out of its parent %s", c.ID, up.ID)
		case c.StartByte < start:
			return fmt.Errorf("%s: out of order", c.ID)
		}
		start = c.StartByte
	}
	return brokenTiling(p)
}

func brokenTiling(p corpus.Parsed) error {
	covered := 0
	for _, c := range p.Clauses {
		switch {
		case c.StartByte >= covered:
			if gap := p.Text[covered:c.StartByte]; strings.TrimFunc(gap, isSpace) != "" {
				return fmt.Errorf("%s: text before it in no clause: %.60q", c.ID, gap)
			}
			covered = c.EndByte
		case c.EndByte > covered:
			return fmt.Errorf("%s: overlaps the clause before it", c.ID)
		case c.Parent == "":
			return fmt.Errorf("%s: inside another clause without a parent", c.ID)
		}
	}
	if gap := p.Text[covered:]; strings.TrimFunc(gap, isSpace) != "" {
		return fmt.Errorf("text at the end in no clause: %.60q", gap)
	}
	return nil
}

func paragraphs(lines ...string) corpus.Content {
	var c corpus.Content
	for _, s := range lines {
		b := corpus.Block{Kind: corpus.BlockParagraph, Text: s}
		if rest := strings.TrimLeft(s, "#"); rest != s {
			b.Kind, b.Level, b.Text = corpus.BlockHeading, len(s)-len(rest), strings.TrimSpace(rest)
		}
		c.Blocks = append(c.Blocks, b)
	}
	return c
}
