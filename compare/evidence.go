package compare

import (
	"cmp"
	"slices"
	"strings"

	"duibiao/corpus"
)

// Cite writes a source by GB/T 7714—2025.
func Cite(r corpus.Reference) string { return CiteIn(r, corpus.GBT7714v2025) }

// CiteIn writes a source in a style, "" for the default. A source of which no more
// is known than a name is that name.
func CiteIn(r corpus.Reference, style corpus.CitationStyle) string {
	if r.Author == "" && r.Medium == "" {
		return r.Title
	}
	s, err := r.Citation().Format(cmp.Or(style, corpus.GBT7714v2025))
	if err != nil {
		return Cite(r) // a style that is none
	}
	return s
}

// DocumentName is how a report names a document: 《title》（文号）, the number
// alone when the title is not known, or the description.
func DocumentName(d corpus.DocumentRecord) string {
	title := d.Title
	if title != "" && !strings.HasPrefix(title, "〔") {
		title = "《" + title + "》"
	}
	switch {
	case title == "":
		return d.DocNumber
	case d.DocNumber == "":
		return title
	}
	return title + "（" + d.DocNumber + "）"
}

// Chinese names a certainty for readers.
func Chinese(c corpus.Certainty) string {
	switch c {
	case corpus.SeenInDocument:
		return "见于文件"
	case corpus.SeenInSecondary:
		return "二手来源"
	case corpus.CitedOnly:
		return "只见引用"
	}
	return "未知"
}

// evidence makes one Evidence for each source of a record.
func (c chosen) evidence(p corpus.Provenance, confidence, document string) []Evidence {
	var out []Evidence
	for _, id := range p.SourceIDs() {
		out = append(out, Evidence{
			SourceID: id, Source: c.cite(id), Certainty: p.Certainty, Confidence: confidence,
			Document: document, DocumentID: p.DocumentID, Clause: p.Clause, Quote: p.Quote, Note: p.Note,
		})
	}
	return out
}

func (c chosen) cite(id string) string {
	for _, s := range c.in.Sources {
		if s.ID == id {
			return Cite(s)
		}
	}
	return id
}

// finish fills what follows from the rows: the sources used and the data date.
func (c chosen) finish(r Report) Report {
	used := map[string]bool{}
	for _, row := range r.Rows {
		for _, cell := range row.Cells {
			for _, e := range cell.Evidence {
				if !used[e.SourceID] {
					used[e.SourceID] = true
					r.Sources = append(r.Sources, c.source(e))
				}
			}
		}
	}
	r.Notes = append(r.Notes, c.maskedNotes(r)...)
	r.DataDate = c.in.DataDate
	return r
}

// source is the dataset's record of a source; evidence from elsewhere speaks
// for itself.
func (c chosen) source(e Evidence) corpus.Reference {
	for _, s := range c.in.Sources {
		if s.ID == e.SourceID {
			return s
		}
	}
	return corpus.Reference{ID: e.SourceID, Title: e.Source}
}

// maskedNotes explain the masked places among the rows.
func (c chosen) maskedNotes(r Report) []string {
	var parts []string
	for _, p := range c.in.Places {
		in := slices.ContainsFunc(r.Rows, func(row Row) bool { return row.Region == p.ID })
		if in && p.Note != "" {
			name, _, _ := strings.Cut(p.Name, "（")
			parts = append(parts, name+"——"+p.Note)
		}
	}
	if parts == nil {
		return nil
	}
	return []string{"来源隐去名称的地区：" + strings.Join(parts, "；") + "。"}
}
