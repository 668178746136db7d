package library

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"duibiao/corpus"
	"duibiao/index"
	"duibiao/index/bleveindex"
	"duibiao/index/scan"
)

// rebuildShare is the share of changed documents from which building the index
// anew is quicker than adding to it.
const rebuildShare = 0.2

// indexDir is where this store's index lives. The store's own name is part of
// it, so that the index of a store that was replaced is never taken for ours.
func (l *Library) indexDir(ctx context.Context) (string, error) {
	st, err := l.Store.State(ctx)
	if err != nil {
		return "", err
	}
	return filepath.Join(l.Dir, "index", st.UUID), nil
}

// IndexManifest is the file that is replaced when the index changes.
func (l *Library) IndexManifest(ctx context.Context) (string, error) {
	dir, err := l.indexDir(ctx)
	return bleveindex.ManifestPath(dir), err
}

// Progress is told how many documents of how many are indexed.
type Progress func(done, total int)

// SyncIndex brings the index up to the store: nothing to do, the changed
// documents added, or all of it built anew. The library is open for writing.
func (l *Library) SyncIndex(ctx context.Context, progress Progress) (index.Info, error) {
	dir, err := l.indexDir(ctx)
	if err != nil {
		return index.Info{}, err
	}
	seq, err := l.Store.Seq(ctx)
	if err != nil {
		return index.Info{}, err
	}
	have, err := info(dir)
	if err != nil || have.Sequence > seq {
		return l.RebuildIndex(ctx, progress)
	}
	if have.Sequence == seq {
		return have, nil
	}
	changed, err := l.Store.ChangedSince(ctx, have.Sequence)
	if err != nil {
		return have, err
	}
	if float64(len(changed)) > rebuildShare*float64(have.Documents) {
		return l.RebuildIndex(ctx, progress)
	}
	got, err := bleveindex.Update(ctx, dir, l.units(ctx, have.Sequence, len(changed), progress), changed, seq)
	if err != nil {
		return got, fmt.Errorf("update index: %w", err)
	}
	if got.NeedsRebuild {
		return l.RebuildIndex(ctx, progress)
	}
	return got, nil
}

// RebuildIndex builds the index anew beside the one there is and switches.
func (l *Library) RebuildIndex(ctx context.Context, progress Progress) (index.Info, error) {
	dir, err := l.indexDir(ctx)
	if err != nil {
		return index.Info{}, err
	}
	stats, err := l.Store.Stats(ctx)
	if err != nil {
		return index.Info{}, err
	}
	got, err := bleveindex.Build(ctx, dir, l.units(ctx, 0, stats.Documents, progress), stats.Seq)
	if err != nil {
		return got, fmt.Errorf("build index: %w", err)
	}
	return got, removeOthers(dir)
}

// removeOthers removes indexes of stores that are no longer here.
func removeOthers(dir string) error {
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return fmt.Errorf("tidy index: %w", err)
	}
	for _, e := range entries {
		if e.Name() == filepath.Base(dir) {
			continue
		}
		if err := os.RemoveAll(filepath.Join(filepath.Dir(dir), e.Name())); err != nil {
			return fmt.Errorf("tidy index: %w", err)
		}
	}
	return nil
}

func info(dir string) (index.Info, error) {
	x, err := bleveindex.Open(dir)
	if err != nil {
		return index.Info{}, err
	}
	return x.Info(), x.Close()
}

var errStop = errors.New("stop")

// units streams what is searched of the documents that changed after since.
func (l *Library) units(ctx context.Context, since int64, total int, progress Progress) iter.Seq2[index.Unit, error] {
	return func(yield func(index.Unit, error) bool) {
		done := 0
		_, err := l.Store.EachDocument(ctx, since, func(d corpus.Document, text string, clauses []corpus.Clause) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			for _, u := range index.Units(d, clauses, text) {
				if !yield(u, nil) {
					return errStop
				}
			}
			if done++; progress != nil {
				progress(done, total)
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			yield(index.Unit{}, err)
		}
	}
}

// Opened is an index to search, and what the user should know of it.
type Opened struct {
	index.Index
	// Problem is why the texts themselves are read instead of an index: it wraps
	// index.ErrNoIndex, ErrDamaged or ErrOldFormat. nil for an index.
	Problem error
	// Behind counts the documents that changed after the index was made.
	Behind int
}

// OpenIndex opens the index or, when there is none that can be read, an index
// in memory made from the texts in the store.
func (l *Library) OpenIndex(ctx context.Context) (Opened, error) {
	dir, err := l.indexDir(ctx)
	if err != nil {
		return Opened{}, err
	}
	x, err := bleveindex.Open(dir)
	if err != nil {
		return l.scanStore(ctx, err)
	}
	o := Opened{Index: x}
	if o.Behind, err = l.Behind(ctx, x); err != nil {
		return o, errors.Join(err, x.Close())
	}
	return o, nil
}

// Behind counts the documents that changed after an index was made.
func (l *Library) Behind(ctx context.Context, x index.Index) (int, error) {
	seq, err := l.Store.Seq(ctx)
	if err != nil || x.Info().Sequence == seq {
		return 0, err
	}
	changed, err := l.Store.ChangedSince(ctx, x.Info().Sequence)
	return len(changed), err
}

func (l *Library) scanStore(ctx context.Context, problem error) (Opened, error) {
	for _, known := range []error{index.ErrNoIndex, index.ErrDamaged, index.ErrOldFormat} {
		if !errors.Is(problem, known) {
			continue
		}
		x, err := scan.Open(ctx, l.units(ctx, 0, 0, nil))
		if err != nil {
			return Opened{}, fmt.Errorf("read texts: %w", err)
		}
		return Opened{Index: x, Problem: problem}, nil
	}
	return Opened{}, fmt.Errorf("open index: %w", problem)
}

// BehindError says that the index does not reflect the store.
type BehindError struct{ Documents int }

func (e *BehindError) Error() string {
	return fmt.Sprintf("index lacks the last changes of %d documents", e.Documents)
}

// VerifyIndex checks that the index is whole and agrees with the store; deep
// reads every file of it. The error wraps index.ErrNoIndex, ErrDamaged,
// ErrOldFormat or is a *BehindError.
func (l *Library) VerifyIndex(ctx context.Context, deep bool) (index.Info, error) {
	dir, err := l.indexDir(ctx)
	if err != nil {
		return index.Info{}, err
	}
	if deep {
		if err := bleveindex.Verify(ctx, dir); err != nil {
			return index.Info{}, err
		}
	}
	have, err := info(dir)
	if err != nil {
		return have, err
	}
	stats, err := l.Store.Stats(ctx)
	if err != nil {
		return have, err
	}
	if have.Sequence == stats.Seq && have.Documents == stats.Documents {
		return have, nil
	}
	changed, err := l.Store.ChangedSince(ctx, have.Sequence)
	if err != nil {
		return have, err
	}
	return have, &BehindError{max(len(changed), 1)}
}
