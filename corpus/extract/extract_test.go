package extract

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"

	"golang.org/x/text/encoding/simplifiedchinese"
)

func texts(c corpus.Content) []string {
	var out []string
	for _, b := range c.Blocks {
		s := b.Text
		if b.Kind == corpus.BlockHeading {
			s = strings.Repeat("#", b.Level) + s
		}
		for _, row := range b.Rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, cell.Text)
			}
			s += "|" + strings.Join(cells, "|")
		}
		out = append(out, s)
	}
	return out
}

func TestFile(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("花木条例䶮𠮷\n第一条"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, data, charset string
		want                []string
	}{
		{"a.txt", "甲\r\n\r\n　乙 \n", "utf-8", []string{"甲", "乙"}},
		{"a.txt", "\uFEFF甲", "utf-8", []string{"甲"}},
		{"a.txt", string(gbk), "gb18030", []string{"花木条例䶮𠮷", "第一条"}},
		{"a.txt", "\xFE\xFF\x75\x32", "utf-16", []string{"甲"}},
		{"a.md", "# 题\n<!-- x\ny -->\n**一**、甲\n1. 乙\n|a|b|\n|---|---|\n|1|2|\n丙", "utf-8", []string{"#题", "一、甲", "1. 乙", "|a|b|1|2", "丙"}},
		{"a.htm", "<html><body><script>x</script><nav>首页</nav><p>甲<b>乙</b><br>丙</p></body></html>", "utf-8", []string{"甲乙", "丙"}},
	} {
		c, err := File(tc.name, []byte(tc.data))
		if err != nil {
			t.Errorf("%s %q: %v", tc.name, tc.data, err)
			continue
		}
		if got := texts(c); c.Charset != tc.charset || !slices.Equal(got, tc.want) {
			t.Errorf("%s: %s %q, want %s %q", tc.name, c.Charset, got, tc.charset, tc.want)
		}
	}
}

func TestFileErrors(t *testing.T) {
	unsupported := func(f Format) func(error) bool {
		return func(err error) bool {
			var u *UnsupportedError
			return errors.As(err, &u) && u.Format == string(f)
		}
	}
	damaged := func(f Format) func(error) bool {
		return func(err error) bool {
			var d *DamagedError
			return errors.As(err, &d) && d.Format == string(f)
		}
	}
	is := func(target error) func(error) bool { return func(err error) bool { return errors.Is(err, target) } }
	for _, tc := range []struct {
		name, data string
		want       func(error) bool
	}{
		{"a.txt", "", is(ErrEmpty)},
		{"a.txt", " \n\t", is(ErrEmpty)},
		{"a.txt", "%PDF-1.7 …", damaged(PDF)},
		{"a.docx", "PK\x03\x04....word/document.xml", damaged(DOCX)},
		{"a", "PK\x03\x04....", unsupported(ZIP)},
		{"a", "PK\x03\x04....OFD.xml", damaged(OFD)},
		{"a.wps", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", damaged(DOC)},
		{"a", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1..W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00", damaged(XLS)},
		{"a.rar", "Rar!\x1A\x07\x00", unsupported(RAR)},
		{"a.png", "\x89PNG\r\n", is(ErrNoText)},
		{"a.rtf", "{\\rtf1 a}", unsupported(RTF)},
		{"a.json", "{}", unsupported("json")},
		{"a.xml", `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml">`, unsupported(Word2003)},
		{"a.mht", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/css\r\n\r\nx\r\n--b--\r\n", damaged(MHTML)},
		{"a.txt", "\x00\x01\x02\x03", is(ErrNotText)},
		{"a.txt", strings.Repeat("\xFF\xFE\xFD", 100), is(ErrNotText)},
	} {
		if _, err := File(tc.name, []byte(tc.data)); err == nil || !tc.want(err) {
			t.Errorf("%s %.20q: %v", tc.name, tc.data, err)
		}
	}
	_, err := File("a.txt", bytes.Repeat([]byte("a"), MaxText+1))
	var large *TooLargeError
	if !errors.As(err, &large) || large.Limit != MaxText {
		t.Errorf("too large: %v", err)
	}
}

func TestInvalidBytesAreNamed(t *testing.T) {
	c, err := File("a.txt", []byte("第一条 花木养护应当及时进行，不得拖延。\xFF第二条"))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Warnings) != 1 || !strings.Contains(strings.Join(texts(c), ""), "第二条") {
		t.Errorf("%q, warnings %q", texts(c), c.Warnings)
	}
}

func TestPage(t *testing.T) {
	page := `<html><head><meta name="ArticleTitle" content="关于种树的通知"><title>关于种树的通知_某市</title></head><body>
<div class="nav-bar"><a href="/">首页</a></div>
<table><tr><td>发文字号：</td><td>某发〔2020〕3号</td><td><b>标　　题：</b></td><td>关于种树的通知</td></tr></table>
<div id="zoom"><p>各区人民政府：</p><p>现将有关事项通知如下，请各单位认真组织，按时完成，不要拖延。</p>
<table><tr><th colspan="2">树</th></tr><tr><td>松</td><td>3</td></tr></table><p><a href="a.pdf">附件</a></p></div>
<div class="share">分享</div></body></html>`
	c, err := File("a.html", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"#关于种树的通知", "各区人民政府：", "现将有关事项通知如下，请各单位认真组织，按时完成，不要拖延。", "|树|松|3", "附件"}
	if got := texts(c); !slices.Equal(got, want) {
		t.Errorf("blocks %q, want %q", got, want)
	}
	if c.Fields["发文字号"] != "某发〔2020〕3号" || c.Fields["标题"] != "关于种树的通知" {
		t.Errorf("fields %q", c.Fields)
	}
	if len(c.Links) != 1 || c.Links[0] != (corpus.Link{Text: "附件", URL: "a.pdf"}) {
		t.Errorf("links %v", c.Links)
	}
	if c.Blocks[3].Rows[0][0].ColSpan != 2 {
		t.Errorf("colspan lost: %v", c.Blocks[3].Rows)
	}
}

func TestDeepPageKeepsItsText(t *testing.T) {
	page := "<html><body>" + strings.Repeat("<div>", 100000) + "甲乙丙" + strings.Repeat("</div>", 100000)
	c, err := File("a.html", []byte(page))
	if err != nil || !strings.Contains(strings.Join(texts(c), ""), "甲乙丙") {
		t.Errorf("%v %q", err, texts(c))
	}
}

// TestHostilePages reads large pages of one kind of element: what takes more than
// the text's length in steps shows here at once.
func TestHostilePages(t *testing.T) {
	if testing.Short() {
		t.Skip("reads large input in one goroutine")
	}
	const n = 20_000
	for name, page := range map[string]string{
		"rows":     "<table>" + strings.Repeat("<tr><td>a<td>b", n) + "</table>",
		"labels":   strings.Repeat("<p>文号：a [来源] b", n),
		"links":    strings.Repeat("<p><a href=x>x</a>", n),
		"inline":   strings.Repeat("<b>x<i>y", n),
		"spans":    "<p>" + strings.Repeat("<span>标 题</span> ", n),
		"nested":   strings.Repeat(strings.Repeat("<div>", 400)+"甲"+strings.Repeat("</div>", 400), n/400),
		"tables":   strings.Repeat("<table><tr><td>", 100) + strings.Repeat("<p>x", n),
		"zooms":    strings.Repeat("<div id=zoom>甲，乙。", n/100),
		"brackets": strings.Repeat("<p>"+strings.Repeat("[大 ", 60), n/10),
	} {
		t.Run(name, func(t *testing.T) {
			if c, err := File("a.html", []byte("<html><body>"+page)); err != nil || len(c.Blocks) == 0 && name != "links" {
				t.Errorf("%v, %d blocks", err, len(c.Blocks))
			}
		})
	}
}

func FuzzFile(f *testing.F) {
	for _, s := range []string{"甲\n乙", "# 题\n|a|b|\n|-|-|", "<html><p>甲<table><tr><td>a<td>b</table>", "\xFE\xFF\x75\x32", "\xB5\xDA\xD2\xBB\xCC\xF5", "<!-- x", "%PDF-"} {
		for kind := range uint8(3) {
			f.Add(kind, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, data []byte) {
		name := []string{"a.txt", "a.md", "a.html"}[kind%3]
		if Detect(name, data).Packed() || Detect(name, data) == PDF {
			return // read by packages with targets of their own
		}
		c, err := File(name, data)
		if err != nil {
			return
		}
		total := 0
		for _, s := range texts(c) {
			if !utf8.ValidString(s) {
				t.Errorf("not UTF-8: %q", s)
			}
			total += len(s)
		}
		// GB18030 grows to at most three bytes for two, U+FFFD to three for one;
		// a title may be there twice.
		if total > 16*len(data)+64 {
			t.Errorf("%d bytes of text from %d", total, len(data))
		}
		if c.MediaType == "text/plain" && utf8.Valid(data) && !strings.Contains(strings.Join(c.Warnings, "\n"), "preview page") {
			checkNothingLost(t, string(data), c)
		}
	})
}

// checkNothingLost checks that plain text keeps every character that is no
// white space.
func checkNothingLost(t *testing.T, text string, c corpus.Content) {
	var got strings.Builder
	for _, b := range c.Blocks {
		got.WriteString(b.Text)
	}
	keep := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, s)
	}
	if want := keep(strings.TrimPrefix(text, "\uFEFF")); keep(got.String()) != want {
		t.Errorf("text %q, want %q", got.String(), want)
	}
}
