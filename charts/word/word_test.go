package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"duibiao/corpus"
	"duibiao/corpus/extract/docx"
)

func picture(t testing.TB, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func text(s string) []Run { return []Run{{Text: s}} }

func cells(ss ...string) []Cell {
	var out []Cell
	for _, s := range ss {
		out = append(out, Cell{Runs: text(s)})
	}
	return out
}

// sample has every kind of block, and the page turned for one table.
func sample(t testing.TB) Document {
	wide := Table{ID: "wide", Title: "宽表", Notes: [][]Run{text("注：甲")}}
	for range 24 {
		wide.Columns = append(wide.Columns, Column{Title: "数额标准", Number: true})
	}
	row := Row{}
	for range 24 {
		row.Cells = append(row.Cells, Cell{Runs: text("12345.67")})
	}
	wide.Rows = []Row{row}
	return Document{
		Title: "对标报告", Byline: []string{"甲市"}, Contents: true, Created: time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC),
		Blocks: []Block{
			Heading{1, "一、发现"},
			Heading{2, "（一）时间"},
			Paragraph{Runs: []Run{{Text: "甲市为5项", Note: []Run{{Text: "[1]", Link: "s1"}, {Text: "：原文"}}}, {Text: "，见"}, {Ref: "f"}, {Text: "和"}, {Ref: "t"}, {Text: "。", Bold: true}}},
			Figure{ID: "f", Title: "图题", Alt: "两条线", PNG: picture(t, 800, 400), SVG: []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), Notes: [][]Run{text("注：乙")}},
			Figure{ID: "g", Title: "无图", Instead: text("数据太少，不作图。")},
			Heading{3, "1. 表"},
			Table{
				ID: "t", Title: "表题", Unit: "万元",
				Columns: []Column{{Title: "地区"}, {Title: "目录"}, {Title: "项数", Number: true}},
				Rows: []Row{
					{Cells: append([]Cell{{Runs: text("甲市"), RowSpan: 2}}, cells("目录", "1,234")...), Shade: true},
					{Cells: cells("乙目录", "—")},
					{Cells: []Cell{{Runs: text("合计"), ColSpan: 2}, {Runs: []Run{{Text: "1,234", Note: text("推算")}}}}},
				},
			},
			Heading{1, "二、宽表"},
			Paragraph{Runs: []Run{{Text: "见"}, {Ref: "wide"}}},
			wide,
			Heading{1, "三、来源"},
			Paragraph{Style: Source, Anchor: "s1", Runs: text("[1]\t某机关. 某文件[EB/OL].")},
		},
	}
}

func write(t testing.TB, d Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func unpack(t testing.TB, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func read(t testing.TB, data []byte) corpus.Content {
	t.Helper()
	var c corpus.Content
	if err := docx.Read(data, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSound walks every part of a file as Word does.
func TestSound(t *testing.T) { checkPackage(t, write(t, sample(t))) }

// TestReadBack: what a reader takes out of the file is what was put in.
func TestReadBack(t *testing.T) {
	c := read(t, write(t, sample(t)))
	var got []string
	for _, b := range c.Blocks {
		s := strings.ReplaceAll(b.Text, "\t", " ")
		for _, r := range b.Rows {
			for _, x := range r {
				s += "|" + x.Text
			}
		}
		if len(b.Rows) != 2 { // not the wide table
			got = append(got, s)
		}
	}
	want := []string{
		"对标报告", "甲市", "目　录", "一、发现", "（一）时间", "1. 表", "二、宽表", "三、来源",
		"一、发现", "（一）时间", "甲市为5项[1]，见图1和表1。", "图1　图题", "注：乙", "数据太少，不作图。", "图2　无图",
		"1. 表", "表1　表题", "单位：万元", "|地区|目录|项数|甲市|目录|1,234|乙目录|—|合计|1,234[2]",
		"二、宽表", "见表2", "表2　宽表", "注：甲", "三、来源", "[1] 某机关. 某文件[EB/OL].", "[1] [1]：原文", "[2] 推算",
	}
	if !slices.Equal(got, want) {
		t.Errorf("read back\n%q\nwant\n%q", got, want)
	}
}

func TestSameBytes(t *testing.T) {
	if !bytes.Equal(write(t, sample(t)), write(t, sample(t))) {
		t.Error("two files of one document differ")
	}
}

func TestProperties(t *testing.T) {
	core := string(unpack(t, write(t, sample(t)))["docProps/core.xml"])
	for _, want := range []string{"<dc:title>对标报告<", "<dc:creator>duibiao<", ">2025-01-02T00:00:00Z<"} {
		if !strings.Contains(core, want) {
			t.Errorf("no %s in %s", want, core)
		}
	}
}

// TestPageTurns: the wide table lies, with its heading, and nothing else does.
func TestPageTurns(t *testing.T) {
	main := string(unpack(t, write(t, sample(t)))["word/document.xml"])
	parts := strings.Split(main, "<w:sectPr>")
	if len(parts) != 4 || !strings.Contains(parts[2], "landscape") || strings.Contains(parts[1]+parts[3], "landscape") {
		t.Fatalf("%d sections", len(parts)-1)
	}
	if !strings.Contains(parts[1], "二、宽表") || !strings.Contains(parts[1], "12345.67") || !strings.Contains(parts[2], "三、来源") {
		t.Error("the lying page does not hold the table and its heading alone")
	}
}

func TestRefuses(t *testing.T) {
	col := []Column{{Title: "a"}, {Title: "b"}}
	for name, x := range map[string]struct {
		blocks []Block
		want   string
	}{
		"ref":     {[]Block{Paragraph{Runs: []Run{{Ref: "x"}}}}, `reference to "x"`},
		"link":    {[]Block{Paragraph{Runs: []Run{{Text: "a", Link: "x"}}}}, `link to "x"`},
		"twice":   {[]Block{Figure{ID: "a"}, Table{ID: "a", Columns: col}}, `ID "a"`},
		"anchor":  {[]Block{Paragraph{Anchor: "a"}, Paragraph{Anchor: "a"}}, `anchor "a"`},
		"no id":   {[]Block{Figure{}}, "图1 has no ID"},
		"hole":    {[]Block{Table{ID: "a", Columns: col, Rows: []Row{{Cells: cells("1")}}}}, "nothing in column 2"},
		"outside": {[]Block{Table{ID: "a", Columns: col, Rows: []Row{{Cells: cells("1", "2", "3")}}}}, "not there"},
		"overlap": {[]Block{Table{ID: "a", Columns: col, Rows: []Row{{Cells: []Cell{{}, {RowSpan: 2}}}, {Cells: []Cell{{ColSpan: 2}}}}}}, "two cells"},
		"span":    {[]Block{Table{ID: "a", Columns: col, Rows: []Row{{Cells: []Cell{{RowSpan: 1 << 40, ColSpan: 1 << 40}}}}}}, "not there"},
		"columns": {[]Block{Table{ID: "a"}}, "no columns"},
		"png":     {[]Block{Figure{ID: "a", PNG: []byte("GIF89a")}}, "picture"},
		"level":   {[]Block{Heading{4, "x"}}, "level 4"},
		"nested":  {[]Block{Paragraph{Runs: []Run{{Text: "a", Note: []Run{{Text: "b", Note: text("c")}}}}}}, "footnote"},
		"nil":     {[]Block{nil}, "no such block"},
	} {
		err := Write(io.Discard, Document{Blocks: x.blocks})
		if err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: error %v, want %q", name, err, x.want)
		}
	}
	if err := Write(failing{}, sample(t)); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a writer that fails: %v", err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

// everywhere puts a text into every place of a document that takes one.
func everywhere(t testing.TB, s string) Document {
	d := sample(t)
	d.Title, d.Creator, d.Byline = s, s, []string{s}
	for i, x := range d.Blocks {
		switch x := x.(type) {
		case Heading:
			x.Text = s
			d.Blocks[i] = x
		case Paragraph:
			x.Runs = append(x.Runs, Run{Text: s, Note: text(s)})
			d.Blocks[i] = x
		case Figure:
			x.Title, x.Alt, x.Instead, x.Notes = s, s, text(s), [][]Run{text(s)}
			d.Blocks[i] = x
		case Table:
			x.Title, x.Unit, x.Columns[0].Title, x.Rows[0].Cells[0].Runs = s, s, s, text(s)
			d.Blocks[i] = x
		}
	}
	return d
}

// TestHostileText: no text is read as markup, as a field or as another direction.
func TestHostileText(t *testing.T) {
	for _, s := range []string{
		`</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\x "calc"</w:instrText></w:r>`, "]]>&amp;<!--", `"'><a b="c`,
		"{ INCLUDETEXT x }", "a\x00b\x07c\x1bd\u202e0702\u2066x\uFFFE", "bad \xff\xfe utf-8", strings.Repeat("x", 5000), "שלום عربى",
		"a\r\nb\vc\u2028d\te", "\U0001F600\U00020BB7", "e\u0301", "",
	} {
		data := write(t, everywhere(t, s))
		checkPackage(t, data)
		for name, p := range unpack(t, data) {
			if i := bytes.IndexAny(p, "\u202e\u2066\x00\x07"); strings.HasSuffix(name, ".xml") && i >= 0 {
				t.Errorf("%s: %q at %d", name, p[i:i+3], i)
			}
		}
	}
	r, err := Removed(Document{Title: "a\x07b\x07\u202e", Byline: []string{"\xff"}})
	if want := []Removal{{7, 2}, {0x202E, 1}, {0xFFFD, 1}}; err != nil || !slices.Equal(r, want) {
		t.Errorf("removed %v, want %v", r, want)
	}
}

// TestWidths: columns fill the text, whatever stands in them, and numbers stay
// on one line as long as there is room.
func TestWidths(t *testing.T) {
	for name, x := range map[string]struct {
		columns   int
		cell      string
		landscape bool
	}{
		"few": {3, "12", false}, "text": {8, "购买服务制度", false}, "long": {4, strings.Repeat("长", 400), false},
		"numbers": {24, "12345.67", true}, "very many": {200, "12345.67", true}, "word": {5, strings.Repeat("x", 3000), true},
	} {
		tb := Table{ID: "t"}
		row := Row{}
		for range x.columns {
			tb.Columns = append(tb.Columns, Column{Title: "数额", Number: x.cell[0] == '1'})
			row.Cells = append(row.Cells, Cell{Runs: text(x.cell)})
		}
		tb.Rows = []Row{row}
		grid, err := tb.grid()
		if err != nil {
			t.Fatal(err)
		}
		f := newBuilder(Document{}).fit(tb, grid)
		total := sum(f.widths)
		if f.landscape != x.landscape || total > f.available() || total < f.available()-x.columns || slices.Min(f.widths) < 1 {
			t.Errorf("%s: %+v, %d of %d twips", name, f, total, f.available())
		}
	}
}

func TestExtent(t *testing.T) {
	for _, x := range [][4]int{
		{1600, 800, 156 * 36000, 78 * 36000}, {300, 150, 300 * 9525, 150 * 9525}, {1000, 4000, 165 * 9000, 165 * 36000}, {30000, 1, 156 * 36000, 187}, {1, 30000, 198, 165 * 36000},
	} {
		if w, h := extent(x[0], x[1]); w != x[2] || h != x[3] {
			t.Errorf("%d × %d: %d × %d, want %d × %d", x[0], x[1], w, h, x[2], x[3])
		}
	}
}

// FuzzText: whatever a text is, the file is sound, and reading it back gives the
// text without what Removed tells of.
func FuzzText(f *testing.F) {
	for _, s := range []string{"甲", "<w:p>", "\x00", "\xff", "a\tb\nc", "\u202e"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		data := write(t, everywhere(t, s))
		checkPackage(t, data)
		want := bare(newBuilder(Document{}).clean(s))
		var all strings.Builder
		for _, b := range read(t, data).Blocks {
			all.WriteString(bare(b.Text))
		}
		if !strings.Contains(all.String(), want) {
			t.Errorf("%q is not in the text read back", want)
		}
	})
}

// bare is a text without white space, which readers fold in their own ways.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }
