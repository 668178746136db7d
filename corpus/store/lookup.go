package store

import (
	"context"
	"database/sql"
	"errors"
)

// Known is what the store knows of a file before it is parsed.
type Known struct {
	// DocumentID is the document these bytes belong to, "" when the bytes are
	// new and must be parsed.
	DocumentID string
	// Unchanged says that the place showed just these bytes when last seen, so
	// nothing but the time of the visit would be stored.
	Unchanged bool
}

// Lookup tells whether a file is known, by its place and the SHA-256 of its
// bytes. It takes microseconds: ask it before parsing. Known bytes may go to Put
// without Raw and Parsed; Put still refreshes the source.
func (s *Store) Lookup(ctx context.Context, url, sha string) (Known, error) {
	var k Known
	err := s.r.QueryRowContext(ctx, `SELECT d.id, EXISTS (
			SELECT 1 FROM sources s WHERE s.url = ?1 AND s.moved = 0 AND s.content = c.content AND s.status = 'live')
		FROM contents c JOIN documents d USING (document) WHERE c.sha256 = ?2`, url, sha).Scan(&k.DocumentID, &k.Unchanged)
	if errors.Is(err, sql.ErrNoRows) {
		return Known{}, nil
	}
	return k, wrap(err, "look up %s", url)
}
