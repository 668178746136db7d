package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"syscall"
	"time"
)

// Reason names why something could not be had. The values are part of the JSON
// contract.
type Reason string

// The reasons of the network. The crawler adds its own.
const (
	PrivateAddress    Reason = "private_address"    // the fence refused the address
	BadURL            Reason = "bad_url"            // no http or https address
	Robots            Reason = "robots"             // robots.txt says no
	RobotsUnreachable Reason = "robots_unreachable" // robots.txt answers 5xx: stay away
	TooLarge          Reason = "too_large"          // the decoded body passes the cap
	CompressionBomb   Reason = "compression_bomb"   // little data that unpacks to much
	BadEncoding       Reason = "bad_encoding"       // a content coding we did not accept, or a broken one
	Timeout           Reason = "timeout"            // no answer, or too slow a one
	Truncated         Reason = "truncated"          // the body ended before its end
	RateLimited       Reason = "rate_limited"       // 429 or 503: asked to wait
	RedirectLoop      Reason = "redirect_loop"      // too many redirects
	BadTLS            Reason = "bad_tls"            // the certificate or the handshake is wrong
	DNS               Reason = "dns"                // the name has no address
	Connection        Reason = "connection"         // refused or broken off
	Proxy             Reason = "proxy"              // the configured proxy refuses or fails
	Internal          Reason = "internal"           // a defect of ours
)

// Failure says why a fetch ended without a response to use.
type Failure struct {
	Reason Reason
	// URL is what could not be had: the hop of a redirect that failed.
	URL string
	// RetryAt is when the server wants to be asked again, zero if it did not say.
	RetryAt time.Time
	// Err is the cause.
	Err error
}

func (f *Failure) Error() string {
	if f.Err == nil {
		return fmt.Sprintf("%s: %s", f.URL, f.Reason)
	}
	return fmt.Sprintf("%s: %s: %v", f.URL, f.Reason, f.Err)
}

func (f *Failure) Unwrap() error { return f.Err }

// Retryable reports reasons that may pass by themselves.
func (r Reason) Retryable() bool {
	switch r {
	case Timeout, Truncated, RateLimited, DNS, Connection, Proxy, RobotsUnreachable:
		return true
	}
	return false
}

// failed classifies what the HTTP machinery reports. A cancelled context is no
// failure of the page and comes back as it is.
func failed(ctx context.Context, url string, err error) error {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	if cause := context.Cause(ctx); cause != nil {
		if errors.As(cause, &f) {
			return f
		}
		return fmt.Errorf("fetch %s: %w", url, cause)
	}
	return &Failure{Reason: reasonOf(err), URL: url, Err: err}
}

func reasonOf(err error) Reason {
	var (
		dns     *net.DNSError
		timeout net.Error
	)
	switch {
	case errors.As(err, &dns) && !dns.IsTimeout:
		return DNS
	case badTLS(err):
		return BadTLS
	case errors.As(err, &timeout) && timeout.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return Timeout
	case errors.Is(err, io.ErrUnexpectedEOF):
		return Truncated
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ECONNRESET), errors.Is(err, io.EOF):
		return Connection
	}
	return Connection
}

// badTLS reports certificates that prove nothing and handshakes that fail.
func badTLS(err error) bool {
	var (
		verify    *tls.CertificateVerificationError
		record    tls.RecordHeaderError
		alert     tls.AlertError
		authority x509.UnknownAuthorityError
		host      x509.HostnameError
		invalid   x509.CertificateInvalidError
	)
	return errors.As(err, &verify) || errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &authority) ||
		errors.As(err, &host) || errors.As(err, &invalid) || errors.Is(err, http.ErrSchemeMismatch)
}
