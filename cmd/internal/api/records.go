package api

import (
	"context"
	"fmt"
	"slices"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/index"
)

// Found is what a search gives.
type Found struct {
	List[record.Hit]
	// Total counts every clause that matches.
	Total  int          `json:"total" jsonschema:"how many clauses match, exactly"`
	Facets index.Facets `json:"facets" jsonschema:"all matching clauses by what can be filtered on"`
	// Understood says how the query was read, in the client's language.
	Understood []string `json:"understood" jsonschema:"how the query was read, in the client's language"`
}

func search(ctx context.Context, c *call) (answer, error) {
	b, err := c.bounds()
	if err != nil {
		return nil, err
	}
	at, err := resume(c.text("cursor"), c.question(), index.MaxWindow)
	if err != nil {
		return nil, err
	}
	b.Offset, b.Limit = at.Offset, c.count("limit", c.route.limit())
	if b.DocumentID, err = c.one(ctx, c.text("doc")); err != nil {
		return nil, err
	}
	res, err := c.desk.Search(ctx, c.text("q"), b)
	if err != nil {
		return nil, err
	}
	// The index may be switched while the store stays as it is.
	state := digest(fmt.Sprint(c.version(), res.Total))
	if err := at.holds(state); err != nil {
		return nil, err
	}
	out := Found{List: List[record.Hit]{Data: []record.Hit{}, About: c.about()}, Total: res.Total, Facets: res.Facets, Understood: append([]string{}, desk.Understood(c.say, res.Understood)...)}
	out.AsOf = b.AsOf
	for _, n := range res.Notes {
		out.Notes = append(out.Notes, c.say.M(n))
	}
	for _, h := range res.Hits {
		out.Data = append(out.Data, record.OfHit(h))
	}
	end := b.Offset + len(res.Hits)
	if end >= index.MaxWindow && end < res.Total {
		out.Notes = append(out.Notes, c.say.T("api.window", index.MaxWindow, res.Total))
	}
	if len(res.Hits) > 0 && end < min(res.Total, index.MaxWindow) {
		next := cursor{Question: c.question(), State: state, Offset: end}.String()
		out.NextCursor = &next
	}
	return out, nil
}

// one is the id of the document a client names, "" for none.
func (c *call) one(ctx context.Context, ref string) (string, error) {
	if ref == "" {
		return "", nil
	}
	r, err := c.desk.Reader(ctx)
	if err != nil {
		return "", err
	}
	defer r.Close()
	d, _, err := r.Resolve(ctx, ref)
	return d.ID, err
}

// each reads something of every document that a client means: the one of the path
// or of the parameter doc, those of a region, or all.
func each[T any](ctx context.Context, c *call, read func(*desk.Reader, corpus.Document) ([]T, error)) (answer, error) {
	r, err := c.desk.Reader(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	ref := c.path["id"]
	if ref == "" {
		ref = c.text("doc")
	}
	docs, notes, err := r.Documents(ctx, ref, c.text("region"))
	if err != nil {
		return nil, err
	}
	var all []T
	for _, d := range docs {
		list, err := read(r, d)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	out, err := part(c, all)
	for _, n := range notes {
		out.Notes = append(out.Notes, c.say.M(n))
	}
	return out, err
}

func items(ctx context.Context, c *call) (answer, error) {
	return each(ctx, c, func(r *desk.Reader, d corpus.Document) ([]corpus.CatalogueItem, error) {
		return r.Store.Items(ctx, d.ID)
	})
}

func checks(ctx context.Context, c *call) (answer, error) {
	return each(ctx, c, func(r *desk.Reader, d corpus.Document) ([]record.Check, error) {
		_, found, err := r.Items(ctx, d)
		var out []record.Check
		for _, f := range found {
			out = append(out, record.Check{DocumentID: d.ID, Title: d.Title, Reconciliation: f})
		}
		return out, err
	})
}

func figures(ctx context.Context, c *call) (answer, error) {
	return each(ctx, c, func(r *desk.Reader, d corpus.Document) ([]record.Figure, error) {
		return r.Figures(ctx, d, c.text("kind"))
	})
}

func codings(ctx context.Context, c *call) (answer, error) {
	ref := c.path["id"]
	if ref == "" {
		ref = c.text("doc")
	}
	cells, err := c.desk.Codings(ctx, ref, c.text("region"), c.text("indicator"))
	if err != nil {
		return nil, err
	}
	var out []record.Coding
	coder := c.word("coder")
	for _, cell := range cells {
		r := cell.Record(coder)
		if cell.Asked(coder) && (r.Value != corpus.NotRegulated || c.flag("all")) {
			out = append(out, r)
		}
	}
	return part(c, out)
}

func indicators(_ context.Context, c *call) (answer, error) {
	questions, err := desk.Questions("")
	if err != nil {
		return nil, err
	}
	var out []record.Question
	for _, q := range questions {
		out = append(out, record.OfQuestion(q))
	}
	return part(c, out)
}

func siteList(_ context.Context, c *call) (answer, error) {
	list, err := c.sites()
	if err != nil {
		return nil, err
	}
	return part(c, list)
}

func regions(ctx context.Context, c *call) (answer, error) {
	r, err := c.desk.Reader(ctx)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	list, err := r.Store.Jurisdictions(ctx)
	if err != nil {
		return nil, err
	}
	return part(c, slices.Clip(list))
}
