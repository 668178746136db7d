package word

// Sizes in half-points: 2号 is 22 pt, 3号 16, 4号 14, 小四 12, 五号 10.5, 小五 9.
const (
	size2   = 44
	size3   = 32
	size4   = 28
	size5   = 21
	sizeS5  = 18
	size6   = 15 // 六号, 7.5 pt: the least that prints
	lineTwp = 579
	// indent2 is two characters of 3号 in twips, for programs that do not know
	// indents in characters.
	indent2 = 640
)

// look is a paragraph style in short: what differs from the style it stands on.
type look struct {
	id, name, based, next string
	font                  string // eastAsia, "" as below
	size                  int    // half-points, 0 as below
	bold, keep            bool
	jc                    string
	// line is the exact line height in twips, 0 as below, -1 single spacing.
	line, before, after int
	outline             int // level of a heading, 0 none
	// first is set where the first line is set in by two characters, hang is the
	// hanging indent, left the left one, in twips.
	first      bool
	left, hang int
	right      int
	quick      bool
	// dense takes away the room between Chinese and Latin.
	dense bool
}

// looks lists the paragraph styles. Names of built-in styles are those that Word
// translates (heading 1 is shown as 标题 1).
func looks() []look {
	return []look{
		{id: "Normal", name: "Normal", quick: true},
		{id: "BodyText", name: "Body Text", based: "Normal", first: true, quick: true},
		{id: "Title", name: "Title", based: "Normal", next: "BodyText", font: fontTitle, size: size2, jc: "center", line: 700, before: lineTwp, after: 280, keep: true, quick: true},
		{id: "Byline", name: "Byline", based: "Normal", font: fontKai, size: size4, jc: "center", line: 480},
		{id: "Heading1", name: "heading 1", based: "Normal", next: "BodyText", font: fontHead, outline: 1, first: true, keep: true, before: 120, quick: true},
		{id: "Heading2", name: "heading 2", based: "Normal", next: "BodyText", font: fontKai, outline: 2, first: true, keep: true, quick: true},
		{id: "Heading3", name: "heading 3", based: "Normal", next: "BodyText", bold: true, outline: 3, first: true, keep: true, quick: true},
		{id: "TOCHeading", name: "TOC Heading", based: "Normal", font: fontHead, jc: "center", before: 360, after: 160, keep: true},
		{id: "TOC1", name: "toc 1", based: "Normal", next: "Normal", size: size4, line: 520},
		{id: "TOC2", name: "toc 2", based: "Normal", next: "Normal", font: fontKai, size: size4, line: 480, left: 560},
		{id: "TOC3", name: "toc 3", based: "Normal", next: "Normal", size: size4, line: 480, left: 1120},
		{id: "Caption", name: "caption", based: "Normal", next: "Normal", font: fontHead, size: size5, jc: "center", line: -1, before: 120, after: 60, quick: true},
		{id: "Figure", name: "Figure", based: "Normal", next: "Caption", size: size5, jc: "center", line: -1, before: 180, keep: true},
		{id: "Instead", name: "Figure Text", based: "Normal", next: "Caption", font: fontKai, size: size5, jc: "center", line: -1, before: 180, keep: true},
		{id: "TableUnit", name: "Table Unit", based: "Normal", font: fontSong, size: sizeS5, jc: "right", line: -1, after: 20, keep: true},
		{id: "TableText", name: "Table Text", based: "Normal", font: fontSong, size: size5, jc: "left", line: -1, dense: true},
		{id: "TableHead", name: "Table Head", based: "TableText", font: fontHead, jc: "center"},
		{id: "NoteText", name: "Table Note", based: "Normal", font: fontSong, size: sizeS5, jc: "both", line: 260, before: 40, quick: true},
		{id: "Source", name: "Source", based: "Normal", font: fontSong, size: size5, jc: "left", line: 320, left: 560, hang: 560},
		{id: "FootnoteText", name: "footnote text", based: "Normal", font: fontSong, size: sizeS5, jc: "left", line: -1, left: 200, hang: 200},
		{id: "FooterOdd", name: "footer", based: "Normal", font: fontSong, size: size4, jc: "right", line: -1, right: 280},
		{id: "FooterEven", name: "Footer Even", based: "FooterOdd", jc: "left", left: 280},
	}
}

// paragraph is the w:pPr of a style, in the order of the schema (CT_PPrBase).
func (k look) paragraph() element {
	p := el("w:pPr")
	add := func(e element) { p.kids = append(p.kids, e) }
	if k.keep {
		add(el("w:keepNext"))
		add(el("w:keepLines"))
	}
	if k.based == "" {
		add(el("w:widowControl"))
	}
	if k.dense {
		add(val("w:autoSpaceDE", "false"))
		add(val("w:autoSpaceDN", "false"))
	}
	if s := k.spacing(); len(s.attrs) > 0 {
		add(s)
	}
	if i := k.indent(); len(i.attrs) > 0 {
		add(i)
	}
	if k.jc != "" {
		add(val("w:jc", k.jc))
	}
	if k.outline > 0 {
		add(val("w:outlineLvl", itoa(k.outline-1)))
	}
	return p
}

func (k look) spacing() element {
	s := el("w:spacing")
	if k.before > 0 {
		s = s.with("w:before", itoa(k.before))
	}
	if k.after > 0 {
		s = s.with("w:after", itoa(k.after))
	}
	switch {
	case k.line > 0:
		s = s.with("w:line", itoa(k.line), "w:lineRule", "exact")
	case k.line < 0:
		s = s.with("w:line", "240", "w:lineRule", "auto")
	}
	return s
}

func (k look) indent() element {
	i := el("w:ind")
	if k.left > 0 {
		i = i.with("w:left", itoa(k.left))
	}
	if k.right > 0 {
		i = i.with("w:right", itoa(k.right))
	}
	switch {
	case k.first:
		i = i.with("w:firstLineChars", "200", "w:firstLine", itoa(indent2))
	case k.hang > 0:
		i = i.with("w:hanging", itoa(k.hang))
	}
	return i
}

// run is the w:rPr of a style, in the order of the schema (EG_RPrBase).
func (k look) run() element {
	r := el("w:rPr")
	if k.font != "" {
		r.kids = append(r.kids, fonts(k.font))
	}
	if k.bold {
		r.kids = append(r.kids, el("w:b"), el("w:bCs"))
	}
	if k.size > 0 {
		r.kids = append(r.kids, sizes(k.size)...)
	}
	return r
}

func sizes(halfPoints int) []element {
	return []element{val("w:sz", itoa(halfPoints)), val("w:szCs", itoa(halfPoints))}
}

func (k look) style() element {
	s := el("w:style", val("w:name", k.name)).with("w:type", "paragraph")
	if k.based == "" {
		s = s.with("w:default", "1")
	}
	s = s.with("w:styleId", k.id)
	if k.based != "" {
		s.kids = append(s.kids, val("w:basedOn", k.based))
	}
	if k.next != "" {
		s.kids = append(s.kids, val("w:next", k.next))
	}
	if k.quick {
		s.kids = append(s.kids, el("w:qFormat"))
	}
	for _, e := range []element{k.paragraph(), k.run()} {
		if len(e.kids) > 0 {
			s.kids = append(s.kids, e)
		}
	}
	return s
}

// styles are the defaults (3号仿宋, 28.95 pt lines), the paragraph styles, and the
// few others.
func styles() element {
	all := []element{el("w:docDefaults",
		el("w:rPrDefault", el("w:rPr", append([]element{fonts(fontBody)},
			append(sizes(size3), el("w:lang").with("w:val", "en-US", "w:eastAsia", "zh-CN", "w:bidi", "ar-SA"))...)...)),
		el("w:pPrDefault", el("w:pPr",
			el("w:spacing").with("w:line", itoa(lineTwp), "w:lineRule", "exact"), val("w:jc", "both"))))}
	for _, k := range looks() {
		all = append(all, k.style())
	}
	return part("w:styles", append(all, otherStyles()...)...)
}

func otherStyles() []element {
	margins := el("w:tblCellMar",
		el("w:top").with("w:w", "20", "w:type", "dxa"), el("w:left").with("w:w", itoa(cellMargin), "w:type", "dxa"),
		el("w:bottom").with("w:w", "20", "w:type", "dxa"), el("w:right").with("w:w", itoa(cellMargin), "w:type", "dxa"))
	grid := el("w:tblBorders")
	for _, side := range [][2]string{{"top", "8"}, {"left", "4"}, {"bottom", "8"}, {"right", "4"}, {"insideH", "4"}, {"insideV", "4"}} {
		grid.kids = append(grid.kids, el("w:"+side[0]).with("w:val", "single", "w:sz", side[1], "w:space", "0", "w:color", "000000"))
	}
	table := func(id, name string) element {
		return el("w:style", val("w:name", name)).with("w:type", "table", "w:styleId", id)
	}
	normal := table("TableNormal", "Normal Table").with("w:default", "1")
	normal.kids = append(normal.kids, el("w:tblPr", el("w:tblInd").with("w:w", "0", "w:type", "dxa"), margins))
	data := table("DataTable", "Data Table")
	data.kids = append(data.kids, val("w:basedOn", "TableNormal"), el("w:tblPr", grid, margins))
	reference := el("w:style", val("w:name", "footnote reference"), el("w:rPr", val("w:vertAlign", "superscript"))).
		with("w:type", "character", "w:styleId", "FootnoteReference")
	return []element{reference, normal, data}
}
