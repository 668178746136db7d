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
	// Evidence is what the cells stand on, each piece once; MoreEvidence counts what
	// was left out.
	Evidence     []compare.Evidence `json:"evidence" jsonschema:"what the cells stand on"`
	MoreEvidence int                `json:"more_evidence" jsonschema:"pieces of evidence that were left out"`
}

// Cell is a value and where its evidence is.
type Cell struct {
	Column   string `json:"column"`
	Value    any    `json:"value"`
	Computed string `json:"computed,omitempty" jsonschema:"how the value was derived"`
	Missing  string `json:"missing,omitempty" jsonschema:"why there is no value"`
	// Evidence are places in the row's evidence, from 0.
	Evidence []int `json:"evidence" jsonschema:"places in the evidence of the row, from 0"`
}

// Bounds of what compare gives.
const (
	usualRows   = 30
	maxEvidence = 5
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
	out := Row{Region: row.Region, Place: row.Place, Home: row.Home, Gap: row.Gap, Cells: []Cell{}, Evidence: []compare.Evidence{}}
	at, left := map[compare.Evidence]int{}, map[compare.Evidence]bool{}
	for i, c := range row.Cells {
		cell := Cell{Column: r.Columns[i].Key, Value: c.Value(), Computed: c.Computed, Missing: c.Why, Evidence: []int{}}
		for _, e := range c.Evidence {
			e.Quote, _ = clip(e.Quote, maxQuote)
			k, ok := at[e]
			if !ok && len(out.Evidence) == maxEvidence {
				left[e] = true
				continue
			}
			if !ok {
				k = len(out.Evidence)
				at[e], used[e.SourceID] = k, true
				out.Evidence = append(out.Evidence, e)
			}
			cell.Evidence = append(cell.Evidence, k)
		}
		out.Cells = append(out.Cells, cell)
	}
	out.MoreEvidence = len(left)
	return out
}

func (x Comparison) tell(say *msg.Printer) string {
	var b strings.Builder
	b.WriteString(x.Title)
	if x.Unit != "" {
		b.WriteString("（" + x.Unit + "）")
	}
	b.WriteString("\n")
	for _, row := range x.Rows {
		var parts []string
		for i, c := range row.Cells {
			parts = append(parts, c.tell(x.Columns[i]))
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

// tell names the column and the value, or why there is none: a gap that is left out
// would read as if nobody had looked.
func (c Cell) tell(col compare.Column) string {
	switch {
	case c.Value != nil && c.Computed != "":
		return fmt.Sprintf("%s %v%s（%s）", col.Title, c.Value, col.Unit, c.Computed)
	case c.Value != nil:
		return fmt.Sprintf("%s %v%s", col.Title, c.Value, col.Unit)
	case c.Missing != "":
		return fmt.Sprintf("%s —（%s）", col.Title, c.Missing)
	}
	return col.Title + " —"
}
