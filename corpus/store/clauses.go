package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"duibiao/corpus"
)

// Clauses reads the clauses of a document's current version in document order,
// with their paths.
func (s *Store) Clauses(ctx context.Context, id string) ([]corpus.Clause, error) {
	r, err := s.record(ctx, id)
	if err != nil {
		return nil, err
	}
	list, err := clausesOf(ctx, s.r, r.content, r.doc.Clauses)
	return list, wrap(err, "clauses of %s", id)
}

// Text reads the text of a document's current version.
func (s *Store) Text(ctx context.Context, id string) (string, error) {
	r, err := s.record(ctx, id)
	if err != nil {
		return "", err
	}
	text, err := textOf(ctx, s.r, r.content)
	return text, wrap(err, "text of %s", id)
}

// querier is a database or a transaction in it.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func textOf(ctx context.Context, q querier, content int64) (string, error) {
	var text string
	err := q.QueryRowContext(ctx, `SELECT text FROM texts WHERE content = ?`, content).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		err = fmt.Errorf("%w: content %d has no text", ErrDamaged, content)
	}
	return text, err
}

const selectClauses = `SELECT id, level, role, number, heading, parent, start, "end", start_byte, end_byte
	FROM clauses WHERE content = ? ORDER BY ord`

// clausesOf reads the clauses of a content; count is how many to expect.
func clausesOf(ctx context.Context, q querier, content int64, count int) ([]corpus.Clause, error) {
	rows, err := q.QueryContext(ctx, selectClauses, content)
	if err != nil {
		return nil, err
	}
	return scanClauses(rows, count)
}

func scanClauses(rows *sql.Rows, count int) ([]corpus.Clause, error) {
	list := make([]corpus.Clause, 0, count)
	var row clauseRowScan
	fields := row.fields()
	err := eachRow(rows, func() error {
		if err := rows.Scan(fields...); err != nil {
			return err
		}
		c, parent, ok := row.clause()
		if !ok || parent >= len(list) {
			return fmt.Errorf("%w: clause %d of %d", ErrDamaged, len(list), count)
		}
		if parent >= 0 {
			c.Parent = list[parent].ID
		}
		list = append(list, c)
		return nil
	})
	corpus.SetPaths(list)
	return list, err
}

// clauseRowScan takes the columns of selectClauses as the driver hands them
// over: database/sql converts through text and reflection otherwise, which is
// most of the time of reading half a million rows.
type clauseRowScan [10]any

func (r *clauseRowScan) fields() []any {
	out := make([]any, len(r))
	for i := range r {
		out[i] = &r[i]
	}
	return out
}

func (r *clauseRowScan) clause() (c corpus.Clause, parent int, ok bool) {
	var (
		texts [5]string
		nums  [5]int64
	)
	for i := range texts {
		var isText, isInt bool
		texts[i], isText = r[i].(string)
		nums[i], isInt = r[i+len(texts)].(int64)
		if !isText || !isInt {
			return c, 0, false
		}
	}
	return corpus.Clause{
		ID: texts[0], Level: corpus.Level(texts[1]), Role: corpus.Role(texts[2]), Number: texts[3], Heading: texts[4],
		Start: int(nums[1]), End: int(nums[2]), StartByte: int(nums[3]), EndByte: int(nums[4]),
	}, int(nums[0]), true
}
