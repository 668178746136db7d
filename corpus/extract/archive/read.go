package archive

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"strings"
	"time"

	"duibiao/corpus/extract/fault"
)

// read unpacks r, whose packed size is given, within the caps. Bytes that came
// out count, whatever becomes of them.
func (u *unpacker) read(format string, r io.Reader, packed int64) ([]byte, error) {
	var out bytes.Buffer
	chunk := make([]byte, 32<<10)
	for {
		n, err := r.Read(chunk)
		out.Write(chunk[:n])
		u.unpacked += n
		if size := out.Len(); size > fault.MaxPart {
			return nil, &fault.TooLargeError{Size: size, Limit: fault.MaxPart, Unit: "bytes"}
		} else if size > ratioFrom && int64(size)/maxRatio > packed {
			return nil, fault.Damaged(format, "member unpacks to more than %d times its size: made to harm", maxRatio)
		}
		if time.Now().After(u.until) {
			return nil, fault.ErrTimeout
		}
		if u.unpacked > MaxTotal {
			return nil, &fault.TooLargeError{Size: u.unpacked, Limit: MaxTotal, Unit: "bytes"}
		}
		if errors.Is(err, io.EOF) {
			return out.Bytes(), nil
		}
		if err != nil {
			return out.Bytes(), &readError{format: format, err: err}
		}
	}
}

// readError is an error of an unpacker of bytes. It reads as the damage that it
// is; err tells the kinds apart.
type readError struct {
	format string
	err    error
}

func (e *readError) Error() string { return e.Unwrap().Error() }

func (e *readError) Unwrap() error {
	if errors.Is(e.err, io.ErrUnexpectedEOF) {
		return fault.Damaged(e.format, "member is cut off")
	}
	return fault.Damaged(e.format, "member cannot be unpacked or has a wrong checksum")
}

// gzip unpacks a .gz: a tape archive becomes its members, all else one member.
func (u *unpacker) gzip(at folder, name string, data []byte) error {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return fault.Damaged("gz", "header is cut off or overwritten")
	}
	inner, err := u.read("gz", z, int64(len(data)))
	var broken *readError
	if errors.As(err, &broken) && errors.Is(broken.err, gzip.ErrHeader) && len(inner) > 0 {
		err = nil // bytes after the end, which gzip ignores too
	}
	if err != nil {
		return err
	}
	if isTAR(inner) {
		return u.tar(at, inner, len(data))
	}
	return u.add(at, gzipName(z.Name, name), func() ([]byte, error) { return inner, nil })
}

// gzipName names the content of a .gz: by its header, else by the name of the
// file without its extension.
func gzipName(header, file string) string {
	if header != "" {
		return path.Base(clean(latin1(header)))
	}
	switch ext := path.Ext(file); strings.ToLower(ext) {
	case ".gz", ".z":
		return strings.TrimSuffix(file, ext)
	case ".tgz":
		return strings.TrimSuffix(file, ext) + ".tar"
	}
	return file
}

// latin1 gives back the bytes of a name that was taken for ISO 8859-1 (RFC 1952,
// 2.3.1), since writers put the bytes of their system there.
func latin1(s string) string {
	out := make([]byte, 0, len(s))
	for _, r := range s {
		if r > 0xFF {
			return s
		}
		out = append(out, byte(r))
	}
	return string(out)
}

// tar unpacks a tape archive; packed is its size on disk.
func (u *unpacker) tar(at folder, data []byte, packed int) error {
	t := tar.NewReader(bytes.NewReader(data))
	for {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		// ErrInsecurePath comes with a usable header; names are cleaned here.
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			return fault.Damaged("tar", "archive is cut off or overwritten")
		}
		if h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeGNUSparse {
			continue
		}
		err = u.add(at, h.Name, func() ([]byte, error) { return u.read("tar", t, int64(packed)) })
		if err != nil {
			return err
		}
	}
}
