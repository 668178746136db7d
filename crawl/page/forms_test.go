package page_test

import (
	"fmt"
	"strings"
	"testing"

	"duibiao/crawl/page"
)

// trsRow is a row of a list; {i} is its number, {ii} with two digits.
const trsRow = `<li><a href="./202401/t202401{ii}_100{i}.html" title="关于印发第{i}号政府购买服务管理办法的通知">关于印发第{i}号政府购买…</a><span>2024-01-{ii}</span></li>`

// rows repeats a row n times.
func rows(n int, row string) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		b.WriteString(strings.NewReplacer("{i}", fmt.Sprint(i), "{ii}", fmt.Sprintf("%02d", i)).Replace(row) + "\n")
	}
	return b.String()
}

// rowsPage is a list page of n rows with a pager behind them.
func rowsPage(n int, row, pager string) string {
	return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>政策法规</title></head><body>
<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div><div class="main"><ul class="list">` + rows(n, row) + `</ul>
` + pager + `</div><div class="footer"><a href="http://www.gov.cn/">中国政府网</a></div></body></html>`
}

func urls(list []page.Request) string {
	var out []string
	for _, r := range list {
		s := r.URL
		if r.Body != "" {
			s += " " + r.Body
		}
		out = append(out, strings.TrimPrefix(s, "http://a.gov.cn"))
	}
	return strings.Join(out, " ")
}

// TestPaging reads what follows on a list page, for every form of paging.
func TestPaging(t *testing.T) {
	for _, c := range []struct{ name, self, pager, want string }{
		{"TRS", "/z/", `<script>createPageHTML(4, 0, "index", "html");</script>`, "/z/index_1.html /z/index_2.html /z/index_3.html"},
		{"TRS, third page", "/z/index_2.html", `<script>createPageHTML(4,2,"index","html");</script>`, "/z/index_3.html"},
		{"TRS, last page", "/z/index_3.html", `<script>createPageHTML(4,3,"index","html");</script><a href="index_4.html">下一页</a>`, ""},
		{"TRS, one page", "/z/", `<script>createPageHTML(1, 0, "index", "html");</script>`, ""},
		{"TRS, its function beside it", "/z/", `<script>function createPageHTML(_nPageCount, _nCurrIndex, _sPageName, _sPageExt){var nCurrIndex = _nCurrIndex || 0;}
createPageHTML(3, 0, "list", "shtml");</script>`, "/z/list_1.shtml /z/list_2.shtml"},
		{"newer TRS", "/z/index.html", `<script>createPageHTML('page_div',3, 1,'index','html',41);</script>`, "/z/index_2.html /z/index_3.html"},
		{"Pager", "/z/", `<script>Pager({size:3,current:0,prefix:'index',suffix:'htm'});</script>`, "/z/index_1.htm /z/index_2.htm"},
		{"Pager over lines", "/z/index_1.htm", "<script>new Pager({\n  size: 4,\n  current: 1,\n  prefix: \"index\",\n  suffix: \"htm\"\n})</script>", "/z/index_2.htm /z/index_3.htm"},
		{"next and last", "/z/index.htm", `<a href="index_1.htm">下一页</a> <a href="index_3.htm">尾页</a>`, "/z/index_1.htm /z/index_2.htm /z/index_3.htm"},
		{"next and last, in the middle", "/z/index_2.htm", `<a href="index_1.htm">上一页</a><a href="index_3.htm">下一页</a> <a href="index_4.htm">末页</a>`, "/z/index_3.htm /z/index_4.htm"},
		{"next only", "/z/a.htm", `<a href="b.htm">下一页</a>`, "/z/b.htm"},
		{"next back to front", "/z/index_5.htm", `<a href="index_1.htm">下一页</a>`, ""},
		{"next to itself", "/z/index_5.htm", `<a href="index_5.htm">下一页</a>`, ""},
		{"column-index", "/z/column-index-1.shtml", `<script>var pages=4;</script>`, "/z/column-index-2.shtml /z/column-index-3.shtml /z/column-index-4.shtml"},
		{"query, gaps", "/l?c=3", `<div class="pagination"><span class="active">1</span><a href="/l?c=3&page=2">2</a><a href="/l?c=3&page=3">3</a>…<a href="/l?c=3&page=5">5</a></div>`, "/l?c=3&page=2 /l?c=3&page=3 /l?c=3&page=4 /l?c=3&page=5"},
		{"query from 0", "/l?page=0", `<div class="pages"><a href="?page=0">1</a><a href="?page=1">2</a><a href="?page=2">3</a></div>`, "/l?page=1 /l?page=2"},
		{"PageIndex by script", "/l.aspx?PageIndex=2", `<div class="page"><a href="javascript:location.href='l.aspx?PageIndex=1'">1</a> 2 <a href="javascript:location.href='l.aspx?PageIndex=3'">3</a> 页</div>`, "/l.aspx?PageIndex=3"},
		{"currPage by function", "/l.jsp?t=1", `共4页 <a href="javascript:turn(2)">下一页</a><script>function turn(n){location.href="l.jsp?t=1&currPage="+n;}</script>`, "/l.jsp?t=1&currPage=2 /l.jsp?t=1&currPage=3 /l.jsp?t=1&currPage=4"},
		{"function with an ending", "/z/", `<script>var countPage = 3;var currentPage = 0;function go(n){location="index_"+n+".shtml"}</script>`, "/z/index_1.shtml /z/index_2.shtml"},
		{"path", "/z/", `<div class="page"><a href="/z/2.html">2</a><a href="/z/3.html">3</a><a href="/z/2.html">下页</a></div>`, "/z/2.html /z/3.html"},
		{"path without ending", "/z/p/2", `<div class="page"><a href="/z/p/1">1</a><b>2</b><a href="/z/p/3">3</a><a href="/z/p/4">4</a></div>`, "/z/p/3 /z/p/4"},
		{"offset of records", "/l?start=0", `<div class="page"><a href="/l?start=0">1</a><a href="/l?start=15">2</a><a href="/l?start=30">3</a></div>`, "/l?start=15 /l?start=30"},
		{"options", "/z/index.html", `<select><option value="index.html" selected>1</option><option value="index_1.html">2</option><option value="index_2.html">3</option></select>`, "/z/index_1.html /z/index_2.html"},
		{"records and size", "/l?p=1", `<script>laypage({count: 32, limit: 15, curr: 1})</script>`, "/l?p=2 /l?p=3"},
		{"hidden field", "/l?p=1", `<input type="hidden" id="totalPage" value="3">`, "/l?p=2 /l?p=3"},
		{"M/N", "/l?pageNo=2", `<div>2/4 页</div>`, "/l?pageNo=3 /l?pageNo=4"},
		{"records in the text", "/l?pageNum=1", `<p>共 31 条记录，每页 15 条</p>`, "/l?pageNum=2 /l?pageNum=3"},
		{"leading zeros", "/z/list01.html", `<div class="page"><a href="list02.html">2</a><a href="list03.html">3</a></div>`, "/z/list02.html /z/list03.html"},
		{"form", "/l.do", `<form method="post" action="/l.do"><input name="col" value="7"><input name="pageNo" value="1"></form><p>第1页/共3页 <a href="javascript:go(2)">下一页</a></p>`, "/l.do col=7&pageNo=2 /l.do col=7&pageNo=3"},
		{"session id", "/l", `<div class="page"><a href="/l;jsessionid=AB12?page=2">2</a></div>`, "/l?page=2"},
		{"calendar", "/l", `<table class="calendar"><tr><td><a href="/l?month=2">下月</a></td></tr><tr><td>日</td><td>一</td><td>二</td><td>三</td><td>四</td><td>五</td><td>六</td></tr><tr><td><a href="/l/1">1</a></td><td><a href="/l/2">2</a></td></tr></table>`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := page.Read(parseURL(t, "http://a.gov.cn"+c.self), nil, []byte(rowsPage(6, trsRow, c.pager)))
			if p.Kind != page.List || len(p.Entries) != 6 {
				t.Fatalf("%s of %d rows", p.Kind, len(p.Entries))
			}
			if got := urls(p.Next); got != c.want {
				t.Errorf("next\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestEndless bounds what a page can promise.
func TestEndless(t *testing.T) {
	p := page.Read(parseURL(t, "http://a.gov.cn/z/"), nil, []byte(rowsPage(6, trsRow, `<script>createPageHTML(99999999, 0, "index", "html");</script>`)))
	if len(p.Next) != 2000 {
		t.Errorf("%d further pages", len(p.Next))
	}
}

// TestRows reads lists of many forms: address, title and date of the second
// row of five.
func TestRows(t *testing.T) {
	const title = "关于印发第2号管理办法的通知"
	list := func(row string) string { return "<ul>" + rows(5, row) + "</ul>" }
	for _, c := range []struct{ name, html, date string }{
		{"li, span", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><span>2024-01-{ii}</span></li>`), "2024-01-02"},
		{"date first", list(`<li><span class="date">2024-01-{ii}</span><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></li>`), "2024-01-02"},
		{"date in the link", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知<span>2024-01-{ii}</span></a></li>`), "2024-01-02"},
		{"date in brackets in the text", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知 [2024-01-{ii}]</a></li>`), "2024-01-02"},
		{"slashes and time", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a> 2024/1/{i} 10:30:00</li>`), "2024-01-02"},
		{"dots", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><i>2024.01.{ii}</i></li>`), "2024-01-02"},
		{"Chinese", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><i>2024年1月{i}日</i></li>`), "2024-01-02"},
		{"Chinese numerals", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><i>二〇二四年一月二日</i></li>`), "2024-01-02"},
		{"full width", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><i>２０２４－０１－０２</i></li>`), "2024-01-02"},
		{"day and month apart", list(`<li><div class="time"><b>{ii}</b><span>2024-01</span></div><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></li>`), "2024-01-02"},
		{"month-day and year apart", list(`<li><div class="time"><b>01-{ii}</b><span>2024</span></div><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></li>`), "2024-01-02"},
		{"month and day only", list(`<li><a href="/a/202401/t202401{ii}_{i}.html">关于印发第{i}号管理办法的通知</a><span>[01-{ii}]</span></li>`), "2024-01-02"},
		{"compact", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><span>202401{ii}</span></li>`), "2024-01-02"},
		{"labelled, two dates", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><p>发布时间：2024-01-{ii} 截止时间：2024-03-01</p></li>`), "2024-01-02"},
		{"category before", list(`<li>[<a href="/c/tz/">通知</a>] <a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><span>2024-01-{ii}</span></li>`), "2024-01-02"},
		{"files and explanations behind", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><a href="/a/{i}.pdf">下载</a><a href="/j/{i}.html">解读</a><span>2024-01-{ii}</span></li>`), "2024-01-02"},
		{"cut, title attribute", list(`<li><a href="/a/{i}.html" title="关于印发第{i}号管理办法的通知">关于印发第{i}号...</a><span>2024-01-{ii}</span></li>`), "2024-01-02"},
		{"title of the child", list(`<li><a href="/a/{i}.html"><span title="关于印发第{i}号管理办法的通知">关于印发第{i}号…</span></a><em>2024-01-{ii}</em></li>`), "2024-01-02"},
		{"title unclosed before target", list(`<li><a href="/a/{i}.html" title="关于印发第{i}号管理办法的通知 target="_blank">关于印发…</a><em>2024-01-{ii}</em></li>`), "2024-01-02"},
		{"title unclosed at the end", list(`<li><a target="_blank" href="/a/{i}.html" title="关于印发第{i}号管理办法的通知>关于印发…</a><em>2024-01-{ii}</em></li>`), "2024-01-02"},
		{"quotes in the title", list(`<li><a href="/a/{i}.html" title="关于印发第{i}号管理办法的通知">关于印发第{i}号管理办法的通知</a><em>2024-01-{ii}</em></li>`), "2024-01-02"},
		{"table", `<table>` + rows(5, `<tr><td>{i}</td><td><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></td><td>2024-01-{ii}</td></tr>`) + `</table>`, "2024-01-02"},
		{"table with columns", `<table><tr><th>标题</th><th>成文日期</th><th>发布日期</th><th>施行日期</th></tr>` + rows(5, `<tr><td><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></td><td>2023-12-{ii}</td><td>2024-01-{ii}</td><td>2024-03-01</td></tr>`) + `</table>`, "2024-01-02"},
		{"table, 查看", `<table>` + rows(5, `<tr><td>关于印发第{i}号管理办法的通知</td><td>2024-01-{ii}</td><td><a href="/a/{i}.html">查看</a></td></tr>`) + `</table>`, "2024-01-02"},
		{"a table a row", rows(5, `<table width="100%"><tr><td><img src="d.gif"></td><td><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></td><td>2024-01-{ii}</td></tr></table>`), "2024-01-02"},
		{"two rows side by side", `<table>` + rows(3, `<tr><td><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a> 2024-01-{ii}</td><td><a href="/b/{i}.html">关于印发其他第{i}号管理办法的通知</a> 2024-02-{ii}</td></tr>`) + `</table>`, "2024-01-02"},
		{"dl", `<dl>` + rows(5, `<dt><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></dt><dd>2024-01-{ii}</dd>`) + `</dl>`, "2024-01-02"},
		{"dl a row", rows(5, `<dl><dt><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></dt><dd>某局 2024-01-{ii}</dd></dl>`), "2024-01-02"},
		{"div", `<div class="l">` + rows(5, `<div><p class="t"><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></p><p class="d">2024-01-{ii}</p></div>`) + `</div>`, "2024-01-02"},
		{"bare links with br", `<div class="l">` + rows(5, `<a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a> <font color="gray">2024-01-{ii}</font><br>`) + `</div>`, "2024-01-02"},
		{"bare links, date first", `<div class="l">` + rows(5, `<span>2024-01-{ii}</span> <a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><br>`) + `</div>`, "2024-01-02"},
		{"p", `<div>` + rows(5, `<p>· <a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a>（2024-01-{ii}）</p>`) + `</div>`, "2024-01-02"},
		{"card", rows(5, `<a class="card" href="/a/{i}.html"><h4>关于印发第{i}号管理办法的通知</h4><p>摘要若干。</p><span>2024-01-{ii}</span></a>`), "2024-01-02"},
		{"onclick", list(`<li><a href="javascript:void(0)" onclick="openView('/a/{i}.html')">关于印发第{i}号管理办法的通知</a><span>2024-01-{ii}</span></li>`), "2024-01-02"},
		{"row by onclick", list(`<li onclick="window.location='/a/{i}.html'"><p>关于印发第{i}号管理办法的通知</p><span>2024-01-{ii}</span></li>`), "2024-01-02"},
		{"no dates", list(`<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a></li>`), ""},
		{"five to a list", `<ul>` + rows(3, `<li><a href="/a/{i}.html">关于印发第{i}号管理办法的通知</a><span>2024-01-{ii}</span></li>`) + `</ul><ul><li><a href="/a/4.html">关于印发第4号管理办法的通知</a><span>2024-01-04</span></li></ul>`, "2024-01-02"},
		{"upper case", `<UL>` + rows(5, `<LI><A HREF="/a/{i}.html">关于印发第{i}号管理办法的通知</A>&nbsp;&nbsp;2024-01-{ii}`) + `</UL>`, "2024-01-02"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := page.Read(parseURL(t, "http://a.gov.cn/zcfg/"), nil, []byte(`<html><head><title>政策</title></head><body><div class="menu"><a href="/1/">领导之窗</a><a href="/2/">机构职能</a></div>`+c.html+`</body></html>`))
			found := false
			for _, e := range p.Entries {
				if e.Title == title {
					found = true
					if e.Date != c.date {
						t.Errorf("date %q, want %q", e.Date, c.date)
					}
					if !strings.Contains(e.Request.URL, "/a/") || strings.Contains(e.Request.URL, "pdf") {
						t.Errorf("address %s", e.Request.URL)
					}
				}
				if strings.Contains(e.Request.URL, "/c/") || strings.Contains(e.Request.URL, "/j/") || strings.Contains(e.Request.URL, ".pdf") {
					t.Errorf("no row: %s", e.Request.URL)
				}
			}
			if p.Kind != page.List || !found {
				t.Errorf("%s %s: %d rows %+v", p.Kind, p.Why, len(p.Entries), p.Entries)
			}
		})
	}
}
