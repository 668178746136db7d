package xls

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// stream builds records. A number is two bytes; strings, bytes, float64 and
// uint32 are as they are, a byte is one byte.
type stream struct{ bytes.Buffer }

func (s *stream) rec(op int, fields ...any) *stream {
	data := pack(fields...)
	_ = binary.Write(s, binary.LittleEndian, []uint16{uint16(op), uint16(len(data))})
	s.Write(data)
	return s
}

func pack(fields ...any) []byte {
	var out bytes.Buffer
	for _, f := range fields {
		switch v := f.(type) {
		case int:
			_ = binary.Write(&out, binary.LittleEndian, uint16(v))
		case string:
			out.WriteString(v)
		case []byte:
			out.Write(v)
		default:
			_ = binary.Write(&out, binary.LittleEndian, v)
		}
	}
	return out.Bytes()
}

// wide is UTF-16.
func wide(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// text is a string of BIFF8 behind a length of two bytes.
func text(s string) []byte {
	return pack(len(utf16.Encode([]rune(s))), byte(1), wide(s))
}

// sheetDef is a sheet to build: its state and kind, and its records.
type sheetDef struct {
	name  string
	state byte
	kind  byte
	cells *stream
}

// build makes a BIFF8 stream outside of a container: globals and sheets.
func build(globals *stream, sheets ...sheetDef) []byte {
	var out stream
	out.rec(opBOF, biff8, 5, 0, 0, uint32(0), uint32(0))
	out.Write(globals.Bytes())
	var places []int
	for _, s := range sheets {
		places = append(places, out.Len()+4)
		out.rec(opBoundSheet, uint32(0), s.state, s.kind, byte(len(utf16.Encode([]rune(s.name)))), byte(1), wide(s.name))
	}
	out.rec(opEOF)
	for i, s := range sheets {
		binary.LittleEndian.PutUint32(out.Bytes()[places[i]:], uint32(out.Len()))
		kind := kindSheet
		if s.kind == 2 {
			kind = 0x20
		}
		out.rec(opBOF, biff8, kind, 0, 0, uint32(0), uint32(0))
		out.Write(s.cells.Bytes())
		out.rec(opEOF)
	}
	return out.Bytes()
}

func one(globals, cells *stream) []byte {
	return build(globals, sheetDef{name: "Sheet1", cells: cells})
}

// rows shows blocks: cells between |, rows between /, lines in <>.
func rows(c corpus.Content) string {
	var out []string
	for _, b := range c.Blocks {
		if b.Kind != corpus.BlockTable {
			out = append(out, "<"+b.Text+">")
		}
		for _, row := range b.Rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, cell.Text)
			}
			out = append(out, strings.Join(cells, "|"))
		}
	}
	return strings.Join(out, "/")
}

func read(t testing.TB, data []byte) corpus.Content {
	t.Helper()
	var c corpus.Content
	if err := Read(data, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func rkInt(n int32, flag uint32) uint32 { return uint32(n)<<2 | 2 | flag }

// sst is a table of shared strings, cut into a continuation within the second.
func sst() *stream {
	s := &stream{}
	s.rec(opSST, uint32(9), uint32(4),
		2, byte(0), "ab", // one byte a character
		6, byte(1), wide("甲乙"))
	s.rec(opContinue, byte(0), "cd") // narrow from here
	s.rec(opContinue, byte(1), wide("丙丁"),
		1, byte(1|8|4), 1, uint32(6), wide("戊"), []byte{0, 0, 1, 0}, "phonet", // rich and phonetic
		2, byte(0), "yz")
	return s
}

func TestCells(t *testing.T) {
	globals := sst()
	globals.rec(opFormat, 164, text("000")).rec(opFormat, 165, text(`0.00"万元"`)).rec(opFormat, 14, text("m/d/yy"))
	for _, id := range []int{0, 164, 165, 14, 31} {
		globals.rec(opXF, 0, id, 0)
	}
	for _, tt := range []struct {
		name  string
		cells *stream
		want  string
	}{
		{"shared strings", new(stream).rec(opLabelSST, 0, 0, 0, uint32(0)).rec(opLabelSST, 0, 1, 0, uint32(1)).rec(opLabelSST, 0, 2, 0, uint32(2)).rec(opLabelSST, 0, 3, 0, uint32(3)), "ab|甲乙cd丙丁|戊|yz"},
		{"no shared string", new(stream).rec(opLabelSST, 0, 0, 0, uint32(math.MaxUint32)).rec(opNumber, 0, 1, 0, 1.5).rec(opNumber, 0, 2, 99, 2.0), "|1.5|2"},
		{"numbers", new(stream).rec(opNumber, 0, 0, 1, 7.0).rec(opRK, 0, 1, 2, rkInt(20000, 1)).rec(opRK, 0, 2, 0, rkInt(-3, 0)).rec(opRK, 0, 3, 3, rkInt(45000, 0)).rec(opRK, 0, 4, 4, rkInt(45000, 0)), "007|200.00万元|-3|2023/3/15|2023年3月15日"},
		{"many numbers", new(stream).rec(opMulRK, 0, 1, 0, rkInt(1, 0), 1, rkInt(2, 0), 0, rkInt(3, 0), 3), "|1|002|3"},
		{"labels", new(stream).rec(opLabel, 0, 0, 0, text("甲")).rec(opRString, 0, 1, 0, text("乙"), 1, 0, 0), "甲|乙"},
		{"formulas", new(stream).rec(opFormula, 0, 0, 1, 5.0, 0, uint32(0), 0).
			rec(opFormula, 0, 1, 0, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0).rec(0x04BC, 0).rec(opString, text("文")).
			rec(opFormula, 0, 2, 0, []byte{1, 0, 1, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0).
			rec(opFormula, 0, 3, 0, []byte{2, 0, 7, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0).
			rec(opFormula, 0, 4, 0, []byte{3, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0).
			rec(opBoolErr, 0, 5, 0, byte(0), byte(0)).rec(opBoolErr, 0, 6, 0, byte(0x2A), byte(1)), "005|文|TRUE|#DIV/0!||FALSE|#N/A"},
		{"a chart inside", new(stream).rec(opNumber, 0, 0, 0, 1.0).rec(opBOF, biff8, 0x20, 0, 0).rec(opNumber, 5, 5, 0, 9.0).rec(opEOF).rec(opNumber, 0, 1, 0, 2.0), "1|2"},
		{"out of bounds", new(stream).rec(opNumber, 0, 0, 0, 1.0).rec(opNumber, 0, 256, 0, 9.0).rec(opNumber, 0, 1).rec(opNumber, 0, 1, 0, 2.0), "1|2"},
		{"long text", new(stream).rec(opLabel, 0, 0, 0, 4, byte(0), "ab").rec(opContinue, byte(1), wide("甲乙")).rec(opNumber, 0, 1, 0, 2.0), "ab甲乙|2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := rows(read(t, one(globals, tt.cells))); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSheets(t *testing.T) {
	cells := func(s string) *stream { return new(stream).rec(opLabel, 0, 0, 0, text(s)).rec(opNumber, 0, 1, 0, 1.0) }
	c := read(t, build(&stream{}, sheetDef{"乙", 0, 0, cells("b")}, sheetDef{"藏", 2, 0, cells("x")}, sheetDef{"图", 0, 2, cells("y")}, sheetDef{"甲", 0, 0, cells("a")}))
	if got, want := rows(c), "<乙>/b|1/<甲>/a|1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(c.Warnings) != 1 || c.Charset != "utf-16" || c.MediaType != MediaType {
		t.Errorf("%+v", c)
	}
}

func TestMergedAndHidden(t *testing.T) {
	cells := new(stream).rec(opColInfo, 1, 1, 0, 0, 1).rec(opRow, 0, 0, 0, 0, 0, 0, byte(0x20), byte(0), 0).
		rec(opLabel, 0, 0, 0, text("甲")).rec(opLabel, 0, 1, 0, text("乙")).rec(opLabel, 1, 1, 0, text("丙")).
		rec(opMerged, 3, 0, 1, 0, 0, 0, 65535, 0, 255, 9, 2, 5, 1)
	c := read(t, one(&stream{}, cells))
	if got := c.Blocks[0].Rows[0][0].RowSpan; got != 2 || rows(c) != "甲|乙/丙" {
		t.Errorf("row span %d of %s", got, rows(c))
	}
	if len(c.Warnings) != 2 {
		t.Errorf("%q", c.Warnings)
	}
}

// TestTextBoxes reads the text of a text box and leaves out that of a comment.
func TestTextBoxes(t *testing.T) {
	cells := new(stream).rec(opNumber, 0, 0, 0, 1.0).rec(opNumber, 0, 1, 0, 2.0).
		rec(opObj, 0x15, 0x12, 6, 1).rec(opTxO, 0, 0, 0, 0, 0, 5, 16, 0, 0).rec(opContinue, byte(1), wide("填表")).rec(opContinue, byte(0), "abc").rec(opContinue, 0, 0, 0, 0).
		rec(opObj, 0x15, 0x12, commentBox, 2).rec(opTxO, 0, 0, 0, 0, 0, 2, 16, 0, 0).rec(opContinue, byte(1), wide("批注")).rec(opContinue, 0, 0, 0, 0)
	if got := rows(read(t, one(&stream{}, cells))); got != "1|2/<填表abc>" {
		t.Error(got)
	}
}

func TestDate1904(t *testing.T) {
	globals := new(stream).rec(opDateMode, 1).rec(opXF, 0, 14, 0)
	cells := new(stream).rec(opNumber, 0, 0, 0, 43538.0).rec(opNumber, 0, 1, 9, 1.0)
	if got := rows(read(t, one(globals, cells))); got != "2023/3/15|1" {
		t.Error(got)
	}
}

// TestBIFF5 reads texts in code pages: a stated Chinese one, and Chinese under a
// Western one.
func TestBIFF5(t *testing.T) {
	for _, page := range []int{936, 1252} {
		gb := func(s string) []byte {
			b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(s))
			if err != nil {
				t.Fatal(err)
			}
			return b
		}
		var s stream
		s.rec(opBOF, biff5, 5, 0, 0).rec(opCodePage, page)
		s.rec(opFormat, 164, byte(8), gb(`0"万元"`)).rec(opXF, 0, 0).rec(opXF, 0, 164)
		place := s.Len() + 4
		s.rec(opBoundSheet, uint32(0), 0, byte(4), gb("目录")).rec(opEOF)
		binary.LittleEndian.PutUint32(s.Bytes()[place:], uint32(s.Len()))
		s.rec(opBOF, biff5, kindSheet, 0, 0).
			rec(opLabel, 0, 0, 0, 4, gb("名称")).rec(opRString, 0, 1, 0, 4, gb("金额"), byte(0)).
			rec(opNumber, 1, 1, 1, 200.0).
			rec(opFormula, 1, 0, 0, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 0, uint32(0), 0).rec(opString, 4, gb("文字")).rec(opEOF)
		if got := rows(read(t, s.Bytes())); got != "名称|金额/文字|200万元" {
			t.Errorf("code page %d: %s", page, got)
		}
	}
}

func TestFaults(t *testing.T) {
	var damaged *fault.DamagedError
	var unsupported *fault.UnsupportedError
	for _, tt := range []struct {
		name string
		data []byte
		as   any
		is   error
	}{
		{"nothing", nil, &damaged, nil},
		{"junk", []byte("junk junk"), &damaged, nil},
		{"Excel 2", []byte{9, 0, 4, 0, 2, 0, 16, 0}, &unsupported, nil},
		{"Excel 4", []byte{9, 4, 6, 0, 0, 0, 16, 0, 0, 0}, &unsupported, nil},
		{"password", one(new(stream).rec(opFilePass, 1), &stream{}), nil, fault.ErrEncrypted},
		{"no cells", one(&stream{}, &stream{}), nil, fault.ErrEmpty},
		{"pictures only", one(new(stream).rec(opDrawings, 0), &stream{}), nil, fault.ErrNoText},
		{"many strings promised", one(new(stream).rec(opSST, uint32(1), uint32(math.MaxUint32), 1, byte(0), "a", 9, byte(1), "b"), &stream{}), &damaged, nil},
		{"one string of many characters", one(new(stream).rec(opSST, uint32(1), uint32(1), 65535, byte(1|4|8), 65535, uint32(math.MaxUint32), "b"), &stream{}), &damaged, nil},
	} {
		err := Read(tt.data, &corpus.Content{})
		if tt.is != nil && !errors.Is(err, tt.is) || tt.as != nil && !errors.As(err, tt.as) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// Sheets that all begin in one stretch of records would be read again and again.
func TestOverlappingSheets(t *testing.T) {
	var s stream
	s.rec(opBOF, biff8, 5, 0, 0, uint32(0), uint32(0))
	var places []int
	for range 2000 {
		places = append(places, s.Len()+4)
		s.rec(opBoundSheet, uint32(0), byte(0), byte(0), byte(1), byte(0), "a")
	}
	s.rec(opEOF)
	for _, p := range places {
		binary.LittleEndian.PutUint32(s.Bytes()[p:], uint32(s.Len()))
		s.rec(opBOF, biff8, kindSheet, 0, 0, uint32(0), uint32(0))
	}
	for range 100_000 {
		s.rec(opNumber, 0, 0, 0, 1.0)
	}
	var damaged *fault.DamagedError
	if err := Read(s.Bytes(), &corpus.Content{}); err != nil && !errors.As(err, &damaged) && !errors.Is(err, fault.ErrEmpty) {
		t.Error(err)
	}
}

// TestLibreOffice reads a workbook in its container; ../xlsx/testdata/README.md
// says how it was made.
func TestLibreOffice(t *testing.T) {
	data, err := os.ReadFile("testdata/catalogue.xls")
	if err != nil {
		t.Fatal(err)
	}
	got, err := json.MarshalIndent(read(t, data), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	const golden = "testdata/catalogue.xls.golden"
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(golden, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(got)+"\n" != string(want) {
		t.Errorf("read in another way than %s says:\n%s", golden, got)
	}
}

// Every cut of a stream is an error; flipped bytes give an error or text.
func TestBroken(t *testing.T) {
	data, err := os.ReadFile("testdata/catalogue.xls")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(data); i += 3 {
		_ = Read(data[:i], &corpus.Content{})
		flipped := bytes.Clone(data)
		flipped[i] ^= 0xFF
		var c corpus.Content
		if Read(flipped, &c) == nil {
			check(t, c)
		}
	}
	raw := one(sst(), new(stream).rec(opNumber, 0, 0, 0, 1.0).rec(opNumber, 0, 1, 0, 1.0))
	for i := range raw {
		err := Read(raw[:i], &corpus.Content{})
		// The last two cuts leave the records whole, without the mark of the end.
		if err == nil && i < len(raw)-22 {
			t.Errorf("cut at %d of %d: no error", i, len(raw))
		}
	}
}

// check is the property of the fuzz target: valid UTF-8, and every cell inside
// the bounds of a sheet.
func check(t *testing.T, c corpus.Content) {
	t.Helper()
	for _, b := range c.Blocks {
		if !utf8.ValidString(b.Text) || b.FirstRow < 0 || b.FirstRow+len(b.Rows) > maxRow+1 {
			t.Errorf("block %.100q from row %d with %d rows", b.Text, b.FirstRow, len(b.Rows))
		}
		for i, row := range b.Rows {
			width := 0
			for _, cell := range row {
				width += max(cell.ColSpan, 1)
				if !utf8.ValidString(cell.Text) || i+cell.RowSpan > len(b.Rows) {
					t.Errorf("cell %q of row %d spans %d rows", cell.Text, i, cell.RowSpan)
				}
			}
			if width > maxCol {
				t.Errorf("row of %d columns", width)
			}
		}
	}
}

// The property: see check.
func FuzzRecords(f *testing.F) {
	f.Add(one(sst(), new(stream).rec(opLabelSST, 0, 0, 0, uint32(1)).rec(opMerged, 1, 0, 1, 0, 1)))
	f.Add(one(new(stream).rec(opFormat, 164, text("0.0")).rec(opXF, 0, 164), new(stream).rec(opMulRK, 3, 0, 0, rkInt(1, 0), 0, rkInt(2, 1), 1)))
	f.Add(one(&stream{}, new(stream).rec(opFormula, 0, 0, 0, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}).rec(opString, text("x")).rec(opRString, 1, 1, 0, text("y"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c corpus.Content
		if Read(data, &c) == nil {
			check(t, c)
		}
	})
}
