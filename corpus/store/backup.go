package store

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"time"
)

// Backup writes the store as a tar archive: a copy of the database as of one
// moment, then every raw file that copy names, in the order of their digests.
// Another process may write meanwhile: raw files are there before the rows that
// name them and are never removed. The copy of the database takes its size in
// the system's temporary directory (TMPDIR) meanwhile. Backing up the same store
// again gives the same bytes. A damaged raw file ends it with ErrDamaged.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	tmp, err := os.MkdirTemp("", "duibiao-backup-*")
	if err != nil {
		return wrap(err, "backup")
	}
	err = s.backup(ctx, w, filepath.Join(tmp, dbName))
	return wrap(errors.Join(err, os.RemoveAll(tmp)), "backup")
}

func (s *Store) backup(ctx context.Context, w io.Writer, copyPath string) error {
	if err := s.snapshot(ctx, copyPath); err != nil {
		return err
	}
	copied, err := sql.Open("sqlite", dsn(copyPath, "ro", "query_only(1)"))
	if err != nil {
		return err
	}
	shas, err := namedRaw(ctx, copied)
	if err = errors.Join(err, copied.Close()); err != nil {
		return err
	}
	tw := tar.NewWriter(w)
	if err := addFile(tw, dbName, copyPath, ""); err != nil {
		return err
	}
	for _, sha := range shas {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := addFile(tw, path.Join(rawName, sha[:2], sha), rawPath(s.dir, sha), sha); err != nil {
			return err
		}
	}
	return tw.Close()
}

// snapshot copies the database as it is at one moment. VACUUM INTO cannot run
// on a connection that may only query.
func (s *Store) snapshot(ctx context.Context, to string) error {
	db, err := sql.Open("sqlite", dsn(s.dbPath(), "ro", "busy_timeout(15000)")+s.immutable)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, to)
	return errors.Join(err, db.Close())
}

func namedRaw(ctx context.Context, q querier) ([]string, error) {
	rows, err := q.QueryContext(ctx, `SELECT sha256 FROM contents UNION SELECT sha256 FROM kept ORDER BY sha256`)
	if err != nil {
		return nil, err
	}
	var shas []string
	err = eachRow(rows, func() error {
		var sha string
		err := rows.Scan(&sha)
		if err == nil && !isSHA256(sha) {
			err = fmt.Errorf("%w: %q is not a SHA-256", ErrDamaged, sha)
		}
		shas = append(shas, sha)
		return err
	})
	return shas, err
}

// addFile appends a file to the archive under a header that depends on nothing
// but its name and size, and checks its digest if one is given.
func addFile(tw *tar.Writer, name, from, sha string) (err error) {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	err = tw.WriteHeader(&tar.Header{
		Typeflag: tar.TypeReg, Name: name, Size: info.Size(), Mode: 0o644, ModTime: time.Unix(0, 0), Format: tar.FormatPAX,
	})
	if err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(tw, sum), f); err != nil {
		return err
	}
	if sha != "" && hex.EncodeToString(sum.Sum(nil)) != sha {
		return fmt.Errorf("%w: raw file %s has changed", ErrDamaged, sha)
	}
	return nil
}
