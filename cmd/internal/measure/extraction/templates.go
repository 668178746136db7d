package main

import (
	"fmt"
	"strings"
)

// piece is one way to write something: a name for the report and markup.
type piece struct {
	name string
	// format has %s for what goes in.
	format string
}

// containers hold the body, as content systems name them, or do not.
func containers() []piece {
	return []piece{
		{"trs", `<div class="TRS_Editor">%s</div>`},
		{"ueditor", `<div class="view TRS_UEDITOR trs_paper_default">%s</div>`},
		{"ucap", `<table class="border-table noneBorder pages_content"><tr><td id="UCAP-CONTENT">%s</td></tr></table>`},
		{"zoom", `<div id="zoom">%s</div>`},
		{"mainText", `<div id="mainText">%s</div>`},
		{"article", `<div class="article-content">%s</div>`},
		{"vF", `<div class="vF_detail_content_container"><div class="vF_detail_content">%s</div></div>`},
		{"wp", `<div class="wp_articlecontent">%s</div>`},
		{"union", `<div class="Custom_UnionStyle">%s</div>`},
		{"region", `<div id="ContentRegion">%s</div>`},
		{"bt", `<div class="bt-content">%s</div>`},
		{"nested", `<div class="TRS_Editor"><div class="Custom_UnionStyle"><div class="view">%s</div></div></div>`},
		{"bare", `<div>%s</div>`},
		{"odd", `<div class="k3"><div class="k4">%s</div></div>`},
		{"flat", `%s`},
		{"layout", `<table width="960"><tr><td width="20"></td><td>%s</td><td width="20">&nbsp;</td></tr></table>`},
		{"form", `<form id="form1" method="post"><input type="hidden" name="__VIEWSTATE" value="x"><div class="z">%s</div></form>`},
	}
}

const (
	nav    = `<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hd/">互动交流</a></li></ul></div>`
	crumb  = `<div class="dqwz2">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zc/">政策文件</a> &gt; 正文</div>`
	tools  = `<div class="t2"><span>字号：</span><a href="javascript:f(16)">大</a> <a href="javascript:f(14)">中</a> <a href="javascript:f(12)">小</a> <a href="javascript:print()">【打印】</a> <a href="javascript:close()">【关闭】</a></div>`
	share  = `<div class="k9">分享到：<a href="#">微信</a> <a href="#">新浪微博</a> <a href="#">QQ空间</a></div>`
	around = `<div class="pn"><p>上一篇：<a href="1.html">关于调整办公时间的公告</a></p><p>下一篇：没有了</p></div>`
	linked = `<div class="b8"><h3>相关文章</h3><ul><li><a href="2.html">关于印发年度培训计划的通知</a><span>2023-05-06</span></li><li><a href="3.html">关于公布评审专家名单的公告</a><span>2023-04-02</span></li><li><a href="4.html">关于做好年终结算工作的通知</a><span>2023-01-02</span></li></ul></div>`
	scan   = `<div><img src="q.png" alt=""><p>扫一扫在手机打开当前页</p></div>`
	foot   = `<div class="ft"><p>主办单位：柳溪市人民政府办公室　承办单位：柳溪市大数据中心</p><p>网站标识码：3300000001　浙ICP备05000001号　浙公网安备 33010002000001号</p><p>联系电话：0571-00000000　地址：柳溪市中山路1号</p></div>`
	aside  = `<div class="lc"><h3>栏目导航</h3><ul><li><a href="/a/">通知公告</a></li><li><a href="/b/">财政数据</a></li><li><a href="/c/">政府采购</a></li></ul><h3>热点推荐</h3><ul><li><a href="5.html">三部门联合开展专项检查工作</a> 2024-01-03</li><li><a href="6.html">优化营商环境的若干举措发布</a> 2024-01-02</li></ul></div>`
	chat   = `<div class="comment"><h4>网友评论</h4><p>甲网友：这个办法很好，希望尽快落实到基层。</p><p>乙网友：请问个人可以参加吗？谢谢回复。</p></div>`
	barred = `<div class="wza"><a href="#">无障碍浏览</a><a href="#">长者模式</a><p>欢迎使用无障碍工具条，按Alt加1键可以放大页面，按Alt加2键可以缩小页面。</p></div>`
	hidden = `<div style="display: none"><p>您的浏览器版本过低，请升级后再访问本站，以便获得更好的体验。</p></div>`
	files  = `<div class="fj"><h4>附件下载</h4><ul><li><a href="/d/1.doc">合同文本.doc</a></li></ul></div>`
	visits = `<div class="cnt">您是第<script>count()</script>位访问者　浏览次数：<span>123</span>次</div>`
)

// decorations are what stands around title, fields and body.
func decorations() []piece {
	return []piece{
		{"bare", `%s`},
		{"classic", nav + crumb + `<div class="main">%s` + tools + share + `</div>` + foot},
		{"tail", nav + `<div class="w">` + crumb + `%s` + around + linked + scan + `</div>` + foot},
		{"columns", nav + `<div class="box">` + aside + `<div class="rc">` + crumb + `%s` + files + `</div></div>` + foot},
		{"busy", barred + nav + crumb + `<div class="c1">%s</div>` + chat + linked + hidden + foot},
		{"oldtable", `<table width="100%%"><tr><td><a href="/">首页</a> | <a href="/a">新闻</a> | <a href="/b">公告</a></td></tr></table><table><tr><td width="180">` + aside +
			`</td><td valign="top">` + crumb + `%s` + tools + `</td></tr></table><center>` + foot + `</center>`},
		{"html5", `<header>` + nav + `</header><main><section>` + crumb + tools + `%s` + visits + `</section></main><footer>` + foot + `</footer>`},
		{"flat", nav + crumb + `%s` + tools + around + scan + foot},
	}
}

// dress writes the parts of a body in one way.
type dress struct {
	name string
	para func(part) string
}

func dressings() []dress {
	return []dress{
		{"p", func(p part) string {
			if p.Right {
				return `<p style="text-align: right;">` + p.Text + "</p>\n"
			}
			return "<p>　　" + p.Text + "</p>\n"
		}},
		{"word", wordy},
		{"br", func(p part) string { return "&nbsp;&nbsp;&nbsp;&nbsp;" + p.Text + "<br>\n<br />" }},
		{"div", func(p part) string { return `<div style="text-indent:2em">` + p.Text + "</div>" }},
		{"upper", func(p part) string { return "<P><FONT SIZE=3>　　" + p.Text + "</FONT>\n" }},
		{"td", func(p part) string { return "<table width='100%'><tr><td><p>" + p.Text + "</p></td></tr></table>" }},
		{"wrapped", func(p part) string { return "<p>\n      " + fold(p.Text) + "\n    </p>" }},
	}
}

// wordy is what a word processor pastes: a span for every few characters.
func wordy(p part) string {
	var b strings.Builder
	b.WriteString(`<p class="MsoNormal" style="text-indent:32pt"><span lang="EN-US"><o:p></o:p></span>`)
	r := []rune(p.Text)
	for i := 0; i < len(r); i += 5 {
		fmt.Fprintf(&b, `<span style="font-size:16pt;font-family:仿宋_GB2312">%s</span>`, string(r[i:min(i+5, len(r))]))
	}
	return b.String() + `<span lang="EN-US">&nbsp;</span></p>` + "\n"
}

// fold breaks the source in the middle of text, as editors do.
func fold(s string) string {
	r := []rune(s)
	if len(r) < 30 {
		return s
	}
	return string(r[:25]) + "\n      " + fold(string(r[25:]))
}

func tableOf(rows [][]string) string {
	var b strings.Builder
	b.WriteString(`<table border="1" class="MsoTable">`)
	for _, row := range rows {
		b.WriteString("<tr>")
		for _, c := range row {
			b.WriteString("<td><p><span>" + c + "</span></p></td>")
		}
		b.WriteString("</tr>\n")
	}
	return b.String() + "</table>"
}

func bodyIn(a article, d dress) string {
	var b strings.Builder
	for _, p := range a.Body {
		if p.Rows != nil {
			b.WriteString(tableOf(p.Rows))
		} else {
			b.WriteString(d.para(p))
		}
	}
	return b.String()
}

// identity is a way to give title and fields: tags in the head, and what stands
// before the body. It says what of the metadata can be known at all.
type identity struct {
	name string
	head func(article) string
	top  func(article) string
	// says names the fields that the page gives.
	says string
}

func plainTitle(a article) string { return "<title>" + a.Title + "</title>" }
func siteTitle(article) string    { return "<title>柳溪市财政局</title>" }

func identities() []identity {
	return []identity{
		{"tags", func(a article) string {
			return "<title>" + a.Title + "_柳溪市政府门户网站</title>" + `<meta name="SiteName" content="柳溪市政府门户网站"><meta name="ArticleTitle" content="` + a.Title +
				`"><meta name="PubDate" content="` + a.Published + ` 10:20"><meta name="ContentSource" content="` + a.Issuer + `">`
		}, func(a article) string {
			return `<h1>` + a.Title + `</h1><div class="info"><span>发布时间：` + a.Published + ` 10:20</span><span>来源：` + a.Issuer + `</span></div>`
		}, "issuer published"},
		{"table", plainTitle, func(a article) string {
			return rowsOf(a, `<table class="xxgk">`, `<tr><td><b>%s：</b></td><td>%s</td></tr>`, `</table>`) + `<div class="tt">` + a.Title + `</div>`
		}, all},
		{"table4", func(a article) string { return "<title>" + a.Title + "-柳溪市财政局</title>" }, func(a article) string {
			return rowsOf(a, `<table><tr>`, `<th>%s</th><td>%s</td></tr><tr>`, `<td></td></tr></table>`) + `<h2 class="title">` + a.Title + `</h2>`
		}, all},
		{"list", siteTitle, func(a article) string {
			return rowsOf(a, `<ul class="x">`, `<li><span>%s：</span><span>%s</span></li>`, `</ul>`) + `<p class="big"><strong>` + a.Title + `</strong></p>`
		}, all},
		{"dl", plainTitle, func(a article) string {
			return rowsOf(a, `<dl>`, `<dt>%s：</dt><dd>%s</dd>`, `</dl>`) + `<h1>` + a.Title + `</h1>`
		}, all},
		{"divs", siteTitle, func(a article) string {
			return rowsOf(a, `<div class="z1">`, `<div class="r"><div class="l">%s</div><div class="v">%s</div></div>`, `</div>`) + `<div class="detail-title">` + a.Title + `</div>`
		}, all},
		{"line", plainTitle, func(a article) string {
			return `<h1>` + a.Title + `</h1><p class="m">发布日期：` + a.Published + ` &nbsp; 信息来源：` + a.Issuer + ` &nbsp; 浏览次数：<span id="hits">12</span> &nbsp; 字体：[<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>]</p>`
		}, "published issuer"},
		{"number", plainTitle, func(a article) string {
			return `<div class="h"><h1>` + a.Title + `</h1><div class="wh">` + a.Number + `</div></div>`
		}, "number"},
		{"center", siteTitle, func(a article) string {
			return `<center><font size="5"><b>` + a.Title + `</b></font></center><center>（` + a.Published + `）</center><hr>`
		}, ""},
	}
}

const all = "number issuer issued published effective expires status"

// rowsOf writes the fields of a 信息公开 block.
func rowsOf(a article, open, row, end string) string {
	var b strings.Builder
	b.WriteString(open)
	for _, f := range [][2]string{
		{"索 引 号", "000012/2024-0007"},
		{"主题分类", "财政、金融、审计/财政"},
		{"发文机关", a.Issuer},
		{"成文日期", chinese(a.Issued)},
		{"标　　题", a.Title},
		{"发文字号", a.Number},
		{"发布日期", a.Published},
		{"生效日期", a.Effective},
		{"失效日期", a.Expires},
		{"有效性", a.Status},
	} {
		fmt.Fprintf(&b, row, f[0], f[1])
	}
	return b.String() + end
}
