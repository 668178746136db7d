package web

import (
	"context"
	"errors"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/desk/desktest"
	"duibiao/cmd/internal/library"
	"duibiao/crawl"
)

func TestCodingDesk(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	id := s.id("上海市政府购买服务管理办法")
	cell := "/coding?doc=" + id + "&indicator=contract_signing_days"
	contains(t, "the list", s.get("/coding"), "/coding?doc="+id)
	contains(t, "a document's questions", s.get("/coding?doc="+id), "contract_signing_days", "<b>30日</b>")
	contains(t, "a cell", s.get(cell), "<mark>", "三十日", `name="who"`, `value="confirm"`)

	res := s.post("/coding", "doc", id, "indicator", "contract_signing_days", "verdict", "override", "value", "20", "unit", "日", "clause", "第二条",
		"who", "甲"+hostile, "why", "另有规定", "shown", "30")
	if at := res.header.Get("Location"); res.code != 303 || !strings.Contains(at, "saved=1") {
		t.Fatalf("%d %s %s", res.code, at, res.body)
	}
	page := s.get(cell)
	contains(t, "the overridden cell", page, "<b>20日</b>", "另有规定", "规则的取值", "甲&lt;/title&gt;")
	inert(t, cell, page)
	contains(t, "the agreement", s.get("/coding"), "规则与人的一致程度", ">0.0<")
	contains(t, "the document", s.get("/doc/"+id), `<li class="human">`, "<b>20日</b>")
	if res := s.post("/coding", "doc", id, "indicator", "contract_signing_days", "verdict", "confirm", "who", "乙", "shown", "30"); res.code != 303 {
		t.Errorf("a confirmation: %d %s", res.code, res.body)
	}
	if res := s.post("/coding", "doc", id, "indicator", "contract_signing_days", "verdict", "silent", "who", "丙", "shown", "30"); res.code != 303 {
		t.Errorf("silence: %d %s", res.code, res.body)
	}
	r, err := s.d.Reader(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	all, err := r.Store.HumanCodings(context.Background(), id)
	if err != nil || len(all) != 3 || all[0].Value != "20" || all[1].Value != "30" || all[2].Value != "not_regulated" {
		t.Errorf("%+v %v", all, err)
	}
}

func TestCodingRefuses(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	id := s.id("上海市政府购买服务管理办法")
	for name, form := range map[string][]string{
		"no one":             {"doc", id, "indicator", "contract_signing_days", "verdict", "confirm", "shown", "30"},
		"a moved value":      {"doc", id, "indicator", "contract_signing_days", "verdict", "confirm", "shown", "31", "who", "甲"},
		"no number":          {"doc", id, "indicator", "contract_signing_days", "verdict", "override", "value", "三", "who", "甲"},
		"a long reason":      {"doc", id, "indicator", "contract_signing_days", "verdict", "silent", "who", "甲", "why", strings.Repeat("长", 501)},
		"an unknown cell":    {"doc", id, "indicator", "nothing", "verdict", "silent", "who", "甲"},
		"no cell":            {"doc", id, "verdict", "silent", "who", "甲"},
		"no document":        {"doc", "none", "indicator", "contract_signing_days", "verdict", "silent", "who", "甲"},
		"an unknown clause":  {"doc", id, "indicator", "contract_signing_days", "verdict", "override", "value", "20", "who", "甲", "clause", "第九十条"},
		"half of characters": {"doc", id, "indicator", "contract_signing_days", "verdict", "silent", "who", "\xe7\x94"},
	} {
		if res := s.post("/coding", form...); res.code < 400 || res.code >= 500 {
			t.Errorf("%s: %d", name, res.code)
		}
	}
	if res := s.post("/coding", "who", strings.Repeat("x", maxBody)); res.code != 413 {
		t.Errorf("a large body: %d", res.code)
	}
	lib, err := library.Open(context.Background(), s.dir, library.ReadWrite("test"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	form := []string{"doc", id, "indicator", "contract_signing_days", "verdict", "silent", "who", "甲"}
	if res := s.post("/coding", form...); res.code != 409 {
		t.Errorf("while another writes: %d", res.code)
	}
	contains(t, "reading while another writes", s.get("/search?q="+url.QueryEscape("浇水")), "静安花木条例")
	if empty := newSite(t, nil); empty.post("/coding", form...).code != 404 || exists(empty.dir) {
		t.Error("a word on nothing made a data directory")
	}
}

func exists(dir string) bool {
	_, err := os.Stat(dir)
	return err == nil
}

func TestCrawlFromThePage(t *testing.T) {
	s := newSite(t, nil)
	begun, finish := make(chan string, 1), make(chan struct{})
	s.crawl = func(ctx context.Context, target string, _ int, event func(crawl.Event)) (crawl.Summary, error) {
		event(crawl.Event{Kind: crawl.EventFailed, Host: "a.example", URL: "http://a.example/" + hostile, Reason: "private_address"})
		event(crawl.Event{Kind: crawl.EventNew, Host: "a.example"})
		begun <- target
		select {
		case <-finish:
			return crawl.Summary{}, &desk.Error{Reason: desk.Invalid, Err: errors.New("坏目标")}
		case <-ctx.Done():
			return crawl.Summary{}, ctx.Err()
		}
	}
	s.serve(s.d)
	for _, target := range []string{"", "-x", "a\nb", strings.Repeat("x", 501)} {
		if res := s.post("/sources/crawl", "target", target, "most", "5"); res.code != 400 {
			t.Errorf("target %.10q: %d", target, res.code)
		}
	}
	if res := s.post("/sources/crawl", "target", "http://a.example/", "most", "9999999"); res.code != 400 {
		t.Errorf("too many documents: %d", res.code)
	}
	if res := s.post("/sources/crawl", "target", "http://a.example/", "most", "5"); res.code != 303 || <-begun != "http://a.example/" {
		t.Fatalf("%d %s", res.code, res.body)
	}
	page := s.get("/sources")
	contains(t, "the running crawl", page, "data-watch", "正在收集：http://a.example/", "/sources/stop", "a.example")
	inert(t, "/sources", page)
	if res := s.post("/sources/crawl", "target", "http://b.example/", "most", "5"); res.code != 409 {
		t.Errorf("a second crawl: %d", res.code)
	}
	close(finish)
	s.server.Wait()
	contains(t, "the ended crawl", s.get("/sources"), "已结束", "坏目标")
	if res := s.post("/sources/crawl", "target", "http://c.example/", "most", "5"); res.code != 303 {
		t.Fatalf("a crawl after that: %d", res.code)
	}
	<-begun
	s.server.Wait()
}

// A crawl is stopped from the page, and when the server ends.
func TestCrawlIsStopped(t *testing.T) {
	s := newSite(t, nil)
	begun := make(chan struct{}, 1)
	s.crawl = func(ctx context.Context, _ string, _ int, _ func(crawl.Event)) (crawl.Summary, error) {
		begun <- struct{}{}
		<-ctx.Done()
		return crawl.Summary{}, ctx.Err()
	}
	s.serve(s.d)
	s.post("/sources/crawl", "target", "http://a.example/", "most", "5")
	<-begun
	if res := s.post("/sources/stop"); res.code != 303 {
		t.Errorf("stop: %d", res.code)
	}
	s.server.Wait()
	contains(t, "the stopped crawl", s.get("/sources"), "已停止：http://a.example/")

	ends, end := context.WithCancel(context.Background())
	server, err := New(s.d, Options{Hosts: []string{host}, Crawl: s.crawl, Ends: ends})
	if err != nil {
		t.Fatal(err)
	}
	s.h = server.Handler()
	s.post("/sources/crawl", "target", "http://a.example/", "most", "5")
	<-begun
	end()
	server.Wait()
}
