package library

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"sync"
	"time"

	"duibiao/corpus/extract"
	"duibiao/corpus/store"
	"duibiao/crawl"
)

// Crawl runs a crawl into the library, which must be open for writing. The
// frontier and the keeper of the options are the library's own, but in a dry
// run, which changes nothing. The index is not brought up to date.
func (l *Library) Crawl(ctx context.Context, o crawl.Options) (crawl.Summary, error) {
	o.Frontier, o.Keeper = frontier{l.Store}, &keeper{store: l.Store}
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

// keeper extracts, parses and stores what a crawl brings.
type keeper struct {
	store *store.Store
	// identity is held from looking for the same document to storing this one:
	// two places that show it at the same moment must not make two of it.
	identity sync.Mutex
}

var _ crawl.Keeper = (*keeper)(nil)

// Article stores a document, then the list of its files: done again after a
// kill between the two, it ends the same.
func (k *keeper) Article(ctx context.Context, a crawl.Article) (crawl.Kept, error) {
	raw, err := rawOf(a)
	if err != nil {
		return crawl.Kept{}, err
	}
	kept, err := k.put(ctx, nameFor(a.Name, a.URL), raw, store.Ingest{
		Region: a.Region, Source: store.Origin{URL: a.URL, Headers: headers(a.Header)},
	})
	if err != nil || kept.DocumentID == "" {
		return kept, err
	}
	files := make([]store.Attachment, len(a.Attachments))
	for i, f := range a.Attachments {
		files[i] = store.Attachment{Name: f.Name, URL: f.Request.URL}
	}
	if err := k.store.SetAttachments(ctx, kept.DocumentID, files); err != nil {
		return kept, fmt.Errorf("attachments: %w", err)
	}
	return kept, nil
}

// put stores bytes as a document. Bytes of a format that is recognised and not
// read yet are kept as they are.
func (k *keeper) put(ctx context.Context, name string, raw []byte, in store.Ingest) (crawl.Kept, error) {
	in.SHA256 = store.SHA256(raw)
	known, err := k.store.Lookup(ctx, in.Source.URL, in.SHA256)
	if err != nil {
		return crawl.Kept{}, fmt.Errorf("look up: %w", err)
	}
	if known.DocumentID == "" {
		in.Raw = raw
		if err := fill(&in, name, raw, in.Region); err != nil {
			return k.unread(ctx, in.Source.URL, raw, err)
		}
	}
	r, err := k.storeOne(ctx, in)
	if err != nil {
		return crawl.Kept{}, err
	}
	if r.Err != nil {
		return crawl.Kept{Reason: crawl.Unreadable, Err: r.Err}, nil
	}
	return crawl.Kept{DocumentID: r.DocumentID, Outcome: crawl.Outcome(r.Outcome)}, nil
}

// storeOne stores one document, as its twin if there is one.
func (k *keeper) storeOne(ctx context.Context, in store.Ingest) (store.Result, error) {
	k.identity.Lock()
	defer k.identity.Unlock()
	if in.Raw != nil {
		twin, err := k.store.Twin(ctx, in.Source.URL, in.Parsed)
		if err != nil {
			return store.Result{}, fmt.Errorf("look for the same text: %w", err)
		}
		if twin != "" {
			in.Raw, in.SHA256 = nil, twin
		}
	}
	results, err := k.store.Put(ctx, []store.Ingest{in})
	if err != nil {
		return store.Result{}, fmt.Errorf("store: %w", err)
	}
	return results[0], nil
}

// unread says why no document could be made.
func (k *keeper) unread(ctx context.Context, url string, raw []byte, cause error) (crawl.Kept, error) {
	kept := crawl.Kept{Reason: crawl.Unreadable, Err: cause}
	var unsupported *extract.UnsupportedError
	if !errors.As(cause, &unsupported) {
		return kept, nil
	}
	kept.Reason, kept.Outcome = crawl.Unsupported, crawl.RawKept
	err := k.store.LinkFile(ctx, store.AttachedFile{URL: url, Raw: raw})
	if err != nil {
		return kept, fmt.Errorf("keep: %w", err)
	}
	return kept, nil
}

// File stores an attachment and links it.
func (k *keeper) File(ctx context.Context, f crawl.File) (crawl.Kept, error) {
	name := nameFor(f.Name, f.URL)
	kept, err := k.put(ctx, name, f.Body, store.Ingest{Region: f.Region, Source: store.Origin{URL: f.URL, Headers: headers(f.Header)}})
	if err != nil {
		return kept, err
	}
	if kept.DocumentID == "" {
		kept.Outcome = crawl.RawKept // also what is damaged is listed and kept
	}
	err = k.store.LinkFile(ctx, store.AttachedFile{
		URL: f.URL, MediaType: mediaType(name, f), Was: f.Title, Name: f.Name, Raw: f.Body, DocumentID: kept.DocumentID,
	})
	if err != nil {
		return kept, fmt.Errorf("link: %w", err)
	}
	return kept, nil
}

// mediaType is what the bytes are; the server's word where they do not say.
func mediaType(name string, f crawl.File) string {
	format := extract.Detect(name, f.Body)
	if known := format.MediaType(); known != "" {
		return known
	}
	if t, _, err := mime.ParseMediaType(f.ContentType); err == nil && t != "application/octet-stream" {
		return t
	}
	if t, _, err := mime.ParseMediaType(mime.TypeByExtension("." + string(format))); err == nil {
		return t
	}
	return "application/octet-stream"
}

// Seen and Gone mark a place.
func (k *keeper) Seen(ctx context.Context, url string) (string, bool, error) {
	return k.mark(ctx, url, false)
}

// Gone marks a place that has vanished; its document is kept.
func (k *keeper) Gone(ctx context.Context, url string) (string, bool, error) {
	return k.mark(ctx, url, true)
}

func (k *keeper) mark(ctx context.Context, url string, gone bool) (string, bool, error) {
	id, err := k.store.DocumentAt(ctx, url)
	if err != nil || id == "" {
		return "", false, err
	}
	return id, true, k.store.MarkSource(ctx, url, gone)
}

// headers are what is kept of a response's head.
func headers(h http.Header) map[string]string {
	out := map[string]string{}
	for _, name := range []string{"Content-Type", "Content-Disposition", "Date", "ETag", "Last-Modified", "Server"} {
		if v := h.Get(name); v != "" {
			out[name] = v
		}
	}
	return out
}

// nameFor is the name that helps to tell a file's format.
func nameFor(name, url string) string {
	if name != "" {
		return name
	}
	return nameOf(url)
}

func digest(b []byte) string { return store.SHA256(b) }
