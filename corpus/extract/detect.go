package extract

import (
	"bytes"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

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

// pdfStart is how far into a file its %PDF- may stand: readers accept that many
// bytes of other things before it (PDF Reference 1.7, Appendix H, note 13).
const pdfStart = 1024

// Detect names the format by the bytes first and by the extension of name only
// where the bytes leave it open (text formats, and what is inside a container
// that is damaged).
func Detect(name string, data []byte) Format {
	head := data[:min(len(data), sniff)]
	if blank(data) {
		return Empty
	}
	ext := extension(name)
	for _, s := range signatures() {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return inside(s.format, ext, data)
		}
	}
	// POSIX.1-1988 ustar interchange format: the magic of a header.
	if len(head) > 262 && string(head[257:262]) == "ustar" {
		return TAR
	}
	// In a text, %PDF- may be what it is about.
	i := bytes.Index(head[:min(len(head), pdfStart)], []byte("%PDF-"))
	if i >= 0 && (ext == "pdf" || !looksLikeText(data[:min(len(data), 64<<10)])) {
		return PDF
	}
	if !looksLikeText(head) {
		return Unknown
	}
	return textFormat(ext, head)
}

// extension is the extension of a file name in lower case, without the dot.
func extension(name string) string {
	return strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
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

// textFormat tells the text formats apart: markup by its tags, MHTML by its head
// fields, Markdown and data by the extension; everything else is plain text.
func textFormat(ext string, head []byte) Format {
	s := strings.TrimSpace(strings.ToLower(asciiOnly(head)))
	if f := officeMarkup(s); f != "" {
		return f
	}
	switch {
	case isHTML(s):
		return HTML
	case isMHTML(s):
		return MHTML
	}
	switch ext {
	case "md", "markdown", "mkd":
		return MD
	case "html", "htm", "shtml", "xhtml", "jhtml", "jsp", "asp", "aspx", "php":
		return HTML
	case "csv":
		return CSV
	case "tsv", "tab":
		return TSV
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
	case "json", "jsonl", "ndjson", "yaml", "yml", "toml", "ini", "sql", "js", "css", "svg", "log", "bib", "ris":
		return true
	}
	return false
}

// officeMarkup tells the XML formats of Office 2003 and flat packages from pages
// that Office saved, by their namespaces; "" for all else.
func officeMarkup(s string) Format {
	if !strings.HasPrefix(s, "<") || strings.Contains(s, "<html") {
		return ""
	}
	switch {
	case strings.Contains(s, "<workbook") && strings.Contains(s, "urn:schemas-microsoft-com:office:spreadsheet"),
		strings.Contains(s, ":workbook") && strings.Contains(s, "urn:schemas-microsoft-com:office:spreadsheet"):
		return XML2003
	case strings.Contains(s, "schemas.microsoft.com/office/word/2003/wordml"),
		strings.Contains(s, "schemas.microsoft.com/office/2006/xmlpackage"):
		return Word2003
	}
	return ""
}

// isMHTML looks for the head fields of a web archive (RFC 2557).
func isMHTML(s string) bool {
	first, _, _ := strings.Cut(s, ":")
	switch strings.TrimSpace(first) {
	case "mime-version", "from", "content-type", "subject", "date", "snapshot-content-location":
	default:
		return false
	}
	head, _, _ := strings.Cut(strings.ReplaceAll(s, "\r", ""), "\n\n")
	return strings.Contains(head, "mime-version:") && strings.Contains(head, "multipart/related")
}

// isHTML looks for the tags that begin a page, after comments and XML
// declarations. s is lower case.
func isHTML(s string) bool {
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
