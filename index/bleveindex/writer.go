package bleveindex

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"iter"
	"math"
	"os"
	"path/filepath"
	"sync"

	"duibiao/index"
	"duibiao/index/rank"
)

// batchUnits is how many units make one segment before merging: fewer cost
// more merging, more cost memory.
const batchUnits = 5000

// workers cut text into terms and build segments side by side.
const workers = 2

// writer builds one shard.
type writer struct {
	dir     string
	file    *os.File
	out     *bufio.Writer
	docs    []index.Doc
	perDoc  []int // units of each document
	sizes   []int // of each unit's record
	front   []bool
	text    int64
	seen    map[string]bool
	batch   []index.Unit
	jobs    chan job
	workers sync.WaitGroup
	mu      sync.Mutex
	err     error    // the first of a worker
	terms   []uint16 // of each unit, filled in by workers
	parts   []string
}

// job is one batch to make a segment of.
type job struct {
	path  string
	first int
	units []index.Unit
}

// writeShard writes the units into a new directory and says what is there.
func writeShard(ctx context.Context, dir string, units iter.Seq2[index.Unit, error]) (shardEntry, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return shardEntry{}, fmt.Errorf("build index: %w", err)
	}
	f, err := os.Create(filepath.Join(dir, unitsName))
	if err != nil {
		return shardEntry{}, fmt.Errorf("build index: %w", err)
	}
	w := &writer{dir: dir, file: f, out: bufio.NewWriterSize(f, 1<<18), seen: map[string]bool{}}
	w.jobs = make(chan job)
	for range workers {
		w.workers.Add(1)
		go w.work()
	}
	err = w.addAll(ctx, units)
	close(w.jobs)
	w.workers.Wait()
	if err == nil {
		err = w.err
	}
	if err == nil {
		err = w.out.Flush()
	}
	if err = finish(f, err); err != nil {
		return shardEntry{}, err
	}
	return w.close(ctx)
}

func (w *writer) addAll(ctx context.Context, units iter.Seq2[index.Unit, error]) error {
	for u, err := range units {
		if err != nil {
			return err
		}
		if len(w.batch) == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := w.add(u); err != nil {
			return err
		}
	}
	return w.flush()
}

// add writes a unit's record and puts it into the batch.
func (w *writer) add(u index.Unit) error {
	if n := len(w.docs); n == 0 || w.docs[n-1].ID != u.ID {
		if w.seen[u.ID] {
			return fmt.Errorf("build index: the units of document %s do not stand together", u.ID)
		}
		w.seen[u.ID] = true
		w.docs = append(w.docs, u.Doc)
		w.perDoc = append(w.perDoc, 0)
	}
	w.perDoc[len(w.perDoc)-1]++
	record := sealed(appendUnit(nil, u))
	if _, err := w.out.Write(record); err != nil {
		return err
	}
	w.sizes = append(w.sizes, len(record))
	w.front = append(w.front, u.Front)
	w.text += int64(len(u.Text))
	w.batch = append(w.batch, u)
	if len(w.batch) == batchUnits {
		return w.flush()
	}
	return nil
}

// flush hands the batch to a worker.
func (w *writer) flush() error {
	if len(w.batch) == 0 {
		return nil
	}
	path := filepath.Join(w.dir, fmt.Sprintf("part%05d.zap", len(w.parts)))
	w.mu.Lock()
	err := w.err
	w.parts = append(w.parts, path)
	w.terms = append(w.terms, make([]uint16, len(w.batch))...)
	w.mu.Unlock()
	if err != nil {
		return err
	}
	w.jobs <- job{path, len(w.sizes) - len(w.batch), w.batch}
	w.batch = make([]index.Unit, 0, batchUnits)
	return nil
}

func (w *writer) work() {
	defer w.workers.Done()
	for j := range w.jobs {
		if err := w.segment(j); err != nil {
			w.mu.Lock()
			if w.err == nil {
				w.err = err
			}
			w.mu.Unlock()
		}
	}
}

func (w *writer) segment(j job) error {
	terms := make([][]string, len(j.units))
	counts := make([]uint16, len(j.units))
	seen := make(map[string]bool, 512)
	for i, u := range j.units {
		list, n := rank.Terms(u, seen)
		terms[i], counts[i] = list, uint16(min(n, math.MaxUint16))
	}
	w.mu.Lock()
	copy(w.terms[j.first:], counts)
	w.mu.Unlock()
	return writeSegment(j.path, terms)
}

// close merges the segments, writes the table and measures the files.
func (w *writer) close(ctx context.Context) (shardEntry, error) {
	e := shardEntry{
		Name: filepath.Base(w.dir), Documents: len(w.docs), Units: len(w.sizes),
		TextBytes: w.text, Files: map[string]fileEntry{},
	}
	if err := w.merge(ctx); err != nil {
		return e, err
	}
	if err := writeSynced(filepath.Join(w.dir, tableName), sealed(w.table())); err != nil {
		return e, err
	}
	for _, name := range []string{postingsName, unitsName, tableName} {
		if name == postingsName && e.Units == 0 {
			continue
		}
		f, err := describe(filepath.Join(w.dir, name))
		if err != nil {
			return e, err
		}
		e.Files[name] = f
	}
	syncDir(w.dir)
	return e, nil
}

func (w *writer) merge(ctx context.Context) error {
	target := filepath.Join(w.dir, postingsName)
	switch len(w.parts) {
	case 0:
		return nil
	case 1:
		if err := os.Rename(w.parts[0], target); err != nil {
			return fmt.Errorf("build index: %w", err)
		}
		return nil
	}
	stop := make(chan struct{})
	defer context.AfterFunc(ctx, func() { close(stop) })()
	if err := mergeSegments(target, w.parts, stop); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return err
	}
	for _, p := range w.parts {
		if err := os.Remove(p); err != nil {
			return fmt.Errorf("build index: %w", err)
		}
	}
	return nil
}

// table is table.bin: documents with their number of units, then for each unit
// its number of terms, whether it is front matter, and the size of its record.
func (w *writer) table() []byte {
	b := binary.AppendUvarint(nil, uint64(len(w.docs)))
	for i, d := range w.docs {
		b = appendDoc(b, d)
		b = binary.AppendUvarint(b, uint64(w.perDoc[i]))
	}
	for i, size := range w.sizes {
		n := uint64(w.terms[i]) << 1
		if w.front[i] {
			n |= 1
		}
		b = binary.AppendUvarint(b, n)
		b = binary.AppendUvarint(b, uint64(size))
	}
	return b
}
