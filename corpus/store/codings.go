package store

import (
	"context"
	"strings"
	"time"

	"duibiao/corpus"
)

// Codings reads what the rules made of a document's current version, in the order
// of the codebook.
func (s *Store) Codings(ctx context.Context, id string) ([]corpus.Coding, error) {
	r, err := s.record(ctx, id)
	if err != nil {
		return nil, err
	}
	text, err := textOf(ctx, s.r, r.content)
	if err != nil {
		return nil, wrap(err, "codings of %s", id)
	}
	list, err := codingsOf(ctx, s.r, r.content, text)
	for i := range list {
		list[i].Document = id
	}
	return list, wrap(err, "codings of %s", id)
}

// Coded lists the ids of the documents of which rules or people coded anything,
// in order.
func (s *Store) Coded(ctx context.Context) ([]string, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT d.id FROM documents d JOIN codings c USING (content)
		UNION SELECT document FROM human_codings ORDER BY 1`)
	return stringsOf(rows, err, "coded documents")
}

// codingsOf reads the codings of a content, without the document's id; the
// quotations are slices of text.
func codingsOf(ctx context.Context, q querier, content int64, text string) ([]corpus.Coding, error) {
	rows, err := q.QueryContext(ctx, `SELECT indicator, value, unit, note, rule, confidence FROM codings WHERE content = ? ORDER BY ord`, content)
	if err != nil {
		return nil, err
	}
	var list []corpus.Coding
	err = eachRow(rows, func() error {
		c := corpus.Coding{Coder: corpus.CoderRule}
		err := rows.Scan(&c.Indicator, &c.Value, &c.Unit, &c.Note, &c.Rule, &c.Confidence)
		list = append(list, c)
		return err
	})
	if err != nil || len(list) == 0 {
		return list, err
	}
	rows, err = q.QueryContext(ctx, `SELECT coding, clause, label, start, "end", start_byte, end_byte
		FROM evidence WHERE content = ? ORDER BY coding, ord`, content)
	if err != nil {
		return nil, err
	}
	err = eachRow(rows, func() error {
		var (
			at int
			e  corpus.Evidence
		)
		err := rows.Scan(&at, &e.Clause, &e.Label, &e.Start, &e.End, &e.StartByte, &e.EndByte)
		if err == nil && at >= 0 && at < len(list) && e.StartByte >= 0 && e.StartByte <= e.EndByte && e.EndByte <= len(text) {
			e.Quote = text[e.StartByte:e.EndByte]
			list[at].Evidence = append(list[at].Evidence, e)
		}
		return err
	})
	return list, err
}

func (t *txn) insertCodings(content int64, codings []corpus.Coding) error {
	for i, c := range codings {
		err := t.exec(`INSERT INTO codings (content, ord, indicator, value, unit, note, rule, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			content, i, c.Indicator, c.Value, c.Unit, c.Note, c.Rule, c.Confidence)
		if err != nil {
			return err
		}
		for k, e := range c.Evidence {
			err := t.exec(`INSERT INTO evidence (content, coding, ord, clause, label, start, "end", start_byte, end_byte) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
				content, i, k, e.Clause, e.Label, e.Start, e.End, e.StartByte, e.EndByte)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

const humanColumns = `document, indicator, value, unit, clause, quote, rule_value, rule_unit, who, at, why`

// PutHumanCodings adds what people say of cells. What is there already is not
// added again; added counts the new ones. A document that is not in the store is
// ErrNotFound, and then nothing is added.
func (s *Store) PutHumanCodings(ctx context.Context, list []corpus.HumanCoding) (added int, err error) {
	err = s.write(ctx, func(t *txn) error {
		added = 0
		for _, h := range list {
			var known int
			if err := t.get(&known, `SELECT count(*) FROM documents WHERE id = ?`, h.DocumentID); err != nil {
				return err
			}
			if known == 0 {
				return ErrNotFound
			}
			var before, after int
			if err := t.get(&before, `SELECT count(*) FROM human_codings`); err != nil {
				return err
			}
			err := t.exec(`INSERT INTO human_codings (`+humanColumns+`) VALUES (?`+strings.Repeat(", ?", 10)+`) ON CONFLICT DO NOTHING`,
				h.DocumentID, h.Indicator, h.Value, h.Unit, h.Clause, h.Quote, h.RuleValue, h.RuleUnit, h.Who, timeText(h.When), h.Why)
			if err != nil {
				return err
			}
			if err := t.get(&after, `SELECT count(*) FROM human_codings`); err != nil {
				return err
			}
			added += after - before
		}
		return nil
	})
	return added, wrap(err, "human codings")
}

// HumanCodings reads what people said of the cells of a document, oldest first;
// of all documents, in the order of their ids, when id is "".
func (s *Store) HumanCodings(ctx context.Context, id string) ([]corpus.HumanCoding, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT `+humanColumns+` FROM human_codings WHERE ?1 = '' OR document = ?1 ORDER BY document, seq`, id)
	if err != nil {
		return nil, wrap(err, "human codings of %q", id)
	}
	var list []corpus.HumanCoding
	err = eachRow(rows, func() error {
		var (
			h  corpus.HumanCoding
			at string
		)
		err := rows.Scan(&h.DocumentID, &h.Indicator, &h.Value, &h.Unit, &h.Clause, &h.Quote, &h.RuleValue, &h.RuleUnit, &h.Who, &at, &h.Why)
		if err == nil {
			h.When, err = time.Parse(time.RFC3339, at)
		}
		list = append(list, h)
		return err
	})
	return list, wrap(err, "human codings of %q", id)
}
