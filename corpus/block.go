package corpus

// BlockKind says what a Block is.
type BlockKind string

// The kinds of block that extraction yields.
const (
	BlockParagraph BlockKind = "paragraph"
	BlockHeading   BlockKind = "heading"
	BlockTable     BlockKind = "table"
)

// Block is one unit of a document as its format marks it, before anything is
// understood of its content: a paragraph, a heading or a table.
type Block struct {
	Kind BlockKind `json:"kind"`
	// Level is the depth of a heading as the format marks it (1 outermost),
	// 0 for everything else. It is a hint: formats lie.
	Level int `json:"level,omitempty"`
	// Text is the text of a paragraph or heading, without markup, with line
	// breaks inside the block as "\n". Empty for tables.
	Text string `json:"text,omitempty"`
	// Rows are the cells of a table, row by row. Ragged rows are allowed. A cell
	// that spans others stands once, at its first place; the places it covers
	// have no cell, as in HTML. Rows of a sheet without cells are kept, so that
	// the place of a row is its number in the sheet.
	Rows [][]Cell `json:"rows,omitempty"`
	// Indent is the white space before a paragraph, in half-width characters: a
	// full-width space counts 2, a tab 4.
	Indent int `json:"indent,omitempty"`
	// Page is the page on which the block begins, from 1; 0 where the format has
	// no pages.
	Page int `json:"page,omitempty"`
	// RowPages are the pages of the rows of a table, as long as Rows; nil where
	// all rows stand on Page.
	RowPages []int `json:"row_pages,omitempty"`
	// FirstRow is the number, in its sheet, of the first row of a table, from 1; 0
	// for tables that are no part of a sheet.
	FirstRow int `json:"first_row,omitempty"`
	// Sheet is the name of the sheet of a workbook that the table is, "" for others.
	Sheet string `json:"sheet,omitempty"`
}

// Cell is one table cell.
type Cell struct {
	Text string `json:"text"`
	// ColSpan and RowSpan count columns and rows the cell covers; 0 means 1.
	ColSpan int `json:"colspan,omitempty"`
	RowSpan int `json:"rowspan,omitempty"`
	// Indent is the white space before the text, in half-width characters.
	Indent int `json:"indent,omitempty"`
}

// Link is a hyperlink found in a page, e.g. to an attachment.
type Link struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// Content is what extraction makes of one file.
type Content struct {
	// MediaType is the type the bytes were read as, e.g. "text/html".
	MediaType string `json:"media_type"`
	// Charset is the encoding the bytes were read as, e.g. "utf-8", "gb18030".
	Charset string `json:"charset"`
	// Fields are labelled values that the format itself carries outside the
	// running text: HTML meta tags and 信息公开 blocks, by their own names
	// (ArticleTitle, PubDate, 发文字号, 有效性 …). Text wins over nothing, a
	// field wins over a guess.
	Fields map[string]string `json:"fields,omitempty"`
	Blocks []Block           `json:"blocks"`
	Links  []Link            `json:"links,omitempty"`
	// Warnings name what could not be read as it should, for the user.
	Warnings []string `json:"warnings,omitempty"`
}
