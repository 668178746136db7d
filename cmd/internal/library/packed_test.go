package library

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duibiao/cmd/internal/intake"
	"duibiao/corpus"
	"duibiao/corpus/extract"
	"duibiao/corpus/store"
	"duibiao/crawl"
	"duibiao/crawl/page"
)

// zipOf packs names and texts, in pairs.
func zipOf(t *testing.T, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		w, err := z.Create(pairs[i])
		if err == nil {
			_, err = w.Write([]byte(pairs[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func rules(name string) string {
	return name + "\n第一条 花木应当浇水。\n第二条 浇水应当及时。\n"
}

func TestMemberAddress(t *testing.T) {
	for _, archive := range []string{"file:///a/%E9%99%84%20%23.zip", "http://town.gov.cn/down?id=3&f=a.zip"} {
		for _, path := range []string{"目录/乙 #1?.docx", "内.zip!/甲%41.txt", "a!/b"} {
			at := memberURL(archive, path)
			u, err := url.Parse(at)
			if err != nil || u.Fragment != memberMark+path || u.String() != at {
				t.Errorf("%s: %q %v", at, u.Fragment, err)
			}
			u.Fragment, u.RawFragment = "", ""
			if u.String() != archive || nameOf(at) != path[strings.LastIndex(path, "/")+1:] {
				t.Errorf("%s: archive %s, name %s", at, u, nameOf(at))
			}
		}
	}
}

//nolint:revive // one story
func TestImportArchive(t *testing.T) {
	l, dir := openDir(t, t.TempDir()), t.TempDir()
	path := filepath.Join(dir, "附件.zip")
	data := zipOf(t, "甲.txt", rules("甲镇花木办法"), "丙/乙.txt", rules("乙镇花木办法"), "丁.rtf", "{\\rtf1}",
		"内.zip", string(zipOf(t, "甲.txt", rules("戊镇花木办法"))))
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	run := func() map[string]store.Outcome {
		got := map[string]store.Outcome{}
		err := Import{Store: l.Store}.Run(t.Context(), []intake.Found{{Path: path, Size: int64(len(data))}}, func(r FileResult) {
			got[strings.TrimPrefix(r.Path, path)] = r.Outcome
			if r.File != path || (r.Err != nil) != (r.Outcome == store.Failed) {
				t.Errorf("%+v", r)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	for _, want := range []store.Outcome{store.Added, store.Unchanged} {
		got := run()
		for _, name := range []string{"!/甲.txt", "!/丙/乙.txt", "!/内.zip!/甲.txt"} {
			if got[name] != want {
				t.Errorf("%s: %s, want %s", name, got[name], want)
			}
		}
		if got["!/丁.rtf"] != store.Failed || len(got) != 4 {
			t.Errorf("%v", got)
		}
	}
	before := dumpOf(t, l)
	if r, err := l.Reparse(t.Context(), func() {}); err != nil || r.Changed+len(r.Failed)+r.Added != 0 || dumpOf(t, l) != before {
		t.Errorf("%+v %v", r, err)
	}
}

// notice is an article with files.
func notice(n string, files ...string) crawl.Article {
	a := crawl.Article{URL: "http://town.gov.cn/" + n + ".html", Parts: []crawl.Part{{
		Role: crawl.PartPage,
		Body: []byte("<html><head><title>" + n + "通知</title></head><body><p>关于" + n + "的通知</p><p>请各村照办，" + n + "不得拖延，按时回报结果。</p></body></html>"),
	}}}
	for _, f := range files {
		a.Attachments = append(a.Attachments, page.Attachment{Name: f, Request: page.Get("http://town.gov.cn/" + f)})
	}
	return a
}

// listed are the files of a document, those that are documents marked with +.
func listed(t *testing.T, l *Library, id string) string {
	t.Helper()
	files, err := l.Store.Attachments(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		s := f.Name
		if f.DocumentID != "" {
			s += "+"
		}
		if f.SHA256 == "" {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

//nolint:revive // one story
func TestCrawledArchive(t *testing.T) {
	l := openDir(t, t.TempDir())
	k := &keeper{store: l.Store}
	article := func(a crawl.Article) string {
		t.Helper()
		kept, err := k.Article(t.Context(), a)
		if err != nil || kept.DocumentID == "" {
			t.Fatal(kept, err)
		}
		return kept.DocumentID
	}
	file := crawl.File{
		URL: "http://town.gov.cn/a.zip", Title: "a.zip", Name: "a.zip",
		Body: zipOf(t, "甲.txt", rules("甲镇花木办法"), "乙.txt", rules("乙镇花木办法"), "丙.rtf", "{\\rtf1}"),
	}
	first := article(notice("浇水", "x.doc", "a.zip", "y.doc"))
	want := "x.doc? a.zip a.zip!/甲.txt+ a.zip!/乙.txt+ a.zip!/丙.rtf y.doc?"
	for range 2 { // the second time as after a kill
		kept, err := k.File(t.Context(), file)
		if err != nil || kept.Outcome != crawl.RawKept || kept.Reason != crawl.Unsupported || !strings.Contains(kept.Err.Error(), "丙.rtf") {
			t.Errorf("%+v %v", kept, err)
		}
		if got := listed(t, l, first); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	// The page again keeps the members; another page that names the archive has them too.
	article(notice("浇水", "x.doc", "a.zip", "y.doc"))
	if got := listed(t, l, first); got != want {
		t.Errorf("again: %s", got)
	}
	second := article(notice("修枝", "a.zip"))
	if got := listed(t, l, second); got != "a.zip a.zip!/甲.txt+ a.zip!/乙.txt+ a.zip!/丙.rtf" {
		t.Errorf("second page: %s", got)
	}
	// A new archive at the place replaces them.
	file.Body = zipOf(t, "丁.txt", rules("丁镇花木办法"))
	if kept, err := k.File(t.Context(), file); err != nil || kept.Reason != "" {
		t.Errorf("%+v %v", kept, err)
	}
	if got := listed(t, l, second); got != "a.zip a.zip!/丁.txt+" {
		t.Errorf("new archive: %s", got)
	}
	if _, known, err := k.Seen(t.Context(), file.URL); err != nil || !known {
		t.Errorf("the archive is not known: %v", err)
	}
	if p := l.Store.Check(t.Context(), true); len(p) > 0 {
		t.Error(p)
	}
}

// reads is an Isolator that reads everything as one paragraph, or nothing.
type reads struct{ err error }

func (r reads) Read(_ context.Context, job extract.Job, _ []byte) (corpus.Content, error) {
	if r.err != nil {
		return corpus.Content{}, r.err
	}
	return corpus.Content{MediaType: string(job.Format), Blocks: []corpus.Block{{Kind: corpus.BlockParagraph, Text: rules(job.Name)}}}, nil
}

func TestKeptFilesBecomeDocuments(t *testing.T) {
	l := openDir(t, t.TempDir())
	l.Reader = &extract.Reader{Isolate: reads{extract.ErrNoText}}
	k := &keeper{store: l.Store, reader: l.Reader}
	a, err := k.Article(t.Context(), notice("浇水", "a.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	pdf := crawl.File{URL: "http://town.gov.cn/a.pdf", Title: "a.pdf", Name: "a.pdf", Body: []byte("%PDF-1.7 scan")}
	if kept, err := k.File(t.Context(), pdf); err != nil || kept.Outcome != crawl.RawKept || kept.Reason != crawl.NoText {
		t.Fatalf("%+v %v", kept, err)
	}
	l.Reader.Isolate = reads{}
	for _, want := range []int{1, 0} {
		r, err := l.Reparse(t.Context(), func() {})
		if err != nil || r.Added != want {
			t.Errorf("%+v %v, want %d added", r, err, want)
		}
	}
	if got := listed(t, l, a.DocumentID); got != "a.pdf+" {
		t.Errorf("%s", got)
	}
	if p := l.Store.Check(t.Context(), true); slices.ContainsFunc(p, func(p store.Problem) bool { return !p.Harmless }) {
		t.Error(p)
	}
}

// TestCancelledReadIsNoFault: what was not read because the user stopped is not
// settled as unreadable.
func TestCancelledReadIsNoFault(t *testing.T) {
	l := openDir(t, t.TempDir())
	k := &keeper{store: l.Store, reader: &extract.Reader{Isolate: reads{context.Canceled}}}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := k.File(ctx, crawl.File{URL: "http://town.gov.cn/a.pdf", Body: []byte("%PDF-")})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
