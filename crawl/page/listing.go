package page

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// maxEntries bounds the rows read from one page.
const maxEntries = 2000

// listing is what a page has of a list.
type listing struct {
	rows  []*row
	dated int
}

var (
	articleName = regexp.MustCompile(`(?i)/[tP]?\d{8}_\d+(?:_\d+)?\.s?html?$|/art_\d+(?:_\d+)*\.html?|/content_\d+(?:_\d+)?\.s?html?|/content\.s?html?$|/c\d+/content|/info/\d+/\d+\.html?|[?&](?:articleid|infoid|newsid|docid|article_id)=|documentview|/viewer\.do|/\d{6,}\.s?html?$|/pnidpv\d+|/law_html/`)
	listAddress = regexp.MustCompile(`(?i)/$|/(?:index|list|default|node|more|col|column|category|channel|lists?)[\w-]*(?:\.\w+)?$|(?:index|list)_\d+\.s?html?$|[?&](?:catid|categoryid|columnid|channelid|classid|cid|colid|page|pageno)=`)
)

// looksArticle and looksList judge an address by how content systems name pages.
func looksArticle(addr string) bool { return articleName.MatchString(pathAndQuery(addr)) }

func looksList(addr string) bool { return listAddress.MatchString(pathAndQuery(addr)) }

func pathAndQuery(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return addr
	}
	if u.RawQuery == "" {
		return u.Path
	}
	return u.Path + "?" + u.RawQuery
}

// findListing picks the rows of the page's list, nil without one.
func (d *document) findListing() *listing {
	l := d.listingOf(d.rowGroups(false))
	if l == nil || l.dated == 0 && len(l.rows) < 5 {
		if wide := d.listingOf(d.rowGroups(true)); wide != nil && wide.dated > 0 {
			return wide
		}
	}
	return l
}

func (d *document) listingOf(groups []*group) *listing {
	order := d.order()
	pager := d.pagerAt(order)
	var best *group
	most, nearest := 0.0, -1
	for _, g := range groups {
		if len(g.rows) == 0 {
			continue
		}
		at := order[g.rows[len(g.rows)-1].link.node]
		if g.score(d) > 0 && at < pager && at > nearest {
			nearest = at
		}
	}
	for _, g := range groups {
		s := g.score(d)
		if s > 0 && pager >= 0 && order[g.rows[len(g.rows)-1].link.node] == nearest {
			s += 60
		}
		if s > most {
			best, most = g, s
		}
	}
	if best == nil {
		return nil
	}
	return d.collect(best, groups, order)
}

// order numbers the elements of the page.
func (d *document) order() map[*html.Node]int {
	out := map[*html.Node]int{}
	for n := range d.root.Descendants() {
		out[n] = len(out)
	}
	return out
}

// pagerAt is where the links that turn pages stand, -1 without any.
func (d *document) pagerAt(order map[*html.Node]int) int {
	at := -1
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "a", "span", "li", "button", "b", "em", "strong":
			text := textUpTo(n, 40)
			if len(text) < 40 && (turnNext.MatchString(text) || turnLast.MatchString(text)) && strings.ContainsAny(text, "页頁t") {
				at = order[n]
			}
		case "script":
			if n.FirstChild != nil && (pageCall.MatchString(n.FirstChild.Data) || pagerNew.MatchString(n.FirstChild.Data)) {
				at = order[n]
			}
		}
	}
	return at
}

var sideWord = regexp.MustCompile(`^(?:side|sidebar|hot|rank|tj|tuijian|ph|phb|recommend|related|xg|banner|slide|swiper|focus|lunbo|link|links)$`)

// score says how much a group of rows is the list of its page; 0 is not at all.
func (g *group) score(d *document) float64 {
	m := g.measure(d)
	s := 0.0
	switch {
	case m.rows == 0 || m.files == m.rows && m.rows < 3 && !looksList(d.addr):
		return 0
	case m.isDated():
		s = float64(3*m.dated+m.rows) + min(m.letters, 30)/3
	case m.isTitles() && d.enough(m):
		s = float64(m.rows)/2 + float64(m.articles)
	}
	if g.aside() {
		s *= 0.3
	}
	if g.boxed() {
		s *= 0.15
	}
	return s
}

// isDated reports rows most of which have dates; one or two must hold little
// but their title besides.
func (m measures) isDated() bool {
	return m.dated*2 >= m.rows && m.letters >= 4 && (m.rows >= 3 || m.covered >= 0.25)
}

// isTitles reports rows of long titles and little else, on this site.
func (m measures) isTitles() bool {
	return m.letters >= 8 && m.covered >= 0.35 && m.here*2 >= m.rows
}

// measures are what a group's score is made of.
type measures struct {
	rows, dated int
	// articles and here count addresses that look like articles' and that lie
	// on the same site.
	articles, here int
	// files counts addresses of files.
	files int
	// letters is the mean length of a title, covered the mean share of a row's
	// text that is its title.
	letters, covered float64
}

func (g *group) measure(d *document) measures {
	m := measures{rows: len(g.rows), dated: g.dated()}
	for _, r := range g.rows {
		m.letters += float64(runes(r.title))
		m.covered += float64(runes(r.shown)) / float64(max(1, runes(visibleText(r.el))))
		if looksArticle(r.link.addr) || numbered.MatchString(r.link.addr) && !isFile(r.link.addr) {
			m.articles++
		}
		if isFile(r.link.addr) {
			m.files++
		}
		if u, err := url.Parse(r.link.addr); err == nil && sameSite(u.Hostname(), d.self.Hostname()) {
			m.here++
		}
	}
	n := float64(max(m.rows, 1))
	m.letters, m.covered = m.letters/n, m.covered/n
	return m
}

// numbered matches addresses that end in the number of a record.
var numbered = regexp.MustCompile(`\d{2,}\.(?:s?html?|jspx?|aspx?)$|[?&]\w*id=\w+`)

// enough reports whether rows without dates are enough of them to be a list:
// five, two articles, or one on an address that says it is a list.
func (d *document) enough(m measures) bool {
	most := m.articles*2 >= m.rows
	switch {
	case m.rows >= 5 || m.articles >= 2 && most:
		return true
	}
	return most && m.letters >= 12 && looksList(d.addr) && !looksArticle(d.addr) && !d.isFront()
}

// aside reports groups in boxes beside the main column.
func (g *group) aside() bool {
	for _, w := range strings.FieldsFunc(g.key, func(r rune) bool { return r == '<' || r == '.' }) {
		if sideWord.MatchString(w) {
			return true
		}
	}
	return false
}

// boxed reports whether a 更多 stands with the rows: they are the head of
// another list.
func (g *group) boxed() bool {
	n := g.rows[0].el.Parent
	for range 2 {
		if n == nil || n.Data == "body" || n.Data == "td" {
			return false
		}
		for c := range n.Descendants() {
			if c.Data == "a" && isMore(squeeze(textUpTo(c, 60))) {
				return true
			}
		}
		n = n.Parent
	}
	return false
}

// collect joins the best group with those that stand beside it in the same
// container (pinned rows, rows of another class) and puts the rows in order.
func (d *document) collect(best *group, groups []*group, order map[*html.Node]int) *listing {
	rows := slices.Clone(best.rows)
	for _, g := range groups {
		if g != best && len(g.rows) > 0 && g.dated()*2 >= len(g.rows) && g.score(d) > 0 && beside(g, best) {
			rows = append(rows, g.rows...)
		}
	}
	slices.SortStableFunc(rows, func(a, b *row) int { return cmp.Compare(order[a.link.node], order[b.link.node]) })
	l := &listing{}
	seen := map[string]bool{}
	for _, r := range rows {
		if seen[r.link.addr] || len(l.rows) >= maxEntries {
			continue
		}
		seen[r.link.addr] = true
		l.rows = append(l.rows, r)
		if !r.date.IsZero() {
			l.dated++
		}
	}
	return l
}

// beside reports whether two groups share the container around their own.
func beside(a, b *group) bool {
	p, q := a.rows[0].el.Parent, b.rows[0].el.Parent
	if p == nil || q == nil {
		return false
	}
	return p == q || p.Parent != nil && p.Parent == q.Parent && p.Parent.Data != "body" && a.rows[0].el.Data == b.rows[0].el.Data
}

// count is the number of rows, 0 without a list.
func (l *listing) count() int {
	if l == nil {
		return 0
	}
	return len(l.rows)
}

// entries gives the rows as entries.
func (l *listing) entries() []Entry {
	out := make([]Entry, 0, len(l.rows))
	for _, r := range l.rows {
		out = append(out, Entry{Request: Get(r.link.addr), Title: r.title, Date: r.date.String(), Fields: r.fields})
	}
	return out
}

// rowLetters counts the letters of all titles.
func (l *listing) rowLetters() int {
	n := 0
	for _, r := range l.rows {
		n += runes(r.title)
	}
	return n
}

// inRows reports whether n is the element of a row.
func (l *listing) inRows() map[*html.Node]bool {
	set := map[*html.Node]bool{}
	if l != nil {
		for _, r := range l.rows {
			set[r.el] = true
		}
	}
	return set
}
