package main

import (
	"fmt"
	"math"

	"duibiao/cmd/internal/output"
	"duibiao/cmd/internal/record"
	"duibiao/compare/agreement"
	"duibiao/compare/coding"
	"duibiao/corpus"
)

// agreementRecord is how far rules and people agree on the cells that people
// coded. A figure that the cells do not determine is null.
type agreementRecord struct {
	Indicator string   `json:"indicator"`
	Name      string   `json:"name"`
	Cells     int      `json:"cells"`
	Agree     int      `json:"agree"`
	Percent   *float64 `json:"percent"`
	Kappa     *float64 `json:"kappa"`
	Alpha     *float64 `json:"alpha"`
}

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
	add := func(id, name string, units []agreement.Unit) {
		if len(units) == 0 {
			return
		}
		r := agreementRecord{
			Indicator: id, Name: name, Cells: len(units), Percent: figure(100 * agreement.Percent(units)),
			Kappa: figure(agreement.Kappa(units)), Alpha: figure(agreement.Alpha(units, agreement.Nominal)),
		}
		for _, u := range units {
			if u[0] == u[1] {
				r.Agree++
			}
		}
		sheet.Add(r, id, name, itoa(r.Cells), itoa(r.Agree), shown(r.Percent, 1), shown(r.Kappa, 3), shown(r.Alpha, 3))
	}
	var all []agreement.Unit
	for _, q := range questions {
		var units []agreement.Unit
		for _, c := range cells {
			if c.Question.ID == q.ID && c.Human != nil {
				units = append(units, unitOf(c))
			}
		}
		add(q.ID, q.NameZh, units)
		all = append(all, units...)
	}
	add("*", a.p.T("indicators.total"), all)
	if len(sheet.Rows) == 0 {
		a.exit = exitNothing
		a.note("indicators.no_human")
		return nil
	}
	return a.write(sheet, f)
}

// unitOf is what the rules and the person say of a cell.
func unitOf(c record.Cell) agreement.Unit {
	rule := corpus.NotRegulated
	if c.Rule != nil {
		rule = c.Rule.Value + c.Rule.Unit
	}
	human := corpus.NotRegulated
	if c.Human.Value != corpus.NotRegulated {
		human = c.Human.Value + c.Human.Unit
	}
	return agreement.Unit{rule, human}
}

func figure(v float64) *float64 {
	if math.IsNaN(v) {
		return nil
	}
	return &v
}

func shown(v *float64, digits int) string {
	if v == nil {
		return "—"
	}
	return fmt.Sprintf("%.*f", digits, *v)
}
