// Package api serves a data directory to programs: /api/v1/… as JSON, JSON Lines
// and CSV, and the OpenAPI document that describes it, which is made from the table
// of routes. It only reads.
//
// Invariant: nothing a client sends is trusted, and nothing it did not ask for is
// given: a parameter that is not known, a cursor of another question or of data
// that have changed are refused, because the wrong records would look like the
// right ones. Every refusal is a problem document (RFC 9457).
package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/corpus/store"
)

// Root is where the handler must be mounted: it reads whole paths. Base is where
// the addresses of this version begin.
const (
	Root = "/api/"
	Base = "/api/v1"
)

// Config is what the handler needs.
type Config struct {
	// Desk answers the questions; its clock is the handler's.
	Desk *desk.Desk
	// Sites lists the sites that are known by name.
	Sites func() ([]record.Site, error)
	// Version says which program this is. It is part of every ETag: another program
	// may draw the same numbers in another way.
	Version record.Version
	// Log is told of errors that are the program's own; nil for nobody.
	Log *slog.Logger
	// Heavy is how many comparisons, pictures and reports are made at a time, 2 when
	// zero. Within shortens the time for every request, for tests.
	Heavy  int
	Within time.Duration
}

// server is the handler.
type server struct {
	Config
	routes    []route
	documents map[msg.Lang][]byte
	heavy     chan struct{}
}

// New makes the handler of everything below Root. It fails when a record has no
// schema: a mistake of the program, which the tests find.
func New(c Config) (http.Handler, error) {
	if c.Heavy <= 0 {
		c.Heavy = 2
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	s := &server{Config: c, routes: routes(), documents: map[msg.Lang][]byte{}, heavy: make(chan struct{}, c.Heavy)}
	for _, lang := range []msg.Lang{msg.Chinese, msg.English} {
		doc, err := document(s.routes, c.Version, msg.New(lang))
		if err != nil {
			return nil, fmt.Errorf("describe the API: %w", err)
		}
		s.documents[lang] = doc
	}
	return s, nil
}

// methods are those of every address.
const methods = "GET, HEAD, OPTIONS"

// ServeHTTP answers one request.
func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	say := msg.New(languageOf(r))
	rep, err := s.respond(r, say)
	if err != nil {
		p := problemOf(err)
		if p.err != nil && p.Kind.status() == http.StatusInternalServerError {
			s.Log.Error("api request failed", slog.String("path", r.URL.EscapedPath()), slog.Any("error", p.err))
		}
		p.write(w, r, say)
		return
	}
	rep.write(w, r)
}

// guard sets what holds for every answer: stored text is never taken for a page.
func guard(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Vary", "Accept, Accept-Language")
}

// respond checks the request and makes the reply.
func (s *server) respond(r *http.Request, say *msg.Printer) (*reply, error) {
	path := r.URL.EscapedPath()
	if len(path)+len(r.URL.RawQuery) > maxURL {
		return nil, &problem{Kind: kindLongURL}
	}
	if path == DocumentPath {
		return s.serveDocument(r, say)
	}
	below, ok := strings.CutPrefix(path, Base+"/")
	parts, valid := segments(below)
	if !ok || !valid {
		return nil, &problem{Kind: kindNoPath}
	}
	for i := range s.routes {
		vars, ok := s.routes[i].match(parts)
		if !ok {
			continue
		}
		if done, err := method(r); done || err != nil {
			return options(), err
		}
		return s.serve(r, &s.routes[i], vars, say)
	}
	return nil, &problem{Kind: kindNoPath}
}

// method sorts out what is no reading: done for OPTIONS, an error for writing.
func method(r *http.Request) (done bool, err error) {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
	default:
		return false, &problem{Kind: kindMethod, Allow: methods}
	}
	if r.ContentLength != 0 { // or a length that is not known
		return false, &problem{Kind: kindBody}
	}
	return r.Method == http.MethodOptions, nil
}

func (s *server) serveDocument(r *http.Request, say *msg.Printer) (*reply, error) {
	if done, err := method(r); done || err != nil {
		return options(), err
	}
	if _, p := readParams(r.URL.RawQuery, []param{langParam()}); p != nil {
		return nil, p
	}
	body := s.documents[say.Lang()]
	return conditional(r, &reply{contentType: "application/json", body: body, etag: bodyTag(body)}), nil
}

// serve answers a request that has found its route.
func (s *server) serve(r *http.Request, rt *route, vars map[string]string, say *msg.Printer) (*reply, error) {
	c := &call{route: rt, address: strings.TrimPrefix(r.URL.EscapedPath(), Base), path: vars, say: say, desk: s.Desk, today: s.Desk.Today(), sites: s.Sites, build: s.Version}
	var p *problem
	if c.given, p = readParams(r.URL.RawQuery, rt.params); p != nil {
		return nil, p
	}
	if p = rt.checkPath(vars); p != nil {
		return nil, p
	}
	if rt.answer != nil {
		if c.format, p = negotiate(c.text("format"), r.Header, rt.formats); p != nil {
			return nil, p
		}
	}
	within := rt.within
	if s.Within > 0 {
		within = s.Within
	}
	ctx, cancel := context.WithTimeout(r.Context(), within)
	defer cancel()
	if err := c.look(ctx); err != nil {
		return nil, err
	}
	tag := s.derivedTag(c)
	if rt.derived && matchesTag(r.Header.Get("If-None-Match"), tag) {
		return &reply{etag: tag, status: http.StatusNotModified}, nil
	}
	rep, err := s.do(ctx, c)
	if err != nil {
		return nil, err
	}
	rep.etag = tag
	if !rt.derived {
		rep.etag = bodyTag(rep.body)
	}
	return conditional(r, rep), nil
}

// look reads the state of the store; none is no error here.
func (c *call) look(ctx context.Context) error {
	var err error
	c.state, err = c.desk.State(ctx)
	if errors.Is(err, store.ErrNoStore) {
		return nil
	}
	return err
}

// do makes the reply, for as long as the context lasts. Work that does not end by
// then is left to end by itself; it keeps its place among the heavy ones until it
// does, so that impatient clients cannot pile it up.
func (s *server) do(ctx context.Context, c *call) (*reply, error) {
	release := func() {}
	if c.route.heavy {
		select {
		case s.heavy <- struct{}{}:
			release = func() { <-s.heavy }
		case <-ctx.Done():
			return nil, &problem{Kind: kindBusy}
		}
	}
	type result struct {
		rep *reply
		err error
	}
	done := make(chan result, 1)
	go func() {
		defer release()
		defer func() {
			if x := recover(); x != nil {
				done <- result{err: fmt.Errorf("panic: %v", x)}
			}
		}()
		rep, err := c.reply(ctx)
		done <- result{rep, err}
	}()
	select {
	case r := <-done:
		return r.rep, r.err
	case <-ctx.Done():
		return nil, &problem{Kind: kindSlow, err: ctx.Err()}
	}
}
