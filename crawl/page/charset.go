package page

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// decode gives the text of a page and whether it is written in GB18030 or one
// of its subsets. The bytes decide: valid UTF-8 is UTF-8, everything else
// GB18030, unless that leaves more that cannot be read than UTF-8 does. Headers
// and meta tags are wrong too often to be asked.
func decode(body []byte) (text string, legacy bool) {
	switch {
	case bytes.HasPrefix(body, []byte{0xFF, 0xFE}), bytes.HasPrefix(body, []byte{0xFE, 0xFF}):
		out, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(body)
		if err == nil {
			return string(out), false
		}
	case utf8.Valid(body):
		return strings.TrimPrefix(string(body), "\uFEFF"), false
	}
	damaged := strings.ToValidUTF8(string(body), "\uFFFD")
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(body)
	if err != nil {
		return damaged, false
	}
	text = string(out)
	bad := strings.Count(text, "\uFFFD")
	if bad > 0 && strings.Count(damaged, "\uFFFD") <= bad {
		return damaged, false
	}
	return text, true
}

// encodeGBK gives the bytes in which a browser on a GBK page sends s.
func encodeGBK(s string) []byte {
	out, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		return []byte(s)
	}
	return out
}
