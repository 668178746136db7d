package library

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"duibiao/crawl"
	"duibiao/crawl/crawltest"
	"duibiao/crawl/fetch"
	"duibiao/crawl/page"
)

const (
	childDir = "DUIBIAO_TEST_CRAWL_DIR"
)

// TestMain is also the child that TestCrawlKilled kills.
func TestMain(m *testing.M) {
	dir := os.Getenv(childDir)
	if dir == "" {
		os.Exit(m.Run())
	}
	if err := crawlChild(dir); err != nil {
		fmt.Fprintln(os.Stderr, "child:", err)
		os.Exit(1)
	}
}

func crawlChild(dir string) error {
	l, err := Open(context.Background(), dir, ReadWrite("crawl"), time.Now)
	if err != nil {
		return err
	}
	_, err = l.Crawl(context.Background(), townCrawl(fetch.Options{Delay: -1}))
	return errors.Join(err, l.Close())
}

func townCrawl(f fetch.Options) crawl.Options {
	start := "http://town.gov.cn/zcfg/"
	return crawl.Options{
		Fetch:   f,
		Targets: []crawl.Target{{Name: start, Starts: []page.Request{page.Get(start)}, Read: crawl.ReadPage, Region: "310106"}},
	}
}

// town is a government site: pages of a list, articles of one and two pages,
// with files, one of them shared; some under two addresses.
type town struct {
	articles, perPage int
	changed           bool // article 3 has another text
	gone              map[string]bool
	mu                sync.Mutex
	counter           bool // every page counts its visits
	hits              int
}

func (s *town) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if s.counter {
		s.hits++
	}
	hits := s.hits
	s.mu.Unlock()
	var n, part int
	path := r.URL.Path
	switch {
	case s.gone[path] || path == "/robots.txt":
		http.NotFound(w, r)
	case path == "/zcfg/":
		s.list(w, 0)
	case matches(path, "/zcfg/index_%d.html", &n):
		s.list(w, n)
	case matches(path, "/zcfg/202401/t202401%d_%d_2.html", &part, &n):
		s.article(w, n, 2, hits)
	case matches(path, "/zcfg/202401/t202401%d_%d.html", &part, &n):
		s.article(w, n, 1, hits)
	case strings.HasSuffix(path, ".doc"):
		w.Header().Set("Content-Type", "application/msword")
		_, _ = io.WriteString(w, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"+path)
	default:
		http.NotFound(w, r)
	}
}

func matches(path, format string, into ...any) bool {
	n, err := fmt.Sscanf(path, format, into...)
	return err == nil && n == len(into)
}

func (s *town) list(w http.ResponseWriter, n int) {
	pages := (s.articles + s.perPage - 1) / s.perPage
	fmt.Fprintf(w, `<html><head><title>政策法规_某镇</title></head><body><div class="list"><ul>`)
	for i := n * s.perPage; i < min((n+1)*s.perPage, s.articles); i++ {
		fmt.Fprintf(w, `<li><a href="/zcfg/202401/t202401%02d_%d.html" title="%s">%s</a><span>2024-01-%02d</span></li>`, i%28+1, i, title(i), title(i), 28-i%28)
	}
	fmt.Fprintf(w, `</ul></div><script>createPageHTML(%d, %d, "index", "html");</script></body></html>`, pages, n)
}

func title(i int) string { return fmt.Sprintf("某镇政府采购管理办法之%d", i) }

func (s *town) article(w http.ResponseWriter, i, part, hits int) {
	number := i
	if i%7 == 6 {
		i-- // the same document under another address
	}
	more := ""
	if s.changed && i == 3 {
		more = "修订"
	}
	fmt.Fprintf(w, `<html><head><title>%s</title><meta name="ArticleTitle" content="%s"><meta name="PubDate" content="2024-01-02"></head>
		<body><div class="nav"><a href="/">首页</a></div><h1>%s</h1><div class="TRS_Editor">`, title(i), title(i), title(i))
	for a := range 4 {
		n := (part-1)*4 + a + 1
		fmt.Fprintf(w, `<p>第%s条　为了规范第%d号%s采购事项，使各村各户看得懂、办得快、查得到，镇上公所会同各片区长商定如下做法。</p>`, []string{"一", "二", "三", "四", "五", "六", "七", "八"}[n-1], i, more)
	}
	if i%3 == 0 && part == 1 {
		fmt.Fprintf(w, `<p>附件：<a href="/files/%d.doc">目录%d.doc</a></p><p><a href="/files/all.doc">通用条款.doc</a></p>`, i, i)
	}
	if i%5 == 1 {
		if part == 1 {
			fmt.Fprintf(w, `<div class="pagination"><a href="/zcfg/202401/t202401%02d_%d_2.html">下一页</a></div>`, number%28+1, number)
		}
	}
	fmt.Fprintf(w, `</div><div class="footer">访问量：<span id="hits">%d</span></div></body></html>`, hits)
}

func newTown(t *testing.T, s http.Handler) (*crawltest.Proxy, string) {
	t.Helper()
	p, err := crawltest.NewProxy(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p, p.URL.String()
}

func openDir(t *testing.T, dir string) *Library {
	t.Helper()
	l, err := Open(context.Background(), dir, ReadWrite("test"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

func dumpOf(t *testing.T, l *Library) string {
	t.Helper()
	var b bytes.Buffer
	if err := l.Store.Dump(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// visitor crawls the town into a library again and again.
type visitor struct {
	t    *testing.T
	l    *Library
	opts crawl.Options
}

func (v visitor) crawl() crawl.Counts {
	v.t.Helper()
	v.opts.Event = func(e crawl.Event) {
		if e.Kind == crawl.EventFailed || e.Kind == crawl.EventRetry {
			v.t.Errorf("%+v", e)
		}
	}
	sum, err := v.l.Crawl(v.t.Context(), v.opts)
	if err != nil || sum.Left != 0 {
		v.t.Fatalf("%+v %v", sum, err)
	}
	return sum.Counts
}

// expect crawls and compares what became of documents.
func (v visitor) expect(what string, want crawl.Counts) {
	v.t.Helper()
	c := v.crawl()
	got := crawl.Counts{New: c.New, Updated: c.Updated, Unchanged: c.Unchanged, Duplicates: c.Duplicates, Gone: c.Gone}
	if got != want {
		v.t.Errorf("%s crawl: %+v, want %+v", what, got, want)
	}
}

func TestCrawlIntoStore(t *testing.T) {
	site := &town{articles: 30, perPage: 10, counter: true, gone: map[string]bool{}}
	proxy, _ := newTown(t, site)
	l := openDir(t, t.TempDir())
	v := visitor{t, l, townCrawl(fetch.Options{Delay: -1, Proxy: proxy.Choose})}
	// 6, 13, 20, 27 show the documents of 5, 12, 19, 26 under another address.
	v.expect("first", crawl.Counts{New: 26, Duplicates: 4})
	stats, err := l.Store.Stats(t.Context())
	if err != nil || stats.Documents != 26 || stats.Sources != 30 {
		t.Errorf("%+v %v", stats, err)
	}
	checkFiles(t, l)
	checkJoined(t, l)
	if p := l.Store.Check(t.Context(), true); len(p) > 0 {
		t.Error(p)
	}
	before := dumpOf(t, l)
	if r, err := l.Reparse(t.Context(), func() {}); err != nil || r.Changed != 0 || len(r.Failed) > 0 {
		t.Errorf("reparse %+v %v", r, err)
	}
	// The counters have moved on; nothing else has.
	v.expect("second", crawl.Counts{Unchanged: 30})
	if dumpOf(t, l) != before {
		t.Error("the second crawl changed the store")
	}
	site.changed = true
	site.gone["/zcfg/202401/t20240103_2.html"] = true
	v.expect("third", crawl.Counts{Unchanged: 28, Updated: 1, Gone: 1})
}

func checkFiles(t *testing.T, l *Library) {
	t.Helper()
	files, err := l.Store.Attachments(t.Context(), "")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		if f.SHA256 == "" || f.MediaType == "" || f.DocumentID != "" || !strings.HasSuffix(f.Name, ".doc") {
			t.Errorf("%+v", f)
		}
	}
}

// checkJoined looks at an article of two pages.
func checkJoined(t *testing.T, l *Library) {
	t.Helper()
	doc, err := l.Store.DocumentAt(t.Context(), "http://town.gov.cn/zcfg/202401/t20240102_1.html")
	if err != nil {
		t.Fatal(err)
	}
	text, err := l.Store.Text(t.Context(), doc)
	if err != nil || strings.Count(text, "第八条") != 1 || strings.Count(text, title(1)) != 1 || strings.Contains(text, "访问量") {
		t.Errorf("joined text: %s %v", text, err)
	}
}

// TestCrawlKilled kills crawls at random moments and lets the last one finish:
// the store must hold what that of an undisturbed crawl holds.
// DUIBIAO_KILL_ROUNDS sets the number of rounds.
func TestCrawlKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	rounds := 2
	if v, err := strconv.Atoi(os.Getenv("DUIBIAO_KILL_ROUNDS")); err == nil {
		rounds = v
	}
	site := &town{articles: 60, perPage: 15}
	_, proxy := newTown(t, site)
	calm := t.TempDir()
	start := time.Now()
	runChild(t, calm, proxy, 0)
	whole := time.Since(start)
	want := dumpOf(t, openDir(t, calm))
	if n := strings.Count(want, "\n"); n != 52 {
		t.Fatalf("%d documents in the undisturbed crawl", n)
	}
	killed := 0
	for round := range rounds {
		dir := t.TempDir()
		for range 3 {
			if runChild(t, dir, proxy, rand.N(whole)+time.Millisecond) {
				killed++
			}
		}
		runChild(t, dir, proxy, 0)
		l := openDir(t, dir)
		if got := dumpOf(t, l); got != want {
			t.Fatalf("round %d: differs from an undisturbed crawl:\n%.3000s\nwant\n%.3000s", round, got, want)
		}
		for _, p := range l.Store.Check(t.Context(), true) {
			if !p.Harmless {
				t.Error(p)
			}
		}
	}
	t.Logf("%d rounds, %d kills, an undisturbed crawl takes %v", rounds, killed, whole)
}

// runChild crawls in a process of its own and kills it after a while; 0 lets it
// finish.
func runChild(t *testing.T, dir, proxy string, after time.Duration) (killed bool) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childDir+"="+dir, "HTTP_PROXY="+proxy, "http_proxy="+proxy, "NO_PROXY=", "no_proxy=")
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		time.Sleep(after)
		_ = cmd.Process.Kill() // it may have ended
	}
	err = cmd.Wait()
	if err != nil && after == 0 {
		t.Fatal(err)
	}
	return err != nil
}

// TestManyURLs queues ten thousand addresses and looks at memory and goroutines
// while the first thousands are worked on.
func TestManyURLs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	const many = 10_000
	l := openDir(t, t.TempDir())
	f := frontier{l.Store}
	starts := make([]crawl.Job, many)
	for i := range starts {
		host := fmt.Sprintf("h%d.gov.cn", i%50)
		u := fmt.Sprintf("http://%s/%d.html", host, i)
		starts[i] = crawl.Job{Target: "t", Key: u, Host: host, Role: crawl.RoleArticle, Request: page.Get(u), State: crawl.Queued}
	}
	o := crawl.Options{Targets: []crawl.Target{{Name: "t", Read: crawl.ReadPage}}, Caps: crawl.Caps{Workers: 8}}
	done := 0
	var peak uint64
	goroutines := 0
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	o.Event = func(e crawl.Event) {
		if e.Kind != crawl.EventFailed {
			return
		}
		if done++; done%500 != 0 {
			return
		}
		if done == 3000 {
			cancel()
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak, goroutines = max(peak, m.HeapInuse+m.StackInuse), max(goroutines, runtime.NumGoroutine())
	}
	proxy, _ := newTown(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		w.WriteHeader(http.StatusForbidden)
	}))
	o.Fetch = fetch.Options{Delay: -1, Proxy: proxy.Choose}
	o.Frontier, o.Keeper = preset{f, starts}, &keeper{store: l.Store}
	sum, err := crawl.Run(ctx, o)
	if !errors.Is(err, context.Canceled) || sum.Failed < 3000 || sum.Failed+sum.Left != many {
		t.Fatalf("%d failed, %d left, %v", sum.Failed, sum.Left, err)
	}
	t.Logf("peak %d MiB, %d goroutines", peak>>20, goroutines)
	if peak > 256<<20 || goroutines > 150 {
		t.Errorf("peak %d MiB, %d goroutines", peak>>20, goroutines)
	}
}

// preset begins with jobs of its own.
type preset struct {
	frontier
	jobs []crawl.Job
}

func (p preset) Begin(ctx context.Context, b crawl.Begin) (crawl.Begun, error) {
	b.Starts = p.jobs
	return p.frontier.Begin(ctx, b)
}

func TestFrontierContract(t *testing.T) {
	crawltest.Frontier(t, func(t *testing.T) crawl.Frontier { return frontier{openDir(t, filepath.Join(t.TempDir(), "d")).Store} })
}
