// Package catalogue turns the tables and lists of a document into catalogue
// items: a tree with codes, names, tiers, notes and the row that proves each.
//
// Invariant: an item's name and code stand in the row or line that the item
// names. What is not understood to be an item is left out; nothing is guessed.
package catalogue

import (
	"strings"

	"duibiao/corpus"
)

// Span is a place in the document's text, in bytes, End exclusive.
type Span struct{ Start, End int }

// Label is the numbering label that begins a text: 一、 （一） 1.
type Label struct {
	// Style tells numberings apart; 0 is none. Outer styles (一、) have lower
	// numbers than inner ones (1.). Number is the number, Width the length in
	// bytes.
	Style, Number, Width int
}

// Part is one block of the document and its place in the text.
type Part struct {
	Block corpus.Block
	Span
	// Rows are the places of a table's rows.
	Rows []Span
}

// Input is a document, as far as its catalogues are concerned.
type Input struct {
	Title string
	// Catalogue says that the document as a whole is a catalogue.
	Catalogue bool
	Parts     []Part
	// Label reads the label that begins a text without leading white space.
	Label func(string) (Label, bool)
}

// Items reads the items of all catalogues of a document, in document order.
// Offsets are in bytes; Region, Year and the rune offsets are left to the caller.
func Items(in Input) []corpus.CatalogueItem {
	if strings.Contains(in.Title, "名录") && !strings.Contains(in.Title, "目录") {
		in.Catalogue = false // a list of people or institutions
	}
	r := reader{in: in}
	r.tables()
	if len(r.items) == 0 {
		r.lists()
	}
	return r.items
}
