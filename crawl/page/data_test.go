package page_test

import (
	"encoding/csv"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duibiao/crawl/page"
)

// testdata is the folder of real pages, which are not part of the project.
func testdata(t *testing.T) string {
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		t.Skip("DUIBIAO_TESTDATA is not set: the real pages are not part of the project")
	}
	return filepath.Join(dir, "data")
}

func parseURL(t testing.TB, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestRealArticles reads real pages of www.gov.cn: articles all, with title,
// 文号 and 索引号 as the list beside them states.
func TestRealArticles(t *testing.T) {
	dir := filepath.Join(testdata(t), "govcn-2019")
	f, err := os.Open(filepath.Join(dir, "metadata.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	good := 0
	for _, row := range rows[1:] {
		body, err := os.ReadFile(filepath.Join(dir, row[0]))
		if err != nil {
			t.Fatal(err)
		}
		u := parseURL(t, row[1])
		p, m := page.Read(u, nil, body), page.Metadata(u, body)
		if p.Kind == page.Article && p.Title == row[3] && m["索引号"] == row[2] && m["发文字号"] == row[5] && len(p.Frames)+len(p.Parts) == 0 {
			good++
			continue
		}
		t.Logf("%s: %s %q (want %q) %v frames %v parts %v; %s %s", row[0], p.Kind, p.Title, row[3], p.Why, p.Frames, p.Parts, m["索引号"], m["发文字号"])
	}
	t.Logf("%d of %d pages read as stated", good, len(rows)-1)
	if good < len(rows)-2 {
		t.Errorf("%d of %d", good, len(rows)-1)
	}
}

// TestRealPages reads pages of other sites.
func TestRealPages(t *testing.T) {
	dir := testdata(t)
	for name, want := range map[string]struct{ addr, title string }{
		"html-zh/gzggw_1.html":       {"http://fgw.zj.gov.cn/art/2016/11/22/art_1621004_30332664.html", "1-10月德清县固定资产投资结构趋稳趋优"},
		"html-zh/people_1.html":      {"http://culture.people.com.cn/n1/2019/0615/c1013-31153719.html", ""},
		"html-zh/shanxi_1.html":      {"http://www.shanxi.gov.cn/yw/sxyw/201909/t20190918_693227.shtml", "山西品牌丝路行（南美站）正式启动"},
		"mof-html/caiku2022-17.html": {"https://www.mof.gov.cn/gkml/caizhengwengao/wg2022/wg202207/202209/t20220916_3840941.htm", "财政部关于做好政府采购框架协议采购工作有关问题的通知"},
	} {
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		p := page.Read(parseURL(t, want.addr), nil, body)
		t.Logf("%s: %s %q attachments %v parts %v frames %v", name, p.Kind, p.Title, p.Attachments, p.Parts, p.Frames)
		if p.Kind != page.Article || want.title != "" && p.Title != want.title || len(p.Parts)+len(p.Attachments) > 0 {
			t.Errorf("%s: %s %q %s", name, p.Kind, p.Title, strings.TrimSpace(p.Why))
		}
	}
}
