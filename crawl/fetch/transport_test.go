package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"duibiao/crawl/page"
)

// TestDialRefuses dials addresses as they come from a name server: the check is
// on what is dialled, whatever name it had.
func TestDialRefuses(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	defer server.Close()
	limits := Limits{}.withDefaults()
	for _, open := range []bool{false, true} {
		n, err := newNetwork(newFence(open), Options{}, limits)
		if err != nil {
			t.Fatal(err)
		}
		conn, err := n.direct.DialContext(context.Background(), "tcp", server.Listener.Addr().String())
		var f *Failure
		if refused := errors.As(err, &f) && f.Reason == PrivateAddress; refused == open {
			t.Errorf("open %v: %v", open, err)
		}
		if conn != nil {
			_ = conn.Close()
		}
	}
}

// TestProxyOnLoopback lets a proxy resolve names, and refuses literal private
// addresses all the same.
func TestProxyOnLoopback(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		_, _ = io.WriteString(w, "<html></html>")
	}))
	defer server.Close()
	t.Setenv("HTTP_PROXY", server.URL)
	t.Setenv("http_proxy", server.URL)
	t.Setenv("NO_PROXY", "")
	t.Setenv("no_proxy", "")
	c, err := New(Options{Delay: -1})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Do(t.Context(), page.Get("http://a.gov.cn/"), Since{}); err != nil || asked != 2 {
		t.Errorf("%v, %d requests", err, asked)
	}
	for _, address := range []string{"http://10.0.0.1/", "http://127.0.0.1/", "http://localhost/"} {
		var f *Failure
		if _, err := c.Do(t.Context(), page.Get(address), Since{}); !errors.As(err, &f) || f.Reason != PrivateAddress {
			t.Errorf("%s: %v", address, err)
		}
	}
	if asked != 2 {
		t.Errorf("%d requests", asked)
	}
}

// TestRawBytes keeps the bytes as served, whatever head and meta say of them.
func TestRawBytes(t *testing.T) {
	gbk := "<html><meta charset=gb2312>\xb2\xc9\xb9\xba</html>"
	for _, kind := range []string{"text/html; charset=gbk", "text/html; charset=utf-8", "text/html", "application/gzip", "image/png"} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				w.WriteHeader(http.StatusNotFound)
				return
			}
			w.Header().Set("Content-Type", kind)
			_, _ = io.WriteString(w, gbk)
		}))
		c, err := New(Options{Delay: -1, AllowPrivate: true, Proxy: func(*url.URL) (*url.URL, error) { return nil, nil }})
		if err != nil {
			t.Fatal(err)
		}
		res, err := c.Do(t.Context(), page.Get(server.URL+"/a.xml.gz"), Since{})
		if err != nil || string(res.Body) != gbk || res.Header.Get("Content-Type") != kind {
			t.Errorf("%s: %+v %v", kind, res, err)
		}
		c.Close()
		server.Close()
	}
}
