package page

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// document is one parsed page and what is asked of it more than once.
type document struct {
	resolver
	self   *url.URL
	addr   string // of self, clean
	doc    *goquery.Document
	root   *html.Node
	source string
	// scripts is the text of all inline scripts, hidden inputs written as
	// name=value; lines.
	scripts string
	// side marks navigation, headers, footers, share bars and hidden blocks.
	side map[*html.Node]bool
	text string // visible text, white space joined
	// block is what labelled found, nil before it looked.
	block map[string]string
}

func newDocument(u *url.URL, source string, legacy bool) (*document, error) {
	source = repairTitles(source)
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return nil, err
	}
	d := &document{self: u, root: root, source: source, doc: goquery.NewDocumentFromNode(root), side: map[*html.Node]bool{}}
	d.resolver = resolver{base: u, legacy: legacy}
	d.addr = clean(u)
	if href, ok := d.doc.Find("base[href]").First().Attr("href"); ok {
		if b, err := u.Parse(strings.TrimSpace(href)); err == nil && b.Hostname() != "" {
			d.base = b
		}
	}
	d.scripts = scriptText(d.doc)
	d.markSide(root, false)
	d.text = tidy(visibleText(root))
	return d, nil
}

// scriptText joins inline scripts and the values of hidden inputs.
func scriptText(doc *goquery.Document) string {
	var b strings.Builder
	doc.Find("script").Each(func(_ int, s *goquery.Selection) {
		for c := range s.Nodes[0].ChildNodes() {
			b.WriteString(c.Data)
		}
		b.WriteByte('\n')
	})
	doc.Find("input[value]").Each(func(_ int, s *goquery.Selection) {
		name := s.AttrOr("id", s.AttrOr("name", ""))
		if v := s.AttrOr("value", ""); name != "" && len(v) < 200 {
			b.WriteString(name + "=" + v + ";\n")
		}
	})
	doc.Find("[data-total],[data-pages],[data-totalpage],[data-total-page],[data-page-count]").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if name, ok := strings.CutPrefix(a.Key, "data-"); ok && len(a.Val) < 20 {
				b.WriteString(strings.ReplaceAll(name, "-", "_") + "=" + a.Val + ";\n")
			}
		}
	})
	return b.String()
}

// markSide marks furniture and everything in it.
func (d *document) markSide(n *html.Node, inside bool) {
	inside = inside || n.Type == html.ElementNode && isFurniture(n)
	if inside {
		d.side[n] = true
	}
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			d.markSide(c, inside)
		}
	}
}

// furnitureWord matches one word of a class name or id of what is no content.
var furnitureWord = regexp.MustCompile(`^(?:nav|navi|navbar|navigation|menu|mainmenu|topnav|foot|footer|footbox|topbar|crumb|crumbs|breadcrumb|breadcrumbs|weizhi|dqwz|curpos|location|share|bdsharebuttonbox|bdshare|friendlink|friendlinks|yqlj|flink|copyright|sitemap|login|qrcode|ewm|sitenav|xgwz|xglj|xgxw|related|relate|recommend|hot|hotnews|rank|prevnext|prenext)$`)

func isFurniture(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside:
		return true
	case atom.Html, atom.Body, atom.Td, atom.Tr, atom.Table:
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "style":
			if strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
				return n.DataAtom != atom.Script
			}
		case "class", "id":
			for _, w := range classWords(a.Val) {
				if furnitureWord.MatchString(w) {
					return true
				}
			}
		}
	}
	return false
}

// classWords splits class names and ids into lower-case words without digits.
func classWords(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && r < 0x80
	})
}

// unseen reports elements whose text is not shown.
func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Head, atom.Textarea, atom.Iframe, atom.Svg:
		return true
	}
	return false
}

// visibleText gives the text below n, elements set apart by spaces.
func visibleText(n *html.Node) string {
	var b strings.Builder
	writeText(&b, n, nil)
	return b.String()
}

// textUpTo is the text below n, tidy; much more than limit bytes of it are not
// read, so that asking every element of a page takes no time.
func textUpTo(n *html.Node, limit int) string {
	var b strings.Builder
	writeText(&b, n, func(*html.Node) bool { return b.Len() > 2*limit+100 })
	return tidy(b.String())
}

// textWithout gives the text below n outside the elements in skip.
func textWithout(n *html.Node, skip func(*html.Node) bool) string {
	var b strings.Builder
	writeText(&b, n, skip)
	return b.String()
}

func writeText(b *strings.Builder, n *html.Node, skip func(*html.Node) bool) {
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
		return
	}
	if n.Type == html.ElementNode && (unseen(n) || skip != nil && skip(n)) {
		return
	}
	apart := n.Type == html.ElementNode && !isRunOn(n)
	if apart {
		b.WriteByte(' ')
	}
	for c := range n.ChildNodes() {
		writeText(b, c, skip)
	}
	if apart {
		b.WriteByte(' ')
	}
}

// isRunOn reports elements that stand inside a word: marks of highlighting.
func isRunOn(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Font, atom.Mark, atom.U, atom.Sup, atom.Sub:
		return true
	}
	return false
}

// attr is the value of an attribute, "" without it.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// tidy joins white space to single spaces and drops invisible characters.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad':
			return -1
		case '\u00a0', '\u3000':
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// squeeze removes white space.
func squeeze(s string) string { return strings.ReplaceAll(tidy(s), " ", "") }

// runes counts characters without white space.
func runes(s string) int {
	n := 0
	for _, r := range s {
		if r > ' ' && r != '\u3000' && r != '\u00a0' {
			n++
		}
	}
	return n
}

// within reports whether n lies in or is outer.
func within(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// nextElement is the element after n beside it.
func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode {
			return n
		}
	}
	return nil
}
