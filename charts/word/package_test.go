package word

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// checkPackage wants what Word wants of a package: parts that are well-formed,
// content types for all of them, relations that lead to parts, elements in the
// order of the schema, unique ids, and bookmarks for every reference.
func checkPackage(t testing.TB, data []byte) {
	t.Helper()
	parts := unpack(t, data)
	types := string(parts["[Content_Types].xml"])
	for name, p := range parts {
		ext := strings.TrimPrefix(path.Ext(name), ".")
		if name != "[Content_Types].xml" && !strings.Contains(types, `PartName="/`+name+`"`) && !strings.Contains(types, `Extension="`+ext+`"`) {
			t.Errorf("%s has no content type", name)
		}
		if ext == "xml" || ext == "rels" {
			checkOrder(t, name, p)
		}
	}
	checkRelations(t, parts)
	main, notes, styles := string(parts["word/document.xml"]), string(parts["word/footnotes.xml"]), string(parts["word/styles.xml"])
	checkTargets(t, main, main+notes+string(parts["word/footer1.xml"]))
	checkNotes(t, main, notes)
	for _, m := range regexp.MustCompile(`<w:(?:pStyle|rStyle|tblStyle|basedOn|next) w:val="([^"]*)"`).FindAllStringSubmatch(main+notes+styles, -1) {
		if !strings.Contains(styles, `w:styleId="`+m[1]+`"`) {
			t.Errorf("no style %s", m[1])
		}
	}
}

func checkRelations(t testing.TB, parts map[string][]byte) {
	t.Helper()
	ids := map[string]bool{}
	for _, m := range regexp.MustCompile(`Id="([^"]*)" Type="[^"]*" Target="([^"]*)"`).FindAllSubmatch(parts["word/_rels/document.xml.rels"], -1) {
		if parts["word/"+string(m[2])] == nil || ids[string(m[1])] {
			t.Errorf("relation %s leads to %s", m[1], m[2])
		}
		ids[string(m[1])] = true
	}
	for _, m := range regexp.MustCompile(` r:(?:id|embed)="([^"]*)"`).FindAllSubmatch(parts["word/document.xml"], -1) {
		if !ids[string(m[1])] {
			t.Errorf("no relation %s", m[1])
		}
	}
}

func checkTargets(t testing.TB, main, all string) {
	t.Helper()
	for _, re := range []string{`<w:bookmarkStart w:id="([^"]*)"`, `<w:bookmarkStart [^>]*w:name="([^"]*)"`, `<wp:docPr id="([^"]*)"`} {
		seen := map[string]bool{}
		for _, m := range regexp.MustCompile(re).FindAllStringSubmatch(main, -1) {
			if seen[m[1]] || len(m[1]) > 40 {
				t.Errorf("%s stands twice, or is too long", m[0])
			}
			seen[m[1]] = true
		}
	}
	for _, m := range regexp.MustCompile(`w:anchor="([^"]*)"| REF (\S+) `).FindAllStringSubmatch(all, -1) {
		if !strings.Contains(main, ` w:name="`+m[1]+m[2]+`"`) {
			t.Errorf("%s leads nowhere", m[0])
		}
	}
	checkFields(t, all)
}

// checkFields wants fields whole, and none but those of this package.
func checkFields(t testing.TB, all string) {
	t.Helper()
	code := regexp.MustCompile(`^ (PAGE|TOC \\o "1-3" \\n \\h \\z|SEQ [图表] \\\* ARABIC|REF _Ref\d{9} \\h) $`)
	codes := regexp.MustCompile(`<w:instrText[^>]*>([^<]*)<`).FindAllStringSubmatch(all, -1)
	for _, m := range codes {
		if s := strings.ReplaceAll(m[1], "&quot;", `"`); !code.MatchString(s) {
			t.Errorf("field code %q", s)
		}
	}
	for _, kind := range []string{"begin", "separate", "end"} {
		if n := strings.Count(all, `w:fldCharType="`+kind+`"`); n != len(codes) {
			t.Errorf("%d fields, %d times %s", len(codes), n, kind)
		}
	}
}

func checkNotes(t testing.TB, main, notes string) {
	t.Helper()
	have := map[string]bool{}
	for _, m := range regexp.MustCompile(`<w:footnote (?:w:type="\w+" )?w:id="([^"]*)"`).FindAllStringSubmatch(notes, -1) {
		have[m[1]] = true
	}
	if !have["-1"] || !have["0"] {
		t.Error("no separators of footnotes")
	}
	refs := regexp.MustCompile(`<w:footnoteReference w:id="([^"]*)"`).FindAllStringSubmatch(main, -1)
	for _, m := range refs {
		if !have[m[1]] {
			t.Errorf("no footnote %s", m[1])
		}
	}
	if len(refs) != len(have)-2 {
		t.Errorf("%d footnotes, %d references", len(have)-2, len(refs))
	}
}

// schemaOrder is the order of children in the elements for which Word insists on
// it (wml.xsd, ECMA-376 part 1, annex A.1).
var schemaOrder = map[string]string{
	"pPr":        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr",
	"rPr":        "rStyle rFonts b bCs i iCs caps strike color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang",
	"tblPr":      "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
	"tblBorders": "top left bottom right insideH insideV",
	"tblCellMar": "top left bottom right",
	"tcPr":       "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
	"tbl":        "tblPr tblGrid tr", "tr": "trPr tc", "tc": "tcPr p",
	"sectPr":   "footerReference footnotePr type pgSz pgMar cols docGrid",
	"style":    "name basedOn next qFormat pPr rPr tblPr",
	"styles":   "docDefaults style",
	"font":     "altName panose1 charset family pitch",
	"settings": "zoom defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl footnotePr compat themeFontLang decimalSymbol listSeparator",
	"inline":   "extent effectExtent docPr cNvGraphicFramePr graphic", "pic": "nvPicPr blipFill spPr", "spPr": "xfrm prstGeom",
	"footnotePr": "numFmt numRestart footnote", "sdt": "sdtPr sdtContent", "docPartObj": "docPartGallery docPartUnique",
}

// checkOrder reads a part and holds its elements to the order of the schema.
func checkOrder(t testing.TB, name string, data []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	type open struct {
		name string
		at   int
	}
	var stack []open
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 {
				if order, ok := schemaOrder[stack[n-1].name]; ok {
					at := slices.Index(strings.Fields(order), e.Name.Local)
					if at < stack[n-1].at {
						t.Fatalf("%s: <%s> in <%s> is out of order", name, e.Name.Local, stack[n-1].name)
					}
					stack[n-1].at = at
				}
			}
			stack = append(stack, open{name: e.Name.Local})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}
