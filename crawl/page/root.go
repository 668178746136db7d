package page

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxLists bounds the lists that one front page leads to.
const maxLists = 60

// topic is a group of words that mark the lists worth reading, and how much.
type topic struct {
	text, path *regexp.Regexp
	worth      int
}

// topics are the groups, worthiest first.
//
//nolint:gochecknoglobals // a memo: written once, the same on every run
var topics = sync.OnceValue(func() []topic {
	return []topic{
		{regexp.MustCompile(`政府采购|购买服务|集中采购|采购目录|采购政策|招标投标|招投标`), regexp.MustCompile(`(?i)/(?:zfcg|gpsr|cgml|zfgmfw|gmfw|jzcg|zfcgml|zfcgzc|ztb)\w*(?:/|$)`), 4},
		{regexp.MustCompile(`规范性文件|政策法规|法律法规|政策文件|规章|法规|行政文件|文件库|政策库`), regexp.MustCompile(`(?i)/(?:zcfg|gfxwj|zcwj|fgzd|zcfb|zhengce|xzgfxwj|fggw|flfg|gzk|zck|zhengceku|zfwj)\w*(?:/|$)`), 3},
		{regexp.MustCompile(`^(?:政策|文件|目录|指导性目录|制度|办法|标准规范|通知|政府文件|公文)$|目录|政策发布|政策解读库|文件公开|办事依据`), regexp.MustCompile(`(?i)/(?:zc|wj|ml|zdml|zdxml|zcwjk)(?:/|$)`), 2},
		{regexp.MustCompile(`通知公告|公告公示|公示公告|公告通知|通知通告|信息公开|政务公开|公开目录|最新公开|公告`), regexp.MustCompile(`(?i)/(?:tzgg|gsgg|ggtz|xxgk|zwgk|gggs|zfxxgk|tzwj)\w*(?:/|$)`), 1},
	}
})

// noList are links that lead away from documents.
var noList = regexp.MustCompile(`(?i)解读|新闻|领导|图片|视频|专题|登录|注册|信箱|咨询|投诉|举报|问答|办事指南|服务指南|人事|招聘|党建|下载专区|年报|年度报告|预决算|依申请|公开指南|机构|联系我们|网站地图|English|首页`)

// chosenList is a list that a front page leads to.
type chosenList struct {
	addr  string
	worth int
}

// rootLists chooses the lists that a front page leads to: links whose text or
// path names rules, catalogues or notices, and 更多 beside such headings; the
// worthier first, else in the order of the page.
func (d *document) rootLists(rows *listing) []Request {
	index := map[string]int{}
	var found []chosenList
	isRow := map[string]bool{}
	if rows != nil {
		for _, r := range rows.rows {
			isRow[r.link.addr] = true
		}
	}
	for _, l := range d.links() {
		worth := d.listWorth(l)
		if worth == 0 || isRow[l.addr] {
			continue
		}
		if i, ok := index[l.addr]; ok {
			found[i].worth = max(found[i].worth, worth)
			continue
		}
		index[l.addr] = len(found)
		found = append(found, chosenList{l.addr, worth})
	}
	slices.SortStableFunc(found, func(a, b chosenList) int { return cmp.Compare(b.worth, a.worth) })
	var addrs []string
	for _, c := range found {
		addrs = append(addrs, c.addr)
	}
	if len(addrs) > maxLists {
		addrs = addrs[:maxLists]
	}
	return requests(addrs, d.addr)
}

// listWorth says how much a link promises to be a list of documents.
func (d *document) listWorth(l link) int {
	u, err := url.Parse(l.addr)
	name := listName(l)
	if err != nil || !sameSite(u.Hostname(), d.self.Hostname()) || noPlace(l.addr) || runes(name) > 14 || noList.MatchString(name) {
		return 0
	}
	worth := 0
	byPath := u.Path != d.self.Path && looksList(l.addr)
	for _, t := range topics() {
		if t.text.MatchString(name) {
			worth = max(worth, 2*t.worth)
		}
		if byPath && t.path.MatchString(u.Path) {
			worth = max(worth, t.worth)
		}
	}
	return worth
}

// noPlace reports addresses that are no list's.
func noPlace(addr string) bool { return addr == "" || isFile(addr) || looksArticle(addr) }

// listName is what a link calls its list; 更多 is called after its box.
func listName(l link) string {
	name := squeeze(l.text)
	if name == "" {
		name = squeeze(attr(l.node, "title"))
	}
	if isMore(name) {
		return squeeze(boxHeading(l.node))
	}
	return name
}

// boxHeading is the heading of the box that a 更多 link belongs to: the nearest
// text around it that is no list.
func boxHeading(n *html.Node) string {
	more := tidy(visibleText(n))
	for range 4 {
		if n = n.Parent; n == nil || n.DataAtom == atom.Body {
			return ""
		}
		for c := range n.Descendants() {
			if c.Type == html.ElementNode && (c.DataAtom == atom.H1 || c.DataAtom == atom.H2 || c.DataAtom == atom.H3 || c.DataAtom == atom.H4) {
				return tidy(visibleText(c))
			}
		}
		text := strings.TrimSpace(strings.Replace(tidy(visibleText(n)), more, "", 1))
		if size := runes(text); size > 0 {
			if size > 18 {
				text, _, _ = strings.Cut(text, " ")
			}
			return text
		}
	}
	return ""
}

// moreLinks counts the different lists that 更多 leads to.
func (d *document) moreLinks() int {
	seen := map[string]bool{}
	for _, l := range d.links() {
		if isMore(squeeze(l.text)) && l.addr != "" {
			seen[l.addr] = true
		}
	}
	return len(seen)
}

// inBoxes reports whether the rows of l stand in several boxes, with a 更多
// between them: the page is no list but leads to several.
func (d *document) inBoxes(l *listing) bool {
	if l == nil || len(l.rows) < 3 {
		return true
	}
	first, last, inside := l.rows[0].link.node, l.rows[len(l.rows)-1].link.node, false
	for n := range d.root.Descendants() {
		switch {
		case n == first:
			inside = true
		case n == last:
			return false
		case inside && n.DataAtom == atom.A && isMore(squeeze(visibleText(n))):
			return true
		}
	}
	return false
}

var frontName = regexp.MustCompile(`(?i)^/?(?:(?:index|default|home|main)\.\w+)?$`)

// isFront reports whether the page is the front page of its host.
func (d *document) isFront() bool { return d.self.RawQuery == "" && frontName.MatchString(d.self.Path) }

// LinksTo gives the pages of the same site whose path a pattern matches and
// that a page links to, in the order of the page.
func LinksTo(u *url.URL, body []byte, pattern *regexp.Regexp) []Request {
	text, legacy := decode(body)
	d, err := newDocument(u, text, legacy)
	if err != nil {
		return nil
	}
	var addrs []string
	for _, l := range d.links() {
		v, err := url.Parse(l.addr)
		if err == nil && l.addr != "" && sameSite(v.Hostname(), u.Hostname()) && pattern.MatchString(v.Path) {
			addrs = append(addrs, l.addr)
		}
	}
	return requests(addrs, d.addr)
}
