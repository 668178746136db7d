package still

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"math"
)

// DefaultDPI is the resolution of a PNG when none is asked for: fit for print.
const DefaultDPI = 200

// PNG paints SVG of this package, or as ECharts writes it, on white at dpi dots
// an inch (0 means DefaultDPI), and writes the resolution into the file. It fails
// with ErrTooBig beyond 32 million pixels and with the error of ctx.
//
// It paints paths, rectangles, circles, ellipses, lines, polygons and text,
// with plain colours, linear and radial gradients and patterns, strokes with
// dashes, clip paths, opacity and transforms; areas are filled by the non-zero
// rule. Everything else is passed over.
func PNG(ctx context.Context, svg []byte, dpi float64) ([]byte, error) {
	if dpi == 0 {
		dpi = DefaultDPI
	}
	if !(dpi >= 20 && dpi <= 2400) {
		return nil, fmt.Errorf("resolution of %g dpi: from 20 to 2400", dpi)
	}
	if len(svg) > maxSVG {
		return nil, fmt.Errorf("svg of %d bytes: %w", len(svg), ErrTooBig)
	}
	root, err := parseSVG(svg)
	if err != nil {
		return nil, err
	}
	w, h, err := pixels(root, dpi)
	if err != nil {
		return nil, err
	}
	img, err := rasterize(ctx, root, w, h)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, few(img)); err != nil {
		return nil, fmt.Errorf("write png: %w", err)
	}
	return withResolution(b.Bytes(), dpi), nil
}

// few is the picture with a palette if that holds all its colours: a third of
// the size, and quicker to write.
func few(img *image.RGBA) image.Image {
	index := map[color.RGBA]byte{}
	out := image.NewPaletted(img.Rect, nil)
	last, lastIndex := color.RGBA{}, byte(0)
	for i := range out.Pix {
		p := img.Pix[i*4 : i*4+4 : i*4+4]
		c := color.RGBA{p[0], p[1], p[2], p[3]}
		if c != last {
			k, ok := index[c]
			if !ok {
				if len(index) == 256 {
					return img
				}
				k = byte(len(index))
				index[c] = k
				out.Palette = append(out.Palette, c)
			}
			last, lastIndex = c, k
		}
		out.Pix[i] = lastIndex
	}
	return out
}

// pixels is the size of the picture at a resolution.
func pixels(root *node, dpi float64) (w, h int, err error) {
	box := viewBox(root)
	width, height := cssLength(root.Attr["width"], box[2]), cssLength(root.Attr["height"], box[3])
	fw, fh := math.Round(width*dpi/96), math.Round(height*dpi/96)
	if !(fw >= 1 && fh >= 1 && fw*fh <= maxPixels) {
		return 0, 0, fmt.Errorf("picture of %g×%g pixels: %w", fw, fh, ErrTooBig)
	}
	return int(fw), int(fh), nil
}

func cssLength(s string, d float64) float64 {
	if l, err := ParseLength(s); err == nil {
		return l.CSS(96)
	}
	if v, ok := number(s); ok && v > 0 {
		return v
	}
	return d
}

// withResolution puts a pHYs chunk behind the header (PNG, 11.3.5.3): dots a
// metre.
func withResolution(b []byte, dpi float64) []byte {
	const header = 8 + 25 // signature and IHDR
	per := uint32(math.Round(dpi / 0.0254))
	chunk := make([]byte, 0, 21)
	chunk = binary.BigEndian.AppendUint32(chunk, 9)
	chunk = append(chunk, "pHYs"...)
	chunk = binary.BigEndian.AppendUint32(chunk, per)
	chunk = binary.BigEndian.AppendUint32(chunk, per)
	chunk = append(chunk, 1)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	out := make([]byte, 0, len(b)+len(chunk))
	return append(append(append(out, b[:header]...), chunk...), b[header:]...)
}
