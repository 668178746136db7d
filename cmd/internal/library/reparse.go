package library

import (
	"context"
	"fmt"
	"sync"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/extract/ocr"
	"duibiao/corpus/store"
	"duibiao/crawl"
)

// recognised is the Charset of contents whose text was recognised in pictures.
const recognised = "ocr"

// Reparsed counts what Reparse did.
type Reparsed struct {
	store.Reparsed
	// Added counts the kept files that are documents now.
	Added int
}

// Reparse makes all that is derived of every document again from its raw bytes,
// and documents of the files that were kept because they could not be read. What
// was recognised in pictures is recognised again; without the program for it,
// such a document is named as failed and stays as it is.
func (l *Library) Reparse(ctx context.Context, step func()) (Reparsed, error) {
	withOCR := sync.OnceValues(func() (*extract.Reader, error) { return l.recogniser(ctx) })
	done, err := l.Store.Reparse(ctx, func(raw []byte, d corpus.Document, src string) (corpus.Parsed, error) {
		step()
		r := l.Reader
		if d.Charset == recognised {
			var err error
			if r, err = withOCR(); err != nil {
				return corpus.Parsed{}, err
			}
		}
		_, parsed, err := ReadWith(ctx, r, nameOf(src), raw, d.Region)
		return parsed, err
	})
	if err != nil {
		return Reparsed{Reparsed: done}, err
	}
	added, err := l.takeKept(ctx)
	return Reparsed{done, added}, err
}

// recogniser is the library's reader with recognition of pictures.
func (l *Library) recogniser(ctx context.Context) (*extract.Reader, error) {
	t, err := ocr.Find(ctx)
	if err != nil {
		return nil, err //nolint:wrapcheck // says what to install
	}
	r := &extract.Reader{OCR: true, Recognise: t.Words}
	if l.Reader != nil {
		r.Isolate, r.CacheDir = l.Reader.Isolate, l.Reader.CacheDir
	}
	return r, nil
}

// takeKept reads the files of documents that could not be read when they came.
func (l *Library) takeKept(ctx context.Context) (int, error) {
	list, err := l.Store.Unread(ctx)
	if err != nil {
		return 0, err
	}
	k := &keeper{store: l.Store, reader: l.Reader}
	added := 0
	for _, f := range list {
		raw, err := l.Store.Raw(f.SHA256)
		if err != nil {
			return added, err
		}
		kept, err := k.File(ctx, crawl.File{URL: f.URL, Title: f.Name, Name: f.Name, Region: f.Region, Body: raw})
		if err != nil {
			return added, fmt.Errorf("read what was kept of %s: %w", f.URL, err)
		}
		if kept.DocumentID != "" {
			added++
		}
	}
	return added, nil
}
