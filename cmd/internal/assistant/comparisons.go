package assistant

import (
	"context"
	"fmt"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/compare"
	"duibiao/corpus"
)

// Question is what compare takes.
type Question struct {
	Comparison string   `json:"comparison"`
	Regions    []string `json:"regions,omitempty"`
	Home       string   `json:"home,omitempty"`
	AsOf       string   `json:"as_of,omitempty"`
	Source     string   `json:"source,omitempty"`
	Offset     int      `json:"offset,omitempty"`
	Limit      int      `json:"limit,omitempty"`
}

// Comparison is what compare gives: part of the table, and what a reader must know.
type Comparison struct {
	Comparison string             `json:"comparison"`
	Title      string             `json:"title"`
	Unit       string             `json:"unit"`
	Columns    []compare.Column   `json:"columns"`
	Rows       []Row              `json:"rows"`
	TotalRows  int                `json:"total_rows" jsonschema:"rows of the whole table; ask again with offset for the others"`
	Notes      []string           `json:"notes" jsonschema:"what to tell the reader"`
	Sources    []corpus.Reference `json:"sources"`
	DataDate   corpus.Date        `json:"data_date" jsonschema:"how far the data reach"`
	AsOf       corpus.Date        `json:"as_of" jsonschema:"the day that the comparison is told for"`
}

// Row is a row of a comparison.
type Row struct {
	Region string `json:"region"`
	Place  string `json:"place"`
	Home   bool   `json:"home"`
	Gap    bool   `json:"gap" jsonschema:"the row says that something is missing at home"`
	Cells  []Cell `json:"cells"`
}

// Cell is a value with its evidence.
type Cell struct {
	Column   string `json:"column"`
	Value    any    `json:"value"`
	Computed string `json:"computed,omitempty" jsonschema:"how the value was derived"`
	Missing  string `json:"missing,omitempty" jsonschema:"why there is no value"`
	// Evidence is the first of it; MoreEvidence counts what was left out.
	Evidence     []compare.Evidence `json:"evidence"`
	MoreEvidence int                `json:"more_evidence" jsonschema:"pieces of evidence that were left out"`
}

// Bounds of what compare gives.
const (
	usualRows   = 30
	maxEvidence = 3
	maxQuote    = 300
)

func (s *server) compare(ctx context.Context, q Question) (Comparison, error) {
	var out Comparison
	r, err := s.Desk.Compare(ctx, q.Comparison, desk.Comparing{Regions: q.Regions, Home: q.Home, AsOf: q.AsOf, Source: q.Source}, compare.Choice{})
	if err != nil {
		return out, err
	}
	out = Comparison{
		Comparison: r.Kind, Title: r.Title, Unit: r.Unit, Columns: append([]compare.Column{}, r.Columns...), Rows: []Row{}, TotalRows: len(r.Rows),
		Notes: append([]string{}, r.Notes...), Sources: []corpus.Reference{}, DataDate: r.DataDate, AsOf: s.Desk.Today(),
	}
	if q.AsOf != "" {
		if out.AsOf, err = desk.Day("as_of", q.AsOf); err != nil {
			return out, err
		}
	}
	limit := min(q.Limit, maxRows)
	if limit == 0 {
		limit = usualRows
	}
	from := min(q.Offset, len(r.Rows))
	used := map[string]bool{}
	for _, row := range r.Rows[from:min(from+limit, len(r.Rows))] {
		out.Rows = append(out.Rows, rowOf(r, row, used))
	}
	for _, src := range r.Sources {
		if used[src.ID] {
			out.Sources = append(out.Sources, src)
		}
	}
	if n := len(out.Rows); n < len(r.Rows) {
		out.Notes = append(out.Notes, s.Say.T("mcp.rows", from+1, from+n, len(r.Rows)))
	}
	return out, nil
}

// rowOf is a row with what fits of its evidence; used collects its sources.
func rowOf(r compare.Report, row compare.Row, used map[string]bool) Row {
	out := Row{Region: row.Region, Place: row.Place, Home: row.Home, Gap: row.Gap, Cells: []Cell{}}
	for i, c := range row.Cells {
		shown := c.Evidence[:min(len(c.Evidence), maxEvidence)]
		cell := Cell{
			Column: r.Columns[i].Key, Value: c.Value(), Computed: c.Computed, Missing: c.Why,
			Evidence: append([]compare.Evidence{}, shown...), MoreEvidence: len(c.Evidence) - len(shown),
		}
		for k := range cell.Evidence {
			cell.Evidence[k].Quote, _ = clip(cell.Evidence[k].Quote, maxQuote)
			used[cell.Evidence[k].SourceID] = true
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}

func (x Comparison) tell(say *msg.Printer) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s（%s）\n", x.Title, x.Unit)
	for _, row := range x.Rows {
		var parts []string
		for i, c := range row.Cells {
			if c.Value != nil {
				parts = append(parts, fmt.Sprintf("%s %v%s", x.Columns[i].Title, c.Value, x.Columns[i].Unit))
			}
		}
		fmt.Fprintf(&b, "- %s\n", strings.Join(parts, "；"))
	}
	for _, n := range x.Notes {
		fmt.Fprintln(&b, say.T("compare.note", n))
	}
	for _, src := range x.Sources {
		fmt.Fprintln(&b, say.T("mcp.source", compare.Cite(src)))
	}
	fmt.Fprintln(&b, say.T("compare.date", x.DataDate.String()))
	fmt.Fprintln(&b, say.T("mcp.as_of", x.AsOf))
	return b.String()
}
