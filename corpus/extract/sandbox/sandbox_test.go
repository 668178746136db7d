package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/extract/fault"
)

// TestMain is also the child.
func TestMain(m *testing.M) {
	if IsChild(os.Args) {
		os.Exit(Main(misbehave))
	}
	os.Exit(m.Run())
}

// misbehave does what the name of the file says.
//
//nolint:revive // a list of ways to go wrong
func misbehave(_ context.Context, job extract.Job, _ string, data []byte, progress func()) (corpus.Content, error) {
	what, arg, _ := strings.Cut(job.Name, " ")
	switch what {
	case "hang":
		select {}
	case "burn":
		for { //nolint:staticcheck // no reader that hangs waits politely
		}
	case "exit":
		n, _ := strconv.Atoi(arg)
		os.Exit(n)
	case "panic":
		panic("no such luck")
	case "fatal":
		go func() { panic("where nobody catches it") }()
		select {}
	case "grow":
		all := map[int][]byte{}
		for {
			all[len(all)] = bytes.Repeat([]byte{1}, 8<<20)
		}
	case "huge":
		all := make([]byte, 64<<30)
		return corpus.Content{Charset: strconv.Itoa(len(all))}, nil
	case "garbage":
		_, _ = os.NewFile(1, "").WriteString(strings.Repeat("Segmentation fault\n", 10_000))
		select {}
	case "closed":
		_ = os.NewFile(1, "").Close()
		select {}
	case "progress":
		for range 20 {
			time.Sleep(20 * time.Millisecond) // work
			progress()
		}
	case "fault":
		return corpus.Content{}, faults()[arg]
	case "content":
		return rich(), nil
	}
	return corpus.Content{
		MediaType: job.Name, Charset: strconv.Itoa(os.Getpid()),
		Warnings: append(os.Environ(), fmt.Sprint(len(data)), cwd()),
	}, nil
}

func cwd() string { d, _ := os.Getwd(); return d }

func faults() map[string]error {
	return map[string]error{
		"empty": fault.ErrEmpty, "text": fault.ErrNotText, "locked": fmt.Errorf("open: %w", fault.ErrEncrypted), "scan": fault.ErrNoText,
		"damaged":     fmt.Errorf("page 3: %w", fault.Damaged("pdf", "cut off at %d", 7)),
		"unsupported": &fault.UnsupportedError{Format: "doc", Version: "Word 6/95"},
		"large":       &fault.TooLargeError{Size: 9, Limit: 8, Unit: "pages"},
		"other":       errors.New("other"),
	}
}

func newPool(t *testing.T, o Options) *Pool {
	t.Helper()
	goroutines := runtime.NumGoroutine()
	p := New(o)
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
		for range 200 { // goroutines end a moment after what they waited for
			if runtime.NumGoroutine() <= goroutines {
				return
			}
			runtime.Gosched()
			time.Sleep(5 * time.Millisecond)
		}
		t.Errorf("%d goroutines before, %d after", goroutines, runtime.NumGoroutine())
	})
	return p
}

func read(p *Pool, name string) (corpus.Content, error) {
	return p.Read(context.Background(), extract.Job{Name: name}, []byte("bytes"))
}

func TestChildrenAreUsedAgain(t *testing.T) {
	p := newPool(t, Options{Workers: 1})
	first, err := read(p, "a")
	if err != nil {
		t.Fatal(err)
	}
	second, err := read(p, "b")
	if err != nil {
		t.Fatal(err)
	}
	if first.Charset != second.Charset || second.MediaType != "b" {
		t.Errorf("process %s, then %s", first.Charset, second.Charset)
	}
}

func TestWhatGoesWrongIsTheFilesAlone(t *testing.T) {
	for _, tc := range []struct {
		name   string
		want   error
		linux  bool
		memory int64
	}{
		{name: "hang", want: fault.ErrTimeout},
		{name: "burn", want: fault.ErrTimeout},
		{name: "exit 7", want: ErrCrashed},
		{name: "exit 0", want: ErrCrashed},
		{name: "panic", want: ErrCrashed},
		{name: "fatal", want: ErrCrashed},
		{name: "garbage", want: ErrCrashed},
		{name: "closed", want: ErrCrashed},
		{name: "grow", want: fault.ErrMemory, memory: 200 << 20},
		{name: "huge", want: fault.ErrMemory, linux: true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.linux && runtime.GOOS != "linux" {
				t.Skip("the limit of data is binding on Linux only")
			}
			timeout := 20 * time.Second
			if errors.Is(tc.want, fault.ErrTimeout) {
				timeout = 300 * time.Millisecond
			}
			p := newPool(t, Options{Workers: 1, Timeout: timeout, Memory: tc.memory})
			_, err := read(p, tc.name)
			if !errors.Is(err, tc.want) {
				t.Errorf("%v, want %v", err, tc.want)
			}
			p.o.Timeout = 20 * time.Second
			if c, err := read(p, "next"); err != nil || c.MediaType != "next" {
				t.Errorf("the next file: %v", err)
			}
		})
	}
}

// TestInnocent reads a file after one whose child is killed from outside.
func TestInnocent(t *testing.T) {
	p := newPool(t, Options{Workers: 1})
	c, err := read(p, "a")
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(c.Charset)
	if err != nil {
		t.Fatal(err)
	}
	proc, err := os.FindProcess(pid)
	if err != nil {
		t.Fatal(err)
	}
	if err := proc.Kill(); err != nil {
		t.Fatal(err)
	}
	if _, err := read(p, "b"); err != nil {
		t.Errorf("read by a child that had died: %v", err)
	}
}

func TestProgressGivesTime(t *testing.T) {
	p := newPool(t, Options{Timeout: 300 * time.Millisecond})
	if _, err := read(p, "progress"); err != nil {
		t.Error(err)
	}
}

func TestCancel(t *testing.T) {
	p := newPool(t, Options{Workers: 1})
	if _, err := read(p, "warm"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() {
		_, err := p.Read(ctx, extract.Job{Name: "hang"}, nil)
		done <- err
	}()
	go func() {
		_, err := p.Read(ctx, extract.Job{Name: "waits for its turn"}, nil)
		done <- err
	}()
	cancel()
	for range 2 {
		if err := <-done; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	}
}

func TestFaultsKeepTheirMeaning(t *testing.T) {
	p := newPool(t, Options{Workers: 1})
	for name, want := range faults() {
		_, err := read(p, "fault "+name)
		if err == nil || err.Error() != want.Error() {
			t.Errorf("%s: %q, want %q", name, err, want)
		}
		for _, k := range kinds() {
			if errors.Is(err, k.err) != errors.Is(want, k.err) {
				t.Errorf("%s: is %s: %v", name, k.name, errors.Is(err, k.err))
			}
		}
		if !reflect.DeepEqual(flawOf(err), flawOf(want)) {
			t.Errorf("%s: %+v", name, flawOf(err))
		}
	}
}

// rich has something in every field, and what JSON might change.
func rich() corpus.Content {
	return corpus.Content{
		MediaType: "a/b", Charset: "utf-8", Fields: map[string]string{"标题": "<甲> & \u2028\x00\"乙\""},
		Blocks: []corpus.Block{
			{Kind: corpus.BlockHeading, Level: 2, Text: "一\n\t\uFFFD\U00020BB7", Page: 3},
			{Kind: corpus.BlockTable, Rows: [][]corpus.Cell{{{Text: "a", ColSpan: 2, RowSpan: 3}, {}}, nil, {}}, RowPages: []int{1, 1, 2}, Sheet: "表 1", Page: 1},
		},
		Links:    []corpus.Link{{Text: "附件", URL: "a?b=1&c"}},
		Warnings: []string{"w"},
	}
}

func TestContentIsWhatTheReaderMade(t *testing.T) {
	p := newPool(t, Options{})
	if c, err := read(p, "content"); err != nil || !reflect.DeepEqual(c, rich()) {
		t.Errorf("%+v %v, want %+v", c, err, rich())
	}
}

func TestChildKnowsLittle(t *testing.T) {
	t.Setenv("HTTPS_PROXY", "http://secret@proxy")
	p := newPool(t, Options{})
	c, err := read(p, "a")
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(c.Warnings, "\n")
	if strings.Contains(said, "secret") || !strings.Contains(said, "PATH=") {
		t.Errorf("environment %q", said)
	}
	dir := c.Warnings[len(c.Warnings)-1]
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 0 || !strings.HasPrefix(filepath.Base(dir), "duibiao-read-") {
		t.Errorf("works in %s: %v %v", dir, entries, err)
	}
}

func TestProgramThatIsNoChild(t *testing.T) {
	p := newPool(t, Options{Command: []string{filepath.Join(t.TempDir(), "nothing")}})
	if _, err := read(p, "a"); err == nil || errors.Is(err, ErrCrashed) {
		t.Errorf("%v", err)
	}
}

func TestClosedPool(t *testing.T) {
	p := newPool(t, Options{})
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := read(p, "a"); !errors.Is(err, errClosed) {
		t.Errorf("%v", err)
	}
}

func TestTailKeepsBothEnds(t *testing.T) {
	var w tail
	for i := range 10_000 {
		fmt.Fprintf(&w, "line %d\n", i)
	}
	if s := w.String(); !strings.HasPrefix(s, "line 0\n") || !strings.HasSuffix(s, "line 9999\n") || len(s) > 2*keep {
		t.Errorf("%d bytes: %.30q", len(s), s)
	}
}

// FuzzFrame: what is read is what was written, and nothing else is read.
func FuzzFrame(f *testing.F) {
	var b bytes.Buffer
	if err := writeFrame(&b, request{Name: "甲.pdf", OCR: true}, []byte("body")); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("DBX1\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var got request
		body, err := readFrame(bytes.NewReader(data), &got, 1<<20)
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := writeFrame(&again, got, body); err != nil {
			t.Fatal(err)
		}
		var same request
		back, err := readFrame(&again, &same, 1<<20)
		if err != nil || same != got || !bytes.Equal(back, body) {
			t.Errorf("%+v %q, then %+v %q, %v", got, body, same, back, err)
		}
	})
}
