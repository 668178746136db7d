package page

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// series is a run of addresses that differ in one number.
type series struct {
	head, tail string
	width      int // digits of a number with leading zeros, 0 without
	offset     int // number in the address minus number of the page
	step       int // what the number grows by from page to page
	first      string
}

// spot is a number inside an address that may be the number of a page.
type spot struct {
	head, tail string
	n, width   int
}

var (
	pageParam = regexp.MustCompile(`(?i)([?&](?:page|pageno|page_no|pageindex|page_index|pagenum|page_num|pagenumber|currpage|curpage|currentpage|current_page|cpage|nowpage|topage|gopage|p|pn|pg|paged|pageid|pagen|cur|currentpageno|currpageno|start_page|iCurPage|pageNumber|pager|[\w.]+_page|[\w.]+page)=)(\d{1,6})(&|$)`)
	fromParam = regexp.MustCompile(`(?i)([?&](?:start|offset|from|startrecord|begin|skip)=)(\d{1,7})(&|$)`)
)

// pathSpots are the places of a number in a path, likeliest first.
//
//nolint:gochecknoglobals // a memo: written once, the same on every run
var pathSpots = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^([^?#]*[_-])(\d{1,5})(\.[a-zA-Z]{2,6}(?:[?#].*)?)$`),
		regexp.MustCompile(`^([^?#]*/(?:page|p|list|index)[_-]?)(\d{1,5})(/?(?:\.[a-zA-Z]{2,6})?(?:[?#].*)?)$`),
		regexp.MustCompile(`^([^?#]*/)(\d{1,5})(\.[a-zA-Z]{2,6}(?:[?#].*)?)$`),
		regexp.MustCompile(`^([^?#]*/)(\d{1,5})(/?(?:\?.*)?)$`),
		regexp.MustCompile(`^([^?#]*[a-zA-Z])(\d{1,4})(\.[a-zA-Z]{2,6}(?:[?#].*)?)$`),
	}
})

// spots gives the numbers in an address that may count pages, likeliest first.
func spots(addr string) []spot {
	var out []spot
	if u := strings.IndexByte(addr, '?'); u >= 0 {
		for _, m := range pageParam.FindAllStringSubmatchIndex(addr, 3) {
			out = append(out, spotAt(addr, m[4], m[5]))
		}
		for _, m := range fromParam.FindAllStringSubmatchIndex(addr, 1) {
			out = append(out, spotAt(addr, m[4], m[5]))
		}
	}
	for _, re := range pathSpots() {
		if m := re.FindStringSubmatchIndex(addr); m != nil {
			out = append(out, spotAt(addr, m[4], m[5]))
		}
	}
	return out
}

func spotAt(addr string, from, to int) spot {
	n, _ := strconv.Atoi(addr[from:to])
	s := spot{head: addr[:from], tail: addr[to:], n: n}
	if addr[from] == '0' && to-from > 1 {
		s.width = to - from
	}
	return s
}

// address is that of page k.
func (s series) address(k int) string {
	if k == 1 && s.first != "" {
		return s.first
	}
	n := s.step*(k-1) + 1 + s.offset
	if s.width > 0 {
		return fmt.Sprintf("%s%0*d%s", s.head, s.width, n, s.tail)
	}
	return s.head + strconv.Itoa(n) + s.tail
}

// pageOf is the number of the page at addr, 0 when it is not of the series.
func (s series) pageOf(addr string) int {
	rest, ok := strings.CutPrefix(addr, s.head)
	if !ok {
		return 0
	}
	digits, ok := strings.CutSuffix(rest, s.tail)
	if !ok || len(digits) > 7 {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil || (n-s.offset-1)%s.step != 0 {
		return 0
	}
	return max((n-s.offset-1)/s.step+1, 0)
}

// seriesOf finds the run of addresses that the links of a page belong to.
func (d *document) seriesOf(t turns) (series, bool) {
	if s, ok := seriesOfNumbers(t.numbered); ok {
		return s, true
	}
	for _, a := range spots(t.next) {
		if s, ok := d.seriesOfNext(a, t); ok {
			return s, true
		}
	}
	if len(t.numbered) == 0 && t.next == "" && t.total > 1 {
		if s, ok := d.scriptSeries(); ok {
			return s, true
		}
		return d.seriesOfSelf()
	}
	return series{}, false
}

// seriesOfNumbers takes the series that explains most numbered links; its
// numbers grow with the pages'.
func seriesOfNumbers(numbered map[int]string) (series, bool) {
	best, most := series{}, 0
	for k, addr := range numbered {
		if k < 2 {
			continue
		}
		for _, sp := range spots(addr) {
			for _, s := range stepsOf(sp, k) {
				if n := s.explains(numbered); n > most || n == most && s.rank() < best.rank() {
					best, most = s, n
				}
			}
		}
	}
	known := len(numbered)
	if _, ok := numbered[1]; ok {
		known-- // the first page often has an address of its own
	}
	if most == 0 || most*2 < known {
		return series{}, false
	}
	if best.pageOf(numbered[1]) != 1 {
		best.first = numbered[1]
	}
	return best, true
}

// explains counts the numbered links whose address is the series' own.
func (s series) explains(numbered map[int]string) int {
	n := 0
	for k, addr := range numbered {
		if s.pageOf(addr) == k {
			n++
		}
	}
	return n
}

// rank orders series that explain as much, so that the choice does not depend
// on the order of a map: short heads are query parameters or directories.
func (s series) rank() string { return fmt.Sprintf("%06d%s%s", s.step, s.head, s.tail) }

// stepsOf gives the series through sp as page k: numbers that count pages from
// 0 or 1, or records.
func stepsOf(sp spot, k int) []series {
	s := series{head: sp.head, tail: sp.tail, width: sp.width, step: 1, offset: sp.n - k}
	if s.offset >= -2 && s.offset <= 1 {
		return []series{s}
	}
	if !fromParam.MatchString(sp.head + "0") {
		return nil
	}
	for _, base := range []int{0, 1} {
		if k > 1 && sp.n > base && (sp.n-base)%(k-1) == 0 {
			return []series{{head: sp.head, tail: sp.tail, step: (sp.n - base) / (k - 1), offset: base - 1}}
		}
	}
	return nil
}

// seriesOfNext reads the series from the link to the next page: against this
// page's own number, the last page's, or the count of pages.
func (d *document) seriesOfNext(a spot, t turns) (series, bool) {
	s := series{head: a.head, tail: a.tail, width: a.width, step: 1}
	if own := s.pageOf(d.addr); own > 0 || isZeroth(s, d.addr) {
		if a.n != own+1 {
			return s, false
		}
		if t.current > 0 {
			s.offset = own - t.current
		} else if isZeroth(s, d.addr) {
			s.offset = -1
		}
		return s, s.offset >= -2 && s.offset <= 1
	}
	current := max(t.current, 1)
	if t.current == 0 && a.n > 2 {
		return s, false
	}
	s.offset = a.n - current - 1
	return s, s.offset >= -2 && s.offset <= 1
}

// isZeroth reports whether addr is the series' page numbered 0.
func isZeroth(s series, addr string) bool { return addr == s.head+"0"+s.tail }

// backward reports whether next goes back behind self in some series.
func backward(self, next string) bool {
	for _, a := range spots(self) {
		for _, b := range spots(next) {
			if a.head == b.head && a.tail == b.tail {
				return b.n <= a.n
			}
		}
	}
	return self == next
}

var (
	// scriptAddress matches "index_" + n + ".html" and "list.jsp?page=" + n.
	scriptAddress = regexp.MustCompile(`["']([^"'\s<>]{1,300})["']\s*\+\s*\(?\s*[\w.$]+(?:\s*[+-]\s*1)?\s*\)?\s*(?:\+\s*["']([^"'\s<>]{0,200})["'])?`)
	// literalAddress matches `/list?page=${n}`.
	literalAddress = regexp.MustCompile("`([^`$\\s<>]{1,300})\\$\\{\\s*[\\w.]+\\s*\\}([^`$\\s<>]{0,200})`")
	pagedHead      = regexp.MustCompile(`(?i)(?:[?&](?:page|pageno|page_no|pageindex|pagenum|pagenumber|currpage|curpage|currentpage|p|pn|pg|cur)=|[_-]|/(?:page|list|index)?/?)$`)
)

// scriptSeries builds the series of a page whose links a script writes from
// the strings of the script.
func (d *document) scriptSeries() (series, bool) {
	found := scriptAddress.FindAllStringSubmatch(d.scripts, 200)
	found = append(found, literalAddress.FindAllStringSubmatch(d.scripts, 50)...)
	for _, m := range found {
		head, tail := m[1], m[2]
		query := strings.Contains(head, "=")
		if !pagedHead.MatchString(head) || !query && !strings.HasPrefix(tail, ".") {
			continue
		}
		addr := d.resolve(head + "7" + tail)
		at := strings.LastIndex(addr, "7"+tail)
		if at < 0 {
			continue
		}
		s := series{head: addr[:at], tail: addr[at+1:], step: 1}
		if strings.HasSuffix(head, "_") && !query {
			s.offset = -1
		}
		return s, true
	}
	return series{}, false
}

// seriesOfSelf continues the page's own address.
func (d *document) seriesOfSelf() (series, bool) {
	for _, sp := range spots(d.addr) {
		s := series{head: sp.head, tail: sp.tail, width: sp.width, step: 1}
		if sp.n == 0 || strings.HasSuffix(sp.head, "_") {
			s.offset = -1
		}
		if sp.n <= maxNext {
			return s, true
		}
	}
	u := *d.self
	if strings.HasSuffix(u.Path, "/") {
		u.Path += "index" + d.extension()
	}
	name := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	dot := strings.LastIndexByte(name, '.')
	if u.RawQuery != "" || dot <= 0 {
		return series{}, false
	}
	whole := clean(&u)
	cut := strings.LastIndexByte(whole, '.')
	return series{head: whole[:cut] + "_", tail: whole[cut:], step: 1, offset: -1, first: d.addr}, true
}

var htmlExtension = regexp.MustCompile(`["'](\.?s?html?|\.?jsp)["']`)

// extension is the ending that the page's scripts use, else .html.
func (d *document) extension() string {
	if m := htmlExtension.FindStringSubmatch(d.scripts); m != nil {
		return "." + strings.TrimPrefix(m[1], ".")
	}
	return ".html"
}
