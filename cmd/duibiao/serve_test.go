package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
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
