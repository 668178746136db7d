package pdf

import (
	"errors"
	"os"
	"path/filepath"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/layout"
)

// The caps of Options that say nothing.
const (
	// DefaultPages is the largest number of pages of a file.
	DefaultPages = 5_000
	// DefaultMemoryPages is the memory of the engine in pages of 64 KiB: 256 MiB.
	DefaultMemoryPages = 4_096
	// MaxGlyphs is the largest number of characters of a file.
	MaxGlyphs = 2_000_000
)

// Options are what a caller may choose. The zero value is good.
type Options struct {
	// CacheDir is where the compiled engine is kept between processes; "" is
	// duibiao/wazero in the user's cache directory. A directory that cannot be
	// written means a slow start, not an error.
	CacheDir string
	// MaxPages is the largest number of pages of a file, 0 for DefaultPages.
	MaxPages int
	// MaxMemoryPages bounds the engine's memory, in pages of 64 KiB; 0 for
	// DefaultMemoryPages. A file that needs more is fault.ErrMemory.
	MaxMemoryPages uint32
	// OCR recognises the characters of a picture of a page. It is given a PNG, the
	// page as far as it is known and the picture's resolution, and returns glyphs
	// in points of that page. nil leaves pages without text as they are.
	OCR func(png []byte, page layout.Page, dpi float64) ([]layout.Glyph, error)
}

// Read reads a PDF with an engine of its own. See Engine.Read; a caller with
// several files saves the engine's start with Open.
func Read(data []byte, c *corpus.Content, o Options) error {
	e, err := Open(o)
	if err != nil {
		return err
	}
	return errors.Join(e.Read(data, c), e.Close())
}

// Engine reads PDFs one after another. Every file has a module of its own: what
// one file does to its module, the next never sees. An Engine is for one
// goroutine at a time.
type Engine struct {
	opts Options
	rt   *runtime
}

// Open starts an engine: 0.1 s with a warm cache, several seconds without. The
// caller closes it.
func Open(o Options) (*Engine, error) {
	if o.MaxPages <= 0 {
		o.MaxPages = DefaultPages
	}
	if o.MaxMemoryPages == 0 {
		o.MaxMemoryPages = DefaultMemoryPages
	}
	rt, err := newRuntime(cacheDir(o.CacheDir), o.MaxMemoryPages)
	if err != nil {
		return nil, err
	}
	return &Engine{opts: o, rt: rt}, nil
}

// Close gives the engine's memory back.
func (e *Engine) Close() error { return e.rt.close() }

// cacheDir is a directory that can be written, or "".
func cacheDir(dir string) string {
	if dir == "" {
		base, err := os.UserCacheDir()
		if err != nil {
			return ""
		}
		dir = filepath.Join(base, "duibiao", "wazero")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return ""
	}
	probe, err := os.CreateTemp(dir, "probe")
	if err != nil {
		return ""
	}
	name := probe.Name()
	if errors.Join(probe.Close(), os.Remove(name)) != nil {
		return ""
	}
	return dir
}

// Read reads a PDF into c: its blocks, MediaType, Charset ("" or, where pages
// were recognised, "ocr") and warnings. Errors are fault.ErrEncrypted,
// fault.ErrNoText, fault.ErrMemory, *fault.TooLargeError or *fault.DamagedError,
// or wrap them. A file with an empty user password is not protected
// (ISO 32000-1, 7.6.3.4).
func (e *Engine) Read(data []byte, c *corpus.Content) error {
	if len(data) > fault.MaxUnpacked {
		return &fault.TooLargeError{Size: len(data), Limit: fault.MaxUnpacked, Unit: "bytes"}
	}
	m, err := e.rt.instance()
	if err != nil {
		return err
	}
	defer m.close()
	d, err := open(m, data)
	if err != nil {
		return err
	}
	r := reader{doc: d, opts: e.opts}
	if err := r.pages(); err != nil {
		return err
	}
	return r.content(c)
}
