package ole

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"duibiao/corpus/extract/fault"
)

// Magic is what every container begins with, [MS-CFB] 2.2.
const Magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// ErrNoStream is returned for a stream that the container does not hold.
var ErrNoStream = errors.New("no such stream")

// Sector numbers with a meaning of their own, [MS-CFB] 2.1.
const (
	maxRegular = 0xFFFFFFFA
	endOfChain = 0xFFFFFFFE
)

// Sizes in bytes, [MS-CFB] 2.2: the header, the first sectors of the allocation
// table that it names, a mini sector, and the size from which on a stream stands
// in sectors of its own.
const (
	headerSize  = 512
	headerFATs  = 109
	miniSector  = 64
	cutoff      = 4096
	headerDIFAT = 76
)

// File is an opened container. It keeps the bytes that it was made from.
type File struct {
	data   []byte
	format string
	// sector is the size of a sector in bytes: 512 or 4096.
	sector int
	// fat and miniFAT give for each sector the next one of its chain.
	fat, miniFAT []uint32
	// mini holds the small streams.
	mini []byte
	// streams are the streams of the top level by their upper case names.
	streams map[string]entry
}

// Open reads the directory of the container in data. format is the usual
// extension that errors name. Errors are *fault.DamagedError.
func Open(data []byte, format string) (*File, error) {
	f := &File{data: data, format: format}
	if err := f.header(); err != nil {
		return nil, err
	}
	f.readFAT()
	dir, _ := f.chain(f.u32(48), -1)
	if len(dir) < entrySize {
		return nil, fault.Damaged(format, "directory of the container is missing")
	}
	f.readDirectory(dir)
	return f, nil
}

// header checks what must be right before anything else can be read.
func (f *File) header() error {
	if len(f.data) < headerSize {
		return fault.Damaged(f.format, "cut off within the header, after %d bytes", len(f.data))
	}
	if string(f.data[:len(Magic)]) != Magic {
		return fault.Damaged(f.format, "not an OLE2 container")
	}
	switch shift := binary.LittleEndian.Uint16(f.data[30:]); shift {
	case 9, 12:
		f.sector = 1 << shift
	default:
		return fault.Damaged(f.format, "sector size 2^%d", shift)
	}
	return nil
}

// u32 is the number at a place within the header.
func (f *File) u32(at int) uint32 { return binary.LittleEndian.Uint32(f.data[at:]) }

// sectors is how many sectors the file has, a last one cut off included.
func (f *File) sectors() int { return (len(f.data)+f.sector-1)/f.sector - 1 }

// at gives the bytes of a sector, fewer where the file is cut off, none where
// there is no such sector.
func (f *File) at(n uint32) []byte {
	if int64(n) >= int64(f.sectors()) {
		return nil
	}
	start := (int(n) + 1) * f.sector
	return f.data[min(start, len(f.data)):min(start+f.sector, len(f.data))]
}

// readFAT joins the sectors of the allocation table, which the header and a
// chain of further sectors (DIFAT) list, [MS-CFB] 2.3 and 2.5.
func (f *File) readFAT() {
	for i := range headerFATs {
		f.addFAT(f.u32(headerDIFAT + 4*i))
	}
	next := f.u32(68)
	for range f.sectors() {
		b := f.at(next)
		if next >= maxRegular || len(b) < f.sector || len(f.fat) >= f.sectors() {
			return
		}
		for i := 0; i < f.sector-4; i += 4 {
			f.addFAT(binary.LittleEndian.Uint32(b[i:]))
		}
		next = binary.LittleEndian.Uint32(b[f.sector-4:])
	}
}

// addFAT appends a sector of the allocation table. A sector that is not there
// counts as one of free sectors: those behind it keep their places.
func (f *File) addFAT(n uint32) {
	if n >= maxRegular || len(f.fat) >= f.sectors() {
		return
	}
	b := f.at(n)
	for i := 0; i < f.sector; i += 4 {
		next := uint32(maxRegular)
		if i+4 <= len(b) {
			next = binary.LittleEndian.Uint32(b[i:])
		}
		f.fat = append(f.fat, next)
	}
}

// chain gives the bytes of the chain of sectors that begins at n, at most size
// bytes unless size is negative, and whether it is whole: as long as size says,
// or closed properly where no size is given.
func (f *File) chain(n uint32, size int64) ([]byte, bool) {
	first, run := n, 0
	var out []byte
	left := f.sectors()
	for ; left > 0 && (size < 0 || int64(len(out)+run*f.sector) < size); left-- {
		if n >= maxRegular || int64(n) >= int64(f.sectors()) {
			break
		}
		if run > 0 && n != first+uint32(run) {
			out = append(out, f.span(first, run)...)
			run = 0
		}
		if run == 0 {
			first = n
		}
		run++
		n = next(f.fat, n)
	}
	last := f.span(first, run)
	if out == nil { // in one piece, as most are: no copy
		out = last[:len(last):len(last)]
	} else {
		out = append(out, last...)
	}
	if size >= 0 {
		return out[:min(int64(len(out)), size)], int64(len(out)) >= size
	}
	return out, n == endOfChain
}

// span gives the bytes of n sectors in a row.
func (f *File) span(first uint32, n int) []byte {
	if n == 0 {
		return nil
	}
	start := min((int(first)+1)*f.sector, len(f.data))
	return f.data[start:min(start+n*f.sector, len(f.data))]
}

// next is the sector behind n, the end of the chain where the table has none.
func next(table []uint32, n uint32) uint32 {
	if int64(n) >= int64(len(table)) {
		return maxRegular
	}
	return table[n]
}

// miniChain is chain for the small streams.
func (f *File) miniChain(n uint32, size int64) ([]byte, bool) {
	var out []byte
	for range len(f.mini)/miniSector + 1 {
		start := int64(n) * miniSector
		if int64(len(out)) >= size || n >= maxRegular || start >= int64(len(f.mini)) {
			break
		}
		out = append(out, f.mini[start:min(start+miniSector, int64(len(f.mini)))]...)
		n = next(f.miniFAT, n)
	}
	return out[:min(int64(len(out)), size)], int64(len(out)) >= size
}

// Stream gives the bytes of the named stream of the top level; case does not
// matter. The bytes may be those given to Open: they are not to be changed.
// Errors wrap ErrNoStream, or are *fault.DamagedError for a stream that is
// shorter than the directory says, with the bytes that are there.
func (f *File) Stream(name string) ([]byte, error) {
	e, ok := f.streams[strings.ToUpper(name)]
	if !ok {
		return nil, fmt.Errorf("%s file: stream %s: %w", f.format, name, ErrNoStream)
	}
	read := f.chain
	if e.size < cutoff {
		read = f.miniChain
	}
	b, whole := read(e.start, e.size)
	if !whole {
		return b, fault.Damaged(f.format, "stream %s has %d bytes of %d", name, len(b), e.size)
	}
	return b, nil
}

// Has reports whether the top level has a stream of that name.
func (f *File) Has(name string) bool {
	_, ok := f.streams[strings.ToUpper(name)]
	return ok
}
