package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// child is the parent's side of one process. It does one file at a time.
type child struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	out    io.ReadCloser
	frames *bufio.Reader
	errs   *tail
	// served counts the files it has read; memory is what it held after the last,
	// in bytes.
	served int
	memory int64
	// broken says that it is of no more use.
	broken bool
}

// self is this program. /proc/self/exe is it even when its file was replaced.
func self() (string, error) {
	if runtime.GOOS == "linux" {
		return "/proc/self/exe", nil
	}
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("find own program: %w", err)
	}
	return path, nil
}

// startChild starts a process in an empty directory.
func startChild(command []string, dir string) (*child, error) {
	if len(command) == 0 {
		path, err := self()
		if err != nil {
			return nil, err
		}
		command = []string{path, Argument}
	}
	c := &child{cmd: exec.Command(command[0], command[1:]...), errs: &tail{}} //nolint:gosec // our own program
	c.cmd.Dir, c.cmd.Env, c.cmd.Stderr, c.cmd.WaitDelay = dir, environment(os.Environ()), c.errs, time.Second
	group(c.cmd)
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, fmt.Errorf("start reader process: %w", err)
	}
	if c.out, err = c.cmd.StdoutPipe(); err != nil {
		return nil, fmt.Errorf("start reader process: %w", err)
	}
	c.frames = bufio.NewReaderSize(c.out, 64<<10)
	if err := c.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start reader process: %w", err)
	}
	return c, nil
}

// passed are the environment variables that a child needs: to find programs and
// folders of the system. Everything else (proxies, credentials) stays here.
func passed() []string {
	return []string{
		"PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR", "LANG", "LC_ALL", "LC_CTYPE", "TESSDATA_PREFIX",
		"SYSTEMROOT", "TEMP", "TMP", "LOCALAPPDATA", "USERPROFILE", "PATHEXT",
	}
}

func environment(all []string) []string {
	var out []string
	for _, kv := range all {
		name, _, _ := strings.Cut(kv, "=")
		if slices.Contains(passed(), strings.ToUpper(name)) {
			out = append(out, kv)
		}
	}
	return out
}

// answer is what came of asking a child.
type answer struct {
	reply reply
	body  []byte
	err   error
}

// read has the child read one file. An error that leaves the child of no more
// use sets broken.
func (c *child) read(ctx context.Context, req request, data []byte) (corpus.Content, error) {
	c.served++
	progress, answers := make(chan struct{}, 1), make(chan answer, 1)
	go func() { answers <- c.listen(progress) }()
	written := make(chan error, 1)
	go func() { written <- writeFrame(c.in, req, data) }()

	a, err := c.await(ctx, req.Timeout, progress, answers)
	if err == nil && a.err != nil {
		err = c.post(a.err)
	}
	if err != nil {
		c.broken = true
		c.kill()
	}
	unread := <-written
	if err != nil { // it was killed: that it left the file unread is no news
		return corpus.Content{}, err
	}
	if unread != nil { // it answered without having read the file
		c.broken = true
		return corpus.Content{}, fmt.Errorf("%w: %w", ErrCrashed, unread)
	}
	c.memory = a.reply.Memory
	if a.reply.Fault != nil {
		err := a.reply.Fault.err()
		c.broken = errors.Is(err, ErrCrashed)
		return corpus.Content{}, err
	}
	var content corpus.Content
	if err := json.Unmarshal(a.body, &content); err != nil {
		c.broken = true
		return content, fmt.Errorf("%w: its answer: %w", ErrCrashed, err)
	}
	return content, nil
}

// listen reads frames up to the answer.
func (c *child) listen(progress chan<- struct{}) answer {
	for {
		var a answer
		a.body, a.err = readFrame(c.frames, &a.reply, maxContent)
		if a.err != nil || !a.reply.Progress {
			return a
		}
		select {
		case progress <- struct{}{}:
		default:
		}
	}
}

// await waits for the answer; when the time is over or ctx ends, the child is
// killed and the listener has ended.
func (c *child) await(ctx context.Context, timeout time.Duration, progress <-chan struct{}, answers <-chan answer) (answer, error) {
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for {
		select {
		case a := <-answers:
			return a, nil
		case <-progress:
			timer.Reset(timeout)
		case <-timer.C:
			c.kill()
			<-answers
			return answer{}, fmt.Errorf("%w: more than %s", fault.ErrTimeout, timeout)
		case <-ctx.Done():
			c.kill()
			<-answers
			return answer{}, fmt.Errorf("read: %w", ctx.Err())
		}
	}
}

// post says why a child ended without an answer.
func (c *child) post(cause error) error {
	if errors.Is(cause, errNonsense) {
		return fmt.Errorf("%w: %w", ErrCrashed, cause)
	}
	_ = c.in.Close()
	// It may have closed its output and live on.
	var late atomic.Bool
	timer := time.AfterFunc(lastWords, func() { late.Store(true); killGroup(c.cmd) })
	_ = c.cmd.Wait() // the state says it better
	timer.Stop()
	killGroup(c.cmd) // what it started
	state, said := c.cmd.ProcessState, c.said()
	first, _, _ := strings.Cut(said, "\n")
	switch {
	case late.Load():
		return fmt.Errorf("%w: no answer and no end", ErrCrashed)
	case state.ExitCode() == exitMemory, outOfMemory(said):
		return fmt.Errorf("%w: %s", fault.ErrMemory, first)
	case killed(state): // by the system, which does so when memory runs out
		return fmt.Errorf("%w: %s", fault.ErrMemory, state)
	}
	return fmt.Errorf("%w: %s: %s", ErrCrashed, state, first)
}

// lastWords is how long a child may take to end after its last words.
const lastWords = 2 * time.Second

// outOfMemory reports what the Go runtime says when the system refuses memory.
func outOfMemory(said string) bool {
	return strings.Contains(said, "out of memory") || strings.Contains(said, "cannot allocate memory") || strings.Contains(said, "failed to allocate")
}

// kill ends the process and what it started, and waits for it; done twice it
// does nothing.
func (c *child) kill() {
	if c.cmd.ProcessState != nil {
		return
	}
	killGroup(c.cmd)
	_ = c.in.Close()
	_ = c.out.Close()
	_ = c.cmd.Wait() // it was killed: that is no news
}

func (c *child) said() string { return c.errs.String() }

// tail keeps the beginning and the end of what is written to it: a Go crash says
// why first, and where last.
type tail struct {
	mu          sync.Mutex
	first, last []byte
}

// keep is how much of each end is kept, in bytes.
const keep = 4 << 10

// Write never fails.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	n := len(b)
	if room := keep - len(t.first); room > 0 {
		cut := min(room, len(b))
		t.first, b = append(t.first, b[:cut]...), b[cut:]
	}
	t.last = append(t.last, b[max(0, len(b)-keep):]...)
	t.last = t.last[max(0, len(t.last)-keep):]
	return n, nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.ToValidUTF8(string(t.first)+string(t.last), "\uFFFD")
}
