// Package oletest builds OLE2 containers for tests, so that fixtures can be
// written down as the streams they hold.
package oletest

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"duibiao/corpus/extract/ole"
)

const (
	sector     = 512
	cutoff     = 4096
	endOfChain = 0xFFFFFFFE
	none       = 0xFFFFFFFF
	fatSector  = 0xFFFFFFFD
)

// Stream is a stream of the top level.
type Stream struct {
	Name string
	Data []byte
}

// Build makes a container of version 3 with the streams in their order. Streams
// under 4096 bytes are padded with zero bytes to that length, as Word does with
// its own: there is no mini stream. It holds at most 109×128 sectors.
func Build(streams ...Stream) []byte {
	b := &builder{}
	dir := record("Root Entry", 5, endOfChain, 0)
	binary.LittleEndian.PutUint32(dir[76:], 1)
	for i, s := range streams {
		data := append(s.Data[:len(s.Data):len(s.Data)], make([]byte, max(0, cutoff-len(s.Data)))...)
		r := record(s.Name, 2, b.add(data), len(data))
		if i+1 < len(streams) {
			binary.LittleEndian.PutUint32(r[72:], uint32(i+2))
		}
		dir = append(dir, r...)
	}
	return b.file(b.add(dir))
}

type builder struct {
	body []byte
	fat  []uint32
}

// add appends a chain and gives its first sector.
func (b *builder) add(data []byte) uint32 {
	first := len(b.fat)
	n := (len(data) + sector - 1) / sector
	for i := range n {
		b.fat = append(b.fat, uint32(first+i+1))
	}
	b.fat[len(b.fat)-1] = endOfChain
	b.body = append(b.body, data...)
	b.body = append(b.body, make([]byte, n*sector-len(data))...)
	return uint32(first)
}

// file puts header, sectors and allocation table together.
func (b *builder) file(directory uint32) []byte {
	first := len(b.fat)
	count := 1
	for count*sector/4 < first+count {
		count++
	}
	for range count {
		b.fat = append(b.fat, fatSector)
	}
	for len(b.fat) < count*sector/4 {
		b.fat = append(b.fat, none)
	}
	h := make([]byte, sector)
	copy(h, ole.Magic)
	le := binary.LittleEndian
	le.PutUint16(h[24:], 0x3E)
	le.PutUint16(h[26:], 3)
	le.PutUint16(h[28:], 0xFFFE)
	le.PutUint16(h[30:], 9)
	le.PutUint16(h[32:], 6)
	le.PutUint32(h[44:], uint32(count))
	le.PutUint32(h[48:], directory)
	le.PutUint32(h[56:], cutoff)
	le.PutUint32(h[60:], endOfChain)
	le.PutUint32(h[68:], endOfChain)
	for i := range 109 {
		at := uint32(none)
		if i < count {
			at = uint32(first + i)
		}
		le.PutUint32(h[76+4*i:], at)
	}
	out := append(h, b.body...)
	for _, v := range b.fat {
		out = le.AppendUint32(out, v)
	}
	return out
}

func record(name string, kind byte, start uint32, size int) []byte {
	r := make([]byte, 128)
	le := binary.LittleEndian
	u := utf16.Encode([]rune(strings.TrimSpace(name)))
	for i, c := range u {
		le.PutUint16(r[2*i:], c)
	}
	le.PutUint16(r[64:], uint16(2*len(u)+2))
	r[66], r[67] = kind, 1
	le.PutUint32(r[68:], none)
	le.PutUint32(r[72:], none)
	le.PutUint32(r[76:], none)
	le.PutUint32(r[116:], start)
	le.PutUint32(r[120:], uint32(size))
	return r
}
