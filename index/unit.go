package index

import (
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// Doc is what search knows of the document a unit belongs to.
type Doc struct {
	ID        string
	Title     string
	DocNumber string
	// Region is a GB/T 2260 code, "" when not known.
	Region string
	Kind   corpus.Kind
	// Stated, Effective and Expires decide the status as of a day
	// (corpus.StatusAsOf).
	Stated    corpus.Status
	Issued    corpus.Date
	Published corpus.Date
	Amended   corpus.Date
	Effective corpus.Date
	Expires   corpus.Date
}

// DocOf is what search keeps of a document.
func DocOf(d corpus.Document) Doc {
	return Doc{
		ID: d.ID, Title: d.Title, DocNumber: d.DocNumber, Region: d.Region, Kind: d.Kind,
		Stated: d.Stated, Issued: d.Issued, Published: d.Published, Amended: d.Amended,
		Effective: d.Effective, Expires: d.Expires,
	}
}

// StatusAsOf is the document's status on a day.
func (d Doc) StatusAsOf(day corpus.Date) corpus.Status {
	return corpus.StatusAsOf(d.Stated, d.Effective, d.Expires, day)
}

// Date is the day the document belongs to for date filters and the year facet,
// as in lists of documents: its issue, else its publication or effect.
func (d Doc) Date() corpus.Date { return firstKnown(d.Issued, d.Published, d.Effective, d.Amended) }

// Latest is the day of the wording: of two documents with one title the later
// is preferred.
func (d Doc) Latest() corpus.Date {
	return firstKnown(d.Amended, d.Published, d.Issued, d.Effective)
}

func firstKnown(dates ...corpus.Date) corpus.Date {
	for _, at := range dates {
		if !at.IsZero() {
			return at
		}
	}
	return corpus.Date{}
}

// Unit is one searchable clause. The units of a document stand together and in
// document order wherever units are passed on.
type Unit struct {
	Doc
	// ClauseID is the clause's ID in the version, "" for the front matter.
	ClauseID string
	// Label is the clause's number in canonical form: 第三十一条, 三、, "" for none.
	Label string
	// Path names the clause for a reader, outermost first.
	Path string
	// Chapter holds the numbers and headings above the clause.
	Chapter string
	// Text is the clause as stored, with its number.
	Text string
	// Front marks the unit of the title and front matter, which stands for the
	// document itself.
	Front bool
}

// maxOutlineRunes is the length up to which a top outline clause is one unit.
const maxOutlineRunes = 700

// maxUnitBytes bounds the text of one unit; a longer clause is cut, so that
// one pathological document cannot fill the index.
const maxUnitBytes = 64 << 10

// Units says which clauses of a document are searched: each article whole;
// outside articles each outline clause, whole when short, else its children;
// other paragraphs of body and annex; and one unit for the title and front
// matter, so that a document without a body can be found.
func Units(doc corpus.Document, clauses []corpus.Clause, text string) []Unit {
	b := unitBuilder{doc: DocOf(doc), text: text, byID: make(map[string]int, len(clauses))}
	b.clauses = clauses
	b.children = make([][]int, len(clauses))
	for i, c := range clauses {
		b.byID[c.ID] = i
		if up, ok := b.byID[c.Parent]; ok && c.Parent != "" {
			b.children[up] = append(b.children[up], i)
		}
	}
	b.units = append(b.units, b.front())
	for i, c := range clauses {
		if _, ok := b.byID[c.Parent]; c.Parent == "" || !ok {
			b.add(i)
		}
	}
	return b.units
}

type unitBuilder struct {
	doc      Doc
	text     string
	clauses  []corpus.Clause
	byID     map[string]int
	children [][]int // by position in clauses
	units    []Unit
}

// front is the unit of the title, 文号 and what stands before the body.
func (b *unitBuilder) front() Unit {
	var s strings.Builder
	for _, c := range b.clauses {
		if _, nested := b.byID[c.Parent]; nested && c.Parent != "" {
			continue
		}
		if (c.Role == corpus.RoleTitle || c.Role == corpus.RoleFront) && s.Len() < maxOutlineRunes*3 {
			s.WriteString(strings.TrimSpace(c.Text(b.text)))
			s.WriteByte('\n')
		}
	}
	front := strings.TrimSpace(s.String())
	if front == "" {
		front = b.doc.Title
	}
	return Unit{Doc: b.doc, Text: clip(front), Front: true}
}

// add decides what of the clause at i is searched.
func (b *unitBuilder) add(i int) {
	c := b.clauses[i]
	if c.Role != corpus.RoleBody && c.Role != corpus.RoleAnnex {
		return
	}
	kids := b.children[i]
	switch c.Level {
	case corpus.LevelPart, corpus.LevelChapter, corpus.LevelSection:
		b.addAll(kids)
	case corpus.LevelOutline:
		b.addOutline(i)
	default:
		if c.Level != corpus.LevelArticle && len(kids) > 0 && c.EndByte-c.StartByte > maxUnitBytes {
			b.addAll(kids)
			return
		}
		b.emit(i, c.Text(b.text))
	}
}

func (b *unitBuilder) addAll(children []int) {
	for _, k := range children {
		b.add(k)
	}
}

// addOutline makes one unit of a short outline clause with all below it, and
// of a long one a unit for each child.
func (b *unitBuilder) addOutline(i int) {
	kids := b.children[i]
	if len(kids) == 0 {
		b.emit(i, b.clauses[i].Text(b.text))
		return
	}
	end := b.lastByte(i)
	whole := b.text[b.clauses[i].StartByte:end]
	if !b.hasArticles(i) && utf8.RuneCountInString(whole) <= maxOutlineRunes {
		b.emit(i, whole)
		return
	}
	b.addAll(kids)
}

func (b *unitBuilder) hasArticles(i int) bool {
	for _, k := range b.children[i] {
		if b.clauses[k].Level == corpus.LevelArticle || b.hasArticles(k) {
			return true
		}
	}
	return false
}

// lastByte is where the clause at i ends with all below it: an outline clause
// with children spans only its heading line.
func (b *unitBuilder) lastByte(i int) int {
	end := b.clauses[i].EndByte
	for _, k := range b.children[i] {
		end = max(end, b.lastByte(k))
	}
	return end
}

func (b *unitBuilder) emit(i int, text string) {
	text = strings.TrimSpace(text)
	if text == "" {
		return
	}
	c := b.clauses[i]
	b.units = append(b.units, Unit{
		Doc: b.doc, ClauseID: c.ID, Label: c.Number, Path: c.Path,
		Chapter: b.chapter(c), Text: clip(text),
	})
}

// chapter joins the numbers and headings above a clause.
func (b *unitBuilder) chapter(c corpus.Clause) string {
	i, ok := b.byID[c.Parent]
	if !ok || c.Parent == "" {
		return ""
	}
	return b.clauses[i].Path
}

func clip(s string) string {
	if len(s) <= maxUnitBytes {
		return s
	}
	end := maxUnitBytes
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}
