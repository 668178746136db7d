package library

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"duibiao/corpus/store"
	"duibiao/crawl"
)

// packed stores the members of an archive that a crawl brought: each that can be
// read is a document of its own and a file of the documents that name the
// archive, after it. The archive's own bytes are kept. Done again after a kill
// at any point, it ends the same.
func (k *keeper) packed(ctx context.Context, f crawl.File) (crawl.Kept, error) {
	name := nameFor(f.Name, f.URL)
	kept := crawl.Kept{Outcome: crawl.RawKept}
	err := k.store.LinkFile(ctx, store.AttachedFile{URL: f.URL, MediaType: mediaType(name, f), Was: f.Title, Name: f.Name, Raw: f.Body})
	if err != nil {
		return kept, fmt.Errorf("keep: %w", err)
	}
	list, err := members(name, f.Body)
	if err != nil {
		kept.Reason, _ = reasonOf(err)
		kept.Err = err
		return kept, nil
	}
	var files []store.AttachedFile
	var failed []member
	for _, m := range list {
		if m.err == nil {
			file, err := k.member(ctx, f, name, &m)
			if err != nil {
				return kept, err
			}
			files = append(files, file)
		}
		if m.err != nil {
			failed = append(failed, m)
		}
	}
	if err := k.linkMembers(ctx, f.URL, files); err != nil {
		return kept, err
	}
	if len(failed) > 0 {
		kept.Reason, _ = reasonOf(failed[0].err)
		kept.Err = sayFailed(failed)
	}
	return kept, nil
}

// member stores one member; m.err is set when there is no document in it.
func (k *keeper) member(ctx context.Context, f crawl.File, archive string, m *member) (store.AttachedFile, error) {
	at := memberURL(f.URL, m.path)
	kept, err := k.put(ctx, nameOf(at), m.data, store.Ingest{Region: f.Region, Source: store.Origin{URL: at}})
	if err != nil {
		return store.AttachedFile{}, err
	}
	m.err = kept.Err
	listed := archive + memberMark + m.path
	return store.AttachedFile{
		URL: at, MediaType: mediaType(nameOf(at), crawl.File{Body: m.data}), Was: listed, Name: listed, Raw: m.data, DocumentID: kept.DocumentID,
	}, nil
}

// linkMembers lists the members after their archive wherever that is listed.
func (k *keeper) linkMembers(ctx context.Context, archive string, files []store.AttachedFile) error {
	k.lists.Lock()
	defer k.lists.Unlock()
	owners, err := k.store.Owners(ctx, archive)
	if err != nil {
		return fmt.Errorf("link members: %w", err)
	}
	for _, id := range owners {
		was, err := k.store.Attachments(ctx, id)
		if err != nil {
			return fmt.Errorf("link members: %w", err)
		}
		if err := k.store.SetAttachments(ctx, id, withMembers(was, archive, files)); err != nil {
			return fmt.Errorf("link members: %w", err)
		}
	}
	for _, f := range files {
		if err := k.store.LinkFile(ctx, f); err != nil {
			return fmt.Errorf("link members: %w", err)
		}
	}
	return nil
}

// withMembers puts the members of an archive in the place of those it had.
func withMembers(list []store.Attachment, archive string, files []store.AttachedFile) []store.Attachment {
	var out []store.Attachment
	for _, a := range list {
		if strings.HasPrefix(a.URL, memberURL(archive, "")) {
			continue
		}
		out = append(out, a)
		if a.URL != archive {
			continue
		}
		for _, f := range files {
			out = append(out, store.Attachment{Name: f.Name, URL: f.URL})
		}
	}
	return out
}

// maxSaid is how many members that failed are named in one message.
const maxSaid = 5

// sayFailed names members and what is wrong with them.
func sayFailed(failed []member) error {
	var errs []error
	for i, m := range failed {
		if i == maxSaid {
			errs = append(errs, fmt.Errorf("and %d more", len(failed)-i))
			break
		}
		errs = append(errs, fmt.Errorf("%s: %w", m.path, m.err))
	}
	return oneLine{errors.Join(errs...)}
}

// oneLine is a joined error in one line.
type oneLine struct{ error }

func (e oneLine) Error() string { return strings.ReplaceAll(e.error.Error(), "\n", "; ") }
func (e oneLine) Unwrap() error { return e.error }
