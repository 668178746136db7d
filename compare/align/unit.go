package align

import (
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// Document is one document to align: its text and its clause tree, as parsed.
type Document struct {
	ID      string
	Title   string
	Text    string
	Clauses []corpus.Clause
}

// Unit is one comparable clause of a document.
type Unit struct {
	// Document counts the documents given, from 0; Clause is the clause itself.
	Document int           `json:"document"`
	Clause   corpus.Clause `json:"clause"`
	// Ord counts the units of the document from 0, in its order.
	Ord int `json:"ord"`
	// Text is what the clause says, without the label it begins with (第三条, 一、):
	// the stretch Body of the document's text. Offsets in a Diff of two units count
	// from its beginning.
	Text string `json:"text"`
	Body Span   `json:"body"`
}

// Granularity says which clauses are units.
type Granularity string

// The granularities.
const (
	// Articles: the articles; in a document without articles every outermost clause
	// of its body that is no heading. This is the default.
	Articles Granularity = "articles"
	// Paragraphs: the paragraphs (款) of these, where they have more than one.
	Paragraphs Granularity = "paragraphs"
	// Everything: as Articles, and also headings and all text that stands outside
	// articles, front matter, annexes and signature included. A repeated table of
	// contents is left out.
	Everything Granularity = "everything"
)

// Units lists the comparable units of one document, in its order. Clauses with
// offsets that do not fit the text are left out.
func Units(d Document, g Granularity) []Unit { return units(0, d, g) }

func units(document int, d Document, g Granularity) []Unit {
	p := picker{doc: d, g: g, document: document, parent: map[string]bool{}}
	for _, c := range d.Clauses {
		p.parent[c.Parent] = true
		p.articles = p.articles || c.Level == corpus.LevelArticle
	}
	for i, c := range d.Clauses {
		if p.fits(c) && c.StartByte >= p.end && p.wanted(c) {
			p.take(i)
		}
	}
	return p.out
}

// picker walks over the clauses and takes the outermost ones it wants.
type picker struct {
	doc      Document
	g        Granularity
	document int
	articles bool
	// parent holds the IDs of clauses that have children.
	parent map[string]bool
	// end is where the last clause taken ends.
	end int
	out []Unit
}

func (p *picker) fits(c corpus.Clause) bool {
	return c.StartByte >= 0 && c.StartByte <= c.EndByte && c.EndByte <= len(p.doc.Text) && c.Start >= 0 &&
		runeStart(p.doc.Text, c.StartByte) && runeStart(p.doc.Text, c.EndByte)
}

func runeStart(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

func (p *picker) wanted(c corpus.Clause) bool {
	switch {
	case c.Role == corpus.RoleTOC:
		return false
	case c.Level == corpus.LevelArticle || p.g == Everything:
		return true
	case p.articles || c.Role != corpus.RoleBody && c.Role != corpus.RoleAnnex && c.Role != "":
		return false
	}
	return !p.heading(c)
}

// heading reports clauses that span their heading line only.
func (p *picker) heading(c corpus.Clause) bool {
	switch {
	case headingLevel(c.Level):
		return true
	case c.Level == corpus.LevelOutline:
		return p.parent[c.ID]
	}
	return c.Role == corpus.RoleAnnex && c.Heading != "" && p.parent[c.ID] && c.Level != corpus.LevelArticle
}

// take adds the clause, or its paragraphs if these are wanted.
func (p *picker) take(i int) {
	c := p.doc.Clauses[i]
	p.end = c.EndByte
	if p.g == Paragraphs {
		var parts []corpus.Clause
		for _, k := range p.doc.Clauses[i+1:] {
			if k.StartByte >= c.EndByte {
				break
			}
			if k.Parent == c.ID && k.Level == corpus.LevelParagraph && p.fits(k) && k.EndByte <= c.EndByte {
				parts = append(parts, k)
			}
		}
		if covers(p.doc.Text, c, parts) {
			for _, k := range parts {
				p.add(k, c.Number)
			}
			return
		}
	}
	p.add(c, "")
}

// covers says whether the parts, in order, hold all that the clause says but its
// label.
func covers(text string, c corpus.Clause, parts []corpus.Clause) bool {
	at := c.StartByte
	for i, k := range parts {
		if k.StartByte < at {
			return false
		}
		gap := Fold(text[at:k.StartByte])
		if gap != "" && (i > 0 || gap != Fold(c.Number)) {
			return false
		}
		at = k.EndByte
	}
	return len(parts) > 1 && Fold(text[at:c.EndByte]) == ""
}

func (p *picker) add(c corpus.Clause, outer string) {
	text := c.Text(p.doc.Text)
	n := 0
	for _, l := range []string{outer, c.Number} {
		n += labelWidth(text[n:], l)
	}
	skip := utf8.RuneCountInString(text[:n])
	body := Span{Start: c.Start + skip, StartByte: c.StartByte + n, EndByte: c.EndByte}
	body.End = body.Start + utf8.RuneCountInString(text[n:])
	p.out = append(p.out, Unit{Document: p.document, Clause: c, Ord: len(p.out), Text: text[n:], Body: body})
}

// labelWidth is how many bytes the label, in any writing, takes at the beginning of
// text; 0 if it is not there. White space behind it counts.
func labelWidth(text, label string) int {
	want := Fold(label)
	if want == "" {
		return 0
	}
	// A label is short: 第一千二百六十条之二十一 with spaces between.
	head := text[:cut(text, 8*len(label)+32)]
	ts := tokens(head)
	got := ""
	for i, t := range ts {
		got += t.text
		if got == want || strings.TrimRight(got, ".、") == strings.TrimRight(want, ".、") && want != strings.TrimRight(want, ".、") && strings.HasSuffix(got, ".") {
			if i+1 < len(ts) {
				return ts[i+1].start
			}
			return len(head)
		}
		if len(got) > len(want)+1 {
			break
		}
	}
	return 0
}

// cut is the largest rune boundary of s up to n bytes.
func cut(s string, n int) int {
	if n >= len(s) {
		return len(s)
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}
