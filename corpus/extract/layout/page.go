// Package layout makes blocks of pages: characters and ruling lines at places on
// paper become paragraphs, headings and tables. PDF, OFD and optical character
// recognition share it, because all three know only where a character stands.
//
// Invariant: every character of the pages stands in the blocks exactly once,
// except running heads, running feet and page numbers, which are dropped, and
// white space, which is made new.
package layout

// Page is one page. The origin is the top left corner, y grows downwards, and
// lengths are points (1/72 inch), after the page's rotation.
type Page struct {
	// Number counts from 1.
	Number        int
	Width, Height float64
	Glyphs        []Glyph
	Rules         []Rule
	// Pictures are the areas that images cover: a page of pictures without
	// glyphs is a scan.
	Pictures []Box
}

// Box is an area: X0 ≤ X1, Y0 ≤ Y1.
type Box struct{ X0, Y0, X1, Y1 float64 }

// Glyph is one character (or ligature, or word of a recogniser) and the box of
// its ink or advance, in the order of the file.
type Glyph struct {
	Box
	Text string
	// Size is the font size in points, 0 when not known.
	Size float64
	// Font is the font's name, "" when not known.
	Font string
	Bold bool
	// Angle is how the base line is turned against the reader, in degrees
	// counter-clockwise; 0 for upright text. Tilted text is a watermark or stands
	// beside the flow.
	Angle float64
}

// Rule is a drawn line, horizontal or vertical: part of a table's frame, a
// border, an underline. Filled rectangles that are thin are rules too; the four
// sides of a stroked rectangle are four rules.
type Rule struct{ X0, Y0, X1, Y1 float64 }
