package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"duibiao/index"
)

// Build makes a new index of all units and switches to it. The units of one
// document must stand together. sequence is the store's change sequence that
// the units reflect. If it fails, or the process dies, the index that was there
// stays. The caller holds the store's writer lock.
func Build(ctx context.Context, dir string, units iter.Seq2[index.Unit, error], sequence int64) (index.Info, error) {
	m, err := readManifest(dir)
	if err != nil { // whatever is there is replaced, so what is wrong with it does not matter
		m = manifest{Next: firstFree(dir)}
	}
	sweep(dir, m)
	e, err := newShard(ctx, dir, &m, units)
	if err != nil {
		return index.Info{}, err
	}
	m.Format, m.Sequence, m.Shards = formatVersion, sequence, []shardEntry{e}
	return commit(dir, m)
}

// Update adds the units of new and changed documents and supersedes what was
// indexed of these documents and of those in removed. The error wraps
// index.ErrNoIndex, ErrDamaged or ErrOldFormat where Build is called for.
func Update(ctx context.Context, dir string, units iter.Seq2[index.Unit, error], removed []string, sequence int64) (index.Info, error) {
	m, err := readManifest(dir)
	if err != nil {
		return index.Info{}, err
	}
	sweep(dir, m)
	gone := make(map[string]bool, len(removed))
	for _, id := range removed {
		gone[id] = true
	}
	e, err := newShard(ctx, dir, &m, noting(units, gone))
	if err != nil {
		return index.Info{}, err
	}
	for i := range m.Shards {
		if err := supersede(dir, &m.Shards[i], gone); err != nil {
			_ = os.RemoveAll(filepath.Join(dir, e.Name))
			return index.Info{}, err
		}
	}
	if e.Units > 0 {
		m.Shards = append(m.Shards, e)
	}
	m.Sequence = sequence
	return commit(dir, m)
}

// noting passes units on and collects the documents they belong to.
func noting(units iter.Seq2[index.Unit, error], ids map[string]bool) iter.Seq2[index.Unit, error] {
	return func(yield func(index.Unit, error) bool) {
		for u, err := range units {
			if err == nil {
				ids[u.ID] = true
			}
			if !yield(u, err) {
				return
			}
		}
	}
}

// newShard writes a shard under the next number and leaves nothing behind if
// that fails.
func newShard(ctx context.Context, dir string, m *manifest, units iter.Seq2[index.Unit, error]) (shardEntry, error) {
	m.Next = max(m.Next, 1)
	path := filepath.Join(dir, fmt.Sprintf("s%06d", m.Next))
	m.Next++
	e, err := writeShard(ctx, path, units)
	if err != nil {
		_ = os.RemoveAll(path)
	}
	return e, err
}

// supersede marks the documents of a shard that are in gone.
func supersede(dir string, e *shardEntry, gone map[string]bool) error {
	s, err := openShard(dir, *e)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("%w: %w", index.ErrDamaged, err)
		}
		return err
	}
	defer s.close()
	t := s.table
	list, units := []string{}, 0
	for d, doc := range t.Docs {
		if gone[doc.ID] || t.Dead != nil && t.Dead[d] {
			list = append(list, doc.ID)
			units += int(t.First[d+1] - t.First[d])
		}
	}
	e.Superseded, e.DeadUnits = list, units
	return nil
}

func commit(dir string, m manifest) (index.Info, error) {
	if err := writeManifest(dir, m); err != nil {
		return index.Info{}, err
	}
	sweep(dir, m)
	return m.info(), nil
}

// firstFree is a shard number that no directory has, for when no manifest
// tells.
func firstFree(dir string) int {
	n := 1
	entries, err := os.ReadDir(dir)
	if err != nil {
		return n
	}
	for _, e := range entries {
		var k int
		if _, err := fmt.Sscanf(e.Name(), "s%d", &k); err == nil {
			n = max(n, k+1)
		}
	}
	return n
}
