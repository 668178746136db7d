package api

import (
	"context"
	"math"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// part cuts the part of a list that a request asks for.
func part[T any](c *call, all []T) (List[T], error) {
	offset, limit, err := c.window(len(all))
	if err != nil {
		return List[T]{}, err
	}
	offset = min(offset, len(all))
	end := min(offset+limit, len(all))
	return List[T]{Data: append([]T{}, all[offset:end]...), NextCursor: c.after(end, end < len(all)), About: c.about()}, nil
}

// window reads cursor and limit; most is the largest offset there can be.
func (c *call) window(most int) (offset, limit int, err error) {
	at, err := resume(c.text("cursor"), c.question(), most)
	if err == nil {
		err = at.holds(c.version())
	}
	return at.Offset, c.count("limit", c.route.limit()), err
}

// limit is the usual length of a part.
func (rt *route) limit() int {
	for _, p := range rt.params {
		if p.name == "limit" {
			return p.number()
		}
	}
	return math.MaxInt
}

// after is the cursor of what follows the first n records, nil if nothing does.
func (c *call) after(n int, more bool) *string {
	if !more {
		return nil
	}
	s := cursor{Question: c.question(), State: c.version(), Offset: n}.String()
	return &s
}

func (c *call) about(notes ...string) About {
	return About{AsOf: c.today, Change: c.state.Seq, Notes: append([]string{}, notes...)}
}

// bounds reads the filters.
func (c *call) bounds() (desk.Bounds, error) {
	return desk.Filter{
		Region: c.text("region"), Kind: c.text("kind"), Status: c.text("status"), From: c.text("from"), To: c.text("to"),
		Title: c.text("title"), AsOf: c.text("as_of"),
	}.Read(c.today)
}

func documents(ctx context.Context, c *call) (answer, error) {
	b, err := c.bounds()
	if err != nil {
		return nil, err
	}
	offset, limit, err := c.window(math.MaxInt32)
	if err != nil {
		return nil, err
	}
	b.Offset, b.Limit = offset, limit+1 // one more tells whether there are more
	list, err := c.desk.List(ctx, b)
	if err != nil {
		return nil, err
	}
	more := len(list) > limit
	a := List[record.Document]{Data: append([]record.Document{}, list[:min(limit, len(list))]...), NextCursor: c.after(offset+limit, more), About: c.about()}
	a.AsOf = b.AsOf
	return a, nil
}

// day reads as_of; today without it.
func (c *call) day() (corpus.Date, error) {
	if c.text("as_of") == "" {
		return c.today, nil
	}
	return desk.Day("as_of", c.text("as_of"))
}

// page reads the document of the path.
func (c *call) page(ctx context.Context) (desk.Page, About, error) {
	day, err := c.day()
	if err != nil {
		return desk.Page{}, About{}, err
	}
	p, err := c.desk.Document(ctx, c.path["id"], day)
	about := c.about()
	about.AsOf = day
	for _, n := range p.Notes {
		about.Notes = append(about.Notes, c.say.M(n))
	}
	return p, about, err
}

func documentOf(ctx context.Context, c *call) (answer, error) {
	p, about, err := c.page(ctx)
	return One[record.Document]{p.Record, about}, err
}

func clauses(ctx context.Context, c *call) (answer, error) {
	p, about, err := c.page(ctx)
	if err != nil {
		return nil, err
	}
	list, err := part(c, record.OfClauses(p.Text, p.Clauses))
	list.About = about
	return list, err
}

func clause(ctx context.Context, c *call) (answer, error) {
	p, about, err := c.page(ctx)
	if err != nil {
		return nil, err
	}
	i, err := desk.FindClause(p.Document, p.Clauses, c.path["clause"])
	if err != nil {
		return nil, err
	}
	end, _ := record.Subtree(p.Clauses, i)
	return One[record.Whole]{record.Whole{Document: p.Record, Clauses: record.OfClauses(p.Text, p.Clauses[i:end])}, about}, nil
}

func versions(ctx context.Context, c *call) (answer, error) {
	list, err := c.desk.Versions(ctx, c.path["id"])
	if err != nil {
		return nil, err
	}
	return part(c, list)
}

func diff(ctx context.Context, c *call) (answer, error) {
	d, err := c.desk.Diff(ctx, c.path["id"], c.text("with"))
	if err != nil {
		return nil, err
	}
	return part(c, d.Records())
}

func changes(ctx context.Context, c *call) (answer, error) {
	offset, limit, err := c.window(math.MaxInt32)
	if err != nil {
		return nil, err
	}
	list, err := c.desk.Changes(ctx, offset, limit+1)
	if err != nil {
		return nil, err
	}
	more := len(list) > limit
	return List[store.Version]{Data: append([]store.Version{}, list[:min(limit, len(list))]...), NextCursor: c.after(offset+limit, more), About: c.about()}, nil
}

// Citation is a reference to a document or a clause of it.
type Citation struct {
	DocumentID string               `json:"document_id"`
	Clause     *string              `json:"clause" jsonschema:"the clause as it was asked for; null for the whole document"`
	Style      corpus.CitationStyle `json:"style"`
	Accessed   corpus.Date          `json:"accessed"`
	Text       string               `json:"text" jsonschema:"the reference, ready to be pasted"`
}

func citation(ctx context.Context, c *call) (answer, error) {
	accessed := c.today
	if c.text("accessed") != "" {
		var err error
		if accessed, err = desk.Day("accessed", c.text("accessed")); err != nil {
			return nil, err
		}
	}
	style := corpus.CitationStyle(c.word("style"))
	p, about, err := c.page(ctx)
	if err != nil {
		return nil, err
	}
	text, err := c.desk.Cite(ctx, p.ID, c.text("clause"), style, accessed)
	if err != nil {
		return nil, err
	}
	out := Citation{DocumentID: p.ID, Style: style, Accessed: accessed, Text: text}
	if s := c.text("clause"); s != "" {
		out.Clause = &s
	}
	return One[Citation]{out, about}, nil
}
