package store

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"

	"duibiao/corpus"
)

// Problem is something that is not as it should be.
type Problem struct {
	// Object is what is wrong: "database", "document ID", "raw SHA".
	Object string `json:"object"`
	// What says how.
	What string `json:"what"`
	// Harmless problems lose nothing; the next import clears some of them up.
	Harmless bool `json:"harmless"`
}

func (p Problem) String() string { return p.Object + ": " + p.What }

// Check looks for damage: the database's own integrity, foreign keys, counts,
// raw files that are missing or have the wrong size, raw files nobody names.
// deep also reads everything: it hashes every raw file and checks every clause
// offset against its text. No problems is an empty list.
func (s *Store) Check(ctx context.Context, deep bool) []Problem {
	c := &checker{s: s, ctx: ctx, deep: deep}
	for _, part := range []struct {
		name string
		do   func() error
	}{
		{"database", c.database},
		{"documents", c.counts},
		{"raw files", c.rawFiles},
		{"raw files", c.orphans},
		{"clauses", c.offsets},
	} {
		if err := part.do(); err != nil {
			c.found(part.name, err.Error(), false)
		}
	}
	return c.problems
}

// checker carries one run of Check.
type checker struct {
	s        *Store
	ctx      context.Context //nolint:containedctx // lives as long as the call
	deep     bool
	problems []Problem
	known    map[string]bool // digests the database names
}

func (c *checker) found(object, what string, harmless bool) {
	c.problems = append(c.problems, Problem{object, what, harmless})
}

// rows runs a query whose rows are problems: object and what.
func (c *checker) rows(query string) error {
	rows, err := c.s.r.QueryContext(c.ctx, query)
	if err != nil {
		return err
	}
	return eachRow(rows, func() error {
		var object, what string
		err := rows.Scan(&object, &what)
		c.found(object, what, false)
		return err
	})
}

func (c *checker) database() error {
	pragma := "quick_check"
	if c.deep {
		pragma = "integrity_check"
	}
	err := c.rows(`SELECT 'database', ` + pragma + ` FROM pragma_` + pragma + ` WHERE ` + pragma + ` <> 'ok'`)
	if err != nil {
		return err
	}
	return c.rows(`SELECT 'database', 'row ' || coalesce(rowid, '?') || ' of ' || "table" || ' names a missing row of ' || parent
		FROM pragma_foreign_key_check`)
}

// counts checks what the foreign keys cannot say.
func (c *checker) counts() error {
	for _, query := range []string{
		`SELECT 'document ' || d.id, 'has ' || count(v.number) || ' versions, not ' || d.version
			FROM documents d LEFT JOIN versions v USING (document) GROUP BY d.document
			HAVING count(v.number) <> d.version OR max(v.number) <> d.version`,
		`SELECT 'document ' || d.id, 'its current content is not that of its newest version'
			FROM documents d JOIN versions v ON v.document = d.document AND v.number = d.version WHERE v.content <> d.content`,
		`SELECT 'content ' || c.sha256, 'has no text' FROM contents c LEFT JOIN texts t USING (content) WHERE t.content IS NULL`,
		`SELECT 'content ' || c.sha256, 'should have ' || c.clauses || ' clauses'
			FROM contents c WHERE c.clauses <> (SELECT count(*) FROM clauses k WHERE k.content = c.content)`,
		`SELECT 'content ' || c.sha256, 'should have ' || c.items || ' items'
			FROM contents c WHERE c.items <> (SELECT count(*) FROM items i WHERE i.content = c.content)`,
		`SELECT 'document ' || id, 'has no source' FROM documents WHERE document NOT IN (SELECT document FROM sources)`,
	} {
		if err := c.rows(query); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) rawFiles() error {
	c.known = map[string]bool{}
	rows, err := c.s.r.QueryContext(c.ctx, `SELECT sha256, size FROM contents UNION SELECT sha256, size FROM kept ORDER BY sha256`)
	if err != nil {
		return err
	}
	return eachRow(rows, func() error {
		var (
			sha  string
			size int64
		)
		if err := rows.Scan(&sha, &size); err != nil {
			return err
		}
		c.known[sha] = true
		if !isSHA256(sha) {
			c.found("raw "+sha, "is not a SHA-256", false)
			return nil
		}
		if what := checkRaw(c.s.dir, sha, size, c.deep); what != "" {
			c.found("raw "+sha, what, false)
		}
		return c.ctx.Err()
	})
}

// orphans finds raw files that no row names: a killed import leaves some.
func (c *checker) orphans() error {
	root := filepath.Join(c.s.dir, rawName)
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if name := e.Name(); !c.known[name] || path != rawPath(c.s.dir, name) {
			c.found("raw "+name, "no document names it: left by an import that was cut short", true)
		}
		return nil
	})
}

// offsets checks every clause against its text.
func (c *checker) offsets() error {
	if !c.deep {
		return nil
	}
	_, err := c.s.EachDocument(c.ctx, 0, func(d corpus.Document, text string, clauses []corpus.Clause) error {
		if err := checkParsed(corpus.Parsed{Text: text, Clauses: clauses}); err != nil {
			c.found("document "+d.ID, err.Error(), false)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read clauses: %w", err)
	}
	return nil
}
