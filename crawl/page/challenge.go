package page

import (
	"regexp"
	"strings"
	"sync"
)

// The pages that stand in the way hold little text of their own; these bounds,
// in letters outside links and furniture, keep articles about such things apart.
const (
	littleProse = 260
	soleProse   = 120
)

// sign is a mark of a page that is no content, and what it means.
type sign struct {
	re  *regexp.Regexp
	why string
}

// refusedText are marks in what a reader sees.
//
//nolint:gochecknoglobals // a memo: written once, the same on every run
var refusedText = sync.OnceValue(func() []sign {
	return []sign{
		{regexp.MustCompile(`(?:访问|请求|操作|查询|点击)(?:您的)?(?:速度|次数)?(?:过于|过|太|较为)?(?:频繁|过多|过快|快)|(?i)too many requests|rate limit|429`), "rate limit"},
		{regexp.MustCompile(`验证码|滑动验证|拖动滑块|人机验证|安全验证|(?i)captcha`), "captcha"},
		{regexp.MustCompile(`(?i)(?:请|需要?)(?:您)?(?:先)?(?:开启|启用|打开|允许).{0,12}(?:javascript|js|cookie)|(?:enable|requires?|turn on|activate)\s+(?:javascript|cookies?)|javascript.{0,20}(?:required|disabled|未启用|被禁用)|浏览器.{0,8}(?:安全检查|验证)|正在(?:验证|检查|进行安全)|checking your browser|just a moment`), "JavaScript challenge"},
		{regexp.MustCompile(`(?i)(?:访问|请求)(?:已)?(?:被|受)(?:到)?(?:拒绝|阻断|拦截|限制|禁止|阻止)|拒绝(?:您的)?访问|没有权限访问|禁止访问|网站防火墙|(?:IP|地址).{0,10}(?:封禁|黑名单|限制)|access denied|forbidden|request blocked`), "access denied"},
		{regexp.MustCompile(`请(?:您)?(?:先)?登录|登录(?:已)?(?:超时|失效|过期)|未登录|统一身份认证|会话(?:已)?(?:超时|过期)`), "login"},
	}
})

// refusedScript are marks in the scripts of pages that show next to nothing.
//
//nolint:gochecknoglobals // a memo: written once, the same on every run
var refusedScript = sync.OnceValue(func() []sign {
	return []sign{
		{regexp.MustCompile(`__jsl_clearance|acw_sc__v2|security_session_verify|wzws|waf_cookie|yunsuo_session|sec_defend|_waf_|cf_chl|__cf_|jschl|safeline|\$_ts\s*[=.\[]|_\$_\w+|hexin-v|__tst_status`), "JavaScript challenge"},
		{regexp.MustCompile(`document\s*\.\s*cookie\s*=|setCookie\s*\(|\["cookie"\]|\['cookie'\]`), "cookie challenge"},
		{regexp.MustCompile(`eval\s*\(|_0x[0-9a-f]{3,}|fromCharCode|\\x[0-9a-f]{2}\\x|unescape\s*\(|atob\s*\(|new Function|\]\s*\(\s*\w+\s*\)\s*\(`), "JavaScript challenge"},
	}
})

var (
	missingStrong = regexp.MustCompile(`(?i)(?:页面|网页|文件|文章|信息|内容|栏目|资源|数据|记录|文档|稿件)(?:已)?(?:经)?(?:被)?(?:不存在|未找到|没有找到|找不到|已删除|已被删除|删除|已下线|已失效|已过期|走丢|飞走|去火星|丢失|已移走|已撤回|无法显示|无法找到)|(?:找不到|没有找到|未找到|无法找到|无法访问)(?:该|您|你|这个|此|要|想|所|请求|访问|查看|的|到){0,8}(?:页|网页|页面|文件|文章|信息|内容)|您(?:要|想|所|正在|刚才)*(?:访问|查看|浏览|请求|查找|打开)的(?:页面|网页|内容|信息|文章|地址|链接|资源)|404\s*(?:not found|错误|error|页面|-|,|，|!|！|$)|(?:page|file|template|resource|object)\s+(?:is\s+)?(?:not (?:be )?found|does not exist|cannot be found)|(?:http|error|错误)\s*[:：]?\s*404|^\s*(?:404|not found)\b`)
	missingTitle  = regexp.MustCompile(`(?i)(?:^|\D)404(?:\D|$)|不存在|找不到|未找到|not found|出错了?|页面错误|错误页|错误提示`)
)

// obstacle reports whether the page is no content at all but a refusal or a
// notice that there is nothing.
func (d *document) obstacle(l *listing) (Kind, string) {
	prose := d.prose(l)
	if l != nil && l.dated >= 2 || runes(prose) > littleProse {
		return "", ""
	}
	if why := d.missing(l, prose); why != "" {
		return Missing, "soft 404: " + why
	}
	if why := d.refusal(l, prose+" "+d.windowTitle()); why != "" {
		return Refused, why
	}
	return "", ""
}

// missing gives the words that say that there is no such page.
func (d *document) missing(l *listing, prose string) string {
	window := d.windowTitle()
	if runes(prose) <= soleProse && missingTitle.MatchString(window) && !looksTitled(window) {
		return window
	}
	plain := d.metaTitle() == "" && !d.knownBody() && strings.Count(prose, "。") <= 3
	if !plain && runes(prose) > soleProse/2 {
		return ""
	}
	if m := missingStrong.FindString(prose + " " + d.heading()); m != "" && len(d.attachments(l)) == 0 {
		return tidy(m)
	}
	return ""
}

// looksTitled reports the window title of a document about such things
// (关于…不存在…的批复).
func looksTitled(s string) bool {
	return strings.HasPrefix(s, "关于") || strings.Contains(s, "通知") || strings.Contains(s, "公告") || strings.Contains(s, "批复")
}

// heading is the text of the page's first headings.
func (d *document) heading() string {
	return clip(tidy(d.doc.Find("h1,h2,h3").First().Text()), 100)
}

// refusal looks for a challenge in the text and, when the page shows next to
// nothing, in its scripts.
func (d *document) refusal(l *listing, text string) string {
	if d.metaTitle() != "" && d.knownBody() {
		return ""
	}
	text += " " + tidy(d.doc.Find("noscript").Text())
	rows := l.count()
	if rows == 0 && runes(text) <= soleProse && d.doc.Find(`input[type="password"]`).Length() > 0 {
		return "login"
	}
	if runes(text) <= soleProse+60 && rows < 5 {
		if why := d.refusedBy(text); why != "" {
			return why
		}
	}
	if runes(d.text) <= 60 && rows == 0 {
		return signIn(refusedScript(), d.scripts)
	}
	return ""
}

// refusedBy reads the text of a page; a shell that asks for JavaScript is none.
func (d *document) refusedBy(text string) string {
	why := signIn(refusedText(), text)
	if why == "JavaScript challenge" && d.isShell() {
		return ""
	}
	return why
}

// signIn is what the first sign found in s means, "" without one.
func signIn(signs []sign, s string) string {
	for _, g := range signs {
		if g.re.MatchString(s) {
			return g.why
		}
	}
	return ""
}

// isShell reports the empty page of a site whose scripts build everything.
func (d *document) isShell() bool {
	return d.doc.Find("#app,#root,#__nuxt,#__next").Length() > 0 && d.doc.Find("script[src]").Length() > 0
}

var (
	scriptMove = regexp.MustCompile(`(?:(?:window|self|top|document|parent)\.)*location(?:\.href)?\s*=\s*["']([^"']{1,500})["']|location\.(?:replace|assign)\(\s*["']([^"']{1,500})["']`)
	metaMove   = regexp.MustCompile(`(?i)url\s*=\s*["']?([^"'>\s]+)`)
)

// moves is the address that a page without content sends its reader to.
func (d *document) moves() string {
	if runes(d.text) > 80 {
		return ""
	}
	for _, n := range d.doc.Find("meta[http-equiv][content]").Nodes {
		if !strings.EqualFold(attr(n, "http-equiv"), "refresh") {
			continue
		}
		if m := metaMove.FindStringSubmatch(attr(n, "content")); m != nil {
			return d.resolve(m[1])
		}
	}
	if m := scriptMove.FindStringSubmatch(d.scripts); m != nil && len(d.scripts) < 2000 {
		return d.resolve(m[1] + m[2])
	}
	return ""
}
