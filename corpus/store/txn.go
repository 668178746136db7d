package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"duibiao/corpus"
)

// writer is the one connection that writes, with its prepared statements.
type writer struct {
	mu    sync.Mutex
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

func newWriter(ctx context.Context, db *sql.DB) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &writer{db: db, conn: conn, stmts: map[string]*sql.Stmt{}}, nil
}

func (w *writer) close() error {
	var err error
	for _, st := range w.stmts {
		err = errors.Join(err, st.Close())
	}
	return errors.Join(err, w.conn.Close(), w.db.Close())
}

// txn is one write transaction. Its statements run without a context: one that
// watches a context starts a goroutine each time. Long loops look at the
// context between entries instead.
type txn struct {
	w *writer
	// seq is the last change number given out.
	seq int64
	// touched are the title keys whose derived statuses may have changed.
	touched map[string]bool
}

// do runs f in a transaction: committed if f returns nil, else undone.
func (w *writer) do(f func(*txn) error) error {
	t := &txn{w: w, touched: map[string]bool{}}
	if err := t.exec(`BEGIN IMMEDIATE`); err != nil {
		return err
	}
	err := f(t)
	if err == nil {
		err = t.exec(`COMMIT`)
	}
	if err != nil {
		// After a full disk SQLite may have rolled back by itself; then there is
		// no transaction to end and the error of ROLLBACK says nothing.
		_ = t.exec(`ROLLBACK`)
	}
	return err
}

// stmt prepares each statement once per writer.
func (t *txn) stmt(query string) (*sql.Stmt, error) {
	if st, ok := t.w.stmts[query]; ok {
		return st, nil
	}
	st, err := t.w.conn.PrepareContext(context.Background(), query)
	if err == nil {
		t.w.stmts[query] = st
	}
	return st, err
}

func (t *txn) exec(query string, args ...any) error {
	st, err := t.stmt(query)
	if err != nil {
		return err
	}
	_, err = st.Exec(args...)
	return err
}

// row is a query for one row; a failed preparation shows when it is scanned.
func (t *txn) row(query string, args ...any) *sql.Row {
	st, err := t.stmt(query)
	if err != nil {
		return t.w.conn.QueryRowContext(context.Background(), query, args...)
	}
	return st.QueryRow(args...)
}

func (t *txn) get(dst any, query string, args ...any) error { return t.row(query, args...).Scan(dst) }

// changed gives a document the next change number.
func (t *txn) changed(document int64) error {
	t.seq++
	return t.exec(`UPDATE documents SET changed_seq = ? WHERE document = ?`, t.seq, document)
}

// newDocument makes the row of a document whose first bytes have this digest.
// Its content and change number are set with its first version.
func (t *txn) newDocument(sha string) (int64, error) {
	for id := range documentIDs(sha) {
		var taken int
		if err := t.get(&taken, `SELECT count(*) FROM documents WHERE id = ?`, id); err != nil {
			return 0, err
		}
		if taken > 0 {
			continue
		}
		var document int64
		err := t.get(&document, `INSERT INTO documents (id, version, content, title_key, changed_seq)
			VALUES (?, 0, 0, '', ?) RETURNING document`, id, t.seq+1)
		return document, err
	}
	return 0, fmt.Errorf("no id left for %s", sha)
}

// newVersion makes content the current version of document.
func (t *txn) newVersion(document, content int64, o Origin) error {
	var number int
	if err := t.get(&number, `SELECT version + 1 FROM documents WHERE document = ?`, document); err != nil {
		return err
	}
	err := t.exec(`INSERT INTO versions (document, number, content, url, seen) VALUES (?, ?, ?, ?, ?)`,
		document, number, content, o.URL, timeText(o.Seen))
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE documents SET version = ?, content = ? WHERE document = ?`, number, content, document); err != nil {
		return err
	}
	if err := t.changed(document); err != nil {
		return err
	}
	return t.describe(document)
}

// describe brings what the document row and the repeals repeat of the current
// content up to date, and notes whose derived status that may touch.
func (t *txn) describe(document int64) error {
	if err := t.touch(document); err != nil {
		return err
	}
	var title, list string
	err := t.row(`SELECT c.title, c.repeals FROM documents d JOIN contents c USING (content) WHERE d.document = ?`, document).
		Scan(&title, &list)
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE documents SET title_key = ? WHERE document = ?`, titleKey(title), document); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM repeals WHERE document = ?`, document); err != nil {
		return err
	}
	var repeals []corpus.Repeal
	if err := json.Unmarshal([]byte(list), &repeals); err != nil {
		return fmt.Errorf("repeals of %q: %w", title, err)
	}
	for i, r := range repeals {
		err := t.exec(`INSERT INTO repeals (document, ord, title_key, doc_number, issued) VALUES (?, ?, ?, ?, ?)`,
			document, i, titleKey(r.Title), r.DocNumber, r.Issued.String())
		if err != nil {
			return err
		}
	}
	return t.touch(document)
}

// touch notes the title keys that a document's statuses and repeals bear on.
func (t *txn) touch(document int64) error {
	return t.each(`SELECT title_key FROM documents WHERE document = ?1
		UNION SELECT title_key FROM repeals WHERE document = ?1`, []any{document}, func(rows *sql.Rows) error {
		var key string
		err := rows.Scan(&key)
		if key != "" {
			t.touched[key] = true
		}
		return err
	})
}

// eachRow calls do for every row and closes rows.
func eachRow(rows *sql.Rows, do func() error) error {
	for rows.Next() {
		if err := do(); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}
