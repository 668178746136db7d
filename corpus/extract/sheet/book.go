// Package sheet turns the grids of spreadsheets into blocks, the same way for
// every format: XLS, ET, XLSX, SpreadsheetML 2003 and CSV.
//
// How a sheet becomes blocks:
//
//   - Lines above the first row with two cells or more (a title, 单位：万元) are
//     paragraphs; the title of the first sheet is a heading of level 1. Notes
//     below the last such row (one cell: long, merged across, or beginning with
//     注 or the like) are paragraphs too.
//   - What lies between is one table. Its rows are the rows of the sheet, blank
//     ones included, so that row i of a block is row FirstRow+i of the sheet.
//     Columns stand at their places from column A on; rows end with their last
//     cell.
//   - More than 1,000 blank rows end a table; what follows is another one.
//   - Where several sheets have content, the name of each is a heading of level 2,
//     unless it is one that programs give (Sheet1).
//   - Texts that lie over a sheet (text boxes) are paragraphs behind its cells.
//   - Hidden sheets are left out, with a warning; hidden rows and columns stay.
//
// Invariant: every visible text of a sheet stands in the blocks exactly once;
// texts under a merged cell, which no reader sees, are left out with a warning.
package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus/extract/fault"
)

// The size of the largest sheet of any format, in rows and columns
// (ECMA-376 18.3.1.73; XLS has 65,536 × 256).
const (
	MaxRow = 1 << 20
	MaxCol = 1 << 14
)

// Book collects the sheets of one workbook within the caps of package fault.
type Book struct {
	// Pictures says that the workbook holds pictures: without any text it is a
	// scan.
	Pictures bool
	sheets   []*Sheet
	warnings []string
	cells    int
	text     int
}

// Sheet is a grid being filled. Rows and columns count from 0.
type Sheet struct {
	// HiddenRows and HiddenCols say that some were hidden; they are read.
	HiddenRows, HiddenCols bool
	book                   *Book
	name                   string
	cells                  []cell
	merges                 []area
	over                   []string
	// rows counts rows seen in order, last is the largest one.
	rows, last int
	unsorted   bool
	// outside counts cells beyond the bounds of a sheet.
	outside int
}

type cell struct {
	row, col int32
	text     string
}

// area is a rectangle of cells, its corners included.
type area struct{ top, left, bottom, right int }

// Add begins a visible sheet.
func (b *Book) Add(name string) *Sheet {
	s := &Sheet{book: b, name: clean(name), last: -1}
	b.sheets = append(b.sheets, s)
	return s
}

// Hidden notes a sheet that a reader does not see and that was not read.
func (b *Book) Hidden(name string) {
	b.Warn("hidden sheet %q was left out", clean(name))
}

// Drop takes back a sheet that turned out to be hidden, with a warning.
func (b *Book) Drop(s *Sheet) {
	b.sheets = slices.DeleteFunc(b.sheets, func(other *Sheet) bool { return other == s })
	b.Hidden(s.name)
}

// maxWarnings bounds the warnings of one file.
const maxWarnings = 100

// Warn notes for the user what could not be read as it should.
func (b *Book) Warn(format string, args ...any) {
	if len(b.warnings) < maxWarnings {
		b.warnings = append(b.warnings, fmt.Sprintf(format, args...))
	}
}

// Name is the sheet's name.
func (s *Sheet) Name() string { return s.name }

// Set puts text into a cell; a later text replaces an earlier one. Blank text is
// no cell. A cell outside of every sheet's bounds is left out, with a warning.
// Errors are *fault.TooLargeError in rows, cells or bytes.
func (s *Sheet) Set(row, col int, text string) error {
	if text = clean(text); text == "" {
		return nil
	}
	if row < 0 || row >= MaxRow || col < 0 || col >= MaxCol {
		s.outside++
		return nil
	}
	if err := s.book.count(len(text)); err != nil {
		return err
	}
	switch {
	case row > s.last:
		s.rows++
	case len(s.cells) > 0 && !before(s.cells[len(s.cells)-1], row, col):
		s.unsorted = true
	}
	s.last = max(s.last, row)
	if s.rows > fault.MaxRows {
		return &fault.TooLargeError{Size: s.rows, Limit: fault.MaxRows, Unit: "rows"}
	}
	s.cells = append(s.cells, cell{int32(row), int32(col), text})
	return nil
}

// Over adds a text that lies over the cells, as in a text box. Blank text is
// none. Errors are *fault.TooLargeError.
func (s *Sheet) Over(text string) error {
	if text = clean(text); text == "" {
		return nil
	}
	s.over = append(s.over, text)
	return s.book.count(len(text))
}

func before(c cell, row, col int) bool {
	return int(c.row) < row || int(c.row) == row && int(c.col) < col
}

// count adds a cell to what the workbook holds.
func (b *Book) count(size int) error {
	b.cells++
	b.text += size
	if b.cells > fault.MaxCells {
		return &fault.TooLargeError{Size: b.cells, Limit: fault.MaxCells, Unit: "cells"}
	}
	if b.text > fault.MaxTextBytes {
		return &fault.TooLargeError{Size: b.text, Limit: fault.MaxTextBytes, Unit: "bytes"}
	}
	return nil
}

// maxMerges is the largest number of merged areas of one sheet that is kept.
const maxMerges = fault.MaxRows

// Merge joins the cells from top left to bottom right, both included. Areas
// upside down, outside, of one cell, or over other areas are left out.
func (s *Sheet) Merge(top, left, bottom, right int) {
	if top < 0 || left < 0 || bottom < top || right < left || top >= MaxRow || left >= MaxCol {
		return
	}
	if top == bottom && left == right || len(s.merges) >= maxMerges {
		return
	}
	s.merges = append(s.merges, area{top, left, bottom, right})
}

// sorted brings the cells into order; of several in one place the last stays.
func (s *Sheet) sorted() {
	if !s.unsorted {
		return
	}
	slices.SortStableFunc(s.cells, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	out := s.cells[:0]
	for i, c := range s.cells {
		if i+1 < len(s.cells) && s.cells[i+1].row == c.row && s.cells[i+1].col == c.col {
			continue
		}
		out = append(out, c)
	}
	s.cells, s.unsorted = out, false
}

// clean makes line breaks \n, drops what cannot be seen and white space around
// the text, and makes it valid UTF-8.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if unicode.IsControl(r) || invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(s, unicode.IsSpace)
}

// plain reports text that clean would not change, the usual case.
func plain(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r < ' ' || r == 0x7F || r >= 0x80 && (unicode.IsControl(r) || invisible(r) || r == '\u2028' || r == '\u2029') {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return !unicode.IsSpace(first) && !unicode.IsSpace(last)
}

func invisible(r rune) bool {
	return r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u00ad'
}
