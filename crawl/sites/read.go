package sites

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"duibiao/crawl/page"
)

// maxPages bounds the pages that one list is asked for by number.
const maxPages = 2000

// Read says what a response from the site is: by the definition's rules for a
// list of its own, by the generic reader for everything else and wherever the
// rules find nothing. u is the address that answered req.
func (s Site) Read(req page.Request, u *url.URL, header http.Header, body []byte) page.Page {
	l, asked, ok := s.listOf(req, u)
	if !ok {
		return s.dressPage(page.Read(u, header, body))
	}
	p := l.read(asked, u, header, body)
	p.Lists = append(p.Lists, l.sublists(u, body)...)
	if len(p.Lists) > 0 && len(p.Entries) == 0 && p.Kind == page.Other {
		p.Kind, p.Why = page.Root, ""
	}
	return s.dressPage(p)
}

// asked is which page of a list a request was for.
type asked struct {
	page    int
	each    string
	isStart bool // the request is one the list's template makes
}

// listOf finds the list a request belongs to: one whose template makes it, or
// one in whose directory the page lies.
func (s Site) listOf(req page.Request, u *url.URL) (List, asked, bool) {
	for _, l := range s.Lists {
		if a, ok := l.match(req); ok {
			return l, a, true
		}
	}
	if req.Method == http.MethodPost {
		return List{}, asked{}, false
	}
	for _, l := range s.Lists {
		if !l.JSON && l.Rule.Rows != "" && l.holds(u) {
			return l, asked{page: l.First}, true
		}
	}
	return List{}, asked{}, false
}

// match reads page number and value of {each} back out of a request.
func (l List) match(req page.Request) (asked, bool) {
	if !strings.EqualFold(req.Method, l.Method) {
		return asked{}, false
	}
	a := asked{page: l.First, isStart: true}
	if !l.matchPart(l.URL, req.URL, &a) {
		return a, false
	}
	if l.Method == http.MethodPost && !l.matchPart(l.Body, req.Body, &a) {
		return a, false
	}
	return a, true
}

func (l List) matchPart(template, text string, a *asked) bool {
	if !strings.Contains(template, "{") {
		return template == text
	}
	pattern := regexp.QuoteMeta(template)
	pattern = strings.Replace(pattern, `\{page\}`, `(?P<page>\d+)`, 1)
	pattern = strings.Replace(pattern, `\{each\}`, `(?P<each>.+?)`, 1)
	pattern = strings.ReplaceAll(pattern, `\{size\}`, `\d+`)
	pattern = strings.ReplaceAll(pattern, `\{page\}`, `\d+`)
	pattern = strings.ReplaceAll(pattern, `\{each\}`, `.+?`)
	re, err := regexp.Compile("^" + pattern + "$")
	if err != nil {
		return false
	}
	m := re.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	if i := re.SubexpIndex("page"); i > 0 {
		a.page, _ = strconv.Atoi(m[i])
	}
	if i := re.SubexpIndex("each"); i > 0 {
		a.each = m[i]
		return contains(l.Each, a.each)
	}
	return true
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// holds reports whether u lies in the directory of the list.
func (l List) holds(u *url.URL) bool {
	start, err := url.Parse(l.URL)
	if err != nil || !strings.EqualFold(start.Host, u.Host) {
		return false
	}
	dir := start.Path[:strings.LastIndexByte(start.Path, '/')+1]
	return dir != "/" && strings.HasPrefix(u.Path, dir)
}

// read reads one answer of the list.
func (l List) read(a asked, u *url.URL, header http.Header, body []byte) page.Page {
	if !l.JSON {
		return l.readMarkup(a, u, header, body)
	}
	got, ok := page.ReadJSON(u, body, l.Rule)
	if !ok {
		return page.Read(u, header, body)
	}
	if l.paged() {
		got.Page.Next = l.next(a, got)
	}
	return got.Page
}

func (l List) readMarkup(a asked, u *url.URL, header http.Header, body []byte) page.Page {
	generic := page.Read(u, header, body)
	if generic.Kind == page.Refused || generic.Kind == page.Missing {
		return generic
	}
	p, ok := page.ReadRows(u, body, l.Rule)
	if !ok || generic.Kind == page.Article && !a.isStart {
		p = generic
	}
	if l.paged() && a.isStart && p.Kind == page.List && len(p.Entries) > 0 {
		p.Next = l.following(a, p)
	}
	return p
}

// next asks for the pages after this one: up to the stated total, or the one
// page more that a full page without a total promises.
func (l List) next(a asked, got page.Listing) []page.Request {
	if !l.paged() || len(got.Page.Entries) == 0 {
		return nil
	}
	last := got.Pages
	if last == 0 && got.Total > 0 {
		size := l.Size
		if size == 0 {
			size = len(got.Page.Entries)
		}
		last = (got.Total + size - 1) / size
	}
	current := a.page - l.First + 1
	if last == 0 && len(got.Page.Entries) >= max(l.Size, 1) {
		last = current + 1
	}
	return l.pages(current, last, a.each)
}

// following asks for the pages after a page of markup as often as its own
// links promise: they count pages, the template says how to ask for them.
func (l List) following(a asked, p page.Page) []page.Request {
	current := a.page - l.First + 1
	if len(p.Next) > 0 {
		return l.pages(current, current+len(p.Next), a.each)
	}
	if l.Size > 0 && len(p.Entries) >= l.Size {
		return l.pages(current, current+1, a.each)
	}
	return nil
}

func (l List) pages(current, last int, each string) []page.Request {
	var out []page.Request
	for k := current + 1; k <= last && len(out) < maxPages; k++ {
		out = append(out, l.request(l.First+k-1, each))
	}
	return out
}

// sublists gives the lists that this one leads to by the pattern of their
// paths.
func (l List) sublists(u *url.URL, body []byte) []page.Request {
	if l.Sublists == "" {
		return nil
	}
	re, err := regexp.Compile(l.Sublists)
	if err != nil {
		return nil
	}
	return page.LinksTo(u, body, re)
}

// dressPage adds the site's header fields to all requests of a page.
func (s Site) dressPage(p page.Page) page.Page {
	for i := range p.Entries {
		p.Entries[i].Request = s.dress(p.Entries[i].Request)
	}
	for i := range p.Attachments {
		p.Attachments[i].Request = s.dress(p.Attachments[i].Request)
	}
	for _, list := range [][]page.Request{p.Next, p.Lists, p.Parts, p.Frames} {
		for i := range list {
			list[i] = s.dress(list[i])
		}
	}
	return p
}
