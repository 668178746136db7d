package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// link is an element that leads somewhere.
type link struct {
	node *html.Node
	addr string // absolute, clean; "" when only a script knows
	text string // shown
}

// maxLinks bounds how many links of a page are looked at.
const maxLinks = 6000

// links gives the links of the page in the order of the page.
func (d *document) links() []link {
	var out []link
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode || len(out) >= maxLinks {
			continue
		}
		if l, ok := d.linkAt(n); ok {
			out = append(out, l)
		}
	}
	return out
}

// linkAt reads an anchor, or another element that a script makes one.
func (d *document) linkAt(n *html.Node) (link, bool) {
	switch n.DataAtom {
	case atom.Input, atom.Option, atom.Body, atom.Img, atom.Link, atom.Script, atom.Form, atom.Iframe, atom.Video, atom.Source:
		return link{}, false
	}
	if n.DataAtom != atom.A && attr(n, "onclick") == "" && attr(n, "data-url") == "" && attr(n, "data-href") == "" {
		return link{}, false
	}
	l := link{node: n, addr: d.target(n), text: textUpTo(n, 3000)}
	if n.DataAtom != atom.A && (l.addr == "" || holdsAnchor(n)) {
		return link{}, false
	}
	return l, true
}

// holdsAnchor reports whether a real link lies below n.
func holdsAnchor(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && usable(attr(c, "href")) {
			return true
		}
	}
	return false
}

// usable reports an href that is an address itself.
func usable(href string) bool {
	href = strings.TrimSpace(href)
	scheme, _, ok := strings.Cut(href, ":")
	return href != "" && href[0] != '#' && (!ok || !notWeb(scheme))
}

// target is the address an element leads to: its href, a data attribute, or an
// address among the strings of its script.
func (d *document) target(n *html.Node) string {
	href := attr(n, "href")
	if usable(href) {
		return d.resolve(href)
	}
	for _, key := range []string{"data-url", "data-href", "data-link"} {
		if v := attr(n, key); usable(v) {
			return d.resolve(v)
		}
	}
	for _, script := range []string{href, attr(n, "onclick")} {
		for _, ref := range addressesIn(script) {
			if addr := d.resolve(ref); addr != "" {
				return addr
			}
		}
	}
	return ""
}

// genericText are the words of links that name no document.
var genericText = regexp.MustCompile(`(?i)^[\[【（(<>«»\s]*(?:更多|更多内容|查看更多|more|查看|查看详情|详情|详细|详细信息|阅读全文|阅读|全文|点击查看|进入|下载|点击下载|附件下载|pdf|word|打印|关闭|返回|返回顶部|返回列表|首页|网站首页|尾页|末页|最后一页|上一页|下一页|上页|下页|前页|后页|上一篇|下一篇|上一条|下一条|收藏|分享|登录|注册|无障碍|长者模式|繁体|english|rss|解读|图解|政策解读|转到|go|跳转|搜索|\d{1,5}|[.…·]+)[\]】）)<>«»+\s]*(?:\.\.\.|>+|»)?$`)

// isGeneric reports a link text that names no document.
func isGeneric(s string) bool { return genericText.MatchString(s) }

// endsCut reports a text that was cut for want of room.
func endsCut(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "..") || strings.HasSuffix(s, "．．．")
}

// titleOf gives the whole title of a link: its title attribute where that
// completes the text, else the text.
func titleOf(n *html.Node, text string) string {
	for _, t := range titleAttributes(n) {
		if completes(t, text) {
			return t
		}
	}
	return text
}

// titleAttributes gives the title attributes of n and of its only child.
func titleAttributes(n *html.Node) []string {
	var out []string
	for _, key := range []string{"title", "data-title"} {
		if t := firstLine(attr(n, key)); t != "" {
			out = append(out, t)
		}
	}
	for c := range n.Descendants() {
		if t := firstLine(attr(c, "title")); t != "" && len(out) < 4 {
			out = append(out, t)
		}
	}
	return out
}

// firstLine is the title in a title attribute of several lines (标题：… 发布时间：…).
func firstLine(s string) string {
	for line := range strings.Lines(strings.TrimSpace(s)) {
		line = tidy(line)
		for _, label := range []string{"标题：", "标题:", "文章标题："} {
			line = strings.TrimPrefix(line, label)
		}
		if line = strings.TrimSpace(line); line != "" {
			return line
		}
	}
	return ""
}

// completes reports whether the title attribute t says at least what text says.
func completes(t, text string) bool {
	a, b := squeeze(t), squeeze(text)
	if b == "" {
		return runes(a) >= 4
	}
	cut := endsCut(b)
	b = strings.TrimRight(b, ".…．")
	b = strings.TrimLeft(b, "·•>》-◆■●★☆")
	if len(a) < len(b) {
		return false
	}
	return strings.HasPrefix(a, b) || cut && runes(b) >= 2 && strings.Contains(a, b)
}
