// Package crawltest helps to test crawls without a network: a proxy on loopback
// that answers for any host name, with certificates of its own authority, a
// clock that does not wait, and the contract of a frontier as a test.
package crawltest

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Proxy is an HTTP proxy that asks a handler instead of the network. Requests
// come with their full URL, those through CONNECT with scheme https.
type Proxy struct {
	// URL is the proxy's address.
	URL *url.URL
	// Roots hold its authority, PEM is the same as a file for SSL_CERT_FILE.
	Roots *x509.CertPool
	PEM   []byte

	handler http.Handler
	server  *http.Server
	key     *ecdsa.PrivateKey
	ca      *x509.Certificate

	mu    sync.Mutex
	leafs map[string]*tls.Certificate
	log   []string
}

// NewProxy starts a proxy on a port of loopback.
func NewProxy(handler http.Handler) (*Proxy, error) {
	p := &Proxy{handler: handler, leafs: map[string]*tls.Certificate{}}
	if err := p.makeAuthority(); err != nil {
		return nil, fmt.Errorf("proxy authority: %w", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("proxy: %w", err)
	}
	p.URL = &url.URL{Scheme: "http", Host: l.Addr().String()}
	p.server = &http.Server{Handler: http.HandlerFunc(p.serve), ReadHeaderTimeout: time.Minute}
	go func() { _ = p.server.Serve(l) }() // ends with Close
	return p, nil
}

// Close stops the proxy.
func (p *Proxy) Close() error { return p.server.Close() } //nolint:wrapcheck // nothing to add

// Choose is the proxy function for fetch.Options: everything goes here.
func (p *Proxy) Choose(*url.URL) (*url.URL, error) { return p.URL, nil }

// Requests lists what was asked for, METHOD URL, in order.
func (p *Proxy) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.log...)
}

func (p *Proxy) serve(w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodConnect {
		p.connect(w, r)
		return
	}
	p.answer(w, r)
}

func (p *Proxy) answer(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.log = append(p.log, r.Method+" "+r.URL.String())
	p.mu.Unlock()
	p.handler.ServeHTTP(w, r)
}

// connect plays the server behind the tunnel.
func (p *Proxy) connect(w http.ResponseWriter, r *http.Request) {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	leaf, err := p.leaf(host)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	hijack, ok := w.(http.Hijacker)
	if !ok {
		http.Error(w, "no tunnel", http.StatusInternalServerError)
		return
	}
	conn, _, err := hijack.Hijack()
	if err != nil {
		return
	}
	if _, err := io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		_ = conn.Close()
		return
	}
	inner := tls.Server(conn, &tls.Config{Certificates: []tls.Certificate{*leaf}, MinVersion: tls.VersionTLS12})
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.URL.Scheme, r.URL.Host = "https", r.Host
		p.answer(w, r)
	})}
	_ = server.Serve(&oneConn{conn: inner, done: make(chan struct{})}) // ends with the connection
}

// oneConn is a listener that gives out one connection.
type oneConn struct {
	conn net.Conn
	done chan struct{}
	once sync.Once
}

func (l *oneConn) Accept() (net.Conn, error) {
	var c net.Conn
	l.once.Do(func() { c = &closing{Conn: l.conn, done: l.done} })
	if c != nil {
		return c, nil
	}
	<-l.done
	return nil, errors.New("tunnel closed")
}

func (l *oneConn) Close() error   { return nil }
func (l *oneConn) Addr() net.Addr { return l.conn.LocalAddr() }

// closing says when a connection is closed.
type closing struct {
	net.Conn
	done chan struct{}
	once sync.Once
}

func (c *closing) Close() error {
	c.once.Do(func() { close(c.done) })
	return c.Conn.Close() //nolint:wrapcheck // nothing to add
}

func (p *Proxy) makeAuthority() error {
	var err error
	if p.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return err //nolint:wrapcheck // the caller wraps
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "crawltest"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &p.key.PublicKey, p.key)
	if err != nil {
		return err //nolint:wrapcheck // the caller wraps
	}
	if p.ca, err = x509.ParseCertificate(der); err != nil {
		return err //nolint:wrapcheck // the caller wraps
	}
	p.Roots = x509.NewCertPool()
	p.Roots.AddCert(p.ca)
	p.PEM = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return nil
}

// leaf makes the certificate of a host.
func (p *Proxy) leaf(host string) (*tls.Certificate, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.leafs[host]; c != nil {
		return c, nil
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(int64(len(p.leafs) + 2)), Subject: pkix.Name{CommonName: host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{host}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, p.ca, &p.key.PublicKey, p.key)
	if err != nil {
		return nil, fmt.Errorf("certificate of %s: %w", host, err)
	}
	c := &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: p.key}
	p.leafs[host] = c
	return c, nil
}

// Raw lets a handler write an answer by hand, head and all, and close the
// connection: for answers no honest server gives.
func Raw(w http.ResponseWriter, write func(*bufio.ReadWriter)) {
	hijack, ok := w.(http.Hijacker)
	if !ok {
		panic("crawltest: the connection cannot be taken over")
	}
	conn, rw, err := hijack.Hijack()
	if err != nil {
		panic(err)
	}
	write(rw)
	_ = rw.Flush() // the reader may have gone
	_ = conn.Close()
}
