package page

import (
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

var (
	recordsStart = regexp.MustCompile(`(?i)^(?:<\?xml[^>]*>\s*)?<datastore`)
	datastore    = regexp.MustCompile(`(?is)<datastore[^>]*>(.*?)</datastore>`)
	recordText   = regexp.MustCompile(`(?is)<record>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*</record>`)
	nextGroup    = regexp.MustCompile(`(?is)<nextgroup>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*</nextgroup>`)
	totalRecord  = regexp.MustCompile(`(?i)<totalrecord>\s*(?:<!\[CDATA\[)?\s*(\d{1,7})|\btotalrecords?\s*["']?\s*[:=]\s*["']?(\d{1,7})`)
	totalPages   = regexp.MustCompile(`(?i)<totalpage>\s*(?:<!\[CDATA\[)?\s*(\d{1,6})|\btotalpages?\s*["']?\s*[:=]\s*["']?(\d{1,6})`)
	perPage      = regexp.MustCompile(`(?i)\bperpage\s*["']?\s*[:=]\s*["']?(\d{1,4})`)
	proxyAddress = regexp.MustCompile(`(?i)["'(]([^"'()\s<>]*dataproxy\.jsp[^"'()\s<>]*)`)
	proxyParam   = regexp.MustCompile(`(?i)([?&](startrecord|endrecord|perpage|page)=)(\d{1,7})`)
)

// isRecords reports an answer of hanweb's dataproxy.jsp.
func isRecords(start string) bool { return recordsStart.MatchString(start) }

// readRecords reads an answer of dataproxy.jsp: rows as markup in records.
func (r resolver) readRecords(u *url.URL, text string) Page {
	p := recordPage(u, text, r.legacy)
	p.Next = r.recordPages(text, clean(u), len(recordText.FindAllString(text, -1)))
	return p
}

// recordPage reads the records of a datastore as the rows of a list.
func recordPage(u *url.URL, text string, legacy bool) Page {
	var b strings.Builder
	b.WriteString("<html><body><div class=records>")
	for _, m := range recordText.FindAllStringSubmatch(text, maxEntries) {
		s := m[1]
		if s == "" {
			s = html.UnescapeString(m[2])
		}
		b.WriteString("<div class=record>" + s + "</div>\n")
	}
	b.WriteString("</div></body></html>")
	d, err := newDocument(u, b.String(), legacy)
	if err != nil {
		return Page{Kind: Other, Why: "records cannot be parsed: " + err.Error()}
	}
	l := d.findListing()
	if l == nil {
		l = d.anyRows()
	}
	if l == nil {
		return Page{Kind: List, Why: "no records"}
	}
	return Page{Kind: List, Entries: l.entries()}
}

// anyRows takes the largest group of links whatever it looks like, on pages
// that are known to be lists.
func (d *document) anyRows() *listing {
	var best *group
	for _, g := range d.rowGroups(true) {
		if best == nil || len(g.rows) > len(best.rows) {
			best = g
		}
	}
	if best == nil || len(best.rows) == 0 {
		return nil
	}
	return d.collect(best, nil, d.order())
}

// readInlined reads a page whose first records stand in a script of its own.
func (d *document) readInlined() (Page, bool) {
	m := datastore.FindStringSubmatch(d.source)
	if m == nil || !recordText.MatchString(m[1]) {
		return Page{}, false
	}
	p := recordPage(d.base, m[0], d.legacy)
	if len(p.Entries) == 0 {
		return Page{}, false
	}
	p.Title = d.columnTitle()
	p.Next = d.recordPages(d.source, d.addr, len(p.Entries))
	return p, true
}

// recordPages gives the further requests of a jpage list: the address of
// dataproxy.jsp with startrecord and endrecord moved on up to the total, or the
// next group that the answer itself names.
func (r resolver) recordPages(text, self string, have int) []Request {
	proxy := r.proxyOf(text, self)
	total := firstNumber(totalRecord, text)
	size := firstNumber(perPage, text)
	if proxy == "" {
		return nil
	}
	start, end := paramOf(proxy, "startrecord"), paramOf(proxy, "endrecord")
	if size == 0 {
		size = paramOf(proxy, "perpage")
	}
	if start > 0 || end > 0 {
		done := r.doneOf(self, have)
		span := max(end-start+1, size, 1)
		if total == 0 {
			total = firstNumber(totalPages, text) * max(size, 1)
		}
		var out []string
		for from := done + 1; from <= total && len(out) < maxNext; from += span {
			out = append(out, withParams(proxy, map[string]int{"startrecord": from, "endrecord": min(from+span-1, total), "perpage": max(size, 1)}))
		}
		return requests(out, self)
	}
	return requests([]string{proxy}, self)
}

// doneOf is how many records came before and with this answer.
func (r resolver) doneOf(self string, have int) int {
	if start := paramOf(self, "startrecord"); start > 0 {
		return start - 1 + max(have, 0)
	}
	return have
}

// proxyOf finds the address of dataproxy.jsp: in the next group, in the page,
// or the page's own.
func (r resolver) proxyOf(text, self string) string {
	for _, m := range nextGroup.FindAllStringSubmatch(text, 2) {
		if a := proxyAddress.FindStringSubmatch(m[1] + m[2]); a != nil {
			return r.resolve(html.UnescapeString(a[1]))
		}
	}
	if strings.Contains(self, "dataproxy.jsp") {
		return self
	}
	for _, a := range proxyAddress.FindAllStringSubmatch(text, 10) {
		if ref := html.UnescapeString(a[1]); strings.Contains(ref, "?") {
			return r.resolve(ref)
		}
	}
	if a := proxyAddress.FindStringSubmatch(text); a != nil {
		return r.resolve(a[1] + "?startrecord=1&endrecord=1&perpage=15" + jpageParams(text))
	}
	return ""
}

var jpageParam = regexp.MustCompile(`(?i)["']?\b(col|appid|webid|path|columnid|sourceContentType|unitid|webname|permissiontype)\b["']?\s*:\s*["']?([^"',}\s]*)`)

// jpageParams are the parameters that a page's script sends along.
func jpageParams(text string) string {
	var b strings.Builder
	for _, m := range jpageParam.FindAllStringSubmatch(text, 12) {
		b.WriteString("&" + m[1] + "=" + url.QueryEscape(m[2]))
	}
	return b.String()
}

func paramOf(addr, name string) int {
	for _, m := range proxyParam.FindAllStringSubmatch(addr, 8) {
		if strings.EqualFold(m[2], name) {
			n, _ := strconv.Atoi(m[3])
			return n
		}
	}
	return 0
}

// withParams sets numeric parameters of an address, leaving the rest alone.
func withParams(addr string, values map[string]int) string {
	return proxyParam.ReplaceAllStringFunc(addr, func(s string) string {
		m := proxyParam.FindStringSubmatch(s)
		if v, ok := values[strings.ToLower(m[2])]; ok {
			return m[1] + strconv.Itoa(v)
		}
		return s
	})
}
