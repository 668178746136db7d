package page

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// bodyContainers are where content systems put the text of an article.
const bodyContainers = "#UCAP-CONTENT,.TRS_UEDITOR,.TRS_Editor,#zoom,#Zoom,#mainText,.vF_detail_content,.vF_detail_main,#vsb_content,.v_news_content," +
	".pages_content,.article-content,.article_content,.articleContent,#article_content,#ivs_content,.wp_articlecontent,.rm_txt_con,.xl-content," +
	".content_body,#content_body,.zwxl-article,.Custom_UnionStyle,.my_conboxzw,.bt_content,#NewsContent,.news_content,.detail-content,article"

// evidence is what speaks for an article and for a list.
type evidence struct {
	article, list int
	prose         int // letters outside links, rows and furniture
	marks         int // full stops and semicolons among them
}

// surelyArticle are the names that content systems give nothing but articles.
var surelyArticle = regexp.MustCompile(`(?i)/[tP]\d{8}_\d+(?:_\d+)?\.s?html?$|/art_\d+_\d+\.html?$|/content_\d+(?:_\d+)?\.s?html?$`)

var pageTools = regexp.MustCompile(`【?打印】?|关闭窗口|【关闭】|字体[：:]|来源[：:]|发布时间[：:]|发布日期[：:]|信息来源[：:]|浏览次数|责任编辑|索\s*引\s*号`)

// weigh gathers the evidence. paged says that a list goes on.
func (d *document) weigh(l *listing, paged bool) evidence {
	var e evidence
	text := d.prose(l)
	e.prose, e.marks = runes(text), strings.Count(text, "。")+strings.Count(text, "；")
	e.article = d.articlePoints(e)
	e.list = d.listPoints(l, paged, e.prose)
	return e
}

func (d *document) articlePoints(e evidence) int {
	n := e.prosePoints()
	switch {
	case surelyArticle.MatchString(d.self.Path):
		n += 5
	case looksArticle(d.addr):
		n += 3
	}
	h := squeeze(d.heading())
	for _, p := range []struct {
		holds  bool
		points int
	}{
		{runes(d.metaTitle()) >= 4, 4},
		{d.knownBody(), 2},
		{strings.HasPrefix(h, "关于") || runes(h) >= 10, 1},
		{len(d.labelled()) >= 3, 2},
		{len(d.embeddedFiles()) > 0, 2},
		{len(d.embeddedFiles()) > 0 && e.prose < 150, 3},
		{d.titled(), 4},
		{pageTools.MatchString(d.text), 1},
	} {
		if p.holds {
			n += p.points
		}
	}
	return n
}

// documentTitle matches what titles of official documents look like.
var documentTitle = regexp.MustCompile(`^.{0,30}关于.{4,}|(?:通知|办法|细则|意见|决定|公告|规定|方案|批复|条例|通告|目录|标准|规程|指南|制度|函)(?:（[^（）]{1,20}）)?$`)

// titled reports whether the window's title is that of a document and stands in
// the page as well, outside links.
func (d *document) titled() bool {
	t := d.windowTitle()
	if runes(t) < 10 || !documentTitle.MatchString(t) {
		return false
	}
	return strings.Contains(squeeze(d.prose(nil)), squeeze(t))
}

// prosePoints is what running text says for an article; a catalogue is long
// and has no full stops.
func (e evidence) prosePoints() int {
	switch {
	case e.marks >= 5 && e.prose >= 200, e.prose >= 1500:
		return 5
	case e.marks >= 3 && e.prose >= 150, e.prose >= 700:
		return 4
	case e.marks >= 1 && e.prose >= 50:
		return 1
	}
	return 0
}

func (d *document) listPoints(l *listing, paged bool, prose int) int {
	if l == nil {
		return 0
	}
	n := 1
	switch {
	case l.dated >= 5:
		n += 3
	case l.dated >= 2 || len(l.rows) >= 5:
		n += 2
	}
	if paged {
		n += 3
	}
	if looksList(d.addr) && !looksArticle(d.addr) {
		n += 2
	}
	if l.rowLetters() > 2*prose && !looksArticle(d.addr) {
		n += 2
	}
	return n
}

// prose is the text of the page outside links, furniture and the rows of its
// list.
func (d *document) prose(l *listing) string {
	rows := l.inRows()
	return tidy(textWithout(d.root, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.A, atom.Title, atom.Select, atom.Button, atom.Label:
			return true
		}
		return d.side[n] || rows[n]
	}))
}

// knownBody reports whether a known container holds text of its own.
func (d *document) knownBody() bool {
	for _, n := range d.doc.Find(bodyContainers).Nodes {
		text := textWithout(n, func(c *html.Node) bool { return c.DataAtom == atom.A })
		if runes(text) >= 20 {
			return true
		}
	}
	return false
}

// metaTitle is the article's title by the page's tags, "" on pages that are
// columns.
func (d *document) metaTitle() string {
	t := d.meta("ArticleTitle")
	if t == "" || t == d.meta("ColumnName") || t == d.meta("SiteName") {
		return ""
	}
	return t
}

// title is the best title of the page itself.
func (d *document) title() string {
	if t := d.metaTitle(); t != "" {
		return clip(t, 500)
	}
	fields := d.labelled()
	for _, name := range []string{"标题", "信息名称", "文件名称", "名称"} {
		if runes(fields[name]) >= 4 {
			return clip(fields[name], 500)
		}
	}
	for _, sel := range []string{"h1", ".article-title", ".content-title", ".xl-title", ".arti_title", "h2.tc", ".vF_detail_header h2", "h2.title", "#title", ".title_con", ".tit1"} {
		if t := tidy(visibleText2(d, sel)); runes(t) >= 4 && runes(t) <= 150 {
			return t
		}
	}
	return d.windowTitle()
}

func visibleText2(d *document, selector string) string {
	s := d.doc.Find(selector).First()
	if s.Length() == 0 {
		return ""
	}
	return visibleText(s.Nodes[0])
}

// windowTitle is the text of the title element without the site's name.
func (d *document) windowTitle() string {
	t := tidy(d.doc.Find("title").First().Text())
	for _, sep := range []string{"_", "|", "--", " - ", "－"} {
		if head, _, ok := strings.Cut(t, sep); ok && runes(head) >= 4 {
			t = strings.TrimSpace(head)
		}
	}
	return clip(t, 500)
}

// parts gives the further pages of an article's body.
func (d *document) parts() []Request {
	var addrs []string
	for _, m := range pageCall.FindAllStringSubmatch(d.scripts, 20) {
		if c, ok := parseCall(m[1]); ok && (isArticleName(c.name) || c.name == stem(d.self.Path)) {
			addrs = append(addrs, d.expand(c)...)
		}
	}
	if len(addrs) == 0 {
		t := d.readTurns()
		addrs = d.fit(t)
	}
	var kept []string
	for _, a := range addrs {
		if d.isPart(a) {
			kept = append(kept, a)
		}
	}
	return requests(kept, d.addr)
}

var partNumber = regexp.MustCompile(`^(.*?)(?:[_-](\d{1,3}))?(\.[a-zA-Z]{2,6})?$`)

// isPart reports whether addr is a page of the same body: the same address
// with a number behind its name, or another page parameter.
func (d *document) isPart(addr string) bool {
	self, query, _ := strings.Cut(d.addr, "?")
	other, otherQuery, _ := strings.Cut(addr, "?")
	if self == other {
		return query != otherQuery && pageParam.MatchString("?"+otherQuery)
	}
	a, b := partNumber.FindStringSubmatch(self), partNumber.FindStringSubmatch(other)
	whole := strings.TrimSuffix(self, a[3])
	return b[2] != "" && (b[1] == whole || b[1] == a[1] && a[2] != "")
}

// frames gives the frames that hold the body when the page itself has none.
func (d *document) frames(e evidence) []Request {
	var addrs []string
	for _, n := range d.doc.Find("iframe[src],frame[src]").Nodes {
		addr := d.resolve(attr(n, "src"))
		if addr == "" || isFile(addr) || viewedFile(addr) != "" || d.side[n] || unseenFrame(n) {
			continue
		}
		named := contentName.MatchString(attr(n, "id") + " " + attr(n, "name") + " " + attr(n, "class"))
		if e.prose < 100 || named && e.prose < 300 {
			addrs = append(addrs, addr)
		}
	}
	return requests(addrs, d.addr)
}

var contentName = regexp.MustCompile(`(?i)content|main|body|detail|article|zw`)

// unseenFrame reports frames that show nothing: of counters and the like.
func unseenFrame(n *html.Node) bool {
	w, h := attr(n, "width"), attr(n, "height")
	style := strings.ReplaceAll(attr(n, "style"), " ", "")
	return w == "0" || h == "0" || w == "1" || h == "1" || strings.Contains(style, "display:none")
}
