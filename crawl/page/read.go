package page

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// maxPage is how much of a page is read, in bytes. The largest government pages
// known, tables of catalogues, have 3 MB.
const maxPage = 16 << 20

// Read says what a page is and where it leads, without knowing the site. u is
// the address that answered, after redirects. A body that is itself a document
// (PDF, Word …) is an Article of that name without anything further.
func Read(u *url.URL, header http.Header, body []byte) Page {
	if !isWeb(u) {
		return Page{Kind: Other, Why: "no web address"}
	}
	if isBinary(header, body) {
		return Page{Kind: Article, Title: FileName(header, u)}
	}
	if len(body) > maxPage {
		body = body[:maxPage]
	}
	text, legacy := decode(body)
	r := resolver{base: u, legacy: legacy}
	switch start := strings.TrimSpace(text[:min(len(text), 4096)]); {
	case start == "":
		return Page{Kind: Other, Why: "empty"}
	case isRecords(start):
		return r.readRecords(u, text)
	case start[0] == '{' || start[0] == '[' || callback.MatchString(start):
		if p, ok := readAnyJSON(r, u, text); ok {
			return p
		}
	}
	return readHTML(u, text, legacy)
}

func isWeb(u *url.URL) bool {
	return u != nil && u.Hostname() != "" && (u.Scheme == "http" || u.Scheme == "https")
}

// isBinary reports bodies that are documents and no pages, by their first
// bytes, or by the header where the bytes have a zero in them.
func isBinary(header http.Header, body []byte) bool {
	for _, magic := range []string{"%PDF", "PK\x03\x04", "\xD0\xCF\x11\xE0", "Rar!", "7z\xBC\xAF", "{\\rtf", "\x89PNG", "\xFF\xD8\xFF", "GIF8", "II*\x00", "MM\x00*"} {
		if bytes.HasPrefix(body, []byte(magic)) {
			return true
		}
	}
	kind := strings.ToLower(header.Get("Content-Type"))
	if strings.HasPrefix(kind, "text/") || strings.Contains(kind, "html") || strings.Contains(kind, "json") || strings.Contains(kind, "xml") {
		return false
	}
	return bytes.IndexByte(body[:min(len(body), 1024)], 0) >= 0
}

func readHTML(u *url.URL, text string, legacy bool) Page {
	d, err := newDocument(u, text, legacy)
	if err != nil {
		return Page{Kind: Other, Why: "cannot be parsed: " + err.Error()}
	}
	if p, ok := d.readInlined(); ok {
		return p
	}
	if e, ok := d.embeddedBody(); ok {
		return d.readEmbedded(e)
	}
	l := d.findListing()
	if kind, why := d.obstacle(l); kind != "" {
		return Page{Kind: kind, Why: why, Title: d.windowTitle()}
	}
	next := d.nextPages()
	e := d.weigh(l, len(next) > 0)
	if d.isArticle(l, e) {
		return d.asArticle(l, e)
	}
	return d.asList(l, next, e)
}

// isArticle weighs the evidence; without any list less of it will do.
func (d *document) isArticle(l *listing, e evidence) bool {
	if l != nil {
		return e.article >= 4 && e.article > e.list
	}
	named := d.metaTitle() != "" || looksArticle(d.addr)
	return e.article >= 4 || named && e.article >= 3 || e.article >= 2 && (e.prose >= 60 || len(d.attachments(nil)) > 0)
}

func (d *document) asArticle(l *listing, e evidence) Page {
	return Page{Kind: Article, Title: d.title(), Attachments: d.attachments(l), Parts: d.parts(), Frames: d.frames(e)}
}

// asList decides between a list, a front page and nothing.
func (d *document) asList(l *listing, next []Request, e evidence) Page {
	if l == nil {
		if p, ok := d.scriptRows(); ok {
			return p
		}
		if nothingHere.MatchString(d.prose(nil)) {
			return Page{Kind: List, Why: "an empty list", Title: d.columnTitle()}
		}
	}
	if l == nil || len(next) == 0 && (d.isFront() || d.moreLinks() >= 2 && d.inBoxes(l)) {
		if lists := d.rootLists(l); len(lists) > 0 {
			p := Page{Kind: Root, Title: d.windowTitle(), Lists: lists}
			if l != nil {
				p.Entries = l.entries()
			}
			return p
		}
	}
	if l != nil {
		return Page{Kind: List, Title: d.columnTitle(), Entries: l.entries(), Next: next}
	}
	return d.asRest(e)
}

// asRest reads pages that are neither list nor article: stubs that send their
// reader on, framesets, short articles, shells.
func (d *document) asRest(e evidence) Page {
	if to := d.moves(); to != "" {
		return Page{Kind: Root, Why: "sends its reader on", Title: d.windowTitle(), Lists: requests([]string{to}, d.addr)}
	}
	if frames := d.frames(e); len(frames) > 0 {
		if e.article > 0 {
			return Page{Kind: Article, Title: d.title(), Attachments: d.attachments(nil), Frames: frames}
		}
		return Page{Kind: Root, Why: "a set of frames", Title: d.windowTitle(), Lists: frames}
	}
	if files := d.attachments(nil); len(files) > 0 {
		return Page{Kind: Article, Title: d.title(), Attachments: files}
	}
	if e.prose >= 100 && e.marks > 0 {
		return d.asArticle(nil, e)
	}
	if runes(d.text) < 60 && d.doc.Find("script").Length() > 0 {
		return Page{Kind: Other, Why: "an empty shell: its scripts build the page", Title: d.windowTitle()}
	}
	return Page{Kind: Other, Why: "neither list nor article", Title: d.windowTitle()}
}

// columnTitle is the name of a list.
func (d *document) columnTitle() string {
	if t := d.meta("ColumnName"); t != "" {
		return clip(t, 200)
	}
	return d.windowTitle()
}

// nothingHere is what lists without rows say.
var nothingHere = regexp.MustCompile(`暂无(?:相关)?(?:数据|信息|内容|记录|文件|文章)|没有(?:找到)?(?:相关|符合条件的)(?:数据|信息|内容|记录)|共\s*0\s*条`)

// callback matches the start of JSON wrapped for a script (JSONP).
var callback = regexp.MustCompile(`^[\w.$]{1,60}\(\s*[{\[]`)
