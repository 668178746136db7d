package sites_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
	"duibiao/crawl/page"
	"duibiao/crawl/replica"
	"duibiao/crawl/sites"
)

// TestBuiltin goes over every built-in definition: it loads, has a place and a
// replica, and its rules find rows there.
func TestBuiltin(t *testing.T) {
	list, err := sites.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 10 {
		t.Errorf("%d sites", len(list))
	}
	names := map[string]string{}
	for _, s := range list {
		t.Run(s.ID, func(t *testing.T) {
			if s.Checked != "never" || s.Notes == "" {
				t.Errorf("checked %q, notes %q", s.Checked, s.Notes)
			}
			if _, ok := corpus.JurisdictionByCode(s.Region); !ok {
				t.Errorf("region %q", s.Region)
			}
			for _, name := range append([]string{s.ID, s.Name}, s.Aliases...) {
				if other := names[name]; other != "" {
					t.Errorf("%q is also %s", name, other)
				}
				names[name] = s.ID
				if got, ok := sites.Find(list, name); !ok || got.ID != s.ID {
					t.Errorf("%q finds %s", name, got.ID)
				}
			}
			checkOnReplica(t, s)
		})
	}
}

// checkOnReplica asks a site's replica for every start and checks the answer.
func checkOnReplica(t *testing.T, s sites.Site) {
	t.Helper()
	if !slices.Contains(replica.Names(), "site-"+s.ID) {
		t.Fatal("no replica")
	}
	srv := replica.New(t, "site-"+s.ID)
	for _, req := range s.Start() {
		a, err := srv.Ask(req)
		if err != nil {
			t.Fatal(err)
		}
		if a.Status != http.StatusOK {
			t.Errorf("%s %s: status %d", req.Method, req.URL, a.Status)
			continue
		}
		for _, f := range s.Check(req, a.URL, a.Header, a.Body) {
			if !f.OK() && f.Rule != "rows" {
				t.Errorf("%s: %s %s (%s)", f.List, f.Rule, f.Problem, f.Found)
			}
		}
	}
}

// TestCheck says which rule finds nothing on a page of another make.
func TestCheck(t *testing.T) {
	s := parse(t, `
name: 甲
region: "310000"
lists:
  - {name: 规章, url: "http://a.gov.cn/z/", rows: "ul.old > li", date: i}
`)
	req := s.Start()[0]
	u := address(t, req.URL)
	rows := `<li><a href="/a/1.html">关于甲的通知</a><b>2024-01-02</b></li><li><a href="/a/2.html">关于乙的通知</a><b>2024-01-01</b></li>`
	f := s.Check(req, u, nil, []byte(`<ul class="new">`+rows+`</ul>`))
	if len(f) != 1 || f[0].OK() || f[0].Rule != "rows" || !strings.Contains(f[0].Found, "list of 2 rows") {
		t.Errorf("%+v", f)
	}
	if f = s.Check(req, u, nil, []byte(`<ul class="old">`+rows+`</ul>`)); len(f) != 1 || !f[0].OK() {
		t.Errorf("%+v", f)
	}
	f = s.Check(req, u, nil, []byte(`<script>document.cookie="a=1";location.reload()</script>`))
	if len(f) != 1 || f[0].OK() || !strings.Contains(f[0].Found, "challenge") {
		t.Errorf("%+v", f)
	}
	if p := s.Read(req, u, nil, []byte(`<ul class="new">`+rows+`</ul>`)); len(p.Entries) != 2 {
		t.Errorf("the generic reader does not step in: %+v", p)
	}
}

// TestAPI asks for the pages of a JSON list by its template.
func TestAPI(t *testing.T) {
	s := parse(t, `
name: 乙
region: "310000"
header: {Referer: "http://b.gov.cn/"}
lists:
  - method: POST
    url: http://b.gov.cn/api
    body: '{"no":{page},"size":{size},"code":"{each}"}'
    each: [x, y]
    first: 0
    size: 2
    json: {rows: hits.hits, title: _source.t, url: "", date: _source.d, total: hits.total.value, fields: {有效性: _source.s}, values: {有效性: {"1": 现行有效}}}
    detail: /detail?id={_id}
`)
	start := s.Start()
	if len(start) != 2 || start[1].Body != `{"no":0,"size":2,"code":"y"}` || start[0].Header["Referer"] == "" {
		t.Fatalf("%+v", start)
	}
	body := `{"hits":{"total":{"value":5},"hits":[{"_id":"a/1","_source":{"t":"关于<em>采购</em>的通知","d":1704067200000,"s":1}},{"_id":"b","_source":{"t":"关于目录的通知","d":"2023-12-31 23:00:00","s":2}}]}}`
	p := s.Read(start[1], address(t, start[1].URL), nil, []byte(body))
	if len(p.Entries) != 2 || len(p.Next) != 2 || p.Next[1].Body != `{"no":2,"size":2,"code":"y"}` || p.Next[0].Header["Referer"] == "" {
		t.Fatalf("%+v", p)
	}
	want := page.Entry{
		Request: page.Request{Method: "GET", URL: "http://b.gov.cn/detail?id=a%2F1", Header: s.Header},
		Title:   "关于采购的通知", Date: "2024-01-01", Fields: map[string]string{"有效性": "现行有效"},
	}
	if !reflect.DeepEqual(p.Entries[0], want) || p.Entries[1].Fields["有效性"] != "2" {
		t.Errorf("%+v", p.Entries)
	}
	p = s.Read(p.Next[1], address(t, start[1].URL), nil, []byte(body))
	if len(p.Next) != 0 {
		t.Errorf("goes on after the last page: %+v", p.Next)
	}
}

// TestStrict refuses what a definition may not say, with file and line.
func TestStrict(t *testing.T) {
	const good = "name: 甲\nregion: \"310000\"\nlists:\n  - url: http://a.gov.cn/\n"
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":      {good + "    row: li\n", "x.yaml:5: unknown key row"},
		"unknown site key": {"nam: 甲\n" + good, "x.yaml:1: unknown key nam"},
		"bad selector":     {good + "    rows: \"li[\"\n", "x.yaml:5: selector"},
		"bad region":       {strings.Replace(good, "310000", "319999", 1), "x.yaml:2: region"},
		"no name":          {"region: \"310000\"\nlists: [{url: \"http://a.gov.cn/\"}]\n", "x.yaml:1: a site needs a name"},
		"no lists":         {"name: 甲\nregion: \"310000\"\n", "x.yaml:1: a site needs at least one list"},
		"bad address":      {strings.Replace(good, "http:", "ftp:", 1), "x.yaml:4: url"},
		"bad method":       {good + "    method: PUT\n", "x.yaml:5: method"},
		"each unused":      {good + "    each: [a]\n", "x.yaml:5: {each}"},
		"not YAML":         {"name: [", "x.yaml:1: "},
		"a selector alone": {good + "    date: span\n", "x.yaml:5: selectors"},
	} {
		_, err := sites.Parse("x.yaml", []byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

// TestLoadDir reads a user's own definitions beside the built-in ones.
func TestLoadDir(t *testing.T) {
	dir := t.TempDir()
	if list, err := sites.LoadDir(filepath.Join(dir, "none")); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "mine.yaml"), []byte("name: 我区\nregion: \"120103\"\nlists: [{url: \"http://a.gov.cn/z/\"}]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := sites.LoadDir(dir)
	if err != nil || len(list) != 1 || list[0].ID != "mine" || list[0].Checked != "never" || list[0].Start()[0].URL != "http://a.gov.cn/z/" {
		t.Errorf("%+v %v", list, err)
	}
}

func parse(t *testing.T, text string) sites.Site {
	t.Helper()
	s, err := sites.Parse("x.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func address(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
