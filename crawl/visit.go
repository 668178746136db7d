package crawl

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
)

// visit does one job. The error ends the run; what is wrong with the page is
// settled here.
func (r *run) visit(ctx context.Context, job Job) error {
	res, err := r.get(ctx, job)
	if err != nil {
		return r.fail(ctx, job, err)
	}
	switch {
	case res.Status == http.StatusNotModified:
		return r.unchanged(ctx, job)
	case res.Status == http.StatusNotFound, res.Status == http.StatusGone:
		return r.vanished(ctx, job, failure(Vanished, job.Request.URL, "status %d", res.Status))
	case isFile(res):
		return r.file(ctx, job, res)
	}
	p, err := r.read(r.targets[job.Target], job.Request, res)
	if err != nil {
		return r.fail(ctx, job, err)
	}
	return r.follow(ctx, job, res, p)
}

// get fetches a job's request. A status that means nothing to read is an error.
func (r *run) get(ctx context.Context, job Job) (*fetch.Response, error) {
	since := fetch.Since{}
	if job.Role != RoleList {
		since = fetch.Since{ETag: job.ETag, LastModified: job.LastModified}
	}
	res, err := r.client.Do(ctx, job.Request, since)
	if err != nil {
		return nil, err
	}
	r.emit(Event{Kind: EventFetched, Host: job.Host, URL: job.Request.URL, Role: job.Role, Title: job.Title, From: job.From})
	if res.Downgraded() && r.once("insecure "+job.Host) {
		r.emit(Event{Kind: EventNote, Host: job.Host, URL: res.URL, Reason: Insecure})
	}
	return res, r.check(job.Request, res)
}

// check refuses answers that bring nothing by their status or by what is
// missing of them.
func (r *run) check(req page.Request, res *fetch.Response) error {
	switch status := res.Status; {
	case status == http.StatusNotModified, status == http.StatusNotFound, status == http.StatusGone:
		return nil
	case status == http.StatusPreconditionFailed, status == 521:
		// What protections of Chinese government sites answer a first visit with.
		return failure(Challenge, req.URL, "status %d", status)
	case status >= http.StatusInternalServerError:
		return &fetch.Failure{Reason: Status, URL: req.URL, RetryAt: r.clock.Now(), Err: fmt.Errorf("status %d", status)}
	case status >= http.StatusBadRequest:
		return refusal(req, res)
	case status != http.StatusOK && status != http.StatusNonAuthoritativeInfo && status != http.StatusAccepted:
		return failure(Status, req.URL, "status %d", status)
	case res.CutOff:
		return failure(fetch.Truncated, req.URL, "the page has no end")
	case len(bytes.TrimSpace(res.Body)) == 0:
		return failure(NoDocument, req.URL, "empty answer")
	}
	return nil
}

// refusal tells a challenge from a plain 4xx by the script in it.
func refusal(req page.Request, res *fetch.Response) error {
	reason := Status
	if body := bytes.ToLower(res.Body); bytes.Contains(body, []byte("<script")) && (bytes.Contains(body, []byte("cookie")) || bytes.Contains(body, []byte("challenge"))) {
		reason = Challenge
	}
	return failure(reason, req.URL, "status %d", res.Status)
}

// read lets the target's reader see an answer; its panics are this answer's
// alone.
func (r *run) read(t Target, req page.Request, res *fetch.Response) (p page.Page, err error) {
	defer func() {
		if x := recover(); x != nil {
			err = failure(fetch.Internal, req.URL, "panic while reading: %v", x)
		}
	}()
	p, err = t.Read(Answer{Request: req, URL: res.URL, Header: res.Header, Body: res.Body})
	var f *fetch.Failure
	if err != nil && !errors.As(err, &f) {
		err = failure(Unreadable, req.URL, "%w", err)
	}
	return p, err
}

// follow does what the kind of page asks for.
func (r *run) follow(ctx context.Context, job Job, res *fetch.Response, p page.Page) error {
	switch p.Kind {
	case page.Refused:
		return r.fail(ctx, job, failure(Challenge, job.Request.URL, "%s", p.Why))
	case page.Missing:
		return r.vanished(ctx, job, failure(SoftMissing, job.Request.URL, "%s", p.Why))
	}
	if job.Role == RoleAttachment {
		if !wantsPage(job.Request.URL) && !savedByOffice(res) {
			return r.fail(ctx, job, failure(Mismatch, job.Request.URL, "a page came in place of a file"))
		}
		return r.keepFile(ctx, job, res)
	}
	switch {
	case p.Kind == page.Article:
		return r.article(ctx, job, res, p)
	case job.Role == RoleArticle && sentHome(res):
		return r.vanished(ctx, job, failure(SoftMissing, job.Request.URL, "led to the front page"))
	case p.Kind == page.List, p.Kind == page.Root:
		return r.list(ctx, job, p)
	case job.Role == RoleList:
		return r.skip(ctx, job, NoDocument, p.Why)
	}
	return r.fail(ctx, job, failure(NoDocument, job.Request.URL, "%s", p.Why))
}

// sentHome reports answers that a redirect to a front page gave.
func sentHome(res *fetch.Response) bool {
	if len(res.Hops) == 0 {
		return false
	}
	_, rest, _ := strings.Cut(res.URL, "://")
	_, path, _ := strings.Cut(rest, "/")
	path, _, _ = strings.Cut(path, "?")
	switch path {
	case "", "index.html", "index.htm", "index.jsp", "index.shtml":
		return true
	}
	return false
}

// wantsPage reports addresses of attachments that are pages by their name.
func wantsPage(address string) bool {
	address, _, _ = strings.Cut(strings.ToLower(address), "?")
	return strings.HasSuffix(address, ".htm") || strings.HasSuffix(address, ".html") || strings.HasSuffix(address, ".shtml")
}

// savedByOffice reports files that are markup or plain text inside and no pages
// of the site: Word and Excel save pages under .doc and .xls, and servers name
// their type.
func savedByOffice(res *fetch.Response) bool {
	kind := strings.ToLower(res.Header.Get("Content-Type"))
	if strings.Contains(kind, "msword") || strings.Contains(kind, "ms-excel") || strings.Contains(kind, "officedocument") ||
		strings.Contains(kind, "text/plain") || strings.Contains(kind, "csv") {
		return true
	}
	head := res.Body[:min(len(res.Body), 4<<10)]
	return bytes.Contains(head, []byte("urn:schemas-microsoft-com:office")) || bytes.HasPrefix(head, []byte("MIME-Version:"))
}

// skip settles a job that is not wanted after all.
func (r *run) skip(ctx context.Context, job Job, reason Reason, why string) error {
	job.State, job.Reason = Skipped, reason
	if _, err := r.o.Frontier.Finish(ctx, job, nil, ""); err != nil {
		return fmt.Errorf("finish %s: %w", job.Request.URL, err)
	}
	r.emit(Event{Kind: EventSkipped, Host: job.Host, URL: job.Request.URL, Role: job.Role, Title: job.Title, From: job.From, Reason: reason, Detail: why})
	return nil
}

// unchanged settles a conditional request that found nothing new.
func (r *run) unchanged(ctx context.Context, job Job) error {
	id, known, err := r.o.Keeper.Seen(ctx, job.known())
	if err != nil {
		return fmt.Errorf("keep %s: %w", job.Request.URL, err)
	}
	if !known && job.Role != RoleAttachment {
		// The store does not know what the server means: ask without a condition.
		job.ETag, job.LastModified = "", ""
		return r.fail(ctx, job, &fetch.Failure{Reason: Status, URL: job.Request.URL, RetryAt: r.clock.Now(), Err: errors.New("status 304 for nothing we have")})
	}
	job.State, job.Reason, job.RetryAt, job.Attempts = Parsed, "", time.Time{}, 0
	if _, err := r.o.Frontier.Finish(ctx, job, nil, ""); err != nil {
		return fmt.Errorf("finish %s: %w", job.Request.URL, err)
	}
	if job.Role != RoleAttachment {
		r.tookDocument()
	}
	r.emit(Event{Kind: EventUnchanged, Host: job.Host, URL: job.Request.URL, Role: job.Role, Title: job.Title, DocumentID: id})
	return nil
}

// vanished settles a page that is not there: a known document is kept and its
// place marked, anything else has failed.
func (r *run) vanished(ctx context.Context, job Job, cause error) error {
	id, known := "", false
	if !r.o.DryRun {
		var err error
		if id, known, err = r.o.Keeper.Gone(ctx, job.known()); err != nil {
			return fmt.Errorf("mark %s: %w", job.Request.URL, err)
		}
	}
	if !known {
		return r.fail(ctx, job, cause)
	}
	var f *fetch.Failure
	errors.As(cause, &f)
	job.State, job.Reason, job.ETag, job.LastModified = Gone, f.Reason, "", ""
	if _, err := r.o.Frontier.Finish(ctx, job, nil, ""); err != nil {
		return fmt.Errorf("finish %s: %w", job.Request.URL, err)
	}
	r.emit(Event{Kind: EventGone, Host: job.Host, URL: job.Request.URL, Role: job.Role, Title: job.Title, DocumentID: id, Reason: f.Reason, Detail: detail(f)})
	return nil
}

// isFile tells a file from a page by its first bytes and what the server says.
func isFile(res *fetch.Response) bool {
	head := bytes.TrimPrefix(res.Body[:min(len(res.Body), 1024)], []byte("\xEF\xBB\xBF"))
	for _, magic := range []string{"%PDF", "PK\x03\x04", "\xD0\xCF\x11\xE0", "Rar!", "7z\xBC\xAF", "{\\rtf", "\x1F\x8B", "\xFF\xD8\xFF", "\x89PNG", "GIF8", "II*\x00", "MM\x00*"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	if first := bytes.TrimSpace(head); len(first) > 0 && bytes.IndexByte([]byte("<{["), first[0]) >= 0 {
		return false
	}
	if strings.HasPrefix(strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Disposition"))), "attachment") {
		return true
	}
	kind := strings.ToLower(res.Header.Get("Content-Type"))
	if strings.Contains(kind, "html") || strings.Contains(kind, "json") || strings.Contains(kind, "xml") || strings.Contains(kind, "javascript") {
		return false
	}
	return bytes.IndexByte(head, 0) >= 0 || strings.HasPrefix(kind, "application/") || strings.HasPrefix(kind, "image/")
}
