package datapackage

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ErrNotOurs says that a folder holds something else than a package of the same
// program.
var ErrNotOurs = errors.New("the folder is not empty and holds more than a package of this program")

// WriteFolder writes a package to a folder, whole or not at all: fill writes it to
// a new folder beside it, which takes its place. A folder that holds nothing but a
// package of the generator is replaced, one that holds anything else only by
// force, and then it is kept under another name, which is returned.
func WriteFolder(path, generator string, force bool, fill func(dir string) error) (kept string, err error) {
	path = filepath.Clean(path)
	ours, err := replaceable(path, generator)
	if err == nil && !ours && !force {
		err = ErrNotOurs
	}
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, err)
	}
	next, err := os.MkdirTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return "", fmt.Errorf("write %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(next)
		}
	}()
	if err := fill(next); err != nil {
		return "", err
	}
	if err := os.Chmod(next, 0o755); err != nil { //nolint:gosec // a package is for others to read
		return "", fmt.Errorf("write %s: %w", path, err)
	}
	if kept, err = swap(next, path, ours); err != nil {
		return "", fmt.Errorf("write %s: %w", path, err)
	}
	return kept, nil
}

// replaceable reports whether nothing is lost when the folder at path goes: there
// is none, it is empty, or all in it is listed in a descriptor of the generator.
func replaceable(path, generator string) (bool, error) {
	names, err := files(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return true, nil
	case err != nil:
		return false, err
	case len(names) == 0:
		return true, nil
	}
	d, ok := readDescriptor(path)
	if !ok || d.Generator != generator {
		return false, nil
	}
	known := map[string]bool{DescriptorName: true}
	for _, r := range d.Resources {
		known[r.Path] = true
	}
	return !slices.ContainsFunc(names, func(name string) bool { return !known[name] }), nil
}

// swap puts next in the place of path. A folder cannot be renamed onto one that is
// not empty, so the old one steps aside first and comes back if the new one cannot
// take its place; one that is not ours stays aside.
func swap(next, path string, ours bool) (kept string, err error) {
	old := next + ".old"
	if !ours {
		old = path + "~"
		if _, err := os.Lstat(old); err == nil {
			return "", fmt.Errorf("%s is there already: %w", old, fs.ErrExist)
		}
	}
	err = os.Rename(path, old)
	if errors.Is(err, fs.ErrNotExist) {
		return "", os.Rename(next, path)
	}
	if err != nil {
		return "", err
	}
	if err := os.Rename(next, path); err != nil {
		return "", errors.Join(err, os.Rename(old, path))
	}
	if !ours {
		return old, nil
	}
	return "", os.RemoveAll(old)
}

// Pack writes a folder as a zip file: the descriptor first, the rest in the order
// of their names, without times or owners.
func Pack(w io.Writer, dir string) error {
	names, err := files(dir)
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	z := zip.NewWriter(w)
	for _, name := range names {
		if err := pack(z, dir, name); err != nil {
			return fmt.Errorf("pack %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	return nil
}

// files lists all that is no folder under dir, the descriptor first.
func files(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(rank(a)-rank(b), strings.Compare(a, b))
	})
	return names, err
}

func rank(name string) int {
	if name == DescriptorName {
		return 0
	}
	return 1
}

// epoch is the first moment that a zip file can name; it stands for "no time".
func epoch() time.Time { return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) }

func pack(z *zip.Writer, dir, name string) error {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name))) //nolint:gosec // a file we wrote
	if err != nil {
		return err
	}
	defer f.Close()
	h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: epoch()}
	h.SetMode(0o644)
	to, err := z.CreateHeader(h)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, f)
	return err
}
