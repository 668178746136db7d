package extract

import (
	"duibiao/corpus"
	"strings"

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
	c.Fields = pageFields(doc)
	body := pickBody(doc)
	w := &htmlWalker{content: c}
	w.children(body)
	w.flush()
	if len(c.Blocks) == 0 {
		w.children(doc.Nodes[0])
		w.flush()
	}
	addTitle(doc, c)
	if len(c.Fields) == 0 {
		c.Fields = nil
	}
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

// addTitle puts the page's title before the body as a heading when the body
// does not begin with it.
func addTitle(doc *goquery.Document, c *corpus.Content) {
	title := pageTitle(doc, c.Fields)
	if title == "" || len(c.Blocks) == 0 {
		return
	}
	var head strings.Builder
	for _, b := range c.Blocks {
		if head.Len() > 3000 {
			break
		}
		head.WriteString(squeeze(b.Text))
	}
	if strings.Contains(head.String(), squeeze(title)) {
		return
	}
	c.Blocks = append([]corpus.Block{{Kind: corpus.BlockHeading, Level: 1, Text: title}}, c.Blocks...)
}

// pageTitle is the title that the page gives its article: a field, the main
// heading, or the window title without the site's name.
func pageTitle(doc *goquery.Document, fields map[string]string) string {
	for _, name := range []string{"ArticleTitle", "标题", "名称"} {
		if s := fields[name]; s != "" {
			return s
		}
	}
	for _, selector := range []string{"h1", "h2.title", ".article-title", ".content-title", ".xl-title", ".arti_title", ".title_con", "#title"} {
		if s := tidy(doc.Find(selector).First().Text()); len([]rune(s)) >= 4 && len([]rune(s)) <= 150 {
			return s
		}
	}
	s := tidy(doc.Find("title").First().Text())
	if i := strings.IndexAny(s, "_|"); i > 0 {
		s = tidy(s[:i])
	}
	if i := strings.LastIndex(s, "-"); i > 12 {
		s = tidy(s[:i])
	}
	return s
}

// tidy joins white space to single spaces.
func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// squeeze removes white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
