package fetch

import (
	"context"
	"crypto/x509"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"sync/atomic"
	"time"

	"duibiao/crawl/page"

	"github.com/gocolly/colly/v2"
)

// Options say how a Client behaves. A zero field takes its default.
type Options struct {
	// Version and Contact make the User-Agent: duibiao/VERSION (+CONTACT). The
	// contact is the user's, a mail or web address; there is none by default.
	Version, Contact string
	// Delay is the pause between two requests to a host; a negative one is
	// none, zero is a second.
	Delay time.Duration
	// AllowPrivate opens the fence, for tests and for sites on a local network.
	AllowPrivate bool
	Limits       Limits
	// Clock and Random are what politeness measures and jitters by.
	Clock  Clock
	Random func() float64
	// Proxy chooses the proxy of an address; nil reads HTTP_PROXY, HTTPS_PROXY
	// and NO_PROXY.
	Proxy func(*url.URL) (*url.URL, error)
	// RootCAs are the authorities to trust; nil takes the system's and those of
	// SSL_CERT_FILE.
	RootCAs *x509.CertPool
	// Note is told of things a user should know that are no failures.
	Note func(url, text string)
}

// Client fetches. It is safe for concurrent use.
type Client struct {
	polite *polite
	jar    http.CookieJar
	sent   atomic.Int64
}

// New makes a client.
func New(o Options) (*Client, error) {
	limits := o.Limits.withDefaults()
	if o.Clock == nil {
		o.Clock = SystemClock{}
	}
	if o.Random == nil {
		o.Random = rand.Float64
	}
	if o.Note == nil {
		o.Note = func(string, string) {}
	}
	if o.Delay == 0 {
		o.Delay = time.Second
	}
	f := newFence(o.AllowPrivate)
	n, err := newNetwork(f, o, limits)
	if err != nil {
		return nil, fmt.Errorf("network: %w", err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, fmt.Errorf("cookies: %w", err)
	}
	return &Client{jar: jar, polite: &polite{
		fence: f, net: n, limits: limits, agent: userAgent(o.Version, o.Contact),
		gates:  newGates(o.Clock, o.Random, max(o.Delay, 0), limits.Wait),
		robots: &robotsCache{seen: map[string]*robotsEntry{}, note: o.Note},
	}}, nil
}

// userAgent names the program and who runs it.
func userAgent(version, contact string) string {
	agent := token
	if version != "" {
		agent += "/" + version
	}
	if contact != "" {
		agent += " (+" + contact + ")"
	}
	return agent
}

// Close ends the connections that are kept.
func (c *Client) Close() { c.polite.net.close() }

// Requests counts what was sent, robots.txt and redirects included.
func (c *Client) Requests() int64 { return c.sent.Load() }

// Since is what is known of an earlier answer, for a conditional request (RFC
// 9110, section 13).
type Since struct{ ETag, LastModified string }

// Hop is one redirect that was followed.
type Hop struct {
	From, To string
	Status   int
}

// Response is an answer with its whole body.
type Response struct {
	Status int
	// URL is where the answer came from, after Hops.
	URL    string
	Hops   []Hop
	Header http.Header
	// Body are the bytes as served, without a content coding.
	Body []byte
	// CutOff says that the page looks as if it ended too early and nothing
	// proves that it did not.
	CutOff bool
}

// Permanent is the address that a chain of permanent redirects (301, 308) leads
// to: the one to remember.
func (r *Response) Permanent(asked string) string {
	for _, h := range r.Hops {
		if h.Status != http.StatusMovedPermanently && h.Status != http.StatusPermanentRedirect {
			break
		}
		asked = h.To
	}
	return asked
}

// Downgraded reports a redirect from https to http: allowed, and worth a note.
func (r *Response) Downgraded() bool {
	for _, h := range r.Hops {
		if len(h.From) > 6 && h.From[:6] == "https:" && h.To[:min(5, len(h.To))] == "http:" {
			return true
		}
	}
	return false
}

// Do fetches. The error is a *Failure, or that of the context.
func (c *Client) Do(ctx context.Context, req page.Request, since Since) (res *Response, err error) {
	defer func() {
		if r := recover(); r != nil {
			res, err = nil, &Failure{Reason: Internal, URL: req.URL, Err: fmt.Errorf("panic: %v", r)}
		}
	}()
	u, err := url.Parse(req.URL)
	if err != nil {
		return nil, &Failure{Reason: BadURL, URL: req.URL, Err: err}
	}
	if err := c.polite.fence.url(u); err != nil {
		return nil, err
	}
	x := &exchange{sent: &c.sent}
	ctx = context.WithValue(ctx, exchangeKey{}, x)
	err = c.visit(ctx, req, headerOf(req, since), func(r *colly.Response) { x.res.Body = r.Body })
	if err != nil {
		return nil, failed(ctx, req.URL, err)
	}
	if x.res.Status == 0 {
		return nil, &Failure{Reason: Internal, URL: req.URL, Err: fmt.Errorf("no response")}
	}
	x.res.CutOff = x.openEnd && cutOff(x.res.Body)
	return &x.res, nil
}

func headerOf(req page.Request, since Since) http.Header {
	h := http.Header{}
	h.Set("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8")
	h.Set("Accept-Language", "zh-CN,zh;q=0.9")
	for k, v := range req.Header {
		h.Set(k, v)
	}
	if req.ContentType != "" {
		h.Set("Content-Type", req.ContentType)
	}
	if since.ETag != "" {
		h.Set("If-None-Match", since.ETag)
	}
	if since.LastModified != "" {
		h.Set("If-Modified-Since", since.LastModified)
	}
	return h
}

// exchange collects what happens between a request and its last response. It
// travels in the context of the request.
type exchange struct {
	res     Response
	openEnd bool // nothing but the closed connection ended the body
	sent    *atomic.Int64
}

type exchangeKey struct{}

func exchangeOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	return x
}

func countRequest(ctx context.Context) {
	if x := exchangeOf(ctx); x != nil {
		x.sent.Add(1)
	}
}

func (x *exchange) head(res *http.Response) {
	x.res.Status, x.res.URL, x.res.Header = res.StatusCode, res.Request.URL.String(), res.Header
	x.openEnd = res.ContentLength < 0 && len(res.TransferEncoding) == 0
}

func (x *exchange) hop(from, to *http.Request) {
	x.res.Hops = append(x.res.Hops, Hop{From: from.URL.String(), To: to.URL.String(), Status: to.Response.StatusCode})
}
