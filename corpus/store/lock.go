package store

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Lock is the right to write to a data directory, held by one process at a
// time. The operating system frees it when the process ends, however it ends.
type Lock struct {
	flock *flock.Flock
	path  string
}

// AcquireLock takes the writer lock of a data directory, creating the directory
// if need be. purpose is shown to whoever comes second, who gets a *LockedError
// at once. Having the lock it removes what a killed writer left half written.
func AcquireLock(dir, purpose string) (*Lock, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, wrap(err, "lock %s", dir)
	}
	path := filepath.Join(dir, lockName)
	f := flock.New(path, flock.SetPermissions(0o644))
	ok, err := f.TryLock()
	if err != nil {
		return nil, wrap(err, "lock %s", path)
	}
	if !ok {
		return nil, lockHolder(path)
	}
	l := &Lock{flock: f, path: path}
	if err := l.sign(purpose); err != nil {
		return nil, errors.Join(wrap(err, "sign lock %s", path), l.Release())
	}
	sweepPartial(dir)
	return l, nil
}

// sign records who holds the lock.
func (l *Lock) sign(purpose string) error {
	b, err := json.Marshal(LockedError{PID: os.Getpid(), Purpose: purpose, Since: time.Now().UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	return os.WriteFile(l.path, append(b, '\n'), 0o644)
}

// Release gives the lock back.
func (l *Lock) Release() error {
	err := os.Truncate(l.path, 0)
	return wrap(errors.Join(err, l.flock.Unlock()), "release lock %s", l.path)
}

// lockHolder reads who holds the lock. The holder may not have signed yet, so
// it looks a few times before it gives up on the name.
func lockHolder(path string) *LockedError {
	var held LockedError
	for range 20 {
		b, err := os.ReadFile(path)
		if err == nil && json.Unmarshal(b, &held) == nil && held.PID != 0 {
			return &held
		}
		time.Sleep(5 * time.Millisecond)
	}
	return &LockedError{}
}
