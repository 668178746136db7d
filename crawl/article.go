package crawl

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
)

// article settles a page that is a document: its further pages and frames are
// fetched, all of it is stored, its attachments become jobs.
func (r *run) article(ctx context.Context, job Job, res *fetch.Response, p page.Page) error {
	if words := r.targets[job.Target].words(job.Filtered); job.Role == RoleList && job.Filtered && !matches(p.Title, words) {
		return r.skip(ctx, job, NoMatch, p.Title)
	}
	if r.o.DryRun {
		return r.wouldStore(ctx, job, p)
	}
	g := &gathering{run: r, target: r.targets[job.Target], seen: map[string]bool{job.Key: true}}
	if err := g.add(ctx, job.Request, res, p, PartPage); err != nil {
		return r.fail(ctx, job, err)
	}
	if job.Title == "" {
		job.Title = p.Title
	}
	place := source(job, res)
	job.Place = place
	jobs, attachments := r.attachments(job, place, g.attachments)
	kept, err := r.o.Keeper.Article(ctx, Article{
		URL: place, Region: g.target.Region, Name: fileName(res), Title: job.Title, Date: job.Date, Fields: job.Fields,
		Parts: g.parts, Attachments: attachments, Header: res.Header,
	})
	if err != nil {
		return fmt.Errorf("keep %s: %w", job.Request.URL, err)
	}
	if len(g.parts) > 1 {
		res.Header = http.Header{} // one page unchanged says nothing about the others
	}
	return r.kept(ctx, job, res, kept, jobs)
}

func (r *run) wouldStore(ctx context.Context, job Job, p page.Page) error {
	job.State = Parsed
	if _, err := r.o.Frontier.Finish(ctx, job, nil, ""); err != nil {
		return fmt.Errorf("finish %s: %w", job.Request.URL, err)
	}
	r.tookDocument()
	r.emit(Event{Kind: EventWould, Host: job.Host, URL: job.Request.URL, Role: RoleArticle, Title: p.Title})
	return nil
}

// kept settles a job whose bytes the keeper has seen.
func (r *run) kept(ctx context.Context, job Job, res *fetch.Response, kept Kept, found []Job) error {
	if kept.Reason != "" && kept.Outcome != RawKept {
		return r.fail(ctx, job, failure(kept.Reason, job.Request.URL, "%w", kept.Err))
	}
	job.State, job.Reason, job.RetryAt, job.Attempts = Parsed, kept.Reason, time.Time{}, 0
	if kept.Outcome == RawKept {
		job.State = Fetched
	}
	job.ETag, job.LastModified = res.Header.Get("ETag"), res.Header.Get("Last-Modified")
	fresh, err := r.o.Frontier.Finish(ctx, job, found, "")
	if err != nil {
		return fmt.Errorf("finish %s: %w", job.Request.URL, err)
	}
	if job.Role != RoleAttachment {
		r.tookDocument()
	}
	e := Event{Kind: eventOf(kept.Outcome), Host: job.Host, URL: job.Request.URL, Role: job.Role, Title: job.Title, Date: job.Date, From: job.From, DocumentID: kept.DocumentID, Reason: kept.Reason}
	if kept.Err != nil {
		e.Detail = kept.Err.Error()
	}
	r.emit(e)
	r.tell(job, found, fresh)
	return nil
}

func eventOf(o Outcome) EventKind {
	switch o {
	case Added:
		return EventNew
	case Updated:
		return EventUpdated
	case Duplicate:
		return EventDuplicate
	case RawKept:
		return EventFile
	}
	return EventUnchanged
}

// attachments makes jobs of an article's files and lists them under the
// addresses by which they will be stored.
func (r *run) attachments(job Job, place string, list []page.Attachment) ([]Job, []page.Attachment) {
	var (
		jobs []Job
		out  []page.Attachment
	)
	seen := map[string]bool{}
	for _, a := range list {
		j := newJob(RoleAttachment, a.Request, job)
		if j.Key == "" || seen[j.Key] || j.Key == place {
			continue
		}
		seen[j.Key] = true
		j.Title, j.Date = a.Name, job.Date
		jobs = append(jobs, j)
		a.Request.URL = j.Key
		out = append(out, a)
	}
	return jobs, out
}

// gathering collects what belongs to one article.
type gathering struct {
	run         *run
	target      Target
	seen        map[string]bool
	parts       []Part
	attachments []page.Attachment
}

// add takes in a page and, depth first in their order, its frames and further
// pages. Any that cannot be had is an error: half an article is none.
func (g *gathering) add(ctx context.Context, req page.Request, res *fetch.Response, p page.Page, role string) error {
	if len(g.parts) >= g.run.caps.Parts {
		return failure(TooMany, req.URL, "more than %d parts", g.run.caps.Parts)
	}
	g.parts = append(g.parts, Part{Role: role, URL: res.URL, ContentType: res.Header.Get("Content-Type"), Body: res.Body})
	g.attachments = append(g.attachments, p.Attachments...)
	for _, frame := range p.Frames {
		if err := g.fetch(ctx, frame, PartFrame); err != nil {
			return err
		}
	}
	for _, part := range p.Parts {
		if err := g.fetch(ctx, part, role); err != nil {
			return err
		}
	}
	return nil
}

// fetch gets one part and what follows from it.
func (g *gathering) fetch(ctx context.Context, req page.Request, role string) error {
	j := newJob(RoleArticle, req, Job{})
	if j.Key == "" || g.seen[j.Key] {
		return nil
	}
	g.seen[j.Key] = true
	res, err := g.run.client.Do(ctx, j.Request, fetch.Since{})
	if err == nil {
		g.run.emit(Event{Kind: EventFetched, Host: j.Host, URL: req.URL, Role: Role(role)})
		err = g.run.check(req, res)
	}
	if err == nil && (res.Status == http.StatusNotFound || res.Status == http.StatusGone) {
		err = failure(Vanished, req.URL, "status %d", res.Status)
	}
	if err != nil {
		return part(err, req.URL)
	}
	if isFile(res) {
		// The frame shows a file: it is an attachment that is all of the body.
		g.attachments = append(g.attachments, page.Attachment{Name: attachmentName("", res), Request: req})
		return nil
	}
	p, err := g.run.read(g.target, req, res)
	switch {
	case err != nil:
		return part(err, req.URL)
	case p.Kind == page.Refused:
		return failure(Challenge, req.URL, "part of the article: %s", p.Why)
	case p.Kind == page.Missing:
		return failure(SoftMissing, req.URL, "part of the article: %s", p.Why)
	}
	return g.add(ctx, req, res, p, role)
}

// part says in a failure that it is about a part.
func part(err error, address string) error {
	var f *fetch.Failure
	if !errors.As(err, &f) {
		return err
	}
	named := *f
	named.Err = fmt.Errorf("part %s of the article: %w", address, f.Err)
	return &named
}

// file settles a response that is a file: an attachment, or a document of its
// own when a list led straight to it.
func (r *run) file(ctx context.Context, job Job, res *fetch.Response) error {
	if job.Role == RoleAttachment {
		return r.keepFile(ctx, job, res)
	}
	if r.o.DryRun {
		return r.wouldStore(ctx, job, page.Page{Title: job.Title})
	}
	job.Place = source(job, res)
	kept, err := r.o.Keeper.Article(ctx, Article{
		URL: job.Place, Region: r.targets[job.Target].Region, Name: fileName(res),
		Title: job.Title, Date: job.Date, Fields: job.Fields, Header: res.Header,
		Parts: []Part{{Role: PartPage, URL: res.URL, ContentType: res.Header.Get("Content-Type"), Body: res.Body}},
	})
	if err != nil {
		return fmt.Errorf("keep %s: %w", job.Request.URL, err)
	}
	return r.kept(ctx, job, res, kept, nil)
}

// keepFile stores an attachment.
func (r *run) keepFile(ctx context.Context, job Job, res *fetch.Response) error {
	kept, err := r.o.Keeper.File(ctx, File{
		URL: job.Key, Title: job.Title, Name: attachmentName(job.Title, res), Region: r.targets[job.Target].Region,
		ContentType: res.Header.Get("Content-Type"), Body: res.Body, Header: res.Header,
	})
	if err != nil {
		return fmt.Errorf("keep %s: %w", job.Request.URL, err)
	}
	return r.kept(ctx, job, res, kept, nil)
}

// fileName is the name a response gives its file.
func fileName(res *fetch.Response) string {
	u, err := url.Parse(res.URL)
	if err != nil {
		return ""
	}
	return page.FileName(res.Header, u)
}

// attachmentName is the name under which an attachment is listed: what the page
// calls it, unless only the server says what kind of file it is.
func attachmentName(title string, res *fetch.Response) string {
	name := fileName(res)
	if title == "" || path.Ext(title) == "" && isGeneric(title) && name != "" {
		return name
	}
	return title
}

// isGeneric reports link texts that name no file: 附件, 附件1, 下载, 点击下载.
func isGeneric(title string) bool {
	title = strings.TrimFunc(title, func(r rune) bool {
		return strings.ContainsRune("0123456789 .:：（）()[]【】一二三四五六七八九十", r)
	})
	switch title {
	case "", "附件", "下载", "点击下载", "附件下载", "下载附件", "点此下载", "查看", "点击查看", "download":
		return true
	}
	return false
}
