package doc

import (
	"fmt"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// format is the name of the format in errors.
const format = "doc"

// mediaType is the IANA media type of the format.
const mediaType = "application/msword"

// maxProperties bounds the bytes of properties that are looked at: a file may
// name the same ones for every character.
const maxProperties = 96 << 20

// Read reads a document of Word 97 to 2003, or of Word 6/95, into c: paragraphs,
// headings and tables of the main text, then footnotes, endnotes and text boxes.
// Headers, footers, comments, hidden and deleted text are left out.
//
// Errors are fault.ErrEncrypted, fault.ErrNoText (nothing but pictures),
// fault.ErrEmpty, *fault.UnsupportedError (Word 2 and older, Works),
// *fault.TooLargeError or *fault.DamagedError; c is not changed then.
func Read(data []byte, c *corpus.Content) error {
	if version, ok := oldVersion(data); ok {
		return &fault.UnsupportedError{Format: format, Version: version}
	}
	f, err := streams(data)
	if err != nil {
		return err
	}
	var out corpus.Content
	switch v := f.version(); {
	case v < word6First:
		return fault.Damaged(format, "no file information block: version %d", v)
	case v <= word6Last:
		err = f.readWord6(&out)
	default:
		err = f.readWord97(&out)
	}
	if err != nil {
		return err
	}
	c.MediaType, c.Charset = mediaType, out.Charset
	if len(c.Blocks) == 0 {
		c.Blocks = out.Blocks // no second copy: there may be many
	} else {
		c.Blocks = append(c.Blocks, out.Blocks...)
	}
	c.Links = append(c.Links, out.Links...)
	c.Warnings = append(c.Warnings, f.warnings...)
	return nil
}

// oldVersion names programs whose files are no container, by their first bytes.
func oldVersion(data []byte) (string, bool) {
	for _, v := range []struct{ magic, version string }{
		{"\xDB\xA5", "Word 2"},
		{"\x9B\xA5", "Word 1"},
		{"\x31\xBE", "Word for DOS"},
		{"\xFE\x37", "Word for Macintosh"},
		{"\xDC\xA5", "Word 6 without container"},
	} {
		if strings.HasPrefix(string(data[:min(len(data), 2)]), v.magic) {
			return v.version, true
		}
	}
	return "", false
}

// readWord97 reads everything that the text refers to, then the text.
func (f *file) readWord97(c *corpus.Content) error {
	if len(f.word) < fibSize {
		return fault.Damaged(format, "cut off within the file information block, after %d bytes", len(f.word))
	}
	if err := f.readPieces(); err != nil {
		return err
	}
	f.readStyles()
	f.readFonts()
	var ok bool
	if f.paragraphs, ok = f.readRuns(tableParagraphs, paragraphLayout()); !ok {
		f.warnings = append(f.warnings, "properties of paragraphs could not be read: tables and numbers may be missing")
	}
	if f.runs, ok = f.readRuns(tableRuns, runLayout()); !ok {
		f.warnings = append(f.warnings, "properties of characters could not be read: hidden text may show")
	}
	if !f.readLists() {
		f.warnings = append(f.warnings, "lists could not be read: automatic numbers may be missing")
	}
	c.Charset = f.charset()
	return f.readText(c)
}

// readText reads the parts of the text that belong to its body.
func (f *file) readText(c *corpus.Content) error {
	r := &reading{file: f, content: c, hiding: none}
	end := f.pieces[len(f.pieces)-1].to
	if _, to := f.part(partMain); to > end || to == 0 {
		return fault.Damaged(format, "text has %d characters of %d", end, to)
	}
	if all, _ := f.part(partCount); end-all > 2 || end < all {
		f.warnings = append(f.warnings, fmt.Sprintf("parts have %d characters of %d: some text may be missing", all, end))
	}
	for _, n := range []int{partMain, partFootnotes, partEndnotes, partTextBoxes} {
		from, to := f.part(n)
		if err := r.part(from, min(to, end)); err != nil {
			return err
		}
	}
	if r.lost > 0 {
		f.warnings = append(f.warnings, fmt.Sprintf("%d characters could not be decoded", r.lost))
	}
	return empty(c, r.pictures)
}

// empty tells a document without text: a scan, or nothing.
func empty(c *corpus.Content, pictures bool) error {
	switch {
	case len(c.Blocks) > 0:
		return nil
	case pictures:
		return fault.ErrNoText
	}
	return fault.ErrEmpty
}
