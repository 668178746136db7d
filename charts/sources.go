package charts

import (
	"slices"

	"duibiao/compare"
	"duibiao/corpus"
)

// sourceBook numbers sources in the order in which a document cites them.
type sourceBook struct {
	number map[string]int
	list   []corpus.Reference
	known  map[string]corpus.Reference
	// style is how sources are written, "" for the default.
	style corpus.CitationStyle
}

func newSourceBook(reports ...compare.Report) *sourceBook {
	b := &sourceBook{number: map[string]int{}, known: map[string]corpus.Reference{}}
	for _, r := range reports {
		for _, s := range r.Sources {
			b.known[s.ID] = s
		}
	}
	return b
}

// cite gives the numbers of the sources of evidence, without repeats.
func (b *sourceBook) cite(ev []compare.Evidence) []int {
	var out []int
	for _, e := range ev {
		n, ok := b.number[e.SourceID]
		if !ok {
			s, known := b.known[e.SourceID]
			if !known {
				s = referenceOf(e)
			}
			b.list = append(b.list, s)
			n = len(b.list)
			b.number[e.SourceID] = n
		}
		if !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// text is how a document prints a source.
func (b *sourceBook) text(s corpus.Reference) string {
	text := compare.CiteIn(s, b.style)
	if s.Note != "" {
		text += "（" + s.Note + "）"
	}
	return text
}

// referenceOf is a reference made from evidence alone, for a source that no
// report lists.
func referenceOf(e compare.Evidence) corpus.Reference {
	return corpus.Reference{ID: e.SourceID, Title: e.Source}
}
