package store

import (
	"context"
	"database/sql"
	"strings"

	"duibiao/corpus"
)

// itemColumns are the columns of an item behind content and ord, in the order of
// itemFields.
const itemColumns = `region, year, code, number, name, level, tier_name, parent, note, parent_ord, tab, tab_row, page, sheet, start, "end", start_byte, end_byte`

func itemFields(it *corpus.CatalogueItem) []any {
	return []any{
		&it.Region, &it.Year, &it.Code, &it.Number, &it.Name, &it.Level, &it.TierName, &it.Parent, &it.Note, &it.ParentOrd,
		&it.Table, &it.Row, &it.Page, &it.Sheet, &it.Start, &it.End, &it.StartByte, &it.EndByte,
	}
}

// Items reads the catalogue items of a document's current version in document
// order; of all documents, in the order of their ids, when id is "".
func (s *Store) Items(ctx context.Context, id string) ([]corpus.CatalogueItem, error) {
	if id != "" {
		if _, err := s.record(ctx, id); err != nil {
			return nil, err
		}
	}
	rows, err := s.r.QueryContext(ctx, `SELECT d.id, i.ord + 1, `+qualified("i", itemColumns)+`
		FROM documents d JOIN items i USING (content) WHERE ?1 = '' OR d.id = ?1 ORDER BY d.id, i.ord`, id)
	if err != nil {
		return nil, wrap(err, "items of %q", id)
	}
	list, err := scanItems(rows, true)
	return list, wrap(err, "items of %q", id)
}

// qualified puts a table's name before every column.
func qualified(table, columns string) string {
	return table + "." + strings.ReplaceAll(columns, ", ", ", "+table+".")
}

// itemsOf reads the items of a content, without the document's id.
func itemsOf(ctx context.Context, q querier, content int64) ([]corpus.CatalogueItem, error) {
	rows, err := q.QueryContext(ctx, `SELECT ord + 1, `+itemColumns+` FROM items WHERE content = ? ORDER BY ord`, content)
	if err != nil {
		return nil, err
	}
	return scanItems(rows, false)
}

func scanItems(rows *sql.Rows, named bool) ([]corpus.CatalogueItem, error) {
	var list []corpus.CatalogueItem
	err := eachRow(rows, func() error {
		var it corpus.CatalogueItem
		to := append([]any{&it.Ord}, itemFields(&it)...)
		if named {
			to = append([]any{&it.DocumentID}, to...)
		}
		err := rows.Scan(to...)
		list = append(list, it)
		return err
	})
	return list, err
}

// insertItems writes items; their Ord is their place in the list.
func (t *txn) insertItems(content int64, items []corpus.CatalogueItem) error {
	query := `INSERT INTO items (content, ord, ` + itemColumns + `) VALUES (?, ?` + strings.Repeat(", ?", 1+strings.Count(itemColumns, ",")) + `)`
	for i := range items {
		if err := t.exec(query, append([]any{content, i}, itemFields(&items[i])...)...); err != nil {
			return err
		}
	}
	return nil
}

// AttachedTo lists the documents whose attachment a document is, by id.
func (s *Store) AttachedTo(ctx context.Context, id string) ([]string, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT DISTINCT o.id FROM documents d JOIN attachments a ON a.file = d.document
		JOIN documents o ON o.document = a.document WHERE d.id = ? AND o.id <> d.id ORDER BY o.id`, id)
	return stringsOf(rows, err, "documents with the attachment %s", id)
}
