package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"duibiao/cmd/internal/library"
	"duibiao/corpus/extract"
	"duibiao/corpus/extract/ocr"
	"duibiao/corpus/extract/sandbox"
)

// reader reads files of foreign formats in processes of their own. The caller
// closes it. With recognition, what that needs must be installed.
func (a *app) reader(ctx context.Context, recognise bool) (*reading, error) {
	r := &reading{Reader: extract.Reader{OCR: recognise}}
	if recognise {
		if _, err := ocr.Find(ctx); err != nil {
			return nil, &hintedError{errors.New(a.fileError(err)), a.p.T("ocr.hint")}
		}
	}
	o := sandbox.Options{}
	if a.verbose {
		f := a.tools(ctx)
		a.note("ocr.tools", f.Detail)
		o.Log = slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}
	r.pool = sandbox.New(o)
	r.Isolate = r.pool
	return r, nil
}

// reading is a reader and its processes.
type reading struct {
	extract.Reader
	pool *sandbox.Pool
}

// Close ends the processes.
func (r *reading) Close() { _ = r.pool.Close() } // what is left of a temporary folder is harmless

// openToRead opens the library for writing, with a reader. close ends both.
func (a *app) openToRead(ctx context.Context, purpose string, recognise bool) (lib *library.Library, end func(), err error) {
	r, err := a.reader(ctx, recognise)
	if err != nil {
		return nil, nil, err
	}
	lib, err = library.Open(ctx, a.dataDir, library.ReadWrite(purpose), a.now)
	if err != nil {
		r.Close()
		return nil, nil, err
	}
	lib.Reader = &r.Reader
	return lib, func() { _ = lib.Close(); r.Close() }, nil
}

// tools names the optional programs that are there.
func (a *app) tools(ctx context.Context) finding {
	f := finding{Check: "ocr", OK: true}
	t, err := ocr.Find(ctx)
	if err != nil {
		f.Detail, f.Hint = a.fileError(err), a.p.T("ocr.hint")
		return f
	}
	f.Detail = strings.TrimSpace(t.Version + " " + ocr.Language)
	return f
}
