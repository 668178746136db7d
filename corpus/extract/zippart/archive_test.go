package zippart

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"duibiao/corpus/extract/fault"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// pack makes an archive of pairs of name and content.
func pack(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t testing.TB, data []byte) *Archive {
	t.Helper()
	a, err := Open(data, "docx")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestParts(t *testing.T) {
	a := open(t, pack(t, "word/", "", "word/document.xml", "甲", `xl\Workbook.xml`, "乙", "../../etc/x", "丙", "word/document.xml", "丁", "/", ""))
	if want := []string{"word/document.xml", "xl/Workbook.xml", "etc/x"}; !slices.Equal(a.Names(), want) {
		t.Errorf("names %q, want %q", a.Names(), want)
	}
	if want := []string{"word/document.xml"}; !slices.Equal(a.Doubles(), want) {
		t.Errorf("doubles %q", a.Doubles())
	}
	for name, want := range map[string]string{"word/document.xml": "甲", "/Word/DOCUMENT.xml": "甲", "xl/workbook.xml": "乙", "word/../etc/x": "丙"} {
		if got, err := a.Part(name); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if !a.Has(name) {
			t.Errorf("%s is not there", name)
		}
	}
	if n := a.Packed("word/document.xml"); n < 3 || n > 20 || a.Packed("word") != 0 {
		t.Errorf("packed into %d bytes", n)
	}
	if _, err := a.Part("word"); !errors.Is(err, ErrNoPart) {
		t.Errorf("missing part: %v", err)
	}
}

func TestNames(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("目录/采购.docx")
	if err != nil {
		t.Fatal(err)
	}
	extra := func(of string) []byte {
		b := binary.LittleEndian.AppendUint16([]byte{1, 0, 0, 0, 0x75, 0x70}, uint16(5+len("名.txt")))
		b = append(b, 1)
		b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte(of)))
		return append(b, "名.txt"...)
	}
	for _, tt := range []struct {
		raw   string
		extra []byte
		want  string
	}{
		{gbk, nil, "目录/采购.docx"},
		{"目录/采购.docx", nil, "目录/采购.docx"},
		{"?.txt", extra("?.txt"), "名.txt"},
		{"other.txt", extra("?.txt"), "other.txt"},
		{"cut.txt", extra("cut.txt")[:9], "cut.txt"},
		{"..", nil, ""},
	} {
		f := &zip.File{FileHeader: zip.FileHeader{Name: tt.raw, Extra: tt.extra, NonUTF8: true}}
		if got := Name(f); got != tt.want {
			t.Errorf("%q is read as %q, want %q", tt.raw, got, tt.want)
		}
	}
}

func TestCaps(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	zeros := strings.Repeat("\x00", fault.MaxPart+1)
	a := open(t, pack(t, "big", zeros, "half", zeros[:fault.MaxPart-1]))
	var tooLarge *fault.TooLargeError
	if _, err := a.Part("big"); !errors.As(err, &tooLarge) || tooLarge.Limit != fault.MaxPart {
		t.Errorf("a part above the cap: %v", err)
	}
	a = open(t, pack(t, "half", zeros[:fault.MaxPart-1]))
	var err error
	for range 3 {
		_, err = a.Part("half")
	}
	if !errors.As(err, &tooLarge) || tooLarge.Limit != fault.MaxUnpacked {
		t.Errorf("parts above the cap together: %v", err)
	}
	if _, err := Open(bytes.Repeat([]byte("PK\x01\x02"), MaxMembers+1), "zip"); !errors.As(err, &tooLarge) {
		t.Errorf("too many members: %v", err)
	}
}

func TestFaults(t *testing.T) {
	data := pack(t, "a.xml", strings.Repeat("采购 <b> 目录 ", 300))
	var damaged *fault.DamagedError
	for cut := range data {
		if _, err := Open(data[:cut], "ofd"); !errors.As(err, &damaged) || damaged.Format != "ofd" {
			t.Fatalf("cut at %d: %v", cut, err)
		}
	}
	flip := bytes.Clone(data)
	flip[60] ^= 0xFF
	if got, err := open(t, flip).Part("a.xml"); !errors.As(err, &damaged) {
		t.Errorf("flipped byte: %d bytes, %v", len(got), err)
	}
	locked := bytes.Clone(data)
	for _, at := range []int{6, bytes.Index(data, []byte("PK\x01\x02")) + 8} {
		locked[at] |= 1
	}
	if _, err := open(t, locked).Part("a.xml"); !errors.Is(err, fault.ErrEncrypted) {
		t.Errorf("encrypted: %v", err)
	}
	odd := bytes.Clone(data)
	odd[bytes.Index(data, []byte("PK\x01\x02"))+10] = 9
	var unsupported *fault.UnsupportedError
	if _, err := open(t, odd).Part("a.xml"); !errors.As(err, &unsupported) {
		t.Errorf("deflate64: %v", err)
	}
}

// FuzzOpen: names stay inside the archive and are valid UTF-8, every listed
// name is found, and no part is larger than its cap.
func FuzzOpen(f *testing.F) {
	f.Add(pack(f, "word/document.xml", "<a/>", "../x", "y"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(data, "zip")
		if err != nil {
			return
		}
		for _, name := range a.Names() {
			if name == "" || !utf8.ValidString(name) || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "../") || !a.Has(name) {
				t.Fatalf("name %q", name)
			}
			if part, _ := a.Part(name); len(part) > fault.MaxPart {
				t.Fatalf("%s has %d bytes", name, len(part))
			}
		}
	})
}
