package archive

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"duibiao/corpus/extract/fault"
)

// show writes what came out of an archive: "path=data" or "path: error".
func show(members []Member, skipped []Skipped) []string {
	var out []string
	for _, m := range members {
		out = append(out, m.Path+"="+string(m.Data))
	}
	for _, s := range skipped {
		out = append(out, s.Path+": "+s.Err.Error())
	}
	return out
}

func TestMembers(t *testing.T) {
	inner := makeZIP(t, file{name: "表.csv", data: "1"}, file{name: "secret.doc", data: "x", flags: 1})
	deep := makeZIP(t, file{name: "3.zip", data: string(makeZIP(t, file{name: "4.zip", data: string(inner)}))})
	document := makeZIP(t, file{name: "[Content_Types].xml", data: "<a/>"}, file{name: "word/document.xml", data: "<a/>"})
	const volume = "format rar (one volume of several) is not supported"
	for _, tt := range []struct {
		name string
		data []byte
		want []string
	}{
		{
			"names in GB18030, litter, folders", makeZIP(t, file{name: gbk(t, "目录/办法.txt"), data: "甲"}, file{name: "目录/", data: ""},
				file{name: "__MACOSX/目录/._办法.txt", data: "?"}, file{name: "目录/.DS_Store"}, file{name: "Thumbs.db"}),
			[]string{"目录/办法.txt=甲"},
		},
		{
			"paths that climb", makeZIP(t, file{name: "../../x", data: "1"}, file{name: `C:\a\..\b`, data: "2"}, file{name: "/abs", data: "3"}),
			[]string{"x=1", "b=2", "abs=3"},
		},
		{
			"doubles", makeZIP(t, file{name: "a.txt", data: "1"}, file{name: "a.txt", data: "2"}, file{name: "/a.txt", data: "3"}),
			[]string{"a.txt=1", "a (2).txt=2", "a (3).txt=3"},
		},
		{
			"archives inside", makeZIP(t, file{name: "b/inner.zip", data: string(inner)}, file{name: "z.txt", data: "2"}),
			[]string{"b/inner.zip!/表.csv=1", "z.txt=2", "b/inner.zip!/secret.doc: file is protected by a password"},
		},
		{
			"too deep", makeZIP(t, file{name: "2.zip", data: string(deep)}),
			[]string{"2.zip!/3.zip!/4.zip: file is too large: 4 levels, the limit is 3"},
		},
		{"a document packed as ZIP", makeZIP(t, file{name: "a.docx", data: string(document)}), []string{"a.docx=" + string(document)}},
		{"7z inside", makeZIP(t, file{name: "a.7z", data: "7z\xBC\xAF\x27\x1C..."}), []string{"a.7z: format 7z is not supported"}},
		{"rar 4", makeRAR4(0, file{name: gbk(t, "采购.txt"), data: "甲"}, file{name: `d\e.txt`, data: "乙"}), []string{"采购.txt=甲", "d/e.txt=乙"}},
		{
			"rar 4, a locked member", makeRAR4(0, file{name: "a", data: "1"}, file{name: "b", data: "2", flags: 4}, file{name: "c", data: "3"}),
			[]string{"a=1", "c=3", "b: file is protected by a password"},
		},
		{
			"rar 4, first of several volumes", makeRAR4(1, file{name: "a", data: "1"}, file{name: "b", data: "2", flags: 2, more: 9}),
			[]string{"a=1", "b: " + volume, "rar 4, first of several volumes: " + volume},
		},
		{
			"rar 5, first of several volumes", makeRAR5(1, file{name: "a", data: "1"}, file{name: "b", data: "2", flags: 0x10, more: 9}),
			[]string{"a=1", "b: " + volume, "rar 5, first of several volumes: " + volume},
		},
		{"rar 5", makeRAR5(0, file{name: "采购.txt", data: "甲"}, file{name: "../d/e.txt", data: "乙"}), []string{"采购.txt=甲", "d/e.txt=乙"}},
		{"rar 5, a locked member", makeRAR5(0, file{name: "a", data: "1"}, file{name: "b", data: "2", flags: 1}), []string{"a=1", "b: file is protected by a password"}},
		{"tape archive", makeTAR(t, file{name: "./a/b.txt", data: "1"}, file{name: gbk(t, "办法.txt"), data: "2"}), []string{"a/b.txt=1", "办法.txt=2"}},
		{"tape archive, packed", makeGZIP(t, "", makeTAR(t, file{name: "a", data: "1"})), []string{"a=1"}},
		{"gzip with a name", makeGZIP(t, "catalogue.xls", []byte("x")), []string{"catalogue.xls=x"}},
		{"gzip without a name", append(makeGZIP(t, "", []byte("x")), "junk after it"...), []string{"gzip without a name=x"}},
		{"nothing in it", makeZIP(t), nil},
	} {
		members, skipped, err := Members(tt.name, tt.data, nil)
		if got := show(members, skipped); err != nil || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %v\n got %q\nwant %q", tt.name, err, got, tt.want)
		}
	}
}

func TestErrors(t *testing.T) {
	badSum := makeRAR4(0, file{name: "a", data: "good"})
	copy(badSum[bytes.Index(badSum, []byte("good")):], "evil")
	for _, tt := range []struct {
		name string
		data []byte
		want error
	}{
		{"a.zip", makeZIP(t, file{name: "a", data: "x", flags: 1}, file{name: "b", data: "x", flags: 1}), fault.ErrEncrypted},
		{"a.rar", makeRAR5(0, file{name: "a", data: "x", flags: 1}), fault.ErrEncrypted},
		{"a.rar", makeRAR4(0x80, file{name: "a", data: "x"}), fault.ErrEncrypted},
		{"a.rar", append([]byte("Rar!\x1A\x07\x01\x00"), block5(4, 0, 0, 0)...), fault.ErrEncrypted},
		{"a.7z", []byte("7z\xBC\xAF\x27\x1C..."), &fault.UnsupportedError{Format: "7z"}},
		{"a.lzh", []byte("..-lh5-"), &fault.UnsupportedError{Format: "lzh"}},
		{"a.part2.rar", makeRAR5(3, file{name: "a", data: "x"}), &fault.UnsupportedError{Format: "rar", Version: "one volume of several"}},
		{"a.r01", makeRAR4(1, file{name: "a", data: "x", flags: 1}), &fault.UnsupportedError{Format: "rar", Version: "one volume of several"}},
		{"a.zip", []byte("PK\x03\x04cut off"), fault.Damaged("zip", "directory of the archive is cut off or overwritten")},
		{"a.gz", []byte("\x1F\x8B\x08"), fault.Damaged("gz", "header is cut off or overwritten")},
		{"a.rar", []byte("Rar!\x1A\x07\x01\x00cut off"), fault.Damaged("rar", "archive is cut off or overwritten")},
	} {
		members, skipped, err := Members(tt.name, tt.data, nil)
		if err == nil || !strings.HasSuffix(err.Error(), tt.want.Error()) || len(members)+len(skipped) > 0 {
			t.Errorf("%s: %q, %v, want %v", tt.name, show(members, skipped), err, tt.want)
		}
	}
	_, skipped, err := Members("a.rar", badSum, nil)
	if err != nil || len(skipped) != 1 || !strings.Contains(skipped[0].Err.Error(), "wrong checksum") {
		t.Errorf("wrong checksum: %v, %v", skipped, err)
	}
}

// reason unpacks an archive in which one member is left out, and gives how many
// are not and why that one is.
func reason(t *testing.T, data []byte) (int, error) {
	t.Helper()
	members, skipped, err := Members("a.zip", data, nil)
	if err != nil || len(skipped) != 1 {
		t.Fatalf("%d members, skipped %v, %v", len(members), skipped, err)
	}
	return len(members), skipped[0].Err
}

func TestBombs(t *testing.T) {
	zeros := strings.Repeat("\x00", ratioFrom+1<<20)
	if n, err := reason(t, makeZIP(t, file{name: "bomb", data: zeros}, file{name: "good", data: "1"})); n != 1 || !strings.Contains(err.Error(), "200 times") {
		t.Errorf("bomb: %d, %v", n, err)
	}
	// Two members of the directory that name the same bytes.
	data := makeZIP(t, file{name: "a", data: "same bytes"}, file{name: "b", data: "same bytes"})
	first := bytes.Index(data, []byte("PK\x01\x02"))
	second := first + 4 + bytes.Index(data[first+4:], []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(data[second+42:], 0)
	if n, err := reason(t, data); n != 1 || !strings.Contains(err.Error(), "share their bytes") {
		t.Errorf("overlap: %d, %v", n, err)
	}
	var many []file
	for i := range MaxMembers + 10 {
		many = append(many, file{name: fmt.Sprint(i)})
	}
	var tooLarge *fault.TooLargeError
	if n, err := reason(t, makeZIP(t, many...)); n != MaxMembers || !errors.As(err, &tooLarge) || tooLarge.Unit != "members" {
		t.Errorf("%d members, %v", n, err)
	}
}

// TestDecoderPanic: a size beyond 63 bits makes the decoder of RAR panic, which
// must end as damage.
func TestDecoderPanic(t *testing.T) {
	b := append(vints(2, 2, 1<<63, 0, 5, 0x20), vints(0, 0, 1)...)
	data := append([]byte("Rar!\x1A\x07\x01\x00"), block5(1, 0, 0)...)
	data = append(append(data, finish5(append(b, 'a'))...), "content"...)
	members, skipped, err := Members("a.rar", data, nil)
	var damaged *fault.DamagedError
	if len(members) > 0 || len(skipped) == 0 || !errors.As(skipped[0].Err, &damaged) {
		t.Errorf("%v, %v, %v", members, skipped, err)
	}
}

// TestDamage cuts archives off at every length and turns every byte over: each
// gives members, reasons or an error, in time.
func TestDamage(t *testing.T) {
	nested := string(makeRAR5(0, file{name: "e", data: "深"}))
	for name, data := range map[string][]byte{
		"zip":  makeZIP(t, file{name: "a", data: "甲甲甲甲甲甲"}, file{name: "b.rar", data: nested}),
		"rar4": makeRAR4(0, file{name: "a", data: "甲"}, file{name: "b.rar", data: nested}),
		"rar5": makeRAR5(0, file{name: "a", data: "甲"}, file{name: "b.rar", data: nested}),
		"tgz":  makeGZIP(t, "", makeTAR(t, file{name: "a", data: "甲"})),
	} {
		start := time.Now()
		for i := range data {
			check(t, data[:i])
			flip := bytes.Clone(data)
			flip[i] ^= 0xFF
			check(t, flip)
			flip[i] ^= 0xFE
			check(t, flip)
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s: %v", name, d)
		}
	}
}
