package doc

import (
	"encoding/binary"
	"errors"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/ole"
)

// Places in the file information block, [MS-DOC] 2.5.1 to 2.5.6, in bytes from
// the begin of the stream WordDocument.
const (
	fibNumber   = 0x02 // nFib: which version wrote it
	fibLanguage = 0x06 // lid
	fibFlags    = 0x0A
	fibCounts   = 0x4C // ccpText, ccpFtn, ccpHdd, …: characters of each part
	fibTables   = 0x9A // pairs of place and length in the table stream
	fibSize     = 0x2F2
)

// Flags of the file information block, [MS-DOC] 2.5.2.
const (
	flagEncrypted  = 0x0100
	flagWhichTable = 0x0200
	flagExtChar    = 0x1000
)

// What the pairs of fibTables are, by number, [MS-DOC] 2.5.6 and 2.5.7.
const (
	tableStyles     = 1
	tableRuns       = 12
	tableParagraphs = 13
	tableFonts      = 15
	tableText       = 33
	tableLists      = 73
	tableOverrides  = 74
)

// The parts of the text, in their order, [MS-DOC] 2.4.1.
const (
	partMain = iota
	partFootnotes
	partHeaders
	partMacros
	partComments
	partEndnotes
	partTextBoxes
	partHeaderBoxes
	partCount
)

// Versions as nFib tells them, [MS-DOC] 2.5.2.
const (
	word6First = 101
	word6Last  = 105
	word97     = 106 // betas of it; the first release is 0xC1
)

// file is an opened document.
type file struct {
	// word, table and data are its streams.
	word, table, data []byte
	pieces            []piece
	// changes are the property changes that pieces point to.
	changes          [][]byte
	paragraphs, runs runTable
	styles           []style
	lists            []*list
	fonts            []string
	// signs are the symbols that were looked up, 0 for unknown ones.
	signs    map[sign]rune
	warnings []string
	// spent counts the bytes of properties that were looked at.
	spent int
}

func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.LittleEndian.Uint32(b[at:])
}

// streams opens the container and takes out what belongs to the text.
func streams(data []byte) (*file, error) {
	c, err := ole.Open(data, format)
	if err != nil {
		return nil, err
	}
	if err := holdsWord(c); err != nil {
		return nil, err
	}
	f := &file{}
	f.word, err = c.Stream("WordDocument")
	if err != nil {
		f.warnings = append(f.warnings, "file is cut off or overwritten")
	}
	if len(f.word) < 32 {
		return nil, fault.Damaged(format, "stream WordDocument has %d bytes", len(f.word))
	}
	if version, old := oldVersion(f.word); old && f.version() < word6First {
		return nil, &fault.UnsupportedError{Format: format, Version: version}
	}
	if u16(f.word, fibFlags)&flagEncrypted != 0 {
		return nil, fault.ErrEncrypted
	}
	if f.data, err = c.Stream("Data"); err != nil && !errors.Is(err, ole.ErrNoStream) {
		f.warnings = append(f.warnings, "stream Data is cut off")
	}
	if f.version() >= word97 {
		err = f.tableStream(c)
		return f, err
	}
	return f, nil
}

// holdsWord refuses containers of other documents.
func holdsWord(c *ole.File) error {
	switch kind := ole.Kind(c); kind {
	case ole.Word:
		return nil
	case ole.EncryptedOffice:
		return fault.ErrEncrypted
	case ole.Works:
		return &fault.UnsupportedError{Format: "wps", Version: "Microsoft Works"}
	case ole.Other:
		return fault.Damaged(format, "no stream WordDocument")
	default:
		return &fault.UnsupportedError{Format: "ole", Version: string(kind)}
	}
}

// version is nFib.
func (f *file) version() int { return u16(f.word, fibNumber) }

// tableStream reads the stream that holds everything but the text: the one that
// the flag names, else the other.
func (f *file) tableStream(c *ole.File) error {
	names := []string{"0Table", "1Table"}
	if u16(f.word, fibFlags)&flagWhichTable != 0 {
		names = []string{"1Table", "0Table"}
	}
	for _, name := range names {
		if !c.Has(name) {
			continue
		}
		b, err := c.Stream(name)
		if err != nil {
			f.warnings = append(f.warnings, "stream "+name+" is cut off")
		}
		f.table = b
		return nil
	}
	return fault.Damaged(format, "table stream is missing")
}

// part gives the numbers of the first character of a part of the text and of
// the one behind it.
func (f *file) part(n int) (from, to int) {
	for i := range n {
		from += f.count(i)
	}
	return from, from + f.count(n)
}

// count is how many characters a part has; counts that cannot be are 0.
func (f *file) count(n int) int {
	c := u32(f.word, fibCounts+4*n)
	if c > 1<<30 {
		return 0
	}
	return int(c)
}

// section gives the bytes of the table stream that pair n of the file
// information block names; whole is false where they reach beyond its end.
func (f *file) section(n int) (b []byte, whole bool) {
	at, size := u32(f.word, fibTables+8*n), u32(f.word, fibTables+8*n+4)
	if size == 0 {
		return nil, true
	}
	if uint64(at)+uint64(size) > uint64(len(f.table)) {
		return nil, false
	}
	return f.table[at : at+size : at+size], true
}

// behind gives the bytes of the table stream from pair n on to its end: the
// lengths of lists leave out their levels, [MS-DOC] 2.9.189.
func (f *file) behind(n int) []byte {
	at, size := u32(f.word, fibTables+8*n), u32(f.word, fibTables+8*n+4)
	if size == 0 || uint64(at)+uint64(size) > uint64(len(f.table)) {
		return nil
	}
	return f.table[at:]
}
