package page

import (
	"mime"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
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
			return safeName(fromBytes(raw))
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
	s = fromBytes(s)
	if latin, ok := latinBytes(s); ok {
		return fromBytes(latin)
	}
	return strings.ReplaceAll(s, `\"`, `"`)
}

// fromBytes reads bytes as UTF-8 where they are, else as GB18030.
func fromBytes(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	text, _ := decode([]byte(s))
	return text
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
