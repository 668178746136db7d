package docx

import (
	"encoding/xml"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/numbering"
)

// note is a reference to a footnote or an endnote, in the order of the text.
type note struct {
	kind, id string
	mark     string
}

// noteReference writes the mark of a note: [1] for footnotes, [i] for endnotes.
// The brackets keep it apart from a number that it stands behind.
func (w *walker) noteReference(e xml.StartElement) error {
	if w.run.hidden || w.muted() {
		return w.x.skip()
	}
	n := note{kind: "footnote", id: attr(e, "id")}
	format := numbering.Decimal
	if e.Name.Local == "endnoteReference" {
		n.kind, format = "endnote", numbering.LowerRoman
	}
	if own := attr(e, "customMarkFollows"); own == "" || own == "0" || own == "false" {
		n.mark = "[" + format.Number(w.countNotes(n.kind)+1) + "]"
	}
	if len(w.notes) < fault.MaxBlocks {
		w.notes = append(w.notes, n)
	}
	if err := w.write(n.mark); err != nil {
		return err
	}
	return w.x.skip()
}

// countNotes counts the notes of a kind that have a number.
func (w *walker) countNotes(kind string) int {
	if w.noteCounts == nil {
		w.noteCounts = map[string]int{}
	}
	n := w.noteCounts[kind]
	w.noteCounts[kind]++
	return n
}

// appendNotes adds the notes behind the text: footnotes, then endnotes, in the
// order of their references. Damage is a warning: the text is there.
func (w *walker) appendNotes(main string) error {
	notes := w.notes
	for _, kind := range []string{"footnote", "endnote"} {
		wanted := map[string][]corpus.Block{}
		for _, n := range notes {
			if n.kind == kind {
				wanted[n.id] = nil
			}
		}
		if len(wanted) == 0 {
			continue
		}
		if err := w.readNotes(kind, main, wanted); err != nil {
			return err
		}
		for _, n := range notes {
			if n.kind != kind {
				continue
			}
			if err := w.add(marked(n.mark, wanted[n.id])...); err != nil {
				return err
			}
			delete(wanted, n.id)
		}
	}
	return nil
}

// readNotes reads the notes whose ids are in wanted.
func (w *walker) readNotes(kind, main string, wanted map[string][]corpus.Block) error {
	part := w.partOf(kind+"s", main)
	if part == "" {
		w.warn("%ss are missing in the archive", kind)
		return nil
	}
	w.rels = relationships(w.archive, part)
	err := withPart(w.archive, part, func(x *xmlReader) error {
		w.x = x
		return x.root(func(xml.StartElement) error {
			return x.children(func(e xml.StartElement) error {
				id := attr(e, "id")
				if have, ok := wanted[id]; !ok || have != nil || e.Name.Local != kind {
					return x.skip()
				}
				var err error
				wanted[id], err = w.aside(func() error { return x.children(w.block) })
				return err
			})
		})
	})
	if err != nil && !w.survives(err) {
		return err
	}
	return nil
}

// marked puts the mark of a note before its text.
func marked(mark string, blocks []corpus.Block) []corpus.Block {
	if len(blocks) == 0 || mark == "" {
		return blocks
	}
	if blocks[0].Kind == corpus.BlockTable {
		return append([]corpus.Block{{Kind: corpus.BlockParagraph, Text: mark}}, blocks...)
	}
	blocks[0].Text = mark + " " + blocks[0].Text
	return blocks
}
