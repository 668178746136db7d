package store

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Limits on what Restore accepts; an archive that goes beyond was not made by
// Backup, or not of statutes.
const (
	maxRestoreDB    = 64 << 30
	maxRestoreRaw   = 4 << 30
	maxRestoreFiles = 10_000_000
)

// restoring is the directory inside the target in which Restore works until
// everything is verified.
const restoring = ".restoring"

// Restore unpacks an archive of Backup into dir, which must be empty or missing
// (a lock may be there). Nothing appears under its final name before every raw
// file matches its digest and the database passes Check.
func Restore(ctx context.Context, r io.Reader, dir string) error {
	return wrap(restore(ctx, r, dir), "restore into %s", dir)
}

func restore(ctx context.Context, r io.Reader, dir string) (err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := mustBeEmpty(dir); err != nil {
		return err
	}
	work := filepath.Join(dir, restoring)
	if err := os.RemoveAll(work); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	if err := unpack(ctx, r, work); err != nil {
		return err
	}
	if err := verify(ctx, work); err != nil {
		return err
	}
	// The database comes last: without it the directory is no store.
	for _, name := range []string{rawName, dbName} {
		if err := os.Rename(filepath.Join(work, name), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return syncDir(dir)
}

func mustBeEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != lockName && e.Name() != restoring {
			return fmt.Errorf("%w: %s is there", ErrNotEmpty, e.Name())
		}
	}
	return nil
}

// unpack writes the archive's files, refusing every name Backup does not make.
func unpack(ctx context.Context, r io.Reader, work string) error {
	if err := os.MkdirAll(filepath.Join(work, rawName), 0o755); err != nil {
		return err
	}
	tr := tar.NewReader(r)
	dirs := map[string]bool{filepath.Join(work, rawName): true, work: true}
	for range maxRestoreFiles {
		h, err := tr.Next()
		if errors.Is(err, io.EOF) {
			return syncDirs(dirs)
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("read archive: %w", err)
		}
		sha, err := checkHeader(h)
		if err != nil {
			return err
		}
		to := filepath.Join(work, dbName)
		if sha != "" {
			to = rawPath(work, sha)
		}
		dirs[filepath.Dir(to)] = true
		if err := unpackFile(tr, to, sha); err != nil {
			return fmt.Errorf("unpack %s: %w", h.Name, err)
		}
	}
	return fmt.Errorf("%w: more than %d files", errBadArchive, maxRestoreFiles)
}

// errBadArchive says that an archive was not made by Backup.
var errBadArchive = errors.New("not an archive of backup")

// checkHeader allows duibiao.db and raw/ab/abcdef… and nothing else, so no name
// can lead outside the directory. It returns the digest of a raw file.
func checkHeader(h *tar.Header) (sha string, err error) {
	switch {
	case h.Typeflag != tar.TypeReg:
		return "", fmt.Errorf("%w: %q is not a plain file", errBadArchive, h.Name)
	case h.Name == dbName && h.Size <= maxRestoreDB:
		return "", nil
	case h.Size > maxRestoreRaw:
		return "", fmt.Errorf("%w: %q has %d bytes", errBadArchive, h.Name, h.Size)
	}
	sha = path.Base(h.Name)
	if !isSHA256(sha) || h.Name != strings.Join([]string{rawName, sha[:2], sha}, "/") {
		return "", fmt.Errorf("%w: %q has no place in a store", errBadArchive, h.Name)
	}
	return sha, nil
}

// unpackFile writes one file and checks its digest if one is given.
func unpackFile(r io.Reader, to, sha string) (err error) {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(f, sum), r); err != nil {
		return err
	}
	if sha != "" && hex.EncodeToString(sum.Sum(nil)) != sha {
		return fmt.Errorf("%w: bytes do not match their SHA-256", ErrDamaged)
	}
	return f.Sync()
}

// verify makes sure that what was unpacked is a whole store, and brings it up to
// date. Every raw file's digest was checked while it was unpacked. The store gets
// a new uuid: its change numbers go on from an earlier moment, so an index of the
// store as it was must not take them for its own.
func verify(ctx context.Context, dir string) (err error) {
	if info, err := os.Stat(filepath.Join(dir, dbName)); err != nil || info.Size() == 0 {
		return fmt.Errorf("%w: no database in it", errBadArchive)
	}
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	err = s.write(ctx, func(t *txn) error {
		return t.exec(`UPDATE meta SET value = ? WHERE key = 'uuid'`, newUUID())
	})
	if err != nil {
		return err
	}
	for _, p := range s.Check(ctx, false) {
		if !p.Harmless {
			return fmt.Errorf("%w: %s", ErrDamaged, p)
		}
	}
	return ctx.Err()
}
