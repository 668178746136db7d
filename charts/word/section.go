package word

// The page of GB/T 9704—2012, 5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm;
// all in twips (1 mm = 56.69).
const (
	pageShort, pageLong = 11906, 16838
	marginTop           = 2098
	marginBottom        = 1984
	marginLeft          = 1588
	marginRight         = 1474
	textWidth           = pageShort - marginLeft - marginRight // 156 mm
	textWidthLandscape  = pageLong - marginTop - marginBottom
)

// turnHeadings takes the heading of a table on a page that lies, and the few
// lines between them, onto that page.
func turnHeadings(pieces []piece) {
	for i := range pieces {
		if !pieces[i].landscape {
			continue
		}
		for k := i - 1; k >= 0 && i-k <= 3 && !pieces[k].landscape && !pieces[k].float; k-- {
			if !pieces[k].heading {
				continue
			}
			for j := k; j < i; j++ {
				pieces[j].landscape = true
			}
			break
		}
	}
}

// inSections lays out the pieces and ends a section wherever the page turns.
func inSections(pieces []piece) []element {
	var out []element
	lies := false
	for _, p := range pieces {
		if p.landscape != lies {
			out = endSection(out, lies)
			lies = p.landscape
		}
		out = append(out, p.elements...)
	}
	if n := len(out); out[n-1].name == "w:tbl" { // a file does not end with a table
		out = append(out, el("w:p", el("w:pPr", val("w:pStyle", "NoteText"))))
	}
	return append(out, sectPr(lies))
}

// endSection puts the end of a section into its last paragraph.
func endSection(out []element, landscape bool) []element {
	n := len(out)
	if out[n-1].name != "w:p" {
		return append(out, el("w:p", el("w:pPr", val("w:pStyle", "NoteText"), sectPr(landscape))))
	}
	last := &out[n-1].kids[0]
	last.kids = append(last.kids, sectPr(landscape))
	return out
}

// sectPr is the page of a section. On pages that lie the margins turn with the
// page.
func sectPr(landscape bool) element {
	size := el("w:pgSz").with("w:w", itoa(pageShort), "w:h", itoa(pageLong))
	margins := []int{marginTop, marginRight, marginBottom, marginLeft}
	if landscape {
		size = el("w:pgSz").with("w:w", itoa(pageLong), "w:h", itoa(pageShort), "w:orient", "landscape")
		margins = []int{marginLeft, marginBottom, marginRight, marginTop}
	}
	mar := el("w:pgMar")
	for i, side := range []string{"top", "right", "bottom", "left"} {
		mar = mar.with("w:"+side, itoa(margins[i]))
	}
	return el("w:sectPr",
		el("w:footerReference").with("w:type", "default", "r:id", "rIdFooter1"),
		el("w:footerReference").with("w:type", "even", "r:id", "rIdFooter2"),
		el("w:footnotePr", val("w:numFmt", "decimalEnclosedCircleChinese"), val("w:numRestart", "eachPage")),
		size,
		mar.with("w:header", "851", "w:footer", itoa(margins[2]-780), "w:gutter", "0"),
		el("w:cols").with("w:space", "425"),
		el("w:docGrid").with("w:linePitch", "312"),
	)
}
