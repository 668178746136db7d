// Package library joins what one data directory holds: the store and the
// search index made from it. It is the glue between stages that do not know
// each other: files are extracted, parsed and stored; the store's changes are
// indexed; a search finds the index or, while there is none, reads the store.
//
// Invariant: the index is derived. Whatever happens to it, the store has all
// that is needed to make it again, and a command that needs it says so.
package library

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"runtime"
	"sync"

	"duibiao/cmd/internal/intake"
	"duibiao/corpus"
	"duibiao/corpus/parse"
	"duibiao/corpus/store"

	"golang.org/x/sync/semaphore"
)

// MaxFileBytes is the largest file that is read. A statute of a million
// characters has 3 MB.
const MaxFileBytes = 64 << 20

// Memory stays bounded: window files and budget bytes of them may be in work at
// once; a transaction takes batchFiles files or batchBytes bytes. The budget
// leaves room for a batch beside the largest file, so a full batch always comes
// together.
const (
	window     = 64
	batchFiles = 128
	batchBytes = 8 << 20
	budget     = MaxFileBytes + 4*batchBytes
)

// FileResult is what became of one file.
type FileResult struct {
	Path       string
	DocumentID string
	Outcome    store.Outcome
	Clauses    int
	Items      int
	Err        error
}

// Import says how files are taken in.
type Import struct {
	Store *store.Store
	// Region is the code the user gave for all files, "" for none.
	Region string
}

// prepared is one file, read and parsed, ready to be stored.
type prepared struct {
	found  intake.Found
	ingest store.Ingest
	err    error
}

// weight is what a file counts against the budget, in bytes; files that are too
// large to be read count nothing.
func (p prepared) weight() int64 { return weigh(p.found) }

func weigh(f intake.Found) int64 {
	if f.Size > MaxFileBytes {
		return 0
	}
	return f.Size
}

// Run imports files in order and reports each when it is stored. Files are
// read and parsed side by side and stored in the order given, so that the
// outcome does not depend on timing. The error is about the run as a whole;
// what was reported is stored.
func (im Import) Run(ctx context.Context, files []intake.Found, report func(FileResult)) error {
	ctx, cancel := context.WithCancel(ctx)
	room := semaphore.NewWeighted(budget)
	slots := im.prepareAll(ctx, files, room)
	// Stop the workers before leaving, however we leave.
	defer func() {
		cancel()
		for range slots { // drained so that no worker is left behind
		}
	}()

	var batch []prepared
	size := int64(0)
	for slot := range slots {
		p, ok := <-slot
		if !ok {
			break
		}
		batch = append(batch, p)
		size += p.weight()
		if len(batch) >= batchFiles || size >= batchBytes {
			if err := im.flush(ctx, batch, report); err != nil {
				return err
			}
			room.Release(size)
			clear(batch) // let go of the bytes
			batch, size = batch[:0], 0
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	return im.flush(ctx, batch, report)
}

// prepareAll starts the workers. Each file's outcome comes through its own
// slot; slots come in the order of the files.
func (im Import) prepareAll(ctx context.Context, files []intake.Found, room *semaphore.Weighted) <-chan chan prepared {
	type job struct {
		found intake.Found
		slot  chan prepared
	}
	jobs := make(chan job)
	slots := make(chan chan prepared, window)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range jobs {
				j.slot <- im.prepare(ctx, j.found)
			}
		})
	}
	go func() {
		defer close(slots)
		defer workers.Wait()
		defer close(jobs)
		for _, f := range files {
			if room.Acquire(ctx, weigh(f)) != nil {
				return
			}
			slot := make(chan prepared, 1)
			select {
			case slots <- slot:
			case <-ctx.Done():
				return
			}
			select {
			case jobs <- job{f, slot}:
			case <-ctx.Done():
				close(slot)
				return
			}
		}
	}()
	return slots
}

// prepare reads one file and, if its bytes are new, parses it.
func (im Import) prepare(ctx context.Context, f intake.Found) prepared {
	p := prepared{found: f, err: f.Err}
	if p.err != nil {
		return p
	}
	url, err := intake.URL(f.Path)
	if err != nil {
		p.err = err
		return p
	}
	data, sum, err := intake.Read(f, MaxFileBytes)
	if err != nil {
		p.err = err
		return p
	}
	p.ingest = store.Ingest{SHA256: sum, Source: store.Origin{URL: url}, Region: im.Region}
	known, err := im.Store.Lookup(ctx, url, sum)
	if err != nil {
		p.err = err
		return p
	}
	if known.DocumentID != "" {
		return p
	}
	p.ingest.Raw = data
	p.err = fill(&p.ingest, filepath.Base(f.Path), data, im.Region)
	return p
}

// fill parses bytes into an ingest.
func fill(in *store.Ingest, name string, data []byte, region string) error {
	content, parsed, err := Read(name, data, region)
	if err != nil {
		return err
	}
	in.MediaType, in.Charset, in.Parsed = content.MediaType, content.Charset, parsed
	return nil
}

// ErrInternal says that a parser failed on a file in a way it should not: a
// defect of ours, kept to the one file.
var ErrInternal = errors.New("internal error while reading")

// Read extracts and parses the bytes of one file. A panic of a parser is an
// error of this file alone.
func Read(name string, data []byte, region string) (content corpus.Content, parsed corpus.Parsed, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrInternal, r)
		}
	}()
	content, err = open(name, data)
	if err != nil {
		return content, parsed, err
	}
	parsed = parse.Document(content, parse.Hint{Region: region, FileName: name})
	return content, parsed, nil
}

// flush stores a batch and reports its files.
func (im Import) flush(ctx context.Context, batch []prepared, report func(FileResult)) error {
	ingests := make([]store.Ingest, 0, len(batch))
	for _, p := range batch {
		if p.err == nil {
			ingests = append(ingests, p.ingest)
		}
	}
	results, err := im.Store.Put(ctx, ingests)
	if err != nil {
		return err
	}
	for _, p := range batch {
		r := FileResult{Path: p.found.Path, Outcome: store.Failed, Err: p.err}
		if p.err == nil {
			stored := results[0]
			results = results[1:]
			r.DocumentID, r.Outcome, r.Err = stored.DocumentID, stored.Outcome, stored.Err
			r.Clauses, r.Items = len(p.ingest.Parsed.Clauses), len(p.ingest.Parsed.Items)
		}
		report(r)
	}
	return nil
}

// Reparse makes all that is derived of every document again from its raw bytes.
func (l *Library) Reparse(ctx context.Context, step func()) (store.Reparsed, error) {
	return l.Store.Reparse(ctx, func(raw []byte, d corpus.Document, src string) (corpus.Parsed, error) {
		step()
		_, parsed, err := Read(nameOf(src), raw, d.Region)
		return parsed, err
	})
}

// nameOf is the file name in a source's address.
func nameOf(src string) string {
	u, err := url.Parse(src)
	if err != nil {
		return path.Base(src)
	}
	return path.Base(u.Path)
}
