package doc

import (
	"encoding/binary"
	"slices"
	"unicode/utf16"

	"duibiao/corpus/extract/ole/oletest"
)

// sample is a document of Word 97 that tests write down piece by piece.
type sample struct {
	pieces []samplePiece
	// paragraphs and runs are properties by numbers of characters.
	paragraphs, runs []sampleProps
	// changes are what pieces point to by 1 + 2 × number.
	changes [][]byte
	styles  []sampleStyle
	// lists and overrides are PlfLst with its levels, and PlfLfo.
	lists, overrides []byte
	listSize         int
	data             []byte
	counts           []int
}

type samplePiece struct {
	text string
	// raw is 8-bit text, in place of text.
	raw []byte
	prm int
}

// sampleProps are properties of count characters.
type sampleProps struct {
	count, style int
	sprms        []byte
}

type sampleStyle struct {
	sti, kind, base int
	paragraph, run  []byte
}

// sprm writes a change of properties with its operand.
func sprm(op int, arg ...byte) []byte {
	return append([]byte{byte(op), byte(op >> 8)}, arg...)
}

func le16(v int) []byte { return binary.LittleEndian.AppendUint16(nil, uint16(v)) }
func le32(v int) []byte { return binary.LittleEndian.AppendUint32(nil, uint32(v)) }

// textStart is where the text begins in the stream.
const textStart = 0x400

// build writes the file.
func (s sample) build() []byte {
	word := make([]byte, textStart)
	var clx, cps, pcds []byte
	for _, c := range s.changes {
		clx = slices.Concat(clx, []byte{1}, le16(len(c)), c)
	}
	cp := 0
	var places []int // of each character, and the end
	for _, p := range s.pieces {
		fc, n := len(word), len(p.raw)
		if p.raw == nil {
			units := utf16.Encode([]rune(p.text))
			n = len(units)
			for i, u := range units {
				places = append(places, fc+2*i)
				word = binary.LittleEndian.AppendUint16(word, u)
			}
		} else {
			for i := range p.raw {
				places = append(places, fc+i)
			}
			word = append(word, p.raw...)
			fc = 2*fc | 0x40000000
		}
		cps = append(cps, le32(cp)...)
		cp += n
		pcds = append(pcds, slices.Concat(le16(0), le32(fc), le16(p.prm))...)
	}
	places = append(places, len(word))
	cps = append(cps, le32(cp)...)
	clx = slices.Concat(clx, []byte{2}, le32(len(cps)+len(pcds)), cps, pcds)
	var table []byte
	word, table = s.tables(word, places, clx)
	copy(word, slices.Concat(le16(0xA5EC), le16(0xC1)))
	counts := s.counts
	if counts == nil {
		counts = []int{cp}
	}
	for i, n := range counts {
		copy(word[fibCounts+4*i:], le32(n))
	}
	return oletest.Build(oletest.Stream{Name: "WordDocument", Data: word}, oletest.Stream{Name: "0Table", Data: table}, oletest.Stream{Name: "Data", Data: s.data})
}

// tables writes what the file information block names.
func (s sample) tables(word []byte, places []int, clx []byte) (w, table []byte) {
	put := func(n int, b []byte, size int) {
		copy(word[fibTables+8*n:], slices.Concat(le32(len(table)), le32(size)))
		table = append(table, b...)
	}
	put(tableText, clx, len(clx))
	styles := s.styleSheet()
	put(tableStyles, styles, len(styles))
	if s.lists != nil {
		put(tableLists, s.lists, s.listSize)
		put(tableOverrides, s.overrides, len(s.overrides))
	}
	for _, t := range []struct {
		n, entry int
		props    []sampleProps
	}{{tableParagraphs, 13, s.paragraphs}, {tableRuns, 1, s.runs}} {
		word = append(word, make([]byte, (pageSize-len(word)%pageSize)%pageSize)...)
		page := len(word) / pageSize
		fkp, from, to := fkpPage(t.props, t.entry, places)
		word = append(word, fkp...)
		put(t.n, slices.Concat(le32(from), le32(to), le32(page)), 12)
	}
	return word, table
}

// fkpPage writes a page of properties; places are those of the characters.
func fkpPage(props []sampleProps, entry int, places []int) (page []byte, from, to int) {
	page = make([]byte, pageSize)
	end, at := pageSize-2, 0
	for i, p := range props {
		copy(page[4*i:], le32(places[at]))
		at = min(at+p.count, len(places)-1)
		copy(page[4*i+4:], le32(places[at]))
		b := append([]byte{byte(len(p.sprms))}, p.sprms...)
		if entry == 13 {
			b = slices.Concat(le16(p.style), p.sprms)
			if len(b)%2 == 0 {
				b = append([]byte{0, byte(len(b) / 2)}, b...)
			} else {
				b = append([]byte{byte(len(b)/2 + 1)}, b...)
			}
		}
		end = (end - len(b)) / 2 * 2
		copy(page[end:], b)
		page[4*(len(props)+1)+entry*i] = byte(end / 2)
	}
	page[pageSize-1] = byte(len(props))
	return page, places[0], places[at]
}

// styleSheet writes the styles.
func (s sample) styleSheet() []byte {
	b := slices.Concat(le16(4), le16(len(s.styles)), le16(10))
	for _, st := range s.styles {
		std := slices.Concat(le16(st.sti), le16(st.kind|st.base<<4), make([]byte, 6), le16(1), le16('x'), le16(0))
		if st.kind == paragraphStyle {
			std = append(std, slices.Concat(le16(2+len(st.paragraph)), le16(0), st.paragraph)...)
			std = append(std, make([]byte, len(std)%2)...)
		}
		std = slices.Concat(std, le16(len(st.run)), st.run)
		std = append(std, make([]byte, len(std)%2)...)
		b = slices.Concat(b, le16(len(std)), std)
	}
	return b
}
