package coding

import (
	"strings"

	"duibiao/corpus"
)

// document is a text made ready for rules.
type document struct {
	in       Input
	norm     normal
	articles []article
	// children counts the listed clauses (项, or numbered outline) under a clause.
	children map[string]int
	index    map[string]int
	// special says that procurement is what the whole document is about.
	special bool
}

// article is a unit of the body that no other clause contains: an article, or an
// outline clause or paragraph outside articles.
type article struct {
	span
	clause  int
	chapter string
	// penal says that it sets out liabilities.
	penal bool
	paras []paragraph
}

// paragraph is a 款 with its items.
type paragraph struct {
	span
	clause    int
	sentences []span
	// onTopic says that it is about procurement.
	onTopic bool
}

func (d *document) slice(s span) string { return d.norm.text[s.start:s.end] }

// prepare cuts the document into units.
func (b *Book) prepare(in Input) *document {
	d := &document{in: in, norm: normalise(in.Text), children: map[string]int{}, index: map[string]int{}}
	for i, c := range in.Clauses {
		d.index[c.ID] = i
		if c.Level == corpus.LevelItem || c.Level == corpus.LevelOutline {
			d.children[c.Parent]++
		}
	}
	d.special = b.special(d)
	d.cut()
	for i := range d.articles {
		a := &d.articles[i]
		a.penal = b.Penal.chapter.MatchString(a.chapter) || b.Penal.text.MatchString(d.slice(a.span))
		for j := range a.paras {
			p := &a.paras[j]
			p.onTopic = d.special || b.Topic.holds(d.slice(p.span))
		}
	}
	return d
}

// cut walks the clauses in order: a clause that begins after the end of the last
// unit begins a new one, headings only name the chapter.
func (d *document) cut() {
	covered, chapter := 0, ""
	for i, c := range d.in.Clauses {
		if c.Role != corpus.RoleBody && c.Role != corpus.RoleAnnex || !d.valid(c) {
			continue
		}
		if c.StartByte < covered {
			d.addPart(i)
			continue
		}
		switch c.Level {
		case corpus.LevelPart, corpus.LevelChapter, corpus.LevelSection:
			chapter = c.Heading
			continue
		}
		covered = c.EndByte
		s := span{d.norm.at(c.StartByte), d.norm.at(c.EndByte)}
		d.articles = append(d.articles, article{span: s, clause: i, chapter: chapter})
	}
	for i := range d.articles {
		d.finish(&d.articles[i])
	}
}

func (d *document) valid(c corpus.Clause) bool {
	return c.StartByte >= 0 && c.StartByte <= c.EndByte && c.EndByte <= len(d.in.Text)
}

// addPart adds a paragraph to the newest unit; other parts are found by position.
func (d *document) addPart(i int) {
	c := d.in.Clauses[i]
	if c.Level != corpus.LevelParagraph || len(d.articles) == 0 {
		return
	}
	a := &d.articles[len(d.articles)-1]
	whole := d.in.Clauses[a.clause]
	if c.Parent != whole.ID || c.StartByte < whole.StartByte || c.EndByte > whole.EndByte {
		return
	}
	a.paras = append(a.paras, paragraph{span: span{d.norm.at(c.StartByte), d.norm.at(c.EndByte)}, clause: i})
}

func (d *document) finish(a *article) {
	if len(a.paras) == 0 {
		a.paras = []paragraph{{span: a.span, clause: a.clause}}
	}
	for i := range a.paras {
		a.paras[i].sentences = d.sentences(a.paras[i].span)
	}
}

// sentences cuts at 。；and line breaks.
func (d *document) sentences(p span) []span {
	var out []span
	start := p.start
	text := d.norm.text
	for i := p.start; i < p.end; {
		stop := stopLength(text[i:p.end])
		if stop == 0 {
			i++
			continue
		}
		if i+stop > start+stop {
			out = append(out, span{start, i + stop})
		}
		i += stop
		start = i
	}
	if start < p.end {
		out = append(out, span{start, p.end})
	}
	return out
}

func stopLength(s string) int {
	switch {
	case s[0] == '\n':
		return 1
	case s[0] < 0x80:
		return 0
	case strings.HasPrefix(s, "。"), strings.HasPrefix(s, "；"):
		return len("。")
	}
	return 0
}

// innermost finds the clause that holds the original byte offset: the smallest of
// the levels that are cited.
func (d *document) innermost(a article, origin int) int {
	best := a.clause
	end := d.in.Clauses[a.clause].EndByte
	for i := a.clause + 1; i < len(d.in.Clauses); i++ {
		c := d.in.Clauses[i]
		if c.StartByte >= end {
			break
		}
		if c.Level == corpus.LevelSubitem || origin < c.StartByte || origin >= c.EndByte {
			continue
		}
		best = i
	}
	return best
}

// label names a clause for citation.
func (d *document) label(clause int) string {
	out := ""
	for steps := 0; steps < maxDepth; steps++ {
		c := d.in.Clauses[clause]
		switch c.Level {
		case corpus.LevelItem:
			out = "第" + c.Number + "项" + out
		case corpus.LevelArticle:
			return c.Number + out
		case corpus.LevelParagraph, corpus.LevelOutline:
			out = c.Number + out
		default:
			return out
		}
		parent, ok := d.index[c.Parent]
		if !ok || parent >= clause {
			return out
		}
		clause = parent
	}
	return out
}

// maxDepth bounds the nesting of clauses.
const maxDepth = 12

// topic says which paragraphs of a document about something else are about
// procurement.
type topic struct {
	Words  string `yaml:"words"`
	Not    string `yaml:"not"`
	Unless string `yaml:"unless"`

	words, not, unless *pattern
}

func (t *topic) holds(s string) bool {
	return t.words.MatchString(s) && (!t.not.MatchString(s) || t.unless.MatchString(s))
}
