package library

import (
	"context"
	"errors"
	"time"

	"duibiao/corpus/extract"
	"duibiao/corpus/store"
)

// Library is an open data directory.
type Library struct {
	Dir   string
	Store *store.Store
	// Reader reads files; nil for one without isolation and recognition. Whoever
	// sets it closes it.
	Reader *extract.Reader
	lock   *store.Lock
}

// Mode says what a library is opened for.
type Mode struct {
	write   bool
	purpose string
}

// ReadOnly opens for reading: no lock, nothing is created.
func ReadOnly() Mode { return Mode{} }

// ReadWrite opens for writing and holds the writer lock; purpose is shown to
// whoever comes second.
func ReadWrite(purpose string) Mode { return Mode{write: true, purpose: purpose} }

// Open opens the data directory. A store of an older schema is brought up to
// date, also when it is only read. The errors are those of store.Open and
// store.AcquireLock.
func Open(ctx context.Context, dir string, mode Mode, now func() time.Time) (*Library, error) {
	l := &Library{Dir: dir}
	if !mode.write {
		s, err := openCurrent(ctx, dir, now)
		if err != nil {
			return nil, err
		}
		l.Store = s
		return l, nil
	}
	var err error
	if l.lock, err = store.AcquireLock(dir, mode.purpose); err != nil {
		return nil, err
	}
	if l.Store, err = store.Open(ctx, dir, store.Options{Now: now}); err != nil {
		return nil, errors.Join(err, l.lock.Release())
	}
	return l, nil
}

// openCurrent opens for reading and migrates first if need be.
func openCurrent(ctx context.Context, dir string, now func() time.Time) (*store.Store, error) {
	s, err := store.Open(ctx, dir, store.Options{ReadOnly: true, Now: now})
	var schema *store.SchemaError
	if !errors.As(err, &schema) || schema.Have > schema.Know {
		return s, err
	}
	l, merr := Open(ctx, dir, ReadWrite("schema upgrade"), now)
	if merr != nil {
		return nil, merr
	}
	if merr := l.Close(); merr != nil {
		return nil, merr
	}
	return store.Open(ctx, dir, store.Options{ReadOnly: true, Now: now})
}

// Close closes the store and gives the lock back.
func (l *Library) Close() error {
	err := l.Store.Close()
	if l.lock != nil {
		err = errors.Join(err, l.lock.Release())
	}
	return err
}
