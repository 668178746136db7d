package extract

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// run is a piece of a page's text between two breaks: a paragraph, a line, a
// cell.
type run struct {
	text string
	// apart is the text with a space after each inline element, of short runs.
	apart string
	// size counts the characters, linked those inside links; files says that all
	// links are to files.
	size, linked int
	files        bool
	// level is the level of the heading that it stands in, 0 for none.
	level int
	// block is the element that holds it.
	block *html.Node
	// side says that it stands in navigation, a share bar or the like, by name.
	side bool
	// field says that it belongs to a 信息公开 block, tool to the page's furniture
	// by its words.
	field, tool bool
	// weight is what it says for being part of the article.
	weight int
}

// span is a range of runs.
type span struct{ from, to int }

// runReader cuts a page into runs.
type runReader struct {
	runs []run
	// spans are the runs of every element that breaks lines.
	spans map[*html.Node]span
	// showHidden reads also what style sheets hide.
	showHidden bool

	text, apart  strings.Builder
	linked       int
	links, files int
	level, side  int
	link, pre    bool
	block        *html.Node
}

func (r *runReader) children(n *html.Node) {
	for c := range n.ChildNodes() {
		r.node(c)
	}
}

func (r *runReader) node(n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		r.words(n.Data)
	case r.passes(n):
	case n.DataAtom == atom.Br, n.DataAtom == atom.Hr:
		r.flush()
	case n.DataAtom == atom.A && !r.link:
		r.anchor(n)
	case flows(n):
		r.children(n)
		r.apart.WriteByte(' ')
	default:
		r.element(n)
	}
}

// passes reports nodes that show nothing.
func (r *runReader) passes(n *html.Node) bool {
	return n.Type != html.ElementNode || unread(n) || !r.showHidden && hidden(n)
}

// flows reports elements that stand in the line.
func flows(n *html.Node) bool { return n.DataAtom == atom.A || inline(n.DataAtom) && !custom(n) }

// words takes in text; in preformatted text the ends of lines are breaks.
func (r *runReader) words(s string) {
	if r.pre {
		for line := range strings.Lines(s) {
			r.words1(line)
			if strings.HasSuffix(line, "\n") {
				r.flush()
			}
		}
		return
	}
	r.words1(s)
}

func (r *runReader) words1(s string) {
	r.text.WriteString(s)
	if r.apart.Len() < maxField {
		r.apart.WriteString(s)
	}
	if r.link {
		r.linked += letters(s)
	}
}

func (r *runReader) anchor(n *html.Node) {
	r.links++
	if fileLink(n) {
		r.files++
	}
	r.link = true
	r.children(n)
	r.link = false
}

// element reads an element that breaks lines.
func (r *runReader) element(n *html.Node) {
	r.flush()
	level, block, pre := r.level, r.block, r.pre
	if h := headingAtom(n.DataAtom); h > 0 {
		r.level = h
	}
	r.block, r.pre = n, pre || n.DataAtom == atom.Pre
	side := sideElement(n)
	if side {
		r.side++
	}
	from := len(r.runs)
	r.children(n)
	r.flush()
	r.spans[n] = span{from, len(r.runs)}
	if side {
		r.side--
	}
	r.level, r.block, r.pre = level, block, pre
}

// flush ends the run that is being read.
func (r *runReader) flush() {
	text, apart := collapse(r.text.String()), r.apart.String()
	r.text.Reset()
	r.apart.Reset()
	if text != "" {
		if len(text) > maxField {
			apart = ""
		}
		r.runs = append(r.runs, run{
			text: text, apart: apart, size: letters(text), linked: r.linked, files: r.links > 0 && r.links == r.files,
			level: r.level, block: r.block, side: r.side > 0,
		})
	}
	r.linked, r.links, r.files = 0, 0, 0
}

// maxField is the longest line, in bytes, that is read for labels.
const maxField = 800

// custom reports elements of a page's own making, which hold blocks: their names
// have a hyphen (HTML, 4.13.3).
func custom(n *html.Node) bool { return n.DataAtom == 0 && strings.Contains(n.Data, "-") }

// letters counts the characters that are no white space.
func letters(s string) int {
	n := 0
	for _, c := range s {
		if !unicode.IsSpace(c) {
			n++
		}
	}
	return n
}

// unread reports elements that hold no text of a page.
func unread(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Iframe, atom.Button, atom.Select, atom.Textarea, atom.Input, atom.Svg, atom.Template, atom.Head,
		atom.Link, atom.Meta, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Noframes, atom.Canvas:
		return true
	}
	return false
}

// hidden reports elements that the page itself does not show.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "style":
			s := strings.ToLower(strings.Join(strings.Fields(a.Val), ""))
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		case "hidden":
			return true
		}
	}
	return false
}

// fileLink reports a link to a file rather than a page.
func fileLink(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key != "href" {
			continue
		}
		s := strings.ToLower(a.Val)
		for _, end := range []string{".doc", ".docx", ".pdf", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar", ".txt", ".ppt", ".pptx", ".rtf"} {
			if strings.HasSuffix(s, end) {
				return true
			}
		}
		return strings.Contains(s, "download") || strings.Contains(s, "downfile")
	}
	return false
}

// collapse joins runs of white space to one space, as a browser shows them; a
// run that holds an ideographic or no-break space keeps one of these, because
// texts use it to set numbers and headings apart. The end of a line of markup
// between two ideographs is no space (CSS Text 3, 4.1.3).
func collapse(s string) string {
	s = strings.TrimFunc(s, unicode.IsSpace)
	var out strings.Builder
	out.Grow(len(s))
	var gap space
	before := rune(0)
	for _, c := range s {
		if unicode.IsSpace(c) {
			gap.add(c)
			continue
		}
		if mark := gap.between(before, c); mark != 0 {
			out.WriteRune(mark)
		}
		gap, before = space{}, c
		out.WriteRune(c)
	}
	return out.String()
}

// space is a run of white space.
type space struct {
	some, line bool
	wide       rune // the ideographic or no-break space in it
}

func (s *space) add(c rune) {
	s.some, s.line = true, s.line || c == '\n' || c == '\r'
	if c == '\u3000' || c == '\u00A0' {
		s.wide = c
	}
}

// between is what is kept of the space between two characters, 0 for nothing.
func (s *space) between(before, after rune) rune {
	switch {
	case s.wide != 0:
		return s.wide
	case s.some && (!s.line || !ideograph(before) || !ideograph(after)):
		return ' '
	}
	return 0
}

// ideograph reports the characters of Chinese text, its marks included.
func ideograph(c rune) bool {
	return c >= 0x3001 && c <= 0x303F || c >= 0xFF00 && c <= 0xFF60 || unicode.Is(unicode.Han, c) || c == '“' || c == '”'
}

// known is the text without white space, to compare.
func (r run) known() string { return squeeze(r.text) }

// linky reports a run that is mostly link.
func (r run) linky() bool { return r.linked*2 > r.size }

// prose reports a run that holds a sentence.
func (r run) prose() bool {
	return !r.linky() && (strings.ContainsAny(r.text, "。；") || r.size > 30 && strings.ContainsAny(r.text, "，、"))
}
