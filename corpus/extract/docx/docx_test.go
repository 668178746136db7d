package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

const (
	namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
		`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
		`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"`
	rootRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

func document(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><w:document ` + namespaces + `><w:body>` + body + `</w:body></w:document>`
}

// pack makes a file of parts by name.
func pack(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var names []string
	for name := range parts {
		names = append(names, name)
	}
	sort.Strings(names)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range names {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// file makes a file of a body and of parts beside it ("styles": its children).
func file(t testing.TB, body string, beside map[string]string) []byte {
	t.Helper()
	parts := map[string]string{"_rels/.rels": rootRels, "word/document.xml": document(body)}
	for name, content := range beside {
		if strings.Contains(name, "/") {
			parts[name] = content
			continue
		}
		parts["word/"+name+".xml"] = `<w:` + name + ` ` + namespaces + `>` + content + `</w:` + name + `>`
	}
	return pack(t, parts)
}

func read(t testing.TB, data []byte) corpus.Content {
	t.Helper()
	var c corpus.Content
	if err := Read(data, &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// show writes blocks one a line: "text", "#1 heading", "|cell|cell:2x3|" with
// columns x rows, rows of a table joined by "/".
func show(c corpus.Content) string {
	var lines []string
	for _, b := range c.Blocks {
		switch b.Kind {
		case corpus.BlockHeading:
			lines = append(lines, fmt.Sprintf("#%d %s", b.Level, b.Text))
		case corpus.BlockTable:
			lines = append(lines, showTable(b.Rows))
		default:
			lines = append(lines, strings.ReplaceAll(b.Text, "\n", "⏎"))
		}
	}
	return strings.Join(lines, "\n")
}

func showTable(rows [][]corpus.Cell) string {
	var out []string
	for _, cells := range rows {
		s := "|"
		for _, c := range cells {
			s += strings.ReplaceAll(c.Text, "\n", "⏎")
			if c.ColSpan > 0 || c.RowSpan > 0 {
				s += fmt.Sprintf(":%dx%d", max(c.ColSpan, 1), max(c.RowSpan, 1))
			}
			s += "|"
		}
		out = append(out, s)
	}
	return strings.Join(out, "/")
}

func p(s string) string { return `<w:p>` + r(s) + `</w:p>` }
func r(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
func styled(style, s string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + r(s) + `</w:p>`
}

func fld(instr, result string) string {
	sep := ""
	if result != "-" {
		sep = `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r(result)
	}
	return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + instr + ` </w:instrText></w:r>` + sep + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`
}

func TestText(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"paragraphs", p("甲") + p("") + p(" 乙\u00ad丙 "), "甲\n乙丙"},
		{"breaks and tabs", `<w:p>` + r("甲") + `<w:r><w:tab/></w:r>` + r("乙") + `<w:r><w:br/></w:r>` + r("丙") + `<w:r><w:softHyphen/><w:noBreakHyphen/><w:t>丁</w:t></w:r></w:p>`, "甲 乙⏎丙-丁"},
		{"white space without preserve", "<w:p><w:r><w:t>\n  甲\n</w:t></w:r><w:r><w:t>乙</w:t></w:r></w:p>", "甲乙"},
		{"tab stops are no tabs", `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>` + r("甲") + `</w:p>`, "甲"},
		{"hidden", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>无</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>有</w:t></w:r></w:p>`, "有"},
		{"revisions", `<w:p><w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins>` + r("新") + `</w:ins><w:moveFrom>` + r("移") + `</w:moveFrom></w:p><w:p><w:moveTo>` + r("移") + `</w:moveTo></w:p>`, "新\n移"},
		{"deleted paragraph mark", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("前半，") + `</w:p>` + p("后半。"), "前半，后半。"},
		{"deleted mark at the end", `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>` + r("末") + `</w:p>`, "末"},
		{"old properties are not read", `<w:p><w:pPr><w:pPrChange><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>甲</w:t></w:r></w:p>`, "甲"},
		{"controls and tags", `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + p("甲") + `</w:sdtContent></w:sdt><w:p><w:smartTag><w:sdt><w:sdtContent>` + r("乙") + `</w:sdtContent></w:sdt></w:smartTag></w:p>`, "甲\n乙"},
		{"ruby", `<w:p><w:r><w:ruby><w:rubyPr/><w:rt>` + r("cai") + `</w:rt><w:rubyBase>` + r("采") + `</w:rubyBase></w:ruby></w:r>` + r("购") + `</w:p>`, "采购"},
		{"powers", `<w:p>` + r("10") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>-8</w:t></w:r>` + r("与m") + `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>注</w:t></w:r></w:p>`, "10⁻⁸与m注"},
		{"raised powers", `<w:p>` + r("平m") + `<w:r><w:rPr><w:position w:val="8"/></w:rPr><w:t>2</w:t></w:r>` + r("共") + `<w:r><w:rPr><w:position w:val="8"/></w:rPr><w:t>2</w:t></w:r></w:p>`, "平m²共2"},
		{"outline levels", `<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr>` + r("甲") + `</w:p><w:p><w:pPr><w:outlineLvl w:val="9"/></w:pPr>` + r("乙") + `</w:p>`, "#2 甲\n乙"},
		{"comments", `<w:p><w:commentRangeStart w:id="1"/>` + r("甲") + `<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>`, "甲"},
		{"signs", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings" w:char="00A8"/><w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="宋体" w:char="4E00"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ甲</w:t></w:r></w:p>`, "☑□☑≥一☑甲"},
		{"math", `<w:p><m:oMath><m:r><m:t>10</m:t></m:r><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:f><m:fPr><m:type m:val="bar"/></m:fPr><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>12</m:t></m:r></m:den></m:f><m:d><m:dPr><m:begChr m:val="["/></m:dPr><m:e><m:r><m:t>c</m:t></m:r></m:e><m:e><m:r><m:t>d</m:t></m:r></m:e></m:d></m:oMath></w:p>`, "10x²(a+b)/12[c,d)"},
		{"text box once", `<w:p>` + r("甲") + `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>` + p("框") + `</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + p("框") + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>` + r("乙") + `</w:p>`, "甲乙\n框"},
		{"fallback where the choice is empty", `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>` + p("框") + `</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`, "框"},
		{"word art and shapes", `<w:p><w:r><w:pict><v:shape><v:textpath string="某市文件"/></v:shape></w:pict><w:drawing><a:p><a:r><a:t>图中</a:t></a:r></a:p></w:drawing></w:r></w:p>`, "某市文件\n图中"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(read(t, file(t, tt.body, nil))); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestFields(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"result", `<w:p>` + r("图") + fld("SEQ 图", "3") + `</w:p>`, "图3"},
		{"page numbers", `<w:p>` + r("第") + fld("PAGE", "3") + fld(`NUMPAGES \* MERGEFORMAT`, "9") + `<w:fldSimple w:instr=" PAGE ">` + r("8") + `</w:fldSimple><w:fldSimple w:instr=" DATE ">` + r("一日") + `</w:fldSimple></w:p>`, "第一日"},
		{"nested", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>` + fld("REF x", "隐") + `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("显") + `<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`, "显"},
		{"never closed", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>` + r("无") + `</w:p>` + p("有"), "有"},
		{"page number never closed", `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>` + p("有"), "有"},
		{"end without begin", `<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>` + r("有") + `</w:p>`, "有"},
		{"circled", `<w:p>` + fld(`eq \o\ac(○,3)`, "-") + fld(`EQ \o\ac(○,21)`, "-") + fld(`eq \o\ac(□,甲)`, "-") + `</w:p>`, "③㉑(甲)"},
		{"stretched and stacked", `<w:p>` + fld(`eq \o\ad(\s\up 7(财政局),\s\do 3(办公室))`, "-") + fld(`EQ \f(1,2)`, "-") + fld(`EQ \r(3,x)`, "-") + fld(`EQ \b\bc\{(a\,b)`, "-") + `</w:p>`, "财政局办公室1/23√x{(a,b)"},
		{"boxes", `<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` + r("是") + `</w:p>`, "☑是"},
		{"symbol and button", `<w:p>` + fld(`SYMBOL 254 \f "Wingdings" \s 10`, "-") + fld(`MACROBUTTON NoMacro 单击 此处`, "-") + `</w:p>`, "☑单击 此处"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(read(t, file(t, tt.in, nil))); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

const numberingXML = `<w:abstractNum w:abstractNumId="4">` +
	`<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="zhang"/><w:suff w:val="space"/><w:lvlText w:val="第%1章"/></w:lvl>` +
	`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlRestart w:val="0"/><w:pStyle w:val="tiao"/><w:suff w:val="nothing"/><w:lvlText w:val="第%2条　"/></w:lvl>` +
	`<w:lvl w:ilvl="2"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%3."/></w:lvl>` +
	`<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>` +
	`<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%5"/><w:rPr><w:vanish/></w:rPr></w:lvl>` +
	`</w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="liebiao"/></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>` +
	`<w:num w:numId="2"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>` +
	`<w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num>` +
	`<w:num w:numId="4"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="2"><w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%3"/></w:lvl></w:lvlOverride></w:num>`

const stylesXML = `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="zhang"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="tiao"><w:name w:val="条"/><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="tiao2"><w:name w:val="条二"/><w:basedOn w:val="tiao"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="xiang"><w:name w:val="项"/><w:basedOn w:val="zhang"/><w:pPr><w:numPr><w:ilvl w:val="2"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="圈"/><w:basedOn w:val="loop"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="b3"><w:name w:val="标题 3"/></w:style>` +
	`<w:style w:type="numbering" w:styleId="liebiao"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>` +
	`<w:style w:type="character" w:styleId="secret"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="secretp"><w:name w:val="密段"/><w:rPr><w:vanish/></w:rPr></w:style>`

func numbered(numID, ilvl int, s string) string {
	return fmt.Sprintf(`<w:p><w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>%s</w:p>`, ilvl, numID, r(s))
}

func TestNumbering(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"by style", styled("zhang", "总则") + styled("tiao", "为了甲。") + styled("tiao2", "本办法。") + styled("zhang", "附则") + styled("tiao", "施行。"), "#1 第一章 总则\n第一条　为了甲。\n第二条　本办法。\n#1 第二章 附则\n第三条　施行。"},
		{"continued and begun anew", numbered(1, 1, "甲") + numbered(2, 1, "乙") + numbered(2, 1, "丙"), "第一条　甲\n第五条　乙\n第六条　丙"},
		{"fallback of a new format", numbered(1, 2, "甲") + numbered(1, 2, "乙"), "01. 甲\n02. 乙"},
		{"bullets and hidden labels", numbered(1, 3, "甲") + numbered(1, 4, "乙"), "甲\n乙"},
		{"through a numbering style", numbered(3, 2, "甲") + numbered(3, 2, "乙"), "① 甲\n② 乙"},
		{"switched off", `<w:p><w:pPr><w:pStyle w:val="tiao"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>` + r("甲") + `</w:p>`, "甲"},
		{"level of one style, list of another", styled("zhang", "甲") + styled("xiang", "乙"), "#1 第一章 甲\n#1 01. 乙"},
		{"unknown list", numbered(77, 0, "甲"), "甲"},
		{"deleted paragraphs do not count", `<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del>` + r("旧") + `</w:del></w:p>` + numbered(1, 1, "新"), "第一条　新"},
		{"numbers in cells", tblOf(trOf(tc("序号"), tc("名称")), trOf(`<w:tc>`+numbered(1, 2, "")+`</w:tc>`, tc("打印机")), trOf(`<w:tc>`+numbered(1, 2, "")+`</w:tc>`, tc("纸"))), "|序号|名称|/|01.|打印机|/|02.|纸|"},
		{"hidden by style", `<w:p><w:r><w:rPr><w:rStyle w:val="secret"/></w:rPr><w:t>密</w:t></w:r>` + r("明") + `</w:p>` + styled("secretp", "密"), "明"},
		{"titles and cycles", styled("t", "办法") + styled("b3", "三级") + styled("loop", "圈") + styled("none", "无"), "#1 办法\n#3 三级\n圈\n无"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := read(t, file(t, tt.body, map[string]string{"numbering": numberingXML, "styles": stylesXML}))
			if got := show(c); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func tblOf(rows ...string) string { return `<w:tbl><w:tblPr/>` + strings.Join(rows, "") + `</w:tbl>` }
func trOf(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }
func tc(s string) string          { return `<w:tc>` + p(s) + `</w:tc>` }
func tcOf(props, s string) string { return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + p(s) + `</w:tc>` }

func TestTables(t *testing.T) {
	const restart, goesOn = `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	long := strings.Repeat("供应商应当", 10)
	for _, tt := range []struct{ name, body, want string }{
		{"plain", tblOf(trOf(tc("甲"), tc("乙")), trOf(tc("丙"), tc(""))), "|甲|乙|/|丙||"},
		{"spans", tblOf(trOf(tcOf(`<w:gridSpan w:val="2"/>`+restart, "甲"), tc("乙")), trOf(tcOf(`<w:gridSpan w:val="2"/>`+goesOn, ""), tc("丙")), trOf(tcOf(goesOn, "断"), tc("a"), tc("b"))), "|甲:2x2|乙|/|丙|/|断|a|b|"},
		{"two merges in a column", tblOf(trOf(tcOf(restart, "甲"), tc("1")), trOf(tcOf(goesOn, ""), tc("2")), trOf(tcOf(restart, "乙"), tc("3")), trOf(tcOf(`<w:vMerge w:val="continue"/>`, ""), tc("4"))), "|甲:1x2|1|/|2|/|乙:1x2|3|/|4|"},
		{"a merge ends with a plain cell", tblOf(trOf(tcOf(restart, "甲"), tc("1")), trOf(tc("乙"), tc("2")), trOf(tcOf(goesOn, "丙"), tc("3"))), "|甲|1|/|乙|2|/|丙|3|"},
		{"merged to the right", tblOf(trOf(tcOf(`<w:hMerge w:val="restart"/>`, "甲"), tcOf(`<w:hMerge/>`, ""), tc("乙")), trOf(tc("1"), tc("2"), tc("3"))), "|甲:2x1|乙|/|1|2|3|"},
		{"grid before", tblOf(trOf(tc("甲"), tc("乙"), tc("丙")), `<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>`+tc("丁")+`</w:tr>`), "|甲|乙|丙|/|:2x1|丁|"},
		{"deleted and hidden rows", tblOf(trOf(tc("甲"), tc("乙")), `<w:tr><w:trPr><w:del w:id="1"/></w:trPr>`+tc("x")+tc("y")+`</w:tr>`, `<w:tr><w:trPr><w:hidden/></w:trPr>`+tc("x")+`</w:tr>`, `<w:tr><w:trPr><w:ins w:id="1"/></w:trPr>`+tc("丙")+tc("丁")+`</w:tr>`), "|甲|乙|/|丙|丁|"},
		{"lines in a cell", tblOf(trOf(`<w:tc>`+p("甲")+p("乙")+`</w:tc>`, tc("丙"))), "|甲⏎乙|丙|"},
		{"nested", tblOf(trOf(tc("外"), `<w:tc>`+p("前")+tblOf(trOf(tc("一"), tc("二")), trOf(tc("三"), tc("")))+p("后")+`</w:tc>`)), "|外|前⏎一 二⏎三⏎后|"},
		{"one cell", tblOf(trOf(`<w:tc>` + p("甲") + tblOf(trOf(tc("一"), tc("二"))) + p("乙") + `</w:tc>`)), "甲\n|一|二|\n乙"},
		{"a column of prose", tblOf(trOf(tc(long)), trOf(tc(long+"。"))), long + "\n" + long + "。"},
		{"a column of names", tblOf(trOf(tc("甲")), trOf(tc("乙"))), "|甲|/|乙|"},
		{"wrapped rows and cells", tblOf(`<w:sdt><w:sdtContent>` + trOf(`<w:sdt><w:sdtContent>`+tc("甲")+`</w:sdtContent></w:sdt>`, tc("乙")) + `</w:sdtContent></w:sdt>`), "|甲|乙|"},
		{"empty", p("甲") + tblOf(trOf(tc(""), tc(""))), "甲"},
		{"heading in a cell", tblOf(trOf(`<w:tc><w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>`+r("甲")+`</w:p></w:tc>`, tc("乙"))), "|甲|乙|"},
		{"text box in a cell", tblOf(trOf(`<w:tc><w:p>`+r("甲")+`<w:r><w:pict><v:shape><w:txbxContent>`+p("框")+`</w:txbxContent></v:shape></w:pict></w:r></w:p></w:tc>`, tc("乙"))), "|甲⏎框|乙|"},
		{"unknown elements", `<w:future>` + p("无") + `</w:future>` + p("有"), "有"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(read(t, file(t, tt.body, nil))); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestIndent(t *testing.T) {
	in := func(ind, s string) string {
		return `<w:p><w:pPr><w:ind ` + ind + `/></w:pPr>` + r(s) + `</w:p>`
	}
	body := in(`w:firstLineChars="200" w:firstLine="640"`, "甲") + in(`w:left="480" w:hanging="240"`, "乙") + in(`w:start="240"`, "　 丙") +
		`<w:p><w:r><w:tab/></w:r>` + r("丁") + `</w:p>` + in(`w:left="99999999999" w:leftChars="-5"`, "戊") + in(`w:left="999999"`, "己") +
		tblOf(trOf(`<w:tc>`+in(`w:leftChars="100"`, "A")+`</w:tc>`, tc("  B"), tc("")))
	c := read(t, file(t, body, nil))
	var got []int
	for _, b := range c.Blocks {
		got = append(got, b.Indent)
	}
	for _, cell := range c.Blocks[len(c.Blocks)-1].Rows[0] {
		got = append(got, cell.Indent)
	}
	if want := []int{4, 2, 5, 4, 0, 200, 0, 2, 2, 0}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestNotesAndLinks(t *testing.T) {
	body := `<w:p>` + r("100") + `<w:r><w:footnoteReference w:id="7"/></w:r>` + r("万元") + `<w:r><w:endnoteReference w:id="3"/></w:r><w:r><w:footnoteReference w:id="2" w:customMarkFollows="1"/><w:t>*</w:t></w:r></w:p>` +
		`<w:p><w:hyperlink r:id="rId9">` + r("附件") + `</w:hyperlink><w:hyperlink w:anchor="x">` + r("内") + `</w:hyperlink>` + fld(`HYPERLINK "http://example.cn/b" \t "_blank"`, "站点") + `</w:p>`
	c := read(t, file(t, body, map[string]string{
		"footnotes":                    `<w:footnote w:type="separator" w:id="-1">` + p("无") + `</w:footnote><w:footnote w:id="2">` + p("* 星") + `</w:footnote><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>` + r(" 含税") + `</w:p></w:footnote><w:footnote w:id="8">` + p("未引用") + `</w:footnote>`,
		"endnotes":                     `<w:endnote w:id="3">` + p("尾") + p("二") + `</w:endnote>`,
		"word/_rels/document.xml.rels": `<Relationships xmlns="x"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://example.cn/a" TargetMode="External"/></Relationships>`,
	}))
	if got, want := show(c), "100[1]万元[i]*\n附件内站点\n[1] 含税\n* 星\n[i] 尾\n二"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := fmt.Sprint(c.Links), "[{附件 http://example.cn/a} {站点 http://example.cn/b}]"; got != want {
		t.Errorf("links %s, want %s", got, want)
	}
	if c.MediaType != mediaType || c.Charset != "utf-8" || c.Fields != nil {
		t.Errorf("%s %s %v", c.MediaType, c.Charset, c.Fields)
	}
}

// TestPackages reads the same document from packages made in other ways.
func TestPackages(t *testing.T) {
	strict := strings.ReplaceAll(document(p("甲")), "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
	gbk := strings.Replace(document("<w:p><w:r><w:t>\xbc\xd7</w:t></w:r></w:p>"), "UTF-8", "GB2312", 1)
	utf16 := "\xff\xfe"
	for _, c := range strings.Replace(document(p("甲")), "UTF-8", "UTF-16", 1) {
		utf16 += string([]byte{byte(c), byte(c >> 8)})
	}
	for name, parts := range map[string]map[string]string{
		"strict":            {"_rels/.rels": strings.ReplaceAll(rootRels, "http://schemas.openxmlformats.org/officeDocument/2006", "http://purl.oclc.org/ooxml/officeDocument"), "word/document.xml": strict},
		"without relations": {"word/document.xml": document(p("甲"))},
		"other place":       {"_rels/.rels": strings.Replace(rootRels, "word/document.xml", "/Doc/main.xml", 1), "doc/MAIN.xml": document(p("甲"))},
		"other name":        {"word/document2.xml": document(p("甲"))},
		"backslashes":       {`word\document.xml`: document(p("甲"))},
		"damaged relations": {"_rels/.rels": "<Relationships", "word/document.xml": document(p("甲"))},
		"damaged styles":    {"word/document.xml": document(p("甲")), "word/styles.xml": "<w:styles><"},
		"GB2312":            {"word/document.xml": gbk},
		"UTF-16":            {"word/document.xml": utf16},
	} {
		if got := show(read(t, pack(t, parts))); got != "甲" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestFaults(t *testing.T) {
	picture := `<w:p><w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r></w:p>`
	var damaged *fault.DamagedError
	var tooLarge *fault.TooLargeError
	for _, tt := range []struct {
		name string
		data []byte
		want error
		as   any
	}{
		{"pictures only", file(t, picture, nil), fault.ErrNoText, nil},
		{"nothing", file(t, "<w:p/>", nil), fault.ErrEmpty, nil},
		{"no archive", []byte("PK\x03\x04"), nil, &damaged},
		{"no document", pack(t, map[string]string{"a.txt": "x"}), nil, &damaged},
		{"another root", pack(t, map[string]string{"word/document.xml": "<html/>"}), nil, &damaged},
		{"empty part", pack(t, map[string]string{"word/document.xml": ""}), nil, &damaged},
		{"entities", pack(t, map[string]string{"word/document.xml": `<!DOCTYPE a [<!ENTITY x "甲">]>` + strings.TrimPrefix(document(p("&x;")), `<?xml version="1.0" encoding="UTF-8"?>`)}), nil, &damaged},
		{"deep", file(t, strings.Repeat(`<w:sdt>`, 300), nil), nil, &tooLarge},
		{"deep in what is skipped", file(t, strings.Repeat(`<w:x>`, 300), nil), nil, &tooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var c corpus.Content
			err := Read(tt.data, &c)
			if tt.want != nil && !errors.Is(err, tt.want) || tt.as != nil && !errors.As(err, tt.as) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestDamageAfterText(t *testing.T) {
	whole := document(p("甲") + tblOf(trOf(tc("一"), tc("二")), trOf(tc("三"), tc("四"))) + p("乙"))
	for cut, want := range map[string]string{"四": "甲\n|一|二|/|三||", "乙": "甲\n|一|二|/|三|四|"} {
		c := read(t, pack(t, map[string]string{"word/document.xml": whole[:strings.Index(whole, cut)]}))
		if got := show(c); got != want || len(c.Warnings) != 1 {
			t.Errorf("cut before %s: %q, %q", cut, got, c.Warnings)
		}
	}
	private := read(t, file(t, p("\ue000甲"), nil))
	if len(private.Warnings) != 1 || show(private) != "\ue000甲" {
		t.Errorf("private use: %q", private.Warnings)
	}
	chunk := read(t, file(t, p("甲")+`<w:altChunk r:id="x"/>`, nil))
	if len(chunk.Warnings) != 1 {
		t.Errorf("altChunk: %q", chunk.Warnings)
	}
}

// TestDamagedBytes cuts a file at every length and flips every byte: an error, or
// text; and where the part with the text is hit, never without a word.
func TestDamagedBytes(t *testing.T) {
	body := p("第一条 甲") + tblOf(trOf(tc("金额"), tc("100万元"))) + p("乙")
	data := file(t, body, map[string]string{"numbering": numberingXML, "styles": stylesXML})
	want := show(read(t, data))
	for cut := range data {
		var c corpus.Content
		if err := Read(data[:cut], &c); err == nil {
			t.Fatalf("cut at %d: no error", cut)
		}
	}
	for at := range data {
		flipped := bytes.Clone(data)
		flipped[at] ^= 0x41
		var c corpus.Content
		if err := Read(flipped, &c); err == nil && len(c.Warnings) == 0 && show(c) != want {
			t.Fatalf("byte %d flipped: silently\n%s", at, show(c))
		}
	}
}

// TestHostile reads small files made to take long.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	for name, body := range map[string]string{
		"many tables":      strings.Repeat(`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`, 20_000),
		"nested tables":    strings.Repeat(`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p>`, 60) + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 60),
		"empty paragraphs": strings.Repeat(`<w:p/>`, 700_000),
		"many fields":      `<w:p>` + strings.Repeat(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`, 100_000) + `</w:p>` + p("甲"),
		"wide cells":       tblOf(strings.Repeat(trOf(strings.Repeat(tcOf(`<w:gridSpan w:val="999999999"/><w:vMerge/>`, "甲"), 100)), 100)),
		"deep equations":   `<w:p>` + fld(`EQ `+strings.Repeat(`\o(`, 2000), "-") + `</w:p>`,
		"long formula":     `<w:p><m:oMath><m:d>` + strings.Repeat(`<m:e><m:r><m:t>甲</m:t></m:r></m:e>`, 100_000) + `</m:d></m:oMath></w:p>`,
		"style chain":      strings.Repeat(styled("s1", "甲"), 20_000),
		"numbers":          strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="9"/></w:numPr></w:pPr></w:p>`, 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			var chain strings.Builder
			for i := range 1000 {
				fmt.Fprintf(&chain, `<w:style w:type="paragraph" w:styleId="s%d"><w:basedOn w:val="s%d"/></w:style>`, i, i+1)
			}
			list := `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="8"><w:numFmt w:val="upperRoman"/><w:start w:val="32767"/><w:lvlText w:val="` + strings.Repeat("%9", 5000) + `"/></w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="1"/></w:num>`
			data := file(t, body, map[string]string{"styles": chain.String(), "numbering": list})
			start := time.Now()
			var c corpus.Content
			err := Read(data, &c)
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("%d bytes took %v", len(data), took)
			}
			t.Logf("%d bytes, %v, %d blocks: %v", len(data), time.Since(start), len(c.Blocks), err)
		})
	}
}
