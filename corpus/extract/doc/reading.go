package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/numbering"
)

// Characters that are no text, [MS-DOC] 2.4.1 and 2.8.25.
const (
	markPicture   = 0x01
	markCell      = 0x07
	markDrawing   = 0x08
	markTab       = 0x09
	markLineFeed  = 0x0A
	markLine      = 0x0B
	markPage      = 0x0C
	markParagraph = 0x0D
	markColumn    = 0x0E
	hyphenFixed   = 0x1E
	symbolPlace   = 0x28 // stands where sprmCSymbol says what to show
)

// reading is the state of reading the text once, from its begin to its end.
type reading struct {
	*file
	content *corpus.Content
	// text is the paragraph that is being read, paragraphs how many were read.
	text       []byte
	paragraphs int
	// raised says how the text from raisedFrom on is set higher.
	raised, raisedFrom int
	// fields are the open fields, hiding the innermost whose instruction is
	// being read. matched are the field characters that count, by number.
	fields     []field
	hiding     int
	matched    bits
	fieldChars int

	table   table
	counter numbering.Counter
	looks   runCache
	marks   paragraphCache

	// size and cells count what came out: bytes and cells.
	size, cells int
	// lost counts characters that could not be decoded.
	lost     int
	pictures bool
}

// part reads a part of the text.
func (r *reading) part(from, to int) error {
	r.matched, r.fieldChars, r.fields, r.hiding = r.matching(from, to), 0, nil, none
	if err := r.each(from, to, r.char); err != nil {
		return err
	}
	if err := r.endParagraph(char{r: markParagraph}, plainParagraph()); err != nil {
		return err
	}
	return r.endTable()
}

// char reads one character.
func (r *reading) char(c char) error {
	if r.spent > maxProperties {
		return fault.Damaged(format, "more than %d bytes of properties", maxProperties)
	}
	look := r.run(c, &r.looks)
	switch {
	case c.r >= fieldBegin && c.r <= fieldEnd:
		r.fieldChar(c)
	case c.r == markCell:
		return r.cell(c, look)
	case r.hiding != none:
		r.emit(string(c.r))
	case look.deleted || look.hidden:
	case ordinary(c.r):
		r.raise(look)
		r.text = utf8.AppendRune(r.text, c.r)
	case r.ends(c):
		return r.endParagraph(c, r.paragraph(c, &r.marks))
	default:
		r.raise(look)
		r.emit(r.shown(c, look))
	}
	return nil
}

// ordinary reports a character of ASCII or of East Asian scripts that is
// nothing but itself: nearly all are.
func ordinary(r rune) bool {
	return r > symbolPlace && r < 0x7F || r >= 0x2E80 && r < 0xD800
}

// ends reports the end of a paragraph. The end of a section and a page break
// within a paragraph are the same character: only the first is one.
func (r *reading) ends(c char) bool {
	if c.r != markPage {
		return c.r == markParagraph
	}
	n := r.file.paragraphs.find(c.fc)
	return n == none || int(r.file.paragraphs.runs[n].to) == c.fc+c.size
}

// emit writes what shows, or what belongs to the instruction of a field.
func (r *reading) emit(s string) {
	if r.hiding == none {
		r.text = append(r.text, s...)
		return
	}
	f := &r.fields[r.hiding]
	if len(f.instruction)+len(s) <= maxInstruction {
		f.instruction = append(f.instruction, s...)
	}
}

// shown is what a character looks like on the page.
func (r *reading) shown(c char, look runProps) string {
	if look.symbol != 0 && (c.r == symbolPlace || look.special) {
		return r.sign(look.symbol, look.symbolFont)
	}
	if c.r >= symbolBase+0x20 && c.r <= symbolBase+0xFF {
		return r.sign(int(c.r), look.fonts[:]...)
	}
	switch c.r {
	case markPicture, markDrawing:
		r.pictures = true
	case utf8.RuneError:
		r.lost++
	}
	return plain(c.r)
}

// plain is what a character of no symbol font looks like.
func plain(c rune) string {
	switch c {
	case markTab:
		return "\t"
	case markLine, markPage, markColumn, markLineFeed:
		return "\n"
	case hyphenFixed:
		return "-"
	case 0xA0:
		return " "
	case 0xAD, 0xFEFF, 0xFFFE, 0xFFFF: // seen only at the end of a line, or never
		return ""
	}
	if c < 0x20 || c >= 0x7F && c < 0xA0 {
		return ""
	}
	return string(c)
}

// sign is a character of the first of fonts that is a known font of symbols; one
// that is not known stays what it is if it has a place in Unicode, and is lost
// otherwise.
func (r *reading) sign(code int, fonts ...int) string {
	for _, font := range fonts {
		if s, ok := r.symbol(font, code); ok {
			return string(s)
		}
	}
	if code >= 0x20 && code < 0xD800 || code >= 0xE000 && code < 0xFFFE {
		return string(rune(code))
	}
	r.lost++
	return string(utf8.RuneError)
}

// cell reads the mark that ends a cell or a row.
func (r *reading) cell(c char, look runProps) error {
	p := r.paragraph(c, &r.marks)
	if look.deleted && p.rowEnd {
		r.table.dropRow()
		r.takeText()
		return nil
	}
	return r.endParagraph(c, p)
}

// endParagraph takes the paragraph that c ends: into the open table, or as a
// block of its own.
func (r *reading) endParagraph(c char, p paragraphProps) error {
	text := r.takeText()
	depth := p.depth()
	if !p.rowEnd && !p.innerRow && (depth > 0 || c.piece != nil) {
		text = r.labelled(text, p)
	}
	r.size += len(text)
	if r.size > fault.MaxTextBytes {
		return &fault.TooLargeError{Size: r.size, Limit: fault.MaxTextBytes, Unit: "bytes"}
	}
	if depth > 0 {
		return r.addToTable(text, c.r == markCell, p)
	}
	if err := r.endTable(); err != nil || text == "" {
		return err
	}
	b := corpus.Block{Kind: corpus.BlockParagraph, Text: text}
	if p.outline < bodyText {
		b.Kind, b.Level = corpus.BlockHeading, p.outline+1
	}
	return r.add(b)
}

// takeText gives the text of the paragraph and begins the next.
func (r *reading) takeText() string {
	r.lower()
	text := strings.TrimFunc(string(r.text), unicode.IsSpace)
	r.text = r.text[:0]
	r.paragraphs++
	return text
}

// labelled puts the automatic number before the text of a paragraph.
func (r *reading) labelled(text string, p paragraphProps) string {
	if p.list < 1 || p.list > len(r.lists) {
		return text
	}
	l := r.lists[p.list-1]
	label := r.counter.Next(l, p.level)
	if label == "" {
		return text
	}
	level := l.Levels[min(p.level, numbering.Levels-1)]
	return strings.TrimFunc(label+level.Separator()+text, unicode.IsSpace)
}

// addToTable adds a paragraph to the open table.
func (r *reading) addToTable(text string, cellMark bool, p paragraphProps) error {
	if cellMark {
		r.cells++
	}
	if r.cells > fault.MaxCells {
		return &fault.TooLargeError{Size: r.cells, Limit: fault.MaxCells, Unit: "cells"}
	}
	r.table.add(text, cellMark, p)
	if n := len(r.table.rows); n > fault.MaxRows {
		return &fault.TooLargeError{Size: n, Limit: fault.MaxRows, Unit: "rows"}
	}
	return nil
}

// endTable makes a block of the table that is open.
func (r *reading) endTable() error {
	if !r.table.open() {
		return nil
	}
	if b, ok := r.table.finish(); ok {
		return r.add(b)
	}
	return nil
}

// add adds a block.
func (r *reading) add(b corpus.Block) error {
	if len(r.content.Blocks) == fault.MaxBlocks {
		return &fault.TooLargeError{Size: fault.MaxBlocks + 1, Limit: fault.MaxBlocks, Unit: "blocks"}
	}
	r.content.Blocks = append(r.content.Blocks, b)
	return nil
}
