package sheet

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/extract/fault"
)

// maxBlank is the largest number of blank rows inside a table.
const maxBlank = 1000

// Write appends the blocks of all sheets to c. Errors are fault.ErrEmpty for a
// workbook without any text, fault.ErrNoText for one of pictures only, and
// *fault.TooLargeError in cells or blocks.
func (b *Book) Write(c *corpus.Content) error {
	var filled []*Sheet
	for _, s := range b.sheets {
		if len(s.cells)+len(s.over) > 0 {
			filled = append(filled, s)
		}
	}
	w := writer{content: c, named: len(filled) > 1, untitled: true}
	for _, s := range filled {
		s.sorted()
		if err := w.sheet(s); err != nil {
			return fmt.Errorf("sheet %q: %w", s.name, err)
		}
		s.cells, s.merges = nil, nil // written; the next sheet may be as large
	}
	c.Warnings = append(c.Warnings, b.warnings...)
	switch {
	case len(filled) > 0:
		return nil
	case b.Pictures:
		return fault.ErrNoText
	}
	return fault.ErrEmpty
}

// writer makes blocks of sheets.
type writer struct {
	content *corpus.Content
	// named says that sheets are announced by their names.
	named bool
	// untitled says that the title of the workbook has not been found.
	untitled bool
	// cells counts the cells and rows written.
	cells int
}

func (w *writer) sheet(s *Sheet) error {
	warn := func(format string, args ...any) {
		if len(w.content.Warnings) < maxWarnings {
			w.content.Warnings = append(w.content.Warnings, fmt.Sprintf(format, args...))
		}
	}
	if s.HiddenRows || s.HiddenCols {
		warn("sheet %q has hidden rows or columns, which were read", s.name)
	}
	if s.outside > 0 {
		warn("sheet %q names %d cells outside of its bounds", s.name, s.outside)
	}
	named := !w.named || defaultName.MatchString(s.name)
	if len(s.cells) > 0 {
		if err := w.grid(newGrid(s), &named, warn); err != nil {
			return err
		}
	}
	w.name(s, &named)
	for _, text := range s.over {
		w.content.Blocks = append(w.content.Blocks, corpus.Block{Kind: corpus.BlockParagraph, Text: text})
	}
	return w.full()
}

// full checks the number of blocks.
func (w *writer) full() error {
	if n := len(w.content.Blocks); n > fault.MaxBlocks {
		return &fault.TooLargeError{Size: n, Limit: fault.MaxBlocks, Unit: "blocks"}
	}
	return nil
}

// grid writes the cells of a sheet.
func (w *writer) grid(g *grid, named *bool, warn func(format string, args ...any)) error {
	s := g.sheet
	if g.under > 0 {
		warn("sheet %q has %d texts under merged cells, which were left out", s.name, g.under)
	}
	if g.dropped > 0 {
		warn("sheet %q has %d merged areas over others, which were left out", s.name, g.dropped)
	}
	for _, run := range g.runs() {
		if err := w.run(g, run, named); err != nil {
			return err
		}
	}
	return nil
}

// run writes rows without a long gap: lines, a table, lines. named says that the
// sheet needs no heading any more.
func (w *writer) run(g *grid, run []gridRow, named *bool) error {
	from, to := g.table(run)
	title := -1
	if w.untitled {
		title = titleOf(run[:from])
		w.untitled = false
	}
	for i := range from {
		if i > title {
			w.name(g.sheet, named)
		}
		w.line(run[i], i == title)
	}
	w.name(g.sheet, named)
	if from < to {
		if err := w.table(g, run[from:to]); err != nil {
			return err
		}
	}
	for _, r := range run[to:] {
		w.line(r, false)
	}
	return w.full()
}

// name writes the name of the sheet once.
func (w *writer) name(s *Sheet, named *bool) {
	if !*named {
		*named = true
		w.content.Blocks = append(w.content.Blocks, corpus.Block{Kind: corpus.BlockHeading, Level: 2, Text: s.name})
	}
}

// line writes a row of one cell as a paragraph or as the title.
func (w *writer) line(r gridRow, title bool) {
	b := corpus.Block{Kind: corpus.BlockParagraph, Text: r.cells[0].text, FirstRow: r.row + 1}
	if title {
		b.Kind, b.Level = corpus.BlockHeading, 1
	}
	w.content.Blocks = append(w.content.Blocks, b)
}

func (w *writer) table(g *grid, run []gridRow) error {
	first, last := run[0].row, run[len(run)-1].row
	rows := make([][]corpus.Cell, 0, last-first+1)
	for _, r := range run {
		for first+len(rows) < r.row {
			rows = append(rows, []corpus.Cell{})
		}
		row := g.dense(r, first, last)
		if w.cells += len(row) + 1; w.cells > fault.MaxCells+fault.MaxRows {
			return &fault.TooLargeError{Size: w.cells, Limit: fault.MaxCells, Unit: "cells"}
		}
		rows = append(rows, row)
	}
	if w.cells += last - first + 1 - len(run); w.cells > fault.MaxCells+MaxRow {
		return &fault.TooLargeError{Size: w.cells, Limit: fault.MaxCells, Unit: "cells"}
	}
	w.content.Blocks = append(w.content.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: rows, Sheet: g.sheet.name, FirstRow: first + 1})
	return nil
}

// defaultName matches the names that programs give to sheets.
var defaultName = regexp.MustCompile(`^(?i:sheet|工作表|表|表格|worksheet|table)[ _-]*\d*(?: ?\(\d+\))?$|^$`)

// What stands above a title and is none: the number of an attachment, units,
// blanks to fill in.
var (
	notTitle = regexp.MustCompile(`^(?:附件|附表|附|表|编号)[\s　]*[0-9０-９一二三四五六七八九十\-－—.]*[\s　]*[:：]?$|^[（(]?(?:金额)?单位[\s　]*[:：]|[:：][\s　_＿]*$`)
	noteWord = regexp.MustCompile(`^[（(【\[*※]*(?:注|备[\s　]*注|说[\s　]*明|填表说明|填报说明|填写说明|附注|注意事项|数据来源|资料来源|制表|填表|填报|审核|联系)[\s　\d一二三四五六七八九十]*[^\s]*?[:：.、]`)
)

// maxTitle is the longest title, in characters.
const maxTitle = 100

// titleOf is the place of the title among the lines above a table, -1 if there
// is none.
func titleOf(lines []gridRow) int {
	for i, r := range lines {
		text := r.cells[0].text
		if n := utf8.RuneCountInString(text); n >= 2 && n <= maxTitle && !notTitle.MatchString(text) {
			return i
		}
	}
	return -1
}

// note reports the text of a row's only cell that is no row of a table: a note,
// what is long, or what is merged across and not short.
func note(text string, across int) bool {
	n := utf8.RuneCountInString(text)
	return n >= 30 || across > 1 && n >= 8 || noteWord.MatchString(text) || strings.HasPrefix(text, "注")
}
