package web

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/compare"
	"duibiao/compare/align"
	"duibiao/corpus"
)

const (
	rowsPerPage    = 60
	alignedPerPage = 30
	cellSize       = 140 // characters of a cell
	// maxAligned bounds the clauses of documents that are set side by side: the
	// work grows with their product.
	maxAligned = 6000
)

// choiceView is what a reader chose of a comparison, for the form.
type choiceView struct {
	Kind, Regions, Home, AsOf, Source string
	Kinds                             []string
	Sources                           []desk.Source
	Action                            string
}

// comparing reads the choice of an address.
func (q *request) comparing() (desk.Comparing, choiceView) {
	v := q.URL.Query()
	c := desk.Comparing{Home: strings.TrimSpace(v.Get("home")), AsOf: v.Get("as-of"), Source: v.Get("source")}
	for part := range strings.SplitSeq(strings.NewReplacer("，", ",", "、", ",").Replace(strings.Join(v["regions"], ",")), ",") {
		if part = strings.TrimSpace(part); part != "" {
			c.Regions = append(c.Regions, part)
		}
	}
	return c, choiceView{
		Regions: strings.Join(c.Regions, ","), Home: c.Home, AsOf: c.AsOf, Source: c.Source, Sources: desk.Sources(), Action: q.URL.Path,
	}
}

// compareView is the page of a comparison.
type compareView struct {
	Choice choiceView
	Table  *tableView
	Files  []link
	Pages  pager
	// Beside is documents beside one another, Docs what was asked for.
	Beside *besideView
	Docs   []string
	// Problem says why there is no table.
	Problem string
}

func (v compareView) pageTitle(p *msg.Printer) string {
	if v.Table != nil {
		return v.Table.Title
	}
	return p.T("web.nav.compare")
}

// tableView is the table of a report, or a page of it.
type tableView struct {
	compare.Report
	Header []string
	Lines  []tableLine
	Cited  []corpus.Reference
}

// tableLine is one row.
type tableLine struct {
	Gap, Home bool
	Cells     []tableCell
}

// tableCell is one value and what it stands on.
type tableCell struct {
	Text, URL, Quote string
	Number, Missing  bool
}

func (q *request) compare() error {
	v := compareView{}
	var c desk.Comparing
	c, v.Choice = q.comparing()
	v.Choice.Kinds = append(comparison.Kinds(), desk.ClauseKind)
	v.Docs = slices.DeleteFunc(slices.Clone(q.URL.Query()["doc"]), func(s string) bool { return strings.TrimSpace(s) == "" })
	if v.Choice.Kind = q.URL.Query().Get("kind"); v.Choice.Kind == "" {
		v.Choice.Kind = comparison.Kinds()[0]
	}
	if v.Choice.Kind == desk.ClauseKind {
		if len(v.Docs) > 0 {
			if err := q.beside(&v, c.Home); err != nil {
				return err
			}
		}
		return q.html(200, "compare", v)
	}
	r, err := q.desk.Compare(q.Context(), v.Choice.Kind, c, compare.Choice{})
	if as[*desk.Error](err) { // the form is there to say it better
		p, _ := q.judge(err)
		v.Problem = p.Text
		return q.html(p.Status, "compare", v)
	}
	if err != nil {
		return err
	}
	if r.Kind == "procedures" {
		r = compare.Matrix(r)
	}
	page := min(number(q.URL.Query(), "page"), max(1, (len(r.Rows)+rowsPerPage-1)/rowsPerPage))
	v.Pages = q.pager(page, len(r.Rows), rowsPerPage)
	v.Table = tableOf(r, (page-1)*rowsPerPage, rowsPerPage)
	for _, ext := range []string{"csv", "xlsx"} {
		v.Files = append(v.Files, link{URL: with("/compare."+ext, q.URL.Query(), "kind", v.Choice.Kind, "page", ""), Text: strings.ToUpper(ext)})
	}
	return q.html(200, "compare", v)
}

// tableOf is some rows of a report: every cell leads to the clause it stands on, or
// to its source.
func tableOf(r compare.Report, from, size int) *tableView {
	v := &tableView{Report: r, Header: r.Header(), Cited: r.Sources}
	texts := r.Table()
	for i := from; i < min(from+size, len(r.Rows)); i++ {
		row := r.Rows[i]
		l := tableLine{Gap: row.Gap, Home: row.Home}
		for k, text := range texts[i] {
			c := tableCell{Text: clip(text, cellSize), Number: k < len(r.Columns) && r.Columns[k].Type == compare.TypeNumber}
			if k < len(row.Cells) {
				c.Missing = row.Cells[k].Why != ""
				c.URL, c.Quote = evidence(r, row.Cells[k])
			}
			l.Cells = append(l.Cells, c)
		}
		v.Lines = append(v.Lines, l)
	}
	return v
}

// evidence is the address of what a cell stands on, and its words.
func evidence(r compare.Report, c compare.Cell) (address, quote string) {
	for _, e := range c.Evidence {
		if e.DocumentID != "" {
			return clauseURL(e.DocumentID, e.Clause), clip(e.Quote, cellSize)
		}
	}
	for _, e := range c.Evidence {
		if slices.ContainsFunc(r.Sources, func(s corpus.Reference) bool { return s.ID == e.SourceID }) {
			return "#" + sourceAnchor(e.SourceID), clip(e.Source, cellSize)
		}
	}
	return "", ""
}

func sourceAnchor(id string) string { return "source-" + url.PathEscape(id) }

// clip cuts a text to a number of characters.
func clip(s string, size int) string {
	runes := []rune(s)
	if len(runes) <= size {
		return s
	}
	return string(runes[:size]) + "…"
}

// compareFile is a comparison as a file.
func (q *request) compareFile() error {
	c, _ := q.comparing()
	r, err := q.desk.Compare(q.Context(), q.URL.Query().Get("kind"), c, compare.Choice{})
	if err != nil {
		return err
	}
	format, kind := output.CSV, "text/csv; charset=utf-8"
	if strings.HasSuffix(q.URL.Path, ".xlsx") {
		format, kind = output.XLSX, workbook
	}
	var b bytes.Buffer
	if err := desk.ComparisonSheet(r, format).Write(&b, format, output.Terminal{}); err != nil {
		return err
	}
	return q.download(r.Kind+"."+string(format), kind, b.Bytes())
}

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// besideView is documents beside one another.
type besideView struct {
	Documents record.Documents
	Rows      []besideRow
	Sum       map[align.Kind]int
}

// besideRow is one line of clauses.
type besideRow struct {
	record.Aligned
	Cells []besideCell
}

// besideCell is what a document has in a row, or that it has nothing.
type besideCell struct {
	Units []*record.Unit
	Gap   *record.Gap
	Diff  []diffPiece
}

func (q *request) beside(v *compareView, home string) error {
	r, err := q.desk.Reader(q.Context())
	if err != nil {
		return err
	}
	defer r.Close()
	clauses := 0
	for _, ref := range v.Docs {
		d, _, err := r.Resolve(q.Context(), ref)
		if err != nil {
			return err
		}
		clauses += d.Clauses
	}
	if clauses > maxAligned {
		return &desk.Error{Reason: desk.Invalid, Text: msg.Message{Key: "web.err.aligned", Args: []any{clauses, maxAligned}}}
	}
	s, err := r.SideBySide(q.Context(), v.Docs, home)
	if err != nil {
		return err
	}
	rows := s.Rows()
	page := min(number(q.URL.Query(), "page"), max(1, (len(rows)+alignedPerPage-1)/alignedPerPage))
	v.Pages = q.pager(page, len(rows), alignedPerPage)
	v.Beside = &besideView{Documents: s.Documents, Sum: map[align.Kind]int{}}
	for _, row := range rows {
		v.Beside.Sum[row.Kind]++
	}
	for _, row := range rows[(page-1)*alignedPerPage : min(page*alignedPerPage, len(rows))] {
		v.Beside.Rows = append(v.Beside.Rows, besideRow{row, besideCells(s.Documents, row)})
	}
	return nil
}

func besideCells(docs record.Documents, row record.Aligned) []besideCell {
	cells := make([]besideCell, len(docs))
	for i, d := range docs {
		for _, u := range row.Units {
			if u.DocumentID == d.ID {
				short := *u
				short.Text = clip(u.Text, 400)
				cells[i].Units = append(cells[i].Units, &short)
			}
		}
		for k := range row.Gaps {
			if row.Gaps[k].DocumentID == d.ID {
				cells[i].Gap = &row.Gaps[k]
			}
		}
	}
	return cells
}
