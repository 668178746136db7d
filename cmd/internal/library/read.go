package library

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/parse"
	"duibiao/corpus/store"
)

// ErrInternal says that a parser failed on a file in a way it should not: a
// defect of ours, kept to the one file.
var ErrInternal = errors.New("internal error while reading")

// Read extracts and parses the bytes of one file in this process, without
// recognition of pictures.
func Read(name string, data []byte, region string) (corpus.Content, corpus.Parsed, error) {
	var r extract.Reader
	content, parsed, err := ReadWith(context.Background(), &r, name, data, region)
	return content, parsed, errors.Join(err, r.Close())
}

// ReadWith extracts and parses the bytes of one file. A panic of a parser is an
// error of this file alone.
func ReadWith(ctx context.Context, r *extract.Reader, name string, data []byte, region string) (content corpus.Content, parsed corpus.Parsed, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrInternal, p)
		}
	}()
	content, err = open(ctx, r, name, data)
	if err != nil {
		return content, parsed, err
	}
	parsed = parse.Document(content, parse.Hint{Region: region, FileName: name})
	return content, parsed, code(&parsed)
}

// fill parses bytes into an ingest and gives the warnings of reading.
func fill(ctx context.Context, r *extract.Reader, in *store.Ingest, name string, data []byte, region string) ([]string, error) {
	content, parsed, err := ReadWith(ctx, r, name, data, region)
	if err != nil {
		return nil, err
	}
	in.MediaType, in.Charset, in.Parsed = content.MediaType, content.Charset, parsed
	return content.Warnings, nil
}

// nameOf is the file name in a source's address; of a member of an archive, its
// own.
func nameOf(src string) string {
	u, err := url.Parse(src)
	if err != nil {
		return path.Base(src)
	}
	if inside, ok := strings.CutPrefix(u.Fragment, memberMark); ok {
		return path.Base(inside)
	}
	return path.Base(u.Path)
}
