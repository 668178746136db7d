package page

import (
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxAttachments bounds the files of one article.
const maxAttachments = 300

var (
	downloadAddress = regexp.MustCompile(`(?i)down(?:load)?(?:file|enid|attach\w*)?(?:\.(?:jsp|do|aspx?|php|action|ashx)|[/?=]|$)|downfile|downenid|attach(?:ment)?s?(?:[./?=]|down)|filedown|getfile|/file/|fileid=|file_?name=|affix`)
	attachmentText  = regexp.MustCompile(`^[\[【（(]?附\s*[件表录图]|附件[\d一二三四五六七八九十]*\s*[:：.、]|附件下载|相关附件`)
	textExtension   = regexp.MustCompile(`(?i)\.(?:pdf|docx?|xlsx?|wps|et|ofd|pptx?|rtf|zip|rar)\s*[)）\]】]?\s*(?:[（(][\d.]+\s*[KM]B?[）)])?$`)
	bareDownload    = regexp.MustCompile(`(?i)^[\[【（(<\s]*(?:点击|文件|附件|原文|全文|pdf|word|excel|ofd)*\s*(?:下载|查看|下载地址|附件|预览|打开|download|pdf|doc|docx)[\]】）)>\s]*$`)
	htmlPage        = regexp.MustCompile(`(?i)\.s?html?(?:\?|$)|/$`)
	scriptFile      = regexp.MustCompile(`(?i)["']([^"'<>\s]{3,400}\.(?:pdf|docx?|xlsx?|ofd|wps))["']`)
)

// attachments gives the files of an article in the order of the page.
func (d *document) attachments(l *listing) []Attachment {
	rows := map[*html.Node]bool{}
	if l != nil && l.dated >= 3 {
		rows = l.inRows()
	}
	files := fileSet{seen: map[string]bool{d.addr: true}}
	for n := range d.root.Descendants() {
		if n.Type != html.ElementNode || d.side[n] || inside(n, rows) {
			continue
		}
		if addr := d.fileAt(n); addr != "" {
			files.add(addr, attachmentName(n, addr))
		}
	}
	if len(files.list) == 0 && runes(d.prose(l)) < 100 {
		for _, m := range scriptFile.FindAllStringSubmatch(d.scripts, 20) {
			addr := d.resolve(m[1])
			files.add(addr, fileName(addr))
		}
	}
	return files.list
}

// fileSet gathers files, each address once.
type fileSet struct {
	list []Attachment
	seen map[string]bool
}

func (f *fileSet) add(addr, name string) {
	if addr != "" && !f.seen[addr] && len(f.list) < maxAttachments {
		f.seen[addr] = true
		f.list = append(f.list, Attachment{Name: clip(name, 300), Request: Get(addr)})
	}
}

func inside(n *html.Node, set map[*html.Node]bool) bool {
	if len(set) == 0 {
		return false
	}
	for ; n != nil; n = n.Parent {
		if set[n] {
			return true
		}
	}
	return false
}

// fileAt is the address of the file an element links to or embeds.
func (d *document) fileAt(n *html.Node) string {
	switch n.DataAtom {
	case atom.Iframe, atom.Embed, atom.Object, atom.Param, atom.Frame:
		return d.embedded(n)
	case atom.A:
		return d.linkedFile(n)
	case atom.Button, atom.Span, atom.Div, atom.Li, atom.Td, atom.P, atom.Img:
		if attr(n, "onclick") != "" || attr(n, "data-url") != "" || attr(n, "data-href") != "" {
			return d.linkedFile(n)
		}
	}
	return ""
}

// linkedFile is the first address an element leads to that is a file's.
func (d *document) linkedFile(n *html.Node) string {
	text := textUpTo(n, 900)
	_, marked := hasAttr(n, "download")
	for _, addr := range d.candidates(n) {
		if viewed := viewedFile(addr); viewed != "" {
			return d.resolve(viewed)
		}
		if isFile(addr) || marked || isDownload(addr, text) {
			return addr
		}
	}
	return ""
}

// isDownload judges an address that does not end like a file by its words and
// those of the link: a link called 附件 is one unless it leads to a page, a
// download address unless it leads to a list.
func isDownload(addr, text string) bool {
	place := pathAndQuery(addr)
	named := attachmentText.MatchString(text) || textExtension.MatchString(text)
	if named && !htmlPage.MatchString(place) {
		return true
	}
	return downloadAddress.MatchString(place) && (named || bareDownload.MatchString(text) || !looksList(addr)) && !isPortal(text)
}

// isPortal reports links to download centres and apps, which are no files.
func isPortal(text string) bool {
	return strings.Contains(text, "中心") && runes(text) < 8 || strings.Contains(text, "客户端") || strings.Contains(text, "APP")
}

// candidates gives every address an element may lead to.
func (d *document) candidates(n *html.Node) []string {
	var refs []string
	if href := attr(n, "href"); usable(href) {
		refs = append(refs, href)
	} else {
		refs = append(refs, addressesIn(href)...)
	}
	refs = append(refs, attr(n, "data-url"), attr(n, "data-href"))
	refs = append(refs, addressesIn(attr(n, "onclick"))...)
	var out []string
	for _, ref := range refs {
		if addr := d.resolve(ref); addr != "" {
			out = append(out, addr)
		}
	}
	return out
}

// embedded is the file that a frame or object shows.
func (d *document) embedded(n *html.Node) string {
	if n.DataAtom == atom.Param {
		switch strings.ToLower(attr(n, "name")) {
		case "src", "movie", "filename", "url":
			if addr := d.resolve(attr(n, "value")); isFile(addr) {
				return addr
			}
		}
		return ""
	}
	for _, key := range []string{"src", "data", "data-src"} {
		addr := d.resolve(attr(n, key))
		if addr == "" {
			continue
		}
		if viewed := viewedFile(addr); viewed != "" {
			return d.resolve(viewed)
		}
		if isFile(addr) || strings.Contains(attr(n, "type"), "pdf") {
			return addr
		}
	}
	return ""
}

// embeddedFiles gives the files that the page shows in itself.
func (d *document) embeddedFiles() []string {
	var out []string
	for _, n := range d.doc.Find("iframe,embed,object,param,frame").Nodes {
		if addr := d.embedded(n); addr != "" && !d.side[n] {
			out = append(out, addr)
		}
	}
	return out
}

// viewedFile is the file that a viewer's address shows (viewer.html?file=…).
func viewedFile(addr string) string {
	u, err := url.Parse(addr)
	if err != nil || documentExtension.MatchString(u.Path) || !strings.Contains(strings.ToLower(u.Path), "view") {
		return ""
	}
	for _, key := range []string{"file", "src", "url", "path"} {
		if v := u.Query().Get(key); documentExtension.MatchString(strings.SplitN(v, "?", 2)[0]) {
			if r, err := u.Parse(v); err == nil {
				return r.String()
			}
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// attachmentName is the text of the link, its title, the text before a link
// that says only 下载, or the name of the file.
func attachmentName(n *html.Node, addr string) string {
	text := tidy(visibleText(n))
	if text != "" && !bareDownload.MatchString(text) && !isGeneric(text) {
		return titleOf(n, text)
	}
	for _, key := range []string{"title", "download", "alt"} {
		if t := tidy(attr(n, key)); runes(t) >= 3 && !bareDownload.MatchString(t) {
			return t
		}
	}
	if n.DataAtom != atom.Iframe && n.DataAtom != atom.Embed && n.DataAtom != atom.Object {
		if t := textBefore(n); t != "" {
			return t
		}
	}
	if name := fileName(addr); name != "" {
		return name
	}
	return text
}

// textBefore is the text in front of n in its own line.
func textBefore(n *html.Node) string {
	for range 3 {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if s.DataAtom == atom.Br || s.DataAtom == atom.A {
				return ""
			}
			if t := strings.Trim(tidy(visibleText(s)), "：: "); runes(t) >= 2 {
				return clip(t, 200)
			}
		}
		if n = n.Parent; n == nil || unitName(n.DataAtom) {
			return ""
		}
	}
	return ""
}

func unitName(a atom.Atom) bool {
	return a == atom.P || a == atom.Li || a == atom.Tr || a == atom.Div || a == atom.Body
}

// fileName is the name of the file in an address.
func fileName(addr string) string {
	u, err := url.Parse(addr)
	if err != nil {
		return ""
	}
	for _, key := range []string{"filename", "fileName", "file", "name", "attachName"} {
		if v := u.Query().Get(key); v != "" {
			return decodeName(v)
		}
	}
	if base := path.Base(u.Path); strings.Contains(base, ".") {
		return decodeName(base)
	}
	return ""
}
