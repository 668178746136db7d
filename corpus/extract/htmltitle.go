package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

var (
	// documentTitle is how titles of official documents read.
	documentTitle = regexp.MustCompile(`关于.{4,}|(?:通知|办法|细则|意见|决定|公告|规定|方案|批复|条例|通告|目录|标准|规程|指南|制度|函|计划|规则|清单|规范|要点|措施|报告|解读)(?:[（(〔【][^（）]{1,20}[）)〕】])?$`)
	// siteTitle is the name of a site or a column.
	siteTitle = regexp.MustCompile(`(?:网|网站|门户|平台|政府|首页|主页|专栏|栏目|厅|局|委员会|办公室|正文|详情|信息公开|法规|文件|政策|动态)$`)
	titleName = regexp.MustCompile(`(?i)title|biaoti|(?:^|[^a-z])(?:tit|bt|tt|headline)(?:[^a-z]|$)`)
	// numberLine is a line of nothing but a 文号.
	numberLine = regexp.MustCompile(`^[（(]?(?:发文字号[：:]|文号[：:])?[\p{Han}A-Za-z、]{1,24}(?:[〔\[【（(﹝［〈][12]\d{3}年?[〕\]】）)﹞］〉]|令|公告\d{0,4}年?)第?[\d〇零一二三四五六七八九十百]{1,6}号[）)]?$`)
)

const maxTitle = 150

// titleOf is the title that the page gives its article: a tag, a row of its
// 信息公开 block, the line before or at the head of the body that reads as one, or
// the window's title without the site's name.
func (p *articlePage) titleOf(doc *goquery.Document, fields map[string]string, body []span) string {
	if s := fields["ArticleTitle"]; utf8.RuneCountInString(s) >= 4 && s != fields["SiteName"] && s != fields["ColumnName"] {
		return p.whole(s)
	}
	for _, name := range []string{"标题", "文件名称", "信息名称", "名称"} {
		if s := fields[name]; utf8.RuneCountInString(s) >= 4 {
			return p.whole(s)
		}
	}
	window := tidy(doc.Find("title").First().Text())
	if s := p.lineTitle(squeeze(window), body); s != "" {
		return s
	}
	return windowTitle(window)
}

// whole is the line of the page that a title cut short by … begins.
func (p *articlePage) whole(s string) string {
	head := strings.TrimRight(s, "….")
	if head == s || utf8.RuneCountInString(head) < 6 {
		return s
	}
	for _, r := range p.runs {
		if strings.HasPrefix(r.known(), squeeze(head)) && r.size <= maxTitle && !r.linky() {
			return tidy(r.text)
		}
	}
	return s
}

// windowTitle is the window's title without the site's name.
func windowTitle(s string) string {
	if i := strings.IndexAny(s, "_|"); i > 0 {
		s = tidy(s[:i])
	}
	for _, sep := range []string{"--", " - ", "－", "—", "-"} {
		head, rest, ok := strings.Cut(s, sep)
		if ok && utf8.RuneCountInString(head) >= 6 && (siteTitle.MatchString(rest) || !documentTitle.MatchString(rest)) {
			s = tidy(head)
		}
	}
	return s
}

// beforeBody is how many runs before the body are tried as titles, intoBody how
// many of its own.
const (
	beforeBody = 60
	intoBody   = 15
)

// lineTitle is the line, or the two or three beside each other, that most looks
// like the title.
func (p *articlePage) lineTitle(window string, body []span) string {
	start := len(p.runs)
	for _, s := range body {
		start = min(start, s.from)
	}
	best := candidate{points: 3}
	for i := max(0, start-beforeBody); i < min(len(p.runs), start+intoBody); i++ {
		before := 0
		if i < start {
			before = 1
		}
		p.tryTitles(i, before, window, &best)
		if i >= start && p.runs[i].prose() {
			break
		}
	}
	return best.text
}

// candidate is a title and what speaks for it.
type candidate struct {
	text   string
	points int
}

// tryTitles tries the one to three lines from i on.
func (p *articlePage) tryTitles(i, bonus int, window string, best *candidate) {
	text := ""
	for k := i; k < min(len(p.runs), i+3) && p.canBeTitle(k) && (k == i || p.goesOn(k-1, k)); k++ {
		text = joinTitle(text, tidy(p.runs[k].text))
		points := p.titlePoints(i, text, window) + bonus
		if points > best.points || points == best.points && best.text != "" && strings.HasPrefix(text, best.text) {
			*best = candidate{text, points}
		}
	}
}

// joinTitle joins the lines of a title; ideographs need no space.
func joinTitle(a, b string) string {
	last, _ := utf8.DecodeLastRuneInString(a)
	first, _ := utf8.DecodeRuneInString(b)
	if a == "" || ideograph(last) || ideograph(first) {
		return a + b
	}
	return a + " " + b
}

func (p *articlePage) canBeTitle(i int) bool {
	r := p.runs[i]
	s := r.known()
	return !r.field && !r.tool && !r.linky() && !r.side && !headWords(s) && !tailWords(s) && r.size <= maxTitle &&
		!strings.ContainsAny(s, "。；") && !strings.HasSuffix(s, "：") && !numberLine.MatchString(s)
}

// goesOn reports whether the run k can be the next line of the title in i.
func (p *articlePage) goesOn(i, k int) bool {
	a, b := p.runs[i], p.runs[k]
	return a.block == b.block && a.level == b.level || a.level > 0 && a.level == b.level && a.block.Parent == b.block.Parent
}

// titlePoints is what speaks for text, which begins with run i, as the title.
func (p *articlePage) titlePoints(i int, text, window string) int {
	n := utf8.RuneCountInString(text)
	if n < 4 || n > maxTitle {
		return 0
	}
	r, points := p.runs[i], windowPoints(n, squeeze(text), window)
	switch {
	case r.level == 1:
		points += 3
	case r.level > 0:
		points++
	}
	if titleNamed(r.block) {
		points += 2
	}
	if documentTitle.MatchString(text) {
		points += 3
	} else if siteTitle.MatchString(text) {
		points -= 3
	}
	if emphasised(r.block) {
		points++
	}
	return points
}

// windowPoints compares a line of n characters with the window's title.
func windowPoints(n int, line, window string) int {
	switch {
	case n >= 6 && strings.HasPrefix(window, line):
		return 6
	case n >= 8 && strings.Contains(window, line):
		return 4
	}
	return 0
}

// titleNamed reports names of style sheets that mean a title.
func titleNamed(n *html.Node) bool {
	for up := 0; n != nil && up < 2; n, up = n.Parent, up+1 {
		for _, a := range n.Attr {
			if (a.Key == "class" || a.Key == "id") && len(a.Val) < 200 && titleName.MatchString(a.Val) {
				return true
			}
		}
	}
	return false
}

// emphasised reports text that is centred or bold as a whole.
func emphasised(n *html.Node) bool {
	for up := 0; n != nil && up < 2; n, up = n.Parent, up+1 {
		if n.Data == "center" || boldWhole(n) || centred(n) {
			return true
		}
	}
	return false
}

// boldWhole reports an element with nothing in it but a bold one.
func boldWhole(n *html.Node) bool {
	c := n.FirstChild
	return c != nil && c == n.LastChild && (c.Data == "strong" || c.Data == "b" || c.Data == "font")
}

func centred(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "align" && strings.EqualFold(a.Val, "center") || a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "text-align:center") {
			return true
		}
	}
	return false
}

// numberBefore is the 文号 that stands alone in a line between title and body.
func (p *articlePage) numberBefore(body []span) string {
	for i := len(p.runs) - 1; i >= 0; i-- {
		r := p.runs[i]
		if r.side || r.field || r.linky() || anyHolds(body, i) || r.size > 50 || i > body[0].from || i < body[0].from-15 {
			continue
		}
		if s := r.known(); numberLine.MatchString(s) {
			return strings.Trim(s, "（）()")
		}
	}
	return ""
}

// dateBefore is the date in a line under the title that is not labelled as the
// page's, of the runs that are no part of the text.
func (p *articlePage) dateBefore(body []span, keep []int) string {
	end := body[len(body)-1].to
	if len(keep) > 0 {
		end = keep[0]
	}
	for i := end - 1; i >= max(0, end-15); i-- {
		r := p.runs[i]
		if s := r.known(); !r.side && !r.field && headWords(s) {
			if m := dayIn.FindString(s); m != "" {
				return m
			}
		}
	}
	return ""
}

// dayIn is a day in figures.
var dayIn = regexp.MustCompile(`(?:20|19)\d{2}(?:-\d{1,2}-\d{1,2}|年\d{1,2}月\d{1,2}日|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2})`)

// tidy joins white space to single spaces and drops invisible characters.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad':
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, unicode.IsSpace), " ")
}

// squeeze removes white space.
func squeeze(s string) string { return strings.ReplaceAll(tidy(s), " ", "") }
