package store

import (
	"context"
	"fmt"
	"time"

	"duibiao/corpus"
)

// Version is one state of a document.
type Version struct {
	DocumentID string `json:"document_id"`
	// Number counts from 1. Two versions may have the same bytes when a place
	// went back to older ones.
	Number int    `json:"version"`
	SHA256 string `json:"sha256"`
	Title  string `json:"title"`
	// URL brought the version at the time Seen.
	URL  string    `json:"url"`
	Seen time.Time `json:"seen"`
}

// Versions lists the versions of a document, oldest first.
func (s *Store) Versions(ctx context.Context, id string) ([]Version, error) {
	r, err := s.record(ctx, id)
	if err != nil {
		return nil, err
	}
	rows, err := s.r.QueryContext(ctx, `SELECT v.number, c.sha256, c.title, v.url, v.seen
		FROM versions v JOIN contents c USING (content) WHERE v.document = ? ORDER BY v.number`, r.key)
	if err != nil {
		return nil, wrap(err, "versions of %s", id)
	}
	var list []Version
	err = eachRow(rows, func() error {
		v := Version{DocumentID: id}
		var seen string
		err := rows.Scan(&v.Number, &v.SHA256, &v.Title, &v.URL, &seen)
		v.Seen = parseTime(seen)
		list = append(list, v)
		return err
	})
	return list, wrap(err, "versions of %s", id)
}

// Body reads the text and clauses of one version of a document.
func (s *Store) Body(ctx context.Context, id string, version int) (string, []corpus.Clause, error) {
	r, err := s.record(ctx, id)
	if err != nil {
		return "", nil, err
	}
	var content int64
	err = s.r.QueryRowContext(ctx, `SELECT coalesce((SELECT content FROM versions WHERE document = ? AND number = ?), 0)`,
		r.key, version).Scan(&content)
	if err == nil && content == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return "", nil, wrap(err, "version %d of %s", version, id)
	}
	text, err := textOf(ctx, s.r, content)
	if err != nil {
		return "", nil, wrap(err, "version %d of %s", version, id)
	}
	clauses, err := clausesOf(ctx, s.r, content, 0)
	return text, clauses, wrap(err, "version %d of %s", version, id)
}

// Sources lists the places a document was seen at, in the order of their URLs;
// of all documents when id is "".
func (s *Store) Sources(ctx context.Context, id string) ([]corpus.Source, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT d.id, s.url, c.sha256, s.status, s.first_seen, s.last_seen
		FROM sources s JOIN documents d USING (document) JOIN contents c ON c.content = s.content
		WHERE ?1 = '' OR d.id = ?1 ORDER BY s.url, d.id`, id)
	if err != nil {
		return nil, wrap(err, "sources of %q", id)
	}
	var list []corpus.Source
	err = eachRow(rows, func() error {
		var (
			x           corpus.Source
			first, last string
		)
		err := rows.Scan(&x.DocumentID, &x.URL, &x.SHA256, &x.Status, &first, &last)
		x.FirstSeen, x.LastSeen = parseTime(first), parseTime(last)
		list = append(list, x)
		return err
	})
	return list, wrap(err, "sources of %q", id)
}

// MarkSource records that a place has vanished (gone) or is back with the bytes
// it had. The document and its last visit there are kept. ErrNotFound if the
// place is not known.
func (s *Store) MarkSource(ctx context.Context, url string, gone bool) error {
	status := "live"
	if gone {
		status = "gone"
	}
	err := s.write(ctx, func(t *txn) error {
		var known int
		if err := t.get(&known, `SELECT count(*) FROM sources WHERE url = ? AND moved = 0`, url); err != nil {
			return err
		}
		if known == 0 {
			return ErrNotFound
		}
		if err := t.exec(`UPDATE sources SET status = ? WHERE url = ? AND moved = 0`, status, url); err != nil {
			return err
		}
		if gone {
			return nil
		}
		return t.exec(`UPDATE sources SET last_seen = max(last_seen, ?) WHERE url = ? AND moved = 0`, timeText(s.now()), url)
	})
	return wrap(err, "mark %s %s", url, status)
}

// Place is a jurisdiction, or a place named without a code, with the number of
// documents whose current version is of it (not of places inside it).
type Place struct {
	corpus.Jurisdiction
	Documents int `json:"documents"`
}

// Jurisdictions lists the places that documents are of, in code order; places
// without a code come last, by name.
func (s *Store) Jurisdictions(ctx context.Context) ([]Place, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT c.region, coalesce(j.name, c.region_name), coalesce(j.short, ''),
			coalesce(j.level, ''), coalesce(j.parent, ''), count(*)
		FROM documents d JOIN contents c USING (content) LEFT JOIN jurisdictions j ON j.code = c.region
		WHERE c.region <> '' OR c.region_name <> ''
		GROUP BY 1, 2 ORDER BY c.region = '', 1, 2`)
	if err != nil {
		return nil, wrap(err, "jurisdictions")
	}
	var list []Place
	err = eachRow(rows, func() error {
		var p Place
		err := rows.Scan(&p.Code, &p.Name, &p.Short, &p.Level, &p.Parent, &p.Documents)
		list = append(list, p)
		return err
	})
	return list, wrap(err, "jurisdictions")
}

// Stats counts what the store holds.
type Stats struct {
	Documents int `json:"documents"`
	Versions  int `json:"versions"`
	// Clauses, Items and TextBytes are of current versions.
	Clauses   int   `json:"clauses"`
	Items     int   `json:"items"`
	TextBytes int64 `json:"text_bytes"`
	Sources   int   `json:"sources"`
	// Stale counts the documents whose derived data an older program made.
	Stale int `json:"stale"`
	// RawBytes is the size of all raw files together.
	RawBytes int64 `json:"raw_bytes"`
	Seq      int64 `json:"seq"`
	Schema   int   `json:"schema"`
	// UUID names this store, for what is derived from it.
	UUID string `json:"uuid"`
}

// Stats counts what the store holds.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	st := Stats{Schema: schemaVersion()}
	err := s.r.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM documents), (SELECT count(*) FROM versions), (SELECT count(*) FROM sources),
		(SELECT coalesce(sum(c.clauses), 0) FROM documents d JOIN contents c USING (content)),
		(SELECT coalesce(sum(c.items), 0) FROM documents d JOIN contents c USING (content)),
		(SELECT coalesce(sum(octet_length(t.text)), 0) FROM documents d JOIN texts t USING (content)),
		(SELECT coalesce(sum(size), 0) FROM contents),
		(SELECT count(*) FROM documents d JOIN contents c USING (content) WHERE c.reader < ?),
		(SELECT coalesce(max(changed_seq), 0) FROM documents),
		(SELECT value FROM meta WHERE key = 'uuid')`, corpus.ReaderGeneration).Scan(&st.Documents, &st.Versions, &st.Sources,
		&st.Clauses, &st.Items, &st.TextBytes, &st.RawBytes, &st.Stale, &st.Seq, &st.UUID)
	if err != nil {
		return st, fmt.Errorf("store: count: %w", err)
	}
	return st, nil
}

// State tells one content of a store from another: whatever was made of a store in
// the same state is still right.
type State struct {
	// UUID names the store; Seq is its last change, Human counts what people said.
	UUID       string
	Seq, Human int64
}

// State reads the state of the store; it takes microseconds.
func (s *Store) State(ctx context.Context) (State, error) {
	var st State
	err := s.r.QueryRowContext(ctx, `SELECT (SELECT value FROM meta WHERE key = 'uuid'),
		(SELECT coalesce(max(changed_seq), 0) FROM documents), (SELECT coalesce(max(seq), 0) FROM human_codings)`).Scan(&st.UUID, &st.Seq, &st.Human)
	return st, wrap(err, "state")
}

// Recent lists the versions of all documents, the latest first, at most limit of
// them after the first offset.
func (s *Store) Recent(ctx context.Context, offset, limit int) ([]Version, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT d.id, v.number, c.sha256, c.title, v.url, v.seen
		FROM versions v JOIN contents c USING (content) JOIN documents d ON d.document = v.document
		ORDER BY v.seen DESC, d.id, v.number DESC LIMIT ? OFFSET ?`, limit, offset)
	if err != nil {
		return nil, wrap(err, "recent versions")
	}
	var list []Version
	err = eachRow(rows, func() error {
		var (
			v    Version
			seen string
		)
		err := rows.Scan(&v.DocumentID, &v.Number, &v.SHA256, &v.Title, &v.URL, &seen)
		v.Seen = parseTime(seen)
		list = append(list, v)
		return err
	})
	return list, wrap(err, "recent versions")
}
