package ofd

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
)

// book is an OFD file to be made: parts by their location.
type book map[string]string

// newBook makes a file whose pages hold the given objects.
func newBook(pages ...string) book {
	b := book{
		"OFD.xml":             root(`<ofd:OFD>`, `<ofd:DocBody><ofd:DocInfo><ofd:Title>不用</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>`),
		"Doc_0/PublicRes.xml": root(`<ofd:Res BaseLoc="Res">`, `<ofd:Fonts><ofd:Font ID="3" FontName="仿宋"/><ofd:Font ID="4" FontName="黑体" Bold="true"/></ofd:Fonts>`),
	}
	b.document("", len(pages))
	for i, objects := range pages {
		b[fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)] = content(objects)
	}
	return b
}

// document writes Document.xml, with more in its common data.
func (b book) document(common string, pages int) {
	var list strings.Builder
	for i := range pages {
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, 100+i, i)
	}
	b["Doc_0/Document.xml"] = root(`<ofd:Document>`, `<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>`+
		`<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>`+common+`</ofd:CommonData><ofd:Pages>`+list.String()+`</ofd:Pages>`)
}

// root makes a part of an opening tag and what is in it.
func root(open, inner string) string {
	name := strings.FieldsFunc(open[1:], func(r rune) bool { return r == ' ' || r == '>' })[0]
	return `<?xml version="1.0" encoding="UTF-8"?>` + strings.Replace(open, name, name+` xmlns:ofd="http://www.ofdspec.org/2016"`, 1) + inner + `</` + name + `>`
}

func content(objects string, before ...string) string {
	return root(`<ofd:Page>`, strings.Join(before, "")+`<ofd:Content><ofd:Layer ID="1">`+objects+`</ofd:Layer></ofd:Content>`)
}

// line is a TextObject of one line whose top left is at x and y (mm), in a font
// of 4 mm.
func line(x, y float64, s string) string {
	var steps strings.Builder
	for _, r := range s {
		if r < 0x80 {
			steps.WriteString("2 ")
		} else {
			steps.WriteString("g 1 4 ")
		}
	}
	return fmt.Sprintf(`<ofd:TextObject ID="9" Boundary="%g %g 150 5" Font="3" Size="4"><ofd:TextCode X="0" Y="3.5" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`,
		x, y, steps.String(), s)
}

// grid draws a table: its lines and the text of its cells.
func grid(x, y, width, height float64, rows [][]string) string {
	var out strings.Builder
	columns := len(rows[0])
	path := func(x, y, w, h float64) {
		fmt.Fprintf(&out, `<ofd:PathObject Boundary="%g %g %g %g" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L %g %g</ofd:AbbreviatedData></ofd:PathObject>`, x, y, max(w, 0.2), max(h, 0.2), w, h)
	}
	for i := range len(rows) + 1 {
		path(x, y+float64(i)*height, width*float64(columns), 0)
	}
	for i := range columns + 1 {
		path(x+float64(i)*width, y, 0, height*float64(len(rows)))
	}
	for i, row := range rows {
		for j, cell := range row {
			out.WriteString(line(x+float64(j)*width+2, y+float64(i)*height+2, cell))
		}
	}
	return out.String()
}

// pack makes the file.
func (b book) pack(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(b)) {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, b[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// told is the text of the pages in the order of the file, "|" between pages.
func told(r *reader) string {
	var pages []string
	for _, p := range r.pages {
		var s strings.Builder
		for _, g := range p.Glyphs {
			s.WriteString(g.Text)
		}
		pages = append(pages, s.String())
	}
	return strings.Join(pages, "|")
}
