package api

import (
	"bytes"
	"encoding/json"
	"fmt"

	"duibiao/cmd/internal/output"
	"duibiao/corpus"
)

// answer is what a route gives: an envelope for JSON, its records for the formats
// that have one on a line.
type answer interface {
	// records are the records of this part of the list.
	records() []any
	// next is the cursor of the part that follows, "" for none.
	next() string
}

// About is what every answer says of itself.
type About struct {
	// AsOf is the day that statuses and comparisons are told for.
	AsOf corpus.Date `json:"as_of" jsonschema:"the day that the answer is told for"`
	// Change counts the changes of the data directory when the answer was made.
	Change int64 `json:"change" jsonschema:"the number of the store's last change when this was answered"`
	// Notes are what a reader must know.
	Notes []string `json:"notes" jsonschema:"what a reader must know to read the answer right"`
}

// List is part of a list of records.
type List[T any] struct {
	Data       []T     `json:"data" jsonschema:"the records, with the keys of the command line's --json"`
	NextCursor *string `json:"next_cursor" jsonschema:"the parameter cursor of the part that follows; null at the end"`
	About
}

func (l List[T]) records() []any {
	out := make([]any, len(l.Data))
	for i, r := range l.Data {
		out[i] = r
	}
	return out
}

func (l List[T]) next() string {
	if l.NextCursor == nil {
		return ""
	}
	return *l.NextCursor
}

// One is one record.
type One[T any] struct {
	Data T `json:"data"`
	About
}

func (o One[T]) records() []any { return []any{o.Data} }

func (o One[T]) next() string { return "" }

// file is an answer that is no JSON.
type file struct {
	// name is what it is saved as, "" for what a browser shows.
	name string
	body []byte
}

// encode writes an answer in a format.
func encode(a answer, f format, columns []string) ([]byte, error) {
	var b bytes.Buffer
	switch f {
	case formatLines:
		if err := output.JSONLines(&b, a.records()); err != nil {
			return nil, err
		}
	case formatCSV:
		if err := sheet(a.records(), columns, &b); err != nil {
			return nil, err
		}
	default:
		if err := json.NewEncoder(&b).Encode(a); err != nil { // escapes < > and &
			return nil, fmt.Errorf("write JSON: %w", err)
		}
	}
	return b.Bytes(), nil
}

// sheet writes records as CSV, a column a key. A text is itself, null is nothing,
// and what is a list or an object is its JSON.
func sheet(records []any, columns []string, b *bytes.Buffer) error {
	s := output.Sheet{}
	for _, key := range columns {
		s.Columns = append(s.Columns, output.Column{Key: key, Title: key})
	}
	for _, r := range records {
		raw, err := json.Marshal(r)
		if err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
		var values map[string]json.RawMessage
		if err := json.Unmarshal(raw, &values); err != nil {
			return fmt.Errorf("write CSV: %w", err)
		}
		cells := make([]string, len(columns))
		for i, key := range columns {
			cells[i] = cell(values[key])
		}
		s.Add(r, cells...)
	}
	return s.Write(b, output.CSV, output.Terminal{})
}

func cell(raw json.RawMessage) string {
	var s string
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return ""
	case json.Unmarshal(raw, &s) == nil:
		return s
	}
	return string(raw)
}
