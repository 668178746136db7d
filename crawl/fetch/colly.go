package fetch

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"duibiao/crawl/page"

	"github.com/gocolly/colly/v2"
)

// visit lets colly make one request and hand its response to a callback. A
// collector is made for the one visit and knows nothing of another: what colly
// remembers, caches, decodes and limits by itself (visited addresses, torn cache
// files, bodies cut silently, charsets guessed) has no say here. Init is called
// in place of NewCollector, which lets COLLY_* variables override code.
func (c *Client) visit(ctx context.Context, req page.Request, header http.Header, got func(*colly.Response)) error {
	col := &colly.Collector{}
	col.Init()
	col.Context = ctx
	col.AllowURLRevisit = true
	col.MaxBodySize = 0 // bodies are capped by the transport
	col.ParseHTTPErrorResponse = true
	col.WithTransport(neutral{c.polite})
	col.SetCookieJar(c.jar)
	col.SetRequestTimeout(0) // requests are timed by the transport, without the wait for their turn
	col.SetRedirectHandler(c.redirect)
	col.OnResponse(got)
	var body *strings.Reader
	if req.Body != "" {
		body = strings.NewReader(req.Body)
		return col.Request(req.Method, req.URL, body, nil, header) //nolint:wrapcheck // classified by the caller
	}
	return col.Request(req.Method, req.URL, nil, nil, header) //nolint:wrapcheck // classified by the caller
}

// errRedirects ends a chain of redirects.
var errRedirects = errors.New("too many redirects")

// redirect is asked before each redirect is followed.
func (c *Client) redirect(r *http.Request, via []*http.Request) error {
	if len(via) > c.polite.limits.Redirects {
		return &Failure{Reason: RedirectLoop, URL: via[0].URL.Redacted(), Err: errRedirects}
	}
	if x := exchangeOf(r.Context()); x != nil {
		x.hop(via[len(via)-1], r)
	}
	return nil
}

// neutral keeps the response's true head in the exchange and hides from colly
// what it would act upon: the charset (it would recode the bytes) and the
// coding (they are decoded already).
type neutral struct{ next http.RoundTripper }

func (n neutral) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := n.next.RoundTrip(r)
	if err != nil {
		return nil, err //nolint:wrapcheck // a RoundTripper hands on what happened
	}
	if x := exchangeOf(r.Context()); x != nil {
		x.head(res)
	}
	res.Header = res.Header.Clone()
	res.Header.Set("Content-Type", "application/octet-stream")
	res.Header.Del("Content-Encoding")
	res.Uncompressed = true
	return res, nil
}
