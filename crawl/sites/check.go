package sites

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"duibiao/crawl/page"
)

// Finding is what a check of one fetched list found.
type Finding struct {
	// List is the name or address of the list.
	List string `json:"list"`
	// Rule is the key of the definition that the finding is about, "" when all
	// is well.
	Rule string `json:"rule"`
	// Problem says what is wrong, "" when nothing is.
	Problem string `json:"problem"`
	// Found says what was found instead, or in all.
	Found string `json:"found"`
}

// OK reports whether the list still reads as defined.
func (f Finding) OK() bool { return f.Problem == "" }

// Check holds a fetched list against its definition: which rules no longer find
// anything, and what the generic reader found in their place.
func (s Site) Check(req page.Request, u *url.URL, header http.Header, body []byte) []Finding {
	l, a, ok := s.listOf(req, u)
	if !ok {
		p := page.Read(u, header, body)
		return []Finding{{List: req.URL, Rule: "url", Problem: "the request belongs to no list of the definition", Found: describe(p)}}
	}
	out := l.findings(u, body, page.Read(u, header, body), s.Read(req, u, header, body))
	for i := range out {
		out[i].List = l.title(a)
	}
	return out
}

// title names the list in a finding.
func (l List) title(a asked) string {
	name := l.Name
	if name == "" {
		name = l.URL
	}
	return strings.TrimSpace(name + " " + a.each)
}

// findings compares what the generic reader and the definition make of a page.
func (l List) findings(u *url.URL, body []byte, generic, p page.Page) []Finding {
	if generic.Kind == page.Refused || generic.Kind == page.Missing {
		return []Finding{{Rule: "url", Problem: "the list cannot be read", Found: describe(generic)}}
	}
	if own := l.ownReading(u, body); own != nil && len(own.Entries) == 0 {
		return []Finding{{Rule: l.rowsKey(), Problem: "finds no rows", Found: describe(generic)}}
	}
	if len(p.Entries) == 0 && len(p.Lists) == 0 {
		return []Finding{{Rule: "url", Problem: "leads to no rows and no lists", Found: describe(p)}}
	}
	if out := rowFindings(l, p); len(out) > 0 {
		return out
	}
	return []Finding{{Found: describe(p)}}
}

// ownReading is what the definition's rules alone find, nil without rules.
func (l List) ownReading(u *url.URL, body []byte) *page.Page {
	switch {
	case l.JSON:
		got, _ := page.ReadJSON(u, body, l.Rule)
		return &got.Page
	case l.Rule.Rows != "":
		p, _ := page.ReadRows(u, body, l.Rule)
		return &p
	}
	return nil
}

func (l List) rowsKey() string {
	if l.JSON {
		return "json.rows"
	}
	return "rows"
}

// rowFindings looks at what the rows lack.
func rowFindings(l List, p page.Page) []Finding {
	dates, fields := 0, map[string]int{}
	for _, e := range p.Entries {
		if e.Date != "" {
			dates++
		}
		for name := range e.Fields {
			fields[name]++
		}
	}
	var out []Finding
	if dates == 0 && l.Rule.Date != "" && len(p.Entries) > 0 {
		out = append(out, Finding{Rule: "date", Problem: "finds no date in any row", Found: describe(p)})
	}
	for name := range l.Rule.Fields {
		if fields[name] == 0 && len(p.Entries) > 0 {
			out = append(out, Finding{Rule: "json.fields." + name, Problem: "finds nothing in any row", Found: describe(p)})
		}
	}
	return out
}

// describe says in a line what a page is.
func describe(p page.Page) string {
	switch {
	case p.Why != "":
		return fmt.Sprintf("%s: %s", p.Kind, p.Why)
	case len(p.Entries) > 0:
		return fmt.Sprintf("%s of %d rows, first %q %s, %d further pages", p.Kind, len(p.Entries), p.Entries[0].Title, p.Entries[0].Date, len(p.Next))
	case len(p.Lists) > 0:
		return fmt.Sprintf("%s leading to %d lists", p.Kind, len(p.Lists))
	}
	return fmt.Sprintf("%s %q", p.Kind, p.Title)
}
