package desk

import (
	"context"
	"fmt"
	"os"
	"time"

	"duibiao/cmd/internal/library"
)

// scanAge is how old an index in memory may grow while the store changes: making one
// reads every text, and a first import changes the store every second.
const scanAge = 20 * time.Second

// snapshot is an open index and how many searches use it.
type snapshot struct {
	library.Opened
	// manifest is what the index was switched by when it was opened, nil for none.
	// An index in memory reflects change seq and was made at the time taken.
	manifest os.FileInfo
	seq      int64
	taken    time.Time
	uses     int
	old      bool
}

func (s *snapshot) closeUnused() {
	if s.old && s.uses == 0 {
		s.Close()
	}
}

// index is what the reader searches, and how to give it back.
func (r *Reader) index(ctx context.Context) (library.Opened, func(), error) {
	if r.desk == nil {
		o, err := r.Lib.OpenIndex(ctx)
		if err != nil {
			return o, nil, err
		}
		return o, func() { o.Close() }, nil
	}
	s, release, err := r.desk.index(ctx, r.Lib)
	if err != nil {
		return library.Opened{}, nil, err
	}
	o := s.Opened
	if o.Problem == nil {
		if o.Behind, err = r.Lib.Behind(ctx, s.Index); err != nil {
			release()
			return o, nil, err
		}
	}
	return o, release, nil
}

// index gives out the current snapshot, a new one if the index was replaced.
func (d *Desk) index(ctx context.Context, lib *library.Library) (*snapshot, func(), error) {
	path, err := lib.IndexManifest(ctx)
	if err != nil {
		return nil, nil, err
	}
	manifest, err := os.Stat(path)
	if err != nil {
		manifest = nil // no index
	}
	seq, err := lib.Store.Seq(ctx)
	if err != nil {
		return nil, nil, err
	}
	if s, release := d.current(manifest, seq); s != nil {
		return s, release, nil
	}
	done := make(chan fresh, 1)
	unhold := d.hold(lib)
	go func() {
		f := d.renew(context.WithoutCancel(ctx), lib, manifest, seq)
		unhold()
		done <- f
	}()
	select {
	case f := <-done:
		return f.s, f.release, f.err
	case <-ctx.Done(): // the next search finds what is made meanwhile
		go func() {
			if f := <-done; f.err == nil {
				f.release()
			}
		}()
		return nil, nil, ctx.Err()
	}
}

// hold keeps a library open that a reader has open.
func (d *Desk) hold(lib *library.Library) func() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cur == nil || d.cur.lib != lib {
		return func() {}
	}
	return d.use(d.cur)
}

// fresh is what renew gives.
type fresh struct {
	s       *snapshot
	release func()
	err     error
}

// renew replaces the snapshot, unless another search was first. Reading the texts of
// a large store takes longer than a search may, so it goes on when nobody waits.
func (d *Desk) renew(ctx context.Context, lib *library.Library, manifest os.FileInfo, seq int64) fresh {
	d.refresh <- struct{}{}
	defer func() { <-d.refresh }()
	if s, release := d.current(manifest, seq); s != nil {
		return fresh{s, release, nil}
	}
	o, err := lib.OpenIndex(ctx)
	if err != nil {
		return fresh{err: fmt.Errorf("open index: %w", err)}
	}
	s := &snapshot{Opened: o, manifest: manifest, seq: seq, taken: d.now(), uses: 1}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cur == nil || d.cur.lib != lib {
		s.old = true // the store was replaced meanwhile: for this search alone
		return fresh{s, d.release(s), nil}
	}
	if d.snap != nil {
		d.snap.old = true
		d.snap.closeUnused()
	}
	d.snap = s
	return fresh{s, d.release(s), nil}
}

// current is the snapshot there is, if it still serves.
func (d *Desk) current(manifest os.FileInfo, seq int64) (*snapshot, func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.snap == nil || !d.snap.serves(manifest, seq, d.now()) {
		return nil, nil
	}
	d.snap.uses++
	return d.snap, d.release(d.snap)
}

// serves says whether a snapshot is still right: nothing switched the index since,
// and an index in memory is of this change or young enough.
func (s *snapshot) serves(manifest os.FileInfo, seq int64, now time.Time) bool {
	if (manifest == nil) != (s.manifest == nil) {
		return false
	}
	if manifest != nil && (!os.SameFile(manifest, s.manifest) || !manifest.ModTime().Equal(s.manifest.ModTime())) {
		return false
	}
	return s.Problem == nil || s.seq == seq || now.Sub(s.taken) < scanAge
}

func (d *Desk) release(s *snapshot) func() {
	return func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		s.uses--
		s.closeUnused()
	}
}
