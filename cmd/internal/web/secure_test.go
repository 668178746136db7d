package web

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/desk/desktest"
	"duibiao/corpus/store"
)

func TestHostileHost(t *testing.T) {
	s := newSite(t, nil)
	for _, name := range []string{"evil.example", "evil.example:8787", "127.0.0.1:8787.evil.example", "127.0.0.1", "127.0.0.1:80", "", "localhost"} {
		res := s.ask("GET", "/", "", "Host", name)
		if res.code != http.StatusMisdirectedRequest || strings.Contains(res.body, "<") {
			t.Errorf("host %q: %d", name, res.code)
		}
	}
	if res := s.ask("GET", "/", "", "Host", host); res.code != 200 {
		t.Errorf("the server's own name: %d", res.code)
	}
}

func TestHostsOf(t *testing.T) {
	local := HostsOf(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8787})
	if !slices.Equal(local, []string{"127.0.0.1:8787", "[::1]:8787", "localhost:8787"}) {
		t.Error(local)
	}
	if far := HostsOf(&net.TCPAddr{IP: net.IPv4(10, 0, 0, 5), Port: 80}, "desk.example"); !slices.Contains(far, "desk.example") ||
		!slices.Contains(far, "10.0.0.5") || slices.Contains(far, "localhost:80") {
		t.Error(far)
	}
}

func TestHeaders(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	for _, address := range []string{"/", "/search?q=x", "/nowhere", "/assets/page.js", "/doc/x"} {
		h := s.ask("GET", address, "").header
		csp := h.Get("Content-Security-Policy")
		if !strings.HasPrefix(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") || h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", address, h)
		}
	}
}

func TestWritesFromElsewhere(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	for _, headers := range [][]string{{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "https://evil.example"}, {"Origin", "null"}} {
		for _, address := range []string{"/", "/coding", "/sources"} {
			if got := s.ask("POST", address, "a=b", append(headers, form...)...).code; got != http.StatusForbidden {
				t.Errorf("POST %s with %v: %d", address, headers, got)
			}
		}
	}
	for _, kind := range []string{"", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded2"} {
		if got := s.ask("POST", "/coding", "a=b", "Content-Type", kind).code; got != http.StatusUnsupportedMediaType {
			t.Errorf("POST of %q: %d", kind, got)
		}
	}
	if got := s.ask("GET", "/search?q="+strings.Repeat("x", maxQuery), "").code; got != http.StatusRequestURITooLong {
		t.Errorf("a long address: %d", got)
	}
}

func TestNoWayOutOfTheDirectories(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	for _, address := range []string{
		"/assets/..%2fpage.go", "/assets/%2e%2e/web.go", "/assets/../../etc/passwd", "/assets/", "/assets/none.css",
		"/raw/..", "/raw/%2e%2e%2fduibiao.db", "/raw/" + strings.Repeat("A", 64), "/raw/" + strings.Repeat("a", 63), "/raw/" + strings.Repeat("a", 65),
		"/doc/..%2f..%2fduibiao.db", "/doc/%00", "/doc/" + strings.Repeat("x", 3000),
	} {
		res := s.ask("GET", address, "")
		if res.code == 200 || res.code >= 500 {
			t.Errorf("%s: %d", address, res.code)
		}
	}
}

// hostile is text that would run if anything took it for markup.
const hostile = `</title></script><script>alert(1)</script><img src=x onerror=alert(2)>"'><svg onload=alert(3)>{{.}}__f__=1+1`

func TestStoredMarkupIsInert(t *testing.T) {
	drawsMuch(t)
	files := map[string]string{
		"a.txt": "甲市花木" + hostile + "办法\n甲财〔2020〕5号\n第一章 " + hostile + "\n第一条 " + hostile + "《" + hostile + "》应当浇水。\n" +
			"第二条 采购人与中标供应商应当自中标通知书发出之日起三十日内签订政府采购合同" + hostile + "。\n（一）" + hostile + "\n",
		"b.html": "<html><head><title>乙市&lt;script&gt;alert(4)&lt;/script&gt;规定</title><meta name=\"PubDate\" content=\"&lt;script&gt;\"></head><body><h1>乙市花木规定</h1>" +
			"<p>第一条 &lt;script&gt;alert(5)&lt;/script&gt;花木应当浇水。</p><script>alert(6)</script><img src=x onerror=alert(7)></body></html>",
		"c.md": "# 丙市政府购买服务指导性目录（2021年版）\n\n本目录共1大类1中类1小类。\n\n| 代码 | 一级目录 | 代码 | 二级目录 | 代码 | 三级目录 | 备注 |\n|---|---|---|---|---|---|---|\n" +
			"| A | <script>alert(8)</script> | A01 | 养老 | A0101 | =1+1 | <img src=x onerror=alert(9)> |\n",
	}
	s := newSite(t, files)
	words := []string{"/", "/search?q=" + url.QueryEscape("浇水"), "/search?q=" + url.QueryEscape(hostile), "/search?region=" + url.QueryEscape(hostile)}
	pages := s.walk("zh", words[:3]...)
	if len(pages) < 10 {
		t.Errorf("only %d pages", len(pages))
	}
	inert(t, words[3], s.ask("GET", words[3], "").body)
	for address, body := range pages {
		if !strings.HasPrefix(address, "/raw/") && strings.HasPrefix(body, "<!DOCTYPE") && strings.Contains(body, "<script>alert") {
			t.Errorf("%s has live markup", address)
		}
	}
}

func TestRawIsSandboxed(t *testing.T) {
	page := "<html><head><title>乙市花木规定</title></head><body><p>第一条 花木应当浇水。</p><script>alert(6)</script></body></html>"
	s := newSite(t, map[string]string{"b.html": page, "a.txt": "甲市花木办法\n第一条 花木应当浇水。\n"})
	res := s.ask("GET", "/raw/"+store.SHA256([]byte(page)), "")
	if csp := res.header.Get("Content-Security-Policy"); res.code != 200 || csp != sandboxed || !strings.HasPrefix(csp, "sandbox;") || res.body != page {
		t.Errorf("%d %q", res.code, csp)
	}
	for data, want := range map[string]string{
		"<html><p>x": "text/html; charset=utf-8", "plain": "text/plain; charset=utf-8", "<html>\xd6\xd0": "text/html; charset=gb18030",
		"%PDF-1.7": "application/octet-stream", "PK\x03\x04": "application/octet-stream", "\x89PNG\r\n\x1a\n": "application/octet-stream",
		"<?xml version=\"1.0\"?><svg onload=\"x\"/>": "application/octet-stream",
	} {
		kind, text := rawType([]byte(data))
		if kind != want || text != strings.HasPrefix(want, "text/") {
			t.Errorf("%q is %s", data, kind)
		}
	}
}

// No query holds a processor for long, whatever it says.
func TestQueriesAreBounded(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	for _, words := range []string{
		strings.Repeat("*", 400), strings.Repeat("(", 400), strings.Repeat("a OR ", 100), strings.Repeat(`"`, 399), strings.Repeat("水", 500),
		strings.Repeat("-水 ", 150), "title:" + strings.Repeat("水", 400), strings.Repeat("\x00", 100), strings.Repeat("\u202e", 300),
	} {
		begun := time.Now()
		res := s.ask("GET", "/search?q="+url.QueryEscape(words), "")
		if took := time.Since(begun); took > 5*time.Second || res.code >= 500 {
			t.Errorf("%.20q…: %d after %v", words, res.code, took)
		}
	}
	for _, page := range []string{"0", "-1", "99999999999999999999", "1e9", "%00"} {
		if res := s.ask("GET", "/search?q=x&page="+page, ""); res.code != 200 {
			t.Errorf("page %s: %d", page, res.code)
		}
	}
}

// While there is no data directory, and after it is there, the same server answers.
func TestServesAFirstImport(t *testing.T) {
	s := newSite(t, nil)
	contains(t, "before", s.get("/search?q=x"), "还没有导入任何文件")
	desktest.Import(t, s.dir, t.TempDir(), true, desktest.Corpus())
	contains(t, "after", s.get("/search?q="+url.QueryEscape("浇水")), "静安花木条例")
}

// TestAPIBehindTheFences: what is asked below /api/ passes the same fences, is
// answered there whatever the method, and is refused in its own words.
func TestAPIBehindTheFences(t *testing.T) {
	d := desk.New(t.TempDir(), time.Now)
	t.Cleanup(d.Close)
	server, err := New(d, Options{
		Hosts: []string{host},
		API:   http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Method, r.URL.EscapedPath()) }),
		RefuseAPI: func(w http.ResponseWriter, _ *http.Request, status int, text string) {
			w.WriteHeader(status)
			fmt.Fprint(w, "refused: ", text)
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := &site{t: t, dir: d.Dir(), h: server.Handler(), d: d}
	json := []string{"Content-Type", "application/json"}
	for _, x := range []struct {
		method, address string
		headers         []string
		code            int
		body            string
	}{
		{"GET", "/api/v1/x//../y", nil, 200, "GET/api/v1/x//../y"},
		{"OPTIONS", "/api/v1/x", nil, 200, "OPTIONS"},
		{"POST", "/api/v1/x", json, 200, "POST"},
		{"GET", "/api/v1/x", []string{"Host", "evil.example"}, 421, "refused: "},
		{"POST", "/api/v1/x", append(json, "Sec-Fetch-Site", "cross-site"), 403, "refused: "},
		{"POST", "/api/v1/x", nil, 415, "refused: "},
	} {
		if got := s.ask(x.method, x.address, "", x.headers...); got.code != x.code || !strings.HasPrefix(got.body, x.body) {
			t.Errorf("%s %s %v: %d %s", x.method, x.address, x.headers, got.code, got.body)
		}
	}
}
