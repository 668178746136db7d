package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/corpus/store"
)

const (
	// usualMost and mostDocuments bound a crawl that is started from a page.
	usualMost     = 50
	mostDocuments = 2000
	mostFailures  = 100
)

// sourcesView is where documents come from: how fresh, what failed, what runs.
type sourcesView struct {
	Job      *job
	JobError string
	CanCrawl bool
	Sites    []siteView
	Crawls   []store.CrawlState
	Failures []store.FailedJob
	Most     int
}

func (sourcesView) pageTitle(p *msg.Printer) string { return p.T("web.nav.sources") }

// siteView is a known site and when it was last collected from.
type siteView struct {
	record.Site
	Crawl *store.CrawlState
}

func (q *request) sources() error {
	v := sourcesView{Job: q.jobs.look(), CanCrawl: q.jobs.run != nil, Most: usualMost}
	if v.Job != nil && v.Job.Err != nil {
		p, _ := q.judge(v.Job.Err)
		v.JobError = strings.TrimSpace(p.Text + " " + p.Hint)
	}
	r, err := q.desk.Reader(q.Context())
	switch {
	case err == nil:
		defer r.Close()
		if v.Crawls, err = r.Store.Crawls(q.Context()); err != nil {
			return err
		}
		if v.Failures, err = r.Store.FailedJobs(q.Context(), mostFailures); err != nil {
			return err
		}
	case !isNoStore(err):
		return err
	}
	sites, err := q.desk.Sites()
	if err != nil {
		return err
	}
	for _, s := range sites {
		one := siteView{Site: s}
		for i := range v.Crawls {
			if v.Crawls[i].Target == s.ID {
				one.Crawl = &v.Crawls[i]
			}
		}
		v.Sites = append(v.Sites, one)
	}
	return q.html(200, "sources", v)
}

// startCrawl starts a crawl of a target that a reader named.
func (q *request) startCrawl() error {
	if err := q.ParseForm(); err != nil {
		return fmt.Errorf("read form: %w", err)
	}
	target := strings.TrimSpace(q.PostForm.Get("target"))
	if !sensible(target) {
		return &desk.Error{Reason: desk.Invalid, Text: msg.Message{Key: "web.err.target"}}
	}
	most, err := strconv.Atoi(q.PostForm.Get("most"))
	if err != nil || most < 1 || most > mostDocuments {
		return &desk.Error{Reason: desk.Invalid, Text: msg.Message{Key: "web.err.most", Args: []any{mostDocuments}}}
	}
	if err := q.jobs.start(target, most); err != nil {
		if errors.Is(err, errBusy) {
			return fmt.Errorf("start crawl: %w", err)
		}
		return err
	}
	http.Redirect(q.out, q.Request, "/sources", http.StatusSeeOther)
	return nil
}

// stopCrawl stops the crawl that runs; the next one goes on.
func (q *request) stopCrawl() error {
	q.jobs.end()
	http.Redirect(q.out, q.Request, "/sources", http.StatusSeeOther)
	return nil
}
