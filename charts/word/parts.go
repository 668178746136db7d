package word

// Namespaces of the parts.
const (
	nsW    = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsR    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsWP   = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsA    = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsPic  = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	nsSVG  = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
	nsRels = "http://schemas.openxmlformats.org/package/2006/relationships"
	nsCT   = "http://schemas.openxmlformats.org/package/2006/content-types"
	nsCore = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

	wml = "application/vnd.openxmlformats-officedocument.wordprocessingml."
)

// part is the root of a WordprocessingML part.
func part(name string, kids ...element) element {
	return el(name, kids...).with("xmlns:w", nsW, "xmlns:r", nsR, "xmlns:wp", nsWP, "xmlns:a", nsA, "xmlns:pic", nsPic)
}

func relation(id, kind, target string) element {
	return el("Relationship").with("Id", id, "Type", kind, "Target", target)
}

func relations(kids ...element) element { return el("Relationships", kids...).with("xmlns", nsRels) }

// packaging writes what holds the parts together: content types, relations and
// properties (ECMA-376 part 2).
func (b *builder) packaging() {
	b.parts["[Content_Types].xml"] = b.contentTypes().bytes()
	b.parts["_rels/.rels"] = relations(
		relation("rId1", nsR+"/officeDocument", "word/document.xml"),
		relation("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
		relation("rId3", nsR+"/extended-properties", "docProps/app.xml"),
	).bytes()
	main := []element{}
	for i, name := range []string{"styles", "settings", "fontTable", "footnotes"} {
		main = append(main, relation("rId"+itoa(i+1), nsR+"/"+name, name+".xml"))
	}
	main = append(main, relation("rIdFooter1", nsR+"/footer", "footer1.xml"), relation("rIdFooter2", nsR+"/footer", "footer2.xml"))
	b.parts["word/_rels/document.xml.rels"] = relations(append(main, b.rels...)...).bytes()
	b.parts["docProps/core.xml"] = b.core().bytes()
	b.parts["docProps/app.xml"] = el("Properties", el("Application").holding("duibiao")).
		with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties").bytes()
}

func (b *builder) contentTypes() element {
	types := []element{
		el("Default").with("Extension", "rels", "ContentType", "application/vnd.openxmlformats-package.relationships+xml"),
		el("Default").with("Extension", "xml", "ContentType", "application/xml"),
	}
	if b.pictures > 0 {
		types = append(types, el("Default").with("Extension", "png", "ContentType", "image/png"))
	}
	if b.svg {
		types = append(types, el("Default").with("Extension", "svg", "ContentType", "image/svg+xml"))
	}
	for _, o := range [][2]string{
		{"/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		{"/word/document.xml", wml + "document.main+xml"},
		{"/word/fontTable.xml", wml + "fontTable+xml"},
		{"/word/footer1.xml", wml + "footer+xml"},
		{"/word/footer2.xml", wml + "footer+xml"},
		{"/word/footnotes.xml", wml + "footnotes+xml"},
		{"/word/settings.xml", wml + "settings+xml"},
		{"/word/styles.xml", wml + "styles+xml"},
	} {
		types = append(types, el("Override").with("PartName", o[0], "ContentType", o[1]))
	}
	return el("Types", types...).with("xmlns", nsCT)
}

// core are the core properties (ECMA-376 part 2, section 11).
func (b *builder) core() element {
	creator := b.line(b.doc.Creator)
	if creator == "" {
		creator = "duibiao"
	}
	props := []element{el("dc:title").holding(b.title), el("dc:creator").holding(creator), el("dc:language").holding("zh-CN")}
	if !b.doc.Created.IsZero() {
		at := b.doc.Created.UTC().Format("2006-01-02T15:04:05Z")
		for _, name := range []string{"dcterms:created", "dcterms:modified"} {
			props = append(props, el(name).with("xsi:type", "dcterms:W3CDTF").holding(at))
		}
	}
	return el("cp:coreProperties", props...).with(
		"xmlns:cp", nsCore, "xmlns:dc", "http://purl.org/dc/elements/1.1/",
		"xmlns:dcterms", "http://purl.org/dc/terms/", "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
}

// settings: Word 2013 and later without compatibility mode, Chinese, no
// hyphenation, page numbers outside. No updateFields: Word would ask the reader
// before it shows the file.
func settings() element {
	compat := []element{el("w:useFELayout")}
	for _, s := range [][2]string{
		{"compatibilityMode", "15"},
		{"overrideTableStyleFontSizeAndJustification", "1"},
		{"enableOpenTypeFeatures", "1"},
		{"doNotFlipMirrorIndents", "1"},
		{"differentiateMultirowTableHeaders", "1"},
	} {
		compat = append(compat, el("w:compatSetting").with("w:name", s[0], "w:uri", "http://schemas.microsoft.com/office/word", "w:val", s[1]))
	}
	return part(
		"w:settings",
		el("w:zoom").with("w:percent", "100"),
		val("w:defaultTabStop", "420"),
		val("w:autoHyphenation", "false"),
		el("w:evenAndOddHeaders"),
		val("w:characterSpacingControl", "compressPunctuation"),
		el("w:footnotePr",
			val("w:numFmt", "decimalEnclosedCircleChinese"), val("w:numRestart", "eachPage"),
			el("w:footnote").with("w:id", "-1"), el("w:footnote").with("w:id", "0")),
		el("w:compat", compat...),
		el("w:themeFontLang").with("w:val", "en-US", "w:eastAsia", "zh-CN"),
		val("w:decimalSymbol", "."),
		val("w:listSeparator", ","),
	)
}

// footer is the page number between two dashes, 4号, outside on the page: right
// on odd pages, left on even ones (GB/T 9704—2012, 7.5).
func footer(style string) element {
	p := el("w:p", el("w:pPr", val("w:pStyle", style)), textRun(nil, "— "))
	p.kids = append(p.kids, field(nil, " PAGE ", "1")...)
	p.kids = append(p.kids, textRun(nil, " —"))
	return part("w:ftr", p)
}
