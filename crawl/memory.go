package crawl

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Memory is a Frontier that forgets with the process: for dry runs and tests.
type Memory struct {
	mu    sync.Mutex
	runs  map[string]*memoryRun
	jobs  []*memoryJob
	byKey map[string]*memoryJob
}

type memoryRun struct {
	number  int
	options string
	open    bool
}

type memoryJob struct {
	Job
	run   int
	until time.Time
}

// NewMemory makes an empty frontier.
func NewMemory() *Memory {
	return &Memory{runs: map[string]*memoryRun{}, byKey: map[string]*memoryJob{}}
}

var _ Frontier = (*Memory)(nil)

// Begin opens a run.
func (m *Memory) Begin(_ context.Context, b Begin) (Begun, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	run := m.runs[b.Target]
	again := run != nil
	if again && run.open && b.Resume && run.options == b.Options {
		for _, j := range m.jobs {
			if j.Target == b.Target && j.State == Leased {
				j.State = Queued
			}
		}
		return Begun{Resumed: true, Again: true}, nil
	}
	if !again {
		run = &memoryRun{}
		m.runs[b.Target] = run
	}
	run.number, run.options, run.open = run.number+1, b.Options, true
	for _, j := range b.Starts {
		m.add(j, run.number)
	}
	return Begun{Again: again}, nil
}

// add queues a job unless this run has it already.
func (m *Memory) add(j Job, run int) bool {
	key := j.Target + "\n" + j.Key
	old := m.byKey[key]
	if old == nil {
		j.ID = int64(len(m.jobs) + 1)
		old = &memoryJob{Job: j, run: run}
		m.jobs = append(m.jobs, old)
		m.byKey[key] = old
		return true
	}
	if old.run == run {
		return false
	}
	j.ID, j.Place, j.ETag, j.LastModified = old.ID, old.Place, old.ETag, old.LastModified
	old.Job, old.run = j, run
	return true
}

// Lease gives the next job.
func (m *Memory) Lease(_ context.Context, q Query) (*Job, time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var (
		best *memoryJob
		next time.Time
	)
	for _, j := range m.jobs {
		if !m.asked(j, q) {
			continue
		}
		at, ok := j.due()
		switch {
		case !ok:
		case at.After(q.Now):
			if next.IsZero() || at.Before(next) {
				next = at
			}
		case slices.Contains(q.Busy, j.Host):
		case best == nil || j.Role.Priority() < best.Role.Priority():
			best = j
		}
	}
	if best == nil {
		return nil, next, nil
	}
	best.State, best.until = Leased, q.Until
	j := best.Job
	return &j, next, nil
}

// asked reports jobs of the current runs that a query is about.
func (m *Memory) asked(j *memoryJob, q Query) bool {
	return slices.Contains(q.Targets, j.Target) && j.run == m.runs[j.Target].number && (!q.FilesOnly || j.Role == RoleAttachment)
}

// due says when a job may be leased.
func (j *memoryJob) due() (time.Time, bool) {
	switch j.State {
	case Queued:
		return time.Time{}, true
	case Leased:
		return j.until, true
	case Failed:
		return j.RetryAt, !j.RetryAt.IsZero()
	}
	return time.Time{}, false
}

// Finish sets a state and adds jobs.
func (m *Memory) Finish(_ context.Context, job Job, found []Job, closeList Reason) ([]bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if job.ID < 1 || job.ID > int64(len(m.jobs)) {
		return nil, fmt.Errorf("frontier: no job %d", job.ID)
	}
	m.jobs[job.ID-1].Job = job
	fresh := make([]bool, len(found))
	for i, f := range found {
		fresh[i] = m.add(f, m.runs[f.Target].number)
	}
	if closeList != "" {
		for _, j := range m.jobs {
			if j.List == listOf(job) && j.Target == job.Target && j.State == Queued && j.run == m.runs[j.Target].number {
				j.State, j.Reason = Skipped, closeList
			}
		}
	}
	return fresh, nil
}

// listOf is the job of the first page of the list that a page is of.
func listOf(j Job) int64 {
	if j.List != 0 {
		return j.List
	}
	return j.ID
}

// Recheck queues what earlier runs have stored.
func (m *Memory) Recheck(_ context.Context, target, since string) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n, run := 0, m.runs[target].number
	for _, j := range m.jobs {
		stored := j.State == Parsed || j.State == Fetched || j.State == Failed && j.Role == RoleAttachment
		if j.Target != target || j.run >= run || !stored || j.Role == RoleList || j.Role == RoleStart || j.Date != "" && j.Date < since {
			continue
		}
		j.run, j.State, j.Reason, j.Attempts, j.RetryAt = run, Queued, "", 0, time.Time{}
		n++
	}
	return n, nil
}

// End closes a run.
func (m *Memory) End(_ context.Context, target string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.runs[target].open = false
	return nil
}

// Left counts what is still to be done.
func (m *Memory) Left(_ context.Context, target string) (int, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, j := range m.jobs {
		if _, ok := j.due(); ok && j.Target == target && j.run == m.runs[target].number {
			n++
		}
	}
	return n, nil
}
