package page_test

import (
	"net/http"
	"strings"
	"testing"

	"duibiao/crawl/page"
)

// dressings put the content of a page into the furniture of a site.
func dressings() map[string]string {
	nav := `<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/zcfg/">政策法规</a></li></ul></div>`
	foot := `<div class="footer">主办单位：甲区人民政府办公室 联系电话：000-0000 <a href="http://www.gov.cn/">中国政府网</a></div>`
	return map[string]string{
		"bare":          `%s`,
		"plain":         nav + `<div class="main">%s</div>` + foot,
		"a form":        `<form id="form1" method="post" action="x.aspx"><input type="hidden" name="__VIEWSTATE" value="abc">` + nav + `%s` + foot + `</form>`,
		"layout tables": `<table><tr><td>` + nav + `</td></tr><tr><td><table><tr><td width="200"><a href="/x/">机构职能</a><br><a href="/y/">领导之窗</a></td><td>%s</td></tr></table></td></tr></table>`,
		"a column beside": nav + `<div class="left">%s</div><div class="right"><h3>最新公告</h3><a href="/gg/">更多</a><ul>` +
			rows(9, `<li><a href="/gg/{i}.html">关于某项目第{i}次公告的通知</a><span>2024-02-{ii}</span></li>`) + `</ul></div>` + foot,
		"hot links before": nav + `<div class="hot"><ul>` + rows(6, `<li><a href="/hot/{i}.html">关于某热点第{i}次的报道内容</a></li>`) + `</ul></div><div id="con">%s</div>` + foot,
	}
}

// TestArticleCombinations reads articles of every body, title, address and
// dressing as articles.
func TestArticleCombinations(t *testing.T) {
	bodies := map[string]string{
		"prose":     prose,
		"long":      prose + prose + prose,
		"catalogue": `<table>` + rows(40, `<tr><td>A{ii}</td><td>某类服务第{i}项名称</td><td>适用范围说明{i}</td></tr>`) + `</table>`,
		"short":     `<p>　　现将《甲区购买服务目录》印发给你们，请遵照执行。</p><p>附件：<a href="/f/a.pdf">甲区购买服务目录.pdf</a></p>`,
		"PDF":       `<iframe src="/f/a.pdf" width="800" height="900"></iframe>`,
	}
	titles := map[string]string{
		"h1":       `<h1>关于印发甲区购买服务目录的通知</h1><p>发布时间：2024-01-02 来源：甲区财政局</p>`,
		"div":      `<div class="title">关于印发甲区购买服务目录的通知</div><div class="info">2024-01-02　来源：甲区财政局　【字体：大 中 小】</div>`,
		"centred":  `<p align="center"><b>关于印发甲区购买服务目录的通知</b></p><p align="center">2024-01-02 浏览次数：3</p>`,
		"in block": `<table><tr><td>索引号</td><td>K1</td><td>发布机构</td><td>甲区财政局</td></tr><tr><td>标题</td><td>关于印发甲区购买服务目录的通知</td><td>发布日期</td><td>2024-01-02</td></tr></table>`,
	}
	addresses := []string{"/zc/202401/t20240102_33.html", "/art/2024/1/2/art_12_3456.html", "/a/5.html", "/view.do?id=3", "/zcfg/detail/77"}
	for bn, b := range bodies {
		for tn, title := range titles {
			for dn, dress := range dressings() {
				for _, addr := range addresses {
					html := `<html><head><title>关于印发甲区购买服务目录的通知</title></head><body>` + strings.Replace(dress, "%s", title+b, 1) + `</body></html>`
					p := page.Read(parseURL(t, "http://a.gov.cn"+addr), http.Header{}, []byte(html))
					files := strings.Contains(b, "/f/a.pdf")
					if p.Kind != page.Article || p.Title != "关于印发甲区购买服务目录的通知" || files != (len(p.Attachments) == 1) {
						t.Errorf("%s, %s, %s, %s: %s %q, %d files", bn, tn, dn, addr, p.Kind, p.Title, len(p.Attachments))
					}
				}
			}
		}
	}
}

// TestListCombinations reads every form of row with every form of pager in
// every dressing.
func TestListCombinations(t *testing.T) {
	pagers := map[string][2]string{
		"none":    {``, ``},
		"TRS":     {`<script>createPageHTML(3, 0, "index", "html");</script>`, "/z/index_1.html /z/index_2.html"},
		"numbers": {`<div class="page">1 <a href="/z/?page=2">2</a> <a href="/z/?page=3">3</a> <a href="/z/?page=2">下一页</a></div>`, "/z/?page=2 /z/?page=3"},
		"last":    {`<p><a href="index_1.htm">下一页</a>&nbsp;<a href="index_2.htm">尾页</a></p>`, "/z/index_1.htm /z/index_2.htm"},
		"Pager":   {`<script>Pager({size:3,current:0,prefix:'index',suffix:'htm'})</script>`, "/z/index_1.htm /z/index_2.htm"},
	}
	for _, n := range []int{1, 2, 15} {
		for rn, row := range rowForms() {
			for pn, pager := range pagers {
				for dn, dress := range dressings() {
					if hopeless(n, rn, pn, dn) {
						continue
					}
					content := expand(row, n) + pager[0]
					p := page.Read(parseURL(t, "http://a.gov.cn/z/"), http.Header{}, []byte(`<html><head><title>政策法规</title></head><body>`+strings.Replace(dress, "%s", content, 1)+`</body></html>`))
					if p.Kind != page.List || len(p.Entries) != n || urls(p.Next) != pager[1] || p.Entries[0].Title != "关于印发第1号管理办法的通知" {
						t.Errorf("%d %s, %s, %s: %s of %d rows, next %s", n, rn, pn, dn, p.Kind, len(p.Entries), urls(p.Next))
					}
				}
			}
		}
	}
}

// hopeless are pages on which rows are too few to be told from hot links, or a
// row with a summary stands alone in a table of one cell.
func hopeless(n int, row, pager, dress string) bool {
	return n < 5 && pager != "last" && (dress == "hot links before" || row == "no dates") || n == 1 && row == "div" && dress == "layout tables"
}

// expand repeats the part of a row form between ⟦ and ⟧.
func expand(form string, n int) string {
	head, rest, _ := strings.Cut(form, "⟦")
	row, tail, _ := strings.Cut(rest, "⟧")
	return head + rows(n, row) + tail
}

// rowForms are lists in many forms of markup.
func rowForms() map[string]string {
	link := `<a href="/a/202401/t202401{ii}_{i}.html">关于印发第{i}号管理办法的通知</a>`
	return map[string]string{
		"li":         `<ul>⟦<li>` + link + `<span>2024-01-{ii}</span></li>⟧</ul>`,
		"no dates":   `<ul>⟦<li>` + link + `</li>⟧</ul>`,
		"table":      `<table>⟦<tr><td>{i}</td><td>` + link + `</td><td>2024-01-{ii}</td></tr>⟧</table>`,
		"columns":    `<table><tr><th>序号</th><th>标题</th><th>发文字号</th><th>发布日期</th></tr>⟦<tr><td>{i}</td><td>` + link + `</td><td>甲财〔2024〕{i}号</td><td>2024年1月{i}日</td></tr>⟧</table>`,
		"dl":         `<dl>⟦<dt>` + link + `</dt><dd>2024-01-{ii}</dd>⟧</dl>`,
		"div":        `<div class="list">⟦<div class="item"><h4>` + link + `</h4><p>摘要：有关事项的安排，请遵照执行。本件有效期三年。</p><span class="date">2024.01.{ii}</span></div>⟧</div>`,
		"p":          `<div>⟦<p>· ` + link + ` (2024/1/{i})</p>⟧</div>`,
		"bare":       `<div>⟦` + link + ` 2024-01-{ii}<br>⟧</div>`,
		"day, month": `<ul>⟦<li><div class="d"><b>{ii}</b><i>2024-01</i></div>` + link + `</li>⟧</ul>`,
		"picture":    `<ul>⟦<li><a href="/a/202401/t202401{ii}_{i}.html"><img src="x{i}.jpg"></a><div>` + link + `<p>简介若干文字在此处说明</p><em>2024-01-{ii}</em></div></li>⟧</ul>`,
		"card":       `<div>⟦<a href="/a/202401/t202401{ii}_{i}.html"><div class="tit">关于印发第{i}号管理办法的通知</div><div class="time">2024-01-{ii}</div></a>⟧</div>`,
	}
}
