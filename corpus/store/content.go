package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// checkParsed refuses what could not be read back: text that is not UTF-8,
// offsets outside the text or inside a character, unknown parents.
func checkParsed(p corpus.Parsed) error {
	if !utf8.ValidString(p.Text) {
		return errors.New("text is not valid UTF-8")
	}
	seen := make(map[string]bool, len(p.Clauses))
	for _, c := range p.Clauses {
		if err := checkSpan(corpus.Span{Start: c.Start, End: c.End, StartByte: c.StartByte, EndByte: c.EndByte}, p.Text); err != nil {
			return fmt.Errorf("clause %q: %w", c.ID, err)
		}
		if c.Parent != "" && !seen[c.Parent] {
			return fmt.Errorf("clause %q: parent %q does not come before it", c.ID, c.Parent)
		}
		if seen[c.ID] {
			return fmt.Errorf("clause %q: id is not unique", c.ID)
		}
		seen[c.ID] = true
	}
	return checkFigures(p)
}

// checkFigures checks that items and figures stand in the text where they say,
// and that figures quote it verbatim.
func checkFigures(p corpus.Parsed) error {
	for _, it := range p.Items {
		if err := checkSpan(corpus.Span{Start: it.Start, End: it.End, StartByte: it.StartByte, EndByte: it.EndByte}, p.Text); err != nil {
			return fmt.Errorf("item %q: %w", it.Name, err)
		}
	}
	spans := make([]corpus.Span, 0, len(p.Counts)+len(p.Amounts))
	for _, c := range p.Counts {
		spans = append(spans, c.Span)
	}
	for _, a := range p.Amounts {
		spans = append(spans, a.Span)
	}
	for _, c := range p.Codings {
		for _, e := range c.Evidence {
			spans = append(spans, corpus.Span{Quote: e.Quote, Start: e.Start, End: e.End, StartByte: e.StartByte, EndByte: e.EndByte})
		}
	}
	for _, s := range spans {
		if err := checkSpan(s, p.Text); err != nil {
			return fmt.Errorf("figure %q: %w", s.Quote, err)
		}
		if p.Text[s.StartByte:s.EndByte] != s.Quote {
			return fmt.Errorf("figure %q is not what the text says there", s.Quote)
		}
	}
	return nil
}

// checkSpan checks offsets against the text.
func checkSpan(c corpus.Span, text string) error {
	switch {
	case c.StartByte < 0 || c.EndByte < c.StartByte || c.EndByte > len(text):
		return fmt.Errorf("bytes %d to %d of %d", c.StartByte, c.EndByte, len(text))
	case !atRune(text, c.StartByte) || !atRune(text, c.EndByte):
		return fmt.Errorf("bytes %d to %d cut a character", c.StartByte, c.EndByte)
	case utf8.RuneCountInString(text[c.StartByte:c.EndByte]) != c.End-c.Start:
		return fmt.Errorf("characters %d to %d are not bytes %d to %d", c.Start, c.End, c.StartByte, c.EndByte)
	}
	return nil
}

func atRune(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }

// newContent stores what the entry's bytes say.
func (t *txn) newContent(document int64, e *Ingest) (int64, error) {
	var content int64
	err := t.get(&content, `INSERT INTO contents (document, sha256, size, given_url, given_region, media_type, charset,
			title, doc_number, issuers, region, region_name, kind, issued, published, amended, effective,
			effective_text, expires, stated, repeals, clauses, items)
		VALUES (?, ?, ?, ?, ?, '', '', '', '', '[]', '', '', '', '', '', '', '', '', '', '', '[]', 0, 0) RETURNING content`,
		document, e.SHA256, len(e.Raw), e.Source.URL, e.Region)
	if err != nil {
		return 0, err
	}
	return content, t.fillContent(content, e.MediaType, e.Charset, e.Parsed)
}

// fillContent writes everything of a content that is derived from its bytes.
func (t *txn) fillContent(content int64, mediaType, charset string, p corpus.Parsed) error {
	m := p.Meta
	issuers, err := jsonList(m.Issuers)
	if err != nil {
		return err
	}
	repeals, err := jsonList(m.Repeals)
	if err != nil {
		return err
	}
	err = t.exec(`UPDATE contents SET media_type = ?, charset = ?, title = ?, doc_number = ?, issuers = ?, region = ?,
			region_name = ?, kind = ?, issued = ?, published = ?, amended = ?, effective = ?, effective_text = ?,
			expires = ?, stated = ?, repeals = ?, clauses = ?, items = ?, reader = ? WHERE content = ?`,
		mediaType, charset, m.Title, m.DocNumber, issuers, m.Region,
		m.RegionName, string(m.Kind), m.Issued.String(), m.Published.String(), m.Amended.String(), m.Effective.String(), m.EffectiveText,
		m.Expires.String(), string(m.Stated), repeals, len(p.Clauses), len(p.Items), corpus.ReaderGeneration, content)
	if err != nil {
		return err
	}
	if err := t.exec(`INSERT INTO texts (content, text) VALUES (?, ?)`, content, p.Text); err != nil {
		return err
	}
	if err := t.insertClauses(content, p.Clauses); err != nil {
		return err
	}
	if err := t.insertItems(content, p.Items); err != nil {
		return err
	}
	if err := t.insertFigures(content, p); err != nil {
		return err
	}
	return t.insertCodings(content, p.Codings)
}

// clauseRows is how many clauses one statement inserts: most of the time of a
// single row goes into calling SQLite, not into its work.
const clauseRows = 16

const clauseRow = `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

// insertClause is the statement for n clauses.
func insertClause(n int) string {
	return `INSERT INTO clauses (content, ord, id, level, role, number, heading, parent, start, "end", start_byte, end_byte)
		VALUES ` + clauseRow + strings.Repeat(`, `+clauseRow, n-1)
}

func (t *txn) insertClauses(content int64, clauses []corpus.Clause) error {
	at := make(map[string]int, len(clauses))
	many, one := insertClause(clauseRows), insertClause(1)
	args := make([]any, 0, 12*clauseRows)
	for i, c := range clauses {
		parent, ok := at[c.Parent]
		if !ok {
			parent = -1
		}
		at[c.ID] = i
		args = append(args, content, i, c.ID, string(c.Level), string(c.Role), c.Number, c.Heading, parent,
			c.Start, c.End, c.StartByte, c.EndByte)
		if len(args) == cap(args) {
			if err := t.exec(many, args...); err != nil {
				return err
			}
			args = args[:0]
		}
	}
	for ; len(args) > 0; args = args[12:] {
		if err := t.exec(one, args[:12]...); err != nil {
			return err
		}
	}
	return nil
}

// jsonList is the JSON array of a list, [] for none.
func jsonList[T any](list []T) (string, error) {
	if len(list) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal(list)
	return string(b), err
}
