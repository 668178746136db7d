package xls

import (
	"encoding/binary"
	"unicode/utf16"

	"duibiao/corpus/extract/fault"
)

// Numbers of the records that are read, [MS-XLS] 2.3.2.
const (
	opFormula    = 0x0006
	opEOF        = 0x000A
	opDateMode   = 0x0022
	opFilePass   = 0x002F
	opContinue   = 0x003C
	opCodePage   = 0x0042
	opObj        = 0x005D
	opColInfo    = 0x007D
	opBoundSheet = 0x0085
	opMulRK      = 0x00BD
	opRString    = 0x00D6
	opXF         = 0x00E0
	opMerged     = 0x00E5
	opDrawings   = 0x00EB
	opSST        = 0x00FC
	opLabelSST   = 0x00FD
	opTxO        = 0x01B6
	opNumber     = 0x0203
	opLabel      = 0x0204
	opBoolErr    = 0x0205
	opString     = 0x0207
	opRow        = 0x0208
	opRK         = 0x027E
	opFormat     = 0x041E
	opBOF        = 0x0809
)

// Kinds of substreams, [MS-XLS] 2.4.21 (dt), and the version of BIFF8.
const (
	kindSheet = 0x0010
	biff5     = 0x0500
	biff8     = 0x0600
)

// record is a record with those that continue it.
type record struct {
	op   int
	data []byte
	more [][]byte
}

// records goes through a substream: from a BOF to the EOF that belongs to it.
// Substreams inside (charts) are passed over.
type records struct {
	stream []byte
	at     int
	depth  int
	// whole says that the EOF was found.
	whole bool
}

// next gives the next record; ok is false behind the last one. Errors are
// *fault.DamagedError for a record that the stream does not hold whole.
func (r *records) next() (rec record, ok bool, err error) {
	for r.at+4 <= len(r.stream) {
		op, data, err := r.take()
		if err != nil {
			return rec, false, err
		}
		switch op {
		case opBOF:
			r.depth++
		case opEOF:
			if r.depth--; r.depth <= 0 {
				r.whole = true
				return rec, false, nil
			}
			continue
		}
		if r.depth > 1 || op == opContinue {
			continue
		}
		rec = record{op: op, data: data}
		for r.at+4 <= len(r.stream) && binary.LittleEndian.Uint16(r.stream[r.at:]) == opContinue {
			_, more, err := r.take()
			if err != nil {
				return rec, false, err
			}
			rec.more = append(rec.more, more)
		}
		return rec, true, nil
	}
	return rec, false, nil
}

func (r *records) take() (op int, data []byte, err error) {
	op, n := int(binary.LittleEndian.Uint16(r.stream[r.at:])), int(binary.LittleEndian.Uint16(r.stream[r.at+2:]))
	start := r.at + 4
	if start+n > len(r.stream) {
		return 0, nil, fault.Damaged(format, "cut off in the middle of a record")
	}
	r.at = start + n
	return op, r.stream[start:r.at], nil
}

// cursor reads the fields of a record and of its continuations. Past the end
// everything is zero, and short is set.
type cursor struct {
	segment []byte
	more    [][]byte
	short   bool
}

func (rec record) cursor() *cursor { return &cursor{segment: rec.data, more: rec.more} }

// ready makes the segment one with bytes left.
func (c *cursor) ready() bool {
	for len(c.segment) == 0 {
		if len(c.more) == 0 {
			return false
		}
		c.segment, c.more = c.more[0], c.more[1:]
	}
	return true
}

func (c *cursor) u8() int {
	if !c.ready() {
		c.short = true
		return 0
	}
	v := c.segment[0]
	c.segment = c.segment[1:]
	return int(v)
}

func (c *cursor) u16() int {
	if len(c.segment) >= 2 {
		v := binary.LittleEndian.Uint16(c.segment)
		c.segment = c.segment[2:]
		return int(v)
	}
	low := c.u8()
	return low | c.u8()<<8
}

func (c *cursor) u32() int {
	low := c.u16()
	return low | c.u16()<<16
}

func (c *cursor) u64() uint64 {
	low := uint64(c.u32())
	return low | uint64(c.u32())<<32
}

func (c *cursor) skip(n int) {
	for n > 0 {
		if !c.ready() {
			c.short = true
			return
		}
		k := min(n, len(c.segment))
		c.segment, n = c.segment[k:], n-k
	}
}

// left is how many bytes there are, continuations included.
func (c *cursor) left() int {
	n := len(c.segment)
	for _, m := range c.more {
		n += len(m)
	}
	return n
}

// text reads a string of n characters behind its flags (XLUnicodeString and
// XLUnicodeRichExtendedString, [MS-XLS] 2.5.293–294). Where characters go on in
// a continuation, it begins with flags of its own, which may change their width
// ([MS-XLS] 2.4.265).
func (c *cursor) text(n int) string {
	flags := c.u8()
	runs, extra := 0, 0
	if flags&8 != 0 {
		runs = c.u16()
	}
	if flags&4 != 0 {
		extra = c.u32()
	}
	units := make([]uint16, 0, min(n, c.left()))
	wide := flags&1 != 0
	for len(units) < n {
		if len(c.segment) == 0 {
			if !c.ready() {
				c.short = true
				break
			}
			wide = c.u8()&1 != 0
			continue
		}
		units = c.chars(units, n-len(units), wide)
	}
	c.skip(4*runs + extra)
	return string(utf16.Decode(units))
}

// chars appends up to n characters of the segment.
func (c *cursor) chars(units []uint16, n int, wide bool) []uint16 {
	if !wide {
		n = min(n, len(c.segment))
		for _, b := range c.segment[:n] {
			units = append(units, uint16(b))
		}
		c.segment = c.segment[n:]
		return units
	}
	if len(c.segment) == 1 { // half a character, which no program writes
		return append(units, uint16(c.u16()))
	}
	n = min(n, len(c.segment)/2)
	for i := range n {
		units = append(units, binary.LittleEndian.Uint16(c.segment[2*i:]))
	}
	c.segment = c.segment[2*n:]
	return units
}

// bytes reads n bytes of one segment, fewer if it is shorter.
func (c *cursor) bytes(n int) []byte {
	if n > len(c.segment) {
		c.short = true
		n = len(c.segment)
	}
	out := c.segment[:n]
	c.segment = c.segment[n:]
	return out
}
