package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"duibiao/crawl/page"
)

// FuzzRead reads arbitrary bytes: no panic, bounded output, and whatever is to
// be fetched is an absolute web address, each once, never the page itself.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		rowsPage(6, trsRow, `<script>createPageHTML(4, 0, "index", "html");</script>`),
		rowsPage(3, trsRow, `<a href="?page=2">2</a><a href="?page=99999">尾页</a>`),
		`<datastore><nextgroup><![CDATA[<a href="/dataproxy.jsp?startrecord=4&endrecord=6&perpage=3">]]></nextgroup><recordset><record><![CDATA[<li><a href="/a1.html">关于甲的通知</a>2024-01-01</li>]]></record></recordset><totalrecord>9</totalrecord></datastore>`,
		`{"data":{"total":30,"pageSize":10,"list":[{"title":"关于甲的通知","url":"/a/1.html","publishTime":1704067200000}]}}`,
		`<input name="articleDetail" value='{"title":"甲","content":"<p>第一条 甲应当乙。</p><a href=\"/x.pdf\">附件</a>................"}'>`,
		`<a title="关于甲 target="_blank" href="./1.html">关于甲…</a><iframe src="a.pdf"><object data="/v/viewer.html?file=/b.pdf">`,
		"\xb9\xd8\xd3\xda<a href='\xb2\xc9\xb9\xba.html?n=\xb2\xc9'>\xb2\xc9</a>",
	} {
		f.Add("http://www.a.gov.cn/zcfg/index.html", []byte(s))
	}
	f.Fuzz(func(t *testing.T, addr string, body []byte) {
		u, err := url.Parse(addr)
		if err != nil {
			return
		}
		p := page.Read(u, http.Header{}, body)
		if p.Kind == "" {
			t.Fatal("no kind")
		}
		if len(p.Entries) > 2000 || len(p.Next) > 2000 || len(p.Attachments) > 600 || len(p.Lists) > 2000 {
			t.Fatalf("unbounded: %d entries, %d next, %d attachments, %d lists", len(p.Entries), len(p.Next), len(p.Attachments), len(p.Lists))
		}
		all := [][]page.Request{p.Next, p.Lists, p.Parts, p.Frames, nil, nil}
		for _, e := range p.Entries {
			all[4] = append(all[4], e.Request)
		}
		for _, a := range p.Attachments {
			all[5] = append(all[5], a.Request)
		}
		for _, list := range all {
			checkRequests(t, u, list)
		}
	})
}

// checkRequests holds a list of requests against what is promised of them.
func checkRequests(t *testing.T, self *url.URL, list []page.Request) {
	t.Helper()
	seen := map[string]bool{}
	for _, r := range list {
		key := r.Method + r.URL + r.Body
		v, err := url.Parse(r.URL)
		if err != nil || v.Scheme != "http" && v.Scheme != "https" || v.Hostname() == "" || v.Fragment != "" {
			t.Fatalf("address %q: %v", r.URL, err)
		}
		if seen[key] || r.URL == page.Clean(self) && r.Method == http.MethodGet {
			t.Fatalf("twice, or the page itself: %s", r.URL)
		}
		if strings.Contains(strings.ToLower(r.URL), ";jsessionid=") {
			t.Fatalf("session id: %s", r.URL)
		}
		seen[key] = true
	}
}
