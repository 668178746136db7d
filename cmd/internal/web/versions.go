package web

import (
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/compare"
	"duibiao/compare/align"
	"duibiao/corpus"
)

// diffView is what changed between two texts, clause by clause.
type diffView struct {
	Old, New corpus.Document
	Same     bool // two versions of one document
	Changes  []changeView
}

func (v diffView) pageTitle(p *msg.Printer) string { return p.T("web.diff.title", v.New.Title) }

// changeView is one clause that differs.
type changeView struct {
	record.Change
	Text []diffPiece
}

// diffPiece is text that stayed, came or went.
type diffPiece struct {
	Text string
	Kind string // "", "ins" or "del"
}

func (q *request) diff() error {
	d, err := q.desk.Diff(q.Context(), q.PathValue("id"), q.URL.Query().Get("with"))
	if err != nil {
		return err
	}
	v := diffView{Old: d.Documents[0], New: d.Documents[1], Changes: changesOf(d)}
	v.Same = v.Old.ID == v.New.ID
	return q.html(200, "diff", v)
}

func changesOf(d desk.Diff) []changeView {
	var out []changeView
	for _, c := range d.Changes.Changes {
		rec := d.Documents.Change(c)
		out = append(out, changeView{rec, diffPieces(rec)})
	}
	return out
}

// diffPieces shows a change in one run of text.
func diffPieces(c record.Change) []diffPiece {
	var out []diffPiece
	if len(c.Diff) == 0 {
		for _, u := range c.Old {
			if len(c.New) == 0 {
				out = append(out, diffPiece{u.Text, "del"})
			}
		}
		for _, u := range c.New {
			kind := ""
			if len(c.Old) == 0 {
				kind = "ins"
			}
			out = append(out, diffPiece{u.Text, kind})
		}
		return out
	}
	for _, op := range c.Diff {
		was, is := c.Old[0].Text[op.A.StartByte:op.A.EndByte], c.New[0].Text[op.B.StartByte:op.B.EndByte]
		switch op.Kind {
		case align.Equal:
			out = append(out, diffPiece{is, ""})
		case align.Delete:
			out = append(out, diffPiece{was, "del"})
		case align.Insert:
			out = append(out, diffPiece{is, "ins"})
		case align.Replace:
			out = append(out, diffPiece{was, "del"}, diffPiece{is, "ins"})
		}
	}
	return out
}

const itemsPerPage = 300

// itemsView is the items of a catalogue.
type itemsView struct {
	corpus.Document
	Total  int
	Items  []corpus.CatalogueItem
	Checks []compare.Reconciliation
	Pages  pager
}

func (v itemsView) pageTitle(p *msg.Printer) string { return p.T("web.items.title", v.Title) }

func (q *request) items() error {
	r, err := q.desk.Reader(q.Context())
	if err != nil {
		return err
	}
	defer r.Close()
	d, _, err := r.Resolve(q.Context(), q.PathValue("id"))
	if err != nil {
		return err
	}
	items, checks, err := r.Items(q.Context(), d)
	if err != nil {
		return err
	}
	page := min(number(q.URL.Query(), "page"), max(1, (len(items)+itemsPerPage-1)/itemsPerPage))
	v := itemsView{Document: d, Total: len(items), Checks: checks, Pages: q.pager(page, len(items), itemsPerPage)}
	v.Items = items[min((page-1)*itemsPerPage, len(items)):min(page*itemsPerPage, len(items))]
	return q.html(200, "items", v)
}

// indent is how deep an item stands, for the eye.
func indent(level int) string { return strings.Repeat("　", max(level-1, 0)) }
