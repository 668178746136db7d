package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duibiao/crawl"
)

// TestServe stands for a user who starts the desk, opens it and presses Ctrl-C.
func TestServe(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	r, w := io.Pipe()
	code := make(chan int, 1)
	dir := filepath.Join(t.TempDir(), "none")
	go func() {
		code <- run(ctx, []string{"--data", dir, "serve", "--addr", "127.0.0.1:0", "-q"}, nil, w, os.Stderr)
	}()
	address, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Get(strings.TrimSpace(address))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(res.Body)
	err = errors.Join(err, res.Body.Close())
	if err != nil || res.StatusCode != 200 || !strings.Contains(string(body), `name="q"`) {
		t.Errorf("%s, %v: %s", res.Status, err, body)
	}
	stop()
	select {
	case got := <-code:
		if got != exitOK {
			t.Errorf("exit %d", got)
		}
	case <-time.After(time.Minute):
		t.Fatal("it does not stop")
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("serving made the data directory: %v", err)
	}
}

// A crawl that is started from a page keeps the fences of the command: no private
// address is asked for anything.
func TestCrawlFromAPageIsFenced(t *testing.T) {
	asked := false
	private := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked = true }))
	defer private.Close()
	a, err := newApp([]string{"--lang=en"}, nil, io.Discard, io.Discard, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	a.dataDir = t.TempDir()
	for _, target := range []string{private.URL, "http://localhost:" + private.URL[strings.LastIndex(private.URL, ":")+1:], "http://[::1]:80/", "http://169.254.169.254/latest/meta-data"} {
		var reasons []string
		_, err := a.crawlFor(context.Background(), target, 1, func(e crawl.Event) {
			if e.Kind == crawl.EventFailed {
				reasons = append(reasons, string(e.Reason))
			}
		})
		if err != nil || len(reasons) == 0 || reasons[0] != "private_address" {
			t.Errorf("%s: %v %v", target, reasons, err)
		}
	}
	for _, target := range []string{"file:///etc/passwd", "ftp://a.example/", "nonsense"} {
		if _, err := a.crawlFor(context.Background(), target, 1, func(crawl.Event) {}); err == nil || !strings.Contains(err.Error(), "neither a site nor an address") {
			t.Errorf("%s: %v", target, err)
		}
	}
	if asked {
		t.Error("a private address was asked")
	}
}
