package page

import (
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var (
	extendedName = regexp.MustCompile(`(?i)filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"\s]+)`)
	plainName    = regexp.MustCompile(`(?i)filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))`)
)

// FileName is the name a response gives its file: filename* (RFC 5987) before
// filename (RFC 6266), which sites send as raw UTF-8 or GBK bytes, as bytes
// read as Latin-1, percent-encoded, or as an encoded word; without either, a
// parameter or the last element of the address.
func FileName(header http.Header, u *url.URL) string {
	disposition := header.Get("Content-Disposition")
	if m := extendedName.FindStringSubmatch(disposition); m != nil {
		if raw, err := url.PathUnescape(m[2]); err == nil {
			return safeName(inCharset(m[1], raw))
		}
	}
	if m := plainName.FindStringSubmatch(disposition); m != nil {
		if name := safeName(decodeName(strings.TrimSpace(m[1] + m[2]))); name != "" {
			return name
		}
	}
	if u == nil {
		return ""
	}
	return safeName(fileName(u.String()))
}

// inCharset reads bytes in the charset that filename* names.
func inCharset(charset, raw string) string {
	switch strings.ToLower(charset) {
	case "gbk", "gb2312", "gb18030":
		return gb18030(raw)
	}
	return fromBytes(raw)
}

// decodeName undoes the ways in which names are sent.
func decodeName(s string) string {
	if strings.HasPrefix(s, "=?") {
		if word, err := new(mime.WordDecoder).DecodeHeader(s); err == nil {
			return word
		}
	}
	if strings.Contains(s, "%") {
		if raw, err := url.PathUnescape(s); err == nil {
			s = raw
		}
	}
	if latin, ok := latinBytes(s); ok {
		return fromBytes(latin)
	}
	return strings.ReplaceAll(fromBytes(s), `\"`, `"`)
}

// fromBytes reads bytes as UTF-8 or GB18030, whichever gives Chinese: the GBK
// bytes of 目录 are, by chance, UTF-8 for Ŀ¼.
func fromBytes(s string) string {
	if utf8.ValidString(s) && (isASCII(s) || hasHan(s)) {
		return s
	}
	text := gb18030(s)
	if utf8.ValidString(s) && (!hasHan(text) || strings.Contains(text, "\uFFFD")) {
		return s
	}
	return text
}

func gb18030(s string) string {
	out, err := simplifiedchinese.GB18030.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\uFFFD")
	}
	return out
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0
}

func hasHan(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}

// latinBytes turns a name whose bytes were taken for Latin-1 characters back
// into bytes.
func latinBytes(s string) (string, bool) {
	var b strings.Builder
	high := 0
	for _, r := range s {
		if r > 0xff {
			return "", false
		}
		if r >= 0x80 {
			high++
		}
		b.WriteByte(byte(r))
	}
	return b.String(), high >= 2
}

// safeName keeps the last element of a name and drops what no file name holds.
func safeName(s string) string {
	s = path.Base(strings.ReplaceAll(tidy(strings.Map(dropControl, s)), `\`, "/"))
	if s == "." || s == "/" || s == ".." {
		return ""
	}
	return clip(s, 200)
}
