package page

import (
	"regexp"
	"slices"
	"strings"

	"duibiao/corpus"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// row is one candidate row of a list: a link and the element around it.
type row struct {
	link   link
	el     *html.Node
	title  string
	shown  string // the title as it stands in the text
	date   corpus.Date
	fields map[string]string
}

// group is a set of rows that stand alike in the page.
type group struct {
	key  string
	rows []*row
}

// rowGroups gathers the links of the page into groups of rows of the same
// place in the tree. Furniture is left out unless side is true.
func (d *document) rowGroups(side bool) []*group {
	links, rest := d.majorLinks(side)
	owners := markOwners(append(slices.Clone(links), rest...))
	index := map[string]*group{}
	var groups []*group
	for _, l := range links {
		r := &row{link: l, el: rowOf(l.node, owners)}
		key := signature(r.el)
		g := index[key]
		if g == nil {
			g = &group{key: key}
			index[key] = g
			groups = append(groups, g)
		}
		g.rows = append(g.rows, r)
	}
	for _, g := range groups {
		d.fillRows(g)
	}
	return groups
}

// majorLinks drops links without an address, links in furniture and the small
// links beside a title: its category, an icon of a file, 解读.
//
// rest are the links of furniture, which are no rows and still end them.
func (d *document) majorLinks(side bool) (links, rest []link) {
	units := map[*html.Node][]int{}
	all := d.links()
	named := namedAddresses(all)
	for _, l := range all {
		if !d.mayLead(l) || l.text == "" && named[l.addr] {
			continue
		}
		if d.side[l.node] && !side {
			rest = append(rest, l)
			continue
		}
		if u := unitOf(l.node); u != nil {
			units[u] = append(units[u], len(links))
		}
		links = append(links, l)
	}
	minor := map[int]bool{}
	for _, members := range units {
		markMinor(links, members, minor)
	}
	major := links[:0:0]
	for i, l := range links {
		if !minor[i] {
			major = append(major, l)
		}
	}
	return major, rest
}

// mayLead reports whether a link leads to another page and may name it.
func (d *document) mayLead(l link) bool {
	return l.addr != "" && l.addr != d.addr && !isSwitch(l.text)
}

// namedAddresses are those that some link with a text leads to; the pictures
// beside it that lead there too are no titles.
func namedAddresses(links []link) map[string]bool {
	named := map[string]bool{}
	for _, l := range links {
		if l.text != "" && !isGeneric(l.text) {
			named[l.addr] = true
		}
	}
	return named
}

// isSwitch reports links that turn pages or leave the list; they are no rows.
func isSwitch(text string) bool {
	text = squeeze(text)
	return isTurn(text) || isMore(text)
}

// unitOf is the nearest element that by its name is one row.
func unitOf(n *html.Node) *html.Node {
	for n = n.Parent; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Li, atom.Tr, atom.Dd, atom.Dt, atom.Article:
			return n
		}
	}
	return nil
}

// markMinor marks, among the links of one row, those that are not its title.
func markMinor(links []link, members []int, minor map[int]bool) {
	if len(members) < 2 || len(members) > 6 {
		return
	}
	longest := slices.MaxFunc(members, func(a, b int) int { return weight(links[a]) - weight(links[b]) })
	full := weight(links[longest])
	for _, i := range members {
		w := weight(links[i])
		if i != longest && (links[i].addr == links[longest].addr || w <= 6 && full > 6) {
			minor[i] = true
		}
	}
}

// weight is how much a link looks like the title of a row.
func weight(l link) int {
	if isGeneric(l.text) {
		return 0
	}
	return runes(titleOf(l.node, l.text))
}

// markOwners records for every element the one address that is linked from
// below it, or "*" when there are several.
func markOwners(links []link) map[*html.Node]string {
	owners := map[*html.Node]string{}
	for _, l := range links {
		for n := l.node; n != nil; n = n.Parent {
			have, ok := owners[n]
			switch {
			case !ok:
				owners[n] = l.addr
			case have != l.addr:
				owners[n] = "*"
			}
		}
	}
	return owners
}

// rowOf is the row a link stands in: the nearest li or tr that holds no other
// link, else the largest element that holds none.
func rowOf(n *html.Node, owners map[*html.Node]string) *html.Node {
	for n.Parent != nil && n.Parent.Type == html.ElementNode && owners[n.Parent] != "*" {
		switch n.DataAtom {
		case atom.Li, atom.Tr:
			return n
		}
		if n.Parent.DataAtom == atom.Body {
			return n
		}
		n = n.Parent
	}
	return n
}

// signature is the place of an element in the tree by names and classes,
// without its own class, numbers and marks of state.
func signature(n *html.Node) string {
	var parts []string
	parts = append(parts, n.Data)
	for p := n.Parent; p != nil && p.Type == html.ElementNode; p = p.Parent {
		parts = append(parts, p.Data+"."+strings.Join(stableWords(attr(p, "class")+" "+attr(p, "id")), "."))
	}
	return strings.Join(parts, "<")
}

// stableWords are the words of class names that do not change from row to row.
func stableWords(s string) []string {
	return slices.DeleteFunc(classWords(s), func(w string) bool {
		switch w {
		case "odd", "even", "first", "last", "on", "cur", "current", "active", "hover", "line", "one", "two", "alt":
			return true
		}
		return len(w) < 2
	})
}

// fillRows reads titles and dates of a group and drops rows that repeat an
// address or have no title.
func (d *document) fillRows(g *group) {
	seen := map[string]int{}
	kept := g.rows[:0]
	for _, r := range g.rows {
		d.readTitle(r)
		if i, ok := seen[r.link.addr]; ok {
			if runes(r.title) > runes(kept[i].title) {
				kept[i].title, kept[i].shown = r.title, r.shown
			}
			continue
		}
		if r.title == "" || isGeneric(r.title) {
			continue
		}
		seen[r.link.addr] = len(kept)
		kept = append(kept, r)
	}
	g.rows = kept
	for _, r := range g.rows {
		r.readCells()
		if r.date.IsZero() {
			r.date = d.rowDate(r.el, r.link, r.shown)
		}
		if f, ok := findDate(strings.TrimPrefix(attr(r.link.node, "title"), r.title)); ok && r.date.IsZero() {
			r.date = f.date
		}
	}
	if g.dated()*2 < len(g.rows) {
		d.datesBetween(g)
	}
}

// dated counts rows with a date.
func (g *group) dated() int {
	n := 0
	for _, r := range g.rows {
		if !r.date.IsZero() {
			n++
		}
	}
	return n
}

// readTitle finds the title of a row: a heading in the link, its text without
// a date, its title attribute, or, for a link called 查看, the text beside it.
func (d *document) readTitle(r *row) {
	n := r.link.node
	text := headingIn(n)
	if text == "" {
		text = tidy(textWithout(n, func(c *html.Node) bool { return c != n && isDateElement(c) }))
	}
	r.shown = cleanTitle(text)
	if isGeneric(text) || runes(text) < 2 {
		if t := titleOf(n, ""); runes(t) >= 6 && !isGeneric(t) {
			r.title = t
			return
		}
		if t := besideLink(r.el, n); t != "" {
			r.title, r.shown = cleanTitle(t), t
			return
		}
	}
	r.title = cleanTitle(titleOf(n, text))
}

// headingIn is the text of the heading or title element inside a link that
// wraps a whole row.
func headingIn(n *html.Node) string {
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return tidy(visibleText(c))
		}
		for _, w := range classWords(attr(c, "class")) {
			switch w {
			case "title", "tit", "bt", "biaoti", "headline":
				if t := tidy(visibleText(c)); runes(t) >= 4 && !isDateElement(c) {
					return t
				}
			}
		}
	}
	return ""
}

// isDateElement reports an element that holds nothing but a date.
func isDateElement(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	text := textUpTo(n, 60)
	return len(text) <= 60 && isOnlyDate(text)
}

// besideLink is the longest piece of text in a row outside the link.
func besideLink(el, link *html.Node) string {
	best := ""
	for c := range el.Descendants() {
		if c.Type != html.TextNode || within(c, link) || c.Parent != nil && unseen(c.Parent) {
			continue
		}
		if t := tidy(c.Data); runes(t) > runes(best) && !isOnlyDate(t) {
			best = t
		}
	}
	if runes(best) < 6 {
		return ""
	}
	return best
}

var (
	newMark      = regexp.MustCompile(`(?i)\s+[\[(（]?(?:new|hot|新|热|置顶)[!！]?[\])）]?$`)
	categoryMark = regexp.MustCompile(`^[\[【](?:[\p{Han}]{0,4}(?:通知|公告|公示|文件|法规|政策|规章|目录|信息|要闻|置顶|推荐))[\]】]\s*`)
)

// cleanTitle strips list marks and a date at the ends of a title.
func cleanTitle(s string) string {
	s = strings.TrimSpace(strings.TrimLeft(tidy(s), "·•>》◆■●★☆▪▸►-—|、0 "))
	s = categoryMark.ReplaceAllString(newMark.ReplaceAllString(s, ""), "")
	s = strings.TrimSpace(trailingDate.ReplaceAllString(s, ""))
	s = strings.TrimSpace(leadingDate.ReplaceAllString(s, ""))
	return clip(s, 500)
}

func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n])
}
