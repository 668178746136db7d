package store

import (
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the fixture of the newest schema and the golden dumps")

// fixtureEntries are what the fixture stores hold: two versions, a mirror, a
// vanished place, a repeal, items.
func fixtureEntries() []Ingest {
	first, next, other := makeIngest(1, 1, 3), makeIngest(1, 2, 3), makeIngest(2, 1, 2)
	mirror := first
	mirror.Source.URL = "https://example.cn/1.html"
	mirror.Source.Headers = map[string]string{"ETag": `"1"`}
	other.Region = "310106"
	other.Parsed.Meta.Issued = day("2021-05-01")
	return []Ingest{
		first, mirror, next, other,
		rule("乙条例", "1990-12-24", "", ""),
		rule("丙法", "1999-04-29", "", "1999-10-01", repealOf("乙条例")),
	}
}

// TestOldSchemas opens a store of every schema there ever was, brings it up to
// date and compares what it holds. A fixture is written once, when its schema is
// the newest, and never again.
func TestOldSchemas(t *testing.T) {
	if *update {
		writeFixture(t)
	}
	for v := 1; v <= schemaVersion(); v++ {
		t.Run(fmt.Sprint("schema ", v), func(t *testing.T) {
			dir := t.TempDir()
			script, err := os.ReadFile(fixture(v, "sql"))
			if err != nil {
				t.Fatal(err)
			}
			build(t, dir, string(script))
			s := open(t, dir)
			golden, err := os.ReadFile(fixture(v, "jsonl"))
			if err != nil {
				t.Fatal(err)
			}
			if dump(t, s) != string(golden) {
				t.Error("the store holds something else after migration")
			}
			fresh := open(t, t.TempDir())
			if got, want := schemaOf(t, s), schemaOf(t, fresh); got != want {
				t.Errorf("schema after migration differs from a new one:\n%s\nwant:\n%s", got, want)
			}
			for _, p := range s.Check(context.Background(), false) {
				if !strings.HasPrefix(p.Object, "raw") { // the fixture has no raw files
					t.Error(p)
				}
			}
			put(t, s, makeIngest(50, 1, 2))
		})
	}
}

func fixture(version int, ext string) string {
	return filepath.Join("testdata", fmt.Sprintf("schema%d.%s", version, ext))
}

// build makes a database from an SQL script.
func build(t *testing.T, dir, script string) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(filepath.Join(dir, dbName), "rwc"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec(script)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

func schemaOf(t *testing.T, s *Store) string {
	t.Helper()
	rows, err := s.r.Query(`SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name`)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	err = eachRow(rows, func() error {
		var text string
		err := rows.Scan(&text)
		out = append(out, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(out, "\n")
}

// writeFixture dumps a store of the newest schema as SQL.
func writeFixture(t *testing.T) {
	t.Helper()
	s := open(t, t.TempDir())
	put(t, s, fixtureEntries()...)
	if err := s.MarkSource(context.Background(), "https://example.cn/1.html", true); err != nil {
		t.Fatal(err)
	}
	fillCrawl(t, s)
	script := sqlDump(t, s)
	if err := errors.Join(os.MkdirAll("testdata", 0o755),
		os.WriteFile(fixture(schemaVersion(), "sql"), []byte(script), 0o644),
		os.WriteFile(fixture(schemaVersion(), "jsonl"), []byte(dump(t, s)), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// fillCrawl adds a crawl that is under way and the files of a document.
func fillCrawl(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	_, err := s.BeginCrawl(ctx, "https://example.cn/", "", true, []Job{crawlJob("https://example.cn/", "list", 2)})
	ok(t, err)
	job, _, err := s.LeaseJob(ctx, Lease{Targets: []string{"https://example.cn/"}, Now: testDay, Until: testDay})
	ok(t, err)
	job.State, job.ETag = "parsed", `"2"`
	_, err = s.FinishJob(ctx, *job, []Job{crawlJob("https://example.cn/2.html", "article", 1)}, "")
	ok(t, err)
	id, err := s.DocumentAt(ctx, "https://example.cn/1.html")
	ok(t, err)
	ok(t, s.SetAttachments(ctx, id, []Attachment{{Name: "附件", URL: "https://example.cn/a.doc"}}))
	ok(t, s.LinkFile(ctx, AttachedFile{URL: "https://example.cn/a.doc", MediaType: "application/msword", Was: "附件", Name: "a.doc", Raw: []byte("doc")}))
}

// crawlJob is a job of the target https://example.cn/.
func crawlJob(key, role string, priority int) Job {
	return Job{Target: "https://example.cn/", Key: key, Host: "example.cn", Role: role, Priority: priority, Detail: "{}", State: JobQueued}
}

// sqlDump writes the schema and the rows of a store as an SQL script. The table
// of jurisdictions is left out: opening fills it.
func sqlDump(t *testing.T, s *Store) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "PRAGMA application_id = %d;\nPRAGMA user_version = %d;\n", applicationID, schemaVersion())
	column := func(query string, args ...any) []string {
		rows, err := s.r.Query(query, args...)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		if err := eachRow(rows, func() error {
			var text string
			err := rows.Scan(&text)
			out = append(out, text)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, text := range column(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid`) {
		b.WriteString(text + ";\n")
	}
	for _, table := range column(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'jurisdictions' ORDER BY rowid`) {
		cols := column(`SELECT name FROM pragma_table_info(?)`, table)
		quoted := `quote("` + strings.Join(cols, `") || ', ' || quote("`) + `")`
		where := ""
		if table == "meta" {
			where = ` WHERE key <> 'places'`
		}
		for _, row := range column(`SELECT ` + quoted + ` FROM ` + table + where) {
			fmt.Fprintf(&b, "INSERT INTO %s VALUES (%s);\n", table, row)
		}
	}
	return b.String()
}

func TestNewerSchema(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 1)
	build(t, dir, `PRAGMA user_version = 99`)
	for _, ro := range []bool{true, false} {
		var se *SchemaError
		_, err := Open(context.Background(), dir, Options{ReadOnly: ro})
		if !errors.As(err, &se) || se.Have != 99 || se.Know != schemaVersion() || se.Hint() == "" {
			t.Errorf("read-only %v: %v", ro, err)
		}
	}
}

func TestForeignDatabase(t *testing.T) {
	dir := t.TempDir()
	build(t, dir, `CREATE TABLE places (id INTEGER); INSERT INTO places VALUES (1)`)
	for _, ro := range []bool{true, false} {
		if _, err := Open(context.Background(), dir, Options{ReadOnly: ro}); !errors.Is(err, ErrDamaged) {
			t.Errorf("read-only %v: %v", ro, err)
		}
	}
}

// TestMigrateSteps runs an invented second step, and one that fails.
func TestMigrateSteps(t *testing.T) {
	dir := t.TempDir()
	filled(t, dir, 2)
	ctx := context.Background()
	db, err := sql.Open("sqlite", dsn(filepath.Join(dir, dbName), "rw")+"&_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	good := migration{"notes", `ALTER TABLE documents ADD COLUMN note TEXT NOT NULL DEFAULT ''; CREATE TABLE notes (url TEXT)`}
	bad := migration{"broken", `CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)`}
	if err := migrate(ctx, db, append(migrations(), good, bad), testDay); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("migrate: %v", err)
	}
	var version, half int
	err = db.QueryRow(`SELECT (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema WHERE name = 'half')`).
		Scan(&version, &half)
	if err != nil || version != schemaVersion()+1 || half != 0 {
		t.Errorf("after a failed step: schema %d, half %d, %v", version, half, err)
	}
}
