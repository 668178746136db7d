package sandbox

import (
	"context"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/extract/layout"
	"duibiao/corpus/extract/ocr"
)

// Files is the ReadFunc of the program: all formats that package extract reads,
// with one set of engines for all files.
func Files() ReadFunc {
	var (
		r         extract.Reader
		tesseract *ocr.Tesseract
	)
	return func(ctx context.Context, job extract.Job, cacheDir string, data []byte, progress func()) (corpus.Content, error) {
		if job.OCR && tesseract == nil {
			found, err := ocr.Find(ctx)
			if err != nil {
				return corpus.Content{}, err //nolint:wrapcheck // says what to install
			}
			tesseract = found
			r.Recognise = func(ctx context.Context, picture []byte, at layout.Box) ([]layout.Glyph, error) {
				defer progress()
				return tesseract.Words(ctx, picture, at)
			}
		}
		r.CacheDir = cacheDir
		return r.Read(ctx, job, data)
	}
}
