package sandbox

import (
	"errors"
	"time"

	"duibiao/corpus/extract/fault"
)

// request is the header of what is asked of a child.
type request struct {
	Name string `json:"name"`
	OCR  bool   `json:"ocr,omitempty"`
	// CacheDir is where engines keep what is slow to make.
	CacheDir string `json:"cache_dir,omitempty"`
	// Memory is the limit of the process in bytes while it reads this file.
	Memory int64 `json:"memory"`
	// Timeout is how long reading may take; the parent enforces it.
	Timeout time.Duration `json:"timeout"`
}

// reply is the header of an answer.
type reply struct {
	// Progress says that the child is alive and the answer still to come.
	Progress bool  `json:"progress,omitempty"`
	Fault    *flaw `json:"fault,omitempty"`
	// Memory is what the process holds afterwards, in bytes.
	Memory int64 `json:"memory,omitempty"`
}

// flaw is an error on the wire: its text, and which of the faults it wraps.
type flaw struct {
	Text string `json:"text"`
	Kind string `json:"kind,omitempty"`
	// What the faults with fields hold.
	Damaged     *fault.DamagedError     `json:"damaged,omitempty"`
	Unsupported *fault.UnsupportedError `json:"unsupported,omitempty"`
	TooLarge    *fault.TooLargeError    `json:"too_large,omitempty"`
}

// kinds are the faults without fields, by their names on the wire.
func kinds() []struct {
	name string
	err  error
} {
	return []struct {
		name string
		err  error
	}{
		{"empty", fault.ErrEmpty},
		{"not_text", fault.ErrNotText},
		{"encrypted", fault.ErrEncrypted},
		{"no_text", fault.ErrNoText},
		{"timeout", fault.ErrTimeout},
		{"memory", fault.ErrMemory},
		{"crash", ErrCrashed},
	}
}

// flawOf puts an error on the wire.
func flawOf(err error) *flaw {
	f := &flaw{Text: err.Error()}
	for _, k := range kinds() {
		if errors.Is(err, k.err) {
			f.Kind = k.name
		}
	}
	errors.As(err, &f.Damaged)
	errors.As(err, &f.Unsupported)
	errors.As(err, &f.TooLarge)
	return f
}

// faultError is an error that came over the wire: the text of the whole and the
// fault inside.
type faultError struct {
	text string
	is   error
}

func (e *faultError) Error() string { return e.text }
func (e *faultError) Unwrap() error { return e.is }

// err is the reverse of flawOf.
func (f *flaw) err() error {
	e := &faultError{text: f.Text}
	for _, k := range kinds() {
		if f.Kind == k.name {
			e.is = k.err
		}
	}
	switch {
	case f.Damaged != nil:
		e.is = f.Damaged
	case f.Unsupported != nil:
		e.is = f.Unsupported
	case f.TooLarge != nil:
		e.is = f.TooLarge
	}
	return e
}
