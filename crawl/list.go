package crawl

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"time"

	"duibiao/crawl/page"
)

// list settles a list or a front page: its rows become articles, its further
// pages and the lists it leads to become lists.
func (r *run) list(ctx context.Context, job Job, p page.Page) error {
	if job.Depth > r.caps.Depth {
		return r.skip(ctx, job, TooDeep, "")
	}
	job.Filtered = job.Filtered || p.Kind == page.Root && !passesOn(p)
	rows := r.rows(job, p.Entries)
	closing := r.closes(job, p, rows)
	found := slices.Concat(rows, r.below(job, p))
	if closing == "" {
		found = append(found, r.further(job, p)...)
	}
	job.State, job.Reason, job.RetryAt, job.Attempts = Parsed, "", time.Time{}, 0
	if r.o.DryRun {
		found = r.would(job, found)
	}
	fresh, err := r.o.Frontier.Finish(ctx, job, found, closing)
	if err != nil {
		return fmt.Errorf("finish %s: %w", job.Request.URL, err)
	}
	r.tell(job, found, fresh)
	return nil
}

// rows makes jobs of the entries of a list. Those that are not wanted are kept
// as skipped, so that a list that brings nothing new is known for one.
func (r *run) rows(job Job, entries []page.Entry) []Job {
	words := r.targets[job.Target].words(job.Filtered)
	var out []Job
	for _, e := range entries {
		j := newJob(RoleArticle, e.Request, job)
		if j.Key == "" {
			continue
		}
		j.Title, j.Date, j.Fields = e.Title, e.Date, e.Fields
		j.Depth = job.Depth + 1
		switch {
		case !matches(e.Title, words):
			j.State, j.Reason = Skipped, NoMatch
		case r.tooOld(e.Date):
			j.State, j.Reason = Skipped, TooOld
		}
		out = append(out, j)
	}
	return out
}

func (r *run) tooOld(date string) bool {
	since := r.o.Since.String()
	return date != "" && since != "" && date < since[:min(len(since), len(date))]
}

// allOld reports a page of a list sorted by date, newest first, of which every
// row is too old: what follows is older still.
func (r *run) allOld(entries []page.Entry) bool {
	last := ""
	for _, e := range entries {
		if e.Date == "" || !r.tooOld(e.Date) || last != "" && e.Date > last {
			return false
		}
		last = e.Date
	}
	return len(entries) > 0
}

// closes says why a list is not followed further: it has come to what is too
// old, or its pages only repeat themselves.
func (r *run) closes(job Job, p page.Page, rows []Job) Reason {
	if r.allOld(p.Entries) {
		return TooOld
	}
	if p.Kind != page.List || r.repeats(job, rows) < r.caps.Barren || len(p.Next) == 0 {
		return ""
	}
	r.endless(job, fmt.Sprintf("%d pages in a row bring nothing new", r.caps.Barren))
	return EndlessList
}

// listMemory is what a list has shown so far. It does not outlive the process: a
// list that repeats itself is found out a little later after a restart.
type listMemory struct {
	seen   map[uint64]struct{}
	streak int
}

// repeats counts the pages in a row, up to this one, of which every row was on a
// page of the list before.
func (r *run) repeats(job Job, rows []Job) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	id := listID{job.Target, listOf(job)}
	m := r.lists[id]
	if m == nil {
		m = &listMemory{seen: map[uint64]struct{}{}}
		r.lists[id] = m
	}
	before := len(m.seen)
	for _, j := range rows {
		m.seen[maphash.String(r.seed, j.Key)] = struct{}{}
	}
	m.streak++
	if len(m.seen) > before {
		m.streak = 0
	}
	return m.streak
}

// listID names a list.
type listID struct {
	target string
	first  int64
}

// further makes jobs of a list's further pages, within the caps.
func (r *run) further(job Job, p page.Page) []Job {
	var out []Job
	number := max(job.Page, 1)
	for i, req := range p.Next {
		j := newJob(RoleList, req, job)
		j.List, j.Page = listOf(job), number+1+i
		if j.Page > r.caps.Pages {
			r.endless(job, fmt.Sprintf("more than %d pages", r.caps.Pages))
			break
		}
		out = append(out, j)
	}
	return slices.DeleteFunc(out, func(j Job) bool { return j.Key == "" })
}

// passesOn reports a page that is no front page but sends its reader on: a stub
// with a script or a refresh, a set of frames.
func passesOn(p page.Page) bool { return p.Kind == page.Root && p.Why != "" }

// below makes jobs of the lists that a page leads to. What a stub sends on to
// is what the stub was expected to be.
func (r *run) below(job Job, p page.Page) []Job {
	var out []Job
	for _, req := range p.Lists {
		j := newJob(RoleList, req, job)
		j.Depth = job.Depth + 1
		if passesOn(p) {
			j.Role, j.Title, j.Date, j.Fields = job.Role, job.Title, job.Date, job.Fields
			j.List, j.Page = job.List, job.Page
		}
		if j.Depth > r.caps.Depth {
			if r.once("deep " + job.Target) {
				r.emit(Event{Kind: EventSkipped, Host: job.Host, URL: req.URL, Role: RoleList, From: job.Request.URL, Reason: TooDeep})
			}
			break
		}
		out = append(out, j)
	}
	return slices.DeleteFunc(out, func(j Job) bool { return j.Key == "" })
}

// endless says once per list that it is not followed further.
func (r *run) endless(job Job, why string) {
	if r.once(fmt.Sprint("endless ", job.Target, listOf(job))) {
		r.emit(Event{Kind: EventFailed, Host: job.Host, URL: job.Request.URL, Role: RoleList, From: job.From, Reason: EndlessList, Detail: why})
	}
}

// would tells what a dry run would fetch and keeps the lists only.
func (r *run) would(job Job, found []Job) []Job {
	var lists []Job
	for _, j := range found {
		if j.Role == RoleList {
			lists = append(lists, j)
			continue
		}
		if j.State != Queued {
			continue
		}
		if r.o.MaxDocs > 0 && r.count() >= r.o.MaxDocs {
			continue
		}
		r.tookDocument()
		r.emit(Event{Kind: EventWould, Host: j.Host, URL: j.Request.URL, Role: j.Role, Title: j.Title, Date: j.Date, From: job.Request.URL})
	}
	return lists
}

func (r *run) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.docs
}

// tell counts what a page led to.
func (r *run) tell(job Job, found []Job, fresh []bool) {
	n := 0
	for i, j := range found {
		if !fresh[i] || j.Role == RoleList {
			continue
		}
		if j.State == Skipped {
			r.emit(Event{Kind: EventSkipped, Host: j.Host, URL: j.Request.URL, Role: j.Role, Title: j.Title, Date: j.Date, From: job.Request.URL, Reason: j.Reason})
			continue
		}
		n++
	}
	if n > 0 {
		r.emit(Event{Kind: EventFound, Host: job.Host, URL: job.Request.URL, Role: job.Role, Count: n})
	}
}
