package page

import (
	"net/url"
	"path"
	"regexp"
	"strings"
)

// maxAddress is the longest address that is followed, in bytes.
const maxAddress = 2000

// resolver turns references of one page into absolute addresses.
type resolver struct {
	base *url.URL
	// legacy pages send the query of a link in GBK, as browsers do.
	legacy bool
}

// resolve gives the absolute http(s) address of ref without fragment and
// session id, "" when ref is no such address.
func (r resolver) resolve(ref string) string {
	ref = strings.Map(dropControl, strings.TrimSpace(ref))
	ref = strings.ReplaceAll(ref, "\\", "/")
	if ref == "" || ref[0] == '#' || len(ref) > maxAddress || r.base == nil {
		return ""
	}
	if scheme, _, ok := strings.Cut(ref, ":"); ok && notWeb(scheme) {
		return ""
	}
	u, err := url.Parse(r.escape(ref))
	if err != nil {
		return ""
	}
	u = r.base.ResolveReference(u)
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	return clean(u)
}

// dropControl drops line breaks and other control characters, which browsers
// ignore inside an address.
func dropControl(r rune) rune {
	if r < 0x20 || r == 0x7f || r == '\u200b' || r == '\ufeff' {
		return -1
	}
	return r
}

// notWeb reports schemes that lead to no page.
func notWeb(scheme string) bool {
	switch strings.ToLower(strings.TrimSpace(scheme)) {
	case "javascript", "mailto", "tel", "data", "file", "ftp", "about", "blob", "vbscript", "weixin", "void":
		return true
	}
	return false
}

// escape percent-encodes what an address may not contain: paths as UTF-8,
// queries in the encoding of the page, stray percent signs as themselves.
func (r resolver) escape(ref string) string {
	head, query, has := strings.Cut(ref, "?")
	out := escapeBytes([]byte(head))
	if !has {
		return out
	}
	raw := []byte(query)
	if r.legacy {
		raw = encodeGBK(query)
	}
	return out + "?" + escapeBytes(raw)
}

func escapeBytes(raw []byte) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i, c := range raw {
		stray := c == '%' && (i+2 >= len(raw) || !isHex(raw[i+1]) || !isHex(raw[i+2]))
		if c <= ' ' || c >= 0x7f || stray || strings.IndexByte("\"<>^`{|}", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

var (
	pathSession = regexp.MustCompile(`(?i);(?:jsessionid|phpsessid|sid|sessionid)=[^/?#;]*`)
	netSession  = regexp.MustCompile(`(?i)/\(S\([0-9a-z]{16,40}\)\)`)
	shortNumber = regexp.MustCompile(`^\d{1,6}$`)
)

// Clean gives the address of u by which a page is known: without fragment,
// session id, default port and dot segments.
func Clean(u *url.URL) string { return clean(u) }

func clean(u *url.URL) string {
	c := *u
	c.Fragment, c.RawFragment = "", ""
	c.Scheme, c.Host = strings.ToLower(c.Scheme), strings.ToLower(c.Host)
	if p := c.Port(); p == "80" && c.Scheme == "http" || p == "443" && c.Scheme == "https" {
		c.Host = strings.TrimSuffix(c.Host, ":"+p)
	}
	if c.Path == "" {
		c.Path = "/"
	}
	c.RawQuery = stripSession(c.RawQuery)
	c.ForceQuery = false
	s := c.String()
	s = pathSession.ReplaceAllString(s, "")
	return netSession.ReplaceAllString(s, "")
}

// stripSession removes session parameters and leaves the rest as it is.
func stripSession(query string) string {
	if query == "" {
		return ""
	}
	parts := strings.Split(query, "&")
	kept := parts[:0]
	for _, p := range parts {
		name, value, _ := strings.Cut(p, "=")
		if p != "" && !isSession(name, value) {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "&")
}

// isSession reports session parameters. A short number called sid is the
// number of a site or section, not of a session.
func isSession(name, value string) bool {
	name = strings.ToLower(name)
	switch name {
	case "jsessionid", "phpsessid", "sessionid", "session_id", "sess_id", "cfid", "cftoken":
		return true
	case "sid", "session", "sess":
		return !shortNumber.MatchString(value)
	}
	return strings.HasPrefix(name, "aspsessionid") || strings.HasPrefix(name, "asp.net_session")
}

// documentExtensions are the endings of files that are documents.
var documentExtension = regexp.MustCompile(`(?i)\.(pdf|docx?|xlsx?|wps|et|dps|ofd|pptx?|rtf|csv|zip|rar|7z|tif|tiff|ceb|gd|sep|wpt|xlsm|docm)$`)

// isFile reports whether an address ends, in its path or in a parameter, like
// a document.
func isFile(addr string) bool {
	u, err := url.Parse(addr)
	if err != nil {
		return false
	}
	if documentExtension.MatchString(u.Path) {
		return true
	}
	for _, values := range u.Query() {
		for _, v := range values {
			if documentExtension.MatchString(v) {
				return true
			}
		}
	}
	return false
}

// sameSite reports whether two hosts belong to one owner: equal, or equal in
// the last labels below gov.cn, org.cn, com.cn or a top-level domain.
func sameSite(a, b string) bool { return registrable(a) == registrable(b) }

func registrable(host string) string {
	labels := strings.Split(strings.ToLower(host), ".")
	n := 2
	if len(labels) >= 3 && labels[len(labels)-1] == "cn" {
		switch labels[len(labels)-2] {
		case "gov", "org", "com", "net", "edu", "ac":
			n = 3
		}
	}
	if len(labels) <= n {
		return strings.Join(labels, ".")
	}
	return strings.Join(labels[len(labels)-n:], ".")
}

// stem is the last path element without its extension.
func stem(p string) string {
	base := path.Base(p)
	return strings.TrimSuffix(base, path.Ext(base))
}

var quotedString = regexp.MustCompile(`"([^"<>]{1,600})"|'([^'<>]{1,600})'`)

// looksLikeAddress matches what scripts pass around as addresses.
var looksLikeAddress = regexp.MustCompile(`(?i)^(?:https?:)?//[\w.-]+|^\.{0,2}/[\w%(~.\p{Han}-]|^[\w./%\p{Han}-]+\.(?:s?html?|jspx?|do|aspx?|php|action|pdf|docx?|xlsx?|wps|et|ofd|pptx?|rtf|zip|rar)(?:[?#;]|$)|^\?[\w.]+=|^[\w./-]+\?[\w.]+=`)

// addressesIn gives the quoted strings of a script that look like addresses.
func addressesIn(script string) []string {
	var out []string
	for _, m := range quotedString.FindAllStringSubmatch(script, 200) {
		s := m[1] + m[2]
		if looksLikeAddress.MatchString(s) {
			out = append(out, s)
		}
	}
	return out
}
