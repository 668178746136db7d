package export

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"duibiao/compare"
	"duibiao/corpus"
)

// context is the vocabulary of the nodes.
const ldContext = "https://schema.org"

// ldNode is a document or clause in the words of schema.org. A property without
// value is left out.
type ldNode struct {
	Context string `json:"@context,omitempty"`
	Type    string `json:"@type"`
	ID      string `json:"@id"`
	Name    string `json:"name,omitempty"`
	// LegislationIdentifier is the 文号, Identifier that of what is no legislation.
	LegislationIdentifier string `json:"legislationIdentifier,omitempty"`
	Identifier            string `json:"identifier,omitempty"`
	LegislationType       string `json:"legislationType,omitempty"`
	InLanguage            string `json:"inLanguage,omitempty"`
	LegislationDate       string `json:"legislationDate,omitempty"`
	DatePublished         string `json:"datePublished,omitempty"`
	DateModified          string `json:"dateModified,omitempty"`
	Applicable            string `json:"legislationDateOfApplicability,omitempty"`
	Expires               string `json:"expires,omitempty"`
	// DateVersion is the day on which LegalForce is told.
	DateVersion  string    `json:"legislationDateVersion,omitempty"`
	LegalForce   *ldRef    `json:"legislationLegalForce,omitempty"`
	PassedBy     []ldThing `json:"legislationPassedBy,omitempty"`
	Publisher    []ldThing `json:"publisher,omitempty"`
	Jurisdiction *ldPlace  `json:"legislationJurisdiction,omitempty"`
	Repeals      []ldNode  `json:"legislationRepeals,omitempty"`
	Changes      []ldNode  `json:"legislationChanges,omitempty"`
	URL          string    `json:"url,omitempty"`
	Encoding     *ldFile   `json:"encoding,omitempty"`
	Text         string    `json:"text,omitempty"`
	HasPart      []ldNode  `json:"hasPart,omitempty"`
}

// ldRef names a thing by its address.
type ldRef struct {
	ID string `json:"@id"`
}

type ldThing struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

// ldPlace is a place with its code.
type ldPlace struct {
	Type       string `json:"@type"`
	Name       string `json:"name"`
	Identifier ldCode `json:"identifier"`
}

type ldCode struct {
	Type       string `json:"@type"`
	PropertyID string `json:"propertyID"`
	Value      string `json:"value"`
}

// ldFile is the file that a document was read from.
type ldFile struct {
	Type       string `json:"@type"`
	ContentURL string `json:"contentUrl,omitempty"`
	Format     string `json:"encodingFormat,omitempty"`
	SHA256     string `json:"sha256,omitempty"`
}

// The types of schema.org.
const (
	ldLegislation = "Legislation"
	ldReport      = "Report"
	ldWork        = "CreativeWork"
)

func ldType(k corpus.Kind) string {
	switch k {
	case corpus.KindRule, corpus.KindCatalogue:
		return ldLegislation
	case corpus.KindReport:
		return ldReport
	}
	return ldWork
}

// ldID names a document, or a clause in it.
func ldID(document, clause string) string {
	id := "urn:duibiao:" + document
	if clause != "" {
		id += "#" + clause
	}
	return id
}

// ldForce is the legal force that a status means, nil where it does not say: of a
// text that was amended the wording is no longer in force, the law is. The terms
// of the vocabulary begin with http, whichever way it is asked for.
func ldForce(s corpus.Status) *ldRef {
	switch s {
	case corpus.StatusInForce:
		return &ldRef{"http://schema.org/InForce"}
	case corpus.StatusNotYet, corpus.StatusRepealed:
		return &ldRef{"http://schema.org/NotInForce"}
	case corpus.StatusPartlyRepealed:
		return &ldRef{"http://schema.org/PartiallyInForce"}
	}
	return nil
}

// ldForms are the forms of act that a title may end with, longer ones first.
func ldForms() []string {
	return []string{
		"修正案", "条例", "规定", "办法", "细则", "规则", "规程", "意见", "通知", "决定", "决议", "公告", "通告", "批复", "方案", "目录", "标准", "解释", "章程", "法",
	}
}

// ldForm is the form of act in the words of its title, "" when it names none.
func ldForm(title string) string {
	for {
		i := strings.LastIndexAny(title, "（(")
		if i <= 0 || !strings.HasSuffix(title, "）") && !strings.HasSuffix(title, ")") {
			break
		}
		title = strings.TrimSpace(title[:i])
	}
	for _, f := range ldForms() {
		if strings.HasSuffix(title, f) {
			return f
		}
	}
	return ""
}

func ldPlaceOf(region string) *ldPlace {
	j, ok := corpus.JurisdictionByCode(region)
	switch {
	case !ok:
		return nil
	case j.Code == corpus.NationalCode:
		return &ldPlace{"Country", j.Name, ldCode{"PropertyValue", "ISO 3166-1", "CN"}}
	}
	return &ldPlace{"AdministrativeArea", compare.PlaceName(corpus.Dataset{}, region), ldCode{"PropertyValue", "GB/T 2260", j.Code}}
}

// ldRelations are what the store proves of its documents, by the document that
// does it.
type ldRelations struct{ repeals, changes map[string][]ldNode }

// ldDocument is a document without its clauses.
func ldDocument(d corpus.Document, day corpus.Date, by ldRelations) ldNode {
	n := ldNode{
		Type: ldType(d.Kind), ID: ldID(d.ID, ""), Name: d.Title, InLanguage: "zh-CN",
		DatePublished: d.Published.String(), DateModified: d.Amended.String(), Expires: d.Expires.String(), URL: publicURL(d.SourceURL),
	}
	if d.SHA256 != "" {
		n.Encoding = &ldFile{Type: "MediaObject", ContentURL: n.URL, Format: d.MediaType, SHA256: d.SHA256}
	}
	var issuers []ldThing
	for _, name := range d.Issuers {
		issuers = append(issuers, ldThing{"Organization", name})
	}
	if n.Type != ldLegislation {
		n.Identifier, n.Publisher = d.DocNumber, issuers
		return n
	}
	n.LegislationIdentifier, n.LegislationType, n.PassedBy = d.DocNumber, ldForm(d.Title), issuers
	n.LegislationDate, n.Applicable, n.Jurisdiction = d.Issued.String(), d.Effective.String(), ldPlaceOf(d.Region)
	if n.LegalForce = ldForce(corpus.StatusAsOf(d.Stated, d.Effective, d.Expires, day)); n.LegalForce != nil {
		n.DateVersion = day.String()
	}
	n.Repeals, n.Changes = by.repeals[d.ID], by.changes[d.ID]
	return n
}

// ldClauses are the clauses of a document as a tree. The text stands at the
// clauses that no other contains; those inside them have only their place.
func ldClauses(d corpus.Document, text string, list []corpus.Clause, withText bool) []ldNode {
	children, byID := map[string][]corpus.Clause{}, map[string]corpus.Clause{}
	for _, c := range list {
		children[c.Parent] = append(children[c.Parent], c)
		byID[c.ID] = c
	}
	var under func(parent string) []ldNode
	under = func(parent string) []ldNode {
		var out []ldNode
		for _, c := range children[parent] {
			n := ldNode{Type: ldPart(d.Kind), ID: ldID(d.ID, c.ID), Name: strings.TrimSpace(c.Number + " " + c.Heading), HasPart: under(c.ID)}
			if up, ok := byID[c.Parent]; withText && (!ok || c.StartByte >= up.EndByte) {
				n.Text = strings.TrimSpace(c.Text(text))
			}
			out = append(out, n)
		}
		return out
	}
	return under("")
}

func ldPart(k corpus.Kind) string {
	if ldType(k) == ldLegislation {
		return ldLegislation
	}
	return ldWork
}

// Legislation writes the documents as JSON-LD: one graph, or with lines one node
// with its context a line. What it writes may stand in a script element.
func Legislation(ctx context.Context, w io.Writer, in Input, lines bool) (Summary, error) {
	sum, err := legislation(ctx, w, in, lines)
	if err != nil {
		return Summary{}, fmt.Errorf("export: %w", err)
	}
	return sum, nil
}

func legislation(ctx context.Context, w io.Writer, in Input, lines bool) (Summary, error) {
	places, err := compare.ChoosePlaces(in.Data.Set, in.Options)
	if err != nil {
		return Summary{}, err
	}
	p := &pack{in: in, places: places, set: chosen(in.Data.Set, places, in.Options.AsOf)}
	out := &ldWriter{w: bufio.NewWriter(w), lines: lines}
	if err := out.begin(); err != nil {
		return Summary{}, err
	}
	for _, r := range p.set.Documents {
		if r.DocumentID != "" || r.Title == "" || strings.HasPrefix(r.Title, "〔") {
			continue // stored, or known by a description only
		}
		if err := out.node(ldDocument(referenceDocument(r), in.Day, ldRelations{})); err != nil {
			return Summary{}, err
		}
		p.sum.Documents++
	}
	if in.Library != nil {
		if err := p.storedLegislation(ctx, out); err != nil {
			return Summary{}, err
		}
	}
	return p.sum, out.end()
}

// referenceDocument is a document as far as the reference dataset knows of it.
func referenceDocument(r corpus.DocumentRecord) corpus.Document {
	d := corpus.Document{ID: r.ID}
	d.Title, d.DocNumber, d.Issuers, d.Region, d.Kind = r.Title, r.DocNumber, r.Issuers, r.Region, r.Kind
	d.Effective, d.Expires, d.Stated = r.Effective, r.Expires, r.Status
	if r.IssuedTo.IsZero() && !r.IssuedOpen {
		d.Issued = r.Issued
	}
	return d
}

func (p *pack) storedLegislation(ctx context.Context, out *ldWriter) error {
	by, err := p.relations(ctx)
	if err != nil {
		return err
	}
	seq, err := p.in.Library.Store.EachDocument(ctx, 0, func(d corpus.Document, text string, list []corpus.Clause) error {
		if !p.wants(d) {
			return nil
		}
		p.sum.Documents, p.sum.Clauses = p.sum.Documents+1, p.sum.Clauses+len(list)
		n := ldDocument(d, p.in.Day, by)
		n.HasPart = ldClauses(d, text, list, p.in.Text)
		return out.node(n)
	})
	if err == nil && seq != p.in.Seq {
		err = ErrChanged
	}
	return err
}

// relations are the repeals and newer editions that the store proves by the day.
func (p *pack) relations(ctx context.Context) (ldRelations, error) {
	by := ldRelations{map[string][]ldNode{}, map[string][]ldNode{}}
	ids, err := p.in.Library.Store.ChangedSince(ctx, 0) // all of them
	if err != nil {
		return by, err
	}
	for _, id := range ids {
		proof, err := p.in.Library.Store.Derived(ctx, id)
		if err != nil {
			return by, err
		}
		if proof.By == "" || proof.From.Complete() && p.in.Day.Before(proof.From) {
			continue
		}
		d, err := p.in.Library.Store.Document(ctx, id)
		if err != nil {
			return by, err
		}
		of := by.changes
		if proof.Status == corpus.StatusRepealed {
			of = by.repeals
		}
		if ldType(d.Kind) == ldLegislation {
			of[proof.By] = append(of[proof.By], ldNode{Type: ldLegislation, ID: ldID(id, ""), Name: d.Title, LegislationIdentifier: d.DocNumber})
		}
	}
	return by, nil
}

// ldWriter writes nodes as they come.
type ldWriter struct {
	w     *bufio.Writer
	lines bool
	some  bool
}

func (o *ldWriter) begin() error {
	if o.lines {
		return nil
	}
	_, err := o.w.WriteString(`{"@context":"` + ldContext + `","@graph":[`)
	return err
}

func (o *ldWriter) node(n ldNode) error {
	if o.lines {
		n.Context = ldContext
	}
	b, err := json.Marshal(n) // < > & are escaped: no </script> in it
	if err != nil {
		return fmt.Errorf("write %s: %w", n.ID, err)
	}
	lead := "\n"
	switch {
	case o.lines:
		lead = ""
		b = append(b, '\n')
	case o.some:
		lead = ",\n"
	}
	o.some = true
	_, err = o.w.WriteString(lead)
	_, werr := o.w.Write(b)
	return errors.Join(err, werr)
}

func (o *ldWriter) end() error {
	var err error
	if !o.lines {
		_, err = o.w.WriteString("\n]}\n")
	}
	return errors.Join(err, o.w.Flush())
}
