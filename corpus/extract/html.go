package extract

import (
	"strings"

	"duibiao/corpus"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// maxHTML is the largest page that is parsed, in bytes: building the tree costs
// many times the text, and real pages stay under one megabyte.
const maxHTML = 16 << 20

// maxTags is the largest number of tags in a page, for the same reason.
const maxTags = 600_000

// readHTML reads a web page: its fields, the text of its body without the
// site's furniture, tables as tables, and the links of the body.
func readHTML(text string, c *corpus.Content) {
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		c.Warnings = append(c.Warnings, "page structure could not be read, its text was kept in order")
		readTags(text, c)
		return
	}
	p := readPage(doc)
	m := p.markFields()
	p.markBlocks(m)
	p.weigh()
	body := p.body(doc)
	c.Fields = p.collect(doc, m, body)
	title := p.titleOf(doc, c.Fields, body)
	keep := p.trim(body, title)
	p.collectLeft(m, body, keep, c.Fields)
	p.complete(c.Fields, title, body, keep)
	if len(keep) == 0 && (len(c.Fields) == 0 || p.unlinked() > maxBlock) { // better furniture than nothing
		for i := range p.runs {
			keep = append(keep, i)
		}
	}
	least := 1
	if title != "" {
		least = 2
	}
	p.write(keep, least, c)
	if title != "" && len(c.Blocks) > 0 {
		c.Blocks = append([]corpus.Block{{Kind: corpus.BlockHeading, Level: 1, Text: title}}, c.Blocks...)
	}
	p.links(doc, body, c)
	if len(c.Fields) == 0 {
		c.Fields = nil
	}
}

// unlinked counts the characters that stand in no links and no furniture.
func (p *articlePage) unlinked() int {
	n := 0
	for _, r := range p.runs {
		if !r.side && !r.tool && !r.linky() {
			n += r.size
		}
	}
	return n
}

// complete adds what the page says without a label: the title, the 文号 and the
// date that stand in lines of their own.
func (p *articlePage) complete(fields map[string]string, title string, body []span, keep []int) {
	if s := p.numberBefore(body); s != "" && fields["发文字号"] == "" && fields["文号"] == "" {
		fields["发文字号"] = s
	}
	if fields["PubDate"] == "" {
		if s := p.dateBefore(body, keep); s != "" {
			fields["PubDate"] = s
		}
	}
	if title != "" && len(keep) > 0 && fields["ArticleTitle"] == "" && p.holdsTitle(title) {
		fields["ArticleTitle"] = title
	}
}

// holdsTitle reports whether the title stands in the page itself.
func (p *articlePage) holdsTitle(title string) bool {
	head := squeeze(title)
	for i := range p.runs {
		if n := p.runs[i].known(); n != "" && strings.HasPrefix(head, n) && letters(n)*3 >= letters(head) {
			return true
		}
	}
	return false
}

// write makes blocks of the runs to keep; a table of data is one block, where
// the first of its runs that is kept stands. No heading is above the level least.
func (p *articlePage) write(keep []int, least int, c *corpus.Content) {
	tables := map[int]*html.Node{} // by the runs in them
	for n, data := range p.data {
		if s := p.spans[n]; data {
			for i := s.from; i < s.to; i++ {
				tables[i] = n
			}
		}
	}
	end := 0
	for k, i := range keep {
		if i < end {
			continue
		}
		if n := tables[i]; n != nil && p.mostly(keep[k:], p.spans[n]) {
			rows, caption := tableRows(n)
			if caption != "" {
				c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockParagraph, Text: caption})
			}
			if len(rows) > 0 {
				c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: rows})
			}
			end = p.spans[n].to
			continue
		}
		b := corpus.Block{Kind: corpus.BlockParagraph, Text: p.runs[i].text}
		if p.runs[i].level > 0 {
			b.Kind, b.Level = corpus.BlockHeading, max(p.runs[i].level, least)
		}
		c.Blocks = append(c.Blocks, b)
	}
}

// mostly reports whether most of the runs in s are kept.
func (p *articlePage) mostly(keep []int, s span) bool {
	n := 0
	for _, i := range keep {
		if i >= s.to {
			break
		}
		n++
	}
	return n*10 >= (s.to-s.from)*8
}

// links collects the links of the elements that hold the body.
func (p *articlePage) links(doc *goquery.Document, body []span, c *corpus.Content) {
	doc.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
		if n := s.Nodes[0]; p.holds(n, body) {
			if url := linkOf(n); url != "" {
				c.Links = append(c.Links, corpus.Link{Text: tidy(plainText(n)), URL: url})
			}
		}
	})
}

// holds reports whether n stands in the body.
func (p *articlePage) holds(n *html.Node, body []span) bool {
	for ; n != nil; n = n.Parent {
		if s, ok := p.spans[n]; ok {
			for _, b := range body {
				if s.from >= b.from && s.to <= b.to && s.to > s.from {
					return true
				}
			}
			return false
		}
	}
	return false
}

// linkOf is the address of a link to somewhere else, "" for others.
func linkOf(n *html.Node) string {
	for _, a := range n.Attr {
		if a.Key != "href" {
			continue
		}
		url := strings.TrimSpace(a.Val)
		if strings.HasPrefix(url, "#") || strings.HasPrefix(strings.ToLower(url), "javascript:") || strings.HasPrefix(url, "data:") {
			return ""
		}
		return url
	}
	return ""
}

// readTags keeps the text between the tags of a page whose tree cannot be built
// (nested too deeply).
func readTags(text string, c *corpus.Content) {
	z := html.NewTokenizer(strings.NewReader(text))
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			if skip == "" {
				readText(string(z.Text()), c)
			}
		case html.StartTagToken:
			if name, _ := z.TagName(); string(name) == "script" || string(name) == "style" {
				skip = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
		}
	}
}
