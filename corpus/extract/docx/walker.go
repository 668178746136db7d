package docx

import (
	"encoding/xml"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/numbering"
	"duibiao/corpus/extract/zippart"
)

// handler reads one element to its end.
type handler func(e xml.StartElement) error

// walker reads the text of one file.
type walker struct {
	archive *zippart.Archive
	rels    map[string]relation
	styles  styles
	lists   lists
	counter numbering.Counter
	symbols symbols

	x *xmlReader
	// flow takes the blocks that are read, p the text of the open paragraph.
	flow *flow
	p    *paragraph
	run  runProps
	// fields are the open fields, outermost first.
	fields []*field
	notes  []note
	// noteCounts counts the numbered notes by kind.
	noteCounts map[string]int

	// blockParts, inlineParts and runParts say what to do with the elements of
	// WordprocessingML among blocks, in a paragraph and in a run. Elements without
	// an entry hold no text.
	blockParts, inlineParts, runParts map[string]handler

	links    []corpus.Link
	warned   []string
	pictures int
	private  int
	// written counts bytes of text, paragraphs and cells what their names say.
	written, paragraphs, cells int
}

// flow is a sequence of blocks: the body, a cell, a text box or a note.
type flow struct {
	blocks []corpus.Block
	// carry is the text of paragraphs whose mark is deleted or hidden: it goes on
	// in the next paragraph.
	carry string
}

func newWalker(a *zippart.Archive) *walker {
	w := &walker{archive: a, flow: &flow{}, symbols: newSymbols()}
	w.blockParts = map[string]handler{
		"p":          w.paragraph,
		"tbl":        w.table,
		"sdt":        w.blocksIn,
		"sdtContent": w.blocksIn,
		"customXml":  w.blocksIn,
		"smartTag":   w.blocksIn,
		"ins":        w.blocksIn,
		"moveTo":     w.blocksIn,
		"altChunk":   w.altChunk,
	}
	w.inlineParts = map[string]handler{
		"pPr":        w.paragraphProps,
		"r":          w.textRun,
		"hyperlink":  w.hyperlink,
		"fldSimple":  w.simpleField,
		"sdt":        w.inlinesIn,
		"sdtContent": w.inlinesIn,
		"customXml":  w.inlinesIn,
		"smartTag":   w.inlinesIn,
		"ins":        w.inlinesIn,
		"moveTo":     w.inlinesIn,
		"dir":        w.inlinesIn,
		"bdo":        w.inlinesIn,
	}
	w.runParts = w.contentsOfRuns()
	return w
}

func (w *walker) contentsOfRuns() map[string]handler {
	return map[string]handler{
		"rPr":               w.runProps,
		"t":                 w.text,
		"tab":               w.literal("\t"),
		"ptab":              w.literal("\t"),
		"br":                w.literal("\n"),
		"cr":                w.literal("\n"),
		"noBreakHyphen":     w.literal("-"),
		"sym":               w.sym,
		"fldChar":           w.fieldChar,
		"instrText":         w.instruction,
		"footnoteReference": w.noteReference,
		"endnoteReference":  w.noteReference,
		"ruby":              w.ruby,
		"drawing":           w.graphic,
		"pict":              w.graphic,
		"object":            w.graphic,
	}
}

// story reads a part with the document in it.
func (w *walker) story(part string) error {
	return withPart(w.archive, part, func(x *xmlReader) error {
		w.x = x
		return x.root(func(e xml.StartElement) error {
			if vocabularyOf(e) != wordML || e.Name.Local != "document" {
				return fault.Damaged("docx", "%s is no document but %.40q", part, e.Name.Local)
			}
			defer w.flush()
			return x.children(func(e xml.StartElement) error {
				if e.Name.Local == "body" {
					return w.x.children(w.block)
				}
				return w.x.skip()
			})
		})
	})
}

// block reads an element among blocks.
func (w *walker) block(e xml.StartElement) error { return w.dispatch(w.blockParts, e) }

// inline reads an element of a paragraph.
func (w *walker) inline(e xml.StartElement) error {
	if e.Name.Local != "pPr" {
		w.begin()
	}
	if vocabularyOf(e) == mathML && (e.Name.Local == "oMath" || e.Name.Local == "oMathPara") {
		return w.formula()
	}
	return w.dispatch(w.inlineParts, e)
}

// runPart reads an element of a run.
func (w *walker) runPart(e xml.StartElement) error { return w.dispatch(w.runParts, e) }

func (w *walker) blocksIn(xml.StartElement) error  { return w.x.children(w.block) }
func (w *walker) inlinesIn(xml.StartElement) error { return w.x.children(w.inline) }

// dispatch hands an element to its handler, and skips those without.
func (w *walker) dispatch(parts map[string]handler, e xml.StartElement) error {
	switch vocabularyOf(e) {
	case wordML:
		if read := parts[e.Name.Local]; read != nil {
			return read(e)
		}
	case markupCompat:
		if e.Name.Local == "AlternateContent" {
			return w.alternate(func(e xml.StartElement) error { return w.dispatch(parts, e) })
		}
	}
	return w.x.skip()
}

// alternate reads the first choice of mc:AlternateContent (ECMA-376 Part 3, 7.6)
// that gives text, else the fallback: the same thing is said once.
func (w *walker) alternate(read handler) error {
	before := w.written
	return w.x.children(func(e xml.StartElement) error {
		if w.written > before || vocabularyOf(e) != markupCompat {
			return w.x.skip()
		}
		return w.x.children(read)
	})
}

func (w *walker) altChunk(xml.StartElement) error {
	w.warn("a part in another format (altChunk) was not read")
	return w.x.skip()
}

// add appends blocks to the flow within the cap.
func (w *walker) add(blocks ...corpus.Block) error {
	w.flow.blocks = append(w.flow.blocks, blocks...)
	if n := len(w.flow.blocks); n > fault.MaxBlocks {
		return &fault.TooLargeError{Size: n, Limit: fault.MaxBlocks, Unit: "blocks"}
	}
	return nil
}

// flush makes a paragraph of text that waits for one.
func (w *walker) flush() {
	if s := clean(w.flow.carry); s != "" {
		w.flow.blocks = append(w.flow.blocks, corpus.Block{Kind: corpus.BlockParagraph, Text: s})
	}
	w.flow.carry = ""
}

// aside reads a sequence of blocks that stands for itself (a cell, a text box)
// and gives its blocks, those before an error too.
func (w *walker) aside(read func() error) ([]corpus.Block, error) {
	flow0, p, fields, run := w.flow, w.p, w.fields, w.run
	w.flow, w.p, w.fields, w.run = &flow{}, nil, nil, runProps{}
	err := read()
	w.flush()
	blocks := w.flow.blocks
	w.flow, w.p, w.fields, w.run = flow0, p, fields, run
	return blocks, err
}
