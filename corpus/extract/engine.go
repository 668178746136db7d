package extract

import (
	"context"
	"fmt"
	"sync"

	"duibiao/corpus"
	"duibiao/corpus/extract/layout"
	"duibiao/corpus/extract/ofd"
	"duibiao/corpus/extract/pdf"
)

// Recogniser makes text of a picture (PNG or JPEG) that stands at a place, in
// points, on a page. Every word is a glyph of that page.
type Recogniser func(ctx context.Context, picture []byte, at layout.Box) ([]layout.Glyph, error)

// engines are what is slow to start and serves several files.
type engines struct {
	mu  sync.Mutex
	pdf *pdf.Engine
}

// Close ends what was started; a Reader that is used again starts it again.
func (r *Reader) Close() error {
	if r == nil {
		return nil
	}
	r.engines.mu.Lock()
	defer r.engines.mu.Unlock()
	if r.engines.pdf == nil {
		return nil
	}
	err := r.engines.pdf.Close()
	r.engines.pdf = nil
	if err != nil {
		return fmt.Errorf("end PDF engine: %w", err)
	}
	return nil
}

// readPDF reads with an engine that stays for the next file; where pictures are
// recognised, which takes longer than starting an engine, with one of its own.
func readPDF(ctx context.Context, r *Reader, job Job, data []byte, c *corpus.Content) error {
	if job.OCR && r.Recognise != nil {
		return pdf.Read(data, c, pdf.Options{
			CacheDir: r.CacheDir,
			OCR: func(picture []byte, page layout.Page, _ float64) ([]layout.Glyph, error) {
				return r.Recognise(ctx, picture, layout.Box{X1: page.Width, Y1: page.Height})
			},
		})
	}
	r.engines.mu.Lock()
	defer r.engines.mu.Unlock()
	if r.engines.pdf == nil {
		e, err := pdf.Open(pdf.Options{CacheDir: r.CacheDir})
		if err != nil {
			return fmt.Errorf("start PDF engine: %w", err)
		}
		r.engines.pdf = e
	}
	return r.engines.pdf.Read(data, c) //nolint:wrapcheck // says what is wrong with the file
}

// readOFD reads an OFD file, its pictures too if the job asks for it.
func readOFD(ctx context.Context, r *Reader, job Job, data []byte, c *corpus.Content) error {
	var o ofd.Options
	if job.OCR && r.Recognise != nil {
		o.OCR = func(picture []byte, _ layout.Page, at layout.Box) ([]layout.Glyph, error) {
			return r.Recognise(ctx, picture, at)
		}
	}
	return ofd.Read(data, c, o)
}
