package main

import (
	"context"
	"fmt"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/compare/align"
)

// sideBySide shows documents beside one another.
type sideBySide struct {
	a *app
	desk.SideBySide
}

func runClauses(ctx context.Context, a *app, f compareFlags, format formatFlags, refs []string) error {
	want, err := format.parse()
	if err != nil {
		return err
	}
	r, err := a.read(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	side, err := r.SideBySide(ctx, refs, f.home)
	if err != nil {
		return err
	}
	s := sideBySide{a, side}
	rows := s.Rows()
	if want == output.JSON {
		records := make([]any, len(rows))
		for i, r := range rows {
			records[i] = r
		}
		return output.JSONLines(a.stdout, records)
	}
	if err := s.sheet(rows).Write(a.stdout, want, a.terminal()); err != nil {
		return err
	}
	s.summary(rows)
	return nil
}

// sheet shows a column of clauses for each document.
func (s sideBySide) sheet(rows []record.Aligned) *output.Sheet {
	a := s.a
	sheet := &output.Sheet{Columns: []output.Column{{Key: "kind", Title: a.p.T("col.relation")}, {Key: "score", Title: a.p.T("col.score"), Number: true}}}
	for i, d := range s.Documents {
		sheet.Columns = append(sheet.Columns, output.Column{Key: fmt.Sprintf("document_%d", i+1), Title: d.Title, Flex: true})
	}
	for k, r := range rows {
		cells := []string{a.p.T("relation." + string(r.Kind)), ""}
		if r.Kind != align.KindOnly {
			cells[1] = fmt.Sprintf("%.2f", r.Score)
		}
		for i := range s.Documents {
			cells = append(cells, s.cell(s.Alignment.Rows[k], r, i))
		}
		sheet.Add(r, cells...)
	}
	return sheet
}

// cell is what a document has in a row, or what it lacks.
func (s sideBySide) cell(r align.Row, shown record.Aligned, document int) string {
	var parts []string
	for _, u := range r.Units[document] {
		parts = append(parts, strings.TrimSpace(s.Documents.Unit(u).Label+" "+output.OneLine(u.Text)))
	}
	if len(parts) > 0 {
		return strings.Join(parts, " ‖ ")
	}
	for _, g := range shown.Gaps {
		if g.DocumentID != s.Documents[document].ID {
			continue
		}
		key := "clauses.gap"
		if g.Home {
			key = "clauses.gap_home"
		}
		text := s.a.p.T(key)
		if g.Nearest != nil && g.Score > 0 {
			text += s.a.p.T("clauses.nearest", g.Nearest.Label, g.Score)
		}
		return text
	}
	return s.a.p.T("clauses.gap")
}

// summary counts the rows on stderr.
func (s sideBySide) summary(rows []record.Aligned) {
	n := map[align.Kind]int{}
	for _, r := range rows {
		n[r.Kind]++
	}
	s.a.note("clauses.sum", len(rows), n[align.KindEqual], n[align.KindSimilar], n[align.KindOnly])
}
