package extract

import (
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Format is a file format by its usual extension, without the dot.
type Format string

// The formats that Detect tells apart.
const (
	TXT     Format = "txt"
	MD      Format = "md"
	HTML    Format = "html"
	PDF     Format = "pdf"
	DOC     Format = "doc" // also WPS: the same container
	XLS     Format = "xls"
	OLE     Format = "ole" // an OLE2 container of unknown content
	DOCX    Format = "docx"
	XLSX    Format = "xlsx"
	PPTX    Format = "pptx"
	OFD     Format = "ofd"
	ZIP     Format = "zip"
	RAR     Format = "rar"
	SevenZ  Format = "7z"
	GZIP    Format = "gz"
	RTF     Format = "rtf"
	Image   Format = "image"
	Empty   Format = "empty"
	Unknown Format = "unknown"
)

// MediaType is the IANA media type of a format; application/octet-stream for
// what has none, or several.
func (f Format) MediaType() string {
	for _, t := range mediaTypes() {
		if t.format == f {
			return t.name
		}
	}
	return "application/octet-stream"
}

type mediaType struct {
	format Format
	name   string
}

func mediaTypes() []mediaType {
	const office = "application/vnd.openxmlformats-officedocument."
	return []mediaType{
		{TXT, "text/plain"},
		{MD, "text/markdown"},
		{HTML, "text/html"},
		{PDF, "application/pdf"},
		{DOC, "application/msword"},
		{XLS, "application/vnd.ms-excel"},
		{DOCX, office + "wordprocessingml.document"},
		{XLSX, office + "spreadsheetml.sheet"},
		{PPTX, office + "presentationml.presentation"},
		{OFD, "application/ofd"},
		{ZIP, "application/zip"},
		{RAR, "application/vnd.rar"},
		{SevenZ, "application/x-7z-compressed"},
		{GZIP, "application/gzip"},
		{RTF, "application/rtf"},
		{"csv", "text/csv"},
		{"json", "application/json"},
	}
}

// signature is a format's first bytes.
type signature struct {
	magic  string
	format Format
}

func signatures() []signature {
	return []signature{
		{"%PDF-", PDF},
		{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OLE},
		{"PK\x03\x04", ZIP},
		{"PK\x05\x06", ZIP},
		{"Rar!\x1A\x07", RAR},
		{"7z\xBC\xAF\x27\x1C", SevenZ},
		{"\x1F\x8B", GZIP},
		{"{\\rtf", RTF},
		{"\x89PNG", Image},
		{"\xFF\xD8\xFF", Image},
		{"GIF8", Image},
		{"II*\x00", Image},
		{"MM\x00*", Image},
	}
}

// sniff is how many bytes are looked at to tell text from binary data.
const sniff = 8192

// Detect names the format by the bytes first and by the extension of name only
// where the bytes leave it open (text formats, and what is inside a container).
func Detect(name string, data []byte) Format {
	head := data[:min(len(data), sniff)]
	if blank(data) {
		return Empty
	}
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	for _, s := range signatures() {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return inside(s.format, ext, data)
		}
	}
	// A PDF may begin after some junk; readers accept it within 1024 bytes.
	if bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) && ext == "pdf" {
		return PDF
	}
	if !looksLikeText(head) {
		return Unknown
	}
	return textFormat(ext, head)
}

// blank reports data without content: no bytes, or only white space and marks.
func blank(data []byte) bool {
	for len(data) > 0 {
		i := bytes.IndexFunc(data[:min(len(data), sniff)], func(r rune) bool {
			return r != ' ' && r != '\n' && r != '\r' && r != '\t' && r != 0xFEFF && r != 0x3000
		})
		if i >= 0 {
			return false
		}
		data = data[min(len(data), sniff):]
	}
	return true
}

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

func insideZip(ext string, data []byte) Format {
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

// insideOLE looks for the names of the main streams, which an OLE2 directory
// stores as UTF-16.
func insideOLE(ext string, data []byte) Format {
	for _, m := range []signature{{"WordDocument", DOC}, {"Workbook", XLS}, {"Book", XLS}} {
		if bytes.Contains(data, utf16le(m.magic)) {
			return m.format
		}
	}
	switch ext {
	case "doc", "wps", "dot":
		return DOC
	case "xls", "et":
		return XLS
	}
	return OLE
}

func utf16le(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		out = append(out, s[i], 0)
	}
	return out
}

// looksLikeText reports bytes without the control characters of binary data;
// UTF-16 is text by its byte order mark.
func looksLikeText(head []byte) bool {
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		return true
	}
	control := 0
	for _, c := range head {
		if c == 0 {
			return false
		}
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1A {
			control++
		}
	}
	return control*50 <= len(head)
}

// textFormat tells the text formats apart: HTML by its tags, Markdown by its
// extension, everything else is plain text.
func textFormat(ext string, head []byte) Format {
	if isHTML(head) {
		return HTML
	}
	switch ext {
	case "md", "markdown", "mkd":
		return MD
	case "html", "htm", "shtml", "xhtml", "jhtml", "jsp", "asp", "aspx", "php":
		return HTML
	}
	if isData(ext) {
		return Format(ext)
	}
	return TXT
}

// isData names text formats that hold data or programs, not running text: read
// line by line they would become documents of brackets and commas.
func isData(ext string) bool {
	switch ext {
	case "csv", "tsv", "json", "jsonl", "ndjson", "yaml", "yml", "toml", "ini", "sql", "js", "css", "svg", "log", "bib", "ris":
		return true
	}
	return false
}

// isHTML looks for the tags that begin a page, after comments and XML
// declarations.
func isHTML(head []byte) bool {
	s := strings.ToLower(asciiOnly(head))
	s = strings.TrimSpace(s)
	for _, tag := range []string{"<!doctype html", "<?xml", "<html", "<head", "<body", "<meta", "<title", "<table", "<div", "<p>", "<p ", "<span", "<center", "<h1", "<font"} {
		if strings.HasPrefix(s, tag) {
			return true
		}
	}
	if !strings.HasPrefix(s, "<") {
		return false
	}
	return strings.Contains(s, "<html") || strings.Contains(s, "<!doctype html") || strings.Contains(s, "<body")
}

// asciiOnly drops a byte order mark and every byte outside ASCII, so that tags
// are found in any encoding.
func asciiOnly(b []byte) string {
	var out strings.Builder
	for _, c := range b {
		if c != 0 && c < utf8.RuneSelf {
			out.WriteByte(c)
		}
	}
	return out.String()
}
