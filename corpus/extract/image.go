package extract

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/gif"  // the sizes of pictures
	_ "image/jpeg" // the sizes of pictures
	_ "image/png"  // the sizes of pictures

	"duibiao/corpus"
	"duibiao/corpus/extract/layout"
)

// scanDPI is the resolution that a picture without a page is taken to have.
const scanDPI = 200

// readImage reads a picture as a page, if pictures are to be read.
func readImage(ctx context.Context, r *Reader, job Job, data []byte, c *corpus.Content) error {
	if !job.OCR || r.Recognise == nil {
		return ErrNoText
	}
	const a4Width, a4Height = 595, 842 // in points, where the size is not known
	at := layout.Box{X1: a4Width, Y1: a4Height}
	if cfg, name, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		at.X1, at.Y1 = float64(cfg.Width)*72/scanDPI, float64(cfg.Height)*72/scanDPI
		c.MediaType = "image/" + name
	}
	words, err := r.Recognise(ctx, data, at)
	if err != nil {
		return fmt.Errorf("recognise picture: %w", err)
	}
	c.Blocks = layout.Blocks([]layout.Page{{Number: 1, Width: at.X1, Height: at.Y1, Glyphs: words}})
	if len(c.Blocks) == 0 {
		return ErrNoText
	}
	c.Charset = "ocr"
	c.Warnings = append(c.Warnings, "text recognised from pictures, unverified")
	return nil
}
