package library

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"duibiao/corpus/store"
	"duibiao/crawl"
)

// Crawl runs a crawl into the library, which must be open for writing. The
// frontier and the keeper of the options are the library's own, but in a dry
// run, which changes nothing. The index is not brought up to date.
func (l *Library) Crawl(ctx context.Context, o crawl.Options) (crawl.Summary, error) {
	o.Frontier, o.Keeper = frontier{l.Store}, &keeper{store: l.Store, reader: l.Reader}
	if o.DryRun {
		o.Frontier = crawl.NewMemory()
	}
	return crawl.Run(ctx, o) //nolint:wrapcheck // names itself
}

// frontier keeps the jobs of a crawl in the store.
type frontier struct{ store *store.Store }

var _ crawl.Frontier = frontier{}

func (f frontier) Begin(ctx context.Context, b crawl.Begin) (crawl.Begun, error) {
	starts, err := rows(b.Starts)
	if err != nil {
		return crawl.Begun{}, err
	}
	run, err := f.store.BeginCrawl(ctx, b.Target, b.Options, b.Resume, starts)
	return crawl.Begun(run), err
}

func (f frontier) Lease(ctx context.Context, q crawl.Query) (*crawl.Job, time.Time, error) {
	l := store.Lease{Targets: q.Targets, Busy: q.Busy, Now: q.Now, Until: q.Until}
	if q.FilesOnly {
		l.Role = string(crawl.RoleAttachment)
	}
	r, next, err := f.store.LeaseJob(ctx, l)
	if err != nil || r == nil {
		return nil, next, err
	}
	j, err := job(*r)
	return &j, next, err
}

func (f frontier) Finish(ctx context.Context, j crawl.Job, found []crawl.Job, closeList crawl.Reason) ([]bool, error) {
	done, err := rows(append([]crawl.Job{j}, found...))
	if err != nil {
		return nil, err
	}
	return f.store.FinishJob(ctx, done[0], done[1:], string(closeList))
}

func (f frontier) Recheck(ctx context.Context, target, since string) (int, error) {
	return f.store.RecheckJobs(ctx, target, since)
}

func (f frontier) End(ctx context.Context, target string) error {
	return f.store.EndCrawl(ctx, target)
}

func (f frontier) Left(ctx context.Context, target string) (int, error) {
	return f.store.JobsLeft(ctx, target)
}

// rows turns jobs into what the store keeps of them.
func rows(jobs []crawl.Job) ([]store.Job, error) {
	out := make([]store.Job, len(jobs))
	for i, j := range jobs {
		detail, err := json.Marshal(j)
		if err != nil {
			return nil, fmt.Errorf("job %s: %w", j.Key, err)
		}
		out[i] = store.Job{
			ID: j.ID, Target: j.Target, Key: j.Key, Host: j.Host, Role: string(j.Role), Priority: j.Role.Priority(),
			List: j.List, Date: j.Date, Detail: string(detail), State: string(j.State), Reason: string(j.Reason),
			Attempts: j.Attempts, RetryAt: j.RetryAt, Place: j.Place, ETag: j.ETag, LastModified: j.LastModified,
		}
	}
	return out, nil
}

// job is the reverse of rows.
func job(r store.Job) (crawl.Job, error) {
	var j crawl.Job
	if err := json.Unmarshal([]byte(r.Detail), &j); err != nil {
		return j, fmt.Errorf("job %s: %w: %w", r.Key, store.ErrDamaged, err)
	}
	j.ID, j.Target, j.Key, j.Host, j.Role = r.ID, r.Target, r.Key, r.Host, crawl.Role(r.Role)
	j.Date, j.State, j.Reason, j.Attempts = r.Date, crawl.State(r.State), crawl.Reason(r.Reason), r.Attempts
	j.RetryAt, j.Place, j.ETag, j.LastModified = r.RetryAt, r.Place, r.ETag, r.LastModified
	return j, nil
}
