package bleveindex

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"duibiao/corpus"
	"duibiao/index"
)

// appendString writes a string with its length.
func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

func appendDate(b []byte, d corpus.Date) []byte {
	return binary.AppendUvarint(b, uint64(d.Year*10000+d.Month*100+d.Day))
}

// reader reads what the append functions wrote; the first error stays. Strings
// it returns are parts of data, which is copied once for all of them.
type reader struct {
	data string
	err  error
}

var errShort = errors.New("record ends early")

func (r *reader) number() uint64 {
	n, shift := uint64(0), 0
	for i := 0; i < len(r.data) && shift < 64; i++ {
		b := r.data[i]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			r.data = r.data[i+1:]
			return n
		}
		shift += 7
	}
	r.fail()
	return 0
}

func (r *reader) string() string {
	n := r.number()
	if n > uint64(len(r.data)) {
		r.fail()
		return ""
	}
	s := r.data[:n]
	r.data = r.data[n:]
	return s
}

func (r *reader) fail() {
	r.data = ""
	if r.err == nil {
		r.err = errShort
	}
}

func (r *reader) date() corpus.Date {
	n := int(r.number())
	return corpus.Date{Year: n / 10000, Month: n / 100 % 100, Day: n % 100}
}

func appendDoc(b []byte, d index.Doc) []byte {
	for _, s := range []string{d.ID, d.Title, d.DocNumber, d.Region, string(d.Kind), string(d.Stated)} {
		b = appendString(b, s)
	}
	for _, at := range []corpus.Date{d.Issued, d.Published, d.Amended, d.Effective, d.Expires} {
		b = appendDate(b, at)
	}
	return b
}

func (r *reader) doc() index.Doc {
	return index.Doc{
		ID: r.string(), Title: r.string(), DocNumber: r.string(), Region: r.string(),
		Kind: corpus.Kind(r.string()), Stated: corpus.Status(r.string()),
		Issued: r.date(), Published: r.date(), Amended: r.date(), Effective: r.date(), Expires: r.date(),
	}
}

// appendUnit writes a unit without its document. The path is left out where it
// follows from chapter and label, as it does for nearly all articles.
func appendUnit(b []byte, u index.Unit) []byte {
	flags := uint64(0)
	if u.Front {
		flags |= 1
	}
	path := u.Path
	if path == derivedPath(u) {
		flags |= 2
		path = ""
	}
	b = binary.AppendUvarint(b, flags)
	for _, s := range []string{u.ClauseID, u.Label, path, u.Chapter, u.Text} {
		b = appendString(b, s)
	}
	return b
}

func derivedPath(u index.Unit) string {
	if u.Chapter == "" {
		return u.Label
	}
	return u.Chapter + corpus.PathSeparator + u.Label
}

func (r *reader) unit(d index.Doc) index.Unit {
	flags := r.number()
	u := index.Unit{
		Doc: d, Front: flags&1 != 0,
		ClauseID: r.string(), Label: r.string(), Path: r.string(), Chapter: r.string(), Text: r.string(),
	}
	if flags&2 != 0 {
		u.Path = derivedPath(u)
	}
	return u
}

// sealed puts a checksum before a record.
func sealed(record []byte) []byte {
	b := binary.LittleEndian.AppendUint32(make([]byte, 0, len(record)+4), crc32.ChecksumIEEE(record))
	return append(b, record...)
}

// unseal checks and removes it.
func unseal(b []byte) ([]byte, error) {
	if len(b) < 4 {
		return nil, errShort
	}
	if sum := crc32.ChecksumIEEE(b[4:]); sum != binary.LittleEndian.Uint32(b) {
		return nil, fmt.Errorf("checksum %08x, want %08x", sum, binary.LittleEndian.Uint32(b))
	}
	return b[4:], nil
}
