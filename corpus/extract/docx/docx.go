// Package docx reads WordprocessingML (ECMA-376 Part 1, transitional and
// strict): DOCX, DOCM, DOTX, and what WPS saves as such.
//
// Invariant: the text is what a reader of the file sees, in reading order:
// automatic numbers and results of fields are part of it; deleted revisions,
// hidden text, comments, running heads and instructions are not. What the
// archive says of itself is not believed, and nothing of it is executed.
package docx

import (
	"errors"
	"fmt"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/zippart"
)

// mediaType is the IANA media type of DOCX.
const mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// Read reads a file into c: blocks, links and warnings; it sets MediaType and
// Charset. Fields are left alone: the properties of a DOCX file (author, date of
// saving) say little of the document. Errors are those of package fault:
// *DamagedError, *TooLargeError, ErrEncrypted (packed with a password), ErrNoText
// (pictures only), ErrEmpty. Damage after the first text is a warning.
func Read(data []byte, c *corpus.Content) error {
	archive, err := zippart.Open(data, "docx")
	if err != nil {
		return err
	}
	c.MediaType, c.Charset = mediaType, "utf-8"
	w := newWalker(archive)
	if err := w.readAll(); err != nil && !w.survives(err) {
		return fmt.Errorf("read docx: %w", err)
	}
	c.Blocks = append(c.Blocks, w.flow.blocks...)
	c.Links = append(c.Links, w.links...)
	c.Warnings = append(c.Warnings, w.warnings()...)
	if len(w.flow.blocks) == 0 {
		return w.nothing()
	}
	return nil
}

// readAll reads the main part and the notes it refers to.
func (w *walker) readAll() error {
	main, err := mainPart(w.archive)
	if err != nil {
		return err
	}
	w.rels = relationships(w.archive, main)
	w.side("styles", main, w.styles.read)
	w.side("numbering", main, w.lists.read)
	err = w.story(main)
	if err != nil && !w.survives(err) {
		return err
	}
	if noteErr := w.appendNotes(main); noteErr != nil {
		return noteErr
	}
	return err
}

// side reads a part that helps to understand the text; the text is read without
// it when it is damaged.
func (w *walker) side(kind, main string, read func(x *xmlReader) error) {
	name := w.partOf(kind, main)
	if name == "" {
		for _, r := range w.rels {
			if r.kind == kind {
				w.warn("%s are missing in the archive", kind)
			}
		}
		return
	}
	err := withPart(w.archive, name, read)
	if err != nil {
		w.warn("%s could not be read: %v", name, err)
	}
}

// survives reports damage after text was read: the text is kept, with a warning.
func (w *walker) survives(err error) bool {
	var damaged *fault.DamagedError
	if !errors.As(err, &damaged) || len(w.flow.blocks) == 0 {
		return false
	}
	w.warn("%v: what could be read was kept", damaged)
	return true
}

// nothing says why there is no text.
func (w *walker) nothing() error {
	if w.pictures > 0 {
		return fault.ErrNoText
	}
	return fault.ErrEmpty
}

// warnings are the warnings of reading, each once.
func (w *walker) warnings() []string {
	if w.pictures > 0 {
		w.warn("there are pictures: text in them was not read")
	}
	if w.private > 0 {
		w.warn("%d characters of private use: signs of a font that is not known", w.private)
	}
	if len(w.archive.Doubles()) > 0 {
		w.warn("parts stored twice, the first was read: %s", strings.Join(w.archive.Doubles()[:min(3, len(w.archive.Doubles()))], ", "))
	}
	return w.warned
}

// maxWarnings bounds what is said about one file.
const maxWarnings = 20

func (w *walker) warn(format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	for _, said := range w.warned {
		if said == message {
			return
		}
	}
	if len(w.warned) < maxWarnings {
		w.warned = append(w.warned, message)
	}
}
