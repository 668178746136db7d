package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/png"

	"duibiao/corpus/extract/fault"
)

const (
	// renderDPI is what recognisers are trained on.
	renderDPI = 300.0
	// maxPixels bounds a picture of a page: A3 at 300 dpi has 17 million.
	maxPixels = 20_000_000
	// pointsPerInch of PDF's user space.
	pointsPerInch = 72.0
	// formatGray is FPDFBitmap_Gray: one byte a pixel.
	formatGray = 1
)

// render draws a page as the reader sees it, at renderDPI or, where that would
// be too large, below. It gives a PNG and its resolution.
func render(m *module, page uint32, f frame) (data []byte, dpi float64, err error) {
	w, h := f.size()
	if w <= 0 || h <= 0 {
		return nil, 0, fault.Damaged("pdf", "a page without size")
	}
	dpi = renderDPI
	for w*h*dpi*dpi/pointsPerInch/pointsPerInch > maxPixels {
		dpi *= 0.9
	}
	pw, ph := max(1, int(w*dpi/pointsPerInch)), max(1, int(h*dpi/pointsPerInch))
	gray, err := bitmap(m, page, pw, ph, f.turn)
	if err != nil {
		return nil, 0, err
	}
	var out bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := enc.Encode(&out, gray); err != nil {
		return nil, 0, fmt.Errorf("encode png: %w", err)
	}
	return out.Bytes(), dpi, nil
}

// bitmap draws a page, turned by quarters clockwise, in shades of grey.
func bitmap(m *module, page uint32, w, h, turn int) (*image.Gray, error) {
	bmp := uint64(m.ptr("FPDFBitmap_CreateEx", uint64(w), uint64(h), formatGray, 0, 0))
	if m.err == nil && bmp == 0 {
		return nil, fault.ErrMemory
	}
	m.call("FPDFBitmap_FillRect", bmp, 0, 0, uint64(w), uint64(h), 0xFFFFFFFF)
	turn = (turn - m.num("FPDFPage_GetRotation", uint64(page))) & 3
	m.call("FPDF_RenderPageBitmap", bmp, uint64(page), 0, 0, uint64(w), uint64(h), uint64(turn), 0)
	stride := m.num("FPDFBitmap_GetStride", bmp)
	buf := m.ptr("FPDFBitmap_GetBuffer", bmp)
	defer m.call("FPDFBitmap_Destroy", bmp)
	if m.err != nil {
		return nil, m.fault()
	}
	pixels, ok := m.mem.Read(buf, uint32(stride*h))
	if !ok || stride < w {
		return nil, fault.Damaged("pdf", "a page cannot be drawn")
	}
	return &image.Gray{Pix: bytes.Clone(pixels), Stride: stride, Rect: image.Rect(0, 0, w, h)}, nil
}
