package extract

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// maxGarbage is the share of undecodable characters, in percent, above which
// the bytes are not text.
const maxGarbage = 10

// decode turns bytes into text by the bytes alone: a byte order mark, else
// valid UTF-8, else GB18030. HTTP headers and meta tags are not asked: they
// are wrong too often. Bytes that neither encoding knows become U+FFFD, with a
// warning; mostly garbage is ErrNotText.
func decode(data []byte) (text, charset string, warnings []string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		text, charset = strings.ToValidUTF8(string(data[3:]), "\uFFFD"), "utf-8"
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}), bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		text, err = decodeWith(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), data)
		charset = "utf-16"
	case utf8.Valid(data):
		text, charset = string(data), "utf-8"
	default:
		text, charset, err = decodeUnknown(data)
	}
	if err != nil {
		return "", "", nil, fmt.Errorf("decode text: %w", err)
	}
	bad, total := countBad(text)
	if total > 0 && bad*100 > total*maxGarbage {
		return "", "", nil, ErrNotText
	}
	if bad > 0 {
		warnings = append(warnings, fmt.Sprintf("%d characters could not be decoded as %s", bad, charset))
	}
	return text, charset, warnings, nil
}

// decodeUnknown chooses between GB18030 and damaged UTF-8 by which of them
// leaves less that cannot be read.
func decodeUnknown(data []byte) (text, charset string, err error) {
	text, err = decodeWith(simplifiedchinese.GB18030, data)
	if err != nil {
		return "", "", err
	}
	badGB, _ := countBad(text)
	if badGB == 0 {
		return text, "gb18030", nil
	}
	damaged := strings.ToValidUTF8(string(data), "\uFFFD")
	if badUTF8, _ := countBad(damaged); badUTF8 <= badGB {
		return damaged, "utf-8", nil
	}
	return text, "gb18030", nil
}

func decodeWith(e encoding.Encoding, data []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", err
	}
	return string(out), nil
}

// countBad counts replacement and control characters, which text does not
// contain, and all characters.
func countBad(s string) (bad, total int) {
	for _, r := range s {
		total++
		if r == utf8.RuneError || r < 0x20 && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != '\v' {
			bad++
		}
	}
	return bad, total
}
