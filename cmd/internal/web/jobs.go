package web

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"duibiao/crawl"
)

// Crawl collects from a target that a user named, at most so many documents, and
// tells what happens. It keeps every fence of the command line: it is the command
// line's.
type Crawl func(ctx context.Context, target string, most int, event func(crawl.Event)) (crawl.Summary, error)

// errBusy says that a crawl runs already.
var errBusy = errors.New("a crawl runs already")

// mostEvents bounds what a job remembers of what went wrong.
const mostEvents = 60

// jobs runs one crawl at a time.
type jobs struct {
	run Crawl
	// ends is done when the server stops.
	ends context.Context //nolint:containedctx // the life of the server, not of a request
	now  func() time.Time

	mu   sync.Mutex
	last *job
	stop context.CancelFunc
	wait sync.WaitGroup
}

// job is a crawl that runs or has ended.
type job struct {
	Target         string
	Started, Ended time.Time
	Hosts          []hostCount
	Failures       []crawl.Event
	Failed         int
	Stopped        bool
	Sum            crawl.Summary
	Err            error
}

// hostCount is how far a crawl is with one host.
type hostCount struct {
	Host                              string
	Found, Fetched, New, Same, Failed int
}

// Running says that a job has not ended.
func (j *job) Running() bool { return j != nil && j.Ended.IsZero() }

// start begins a crawl.
func (j *jobs) start(target string, most int) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.run == nil || j.ends.Err() != nil:
		return errNoPage
	case j.last.Running():
		return errBusy
	}
	ctx, stop := context.WithCancel(j.ends)
	one := &job{Target: target, Started: j.now()}
	j.last, j.stop = one, stop
	j.wait.Go(func() {
		defer stop()
		sum, err := j.run(ctx, target, most, func(e crawl.Event) { j.event(one, e) })
		j.mu.Lock()
		defer j.mu.Unlock()
		one.Stopped = ctx.Err() != nil
		one.Ended, one.Sum = j.now(), sum
		if !one.Stopped {
			one.Err = err
		}
	})
	return nil
}

// end stops the crawl that runs.
func (j *jobs) end() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stop != nil {
		j.stop()
	}
}

func (j *jobs) event(one *job, e crawl.Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	i := slices.IndexFunc(one.Hosts, func(h hostCount) bool { return h.Host == e.Host })
	if i < 0 {
		one.Hosts = append(one.Hosts, hostCount{Host: e.Host})
		i = len(one.Hosts) - 1
	}
	h := &one.Hosts[i]
	switch e.Kind {
	case crawl.EventFound:
		h.Found += e.Count
	case crawl.EventFetched:
		h.Fetched++
	case crawl.EventNew, crawl.EventUpdated, crawl.EventFile:
		h.New++
	case crawl.EventUnchanged, crawl.EventDuplicate:
		h.Same++
	case crawl.EventFailed:
		h.Failed++
		one.Failed++
		if len(one.Failures) < mostEvents {
			one.Failures = append(one.Failures, e)
		}
	}
}

// look is the last job as it is now, nil for none.
func (j *jobs) look() *job {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.last == nil {
		return nil
	}
	seen := *j.last
	seen.Hosts, seen.Failures = slices.Clone(seen.Hosts), slices.Clone(seen.Failures)
	return &seen
}

// sensible says whether a target can be one: a name or an address, in one line.
func sensible(target string) bool {
	return target != "" && len(target) <= 500 && !strings.ContainsAny(target, "\x00\r\n") && !strings.HasPrefix(target, "-")
}
