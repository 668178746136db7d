package store

import (
	"context"
	"strings"

	"duibiao/corpus"
)

// Figures are what the text of a document states in numbers.
type Figures struct {
	Counts  []corpus.StatedCount
	Amounts []corpus.StatedAmount
}

// Figures reads the figures that the current version of a document states, in
// the order of its text.
func (s *Store) Figures(ctx context.Context, id string) (Figures, error) {
	r, err := s.record(ctx, id)
	if err != nil {
		return Figures{}, err
	}
	text, err := textOf(ctx, s.r, r.content)
	if err != nil {
		return Figures{}, wrap(err, "figures of %s", id)
	}
	f, err := figuresOf(ctx, s.r, r.content, text)
	return f, wrap(err, "figures of %s", id)
}

// figuresOf reads the figures of a content; the quotations are slices of text.
func figuresOf(ctx context.Context, q querier, content int64, text string) (Figures, error) {
	var f Figures
	rows, err := q.QueryContext(ctx, `SELECT `+countColumns+`, `+spanColumns+` FROM counts WHERE content = ? ORDER BY ord`, content)
	if err != nil {
		return f, err
	}
	err = eachRow(rows, func() error {
		var c corpus.StatedCount
		err := rows.Scan(append(countFields(&c), spanFields(&c.Span)...)...)
		quote(&c.Span, text)
		f.Counts = append(f.Counts, c)
		return err
	})
	if err != nil {
		return f, err
	}
	rows, err = q.QueryContext(ctx, `SELECT `+amountColumns+`, `+spanColumns+` FROM amounts WHERE content = ? ORDER BY ord`, content)
	if err != nil {
		return f, err
	}
	err = eachRow(rows, func() error {
		var a corpus.StatedAmount
		err := rows.Scan(append(amountFields(&a), spanFields(&a.Span)...)...)
		quote(&a.Span, text)
		f.Amounts = append(f.Amounts, a)
		return err
	})
	return f, err
}

// quote cuts the quotation out of the text; a place outside it quotes nothing.
func quote(s *corpus.Span, text string) {
	if s.StartByte >= 0 && s.StartByte <= s.EndByte && s.EndByte <= len(text) {
		s.Quote = text[s.StartByte:s.EndByte]
	}
}

const (
	countColumns  = `subject, year, year_to, tier, tier_name, count, count_to, approx, change, former`
	amountColumns = `kind, object, scope, service, "group", grade, year, year_to, fen, fen_to, approx, unit, bound`
	spanColumns   = `clause, start, "end", start_byte, end_byte`
)

func countFields(c *corpus.StatedCount) []any {
	return []any{&c.Subject, &c.Year, &c.YearTo, &c.Tier, &c.TierName, &c.Count, &c.CountTo, &c.Approx, &c.Change, &c.Former}
}

func amountFields(a *corpus.StatedAmount) []any {
	return []any{
		&a.Kind, &a.Object, &a.Scope, &a.Service, &a.Group, &a.Grade, &a.Year, &a.YearTo, &a.Fen, &a.FenTo, &a.Approx, &a.Unit, &a.Bound,
	}
}

func spanFields(s *corpus.Span) []any {
	return []any{&s.Clause, &s.Start, &s.End, &s.StartByte, &s.EndByte}
}

func (t *txn) insertFigures(content int64, p corpus.Parsed) error {
	insert := func(table, columns string, i int, fields []any) error {
		n := 1 + strings.Count(columns, ",")
		return t.exec(`INSERT INTO `+table+` (content, ord, `+columns+`) VALUES (?, ?`+strings.Repeat(", ?", n)+`)`,
			append([]any{content, i}, fields...)...)
	}
	for i := range p.Counts {
		c := &p.Counts[i]
		if err := insert("counts", countColumns+", "+spanColumns, i, append(countFields(c), spanFields(&c.Span)...)); err != nil {
			return err
		}
	}
	for i := range p.Amounts {
		a := &p.Amounts[i]
		if err := insert("amounts", amountColumns+", "+spanColumns, i, append(amountFields(a), spanFields(&a.Span)...)); err != nil {
			return err
		}
	}
	return nil
}
