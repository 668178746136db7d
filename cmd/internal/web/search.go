package web

import (
	"bytes"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/output"
	"duibiao/corpus"
	"duibiao/corpus/store"
	"duibiao/index"
)

const (
	hitsPerPage = 20
	snippetSize = 220 // characters of a clause around its first mark
	maxWords    = 500 // characters of a query
	maxFacets   = 12
)

// searchView is the page of a search.
type searchView struct {
	Words string
	desk.Filter
	Asked    bool
	NoStore  bool
	Notes    []msg.Message
	Read     []string
	Total    int
	Hits     []hitView
	From, To int
	Facets   []facet
	Tries    []link
	Files    []link
	Pages    pager
	Kinds    []corpus.Kind
	Statuses []corpus.Status
}

func (v searchView) pageTitle(p *msg.Printer) string {
	if v.Words == "" {
		return p.T("web.nav.search")
	}
	return v.Words
}

// hitView is one clause found.
type hitView struct {
	index.Hit
	URL  string
	Text []piece
}

// piece is text that is marked or not.
type piece struct {
	Text string
	Mark bool
}

// facet is what results can be narrowed by, one link a value.
type facet struct {
	Name  string
	Links []link
}

// pager leads to other pages of a list.
type pager struct {
	Previous, Next string
	Page, Pages    int
}

// filter reads the narrowing values of an address.
func filterOf(v url.Values) desk.Filter {
	return desk.Filter{
		Region: v.Get("region"), Kind: v.Get("kind"), Status: v.Get("status"), From: v.Get("from"), To: v.Get("to"), Title: v.Get("title"),
		AsOf: v.Get("as-of"),
	}
}

// number reads a number from 1 of an address; what is none is 1.
func number(v url.Values, key string) int {
	n, err := strconv.Atoi(v.Get(key))
	if err != nil || n < 1 {
		return 1
	}
	return n
}

// words is what is searched for.
func (q *request) words() (string, error) {
	words := strings.TrimSpace(q.URL.Query().Get("q"))
	if utf8.RuneCountInString(words) > maxWords {
		return "", &desk.Error{Reason: desk.Invalid, Text: msg.Message{Key: "web.err.words", Args: []any{maxWords}}}
	}
	return strings.ToValidUTF8(words, "\uFFFD"), nil
}

func (q *request) search() error {
	v := searchView{Filter: filterOf(q.URL.Query()), Kinds: corpus.Kinds(), Statuses: corpus.Statuses()}
	var err error
	if v.Words, err = q.words(); err != nil {
		return err
	}
	if v.Asked = v.Words != "" || v.Filter != (desk.Filter{}); !v.Asked {
		return q.html(200, "search", v)
	}
	b, err := v.Filter.Read(q.desk.Today())
	if err != nil {
		return err
	}
	page := min(number(q.URL.Query(), "page"), index.MaxWindow/hitsPerPage)
	b.Limit, b.Offset = hitsPerPage, (page-1)*hitsPerPage
	found, err := q.desk.Search(q.Context(), v.Words, b)
	switch {
	case errors.Is(err, store.ErrNoStore):
		v.NoStore = true
		return q.html(200, "search", v)
	case err != nil:
		return err
	}
	v.Notes, v.Read, v.Total = found.Notes, desk.Understood(q.p, found.Understood), found.Total
	for _, h := range found.Hits {
		v.Hits = append(v.Hits, hitView{h, clauseURL(h.DocumentID, h.ClauseID), snippet(h.Text, h.Highlights, snippetSize)})
	}
	if len(v.Hits) > 0 {
		v.From, v.To = v.Hits[0].Rank, v.Hits[len(v.Hits)-1].Rank
	}
	v.Facets = q.facets(found.Facets)
	v.Pages = q.pager(page, found.Total, hitsPerPage)
	for _, ext := range []string{"csv", "xlsx", "bib"} {
		v.Files = append(v.Files, link{URL: with("/search."+ext, q.URL.Query(), "page", ""), Text: strings.ToUpper(ext)})
	}
	if found.Total == 0 {
		v.Tries, err = q.tries(v, b, found)
	}
	if err != nil {
		return err
	}
	return q.html(200, "search", v)
}

// pager leads to the pages of a list of total entries.
func (q *request) pager(page, total, size int) pager {
	p := pager{Page: page, Pages: (min(total, index.MaxWindow) + size - 1) / size}
	values := q.URL.Query()
	if page > 1 {
		p.Previous = with(q.URL.Path, values, "page", strconv.Itoa(page-1))
	}
	if page < p.Pages {
		p.Next = with(q.URL.Path, values, "page", strconv.Itoa(page+1))
	}
	return p
}

// facets are links that narrow the search, or widen it again.
func (q *request) facets(f index.Facets) []facet {
	values := q.URL.Query()
	group := func(key, field string, counts []index.Count, name func(string) string) facet {
		out := facet{Name: q.p.T(key)}
		chosen := values.Get(field)
		for _, c := range counts[:min(len(counts), maxFacets)] {
			here := c.Value != "" && chosen == c.Value
			set := c.Value
			if here {
				set = ""
			}
			l := link{Text: name(c.Value), Count: c.Count, Here: here}
			if c.Value != "" {
				l.URL = with("/search", values, field, set, "page", "")
			}
			out.Links = append(out.Links, l)
		}
		return out
	}
	years := group("web.year", "year", f.Year, func(s string) string { return s })
	for i, c := range f.Year[:min(len(f.Year), maxFacets)] {
		here := values.Get("from") == c.Value && values.Get("to") == c.Value
		set := c.Value
		if here {
			set = ""
		}
		years.Links[i].Here, years.Links[i].URL = here, with("/search", values, "from", set, "to", set, "year", "", "page", "")
	}
	return []facet{
		group("web.region", "region", f.Region, func(s string) string {
			if s == "" {
				return q.p.T("search.no_region")
			}
			return placeName(s)
		}),
		group("web.status", "status", f.Status, func(s string) string { return q.p.T("status." + s) }),
		group("web.kind", "kind", f.Kind, func(s string) string { return q.p.T("kind." + s) }),
		years,
	}
}

// tries are searches that find something where this one found nothing: without the
// filters, with each of its words alone.
func (q *request) tries(v searchView, b desk.Bounds, found desk.Found) ([]link, error) {
	var out []link
	try := func(text, words string, b desk.Bounds, address string) error {
		b.Limit, b.Offset = 1, 0
		res, err := q.desk.Search(q.Context(), words, b)
		if err == nil && res.Total > 0 {
			out = append(out, link{URL: address, Text: text, Count: res.Total})
		}
		return err
	}
	if v.Filter != (desk.Filter{}) && v.Words != "" {
		if err := try(q.p.T("web.try.no_filter"), v.Words, desk.Bounds{AsOf: b.AsOf}, with("/search", url.Values{"q": {v.Words}})); err != nil {
			return nil, err
		}
	}
	var words []string
	for _, r := range found.Understood.Readings {
		words = append(append(words, r.Words...), r.Phrases...)
	}
	if len(words) < 2 {
		return out, nil
	}
	for _, w := range words[:min(len(words), 6)] {
		if err := try(w, w, b, with("/search", q.URL.Query(), "q", w, "page", "")); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// searchFile is the list of results as a file.
func (q *request) searchFile() error {
	words, err := q.words()
	if err != nil {
		return err
	}
	b, err := filterOf(q.URL.Query()).Read(q.desk.Today())
	if err != nil {
		return err
	}
	b.Limit = index.MaxLimit
	found, err := q.desk.Search(q.Context(), words, b)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	name := strings.TrimPrefix(q.URL.Path, "/")
	switch name {
	case "search.csv":
		err = desk.HitSheet(q.p, found.Result).Write(&out, output.CSV, output.Terminal{})
		if err == nil {
			return q.download(name, "text/csv; charset=utf-8", out.Bytes())
		}
	case "search.xlsx":
		err = desk.HitSheet(q.p, found.Result).Write(&out, output.XLSX, output.Terminal{})
		if err == nil {
			return q.download(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", out.Bytes())
		}
	default:
		if err = q.bibliography(&out, found); err == nil {
			return q.download(name, "application/x-bibtex; charset=utf-8", out.Bytes())
		}
	}
	return err
}

// bibliography cites every document of a result once.
func (q *request) bibliography(w *bytes.Buffer, found desk.Found) error {
	seen := map[string]bool{}
	for _, h := range found.Hits {
		if seen[h.DocumentID] {
			continue
		}
		seen[h.DocumentID] = true
		s, err := q.desk.Cite(q.Context(), h.DocumentID, "", corpus.BibTeX, q.desk.Today())
		if err != nil {
			return err
		}
		w.WriteString(s + "\n")
	}
	return nil
}

// snippet cuts the text around the first mark to about size characters; marks are
// pairs of offsets in characters.
func snippet(text string, marks [][2]int, size int) []piece {
	runes := []rune(text)
	from := 0
	if len(marks) > 0 && len(runes) > size && marks[0][0] > size/4 {
		from = min(marks[0][0]-size/4, len(runes)-size)
	}
	to := min(len(runes), from+size)
	var out []piece
	add := func(s []rune, mark bool) {
		if len(s) > 0 {
			out = append(out, piece{strings.Join(strings.Fields(string(s)), " "), mark})
		}
	}
	if from > 0 {
		out = append(out, piece{Text: "…"})
	}
	at := from
	for _, m := range marks {
		if m[0] < at || m[1] > to {
			continue
		}
		add(runes[at:m[0]], false)
		add(runes[m[0]:m[1]], true)
		at = m[1]
	}
	add(runes[at:to], false)
	if to < len(runes) {
		out = append(out, piece{Text: "…"})
	}
	return out
}

// clauseURL is the address of a clause; "" is the document itself.
func clauseURL(document, clause string) string {
	if clause == "" {
		return "/doc/" + url.PathEscape(document)
	}
	return "/doc/" + url.PathEscape(document) + "?clause=" + url.QueryEscape(clause) + "#" + url.PathEscape(clause)
}
