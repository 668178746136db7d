package docx

import (
	"encoding/xml"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// runProps are the properties of a run that matter (17.3.2).
type runProps struct {
	style string
	// vanish is 1 for hidden text, 0 for shown, unset without a word on it.
	vanish int
	// removed says that a paragraph mark with these properties is deleted or
	// moved away.
	removed     bool
	superscript bool
	// raised says that the line of the text is raised: some programs write powers
	// so.
	raised bool
	// font is the font of Latin letters: symbol fonts show letters as signs.
	font string
	// hidden is vanish with the styles taken into account.
	hidden bool
}

func readRunProps(x *xmlReader) (runProps, error) {
	r := runProps{vanish: unset}
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "rStyle":
			r.style = attr(e, "val")
		case "vanish":
			r.vanish = 0
			if on(e) {
				r.vanish = 1
			}
		case "del", "moveFrom":
			r.removed = true
		case "vertAlign":
			r.superscript = attr(e, "val") == "superscript"
		case "position":
			r.raised = number(attr(e, "val")) > 0
		case "rFonts":
			r.font = attr(e, "ascii")
		}
		return x.skip()
	})
	return r, err
}

func (w *walker) textRun(xml.StartElement) error {
	outer := w.run
	w.run = runProps{vanish: unset}
	w.run.hidden = w.hidden()
	err := w.x.children(w.runPart)
	w.run = outer
	return err
}

func (w *walker) runProps(xml.StartElement) error {
	r, err := readRunProps(w.x)
	w.run = r
	w.run.hidden = w.hidden()
	return err
}

// hidden reports whether the open run is hidden: by itself, by its style, or by
// the style of the paragraph.
func (w *walker) hidden() bool {
	vanish := w.run.vanish
	if vanish == unset {
		vanish = w.styles.resolve(w.run.style).vanish
	}
	if vanish == unset && w.p != nil {
		vanish = w.styles.resolve(w.styleOf(&w.p.props)).vanish
	}
	return vanish == 1
}

// write adds text to the paragraph, unless it is hidden.
func (w *walker) write(s string) error {
	if w.run.hidden || w.muted() || w.p == nil {
		return nil
	}
	w.written += len(s)
	if w.written > fault.MaxTextBytes {
		return &fault.TooLargeError{Size: w.written, Limit: fault.MaxTextBytes, Unit: "bytes"}
	}
	for _, r := range s {
		if r >= 0xE000 && r <= 0xF8FF {
			w.private++
		}
	}
	w.p.out.WriteString(s)
	return nil
}

// literal writes s for an element.
func (w *walker) literal(s string) handler {
	return func(xml.StartElement) error {
		if err := w.write(s); err != nil {
			return err
		}
		return w.x.skip()
	}
}

// text reads a w:t. White space at its ends counts only where xml:space says so
// (17.3.3.31); line breaks of the XML are spaces.
func (w *walker) text(e xml.StartElement) error {
	s, err := w.x.text()
	if attr(e, "space") != "preserve" {
		s = strings.Trim(s, " \t\r\n")
	}
	s = strings.ReplaceAll(s, "\n", " ")
	switch {
	case w.run.superscript, w.run.raised && len(s) <= 2 && w.afterWord():
		s = superscript(s)
	case w.run.font != "":
		s = w.symbols.text(w.run.font, s)
	}
	if writeErr := w.write(s); err == nil {
		err = writeErr
	}
	return err
}

// afterWord reports that the paragraph's text ends with a Latin letter or a digit.
func (w *walker) afterWord() bool {
	s := w.p.out.String()
	return s != "" && (isLetter(s[len(s)-1]) || s[len(s)-1] >= '0' && s[len(s)-1] <= '9')
}

// superscript writes raised digits as such: 10⁸ is not 108. Other text stays.
func superscript(s string) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	var out strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			out.WriteRune(digits[r-'0'])
		case r == '-' || r == '−':
			out.WriteRune('⁻')
		case r == '+':
			out.WriteRune('⁺')
		default:
			return s
		}
	}
	return out.String()
}

// sym reads a w:sym: a sign of a symbol font (17.3.3.30).
func (w *walker) sym(e xml.StartElement) error {
	if err := w.write(w.symbols.sign(attr(e, "font"), attr(e, "char"))); err != nil {
		return err
	}
	return w.x.skip()
}

// ruby reads the base text and leaves out what stands above it (17.3.3.25).
func (w *walker) ruby(xml.StartElement) error {
	return w.x.children(func(e xml.StartElement) error {
		if e.Name.Local == "rubyBase" {
			return w.x.children(w.inline)
		}
		return w.x.skip()
	})
}

func (w *walker) hyperlink(e xml.StartElement) error {
	at := w.p.out.Len()
	err := w.x.children(w.inline)
	if r, ok := w.rels[attr(e, "id")]; ok && r.external {
		w.link(at, r.target)
	}
	return err
}

// maxLinks bounds the links of a file.
const maxLinks = 100_000

// link notes that the text of the paragraph from at on leads to url.
func (w *walker) link(at int, url string) {
	if url == "" || w.p == nil || at > w.p.out.Len() || len(w.links) >= maxLinks {
		return
	}
	text := clean(w.p.out.String()[at:])
	w.links = append(w.links, corpus.Link{Text: strings.ReplaceAll(text, "\n", " "), URL: url})
}

// graphic reads a drawing (DrawingML or VML) for the text in it: text boxes, word
// art, and the text of shapes. Text of other parts (SmartArt, charts) is not
// looked for.
func (w *walker) graphic(e xml.StartElement) error {
	if w.run.hidden || w.muted() {
		return w.x.skip()
	}
	return w.x.children(w.shape)
}

func (w *walker) shape(e xml.StartElement) error {
	switch v := vocabularyOf(e); {
	case v == wordML && e.Name.Local == "txbxContent":
		return w.box(func() error { return w.x.children(w.block) })
	case v == markupCompat && e.Name.Local == "AlternateContent":
		return w.alternate(w.shape)
	case v == drawingML && e.Name.Local == "p":
		return w.box(func() error { return w.paragraphOf("", e) })
	case e.Name.Local == "textpath" && attr(e, "string") != "":
		return w.box(func() error { return w.paragraphOf(attr(e, "string"), e) })
	case e.Name.Local == "blip", e.Name.Local == "imagedata", e.Name.Local == "OLEObject":
		w.pictures++
	}
	return w.x.children(w.shape)
}

// box reads a text box; its blocks follow the paragraph on which it hangs.
func (w *walker) box(read func() error) error {
	blocks, err := w.aside(read)
	if w.p != nil {
		w.p.after = append(w.p.after, blocks...)
	}
	return err
}

// paragraphOf makes a paragraph of s and of the texts (a:t) in the element.
func (w *walker) paragraphOf(s string, _ xml.StartElement) error {
	w.p = &paragraph{props: noProps(), begun: true}
	err := w.write(s)
	if err == nil {
		err = w.x.children(w.drawnText)
	}
	if endErr := w.end(w.p); err == nil {
		err = endErr
	}
	return err
}

func (w *walker) drawnText(e xml.StartElement) error {
	if vocabularyOf(e) != drawingML || e.Name.Local != "t" {
		return w.x.children(w.drawnText)
	}
	s, err := w.x.text()
	if writeErr := w.write(s); err == nil {
		err = writeErr
	}
	return err
}
