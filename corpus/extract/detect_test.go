package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
)

// pack makes a ZIP archive of names, each with its own name as content.
func pack(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		name, text, _ := strings.Cut(name, "=")
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDetect(t *testing.T) {
	const types = "[Content_Types].xml"
	docx := pack(t, types, "word/document.xml")
	for _, tc := range []struct {
		name, data string
		want       Format
	}{
		{"a", docx, DOCX},
		{"a.wps", docx, DOCX},
		{"a.docx", docx[:len(docx)/2], DOCX},
		{"a", pack(t, types, "word/document2.xml"), DOCX},
		{"a", pack(t, types, "xl/workbook.xml"), XLSX},
		{"a", pack(t, types, "xl/workbook.bin"), XLSB},
		{"a", pack(t, types, "ppt/presentation.xml"), PPTX},
		{"a", pack(t, "OFD.xml", "Doc_0/Document.xml"), OFD},
		{"a", pack(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml"), ODT},
		{"a", pack(t, "mimetype=application/vnd.oasis.opendocument.spreadsheet", "content.xml"), ODS},
		{"a.zip", pack(t, "word/甲.txt", "xl/乙.txt"), ZIP},
		{"a.zip", pack(t, "甲.docx="+docx), ZIP},
		{"a.txt", "%PDF-1.4", PDF},
		{"a.doc", "\x00\x01junk%PDF-1.4\x00", PDF},
		{"a.txt", "关于 %PDF-1.4 的说明", TXT},
		{"a.doc", "<html><body>x", HTML},
		{"a.xls", "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table>", HTML},
		{"a.xls", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, XML2003},
		{"a.xls", `<?xml version="1.0"?><ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">`, XML2003},
		{"a.doc", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", MHTML},
		{"a.txt", "Subject: 甲\n\nMIME-Version: 1.0 multipart/related", TXT},
		{"a.csv", "a,b\n", CSV},
		{"a.tsv", "a\tb\n", TSV},
		{"a.tar", "a" + strings.Repeat("\x00", 256) + "ustar\x00", TAR},
		{"a.xlsx", "a,b\n", TXT},
	} {
		if got := Detect(tc.name, []byte(tc.data)); got != tc.want {
			t.Errorf("%s %.30q: %s, want %s", tc.name, tc.data, got, tc.want)
		}
	}
}

const archived = "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"=b\"\r\n\r\npreamble\r\n--=b\r\n" +
	"Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: file:///C:/1.htm\r\n\r\n" +
	"<html><body><p>=BB=A8=C4=BE=CC=F5=C0=FD</p><p>a =3D b</p></body></html>\r\n--=b\r\nContent-Type: image/png\r\n\r\nx\r\n--=b--\r\n"

func TestWebArchive(t *testing.T) {
	c, err := File("a.doc", []byte(archived))
	if err != nil || !slices.Equal(texts(c), []string{"花木条例", "a = b"}) || c.Charset != "gb18030" {
		t.Errorf("%q %s %v", texts(c), c.Charset, err)
	}
	for i := strings.Index(archived, "related") + len("related"); i < len(archived); i++ { // cut off anywhere
		if c, err := File("a.mht", []byte(archived[:i])); err == nil && len(c.Blocks) > 2 {
			t.Errorf("cut at %d: %q", i, texts(c))
		}
	}
}

func TestWrongNameIsSaid(t *testing.T) {
	for name, warned := range map[string]bool{"a.pdf": true, "a.docx": true, "a.txt": false, "a.html": false, "a": false} {
		c, err := File(name, []byte("<html><body><p>甲</p></body></html>"))
		if err != nil || (len(c.Warnings) > 0) != warned {
			t.Errorf("%s: %v %q", name, err, c.Warnings)
		}
		if warned && (!strings.Contains(c.Warnings[0], "html") || !strings.Contains(c.Warnings[0], name[1:])) {
			t.Errorf("%s: %q names not both", name, c.Warnings)
		}
	}
}

// apart is an Isolator that notes what it is asked.
type apart []Job

func (a *apart) Read(_ context.Context, job Job, _ []byte) (corpus.Content, error) {
	*a = append(*a, job)
	return corpus.Content{}, errors.New("apart")
}

func TestForeignFormatsAreReadApart(t *testing.T) {
	var asked apart
	r := &Reader{Isolate: &asked, OCR: true}
	for name, data := range map[string]string{"a.pdf": "%PDF-", "a.docx": pack(t, "[Content_Types].xml", "word/document.xml"), "a.png": "\x89PNG"} {
		asked = nil
		_, err := r.File(context.Background(), name, []byte(data))
		if err == nil || len(asked) != 1 || asked[0].Name != name || !asked[0].OCR {
			t.Errorf("%s: %v %v", name, err, asked)
		}
	}
	asked = nil
	for name, data := range map[string]string{"a.txt": "甲", "a.html": "<p>甲", "a.md": "甲", "a.csv": "甲,乙\n1,2"} {
		if _, err := r.File(context.Background(), name, []byte(data)); err != nil || len(asked) != 0 {
			t.Errorf("%s: %v %v", name, err, asked)
		}
	}
}

// FuzzDetect: what Detect calls text is read or is no text; a format has a name.
func FuzzDetect(f *testing.F) {
	f.Add("a.mht", []byte(archived))
	f.Add("a", []byte("PK\x05\x06"))
	f.Add("a.xls", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		format := Detect(name, data)
		if format == "" {
			t.Fatal("no name")
		}
		if format != MHTML {
			return
		}
		c, err := File(name, data)
		var d *DamagedError
		var l *TooLargeError
		if err != nil && !errors.As(err, &d) && !errors.As(err, &l) && !errors.Is(err, ErrNotText) {
			t.Errorf("%v", err)
		}
		for _, s := range texts(c) {
			if !strings.Contains(strings.ToValidUTF8(s, "\uFFFD"), s) {
				t.Errorf("not UTF-8: %q", s)
			}
		}
	})
}
