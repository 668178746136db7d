package doc

import (
	"duibiao/corpus/extract/fault"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// piece is a run of characters that stand together in the stream, [MS-DOC]
// 2.8.35 and 2.9.177.
type piece struct {
	// from and to number its characters within the document.
	from, to int
	// fc is where it begins in the stream, in bytes.
	fc int
	// width is the size of a character in bytes: 2 for UTF-16, 1 for an 8-bit
	// code page.
	width int
	// double says that two bytes of the 8-bit text make one character of GB18030.
	double bool
	// prm names a change of properties of the whole piece.
	prm int
}

// readPieces reads the piece table, [MS-DOC] 2.9.38: changes of properties,
// then the pieces. All pieces must stand within the stream.
func (f *file) readPieces() error {
	b, whole := f.section(tableText)
	if !whole || len(b) == 0 {
		return fault.Damaged(format, "piece table is missing")
	}
	for len(b) >= 3 && b[0] == 1 {
		n := u16(b, 1)
		if 3+n > len(b) {
			return fault.Damaged(format, "piece table is cut off")
		}
		f.changes = append(f.changes, b[3:3+n])
		b = b[3+n:]
	}
	if len(b) < 5 || b[0] != 2 {
		return fault.Damaged(format, "piece table is missing")
	}
	size := min(uint64(u32(b, 1)), uint64(len(b)-5))
	return f.addPieces(b[5 : 5+size])
}

// addPieces reads the PlcPcd: n+1 numbers of characters and n places.
func (f *file) addPieces(b []byte) error {
	n := (len(b) - 4) / 12
	if n < 1 {
		return fault.Damaged(format, "piece table is empty")
	}
	total := 0
	for i := range n {
		at := 4*(n+1) + 8*i
		p := piece{from: int(u32(b, 4*i)), to: int(u32(b, 4*i+4)), width: 2, prm: u16(b, at+6)}
		fc := u32(b, at+2)
		p.fc = int(fc & 0x3FFFFFFF)
		if fc&0x40000000 != 0 {
			p.fc, p.width = p.fc/2, 1
		}
		if p.from < 0 || p.to < p.from || i > 0 && p.from != f.pieces[i-1].to {
			return fault.Damaged(format, "piece %d is out of order", i)
		}
		if p.fc+(p.to-p.from)*p.width > len(f.word) {
			return fault.Damaged(format, "text is cut off: piece %d ends at byte %d of %d", i, p.fc+(p.to-p.from)*p.width, len(f.word))
		}
		total += (p.to - p.from) * p.width
		f.pieces = append(f.pieces, p)
	}
	f.findDouble()
	// Pieces may share text, but a table of many pieces over the same text only
	// wants to grow.
	if total > 2*len(f.word) {
		return fault.Damaged(format, "piece table declares %d bytes of text in %d", total, len(f.word))
	}
	return nil
}

// findDouble marks the 8-bit pieces of files whose 8-bit text is GB2312: some
// converters leave it so.
func (f *file) findDouble() {
	var narrow [][]byte
	for _, p := range f.pieces {
		if p.width == 1 {
			narrow = append(narrow, f.word[p.fc:p.fc+p.to-p.from])
		}
	}
	double := doubleBytes(narrow...)
	for i := range f.pieces {
		f.pieces[i].double = double && f.pieces[i].width == 1
	}
}

// charset names the encoding of the text of all pieces.
func (f *file) charset() string {
	name := "windows-1252"
	for _, p := range f.pieces {
		switch {
		case p.width == 2 && p.to > p.from:
			return "utf-16"
		case p.double:
			name = "gb18030"
		}
	}
	return name
}

// change gives the changes of properties that p makes, as sprms, [MS-DOC]
// 2.9.214 to 2.9.216.
func (f *file) change(p *piece) []byte {
	if p.prm == 0 {
		return nil
	}
	if p.prm&1 != 0 {
		if i := p.prm >> 1; i < len(f.changes) {
			return f.changes[i]
		}
		return nil
	}
	op, ok := shortChanges()[p.prm>>1&0x7F]
	if !ok {
		return nil
	}
	return []byte{byte(op), byte(op >> 8), byte(p.prm >> 8)}
}

// shortChanges are the changes of [MS-DOC] 2.9.215 that matter here.
func shortChanges() map[int]uint16 {
	return map[int]uint16{
		0x0C: sprmPIlvl,
		0x18: sprmPFInTable,
		0x19: sprmPFTtp,
		0x41: sprmCFRMarkDel,
		0x5C: sprmCFVanish,
		0x68: sprmCIss,
		0x75: sprmCFSpec,
		0x78: sprmPOutLvl,
	}
}

// char is one character of the document.
type char struct {
	r rune
	// fc is its place in the stream and size its length, in bytes.
	fc, size int
	piece    *piece
}

// each calls visit for the characters from number from up to number to, until
// it fails.
func (f *file) each(from, to int, visit func(char) error) error {
	for i := range f.pieces {
		p := &f.pieces[i]
		a, b := max(from, p.from), min(to, p.to)
		if a >= b {
			continue
		}
		read := f.eachWide
		if p.width == 1 {
			read = f.eachByte
		}
		if err := read(p, a, b, visit); err != nil {
			return err
		}
	}
	return nil
}

// eachWide reads UTF-16. A half of a pair that stands alone becomes U+FFFD.
func (f *file) eachWide(p *piece, a, b int, visit func(char) error) error {
	for i := a; i < b; i++ {
		fc := p.fc + 2*(i-p.from)
		c := char{r: rune(u16(f.word, fc)), fc: fc, size: 2, piece: p}
		switch {
		case c.r >= 0xD800 && c.r < 0xDC00 && i+1 < b && u16(f.word, fc+2)&0xFC00 == 0xDC00:
			c.r = (c.r-0xD800)<<10 + rune(u16(f.word, fc+2)) - 0xDC00 + 0x10000
			c.size = 4
			i++
		case c.r >= 0xD800 && c.r < 0xE000:
			c.r = 0xFFFD
		}
		if err := visit(c); err != nil {
			return err
		}
	}
	return nil
}

// eachByte reads 8-bit text: Windows-1252, [MS-DOC] 2.9.73, or GB18030 where
// the bytes are that.
func (f *file) eachByte(p *piece, a, b int, visit func(char) error) error {
	gb := simplifiedchinese.GB18030.NewDecoder()
	for i := a; i < b; i++ {
		fc := p.fc + i - p.from
		c := char{r: charmap.Windows1252.DecodeByte(f.word[fc]), fc: fc, size: 1, piece: p}
		if p.double && f.word[fc] >= 0x80 && i+1 < b {
			if r, ok := decodeGB(gb, f.word[fc:fc+2]); ok {
				c.r, c.size = r, 2
				i++
			}
		}
		if err := visit(c); err != nil {
			return err
		}
	}
	return nil
}
