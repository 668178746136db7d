package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"unicode/utf8"

	"duibiao/corpus"
)

// Attachment is a file that belongs to a document.
type Attachment struct {
	// Owner is the id of the document it belongs to.
	Owner string `json:"-"`
	Name  string `json:"name"`
	URL   string `json:"url"`
	// MediaType and SHA256 are "" while the file was not fetched.
	MediaType string `json:"media_type"`
	SHA256    string `json:"sha256"`
	// DocumentID is the document made of the file, "" when it cannot be read.
	DocumentID string `json:"document_id"`
}

// SetAttachments makes these names and addresses the files of a document. What is
// known of files that were fetched before stays.
func (s *Store) SetAttachments(ctx context.Context, id string, list []Attachment) error {
	err := s.write(ctx, func(t *txn) error {
		var document int64
		if err := t.get(&document, `SELECT document FROM documents WHERE id = ?`, id); err != nil {
			return err
		}
		if err := t.exec(`UPDATE attachments SET ord = -1 WHERE document = ?`, document); err != nil {
			return err
		}
		for i, a := range list {
			err := t.exec(`INSERT INTO attachments (document, url, ord, name, media_type, sha256, file)
				SELECT ?1, ?2, ?3, ?4, coalesce(max(x.media_type), ''), coalesce(max(x.sha256), ''), max(x.file) FROM
					(SELECT media_type, sha256, file FROM attachments WHERE url = ?2 AND sha256 <> '' LIMIT 1) x WHERE true
				ON CONFLICT (document, url) DO UPDATE SET ord = excluded.ord,
					name = CASE WHEN attachments.sha256 = '' THEN excluded.name ELSE attachments.name END`,
				document, a.URL, i, a.Name)
			if err != nil {
				return err
			}
		}
		return t.exec(`DELETE FROM attachments WHERE document = ? AND ord = -1`, document)
	})
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return wrap(err, "attachments of %s", id)
}

// AttachedFile is a file that was fetched.
type AttachedFile struct {
	URL, MediaType, SHA256 string
	// Name replaces the name Was that pages gave it.
	Was, Name string
	// Raw are its bytes. They are kept also when no document holds them.
	Raw []byte
	// DocumentID is the document made of it, "" for none.
	DocumentID string
}

// LinkFile records a fetched file with every document that names its address.
// Its bytes stand on the disk before the rows do.
func (s *Store) LinkFile(ctx context.Context, f AttachedFile) error {
	f.SHA256 = SHA256(f.Raw)
	if f.DocumentID == "" {
		if err := saveRaw(s.dir, []rawFile{{f.SHA256, f.Raw}}); err != nil {
			return wrap(err, "keep %s", f.URL)
		}
	}
	err := s.write(ctx, func(t *txn) error {
		if f.DocumentID == "" {
			if err := t.exec(`INSERT INTO kept (sha256, size) VALUES (?, ?) ON CONFLICT DO NOTHING`, f.SHA256, len(f.Raw)); err != nil {
				return err
			}
		}
		return t.exec(`UPDATE attachments SET media_type = ?1, sha256 = ?2, file = (SELECT document FROM documents WHERE id = ?3),
			name = CASE WHEN name = ?4 THEN ?5 ELSE name END WHERE url = ?6`,
			f.MediaType, f.SHA256, f.DocumentID, f.Was, f.Name, f.URL)
	})
	return wrap(err, "link %s", f.URL)
}

// Attachments lists the files of a document in the order of its page; of all
// documents, in the order of their ids, when id is "".
func (s *Store) Attachments(ctx context.Context, id string) ([]Attachment, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT d.id, a.name, a.url, a.media_type, a.sha256, coalesce(f.id, '')
		FROM attachments a JOIN documents d ON d.document = a.document LEFT JOIN documents f ON f.document = a.file
		WHERE ?1 = '' OR d.id = ?1 ORDER BY d.id, a.ord`, id)
	if err != nil {
		return nil, wrap(err, "attachments of %q", id)
	}
	var list []Attachment
	err = eachRow(rows, func() error {
		var a Attachment
		err := rows.Scan(&a.Owner, &a.Name, &a.URL, &a.MediaType, &a.SHA256, &a.DocumentID)
		list = append(list, a)
		return err
	})
	return list, wrap(err, "attachments of %q", id)
}

// DocumentAt is the document that a place shows, or showed last; "" when the
// place is not known.
func (s *Store) DocumentAt(ctx context.Context, url string) (string, error) {
	var id string
	err := s.r.QueryRowContext(ctx, `SELECT d.id FROM sources s JOIN documents d USING (document) WHERE s.url = ? AND s.moved = 0`, url).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return id, wrap(err, "document at %s", url)
}

// minTwin is how many characters two pages must share to be taken for the same
// document without the same bytes: short ones say too little.
const minTwin = 100

// Twin finds bytes that say exactly what a parse says, text and metadata: pages
// differ in visit counters, paths and dates of delivery without being another
// document. They are those the place shows already, or those of any place when
// the text is long enough. "" when there are none.
func (s *Store) Twin(ctx context.Context, url string, p corpus.Parsed) (string, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT c.content, c.sha256, EXISTS (
			SELECT 1 FROM sources s WHERE s.url = ?1 AND s.moved = 0 AND s.content = c.content)
		FROM documents d JOIN contents c USING (document) JOIN texts t ON t.content = c.content
		WHERE d.title_key = ?2 AND t.text = ?3 ORDER BY 3 DESC, c.content`, url, titleKey(p.Meta.Title), p.Text)
	if err != nil {
		return "", wrap(err, "twin of %s", url)
	}
	type candidate struct {
		content int64
		sha     string
		here    bool
	}
	var list []candidate
	err = eachRow(rows, func() error {
		var c candidate
		err := rows.Scan(&c.content, &c.sha, &c.here)
		list = append(list, c)
		return err
	})
	if err != nil {
		return "", wrap(err, "twin of %s", url)
	}
	long := utf8.RuneCountInString(p.Text) >= minTwin
	for _, c := range list {
		was, err := storedParsed(ctx, s.r, c.content)
		if err != nil {
			return "", wrap(err, "twin of %s", url)
		}
		same, err := sameParsed(p, was)
		if err != nil {
			return "", fmt.Errorf("store: twin of %s: %w", url, err)
		}
		if same && (long || c.here) {
			return c.sha, nil
		}
	}
	return "", nil
}
