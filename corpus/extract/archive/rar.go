package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"duibiao/corpus/extract/fault"

	"github.com/nwaples/rardecode/v2"
)

// maxDictionary is the largest window that a RAR archive may ask for, in bytes.
// WinRAR's own default is 32 MiB.
const maxDictionary = 64 << 20

// maxEntries bounds the entries of a RAR or tape archive that are no files.
const maxEntries = 65536

// rar unpacks a RAR archive, of version 4 and before or 5.
func (u *unpacker) rar(at folder, data []byte) error {
	r := &rarReader{solid: rarSolid(data)}
	if err := r.open(data); err != nil {
		return err
	}
	for range maxEntries {
		h, err := r.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.IsDir {
			continue
		}
		if err := u.rarMember(at, r, h); err != nil {
			return err
		}
	}
	return &fault.TooLargeError{Size: maxEntries + 1, Limit: maxEntries, Unit: "members"}
}

// rarMember takes one member. A file that WinRAR stored as a reference to an
// earlier one with the same content is passed over like any link: the content
// is there once.
func (u *unpacker) rarMember(at folder, r *rarReader, h *rardecode.FileHeader) error {
	if h.LinkType != rardecode.LinkTypeNone {
		return nil
	}
	return u.add(at, h.Name, func() ([]byte, error) {
		if h.Encrypted {
			return nil, fault.ErrEncrypted
		}
		out, err := u.read("rar", r, max(h.PackedSize, 0))
		var broken *readError
		if errors.As(err, &broken) {
			err = rarError(broken.err)
			r.ended = errors.Is(broken.err, rardecode.ErrMultiVolume)
		}
		if r.unread = err; err != nil {
			return nil, err
		}
		return out, nil
	})
}

// rarReader guards the decoder: it trusts sizes in headers and panics on some
// that are negative, and on some tables of the PPM model. What it cannot read is
// damage of the file, whichever way it says so.
type rarReader struct {
	r *rardecode.Reader
	// solid says that members are packed as one stream: the decoder unpacks all
	// of a member to reach the next, so one that passed a cap is the last.
	solid bool
	// unread is why the member before was not read, ended that it goes on in
	// another volume.
	unread error
	ended  bool
}

// errRAR is what a panic of the decoder becomes.
var errRAR = errors.New("rar: decoder gave up")

func (r *rarReader) guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: %v", errRAR, p)
	}
}

func (r *rarReader) open(data []byte) (err error) {
	defer func() { err = rarError(err) }()
	defer r.guard(&err)
	r.r, err = rardecode.NewReader(bytes.NewReader(data), rardecode.MaxDictionarySize(maxDictionary))
	return err
}

func (r *rarReader) next() (h *rardecode.FileHeader, err error) {
	if (r.solid || r.ended) && r.unread != nil {
		return nil, r.unread
	}
	defer func() { err = rarError(err) }()
	defer r.guard(&err)
	return r.r.Next()
}

// Read implements io.Reader.
func (r *rarReader) Read(p []byte) (n int, err error) {
	defer r.guard(&err)
	return r.r.Read(p)
}

// rarError says what is wrong with the file. io.EOF stays as it is.
func rarError(err error) error {
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.As(err, new(*fault.DamagedError)):
		return err
	case errors.Is(err, rardecode.ErrArchiveEncrypted), errors.Is(err, rardecode.ErrArchivedFileEncrypted):
		return fault.ErrEncrypted
	case errors.Is(err, rardecode.ErrMultiVolume), errors.Is(err, rardecode.ErrBadVolumeNumber), errors.Is(err, rardecode.ErrInvalidFileBlock):
		return &fault.UnsupportedError{Format: "rar", Version: "one volume of several"}
	case errors.Is(err, rardecode.ErrUnsupportedDecoder), errors.Is(err, rardecode.ErrUnknownDecoder), errors.Is(err, rardecode.ErrUnknownVersion):
		return &fault.UnsupportedError{Format: "rar", Version: "packed by an unknown method"}
	case errors.Is(err, rardecode.ErrDictionaryTooLarge):
		return &fault.TooLargeError{Size: maxDictionary + 1, Limit: maxDictionary, Unit: "bytes"}
	case errors.Is(err, rardecode.ErrBadFileChecksum):
		return fault.Damaged("rar", "member has a wrong checksum")
	}
	return fault.Damaged("rar", "archive is cut off or overwritten")
}

// rarSolid reads from the main header whether the archive is solid. What cannot
// be read counts as solid.
func rarSolid(data []byte) bool {
	const marker4, flagSolid4 = "Rar!\x1A\x07\x00", 0x08
	if bytes.HasPrefix(data, []byte(marker4)) {
		// CRC (2 bytes), type (1), flags (2).
		return len(data) < len(marker4)+5 || data[len(marker4)+3]&flagSolid4 != 0
	}
	const marker5, flagSolid5, hasExtra = "Rar!\x1A\x07\x01\x00", 0x04, 0x01
	rest := data[min(len(data), len(marker5)+4):] // after the CRC
	var fields []uint64                           // size, type, flags, then the archive's flags
	for len(fields) < 5 {
		v, n := binary.Uvarint(rest)
		if n <= 0 {
			return true
		}
		fields, rest = append(fields, v), rest[n:]
	}
	if fields[2]&hasExtra != 0 { // the size of the extra area stands between
		return fields[4]&flagSolid5 != 0
	}
	return fields[3]&flagSolid5 != 0
}
