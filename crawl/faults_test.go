package crawl_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"duibiao/crawl"
	"duibiao/crawl/crawltest"
	"duibiao/crawl/fetch"
)

// TestFaults has one page per fault; each ends under its own name, and the good
// page beside them is taken.
func TestFaults(t *testing.T) {
	faults := map[string]struct {
		want  crawl.Reason
		serve http.HandlerFunc
	}{
		"large":     {fetch.TooLarge, sized(17 << 20)},
		"chunked":   {fetch.TooLarge, endless},
		"bomb":      {fetch.CompressionBomb, bomb()},
		"silent":    {fetch.Timeout, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
		"trickle":   {fetch.Timeout, trickle},
		"short":     {fetch.Truncated, raw("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<html>")},
		"cut":       {fetch.Truncated, raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html><meta kind=article><body><p>第一条 为了规")},
		"cutchunk":  {fetch.Truncated, raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<html>")},
		"cutgzip":   {fetch.Truncated, cutGzip},
		"brotli":    {fetch.BadEncoding, encoded("br")},
		"notgzip":   {fetch.BadEncoding, encoded("gzip")},
		"412":       {crawl.Challenge, status(412)},
		"521":       {crawl.Challenge, status(521)},
		"403script": {crawl.Challenge, body(403, "<script>document.cookie='x'</script>")},
		"403":       {crawl.Status, status(403)},
		"refused":   {crawl.Challenge, body(200, stubPage("refused"))},
		"missing":   {crawl.SoftMissing, body(200, stubPage("missing"))},
		"404":       {crawl.Vanished, status(404)},
		"500":       {crawl.Status, body(500, "x")},
		"shell":     {crawl.NoDocument, body(200, "<html><div id=app></div></html>")},
		"empty":     {crawl.NoDocument, body(200, "")},
		"panic":     {fetch.Internal, body(200, stubPage("panic"))},
		"loop": {fetch.RedirectLoop, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/loop?n="+r.FormValue("n")+"1", http.StatusFound)
		}},
		"loopback": {fetch.PrivateAddress, redirect("http://127.0.0.1:9/")},
		"metadata": {fetch.PrivateAddress, redirect("http://169.254.169.254/latest")},
		"mapped":   {fetch.PrivateAddress, redirect("http://[::ffff:10.0.0.1]/")},
		"decimal":  {fetch.PrivateAddress, redirect("http://2130706433/")},
		"scheme":   {fetch.BadURL, redirect("ftp://a.gov.cn/x")},
		"home":     {crawl.SoftMissing, redirect("/index.html")},
		"robots":   {fetch.Robots, redirect("/private/1.html")},
		"busy":     {fetch.RateLimited, status(503)},
		"frame":    {crawl.Vanished, body(200, stubPage("article", link("frame", "/404", "", "")))},
		"reset":    {fetch.Connection, raw("")},
	}
	w := newWorld(t)
	rows := []string{link("row", "/good", "好", "")}
	for name, f := range faults {
		rows = append(rows, link("row", "/"+name, name, ""))
		w.mux.HandleFunc("f.gov.cn/"+name, f.serve)
	}
	w.page("f.gov.cn/list", stubPage("list", rows...))
	w.page("f.gov.cn/good", stubPage("article"))
	w.page("f.gov.cn/index.html", stubPage("root"))
	w.page("f.gov.cn/robots.txt", "User-agent: *\nDisallow: /private/")
	w.page("f.gov.cn/private/1.html", stubPage("article"))
	sum := w.crawl("http://f.gov.cn/list")
	got := map[string]crawl.Reason{}
	for _, e := range w.events {
		if e.Kind == crawl.EventFailed {
			got[strings.TrimPrefix(e.URL, "http://f.gov.cn/")] = e.Reason
		}
	}
	for name, f := range faults {
		if got[name] != f.want {
			t.Errorf("%s: %q, want %q", name, got[name], f.want)
		}
	}
	same(t, "new, failed, kept", []int{sum.New, sum.Failed, len(w.shelf.articles)}, []int{1, len(faults), 1})
	for _, r := range w.proxy.Requests() {
		if strings.Contains(r, "/private/") {
			t.Error("robots violated:", r)
		}
	}
}

func body(code int, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(code)
		_, _ = io.WriteString(w, text)
	}
}

func status(code int) http.HandlerFunc { return body(code, "no") }

func redirect(to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}
}

func raw(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		crawltest.Raw(w, func(rw *bufio.ReadWriter) { _, _ = rw.WriteString(answer) })
	}
}

func sized(n int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", fmt.Sprint(n))
		_, _ = w.Write(bytes.Repeat([]byte(" "), n))
	}
}

func endless(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	for r.Context().Err() == nil {
		if _, err := w.Write(bytes.Repeat([]byte("x"), 1<<16)); err != nil {
			return
		}
	}
}

// bomb answers with 12 MiB of zeros packed to a few KiB. They are packed once, before
// anything is asked for: doing it in the handler can outlast the header limit.
func bomb() http.HandlerFunc {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write(make([]byte, 12<<20))
	_ = z.Close()
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(b.Bytes())
	}
}

func trickle(w http.ResponseWriter, r *http.Request) {
	for r.Context().Err() == nil {
		_, _ = io.WriteString(w, " ")
		w.(http.Flusher).Flush()
		time.Sleep(20 * time.Millisecond)
	}
}

func cutGzip(w http.ResponseWriter, _ *http.Request) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	text := make([]byte, 5000)
	for i := range text {
		text[i] = byte(rand.IntN(256))
	}
	_, _ = z.Write(text)
	_ = z.Close()
	w.Header().Set("Content-Encoding", "gzip")
	_, _ = w.Write(b.Bytes()[:b.Len()/2])
}

func encoded(coding string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", coding)
		_, _ = io.WriteString(w, "this is no such thing")
	}
}
