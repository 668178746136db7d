package archive

import (
	"archive/zip"
	"bytes"
	"compress/bzip2"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/zippart"
)

// zip unpacks a ZIP archive.
func (u *unpacker) zip(at folder, data []byte) error {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > zippart.MaxMembers {
		return &fault.TooLargeError{Size: n, Limit: zippart.MaxMembers, Unit: "members"}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	// ErrInsecurePath comes with a usable reader; names are cleaned here.
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fault.Damaged("zip", "directory of the archive is cut off or overwritten")
	}
	z.RegisterDecompressor(12, func(r io.Reader) io.ReadCloser { return io.NopCloser(bzip2.NewReader(r)) })
	shared := overlaps(z.File)
	for _, f := range z.File {
		if f.FileInfo().IsDir() || f.Mode()&fs.ModeSymlink != 0 {
			continue
		}
		err := u.add(at, zippart.Name(f), func() ([]byte, error) {
			if shared[f] {
				return nil, fault.Damaged("zip", "members share their bytes: made to harm")
			}
			return u.unzip(f)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// unzip unpacks a member.
func (u *unpacker) unzip(f *zip.File) ([]byte, error) {
	const encrypted = 1 // APPNOTE.TXT 4.4.4, bit 0
	if f.Flags&encrypted != 0 {
		return nil, fault.ErrEncrypted
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return nil, &fault.UnsupportedError{Format: "zip", Version: fmt.Sprintf("packed by method %d", f.Method)}
	}
	if err != nil {
		return nil, fault.Damaged("zip", "member is not where the directory says")
	}
	defer func() { _ = r.Close() }() // only read
	return u.read("zip", r, int64(f.CompressedSize64))
}

// overlaps finds the members whose bytes are also those of one before them: a
// bomb that needs no archive inside an archive (D. Fifield, "A better zip
// bomb", WOOT 2019). The one that begins first is good.
func overlaps(files []*zip.File) map[*zip.File]bool {
	type span struct {
		from, to int64
		file     *zip.File
	}
	var spans []span
	for _, f := range files {
		if from, err := f.DataOffset(); err == nil && f.CompressedSize64 > 0 {
			spans = append(spans, span{from, from + int64(f.CompressedSize64), f})
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		if a.from != b.from {
			return int(min(max(a.from-b.from, -1), 1))
		}
		return 0
	})
	out := map[*zip.File]bool{}
	end := int64(0)
	for _, s := range spans {
		if s.from < end || s.to < s.from {
			out[s.file] = true
			continue
		}
		end = s.to
	}
	return out
}
