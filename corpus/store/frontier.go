package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Job is one address of a crawl: what is to be fetched, or what became of it.
type Job struct {
	ID     int64
	Target string
	// Key names the request within the target.
	Key, Host, Role string
	// Priority orders jobs, 0 first.
	Priority int
	// List is the job of the first page of its list, 0 for none.
	List int64
	// Date is ISO, "" when not known.
	Date string
	// Detail is JSON of the crawler's own.
	Detail        string
	State, Reason string
	Attempts      int
	// RetryAt is when a failed job is to be tried again, zero for never.
	RetryAt time.Time
	// Place is the source under which its document was stored last; ETag and
	// LastModified belong to the content.
	Place, ETag, LastModified string
}

// The states of a Job that the store tells apart; all others are final.
const (
	JobQueued = "queued"
	JobLeased = "leased"
	JobFailed = "failed"
)

// CrawlRun is what is known of the crawls of a target.
type CrawlRun struct {
	// Resumed says that an unfinished run goes on; Again that there was a run
	// before.
	Resumed, Again bool
}

// BeginCrawl opens a run of a target: the unfinished one if there is one with
// the same options and resume is set, with its leases given back; else a new one
// with these jobs.
func (s *Store) BeginCrawl(ctx context.Context, target, options string, resume bool, starts []Job) (CrawlRun, error) {
	var out CrawlRun
	err := s.write(ctx, func(t *txn) error {
		var (
			run            int64
			before, closed string
		)
		err := t.row(`SELECT run, options, ended FROM crawls WHERE target = ?`, target).Scan(&run, &before, &closed)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		out.Again = run > 0
		if out.Again && resume && closed == "" && before == options {
			out.Resumed = true
			return t.exec(`UPDATE frontier SET state = 'queued', due = 0 WHERE target = ? AND run = ? AND state = 'leased'`, target, run)
		}
		err = t.exec(`INSERT INTO crawls (target, run, options, started, ended) VALUES (?, ?, ?, ?, '')
			ON CONFLICT (target) DO UPDATE SET run = excluded.run, options = excluded.options, started = excluded.started, ended = ''`,
			target, run+1, options, timeText(s.now()))
		if err != nil {
			return err
		}
		for _, j := range starts {
			if _, err := t.addJob(j, run+1); err != nil {
				return err
			}
		}
		return nil
	})
	return out, wrap(err, "begin crawl of %s", target)
}

// addJob queues a job and says whether it is new in this run.
func (t *txn) addJob(j Job, run int64) (bool, error) {
	var id int64
	err := t.get(&id, `INSERT INTO frontier (target, key, run, host, role, priority, list, date, detail, state, reason, attempts, due, place, etag, modified)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, ?12, '', '', '')
		ON CONFLICT (target, key) DO UPDATE SET run = excluded.run, host = excluded.host, role = excluded.role,
			priority = excluded.priority, list = excluded.list, date = excluded.date, detail = excluded.detail,
			state = excluded.state, reason = excluded.reason, attempts = 0, due = excluded.due
		WHERE frontier.run < excluded.run RETURNING job`,
		j.Target, j.Key, run, j.Host, j.Role, j.Priority, j.List, j.Date, j.Detail, j.State, j.Reason, j.due(time.Time{}))
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// due is when a job may be leased, in Unix milliseconds; nil for never.
func (j Job) due(leasedUntil time.Time) any {
	switch {
	case j.State == JobQueued:
		return int64(0)
	case j.State == JobLeased:
		return leasedUntil.UnixMilli()
	case j.State == JobFailed && !j.RetryAt.IsZero():
		return j.RetryAt.UnixMilli()
	}
	return nil
}

// Lease says which job is wanted.
type Lease struct {
	Targets []string
	// Busy hosts are left alone.
	Busy []string
	// Role keeps jobs of one role; "" keeps all.
	Role       string
	Now, Until time.Time
}

// LeaseJob gives out the first job that is due, until the lease ends. Without
// one, the job is nil and next is when one will be due, zero for never.
func (s *Store) LeaseJob(ctx context.Context, l Lease) (job *Job, next time.Time, err error) {
	if l.Busy == nil {
		l.Busy = []string{}
	}
	busy, err := json.Marshal(l.Busy)
	if err != nil {
		return nil, next, wrap(err, "lease")
	}
	err = s.write(ctx, func(t *txn) error {
		for _, target := range l.Targets {
			j, at, err := t.nextJob(target, l, string(busy))
			if err != nil {
				return err
			}
			if j != nil && (job == nil || j.Priority < job.Priority) {
				job = j
			}
			if !at.IsZero() && (next.IsZero() || at.Before(next)) {
				next = at
			}
		}
		if job == nil {
			return nil
		}
		job.State = JobLeased
		return t.exec(`UPDATE frontier SET state = 'leased', due = ? WHERE job = ?`, job.due(l.Until), job.ID)
	})
	return job, next, wrap(err, "lease")
}

// nextJob finds the first due job of a target, else when the next will be.
func (t *txn) nextJob(target string, l Lease, busy string) (*Job, time.Time, error) {
	var j Job
	now := l.Now.UnixMilli()
	err := t.row(`SELECT job, target, key, host, role, priority, list, date, detail, state, reason, attempts, place, etag, modified
		FROM frontier WHERE target = ?1 AND run = (SELECT run FROM crawls WHERE target = ?1) AND due IS NOT NULL AND due <= ?2
			AND host NOT IN (SELECT value FROM json_each(?3)) AND (?4 = '' OR role = ?4)
		ORDER BY priority, job LIMIT 1`, target, now, busy, l.Role).
		Scan(&j.ID, &j.Target, &j.Key, &j.Host, &j.Role, &j.Priority, &j.List, &j.Date, &j.Detail, &j.State, &j.Reason, &j.Attempts, &j.Place, &j.ETag, &j.LastModified)
	if err == nil {
		return &j, time.Time{}, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return nil, time.Time{}, err
	}
	var at int64
	err = t.get(&at, `SELECT coalesce(min(due), 0) FROM frontier WHERE target = ?1 AND run = (SELECT run FROM crawls WHERE target = ?1)
		AND due > ?2 AND (?3 = '' OR role = ?3)`, target, now, l.Role)
	if err != nil || at == 0 {
		return nil, time.Time{}, err
	}
	return nil, time.UnixMilli(at), nil
}

// FinishJob sets what became of a job and adds the jobs it found, in one
// transaction. The result says which of these are new in this run; one that an
// earlier run left keeps its Place, ETag and LastModified. With a reason to close, the
// queued pages of the job's list are skipped.
func (s *Store) FinishJob(ctx context.Context, job Job, found []Job, closeList string) ([]bool, error) {
	fresh := make([]bool, len(found))
	err := s.write(ctx, func(t *txn) error {
		var run int64
		err := t.get(&run, `UPDATE frontier SET state = ?, reason = ?, attempts = ?, due = ?, place = ?, etag = ?, modified = ? WHERE job = ? RETURNING run`,
			job.State, job.Reason, job.Attempts, job.due(time.Time{}), job.Place, job.ETag, job.LastModified, job.ID)
		if errors.Is(err, sql.ErrNoRows) {
			err = ErrNotFound
		}
		if err != nil {
			return err
		}
		for i, f := range found {
			if fresh[i], err = t.addJob(f, run); err != nil {
				return err
			}
		}
		if closeList == "" {
			return nil
		}
		list := job.List
		if list == 0 {
			list = job.ID
		}
		return t.exec(`UPDATE frontier SET state = 'skipped', reason = ?, due = NULL
			WHERE target = ? AND run = ? AND list = ? AND state = 'queued'`, closeList, job.Target, run, list)
	})
	return fresh, wrap(err, "finish job %d", job.ID)
}

// RecheckJobs queues the articles and attachments that earlier runs of the
// target stored and this one did not come upon, and counts them. Jobs dated
// before since are left out.
func (s *Store) RecheckJobs(ctx context.Context, target, since string) (int, error) {
	n := 0
	err := s.write(ctx, func(t *txn) error {
		err := t.exec(`UPDATE frontier SET run = (SELECT run FROM crawls WHERE target = ?1), state = 'queued', reason = '', attempts = 0, due = 0
			WHERE target = ?1 AND run < (SELECT run FROM crawls WHERE target = ?1) AND role IN ('article', 'attachment')
			AND (state IN ('parsed', 'fetched') OR state = 'failed' AND role = 'attachment') AND (date = '' OR date >= ?2)`, target, since)
		if err != nil {
			return err
		}
		return t.get(&n, `SELECT changes()`)
	})
	return n, wrap(err, "recheck %s", target)
}

// EndCrawl closes the run of a target.
func (s *Store) EndCrawl(ctx context.Context, target string) error {
	err := s.write(ctx, func(t *txn) error {
		return t.exec(`UPDATE crawls SET ended = ? WHERE target = ?`, timeText(s.now()), target)
	})
	return wrap(err, "end crawl of %s", target)
}

// JobsLeft counts the jobs of the target's run that are still to be done.
func (s *Store) JobsLeft(ctx context.Context, target string) (int, error) {
	n := 0
	err := s.r.QueryRowContext(ctx, `SELECT count(*) FROM frontier
		WHERE target = ?1 AND run = (SELECT run FROM crawls WHERE target = ?1) AND due IS NOT NULL`, target).Scan(&n)
	return n, wrap(err, "jobs of %s", target)
}

// CrawlState is what became of the crawls of a target.
type CrawlState struct {
	Target string `json:"target"`
	Runs   int    `json:"runs"`
	// Started and Ended are of the last run, Ended zero while it is unfinished.
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended,omitzero"`
	// States counts the addresses of the last run by what became of them.
	States map[string]int `json:"states"`
}

// Crawls lists the targets that were crawled, in order.
func (s *Store) Crawls(ctx context.Context) ([]CrawlState, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT c.target, c.run, c.started, c.ended, coalesce(f.state, ''), count(f.job)
		FROM crawls c LEFT JOIN frontier f ON f.target = c.target AND f.run = c.run GROUP BY c.target, f.state ORDER BY c.target, f.state`)
	if err != nil {
		return nil, wrap(err, "crawls")
	}
	var list []CrawlState
	err = eachRow(rows, func() error {
		var (
			c                     CrawlState
			started, ended, state string
			n                     int
		)
		if err := rows.Scan(&c.Target, &c.Runs, &started, &ended, &state, &n); err != nil {
			return err
		}
		if len(list) == 0 || list[len(list)-1].Target != c.Target {
			c.Started, c.Ended, c.States = parseTime(started), parseTime(ended), map[string]int{}
			list = append(list, c)
		}
		if state != "" {
			list[len(list)-1].States[state] = n
		}
		return nil
	})
	return list, wrap(err, "crawls")
}

// FailedJob is an address that a crawl did not get, and why.
type FailedJob struct {
	Target string `json:"target"`
	Key    string `json:"key"`
	Role   string `json:"role"`
	Reason string `json:"reason"`
}

// FailedJobs lists the addresses that the last runs did not get, at most limit.
func (s *Store) FailedJobs(ctx context.Context, limit int) ([]FailedJob, error) {
	rows, err := s.r.QueryContext(ctx, `SELECT f.target, f.key, f.role, f.reason FROM frontier f JOIN crawls c ON c.target = f.target AND c.run = f.run
		WHERE f.state = ? ORDER BY f.target, f.job LIMIT ?`, JobFailed, limit)
	if err != nil {
		return nil, wrap(err, "failed jobs")
	}
	var list []FailedJob
	err = eachRow(rows, func() error {
		var j FailedJob
		err := rows.Scan(&j.Target, &j.Key, &j.Role, &j.Reason)
		list = append(list, j)
		return err
	})
	return list, wrap(err, "failed jobs")
}
