// Package ofd reads OFD, the Chinese fixed-layout format (GB/T 33190—2016): a ZIP
// archive of XML parts that draw characters at places on pages.
//
// Text is taken from TextCode, which holds the characters, and never from the
// glyph numbers beside it. What is read: page contents with their templates
// (running heads, forms), composite units, and annotations other than
// watermarks. What is not: signatures and seals, outlines, attachments (each is
// named in a warning) and the tiles of patterns.
//
// Invariant: every character of the pages is one of the character data of the
// package, drawn where the package says.
package ofd

import (
	"errors"
	"fmt"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/layout"
)

// The caps of one file beside those of package fault.
const (
	// maxPages is the largest number of pages.
	maxPages = 5_000
	// maxGlyphs is the largest number of characters: 1,300 dense pages.
	maxGlyphs = 2_000_000
	// maxXML is the largest part that is read as XML, in bytes. A page of prose
	// has 50,000.
	maxXML = 24 << 20
	// maxNested is how deep composite units may stand in one another.
	maxNested = 12
	// maxWarnings is how many warnings are kept.
	maxWarnings = 100
)

// Options are what a caller asks for.
type Options struct {
	// OCR recognises a picture (the bytes of a PNG or JPEG file) that stands at
	// the place at (points) on the page and gives its words as glyphs of the page. It
	// is asked for the pictures of pages without text; nil is never asked. An
	// error of it becomes a warning.
	OCR func(picture []byte, page layout.Page, at layout.Box) ([]layout.Glyph, error)
}

// Read reads the OFD file into c: its media type, charset ("utf-8", or "ocr" if
// text of any page was recognised from pictures), blocks and warnings. The title
// and author that OFD.xml states are not used: they are those of the program or
// the template more often than those of the document.
//
// Errors are fault.ErrEncrypted, fault.ErrNoText, *fault.DamagedError,
// *fault.TooLargeError and *fault.UnsupportedError, or wrap them.
func Read(data []byte, c *corpus.Content, o Options) error {
	r, err := read(data, o)
	if err != nil {
		return fmt.Errorf("read ofd: %w", err)
	}
	c.MediaType, c.Charset = "application/ofd", "utf-8"
	if r.recognised {
		c.Charset = "ocr"
	}
	c.Warnings = append(c.Warnings, r.warnings...)
	c.Blocks = append(c.Blocks, layout.Blocks(r.pages)...)
	return nil
}

// reader reads one package.
type reader struct {
	pack     *pack
	options  Options
	pages    []layout.Page
	warnings []string
	// unread counts the pages that could not be read, and blank those without
	// text that show something.
	unread int
	blank  []int
	// recognised says that text came from pictures.
	recognised bool
	left       *budget
	// bytes counts the text so far, told the characters that are text of pages.
	bytes, told int
}

// read reads all pages of all documents of the package.
func read(data []byte, o Options) (*reader, error) {
	p, err := openPack(data)
	if err != nil {
		return nil, err
	}
	r := &reader{pack: p, options: o, left: newBudget(len(data))}
	err = r.documents()
	if p.locked() {
		if err != nil || r.unread > 0 || r.told == 0 {
			return nil, fault.ErrEncrypted
		}
		r.warn("parts of the file are encrypted and not read")
	}
	if err != nil {
		return nil, err
	}
	return r, r.verdict()
}

func (r *reader) documents() error {
	roots, err := r.roots()
	if err != nil {
		return err
	}
	for _, root := range roots {
		if err = r.document(root); err == nil {
			continue
		}
		// One document of several that is damaged does not hide the others.
		if len(roots) == 1 {
			return err
		}
		r.unread++
		if err = r.tolerate(err, "document %s cannot be read: %v", root, err); err != nil {
			return err
		}
	}
	return nil
}

// verdict says whether what was read is a text.
func (r *reader) verdict() error {
	if r.told == 0 && r.unread > 0 {
		return fault.Damaged("ofd", "no page can be read")
	}
	if r.told == 0 {
		return fault.ErrNoText
	}
	if len(r.blank) > 0 {
		r.warn("pages without text (pictures, outlines or glyphs without characters): %s", list(r.blank))
	}
	return nil
}

// list writes page numbers: "3, 5, 9 and 12 more".
func list(pages []int) string {
	const shown = 20
	var out []string
	for _, n := range pages[:min(len(pages), shown)] {
		out = append(out, fmt.Sprint(n))
	}
	s := strings.Join(out, ", ")
	if more := len(pages) - shown; more > 0 {
		s += fmt.Sprintf(" and %d more", more)
	}
	return s
}

func (r *reader) warn(format string, args ...any) {
	if len(r.warnings) < maxWarnings {
		r.warnings = append(r.warnings, fmt.Sprintf(format, args...))
	}
}

// tolerate turns damage into a warning, and lets caps and passwords pass.
func (r *reader) tolerate(err error, format string, args ...any) error {
	var damaged *fault.DamagedError
	if errors.As(err, &damaged) {
		r.warn(format, args...)
		return nil
	}
	return err
}
