package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"syscall"

	"golang.org/x/net/http/httpproxy"
)

// network sends a request over the right connection: a fenced one, or that of
// the configured proxy.
type network struct {
	direct, proxied *http.Transport
	proxy           func(*url.URL) (*url.URL, error)
}

func newNetwork(f fence, o Options, limits Limits) (*network, error) {
	roots, err := rootCAs(o)
	if err != nil {
		return nil, err
	}
	n := &network{proxy: o.Proxy}
	if n.proxy == nil {
		n.proxy = httpproxy.FromEnvironment().ProxyFunc()
	}
	dialer := net.Dialer{Timeout: limits.Connect}
	fenced := dialer
	// The address is checked after the name was resolved and before the
	// connection is made, so that no second answer of a name server gets through.
	fenced.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("dial %s: %w", address, err)
		}
		if err := f.address(to.Addr()); err != nil {
			return &Failure{Reason: PrivateAddress, URL: address, Err: err}
		}
		return nil
	}
	n.direct = transport(fenced, roots, limits)
	n.proxied = transport(dialer, roots, limits)
	n.proxied.Proxy = func(r *http.Request) (*url.URL, error) { return n.proxy(r.URL) }
	n.proxied.OnProxyConnectResponse = func(_ context.Context, proxy *url.URL, r *http.Request, res *http.Response) error {
		if res.StatusCode == http.StatusOK {
			return nil
		}
		return &Failure{Reason: Proxy, URL: r.URL.Redacted(), Err: fmt.Errorf("%s answers %s", proxy.Host, res.Status)}
	}
	return n, nil
}

func transport(d net.Dialer, roots *x509.CertPool, limits Limits) *http.Transport {
	return &http.Transport{
		DialContext:            d.DialContext,
		TLSClientConfig:        &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		TLSHandshakeTimeout:    limits.Connect,
		ResponseHeaderTimeout:  limits.Header,
		MaxResponseHeaderBytes: 256 << 10,
		MaxIdleConns:           16,
		MaxIdleConnsPerHost:    1,
		IdleConnTimeout:        limits.Idle,
		DisableCompression:     true, // bodies are decoded here, with a cap
	}
}

// rootCAs are the system's authorities and those of SSL_CERT_FILE.
func rootCAs(o Options) (*x509.CertPool, error) {
	file := os.Getenv("SSL_CERT_FILE")
	if o.RootCAs != nil || file == "" {
		return o.RootCAs, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	pem, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("SSL_CERT_FILE: %w", err)
	}
	pool.AppendCertsFromPEM(pem)
	return pool, nil
}

// roundTrip sends one request.
func (n *network) roundTrip(r *http.Request) (*http.Response, error) {
	proxy, err := n.proxy(r.URL)
	if err != nil {
		return nil, &Failure{Reason: Proxy, URL: r.URL.Redacted(), Err: err}
	}
	if proxy == nil {
		return n.direct.RoundTrip(r)
	}
	return n.proxied.RoundTrip(r)
}

// close ends the connections that are kept.
func (n *network) close() {
	n.direct.CloseIdleConnections()
	n.proxied.CloseIdleConnections()
}
