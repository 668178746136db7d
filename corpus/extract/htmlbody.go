package extract

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bodySelectors are the containers in which government content systems (TRS,
// 开普, 博达 and others) put the text of an article, most particular first.
func bodySelectors() []string {
	return []string{
		"#UCAP-CONTENT", ".TRS_UEDITOR", ".TRS_Editor", ".view.TRS_UEDITOR", "#zoom", "#Zoom", "#mainText", ".vF_detail_content", "#vsb_content",
		".v_news_content", ".pages_content", ".article-content", ".article_content", ".articleContent", "#article_content", "#ivs_content",
		".wp_articlecontent", ".rm_txt_con", ".xl-content", ".content_body", "#content_body", ".zwxl-article", ".Custom_UnionStyle", ".my_conboxzw", "article",
	}
}

// minBody is the least text, in bytes, that a known container must hold to be
// believed.
const minBody = 60

// pickBody finds the element that holds the article: the fullest match of the
// first known container that is not empty, else the densest block.
func pickBody(doc *goquery.Document) *html.Node {
	for _, selector := range bodySelectors() {
		var best *html.Node
		most := minBody
		doc.Find(selector).Each(func(_ int, s *goquery.Selection) {
			if n := textOutsideLinks(s.Nodes[0]); n > most {
				best, most = s.Nodes[0], n
			}
		})
		if best != nil {
			return best
		}
	}
	root := doc.Nodes[0]
	if b := doc.Find("body"); b.Length() > 0 {
		root = b.Nodes[0]
	}
	return densest(root)
}

// densest goes down from root as long as one child holds three quarters of the
// text that is not link text.
func densest(root *html.Node) *html.Node {
	for {
		total := textOutsideLinks(root)
		var next *html.Node
		for child := range root.ChildNodes() {
			if child.Type == html.ElementNode && textOutsideLinks(child)*4 > total*3 {
				next = child
				break
			}
		}
		if next == nil || next.DataAtom == atom.P || next.DataAtom == atom.Tr || next.DataAtom == atom.Tbody && next.Parent.DataAtom == atom.Table {
			return root
		}
		root = next
	}
}

// textOutsideLinks counts the bytes of text below n that is no link, no
// script and no furniture.
func textOutsideLinks(n *html.Node) int {
	total := 0
	for d := range n.ChildNodes() {
		switch {
		case d.Type == html.TextNode:
			total += len(strings.TrimSpace(d.Data))
		case d.Type == html.ElementNode && d.DataAtom != atom.A && !furniture(d):
			total += textOutsideLinks(d)
		}
	}
	return total
}

// furniture reports elements that are not part of any article: scripts, forms,
// navigation, share bars, hidden blocks.
func furniture(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Nav, atom.Footer, atom.Iframe, atom.Form, atom.Button, atom.Select, atom.Textarea, atom.Input,
		atom.Svg, atom.Template, atom.Head, atom.Link, atom.Meta, atom.Object, atom.Embed, atom.Video, atom.Audio:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "style":
			if s := strings.ReplaceAll(a.Val, " ", ""); strings.Contains(s, "display:none") {
				return true
			}
		case "hidden":
			return true
		case "class", "id":
			if furnitureName(a.Val) {
				return true
			}
		}
	}
	return false
}

// furnitureName reports class names and ids of share bars, paths and footers.
func furnitureName(s string) bool {
	s = strings.ToLower(s)
	for _, w := range []string{"share", "breadcrumb", "crumbs", "footer", "sidebar", "qrcode", "copyright", "toolbar", "bdsharebuttonbox", "related", "pagination", "print-btn", "fontsize", "nav-bar", "navbar"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
