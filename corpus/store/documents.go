package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"

	"duibiao/corpus"
)

// Filter chooses documents; its zero value chooses all.
type Filter struct {
	// Region keeps documents of a place and what lies in it (corpus.Within).
	Region string
	Kind   corpus.Kind
	// Status keeps documents that have the status on the day AsOf; a zero AsOf
	// is today.
	Status corpus.Status
	AsOf   corpus.Date
	// From and To bound the date of issue, or of publication or effect where that
	// is not known, both included; undated documents are left out when either is
	// set.
	From, To corpus.Date
	// Title keeps titles that contain it.
	Title string
}

// metaColumns are what metaScan reads.
const metaColumns = `c.title, c.doc_number, c.issuers, c.region, c.region_name, c.kind, c.issued, c.published, c.amended,
	c.effective, c.effective_text, c.expires, c.stated, c.repeals`

// metaScan reads the metadata of a content: scan into fields, then call finish.
type metaScan struct{ issuers, repeals string }

func (x *metaScan) fields(m *corpus.Metadata) []any {
	return []any{
		&m.Title, &m.DocNumber, &x.issuers, &m.Region, &m.RegionName, &m.Kind,
		isoDate{&m.Issued},
		isoDate{&m.Published},
		isoDate{&m.Amended},
		isoDate{&m.Effective},
		&m.EffectiveText,
		isoDate{&m.Expires},
		&m.Stated, &x.repeals,
	}
}

func (x *metaScan) finish(m *corpus.Metadata) error {
	if err := json.Unmarshal([]byte(x.issuers), &m.Issuers); err != nil {
		return fmt.Errorf("%w: issuers of %s: %w", ErrDamaged, m.Title, err)
	}
	if x.repeals == "[]" {
		return nil
	}
	if err := json.Unmarshal([]byte(x.repeals), &m.Repeals); err != nil {
		return fmt.Errorf("%w: repeals of %s: %w", ErrDamaged, m.Title, err)
	}
	return nil
}

// documentColumns are what scanRecord reads: the current version, and its
// newest place (one that shows it now before any other).
const documentColumns = `d.document, d.content, d.id, d.version, d.derived_status, d.status_by, d.status_from,
	c.sha256, c.media_type, c.charset, c.clauses, c.items,
	coalesce(s.url, ''), coalesce(s.status, ''), coalesce(s.last_seen, ''), ` + metaColumns

const documentTables = ` FROM documents d JOIN contents c USING (content)
	LEFT JOIN sources s ON s.source = (SELECT x.source FROM sources x WHERE x.document = d.document
		ORDER BY x.content = d.content DESC, x.moved = 0 DESC, x.status = 'live' DESC, x.last_seen DESC, x.url LIMIT 1)`

// documentDate is the day a document is filed under; index.Doc.Date is the same.
const documentDate = `coalesce(nullif(c.issued, ''), nullif(c.published, ''), nullif(c.effective, ''), c.amended)`

const selectDocuments = `SELECT ` + documentColumns + documentTables

// record is a document as stored, before its status is merged.
type record struct {
	doc          corpus.Document
	key, content int64
	derived      Derived
}

type scanner interface{ Scan(...any) error }

func scanRecord(row scanner) (record, error) {
	var (
		r    record
		d    = &r.doc
		meta metaScan
		seen string
	)
	err := row.Scan(append([]any{
		&r.key, &r.content, &d.ID, &d.Version, &r.derived.Status, &r.derived.By,
		isoDate{&r.derived.From},
		&d.SHA256, &d.MediaType, &d.Charset, &d.Clauses, &d.Items,
		&d.SourceURL, &d.SourceStatus, &seen,
	}, meta.fields(&d.Metadata)...)...)
	if err != nil {
		return r, err
	}
	d.LastSeen = parseTime(seen)
	return r, meta.finish(&d.Metadata)
}

// on is the document as read on a day: Stated includes what is proved by then.
func (r record) on(day corpus.Date) corpus.Document {
	d := r.doc
	d.Stated = mergeStated(d.Stated, r.derived, day)
	return d
}

func (s *Store) today() corpus.Date { return corpus.DateOf(s.now()) }

// record reads a document by its id.
func (s *Store) record(ctx context.Context, id string) (record, error) {
	r, err := scanRecord(s.r.QueryRowContext(ctx, selectDocuments+` WHERE d.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return r, wrap(err, "document %s", id)
}

// Document reads a document by its full id; ErrNotFound if there is none.
// Its Stated status is the source's word merged with what other documents prove
// as of today (see Derived); pass it to corpus.StatusAsOf.
func (s *Store) Document(ctx context.Context, id string) (corpus.Document, error) {
	r, err := s.record(ctx, id)
	return r.on(s.today()), err
}

// Derived reads what other documents prove of a document's status, and which.
func (s *Store) Derived(ctx context.Context, id string) (Derived, error) {
	r, err := s.record(ctx, id)
	return r.derived, err
}

// Documents lists the documents a filter keeps, newest first by that date,
// then by id; undated ones last. It reads as the caller ranges.
func (s *Store) Documents(ctx context.Context, f Filter) iter.Seq2[corpus.Document, error] {
	return func(yield func(corpus.Document, error) bool) {
		query, args := f.query()
		rows, err := s.r.QueryContext(ctx, query, args...)
		if err != nil {
			yield(corpus.Document{}, wrap(err, "list documents"))
			return
		}
		stop := errors.New("stop")
		today := s.today()
		err = eachRow(rows, func() error {
			r, err := scanRecord(rows)
			if err != nil {
				return err
			}
			if d := r.on(today); f.keeps(r, today) && !yield(d, nil) {
				return stop
			}
			return nil
		})
		if err != nil && !errors.Is(err, stop) {
			yield(corpus.Document{}, wrap(err, "list documents"))
		}
	}
}

// query is the part of the filter that SQL does.
func (f Filter) query() (string, []any) {
	var (
		where []string
		args  []any
	)
	add := func(cond string, arg any) {
		where, args = append(where, cond), append(args, arg)
	}
	if f.Kind != "" {
		add(`c.kind = ?`, string(f.Kind))
	}
	if f.Title != "" {
		add(`instr(c.title, ?) > 0`, f.Title)
	}
	if !f.From.IsZero() {
		add(documentDate+` >= ?`, f.From.String())
	}
	if !f.To.IsZero() {
		add(documentDate+` <> '' AND `+documentDate+` <= ? || '~'`, f.To.String()) // 2015 includes 2015-12-31
	}
	query := selectDocuments
	if len(where) > 0 {
		query += ` WHERE ` + strings.Join(where, ` AND `)
	}
	return query + ` ORDER BY ` + documentDate + ` DESC, d.id`, args
}

// keeps is the rest of the filter.
func (f Filter) keeps(r record, today corpus.Date) bool {
	if f.Region != "" && !corpus.Within(r.doc.Region, f.Region) {
		return false
	}
	if f.Status == "" {
		return true
	}
	day := f.AsOf
	if day.IsZero() {
		day = today
	}
	d := r.on(day)
	return corpus.StatusAsOf(d.Stated, d.Effective, d.Expires, day) == f.Status
}
