package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"duibiao/cmd/internal/desk"
	"duibiao/compare"
	"duibiao/corpus/store"

	"github.com/spf13/cobra"
)

// Exit codes of the command-line contract.
const (
	exitOK          = 0
	exitNothing     = 1
	exitError       = 2
	exitPartly      = 3
	exitLocked      = 11
	exitDamaged     = 12
	exitDiskFull    = 13
	exitInterrupted = 130
)

var errInterrupted = errors.New("interrupted")

// usageError is a command line that cannot be carried out as given.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// hintedError carries what the user can do about it.
type hintedError struct {
	err  error
	hint string
}

func (e *hintedError) Error() string { return e.err.Error() }
func (e *hintedError) Unwrap() error { return e.err }

// usage is a usage error that points at the command's help.
func (a *app) usage(cmd *cobra.Command, err error) error {
	return &usageError{&hintedError{err, a.p.T("err.hint_help", cmd.CommandPath())}}
}

// errorf is an error in the user's language.
func (a *app) errorf(key string, args ...any) error {
	return errors.New(a.p.T(key, args...))
}

// verdict is what a user is told of an error.
type verdict struct {
	code       int
	text, hint string
}

// failure is what is said of errors of one kind.
type failure struct {
	is error
	verdict
}

// failures is the table of the errors that are told by a sentinel.
func (a *app) failures(err error) []failure {
	full := verdict{exitDiskFull, a.p.T("err.disk_full", a.dataDir), a.p.T("err.disk_full_hint")}
	return []failure{
		{errInterrupted, verdict{exitInterrupted, a.p.T("err.interrupted"), a.p.T("err.interrupted_hint")}},
		{store.ErrNoStore, verdict{exitNothing, a.p.T("err.no_store", a.dataDir), a.p.T("err.no_store_hint")}},
		{store.ErrDiskFull, full},
		{syscall.ENOSPC, full},
		{store.ErrDamaged, verdict{exitDamaged, a.p.T("err.damaged", a.dataDir, err), a.p.T("err.damaged_hint")}},
		{store.ErrReadOnly, verdict{exitError, a.p.T("err.read_only", a.dataDir), a.p.T("err.read_only_hint")}},
		{store.ErrNotEmpty, verdict{exitError, a.p.T("err.not_empty", a.dataDir), a.p.T("err.not_empty_hint")}},
	}
}

// judge turns an error into an exit code, a sentence and a hint, all in the
// user's language.
func (a *app) judge(err error) verdict {
	var (
		locked    *store.LockedError
		schema    *store.SchemaError
		ambiguous *store.AmbiguousError
		hinted    *hintedError
		place     *compare.PlaceError
		usage     *usageError
		refused   *desk.Error
	)
	for _, f := range a.failures(err) {
		if errors.Is(err, f.is) {
			return f.verdict
		}
	}
	v := verdict{code: exitError, text: err.Error()}
	if errors.As(err, &hinted) {
		v.hint = hinted.hint
	}
	switch {
	case errors.As(err, &locked):
		return verdict{exitLocked, a.lockedText(locked), a.p.T("err.locked_hint")}
	case errors.As(err, &schema):
		if schema.Have > schema.Know {
			return verdict{exitError, a.p.T("err.schema_new", a.dataDir, schema.Have, schema.Know), a.p.T("err.schema_new_hint")}
		}
		return verdict{exitError, a.p.T("err.schema_old", a.dataDir, schema.Have, schema.Know), a.p.T("err.schema_old_hint")}
	case errors.As(err, &ambiguous):
		return verdict{exitError, a.p.T("err.ambiguous", ambiguous.Ref, len(ambiguous.Candidates)), candidates(ambiguous)}
	case errors.As(err, &place):
		v.text = a.placeText(place)
	case errors.As(err, &refused):
		v.text, v.hint = a.refusal(err, refused), refused.Advice(a.p)
	case errors.As(err, &usage):
		v.text = usage.Error()
	}
	return v
}

// refusal is what is said of a question that cannot be answered; a file or a flag
// that is to blame stands before it.
func (a *app) refusal(err error, e *desk.Error) string {
	text := e.Say(a.p)
	if e.Field != "" {
		text = "--" + text
	}
	var file *usageError
	if errors.As(err, &file) {
		if blamed, ok := strings.CutSuffix(file.Error(), e.Error()); ok {
			return blamed + text
		}
	}
	return text
}

func (a *app) placeText(e *compare.PlaceError) string {
	if len(e.Codes) == 0 {
		return a.p.T("err.region", e.Words)
	}
	return a.p.T("err.region_many", e.Words, strings.Join(e.Codes, ", "))
}

func (a *app) lockedText(e *store.LockedError) string {
	if e.PID == 0 {
		return a.p.T("err.locked_unknown", a.dataDir)
	}
	return a.p.T("err.locked", a.dataDir, e.PID, e.Purpose, e.Since.Local().Format("2006-01-02 15:04:05"))
}

func candidates(e *store.AmbiguousError) string {
	var b strings.Builder
	for i, c := range e.Candidates {
		if i == 10 {
			fmt.Fprintf(&b, "  … +%d\n", len(e.Candidates)-i)
			break
		}
		fmt.Fprintf(&b, "  %s  %s  %s\n", c.ID, c.Date, c.Title)
	}
	return strings.TrimRight(b.String(), "\n")
}

// fail tells the user of an error and gives the exit code. A reader that hung
// up (| head) is no error.
func (a *app) fail(err error) int {
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe) {
		return exitOK
	}
	v := a.judge(err)
	fmt.Fprintf(a.stderr, "duibiao: %s\n", v.text)
	if v.hint != "" {
		fmt.Fprintln(a.stderr, v.hint)
	}
	return v.code
}
