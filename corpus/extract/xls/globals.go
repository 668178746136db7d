package xls

import (
	"duibiao/corpus/extract/fault"
)

// globals reads the substream of the workbook, [MS-XLS] 2.1.7.20.3.
func (w *workbook) globals() error {
	r := records{stream: w.stream}
	first, ok, err := r.next()
	if err != nil {
		return err
	}
	if !ok || first.op != opBOF {
		return fault.Damaged(format, "the workbook does not begin as one")
	}
	if err := w.version(first.cursor()); err != nil {
		return err
	}
	for {
		rec, ok, err := r.next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := w.global(rec); err != nil {
			return err
		}
	}
	if !r.whole {
		return fault.Damaged(format, "cut off before the sheets")
	}
	w.used = r.at
	if len(w.sheets) == 0 {
		return fault.Damaged(format, "the workbook lists no sheets")
	}
	return nil
}

func (w *workbook) version(c *cursor) error {
	switch v := c.u16(); v {
	case biff8:
	case biff5:
		w.old = true
	default:
		return fault.Damaged(format, "records of version %#x", v)
	}
	return nil
}

func (w *workbook) global(rec record) error {
	c := rec.cursor()
	switch rec.op {
	case opFilePass:
		return fault.ErrEncrypted
	case opCodePage:
		w.codePage = c.u16()
	case opDateMode:
		w.date1904 = c.u16() == 1
	case opBoundSheet:
		w.boundSheet(c)
	case opXF:
		c.skip(2)
		w.formats.styles = append(w.formats.styles, c.u16())
	case opFormat:
		w.format(c)
	case opDrawings:
		w.book.Pictures = true
	case opSST:
		return w.sst(c)
	}
	return nil
}

// boundSheet reads where a sheet is, [MS-XLS] 2.4.28; in BIFF5 names are bytes.
func (w *workbook) boundSheet(c *cursor) {
	ref := sheetRef{offset: c.u32()}
	ref.hidden = c.u8()&3 != 0
	ref.cells = c.u8() == 0
	n := c.u8()
	if w.old {
		ref.name = decodePage(c.bytes(n), w.codePage)
	} else {
		ref.name = c.text(n)
	}
	if !c.short || ref.name != "" {
		w.sheets = append(w.sheets, ref)
	}
}

// format reads the code of a number format, [MS-XLS] 2.4.126.
func (w *workbook) format(c *cursor) {
	id := c.u16()
	var code string
	if w.old {
		code = decodePage(c.bytes(c.u8()), w.codePage)
	} else {
		code = c.text(c.u16())
	}
	if w.formats.codes == nil {
		w.formats.codes = map[int]string{}
	}
	w.formats.codes[id] = code
}

// sst reads the shared strings, [MS-XLS] 2.4.265: as many as are there, whatever
// the record says.
func (w *workbook) sst(c *cursor) error {
	c.skip(4)
	n, size := c.u32(), 0
	for len(w.strings) < n && c.ready() {
		s := c.text(c.u16())
		if c.short {
			return fault.Damaged(format, "texts of the cells are cut off")
		}
		if size += len(s); size > fault.MaxTextBytes {
			return &fault.TooLargeError{Size: size, Limit: fault.MaxTextBytes, Unit: "bytes"}
		}
		w.strings = append(w.strings, s)
	}
	return nil
}
