package extract

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What pages put around an article, known by its words. All patterns are for
// text without white space.
var (
	// buttons is a line of nothing but tools: 【打印】【关闭】, 字号：大 中 小.
	buttons = regexp.MustCompile(`^(?:[【\[（(<>|｜·/\-+—：:、，,.]|我要打印|打印(?:本页|此页|本文|文章|页面|正文|预览)?|关闭(?:窗口|本页|此页|页面)?|返回(?:顶部|首页|上页|上一页|列表|主页)?|(?:我要)?(?:加入|添加)?(?:收藏|挑错)(?:本页|此页|本站)?|(?:一键)?分享(?:按钮|文章)?(?:到|至)?|转发|推荐给好友|(?:选择)?(?:字体|字号|文字|页面)(?:大小|显示|调整|设置)?|特大|超大|较大|默认|标准|正常|放大|缩小|大|中|小|A\+?|A-|语音(?:播报|朗读)|朗读|播报|听全文|复制(?:链接|网址|地址)?|微信(?:好友|扫码)?|新浪微博|腾讯微博|微博|QQ空间|QQ好友|QQ|人人网|朋友圈|豆瓣网?|更多|下载(?:Word|PDF|word|pdf|正文|文章|本文)|TOP|[】\]）)])+$`)
	path    = regexp.MustCompile(`^(?:您|你)?(?:现在|当前|目前)?(?:的|所在|所处)?(?:的)?位置(?:是|为)?[：:]`)
	turn    = regexp.MustCompile(`^[【\[〖]?(?:上|下|前|后)[一1]?(?:篇|条|页|个)(?:文章|信息|新闻)?(?:[：:】\]〗>]|$|没有|关于)`)
	scan    = regexp.MustCompile(`^.{0,6}(?:扫一扫|扫描二维码|扫码|微信扫|手机扫|用手机).{0,40}$`)
	visits  = regexp.MustCompile(`^(?:您是|本页|本文|总)?(?:第)?[：:\d]*(?:位访问者|位访客|次访问)?[，,]?(?:浏览|访问|阅读|点击|查看)(?:次数|量|人数|数|率)?[：:]?[\d\-]*(?:次|人)?$|^您是第\d*位.{0,20}$`)
	legal   = regexp.MustCompile(`ICP备|公网安备|网站标识码|Copyright|COPYRIGHT|版权所有|©|^建议使用.{0,40}浏览器|^技术支持[：:]|分隔线-|政府网站找错|^服务热线`)
	sponsor = regexp.MustCompile(`^(?:主办|承办|维护|建设|运维|技术支持|网站维护|网站管理)(?:单位|部门|机构)?[：:]`)
	// contact is a line of a page's foot, and of notices.
	contact = regexp.MustCompile(`^(?:联系电话|联系方式|联系地址|单位地址|地址|邮编|邮政编码|电话|传真|邮箱|值班电话)[：:]`)
	// said is a line on where and when a page was made.
	said = regexp.MustCompile(`^[（(【\[]?(?:信息来源|文章来源|稿件来源|来源|稿源|出处|发布时间|发布日期|发表时间|发文时间|更新时间|更新日期|添加时间|录入时间|公开日期|公开时间|日期|时间|作者|编辑|责编|责任编辑|审核|审核人|录入|供稿|撰稿|发布人|发布者|点击数|点击率|点击量|点击|浏览次数|浏览量|浏览|阅读次数|阅读量|阅读|访问次数|访问量|字号|字体|字体大小|视力保护色)[：:]`)
	// dated is a line of a date or time alone, as pages give it under a title.
	dated = regexp.MustCompile(`^[（(\[【]?(?:20|19)\d{2}[-年/.]\d{1,2}[-月/.]\d{1,2}日?(?:\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?[】\])）]?$`)
	// startDate is the date and time with which a line under a title begins.
	startDate = regexp.MustCompile(`^[（(\[【]?(?:20|19)\d{2}[-年/.] ?\d{1,2}[-月/.] ?\d{1,2}日?(?: ?\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?[】\])）]?`)
	// section begins a list of what else there is to read.
	section = regexp.MustCompile(`^[【\[]?(?:相关(?:链接|文章|新闻|阅读|信息|文件|解读|政策|报道|内容|稿件|推荐|资讯|专题|文档|政策解读)|(?:政策)?解读(?:链接|材料)|推荐(?:阅读|文章|新闻)|热门(?:文章|推荐|新闻|信息|点击)|热点(?:推荐|新闻|文章|信息)|延伸阅读|最新(?:发布|文章|信息|动态|政策|公告)|点击排行|阅读排行|网友评论|我要评论|发表评论|用户评论|猜你喜欢|(?:相关)?附件(?:下载|列表)|下载附件|相关附件|友情链接|本栏推荐|关联(?:文件|稿件|阅读)|政策图解|栏目导航|精彩图集)[：:】\]]?(?:更多>*)?$`)
)

// toolWords reports text, without white space, that is furniture wherever it
// stands.
func toolWords(s string) bool {
	if len(s) > 600 {
		return false
	}
	return buttons.MatchString(s) || path.MatchString(s) || turn.MatchString(s) || len(s) < 150 && scan.MatchString(s) || visits.MatchString(s) || legal.MatchString(s)
}

// headWords reports text that is furniture between title and body.
func headWords(s string) bool {
	if len(s) > 400 {
		return false
	}
	if dated.MatchString(s) || said.MatchString(s) {
		return true
	}
	rest := startDate.ReplaceAllString(s, "")
	return rest != s && (said.MatchString(rest) || buttons.MatchString(rest))
}

// tailWords reports text that is furniture behind the body.
func tailWords(s string) bool {
	return len(s) <= 400 && (sponsor.MatchString(s) || said.MatchString(s)) || section.MatchString(s)
}

// endMark reports text that no article goes on after.
func endMark(s string) bool {
	return len(s) <= 400 && (sponsor.MatchString(s) || section.MatchString(s) || turn.MatchString(s) || len(s) < 150 && scan.MatchString(s) || legal.MatchString(s))
}

// sideWord is a word of the names that style sheets give what is no article.
var sideWord = regexp.MustCompile(`^(?:nav|navi|navigation|menu|mainmenu|topnav|foot|footbox|topbar|crumbs?|weizhi|dqwz|curpos|location|bdshare|fenxiang|friendlinks?|yqlj|flink|sitemap|login|ewm|erweima|sitenav|xgwz|xglj|xgxw|xgyd|xgxx|xgwj|xgjd|recommend|hotnews|rank|ranking|prevnext|prenext|comments?|pinglun|ads?|adv|advert|banner|wza|wzagj|barrierfree|aside|relevant|tuijian|dayin|printer)$`)

// sidePart is part of such a name, long enough to mean nothing else.
var sidePart = regexp.MustCompile(`share|breadcrumb|footer|sidebar|qrcode|copyright|toolbar|related|pagination|print-?btn|font-?size|nav-?bar|friend-?link`)

// sideElement reports elements that are no part of any article by their names.
func sideElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside, atom.Marquee:
		return true
	case atom.Html, atom.Body:
		return false
	}
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" || len(a.Val) > 300 {
			continue
		}
		s := strings.ToLower(a.Val)
		if sidePart.MatchString(s) {
			return true
		}
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' }) {
			if sideWord.MatchString(w) {
				return true
			}
		}
	}
	return false
}
