package xlsx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// parts are the files of an archive.
type parts map[string]string

const (
	head     = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`
	rootRels = head + `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels = head + `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	book     = head + `<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`
)

// pack makes a workbook of one sheet from the inside of its worksheet element,
// other parts put in place of the usual ones.
func pack(t testing.TB, worksheet string, other parts) []byte {
	t.Helper()
	all := parts{
		"_rels/.rels":                rootRels,
		"xl/_rels/workbook.xml.rels": bookRels,
		"xl/workbook.xml":            book,
		"xl/worksheets/sheet1.xml":   head + `<worksheet>` + worksheet + `</worksheet>`,
	}
	for name, text := range other {
		all[name] = text
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	for name, text := range all {
		if text == "" {
			continue
		}
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rows shows the tables of c: cells between |, rows between /, lines in <>.
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

const shared = head + `<sst count="9" uniqueCount="1"><si><t xml:space="preserve">甲 </t></si><si><r><rPr><b/></rPr><t>乙</t></r><r><t>丙&amp;丁</t></r><rPh sb="0" eb="1"><t>yi</t></rPh><phoneticPr fontId="1"/></si><si/><si><t>a_x000D_
b_x4E00_</t></si></sst>`

const styles = head + `<styleSheet><numFmts count="2"><numFmt numFmtId="176" formatCode="000"/><numFmt numFmtId="177" formatCode="0.00&quot;万元&quot;"/></numFmts><dxfs><dxf><numFmt numFmtId="176" formatCode="0%"/></dxf></dxfs><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="49"/></cellXfs></styleSheet>`

func TestCells(t *testing.T) {
	extra := parts{"xl/sharedStrings.xml": shared, "xl/styles.xml": styles}
	for _, tt := range []struct{ name, sheet, want string }{
		{"shared strings", `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>3</v></c></row></sheetData>`, "甲|乙丙&丁|a\nb一"},
		{"no shared string", `<sheetData><row><c t="s"><v>99</v></c><c><v>1</v></c><c t="s"><v>-1</v></c><c><v>2</v></c></row></sheetData>`, "|1||2"},
		{"places left out", `<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row></sheetData>`, "1|2/|3"},
		{"places with gaps", `<sheetData><row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c><c><v>4</v></c></row></sheetData>`, "|1|2//3|4"},
		{"inline text", `<sheetData><row><c t="inlineStr"><is><t>甲</t></is></c><c t="inlineStr"><is><r><t>乙</t></r><rPh><t>yi</t></rPh><r><t>丙</t></r></is></c></row></sheetData>`, "甲|乙丙"},
		{"formulas", `<sheetData><row><c t="str"><f>A1&amp;"x"</f><v>文</v></c><c><f>1+1</f><v>2</v></c><c t="b"><f>TRUE</f><v>1</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c><f>X</f></c><c t="e"><v>#N/A</v></c></row></sheetData>`, "文|2|TRUE|#DIV/0!||#N/A"},
		{"formats", `<sheetData><row><c s="1"><v>7</v></c><c s="2"><v>200</v></c><c s="3"><v>45000</v></c><c s="4"><v>45000</v></c><c s="5"><v>12</v></c><c s="999"><v>0.30000000000000004</v></c><c s="-1"><v>1.5</v></c><c><v>330106199001011000</v></c></row></sheetData>`, "007|200.00万元|2023/3/15|2023年3月15日|12|0.3|1.5|330106199001011000"},
		{"dates as text", `<sheetData><row><c t="d" s="4"><v>2023-03-15T00:00:00</v></c><c t="d"><v>2023-03-15</v></c></row></sheetData>`, "2023年3月15日|2023-03-15"},
		{"not a number", `<sheetData><row><c><v>甲</v></c><c><v> 3 </v></c></row></sheetData>`, "甲|3"},
		{"prefixes, comments, CDATA", `<x:sheetData xmlns:x="x"><!-- <x:row> --><x:row r='1'><x:c r='A1' t="str"><x:v><![CDATA[a<b]]></x:v></x:c><x:c><x:v>&#52;&#x32;</x:v></x:c></x:row></x:sheetData>`, "a<b|42"},
		{"picture of WPS", `<sheetData><row><c t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c><c><v>1</v></c><c><v>2</v></c></row></sheetData>`, "|1|2"},
		{"merged", `<dimension ref="A1"/><sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="x"/></mergeCells>`, "1|2/4"},
		{"one cell in the last place", `<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`, "<1>"},
		{"beyond the last place", `<sheetData><row><c r="XFE1"><v>1</v></c><c r="A1048577"><v>2</v></c></row></sheetData>`, "1|2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var c corpus.Content
			if err := Read(pack(t, tt.sheet, extra), &c); err != nil {
				t.Fatal(err)
			}
			if got := rows(c); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSheets(t *testing.T) {
	sheet := func(text string) string {
		return `<worksheet><sheetData><row><c t="str"><v>` + text + `</v></c><c><v>1</v></c></row></sheetData></worksheet>`
	}
	const kind = `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	data := pack(t, "", parts{
		"_rels/.rels":     `<Relationships><Relationship Id="a" ` + kind + `officeDocument" Target="/xl/Book.xml"/></Relationships>`,
		"xl/workbook.xml": "",
		"xl/book.xml": `<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="丙" r:id="c"/><sheet name="图" r:id="g"/><sheet name="乙" state="hidden" r:id="b"/>
			<sheet name="藏" state="veryHidden" r:id="b"/><sheet name="甲" r:id="a"/><sheet name="失" r:id="z"/></sheets></workbook>`,
		"xl/_rels/Book.xml.rels": `<Relationships><Relationship Id="a" ` + kind + `worksheet" Target="worksheets\a.xml"/><Relationship Id="b" ` + kind + `worksheet" Target="worksheets/b.xml"/>
			<Relationship Id="c" ` + kind + `worksheet" Target="/xl/worksheets/c.xml"/><Relationship Id="g" ` + kind + `chartsheet" Target="chartsheets/g.xml"/><Relationship Id="z" ` + kind + `worksheet" Target="../../../etc/passwd"/></Relationships>`,
		"xl/worksheets/a.xml": sheet("a"), "xl/worksheets/b.xml": sheet("b"), "xl/worksheets/c.xml": sheet("c"),
	})
	var c corpus.Content
	if err := Read(data, &c); err != nil {
		t.Fatal(err)
	}
	if got, want := rows(c), "<丙>/c|1/<甲>/a|1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(c.Warnings) != 3 {
		t.Errorf("warnings %q", c.Warnings)
	}
}

func TestFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	var damaged *fault.DamagedError
	var large *fault.TooLargeError
	var unsupported *fault.UnsupportedError
	for _, tt := range []struct {
		name string
		data []byte
		as   any
		is   error
	}{
		{"no archive", []byte("PK\x03\x04junk"), &damaged, nil},
		{"no workbook", pack(t, "", parts{"xl/workbook.xml": ""}), &damaged, nil},
		{"binary workbook", pack(t, "", parts{"xl/workbook.xml": "", "xl/workbook.bin": "x"}), &unsupported, nil},
		{"no cells", pack(t, "<sheetData/>", nil), nil, fault.ErrEmpty},
		{"pictures only", pack(t, "<sheetData/>", parts{"xl/media/image1.png": "x"}), nil, fault.ErrNoText},
		{"cut off", pack(t, "", parts{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c><v>1</v></c>`}), &damaged, nil},
		{"cut off in a tag", pack(t, "", parts{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c r="A`}), &damaged, nil},
		{"long tag", pack(t, `<sheetData><row><c r="`+strings.Repeat("A", 3*maxToken)+`"/></row></sheetData>`, nil), &damaged, nil},
		{"bomb", pack(t, "<sheetData>"+strings.Repeat("<x/> ", fault.MaxPart/5)+"</sheetData>", nil), &large, nil},
		{"too many rows", pack(t, "<sheetData>"+strings.Repeat("<row><c><v>1</v></c></row>", fault.MaxRows+1)+"</sheetData>", nil), &large, nil},
	} {
		err := Read(tt.data, &corpus.Content{})
		if tt.is != nil && !errors.Is(err, tt.is) || tt.as != nil && !errors.As(err, tt.as) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestTextBoxes(t *testing.T) {
	data := pack(t, "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>", parts{
		"xl/worksheets/_rels/sheet1.xml.rels": `<Relationships><Relationship Id="a" Type="x/drawing" Target="../drawings/drawing1.xml"/></Relationships>`,
		"xl/drawings/drawing1.xml": `<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><mc:AlternateContent><mc:Choice><a:p><a:r><a:t>填表</a:t></a:r><a:r><a:t>说明</a:t></a:r></a:p><a:p/><a:p><a:r><a:t>第二段</a:t></a:r></a:p></mc:Choice>
			<mc:Fallback><a:p><a:t>填表说明</a:t></a:p></mc:Fallback></mc:AlternateContent></xdr:wsDr>`,
	})
	var c corpus.Content
	if err := Read(data, &c); err != nil {
		t.Fatal(err)
	}
	if got, want := rows(c), "1|2/<填表说明>/<第二段>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Entities of the document type are not expanded.
func TestEntityBomb(t *testing.T) {
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;甲</v></c></row></sheetData></worksheet>`
	var c corpus.Content
	if err := Read(pack(t, "", parts{"xl/worksheets/sheet1.xml": bomb}), &c); err != nil {
		t.Fatal(err)
	}
	if got := rows(c); got != "<&b;甲>" {
		t.Error(got)
	}
}

// A sheet that only declares its million rows is quick.
func TestDeclaredRows(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	var sheet strings.Builder
	sheet.WriteString("<sheetData><row r=\"1\"><c><v>1</v></c><c><v>2</v></c></row>")
	for i := 2; i <= 1<<20; i++ {
		fmt.Fprintf(&sheet, `<row r="%d" s="3" customFormat="1" ht="14.25"/>`, i)
	}
	data := pack(t, sheet.String()+"</sheetData>", nil)
	start := time.Now()
	var c corpus.Content
	if err := Read(data, &c); err != nil {
		t.Fatal(err)
	}
	if got := rows(c); got != "1|2" {
		t.Error(got)
	}
	t.Logf("%d bytes in %v", len(data), time.Since(start))
}

func TestXML2003(t *testing.T) {
	text := `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style></Styles>
<Worksheet ss:Name="目录"><Table>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">标题</Data><Comment><Data ss:Type="String">批注</Data></Comment></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">甲</Data></Cell><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>乙</B>丙&#10;丁</ss:Data></Cell><Cell ss:StyleID="p"><Data ss:Type="Number">0.125</Data></Cell></Row>
<Row><Cell ss:Index="2" ss:StyleID="d"><Data ss:Type="DateTime">2023-03-15T00:00:00.000</Data></Cell><Cell><Data ss:Type="Boolean">1</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="藏"><Table><Row><Cell><Data ss:Type="Number">1</Data></Cell></Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>
</Workbook>`
	var c corpus.Content
	if err := ReadXML2003([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	if got, want := rows(c), "<标题>/甲|乙丙\n丁|12.5%/2023/3/15|TRUE"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(c.Warnings) != 1 {
		t.Error(c.Warnings)
	}
	for i := range text {
		err := ReadXML2003([]byte(text[:i]), &corpus.Content{})
		if i > 120 && i < strings.Index(text, "</Workbook>") && err == nil {
			t.Errorf("cut at %d: no error", i)
		}
	}
}

// goldens are workbooks that LibreOffice wrote; see testdata/README.md.
func TestLibreOffice(t *testing.T) {
	for _, name := range []string{"catalogue.xlsx", "catalogue.xml"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var c corpus.Content
		read := Read
		if strings.HasSuffix(name, ".xml") {
			read = ReadXML2003
		}
		if err := read(data, &c); err != nil {
			t.Fatal(err)
		}
		got, err := json.MarshalIndent(c, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		golden := "testdata/" + name + ".golden"
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
			t.Errorf("%s is read in another way than %s says:\n%s", name, golden, got)
		}
	}
}

// Every cut and every flipped byte gives an error or text, quickly.
func TestBroken(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	data, err := os.ReadFile("testdata/catalogue.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(data); i += 7 {
		if err := Read(data[:i], &corpus.Content{}); err == nil {
			t.Errorf("cut at %d: no error", i)
		}
		flipped := bytes.Clone(data)
		flipped[i] ^= 0xFF
		_ = Read(flipped, &corpus.Content{})
	}
}

// check is the property of the fuzz targets: valid UTF-8, cells inside the
// bounds of a sheet, rows within the caps.
func check(t *testing.T, c corpus.Content) {
	t.Helper()
	for _, b := range c.Blocks {
		if !utf8.ValidString(b.Text) || b.FirstRow < 0 || b.FirstRow+len(b.Rows) > 1<<20+1 {
			t.Errorf("block %.100q from row %d with %d rows", b.Text, b.FirstRow, len(b.Rows))
		}
		for _, row := range b.Rows {
			width := 0
			for _, cell := range row {
				width += max(cell.ColSpan, 1)
				if !utf8.ValidString(cell.Text) || cell.RowSpan > len(b.Rows) {
					t.Errorf("cell %q", cell.Text)
				}
			}
			if width > 1<<14 {
				t.Errorf("row of %d columns", width)
			}
		}
	}
}

// The property: see check; errors are those of package fault.
func FuzzSheet(f *testing.F) {
	f.Add(`<sheetData><row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B9"/></mergeCells>`)
	f.Add(`<sheetData><row r="1048576"><c r="XFD1048576"><v>1e300</v></c></row></sheetData>`)
	f.Add(`<cols><col min="1" max="9" hidden="1"/></cols><sheetData><row hidden="1"><c><f>1</f><v>2</v></c></row></sheetData>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		var c corpus.Content
		if err := Read(pack(t, sheet, parts{"xl/sharedStrings.xml": shared, "xl/styles.xml": styles}), &c); err != nil {
			return
		}
		check(t, c)
	})
}

// The property: see check.
func FuzzXML2003(f *testing.F) {
	f.Add(`<Workbook><Worksheet ss:Name="a"><Table><Row ss:Index="3"><Cell ss:MergeDown="2" ss:MergeAcross="9"><Data ss:Type="Number">1</Data></Cell><Cell><Data>2</Data></Cell></Row></Table></Worksheet></Workbook>`)
	f.Fuzz(func(t *testing.T, text string) {
		var c corpus.Content
		if err := ReadXML2003([]byte(text), &c); err != nil {
			return
		}
		check(t, c)
	})
}
