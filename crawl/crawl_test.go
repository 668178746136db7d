package crawl_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"duibiao/corpus"
	"duibiao/crawl"
	"duibiao/crawl/page"
)

func TestListArticlesFilesPartsFrames(t *testing.T) {
	w := newWorld(t)
	w.page("a.gov.cn/list/", stubPage("list",
		link("row", "1.html", "采购一", "2024-01-02"), link("row", "2.html;jsessionid=ABC123", "通知二", "2024-01-01"), link("next", "index_1.html", "", "")))
	w.page("a.gov.cn/list/index_1.html", stubPage("list", link("row", "3.html", "采购三", "2023-01-01"), link("row", "1.html", "采购一", "2024-01-02")))
	w.page("a.gov.cn/list/1.html", stubPage("article", link("file", "/f/a.pdf", "附件1", ""), link("part", "1_2.html", "", "")))
	w.page("a.gov.cn/list/1_2.html", stubPage("article", link("part", "1_3.html", "", ""), link("part", "1.html", "", "")))
	w.page("a.gov.cn/list/1_3.html", stubPage("article", link("part", "1_2.html", "", "")))
	w.page("a.gov.cn/list/2.html;jsessionid=ABC123", stubPage("article", link("frame", "http://b.gov.cn/body.html", "", "")))
	w.page("a.gov.cn/list/2.html", stubPage("article", link("frame", "http://b.gov.cn/body.html", "", "")))
	w.page("b.gov.cn/body.html", stubPage("article"))
	w.page("a.gov.cn/list/3.html", stubPage("article"))
	w.mux.HandleFunc("a.gov.cn/f/a.pdf", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Disposition", `attachment; filename="`+"\xb2\xc9\xb9\xba"+`.pdf"`) // 采购 in GBK
		_, _ = io.WriteString(rw, "%PDF-1.4 …")
	})
	sum := w.crawl("https://a.gov.cn/list/")
	same(t, "new, files, failed, found, left", []int{sum.New, sum.Files, sum.Failed, sum.Found, sum.Left}, []int{3, 1, 0, 4, 0})
	one := w.shelf.articles["https://a.gov.cn/list/1.html"]
	var parts []string
	for _, p := range one.Parts {
		parts = append(parts, p.URL)
	}
	if got := strings.Join(parts, " "); got != "https://a.gov.cn/list/1.html https://a.gov.cn/list/1_2.html https://a.gov.cn/list/1_3.html" {
		t.Error("parts", got)
	}
	same(t, "attachments", one.Attachments, []page.Attachment{{Name: "附件1", Request: page.Get("https://a.gov.cn/f/a.pdf")}})
	same(t, "name of the file", w.shelf.files["https://a.gov.cn/f/a.pdf"].Name, "采购.pdf")
	if two := w.shelf.articles["https://a.gov.cn/list/2.html"]; len(two.Parts) != 2 || two.Parts[1].Role != crawl.PartFrame {
		t.Errorf("%v %+v", w.shelf.articles, two.Parts)
	}
}

// TestOneRequestAtATime counts requests in flight per host, over several hosts
// whose articles have frames on each other.
func TestOneRequestAtATime(t *testing.T) {
	w := newWorld(t)
	var mu sync.Mutex
	inFlight, most := map[string]int{}, map[string]int{}
	hosts := []string{"a.gov.cn", "b.gov.cn", "c.gov.cn", "d.gov.cn", "e.gov.cn"}
	enter := func(host string) func() {
		mu.Lock()
		defer mu.Unlock()
		inFlight[host]++
		most[host] = max(most[host], inFlight[host])
		return func() {
			mu.Lock()
			defer mu.Unlock()
			inFlight[host]--
		}
	}
	var starts []string
	for i, host := range hosts {
		next := hosts[(i+1)%len(hosts)]
		starts = append(starts, "http://"+host+"/list")
		w.mux.HandleFunc(host+"/", func(rw http.ResponseWriter, r *http.Request) {
			defer enter(host)()
			time.Sleep(time.Millisecond)
			switch {
			case r.URL.Path == "/robots.txt":
				rw.WriteHeader(404)
			case r.URL.Path == "/list":
				var rows []string
				for n := range 8 {
					rows = append(rows, link("row", fmt.Sprint("/", n), "条", ""))
				}
				_, _ = io.WriteString(rw, stubPage("list", rows...))
			case strings.HasPrefix(r.URL.Path, "/frame"):
				_, _ = io.WriteString(rw, stubPage("article"))
			default:
				_, _ = io.WriteString(rw, stubPage("article", link("frame", "http://"+next+"/frame"+r.URL.Path, "", "")))
			}
		})
	}
	sum := w.crawl(starts...)
	same(t, "new, failed", []int{sum.New, sum.Failed}, []int{40, 0})
	for host, n := range most {
		if n != 1 {
			t.Errorf("%s: %d requests at once", host, n)
		}
	}
	// 5 hosts × (robots, list, 8 articles, 8 frames), a second apart on each.
	same(t, "requests", sum.Requests, 90)
	same(t, "slept long enough", w.clock.Slept() >= 17*time.Second, true)
}

func TestSecondCrawl(t *testing.T) {
	w := newWorld(t)
	var version atomic.Int32
	version.Store(1)
	w.mux.HandleFunc("a.gov.cn/list", func(rw http.ResponseWriter, _ *http.Request) {
		rows := []string{link("row", "/same", "甲", ""), link("row", "/changes", "乙", "")}
		if version.Load() == 1 {
			rows = append(rows, link("row", "/vanishes", "丙", ""), link("row", "/delisted", "丁", ""))
		}
		_, _ = io.WriteString(rw, stubPage("list", rows...))
	})
	tagged := func(tag, text string) http.HandlerFunc {
		return func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				rw.WriteHeader(http.StatusNotModified)
				return
			}
			_, _ = io.WriteString(rw, text)
		}
	}
	w.mux.HandleFunc("a.gov.cn/same", tagged(`"1"`, stubPage("article")))
	w.mux.HandleFunc("a.gov.cn/delisted", tagged(`"1"`, stubPage("article")))
	w.mux.HandleFunc("a.gov.cn/changes", func(rw http.ResponseWriter, r *http.Request) {
		v := fmt.Sprint(version.Load())
		tagged(`"`+v+`"`, stubPage("article", v))(rw, r)
	})
	w.mux.HandleFunc("a.gov.cn/vanishes", func(rw http.ResponseWriter, _ *http.Request) {
		if version.Load() > 1 {
			rw.WriteHeader(http.StatusGone)
			return
		}
		_, _ = io.WriteString(rw, stubPage("article"))
	})
	first := w.crawl("http://a.gov.cn/list")
	if first.New != 4 || first.Left != 0 {
		t.Fatalf("%+v", first)
	}
	version.Store(2)
	second := w.crawl("http://a.gov.cn/list")
	same(t, "new, unchanged, updated, gone, failed", []int{second.New, second.Unchanged, second.Updated, second.Gone, second.Failed}, []int{0, 2, 1, 1, 0})
	if !w.shelf.gone["http://a.gov.cn/vanishes"] || w.shelf.puts != 5 {
		t.Errorf("gone %v, puts %d", w.shelf.gone, w.shelf.puts)
	}
}

func TestRobotsUnreachable(t *testing.T) {
	w := newWorld(t)
	w.mux.HandleFunc("a.gov.cn/robots.txt", status(502))
	w.page("a.gov.cn/list", stubPage("list"))
	w.crawl("http://a.gov.cn/list")
	if got := w.reasons(crawl.EventFailed); len(got) != 1 || got[0] != "failed robots_unreachable http://a.gov.cn/list" {
		t.Error(got)
	}
	for _, r := range w.proxy.Requests() {
		if !strings.HasSuffix(r, "/robots.txt") {
			t.Error("asked", r)
		}
	}
}

// TestRobotsRedirects obeys a robots.txt that lies elsewhere, also for pages that
// other hosts redirect to.
func TestRobotsRedirects(t *testing.T) {
	w := newWorld(t)
	w.mux.HandleFunc("a.gov.cn/robots.txt", redirect("http://rules.gov.cn/a.txt"))
	w.page("rules.gov.cn/a.txt", "user-agent: *\ndisallow: /closed/")
	w.page("a.gov.cn/closed/1", stubPage("article"))
	w.page("a.gov.cn/open/1", stubPage("article"))
	w.mux.HandleFunc("b.gov.cn/1", redirect("http://a.gov.cn/closed/1"))
	w.mux.HandleFunc("b.gov.cn/2", redirect("http://a.gov.cn/open/1"))
	w.mux.HandleFunc("c.gov.cn/robots.txt", redirect("/robots.txt")) // more than five hops: as if there were none
	w.page("c.gov.cn/1", stubPage("article"))
	sum := w.crawl("http://b.gov.cn/1", "http://b.gov.cn/2", "http://c.gov.cn/1")
	same(t, "new, failed", []int{sum.New, sum.Failed}, []int{2, 1})
	same(t, "failures", w.reasons(crawl.EventFailed), []string{"failed robots http://b.gov.cn/1"})
	same(t, "closed page asked for", slices.Contains(w.proxy.Requests(), "GET http://a.gov.cn/closed/1"), false)
}

// TestCancel stops in the middle; the next run goes on.
func TestCancel(t *testing.T) {
	w := newWorld(t)
	var rows []string
	for n := range 20 {
		rows = append(rows, link("row", fmt.Sprint("/d", n), "文", ""))
	}
	w.page("a.gov.cn/list", stubPage("list", rows...))
	w.page("a.gov.cn/", stubPage("article"))
	w.page("a.gov.cn/robots.txt", "")
	ctx, cancel := context.WithCancel(t.Context())
	w.o.Targets = []crawl.Target{{Name: "t", Starts: []page.Request{page.Get("http://a.gov.cn/list")}, Read: stubRead}}
	w.o.Event = func(e crawl.Event) {
		if e.Kind == crawl.EventNew && e.URL == "http://a.gov.cn/d4" {
			cancel()
		}
	}
	sum, err := crawl.Run(ctx, w.o)
	same(t, "cancelled", errors.Is(err, context.Canceled), true)
	same(t, "new, left", []int{sum.New, sum.Left}, []int{5, 15})
	w.o.Event = nil
	sum, err = crawl.Run(t.Context(), w.o)
	same(t, "error", err, nil)
	same(t, "new, left, resumed", []any{sum.New, sum.Left, sum.Resumed}, []any{15, 0, true})
}

func TestRetryAfterAndBackoff(t *testing.T) {
	w := newWorld(t)
	var asked []time.Time
	w.mux.HandleFunc("a.gov.cn/list", func(rw http.ResponseWriter, _ *http.Request) {
		asked = append(asked, w.clock.Now())
		switch len(asked) {
		case 1:
			rw.Header().Set("Retry-After", "120")
			rw.WriteHeader(http.StatusTooManyRequests)
		case 2:
			rw.Header().Set("Date", "Mon, 06 May 2024 00:00:00 GMT")
			rw.Header().Set("Retry-After", "Mon, 06 May 2024 00:03:20 GMT")
			rw.WriteHeader(http.StatusServiceUnavailable)
		case 3:
			rw.WriteHeader(http.StatusServiceUnavailable)
		default:
			_, _ = io.WriteString(rw, stubPage("article"))
		}
	})
	if sum := w.crawl("http://a.gov.cn/list"); sum.New != 1 || sum.Failed != 0 {
		t.Errorf("%+v", sum)
	}
	for i, least := range []time.Duration{120 * time.Second, 200 * time.Second, 3 * time.Second} {
		if got := asked[i+1].Sub(asked[i]); got < least || got > least+60*time.Second {
			t.Errorf("pause %d: %v", i, got)
		}
	}
}

func TestLongWaitIsLeftForLater(t *testing.T) {
	w := newWorld(t)
	var calls int
	w.mux.HandleFunc("a.gov.cn/list", func(rw http.ResponseWriter, _ *http.Request) {
		if calls++; calls == 1 {
			rw.Header().Set("Retry-After", "7200")
			rw.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(rw, stubPage("article"))
	})
	sum := w.crawl("http://a.gov.cn/list")
	if sum.New != 0 || sum.Left != 1 || len(w.reasons(crawl.EventNote)) != 1 {
		t.Errorf("%+v %v", sum, w.reasons(crawl.EventNote))
	}
	_ = w.clock.Sleep(t.Context(), 3*time.Hour)
	if sum = w.crawl("http://a.gov.cn/list"); sum.New != 1 || !sum.Resumed || sum.Left != 0 {
		t.Errorf("%+v", sum)
	}
}

func TestCrawlDelayAndAgent(t *testing.T) {
	t.Setenv("COLLY_USER_AGENT", "somebody else")
	t.Setenv("COLLY_MAX_BODY_SIZE", "5")
	w := newWorld(t)
	var agents []string
	var asked []time.Time
	w.mux.HandleFunc("a.gov.cn/", func(rw http.ResponseWriter, r *http.Request) {
		agents = append(agents, r.UserAgent())
		asked = append(asked, w.clock.Now())
		if r.URL.Path == "/robots.txt" {
			_, _ = io.WriteString(rw, "User-agent: duibiao\nCrawl-delay: 7\nUser-agent: *\nDisallow: /")
			return
		}
		_, _ = io.WriteString(rw, stubPage("article", link("part", "/2", "", "")))
	})
	if sum := w.crawl("http://a.gov.cn/1"); sum.New != 1 {
		t.Errorf("%+v %v", sum, w.reasons(crawl.EventFailed))
	}
	if agents[0] != "duibiao/1.0 (+mailto:a@example.cn)" || len(slices.Compact(agents)) != 1 {
		t.Error(agents)
	}
	if len(asked) != 3 || asked[2].Sub(asked[1]) < 7*time.Second {
		t.Error(asked)
	}
}

// TestEndlessLists has a calendar that always has a next month, a list whose last
// page repeats itself for ever, and one that never ends with something new.
func TestEndlessLists(t *testing.T) {
	w := newWorld(t)
	w.o.Caps.Pages = 20
	w.mux.HandleFunc("a.gov.cn/calendar", func(rw http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(rw, stubPage("list", link("next", "/calendar?m=1"+r.FormValue("m"), "", "")))
	})
	w.mux.HandleFunc("b.gov.cn/repeat", func(rw http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(rw, stubPage("list", link("row", "/d", "丁", ""), link("next", "/repeat?m=1"+r.FormValue("m"), "", "")))
	})
	w.mux.HandleFunc("c.gov.cn/new", func(rw http.ResponseWriter, r *http.Request) {
		m := r.FormValue("m")
		_, _ = io.WriteString(rw, stubPage("list", link("row", "/d?"+m, "丁", ""), link("next", "/new?m=1"+m, "", "")))
	})
	w.page("b.gov.cn/d", stubPage("article"))
	w.page("c.gov.cn/d", stubPage("article"))
	sum := w.crawl("http://a.gov.cn/calendar", "http://b.gov.cn/repeat", "http://c.gov.cn/new")
	var got []string
	for _, e := range w.events {
		if e.Kind == crawl.EventFailed {
			got = append(got, fmt.Sprint(e.Host, " ", e.Reason))
		}
	}
	slices.Sort(got)
	if strings.Join(got, ",") != "a.gov.cn endless_list,b.gov.cn endless_list,c.gov.cn endless_list" || sum.New != 21 || sum.Left != 0 {
		t.Errorf("%v %+v", got, sum)
	}
}

func TestRootMatchSince(t *testing.T) {
	w := newWorld(t)
	w.page("a.gov.cn/{$}", stubPage("root", link("list", "/zfcg/", "", ""), link("list", "/about.html", "", "")))
	w.page("a.gov.cn/about.html", stubPage("article"))
	w.page("a.gov.cn/zfcg/", stubPage("list",
		link("row", "1", "政府采购办法", "2024-05-01"), link("row", "2", "放假通知", "2024-04-01"), link("row", "3", "采购旧文", "2020-01-01"), link("next", "2.html", "", "")))
	w.page("a.gov.cn/zfcg/2.html", stubPage("list", link("row", "4", "采购更旧", "2019-01-01"), link("next", "3.html", "", ""), link("next", "4.html", "", "")))
	w.page("a.gov.cn/zfcg/1", stubPage("article"))
	w.o.Since, _ = corpus.ParseDate("2023-01-01")
	sum := w.crawl("http://a.gov.cn/")
	if sum.New != 1 || sum.Failed != 0 || sum.Skipped != 4 {
		t.Errorf("%+v %v", sum, w.reasons(crawl.EventFailed, crawl.EventSkipped))
	}
	for _, r := range w.proxy.Requests() {
		if strings.Contains(r, "3.html") || strings.Contains(r, "/zfcg/3") {
			t.Error("asked", r)
		}
	}
}

func TestMaxDocsGoesOn(t *testing.T) {
	w := newWorld(t)
	var rows []string
	for n := range 10 {
		at := fmt.Sprint("/d", n)
		rows = append(rows, link("row", at, "文", ""))
		w.page("a.gov.cn"+at, stubPage("article", link("file", at+".doc", "附件", "")))
		w.mux.HandleFunc("a.gov.cn"+at+".doc", body(200, "\xD0\xCF\x11\xE0"))
	}
	w.page("a.gov.cn/list", stubPage("list", rows...))
	w.o.MaxDocs = 4
	if sum := w.crawl("http://a.gov.cn/list"); sum.New != 4 || sum.Files != 4 || sum.Left != 6 {
		t.Errorf("%+v", sum)
	}
	w.o.MaxDocs = 0
	if sum := w.crawl("http://a.gov.cn/list"); sum.New != 6 || !sum.Resumed || sum.Left != 0 || len(w.shelf.files) != 10 {
		t.Errorf("%+v", sum)
	}
}

func TestDryRun(t *testing.T) {
	w := newWorld(t)
	w.page("a.gov.cn/list", stubPage("list", link("row", "/1", "一", ""), link("row", "/2", "二", "")))
	w.o.DryRun = true
	sum := w.crawl("http://a.gov.cn/list")
	if sum.Would != 2 || w.shelf.puts != 0 || len(w.proxy.Requests()) != 2 {
		t.Errorf("%+v %v", sum, w.proxy.Requests())
	}
}

func TestBadTLS(t *testing.T) {
	w := newWorld(t)
	w.o.Fetch.RootCAs = nil
	t.Setenv("SSL_CERT_FILE", "")
	w.page("a.gov.cn/1", stubPage("article"))
	w.crawl("https://a.gov.cn/1")
	if got := w.reasons(crawl.EventFailed); len(got) != 1 || got[0] != "failed bad_tls https://a.gov.cn/1" {
		t.Error(got)
	}
}

// TestFence dials for real: loopback is refused after the name is resolved, and
// allowed when asked for.
func TestFence(t *testing.T) {
	server := httptest.NewTLSServer(body(200, stubPage("article")))
	defer server.Close()
	none := func(*url.URL) (*url.URL, error) { return nil, nil }
	w := newWorld(t)
	w.o.Fetch.Proxy = none
	w.o.Fetch.RootCAs = server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	w.crawl(server.URL + "/1")
	if got := w.reasons(crawl.EventFailed); len(got) != 1 || !strings.HasPrefix(got[0], "failed private_address") {
		t.Error(got)
	}
	w.events = nil
	w.o.Fetch.AllowPrivate = true
	if sum := w.crawl(server.URL + "/1"); sum.New != 1 {
		t.Errorf("%+v %v", sum, w.reasons(crawl.EventFailed))
	}
}
