package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/library"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/compare/coding"
	"duibiao/corpus"
)

const codedPerPage = 100

// codingView is the desk of codings: the documents that were coded, the questions of
// one of them, or one cell with what was said of it.
type codingView struct {
	NoStore   bool
	Documents []codedLine
	Agreement []desk.AgreementRecord
	Pages     pager
	Document  *corpus.Document
	Cells     []cellView
	Cell      *cellView
	Saved     bool
}

func (v codingView) pageTitle(p *msg.Printer) string {
	if v.Document != nil {
		return p.T("web.nav.coding") + " · " + v.Document.Title
	}
	return p.T("web.nav.coding")
}

// codedLine is a document in the list.
type codedLine struct {
	corpus.Document
	Human int
}

// cellView is one question asked of a document.
type cellView struct {
	record.Cell
	Name    string
	Answer  record.Coding
	Rules   record.Coding
	URL     string
	Clauses []clauseView
	Types   string
	Who     string
}

// clauseView is the clause that proves an answer, with the quotation marked.
type clauseView struct {
	Label, URL string
	Text       []piece
}

func (q *request) coding() error {
	r, err := q.desk.Reader(q.Context())
	if isNoStore(err) {
		return q.html(200, "coding", codingView{NoStore: true})
	}
	if err != nil {
		return err
	}
	defer r.Close()
	v := codingView{Saved: q.URL.Query().Get("saved") != ""}
	ref, indicator := q.URL.Query().Get("doc"), q.URL.Query().Get("indicator")
	if ref == "" {
		err = q.codedList(r, &v)
	} else {
		err = q.codedDocument(r, &v, ref, indicator)
	}
	if err != nil {
		return err
	}
	return q.html(200, "coding", v)
}

// codedList lists the documents that were coded and how far rules and people agree.
func (q *request) codedList(r *desk.Reader, v *codingView) error {
	docs, err := r.CodedDocuments(q.Context(), "", "")
	if err != nil {
		return err
	}
	said, err := r.Store.HumanCodings(q.Context(), "")
	if err != nil {
		return err
	}
	people := map[string]int{}
	for _, h := range said {
		people[h.DocumentID]++
	}
	page := min(number(q.URL.Query(), "page"), max(1, (len(docs)+codedPerPage-1)/codedPerPage))
	v.Pages = q.pager(page, len(docs), codedPerPage)
	for _, d := range docs[min((page-1)*codedPerPage, len(docs)):min(page*codedPerPage, len(docs))] {
		v.Documents = append(v.Documents, codedLine{d, people[d.ID]})
	}
	questions, err := desk.Questions("")
	if err != nil {
		return err
	}
	judged := slices.DeleteFunc(docs, func(d corpus.Document) bool { return people[d.ID] == 0 })
	cells, err := r.Cells(q.Context(), judged, questions)
	v.Agreement = desk.Agreement(cells, questions)
	return err
}

func (q *request) codedDocument(r *desk.Reader, v *codingView, ref, indicator string) error {
	p, err := r.Document(q.Context(), ref, q.desk.Today())
	if err != nil {
		return err
	}
	v.Document = &p.Document
	questions, err := desk.Questions(indicator)
	if err != nil {
		return err
	}
	cells, err := r.Cells(q.Context(), []corpus.Document{p.Document}, questions)
	if err != nil {
		return err
	}
	for _, c := range cells {
		v.Cells = append(v.Cells, cellView{
			Cell: c, Name: q.questionName(c.Question.NameZh, c.Question.NameEn), Answer: c.Record(record.CoderBoth),
			Rules: c.Record(string(corpus.CoderRule)), URL: codingURL(p.ID, c.Question.ID),
		})
	}
	if indicator != "" && len(v.Cells) == 1 {
		one := &v.Cells[0]
		one.Types = q.p.T("type." + string(one.Question.Type))
		one.Clauses = clausesOf(p, one.Answer)
		if h := one.Human; h != nil {
			one.Who = h.Who
		}
		v.Cell = one
	}
	return nil
}

// clausesOf are the clauses that prove an answer.
func clausesOf(p desk.Page, c record.Coding) []clauseView {
	var out []clauseView
	for _, e := range c.Evidence {
		for _, clause := range p.Clauses {
			if clause.ID != e.Clause {
				continue
			}
			text := clause.Text(p.Text)
			var marks [][2]int
			if at := strings.Index(text, e.Quote); at >= 0 && e.Quote != "" {
				from := utf8.RuneCountInString(text[:at])
				marks = [][2]int{{from, from + utf8.RuneCountInString(e.Quote)}}
			}
			label := e.Label
			if label == "" {
				label = clause.Path
			}
			out = append(out, clauseView{label, clauseURL(p.ID, e.Clause), snippet(text, marks, 1200)})
		}
	}
	return out
}

// code keeps what a person says of a cell.
func (q *request) code() error {
	if err := q.ParseForm(); err != nil {
		return fmt.Errorf("read form: %w", err)
	}
	f := q.PostForm
	w := desk.Word{
		Value: f.Get("value"), Unit: f.Get("unit"), Clause: f.Get("clause"), Who: f.Get("who"), Why: f.Get("why"), When: q.desk.Now(), Shown: f.Get("shown"),
	}
	switch f.Get("verdict") {
	case "confirm":
		w.Value, w.Unit, w.Clause = "=", "", ""
	case "silent":
		w.Value, w.Unit, w.Clause, w.Shown = corpus.NotRegulated, "", "", ""
	default:
		w.Shown = ""
	}
	for _, s := range []string{w.Value, w.Unit, w.Clause, w.Who, w.Why} {
		if utf8.RuneCountInString(s) > 500 || !utf8.ValidString(s) {
			return &desk.Error{Reason: desk.Invalid, Text: msg.Message{Key: "web.err.words", Args: []any{500}}}
		}
	}
	questions, err := desk.Questions(f.Get("indicator"))
	if err != nil {
		return err
	}
	if f.Get("indicator") == "" || f.Get("doc") == "" {
		return errNoPage
	}
	// What is begun is finished, though the reader go away.
	id, err := q.keep(context.WithoutCancel(q.Context()), f.Get("doc"), questions[0], w)
	if err != nil {
		return err
	}
	http.Redirect(q.out, q.Request, "/coding?"+url.Values{"doc": {id}, "indicator": {questions[0].ID}, "saved": {"1"}}.Encode(), http.StatusSeeOther)
	return nil
}

// keep writes a person's word, holding the writer lock for as long as that takes.
func (q *request) keep(ctx context.Context, ref string, question coding.Indicator, w desk.Word) (string, error) {
	if r, err := q.desk.Reader(ctx); err != nil {
		return "", err // nothing is made where nothing is
	} else {
		r.Close()
	}
	lib, err := library.Open(ctx, q.desk.Dir(), library.ReadWrite("serve: coding"), q.desk.Now)
	if err != nil {
		return "", err
	}
	defer lib.Close()
	r := desk.Over(lib, q.desk.Now)
	d, _, err := r.Resolve(ctx, ref)
	if err != nil {
		return "", err
	}
	cells, err := lib.Cells(ctx, d.ID)
	if err != nil {
		return "", err
	}
	h, err := r.Said(ctx, question, d, cells[question.ID], w)
	if err != nil || desk.Same(cells[question.ID].Human, h) {
		return d.ID, err
	}
	_, err = lib.Store.PutHumanCodings(ctx, []corpus.HumanCoding{h})
	return d.ID, err
}
