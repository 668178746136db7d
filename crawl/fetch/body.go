package fetch

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// The signs of a compression bomb: real pages shrink to a twentieth at best.
const (
	bombRatio = 200
	bombFloor = 4 << 20
)

// progressBytes must arrive within every idle time-out, so that a trickle of
// single bytes does not count as life.
const progressBytes = 1 << 10

// body reads a response to its end: decoded, capped, timed. Its errors are
// *Failure.
type body struct {
	ctx     context.Context //nolint:containedctx // lives as long as the response
	url     string
	served  io.ReadCloser // as it comes from the wire
	decoded io.Reader
	cap     int64
	coded   bool
	raw     int64 // bytes that came
	out     int64 // bytes that were handed on

	idle  time.Duration
	timer *time.Timer
	since int64 // raw when the timer was last set
	close func()
}

// newBody wraps the body of res. cancel ends the exchange when the timer fires;
// closed is called once when the body is closed.
func newBody(ctx context.Context, res *http.Response, limits Limits, cancel context.CancelCauseFunc, closed func()) (*body, error) {
	url := res.Request.URL.Redacted()
	b := &body{ctx: ctx, url: url, served: res.Body, cap: limits.capOf(res.Header), idle: limits.Idle, close: closed}
	b.timer = time.AfterFunc(b.idle, func() {
		cancel(&Failure{Reason: Timeout, URL: url, Err: fmt.Errorf("less than %d bytes in %v", progressBytes, limits.Idle)})
	})
	b.decoded = (*counter)(b)
	var err error
	switch coding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); coding {
	case "", "identity":
	case "gzip", "x-gzip":
		b.coded = true
		b.decoded, err = gzip.NewReader(b.decoded)
	case "deflate":
		b.coded = true
		b.decoded, err = zlib.NewReader(b.decoded)
	default:
		err = &Failure{Reason: BadEncoding, URL: url, Err: fmt.Errorf("content coding %q", coding)}
	}
	if errors.Is(err, io.EOF) && b.raw == 0 {
		b.coded, b.decoded, err = false, bytes.NewReader(nil), nil // an empty body, e.g. of a redirect
	}
	if err != nil {
		return nil, errors.Join(b.explain(err), b.Close())
	}
	if res.ContentLength > b.cap {
		return nil, errors.Join(b.tooLarge(), b.Close())
	}
	return b, nil
}

// counter reads what comes from the wire and keeps the timer from firing as
// long as enough comes.
type counter body

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.served.Read(p)
	c.raw += int64(n)
	if c.raw-c.since >= progressBytes {
		c.since = c.raw
		c.timer.Reset(c.idle)
	}
	return n, err
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.decoded.Read(p)
	b.out += int64(n)
	switch {
	case b.coded && b.out > bombFloor && b.out > b.raw*bombRatio:
		return 0, &Failure{Reason: CompressionBomb, URL: b.url, Err: fmt.Errorf("%d bytes unpack to more than %d", b.raw, b.out)}
	case b.out > b.cap:
		return 0, b.tooLarge()
	case err != nil && !errors.Is(err, io.EOF):
		return n, b.explain(err)
	}
	return n, err
}

func (b *body) tooLarge() error {
	return &Failure{Reason: TooLarge, URL: b.url, Err: fmt.Errorf("more than %d bytes", b.cap)}
}

// explain names what went wrong while reading.
func (b *body) explain(err error) error {
	var f *Failure
	switch {
	case errors.As(err, &f):
		return f
	case context.Cause(b.ctx) != nil:
		return failed(b.ctx, b.url, err)
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, zlib.ErrHeader), errors.Is(err, zlib.ErrChecksum):
		return &Failure{Reason: BadEncoding, URL: b.url, Err: err}
	}
	if reason := reasonOf(err); reason == Timeout {
		return &Failure{Reason: reason, URL: b.url, Err: err}
	}
	// The connection broke off, or the compressed data did, after the head had
	// promised more.
	return &Failure{Reason: Truncated, URL: b.url, Err: err}
}

// Close ends the exchange. What was not read is not read.
func (b *body) Close() error {
	b.timer.Stop()
	err := b.served.Close()
	b.close()
	return err
}

// tailBytes is where the end tags of a page are looked for.
const tailBytes = 2 << 10

// cutOff reports a page whose end is missing although nothing else can tell: the
// server gave no length and closed the connection, the page has a beginning and
// no end, and stops inside its text or leaves blocks open.
func cutOff(page []byte) bool {
	lower := bytes.ToLower(page)
	if !bytes.Contains(lower[:min(len(lower), 4<<10)], []byte("<html")) {
		return false
	}
	end := lower[max(0, len(lower)-tailBytes):]
	if bytes.Contains(end, []byte("</html")) || bytes.Contains(end, []byte("</body")) {
		return false
	}
	if !bytes.HasSuffix(bytes.TrimSpace(end), []byte(">")) {
		return true
	}
	for _, tag := range []string{"div", "table", "script"} {
		if bytes.Count(lower, []byte("<"+tag)) > bytes.Count(lower, []byte("</"+tag)) {
			return true
		}
	}
	return false
}
