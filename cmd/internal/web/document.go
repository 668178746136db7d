package web

import (
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/compare"
	"duibiao/compare/coding"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// partSize is how much of a text one page shows: bytes of the text and what stands
// around each line. A page stays below 200 KiB.
const (
	partSize = 90 << 10
	lineCost = 220
)

// documentView is the page of a document.
type documentView struct {
	desk.Page
	Day      corpus.Date
	Derived  store.Derived
	Versions []store.Version
	Sources  []corpus.Source
	Lines    []line
	TOC      []tocEntry
	Part     int
	Parts    []link
	Cites    []link
	CitedBy  []citing
	Silent   int // questions of the codebook that the document does not answer
	Citation string
	OwnerIDs []link
}

func (v documentView) pageTitle(*msg.Printer) string { return v.Title }

// line is one line of a text.
type line struct {
	// ID is the innermost clause that begins with the line, Anchors those around it.
	ID      string
	Anchors []string
	// Class is the level of the outermost clause that begins here.
	Class  string
	Pieces []span
	Notes  []sideNote
	// Tools says that the line can be cited by itself.
	Tools bool
	// Here marks the clause that was asked for.
	Here bool
}

// span is a stretch of a line, perhaps a link.
type span struct{ Text, URL string }

// sideNote stands beside the line that proves it.
type sideNote struct{ Name, Value, URL, Coder string }

// tocEntry leads to a heading.
type tocEntry struct {
	Text, URL string
	Deep      int
}

func (q *request) document() error {
	day, err := q.day()
	if err != nil {
		return err
	}
	r, err := q.desk.Reader(q.Context())
	if err != nil {
		return err
	}
	defer r.Close()
	id := q.PathValue("id")
	v := documentView{Day: day}
	if v.Page, err = r.Document(q.Context(), id, day); err != nil {
		return err
	}
	if v.ID != id { // a title or the beginning of an id: one address a document
		http.Redirect(q.out, q.Request, with("/doc/"+url.PathEscape(v.ID), q.URL.Query()), http.StatusFound)
		return nil
	}
	if err := q.facts(r, &v); err != nil {
		return err
	}
	notes, err := q.sideNotes(r, &v)
	if err != nil {
		return err
	}
	refs := &references{ctx: q.Context(), r: r, page: &v.Page, known: map[string]string{}}
	lines := linesOf(v.Text, v.Clauses, notes)
	v.choose(lines, q.URL.Query())
	if err := refs.link(v.Lines); err != nil {
		return err
	}
	v.Cites = refs.list
	if v.CitedBy, err = citedBy(q.Context(), r, v.Document); err != nil {
		return err
	}
	return q.html(200, "document", v)
}

// day is the day of ?as-of=, today without it.
func (q *request) day() (corpus.Date, error) {
	if s := q.URL.Query().Get("as-of"); s != "" {
		return desk.Day("as-of", s)
	}
	return q.desk.Today(), nil
}

// facts reads what stands around a text.
func (q *request) facts(r *desk.Reader, v *documentView) (err error) {
	ctx := q.Context()
	if v.Derived, err = r.Store.Derived(ctx, v.ID); err != nil {
		return err
	}
	if v.Versions, err = r.Store.Versions(ctx, v.ID); err != nil {
		return err
	}
	slices.Reverse(v.Versions)
	if v.Sources, err = r.Store.Sources(ctx, v.ID); err != nil {
		return err
	}
	owners, err := r.Store.AttachedTo(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, id := range owners {
		d, err := r.Store.Document(ctx, id)
		if err != nil {
			return err
		}
		v.OwnerIDs = append(v.OwnerIDs, link{URL: "/doc/" + id, Text: d.Title})
	}
	v.Citation, err = corpus.CitationOf(v.Document, "", v.Day).Format(corpus.GBT7714v2025)
	return err
}

// sideNotes are the counts that a text states and the codings made of it, by the
// byte where their quotation begins.
func (q *request) sideNotes(r *desk.Reader, v *documentView) (map[int][]sideNote, error) {
	notes := map[int][]sideNote{}
	figures, err := r.Figures(q.Context(), v.Document, "")
	if err != nil {
		return nil, err
	}
	for _, f := range figures {
		value := f.Value
		if f.ValueTo != "" {
			value += "—" + f.ValueTo
		}
		name := q.p.T("figure." + f.Kind)
		if f.Change != corpus.ChangeNone {
			name += q.p.T("figure.change." + string(f.Change))
		}
		notes[f.StartByte] = append(notes[f.StartByte], sideNote{Name: name, Value: value + f.Unit})
	}
	cells, err := r.Lib.Cells(q.Context(), v.ID)
	if err != nil {
		return nil, err
	}
	questions, err := desk.Questions("")
	if err != nil {
		return nil, err
	}
	for _, question := range questions {
		c, ok := cells[question.ID].Coding()
		if !ok {
			v.Silent++
			continue
		}
		rec := record.Cell{Document: v.Document, Question: question, Cell: cells[question.ID]}.Record(record.CoderBoth)
		at := place(v.Page, c)
		notes[at] = append(notes[at], sideNote{
			Name: q.questionName(question.NameZh, question.NameEn), Value: q.answer(question, rec.Value, rec.Unit), Coder: rec.Coder, URL: codingURL(v.ID, question.ID),
		})
	}
	return notes, nil
}

func (q *request) questionName(zh, en string) string {
	if q.p.Lang() == msg.English && en != "" {
		return en
	}
	return zh
}

// answer is a coding as readers write it: 是, 30日, 货物、服务.
func (q *request) answer(question coding.Indicator, value, unit string) string {
	if q.p.Lang() == msg.English {
		return strings.ReplaceAll(value, "|", ", ") + unit
	}
	return compare.Answer(corpus.Indicator{Type: string(question.Type)}, value, unit)
}

// place is the byte of the text where a coding is proved.
func place(p desk.Page, c corpus.Coding) int {
	if len(c.Evidence) == 0 {
		return 0
	}
	e := c.Evidence[0]
	if e.EndByte > 0 {
		return e.StartByte
	}
	for _, clause := range p.Clauses {
		if clause.ID == e.Clause {
			return clause.StartByte
		}
	}
	return 0
}

func codingURL(document, indicator string) string {
	return "/coding?" + url.Values{"doc": {document}, "indicator": {indicator}}.Encode()
}

// linesOf cuts a text into lines and tells which clauses begin in each.
func linesOf(text string, clauses []corpus.Clause, notes map[int][]sideNote) []line {
	var out []line
	at, next := 0, 0
	for s := range strings.Lines(text) {
		end := at + len(s)
		l := line{Class: "text"}
		for ; next < len(clauses) && clauses[next].StartByte < end; next++ {
			c := clauses[next]
			if l.ID != "" {
				l.Anchors = append(l.Anchors, l.ID)
			} else {
				l.Class = lineClass(c)
				l.Tools = c.Level == corpus.LevelArticle || c.Level == corpus.LevelOutline
			}
			l.ID = c.ID
		}
		if l.Tools && len(l.Anchors) > 0 { // cited by the outermost: the article, not its first paragraph
			l.Anchors[0], l.ID = l.ID, l.Anchors[0]
		}
		for i := at; i < end; i++ {
			l.Notes = append(l.Notes, notes[i]...)
		}
		l.Pieces = []span{{Text: strings.TrimRight(s, "\r\n")}}
		if strings.TrimSpace(s) != "" || l.ID != "" {
			out = append(out, l)
		}
		at = end
	}
	return out
}

func lineClass(c corpus.Clause) string {
	if c.Role != corpus.RoleBody && c.Role != corpus.RoleAnnex {
		return string(c.Role)
	}
	return string(c.Level)
}

// choose keeps the part of the text that is asked for, and leads to the others.
func (v *documentView) choose(lines []line, values url.Values) {
	starts, of := partsOf(lines)
	clause, part := values.Get("clause"), number(values, "part")
	if n, ok := of[clause]; ok && clause != "" {
		part = n
	}
	v.Part = min(part, max(len(starts), 1))
	for i := range lines {
		lines[i].Here = clause != "" && (lines[i].ID == clause || slices.Contains(lines[i].Anchors, clause))
	}
	if len(starts) > 0 {
		v.Lines = lines[starts[v.Part-1]:append(starts, len(lines))[v.Part]]
	}
	for i := range starts {
		if len(starts) > 1 {
			v.Parts = append(v.Parts, link{URL: with("/doc/"+v.ID, values, "clause", "", "part", strconv.Itoa(i+1)), Text: strconv.Itoa(i + 1), Here: i+1 == v.Part})
		}
	}
	v.toc(of)
}

// partsOf tells with which lines the parts of a text begin, and in which part, from
// 1, each clause is.
func partsOf(lines []line) (starts []int, of map[string]int) {
	of = map[string]int{}
	size := partSize
	for i, l := range lines {
		cost := lineCost + len(l.Pieces[0].Text) + 160*len(l.Notes)
		if size+cost > partSize && size > 0 {
			starts, size = append(starts, i), 0
		}
		size += cost
		for _, id := range append(l.Anchors, l.ID) {
			of[id] = len(starts)
		}
	}
	return starts, of
}

// toc leads to the headings of the whole text.
func (v *documentView) toc(of map[string]int) {
	const most = 400
	for _, c := range v.Clauses {
		deep, ok := map[corpus.Level]int{corpus.LevelPart: 0, corpus.LevelChapter: 1, corpus.LevelSection: 2}[c.Level]
		if !ok || c.Role == corpus.RoleTOC || len(v.TOC) == most {
			continue
		}
		address := "#" + url.PathEscape(c.ID)
		if of[c.ID] != v.Part {
			address = "/doc/" + v.ID + "?part=" + strconv.Itoa(of[c.ID]) + address
		}
		v.TOC = append(v.TOC, tocEntry{Text: strings.TrimSpace(c.Number + " " + c.Heading), URL: address, Deep: deep})
	}
}

// cite is the reference to a document or a clause of it, as text to be copied.
func (q *request) cite() error {
	v := q.URL.Query()
	style, err := desk.OneOf("style", v.Get("style"), corpus.CitationStyles())
	if err != nil {
		return err
	}
	if style == "" {
		style = corpus.GBT7714v2025
	}
	s, err := q.desk.Cite(q.Context(), q.PathValue("id"), v.Get("clause"), style, q.desk.Today())
	if err != nil {
		return err
	}
	return q.bytes(200, "text/plain; charset=utf-8", []byte(s+"\n"))
}

// raw is the bytes of a document as they were served. Text opens in a sandbox where
// nothing runs and nothing is loaded; all else is saved.
func (q *request) raw() error {
	sha := q.PathValue("sha256")
	if b, err := hex.DecodeString(sha); err != nil || len(b) != 32 || sha != strings.ToLower(sha) {
		return errNoPage
	}
	r, err := q.desk.Reader(q.Context())
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := r.Store.Raw(sha)
	if err != nil {
		return err
	}
	q.out.Header().Set("Content-Security-Policy", sandboxed)
	kind, text := rawType(data)
	if !text {
		return q.download(sha[:16], kind, data)
	}
	return q.bytes(200, kind, data)
}

// rawType tells a text that a sandbox may show from a file that is saved.
func rawType(data []byte) (kind string, text bool) {
	kind, _, _ = strings.Cut(http.DetectContentType(data), ";")
	if kind != "text/html" && kind != "text/plain" {
		return "application/octet-stream", false
	}
	if utf8.Valid(data) {
		return kind + "; charset=utf-8", true
	}
	return kind + "; charset=gb18030", true // the rule of corpus/extract
}
