package web

import (
	"encoding/xml"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"duibiao/charts"
	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/desk/desktest"
)

func TestCompare(t *testing.T) {
	s := newSite(t, desktest.Corpus())
	page := s.get("/compare?kind=procedures&source=corpus&regions=" + url.QueryEscape("上海,天津"))
	contains(t, "procedures", page, "上海", "天津", "/doc/"+s.id("上海市政府购买服务管理办法")+"?clause=a2", `href="/compare.csv?`)
	contains(t, "gaps without a home", s.ask("GET", "/compare?kind=gaps&regions=310000", "").body, `name="home"`, "box warn")
	contains(t, "gaps", s.get("/compare?kind=gaps&source=corpus&home="+url.QueryEscape("天津")), `class="gap`)
	contains(t, "CSV", s.get("/compare.csv?kind=items"), "place", ",")
	if got := s.ask("GET", "/compare?kind=nothing", "").code; got != 400 {
		t.Errorf("an unknown kind: %d", got)
	}
	beside := s.get("/compare?kind=clauses&doc=" + url.QueryEscape("上海市政府购买服务管理办法") + "&doc=" + url.QueryEscape("天津市政府采购暂行办法"))
	contains(t, "clauses side by side", beside, "二十日内", "三十日内", `class="gap"`, "?clause=a2#a2")
}

// Every comparison and chart that is offered has a page, with no data too.
func TestEveryComparisonAndChart(t *testing.T) {
	drawsMuch(t)
	for _, s := range []*site{newSite(t, desktest.Corpus()), newSite(t, nil)} {
		for _, kind := range comparison.Kinds() {
			page := s.get("/compare?home=" + url.QueryEscape("天津") + "&kind=" + kind)
			inert(t, kind, page)
			if len(page) > 200<<10 {
				t.Errorf("%s has %d bytes", kind, len(page))
			}
		}
		for _, kind := range charts.Kinds() {
			page := s.get("/chart/" + kind + "?home=" + url.QueryEscape("天津"))
			inert(t, kind, page)
			if len(page) > 200<<10 {
				t.Errorf("%s has %d bytes", kind, len(page))
			}
			if strings.Contains(page, "<img") {
				contains(t, kind, s.get("/chart/"+kind+".svg?home="+url.QueryEscape("天津")), "<svg")
			}
		}
	}
}

func TestChartFiles(t *testing.T) {
	s := newSite(t, nil)
	for ext, begin := range map[string]string{"svg": "<svg", "png": "\x89PNG", "csv": "", "xlsx": "PK", "json": "{", "html": "<!DOCTYPE"} {
		res := s.ask("GET", "/chart/items."+ext+"?save=1", "")
		if res.code != 200 || !strings.HasPrefix(strings.TrimPrefix(res.body, "\uFEFF"), begin) || !strings.HasPrefix(res.header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %q %.20q", ext, res.code, res.header.Get("Content-Disposition"), res.body)
		}
	}
	if res := s.ask("GET", "/chart/items.svg", ""); res.header.Get("Content-Disposition") != "" || !strings.Contains(res.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the picture: %v", res.header)
	}
	for _, address := range []string{"/chart/none", "/chart/items.exe", "/chart/..%2fitems", "/chart/none.svg"} {
		if got := s.ask("GET", address, "").code; got != 404 {
			t.Errorf("%s: %d", address, got)
		}
	}
}

func TestReport(t *testing.T) {
	s := newSite(t, nil)
	contains(t, "the form", s.get("/report"), `value="findings"`, "/report.html")
	contains(t, "Markdown", s.get("/report.md"), "# ", "数据来源")
	if word := s.get("/report.docx?section=findings&section=sources"); !strings.HasPrefix(word, "PK") {
		t.Error("no Word document")
	}
	if got := s.ask("GET", "/report.docx?section=nothing", "").code; got != 400 {
		t.Errorf("an unknown section: %d", got)
	}
}

func TestChangesAndFeed(t *testing.T) {
	dir, folder := filepath.Join(t.TempDir(), "data"), t.TempDir()
	rule := "静安花木条例\n第一条 花木应当浇水。\n第二条 花木的所有人和管理人应当每周浇水一次，并做好记录" + hostile + "。\n"
	desktest.Import(t, dir, folder, true, map[string]string{"a.txt": rule})
	desktest.Import(t, dir, folder, true, map[string]string{"a.txt": strings.Replace(rule, "一次", "两次", 1)})
	s := newSite(t, nil)
	s.serve(desk.New(dir, time.Now))
	contains(t, "changes", s.get("/changes"), "静安花木条例", "第 2 版", "/diff?with=1")
	body := s.get("/changes.atom")
	var f feed
	if err := xml.Unmarshal([]byte(body), &f); err != nil {
		t.Fatal(err)
	}
	if len(f.Entries) != 2 || !strings.Contains(f.Entries[0].Content.Text, "{+两+}") || !strings.HasSuffix(f.Entries[0].ID, ":2") || f.Updated != f.Entries[0].Updated {
		t.Errorf("%+v", f)
	}
	if strings.Contains(body, "<script") || body != s.get("/changes.atom") {
		t.Error("the feed has markup of a text, or is not the same twice")
	}
	if empty := newSite(t, nil).get("/changes.atom"); !strings.Contains(empty, "<feed") {
		t.Error("no feed without data")
	}
}
