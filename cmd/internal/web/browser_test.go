package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/desk/desktest"
	"duibiao/cmd/internal/msg"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is a page of a real browser that looks at a real server.
type tab struct {
	t    *testing.T
	ctx  context.Context //nolint:containedctx // how chromedp names a tab
	at   string
	dir  string
	mu   sync.Mutex
	said []string
	away []string
}

// newTab starts a server and a browser. Install one with
//
//	apt-get install chromium
//
// or name one in DUIBIAO_CHROMIUM; the test is skipped without.
func newTab(t *testing.T, files map[string]string) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("starting a browser takes seconds")
	}
	path := os.Getenv("DUIBIAO_CHROMIUM")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil && path == "" {
			path = found
		}
	}
	if path == "" {
		t.Skip("no chromium here: apt-get install chromium, or set DUIBIAO_CHROMIUM to one")
	}
	dir := filepath.Join(t.TempDir(), "data")
	desktest.Import(t, dir, t.TempDir(), true, files)
	d := desk.New(dir, time.Now)
	t.Cleanup(d.Close)
	listener := httptest.NewUnstartedServer(nil)
	s, err := New(d, Options{Lang: msg.Chinese, Hosts: HostsOf(listener.Listener.Addr()), Ends: t.Context()})
	if err != nil {
		t.Fatal(err)
	}
	listener.Config = &http.Server{Handler: s.Handler(), ReadHeaderTimeout: time.Minute}
	listener.Start()
	t.Cleanup(listener.Close)

	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("lang", "zh-CN"))
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, end := chromedp.NewContext(allocator)
	t.Cleanup(end)
	b := &tab{t: t, at: listener.URL, dir: t.TempDir()}
	chromedp.ListenTarget(ctx, b.listen)
	b.ctx = ctx
	b.do(network.Enable(), log.Enable(), runtime.Enable(),
		browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(b.dir))
	return b
}

// listen keeps what the browser complains of and where it asks elsewhere.
func (b *tab) listen(e any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := e.(type) {
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, e.ExceptionDetails.Error())
	case *runtime.EventConsoleAPICalled:
		b.said = append(b.said, string(e.Type))
	case *log.EventEntryAdded:
		b.said = append(b.said, e.Entry.Text+" "+e.Entry.URL)
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, b.at+"/") && !strings.HasPrefix(u, "data:") {
			b.away = append(b.away, u)
		}
	}
}

func (b *tab) do(actions ...chromedp.Action) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if b.ctx.Err() == nil && chromedp.FromContext(b.ctx).Browser == nil {
		ctx = b.ctx // the first run starts the browser, which lives as long as its context
	}
	if err := chromedp.Run(ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// open goes to a page of the server.
func (b *tab) open(address string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.at+address), chromedp.WaitReady("#main"))
}

// eval is what an expression gives in the page.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	var out T
	b.do(chromedp.Evaluate(expression, &out, func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	return out
}

// until waits for a condition in the page.
func (b *tab) until(condition string) {
	b.t.Helper()
	b.do(chromedp.Poll(condition, nil, chromedp.WithPollingTimeout(30*time.Second)))
}

// clean checks that the browser had nothing to complain of.
func (b *tab) clean() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.said) > 0 || len(b.away) > 0 {
		b.t.Errorf("console: %q, requests elsewhere: %q", b.said, b.away)
	}
}

// downloaded waits for a file and gives its bytes.
func (b *tab) downloaded(name string) string {
	b.t.Helper()
	for begun := time.Now(); time.Since(begun) < 2*time.Minute; {
		if data, err := os.ReadFile(filepath.Join(b.dir, name)); err == nil && len(data) > 0 {
			return string(data)
		}
		select {
		case <-b.ctx.Done():
			b.t.Fatal(b.ctx.Err())
		case <-time.After(100 * time.Millisecond):
		}
	}
	b.t.Fatalf("%s did not come", name)
	return ""
}

// A researcher's morning: search, open a clause, compare, take a chart and a report.
func TestMorning(t *testing.T) {
	b := newTab(t, desktest.Corpus())
	b.open("/")
	b.do(chromedp.SendKeys(".big input[name=q]", "质疑期限几个工作日\r"), chromedp.WaitVisible(".hit mark"))
	b.do(chromedp.Click(".hit h2 a"), chromedp.WaitVisible(".row.here"))
	if got := eval[string](b, "document.querySelector('.row.here').textContent"); !strings.Contains(got, "第三条") {
		t.Errorf("the clause that was opened: %q", got)
	}
	if seen := eval[bool](b, "(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('.row.here').getBoundingClientRect())"); !seen {
		t.Error("the clause is not in view")
	}
	b.open("/compare?kind=procedures&source=corpus")
	b.do(chromedp.Click("td a[href*='clause=']"), chromedp.WaitVisible(".row.here"))
	b.open("/chart/items")
	if width := eval[int](b, "document.querySelector('img.chart').decode().then(() => document.querySelector('img.chart').naturalWidth)"); width == 0 {
		t.Error("the chart has no picture")
	}
	b.do(chromedp.Click("a[href*='items.png']"))
	if png := b.downloaded("items.png"); !strings.HasPrefix(png, "\x89PNG") {
		t.Error("the chart is no PNG")
	}
	b.open("/report")
	b.do(chromedp.Click("button[formaction='/report.md']"))
	if report := b.downloaded("report.md"); !strings.Contains(report, "数据来源") {
		t.Error("the report has no sources")
	}
	b.clean()
}

// Keys, as-you-type search and copying work where scripts run.
func TestScript(t *testing.T) {
	b := newTab(t, desktest.Corpus())
	b.open("/search?q=" + url.QueryEscape("合同"))
	b.do(chromedp.KeyEvent("j"))
	if on := eval[int](b, "Array.from(document.querySelectorAll('.hit')).findIndex(h => h.classList.contains('on'))"); on != 0 {
		t.Errorf("j chooses result %d", on)
	}
	b.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("k"), chromedp.KeyEvent("/"))
	if focus := eval[string](b, "document.activeElement.name"); focus != "q" {
		t.Errorf("/ goes to %q", focus)
	}
	b.do(chromedp.KeyEvent("\b"), chromedp.SendKeys(".top input[name=q]", "浇水")) // the old words are selected
	b.until("document.querySelector('#results').textContent.includes('静安花木条例')")
	if at := eval[string](b, "new URL(location.href).searchParams.get('q')"); at != "浇水" {
		t.Errorf("the address says %q", at)
	}
	b.do(chromedp.Blur(".top input[name=q]"), chromedp.KeyEvent("j"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(".doc"))
	b.do(chromedp.KeyEvent("?"), chromedp.WaitVisible("table.keys"))
	b.clean()
}

// Every page is clean and accessible at two widths, and nothing is wider than a
// phone. DUIBIAO_SHOTS names a directory for pictures of the pages.
func TestPagesInABrowser(t *testing.T) {
	b := newTab(t, desktest.Corpus())
	axe, err := os.ReadFile(filepath.Join("..", "..", "..", "charts", "testdata", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	rule, law := url.QueryEscape("上海市政府购买服务管理办法"), url.QueryEscape("天津市政府采购暂行办法")
	for name, address := range map[string]string{
		"start": "/", "search": "/search?q=" + url.QueryEscape("合同"), "nothing": "/search?q=" + url.QueryEscape(`"太空船"`), "doc": "/doc/" + rule,
		"items": "/doc/" + url.QueryEscape("天津市政府购买服务指导性目录（2021年版）"), "compare": "/compare?kind=procedures", "gaps": "/compare?kind=gaps&home=120000",
		"clauses": "/compare?kind=clauses&doc=" + rule + "&doc=" + law, "charts": "/chart", "chart": "/chart/items", "report": "/report", "coding": "/coding",
		"cell": "/coding?doc=" + rule + "&indicator=contract_signing_days", "sources": "/sources", "changes": "/changes", "help": "/help", "missing": "/doc/none",
	} {
		for _, width := range []int64{1280, 390} {
			b.do(chromedp.EmulateViewport(width, 900))
			b.open(address)
			if wide := eval[int](b, "document.documentElement.scrollWidth"); wide > int(width) {
				t.Errorf("%s is %d wide at %d", name, wide, width)
			}
			b.audit(name, string(axe))
			b.shot(fmt.Sprintf("%s-%d.png", name, width))
		}
	}
	b.said = nil // a page that is missing is told in the console
	b.clean()
}

// audit runs axe-core in the page.
func (b *tab) audit(name, axe string) {
	b.t.Helper()
	b.do(chromedp.Evaluate(axe+";0", nil))
	found := eval[string](b, `axe.run({resultTypes: ['violations']}).then(r => JSON.stringify({passes: r.passes.length, bad: r.violations
		.map(v => v.impact + ' ' + v.id + ' ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))}))`)
	var out struct {
		Passes int
		Bad    []string
	}
	if err := json.Unmarshal([]byte(found), &out); err != nil || out.Passes < 5 {
		b.t.Fatalf("%s: the checks did not run: %s", name, found)
	}
	for _, v := range out.Bad {
		b.t.Errorf("%s: %s", name, v)
	}
}

func (b *tab) shot(name string) {
	dir := os.Getenv("DUIBIAO_SHOTS")
	if dir == "" {
		return
	}
	var png []byte
	b.do(chromedp.FullScreenshot(&png, 100))
	if err := os.WriteFile(filepath.Join(dir, name), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
