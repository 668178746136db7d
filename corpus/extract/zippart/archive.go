// Package zippart reads the parts of a ZIP archive within the caps of package
// fault: DOCX, XLSX, OFD and plain archives are all ZIP files of parts.
//
// Invariant: nothing that the archive says of itself is believed. Bytes are
// counted as they are unpacked, by part and over all parts together, and names
// cannot leave the archive.
package zippart

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"duibiao/corpus/extract/fault"
)

// MaxMembers is the largest number of members of one archive: each costs memory
// before anything is unpacked.
const MaxMembers = 65536

// Archive is an opened ZIP file. It is for one goroutine.
type Archive struct {
	format string
	names  []string
	files  map[string]*zip.File
	// folded maps names in lower case to names: parts are found whatever their
	// case is (ECMA-376 Part 2, 6.2.2.3).
	folded map[string]string
	// doubles are the names that more than one member has.
	doubles []string
	// size is the size of the archive in bytes.
	size int
	// unpacked counts the bytes of all parts read so far.
	unpacked int
}

// Open reads the directory of the archive. format is the usual extension of the
// file for messages: "docx". Errors are *fault.DamagedError and
// *fault.TooLargeError (members).
func Open(data []byte, format string) (*Archive, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > MaxMembers {
		return nil, &fault.TooLargeError{Size: n, Limit: MaxMembers, Unit: "members"}
	}
	// ErrInsecurePath comes with a usable reader; names are made safe below.
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fault.Damaged(format, "directory of the archive: %s", reason(err))
	}
	a := &Archive{format: format, size: len(data), files: map[string]*zip.File{}, folded: map[string]string{}}
	for _, f := range z.File {
		a.add(f)
	}
	return a, nil
}

// add lists a member. Of members with one name the first counts, as the order
// of the directory gives it.
func (a *Archive) add(f *zip.File) {
	name := Name(f)
	if name == "" || strings.HasSuffix(f.Name, "/") || strings.HasSuffix(f.Name, `\`) {
		return
	}
	if _, ok := a.files[name]; ok {
		a.doubles = append(a.doubles, name)
		return
	}
	a.files[name] = f
	a.names = append(a.names, name)
	if fold := strings.ToLower(name); a.folded[fold] == "" {
		a.folded[fold] = name
	}
}

// clean makes a name of a member into a path inside the archive: forward
// slashes, no leading slash, and .. never above the top.
func clean(name string) string {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// Names are the names of the members that are no folders, in the order of the
// archive, each once.
func (a *Archive) Names() []string { return a.names }

// Doubles are the names that several members share; only the first is read.
func (a *Archive) Doubles() []string { return a.doubles }

// Has reports whether there is a part of the name.
func (a *Archive) Has(name string) bool { return a.find(name) != nil }

// Packed is how many bytes a part takes in the archive, never more than the
// archive has; 0 for a part that is not there. What a few packed bytes may unpack
// to tells a long document from a bomb.
func (a *Archive) Packed(name string) int {
	f := a.find(name)
	if f == nil {
		return 0
	}
	return int(min(f.CompressedSize64, uint64(a.size)))
}

func (a *Archive) find(name string) *zip.File {
	name = clean(name)
	if f := a.files[name]; f != nil {
		return f
	}
	return a.files[a.folded[strings.ToLower(name)]]
}

// ErrNoPart is returned for a name that the archive does not hold.
var ErrNoPart = errors.New("no such part")

// Part unpacks a part. Names are matched without regard to case and to a leading
// slash. Errors are ErrNoPart, fault.ErrEncrypted, *fault.UnsupportedError (a
// way of packing that is not known), *fault.TooLargeError and
// *fault.DamagedError; with the last, the bytes before the damage are returned
// as well.
func (a *Archive) Part(name string) ([]byte, error) {
	r, err := a.Reader(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // only read
	data, err := io.ReadAll(r)
	if err != nil {
		return data, fmt.Errorf("unpack %s: %w", name, err)
	}
	return data, nil
}

// Reader unpacks a part as it is read; its errors are those of Part. Bytes count
// when they are read, so a part read twice counts twice.
func (a *Archive) Reader(name string) (io.ReadCloser, error) {
	f := a.find(name)
	if f == nil {
		return nil, fmt.Errorf("unpack %s: %w", name, ErrNoPart)
	}
	if f.Flags&1 != 0 {
		return nil, fmt.Errorf("unpack %s: %w", name, fault.ErrEncrypted)
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, &fault.UnsupportedError{Format: a.format, Version: fmt.Sprintf("packed by method %d", f.Method)}
	}
	if err != nil {
		return nil, fault.Damaged(a.format, "part %s: %s", name, reason(err))
	}
	return &counted{archive: a, name: name, r: r}, nil
}

// counted reads a part and counts what comes out.
type counted struct {
	archive *Archive
	name    string
	r       io.ReadCloser
	n       int
}

// Read implements io.Reader.
func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	c.archive.unpacked += n
	switch {
	case c.n > fault.MaxPart:
		return 0, &fault.TooLargeError{Size: c.n, Limit: fault.MaxPart, Unit: "bytes"}
	case c.archive.unpacked > fault.MaxUnpacked:
		return 0, &fault.TooLargeError{Size: c.archive.unpacked, Limit: fault.MaxUnpacked, Unit: "bytes"}
	case err != nil && !errors.Is(err, io.EOF):
		return n, fault.Damaged(c.archive.format, "part %s: %s", c.name, reason(err))
	}
	return n, err
}

// Close implements io.Closer.
func (c *counted) Close() error { return c.r.Close() }

// reason says what is wrong in words that hold no name of our code.
func reason(err error) string {
	switch {
	case errors.Is(err, zip.ErrFormat):
		return "not as the format says"
	case errors.Is(err, zip.ErrChecksum):
		return "wrong checksum"
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return "cut off"
	}
	return "cannot be unpacked"
}
