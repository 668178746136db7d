package main

import (
	"fmt"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/compare/coding"
)

// showAgreement compares rules and people, question by question and in all.
func (a *app) showAgreement(cells []record.Cell, questions []coding.Indicator, f formatFlags) error {
	sheet := &output.Sheet{Columns: []output.Column{
		{Key: "indicator", Title: a.p.T("col.indicator")},
		{Key: "name", Title: a.p.T("col.name")},
		{Key: "cells", Title: a.p.T("col.cells"), Number: true},
		{Key: "agree", Title: a.p.T("col.agree"), Number: true},
		{Key: "percent", Title: a.p.T("col.percent"), Number: true},
		{Key: "kappa", Title: "κ", Number: true},
		{Key: "alpha", Title: "α", Number: true},
	}}
	for _, r := range desk.Agreement(cells, questions) {
		name := r.Name
		if r.Indicator == "*" {
			name = a.p.T("indicators.total")
			r.Name = name
		}
		sheet.Add(r, r.Indicator, name, itoa(r.Cells), itoa(r.Agree), shown(r.Percent, 1), shown(r.Kappa, 3), shown(r.Alpha, 3))
	}
	if len(sheet.Rows) == 0 {
		a.exit = exitNothing
		a.note("indicators.no_human")
		return nil
	}
	return a.write(sheet, f)
}

func shown(v *float64, digits int) string {
	if v == nil {
		return "—"
	}
	return fmt.Sprintf("%.*f", digits, *v)
}
