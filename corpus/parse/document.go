package parse

import (
	"duibiao/corpus"
	"duibiao/corpus/parse/figure"
)

// Hint is what the caller knows of a file from outside it.
type Hint struct {
	// Region is the GB/T 2260 code that the user gave, "" for none; it wins
	// over the text.
	Region string
	// FileName is the file's base name, the title's last resort.
	FileName string
}

// Document parses what extraction read. It never fails: what is not understood
// is a paragraph of the body, and what is not known stays empty.
func Document(c corpus.Content, hint Hint) corpus.Parsed {
	text, lines := assemble(c.Blocks)
	units := split(text, lines)
	if !hasArticles(units) {
		units = splitOutline(text, units)
	}
	y := newLayout(text, units, c.Fields)
	meta := metadata(y, c.Fields, hint)
	clauses := build(y)
	return corpus.Parsed{
		Text:    text,
		Meta:    meta,
		Clauses: clauses,
		Items:   catalogueItems(text, c.Blocks, lines, meta),
		Counts:  figure.Counts(text, clauses),
		Amounts: figure.Amounts(text, clauses, figureTables(text, c.Blocks, lines)),
	}
}

func hasArticles(units []unit) bool {
	for _, u := range units {
		if u.label.style == styleArticle {
			return true
		}
	}
	return false
}
