package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"hash/crc32"
	"io"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// file is a member of a fixture.
type file struct {
	name, data string
	// flags are added to those of the member's header.
	flags uint16
	// method is that of RAR, 0 for stored; version that of its decoder.
	method, version byte
	// more is how many bytes are in the next volume.
	more int
}

func gbk(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// makeZIP packs files, with names as they are and no mark of UTF-8.
func makeZIP(t testing.TB, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		m, err := w.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Deflate, NonUTF8: true, Flags: f.flags})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(m, f.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func makeTAR(t testing.TB, files ...file) []byte {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, f := range files {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.data)), Mode: 0o644, Format: tar.FormatGNU}); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func makeGZIP(t testing.TB, name string, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	w.Name = name
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// block4 is a header of RAR 4 with its CRC (technote.txt of RAR 4).
func block4(htype byte, flags uint16, body []byte) []byte {
	b := []byte{htype}
	b = binary.LittleEndian.AppendUint16(b, flags)
	b = binary.LittleEndian.AppendUint16(b, uint16(7+len(body)))
	b = append(b, body...)
	return append(binary.LittleEndian.AppendUint16(nil, uint16(crc32.ChecksumIEEE(b))), b...)
}

// makeRAR4 packs files stored, in the format of RAR 2.9 to 4; archive holds the
// flags of the main header.
func makeRAR4(archive uint16, files ...file) []byte {
	out := append([]byte("Rar!\x1A\x07\x00"), block4(0x73, archive, make([]byte, 6))...)
	for _, f := range files {
		version := f.version
		if version == 0 {
			version = 29
		}
		var b []byte
		b = binary.LittleEndian.AppendUint32(b, uint32(len(f.data)))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(f.data)+f.more))
		b = append(b, 2) // Windows
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(f.data)))
		b = binary.LittleEndian.AppendUint32(b, 0x5A210000) // time
		b = append(b, version, 0x30+f.method)
		b = binary.LittleEndian.AppendUint16(b, uint16(len(f.name)))
		b = binary.LittleEndian.AppendUint32(b, 0x20)
		b = append(b, f.name...)
		out = append(out, block4(0x74, 0x8000|f.flags, b)...)
		out = append(out, f.data...)
	}
	return append(out, block4(0x7B, 0x4000|archive&1, nil)...)
}

// block5 is a header of RAR 5 with its CRC (technote of RAR 5, "General archive
// block format").
func block5(fields ...uint64) []byte { return finish5(vints(fields...)) }

func vints(fields ...uint64) []byte {
	var b []byte
	for _, f := range fields {
		b = binary.AppendUvarint(b, f)
	}
	return b
}

func finish5(body []byte) []byte {
	b := append(binary.AppendUvarint(nil, uint64(len(body))), body...)
	return append(binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(b)), b...)
}

// makeRAR5 packs files stored, in the format of RAR 5; archive holds the flags
// of the main header; a volume is the second.
func makeRAR5(archive uint64, files ...file) []byte {
	out := append([]byte("Rar!\x1A\x07\x01\x00"), block5(1, 0, archive, 1)...)
	for _, f := range files {
		extra := []byte{}
		if f.flags&1 != 0 { // encrypted: an extra record of type 1
			record := append(vints(1, 0, 0), make([]byte, 33)...)
			extra = append(binary.AppendUvarint(nil, uint64(len(record))), record...)
		}
		flags := uint64(0x02 | f.flags&0x18)
		b := vints(2, flags)
		if len(extra) > 0 {
			b = vints(2, flags|1, uint64(len(extra)))
		}
		b = append(b, vints(uint64(len(f.data)), 0x04, uint64(len(f.data)+f.more), 0x20)...)
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(f.data)))
		b = append(b, vints(uint64(f.version)|uint64(f.method)<<7, 0, uint64(len(f.name)))...)
		b = append(append(b, f.name...), extra...)
		out = append(out, finish5(b)...)
		out = append(out, f.data...)
	}
	return append(out, block5(5, 0, archive&1)...)
}
