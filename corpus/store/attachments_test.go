package store

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"duibiao/corpus"
)

func TestAttachments(t *testing.T) {
	ctx := context.Background()
	s := open(t, t.TempDir())
	first, second, file := makeIngest(1, 1, 2), makeIngest(2, 1, 2), makeIngest(3, 1, 2)
	put(t, s, first, second, file)
	id := func(in Ingest) string {
		t.Helper()
		id, err := s.DocumentAt(ctx, in.Source.URL)
		ok(t, err)
		return id
	}
	const a, b = "http://e.cn/a.doc", "http://e.cn/b.doc"
	ok(t, s.SetAttachments(ctx, id(first), []Attachment{{Name: "附件", URL: a}, {Name: "乙", URL: b}}))
	ok(t, s.LinkFile(ctx, AttachedFile{URL: a, MediaType: "application/msword", Was: "附件", Name: "甲.doc", Raw: []byte("甲")}))
	ok(t, s.LinkFile(ctx, AttachedFile{URL: b, MediaType: "text/plain", Raw: file.Raw, DocumentID: id(file)}))
	// Known files come with what is known of them; who names them no longer lets go.
	ok(t, s.SetAttachments(ctx, id(second), []Attachment{{Name: "另", URL: a}}))
	ok(t, s.SetAttachments(ctx, id(first), []Attachment{{Name: "乙", URL: b}, {Name: "附件", URL: a}}))
	list, err := s.Attachments(ctx, id(first))
	ok(t, err)
	same(t, "first", fmt.Sprint(list), fmt.Sprint([]Attachment{
		{id(first), "乙", b, "text/plain", SHA256(file.Raw), id(file)},
		{id(first), "甲.doc", a, "application/msword", SHA256([]byte("甲")), ""},
	}))
	list, err = s.Attachments(ctx, id(second))
	ok(t, err)
	same(t, "second", fmt.Sprint(list), fmt.Sprint([]Attachment{{id(second), "另", a, "application/msword", SHA256([]byte("甲")), ""}}))
	ok(t, s.SetAttachments(ctx, id(first), nil))
	list, err = s.Attachments(ctx, id(first))
	ok(t, err)
	same(t, "none left", len(list), 0)
	same(t, "problems", len(s.Check(ctx, true)), 0)
	if err := s.SetAttachments(ctx, "nobody", nil); err == nil {
		t.Error("attachments of nobody")
	}

	var archive bytes.Buffer
	ok(t, s.Backup(ctx, &archive))
	back := filepath.Join(t.TempDir(), "back")
	ok(t, Restore(ctx, &archive, back))
	raw, err := open(t, back).Raw(SHA256([]byte("甲")))
	ok(t, err)
	same(t, "file without a document", string(raw), "甲")
}

// TestTwin takes pages for the same document that differ in bytes only.
func TestTwin(t *testing.T) {
	ctx := context.Background()
	s := open(t, t.TempDir())
	short, long := makeIngest(1, 1, 1), makeIngest(2, 1, 1)
	short.Parsed = corpus.Parsed{Text: "短", Meta: short.Parsed.Meta}
	long.Parsed = corpus.Parsed{Text: strings.Repeat("长", minTwin), Meta: long.Parsed.Meta}
	put(t, s, short, long)
	twin := func(url string, in Ingest) string {
		t.Helper()
		sha, err := s.Twin(ctx, url, in.Parsed)
		ok(t, err)
		return sha
	}
	same(t, "long, elsewhere", twin("http://e.cn/x", long), SHA256(long.Raw))
	same(t, "short, elsewhere", twin("http://e.cn/x", short), "")
	same(t, "short, here", twin(short.Source.URL, short), SHA256(short.Raw))
	long.Parsed.Meta.DocNumber = "试〔2024〕1号"
	same(t, "another number", twin(long.Source.URL, long), "")
}
