// Package sandbox reads files of foreign formats in child processes, so that a
// file that is made to harm, or that our readers do not understand, costs its own
// reading and nothing else.
//
// A child is this program, started with a hidden argument. It takes one file
// after another (a PDF engine is slow to start) and is killed and replaced when
// it takes too long, takes too much memory, crashes or says what makes no sense.
//
// Invariant: whatever a file does to its reader, Read returns within the time
// given, with the content or an error about this one file, and leaves no process
// and no goroutine behind.
package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime"
	"sync"
	"time"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/extract/fault"

	"golang.org/x/sync/semaphore"
)

// ErrCrashed says that the process that read a file died, or that its reader
// panicked: a defect of ours that this file brings to light.
var ErrCrashed = errors.New("the reader crashed")

// Options say how files are read.
type Options struct {
	// Command starts a child; this program with Argument if it is empty.
	Command []string
	// Workers is how many children there are at most; 0 for GOMAXPROCS.
	Workers int
	// Timeout is how long any file may take, 0 for a minute; PerMB is added for
	// each MiB of it, 0 for two seconds. Progress (a page recognised) starts the
	// time anew.
	Timeout, PerMB time.Duration
	// Memory is what a child may hold in bytes; 0 for 1 GiB for PDF and OFD,
	// 512 MiB for the others.
	Memory int64
	// CacheDir is where engines keep what is slow to make, "" for nowhere.
	CacheDir string
	// Log is told what children write to their standard error; may be nil.
	Log *slog.Logger
}

const (
	defaultTimeout = time.Minute
	defaultPerMB   = 2 * time.Second
	// ocrPatience is how many times longer a picture may take than other work.
	ocrPatience = 3
	memoryPDF   = 1 << 30
	memoryOther = 512 << 20
	// maxContent is the longest answer that is taken, in bytes of JSON: the text
	// of one file at its cap, and as much again for structure.
	maxContent = 256 << 20
	// maxServed is how many files a child reads before it is replaced.
	maxServed = 500
)

// Pool is a set of children. It implements extract.Isolator and is safe for use
// by several goroutines.
type Pool struct {
	o     Options
	slots *semaphore.Weighted

	mu     sync.Mutex
	idle   []*child
	dir    string
	closed bool
}

var _ extract.Isolator = (*Pool)(nil)

// New makes a pool. No process is started before the first file.
func New(o Options) *Pool {
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.PerMB <= 0 {
		o.PerMB = defaultPerMB
	}
	return &Pool{o: o, slots: semaphore.NewWeighted(int64(o.Workers))}
}

// errClosed says that a pool is used after its end.
var errClosed = errors.New("sandbox: closed")

// Read reads a file in a child. Errors are those of the reader, fault.ErrTimeout,
// fault.ErrMemory, ErrCrashed or the error of ctx.
func (p *Pool) Read(ctx context.Context, job extract.Job, data []byte) (corpus.Content, error) {
	if err := p.slots.Acquire(ctx, 1); err != nil {
		return corpus.Content{}, fmt.Errorf("read %s: %w", job.Name, err)
	}
	defer p.slots.Release(1)
	for {
		c, err := p.take()
		if err != nil {
			return corpus.Content{}, err
		}
		served := c.served
		content, err := c.read(ctx, p.request(job, data), data)
		if err == nil || !c.broken {
			p.give(c)
			return content, err
		}
		c.kill()
		p.note(ctx, job.Name, c)
		// What an earlier file left behind is not this file's fault.
		if served > 0 && (errors.Is(err, ErrCrashed) || errors.Is(err, fault.ErrMemory)) {
			continue
		}
		return corpus.Content{}, err
	}
}

// request is what a child is told of a job.
func (p *Pool) request(job extract.Job, data []byte) request {
	memory := p.o.Memory
	if memory <= 0 {
		memory = memoryOther
		if job.Format == extract.PDF || job.Format == extract.OFD {
			memory = memoryPDF
		}
	}
	timeout := p.o.Timeout + p.o.PerMB*time.Duration(len(data)>>20)
	if job.OCR {
		timeout *= ocrPatience
	}
	return request{Name: job.Name, OCR: job.OCR, CacheDir: p.o.CacheDir, Memory: memory, Timeout: timeout}
}

// take is an idle child or a new one.
func (p *Pool) take() (*child, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errClosed
	}
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return c, nil
	}
	if p.dir == "" {
		dir, err := os.MkdirTemp("", "duibiao-read-")
		if err != nil {
			return nil, fmt.Errorf("sandbox: %w", err)
		}
		p.dir = dir
	}
	return startChild(p.o.Command, p.dir)
}

// give takes back a child that did its work, unless it is worn out.
func (p *Pool) give(c *child) {
	p.mu.Lock()
	done := p.closed || c.served >= maxServed || c.memory > memoryOther/2
	if !done {
		p.idle = append(p.idle, c)
	}
	p.mu.Unlock()
	if done {
		c.kill()
	}
}

// note logs what a child said before it died.
func (p *Pool) note(ctx context.Context, name string, c *child) {
	if said := c.said(); p.o.Log != nil && said != "" {
		p.o.Log.LogAttrs(ctx, slog.LevelDebug, "reader process", slog.String("file", name), slog.String("stderr", said))
	}
}

// Close ends all children that are idle; those at work end with their files.
func (p *Pool) Close() error {
	p.mu.Lock()
	idle, dir := p.idle, p.dir
	p.idle, p.dir, p.closed = nil, "", true
	p.mu.Unlock()
	for _, c := range idle {
		c.kill()
	}
	if dir == "" {
		return nil
	}
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("sandbox: %w", err)
	}
	return nil
}
