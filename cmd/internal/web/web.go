// Package web is the local web desk: server-rendered pages over the data directory,
// for people who do not live in a terminal. A little script adds keys and
// as-you-type search; every page works without it.
//
// Invariants: nothing a document, a site or an address says becomes markup or
// script; no page asks another host for anything; every answer passes the fences of
// secure.go. Handlers return errors, and one table (failures) says what becomes of
// them.
package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
)

// Options say how the desk is served.
type Options struct {
	// Lang is the language of who asks for none.
	Lang msg.Lang
	// Hosts are the names and addresses by which the server may be asked for, with
	// port: all others are refused.
	Hosts []string
	// Log gets a line for every failure that is the program's own.
	Log *slog.Logger
	// API answers what is asked below /api/, nil for nothing there.
	API http.Handler
	// Crawl collects from a target, nil where no page may start that. It ends when
	// Ends is done, which is when the server stops.
	Crawl Crawl
	Ends  context.Context //nolint:containedctx // the life of the server
	// RefuseAPI writes a refusal of what is asked below /api/ as that API writes
	// its own; nil for a sentence.
	RefuseAPI func(w http.ResponseWriter, r *http.Request, status int, text string)
}

// Server answers the pages.
type Server struct {
	desk  *desk.Desk
	opts  Options
	views map[msg.Lang]*view
	files map[string]asset
	*studio
	jobs *jobs
}

// New makes the server of a desk.
func New(d *desk.Desk, o Options) (*Server, error) {
	s := &Server{desk: d, opts: o, views: map[msg.Lang]*view{}, studio: newStudio()}
	s.jobs = &jobs{run: o.Crawl, ends: o.Ends, now: d.Now}
	var err error
	if s.files, err = loadAssets(); err != nil {
		return nil, err
	}
	for _, lang := range []msg.Lang{msg.Chinese, msg.English} {
		if s.views[lang], err = newView(msg.New(lang), s.files); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Wait waits for the crawl that runs; it is stopped by Options.Ends.
func (s *Server) Wait() { s.jobs.wait.Wait() }

// Handler answers everything, within the fences.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle(r.pattern, s.page(r))
	}
	if s.opts.API == nil {
		return s.fenced(mux)
	}
	return s.fenced(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			s.opts.API.ServeHTTP(w, r) // which answers every method and path itself
			return
		}
		mux.ServeHTTP(w, r)
	}))
}

// request is what a handler gets, and where it leaves its answer.
type request struct {
	*http.Request
	*Server
	view *view
	// p has the messages in the language of the reader.
	p   *msg.Printer
	out http.ResponseWriter
	// fixed says that the page shows the state of the corpus alone, so that a
	// reader who has it already need not get it again.
	fixed bool
}

// handler answers one kind of request.
type handler func(*request) error

// page makes an http.Handler of a route.
func (s *Server) page(r route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		ctx, cancel := withLimit(req.Context(), r.limit)
		defer cancel()
		lang := s.language(w, req)
		q := &request{Request: req.WithContext(ctx), Server: s, view: s.views[lang], p: s.views[lang].p, out: w, fixed: r.fixed}
		if err := r.handle(q); err != nil {
			s.fail(q, err)
		}
	})
}

// language is the one the reader asked for: by ?lang=, which is kept in a cookie, or
// by what the browser accepts.
func (s *Server) language(w http.ResponseWriter, r *http.Request) msg.Lang {
	w.Header().Add("Vary", "Accept-Language, Cookie")
	if lang := msg.Lang(r.URL.Query().Get("lang")); s.views[lang] != nil {
		http.SetCookie(w, &http.Cookie{Name: "lang", Value: string(lang), Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
		return lang
	}
	if c, err := r.Cookie("lang"); err == nil && s.views[msg.Lang(c.Value)] != nil {
		return msg.Lang(c.Value)
	}
	for tag := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag = strings.ToLower(strings.TrimSpace(tag))
		for _, lang := range []msg.Lang{msg.Chinese, msg.English} {
			if strings.HasPrefix(tag, string(lang)) {
				return lang
			}
		}
	}
	if s.views[s.opts.Lang] != nil {
		return s.opts.Lang
	}
	return msg.Chinese
}

// html answers with a page.
func (q *request) html(status int, name string, data any) error {
	var b bytes.Buffer
	if err := q.view.t.ExecuteTemplate(&b, name, q.frame(data)); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	return q.bytes(status, "text/html; charset=utf-8", b.Bytes())
}

// bytes answers with what was made, or with nothing when the reader has just that.
func (q *request) bytes(status int, mediaType string, data []byte) error {
	h := q.out.Header()
	h.Set("Content-Type", mediaType)
	if status == http.StatusOK && q.fixed {
		sum := sha256.Sum256(data)
		h.Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:18])+`"`)
		h.Set("Cache-Control", "private, no-cache")
		http.ServeContent(q.out, q.Request, "", time.Time{}, bytes.NewReader(data))
		return nil
	}
	h.Set("Cache-Control", "no-store")
	q.out.WriteHeader(status)
	if q.Method != http.MethodHead {
		_, _ = q.out.Write(data) // a reader that went away
	}
	return nil
}

// download answers with a file to be kept.
func (q *request) download(name, mediaType string, data []byte) error {
	q.out.Header().Set("Content-Disposition", attachment(name))
	return q.bytes(http.StatusOK, mediaType, data)
}
