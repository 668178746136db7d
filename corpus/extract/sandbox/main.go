package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"duibiao/corpus"
	"duibiao/corpus/extract"
)

// Argument is the hidden first argument that makes this program a child.
const Argument = "extract-child"

// Exit codes of a child.
const (
	exitEnd      = 0  // the parent has no more files
	exitProtocol = 85 // the parent makes no sense
	exitMemory   = 86 // too much memory
)

// maxFile is the largest file that a child takes, in bytes.
const maxFile = 128 << 20

// ReadFunc reads one file in a child. progress may be called at any time to say
// that the work goes on.
type ReadFunc func(ctx context.Context, job extract.Job, cacheDir string, data []byte, progress func()) (corpus.Content, error)

// IsChild reports whether a command line (os.Args) makes this process a child.
func IsChild(args []string) bool { return len(args) == 2 && args[1] == Argument }

// Main is all that a child does: it reads the files that come on standard input
// until there are no more and returns the exit code. main calls it before
// anything else when IsChild says so.
func Main(read ReadFunc) int {
	in, out := os.Stdin, os.Stdout
	os.Stdout = os.Stderr // what a library prints is not an answer
	limitProcess()
	s := &server{out: out, read: read}
	go s.watch()
	// When the parent is gone, whatever is being read is of no use to anyone.
	return s.serve(bufio.NewReaderSize(in, 64<<10), func() { os.Exit(exitEnd) })
}

// server is the child's side.
type server struct {
	mu   sync.Mutex
	out  io.Writer
	read ReadFunc
	// limit is what this process may hold, in bytes; 0 between files.
	limit atomic.Int64
}

// task is one frame from the parent.
type task struct {
	req  request
	data []byte
	err  error
}

// serve answers until the parent closes its end; gone is called as soon as that
// happens, also while a file is being read.
func (s *server) serve(in io.Reader, gone func()) int {
	tasks := make(chan task)
	go func() {
		for {
			var t task
			t.data, t.err = readFrame(in, &t.req, maxFile)
			if errors.Is(t.err, io.EOF) {
				gone()
			}
			tasks <- t
			if t.err != nil {
				return
			}
		}
	}()
	for t := range tasks {
		if errors.Is(t.err, io.EOF) {
			return exitEnd
		}
		if t.err != nil {
			fmt.Fprintln(os.Stderr, t.err)
			return exitProtocol
		}
		if err := s.answer(t); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return exitProtocol
		}
	}
	return exitEnd
}

// answer reads one file and replies.
func (s *server) answer(t task) error {
	debug.SetMemoryLimit(t.req.Memory * 3 / 4) // collect harder before it is too late
	s.limit.Store(t.req.Memory)
	body, err := s.encoded(t)
	if err == nil && len(body) > maxContent {
		err = &extract.TooLargeError{Size: len(body), Limit: maxContent, Unit: "bytes"}
	}
	r := reply{Memory: held()}
	if err != nil {
		r.Fault, body = flawOf(err), nil
	}
	s.limit.Store(0)
	return s.write(r, body)
}

// encoded reads one file into the JSON of its content.
func (s *server) encoded(t task) ([]byte, error) {
	content, err := s.readOne(t)
	if err != nil {
		return nil, err
	}
	return json.Marshal(content)
}

// readOne keeps a panic to the file.
func (s *server) readOne(t task) (content corpus.Content, err error) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(os.Stderr, "panic: %v\n%s", p, debug.Stack())
			err = fmt.Errorf("%w: %v", ErrCrashed, p)
		}
	}()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	progress := func() { _ = s.write(reply{Progress: true}, nil) } // a parent that is gone ends us anyway
	return s.read(ctx, extract.Job{Name: t.req.Name, OCR: t.req.OCR}, t.req.CacheDir, t.data, progress)
}

func (s *server) write(r reply, body []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return writeFrame(s.out, r, body)
}
