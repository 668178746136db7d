package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/desk/desktest"
	"duibiao/cmd/internal/msg"

	"golang.org/x/net/html"
)

const host = "127.0.0.1:8787"

// site is a server over a data directory.
type site struct {
	t   *testing.T
	dir string
	h   http.Handler
	d   *desk.Desk
	// crawl is what a crawl from a page runs, nil for none.
	crawl  Crawl
	server *Server
}

// drawsMuch leaves a test out of short runs, such as those of the race detector:
// charts are drawn in one goroutine.
func drawsMuch(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("draws every chart in one goroutine")
	}
}

// post sends a form as these pages do.
func (s *site) post(address string, pairs ...string) answer {
	s.t.Helper()
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return s.ask("POST", address, v.Encode(), "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin")
}

// newSite serves a corpus; nil for a data directory that is not there yet.
func newSite(t *testing.T, files map[string]string) *site {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if files != nil {
		desktest.Import(t, dir, t.TempDir(), true, files)
	}
	s := &site{t: t, dir: dir}
	s.serve(desk.New(dir, time.Now))
	return s
}

// serve makes the site that of a desk.
func (s *site) serve(d *desk.Desk) {
	s.t.Helper()
	s.t.Cleanup(d.Close)
	server, err := New(d, Options{Lang: msg.Chinese, Hosts: []string{host}, Crawl: s.crawl, Ends: s.t.Context(), Log: slog.New(slog.NewTextHandler(s.t.Output(), nil))})
	if err != nil {
		s.t.Fatal(err)
	}
	s.d, s.h, s.server = d, server.Handler(), server
}

// answer is what a server said.
type answer struct {
	code   int
	header http.Header
	body   string
}

// ask asks with some headers, in pairs.
func (s *site) ask(method, address, body string, headers ...string) answer {
	s.t.Helper()
	r := httptest.NewRequest(method, "http://"+host, strings.NewReader(body))
	u, err := url.Parse("http://" + host + address)
	if err != nil {
		s.t.Fatal(err)
	}
	r.URL = u
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, r)
	return answer{w.Code, w.Header(), w.Body.String()}
}

// get is the body of a page that must be there.
func (s *site) get(address string, headers ...string) string {
	s.t.Helper()
	res := s.ask("GET", address, "", headers...)
	if res.code != 200 {
		s.t.Fatalf("%s: %d\n%s", address, res.code, res.body)
	}
	return res.body
}

// id is the id of the one document of a title.
func (s *site) id(title string) string {
	s.t.Helper()
	p, err := s.d.Document(context.Background(), title, s.d.Today())
	if err != nil {
		s.t.Fatal(err)
	}
	return p.ID
}

func contains(t *testing.T, what, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks %q", what, want)
		}
	}
}

func TestStart(t *testing.T) {
	contains(t, "an empty desk", newSite(t, nil).get("/"), "还没有导入任何文件", "duibiao import", `name="q"`)
	contains(t, "the start page", newSite(t, desktest.Corpus()).get("/"), "4 个文件", "静安花木条例", "天津", `lang="zh-CN"`)
}

func TestSearch(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	page := s.get("/search?q=" + url.QueryEscape("质疑期限几个工作日"))
	contains(t, "search", page, "第三条", "<mark>质疑</mark>", "第一章 总则", "时效未知", "上海", `/search.csv?q=`, "查询是怎样被理解的", "?clause=a3#a3")
	contains(t, "a filtered search", s.get("/search?q=%E5%90%88%E5%90%8C&region=%E5%A4%A9%E6%B4%A5"), "天津市政府采购暂行办法", "第 1—1 条，共 1 条")
	contains(t, "English", s.get("/search?q=%E5%90%88%E5%90%8C&lang=en"), `lang="en"`, "status unknown", "How your query was read")
	contains(t, "nothing found", s.get("/search?q="+url.QueryEscape("浇水 \"太空船\"")), "没有找到", "下面的查询有结果", "浇水")
	contains(t, "filters that leave nothing", s.get("/search?q="+url.QueryEscape("浇水")+"&region=310000"), "去掉全部筛选条件")
	csv := s.get("/search.csv?q=" + url.QueryEscape("浇水"))
	contains(t, "CSV", csv, "document_id", "静安花木条例")
	contains(t, "BibTeX", s.get("/search.bib?q="+url.QueryEscape("合同")), "@misc{", "沪财采〔2019〕7号")
	if book := s.get("/search.xlsx?q=" + url.QueryEscape("浇水")); !strings.HasPrefix(book, "PK") {
		t.Error("the workbook is none")
	}
	for address, want := range map[string]int{
		"/search?q=" + strings.Repeat("a", 501): 400, "/search?q=x&kind=law": 400, "/search?q=x&region=nowhere": 400, "/search?q=x&from=tomorrow": 400,
	} {
		if got := s.ask("GET", address, "").code; got != want {
			t.Errorf("%.40s: %d, want %d", address, got, want)
		}
	}
}

func TestDocument(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	id, flowers := s.id("上海市政府购买服务管理办法"), s.id("静安花木条例")
	page := s.get("/doc/" + id)
	contains(t, "the document", page, `id="a3"`, "沪财采〔2019〕7号", "第一章 总则", "2019-03-01", "/raw/", "签订合同", "<b>30日</b>",
		`<a href="/doc/`+flowers+`?clause=a2#a2">《静安花木条例》第二条</a>`, `<a href="/doc/`+id+`?clause=a2#a2">本办法第二条</a>`)
	contains(t, "the cited document", s.get("/doc/"+flowers), "被引用于", "上海市政府购买服务管理办法 第一章 总则 › 第三条", "沪财采〔2019〕7号</a>")
	contains(t, "a status of another day", s.get("/doc/"+id+"?as-of=2018-01-01"), "尚未生效")
	contains(t, "a citation", s.get("/doc/"+id+"/cite?clause=a3"), "沪财采〔2019〕7号", "第三条")
	res := s.ask("GET", "/doc/"+url.PathEscape("静安花木条例"), "")
	if at := res.header.Get("Location"); res.code != 302 || at != "/doc/"+flowers {
		t.Errorf("a title: %d %s", res.code, at)
	}
	for _, address := range []string{"/doc/none", "/doc/" + id + "/cite?clause=a99", "/raw/" + strings.Repeat("0", 64), "/raw/..%2f..%2fetc%2fpasswd"} {
		if got := s.ask("GET", address, "").code; got != 404 {
			t.Errorf("%s: %d", address, got)
		}
	}
	if got := s.ask("GET", "/doc/"+id+"/cite?style=apa", "").code; got != 400 {
		t.Errorf("an unknown style: %d", got)
	}
	items := s.get("/doc/" + s.id("天津市政府购买服务指导性目录（2021年版）") + "/items")
	contains(t, "items", items, "居家养老服务", "A0102", "试点")
}

// Every line of a text is on one of its parts, and a clause is on the part that its
// link leads to.
func TestLongDocument(t *testing.T) {
	var text strings.Builder
	text.WriteString("花木大全条例\n第一章 总则\n")
	for i := range 900 {
		fmt.Fprintf(&text, "第%d条 %s。\n", i+1, strings.Repeat("浇水应当及时，", 10)+fmt.Sprint("标记", i+1))
	}
	s := newSite(t, map[string]string{"a.txt": text.String()})
	id := s.id("花木大全条例")
	var all string
	for part := 1; ; part++ {
		page := s.get(fmt.Sprintf("/doc/%s?part=%d", id, part))
		if len(page) > 200<<10 {
			t.Errorf("part %d has %d bytes", part, len(page))
		}
		all += page
		if !strings.Contains(page, fmt.Sprintf("part=%d\"", part+1)) {
			break
		}
	}
	for i := range 900 {
		if strings.Count(all, fmt.Sprintf("标记%d。", i+1)) != 1 {
			t.Errorf("article %d is not there once", i+1)
		}
	}
	contains(t, "the part of a clause", s.get("/doc/"+id+"?clause=a850"), `id="a850"`, "标记850。")
}

func TestVersions(t *testing.T) {
	dir, folder := filepath.Join(t.TempDir(), "data"), t.TempDir()
	desktest.Import(t, dir, folder, true, map[string]string{"a.txt": "静安花木条例\n第一条 花木应当浇水。\n第二条 花木的所有人和管理人应当在每周浇水一次，并做好记录。\n"})
	desktest.Import(t, dir, folder, true, map[string]string{"a.txt": "静安花木条例\n第一条 花木应当浇水。\n第二条 花木的所有人和管理人应当在每周浇水两次，并做好记录。\n第三条 本条例自公布之日起施行。\n"})
	s := newSite(t, nil)
	s.serve(desk.New(dir, time.Now))
	id := s.id("静安花木条例")
	contains(t, "the document", s.get("/doc/"+id), "第 2 版", "与第 1 版比较")
	contains(t, "the difference", s.get("/doc/"+id+"/diff?with=1"), "<del>一</del>", "<ins>两</ins>", "增加")
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	for _, address := range []string{"/", "/search?q=x", "/doc/" + s.id("静安花木条例")} {
		tag := s.ask("GET", address, "").header.Get("ETag")
		if tag == "" {
			t.Errorf("%s has no ETag", address)
		}
		res := s.ask("GET", address, "", "If-None-Match", tag)
		if body := res.body; res.code != 304 || body != "" {
			t.Errorf("%s: %d with %d bytes", address, res.code, len(body))
		}
		if res := s.ask("GET", address, "", "If-None-Match", tag, "Accept-Language", "en"); res.code != 200 {
			t.Errorf("%s in another language: %d", address, res.code)
		}
	}
}

func TestLanguage(t *testing.T) {
	s := newSite(t, nil)
	for _, c := range [][3]string{
		{"/", "", "zh-CN"}, {"/", "en-GB,en;q=0.9", "en"}, {"/", "fr, zh-TW;q=0.5", "zh-CN"}, {"/?lang=en", "zh", "en"}, {"/?lang=fr", "en", "en"},
	} {
		if page := s.get(c[0], "Accept-Language", c[1]); !strings.Contains(page, `<html lang="`+c[2]+`"`) {
			t.Errorf("%s for %q is not %s", c[0], c[1], c[2])
		}
	}
	if kept := s.get("/", "Cookie", "lang=en", "Accept-Language", "zh"); !strings.Contains(kept, `<html lang="en"`) {
		t.Error("the chosen language is not kept")
	}
}

// missingKey is the key of a message that the catalogue lacks.
var missingKey = regexp.MustCompile(`[^/\w.](web|err|col|status|kind|search|figure|coder)\.[a-z_]+(\.[a-z_]+)*\b`)

// elsewhere are links that other tests follow: the other language, files.
var elsewhere = regexp.MustCompile(`lang=|save=1|\.(csv|xlsx|bib|html|docx|md)\b`)

// walk visits every page that links lead to and checks each: it is there, is inert
// and says everything in words.
func (s *site) walk(lang string, starts ...string) map[string]string {
	s.t.Helper()
	seen, queue := map[string]string{}, starts
	for len(queue) > 0 && len(seen) < 150 {
		address := queue[0]
		queue = queue[1:]
		address, _, _ = strings.Cut(address, "#")
		if _, ok := seen[address]; ok || !strings.HasPrefix(address, "/") || elsewhere.MatchString(address) {
			continue
		}
		res := s.ask("GET", address, "", "Accept-Language", lang)
		body := res.body
		seen[address] = body
		if at := res.header.Get("Location"); at != "" {
			queue = append(queue, at)
			continue
		}
		if res.code != 200 && !strings.HasPrefix(address, "/coding") {
			s.t.Errorf("%s: %d", address, res.code)
		}
		if strings.HasPrefix(res.header.Get("Content-Type"), "text/html") && !strings.HasPrefix(address, "/raw/") {
			queue = append(queue, inert(s.t, address, body)...)
			if key := missingKey.FindString(body); key != "" {
				s.t.Errorf("%s in %s: no message for %s", address, lang, key)
			}
		}
	}
	return seen
}

// inert checks that a page runs nothing but its own script and loads nothing from
// elsewhere, and gives its links.
func inert(t *testing.T, address, body string) (links []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "iframe", "object", "embed", "style", "base":
			t.Errorf("%s has an element %s", address, n.Data)
		case "script":
			if n.FirstChild != nil {
				t.Errorf("%s has an inline script", address)
			}
		}
		for _, a := range n.Attr {
			inertAttribute(t, address, n, a)
			if n.Data == "a" && a.Key == "href" {
				links = append(links, a.Val)
			}
		}
	}
	return links
}

func inertAttribute(t *testing.T, address string, n *html.Node, a html.Attribute) {
	t.Helper()
	value := strings.ToLower(strings.TrimSpace(a.Val))
	switch {
	case strings.HasPrefix(a.Key, "on"), a.Key == "style":
		t.Errorf("%s has an attribute %s=%q", address, a.Key, a.Val)
	case a.Key == "src", n.Data == "link" && a.Key == "href":
		if !strings.HasPrefix(value, "/") || strings.HasPrefix(value, "//") {
			t.Errorf("%s loads %q", address, a.Val)
		}
	case a.Key == "href", a.Key == "action", a.Key == "formaction":
		if strings.Contains(strings.SplitN(value, "/", 2)[0], ":") && !strings.HasPrefix(value, "http") {
			t.Errorf("%s links to %q", address, a.Val)
		}
	}
}

func TestEveryPageInBothLanguages(t *testing.T) {
	drawsMuch(t)
	s := newSite(t, desktest.Corpus())
	for _, lang := range []string{"zh", "en"} {
		pages := s.walk(lang, "/", "/search?q="+url.QueryEscape("合同"))
		if len(pages) < 20 {
			t.Errorf("only %d pages are linked", len(pages))
		}
		for address, body := range pages {
			if len(body) > 200<<10 && strings.HasPrefix(body, "<!DOCTYPE") {
				t.Errorf("%s has %d bytes", address, len(body))
			}
		}
	}
	newSite(t, nil).walk("zh", "/", "/search?q=x")
}
