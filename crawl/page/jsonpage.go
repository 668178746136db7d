package page

import (
	"encoding/json"
	"iter"
	"maps"
	"net/url"
	"slices"
	"strings"
)

// readAnyJSON reads an answer in JSON without a rule: a list of rows, or an
// article whose body is a string of markup.
func readAnyJSON(r resolver, u *url.URL, text string) (Page, bool) {
	v, ok := parseJSON(text)
	if !ok {
		return Page{}, false
	}
	if e, ok := bodyIn(v, 0); ok {
		if d, err := newDocument(u, e.HTML, r.legacy); err == nil {
			return d.readEmbedded(e), true
		}
	}
	if l, ok := r.jsonRows(v, Rule{}); ok && len(l.Page.Entries) > 0 {
		l.Page.Next = requests(followPages(clean(u), v, l), clean(u))
		return l.Page, true
	}
	return Page{Kind: Other, Why: "JSON without rows or a body"}, true
}

// followPages continues an API address that carries the number of its page.
func followPages(self string, v any, l Listing) []string {
	pages := l.Pages
	if pages == 0 && len(l.Page.Entries) > 0 {
		size := count(findNumber(v, "pageSize pagesize size limit rows", 0))
		pages = (l.Total + max(size, len(l.Page.Entries)) - 1) / max(size, len(l.Page.Entries))
	}
	if pages < 2 {
		return nil
	}
	for _, sp := range spots(self) {
		if !strings.HasSuffix(sp.head, "=") {
			continue
		}
		s := series{head: sp.head, tail: sp.tail, step: 1}
		if sp.n == 0 {
			s.offset = -1
		}
		return s.rest(sp.n-s.offset, pages)
	}
	name := pageName(v)
	if name == "" {
		return nil
	}
	sep := "?"
	if strings.Contains(self, "?") {
		sep = "&"
	}
	return series{head: self + sep + name + "=", step: 1}.rest(1, pages)
}

// rest gives the addresses after page current up to the last.
func (s series) rest(current, last int) []string {
	var out []string
	for k := current + 1; k <= last && len(out) < maxNext; k++ {
		out = append(out, s.address(k))
	}
	return out
}

// pageName is the name under which an answer repeats the number of its page,
// which as a rule is that of the parameter.
func pageName(v any) string {
	o, ok := v.(map[string]any)
	if !ok {
		return ""
	}
	for _, k := range strings.Fields("pageNo pageNum pageIndex page currentPage curPage current pageNumber") {
		if _, ok := o[k].(json.Number); ok {
			return k
		}
	}
	for _, k := range sortedKeys(o) {
		if name := pageName(o[k]); name != "" {
			return name
		}
	}
	return ""
}

func sortedKeys(o map[string]any) []string { return slices.Sorted(maps.Keys(o)) }

// Body is the body of an article that a page carries as a string.
type Body struct {
	Title string
	HTML  string
	// Date is ISO, "" when nothing beside the body states one.
	Date string
}

// EmbeddedBody finds the body of an article that a page or an API's answer
// carries as a string: JSON with a field of markup, JSON in the value of an
// input, or JSON in a script. ok is false when the page is its own body.
func EmbeddedBody(u *url.URL, body []byte) (b Body, ok bool) {
	text, legacy := decode(body)
	start := strings.TrimSpace(text)
	if start != "" && (start[0] == '{' || start[0] == '[' || callback.MatchString(start)) {
		if v, ok := parseJSON(text); ok {
			return bodyIn(v, 0)
		}
		return Body{}, false
	}
	d, err := newDocument(u, text, legacy)
	if err != nil {
		return Body{}, false
	}
	return d.embeddedBody()
}

// bodyIn finds an object with a body of markup; an array of rows is no article.
func bodyIn(v any, depth int) (Body, bool) {
	if depth > 6 {
		return Body{}, false
	}
	o, ok := v.(map[string]any)
	if !ok {
		if rows, isRows := v.([]any); isRows && len(rows) == 1 {
			return bodyIn(rows[0], depth+1)
		}
		return Body{}, false
	}
	title := tidy(pick(o, titleKeys))
	for _, k := range strings.Fields(bodyKeys) {
		if s := scalar(o[k]); isMarkup(s) {
			return Body{Title: title, HTML: s, Date: dateOfMoment(pick(o, dateKeys))}, true
		}
	}
	for _, k := range sortedKeys(o) {
		if b, ok := bodyIn(unpacked(o[k]), depth+1); ok {
			if b.Title == "" {
				b.Title = title
			}
			return b, true
		}
	}
	return Body{}, false
}

// unpacked reads a value that is JSON in a string.
func unpacked(v any) any {
	if s := scalar(v); len(s) > 40 && strings.HasPrefix(s, "{") {
		if inner, ok := parseJSON(s); ok {
			return inner
		}
	}
	return v
}

func isMarkup(s string) bool {
	return len(s) > 60 && strings.Contains(s, "<") && strings.Contains(s, ">") && markup.MatchString(s)
}

// embeddedBody finds a body in the value of an input or in a script.
func (d *document) embeddedBody() (Body, bool) {
	for _, n := range d.doc.Find("input[value],textarea").Nodes {
		s := strings.TrimSpace(attr(n, "value"))
		if n.Data == "textarea" && n.FirstChild != nil {
			s = strings.TrimSpace(n.FirstChild.Data)
		}
		if len(s) < 60 {
			continue
		}
		if s[0] == '{' || s[0] == '[' {
			if v, ok := parseJSON(s); ok {
				if b, ok := bodyIn(v, 0); ok {
					return b, true
				}
			}
		} else if isMarkup(s) && contentName.MatchString(attr(n, "name")+attr(n, "id")) {
			return Body{HTML: s}, true
		}
	}
	if runes(d.prose(nil)) > 200 {
		return Body{}, false
	}
	return d.scriptBody()
}

// scriptRows reads a list whose rows stand as JSON in a script.
func (d *document) scriptRows() (Page, bool) {
	for v := range d.scriptValues() {
		if l, ok := d.jsonRows(v, Rule{}); ok && len(l.Page.Entries) >= 2 {
			l.Page.Title = d.columnTitle()
			l.Page.Next = requests(followPages(d.addr, v, l), d.addr)
			return l.Page, true
		}
	}
	return Page{}, false
}

// scriptBody finds a body in a JSON object inside a script.
func (d *document) scriptBody() (Body, bool) {
	for v := range d.scriptValues() {
		if b, ok := bodyIn(v, 0); ok {
			return b, true
		}
	}
	return Body{}, false
}

// scriptValues gives the JSON objects and arrays that scripts of the page
// begin with or assign, a few of each script.
func (d *document) scriptValues() iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, n := range d.doc.Find("script").Nodes {
			if n.FirstChild == nil || len(n.FirstChild.Data) < 60 {
				continue
			}
			text := n.FirstChild.Data
			for range 8 {
				i := strings.IndexAny(text, "{[")
				if i < 0 {
					break
				}
				text = text[i:]
				if v, ok := parseJSON(text); ok && !yield(v) {
					return
				}
				text = text[1:]
			}
		}
	}
}

// readEmbedded reads the page of an article whose body is a string: what
// belongs to it may stand in the body or beside it.
func (d *document) readEmbedded(b Body) Page {
	p := Page{Kind: Article, Title: clip(b.Title, 500), Attachments: d.attachments(nil)}
	if p.Title == "" {
		p.Title = d.title()
	}
	inner, err := newDocument(d.self, b.HTML, d.legacy)
	if err != nil {
		return p
	}
	inner.base = d.base
	seen := map[string]bool{}
	for _, a := range p.Attachments {
		seen[a.Request.URL] = true
	}
	for _, a := range inner.attachments(nil) {
		if !seen[a.Request.URL] {
			seen[a.Request.URL] = true
			p.Attachments = append(p.Attachments, a)
		}
	}
	return p
}
