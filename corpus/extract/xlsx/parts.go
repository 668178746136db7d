package xlsx

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/sheet/numfmt"
)

// readStrings reads the shared strings (ECMA-376 18.4.9): the text of an item is
// that of its runs, without the phonetic ones (rPh).
func (w *workbook) readStrings(s *scanner) error {
	var item item
	for {
		if err := s.next(); err != nil {
			return err
		}
		if !item.take(s) {
			continue
		}
		if item.size += len(item.text); item.size > fault.MaxTextBytes {
			return &fault.TooLargeError{Size: item.size, Limit: fault.MaxTextBytes, Unit: "bytes"}
		}
		if len(w.strings) == fault.MaxCells {
			return &fault.TooLargeError{Size: fault.MaxCells + 1, Limit: fault.MaxCells, Unit: "cells"}
		}
		w.strings = append(w.strings, unescapeX(string(item.text)))
		item.text = item.text[:0]
	}
}

// item is a shared string being read; size is that of all before.
type item struct {
	text     []byte
	inText   bool
	phonetic int
	size     int
}

// take handles text or a tag and reports whether the item is whole.
func (i *item) take(s *scanner) bool {
	switch t := &s.tag; t.name {
	case "":
		if i.inText && i.phonetic == 0 {
			i.text = append(i.text, s.text...)
		}
	case "t":
		i.inText = !t.end && !t.empty
	case "rPh":
		i.phonetic = nest(i.phonetic, t)
	case "si":
		i.phonetic = 0
		return t.end || t.empty
	}
	return false
}

// nest counts open elements.
func nest(n int, t *tag) int {
	switch {
	case t.end:
		return max(0, n-1)
	case t.empty:
		return n
	}
	return n + 1
}

// unescapeX replaces _xHHHH_, which stands for characters that XML cannot hold
// (ECMA-376 22.9.2.19).
func unescapeX(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var units []uint16
	for s != "" {
		i := strings.Index(s, "_x")
		if i < 0 {
			i = len(s)
		}
		units = append(units, utf16.Encode([]rune(s[:i]))...)
		if s = s[i:]; s == "" {
			break
		}
		if n, ok := hexUnit(s); ok {
			units, s = append(units, n), s[7:]
			continue
		}
		units, s = append(units, '_', 'x'), s[2:]
	}
	return string(utf16.Decode(units))
}

// hexUnit reads the _xHHHH_ that s begins with.
func hexUnit(s string) (uint16, bool) {
	if len(s) < 7 || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return uint16(n), err == nil
}

// maxStyles bounds the styles of a workbook; Excel allows 65,490.
const maxStyles = 1 << 17

// readStyles finds the number format of each cell style (ECMA-376 18.8.10,
// cellXfs; 18.8.30, numFmt).
func (w *workbook) readStyles(s *scanner) error {
	codes := formats{own: map[int]string{}, parsed: map[int]*numfmt.Format{}}
	for {
		if err := s.next(); err != nil {
			w.formats = codes.of()
			return err
		}
		codes.take(&s.tag)
	}
}

// formats are the number formats of a workbook: codes by id, ids by style.
type formats struct {
	own    map[int]string
	ids    []int
	parsed map[int]*numfmt.Format
	// within is the open list of formats or styles.
	within string
}

// take handles a tag. Elements of the same names stand in other lists too.
func (f *formats) take(t *tag) {
	switch t.name {
	case "numFmts", "cellXfs":
		f.within = t.name
		if t.end || t.empty {
			f.within = ""
		}
	case "numFmt":
		if f.within == "numFmts" && !t.end {
			f.add(t)
		}
	case "xf":
		if f.within == "cellXfs" && !t.end && len(f.ids) < maxStyles {
			id, _ := strconv.Atoi(t.get("numFmtId"))
			f.ids = append(f.ids, id)
		}
	}
}

func (f *formats) add(t *tag) {
	if id, err := strconv.Atoi(t.get("numFmtId")); err == nil && len(f.own) < maxStyles {
		f.own[id] = t.get("formatCode")
	}
}

// of interprets the format of each style; each code once.
func (f *formats) of() []*numfmt.Format {
	out := make([]*numfmt.Format, 0, len(f.ids))
	for _, id := range f.ids {
		if f.parsed[id] == nil {
			code, ok := f.own[id]
			if !ok || numfmt.Fixed(id) {
				code = numfmt.Builtin(id)
			}
			f.parsed[id] = numfmt.Parse(code)
		}
		out = append(out, f.parsed[id])
	}
	return out
}
