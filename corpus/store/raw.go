package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

// DatabaseName is the file of the database in a data directory.
const DatabaseName = "duibiao.db"

// Names inside a data directory.
const (
	dbName      = DatabaseName
	lockName    = "lock"
	rawName     = "raw"
	partialName = "partial" // raw/partial: files being written
)

// SHA256 is the lower-case hex digest by which the store knows raw bytes.
func SHA256(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

func rawPath(dir, sha string) string { return filepath.Join(dir, rawName, sha[:2], sha) }

func isSHA256(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Raw returns the bytes with this digest, as they were served.
// ErrNotFound if there are none, ErrDamaged if they have changed since.
func (s *Store) Raw(sha string) ([]byte, error) {
	if !isSHA256(sha) {
		return nil, wrap(ErrNotFound, "raw %q", sha)
	}
	b, err := os.ReadFile(rawPath(s.dir, sha))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, wrap(ErrNotFound, "raw %s", sha)
	case err != nil:
		return nil, wrap(err, "raw %s", sha)
	case SHA256(b) != sha:
		return nil, wrap(ErrDamaged, "raw %s", sha)
	}
	return b, nil
}

// rawFile is one file to be kept.
type rawFile struct {
	sha  string
	data []byte
}

// rawWriters is how many files are flushed at once: the journal of the file
// system then commits them together.
const rawWriters = 4

// saveRaw makes the files durable: when it returns nil, each stands whole under
// its final name on the disk. It is called before the rows that name them are
// committed, so a crash can leave a file without a row, never the reverse.
func saveRaw(dir string, files []rawFile) error {
	files = missingRaw(dir, files)
	if len(files) == 0 {
		return nil
	}
	partial := filepath.Join(dir, rawName, partialName)
	if err := os.MkdirAll(partial, 0o755); err != nil {
		return err
	}
	dirs := map[string]bool{}
	for _, f := range files {
		dirs[filepath.Dir(rawPath(dir, f.sha))] = true
	}
	made := false
	for d := range dirs {
		err := os.Mkdir(d, 0o755)
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		made = made || err == nil
	}
	err := inParallel(files, func(f rawFile) error { return saveOne(dir, partial, f) })
	if err != nil {
		return err
	}
	if made {
		dirs[filepath.Join(dir, rawName)] = true
	}
	return syncDirs(dirs)
}

// missingRaw drops repeats and the files that are there already with just these
// bytes; a damaged file is written anew.
func missingRaw(dir string, files []rawFile) []rawFile {
	seen := make(map[string]bool, len(files))
	var out []rawFile
	for _, f := range files {
		if seen[f.sha] {
			continue
		}
		seen[f.sha] = true
		have, err := os.ReadFile(rawPath(dir, f.sha))
		if err == nil && bytes.Equal(have, f.data) {
			continue
		}
		out = append(out, f)
	}
	return out
}

func saveOne(dir, partial string, f rawFile) (err error) {
	tmp, err := os.CreateTemp(partial, f.sha[:16]+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(tmp.Name()))
		}
	}()
	_, err = tmp.Write(f.data)
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if err == nil {
		err = tmp.Sync()
	}
	if err := errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), rawPath(dir, f.sha))
}

func syncDirs(dirs map[string]bool) error {
	list := make([]string, 0, len(dirs))
	for d := range dirs {
		list = append(list, d)
	}
	return inParallel(list, syncDir)
}

// syncDir flushes the names in a directory. Systems that cannot sync a
// directory say so with an error that means nothing to us.
func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, fs.ErrInvalid) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, d.Close())
}

// inParallel runs do over the list with rawWriters workers and joins the errors.
func inParallel[T any](list []T, do func(T) error) error {
	var (
		wg   sync.WaitGroup
		errs = make([]error, rawWriters)
	)
	for w := range rawWriters {
		wg.Go(func() {
			for i := w; i < len(list) && errs[w] == nil; i += rawWriters {
				errs[w] = do(list[i])
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// sweepPartial removes files a killed writer left half written.
func sweepPartial(dir string) {
	partial := filepath.Join(dir, rawName, partialName)
	entries, err := os.ReadDir(partial)
	if err != nil {
		return
	}
	for _, e := range entries {
		_ = os.Remove(filepath.Join(partial, e.Name())) // nothing depends on it
	}
}

// checkRaw says what is wrong with a raw file, "" if nothing.
func checkRaw(dir, sha string, size int64, deep bool) string {
	info, err := os.Stat(rawPath(dir, sha))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "raw file is missing"
	case err != nil:
		return "raw file cannot be read: " + err.Error()
	case info.Size() != size:
		return fmt.Sprintf("raw file has %d bytes, not %d", info.Size(), size)
	case !deep:
		return ""
	}
	b, err := os.ReadFile(rawPath(dir, sha))
	if err != nil {
		return "raw file cannot be read: " + err.Error()
	}
	if SHA256(b) != sha {
		return "raw file has changed: its SHA-256 is not its name"
	}
	return ""
}
