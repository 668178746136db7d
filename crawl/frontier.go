package crawl

import (
	"context"
	"time"
)

// Frontier is where jobs live. It outlives the process: what a method has
// returned from is still so after a kill. Implementations are safe for
// concurrent use, and crawltest.Frontier checks the contract.
type Frontier interface {
	// Begin opens a run of a target. It goes on with the last run when that is
	// unfinished, was begun with the same options and resume is set: jobs that
	// were leased are queued again. Else a new run begins with these jobs; what
	// is known of others stays.
	Begin(ctx context.Context, b Begin) (Begun, error)
	// Lease gives the next job of the targets whose host is not busy and whose
	// time has come: attachments first, then articles, then lists, in the order
	// in which they were found. Without one the job is nil and the time says
	// when the next failed one is to be tried again, zero for never.
	Lease(ctx context.Context, q Query) (*Job, time.Time, error)
	// Finish sets the job's state and adds what it found, in one step, and says
	// which of these are new in this run, in their order. A job that an earlier
	// run left keeps its Place, ETag and LastModified and comes up again. A reason to
	// close skips the queued pages of the job's list.
	Finish(ctx context.Context, job Job, found []Job, closeList Reason) ([]bool, error)
	// Recheck queues the articles and attachments that earlier runs have stored
	// and this run has not come upon, but those dated before since, and counts
	// them.
	Recheck(ctx context.Context, target, since string) (int, error)
	// End closes the run; the next Begin starts a new one.
	End(ctx context.Context, target string) error
	// Left counts the jobs of the run that are queued, leased or to be tried
	// again.
	Left(ctx context.Context, target string) (int, error)
}

// Begin says what a run is to do.
type Begin struct {
	Target string
	// Options is a digest of what changes the choice of jobs.
	Options string
	Resume  bool
	Starts  []Job
}

// Begun says what came of it.
type Begun struct {
	// Resumed says that an unfinished run goes on.
	Resumed bool
	// Again says that the target has been crawled before.
	Again bool
}

// Query says which job is wanted.
type Query struct {
	Targets []string
	// Busy are the hosts that are being asked already.
	Busy []string
	// Now is the time; a job is leased until Until.
	Now, Until time.Time
	// FilesOnly asks for attachments only.
	FilesOnly bool
}

// Priority orders jobs: documents already begun before new ones, and those
// before more lists.
func (r Role) Priority() int {
	switch r {
	case RoleAttachment:
		return 0
	case RoleArticle:
		return 1
	}
	return 2
}
