package assistant

import (
	"context"
	"fmt"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/corpus"
	"duibiao/index"
)

// filters are what search_clauses and list_documents narrow by.
type filters struct {
	Region string `json:"region,omitempty"`
	Kind   string `json:"kind,omitempty"`
	Status string `json:"status,omitempty"`
	From   string `json:"from,omitempty"`
	To     string `json:"to,omitempty"`
	Title  string `json:"title,omitempty"`
	AsOf   string `json:"as_of,omitempty"`
}

func (f filters) read(today corpus.Date) (desk.Bounds, error) {
	return desk.Filter{Region: f.Region, Kind: f.Kind, Status: f.Status, From: f.From, To: f.To, Title: f.Title, AsOf: f.AsOf}.Read(today)
}

// Query is what search_clauses takes.
type Query struct {
	Query string `json:"query"`
	filters
	Limit  int `json:"limit,omitempty"`
	Offset int `json:"offset,omitempty"`
}

// Hits is what search_clauses gives.
type Hits struct {
	Results []Hit `json:"results"`
	Total   int   `json:"total" jsonschema:"how many clauses match"`
	// Understood says how the query was read.
	Understood []string    `json:"understood" jsonschema:"how the query was read"`
	Notes      []string    `json:"notes" jsonschema:"what to tell the reader"`
	AsOf       corpus.Date `json:"as_of" jsonschema:"the day that statuses are told for"`
}

// Hit is one clause found.
type Hit struct {
	Rank     int     `json:"rank"`
	Clause   *string `json:"clause"`
	ClauseID *string `json:"clause_id"`
	Path     string  `json:"path"`
	Text     string  `json:"text"`
	Clipped  bool    `json:"clipped" jsonschema:"the text is longer: get_clause gives all of it"`
	Source   Source  `json:"source"`
}

// maxHitText bounds the text of a hit, in characters.
const maxHitText = 800

func (s *server) search(ctx context.Context, q Query) (Hits, error) {
	out := Hits{Results: []Hit{}, Understood: []string{}, Notes: []string{}}
	b, err := q.read(s.Desk.Today())
	if err != nil {
		return out, err
	}
	b.Limit, b.Offset, out.AsOf = min(q.Limit, maxHits), q.Offset, b.AsOf
	found, err := s.Desk.Search(ctx, q.Query, b)
	if err != nil {
		return out, err
	}
	out.Total = found.Total
	out.Understood = append(out.Understood, desk.Understood(s.Say, found.Understood)...)
	for _, n := range found.Notes {
		out.Notes = append(out.Notes, s.Say.M(n))
	}
	sources := map[string]Source{}
	for _, h := range found.Hits {
		hit, err := s.hit(ctx, h, b.AsOf, sources)
		if err != nil {
			return out, err
		}
		out.Results = append(out.Results, hit)
	}
	return out, nil
}

// hit is a hit with its source; sources holds those that were read.
func (s *server) hit(ctx context.Context, h index.Hit, day corpus.Date, sources map[string]Source) (Hit, error) {
	source, ok := sources[h.DocumentID]
	if !ok {
		d, err := s.Desk.Record(ctx, h.DocumentID, day)
		if err != nil {
			return Hit{}, err
		}
		source = sourceOf(d)
		sources[h.DocumentID] = source
	}
	r := record.OfHit(h)
	out := Hit{Rank: r.Rank, Clause: r.Clause, ClauseID: r.ClauseID, Path: r.Path, Source: source}
	out.Text, out.Clipped = clip(r.Text, maxHitText)
	return out, nil
}

func (x Hits) tell(say *msg.Printer) string {
	var b strings.Builder
	fmt.Fprintln(&b, say.T("mcp.found", x.Total, len(x.Results), x.AsOf))
	for _, n := range x.Notes {
		fmt.Fprintln(&b, n)
	}
	for _, h := range x.Results {
		fmt.Fprintf(&b, "\n%d. 《%s》 %s\n%s\n%s\n", h.Rank, h.Source.Title, h.Path, h.Text, say.T("mcp.source", h.Source.tell(say)))
	}
	return b.String()
}

// Pinpoint is what get_clause takes.
type Pinpoint struct {
	Document string `json:"document"`
	Clause   string `json:"clause"`
	AsOf     string `json:"as_of,omitempty"`
}

// Clause is what get_clause gives.
type Clause struct {
	// Label names the clause as lawyers do.
	Label string `json:"label" jsonschema:"the clause as lawyers name it"`
	ID    string `json:"clause_id"`
	Path  string `json:"path"`
	// Text is the clause and all that stands below it.
	Text     string      `json:"text"`
	Clipped  bool        `json:"clipped" jsonschema:"the text is longer: ask for the clauses below"`
	Below    []Below     `json:"below" jsonschema:"the clauses below this one"`
	Citation string      `json:"citation" jsonschema:"GB/T 7714 reference to the clause"`
	Source   Source      `json:"source"`
	Notes    []string    `json:"notes" jsonschema:"what to tell the reader"`
	AsOf     corpus.Date `json:"as_of" jsonschema:"the day that the status is told for"`
}

// Below is a clause below another.
type Below struct {
	ID   string `json:"clause_id"`
	Path string `json:"path"`
}

// Bounds of what get_clause gives.
const (
	maxClauseText = 20000
	maxBelow      = 200
)

func (s *server) clause(ctx context.Context, q Pinpoint) (Clause, error) {
	out := Clause{Below: []Below{}, Notes: []string{}, AsOf: s.Desk.Today()}
	var err error
	if q.AsOf != "" {
		if out.AsOf, err = desk.Day("as_of", q.AsOf); err != nil {
			return out, err
		}
	}
	p, err := s.Desk.Document(ctx, q.Document, out.AsOf)
	if err != nil {
		return out, err
	}
	i, err := desk.FindClause(p.Document, p.Clauses, q.Clause)
	if err != nil {
		return out, err
	}
	end, last := record.Subtree(p.Clauses, i)
	c := p.Clauses[i]
	out.Label, out.ID, out.Path, out.Source = record.Pinpoint(p.Clauses, i), c.ID, c.Path, sourceOf(p.Record)
	out.Text, out.Clipped = clip(strings.TrimSpace(p.Text[c.StartByte:last]), maxClauseText)
	for _, below := range p.Clauses[i+1 : min(end, i+1+maxBelow)] {
		out.Below = append(out.Below, Below{below.ID, below.Path})
	}
	for _, n := range p.Notes {
		out.Notes = append(out.Notes, s.Say.M(n))
	}
	out.Citation, err = corpus.CitationOf(p.Document, out.Label, s.Desk.Today()).Format(corpus.GBT7714v2025)
	return out, err
}

func (x Clause) tell(say *msg.Printer) string {
	lines := []string{"《" + x.Source.Title + "》 " + x.Path, "", x.Text, ""}
	if x.Clipped {
		lines = append(lines, say.T("mcp.clipped"))
	}
	lines = append(lines, x.Notes...)
	lines = append(lines, say.T("mcp.source", x.Source.tell(say)), say.T("mcp.as_of", x.AsOf), x.Citation)
	return strings.Join(lines, "\n")
}
