package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"duibiao/crawl/robots"
)

const (
	// robotsAge is how long a robots.txt is believed (RFC 9309, section 2.4).
	robotsAge = 24 * time.Hour
	// robotsRetry is how long it is believed that a host cannot be asked.
	robotsRetry = time.Minute
	// robotsHops is how many redirects of it are followed (section 2.3.1.2).
	robotsHops = 5
	// robotsTries is how often it is asked for before the host counts as
	// unreachable.
	robotsTries = 3
	// maxCrawlDelay bounds what a site may ask for between two requests.
	maxCrawlDelay = time.Minute
	// token is our name in robots.txt (section 2.2.1).
	token = "duibiao"
)

// robotsCache holds the rules of every origin met.
type robotsCache struct {
	mu   sync.Mutex
	seen map[string]*robotsEntry
	note func(url, text string)
}

type robotsEntry struct {
	mu    sync.Mutex // held while the file is fetched, so that it is fetched once
	at    time.Time
	rules robots.Rules
	err   error
}

// allow says nil when the address may be fetched; else a *Failure.
func (c *robotsCache) allow(ctx context.Context, p *polite, u *url.URL) error {
	key := origin(u)
	c.mu.Lock()
	e := c.seen[key]
	if e == nil {
		e = &robotsEntry{}
		c.seen[key] = e
	}
	c.mu.Unlock()

	e.mu.Lock()
	defer e.mu.Unlock()
	if e.stale(p.gates.clock.Now()) {
		e.rules, e.err = c.load(ctx, p, u)
		if ctx.Err() != nil {
			return fmt.Errorf("robots.txt of %s: %w", key, context.Cause(ctx))
		}
		e.at = p.gates.clock.Now()
	}
	if e.err != nil {
		return e.err
	}
	if !e.rules.Allowed(u) {
		return &Failure{Reason: Robots, URL: u.Redacted(), Err: fmt.Errorf("disallowed by %s/robots.txt", key)}
	}
	return nil
}

// stale reports rules that must be fetched. That a host could not be asked is
// believed for a while only: all its pages wait for it.
func (e *robotsEntry) stale(now time.Time) bool {
	var f *Failure
	age := robotsAge
	if errors.As(e.err, &f) && f.Reason.Retryable() {
		age = robotsRetry
	}
	return e.at.IsZero() || now.Sub(e.at) > age
}

// load fetches the rules of an origin. What its status means is section 2.3.1:
// 4xx allows all, 5xx and no answer forbid all. 429 is a 4xx that asks to wait,
// so it is treated like 503.
func (c *robotsCache) load(ctx context.Context, p *polite, u *url.URL) (robots.Rules, error) {
	var (
		file []byte
		err  error
	)
	start := &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}
	for range robotsTries {
		file, err = p.robotsFile(ctx, start)
		if !again(err, p.gates.clock.Now().Add(p.limits.Wait)) {
			break
		}
	}
	if err != nil {
		return robots.Rules{}, err
	}
	rules := robots.Parse(file, token)
	if rules.Delay > maxCrawlDelay {
		c.note(start.String(), fmt.Sprintf("Crawl-delay of %v, %v is kept", rules.Delay, maxCrawlDelay))
	}
	p.gates.of(u.Hostname()).ask(min(rules.Delay, maxCrawlDelay))
	return rules, nil
}

// again reports failures that a second try soon may not meet.
func again(err error, latest time.Time) bool {
	var f *Failure
	if !errors.As(err, &f) || f.RetryAt.After(latest) {
		return false
	}
	return f.Reason == RateLimited || f.Reason == RobotsUnreachable || f.Reason == Truncated || f.Reason == Connection
}

// robotsFile fetches a robots.txt through its redirects; nil stands for a file
// that is not there.
func (p *polite) robotsFile(ctx context.Context, u *url.URL) ([]byte, error) {
	for range robotsHops + 1 {
		if err := p.fence.url(u); err != nil {
			return nil, err
		}
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
		if err != nil {
			return nil, &Failure{Reason: BadURL, URL: u.Redacted(), Err: err}
		}
		res, err := p.send(r) //nolint:bodyclose // readRobots closes it
		if err != nil {
			return nil, err
		}
		file, err := readRobots(res)
		if err != nil {
			return nil, err
		}
		next, err := res.Location()
		if res.StatusCode < 300 || res.StatusCode > 399 || err != nil {
			return file, nil
		}
		u = next
	}
	return nil, nil // more hops than that: as if there were none
}

// readRobots reads the answer to a request for a robots.txt.
func readRobots(res *http.Response) ([]byte, error) {
	defer func() { _ = res.Body.Close() }() // what was read is all that matters
	switch {
	case res.StatusCode >= http.StatusInternalServerError:
		return nil, &Failure{
			Reason: RobotsUnreachable, URL: res.Request.URL.Redacted(),
			Err: fmt.Errorf("status %d", res.StatusCode),
		}
	case res.StatusCode < 200 || res.StatusCode > 299:
		return nil, nil
	}
	file, err := io.ReadAll(io.LimitReader(res.Body, robots.MaxBytes))
	if err != nil {
		return nil, fmt.Errorf("read robots.txt: %w", err)
	}
	return file, nil
}
