package doc

import (
	"strings"
	"unicode/utf16"

	"duibiao/corpus/extract/numbering"
)

// Sizes of the structures of lists in bytes, [MS-DOC] 2.9.147 (LSTF), 2.9.131
// (LFO), 2.9.150 (LVLF).
const (
	listSize     = 28
	overrideSize = 16
	levelSize    = 28
)

// maxLists is the largest number of a list, [MS-DOC] 2.6.2 sprmPIlfo; maxLabel
// the most characters that are read of a label's text.
const (
	maxLists = 0x07FE
	maxLabel = 128
)

// Flags of a level and of a change of one, [MS-DOC] 2.9.150 and 2.9.133.
const (
	levelLegal     = 0x04
	levelNoRestart = 0x08
	changeStart    = 0x10
	changeFormat   = 0x20
	listSimple     = 0x01
)

// list is what paragraphs name by the number of a list.
type list = numbering.List

// levels are the levels of one definition.
type levels = [numbering.Levels]numbering.Level

// readLists reads the definitions of lists and the lists that are made of them,
// [MS-DOC] 2.9.189 and 2.9.190. It is false where something is cut off.
func (f *file) readLists() bool {
	definitions, whole := definitions(f.behind(tableLists))
	b, there := f.section(tableOverrides)
	count := min(int(u32(b, 0)), maxLists, max(len(b)-4, 0)/overrideSize)
	if count == 0 {
		return there
	}
	changes := b[4+overrideSize*count:]
	for i := range count {
		head := b[4+overrideSize*i:]
		id := u32(head, 0)
		l := &list{ID: i + 1, Abstract: int(id)}
		if at, ok := definitions[id]; ok {
			l.Levels = at.read()
		}
		var ok bool
		if changes, ok = changeLevels(l, changes, int(head[12])); !ok {
			whole = false
		}
		f.lists = append(f.lists, l)
	}
	return whole && there
}

// definition is where the levels of a list stand.
type definition struct {
	levels []byte
	simple bool
}

// count is how many levels are stored.
func (d definition) count() int {
	if d.simple {
		return 1
	}
	return numbering.Levels
}

// read reads the levels.
func (d definition) read() levels {
	var out levels
	b := d.levels
	for i := range d.count() {
		size, ok := levelLength(b)
		if !ok {
			break
		}
		out[i] = readLevel(b[:size])
		b = b[size:]
	}
	return out
}

// definitions finds where each definition has its levels: behind the table of
// all, one after the other.
func definitions(b []byte) (map[uint32]definition, bool) {
	count := u16(b, 0)
	out := map[uint32]definition{}
	if 2+listSize*count > len(b) {
		return out, count == 0
	}
	at := b[min(2+listSize*count, len(b)):]
	for i := range count {
		head := b[2+listSize*i:]
		d := definition{levels: at, simple: head[26]&listSimple != 0}
		for range d.count() {
			size, ok := levelLength(at)
			if !ok {
				return out, false
			}
			at = at[size:]
		}
		out[u32(head, 0)] = d
	}
	return out, true
}

// levelLength is how many bytes the level has that b begins with, [MS-DOC]
// 2.9.149: fixed part, two lists of properties, text.
func levelLength(b []byte) (int, bool) {
	if len(b) < levelSize {
		return 0, false
	}
	text := levelSize + int(b[24]) + int(b[25])
	size := text + 2 + 2*u16(b, text)
	return size, text+2 <= len(b) && size <= len(b)
}

// readLevel reads a level that is whole.
func readLevel(b []byte) numbering.Level {
	paragraph, run := int(b[25]), int(b[24])
	l := numbering.Level{
		Start:   int(int32(u32(b, 0))),
		Format:  numbering.FromNFC(b[4]),
		Legal:   b[5]&levelLegal != 0,
		Restart: -1,
		Suffix:  suffix(b[15]),
	}
	if b[5]&levelNoRestart != 0 {
		l.Restart = int(b[26])
	}
	var look runProps
	look.apply(b[levelSize+paragraph:levelSize+paragraph+run], runProps{})
	if !look.hidden {
		l.Text = labelText(b[levelSize+paragraph+run:], b[6:15])
	}
	return l
}

func suffix(follow byte) string {
	return [...]string{"tab", "space", "nothing"}[min(follow, 2)]
}

// labelText reads the text of a label. Characters at the places that marks
// count from 1 are numbers of levels, written %1 to %9.
func labelText(b, marks []byte) string {
	var place [256]bool
	for _, m := range marks {
		place[m] = true
	}
	var out strings.Builder
	n := min(u16(b, 0), maxLabel)
	units := make([]uint16, 0, n)
	flush := func() {
		out.WriteString(string(utf16.Decode(units)))
		units = units[:0]
	}
	for i := range n {
		u := u16(b, 2+2*i)
		if i+1 < len(place) && place[i+1] && u < numbering.Levels {
			flush()
			out.WriteByte('%')
			out.WriteByte(byte('1' + u))
			continue
		}
		if u >= 0x20 {
			units = append(units, uint16(u))
		}
	}
	flush()
	return out.String()
}

// changeLevels applies the changes that a list makes to its definition, and
// gives what stands behind them, [MS-DOC] 2.9.132 and 2.9.133.
func changeLevels(l *list, b []byte, count int) ([]byte, bool) {
	if len(b) < 4 {
		return nil, count == 0
	}
	b = b[4:]
	for range count {
		if len(b) < 8 {
			return nil, false
		}
		start, flags := int(int32(u32(b, 0))), u32(b, 4)
		at := min(int(flags&0xF), numbering.Levels-1)
		b = b[8:]
		if flags&changeFormat != 0 {
			size, ok := levelLength(b)
			if !ok {
				return nil, false
			}
			l.Levels[at] = readLevel(b[:size])
			start = l.Levels[at].Start
			b = b[size:]
		}
		if flags&changeStart != 0 {
			if l.StartAt == nil {
				l.StartAt = map[int]int{}
			}
			l.StartAt[at] = start
		}
	}
	return b, true
}
