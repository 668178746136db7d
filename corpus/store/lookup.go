package store

import (
	"context"
	"database/sql"
	"errors"

	"duibiao/corpus"
)

// Known is what the store knows of a file before it is parsed.
type Known struct {
	// DocumentID is the document these bytes belong to, "" when the bytes are
	// new and must be parsed.
	DocumentID string
	// Unchanged says that the place showed just these bytes when last seen, so
	// nothing but the time of the visit would be stored.
	Unchanged bool
	// Region is the region that the user gave for the bytes, "" for none.
	Region string
}

// Lookup tells whether a file is known, by its place and the SHA-256 of its
// bytes. It takes microseconds: ask it before parsing. Known bytes may go to Put
// without Raw and Parsed; Put still refreshes the source.
func (s *Store) Lookup(ctx context.Context, url, sha string) (Known, error) {
	var k Known
	err := s.r.QueryRowContext(ctx, `SELECT d.id, EXISTS (
			SELECT 1 FROM sources s WHERE s.url = ?1 AND s.moved = 0 AND s.content = c.content AND s.status = 'live'), c.given_region
		FROM contents c JOIN documents d USING (document) WHERE c.sha256 = ?2`, url, sha).Scan(&k.DocumentID, &k.Unchanged, &k.Region)
	if errors.Is(err, sql.ErrNoRows) {
		return Known{}, nil
	}
	return k, wrap(err, "look up %s", url)
}

// GiveRegion makes region the one that the user gave for known bytes, and p, which
// was parsed with it, what they say. Bytes that are not known are ErrNotFound.
func (s *Store) GiveRegion(ctx context.Context, sha, region, mediaType, charset string, p corpus.Parsed) error {
	if err := checkParsed(p); err != nil {
		return wrap(err, "region of %s", sha)
	}
	err := s.write(ctx, func(t *txn) error {
		r := reparsed{parsed: p}
		r.doc.MediaType, r.doc.Charset = mediaType, charset
		row := t.row(`SELECT c.content, c.document, c.content = d.content, d.id
			FROM contents c JOIN documents d USING (document) WHERE c.sha256 = ?`, sha)
		if err := row.Scan(&r.content, &r.document, &r.current, &r.doc.ID); err != nil {
			return err
		}
		if err := t.exec(`UPDATE contents SET given_region = ? WHERE content = ?`, region, r.content); err != nil {
			return err
		}
		return t.replace(r)
	})
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return wrap(err, "region of %s", sha)
}
