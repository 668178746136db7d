package extract

import (
	"duibiao/corpus"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlWalker turns elements into blocks, in document order.
type htmlWalker struct {
	content *corpus.Content
	// run is the text of the paragraph being read; level its heading level.
	run   strings.Builder
	level int
}

func (w *htmlWalker) children(n *html.Node) {
	for c := range n.ChildNodes() {
		w.node(c)
	}
}

func (w *htmlWalker) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.run.WriteString(n.Data)
		return
	case html.ElementNode:
	default:
		return
	}
	switch {
	case furniture(n):
	case n.DataAtom == atom.Br, n.DataAtom == atom.Hr:
		w.flush()
	case n.DataAtom == atom.Table && dataTable(n):
		w.flush()
		w.table(n)
	case headingAtom(n.DataAtom) > 0:
		w.flush()
		w.level = headingAtom(n.DataAtom)
		w.children(n)
		w.flush()
		w.level = 0
	case n.DataAtom == atom.A:
		w.link(n)
		w.children(n)
	case inline(n.DataAtom):
		w.children(n)
	default:
		w.flush()
		w.children(n)
		w.flush()
	}
}

// flush ends the paragraph that is being read.
func (w *htmlWalker) flush() {
	text := collapse(w.run.String())
	w.run.Reset()
	if text == "" {
		return
	}
	b := corpus.Block{Kind: corpus.BlockParagraph, Text: text}
	if w.level > 0 {
		b.Kind, b.Level = corpus.BlockHeading, w.level
	}
	w.content.Blocks = append(w.content.Blocks, b)
}

// collapse joins runs of white space to one space, as a browser shows them; a
// run that holds an ideographic or no-break space keeps one of these, because
// texts use it to set numbers and headings apart.
func collapse(s string) string {
	s = strings.TrimFunc(s, unicode.IsSpace)
	var out strings.Builder
	out.Grow(len(s))
	wide, gap := rune(0), false
	for _, r := range s {
		if unicode.IsSpace(r) {
			gap = true
			if r == '\u3000' || r == '\u00A0' {
				wide = r
			}
			continue
		}
		if gap {
			if wide != 0 {
				out.WriteRune(wide)
			} else {
				out.WriteByte(' ')
			}
			wide, gap = 0, false
		}
		out.WriteRune(r)
	}
	return out.String()
}

func headingAtom(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// inline reports elements that do not end a paragraph. Unknown elements, such
// as the office namespaces of pasted text, are inline too.
func inline(a atom.Atom) bool {
	switch a {
	case atom.Span, atom.B, atom.Strong, atom.I, atom.Em, atom.U, atom.Font, atom.Sub, atom.Sup, atom.Small, atom.Big, atom.S, atom.Strike, atom.Del,
		atom.Ins, atom.Label, atom.Img, atom.Abbr, atom.Code, atom.Mark, atom.Q, atom.Cite, atom.Tt, atom.Bdo, atom.Wbr, atom.Time, 0:
		return true
	}
	return false
}

func (w *htmlWalker) link(n *html.Node) {
	for _, a := range n.Attr {
		if a.Key != "href" {
			continue
		}
		url := strings.TrimSpace(a.Val)
		if url == "" || strings.HasPrefix(url, "#") || strings.HasPrefix(strings.ToLower(url), "javascript:") || strings.HasPrefix(url, "data:") {
			return
		}
		w.content.Links = append(w.content.Links, corpus.Link{Text: tidy(plainText(n)), URL: url})
	}
}

// plainText is the text below n, a space between blocks.
func plainText(n *html.Node) string {
	var out strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				out.WriteString(c.Data)
			case c.Type == html.ElementNode && !furniture(c):
				walk(c)
				if !inline(c.DataAtom) && c.DataAtom != atom.A {
					out.WriteByte(' ')
				}
			}
		}
	}
	walk(n)
	return out.String()
}

// maxCell is the longest average cell, in bytes, of a table of data; longer
// cells are a page laid out in a table.
const maxCell = 900

// dataTable tells a table of data from one that lays out the page: rows of two
// or more cells, no table inside, no long texts.
func dataTable(n *html.Node) bool {
	cells, wide, size := 0, 0, 0
	nested := false
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if c.Type != html.ElementNode {
				continue
			}
			switch c.DataAtom {
			case atom.Table:
				nested = true
				return
			case atom.Tr:
				if countCells(c) > 1 {
					wide++
				}
			case atom.Td, atom.Th:
				cells++
				size += len(plainText(c))
			}
			walk(c)
		}
	}
	walk(n)
	return !nested && wide > 0 && size <= cells*maxCell
}

func countCells(tr *html.Node) (n int) {
	for c := range tr.ChildNodes() {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			n++
		}
	}
	return n
}

// table appends the rows of a table of data.
func (w *htmlWalker) table(n *html.Node) {
	var rows [][]corpus.Cell
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch c.DataAtom {
			case atom.Tr:
				if row := w.row(c); len(row) > 0 {
					rows = append(rows, row)
				}
			case atom.Caption:
				w.children(c)
				w.flush()
			default:
				walk(c)
			}
		}
	}
	walk(n)
	if len(rows) > 0 {
		w.content.Blocks = append(w.content.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: rows})
	}
}

func (w *htmlWalker) row(tr *html.Node) []corpus.Cell {
	var row []corpus.Cell
	for c := range tr.ChildNodes() {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		cell := corpus.Cell{Text: collapse(plainText(c)), ColSpan: spanOf(c, "colspan"), RowSpan: spanOf(c, "rowspan")}
		row = append(row, cell)
		w.links(c)
	}
	return row
}

// links collects the links below n.
func (w *htmlWalker) links(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.A {
			w.link(c)
		}
		w.links(c)
	}
}

// spanOf reads colspan or rowspan; 0 means 1, and what no table has is 1 too.
func spanOf(n *html.Node, key string) int {
	for _, a := range n.Attr {
		if a.Key == key {
			if v, err := strconv.Atoi(strings.TrimSpace(a.Val)); err == nil && v > 1 && v <= 1000 {
				return v
			}
		}
	}
	return 0
}
