package word

import (
	"fmt"
	"strings"
)

// piece is what a block became, and the way the page lies under it.
type piece struct {
	elements  []element
	landscape bool
	heading   bool
	float     bool // a figure or a table
}

// body is the content of w:body: title, contents, blocks and their sections.
func (b *builder) body() ([]element, error) {
	front := b.front()
	var pieces []piece
	for _, x := range b.doc.Blocks {
		p, err := b.block(x)
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, p)
	}
	if b.doc.Contents && len(b.headings) > 0 {
		front = append(front, b.contents()...)
	}
	turnHeadings(pieces)
	return inSections(append([]piece{{elements: front}}, pieces...)), nil
}

func (b *builder) block(x Block) (piece, error) {
	switch x := x.(type) {
	case Heading:
		return b.heading(x)
	case Paragraph:
		e, err := b.paragraph(x)
		return piece{elements: []element{e}}, err
	case Figure:
		return b.figure(x)
	case Table:
		return b.table(x)
	}
	return piece{}, fmt.Errorf("no such block: %T", x)
}

// front is the title and the lines under it.
func (b *builder) front() []element {
	out := []element{el("w:p", el("w:pPr", val("w:pStyle", "Title")), textRun(nil, b.title))}
	for _, s := range b.doc.Byline {
		out = append(out, el("w:p", el("w:pPr", val("w:pStyle", "Byline")), textRun(nil, b.line(s))))
	}
	b.newPage = b.doc.Contents
	return out
}

// properties begins the w:pPr of a paragraph. Its children follow the order of
// the schema: pStyle, keepNext, pageBreakBefore, …
func (b *builder) properties(style string, keepNext bool) element {
	p := el("w:pPr", val("w:pStyle", style))
	if keepNext {
		p.kids = append(p.kids, el("w:keepNext"))
	}
	if b.newPage {
		p.kids = append(p.kids, el("w:pageBreakBefore"))
		b.newPage = false
	}
	return p
}

func (b *builder) heading(h Heading) (piece, error) {
	if h.Level < 1 || h.Level > 3 {
		return piece{}, fmt.Errorf("heading %q: level %d is not 1 to 3", h.Text, h.Level)
	}
	name, text := b.bookmark("_Toc"), b.line(h.Text)
	b.headings = append(b.headings, heading{h.Level, text, name})
	p := el("w:p", b.properties("Heading"+itoa(h.Level), false))
	p.kids = append(p.kids, marked(name, textRun(nil, text))...)
	return piece{elements: []element{p}, heading: true}, nil
}

// styleID is the style of a paragraph's role.
func (s Style) styleID() string {
	switch s {
	case Note:
		return "NoteText"
	case Source:
		return "Source"
	}
	return "BodyText"
}

func (b *builder) paragraph(x Paragraph) (element, error) {
	p := el("w:p", b.properties(x.Style.styleID(), false))
	rs, err := b.runs(x.Runs, nil)
	if err != nil {
		return element{}, err
	}
	if name, ok := b.anchors[x.Anchor]; ok {
		rs = marked(name, rs...)
	}
	p.kids = append(p.kids, rs...)
	return p, nil
}

// notesUnder are the notes of a figure or a table.
func (b *builder) notesUnder(notes [][]Run) ([]element, error) {
	var out []element
	for i, n := range notes {
		rs, err := b.runs(n, nil)
		if err != nil {
			return nil, err
		}
		p := el("w:p", b.properties("NoteText", i == len(notes)-2)) // no last line alone on a page
		if i == len(notes)-1 {                                      // room before what follows
			p.kids[0].kids = append(p.kids[0].kids, el("w:spacing").with("w:after", "200"))
		}
		p.kids = append(p.kids, rs...)
		out = append(out, p)
	}
	return out, nil
}

// caption is 图N　title or 表N　title, the number a SEQ field that Word counts
// itself when fields are brought up to date.
func (b *builder) caption(id, title string, keepNext bool) element {
	t := b.targets[id]
	word := t.label[:len("图")]
	p := el("w:p", b.properties("Caption", keepNext))
	label := append([]element{textRun(nil, word)}, field(nil, ` SEQ `+word+` \* ARABIC `, t.label[len(word):])...)
	p.kids = append(p.kids, marked(t.bookmark, label...)...)
	p.kids = append(p.kids, textRun(nil, "　"+b.line(title)))
	return p
}

// runs writes text; look are run properties for all of it.
func (b *builder) runs(rs []Run, look []element) ([]element, error) {
	var out []element
	for _, r := range rs {
		es, err := b.run(r, look)
		if err != nil {
			return nil, err
		}
		out = append(out, es...)
	}
	return out, nil
}

func (b *builder) run(r Run, look []element) ([]element, error) {
	if r.Bold {
		look = append([]element{el("w:b"), el("w:bCs")}, look...)
	}
	var out []element
	switch {
	case r.Ref != "":
		t, ok := b.targets[r.Ref]
		if !ok {
			return nil, fmt.Errorf("reference to %q: there is no such figure or table", r.Ref)
		}
		out = field(look, ` REF `+t.bookmark+` \h `, t.label)
	case r.Text != "":
		out = []element{textRun(look, b.clean(r.Text))}
	}
	if r.Link != "" {
		name, ok := b.anchors[r.Link]
		if !ok {
			return nil, fmt.Errorf("link to %q: there is no such anchor", r.Link)
		}
		out = []element{el("w:hyperlink", out...).with("w:anchor", name, "w:history", "1")}
	}
	if r.Note == nil {
		return out, nil
	}
	ref, err := b.footnote(r.Note)
	return append(out, ref), err
}

// textRun is a run of text. Quotation marks, dashes and dots that Chinese and
// Latin share are taken from the Chinese font (the hint, ECMA-376 17.3.2.26).
func textRun(look []element, text string) element {
	r := el("w:r")
	if strings.IndexFunc(text, func(c rune) bool { return c > 0x7F }) >= 0 {
		look = append([]element{el("w:rFonts").with("w:hint", "eastAsia")}, look...)
	}
	if len(look) > 0 {
		r.kids = append(r.kids, el("w:rPr", look...))
	}
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			r.kids = append(r.kids, el("w:br"))
		}
		for k, s := range strings.Split(line, "\t") {
			if k > 0 {
				r.kids = append(r.kids, el("w:tab"))
			}
			if s != "" {
				r.kids = append(r.kids, el("w:t").with("xml:space", "preserve").holding(s))
			}
		}
	}
	return r
}
