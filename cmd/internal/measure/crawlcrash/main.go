// Command crawlcrash kills crawls of replica sites at random moments and checks
// that the same crawl, run again, ends where an undisturbed one does: equal
// store dumps (documents, versions, texts, places, files), nothing twice, no
// damage.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"

	"duibiao/cmd/internal/library"
	"duibiao/corpus/store"
	"duibiao/crawl"
	"duibiao/crawl/crawltest"
	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
	"duibiao/crawl/replica"
)

func main() {
	var c crash
	flag.IntVar(&c.rounds, "rounds", 50, "how many kills")
	seed := flag.Uint64("seed", 1, "seed of the random moments")
	child := flag.String("child", "", "crawl into this directory and end: what this program starts to kill")
	flag.Parse()
	c.random = rand.New(rand.NewPCG(*seed, *seed))
	var err error
	if *child != "" {
		err = crawlInto(context.Background(), *child)
	} else {
		err = c.run(context.Background())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "crawlcrash:", err)
		os.Exit(1)
	}
}

// crawlInto crawls every replica that is crawled by address, all as one crawl.
func crawlInto(ctx context.Context, dir string) (err error) {
	list, err := replica.Load()
	if err != nil {
		return fmt.Errorf("replicas: %w", err)
	}
	o := crawl.Options{Fetch: fetch.Options{Delay: -1}}
	for _, r := range list {
		t := crawl.Target{Name: r.Name, Read: crawl.ReadPage, All: true}
		for _, s := range r.Start {
			t.Starts = append(t.Starts, page.Get(s))
		}
		if r.Site == "" {
			o.Targets = append(o.Targets, t)
		}
	}
	lib, err := library.Open(ctx, dir, library.ReadWrite("crawlcrash"), time.Now)
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	defer func() { err = errors.Join(err, lib.Close()) }()
	sum, err := lib.Crawl(ctx, o)
	if err == nil && sum.Left > 0 {
		err = fmt.Errorf("%d jobs left", sum.Left)
	}
	return err
}

type crash struct {
	rounds int
	random *rand.Rand
	proxy  *url.URL
	served served
	whole  int // requests of an undisturbed crawl
	want   []byte
}

// served counts requests, so that a kill can be timed by them: the time a crawl
// takes depends on what else the machine does.
type served struct {
	mu   sync.Mutex
	next http.Handler
	n    int
	at   int
	hit  chan struct{}
}

// arm starts to count anew and gives a channel that is closed with request at.
func (s *served) arm(at int) <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n, s.at, s.hit = 0, at, make(chan struct{})
	return s.hit
}

func (s *served) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.n
}

func (s *served) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if s.n++; s.n == s.at {
		close(s.hit)
	}
	s.mu.Unlock()
	s.next.ServeHTTP(w, r)
}

func (c *crash) run(ctx context.Context) error {
	list, err := replica.Load()
	if err != nil {
		return fmt.Errorf("replicas: %w", err)
	}
	c.served.next = replica.Serve(list...)
	proxy, err := crawltest.NewProxy(&c.served)
	if err != nil {
		return fmt.Errorf("server: %w", err)
	}
	defer func() { _ = proxy.Close() }()
	c.proxy = proxy.URL
	work, err := os.MkdirTemp("", "duibiao-crawlcrash-")
	if err != nil {
		return fmt.Errorf("work folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(work) }()

	start := time.Now()
	calm := filepath.Join(work, "calm")
	if _, err := c.crawl(ctx, calm, 0); err != nil {
		return fmt.Errorf("undisturbed crawl: %w", err)
	}
	c.whole = c.served.count()
	if c.want, err = dump(ctx, calm); err != nil {
		return err
	}
	fmt.Printf("undisturbed crawl: %.1f s, %d requests, %d documents\n", time.Since(start).Seconds(), c.whole, bytes.Count(c.want, []byte("\n")))
	return c.all(ctx, work)
}

func (c *crash) all(ctx context.Context, work string) error {
	failed := 0
	for i := range c.rounds {
		moment := 1 + c.random.IntN(c.whole)
		note, err := c.round(ctx, filepath.Join(work, fmt.Sprint("round", i)), moment)
		if err != nil {
			failed++
			note = "FAILED: " + err.Error()
		}
		fmt.Printf("kill %2d after request %3d: %s\n", i+1, moment, note)
	}
	fmt.Printf("%d passed, %d failed\n", c.rounds-failed, failed)
	if failed > 0 {
		return fmt.Errorf("%d of %d rounds failed", failed, c.rounds)
	}
	return nil
}

// round kills one crawl and lets the next finish.
func (c *crash) round(ctx context.Context, dir string, moment int) (string, error) {
	defer func() { _ = os.RemoveAll(dir) }()
	killed, err := c.crawl(ctx, dir, moment)
	if err != nil {
		return "", err
	}
	midway := 0
	if half, err := dump(ctx, dir); err == nil {
		midway = bytes.Count(half, []byte("\n"))
	}
	note := "had ended"
	if killed {
		note = fmt.Sprintf("killed with %d documents", midway)
		if _, err := c.crawl(ctx, dir, 0); err != nil {
			return "", fmt.Errorf("second crawl: %w", err)
		}
	}
	got, err := dump(ctx, dir)
	if err != nil {
		return "", err
	}
	if !bytes.Equal(got, c.want) {
		return "", fmt.Errorf("the stores differ (%d and %d bytes)", len(got), len(c.want))
	}
	return note + ", same outcome", nil
}

// crawl runs a crawl in a process of its own and kills it within some
// milliseconds of a request; 0 lets it finish.
func (c *crash) crawl(ctx context.Context, dir string, after int) (killed bool, err error) {
	self, err := os.Executable()
	if err != nil {
		return false, fmt.Errorf("own program: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, "-child", dir)
	cmd.Env = append(os.Environ(), "HTTP_PROXY="+c.proxy.String(), "http_proxy="+c.proxy.String(), "NO_PROXY=", "no_proxy=")
	cmd.Stderr = os.Stderr
	hit := c.served.arm(after)
	if err := cmd.Start(); err != nil {
		return false, fmt.Errorf("start: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err = <-ended:
	case <-hit:
		time.Sleep(time.Duration(c.random.IntN(20_000)) * time.Microsecond)
		_ = cmd.Process.Kill() // it may just have ended
		return <-ended != nil, nil
	}
	if err != nil {
		return false, fmt.Errorf("crawl: %w", err)
	}
	return false, nil
}

// dump is all that a store holds, if it is sound.
func dump(ctx context.Context, dir string) (out []byte, err error) {
	s, err := store.Open(ctx, dir, store.Options{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, p := range s.Check(ctx, true) {
		if !p.Harmless {
			return nil, fmt.Errorf("check: %s", p)
		}
	}
	var b bytes.Buffer
	if err := s.Dump(ctx, &b); err != nil {
		return nil, fmt.Errorf("dump: %w", err)
	}
	return b.Bytes(), nil
}
