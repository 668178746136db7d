package page

import (
	"fmt"
	"net/url"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// CheckSelector reports whether s is a CSS selector, "" included.
func CheckSelector(s string) error {
	if s == "" {
		return nil
	}
	if _, err := cascadia.ParseGroup(s); err != nil {
		return fmt.Errorf("selector %q: %w", s, err)
	}
	return nil
}

// ReadRows reads a list page by the CSS selectors of a rule; what the rule
// leaves open the generic reader finds inside each row. ok is false when the
// rule's rows are not in the page.
func ReadRows(u *url.URL, body []byte, rule Rule) (p Page, ok bool) {
	if rule.Rows == "" || CheckSelector(rule.Rows) != nil {
		return Page{}, false
	}
	text, legacy := decode(body)
	d, err := newDocument(u, text, legacy)
	if err != nil {
		return Page{}, false
	}
	l := &listing{}
	seen := map[string]bool{}
	d.doc.Find(rule.Rows).Each(func(_ int, s *goquery.Selection) {
		r := d.ruledRow(s, rule)
		if r == nil || r.title == "" || seen[r.link.addr] || len(l.rows) >= maxEntries {
			return
		}
		seen[r.link.addr] = true
		l.rows = append(l.rows, r)
	})
	if len(l.rows) == 0 {
		return Page{}, false
	}
	return Page{Kind: List, Title: d.columnTitle(), Entries: l.entries(), Next: d.nextPages()}, true
}

// ruledRow reads one selected element.
func (d *document) ruledRow(s *goquery.Selection, rule Rule) *row {
	el := s.Nodes[0]
	n := d.mainLink(el, rule.URL)
	if n == nil {
		return nil
	}
	r := &row{el: el, link: link{node: n, addr: d.target(n), text: tidy(visibleText(n))}}
	if r.link.addr == "" {
		return nil
	}
	d.readTitle(r)
	if rule.Title != "" {
		if m := s.Find(rule.Title); m.Length() > 0 {
			r.shown = tidy(visibleText(m.Nodes[0]))
			r.title = cleanTitle(titleOf(m.Nodes[0], r.shown))
		}
	}
	if rule.Date != "" {
		if m := s.Find(rule.Date); m.Length() > 0 {
			if f, ok := findDate(tidy(visibleText(m.Nodes[0]))); ok {
				r.date = f.date
			}
		}
	}
	r.readCells()
	if r.date.IsZero() {
		r.date = d.rowDate(el, r.link, r.shown)
	}
	return r
}

// mainLink is the link of a row: the selected one, else the one with the
// longest title.
func (d *document) mainLink(el *html.Node, selector string) *html.Node {
	if selector != "" {
		if m := goquery.NewDocumentFromNode(el).Find(selector); m.Length() > 0 {
			return m.Nodes[0]
		}
		return nil
	}
	var best *html.Node
	most := -1
	if el.DataAtom == atom.A {
		return el
	}
	for n := range el.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if l, ok := d.linkAt(n); ok && l.addr != "" && weight(l) > most {
			best, most = n, weight(l)
		}
	}
	return best
}
