package word

import "slices"

// field is a complex field with its cached result. code is made by this package
// alone: no text of a document ever stands in it.
func field(look []element, code, result string) []element {
	run := func(e element) element {
		if len(look) == 0 {
			return el("w:r", e)
		}
		return el("w:r", el("w:rPr", look...), e)
	}
	char := func(kind string) element { return run(el("w:fldChar").with("w:fldCharType", kind)) }
	return []element{
		char("begin"), run(el("w:instrText").with("xml:space", "preserve").holding(code)), char("separate"),
		textRun(look, result), char("end"),
	}
}

// marked puts a bookmark around runs. The number of a bookmark is the one in its
// name, so it is unique.
func marked(name string, runs ...element) []element {
	id := name[len("_Ref"):]
	for len(id) > 1 && id[0] == '0' {
		id = id[1:]
	}
	out := []element{el("w:bookmarkStart").with("w:id", id, "w:name", name)}
	return append(append(out, runs...), el("w:bookmarkEnd").with("w:id", id))
}

// contents is the table of contents: a TOC field whose cached result lists the
// headings as links. It has no page numbers (switch \n): they are known only to
// the program that lays out the pages, and a wrong one is worse than none.
func (b *builder) contents() []element {
	out := []element{el("w:p", el("w:pPr", val("w:pStyle", "TOCHeading")), textRun(nil, "目　录"))}
	list, depth := b.listed()
	code := field(nil, ` TOC \o "1-`+itoa(depth)+`" \n \h \z `, "")
	for i, h := range list {
		p := el("w:p", el("w:pPr", val("w:pStyle", "TOC"+itoa(h.level))))
		if i == 0 {
			p.kids = append(p.kids, code[:3]...)
		}
		p.kids = append(p.kids, el("w:hyperlink", textRun(nil, h.text)).with("w:anchor", h.bookmark, "w:history", "1"))
		if i == len(list)-1 {
			p.kids = append(p.kids, code[4])
		}
		out = append(out, p)
	}
	sdt := el("w:sdt",
		el("w:sdtPr", el("w:docPartObj", val("w:docPartGallery", "Table of Contents"), el("w:docPartUnique"))),
		el("w:sdtContent", out...))
	return []element{sdt}
}

// contentsLines is how many headings stand under the title on the first page.
const contentsLines = 16

// listed are the headings of the table of contents, and down to which level: as deep
// as the page has room.
func (b *builder) listed() (list []heading, depth int) {
	for depth = 3; depth > 1; depth-- {
		if list = b.headingsTo(depth); len(list) <= contentsLines {
			return list, depth
		}
	}
	return b.headingsTo(1), 1
}

func (b *builder) headingsTo(level int) []heading {
	return slices.DeleteFunc(slices.Clone(b.headings), func(h heading) bool { return h.level > level })
}

// footnote keeps a footnote and gives the run that refers to it.
func (b *builder) footnote(note []Run) (element, error) {
	for _, r := range note {
		if r.Note != nil {
			return element{}, errNested
		}
	}
	rs, err := b.runs(note, nil)
	if err != nil {
		return element{}, err
	}
	id := itoa(len(b.notes) + 1)
	mark := el("w:rPr", val("w:rStyle", "FootnoteReference"))
	p := el("w:p", el("w:pPr", val("w:pStyle", "FootnoteText")), el("w:r", mark, el("w:footnoteRef")), textRun(nil, " "))
	p.kids = append(p.kids, rs...)
	b.notes = append(b.notes, el("w:footnote", p).with("w:id", id))
	return el("w:r", mark, el("w:footnoteReference").with("w:id", id)), nil
}

// footnotes is the part of the footnotes; -1 and 0 are the lines above them,
// which Word wants.
func (b *builder) footnotes() element {
	line := func(id, kind, name string) element {
		p := el("w:p", el("w:pPr", el("w:spacing").with("w:line", "240", "w:lineRule", "auto")), el("w:r", el(name)))
		return el("w:footnote", p).with("w:type", kind, "w:id", id)
	}
	all := []element{line("-1", "separator", "w:separator"), line("0", "continuationSeparator", "w:continuationSeparator")}
	return part("w:footnotes", append(all, b.notes...)...)
}
