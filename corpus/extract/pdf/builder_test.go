package pdf

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// builder writes small PDFs of invented text. Its fonts are not embedded: /F is
// a Chinese one whose characters are all one em wide (Adobe-GB1, UniGB-UTF16-H),
// /L a Latin one.
type builder struct {
	pages  []string // content streams
	rotate int      // of all pages, degrees
	forms  []string // content of form XObjects /X0, /X1 …
	extra  string   // of every page dictionary
}

// say draws s with its base line at x, y in the given size.
func say(x, y, size float64, s string) string {
	return fmt.Sprintf("BT /F %g Tf %g %g Td <%s> Tj ET\n", size, x, y, hex16(s))
}

func hex16(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

func stroke(x0, y0, x1, y1 float64) string {
	return fmt.Sprintf("%g %g m %g %g l S\n", x0, y0, x1, y1)
}

func box(x, y, w, h float64, op string) string {
	return fmt.Sprintf("%g %g %g %g re %s\n", x, y, w, h, op)
}

// bytes writes the file: a header, objects, the cross-reference table.
func (b *builder) bytes() []byte {
	objs := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"",
		"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
		"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>/DW 1000>>",
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}
	var forms strings.Builder
	for i, f := range b.forms {
		objs = append(objs, fmt.Sprintf("<</Type/XObject/Subtype/Form/BBox[0 0 200 40]/Resources<</Font<</F 3 0 R>>>>/Length %d>>stream\n%s\nendstream", len(f), f))
		fmt.Fprintf(&forms, "/X%d %d 0 R", i, len(objs))
	}
	objs = append(objs, "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n\x40\nendstream")
	fmt.Fprintf(&forms, "/Im %d 0 R", len(objs))
	var kids strings.Builder
	for _, p := range b.pages {
		objs = append(objs, fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(p), p))
		objs = append(objs, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate %d%s/Contents %d 0 R/Resources<</Font<</F 3 0 R/L 5 0 R>>/XObject<<%s>>>>>>", b.rotate, b.extra, len(objs), forms.String()))
		fmt.Fprintf(&kids, "%d 0 R ", len(objs))
	}
	objs[1] = fmt.Sprintf("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(b.pages))
	return file(objs)
}

func file(objs []string) []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n")
	places := make([]int, len(objs))
	for i, o := range objs {
		places[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objs)+1)
	for _, p := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objs)+1, xref)
	return out.Bytes()
}
