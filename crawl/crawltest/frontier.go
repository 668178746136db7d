package crawltest

import (
	"fmt"
	"testing"
	"time"

	"duibiao/crawl"
	"duibiao/crawl/page"
)

// Frontier tests that a crawl.Frontier keeps its contract. open gives an empty
// one.
func Frontier(t *testing.T, open func(*testing.T) crawl.Frontier) {
	for name, test := range map[string]func(*frontierTest){
		"order":   (*frontierTest).order,
		"retry":   (*frontierTest).retry,
		"resume":  (*frontierTest).resume,
		"again":   (*frontierTest).again,
		"close":   (*frontierTest).closeList,
		"options": (*frontierTest).options,
	} {
		t.Run(name, func(t *testing.T) { test(&frontierTest{t, open(t), NewClock().Now()}) })
	}
}

type frontierTest struct {
	t   *testing.T
	f   crawl.Frontier
	now time.Time
}

const target = "http://a.gov.cn/"

func jobAt(role crawl.Role, host, path string) crawl.Job {
	u := "http://" + host + path
	return crawl.Job{Target: target, Key: u, Host: host, Role: role, Request: page.Get(u), Title: path, State: crawl.Queued}
}

func (x *frontierTest) begin(resume bool, options string) crawl.Begun {
	x.t.Helper()
	b, err := x.f.Begin(x.t.Context(), crawl.Begin{Target: target, Options: options, Resume: resume, Starts: []crawl.Job{jobAt(crawl.RoleStart, "a", "/")}})
	if err != nil {
		x.t.Fatal(err)
	}
	return b
}

// lease leases a job and compares its title; "" wants none.
func (x *frontierTest) lease(want string, busy ...string) (*crawl.Job, time.Time) {
	x.t.Helper()
	j, next, err := x.f.Lease(x.t.Context(), crawl.Query{Targets: []string{target}, Busy: busy, Now: x.now, Until: x.now.Add(time.Hour)})
	if err != nil {
		x.t.Fatal(err)
	}
	got := ""
	if j != nil {
		got = j.Title
		if j.State != crawl.Leased || j.Request.URL != j.Key || j.Target != target {
			x.t.Errorf("leased %+v", *j)
		}
	}
	if got != want {
		x.t.Fatalf("leased %q, want %q", got, want)
	}
	return j, next
}

func (x *frontierTest) finish(j *crawl.Job, state crawl.State, found ...crawl.Job) string {
	x.t.Helper()
	j.State = state
	fresh, err := x.f.Finish(x.t.Context(), *j, found, "")
	if err != nil {
		x.t.Fatal(err)
	}
	return fmt.Sprint(fresh)
}

func (x *frontierTest) left(want int) {
	x.t.Helper()
	n, err := x.f.Left(x.t.Context(), target)
	if err != nil || n != want {
		x.t.Errorf("left %d, want %d, %v", n, want, err)
	}
}

func (x *frontierTest) order() {
	x.begin(true, "")
	j, _ := x.lease("/")
	skipped := jobAt(crawl.RoleArticle, "a", "/no")
	skipped.State, skipped.Reason = crawl.Skipped, crawl.NoMatch
	if got := x.finish(j, crawl.Parsed, jobAt(crawl.RoleList, "a", "/l"), jobAt(crawl.RoleArticle, "a", "/1"), skipped,
		jobAt(crawl.RoleArticle, "b", "/2"), jobAt(crawl.RoleAttachment, "a", "/f"), jobAt(crawl.RoleArticle, "a", "/1")); got != "[true true true true true false]" {
		x.t.Error("fresh", got)
	}
	x.left(4)
	x.lease("/f")
	x.lease("/1")
	x.lease("/l", "b")
	x.lease("/2", "a")
	_, next := x.lease("")
	if !next.Equal(x.now.Add(time.Hour)) {
		x.t.Error("the first lease ends at", next)
	}
}

func (x *frontierTest) retry() {
	x.begin(true, "")
	j, _ := x.lease("/")
	at := x.now.Add(time.Minute)
	j.RetryAt, j.Attempts, j.Reason = at, 2, "timeout"
	x.finish(j, crawl.Failed)
	x.left(1)
	if _, next := x.lease(""); !next.Equal(at) {
		x.t.Error("next", next)
	}
	x.now = at
	j, _ = x.lease("/")
	if j.Attempts != 2 {
		x.t.Error("attempts", j.Attempts)
	}
	j.RetryAt = time.Time{}
	x.finish(j, crawl.Failed)
	if _, next := x.lease(""); !next.IsZero() {
		x.t.Error("next", next)
	}
	x.left(0)
}

func (x *frontierTest) resume() {
	x.begin(true, "")
	x.lease("/")
	if b := x.begin(true, ""); !b.Resumed || !b.Again {
		x.t.Errorf("%+v", b)
	}
	j, _ := x.lease("/")
	x.finish(j, crawl.Parsed, jobAt(crawl.RoleArticle, "a", "/1"))
	x.begin(true, "")
	x.lease("/1")
	if b := x.begin(false, ""); b.Resumed || !b.Again {
		x.t.Errorf("%+v", b)
	}
	x.lease("/")
}

func (x *frontierTest) again() {
	if b := x.begin(true, ""); b.Again {
		x.t.Errorf("%+v", b)
	}
	j, _ := x.lease("/")
	old := jobAt(crawl.RoleArticle, "a", "/old")
	old.Date = "2020-01-01"
	x.finish(j, crawl.Parsed, jobAt(crawl.RoleArticle, "a", "/1"), jobAt(crawl.RoleArticle, "a", "/2"), old)
	for _, name := range []string{"/1", "/2", "/old"} {
		j, _ = x.lease(name)
		j.ETag, j.LastModified = `"e`+name+`"`, "Mon, 06 May 2024 08:00:00 GMT"
		x.finish(j, crawl.Parsed)
	}
	if err := x.f.End(x.t.Context(), target); err != nil {
		x.t.Fatal(err)
	}
	if b := x.begin(true, ""); b.Resumed || !b.Again {
		x.t.Errorf("%+v", b)
	}
	j, _ = x.lease("/")
	if got := x.finish(j, crawl.Parsed, jobAt(crawl.RoleArticle, "a", "/1")); got != "[true]" {
		x.t.Error("fresh", got)
	}
	j, _ = x.lease("/1")
	if j.ETag != `"e/1"` || j.LastModified == "" {
		x.t.Errorf("%+v", *j)
	}
	x.finish(j, crawl.Parsed)
	x.lease("")
	if n, err := x.f.Recheck(x.t.Context(), target, "2023-01-01"); n != 1 || err != nil {
		x.t.Error("recheck", n, err)
	}
	j, _ = x.lease("/2")
	if j.ETag != `"e/2"` {
		x.t.Errorf("%+v", *j)
	}
}

func (x *frontierTest) closeList() {
	x.begin(true, "")
	j, _ := x.lease("/")
	two, other := jobAt(crawl.RoleList, "a", "/p2"), jobAt(crawl.RoleList, "a", "/other")
	two.List = j.ID
	x.finish(j, crawl.Parsed, two, other)
	j.State = crawl.Parsed
	if _, err := x.f.Finish(x.t.Context(), *j, nil, crawl.TooOld); err != nil {
		x.t.Fatal(err)
	}
	x.lease("/other")
	x.lease("")
}

func (x *frontierTest) options() {
	x.begin(true, "a")
	if b := x.begin(true, "b"); b.Resumed {
		x.t.Error("an unfinished run with other options went on")
	}
}
