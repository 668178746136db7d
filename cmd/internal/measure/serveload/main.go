// Serveload asks the search page of a running desk at a steady rate while other
// processes write into the same data directory, and prints how long answers took
// and how large pages are. The writers bring one document at a time, at the pace of
// a crawl of one host, or with -every 0 all of them in one import.
//
//	go run ./cmd/internal/measure/serveload -duibiao PATH -laws DIR -queries queries.tsv [-data DIR]
//
// Requests leave at their time whether or not earlier ones came back, so that a slow
// answer does not slow the measure. It asks a server that it starts itself, on this
// machine only. It fails when the 99th percentile or a page is over its bound.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// The bounds of the measure.
const (
	maxP99  = 200 * time.Millisecond
	maxPage = 200 << 10
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "serveload:", err)
		os.Exit(2)
	}
}

type options struct {
	program, laws, queries, data string
	rate, seconds, changed       int
	every                        time.Duration
}

func parse(args []string) (o options, err error) {
	flags := flag.NewFlagSet("serveload", flag.ContinueOnError)
	flags.StringVar(&o.program, "duibiao", "", "the program")
	flags.StringVar(&o.laws, "laws", "", "folder of law texts")
	flags.StringVar(&o.queries, "queries", "", "file of queries, the first column counts")
	flags.StringVar(&o.data, "data", "", "a data directory with the folder imported, default a new one")
	flags.IntVar(&o.rate, "rate", 50, "requests a second")
	flags.IntVar(&o.seconds, "seconds", 30, "how long")
	flags.IntVar(&o.changed, "changed", 400, "the most documents that are written meanwhile")
	flags.DurationVar(&o.every, "every", time.Second, "pause between documents; 0 for one import of all")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if o.program == "" || o.laws == "" || o.queries == "" || o.changed < 2 {
		return o, errors.New("-duibiao, -laws and -queries are needed, and at least 2 changed documents")
	}
	return o, nil
}

func run(ctx context.Context, args []string) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	queries, err := firstColumn(o.queries)
	if err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "serveload")
	if err != nil {
		return fmt.Errorf("work folder: %w", err)
	}
	defer os.RemoveAll(work)
	files, err := prepare(ctx, &o, work)
	if err != nil {
		return err
	}
	address, stop, err := serve(ctx, o)
	if err != nil {
		return err
	}
	defer stop()
	if _, err := ask(ctx, address, queries[0]); err != nil { // the index is opened
		return err
	}
	return measure(ctx, o, address, queries, filepath.Dir(files[0]), files[1:])
}

// prepare makes the data directory and the documents to write, and brings the index
// up to date, which may be behind.
func prepare(ctx context.Context, o *options, work string) ([]string, error) {
	if o.data == "" {
		o.data = filepath.Join(work, "data")
		if err := command(ctx, *o, "import", "-q", o.laws).Run(); err != nil && exitCode(err) != 3 {
			return nil, fmt.Errorf("import: %w", err)
		}
	}
	folder := filepath.Join(work, "changed")
	files, err := change(*o, folder)
	if err != nil {
		return nil, err
	}
	if err := command(ctx, *o, "import", "-q", files[0]).Run(); err != nil {
		return nil, fmt.Errorf("import: %w", err)
	}
	return files, nil
}

func command(ctx context.Context, o options, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, o.program, append([]string{"--data", o.data}, args...)...)
	c.Stderr = os.Stderr
	return c
}

func exitCode(err error) int {
	var e *exec.ExitError
	if errors.As(err, &e) {
		return e.ExitCode()
	}
	return -1
}

// serve starts the desk and gives its address.
func serve(ctx context.Context, o options) (string, func(), error) {
	c := command(ctx, o, "serve", "-q", "--addr", "127.0.0.1:0")
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		return "", nil, fmt.Errorf("serve: %w", err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	stop := func() {
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait() // it was told to stop
	}
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("serve: %w", err)
	}
	return strings.TrimSpace(line), stop, nil
}

// sample is one answer.
type sample struct {
	took time.Duration
	size int
	err  error
}

// measure asks at the rate while documents are written, and prints what it saw.
func measure(ctx context.Context, o options, address string, queries []string, folder string, files []string) error {
	writing, stop := context.WithCancel(ctx)
	written := make(chan int, 1)
	go func() { written <- write(writing, o, folder, files) }()
	samples := load(ctx, o, address, queries)
	stop()
	fmt.Printf("%d of %d imports ended meanwhile\n", <-written, imports(o, files))
	return report(samples)
}

// imports is how many imports bring the files.
func imports(o options, files []string) int {
	if o.every == 0 {
		return 1
	}
	return len(files)
}

// write imports the files, one at a time or the whole folder, until it is told to
// stop, and counts the imports that ended.
func write(ctx context.Context, o options, folder string, files []string) int {
	targets := files
	if o.every == 0 {
		targets = []string{folder}
	}
	tick := time.NewTicker(max(o.every, time.Millisecond))
	defer tick.Stop()
	for n, target := range targets {
		c := command(ctx, o, "import", "-q", target)
		c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
		if err := c.Run(); err != nil {
			return n // it was told to stop
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return n + 1
		}
	}
	return len(targets)
}

// load asks at a steady rate.
func load(ctx context.Context, o options, address string, queries []string) []sample {
	var (
		wait    sync.WaitGroup
		mu      sync.Mutex
		samples []sample
	)
	tick := time.NewTicker(time.Second / time.Duration(o.rate))
	defer tick.Stop()
	for i := range o.rate * o.seconds {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return samples
		}
		wait.Go(func() {
			begun := time.Now()
			size, err := ask(ctx, address, queries[i%len(queries)])
			s := sample{time.Since(begun), size, err}
			mu.Lock()
			defer mu.Unlock()
			samples = append(samples, s)
		})
	}
	wait.Wait()
	return samples
}

// ask gets one page of results.
func ask(ctx context.Context, address, words string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"search?q="+url.QueryEscape(words), nil)
	if err != nil {
		return 0, fmt.Errorf("ask: %w", err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, fmt.Errorf("ask: %w", err)
	}
	n, err := io.Copy(io.Discard, res.Body)
	if err = errors.Join(err, res.Body.Close()); err != nil {
		return 0, fmt.Errorf("ask: %w", err)
	}
	if res.StatusCode != http.StatusOK {
		return int(n), fmt.Errorf("ask %q: %s", words, res.Status)
	}
	return int(n), nil
}

func report(samples []sample) error {
	var (
		took   []time.Duration
		large  int
		failed []error
	)
	for _, s := range samples {
		if s.err != nil {
			failed = append(failed, s.err)
			continue
		}
		took, large = append(took, s.took), max(large, s.size)
	}
	if len(took) == 0 {
		return fmt.Errorf("no answers: %w", errors.Join(failed...))
	}
	slices.Sort(took)
	at := func(share float64) time.Duration { return took[int(share*float64(len(took)-1))] }
	fmt.Printf("answers\tfailed\tp50\tp95\tp99\tmax\tlargest page\n%d\t%d\t%v\t%v\t%v\t%v\t%d KiB\n", len(took), len(failed),
		at(.5).Round(100*time.Microsecond), at(.95).Round(100*time.Microsecond), at(.99).Round(100*time.Microsecond), at(1).Round(100*time.Microsecond), large>>10)
	switch {
	case len(failed) > 0:
		return fmt.Errorf("%d answers failed: %w", len(failed), failed[0])
	case at(.99) >= maxP99:
		return fmt.Errorf("the 99th percentile is not below %v", maxP99)
	case large >= maxPage:
		return fmt.Errorf("a page is not below %d KiB", maxPage>>10)
	}
	return nil
}

// change writes some of the laws anew, with a line more, as documents to import.
func change(o options, folder string) ([]string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("changed documents: %w", err)
	}
	var files []string
	err := filepath.WalkDir(o.laws, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || len(files) == o.changed || filepath.Ext(path) != ".md" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		data = append(data, fmt.Sprintf("\n\n第九百九十九条 第%d份改动，%s。\n", len(files)+1, time.Now().Format(time.RFC3339Nano))...)
		file := filepath.Join(folder, fmt.Sprintf("%d.md", len(files)+1))
		files = append(files, file)
		return os.WriteFile(file, data, 0o644)
	})
	if err != nil {
		return files, fmt.Errorf("changed documents: %w", err)
	}
	return files, nil
}

// firstColumn reads the first column of a table, without its head.
func firstColumn(path string) ([]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("queries: %w", err)
	}
	var out []string
	for i, line := range strings.Split(string(data), "\n") {
		if words, _, _ := strings.Cut(line, "\t"); i > 0 && strings.TrimSpace(words) != "" {
			out = append(out, words)
		}
	}
	if len(out) == 0 {
		return nil, errors.New("queries: there are none")
	}
	return out, nil
}
