package store

import (
	"context"
	"database/sql"
)

// UnreadFile is a file of a document whose bytes are kept and of which no
// document was made.
type UnreadFile struct {
	URL, Name, SHA256 string
	// Region is what the user gave for the document that names the file.
	Region string
}

// Unread lists them in the order of their addresses, each once.
func (s *Store) Unread(ctx context.Context) ([]UnreadFile, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT a.url, min(a.name), a.sha256, max(c.given_region)
		FROM attachments a JOIN documents d USING (document) JOIN contents c USING (content)
		WHERE a.sha256 <> '' AND a.file IS NULL GROUP BY a.url, a.sha256 ORDER BY a.url, a.sha256`)
	if err != nil {
		return nil, wrap(err, "files that are not read")
	}
	var list []UnreadFile
	err = eachRow(rows, func() error {
		var f UnreadFile
		err := rows.Scan(&f.URL, &f.Name, &f.SHA256, &f.Region)
		list = append(list, f)
		return err
	})
	return list, wrap(err, "files that are not read")
}

// Owners lists the ids of the documents that name an address as one of their
// files, in order.
func (s *Store) Owners(ctx context.Context, url string) ([]string, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT d.id FROM attachments a JOIN documents d USING (document) WHERE a.url = ? ORDER BY d.id`, url)
	return stringsOf(rows, err, "documents that name %s", url)
}

// Members lists the files whose addresses begin with prefix, each once, by name
// and address, in the order in which one of their documents names them.
func (s *Store) Members(ctx context.Context, prefix string) ([]Attachment, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT min(name), url FROM attachments WHERE url >= ?1 AND url < ?1 || char(0x10FFFF)
		GROUP BY url ORDER BY min(ord), url`, prefix)
	if err != nil {
		return nil, wrap(err, "files under %s", prefix)
	}
	var list []Attachment
	err = eachRow(rows, func() error {
		var a Attachment
		err := rows.Scan(&a.Name, &a.URL)
		list = append(list, a)
		return err
	})
	return list, wrap(err, "files under %s", prefix)
}

// SourcesUnder lists the addresses that begin with prefix and show documents, in
// order.
func (s *Store) SourcesUnder(ctx context.Context, prefix string) ([]string, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT DISTINCT url FROM sources
		WHERE url >= ?1 AND url < ?1 || char(0x10FFFF) AND moved = 0 ORDER BY url`, prefix)
	return stringsOf(rows, err, "sources under %s", prefix)
}

// stringsOf reads rows of one text each.
func stringsOf(rows *sql.Rows, err error, what string, args ...any) ([]string, error) {
	if err != nil {
		return nil, wrap(err, what, args...)
	}
	var list []string
	err = eachRow(rows, func() error {
		var one string
		err := rows.Scan(&one)
		list = append(list, one)
		return err
	})
	return list, wrap(err, what, args...)
}
