package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/layout"
)

// reader reads one document.
type reader struct {
	doc    *document
	opts   Options
	text   textReader
	laid   []layout.Page
	glyphs int
	// budget is how many page objects and segments of paths are still looked at.
	budget int
	// blank are the pages without text that show something, ocr those of them
	// that were recognised.
	blank, ocr []int
	// broken are the pages that could not be loaded.
	broken []int
}

// pages reads all pages.
func (r *reader) pages() error {
	n := r.doc.pageCount()
	if n > r.opts.MaxPages {
		return &fault.TooLargeError{Size: n, Limit: r.opts.MaxPages, Unit: "pages"}
	}
	r.budget = maxDrawn
	r.text = textReader{m: r.doc.m, texts: map[rune]string{}}
	for i := range n {
		if err := r.page(i); err != nil {
			return err
		}
	}
	return r.doc.m.fault()
}

func (r *reader) page(i int) error {
	m := r.doc.m
	page := r.doc.loadPage(i)
	if m.err != nil {
		return m.fault()
	}
	if page == 0 {
		r.broken = append(r.broken, i+1)
		r.laid = append(r.laid, layout.Page{Number: i + 1})
		return nil
	}
	defer m.call("FPDF_ClosePage", uint64(page))
	chars := r.text.page(page)
	f := newFrame(m, page, chars)
	d := drawing{m: m, frame: f, budget: min(maxObjects, r.budget)}
	r.budget -= d.budget
	d.page(page)
	r.budget += max(0, d.budget)
	p := layout.Page{Number: i + 1, Rules: d.rules, Pictures: d.pictures, Glyphs: place(chars, f)}
	p.Width, p.Height = f.size()
	if !hasText(p.Glyphs) && (len(p.Pictures) > 0 || d.outlines > 0) {
		if err := r.recognise(page, f, &p); err != nil {
			return err
		}
	}
	r.laid = append(r.laid, p)
	if r.glyphs += len(p.Glyphs); r.glyphs > MaxGlyphs {
		return &fault.TooLargeError{Size: r.glyphs, Limit: MaxGlyphs, Unit: "characters"}
	}
	return m.fault()
}

func hasText(glyphs []layout.Glyph) bool {
	for _, g := range glyphs {
		if strings.TrimSpace(g.Text) != "" {
			return true
		}
	}
	return false
}

// recognise asks the caller's OCR for the text of a page that shows something
// and has none.
func (r *reader) recognise(page uint32, f frame, p *layout.Page) error {
	r.blank = append(r.blank, p.Number)
	if r.opts.OCR == nil {
		return nil
	}
	png, dpi, err := render(r.doc.m, page, f)
	if err != nil {
		return fmt.Errorf("render page %d: %w", p.Number, err)
	}
	glyphs, err := r.opts.OCR(png, *p, dpi)
	if err != nil {
		return fmt.Errorf("recognise page %d: %w", p.Number, err)
	}
	if hasText(glyphs) {
		p.Glyphs = glyphs
		r.blank = r.blank[:len(r.blank)-1]
		r.ocr = append(r.ocr, p.Number)
	}
	return nil
}

// content makes blocks of the pages.
func (r *reader) content(c *corpus.Content) error {
	c.MediaType, c.Charset = "application/pdf", ""
	blocks := layout.Blocks(r.laid)
	if len(blocks) == 0 {
		return r.nothing()
	}
	if len(blocks) > fault.MaxBlocks {
		return &fault.TooLargeError{Size: len(blocks), Limit: fault.MaxBlocks, Unit: "blocks"}
	}
	c.Blocks = append(c.Blocks, blocks...)
	if len(r.ocr) > 0 {
		c.Charset = "ocr"
	}
	c.Warnings = append(c.Warnings, r.warnings()...)
	return nil
}

// nothing says why there is no text.
func (r *reader) nothing() error {
	switch {
	case len(r.blank) > 0:
		return fault.ErrNoText
	case len(r.broken) > 0:
		return fault.Damaged("pdf", "none of its %d pages can be loaded", len(r.broken))
	case len(r.laid) == 0:
		return fault.Damaged("pdf", "it has no pages")
	}
	return fault.ErrEmpty
}

func (r *reader) warnings() []string {
	var out []string
	add := func(format string, pages []int) {
		if len(pages) > 0 {
			out = append(out, fmt.Sprintf(format, ranges(pages)))
		}
	}
	add("no text on pages %s: they are pictures", r.blank)
	add("text of pages %s was recognised from pictures and may be wrong", r.ocr)
	add("pages %s are damaged and were left out", r.broken)
	if r.text.lost > 0 {
		out = append(out, fmt.Sprintf("%d characters could not be read: the file does not say which they are", r.text.lost))
	}
	if r.text.unmapped > 0 {
		out = append(out, fmt.Sprintf("%d characters have no certain meaning: the fonts do not map them to Unicode", r.text.unmapped))
	}
	return out
}

// ranges writes ascending numbers as 1–3, 5.
func ranges(numbers []int) string {
	var out []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		s := strconv.Itoa(numbers[i])
		if j > i {
			s += "–" + strconv.Itoa(numbers[j])
		}
		out = append(out, s)
		i = j + 1
	}
	return strings.Join(out, ", ")
}
