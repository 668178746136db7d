package extract

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"

	"duibiao/corpus/extract/ole"
)

// inside names what a container holds.
func inside(container Format, ext string, data []byte) Format {
	switch container {
	case ZIP:
		return insideZip(ext, data)
	case OLE:
		return insideOLE(ext, data)
	}
	return container
}

// insideZip reads the directory at the end of the file: an office document in an
// archive does not make the archive one.
func insideZip(ext string, data []byte) Format {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !looksLikeZip(z) {
		return insideDamagedZip(ext, data)
	}
	names := map[string]bool{}
	for _, f := range z.File {
		names[strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))] = true
	}
	switch {
	case names["ofd.xml"]:
		return OFD
	case names["[content_types].xml"]:
		if f := insidePackage(names); f != "" {
			return f
		}
	case names["mimetype"] && names["content.xml"]:
		return openDocument(z)
	}
	return ZIP
}

// looksLikeZip reports a directory that was read although something in it is not
// as it should be (names that lead outside).
func looksLikeZip(z *zip.Reader) bool { return z != nil && len(z.File) > 0 }

// insidePackage tells the kinds of Open Packaging documents apart by the folders
// that all writers use (ECMA-376 Part 1, 11.2, 12.2, 13.2).
func insidePackage(names map[string]bool) Format {
	if names["xl/workbook.bin"] {
		return XLSB
	}
	for _, m := range []signature{{"word/", DOCX}, {"xl/", XLSX}, {"ppt/", PPTX}} {
		for name := range names {
			if strings.HasPrefix(name, m.magic) {
				return m.format
			}
		}
	}
	return ""
}

// openDocument tells by the member mimetype what an OpenDocument holds
// (OpenDocument 1.3 Part 2, 3.3).
func openDocument(z *zip.Reader) Format {
	f, err := z.Open("mimetype")
	if err != nil {
		return ODT
	}
	kind, err := io.ReadAll(io.LimitReader(f, 100))
	if err == nil && bytes.Contains(kind, []byte("spreadsheet")) {
		return ODS
	}
	return ODT
}

// insideDamagedZip looks for the names of main parts anywhere, and else believes
// the extension: so that a user is told which kind of document is damaged.
func insideDamagedZip(ext string, data []byte) Format {
	for _, m := range []signature{{"word/document", DOCX}, {"xl/workbook", XLSX}, {"ppt/presentation", PPTX}, {"OFD.xml", OFD}} {
		if bytes.Contains(data, []byte(m.magic)) {
			return m.format
		}
	}
	for _, f := range []Format{DOCX, XLSX, PPTX, OFD} {
		if ext == string(f) {
			return f
		}
	}
	return ZIP
}

// insideOLE reads the directory of the container; where that is damaged, it looks
// for the names of the main streams, which are stored as UTF-16.
func insideOLE(ext string, data []byte) Format {
	if f, err := ole.Open(data, "ole"); err == nil {
		if known := holdings()[ole.Kind(f)]; known != "" {
			return known
		}
	} else {
		for _, m := range []signature{{"WordDocument", DOC}, {"Workbook", XLS}, {"Book", XLS}} {
			if bytes.Contains(data, utf16le(m.magic)) {
				return m.format
			}
		}
	}
	for _, f := range []Format{DOC, XLS, PPT} {
		if slices.Contains(formOf(f).exts, ext) {
			return f
		}
	}
	return OLE
}

// holdings are the formats of what OLE2 containers hold.
func holdings() map[ole.Holding]Format {
	return map[ole.Holding]Format{
		ole.Word: DOC, ole.Excel: XLS, ole.PowerPoint: PPT, ole.EncryptedOffice: Locked,
		ole.Works: "wps (microsoft works)", ole.Message: "msg",
	}
}

func utf16le(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}
