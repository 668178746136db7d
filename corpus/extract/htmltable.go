package extract

import (
	"regexp"
	"strconv"
	"strings"

	"duibiao/corpus"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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

// plainText is the text below n, a space between blocks.
func plainText(n *html.Node) string {
	var out strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				out.WriteString(c.Data)
			case c.Type == html.ElementNode && !unread(c) && !hidden(c):
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

// tableSize is what is counted of a table.
type tableSize struct {
	cells, wide, bytes int
	nested             bool
}

func (t *tableSize) count(n *html.Node) {
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode {
			t.bytes += len(strings.TrimSpace(c.Data))
			continue
		}
		if c.Type != html.ElementNode || unread(c) {
			continue
		}
		switch c.DataAtom {
		case atom.Table:
			t.nested = true
			return
		case atom.Tr:
			if countCells(c) > 1 {
				t.wide++
			}
		case atom.Td, atom.Th:
			t.cells++
		}
		t.count(c)
	}
}

// dataTable tells a table of data from one that lays out the page: rows of two
// or more cells with text, no table inside, no long texts.
func dataTable(n *html.Node) bool {
	var t tableSize
	t.count(n)
	return !t.nested && t.wide > 0 && t.bytes <= t.cells*maxCell
}

// countCells counts the cells of a row that hold anything.
func countCells(tr *html.Node) (n int) {
	for c := range tr.ChildNodes() {
		if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && strings.TrimSpace(plainText(c)) != "" {
			n++
		}
	}
	return n
}

// tableRows are the rows of a table of data, and the text of its caption.
func tableRows(n *html.Node) (rows [][]corpus.Cell, caption string) {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch c.DataAtom {
			case atom.Tr:
				if row := cellsOf(c); len(row) > 0 {
					rows = append(rows, row)
				}
			case atom.Caption:
				caption = collapse(plainText(c))
			default:
				walk(c)
			}
		}
	}
	walk(n)
	return rows, caption
}

func cellsOf(tr *html.Node) []corpus.Cell {
	var row []corpus.Cell
	for c := range tr.ChildNodes() {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th || hidden(c) {
			continue
		}
		text := plainText(c)
		row = append(row, corpus.Cell{
			Text: collapse(text), ColSpan: spanOf(c, "colspan"), RowSpan: spanOf(c, "rowspan"), Indent: indentOf(text) + styleIndent(c),
		})
	}
	return row
}

// indentOf counts the white space before a text that a browser keeps, in
// half-width characters.
func indentOf(text string) (n int) {
	for _, r := range text {
		switch r {
		case ' ', '\t', '\n', '\r', '\f':
		case '\u00A0', '\u2002':
			n++
		case '\u3000', '\u2003':
			n += 2
		default:
			return n
		}
	}
	return 0
}

// indentStyle is a declaration that sets a text in from the left.
var indentStyle = regexp.MustCompile(`(?i)(?:^|[;\s])(?:text-indent|padding-left|margin-left)\s*:\s*([0-9]{1,3}(?:\.[0-9]{1,3})?)(em|px|pt)`)

// styleIndent is how far a cell, or the first element in it, is set in by its
// style, in half-width characters of 16 px.
func styleIndent(n *html.Node) int {
	total := 0.0
	for depth := 0; n != nil && depth < 4; depth++ {
		for _, a := range n.Attr {
			if a.Key != "style" {
				continue
			}
			for _, m := range indentStyle.FindAllStringSubmatch(a.Val, 4) {
				v, _ := strconv.ParseFloat(m[1], 64) // the pattern allows numbers only
				total += v / map[string]float64{"em": 0.5, "px": 8, "pt": 6}[strings.ToLower(m[2])]
			}
		}
		child := n.FirstChild
		for child != nil && child.Type == html.TextNode && strings.TrimSpace(child.Data) == "" {
			child = child.NextSibling
		}
		if child == nil || child.Type != html.ElementNode {
			break
		}
		n = child
	}
	return int(min(total, maxIndent) + 0.5)
}

// maxIndent bounds an indentation: a style can say anything.
const maxIndent = 200

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
