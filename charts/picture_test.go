package charts

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"strings"
	"testing"

	"duibiao/charts/still"
	"duibiao/compare"
	"duibiao/corpus"
)

func pictured(t testing.TB, f Figure, o PictureOptions) string {
	t.Helper()
	var b bytes.Buffer
	if _, err := SVG(t.Context(), &b, f, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestPictureStandsAlone: title, unit, notes, sources and date are in the
// picture, and every character has its glyph.
func TestPictureStandsAlone(t *testing.T) {
	drawsMuch(t)
	for _, kind := range Kinds() {
		f := drawn(t, kind, dataset(t), compare.Options{})
		o := PictureOptions{Label: "图7", Width: still.Length{Value: 150, Unit: "mm"}}
		svg := pictured(t, f, o)
		for _, want := range []string{`width="150mm"`, "<title>图7　" + f.Title, "单位：" + f.Unit, `aria-label="注："`, "数据来源：", "数据截至", "<desc>"} {
			if !strings.Contains(joinLabels(svg), want) {
				t.Errorf("%s: no %q", kind, want)
			}
		}
		var b bytes.Buffer
		missing, err := PNG(t.Context(), &b, f, PictureOptions{Width: still.Length{Value: 1000, Unit: "px"}, DPI: 150})
		if err != nil || len(missing) > 0 {
			t.Errorf("%s: no glyph for %q (%v)", kind, string(missing), err)
		}
		if c, err := png.DecodeConfig(&b); err != nil || c.Width != 1000 {
			t.Errorf("%s: %d pixels wide, want 1000 (%v)", kind, c.Width, err)
		}
	}
}

// joinLabels is SVG with the labels of wrapped lines brought together.
func joinLabels(svg string) string {
	var b strings.Builder
	for _, part := range strings.Split(svg, `aria-label="`)[1:] {
		label, _, _ := strings.Cut(part, `"`)
		b.WriteString(label)
	}
	return svg + b.String()
}

// TestPictureHostile: what sources wrote is text in a picture, never markup.
func TestPictureHostile(t *testing.T) {
	drawsMuch(t)
	for _, kind := range Kinds() {
		f := drawn(t, kind, hostile(t), compare.Options{})
		d := xml.NewDecoder(strings.NewReader(pictured(t, f, PictureOptions{})))
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			if e, ok := token.(xml.StartElement); ok && !strings.Contains(" svg title desc defs g path rect circle polyline polygon clipPath pattern linearGradient stop ", " "+e.Name.Local+" ") {
				t.Errorf("%s: element %s", kind, e.Name.Local)
			}
		}
	}
}

// TestPictureOfTooLittle: a sentence stands where a picture would be.
func TestPictureOfTooLittle(t *testing.T) {
	f := drawn(t, "items", corpus.Dataset{}, compare.Options{})
	if svg := pictured(t, f, PictureOptions{}); !strings.Contains(joinLabels(svg), f.Sentence) {
		t.Error("no sentence in the picture")
	}
	if _, err := SVG(t.Context(), io.Discard, f, PictureOptions{Bare: true}); err == nil || !strings.Contains(err.Error(), f.Sentence) {
		t.Errorf("a bare picture of nothing: %v", err)
	}
	if _, err := SVG(t.Context(), io.Discard, f, PictureOptions{Width: still.Length{Value: 30, Unit: "mm"}}); err == nil {
		t.Error("a picture of 30 mm")
	}
}
