package layout

import (
	"slices"

	"duibiao/corpus"
)

// Blocks makes blocks of pages: tables by their rules or by the alignment of
// their cells, paragraphs and headings of the lines between, in reading order.
func Blocks(pages []Page) []corpus.Block {
	blocks, _ := assemble(pages)
	return blocks
}

// assemble makes blocks and gives the texts that it left out: running heads,
// repeated heads of tables, characters that are drawn twice.
func assemble(pages []Page) (blocks []corpus.Block, dropped []string) {
	sheets := make([]*sheet, len(pages))
	byNumber := map[int]*sheet{}
	for i, p := range pages {
		sheets[i] = newSheet(p)
		byNumber[p.Number] = sheets[i]
	}
	dropRunning(sheets)
	tilted := tiltedTexts(sheets)
	w := &writer{doc: measure(sheets)}
	for i, s := range sheets {
		for _, it := range s.items(w.doc) {
			if it.table != nil {
				w.table(it.table)
			} else {
				w.region(it.region)
			}
		}
		for _, p := range tilted[i] {
			w.end()
			w.out = append(w.out, piece{para: p})
		}
	}
	w.end()
	pieces, dropped := joinTables(w.out, byNumber)
	for _, s := range sheets {
		for _, m := range s.dropped {
			dropped = append(dropped, m.Text)
		}
	}
	return w.blocks(pieces), dropped
}

// blocks turns pieces into what the corpus has.
func (w *writer) blocks(pieces []piece) []corpus.Block {
	levels := w.levels(pieces)
	out := make([]corpus.Block, 0, len(pieces))
	for _, p := range pieces {
		if p.table != nil {
			out = append(out, p.table.block())
			continue
		}
		b := corpus.Block{Kind: corpus.BlockParagraph, Text: p.para.text, Page: p.para.page}
		if w.heading(p.para) {
			b.Kind, b.Level = corpus.BlockHeading, levels[half(p.para.size)]
		}
		out = append(out, b)
	}
	return out
}

// maxLevel is the deepest level of a heading.
const maxLevel = 6

// levels ranks the font sizes of headings: the largest is 1.
func (w *writer) levels(pieces []piece) map[float64]int {
	out := map[float64]int{}
	var sizes []float64
	for _, p := range pieces {
		if p.para == nil || !w.heading(p.para) {
			continue
		}
		if size := half(p.para.size); out[size] == 0 {
			out[size] = 1
			sizes = append(sizes, size)
		}
	}
	slices.Sort(sizes)
	slices.Reverse(sizes)
	for i, size := range sizes {
		out[size] = min(i+1, maxLevel)
	}
	return out
}
