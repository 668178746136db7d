package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"duibiao/corpus"
)

// ParseFunc makes of raw bytes what Ingest.Parsed held. d carries what is known
// without parsing: ID, SHA256, MediaType, Charset, SourceURL, and in Region the
// code the user gave. src is the place the bytes were first seen at. It must be
// a function of its arguments alone.
type ParseFunc func(raw []byte, d corpus.Document, src string) (corpus.Parsed, error)

// Reparsed counts what Reparse did.
type Reparsed struct {
	// Contents were read; Changed of them say something else now.
	Contents int `json:"contents"`
	Changed  int `json:"changed"`
	// Failed names the contents that keep what they had, and why.
	Failed []Problem `json:"failed"`
}

// reparseBatch is how many contents are written in one transaction.
const reparseBatch = 64

// Reparse rebuilds everything that is derived from raw bytes, of old versions
// too. What comes out as it was is not written, so running it again changes
// nothing. It can be stopped at any moment and run again.
func (s *Store) Reparse(ctx context.Context, parse ParseFunc) (Reparsed, error) {
	var total Reparsed
	contents, err := s.givens(ctx)
	if err != nil {
		return total, err
	}
	for batch := range slices.Chunk(contents, reparseBatch) {
		var fresh []reparsed
		var same []int64
		for _, g := range batch {
			if err := ctx.Err(); err != nil {
				return total, wrap(err, "reparse")
			}
			p, changed, err := s.reparseOne(ctx, g, parse)
			total.Contents++
			switch {
			case err != nil:
				total.Failed = append(total.Failed, Problem{Object: "document " + g.doc.ID, What: err.Error()})
			case changed:
				fresh = append(fresh, reparsed{g, p})
			case g.reader != corpus.ReaderGeneration:
				same = append(same, g.content)
			}
		}
		total.Changed += len(fresh)
		if len(fresh)+len(same) == 0 {
			continue
		}
		if err := s.write(ctx, func(t *txn) error { return t.replaceAll(fresh, same) }); err != nil {
			return total, wrap(err, "reparse")
		}
	}
	return total, nil
}

// given is a content with what is known of it without parsing.
type given struct {
	content, document int64
	current           bool
	reader            int
	doc               corpus.Document
}

type reparsed struct {
	given
	parsed corpus.Parsed
}

func (s *Store) givens(ctx context.Context) ([]given, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT c.content, c.document, c.content = d.content, d.id, c.sha256, c.media_type,
			c.charset, c.given_url, c.given_region, c.reader
		FROM contents c JOIN documents d USING (document) ORDER BY c.content`)
	if err != nil {
		return nil, wrap(err, "reparse")
	}
	var list []given
	err = eachRow(rows, func() error {
		var g given
		err := rows.Scan(&g.content, &g.document, &g.current, &g.doc.ID, &g.doc.SHA256, &g.doc.MediaType,
			&g.doc.Charset, &g.doc.SourceURL, &g.doc.Region, &g.reader)
		list = append(list, g)
		return err
	})
	return list, wrap(err, "reparse")
}

// reparseOne parses a content again and says whether it comes out differently.
func (s *Store) reparseOne(ctx context.Context, g given, parse ParseFunc) (corpus.Parsed, bool, error) {
	raw, err := s.Raw(g.doc.SHA256)
	if err != nil {
		return corpus.Parsed{}, false, err
	}
	p, err := parse(raw, g.doc, g.doc.SourceURL)
	if err == nil {
		err = checkParsed(p)
	}
	if err != nil {
		return p, false, err
	}
	was, err := storedParsed(ctx, s.r, g.content)
	if err != nil {
		return p, false, err
	}
	same, err := sameParsed(p, was)
	return p, !same, err
}

// storedParsed reads a content back as it was put.
func storedParsed(ctx context.Context, q querier, content int64) (corpus.Parsed, error) {
	var (
		p    corpus.Parsed
		meta metaScan
	)
	row := q.QueryRowContext(ctx, `SELECT `+metaColumns+` FROM contents c WHERE c.content = ?`, content)
	if err := row.Scan(meta.fields(&p.Meta)...); err != nil {
		return p, err
	}
	if err := meta.finish(&p.Meta); err != nil {
		return p, err
	}
	var err error
	if p.Text, err = textOf(ctx, q, content); err != nil {
		return p, err
	}
	if p.Clauses, err = clausesOf(ctx, q, content, 0); err != nil {
		return p, err
	}
	if p.Items, err = itemsOf(ctx, q, content); err != nil {
		return p, err
	}
	f, err := figuresOf(ctx, q, content, p.Text)
	if err != nil {
		return p, err
	}
	p.Counts, p.Amounts = f.Counts, f.Amounts
	p.Codings, err = codingsOf(ctx, q, content, p.Text)
	return p, err
}

// sameParsed compares what is stored of two parses: paths and document ids are
// not, and no list is an empty list.
func sameParsed(a, b corpus.Parsed) (bool, error) {
	if a.Text != b.Text || !slices.EqualFunc(a.Clauses, b.Clauses, sameClause) || !slices.EqualFunc(a.Items, b.Items, sameItem) ||
		!slices.Equal(a.Counts, b.Counts) || !slices.Equal(a.Amounts, b.Amounts) || !slices.EqualFunc(a.Codings, b.Codings, sameCoding) {
		return false, nil
	}
	x, err := metaKey(a.Meta)
	if err != nil {
		return false, err
	}
	y, err := metaKey(b.Meta)
	return x == y, err
}

func sameClause(a, b corpus.Clause) bool {
	a.Path, b.Path = "", ""
	return a == b
}

func sameItem(a, b corpus.CatalogueItem) bool {
	a.DocumentID, b.DocumentID = "", ""
	return a == b
}

func sameCoding(a, b corpus.Coding) bool {
	return a.Indicator == b.Indicator && a.Value == b.Value && a.Unit == b.Unit && a.Note == b.Note && a.Rule == b.Rule &&
		a.Confidence == b.Confidence && slices.Equal(a.Evidence, b.Evidence)
}

func metaKey(m corpus.Metadata) (string, error) {
	if len(m.Issuers) == 0 {
		m.Issuers = nil
	}
	b, err := json.Marshal(m)
	return string(b), err
}

// replaceAll writes what is new, and for contents that came out the same that
// this generation of the reader has seen them.
func (t *txn) replaceAll(list []reparsed, same []int64) error {
	for _, content := range same {
		if err := t.exec(`UPDATE contents SET reader = ? WHERE content = ?`, corpus.ReaderGeneration, content); err != nil {
			return err
		}
	}
	for _, r := range list {
		if err := t.replace(r); err != nil {
			return fmt.Errorf("%s: %w", r.doc.ID, err)
		}
	}
	return nil
}

// replace writes the new derived rows of a content in place of the old ones.
func (t *txn) replace(r reparsed) error {
	for _, query := range []string{
		`DELETE FROM clauses WHERE content = ?`, `DELETE FROM items WHERE content = ?`, `DELETE FROM texts WHERE content = ?`,
		`DELETE FROM counts WHERE content = ?`, `DELETE FROM amounts WHERE content = ?`,
		`DELETE FROM evidence WHERE content = ?`, `DELETE FROM codings WHERE content = ?`,
	} {
		if err := t.exec(query, r.content); err != nil {
			return err
		}
	}
	if err := t.fillContent(r.content, r.doc.MediaType, r.doc.Charset, r.parsed); err != nil {
		return err
	}
	if !r.current {
		return nil
	}
	if err := t.changed(r.document); err != nil {
		return err
	}
	return t.describe(r.document)
}
