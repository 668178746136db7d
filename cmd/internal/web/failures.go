package web

import (
	"context"
	"errors"
	"net/http"

	"duibiao/cmd/internal/desk"
	"duibiao/corpus/store"
)

// problem is what a reader is told of an error.
type problem struct {
	Status     int
	Text, Hint string
	// Candidates are documents that a name may mean.
	Candidates []store.Candidate
}

// kind is what becomes of errors of one kind: told says it in words.
type kind struct {
	is     func(error) bool
	status int
	// text and hint are keys of messages; "" for the error's own words.
	text, hint string
}

func is(target error) func(error) bool { return func(err error) bool { return errors.Is(err, target) } }

func as[T error](err error) bool {
	var t T
	return errors.As(err, &t)
}

// failures is the table of errors that are told; all others are the program's own.
func failures() []kind {
	return []kind{
		{is(errNoPage), http.StatusNotFound, "web.err.no_page", "web.err.no_page_hint"},
		{is(errBusy), http.StatusConflict, "web.err.busy", "web.err.busy_hint"},
		{is(store.ErrNoStore), http.StatusNotFound, "web.err.no_store", "web.err.no_store_hint"},
		{is(store.ErrNotFound), http.StatusNotFound, "web.err.not_found", "web.err.not_found_hint"},
		{as[*store.AmbiguousError], http.StatusMultipleChoices, "web.err.ambiguous", ""},
		{desk.IsMissing, http.StatusNotFound, "", ""},
		{as[*desk.Error], http.StatusBadRequest, "", ""},
		{as[*http.MaxBytesError], http.StatusRequestEntityTooLarge, "web.err.too_large", ""},
		{as[*store.LockedError], http.StatusConflict, "web.err.locked", "web.err.locked_hint"},
		{is(store.ErrDiskFull), http.StatusInsufficientStorage, "web.err.disk_full", ""},
		{is(store.ErrReadOnly), http.StatusForbidden, "web.err.read_only", ""},
		{is(store.ErrDamaged), http.StatusInternalServerError, "web.err.damaged", "web.err.damaged_hint"},
		{as[*store.SchemaError], http.StatusInternalServerError, "web.err.schema", ""},
		{is(context.DeadlineExceeded), http.StatusServiceUnavailable, "web.err.slow", "web.err.slow_hint"},
	}
}

var errNoPage = errors.New("no such page")

// judge says what a reader is told of an error; ours says that it is the program's
// own, which goes to the log.
func (q *request) judge(err error) (p problem, ours bool) {
	var (
		refused *desk.Error
		many    *store.AmbiguousError
	)
	for _, k := range failures() {
		if !k.is(err) {
			continue
		}
		p.Status = k.status
		switch {
		case errors.As(err, &refused) && k.text == "":
			p.Text, p.Hint = refused.Say(q.p), refused.Advice(q.p)
		case errors.As(err, &many):
			p.Text = q.p.T(k.text, many.Ref, len(many.Candidates))
			p.Candidates = many.Candidates[:min(len(many.Candidates), 50)]
		default:
			p.Text = q.p.T(k.text)
		}
		if k.hint != "" {
			p.Hint = q.p.T(k.hint)
		}
		return p, k.status == http.StatusInternalServerError
	}
	return problem{Status: http.StatusInternalServerError, Text: q.p.T("web.err.ours"), Hint: q.p.T("web.err.ours_hint")}, true
}

// fail answers with what is told of an error.
func (s *Server) fail(q *request, err error) {
	if errors.Is(err, context.Canceled) && q.Request.Context().Err() != nil {
		return // the reader went away
	}
	p, ours := q.judge(err)
	if ours && s.opts.Log != nil {
		s.opts.Log.Error("page failed", attr("path", q.URL.Path), attr("error", err.Error()))
	}
	if p.Status == http.StatusServiceUnavailable {
		q.out.Header().Set("Retry-After", "5")
	}
	q.fixed = false
	if err := q.html(p.Status, "problem", p); err != nil {
		http.Error(q.out, p.Text, p.Status)
	}
}
