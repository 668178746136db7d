package doc

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Places in the file information block of Word 6/95, in bytes: where the text
// begins and ends, how many characters the main text has, and the piece table.
const (
	word6Begin   = 0x18
	word6Text    = 0x34
	word6Pieces  = 0x160
	word6Complex = 0x0004
	word6Header  = 0x168
)

// readWord6 reads the text of Word 6/95: 8-bit characters of a code page, or
// UTF-16 where a flag says so. Tables are read as paragraphs, one a cell:
// what tells rows apart is kept in another way than in later versions.
func (f *file) readWord6(c *corpus.Content) error {
	if len(f.word) < word6Header {
		return fault.Damaged(format, "cut off within the file information block, after %d bytes", len(f.word))
	}
	raw, err := f.word6Bytes()
	if err != nil {
		return err
	}
	text, charset := f.decodeWord6(raw)
	c.Charset = charset
	f.warnings = append(f.warnings, "Word 6/95: cells are read as paragraphs, automatic numbers are missing")
	pictures := strings.ContainsRune(text, markPicture)
	for line := range strings.FieldsFuncSeq(withoutFields(text), endsWord6) {
		line = strings.TrimFunc(line, unicode.IsSpace)
		if line == "" {
			continue
		}
		if len(c.Blocks) == fault.MaxBlocks {
			return &fault.TooLargeError{Size: fault.MaxBlocks + 1, Limit: fault.MaxBlocks, Unit: "blocks"}
		}
		c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockParagraph, Text: line})
	}
	return empty(c, pictures)
}

// endsWord6 reports the characters that end a paragraph, cell, page or section.
func endsWord6(r rune) bool { return r == markParagraph || r == markCell || r == markPage }

// word6Bytes gives the main text: in one stretch, or in the order of pieces.
func (f *file) word6Bytes() ([]byte, error) {
	width := 1
	if u16(f.word, fibFlags)&flagExtChar != 0 {
		width = 2
	}
	count := int(u32(f.word, word6Text))
	if u16(f.word, fibFlags)&word6Complex != 0 {
		return f.word6Fast(count, width)
	}
	first := int(u32(f.word, word6Begin))
	if count > len(f.word) || first+count*width > len(f.word) {
		return nil, fault.Damaged(format, "text is cut off: it ends at byte %d of %d", first+count*width, len(f.word))
	}
	return f.word[first : first+count*width], nil
}

// word6Fast joins the pieces of a fast saved file: the piece table is that of
// later versions, in the same stream, with places in bytes.
func (f *file) word6Fast(count, width int) ([]byte, error) {
	at, size := u32(f.word, word6Pieces), u32(f.word, word6Pieces+4)
	if uint64(at)+uint64(size) > uint64(len(f.word)) {
		return nil, fault.Damaged(format, "piece table is cut off")
	}
	b := f.word[at : at+size]
	for len(b) >= 3 && b[0] == 1 && 3+u16(b, 1) <= len(b) {
		b = b[3+u16(b, 1):]
	}
	if len(b) < 9 || b[0] != 2 {
		return nil, fault.Damaged(format, "piece table is missing")
	}
	b = b[5:]
	n := (len(b) - 4) / 12
	var out []byte
	for i := range n {
		from, to := int(u32(b, 4*i)), min(int(u32(b, 4*i+4)), count)
		fc := int(u32(b, 4*(n+1)+8*i+2))
		if to <= from {
			continue
		}
		end := fc + (to-from)*width
		if end > len(f.word) || len(out) > len(f.word) {
			return nil, fault.Damaged(format, "text is cut off: piece %d ends at byte %d of %d", i, end, len(f.word))
		}
		out = append(out, f.word[fc:end]...)
	}
	return out, nil
}

// decodeWord6 decodes by the language of the file; text that is GB2312 by its
// bytes is that whatever the language.
func (f *file) decodeWord6(raw []byte) (text, charset string) {
	if u16(f.word, fibFlags)&flagExtChar != 0 {
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = uint16(u16(raw, 2*i))
		}
		return string(utf16.Decode(units)), "utf-16"
	}
	page, charset := codePage(u16(f.word, fibLanguage))
	if charset == "windows-1252" && doubleBytes(raw) {
		page, charset = simplifiedchinese.GB18030, "gb18030"
	}
	out, err := page.NewDecoder().Bytes(raw)
	if err != nil {
		out = []byte(strings.ToValidUTF8(string(raw), "\uFFFD"))
	}
	if n := strings.Count(string(out), string(utf8.RuneError)); n > 0 {
		f.warnings = append(f.warnings, "some characters could not be decoded as "+charset)
	}
	return string(out), charset
}

// withoutFields drops instructions of fields and the characters that are no
// text. Fields count where as many end as begin.
func withoutFields(text string) string {
	var m matcher
	for _, r := range text {
		if r >= fieldBegin && r <= fieldEnd {
			m.read(r)
			m.count++
		}
	}
	n, hidden := 0, 0
	var open []bool // by field: its result is being read
	return strings.Map(func(r rune) rune {
		if r >= fieldBegin && r <= fieldEnd {
			if m.whole.has(n) {
				open, hidden = step(r, open, hidden)
			}
			n++
			return -1
		}
		switch {
		case hidden > 0:
			return -1
		case endsWord6(r):
			return r
		case plain(r) == "":
			return -1
		}
		shown, _ := utf8.DecodeRuneInString(plain(r))
		return shown
	}, text)
}

// step follows the fields over one of their characters: which are open, and how
// many of them are at their instruction.
func step(r rune, open []bool, hidden int) ([]bool, int) {
	switch r {
	case fieldBegin:
		return append(open, false), hidden + 1
	case fieldSeparator:
		open[len(open)-1] = true
		return open, hidden - 1
	}
	if !open[len(open)-1] {
		hidden--
	}
	return open[:len(open)-1], hidden
}
