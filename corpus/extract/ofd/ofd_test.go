package ofd

import (
	"bytes"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/layout"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func gbk(t testing.TB, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// with changes parts of a file; "" takes one away.
func (b book) with(pairs ...string) book {
	for i := 0; i < len(pairs); i += 2 {
		if b[pairs[i]] = pairs[i+1]; pairs[i+1] == "" {
			delete(b, pairs[i])
		}
	}
	return b
}

const page0 = "Doc_0/Pages/Page_0/Content.xml"

// TestText: which character data are text, wherever and however they stand.
func TestText(t *testing.T) {
	head := content(line(20, 10, "眉"))
	for _, tt := range []struct {
		name string
		book book
		want string
	}{
		{"pages in the order of Document.xml", newBook(line(20, 20, "甲"), line(20, 20, "乙")), "甲|乙"},
		{"other namespace", newBook("").with(page0, strings.ReplaceAll(content(line(1, 1, "甲")), "http://www.ofdspec.org/2016", "urn:x")), "甲"},
		{"no prefix", newBook("").with(page0, strings.ReplaceAll(content(line(1, 1, "甲")), "ofd:", "")), "甲"},
		{"prefix that is not declared", newBook("").with(page0, `<o:Page><o:Layer>`+strings.ReplaceAll(line(1, 1, "甲"), "ofd:", "o:")+`</o:Layer></o:Page>`), "甲"},
		{"GB18030 in XML", newBook("").with(page0, gbk(t, content(line(1, 1, "甲"))), gbk(t, "Doc_0/目录/数据.txt"), "x"), "甲"},
		{"indented TextCode", newBook(strings.ReplaceAll(line(1, 1, "\n\t 甲 乙\n "), "g", "g")), "甲 乙"},
		{"entities are not expanded", newBook("").with(page0, `<!DOCTYPE a [<!ENTITY e "坏">]>`+content(line(1, 1, "&lt;&#x7532;"))), "<甲"},
		{"nested blocks", newBook(`<ofd:PageBlock><ofd:PageBlock>` + line(1, 1, "甲") + `</ofd:PageBlock>` + line(1, 9, "乙") + `</ofd:PageBlock>`), "甲乙"},
		{"clips and patterns draw nothing", newBook(strings.Replace(line(1, 1, "甲"), "<ofd:TextCode", `<ofd:Clips><ofd:Clip><ofd:Area><ofd:Text><ofd:TextCode>坏</ofd:TextCode></ofd:Text></ofd:Area></ofd:Clip></ofd:Clips>`+
			`<ofd:FillColor><ofd:Pattern><ofd:CellContent>`+line(1, 1, "坏")+`</ofd:CellContent></ofd:Pattern></ofd:FillColor><ofd:TextCode`, 1)), "甲"},
		{"invisible", newBook(line(1, 1, "甲") + strings.Replace(line(1, 9, "乙"), "Size", `Visible="false" Size`, 1) + strings.Replace(line(1, 9, "丙"), "Size", `Alpha="0" Size`, 1) +
			strings.Replace(line(1, 9, "丁"), "Size", `Fill="false" Size`, 1) + strings.Replace(line(1, 9, "戊"), "<ofd:TextCode", `<ofd:FillColor Alpha="0"/><ofd:TextCode`, 1)), "甲"},
		{"drawn twice to look bold", newBook(line(20, 20, "甲乙") + line(20.1, 20.1, "甲乙") + line(20, 30, "甲乙")), "甲乙甲乙"},
		{"absolute, backslash, other case", newBook(line(1, 1, "甲")).with(page0, "", `Doc_0\pages\PAGE_0\content.xml`, head,
			"OFD.xml", root(`<ofd:OFD>`, `<ofd:DocBody><ofd:DocRoot> /Doc_0\Document.xml </ofd:DocRoot></ofd:DocBody>`)), "眉"},
		{"the current version", newBook(line(1, 1, "旧")).with(
			"OFD.xml", root(`<ofd:OFD>`, `<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Versions><ofd:Version ID="1" Current="true" BaseLoc="Doc_0/V.xml"/></ofd:Versions></ofd:DocBody>`),
			"Doc_0/V.xml", root(`<ofd:DocVersion>`, `<ofd:DocRoot>New.xml</ofd:DocRoot>`),
			"Doc_0/New.xml", root(`<ofd:Document>`, `<ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages>`), "Doc_0/P.xml", content(line(1, 1, "新"))), "新"},
		{"two documents", newBook(line(1, 1, "甲")).with(
			"OFD.xml", root(`<ofd:OFD>`, strings.Repeat(`<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>`, 2))), "甲|甲"},
		{"in a folder of its own", func() book {
			out := book{}
			for name, data := range newBook(line(1, 1, "甲")) {
				out["文件/"+name] = data
			}
			return out
		}(), "甲"},
	} {
		r, err := read(tt.book.pack(t), Options{})
		if err != nil || told(r) != tt.want {
			t.Errorf("%s: %v", tt.name, err)
			if r != nil {
				t.Errorf("got %q, want %q", told(r), tt.want)
			}
		}
	}
}

// TestParts: what pages are put together from.
func TestParts(t *testing.T) {
	b := newBook(line(20, 50, "甲"), line(20, 50, "乙"))
	b.document(`<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes><ofd:TemplatePage ID="7" BaseLoc="Tpls/T/Content.xml" ZOrder="Background"/><ofd:TemplatePage ID="8" BaseLoc="Tpls/F.xml"/>`, 2)
	b.with(page0, content(line(20, 50, "甲")+`<ofd:CompositeObject Boundary="100 100 20 20" CTM="2 0 0 2 0 0" ResourceID="30"/>`,
		`<ofd:Template TemplateID="8" ZOrder="Foreground"/><ofd:Template TemplateID="7"/>`),
		"Doc_0/Tpls/T/Content.xml", content(line(20, 10, "眉")), "Doc_0/Tpls/F.xml", content(line(20, 280, "脚")),
		"Doc_0/DocumentRes.xml", root(`<ofd:Res>`, `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="30"><ofd:Content>`+line(1, 1, "章")+`<ofd:CompositeObject Boundary="0 0 1 1" ResourceID="30"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`))
	b["Doc_0/Document.xml"] = strings.Replace(b["Doc_0/Document.xml"], "</ofd:Document>", `<ofd:Annotations>Annots.xml</ofd:Annotations><ofd:Attachments>Attachs.xml</ofd:Attachments></ofd:Document>`, 1)
	note := func(attr, s string) string {
		return `<ofd:Annot ` + attr + `><ofd:Appearance Boundary="5 5 9 9">` + line(1, 1, s) + `</ofd:Appearance></ofd:Annot>`
	}
	b.with("Doc_0/Annots.xml", root(`<ofd:Annotations>`, `<ofd:Page PageID="101"><ofd:FileLoc>Annots/A.xml</ofd:FileLoc></ofd:Page>`),
		"Doc_0/Annots/A.xml", root(`<ofd:PageAnnot>`, note(`Type="Watermark"`, "水印")+note(`Type="Path" Visible="false"`, "坏")+note(`Type="Stamp"`, "批注")),
		"Doc_0/Attachs.xml", root(`<ofd:Attachments>`, `<ofd:Attachment Name="附表.xlsx"><ofd:FileLoc>a.xlsx</ofd:FileLoc></ofd:Attachment>`))
	r, err := read(b.pack(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(r), "眉甲章脚|乙批注"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if want := []string{`attachment "附表.xlsx" inside the file is not read`}; !reflect.DeepEqual(r.warnings, want) {
		t.Errorf("warnings %q", r.warnings)
	}
	// 章: 100 + 2·1 mm from the left, of twice its size.
	if g := r.pages[0].Glyphs[2]; !near(g.X0, 102*pointsPerMM) || !near(g.Size, 8*pointsPerMM) {
		t.Errorf("composite at %+v", g)
	}
	// 批: the page's origin + Appearance + Boundary.
	if g := r.pages[1].Glyphs[1]; !near(g.X0, 6*pointsPerMM) {
		t.Errorf("annotation at %+v", g)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.01 }

// TestPlaces: where characters stand, in millimetres of their base line.
func TestPlaces(t *testing.T) {
	object := func(attr, codes string) string {
		return `<ofd:TextObject Boundary="10 20 100 100" Font="4" Size="4" ` + attr + `>` + codes + `</ofd:TextObject>`
	}
	for _, tt := range []struct {
		name, object string
		texts        []string
		places       [][2]float64
	}{
		{"steps", object("", `<ofd:TextCode X="1" Y="5" DeltaX="4 g 2 3">甲乙丙丁</ofd:TextCode>`), []string{"甲", "乙", "丙", "丁"}, [][2]float64{{11, 25}, {15, 25}, {18, 25}, {21, 25}}},
		{"no steps", object("", `<ofd:TextCode X="1" Y="5">甲a乙</ofd:TextCode>`), []string{"甲", "a", "乙"}, [][2]float64{{11, 25}, {15, 25}, {17, 25}}},
		{"X and Y of the code before", object("", `<ofd:TextCode X="1" Y="5">甲</ofd:TextCode><ofd:TextCode Y="9">乙</ofd:TextCode>`), []string{"甲", "乙"}, [][2]float64{{11, 25}, {11, 29}}},
		{"CTM", object(`CTM="0 2 -2 0 50 0"`, `<ofd:TextCode X="1" Y="5" DeltaX="4">甲乙</ofd:TextCode>`), []string{"甲", "乙"}, [][2]float64{{50, 22}, {50, 30}}},
		{"downwards", object(`ReadDirection="90"`, `<ofd:TextCode X="1" Y="5" DeltaY="6">甲乙丙</ofd:TextCode>`), []string{"甲", "乙", "丙"}, [][2]float64{{11, 25}, {11, 31}, {11, 35}}},
		{
			"ligature", object("", `<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="5" DeltaX="2 3">afib</ofd:TextCode>`),
			[]string{"a", "fi", "b"},
			[][2]float64{{10, 25}, {12, 25}, {15, 25}},
		},
		{
			"ligature with steps of characters", object("", `<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"/><ofd:TextCode X="0" Y="5" DeltaX="2 1 2">afib</ofd:TextCode>`),
			[]string{"a", "f", "i", "b"},
			[][2]float64{{10, 25}, {12, 25}, {13, 25}, {15, 25}},
		},
		{"steps of UTF-16 units", object("", `<ofd:TextCode X="0" Y="5" DeltaX="4 0 4">𠮷甲乙</ofd:TextCode>`), []string{"𠮷", "甲", "乙"}, [][2]float64{{10, 25}, {14, 25}, {18, 25}}},
		{"a great count", object("", `<ofd:TextCode X="0" Y="5" DeltaX="g 999999999 4">甲乙</ofd:TextCode>`), []string{"甲", "乙"}, [][2]float64{{10, 25}, {14, 25}}},
	} {
		r, err := read(newBook(tt.object).pack(t), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var texts []string
		for i, g := range r.pages[0].Glyphs {
			texts = append(texts, g.Text)
			x, y := g.X0/pointsPerMM, g.Y1/pointsPerMM-descent*4
			if g.Angle != 0 { // the base line runs down: it is the left side
				x, y = g.X0/pointsPerMM+descent*8, g.Y0/pointsPerMM
			}
			if i < len(tt.places) && (!near(x, tt.places[i][0]) || !near(y, tt.places[i][1])) {
				t.Errorf("%s: %s at %.2f %.2f, want %v", tt.name, g.Text, x, y, tt.places[i])
			}
			if !g.Bold || g.Font != "黑体" {
				t.Errorf("%s: font %+v", tt.name, g)
			}
		}
		if !reflect.DeepEqual(texts, tt.texts) {
			t.Errorf("%s: %q, want %q", tt.name, texts, tt.texts)
		}
	}
}

// TestRules: lines of paths, in millimetres.
func TestRules(t *testing.T) {
	for _, tt := range []struct {
		name, object string
		want         []layout.Rule
	}{
		{"a line", `<ofd:PathObject Boundary="10 20 50 1"><ofd:AbbreviatedData>M 0 0 L 50 0</ofd:AbbreviatedData></ofd:PathObject>`, []layout.Rule{{X0: 10, Y0: 20, X1: 60, Y1: 20}}},
		{"a thin rectangle", `<ofd:PathObject Boundary="10 20 50 1" Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 L 50 0 L 50 0.4 L 0 0.4 C</ofd:AbbreviatedData></ofd:PathObject>`, []layout.Rule{{X0: 10, Y0: 20.2, X1: 60, Y1: 20.2}}},
		{
			"a frame", `<ofd:PathObject Boundary="10 20 50 30"><ofd:AbbreviatedData>M 0 0 L 50 0 L 50 30 L 0 30 C</ofd:AbbreviatedData></ofd:PathObject>`,
			[]layout.Rule{{X0: 10, Y0: 20, X1: 60, Y1: 20}, {X0: 60, Y0: 20, X1: 60, Y1: 50}, {X0: 10, Y0: 50, X1: 60, Y1: 50}, {X0: 10, Y0: 20, X1: 10, Y1: 50}},
		},
		{"a shade, a curve, a slope", `<ofd:PathObject Boundary="10 20 50 30" Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 L 50 0 L 50 30 L 0 30 C</ofd:AbbreviatedData></ofd:PathObject>` +
			`<ofd:PathObject><ofd:AbbreviatedData>M 0 0 B 1 1 2 2 50 0 M 0 0 L 9 9</ofd:AbbreviatedData></ofd:PathObject>`, nil},
		{"CTM that turns", `<ofd:PathObject Boundary="10 20 1 50" CTM="0 0.5 -0.5 0 0 0"><ofd:AbbreviatedData>S 0 0 L 100 0 C</ofd:AbbreviatedData></ofd:PathObject>`, []layout.Rule{{X0: 10, Y0: 20, X1: 10, Y1: 70}}},
	} {
		r, err := read(newBook(line(1, 1, "甲")+tt.object).pack(t), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		got := r.pages[0].Rules
		ok := len(got) == len(tt.want)
		for i := 0; ok && i < len(got); i++ {
			ok = near(got[i].X0/pointsPerMM, tt.want[i].X0) && near(got[i].Y0/pointsPerMM, tt.want[i].Y0) && near(got[i].X1/pointsPerMM, tt.want[i].X1) && near(got[i].Y1/pointsPerMM, tt.want[i].Y1)
		}
		if !ok {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

const scan = `<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="5"/>`

// TestWithoutText: pages that show something else than text.
func TestWithoutText(t *testing.T) {
	glyphs := func(text string) string {
		return `<ofd:TextObject Boundary="1 1 9 9" Size="4"><ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>17 23</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="4" DeltaX="4">` + text + `</ofd:TextCode></ofd:TextObject>`
	}
	hidden := strings.Replace(line(20, 20, "识别"), "Size", `Alpha="0" Size`, 1)
	const blank2 = "pages without text (pictures, outlines or glyphs without characters): 2"
	for _, tt := range []struct {
		name     string
		page     string
		text     string
		warnings []string
	}{
		{"a scan", scan, "甲|", []string{blank2}},
		{"outlines", `<ofd:PathObject><ofd:AbbreviatedData>M 0 0 B 1 1 2 2 3 3</ofd:AbbreviatedData></ofd:PathObject>`, "甲|", []string{blank2}},
		{"glyphs beside spaces", glyphs("  "), "甲|", []string{blank2}},
		{"glyphs of private use", glyphs("\uE001\uE002"), "甲|", []string{blank2}},
		{"some of private use", line(20, 20, "一二三") + glyphs("\uE001\uE002"), "甲|一二三\uE001\uE002", nil},
		{"nothing", "", "甲|", nil},
		{"text behind a scan", scan + hidden, "甲|识别", []string{"page 2: the text is that which a scanner laid behind a picture"}},
		{"hidden text alone", hidden, "甲|", nil},
	} {
		r, err := read(newBook(line(20, 20, "甲"), tt.page).pack(t), Options{})
		if err != nil || told(r) != tt.text || !reflect.DeepEqual(r.warnings, tt.warnings) {
			t.Errorf("%s: %v %+v", tt.name, err, r)
		}
	}
	if _, err := read(newBook(scan, scan).pack(t), Options{}); !errors.Is(err, fault.ErrNoText) {
		t.Errorf("scans only: %v", err)
	}
}

func TestOCR(t *testing.T) {
	b := newBook(scan, line(20, 20, "甲")+scan)
	b["Doc_0/PublicRes.xml"] = root(`<ofd:Res BaseLoc="Res">`, `<ofd:MultiMedias><ofd:MultiMedia ID="5" Type="Image"><ofd:MediaFile>a.PNG</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>`)
	b["Doc_0/res/A.png"] = "\x89PNG..."
	asked := 0
	var c corpus.Content
	err := Read(b.pack(t), &c, Options{OCR: func(picture []byte, page layout.Page, at layout.Box) ([]layout.Glyph, error) {
		asked++
		if !bytes.HasPrefix(picture, []byte("\x89PNG")) || page.Number != 1 || !near(at.X1, 210*pointsPerMM) {
			t.Errorf("asked for %q, page %d, %v", picture, page.Number, at)
		}
		return []layout.Glyph{{Box: layout.Box{X0: 50, Y0: 50, X1: 100, Y1: 62}, Text: "识别", Size: 12}}, nil
	}})
	if err != nil || asked != 1 || c.Charset != "ocr" || len(c.Blocks) == 0 || !strings.HasPrefix(c.Blocks[0].Text, "识别") {
		t.Errorf("%v, asked %d times: %+v", err, asked, c)
	}
}

func TestErrors(t *testing.T) {
	good := newBook(line(20, 20, "甲")).pack(t)
	var many strings.Builder
	for range maxPages + 1 {
		many.WriteString(`<ofd:Page ID="1" BaseLoc="x"/>`)
	}
	bomb := newBook(`<ofd:CompositeObject ResourceID="0"/>`)
	var units strings.Builder
	for i := range "0123456789" {
		next := `<ofd:CompositeObject ResourceID="` + string(rune('1'+i)) + `"/>`
		units.WriteString(`<ofd:CompositeGraphicUnit ID="` + string(rune('0'+i)) + `">` + strings.Repeat(next, 20) + line(1, 1, "甲") + `</ofd:CompositeGraphicUnit>`)
	}
	bomb["Doc_0/PublicRes.xml"] = root(`<ofd:Res>`, units.String())
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"no ZIP", []byte("PK"), "damaged ofd file"},
		{"no OFD.xml", book{"a": "b"}.pack(t), "OFD.xml is missing"},
		{"no document", newBook().with("Doc_0/Document.xml", "").pack(t), "damaged ofd file"},
		{"no page", newBook("").with(page0, "").pack(t), "no page can be read"},
		{"no text", newBook("").pack(t), fault.ErrNoText.Error()},
		{"encrypted", newBook("").with("Encryptions.xml", root(`<ofd:Encryptions>`, ""), page0, "\x00\x01").pack(t), fault.ErrEncrypted.Error()},
		{"more elements than a small file needs", newBook(strings.Repeat("<a/>", 600_000)).pack(t), "elements"},
		{"many pages", newBook().with("Doc_0/Document.xml", root(`<ofd:Document>`, `<ofd:Pages>`+many.String()+`</ofd:Pages>`)).pack(t), "5001 pages"},
		{"deep", newBook(strings.Repeat("<a>", 300)).pack(t), "levels"},
		{"drawings in drawings", bomb.pack(t), "objects"},
		{"cut off", good[:len(good)-30], "damaged ofd file"},
	} {
		start := time.Now()
		err := Read(tt.data, &corpus.Content{}, Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
		if d := time.Since(start); d > 30*time.Second {
			t.Errorf("%s: %v", tt.name, d)
		}
	}
}

// TestDamagedPages: what can be read is read, and the rest is named.
func TestDamagedPages(t *testing.T) {
	whole := content(line(20, 20, "甲乙") + line(20, 30, "丙"))
	b := newBook("", line(20, 20, "丁"), "").with(page0, whole[:strings.Index(whole, "丙")-30], "Doc_0/Pages/Page_2/Content.xml", "")
	r, err := read(b.pack(t), Options{})
	if err != nil || told(r) != "甲乙|丁|" || len(r.warnings) != 2 {
		t.Fatalf("%v %+v", err, r)
	}
	for i, want := range []string{"page 1 cannot be read to its end", "page 3 cannot be read to its end"} {
		if !strings.HasPrefix(r.warnings[i], want) {
			t.Errorf("warning %q", r.warnings[i])
		}
	}
	if _, err := read(b.with("Encryptions.xml", "<a/>").pack(t), Options{}); !errors.Is(err, fault.ErrEncrypted) {
		t.Errorf("encrypted pages: %v", err)
	}
}
