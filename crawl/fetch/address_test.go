package fetch

import (
	"net/http"
	"net/netip"
	"net/url"
	"testing"
	"time"
)

func TestFence(t *testing.T) {
	f := newFence(false)
	for _, s := range []string{
		"http://127.0.0.1/", "http://127.1/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://2130706433/", "http://0x7f000001/",
		"http://localhost/", "http://LOCALHOST:8080/", "http://a.localhost./", "http://0/", "http://10.1.2.3/", "http://172.31.0.1/",
		"http://192.168.1.1/", "http://169.254.169.254/", "http://100.64.0.1/", "http://100.100.100.200/", "http://224.0.0.1/",
		"http://255.255.255.255/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/", "http://[::127.0.0.1]/", "http://[fe80::1]/",
		"http://[fc00::1]/", "http://[fd00:ec2::254]/", "http://[ff02::1]/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::a00:1]/",
		"http://[2002:a00:1::]/", "http://[2002:7f00:1::1]/", "http://[2001:0:1::1]/", "http://[2001:db8::1]/", "http://[fe80::1%25eth0]/",
		"http://[2400::5efe:10.0.0.1]/", "http://metadata.google.internal/", "http://198.18.0.1/", "http://0xa9.254.0xa9.254/",
		"ftp://a.cn/", "file:///etc/passwd", "http:///x", "gopher://a.cn/",
	} {
		u, err := url.Parse(s)
		if err != nil {
			t.Fatal(s, err)
		}
		if f.url(u) == nil {
			t.Error("let through:", s)
		}
	}
	for _, s := range []string{
		"http://www.gov.cn/", "https://8.8.8.8/", "http://[2400:3200::1]/", "http://[64:ff9b::808:808]/", "http://[::ffff:8.8.8.8]/",
		"http://172.32.0.1/", "http://100.128.0.1/", "http://12306.cn/", "http://0xyz.cn/", "http://1.2.3.4.5/",
	} {
		u, err := url.Parse(s)
		if err != nil {
			t.Fatal(s, err)
		}
		if err := f.url(u); err != nil {
			t.Error("refused:", s, err)
		}
	}
	if newFence(true).address(netip.MustParseAddr("127.0.0.1")) != nil {
		t.Error("an open fence refuses")
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2024, 5, 6, 8, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		value, date string
		want        time.Duration
	}{
		{"120", "", 120 * time.Second},
		{" 5 ", "", 5 * time.Second},
		{"-5", "", 0},
		{"99999999999", "", maxRetryAfter},
		{"Mon, 06 May 2024 08:01:00 GMT", "", time.Minute},
		{"Mon, 06 May 2024 09:01:00 GMT", "Mon, 06 May 2024 09:00:00 GMT", time.Minute}, // the server's clock is wrong
		{"soon", "", 0},
		{"", "", 0},
	} {
		h := http.Header{"Retry-After": {c.value}, "Date": {c.date}}
		if got := retryAfter(h, now); got != c.want {
			t.Errorf("%q: %v, want %v", c.value, got, c.want)
		}
	}
}

func TestCutOff(t *testing.T) {
	for page, want := range map[string]bool{
		"<html><body><p>文</p></body></html>\n":        false,
		"<html><body><div><p>文</p></div>":             false, // never had an end
		"<html><body><div><p>文</p>":                   true,
		"<html><body><div><p>第一条 为了":                  true,
		"<html><body><p>第一条</p></body>":               false,
		`{"a": "<div>`:                                false,
		"<div>a fragment without a page":              false,
		"<HTML><BODY><TABLE><TR><TD>x</TD></TR><TR><": true,
	} {
		if got := cutOff([]byte(page)); got != want {
			t.Errorf("%q: %v", page, got)
		}
	}
}
