package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"duibiao/crawl/fetch"
)

// crew are the workers of a loop, one per host.
type crew struct {
	busy    map[string]Job
	results chan result
}

type result struct {
	host string
	err  error
}

// loop hands out jobs, one per host at a time, until none is left. done is false
// when jobs are left that only a later run can do.
func (r *run) loop(ctx context.Context) (done bool, err error) {
	work, cancel := context.WithCancel(ctx)
	c := &crew{busy: map[string]Job{}, results: make(chan result)}
	for err == nil {
		var more bool
		if more, done, err = r.step(ctx, work, c); !more {
			break
		}
	}
	cancel()
	for range c.busy {
		if got := <-c.results; err == nil {
			err = got.err
		}
	}
	return done && err == nil, err
}

// step starts a worker, or waits for one, or for a job to come due. more is
// false when there is nothing left to start or to wait for.
func (r *run) step(ctx, work context.Context, c *crew) (more, done bool, err error) {
	if ctx.Err() != nil {
		return false, false, fmt.Errorf("interrupted: %w", context.Cause(ctx))
	}
	if len(c.busy) < r.caps.Workers {
		job, next, err := r.lease(ctx, c.busy)
		switch {
		case err != nil:
			return false, false, err
		case job != nil:
			c.busy[job.Host] = *job
			go func() { c.results <- result{job.Host, r.visit(work, *job)} }()
			return true, false, nil
		case len(c.busy) == 0:
			more, err := r.wait(ctx, next)
			return more, next.IsZero(), err
		}
	}
	got := <-c.results
	delete(c.busy, got.host)
	return got.err == nil, false, got.err
}

// lease asks for the next job. When the documents asked for are there, or on
// their way, only their files are wanted.
func (r *run) lease(ctx context.Context, busy map[string]Job) (*Job, time.Time, error) {
	now := r.clock.Now()
	q := Query{Targets: r.names, Now: now, Until: now.Add(r.caps.Lease)}
	coming := 0
	for host, j := range busy {
		q.Busy = append(q.Busy, host)
		if j.Role != RoleAttachment {
			coming++
		}
	}
	r.mu.Lock()
	full := r.o.MaxDocs > 0 && r.docs >= r.o.MaxDocs
	q.FilesOnly = full || r.o.MaxDocs > 0 && r.docs+coming >= r.o.MaxDocs
	r.mu.Unlock()
	job, next, err := r.o.Frontier.Lease(ctx, q)
	if err != nil {
		return nil, next, fmt.Errorf("lease: %w", err)
	}
	if full && job == nil && len(busy) == 0 && !r.isCapped() {
		r.reachedMax()
	}
	return job, next, nil
}

func (r *run) reachedMax() {
	r.mu.Lock()
	r.capped = true
	r.mu.Unlock()
	r.emit(Event{Kind: EventNote, Reason: Limited, Detail: fmt.Sprintf("%d documents", r.o.MaxDocs)})
}

// wait sleeps until the next job may be tried again; false when there is none or
// it is too far off.
func (r *run) wait(ctx context.Context, next time.Time) (bool, error) {
	if next.IsZero() {
		return false, nil
	}
	d := next.Sub(r.clock.Now())
	if d > r.caps.Wait {
		r.emit(Event{Kind: EventNote, Reason: Waiting, RetryAt: next})
		return false, nil
	}
	if err := r.clock.Sleep(ctx, d); err != nil {
		return false, fmt.Errorf("wait: %w", err)
	}
	return true, nil
}

// fail settles a job that did not bring what it should: tried again later if the
// reason may pass, else failed. The error returned ends the run.
func (r *run) fail(ctx context.Context, job Job, err error) error {
	var f *fetch.Failure
	if !errors.As(err, &f) {
		return err
	}
	job.Attempts++
	job.State, job.Reason, job.RetryAt = Failed, f.Reason, time.Time{}
	e := Event{Kind: EventFailed, Host: job.Host, URL: job.Request.URL, Role: job.Role, Title: job.Title, From: job.From, Reason: f.Reason, Detail: detail(f)}
	if f.Reason.Retryable() || f.Reason == Status && !f.RetryAt.IsZero() {
		r.retry(&job, &e, f)
	}
	if _, err := r.o.Frontier.Finish(ctx, job, nil, ""); err != nil {
		return fmt.Errorf("finish %s: %w", job.Request.URL, err)
	}
	r.emit(e)
	return nil
}

// retry sets when to try again, unless it has been tried often enough. A host
// that named its time is not counted against the page unless it goes on so.
func (r *run) retry(job *Job, e *Event, f *fetch.Failure) {
	limit := r.caps.Attempts
	switch f.Reason {
	case fetch.Timeout, fetch.DNS:
		limit = min(limit, 2) // each costs the whole time-out
	case fetch.RateLimited:
		limit *= 2
	}
	if job.Attempts >= limit {
		return
	}
	now := r.clock.Now()
	job.RetryAt = f.RetryAt
	if backoff := now.Add(retryPause << (job.Attempts - 1)); job.RetryAt.Before(backoff) {
		job.RetryAt = backoff
	}
	e.Kind, e.RetryAt = EventRetry, job.RetryAt
}

// retryPause is the pause before the second attempt; each further one doubles it.
const retryPause = 5 * time.Second

// detail is the failure without what the event says anyway.
func detail(f *fetch.Failure) string {
	if f.Err == nil {
		return ""
	}
	return f.Err.Error()
}

// failure makes a *fetch.Failure of the crawler's own.
func failure(reason Reason, url, format string, args ...any) error {
	return &fetch.Failure{Reason: reason, URL: url, Err: fmt.Errorf(format, args...)}
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
