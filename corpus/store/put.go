package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"duibiao/corpus"
)

// Origin is where an entry was found.
type Origin struct {
	// URL names the place: http(s)://, or file:// for an imported file.
	URL string
	// Headers are what the server said about it (ETag, Last-Modified …).
	Headers map[string]string
	// Seen is when; zero is now.
	Seen time.Time
}

// Ingest is one file to store.
type Ingest struct {
	// Raw are the bytes as served. They may be nil when Lookup said that they
	// are known; then SHA256 names them.
	Raw    []byte
	SHA256 string
	Source Origin
	// Region is the code the user gave for it, "" for none. It is kept, so that
	// Reparse can give it to the parser again.
	Region    string
	MediaType string
	Charset   string
	// Parsed is what the bytes say. It is not read when the bytes are known.
	Parsed corpus.Parsed
}

// Result is what became of one Ingest.
type Result struct {
	DocumentID string
	// Version is the current version of the document after the entry.
	Version int
	Outcome Outcome
	// Err says why an entry failed. The rest of the batch is stored all the same.
	Err error
}

// errUnknownBytes says that an entry without bytes names a digest nobody knows.
var errUnknownBytes = errors.New("bytes are neither given nor known")

// Put stores a batch in one transaction and returns one Result per entry, in
// order. The error is about the batch as a whole (ErrDiskFull, ErrReadOnly,
// ErrDamaged, a cancelled context): then nothing of it is stored.
func (s *Store) Put(ctx context.Context, batch []Ingest) ([]Result, error) {
	results := make([]Result, len(batch))
	if len(batch) == 0 {
		return results, nil
	}
	entries := make([]*Ingest, len(batch))
	var files []rawFile
	for i := range batch {
		e := batch[i]
		if err := prepare(&e, s.now()); err != nil {
			results[i] = Result{Outcome: Failed, Err: err}
			continue
		}
		entries[i] = &e
		if e.Raw != nil {
			files = append(files, rawFile{e.SHA256, e.Raw})
		}
	}
	err := s.write(ctx, func(t *txn) error {
		// The disk flushes the files while the rows are written; both are done
		// before the rows are committed.
		saved := make(chan error, 1)
		go func() { saved <- saveRaw(s.dir, files) }()
		err := t.putAll(ctx, entries, results)
		if serr := <-saved; serr != nil {
			err = errors.Join(err, fmt.Errorf("keep raw files: %w", serr))
		}
		return err
	})
	if err != nil {
		return nil, wrap(err, "put %d entries", len(batch))
	}
	return results, nil
}

// prepare checks an entry and fills what can be computed.
func prepare(e *Ingest, now time.Time) error {
	if e.Source.URL == "" {
		return errors.New("store: entry without a source URL")
	}
	if e.Source.Seen.IsZero() {
		e.Source.Seen = now
	}
	if e.Raw != nil {
		e.SHA256 = SHA256(e.Raw)
	}
	if !isSHA256(e.SHA256) {
		return fmt.Errorf("store: %s: %w", e.Source.URL, errUnknownBytes)
	}
	if err := checkParsed(e.Parsed); err != nil {
		return fmt.Errorf("store: %s: %w", e.Source.URL, err)
	}
	return nil
}

// write runs do in a transaction that only this process can be in, settles the
// derived statuses it touched, and commits. ctx stops it between statements.
func (s *Store) write(ctx context.Context, do func(*txn) error) error {
	if s.w == nil {
		return fmt.Errorf("%w: opened for reading only", ErrReadOnly)
	}
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.w.do(func(t *txn) error {
		if err := t.get(&t.seq, `SELECT coalesce(max(changed_seq), 0) FROM documents`); err != nil {
			return err
		}
		if err := do(t); err != nil {
			return err
		}
		if err := t.settle(); err != nil {
			return fmt.Errorf("derive statuses: %w", err)
		}
		return ctx.Err()
	})
}

// putAll stores the entries that are not nil.
func (t *txn) putAll(ctx context.Context, entries []*Ingest, results []Result) error {
	for i, e := range entries {
		if e == nil {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		r, err := t.put(e)
		if err != nil {
			return fmt.Errorf("%s: %w", e.Source.URL, err)
		}
		results[i] = r
	}
	return nil
}

// put stores one entry.
func (t *txn) put(e *Ingest) (Result, error) {
	k, err := t.known(e.Source.URL, e.SHA256)
	if err != nil {
		return Result{}, err
	}
	if k.content == 0 && e.Raw == nil {
		return Result{Outcome: Failed, Err: fmt.Errorf("store: %s: %w", e.Source.URL, errUnknownBytes)}, nil
	}
	p := decide(k)
	if p.newContent {
		if p.document, k.content, err = t.storeBytes(p.document, e); err != nil {
			return Result{}, err
		}
	}
	if p.newVersion {
		if err := t.newVersion(p.document, k.content, e.Source); err != nil {
			return Result{}, err
		}
	}
	if p.leave {
		if err := t.exec(`UPDATE sources SET moved = source, status = 'gone' WHERE source = ?`, k.source); err != nil {
			return Result{}, err
		}
	}
	if err := t.seen(p.document, k.content, e.Source); err != nil {
		return Result{}, err
	}
	r := Result{Outcome: p.outcome}
	err = t.row(`SELECT id, version FROM documents WHERE document = ?`, p.document).Scan(&r.DocumentID, &r.Version)
	return r, err
}

// storeBytes stores new bytes in a document, a new one if document is 0.
func (t *txn) storeBytes(document int64, e *Ingest) (doc, content int64, err error) {
	if document == 0 {
		if document, err = t.newDocument(e.SHA256); err != nil {
			return 0, 0, err
		}
	}
	content, err = t.newContent(document, e)
	return document, content, err
}

// known looks up an entry's bytes and place.
func (t *txn) known(url, sha string) (known, error) {
	var k known
	err := t.row(`SELECT c.content, c.document, d.content FROM contents c JOIN documents d USING (document)
		WHERE c.sha256 = ?`, sha).Scan(&k.content, &k.owner, &k.current)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return k, err
	}
	err = t.row(`SELECT source, document, content FROM sources WHERE url = ? AND moved = 0`, url).
		Scan(&k.source, &k.sourceDocument, &k.sourceContent)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return k, err
	}
	return k, nil
}

// seen records that the place shows the content now.
func (t *txn) seen(document, content int64, o Origin) error {
	headers := []byte("{}")
	if len(o.Headers) > 0 {
		var err error
		if headers, err = json.Marshal(o.Headers); err != nil {
			return err
		}
	}
	at := timeText(o.Seen)
	return t.exec(`INSERT INTO sources (url, document, content, status, first_seen, last_seen, headers)
		VALUES (?, ?, ?, 'live', ?, ?, ?)
		ON CONFLICT (document, url) DO UPDATE SET content = excluded.content, status = 'live', moved = 0,
			last_seen = max(last_seen, excluded.last_seen), headers = excluded.headers`,
		o.URL, document, content, at, at, string(headers))
}
