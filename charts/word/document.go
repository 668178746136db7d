package word

import "time"

// Document is what Write makes a file of.
type Document struct {
	Title string
	// Byline are the lines under the title: places, dates.
	Byline []string
	// Creator is who made the file, "" for "duibiao".
	Creator string
	// Created is the day written into the properties; the zero time leaves it out.
	Created time.Time
	// Contents puts a table of contents before the blocks, which then begin on a
	// page of their own.
	Contents bool
	Blocks   []Block
}

// Block is one of Heading, Paragraph, Figure and Table.
type Block interface{ block() }

// Heading is a heading of level 1 to 3 (标题 1–3). Its number (一、) is part of
// the text.
type Heading struct {
	Level int
	Text  string
}

// Style is the role of a paragraph.
type Style int

// The roles of paragraphs.
const (
	Body   Style = iota // 正文: the first line is set in by two characters
	Note                // 注 and 数据来源 under a figure or a table
	Source              // an entry of the list of sources
)

// Paragraph is running text.
type Paragraph struct {
	Style Style
	Runs  []Run
	// Anchor names the paragraph for the Link of a Run, "" for none.
	Anchor string
}

// Run is a piece of a paragraph.
type Run struct {
	// Text is printed as it stands; a line feed breaks the line.
	Text string
	Bold bool
	// Ref, in place of Text, prints the label of the Figure or Table of that ID
	// (图1) as a cross-reference.
	Ref string
	// Link leads to the paragraph of that Anchor.
	Link string
	// Note is the footnote that follows the text; it has no notes of its own.
	Note []Run
}

// Figure is a picture with its caption (图N　title) below.
type Figure struct {
	// ID is how a Run refers to it, unique among figures and tables.
	ID, Title string
	// Alt says in words what the picture shows.
	Alt string
	// PNG is the picture; without one, Instead is printed in its place.
	PNG []byte
	// SVG is the same picture as vectors, for programs that draw it; optional.
	SVG     []byte
	Instead []Run
	Notes   [][]Run
}

// Table is a table with its caption (表N　title) above and its unit above the
// right corner.
type Table struct {
	ID, Title, Unit string
	// Columns are the heads; the head row repeats on every page.
	Columns []Column
	Rows    []Row
	Notes   [][]Run
}

// Column is one column of a Table.
type Column struct {
	Title string
	// Number aligns the column to the right and keeps its values on one line.
	Number bool
}

// Row is one row of a Table. As in HTML it lists the cells that begin in it: a
// place covered by a span of another cell has none.
type Row struct {
	Cells []Cell
	// Shade marks the row, e.g. as that of the home place.
	Shade bool
}

// Cell is one cell of a Row.
type Cell struct {
	Runs []Run
	// ColSpan and RowSpan count the columns and rows covered; 0 means 1. Rows
	// under one span are kept on one page.
	ColSpan, RowSpan int
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (Figure) block()    {}
func (Table) block()     {}
