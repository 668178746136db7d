package align

// Evidence is where a unit stands: what a cell of a report needs to prove it.
type Evidence struct {
	// DocumentID and Title name the document as given.
	DocumentID string `json:"document_id"`
	Title      string `json:"title"`
	// Clause is the clause's id (a31), Label its number (第三十一条), Path its place
	// for a reader.
	Clause string `json:"clause"`
	Label  string `json:"label"`
	Path   string `json:"path"`
	// Span is the whole clause in the document's text, its label included.
	Span
}

// Evidence points at a unit of the alignment.
func (a Alignment) Evidence(u Unit) Evidence {
	d := a.Documents[u.Document]
	c := u.Clause
	return Evidence{
		DocumentID: d.ID, Title: d.Title, Clause: c.ID, Label: c.Number, Path: c.Path,
		Span: Span{Start: c.Start, End: c.End, StartByte: c.StartByte, EndByte: c.EndByte},
	}
}

// Sides lists the evidence of a row by document, in the order of the documents; a
// list is empty where the document has no counterpart.
func (a Alignment) Sides(r Row) [][]Evidence {
	out := make([][]Evidence, len(r.Units))
	for d, us := range r.Units {
		for _, u := range us {
			out[d] = append(out[d], a.Evidence(u))
		}
	}
	return out
}
