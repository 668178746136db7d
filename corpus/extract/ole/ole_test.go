package ole_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
	"time"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/ole"
	"duibiao/corpus/extract/ole/oletest"
)

// pattern is n bytes that differ from place to place.
func pattern(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + i>>8)
	}
	return b
}

func TestStream(t *testing.T) {
	want := pattern(5000)
	f, err := ole.Open(oletest.Build(oletest.Stream{Name: "1Table", Data: []byte("x")}, oletest.Stream{Name: "WordDocument", Data: want}), "doc")
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.Stream("worddocument")
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("stream: %d bytes, error %v, want %d bytes", len(got), err, len(want))
	}
	if _, err := f.Stream("Workbook"); !errors.Is(err, ole.ErrNoStream) {
		t.Errorf("missing stream: %v", err)
	}
}

func TestKind(t *testing.T) {
	for _, c := range []struct {
		stream, data string
		want         ole.Holding
	}{
		{"WordDocument", "", ole.Word},
		{"Workbook", "", ole.Excel},
		{"Book", "", ole.Excel},
		{"PowerPoint Document", "", ole.PowerPoint},
		{"EncryptedPackage", "", ole.EncryptedOffice},
		{"EncryptionInfo", "", ole.EncryptedOffice},
		{"MatOST", "", ole.Works},
		{"CONTENTS", "CHNKWKS ", ole.Works},
		{"CONTENTS", "another", ole.Other},
		{"__properties_version1.0", "", ole.Message},
		{"VisioDocument", "", ole.Other},
	} {
		f, err := ole.Open(oletest.Build(oletest.Stream{Name: c.stream, Data: []byte(c.data)}), "ole")
		if err != nil {
			t.Fatalf("%s: %v", c.stream, err)
		}
		if got := ole.Kind(f); got != c.want {
			t.Errorf("%s: holds %s, want %s", c.stream, got, c.want)
		}
		if got := ole.Encrypted(f); got != (c.want == ole.EncryptedOffice) {
			t.Errorf("%s: encrypted %v", c.stream, got)
		}
	}
}

// TestMini reads a container with a mini stream, laid by hand: LibreOffice and
// Word put streams under 4096 bytes there.
func TestMini(t *testing.T) {
	le := binary.LittleEndian
	data := oletest.Build(oletest.Stream{Name: "Small", Data: pattern(4096)}, oletest.Stream{Name: "Table", Data: nil})
	dir := data[512+16*512:]
	// The root's mini stream is the chain of Small, the mini table that of Table.
	le.PutUint32(dir[116:], 0)
	le.PutUint32(dir[120:], 4096)
	le.PutUint32(data[60:], 8)
	small := dir[128:]
	le.PutUint32(small[116:], 3)
	le.PutUint32(small[120:], 100)
	table := data[512+8*512:]
	le.PutUint32(table[4*3:], 5)
	le.PutUint32(table[4*5:], 0xFFFFFFFE)
	f, err := ole.Open(data, "doc")
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.Stream("Small")
	want := append(pattern(4096)[3*64:4*64:4*64], pattern(4096)[5*64:5*64+36]...)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("got % x, error %v\nwant % x", got, err, want)
	}
}

func TestDamaged(t *testing.T) {
	good := oletest.Build(oletest.Stream{Name: "WordDocument", Data: pattern(9000)})
	le := binary.LittleEndian
	for name, breakIt := range map[string]func(b []byte) []byte{
		"empty":       func([]byte) []byte { return nil },
		"header only": func(b []byte) []byte { return b[:512] },
		"magic":       func(b []byte) []byte { b[0] = 0; return b },
		"sector size": func(b []byte) []byte { b[30] = 31; return b },
	} {
		_, err := ole.Open(breakIt(bytes.Clone(good)), "doc")
		var damaged *fault.DamagedError
		if !errors.As(err, &damaged) || damaged.Format != "doc" {
			t.Errorf("%s: error %v", name, err)
		}
	}
	cycle := bytes.Clone(good)
	fat := cycle[len(cycle)-512:]
	le.PutUint32(fat[4*3:], 1)
	dir := cycle[len(cycle)-1024:]
	le.PutUint32(dir[128+120:], 0x7FFFFFFF)
	f, err := ole.Open(cycle, "doc")
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.Stream("WordDocument")
	var damaged *fault.DamagedError
	if !errors.As(err, &damaged) || len(got) > len(cycle) {
		t.Errorf("cycle: %d bytes, error %v", len(got), err)
	}
}

// TestHostile cuts a container off everywhere and overwrites each number.
func TestHostile(t *testing.T) {
	good := oletest.Build(oletest.Stream{Name: "WordDocument", Data: pattern(5000)}, oletest.Stream{Name: "0Table", Data: pattern(5)})
	start := time.Now()
	try := func(b []byte) {
		f, err := ole.Open(b, "doc")
		if err != nil {
			return
		}
		for _, name := range []string{"WordDocument", "0Table"} {
			if s, _ := f.Stream(name); len(s) > len(b) {
				t.Fatalf("stream of %d bytes in %d", len(s), len(b))
			}
		}
		ole.Kind(f)
	}
	for n := 0; n < len(good); n += 7 {
		try(good[:n])
	}
	for at := 0; at+4 <= len(good); at += 4 {
		for _, v := range []uint32{0xFFFFFFFF, 0x7FFFFFFF, 0, 1} {
			b := bytes.Clone(good)
			binary.LittleEndian.PutUint32(b[at:], v)
			try(b)
		}
	}
	if d := time.Since(start); d > 10*time.Second {
		t.Errorf("all of them took %v", d)
	}
}

// FuzzOpen holds: a stream is never larger than its file, and a stream read
// without error is as long again the second time.
func FuzzOpen(f *testing.F) {
	f.Add(oletest.Build(oletest.Stream{Name: "WordDocument", Data: pattern(5000)}))
	f.Add(oletest.Build(oletest.Stream{Name: "Workbook", Data: nil}, oletest.Stream{Name: "EncryptionInfo", Data: nil}))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := ole.Open(data, "doc")
		if err != nil {
			return
		}
		for _, name := range []string{"WordDocument", "Workbook", "EncryptionInfo"} {
			s, err := c.Stream(name)
			again, _ := c.Stream(name)
			if len(s) > len(data) || err == nil && !bytes.Equal(s, again) {
				t.Fatalf("stream %s: %d bytes of %d, then %d", name, len(s), len(data), len(again))
			}
		}
	})
}
