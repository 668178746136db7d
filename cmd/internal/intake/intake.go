// Package intake finds the files that a user names for import and reads them.
//
// Invariant: every file below the named paths is either listed or named with
// the reason why it is not; the order is the same on every run.
package intake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// ErrLoop says that a folder contains itself through a link.
var ErrLoop = errors.New("folder loop")

// ErrNotRegular says that a path is neither a file nor a folder.
var ErrNotRegular = errors.New("not a regular file")

// Found is one file to import, or a path that cannot be with the reason in Err.
type Found struct {
	// Path is the path as the user would type it.
	Path string
	// Size is the file's size in bytes.
	Size int64
	Err  error
}

// Find lists the files below paths, folder by folder in name order, each path
// once. Links are followed; a folder that is met again inside itself is named
// with ErrLoop, one met again elsewhere is listed once. Hidden files and
// folders (names that begin with a dot) below a named folder are not listed;
// hidden counts them. A named path that does not exist is an error.
func Find(ctx context.Context, paths []string) (found []Found, hidden int, err error) {
	w := walker{seen: map[string]bool{}}
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return nil, 0, fmt.Errorf("import %s: %w", p, err)
		}
	}
	for _, p := range paths {
		if err := w.visit(ctx, filepath.Clean(p), nil); err != nil {
			return nil, 0, err
		}
	}
	return w.found, w.hidden, nil
}

type walker struct {
	found  []Found
	hidden int
	// seen holds the real paths already listed.
	seen map[string]bool
}

func (w *walker) fail(path string, err error) {
	w.found = append(w.found, Found{Path: path, Err: err})
}

func (w *walker) visit(ctx context.Context, path string, above []string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		w.fail(path, err)
		return nil
	}
	if real, err = filepath.Abs(real); err != nil {
		w.fail(path, err)
		return nil
	}
	for _, up := range above {
		if up == real {
			w.fail(path, fmt.Errorf("%w: it leads back to %s", ErrLoop, up))
			return nil
		}
	}
	if w.seen[real] {
		return nil
	}
	info, err := os.Stat(real)
	switch {
	case err != nil:
		w.fail(path, err)
	case info.IsDir():
		w.seen[real] = true
		return w.folder(ctx, path, append(above, real))
	case !info.Mode().IsRegular():
		w.fail(path, ErrNotRegular)
	default:
		w.seen[real] = true
		w.found = append(w.found, Found{Path: path, Size: info.Size()})
	}
	return nil
}

func (w *walker) folder(ctx context.Context, path string, above []string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		w.fail(path, err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			w.hidden++
			continue
		}
		if err := w.visit(ctx, filepath.Join(path, e.Name()), above); err != nil {
			return err
		}
	}
	return nil
}

// TooLargeError names a file that is larger than we read, in bytes.
type TooLargeError struct{ Size, Max int64 }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("file of %d bytes is larger than %d", e.Size, e.Max)
}

// Read reads a file of at most maxBytes and its SHA-256 in hex.
func Read(f Found, maxBytes int64) (data []byte, sum string, err error) {
	if f.Size > maxBytes {
		return nil, "", &TooLargeError{f.Size, maxBytes}
	}
	data, err = os.ReadFile(f.Path)
	if err != nil {
		return nil, "", fmt.Errorf("read: %w", err)
	}
	if int64(len(data)) > maxBytes {
		return nil, "", &TooLargeError{int64(len(data)), maxBytes}
	}
	h := sha256.Sum256(data)
	return data, hex.EncodeToString(h[:]), nil
}

// URL is the file:// address of a path.
func URL(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("address of %s: %w", path, err)
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String(), nil
}

// Reason is the plain reason of a path error, without the path it repeats.
func Reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
