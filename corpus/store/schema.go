package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"duibiao/corpus" // the migrations
)

// applicationID marks the file as ours (PRAGMA application_id): "duib".
const applicationID = 0x64756962

//go:embed migrations/0001_first.sql
var migration1 string

//go:embed migrations/0002_crawl.sql
var migration2 string

//go:embed migrations/0003_figures.sql
var migration3 string

//go:embed migrations/0004_codings.sql
var migration4 string

// migration brings a store from one schema version to the next.
type migration struct {
	name string
	sql  string
}

// migrations lists every step in order; the first makes schema 1 of an empty
// file. A released step is never edited: add the next one at the end.
func migrations() []migration {
	return []migration{
		{"first", migration1},
		{"crawl", migration2},
		{"figures", migration3},
		{"codings", migration4},
	}
}

// schemaVersion is the version this program reads and writes.
func schemaVersion() int { return len(migrations()) }

// migrate brings the database up to date, each step in its own transaction, a new
// one in a single one, and refreshes the copy of the table of jurisdictions.
func migrate(ctx context.Context, db *sql.DB, steps []migration, now time.Time) error {
	have, err := readVersion(ctx, db)
	if err != nil {
		return err
	}
	if have > len(steps) {
		return &SchemaError{Have: have, Know: len(steps)}
	}
	for have < len(steps) {
		if have, err = migrateStep(ctx, db, steps, now); err != nil {
			return err
		}
	}
	return fillJurisdictions(ctx, db)
}

// migrateStep applies the step after the version the file has by now: another
// process may have been faster. An empty file gets all steps at once, so that a
// process that is killed leaves no store of an old schema behind.
func migrateStep(ctx context.Context, db *sql.DB, steps []migration, now time.Time) (int, error) {
	have := 0
	err := inTx(ctx, db, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil {
			return err
		}
		if have >= len(steps) {
			return nil
		}
		last := have + 1
		if have == 0 {
			last = len(steps)
		}
		for ; have < last; have++ {
			if _, err := tx.ExecContext(ctx, steps[have].sql); err != nil {
				return fmt.Errorf("migrate to schema %d (%s): %w", have+1, steps[have].name, err)
			}
			if have > 0 {
				continue
			}
			if err := sign(ctx, tx, now); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, have))
		return err
	})
	return have, err
}

// sign marks a new file as a store with a name of its own.
func sign(ctx context.Context, tx *sql.Tx, now time.Time) error {
	if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d`, applicationID)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('uuid', ?), ('created', ?)`,
		newUUID(), timeText(now))
	return err
}

// newUUID names a store: 128 random bits.
func newUUID() string {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails: crypto/rand ends the program instead
	return hex.EncodeToString(id)
}

// readVersion reads the schema version, and refuses a database that is not ours.
func readVersion(ctx context.Context, db *sql.DB) (int, error) {
	var version, app, tables int
	err := db.QueryRowContext(ctx, `SELECT v.user_version, a.application_id, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_user_version v, pragma_application_id a`).Scan(&version, &app, &tables)
	if err != nil {
		return 0, err
	}
	if tables > 0 && app != applicationID {
		return 0, fmt.Errorf("%w: the file is a database of another program", ErrDamaged)
	}
	return version, nil
}

// checkSchema makes sure that a store opened for reading has our schema.
func checkSchema(ctx context.Context, db *sql.DB) error {
	have, err := readVersion(ctx, db)
	switch {
	case err != nil:
		return err
	case have == 0:
		return fmt.Errorf("%w: the database is empty", ErrNoStore)
	case have != schemaVersion():
		return &SchemaError{Have: have, Know: schemaVersion()}
	}
	return nil
}

// fillJurisdictions copies the program's table of codes if it is not the one
// the store has.
func fillJurisdictions(ctx context.Context, db *sql.DB) error {
	all := corpus.Jurisdictions()
	digest := SHA256(fmt.Append(nil, all))
	var have string
	err := db.QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'places'`).Scan(&have)
	if err != nil && !errors.Is(err, sql.ErrNoRows) || have == digest {
		return err
	}
	return inTx(ctx, db, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM jurisdictions`); err != nil {
			return err
		}
		st, err := tx.PrepareContext(ctx, `INSERT INTO jurisdictions (code, name, short, level, parent) VALUES (?, ?, ?, ?, ?)`)
		if err != nil {
			return err
		}
		for _, j := range all {
			if _, err := st.ExecContext(ctx, j.Code, j.Name, j.Short, j.Level, j.Parent); err != nil {
				return err
			}
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('places', ?)
			ON CONFLICT (key) DO UPDATE SET value = excluded.value`, digest)
		return err
	})
}

// inTx runs do in a transaction: committed if do returns nil, else undone.
func inTx(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		if rerr := tx.Rollback(); rerr != nil && !errors.Is(rerr, sql.ErrTxDone) {
			return errors.Join(err, rerr)
		}
		return err
	}
	return tx.Commit()
}
