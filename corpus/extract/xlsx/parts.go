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
	var text strings.Builder
	inText, phonetic, size := false, 0, 0
	for {
		if err := s.next(); err != nil {
			return err
		}
		switch t := &s.tag; t.name {
		case "":
			if inText && phonetic == 0 {
				text.Write(s.text)
			}
		case "t":
			inText = !t.end && !t.empty
		case "rPh":
			phonetic = nest(phonetic, t)
		case "si":
			if !t.end {
				text.Reset()
				phonetic = 0
			}
			if t.end || t.empty {
				if size += text.Len(); size > fault.MaxTextBytes {
					return &fault.TooLargeError{Size: size, Limit: fault.MaxTextBytes, Unit: "bytes"}
				}
				if len(w.strings) == fault.MaxCells {
					return &fault.TooLargeError{Size: fault.MaxCells + 1, Limit: fault.MaxCells, Unit: "cells"}
				}
				w.strings = append(w.strings, unescapeX(text.String()))
			}
		}
	}
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
	var ids []int
	inCodes, inStyles := false, false
	for {
		if err := s.next(); err != nil {
			w.formats = codes.of(ids)
			return err
		}
		switch t := &s.tag; {
		case t.name == "numFmts":
			inCodes = !t.end && !t.empty
		case t.name == "cellXfs":
			inStyles = !t.end && !t.empty
		case t.name == "numFmt" && inCodes && !t.end && len(codes.own) < maxStyles:
			if id, err := strconv.Atoi(t.get("numFmtId")); err == nil {
				codes.own[id] = t.get("formatCode")
			}
		case t.name == "xf" && inStyles && !t.end && len(ids) < maxStyles:
			id, _ := strconv.Atoi(t.get("numFmtId"))
			ids = append(ids, id)
		}
	}
}

// formats interprets format codes, each once.
type formats struct {
	own    map[int]string
	parsed map[int]*numfmt.Format
}

func (f formats) of(ids []int) []*numfmt.Format {
	out := make([]*numfmt.Format, 0, len(ids))
	for _, id := range ids {
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
