package library

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"duibiao/corpus/extract"
	"duibiao/corpus/extract/archive"
	"duibiao/corpus/store"
)

// A member of an archive has the address of the archive with the member's path
// as its fragment, behind a mark of the URL syntax of Java's archives:
//
//	file:///docs/a.zip#!/dir/b.docx
//
// It is part of the address by which the member is a source like any other, and
// url.Parse gives the archive and the member back. To the user it is shown as
// the path a.zip!/dir/b.docx.
const memberMark = "!/"

// memberURL is the address of a member.
func memberURL(archive, member string) string {
	u, err := url.Parse(archive)
	if err != nil {
		return archive + "#" + memberMark + url.PathEscape(member)
	}
	u.Fragment, u.RawFragment = memberMark+strings.TrimPrefix(member, "/"), ""
	return u.String()
}

// member is a file in an archive, or the reason why it was not taken out.
type member struct {
	// path is where it stands in the archive; "!/" follows an archive inside.
	path string
	data []byte
	err  error
}

// members unpacks an archive and the archives in it. What is left out comes last.
func members(name string, data []byte) (list []member, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrInternal, p)
		}
	}()
	files, skipped, err := archive.Members(name, data, func(name string, data []byte) bool {
		return extract.Detect(name, data).Packed()
	})
	if err != nil {
		return nil, err //nolint:wrapcheck // names itself
	}
	for _, f := range files {
		list = append(list, member{path: f.Path, data: f.Data})
	}
	for _, s := range skipped {
		list = append(list, member{path: s.Path, err: s.Err})
	}
	if len(list) == 0 {
		return nil, extract.ErrEmpty
	}
	return list, nil
}

// prepareArchive reads the members of an archive: each is a document of its own.
func (im Import) prepareArchive(ctx context.Context, path, url string, data []byte) []prepared {
	list, err := members(path, data)
	if err != nil {
		return []prepared{{path: path, err: err}}
	}
	out := make([]prepared, 0, len(list))
	for _, m := range list {
		p := prepared{path: path + memberMark + m.path, err: m.err}
		if m.err == nil {
			p = im.prepareOne(ctx, p.path, memberURL(url, m.path), store.SHA256(m.data), m.data)
		}
		out = append(out, p)
	}
	return out
}
