package docx

import "encoding/xml"

// halfTwips is the width of a half-width character, in twentieths of a point, by
// which lengths become characters: half of 12 points. Only the order of the
// results matters, so the size of the font is not asked.
const halfTwips = 120

// maxIndent bounds what is believed, in half-width characters.
const maxIndent = 200

// indentOf reads a w:ind (17.3.1.12): how far the first line is set in, in
// half-width characters. Characters (hundredths) win over lengths.
func indentOf(e xml.StartElement) int {
	left := length(e, "left", "start")
	first := length(e, "firstLine", "")
	if hanging := length(e, "hanging", ""); hanging > 0 {
		first = -hanging
	}
	return min(max(left+first, 0), maxIndent)
}

// length reads an attribute in half-width characters, given in hundredths of
// a full-width character under name+"Chars" or in twips; strict files call left
// start.
func length(e xml.StartElement, name, strict string) int {
	for _, n := range []string{name, strict} {
		if chars := number(attr(e, n+"Chars")); n != "" && chars > 0 {
			return min(chars, 100*maxIndent) / 50
		}
		if twips := number(attr(e, n)); n != "" && twips > 0 {
			return (min(twips, halfTwips*maxIndent) + halfTwips/2) / halfTwips
		}
	}
	return 0
}

// leading is the white space before text, in half-width characters.
func leading(s string) int {
	width := 0
	for _, r := range s {
		switch r {
		case ' ', '\u00a0':
			width++
		case '\u3000':
			width += 2
		case '\t':
			width += 4
		case '\n':
			width = 0
		default:
			return min(width, maxIndent)
		}
	}
	return 0
}
