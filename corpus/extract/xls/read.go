// Package xls reads the workbooks of Excel 5 to 2003 (BIFF5, BIFF8) and of WPS
// (ET), [MS-XLS]: streams of records inside an OLE container.
//
// Invariant: every record is taken within the bounds of the stream; counts and
// offsets that the file states are never trusted further than its bytes reach.
// A stream that ends in the middle of a record is an error, because half a table
// gives wrong figures.
package xls

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/ole"
	"duibiao/corpus/extract/sheet"
	"duibiao/corpus/extract/sheet/numfmt"
)

// format is what errors call the files.
const format = "xls"

// MediaType is the IANA media type of workbooks.
const MediaType = "application/vnd.ms-excel"

// Read appends the blocks of a workbook to c. Errors are those of package fault:
// ErrEncrypted, ErrEmpty, ErrNoText, *DamagedError, *TooLargeError (rows, cells,
// bytes) and *UnsupportedError (versions before Excel 5).
func Read(data []byte, c *corpus.Content) error {
	stream, partial, err := workbookStream(data)
	if err != nil {
		return fmt.Errorf("read xls: %w", err)
	}
	w := workbook{stream: stream, partial: partial, codePage: defaultCodePage}
	if err := w.read(); err != nil {
		return fmt.Errorf("read xls: %w", err)
	}
	c.MediaType, c.Charset = MediaType, w.charset()
	return w.book.Write(c)
}

// workbookStream finds the stream of records: in a container, or the file itself,
// as the versions before Excel 5 and some programs write it. partial says that
// the container has less of it than it promises.
func workbookStream(data []byte) (stream []byte, partial bool, err error) {
	if !bytes.HasPrefix(data, []byte(ole.Magic)) {
		return data, false, rawVersion(data)
	}
	f, err := ole.Open(data, format)
	if err != nil {
		return nil, false, err
	}
	if ole.Encrypted(f) {
		return nil, false, fault.ErrEncrypted
	}
	for _, name := range []string{"Workbook", "Book"} {
		if !f.Has(name) {
			continue
		}
		stream, err := f.Stream(name)
		var damaged *fault.DamagedError
		if errors.As(err, &damaged) && len(stream) > 0 {
			return stream, true, nil
		}
		return stream, false, err
	}
	return nil, false, fault.Damaged(format, "no workbook in the container")
}

// rawVersion tells the streams that stand outside of containers by their first
// record, [MS-XLS] 2.4.21 and its predecessors.
func rawVersion(data []byte) error {
	if len(data) < 4 {
		return fault.Damaged(format, "neither a container nor records")
	}
	switch binary.LittleEndian.Uint16(data) {
	case opBOF:
		return nil
	case 0x0009:
		return &fault.UnsupportedError{Format: format, Version: "Excel 2"}
	case 0x0209:
		return &fault.UnsupportedError{Format: format, Version: "Excel 3"}
	case 0x0409:
		return &fault.UnsupportedError{Format: format, Version: "Excel 4"}
	}
	return fault.Damaged(format, "neither a container nor records")
}

// workbook is a stream being read.
type workbook struct {
	stream  []byte
	partial bool
	book    sheet.Book
	// old says that the stream is BIFF5: texts are bytes in a code page.
	old      bool
	codePage int
	date1904 bool
	sheets   []sheetRef
	strings  []string
	formats  formats
	// used counts the bytes of all substreams read, to refuse those that overlap.
	used int
}

// sheetRef is a sheet as the workbook lists it (BoundSheet8, [MS-XLS] 2.4.28).
type sheetRef struct {
	offset int
	hidden bool
	cells  bool
	name   string
}

func (w *workbook) read() error {
	if err := w.globals(); err != nil {
		return err
	}
	w.formats.parse()
	seen := map[int]bool{}
	for _, ref := range w.sheets {
		switch {
		case !ref.cells:
		case ref.hidden:
			w.book.Hidden(ref.name)
		case seen[ref.offset] || !w.begins(ref.offset):
			w.book.Warn("sheet %q is missing in the file", ref.name)
		default:
			if err := w.sheet(ref); err != nil {
				return fmt.Errorf("sheet %q: %w", ref.name, err)
			}
		}
		seen[ref.offset] = true
	}
	return nil
}

// begins reports the beginning of a substream.
func (w *workbook) begins(offset int) bool {
	return offset >= 0 && offset+4 <= len(w.stream) && binary.LittleEndian.Uint16(w.stream[offset:]) == opBOF
}

func (w *workbook) charset() string {
	if !w.old {
		return "utf-16"
	}
	return charsetOf(w.codePage)
}

// formats are the number formats of a workbook: codes by id, ids by the index of
// the cell style (XF).
type formats struct {
	codes  map[int]string
	styles []int
	byID   map[int]*numfmt.Format
}

// parse interprets all formats that styles name.
func (f *formats) parse() {
	f.byID = map[int]*numfmt.Format{0: numfmt.Parse("")}
	for _, id := range f.styles {
		if f.byID[id] != nil {
			continue
		}
		code, ok := f.codes[id]
		if !ok || numfmt.Fixed(id) {
			code = numfmt.Builtin(id)
		}
		f.byID[id] = numfmt.Parse(code)
	}
}

// of is the format of a style, the general one if there is no such style.
func (f *formats) of(style int) *numfmt.Format {
	if style < len(f.styles) {
		return f.byID[f.styles[style]]
	}
	return f.byID[0]
}
