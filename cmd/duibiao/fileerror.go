package main

import (
	"errors"
	"io/fs"

	"duibiao/cmd/internal/intake"
	"duibiao/cmd/internal/library"
	"duibiao/corpus/extract"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/ocr"
	"duibiao/corpus/extract/sandbox"
)

// reasons are the errors of a file that say all by themselves, and the keys of
// what is said.
func reasons() []struct {
	is  error
	key string
} {
	return []struct {
		is  error
		key string
	}{
		{extract.ErrEmpty, "file.empty"},
		{extract.ErrNotText, "file.garbled"},
		{extract.ErrEncrypted, "file.encrypted"},
		{extract.ErrNoText, "file.no_text"},
		{fault.ErrTimeout, "file.timeout"},
		{fault.ErrMemory, "file.memory"},
		{intake.ErrNotRegular, "file.not_regular"},
		{fs.ErrPermission, "file.permission"},
		{fs.ErrNotExist, "file.gone"},
	}
}

// fileError says in the user's language why one file was not read, and what to
// do about it.
func (a *app) fileError(err error) string {
	var (
		large       *intake.TooLargeError
		tooLarge    *extract.TooLargeError
		unsupported *extract.UnsupportedError
		damaged     *extract.DamagedError
		missing     *ocr.MissingError
	)
	switch {
	case errors.As(err, &large):
		return a.p.T("file.too_large", large.Size>>20, large.Max>>20)
	case errors.As(err, &tooLarge):
		return a.tooLarge(tooLarge)
	case errors.As(err, &unsupported):
		return a.unsupported(unsupported)
	case errors.As(err, &damaged):
		return a.p.T("file.damaged", damaged.Format, damaged.What)
	case errors.As(err, &missing) && missing.Language != "":
		return a.p.T("ocr.no_language", missing.Language)
	case errors.As(err, &missing):
		return a.p.T("ocr.missing")
	case errors.Is(err, intake.ErrLoop):
		return a.p.T("file.loop", err)
	case errors.Is(err, library.ErrInternal), errors.Is(err, sandbox.ErrCrashed):
		return a.p.T("file.internal", err)
	}
	for _, r := range reasons() {
		if errors.Is(err, r.is) {
			return a.p.T(r.key)
		}
	}
	return err.Error()
}

// tooLarge names the cap that a file passes.
func (a *app) tooLarge(e *extract.TooLargeError) string {
	if e.Unit == "bytes" && e.Limit >= 1<<20 {
		return a.p.T("file.too_large", (e.Size+1<<20-1)>>20, e.Limit>>20)
	}
	unit := "unit." + e.Unit
	if !a.p.Has(unit) {
		return a.p.T("file.too_many", e.Size, e.Limit, e.Unit)
	}
	return a.p.T("file.too_many", e.Size, e.Limit, a.p.T(unit))
}

// unsupported names a format that is not read and the way out.
func (a *app) unsupported(e *extract.UnsupportedError) string {
	name := e.Format
	if e.Version != "" {
		name += " (" + e.Version + ")"
	}
	text := a.p.T("file.not_yet", name)
	if out := "file.instead." + wayOut(extract.Format(e.Format)); a.p.Has(out) {
		text += a.p.T(out)
	}
	return text
}

// wayOut is the kind of file that a format can be saved as instead; "" where
// there is none: data and programs are no documents.
func wayOut(f extract.Format) string {
	switch f {
	case extract.SevenZ, extract.ZIP, extract.RAR, extract.GZIP, extract.TAR, "bz2", "xz", "zst":
		return "archive"
	case extract.XLS, extract.XLSX, extract.XLSB, extract.ODS, extract.XML2003:
		return "sheet"
	case extract.DOC, extract.DOCX, extract.RTF, extract.PPT, extract.PPTX, extract.ODT, extract.Word2003, extract.OLE,
		extract.PDF, extract.OFD, extract.MHTML, "msg", "wps (microsoft works)":
		return "text"
	case extract.Image:
		return "image"
	}
	return ""
}
