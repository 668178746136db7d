package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"duibiao/index"
	"duibiao/index/bleveindex"

	_ "modernc.org/sqlite" // the driver of the comparison
)

// The engines compared.
const (
	engineFTS = "SQLite FTS5 trigram"
	engineOwn = "bleve segments"
)

// buildVerb makes the program build one index and print what it took.
const buildVerb = "build-one"

// built is what building one index took.
type built struct {
	took time.Duration
	size int64
	peak float64 // megabytes
}

// saveUnits writes units to a file that both engines read back, so that both
// are measured without parsing.
func saveUnits(path string, units iter.Seq2[index.Unit, error]) (text int64, count int, err error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	enc := gob.NewEncoder(w)
	for u, err := range units {
		if err != nil {
			return 0, 0, err
		}
		text += int64(len(u.Text))
		count++
		if err := enc.Encode(u); err != nil {
			return 0, 0, err
		}
	}
	return text, count, w.Flush()
}

func loadUnits(path string) iter.Seq2[index.Unit, error] {
	return func(yield func(index.Unit, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(index.Unit{}, err)
			return
		}
		defer func() { _ = f.Close() }()
		dec := gob.NewDecoder(bufio.NewReaderSize(f, 1<<20))
		for {
			var u index.Unit
			err := dec.Decode(&u)
			if errors.Is(err, io.EOF) || !yield(u, err) || err != nil {
				return
			}
		}
	}
}

// buildInProcess runs this program again for one engine.
func buildInProcess(ctx context.Context, engine, units, dir string) (built, error) {
	self, err := os.Executable()
	if err != nil {
		return built{}, err
	}
	cmd := exec.CommandContext(ctx, self, buildVerb, engine, units, dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return built{}, fmt.Errorf("build %s: %w", engine, err)
	}
	b := built{peak: peakMB(cmd)}
	if err := json.Unmarshal(out, &b.took); err != nil {
		return built{}, err
	}
	b.size, err = sizeOf(dir)
	return b, err
}

// buildPart is the other side of buildInProcess.
func buildPart(ctx context.Context, args []string) error {
	engine, units, dir := args[0], args[1], args[2]
	start := time.Now()
	var err error
	if engine == engineFTS {
		err = buildFTS(ctx, dir, loadUnits(units))
	} else {
		_, err = bleveindex.Build(ctx, dir, loadUnits(units), 0)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(time.Since(start))
}

// buildFTS indexes title, heading and text with trigrams, in one transaction.
func buildFTS(ctx context.Context, dir string, units iter.Seq2[index.Unit, error]) error {
	db, err := openFTS(dir)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(ctx, `create virtual table u using fts5(doc unindexed, clause unindexed, body, tokenize='trigram')`); err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	insert, err := tx.PrepareContext(ctx, `insert into u values (?, ?, ?)`)
	if err != nil {
		return err
	}
	for u, err := range units {
		if err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, u.ID, u.ClauseID, u.Title+"\n"+u.Chapter+"\n"+u.Text); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func openFTS(dir string) (*sql.DB, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return sql.Open("sqlite", filepath.Join(dir, "fts.db")+"?_pragma=journal_mode(wal)&_pragma=synchronous(normal)")
}

func sizeOf(dir string) (int64, error) {
	var n int64
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}
