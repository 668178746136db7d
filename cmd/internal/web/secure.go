package web

import (
	"context"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// The fences: who may ask, how much, and for how long.
const (
	maxBody   = 64 << 10
	maxQuery  = 4 << 10 // bytes of an address
	pageLimit = 20 * time.Second
	drawLimit = 90 * time.Second
)

// policy is what a page may load: what this server has, and nothing inline.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'; object-src 'none'"

// sandboxed is what a raw snapshot may do: nothing.
const sandboxed = "sandbox; default-src 'none'; frame-ancestors 'self'"

// fenced puts the fences before a handler.
func (s *Server) fenced(next http.Handler) http.Handler {
	crossOrigin := http.NewCrossOriginProtection()
	crossOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, http.StatusForbidden, "web.err.cross_origin")
	}))
	next = crossOrigin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		switch {
		case !s.knows(r.Host):
			s.refuse(w, r, http.StatusMisdirectedRequest, "web.err.host")
			return
		case len(r.URL.RawQuery) > maxQuery:
			s.refuse(w, r, http.StatusRequestURITooLong, "web.err.too_long")
			return
		case writes(r) && !takes(r):
			s.refuse(w, r, http.StatusUnsupportedMediaType, "web.err.media_type")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		next.ServeHTTP(w, r)
	})
}

// knows says whether a Host header names this server. A page of another site that
// makes its own name point here (DNS rebinding) sends that name.
func (s *Server) knows(host string) bool {
	return slices.Contains(s.opts.Hosts, strings.ToLower(strings.TrimSuffix(host, ".")))
}

// writes says whether a request is meant to change something.
func writes(r *http.Request) bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && r.Method != http.MethodOptions
}

// takes says whether a body is of a kind that handlers read: a form of these pages
// or JSON.
func takes(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && (kind == "application/x-www-form-urlencoded" || kind == "application/json")
}

// withLimit bounds the time of a request; 0 is no bound.
func withLimit(ctx context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	if limit == 0 {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, limit)
}

// refuse answers with a sentence before any page is asked for.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, key string) {
	w.Header().Set("Cache-Control", "no-store")
	text := s.views[s.language(w, r)].p.T(key)
	if s.opts.RefuseAPI != nil && strings.HasPrefix(r.URL.Path, "/api/") {
		s.opts.RefuseAPI(w, r, status, text)
		return
	}
	http.Error(w, text, status)
}

// attachment is a Content-Disposition that saves a file under a name.
func attachment(name string) string {
	return "attachment; filename*=UTF-8''" + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}

// HostsOf are the names by which a server at an address may be asked for: the
// address itself, and localhost where it is this machine only.
func HostsOf(addr net.Addr, more ...string) []string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return more
	}
	hosts := []string{net.JoinHostPort(host, port)}
	if ip := net.ParseIP(host); ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) {
		hosts = append(hosts, "localhost:"+port, "127.0.0.1:"+port, "[::1]:"+port)
	}
	for _, name := range more {
		hosts = append(hosts, strings.ToLower(name), strings.ToLower(net.JoinHostPort(name, port)))
	}
	if port == "80" {
		for _, h := range slices.Clone(hosts) {
			hosts = append(hosts, strings.TrimSuffix(h, ":80"))
		}
	}
	slices.Sort(hosts)
	return slices.Compact(hosts)
}
