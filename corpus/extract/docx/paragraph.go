package docx

import (
	"encoding/xml"
	"strings"
	"unicode"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// maxParagraphs bounds the paragraphs of a file, those in cells included.
const maxParagraphs = fault.MaxCells

// paragraph is a w:p that is being read.
type paragraph struct {
	props props
	// label is the automatic number with what follows it.
	label string
	begun bool
	out   strings.Builder
	// after are the blocks of text boxes that hang on the paragraph.
	after []corpus.Block
}

// props are the properties of a paragraph that matter (17.3.1).
type props struct {
	style   string
	outline int
	num     numRef
	// indent is how far the first line is set in, in half-width characters.
	indent int
	// joined says that the paragraph's mark is deleted, moved away or hidden:
	// its text goes on in the next paragraph.
	joined bool
}

func (w *walker) paragraph(xml.StartElement) error {
	w.paragraphs++
	if w.paragraphs > maxParagraphs {
		return &fault.TooLargeError{Size: w.paragraphs, Limit: maxParagraphs, Unit: "blocks"}
	}
	outer := w.p
	w.p = &paragraph{props: noProps()}
	err := w.x.children(w.inline)
	w.endInstructions()
	if endErr := w.end(w.p); err == nil {
		err = endErr
	}
	w.p = outer
	return err
}

// begin counts the paragraph once its properties are known, before anything in
// it is counted.
func (w *walker) begin() {
	if w.p.begun {
		return
	}
	w.p.begun = true
	if !w.p.props.joined {
		w.p.label = w.label(&w.p.props)
		w.written += len(w.p.label)
	}
}

// end makes a block of the paragraph.
func (w *walker) end(p *paragraph) error {
	w.begin()
	if p.props.joined {
		w.flow.carry += p.out.String()
		return w.add(p.after...)
	}
	raw := w.flow.carry + p.out.String()
	w.flow.carry = ""
	if text := clean(p.label + raw); text != "" {
		b := corpus.Block{Kind: corpus.BlockParagraph, Text: text, Level: w.level(&p.props)}
		// A label says more of a paragraph's place than its indent, which lists set.
		if p.label == "" {
			b.Indent = min(p.props.indent+leading(raw), maxIndent)
		}
		if b.Level > 0 {
			b.Kind = corpus.BlockHeading
		}
		if err := w.add(b); err != nil {
			return err
		}
	}
	return w.add(p.after...)
}

// styleOf is the id of the paragraph's style, or of the default one.
func (w *walker) styleOf(p *props) string {
	if p.style != "" && w.styles.byID[p.style] != nil {
		return p.style
	}
	return w.styles.paragraph
}

// level is the heading level of a paragraph: its own, else that of its style.
func (w *walker) level(p *props) int {
	if p.outline != unset {
		return levelOf(p.outline)
	}
	return w.styles.resolve(w.styleOf(p)).level
}

func noProps() props { return props{outline: unset, num: numRef{unset, unset}} }

func (w *walker) paragraphProps(xml.StartElement) error {
	p, err := readParagraphProps(w.x)
	if !w.p.begun {
		w.p.props = p
	}
	return err
}

// readParagraphProps reads a w:pPr, of a paragraph or of a style.
func readParagraphProps(x *xmlReader) (props, error) {
	p := noProps()
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "pStyle":
			p.style = attr(e, "val")
		case "outlineLvl":
			p.outline = number(attr(e, "val"))
		case "ind":
			p.indent = indentOf(e)
		case "numPr":
			return x.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "numId":
					p.num.numID = number(attr(e, "val"))
				case "ilvl":
					p.num.ilvl = number(attr(e, "val"))
				}
				return x.skip()
			})
		case "rPr":
			r, err := readRunProps(x)
			p.joined = r.vanish == 1 || r.removed
			return err
		}
		return x.skip()
	})
	return p, err
}

// clean makes text of what was gathered: white space is a space, a line keeps
// none at its ends, and signs without a shape are dropped.
func clean(s string) string {
	var out strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimFunc(strings.Map(visible, line), unicode.IsSpace)
		if line == "" {
			continue
		}
		if out.Len() > 0 {
			out.WriteByte('\n')
		}
		out.WriteString(line)
	}
	return out.String()
}

// visible drops soft hyphens and signs of no width.
func visible(r rune) rune {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return -1
	case '\t', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return ' '
	}
	return r
}
