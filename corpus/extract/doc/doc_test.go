package doc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/ole/oletest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// dump writes blocks as lines: "# " before headings, cells between bars with
// their spans as columns×rows.
func dump(c corpus.Content) string {
	var out strings.Builder
	for _, b := range c.Blocks {
		switch b.Kind {
		case corpus.BlockHeading:
			fmt.Fprintf(&out, "%s %s\n", strings.Repeat("#", b.Level), b.Text)
		case corpus.BlockTable:
			for _, row := range b.Rows {
				out.WriteString("|")
				for _, cell := range row {
					fmt.Fprintf(&out, " %s", strings.ReplaceAll(cell.Text, "\n", "/"))
					if cell.ColSpan+cell.RowSpan > 0 {
						fmt.Fprintf(&out, " (%d×%d)", max(cell.ColSpan, 1), max(cell.RowSpan, 1))
					}
					out.WriteString(" |")
				}
				out.WriteString("\n")
			}
		default:
			out.WriteString(strings.ReplaceAll(b.Text, "\n", "/") + "\n")
		}
	}
	for _, l := range c.Links {
		fmt.Fprintf(&out, "-> %s %s\n", l.Text, l.URL)
	}
	return out.String()
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestGolden(t *testing.T) {
	for _, name := range []string{"rules", "long", "page", "tiny"} {
		var c corpus.Content
		if err := Read(fixture(t, name+".doc"), &c); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if c.MediaType != "application/msword" || c.Charset != "utf-16" || len(c.Warnings) > 0 {
			t.Errorf("%s: %s, %s, warnings %q", name, c.MediaType, c.Charset, c.Warnings)
		}
		golden := filepath.Join("testdata", name+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(dump(c)), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := dump(c), string(fixture(t, name+".golden")); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

// read reads a file that must be readable.
func read(t *testing.T, data []byte) corpus.Content {
	t.Helper()
	var c corpus.Content
	if err := Read(data, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFaults(t *testing.T) {
	flagged := func(name string, at int, v byte) []byte {
		b := fixture(t, name)
		i := bytes.Index(b, le16(0xA5EC))
		b[i+at] = v
		return b
	}
	stream := func(names ...string) []byte {
		var s []oletest.Stream
		for _, n := range names {
			s = append(s, oletest.Stream{Name: n})
		}
		return oletest.Build(s...)
	}
	picture := sample{pieces: []samplePiece{{text: "\x01\r"}}}.build()
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"password":     {fixture(t, "locked.doc"), "protected by a password"},
		"encrypted":    {flagged("tiny.doc", fibFlags+1, 0x93), "protected by a password"},
		"package":      {stream("EncryptedPackage", "EncryptionInfo"), "protected by a password"},
		"works":        {stream("MatOST"), "format wps (Microsoft Works)"},
		"sheet":        {stream("Workbook"), "format ole (excel)"},
		"unknown":      {stream("Contents"), "no stream WordDocument"},
		"no fib":       {stream("WordDocument"), "no file information block"},
		"word 2 in it": {withStream("WordDocument", []byte("\xDB\xA5\x2D\x00")), "Word 2"},
		"word 2":       {[]byte("\xDB\xA5\x2D\x00 and more"), "Word 2"},
		"text":         {[]byte("plain text"), "cut off within the header"},
		"no table":     {withStream("WordDocument", append(le16(0xA5EC), 0xC1, 0)), "table stream is missing"},
		"pictures":     {picture, "no text layer"},
		"nothing":      {sample{pieces: []samplePiece{{text: "\r"}}}.build(), "file is empty"},
		"out of order": {flagged("tiny.doc", fibTables+8*tableText+3, 0x7F), "piece table is missing"},
	} {
		var got corpus.Content
		err := Read(c.data, &got)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %q", name, err, c.want)
		}
		if len(got.Blocks) > 0 {
			t.Errorf("%s: blocks beside an error", name)
		}
	}
}

func withStream(name string, data []byte) []byte {
	return oletest.Build(oletest.Stream{Name: name, Data: data})
}

// TestCharacters reads what is hidden, deleted, special or a symbol.
func TestCharacters(t *testing.T) {
	text := "甲乙丙丁(戊\v己\x1E庚\x1F辛\u00A0壬\x02\x05癸\r"
	s := sample{
		pieces: []samplePiece{{text: text}},
		runs: []sampleProps{
			{count: 1},
			{count: 1, sprms: sprm(sprmCFVanish, 1)},
			{count: 1, sprms: sprm(sprmCFRMarkDel, 1)},
			{count: 1, sprms: sprm(sprmCIstd, 1, 0)},
			{count: 1, sprms: slices.Concat(sprm(sprmCFSpec, 1), sprm(sprmCSymbol, 0, 0, 0x41, 0x26))},
			{count: 20},
		},
		paragraphs: []sampleProps{{count: 30}},
		styles:     []sampleStyle{{kind: paragraphStyle, base: noStyle}, {kind: characterStyle, base: noStyle, run: sprm(sprmCFVanish, 1)}},
	}
	if got, want := dump(read(t, s.build())), "甲\u2641戊/己-庚辛 壬癸\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRaised holds that an exponent does not run into its number.
func TestRaised(t *testing.T) {
	up, lift := sprm(sprmCIss, 1), sprm(sprmCHpsPos, 6, 0)
	s := sample{
		pieces: []samplePiece{{text: "10-8与m2、见注1，H2O，升高字x3与5000\r"}},
		runs: []sampleProps{
			{count: 2},
			{count: 2, sprms: up},
			{count: 2},
			{count: 1, sprms: up},
			{count: 2},
			{count: 2, sprms: up},
			{count: 2},
			{count: 1, sprms: sprm(sprmCIss, 2)},
			{count: 2},
			{count: 3, sprms: up},
			{count: 1},
			{count: 1, sprms: lift},
			{count: 1},
			{count: 4, sprms: lift},
			{count: 1},
		},
	}
	if got, want := dump(read(t, s.build())), "10⁻⁸与m²、见注1，H2O，升高字x³与5000\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPieces reads pieces out of order in the stream, 8-bit ones, and changes
// of properties that pieces make.
func TestPieces(t *testing.T) {
	gb := []byte("\xd5\xfe\xb8\xae\xb2\xc9\xb9\xba 3%\r")
	for name, c := range map[string]struct {
		s             sample
		want, charset string
	}{
		"wide":    {sample{pieces: []samplePiece{{text: "一段"}, {text: "两段\r"}}}, "一段两段\n", "utf-16"},
		"western": {sample{pieces: []samplePiece{{raw: []byte("\x93a\x94 \x80\x85 \xb17\r")}}}, "“a” €… ±7\n", "windows-1252"},
		"gb":      {sample{pieces: []samplePiece{{raw: gb}}}, "政府采购 3%\n", "gb18030"},
		"hidden":  {sample{pieces: []samplePiece{{text: "看"}, {text: "不", prm: 0x5C<<1 | 1<<8}, {text: "见\r"}}}, "看见\n", "utf-16"},
		"deleted": {sample{pieces: []samplePiece{{text: "看"}, {text: "不", prm: 1}, {text: "见\r"}}, changes: [][]byte{sprm(sprmCFRMarkDel, 1)}}, "看见\n", "utf-16"},
		"heading": {sample{pieces: []samplePiece{{text: "题\r", prm: 0x78<<1 | 1<<8}}}, "## 题\n", "utf-16"},
		"pair":    {sample{pieces: []samplePiece{{text: "𠮷\r"}}}, "𠮷\n", "utf-16"},
	} {
		got := read(t, c.s.build())
		if dump(got) != c.want || got.Charset != c.charset {
			t.Errorf("%s: got %q, %s; want %q, %s", name, dump(got), got.Charset, c.want, c.charset)
		}
	}
}

func TestParts(t *testing.T) {
	s := sample{pieces: []samplePiece{{text: "正文\r\x02脚注\r页眉\r批注\r尾注\r框内\r"}}, counts: []int{3, 4, 3, 0, 3, 3, 3}}
	if got, want := dump(read(t, s.build())), "正文\n脚注\n尾注\n框内\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPartsMissing has text that no part counts: a warning must say so.
func TestPartsMissing(t *testing.T) {
	c := read(t, sample{pieces: []samplePiece{{text: "正文\r不知是什么\r"}}, counts: []int{3}}.build())
	if dump(c) != "正文\n" || !strings.Contains(strings.Join(c.Warnings, "; "), "some text may be missing") {
		t.Errorf("got %q, warnings %q", dump(c), c.Warnings)
	}
}

func TestFields(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"见\x13 HYPERLINK \"http://example.org/a b\" \\t \"_blank\" \x14附件\x15。\r", "见附件。\n-> 附件 http://example.org/a b\n"},
		{"\x13 HYPERLINK \\l \"_Toc1\" \x14第一章\t\x13 PAGEREF _Toc1 \x142\x15\x15\r", "第一章\t2\n"},
		{"\x13 IF \x13 X \x14藏\x15 \x14示\x15\r", "示\n"},
		{"\x13 eq \\o\\ac(○,3)\x15日\r", "③日\n"},
		{"\x13 SYMBOL 168 \\f \"Wingdings\" \\s 12\x15是\r", "□是\n"},
		{"未完\x13 TOC 的字\r后面\r", "未完 TOC 的字\n后面\n"},
		{"多余\x15\x14的\r", "多余的\n"},
	} {
		s := sample{pieces: []samplePiece{{text: c.text}}}
		if got := dump(read(t, s.build())); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

func TestSymbols(t *testing.T) {
	for _, c := range []struct {
		font string
		code int
		want rune
	}{
		{"Wingdings 2", 0xF052, '☑'},
		{"Wingdings 2", 0xA3, '□'},
		{"Wingdings 2", 0xF06A, '①'},
		{"Wingdings", 0xF0FE, '☑'},
		{"Wingdings", 0xF06F, '□'},
		{"Wingdings", 0xF08A, '⑩'},
		{"Wingdings", 0xF0E0, '→'},
		{"Symbol", 0xF0B3, '≥'},
		{"Symbol", 0xF0A3, '≤'},
		{"Symbol", 0xF0B0, '°'},
		{"Symbol", 0xF0B1, '±'},
		{"Symbol", 0xF0B4, '×'},
		{"Symbol", 0xF06D, 'μ'},
		{"Symbol", 0xF0D7, '⋅'},
		{"Symbol", 0xF0FE, '⎭'},
		{"Symbol", 0xF010, 0},
		{"Another", 0xF0A3, 0},
	} {
		if got, ok := symbol(c.font, c.code); got != c.want || ok != (c.want != 0) {
			t.Errorf("%s %#x: %c, %v, want %c", c.font, c.code, got, ok, c.want)
		}
	}
}

func TestEquation(t *testing.T) {
	for in, want := range map[string]string{
		`\f(1,2)`:          "1/2",
		`\f(1;3)`:          "1/3",
		`\o\ac(○,12)`:      "⑫",
		`\o\ac(○,二)`:       "㊁",
		`\o\ac(○,优)`:       "○优",
		`\r(3,x)`:          "3√x",
		`\r(2)`:            "√2",
		`\o(\s\up 9(a),字)`: "a字",
		`\* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(pin),拼)`: "pin拼",
		`\f(\f(1,2),3)`: "1/2/3",
		`\`:             `\`,
		`\f(`:           "",
		`\f`:            "",
	} {
		if got := equation(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

// TestHostile cuts a file off at many lengths and overwrites each number.
func TestHostile(t *testing.T) {
	good := fixture(t, "tiny.doc")
	try := func(what string, b []byte) {
		start := time.Now()
		var c corpus.Content
		err := Read(b, &c)
		if d := time.Since(start); d > 30*time.Second {
			t.Errorf("%s: took %v", what, d)
		}
		if err == nil && !utf8.ValidString(dump(c)) {
			t.Errorf("%s: text is not UTF-8", what)
		}
	}
	for n := 0; n < len(good); n += 61 {
		try(fmt.Sprintf("cut at %d", n), good[:n])
	}
	for at := 0; at+4 <= len(good); at += 4 {
		for _, v := range []uint32{0xFFFFFFFF, 0x7FFFFFFF, 0x00010000} {
			b := bytes.Clone(good)
			binary.LittleEndian.PutUint32(b[at:], v)
			try(fmt.Sprintf("%x at %d", v, at), b)
		}
	}
}

// TestCut holds that text that is cut off is an error, not a part.
func TestCut(t *testing.T) {
	good := sample{pieces: []samplePiece{{text: strings.Repeat("长文。", 4000) + "\r"}}}.build()
	var damaged *fault.DamagedError
	for n := 512; n < len(good)-1024; n += 512 {
		if err := Read(good[:n], &corpus.Content{}); !errors.As(err, &damaged) {
			t.Fatalf("cut at %d of %d: error %v", n, len(good), err)
		}
	}
}

// TestManyProperties has one long run of properties that every character names
// anew by its piece.
func TestManyProperties(t *testing.T) {
	s := sample{changes: [][]byte{bytes.Repeat(sprm(sprmCFSpec, 0), 5000), bytes.Repeat(sprm(sprmCFSpec, 0), 5000)}}
	for i := range 40000 {
		s.pieces = append(s.pieces, samplePiece{text: "字", prm: 1 + 2*(i%2)})
	}
	data := s.build()
	start := time.Now()
	err := Read(data, &corpus.Content{})
	if d := time.Since(start); d > 30*time.Second {
		t.Errorf("took %v, error %v", d, err)
	}
}

// TestReal reads the documents of a folder of real ones.
func TestReal(t *testing.T) {
	root := os.Getenv("DUIBIAO_TESTDATA")
	if root == "" {
		t.Skip("DUIBIAO_TESTDATA does not name a folder with data/office-zh")
	}
	files, _ := filepath.Glob(filepath.Join(root, "data", "office-zh", "*.doc"))
	if len(files) == 0 {
		t.Skip("no documents in data/office-zh")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		c := read(t, data)
		if n := characters(c); n < 100 || len(c.Warnings) > 0 || strings.ContainsRune(dump(c), utf8.RuneError) {
			t.Errorf("%s: %d characters, warnings %q", filepath.Base(name), n, c.Warnings)
		}
	}
}

// FuzzRead holds: what is read is valid UTF-8; and without lists, whose labels
// come on top, it is not more than the characters that the pieces declare.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"tiny.doc", "rules.doc", "page.doc"} {
		f.Add(fixture(f, name))
	}
	f.Add(word6File(0x804, 0, []byte("\xbc\xd7\x07\xd2\xd2\x07\x07\x13 X \x14ok\x15\r"), 18))
	f.Add(sample{pieces: []samplePiece{{raw: []byte("a\x07b\x07\x07\r")}, {text: "\x13EQ \\f(1,2)\x15\r"}}}.build())
	f.Fuzz(func(t *testing.T, data []byte) {
		var c corpus.Content
		if err := Read(data, &c); err != nil {
			return
		}
		if !utf8.ValidString(dump(c)) {
			t.Fatal("text is not UTF-8")
		}
		doc, err := streams(data)
		if err != nil || doc.version() < word97 || doc.readPieces() != nil {
			return
		}
		doc.readStyles()
		doc.paragraphs, _ = doc.readRuns(tableParagraphs, paragraphLayout())
		doc.runs, _ = doc.readRuns(tableRuns, runLayout())
		var bare corpus.Content
		if doc.readText(&bare) != nil {
			return
		}
		declared := doc.pieces[len(doc.pieces)-1].to
		if n := characters(bare); n > declared {
			t.Fatalf("%d characters out of %d", n, declared)
		}
	})
}

// characters counts the characters of all blocks.
func characters(c corpus.Content) int {
	n := 0
	for _, b := range c.Blocks {
		n += utf8.RuneCountInString(b.Text)
		for _, row := range b.Rows {
			for _, cell := range row {
				n += utf8.RuneCountInString(cell.Text)
			}
		}
	}
	return n
}
