package main

import (
	"errors"
	"io/fs"

	"duibiao/cmd/internal/intake"
	"duibiao/cmd/internal/library"
	"duibiao/corpus/extract"
)

// fileError says in the user's language why one file was not read.
func (a *app) fileError(err error) string {
	var (
		large       *intake.TooLargeError
		tooLarge    *extract.TooLargeError
		unsupported *extract.UnsupportedError
	)
	switch {
	case errors.As(err, &large):
		return a.p.T("file.too_large", large.Size>>20, large.Max>>20)
	case errors.As(err, &tooLarge):
		if tooLarge.Unit == "bytes" {
			return a.p.T("file.too_large", tooLarge.Size>>20, tooLarge.Limit>>20)
		}
		return a.p.T("file.too_many", tooLarge.Size, tooLarge.Limit, a.p.T("unit."+tooLarge.Unit))
	case errors.As(err, &unsupported):
		return a.p.T("file.not_yet", string(unsupported.Format))
	case errors.Is(err, extract.ErrEmpty):
		return a.p.T("file.empty")
	case errors.Is(err, extract.ErrNotText):
		return a.p.T("file.garbled")
	case errors.Is(err, intake.ErrLoop):
		return a.p.T("file.loop", err)
	case errors.Is(err, intake.ErrNotRegular):
		return a.p.T("file.not_regular")
	case errors.Is(err, fs.ErrPermission):
		return a.p.T("file.permission")
	case errors.Is(err, fs.ErrNotExist):
		return a.p.T("file.gone")
	case errors.Is(err, library.ErrInternal):
		return a.p.T("file.internal", err)
	}
	return err.Error()
}
