package zippart

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Name is the path of a member inside its archive, in UTF-8, with forward
// slashes and never above the top. A name that is not marked as UTF-8 is read
// by its bytes: valid UTF-8 is UTF-8 (many programs forget the mark), all else
// GB18030, which Chinese systems write. "" for a name without anything in it.
func Name(f *zip.File) string {
	return clean(decode(f))
}

func decode(f *zip.File) string {
	if name := unicodePath(f); name != "" {
		return name
	}
	if utf8.ValidString(f.Name) {
		return f.Name
	}
	// The decoder gives U+FFFD for what it does not know and no error.
	name, err := simplifiedchinese.GB18030.NewDecoder().String(f.Name)
	if err != nil {
		return ""
	}
	return name
}

// unicodePath reads the extra field 0x7075 of Info-ZIP: the name in UTF-8,
// valid while its checksum is the one of the plain name (APPNOTE.TXT 4.6.9).
func unicodePath(f *zip.File) string {
	for extra := f.Extra; len(extra) >= 4; {
		id, size := binary.LittleEndian.Uint16(extra), int(binary.LittleEndian.Uint16(extra[2:]))
		extra = extra[4:]
		if size > len(extra) {
			return ""
		}
		field := extra[:size]
		extra = extra[size:]
		if id != 0x7075 || size < 6 || field[0] != 1 || binary.LittleEndian.Uint32(field[1:]) != crc32.ChecksumIEEE([]byte(f.Name)) {
			continue
		}
		if name := string(field[5:]); utf8.ValidString(name) {
			return name
		}
	}
	return ""
}
