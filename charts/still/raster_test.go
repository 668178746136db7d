package still

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"
)

func pixelsOf(t testing.TB, svg []byte, dpi float64) image.Image {
	t.Helper()
	b, err := PNG(t.Context(), svg, dpi)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func anyInk(img image.Image, x0, y0, x1, y1 int) bool {
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b < 3*0xC000 {
				return true
			}
		}
	}
	return false
}

// shapesSVG wraps elements in a picture of 100×100.
func shapesSVG(body string) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100" viewBox="0 0 100 100">%s</svg>`, body)
}

// TestPixels names a colour at a place for every thing the painter knows.
func TestPixels(t *testing.T) {
	red, white, black, half := "ff0000", "ffffff", "000000", "808080"
	for _, tc := range []struct {
		name, body string
		want       map[image.Point]string
	}{
		{"fill", `<rect x="10" y="10" width="20" height="20" fill="red"/>`, map[image.Point]string{{15, 15}: red, {29, 29}: red, {30, 30}: white, {9, 15}: white}},
		{"default is black", `<path d="M0 0h50v50h-50z"/>`, map[image.Point]string{{25, 25}: black, {60, 60}: white}},
		{"opacity", `<g opacity=".5"><rect width="50" height="50"/></g>`, map[image.Point]string{{25, 25}: half}},
		{"fill-opacity", `<rect width="50" height="50" fill="#000" fill-opacity="0.5"/>`, map[image.Point]string{{25, 25}: half}},
		{"not a colour", `<rect width="50" height="50" fill="javascript:1"/>`, map[image.Point]string{{25, 25}: white}},
		{"hole", `<path d="M0 0H60V60H0Z M20 20V40H40V20Z"/>`, map[image.Point]string{{10, 10}: black, {30, 30}: white}},
		{"overlap", `<path d="M0 0H60V60H0Z M20 20H40V40H20Z"/>`, map[image.Point]string{{30, 30}: black}},
		{"stroke", `<path d="M10 50H90" fill="none" stroke="red" stroke-width="10"/>`, map[image.Point]string{{50, 47}: red, {50, 53}: red, {50, 44}: white, {8, 50}: white}},
		{"square cap", `<path d="M10 50H90" fill="none" stroke="red" stroke-width="10" stroke-linecap="square"/>`, map[image.Point]string{{6, 46}: red, {4, 50}: white}},
		{"round cap", `<path d="M10 50H90" fill="none" stroke="red" stroke-width="20" stroke-linecap="round"/>`, map[image.Point]string{{2, 50}: red, {1, 41}: white}},
		{"miter", `<path d="M20 80V20H80" fill="none" stroke="red" stroke-width="20"/>`, map[image.Point]string{{11, 11}: red}},
		{"bevel", `<path d="M20 80V20H80" fill="none" stroke="red" stroke-width="20" stroke-linejoin="bevel"/>`, map[image.Point]string{{11, 11}: white}},
		{"closed", `<path d="M20 20H80V80H20Z" fill="none" stroke="red" stroke-width="10"/>`, map[image.Point]string{{17, 17}: red, {20, 50}: red, {50, 50}: white}},
		{"dash", `<path d="M0 50H100" stroke="red" stroke-width="10" stroke-dasharray="20,10"/>`, map[image.Point]string{{10, 50}: red, {25, 50}: white, {40, 50}: red}},
		{"dash offset", `<path d="M0 50H100" stroke="red" stroke-width="10" stroke-dasharray="20" stroke-dashoffset="20"/>`, map[image.Point]string{{10, 50}: white, {30, 50}: red}},
		{"transform", `<g transform="translate(50 50) rotate(90)"><rect width="20" height="10" fill="red"/></g>`, map[image.Point]string{{45, 60}: red, {60, 55}: white}},
		{"clip", `<defs><clipPath id="c"><path d="M0 0H50V50H0Z"/></clipPath></defs><g clip-path="url(#c)"><rect width="100" height="100" fill="red"/></g>`, map[image.Point]string{{25, 25}: red, {75, 25}: white}},
		{"clips meet", `<defs><clipPath id="c"><path d="M0 0H50V50H0Z"/></clipPath><clipPath id="d"><circle cx="50" cy="50" r="40"/></clipPath></defs><g clip-path="url(#c)"><g clip-path="url(#d)"><rect width="100" height="100" fill="red"/></g></g>`, map[image.Point]string{{45, 45}: red, {5, 5}: white, {60, 60}: white}},
		{"gradient", `<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="0"><stop offset="0%" stop-color="#000"/><stop offset="100%" stop-color="#fff"/></linearGradient></defs><rect width="100" height="100" fill="url(#g)"/>`, map[image.Point]string{{0, 50}: "010101", {50, 50}: "818181", {99, 50}: "fefefe"}},
		{"radial", `<defs><radialGradient id="g"><stop offset="0" stop-color="red"/><stop offset="1" stop-color="red" stop-opacity="0"/></radialGradient></defs><rect width="100" height="100" fill="url(#g)"/>`, map[image.Point]string{{50, 50}: "ff0303", {0, 0}: white}},
		{"pattern", `<defs><pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="10" height="40" fill="red"/></pattern></defs><rect width="90" height="90" fill="url(#p)"/>`, map[image.Point]string{{5, 5}: red, {15, 5}: white, {25, 75}: red, {95, 5}: white}},
		{"circle", `<circle cx="50" cy="50" r="30" fill="red"/>`, map[image.Point]string{{50, 50}: red, {22, 50}: red, {27, 27}: white}},
		{"arc flags", `<path d="M50 20a30 30 0 0110 0z M10 90l0 0"/>`, map[image.Point]string{{55, 50}: white}},
		{"polygon", `<polygon points="0,0 50,0 0,50" fill="red"/>`, map[image.Point]string{{10, 10}: red, {40, 40}: white}},
		{"far away", `<rect x="-1e30" y="-1e30" width="2e30" height="2e30" fill="red"/>`, map[image.Point]string{{50, 50}: red}},
		{"paint order", `<path d="M20 20H80V80H20Z" fill="red" stroke="#000" stroke-width="20" paint-order="stroke"/>`, map[image.Point]string{{25, 50}: red, {15, 50}: black}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			img := pixelsOf(t, shapesSVG(tc.body), 96)
			for p, want := range tc.want {
				c := color.NRGBAModel.Convert(img.At(p.X, p.Y)).(color.NRGBA)
				if got := fmt.Sprintf("%02x%02x%02x", c.R, c.G, c.B); !near(got, want) {
					t.Errorf("%v is %s, want %s", p, got, want)
				}
			}
		})
	}
}

// near allows for the last two steps of a channel.
func near(a, b string) bool {
	for i := 0; i < 6; i += 2 {
		var x, y int
		if _, err := fmt.Sscanf(a[i:i+2]+" "+b[i:i+2], "%x %x", &x, &y); err != nil || max(x-y, y-x) > 2 {
			return false
		}
	}
	return true
}

func TestResolution(t *testing.T) {
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="160mm" height="80mm" viewBox="0 0 600 300"><rect width="600" height="300" fill="red"/></svg>`)
	b, err := PNG(t.Context(), svg, 300)
	if err != nil {
		t.Fatal(err)
	}
	c, err := png.DecodeConfig(bytes.NewReader(b))
	if err != nil || c.Width != 1890 || c.Height != 945 {
		t.Errorf("%d×%d, want 1890×945 (%v)", c.Width, c.Height, err)
	}
	if i := bytes.Index(b, []byte("pHYs")); i != 37 || !bytes.Equal(b[i+4:i+13], []byte{0, 0, 0x2E, 0x23, 0, 0, 0x2E, 0x23, 1}) {
		t.Errorf("pHYs at %d: % x", i, b[37:54])
	}
}

func TestRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		svg string
		dpi float64
	}{
		"empty":   {"", 96},
		"not svg": {"<html/>", 96},
		"cut off": {"<svg><g>", 96},
		"dpi":     {"<svg/>", 1},
		"NaN dpi": {"<svg/>", math.NaN()},
		"huge":    {`<svg width="9999999" height="9999999"/>`, 96},
		"deep":    {"<svg>" + string(bytes.Repeat([]byte("<g>"), 1000)), 96},
		"entity":  {`<!DOCTYPE s [<!ENTITY a "b">]><svg>&a;</svg>`, 96},
	} {
		if _, err := PNG(t.Context(), []byte(tc.svg), tc.dpi); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := PNG(t.Context(), []byte(`<svg width="99999" height="99999"/>`), 96); !errors.Is(err, ErrTooBig) {
		t.Errorf("a huge picture: %v", err)
	}
}

// FuzzPNG: what is painted has the size the picture asks for, twice the same.
func FuzzPNG(f *testing.F) {
	for _, s := range []string{
		`<path d="M0 0C10 10 20-5.5.5 30s1e1 2 3,4Q5 6 7 8T9 10A5 5 0 0110 10z" stroke="red" stroke-dasharray="1 2 3"/>`,
		`<defs><pattern id="p" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(30)"><circle cx="1" cy="1" r="1"/></pattern></defs><rect width="60" height="60" fill="url(#p)"/>`,
		`<text x="5" y="50" font-size="20" transform="rotate(20)" stroke="#fff">甲😀</text>`,
		`<defs><clipPath id="c"><path d="M0 0h9v9z" transform="matrix(1 2 3 4 5 6)"/></clipPath></defs><g clip-path="url(#c)"><circle r="50"/></g>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if len(body) > 4000 {
			t.Skip()
		}
		svg := shapesSVG(body)
		a, err := PNG(t.Context(), svg, 96)
		if err != nil {
			return
		}
		b, err := PNG(t.Context(), svg, 96)
		if err != nil || !bytes.Equal(a, b) {
			t.Errorf("two runs differ (%v)", err)
		}
		if c, err := png.DecodeConfig(bytes.NewReader(a)); err != nil || c.Width != 100 || c.Height != 100 {
			t.Errorf("%d×%d (%v)", c.Width, c.Height, err)
		}
	})
}
