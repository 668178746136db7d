package library

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"sync"

	"duibiao/corpus/extract"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/sandbox"
	"duibiao/corpus/store"
	"duibiao/crawl"
	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
)

// keeper extracts, parses and stores what a crawl brings.
type keeper struct {
	store  *store.Store
	reader *extract.Reader
	// identity is held from looking for the same document to storing this one:
	// two places that show it at the same moment must not make two of it.
	identity sync.Mutex
	// lists is held while the list of a document's files is read and written.
	lists sync.Mutex
}

var _ crawl.Keeper = (*keeper)(nil)

// Article stores a document, then the list of its files: done again after a
// kill between the two, it ends the same.
func (k *keeper) Article(ctx context.Context, a crawl.Article) (crawl.Kept, error) {
	if b := a.Parts[0].Body; extract.Detect(a.Name, b).Packed() {
		return k.packed(ctx, crawl.File{URL: a.URL, Name: nameFor(a.Name, a.URL), Region: a.Region, Body: b, Header: a.Header})
	}
	raw, err := rawOf(ctx, k.reader, a)
	if err != nil {
		return crawl.Kept{}, err
	}
	kept, err := k.put(ctx, nameFor(a.Name, a.URL), raw, store.Ingest{
		Region: a.Region, Source: store.Origin{URL: a.URL, Headers: headers(a.Header)},
	})
	if err != nil || kept.DocumentID == "" {
		return kept, err
	}
	return kept, k.list(ctx, kept.DocumentID, a.Attachments)
}

// list makes these the files of a document; archives among them keep the members
// that are known.
func (k *keeper) list(ctx context.Context, id string, attachments []page.Attachment) error {
	k.lists.Lock()
	defer k.lists.Unlock()
	var files []store.Attachment
	for _, f := range attachments {
		files = append(files, store.Attachment{Name: f.Name, URL: f.Request.URL})
		known, err := k.store.Members(ctx, memberURL(f.Request.URL, ""))
		if err != nil {
			return fmt.Errorf("attachments: %w", err)
		}
		files = append(files, known...)
	}
	if err := k.store.SetAttachments(ctx, id, files); err != nil {
		return fmt.Errorf("attachments: %w", err)
	}
	return nil
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
		if _, err := fill(ctx, k.reader, &in, name, raw, in.Region); err != nil {
			if ctx.Err() != nil { // no fault of the file
				return crawl.Kept{}, fmt.Errorf("read %s: %w", in.Source.URL, ctx.Err())
			}
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

// whole is a reason why a file gives no document although its bytes may be as they
// should: they are kept, for a better reader, a password or recognition.
type whole struct {
	is     error
	reason crawl.Reason
}

func wholes() []whole {
	return []whole{
		{extract.ErrNoText, crawl.NoText},
		{extract.ErrEncrypted, crawl.Protected},
		{fault.ErrTimeout, crawl.Unreadable},
		{fault.ErrMemory, crawl.Unreadable},
		{sandbox.ErrCrashed, crawl.Unreadable},
		{ErrInternal, crawl.Unreadable},
	}
}

// reasonOf says why no document could be made, and whether the bytes are kept.
func reasonOf(cause error) (reason crawl.Reason, keep bool) {
	var unsupported *extract.UnsupportedError
	var large *extract.TooLargeError
	switch {
	case errors.As(cause, &unsupported):
		return crawl.Unsupported, true
	case errors.As(cause, &large):
		return fetch.TooLarge, true
	}
	for _, w := range wholes() {
		if errors.Is(cause, w.is) {
			return w.reason, true
		}
	}
	return crawl.Unreadable, false
}

// unread says why no document could be made.
func (k *keeper) unread(ctx context.Context, url string, raw []byte, cause error) (crawl.Kept, error) {
	kept := crawl.Kept{Err: cause}
	keep := false
	if kept.Reason, keep = reasonOf(cause); !keep {
		return kept, nil
	}
	kept.Outcome = crawl.RawKept
	err := k.store.LinkFile(ctx, store.AttachedFile{URL: url, Raw: raw})
	if err != nil {
		return kept, fmt.Errorf("keep: %w", err)
	}
	return kept, nil
}

// File stores an attachment and links it.
func (k *keeper) File(ctx context.Context, f crawl.File) (crawl.Kept, error) {
	name := nameFor(f.Name, f.URL)
	if extract.Detect(name, f.Body).Packed() {
		return k.packed(ctx, f)
	}
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
	places := []string{url}
	id, err := k.store.DocumentAt(ctx, url)
	if err == nil && id == "" { // an archive is known by its members
		if places, err = k.store.SourcesUnder(ctx, memberURL(url, "")); err == nil && len(places) > 0 {
			id, err = k.store.DocumentAt(ctx, places[0])
		}
	}
	if err != nil || id == "" {
		return "", false, err
	}
	for _, place := range places {
		if err := k.store.MarkSource(ctx, place, gone); err != nil {
			return id, true, err
		}
	}
	return id, true, nil
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
