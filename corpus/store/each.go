package store

import (
	"context"
	"database/sql"

	"duibiao/corpus"
)

// Seq is the number of the last change; it grows with every document that is
// added or changed, also by another document that proves its status.
func (s *Store) Seq(ctx context.Context) (int64, error) {
	var seq int64
	err := s.r.QueryRowContext(ctx, selectSeq).Scan(&seq)
	return seq, wrap(err, "last change")
}

const selectSeq = `SELECT coalesce(max(changed_seq), 0) FROM documents`

// ChangedSince lists the ids of the documents that changed after change seq, in
// the order of their ids.
func (s *Store) ChangedSince(ctx context.Context, seq int64) ([]string, error) {
	ids, err := changedSince(ctx, s.r, seq)
	return ids, wrap(err, "changes since %d", seq)
}

func changedSince(ctx context.Context, q querier, seq int64) ([]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT id FROM documents WHERE changed_seq > ? ORDER BY id`, seq)
	if err != nil {
		return nil, err
	}
	var ids []string
	err = eachRow(rows, func() error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

// EachDocument calls do for every document that changed after change since (0:
// all) with its current text and clauses, in the order of their ids, all from
// one moment. It returns the change number of that moment: pass it next time.
func (s *Store) EachDocument(ctx context.Context, since int64,
	do func(d corpus.Document, text string, clauses []corpus.Clause) error,
) (int64, error) {
	tx, err := s.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, wrap(err, "read documents")
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	var seq int64
	if err := tx.QueryRowContext(ctx, selectSeq).Scan(&seq); err != nil {
		return 0, wrap(err, "read documents")
	}
	ids, err := changedSince(ctx, tx, since)
	if err != nil {
		return 0, wrap(err, "read documents")
	}
	read, err := newBodyReader(ctx, tx)
	if err != nil {
		return 0, wrap(err, "read documents")
	}
	day := s.today()
	for _, id := range ids {
		r, text, clauses, err := read.body(ctx, id)
		if err != nil {
			return 0, wrap(err, "read document %s", id)
		}
		if err := do(r.on(day), text, clauses); err != nil {
			return 0, err
		}
	}
	return seq, nil
}

// bodyReader holds the prepared statements that read whole documents.
type bodyReader struct{ record, text, clauses *sql.Stmt }

func newBodyReader(ctx context.Context, tx *sql.Tx) (bodyReader, error) {
	var (
		b   bodyReader
		err error
	)
	if b.record, err = tx.PrepareContext(ctx, selectDocuments+` WHERE d.id = ?`); err != nil {
		return b, err
	}
	if b.text, err = tx.PrepareContext(ctx, `SELECT text FROM texts WHERE content = ?`); err != nil {
		return b, err
	}
	b.clauses, err = tx.PrepareContext(ctx, selectClauses)
	return b, err
}

func (b bodyReader) body(ctx context.Context, id string) (r record, text string, clauses []corpus.Clause, err error) {
	if r, err = scanRecord(b.record.QueryRowContext(ctx, id)); err != nil {
		return r, "", nil, err
	}
	if err = b.text.QueryRowContext(ctx, r.content).Scan(&text); err != nil {
		return r, "", nil, err
	}
	rows, err := b.clauses.QueryContext(ctx, r.content)
	if err != nil {
		return r, "", nil, err
	}
	clauses, err = scanClauses(rows, r.doc.Clauses)
	return r, text, clauses, err
}
