package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/compare"
	"duibiao/corpus/store"
)

// problemKind is one kind of refusal: the last part of its type, on which clients
// branch. Title and hint stand in the message catalogue under api.problem.NAME and
// api.problem.NAME_hint. Kinds are a contract, as the keys of records are.
type problemKind string

// The kinds of problems.
const (
	kindParameter  problemKind = "bad-parameter"
	kindUnknown    problemKind = "unknown-parameter"
	kindCursor     problemKind = "bad-cursor"
	kindStale      problemKind = "stale-cursor"
	kindNoPath     problemKind = "no-such-address"
	kindMissing    problemKind = "not-found"
	kindNoData     problemKind = "no-data"
	kindAmbiguous  problemKind = "ambiguous"
	kindMethod     problemKind = "method-not-allowed"
	kindAccept     problemKind = "not-acceptable"
	kindLongURL    problemKind = "address-too-long"
	kindBody       problemKind = "body-not-allowed"
	kindUndrawable problemKind = "nothing-to-draw"
	kindSlow       problemKind = "took-too-long"
	kindBusy       problemKind = "busy"
	kindUnreadable problemKind = "data-unreadable"
	kindInternal   problemKind = "internal-error"
)

// statuses is the status of every kind of problem.
func statuses() map[problemKind]int {
	return map[problemKind]int{
		kindParameter:  http.StatusBadRequest,
		kindUnknown:    http.StatusBadRequest,
		kindCursor:     http.StatusBadRequest,
		kindStale:      http.StatusBadRequest,
		kindNoPath:     http.StatusNotFound,
		kindMissing:    http.StatusNotFound,
		kindNoData:     http.StatusNotFound,
		kindAmbiguous:  http.StatusConflict,
		kindMethod:     http.StatusMethodNotAllowed,
		kindAccept:     http.StatusNotAcceptable,
		kindLongURL:    http.StatusRequestURITooLong,
		kindBody:       http.StatusRequestEntityTooLarge,
		kindUndrawable: http.StatusUnprocessableEntity,
		kindSlow:       http.StatusServiceUnavailable,
		kindBusy:       http.StatusServiceUnavailable,
		kindUnreadable: http.StatusInternalServerError,
		kindInternal:   http.StatusInternalServerError,
	}
}

func (k problemKind) status() int { return statuses()[k] }

// typePrefix begins the type of every problem. The types name, they do not
// locate: this server may stand anywhere.
const typePrefix = "urn:duibiao:problem:"

// problem is why a request was not answered.
type problem struct {
	Kind problemKind
	// Detail is told in the client's language; without one the title has said it all.
	Detail func(*msg.Printer) string
	// Parameter is the one to blame, Known what would have been right.
	Parameter  string
	Known      []string
	Candidates []store.Candidate
	// Allow lists the methods of a 405.
	Allow string
	// err is what went wrong inside, for the log alone.
	err error
}

func (p *problem) Error() string {
	if p.err != nil {
		return string(p.Kind) + ": " + p.err.Error()
	}
	return string(p.Kind)
}

func (p *problem) Unwrap() error { return p.err }

// ProblemDocument is a problem as RFC 9457 writes it, with four members of our own
// from hint on.
type ProblemDocument struct {
	Type   string `json:"type" jsonschema:"URN that names the kind of problem"`
	Title  string `json:"title" jsonschema:"what kind of problem it is, in the client's language"`
	Status int    `json:"status" jsonschema:"the HTTP status"`
	Detail string `json:"detail" jsonschema:"what went wrong this time"`
	// Instance is the request's own path and query.
	Instance   string            `json:"instance" jsonschema:"the path and query that were asked for"`
	Hint       string            `json:"hint" jsonschema:"what to do about it"`
	Parameter  string            `json:"parameter,omitempty" jsonschema:"the parameter to blame"`
	Known      []string          `json:"known,omitempty" jsonschema:"what would have been right"`
	Candidates []store.Candidate `json:"candidates,omitempty" jsonschema:"the documents that may be meant"`
}

// said is a detail or hint from the message catalogue.
func said(key string, args ...any) func(*msg.Printer) string {
	return func(p *msg.Printer) string { return p.T(key, args...) }
}

// literal is a detail that needs no translation.
func literal(s string) func(*msg.Printer) string { return func(*msg.Printer) string { return s } }

// problemOf finds the problem that an error is.
func problemOf(err error) *problem {
	var (
		p         *problem
		refused   *desk.Error
		ambiguous *store.AmbiguousError
		schema    *store.SchemaError
	)
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &refused):
		return refusal(refused)
	case errors.As(err, &ambiguous):
		return &problem{
			Kind: kindAmbiguous, Candidates: ambiguous.Candidates[:min(len(ambiguous.Candidates), maxCandidates)],
			Detail: said("err.ambiguous", ambiguous.Ref, len(ambiguous.Candidates)),
		}
	case errors.Is(err, store.ErrNoStore):
		return &problem{Kind: kindNoData}
	case errors.Is(err, store.ErrNotFound):
		return &problem{Kind: kindMissing}
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &problem{Kind: kindSlow, err: err}
	case errors.Is(err, store.ErrDamaged), errors.As(err, &schema):
		return &problem{Kind: kindUnreadable, err: err}
	}
	return &problem{Kind: kindInternal, err: err}
}

// maxCandidates bounds the documents offered for an ambiguous name.
const maxCandidates = 20

func refusal(e *desk.Error) *problem {
	p := &problem{Kind: kindParameter, Detail: e.Say, Parameter: strings.ReplaceAll(e.Field, "-", "_"), err: e}
	if e.Reason == desk.Missing {
		p.Kind = kindMissing
	}
	if errors.As(e.Err, new(*compare.HomeError)) {
		p.Detail = said("api.home")
	}
	return p
}

// document writes the problem out.
func (p *problem) document(r *http.Request, say *msg.Printer) ProblemDocument {
	key := "api.problem." + string(p.Kind)
	d := ProblemDocument{
		Type: typePrefix + string(p.Kind), Title: say.T(key), Status: p.Kind.status(), Instance: instance(r),
		Hint: say.T(key + "_hint"), Parameter: p.Parameter, Known: p.Known, Candidates: p.Candidates,
	}
	d.Detail = d.Title
	if p.Detail != nil {
		d.Detail = p.Detail(say)
	}
	return d
}

// maxInstance bounds what of an address a problem repeats.
const maxInstance = 1000

// instance is the address that was asked for, as far as it is sensible to repeat
// it. The host is the client's word and is left out.
func instance(r *http.Request) string {
	s := r.URL.EscapedPath()
	if r.URL.RawQuery != "" {
		s += "?" + r.URL.RawQuery
	}
	return strings.ToValidUTF8(s[:min(len(s), maxInstance)], "")
}

// retryAfter is in how many seconds a busy server is worth asking again.
const retryAfter = 5

// write sends the problem.
func (p *problem) write(w http.ResponseWriter, r *http.Request, say *msg.Printer) {
	h := w.Header()
	if p.Allow != "" {
		h.Set("Allow", p.Allow)
	}
	if p.Kind.status() == http.StatusServiceUnavailable {
		h.Set("Retry-After", strconv.Itoa(retryAfter))
	}
	send(w, r, p.document(r, say))
}

// Refuse writes a refusal by whoever stands before the handler: its status says
// what it is (RFC 9457, 4.2.1), the text why.
func Refuse(w http.ResponseWriter, r *http.Request, status int, text string) {
	send(w, r, ProblemDocument{
		Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: text, Instance: instance(r),
		Hint: msg.New(languageOf(r)).T("api.refused_hint"),
	})
}

func send(w http.ResponseWriter, r *http.Request, d ProblemDocument) {
	b, err := json.Marshal(d)
	if err != nil {
		b = []byte("{}") // strings and numbers always marshal
	}
	h := w.Header()
	h.Set("Content-Type", problemType)
	h.Set("Content-Length", strconv.Itoa(len(b)+1))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(d.Status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(append(b, '\n')) // a client that hung up is no error
	}
}
