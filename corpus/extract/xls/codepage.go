package xls

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// defaultCodePage is that of Chinese Windows, for workbooks that state none.
const defaultCodePage = 936

// codePage is an encoding by the number that CodePage records ([MS-XLS] 2.4.52)
// give it.
type codePage struct {
	number  int
	charset string
	decode  encoding.Encoding
}

func codePages() []codePage {
	return []codePage{
		{936, "gb18030", simplifiedchinese.GB18030},
		{950, "big5", traditionalchinese.Big5},
		{932, "shift_jis", japanese.ShiftJIS},
		{949, "euc-kr", korean.EUCKR},
		{1250, "windows-1250", charmap.Windows1250},
		{1251, "windows-1251", charmap.Windows1251},
		{1252, "windows-1252", charmap.Windows1252},
		{0x8001, "windows-1252", charmap.Windows1252},
		{437, "ibm437", charmap.CodePage437},
		{850, "ibm850", charmap.CodePage850},
		{10000, "macintosh", charmap.Macintosh},
		{0x8000, "macintosh", charmap.Macintosh},
		{65001, "utf-8", encoding.Nop},
	}
}

func pageOf(number int) codePage {
	pages := codePages()
	for _, p := range pages {
		if p.number == number {
			return p
		}
	}
	return pages[0]
}

func charsetOf(number int) string { return pageOf(number).charset }

// decodePage reads bytes in a code page. Programs of Chinese Windows state the
// Western one and write Chinese all the same: what is GB 18030 without a fault
// and has characters of two bytes is taken for it.
func decodePage(b []byte, number int) string {
	if ascii(b) {
		return string(b)
	}
	if number == 1252 || number == 0x8001 {
		if s, err := simplifiedchinese.GB18030.NewDecoder().Bytes(b); err == nil && pairs(b) && !containsBad(s) {
			return string(s)
		}
	}
	s, err := pageOf(number).decode.NewDecoder().Bytes(b)
	if err != nil {
		return string(b)
	}
	return string(s)
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// pairs reports bytes above ASCII that come in pairs of the range of GB 2312.
func pairs(b []byte) bool {
	for i := 0; i < len(b); i++ {
		if b[i] < utf8.RuneSelf {
			continue
		}
		if b[i] < 0xA1 || b[i] > 0xF7 || i+1 == len(b) || b[i+1] < 0xA1 {
			return false
		}
		i++
	}
	return true
}

func containsBad(s []byte) bool {
	for _, r := range string(s) {
		if r == utf8.RuneError {
			return true
		}
	}
	return false
}
