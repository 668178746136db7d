package ole

import (
	"encoding/binary"
	"math"
	"strings"
	"unicode/utf16"
)

// entrySize is the size of a directory entry in bytes, [MS-CFB] 2.6.1.
const entrySize = 128

// isStream is the kind of a directory entry that is a stream, [MS-CFB] 2.6.1.
const isStream = 2

// entry is where a stream begins and how long it says it is, in bytes.
type entry struct {
	start uint32
	size  int64
}

// record is a directory entry as stored.
type record []byte

func (r record) u32(at int) uint32 { return binary.LittleEndian.Uint32(r[at:]) }

func (r record) kind() byte { return r[66] }

// name is the upper case name. [MS-CFB] 2.6.1 compares names by their upper case.
func (r record) name() string {
	n := min(int(binary.LittleEndian.Uint16(r[64:])), 64)/2 - 1
	var u []uint16
	for i := range max(n, 0) {
		u = append(u, binary.LittleEndian.Uint16(r[2*i:]))
	}
	return strings.ToUpper(string(utf16.Decode(u)))
}

// entry reads place and size. Files of version 3 keep 32 bits of the size; what
// stands above them may be anything.
func (r record) entry(version uint16) entry {
	e := entry{start: r.u32(116), size: int64(r.u32(120))}
	if high := r.u32(124); version > 3 && high != 0 {
		e.size = math.MaxInt64
	}
	return e
}

// readDirectory finds the streams of the top level.
func (f *File) readDirectory(dir []byte) {
	version := binary.LittleEndian.Uint16(f.data[26:])
	root := record(dir[:entrySize])
	f.readMini(root.entry(version))
	f.streams = map[string]entry{}
	whole := walk(dir, root.u32(76), func(r record) {
		f.add(r, version)
	})
	if whole && len(f.streams) > 0 {
		return
	}
	// The tree is broken: the top level comes first in what Word, Excel and
	// WPS write, so the first entry of a name is taken.
	for ; len(dir) >= entrySize; dir = dir[entrySize:] {
		f.add(record(dir[:entrySize]), version)
	}
}

// add notes a stream; the first of a name counts.
func (f *File) add(r record, version uint16) {
	name := r.name()
	if r.kind() != isStream || name == "" {
		return
	}
	if _, ok := f.streams[name]; !ok {
		f.streams[name] = r.entry(version)
	}
}

// readMini reads the stream that holds the small streams, and its table,
// [MS-CFB] 2.4.
func (f *File) readMini(root entry) {
	f.mini, _ = f.chain(root.start, root.size)
	table, _ := f.chain(f.u32(60), -1)
	table = table[:min(len(table)/4, len(f.mini)/miniSector+1)*4]
	f.miniFAT = make([]uint32, len(table)/4)
	for i := range f.miniFAT {
		f.miniFAT[i] = binary.LittleEndian.Uint32(table[4*i:])
	}
}

// walk calls visit for the siblings of the tree below id, and reports whether
// the tree was whole: every link led to an entry not seen before. Storages are
// not entered.
func walk(dir []byte, id uint32, visit func(record)) bool {
	const none = 0xFFFFFFFF
	seen := map[uint32]bool{}
	whole := true
	for open := []uint32{id}; len(open) > 0; {
		id = open[len(open)-1]
		open = open[:len(open)-1]
		if id == none {
			continue
		}
		if seen[id] || int64(id)*entrySize+entrySize > int64(len(dir)) {
			whole = false
			continue
		}
		seen[id] = true
		r := record(dir[int(id)*entrySize:][:entrySize])
		visit(r)
		open = append(open, r.u32(72), r.u32(68))
	}
	return whole
}
