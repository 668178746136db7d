package fetch

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// polite is the http.RoundTripper under everything: each request, also each hop
// of a redirect, passes the fence, the robots rules and the host's gate.
type polite struct {
	fence  fence
	net    *network
	gates  *gates
	limits Limits
	agent  string
	robots *robotsCache
}

// RoundTrip sends a request when it may be sent. The body it returns is decoded,
// capped and timed; the host's turn ends when the body is closed.
func (p *polite) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := p.fence.url(r.URL); err != nil {
		return nil, err
	}
	if err := p.robots.allow(r.Context(), p, r.URL); err != nil {
		return nil, err
	}
	return p.send(r)
}

// send waits for the host's turn and sends. Who is asked to wait comes back as a
// *Failure with the time, and so does everybody after him.
func (p *polite) send(r *http.Request) (*http.Response, error) {
	link := r.URL.Redacted()
	leave, err := p.gates.enter(r.Context(), r.URL.Hostname(), link)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(r.Context())
	total := time.AfterFunc(p.limits.Total, func() {
		cancel(&Failure{Reason: Timeout, URL: link, Err: fmt.Errorf("not done in %v", p.limits.Total)})
	})
	end := func() {
		total.Stop()
		cancel(nil)
		leave()
	}
	r = r.Clone(ctx)
	r.Header.Set("User-Agent", p.agent)
	r.Header.Set("Accept-Encoding", "gzip")
	countRequest(r.Context())
	res, err := p.net.roundTrip(r)
	if err != nil {
		err = failed(ctx, link, err)
		end()
		return nil, err
	}
	res.Request = r
	b, err := newBody(ctx, res, p.limits, cancel, end)
	if err != nil {
		return nil, err
	}
	return p.checked(r, res, b)
}

// checked looks at the head of an answer for what concerns the host.
func (p *polite) checked(r *http.Request, res *http.Response, b *body) (*http.Response, error) {
	res.Body = b
	host := p.gates.of(r.URL.Hostname())
	if res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusServiceUnavailable {
		_, _ = io.CopyN(io.Discard, b, 64<<10) // lets the connection be used again
		until := p.gates.holdOff(host, retryAfter(res.Header, p.gates.clock.Now()))
		_ = b.Close() // nothing was wanted of it
		return nil, &Failure{
			Reason: RateLimited, URL: r.URL.Redacted(), RetryAt: until,
			Err: fmt.Errorf("status %d", res.StatusCode),
		}
	}
	if res.StatusCode < http.StatusInternalServerError {
		host.calm()
	}
	if location := res.Header.Get("Location"); location != "" {
		res.Header.Set("Location", utf8Location(location))
	}
	return res, nil
}

// retryAfter reads the header in both its forms (RFC 9110, section 10.2.3), 0
// when there is none. A date counts from the server's own clock if it gives it.
func retryAfter(h http.Header, now time.Time) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseInt(v, 10, 64); err == nil {
		return time.Duration(min(max(seconds, 0), int64(maxRetryAfter/time.Second))) * time.Second
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0
	}
	if theirs, err := http.ParseTime(h.Get("Date")); err == nil {
		now = theirs
	}
	return at.Sub(now)
}

// utf8Location escapes bytes outside ASCII in a Location header, which old
// servers send raw.
func utf8Location(s string) string {
	var out strings.Builder
	for _, c := range []byte(s) {
		if c >= 0x80 || c == ' ' {
			fmt.Fprintf(&out, "%%%02X", c)
		} else {
			out.WriteByte(c)
		}
	}
	return out.String()
}

// origin is what a robots.txt speaks for: scheme, host and port.
func origin(u *url.URL) string { return u.Scheme + "://" + strings.ToLower(u.Host) }
