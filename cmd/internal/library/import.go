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
	"fmt"
	"runtime"
	"sync"

	"duibiao/cmd/internal/intake"
	"duibiao/corpus/extract"
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
	// File is the file that was named, Path that or a member of it.
	File, Path string
	DocumentID string
	Outcome    store.Outcome
	Clauses    int
	Items      int
	// Warnings name what of the file could not be read as it should; of bytes that
	// were known they are not told again.
	Warnings []string
	Err      error
}

// Import says how files are taken in.
type Import struct {
	Store *store.Store
	// Reader reads them; nil for one without isolation and recognition.
	Reader *extract.Reader
	// Region is the code the user gave for all files, "" for none.
	Region string
}

// prepared is one document, read and parsed, ready to be stored, or the reason
// why there is none.
type prepared struct {
	file     string
	path     string
	ingest   store.Ingest
	warnings []string
	err      error
	// regive says that the bytes are known and the region is to be made theirs.
	regive bool
}

// taken is what one file brings: itself, or the members of an archive.
type taken struct {
	found intake.Found
	list  []prepared
}

// weight is what a file counts against the budget, in bytes; files that are too
// large to be read count nothing.
func (t taken) weight() int64 { return weigh(t.found) }

// size is what it adds to a transaction, in bytes.
func (t taken) size() int64 {
	n := int64(0)
	for _, p := range t.list {
		n += int64(len(p.ingest.Raw))
	}
	return max(n, t.weight())
}

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
	held, size := int64(0), int64(0)
	for slot := range slots {
		t, ok := <-slot
		if !ok {
			break
		}
		batch = append(batch, t.list...)
		held += t.weight()
		size += t.size()
		if len(batch) >= batchFiles || size >= batchBytes {
			if err := im.flush(ctx, batch, report); err != nil {
				return err
			}
			room.Release(held)
			clear(batch) // let go of the bytes
			batch, held, size = batch[:0], 0, 0
		}
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("import: %w", err)
	}
	return im.flush(ctx, batch, report)
}

// prepareAll starts the workers. Each file's outcome comes through its own
// slot; slots come in the order of the files.
func (im Import) prepareAll(ctx context.Context, files []intake.Found, room *semaphore.Weighted) <-chan chan taken {
	type job struct {
		found intake.Found
		slot  chan taken
	}
	jobs := make(chan job)
	slots := make(chan chan taken, window)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range jobs {
				j.slot <- im.take(ctx, j.found)
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
			slot := make(chan taken, 1)
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

// take is prepare with the file's name on what it brings.
func (im Import) take(ctx context.Context, f intake.Found) taken {
	t := taken{f, im.prepare(ctx, f)}
	for i := range t.list {
		t.list[i].file = f.Path
	}
	return t
}

// prepare reads one file and, if its bytes are new, parses it. There is always at
// least one outcome.
func (im Import) prepare(ctx context.Context, f intake.Found) []prepared {
	failed := func(err error) []prepared { return []prepared{{path: f.Path, err: err}} }
	if f.Err != nil {
		return failed(f.Err)
	}
	url, err := intake.URL(f.Path)
	if err != nil {
		return failed(err)
	}
	data, sum, err := intake.Read(f, MaxFileBytes)
	if err != nil {
		return failed(err)
	}
	if extract.Detect(f.Path, data).Packed() {
		return im.prepareArchive(ctx, f.Path, url, data)
	}
	return []prepared{im.prepareOne(ctx, f.Path, url, sum, data)}
}

// prepareOne parses bytes that are new.
func (im Import) prepareOne(ctx context.Context, path, url, sum string, data []byte) prepared {
	p := prepared{path: path, ingest: store.Ingest{SHA256: sum, Source: store.Origin{URL: url}, Region: im.Region}}
	known, err := im.Store.Lookup(ctx, url, sum)
	if err != nil {
		p.err = err
		return p
	}
	if known.DocumentID != "" {
		if im.Region == "" || im.Region == known.Region {
			return p
		}
		// The bytes are known, the place the user gives is new: it may change what
		// they say of themselves.
		p.regive = true
		p.warnings, p.err = fill(ctx, im.Reader, &p.ingest, nameOf(url), data, im.Region)
		return p
	}
	p.ingest.Raw = data
	p.warnings, p.err = fill(ctx, im.Reader, &p.ingest, nameOf(url), data, im.Region)
	return p
}

// flush stores a batch and reports its files.
func (im Import) flush(ctx context.Context, batch []prepared, report func(FileResult)) error {
	if err := ctx.Err(); err != nil { // what was not read for that is no fault of the file
		return fmt.Errorf("import: %w", err)
	}
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
		r := FileResult{File: p.file, Path: p.path, Outcome: store.Failed, Warnings: p.warnings, Err: p.err}
		if p.err == nil {
			stored := results[0]
			results = results[1:]
			r.DocumentID, r.Outcome, r.Err = stored.DocumentID, stored.Outcome, stored.Err
			if p.regive && r.Err == nil {
				in := p.ingest
				if err := im.Store.GiveRegion(ctx, in.SHA256, in.Region, in.MediaType, in.Charset, in.Parsed); err != nil {
					return err
				}
				r.Outcome = store.Updated
			}
			r.Clauses, r.Items = len(p.ingest.Parsed.Clauses), len(p.ingest.Parsed.Items)
		}
		report(r)
	}
	return nil
}
