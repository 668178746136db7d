package xlsx

import (
	"fmt"
	"strings"

	"duibiao/corpus/extract/sheet"
)

// drawings adds the texts of the text boxes that lie over a sheet.
func (w *workbook) drawings(part string, to *sheet.Sheet) error {
	rels, err := w.relations(part)
	if err != nil {
		return err
	}
	for _, rel := range rels.all {
		if !strings.HasSuffix(rel.kind, "/drawing") {
			continue
		}
		d := drawing{sheet: to}
		if err := w.optional(rel.target, d.read); err != nil {
			return fmt.Errorf("text boxes: %w", err)
		}
	}
	return nil
}

// drawing reads the paragraphs of shapes (ECMA-376 20.5 and 21.1.2, DrawingML).
type drawing struct {
	sheet  *sheet.Sheet
	text   []byte
	inText bool
	// fallback counts open Fallback elements, which repeat a shape for programs
	// that do not know its newer form (ECMA-376 Part 3, 10.2.3).
	fallback int
}

func (d *drawing) read(s *scanner) error {
	for {
		if err := s.next(); err != nil {
			return err
		}
		switch t := &s.tag; t.name {
		case "":
			if d.inText && d.fallback == 0 {
				d.text = append(d.text, s.text...)
			}
		case "t":
			d.inText = !t.end && !t.empty
		case "br":
			d.text = append(d.text, '\n')
		case "Fallback":
			d.fallback = nest(d.fallback, t)
		case "p":
			if err := d.sheet.Over(string(d.text)); err != nil {
				return err
			}
			d.text = d.text[:0]
		}
	}
}
