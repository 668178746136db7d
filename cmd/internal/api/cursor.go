package api

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
)

// maxCursor bounds a cursor as it stands in an address.
const maxCursor = 512

// cursor is where a list goes on. It is opaque to clients and trusted in nothing:
// whatever they send in its place is checked against the question that is asked.
type cursor struct {
	// Question is the digest of the question the list answers, State of what it
	// was answered from.
	Question string `json:"q"`
	State    string `json:"s"`
	// Offset counts the records that were given.
	Offset int `json:"o"`
}

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		return "" // strings and a number always marshal
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// resume reads the cursor of a question; the zero cursor stands for the beginning.
func resume(s, question string, most int) (cursor, error) {
	if s == "" {
		return cursor{}, nil
	}
	bad := &problem{Kind: kindCursor, Parameter: "cursor"}
	if len(s) > maxCursor {
		return cursor{}, bad
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil {
		return cursor{}, bad
	}
	var c cursor
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil || c.String() != s || c.Question != question || c.Offset <= 0 || c.Offset > most {
		return cursor{}, bad
	}
	return c, nil
}

// holds refuses to go on in data that have changed since: records would be left out
// or given twice, and nobody would notice.
func (c cursor) holds(state string) error {
	if c.Offset > 0 && c.State != state {
		return &problem{Kind: kindStale, Parameter: "cursor"}
	}
	return nil
}
