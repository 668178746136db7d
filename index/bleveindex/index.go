package bleveindex

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"sync"

	"duibiao/index"
	"duibiao/index/rank"
)

// When updates have piled up so far that a rebuild pays off.
const (
	maxShards     = 8
	maxDeltaShare = 0.10
)

// Index is an open index. It implements index.Index.
type Index struct {
	manifest manifest
	shards   []*shard
	corpus   func() *rank.Corpus
	mu       sync.RWMutex // held for reading by searches, for writing by Close
	closed   bool
}

var _ index.Index = (*Index)(nil)

// ErrClosed is the error of a search after Close.
var ErrClosed = errors.New("index is closed")

// Open opens the current index in dir for reading. It changes nothing there,
// waits for nobody, and takes a few milliseconds. The error wraps
// index.ErrNoIndex, ErrDamaged or ErrOldFormat.
func Open(dir string) (*Index, error) {
	const tries = 5 // a writer may switch and sweep between manifest and shards
	for i := 0; ; i++ {
		m, err := readManifest(dir)
		if err != nil {
			return nil, err
		}
		x, err := open(dir, m)
		if err == nil {
			return x, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		again, readErr := readManifest(dir)
		if i == tries || readErr == nil && same(m, again) {
			return nil, fmt.Errorf("%w: %w", index.ErrDamaged, err)
		}
	}
}

func same(a, b manifest) bool { return a.Next == b.Next && len(a.Shards) == len(b.Shards) }

func open(dir string, m manifest) (x *Index, err error) {
	x = &Index{manifest: m}
	defer x.recoverDamage(&err)
	for _, e := range m.Shards {
		s, err := openShard(dir, e)
		if err != nil {
			_ = x.Close()
			return nil, err
		}
		x.shards = append(x.shards, s)
	}
	x.corpus = sync.OnceValue(func() *rank.Corpus {
		segments := make([]rank.Segment, len(x.shards))
		for i, s := range x.shards {
			segments[i] = s
		}
		return rank.NewCorpus(segments, rank.DefaultWeights())
	})
	return x, nil
}

// recoverDamage turns a panic of the segment reader, which trusts its file,
// into an error.
func (x *Index) recoverDamage(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("%w: %v", index.ErrDamaged, r)
	}
}

// Search implements index.Index.
func (x *Index) Search(ctx context.Context, req index.Request) (res index.Result, err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return index.Result{}, ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return index.Result{}, err
	}
	defer x.recoverDamage(&err)
	// A file cut short under a running process faults instead of panicking.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	return x.corpus().Search(ctx, req)
}

// Info implements index.Index.
func (x *Index) Info() index.Info { return x.manifest.info() }

func (m manifest) info() index.Info {
	i := index.Info{Sequence: m.Sequence, Shards: len(m.Shards)}
	dead, delta, all := 0, 0, 0
	for n, s := range m.Shards {
		i.Documents += s.Documents - len(s.Superseded)
		i.Units += s.Units - s.DeadUnits
		i.TextBytes += s.TextBytes
		all += s.Units
		dead += s.DeadUnits
		if n > 0 {
			delta += s.Units
		}
		for _, f := range s.Files {
			i.Bytes += f.Size
		}
	}
	i.NeedsRebuild = len(m.Shards) > maxShards || float64(dead+delta) > maxDeltaShare*float64(all)
	return i
}

// Close implements index.Index.
func (x *Index) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil
	}
	x.closed = true
	for _, s := range x.shards {
		s.close()
	}
	return nil
}

// Verify reads every file of the index and compares it with the checksum of
// when it was written. The error wraps index.ErrDamaged and names the file.
func Verify(ctx context.Context, dir string) error {
	m, err := readManifest(dir)
	if err != nil {
		return err
	}
	for _, s := range m.Shards {
		for _, name := range []string{tableName, unitsName, postingsName} {
			want, ok := s.Files[name]
			if !ok {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			got, err := describe(filepath.Join(dir, s.Name, name))
			if errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("%w: %w", index.ErrDamaged, err)
			}
			if err != nil {
				return err
			}
			if got != want {
				return fmt.Errorf("index shard %s/%s: %w: checksum or size differs", s.Name, name, index.ErrDamaged)
			}
		}
	}
	x, err := Open(dir)
	if err != nil {
		return err
	}
	return x.Close()
}
