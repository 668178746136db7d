package page_test

import (
	"net/http"
	"strings"
	"testing"

	"duibiao/crawl/page"
)

// prose is an invented body.
const prose = `<p>　　第一条　为规范购买行为，制定本办法。</p><p>　　第二条　承接主体应当具备独立承担责任的能力；购买主体应当公开目录。</p><p>　　第三条　本办法自2024年3月1日起施行，有效期五年。各单位应当遵照执行，不得擅自变更。</p><p>　　第四条　购买主体应当按照合同约定支付资金，并对服务过程进行检查；发现问题的，应当及时纠正。</p><p>　　第五条　承接主体应当保存全部服务记录，接受监督检查，按季度报送执行情况。</p>`

func side(n int) string {
	return `<div class="right"><h3>最新公告</h3><ul>` + rows(n, `<li><a href="/gg/{i}.html">关于某项目第{i}次公告的通知</a><span>2024-02-{ii}</span></li>`) + `</ul></div>`
}

// TestArticles reads articles of many forms: that they are one, and what
// belongs to them.
func TestArticles(t *testing.T) {
	for _, c := range []struct{ name, self, html, title, files, parts, frames string }{
		{"meta", "/a/t20240101_5.html", `<head><meta name="ArticleTitle" content="关于甲的通知"></head><div class="TRS_Editor">` + prose + `</div>` + side(9), "关于甲的通知", "", "", ""},
		{"nothing but text", "/a/5.html", `<h1>关于甲的通知</h1><div>` + prose + `</div>` + side(9), "关于甲的通知", "", "", ""},
		{"a short one", "/a/t20240101_5.html", `<h1>关于甲的通知</h1><div id="zoom"><p>现印发你们。</p><p>附件：<a href="1.pdf">甲办法.pdf</a></p></div>` + side(9), "关于甲的通知", "/a/1.pdf", "", ""},
		{"title in the block", "/a/b.html", `<table><tr><td>索引号：</td><td>A1</td><td>发文机关：</td><td>甲局</td></tr><tr><td>标　　题：</td><td>关于甲的通知</td><td>发文字号：</td><td>甲〔2024〕1号</td></tr></table><div>` + prose + `</div>`, "关于甲的通知", "", "", ""},
		{"files by every way", "/a/b.html", `<h1>关于甲的通知</h1><div>` + prose + `<p><a href="x.doc">附件1</a> <a href="javascript:void(0)" onclick="window.open('/down/x.jsp?id=2')">附件2：表.xls</a> <a href="/module/download/downfile.jsp?classid=0&filename=ab.pdf">附件3</a> <span onclick="location.href='/files/y.zip'">附件4.zip</span> <a href="/doc/z?fileId=7">附件5：册.ofd</a></p></div>`, "关于甲的通知", "/a/x.doc /down/x.jsp?id=2 /module/download/downfile.jsp?classid=0&filename=ab.pdf /files/y.zip /doc/z?fileId=7", "", ""},
		{"embedded", "/a/b.html", `<h1>关于甲的通知</h1><p>来源：甲局</p><embed src="/f/a.pdf" type="application/pdf"><iframe src="/pdfjs/web/viewer.html?file=%2Ff%2Fb.pdf"></iframe><object data="c.ofd"><param name="src" value="c.ofd"></object>`, "关于甲的通知", "/f/a.pdf /f/b.pdf /a/c.ofd", "", ""},
		{"PDF by script", "/a/t20240101_5.html", `<h1>关于甲的通知</h1><div id="pdf"></div><script>PDFObject.embed("/f/a.pdf", "#pdf");</script>`, "关于甲的通知", "/f/a.pdf", "", ""},
		{"parts TRS", "/a/t20240101_5.html", `<h1>关于甲的通知</h1><div class="TRS_Editor">` + prose + `</div><script>createPageHTML(3,0,"t20240101_5","html");</script>`, "关于甲的通知", "", "/a/t20240101_5_1.html /a/t20240101_5_2.html", ""},
		{"parts", "/a/content_9.html", `<h1>关于甲的通知</h1><div>` + prose + `</div><div class="page">1 <a href="content_9_2.html">2</a> <a href="content_9_3.html">3</a> <a href="content_9_2.html">下一页</a></div><p>下一篇：<a href="content_10.html">关于乙的通知</a></p>`, "关于甲的通知", "", "/a/content_9_2.html /a/content_9_3.html", ""},
		{"parts, second", "/a/content_2.html", `<h1>关于甲的通知</h1><div>` + prose + `</div><div class="page"><a href="content.html">上一页</a> <a href="content_3.html">下一页</a></div>`, "关于甲的通知", "", "/a/content_3.html", ""},
		{"next article is no part", "/a/t20240101_5.html", `<h1>关于甲的通知</h1><div>` + prose + `</div><p>上一篇：<a href="t20240101_4.html">甲</a> 下一篇：<a href="t20240101_6.html">乙</a></p>`, "关于甲的通知", "", "", ""},
		{"frame", "/a/b.html", `<meta name="ArticleTitle" content="关于甲的通知"><h1>关于甲的通知</h1><iframe name="content" src="body/b.html"></iframe>`, "关于甲的通知", "", "", "/a/body/b.html"},
		{"frame beside a body", "/a/t20240101_5.html", `<h1>关于甲的通知</h1><div>` + prose + prose + `</div><iframe src="/share.html"></iframe>`, "关于甲的通知", "", "", ""},
		{"JSON in an input", "/site/detail?articleId=1", `<input name="articleDetail" value='{"title":"关于甲的通知","content":"<p>第一条 甲应当乙。</p><p>第二条 乙应当丙，丙应当丁。</p><p><a href=\"/f/a.pdf\">附件</a></p>"}'>`, "关于甲的通知", "/f/a.pdf", "", ""},
		{"JSON", "/api/detail?id=1", `{"code":0,"data":{"title":"关于甲的通知","content":"<p>第一条 甲应当乙。</p><p>第二条 乙应当丙，丙应当丁，丁应当戊。</p><p><a href='/f/a.pdf'>附件</a></p>"}}`, "关于甲的通知", "/f/a.pdf", "", ""},
		{"files in a column beside are others'", "/a/t20240101_5.html", `<h1>关于甲的通知</h1><div class="TRS_Editor">` + prose + `</div><div><ul>` + rows(5, `<li><a href="/f/{i}.pdf">某县第{i}号文件全文的标题</a><span>2024-01-{ii}</span></li>`) + `</ul></div>`, "关于甲的通知", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			body := c.html
			if body[0] != '{' {
				body = `<html><body><div class="nav"><a href="/">首页</a></div>` + body + `<div class="footer"><a href="/help.pdf">帮助</a></div></body></html>`
			}
			p := page.Read(parseURL(t, "http://a.gov.cn"+c.self), http.Header{}, []byte(body))
			var files []page.Request
			for _, a := range p.Attachments {
				files = append(files, a.Request)
				if a.Name == "" {
					t.Errorf("no name: %s", a.Request.URL)
				}
			}
			if p.Kind != page.Article || p.Title != c.title {
				t.Errorf("%s %q %s", p.Kind, p.Title, p.Why)
			}
			for what, pair := range map[string][2]string{"files": {urls(files), c.files}, "parts": {urls(p.Parts), c.parts}, "frames": {urls(p.Frames), c.frames}} {
				if pair[0] != pair[1] {
					t.Errorf("%s\n got %s\nwant %s", what, pair[0], pair[1])
				}
			}
		})
	}
}

// TestObstacles reads what is served in the place of pages.
func TestObstacles(t *testing.T) {
	for _, c := range []struct {
		name, html string
		kind       page.Kind
		why        string
	}{
		{"cookie by script", `<script>document.cookie=('_')+('_')+('x')+'=1;path=/';location.href=location.pathname+location.search</script>`, page.Refused, "cookie challenge"},
		{"jsl", `<html><head><script>var _0x1f=['\x5f'];(function(){document.cookie='__jsl_clearance_s=17;'})()</script></head></html>`, page.Refused, "JavaScript challenge"},
		{"Rui Shu", `<!DOCTYPE html><html><head><meta id="9DhefwqGPrzGxEp9hPaoag" content="abc" r='m'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=1;</script><script src="/x.js" r='m'></script></head><body></body></html>`, page.Refused, "JavaScript challenge"},
		{"eval", `<html><body><script>eval(function(p,a,c,k,e,d){return p}('0 1',2,2,''))</script></body></html>`, page.Refused, "JavaScript challenge"},
		{"noscript", `<html><head><title>请稍候</title></head><body><noscript>请开启JavaScript并刷新该页。</noscript><script src="/c.js"></script></body></html>`, page.Refused, "JavaScript challenge"},
		{"slider", `<html><title>安全验证</title><body><p>请完成安全验证后继续访问</p></body></html>`, page.Refused, "captcha"},
		{"too often", `<html><body><div>您的访问过于频繁，请稍后再试</div></body></html>`, page.Refused, "rate limit"},
		{"blocked", `<html><head><title>访问被拦截</title></head><body><h1>您的请求已被拦截</h1></body></html>`, page.Refused, "access denied"},
		{"login", `<html><body><form action="/login"><input name="u"><input type="password" name="p"><button>登录</button></form></body></html>`, page.Refused, "login"},
		{"login in words", `<html><body><p>会话已超时，请先登录。</p></body></html>`, page.Refused, "login"},
		{"soft 404", `<html><head><title>404</title></head><body><p>您访问的页面不存在或已删除</p><a href="/">返回首页</a></body></html>`, page.Missing, ""},
		{"soft 404 in the site's dress", `<html><head><title>甲市政府</title></head><body><div class="nav"><a href="/">首页</a><a href="/zcfg/">政策法规</a></div><div>抱歉，您要访问的页面没有找到！</div><div class="footer">主办：甲市</div></body></html>`, page.Missing, ""},
		{"not found", `<html><body><h1>Not Found</h1><p>The requested URL was not found on this server.</p></body></html>`, page.Missing, ""},
		{"template", `Template not found`, page.Missing, ""},
		{"deleted", `<html><body><div class="tip">该信息已被删除！</div></body></html>`, page.Missing, ""},
		{"shell", `<!DOCTYPE html><html><head><title>甲</title></head><body><noscript>We're sorry but this doesn't work without JavaScript enabled.</noscript><div id="app"></div><script src="/js/chunk.js"></script></body></html>`, page.Other, ""},
		{"empty", ` `, page.Other, "empty"},
		{"sends on", `<html><head><meta http-equiv="refresh" content="0; url=./zcfg/index.html"></head></html>`, page.Root, ""},
		{"sends on by script", `<script>window.location.href="/zcfg/";</script>`, page.Root, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := page.Read(parseURL(t, "http://a.gov.cn/x/y"), nil, []byte(c.html))
			if p.Kind != c.kind || c.why != "" && p.Why != c.why {
				t.Errorf("%s %q, want %s %q", p.Kind, p.Why, c.kind, c.why)
			}
			if p.Kind != page.Root && len(p.Entries)+len(p.Lists) > 0 {
				t.Errorf("leads on: %+v", p)
			}
		})
	}
}

// TestNotObstacles reads pages that speak of such things and are content.
func TestNotObstacles(t *testing.T) {
	for name, html := range map[string]string{
		"about a page not found": `<h1>关于网站页面不存在问题整改情况的通报</h1><div class="TRS_Editor">` + strings.ReplaceAll(prose, "购买", "页面不存在") + `</div>`,
		"about logins":           `<h1>关于政府采购系统登录验证码的通知</h1><div class="TRS_Editor"><p>请先登录系统，输入验证码。</p>` + prose + `</div>`,
		"with a login box":       `<form><input type="password"></form><h1>关于甲的通知</h1><div>` + prose + `</div>`,
	} {
		if p := page.Read(parseURL(t, "http://a.gov.cn/a/t20240101_5.html"), nil, []byte("<html><body>"+html+"</body></html>")); p.Kind != page.Article {
			t.Errorf("%s: %s %s", name, p.Kind, p.Why)
		}
	}
}

// TestRoot chooses the lists of a front page.
func TestRoot(t *testing.T) {
	html := `<html><head><title>甲区</title></head><body><div class="menu"><a href="/">首页</a><a href="/xw/">新闻中心</a><a href="/zwgk/zcfg/">政策法规</a><a href="/zwgk/zfcg/">政府采购</a><a href="http://www.gov.cn/zhengce/">中国政府网政策</a><a href="/hd/">互动交流</a></div>
<div class="box"><h2>通知公告</h2><a href="/tzgg/">more&gt;&gt;</a>` + `<ul>` + rows(6, `<li><a href="/tzgg/{i}.html">关于第{i}次活动的公告内容</a><span>2024-01-{ii}</span></li>`) + `</ul></div>
<div class="box"><h2>要闻</h2><a href="/xw/yw/">更多</a></div></body></html>`
	p := page.Read(parseURL(t, "http://a.gov.cn/"), nil, []byte(html))
	if p.Kind != page.Root || urls(p.Lists) != "/zwgk/zfcg/ /zwgk/zcfg/ /tzgg/" {
		t.Errorf("%s %s", p.Kind, urls(p.Lists))
	}
}

// TestFileName reads names of files as sites send them.
func TestFileName(t *testing.T) {
	for _, c := range []struct{ disposition, want string }{
		{`attachment; filename*=UTF-8''%E7%9B%AE%E5%BD%95.pdf`, "目录.pdf"},
		{`attachment; filename="x.pdf"; filename*=GBK''%C4%BF%C2%BC.pdf`, "目录.pdf"},
		{"attachment; filename=\"\xc4\xbf\xc2\xbc.pdf\"", "目录.pdf"},
		{"attachment; filename=\xe7\x9b\xae\xe5\xbd\x95.pdf", "目录.pdf"},
		{"attachment;filename=%E7%9B%AE%E5%BD%95.pdf", "目录.pdf"},
		{"attachment; filename=%C4%BF%C2%BC.pdf", "目录.pdf"},
		{"attachment; filename=\"\u00e7\u009b\u00ae\u00e5\u00bd\u0095.pdf\"", "目录.pdf"},
		{"attachment; filename=\"=?UTF-8?B?55uu5b2VLnBkZg==?=\"", "目录.pdf"},
		{`attachment; filename="../../etc/目录.pdf"`, "目录.pdf"},
		{"attachment", "b.doc"},
		{"", "b.doc"},
	} {
		h := http.Header{}
		h.Set("Content-Disposition", c.disposition)
		if got := page.FileName(h, parseURL(t, "http://a.gov.cn/a/b.doc?x=1")); got != c.want {
			t.Errorf("%q: %q, want %q", c.disposition, got, c.want)
		}
	}
	if got := page.FileName(nil, parseURL(t, "http://a.gov.cn/downfile.jsp?classid=0&filename=%C4%BF%C2%BC.doc")); got != "目录.doc" {
		t.Errorf("by the address: %q", got)
	}
}
