package doc

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// doubleBytes reports 8-bit text, in one or more stretches, that is GB2312 and
// not Windows-1252: its bytes above 0x7F come in pairs that GB2312 has, at least
// four of them, and at least half are characters of its first level, which
// everyday words are made of.
func doubleBytes(stretches ...[]byte) bool {
	pairs, common := 0, 0
	for _, b := range stretches {
		for i := 0; i < len(b); i++ {
			if b[i] < 0x80 {
				continue
			}
			if i+1 == len(b) || b[i] < 0xA1 || b[i] > 0xF7 || b[i+1] < 0xA1 || b[i+1] == 0xFF {
				return false
			}
			pairs++
			if b[i] >= 0xB0 && b[i] <= 0xD7 {
				common++
			}
			i++
		}
	}
	return pairs >= 4 && 2*common >= pairs
}

// decodeGB reads a character of two bytes.
func decodeGB(d *encoding.Decoder, b []byte) (rune, bool) {
	var out [utf8.UTFMax]byte
	n, used, err := d.Transform(out[:], b, true)
	r, size := utf8.DecodeRune(out[:n])
	return r, err == nil && used == len(b) && size == n && r != utf8.RuneError
}

// codePage is the encoding of 8-bit text by the language of the program that
// wrote it, [MS-LCID]: the lower bits are the language, the whole tells Chinese
// scripts apart.
func codePage(language int) (encoding.Encoding, string) {
	switch {
	case language == 0x0404, language == 0x0C04, language == 0x1404:
		return traditionalchinese.Big5, "big5"
	case language&0x3FF == 0x04:
		return simplifiedchinese.GB18030, "gb18030"
	case language&0x3FF == 0x11:
		return japanese.ShiftJIS, "shift_jis"
	case language&0x3FF == 0x12:
		return korean.EUCKR, "euc-kr"
	case language&0x3FF == 0x19:
		return charmap.Windows1251, "windows-1251"
	}
	return charmap.Windows1252, "windows-1252"
}
