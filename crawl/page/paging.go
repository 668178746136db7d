package page

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNext bounds the further pages one page may name. A total beyond it is an
// error of the site or a calendar without end.
const maxNext = 2000

var (
	turnNext = regexp.MustCompile(`(?i)^[\[【（(<«\s]*(?:下一页|下页|后一页|后页|下一頁|下一页面|next|next\s*page|>|>>|›|»|&gt;)[\]】）)>»›\s]*$`)
	turnLast = regexp.MustCompile(`(?i)^[\[【（(\s]*(?:尾页|末页|最后一页|最末页|最后页|尾頁|last|>\||>>\||»»)[\]】）)>»\s]*$`)
	turnBack = regexp.MustCompile(`(?i)^[\[【（(<«\s]*(?:首页|第一页|上一页|上页|前一页|前页|prev|previous|first|<|<<|‹|«|\|<)[\]】）)\s]*$`)
	turnPage = regexp.MustCompile(`^[\[【（(\s]*(?:第\s*)?(\d{1,5})(?:\s*页)?[\]】）)\s]*$`)
	moreText = regexp.MustCompile(`(?i)^[\[【（(<\s+]*(?:查看|点击)?(?:更多|more)(?:内容|信息|>|&gt;)?[\]】）)>»›+.…\s]*$`)
	pageWord = regexp.MustCompile(`(?i)\b(?:pag|fenye|pgs?\b|turn|fanye|jump)|页|頁|next|prev`)
)

// isTurn reports the text of a link that turns pages.
func isTurn(text string) bool {
	return turnNext.MatchString(text) || turnLast.MatchString(text) || turnPage.MatchString(text) || turnBack.MatchString(text)
}

// isMore reports the text of a link from a box to its whole list.
func isMore(text string) bool { return moreText.MatchString(text) }

// turns is what a page says about the pages of its list.
type turns struct {
	numbered   map[int]string // page number → address
	next, last string
	// current and total are page numbers from 1, 0 when not said.
	current, total int
	// least is the highest number that a link without an address shows.
	least int
}

// nextPages gives the further pages of the list in order.
func (d *document) nextPages() []Request {
	if out, ok := d.scriptPages(); ok {
		return requests(out, d.addr)
	}
	t := d.readTurns()
	d.readTotals(&t)
	if t.total == 0 {
		t.total = t.least
	}
	if len(t.numbered) == 0 && t.next == "" {
		if _, ok := d.scriptSeries(); !ok {
			if r, ok := d.formPages(t); ok {
				return r
			}
		}
	}
	if out := d.fit(t); len(out) > 0 {
		return requests(out, d.addr)
	}
	return nil
}

// requests makes requests of addresses, each once and never of self.
func requests(addrs []string, self string) []Request {
	seen := map[string]bool{self: true}
	var out []Request
	for _, a := range addrs {
		if a != "" && !seen[a] && len(out) < maxNext {
			seen[a] = true
			out = append(out, Get(a))
		}
	}
	return out
}

// readTurns gathers the links that turn pages.
func (d *document) readTurns() turns {
	t := turns{numbered: map[int]string{}}
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case n.DataAtom == atom.Option:
			d.readOption(n, &t)
		case n.DataAtom == atom.A || attr(n, "onclick") != "":
			d.readTurn(n, &t)
		case t.current == 0 && isCurrentMark(n):
			t.current = number(textUpTo(n, 60))
		}
	}
	return t
}

func (d *document) readTurn(n *html.Node, t *turns) {
	text := turnText(n)
	if len(text) > 40 || !isTurn(text) || turnBack.MatchString(text) {
		return
	}
	k := number(text)
	if t.current == 0 && isCurrentMark(n) {
		t.current = k
	}
	addr := d.target(n)
	switch {
	case addr == "":
		t.least = max(t.least, calledPage(n, text))
	case turnLast.MatchString(text):
		t.last = addr
	case turnNext.MatchString(text):
		t.setNext(addr, text)
	case k > 0 && t.numbered[k] == "" && inPager(n):
		t.numbered[k] = addr
	}
}

// setNext takes the first link to the next page; one in words is surer than an
// arrow.
func (t *turns) setNext(addr, text string) {
	if t.next == "" || strings.Contains(text, "页") {
		t.next = addr
	}
}

// turnText is what a link that turns pages says: its text, or what stands for
// it in attributes and pictures.
func turnText(n *html.Node) string {
	if text := textUpTo(n, 60); text != "" {
		return text
	}
	for _, key := range []string{"title", "value", "aria-label"} {
		if text := tidy(attr(n, key)); text != "" {
			return text
		}
	}
	for c := range n.Descendants() {
		if text := tidy(attr(c, "alt") + attr(c, "title")); text != "" {
			return text
		}
	}
	for _, w := range classWords(attr(n, "class")) {
		if w == "next" || w == "last" {
			return w
		}
	}
	return ""
}

var calledNumber = regexp.MustCompile(`\(\s*['"]?(\d{1,5})['"]?\s*\)`)

// calledPage is the number of the page that a link without an address asks a
// script for.
func calledPage(n *html.Node, text string) int {
	if m := calledNumber.FindStringSubmatch(attr(n, "href") + attr(n, "onclick")); m != nil && inPager(n) {
		k, _ := strconv.Atoi(m[1])
		return k
	}
	if inPager(n) {
		return number(text)
	}
	return 0
}

// readOption reads the page chooser of a select.
func (d *document) readOption(n *html.Node, t *turns) {
	k := number(tidy(visibleText(n)))
	v := attr(n, "value")
	if k > 0 && looksLikeAddress.MatchString(v) && t.numbered[k] == "" {
		t.numbered[k] = d.resolve(v)
	}
}

// number reads 第3页, [3] or 3, 0 for anything else.
func number(text string) int {
	m := turnPage.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// isCurrentMark reports the element that shows the number of this page.
func isCurrentMark(n *html.Node) bool {
	for _, w := range classWords(attr(n, "class")) {
		switch w {
		case "cur", "current", "active", "on", "now", "curr", "selected", "thisclass", "thispage", "hover", "pagecurrent", "dq":
			return number(textUpTo(n, 60)) > 0 && inPager(n)
		}
	}
	return false
}

// inPager reports whether n stands among links that turn pages, not in a
// calendar.
func inPager(n *html.Node) bool {
	for range 4 {
		if n = n.Parent; n == nil || n.DataAtom == atom.Body {
			return false
		}
		text := textUpTo(n, 600)
		if len(text) > 600 {
			return false
		}
		if strings.Contains(text, "上月") || strings.Contains(text, "下月") || strings.Contains(squeeze(text), "日一二三四五六") {
			return false
		}
		if pageWord.MatchString(attr(n, "class")+" "+attr(n, "id")) || pageWord.MatchString(text) {
			return true
		}
	}
	return false
}

var (
	textTotal  = regexp.MustCompile(`[共计]\s*(?:有\s*)?(\d{1,6})\s*页|条[\s/，,、|]*(\d{1,5})\s*页|总页数\s*[:：]?\s*(\d{1,6})|页次\s*[:：]?\s*\d+\s*/\s*(\d{1,6})|第\s*\d+\s*页?\s*/\s*(?:共\s*)?(\d{1,6})\s*页|\d+\s*/\s*(\d{1,6})\s*页|(?:^|\s)\d{1,5}\s*/\s*(\d{1,5})(?:\s|$)`)
	textNow    = regexp.MustCompile(`第\s*(\d{1,6})\s*(?:页|/)|当前(?:第|页|为|是)*\s*[:：]?\s*(\d{1,6})|页次\s*[:：]?\s*(\d{1,6})|(?:^|\s)(\d{1,5})\s*/\s*\d{1,5}\s*页?(?:\s|$)`)
	varTotal   = regexp.MustCompile(`(?i)\b\w*?(?:total_?pages?(?:num|count|s)?|page_?counts?|count_?pages?|page_?totals?|all_?pages?|max_?page|sum_?page|pages|page_?sum|last_?page)["']?\s*[:=]\s*["']?(\d{1,7})\b`)
	varRecords = regexp.MustCompile(`(?i)\b(?:total_?records?|total_?counts?|record_?counts?|rows?_?count|total_?rows?|total_?num|total|count|totalsize)["']?\s*[:=]\s*["']?(\d{1,7})\b`)
	varSize    = regexp.MustCompile(`(?i)\b(?:page_?size|per_?page|page_?rows?|limit|items_?per_?page|rows_?per_?page|pagesize)["']?\s*[:=]\s*["']?(\d{1,4})\b`)
	textItems  = regexp.MustCompile(`共\s*(?:有\s*)?(\d{1,7})\s*(?:条|篇|个|项)\D{0,12}每页\s*(?:显示\s*)?(\d{1,4})\s*(?:条|篇)|每页\s*(?:显示\s*)?(\d{1,4})\s*(?:条|篇)\D{0,12}共\s*(?:有\s*)?(\d{1,7})\s*(?:条|篇)`)
)

// readTotals reads the number of pages from the text or the scripts.
func (d *document) readTotals(t *turns) {
	if t.total == 0 {
		t.total = firstNumber(textTotal, d.text)
	}
	if t.current == 0 {
		t.current = firstNumber(textNow, d.text)
	}
	if m := textItems.FindStringSubmatch(d.text); t.total == 0 && m != nil {
		t.total = pagesOf(m[1]+m[4], m[2]+m[3])
	}
	if t.total == 0 {
		t.total = firstNumber(varTotal, d.scripts)
	}
	if t.total == 0 {
		r, s := varRecords.FindStringSubmatch(d.scripts), varSize.FindStringSubmatch(d.scripts)
		if r != nil && s != nil {
			t.total = pagesOf(r[1], s[1])
		}
	}
}

// firstNumber is the first number a pattern finds in any of its groups.
func firstNumber(re *regexp.Regexp, s string) int {
	m := re.FindStringSubmatch(s)
	for i := 1; i < len(m); i++ {
		if m[i] != "" {
			n, _ := strconv.Atoi(m[i])
			return n
		}
	}
	return 0
}

// pagesOf is how many pages hold that many records.
func pagesOf(records, size string) int {
	r, _ := strconv.Atoi(records)
	s, _ := strconv.Atoi(size)
	if r <= 0 || s <= 0 {
		return 0
	}
	return (r + s - 1) / s
}

// fit turns what was gathered into the addresses of the pages that follow.
func (d *document) fit(t turns) []string {
	s, ok := d.seriesOf(t)
	if !ok {
		return d.loose(t)
	}
	current := s.pageOf(d.addr)
	if current == 0 {
		current = 1
	}
	total := t.total
	for k := range t.numbered {
		total = max(total, k)
	}
	for _, addr := range []string{t.next, t.last} {
		total = max(total, s.pageOf(addr))
	}
	var out []string
	for k := current + 1; k <= total && len(out) < maxNext; k++ {
		if a := t.numbered[k]; a != "" {
			out = append(out, a)
			continue
		}
		out = append(out, s.address(k))
	}
	if t.next != "" && s.pageOf(t.next) == 0 && len(out) == 0 {
		out = append(out, t.next)
	}
	return out
}

// loose gives the pages of a list whose addresses follow no series: those that
// are linked.
func (d *document) loose(t turns) []string {
	var out []string
	keys := make([]int, 0, len(t.numbered))
	for k := range t.numbered {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if k > max(t.current, 1) {
			out = append(out, t.numbered[k])
		}
	}
	if len(out) == 0 && t.next != "" && !backward(d.addr, t.next) {
		out = append(out, t.next)
	}
	return out
}
