package extract

import (
	"context"

	"duibiao/corpus"
	"duibiao/corpus/extract/doc"
	"duibiao/corpus/extract/docx"
	"duibiao/corpus/extract/sheet"
	"duibiao/corpus/extract/xls"
	"duibiao/corpus/extract/xlsx"
)

// Format is a file format by its usual extension, without the dot.
type Format string

// The formats that Detect tells apart.
const (
	TXT      Format = "txt"
	MD       Format = "md"
	CSV      Format = "csv"
	TSV      Format = "tsv"
	HTML     Format = "html"
	MHTML    Format = "mht"
	PDF      Format = "pdf"
	DOC      Format = "doc" // also WPS: the same container
	XLS      Format = "xls" // also ET
	PPT      Format = "ppt"
	OLE      Format = "ole" // an OLE2 container of other content
	DOCX     Format = "docx"
	XLSX     Format = "xlsx"
	XLSB     Format = "xlsb"
	PPTX     Format = "pptx"
	ODT      Format = "odt"
	ODS      Format = "ods"
	OFD      Format = "ofd"
	XML2003  Format = "xml spreadsheet 2003"
	Word2003 Format = "word xml"
	ZIP      Format = "zip"
	RAR      Format = "rar"
	TAR      Format = "tar"
	SevenZ   Format = "7z"
	GZIP     Format = "gz"
	RTF      Format = "rtf"
	Image    Format = "image"
	// Locked is a newer office document behind a password: what it is cannot be
	// seen from outside.
	Locked  Format = "locked"
	Empty   Format = "empty"
	Unknown Format = "unknown"
)

// textReader reads decoded text of one format into c.
type textReader func(text string, c *corpus.Content) error

// binaryReader reads the bytes of one format into c.
type binaryReader func(ctx context.Context, r *Reader, job Job, data []byte, c *corpus.Content) error

// form is what is known of a format.
type form struct {
	format Format
	media  string
	// exts are the extensions that promise the format.
	exts []string
	// One of these reads it; none if it cannot be read.
	text   textReader
	binary binaryReader
}

// forms is the list of formats; one that can be read is one file and one line.
func forms() []form {
	const office = "application/vnd.openxmlformats-officedocument."
	return []form{
		{TXT, "text/plain", nil, sure(readText), nil},
		{MD, "text/markdown", nil, sure(readMarkdown), nil},
		{CSV, "text/csv", []string{"csv"}, sheet.ReadCSV, nil},
		{TSV, "text/tab-separated-values", []string{"tsv", "tab"}, sheet.ReadCSV, nil},
		{HTML, "text/html", nil, sure(readHTML), nil},
		{MHTML, "multipart/related", []string{"mht", "mhtml", "doc", "xls"}, nil, readMHTML},
		{PDF, "application/pdf", []string{"pdf"}, nil, readPDF},
		{DOC, "application/msword", []string{"doc", "wps", "dot"}, nil, plain(doc.Read)},
		{XLS, "application/vnd.ms-excel", []string{"xls", "et", "xlt"}, nil, plain(xls.Read)},
		{DOCX, office + "wordprocessingml.document", []string{"docx", "docm", "dotx", "dotm", "wps"}, nil, plain(docx.Read)},
		{XLSX, office + "spreadsheetml.sheet", []string{"xlsx", "xlsm", "xltx", "xltm", "et"}, nil, plain(xlsx.Read)},
		{XML2003, "application/xml", []string{"xls"}, nil, plain(xlsx.ReadXML2003)},
		{OFD, "application/ofd", []string{"ofd"}, nil, readOFD},
		{Word2003, "application/xml", []string{"doc"}, nil, nil},
		{PPT, "application/vnd.ms-powerpoint", []string{"ppt", "dps", "pps"}, nil, nil},
		{PPTX, office + "presentationml.presentation", []string{"pptx", "ppsx", "dps"}, nil, nil},
		{XLSB, "application/vnd.ms-excel.sheet.binary.macroEnabled.12", []string{"xlsb"}, nil, nil},
		{ODT, "application/vnd.oasis.opendocument.text", []string{"odt"}, nil, nil},
		{ODS, "application/vnd.oasis.opendocument.spreadsheet", []string{"ods"}, nil, nil},
		{ZIP, "application/zip", []string{"zip"}, nil, nil},
		{RAR, "application/vnd.rar", []string{"rar"}, nil, nil},
		{TAR, "application/x-tar", []string{"tar"}, nil, nil},
		{SevenZ, "application/x-7z-compressed", []string{"7z"}, nil, nil},
		{GZIP, "application/gzip", []string{"gz", "tgz"}, nil, nil},
		{RTF, "application/rtf", []string{"rtf"}, nil, nil},
		{Image, "", []string{"png", "jpg", "jpeg", "gif", "tif", "tiff"}, nil, readImage},
		{"json", "application/json", nil, nil, nil},
	}
}

// sure is a textReader of one that cannot fail.
func sure(read func(string, *corpus.Content)) textReader {
	return func(text string, c *corpus.Content) error {
		read(text, c)
		return nil
	}
}

// plain is a binaryReader of one that needs nothing but the bytes.
func plain(read func([]byte, *corpus.Content) error) binaryReader {
	return func(_ context.Context, _ *Reader, _ Job, data []byte, c *corpus.Content) error { return read(data, c) }
}

// formOf finds what is known of a format.
func formOf(f Format) form {
	for _, e := range forms() {
		if e.format == f {
			return e
		}
	}
	return form{format: f}
}

// MediaType is the IANA media type of a format; application/octet-stream for
// what has none, or several.
func (f Format) MediaType() string {
	if m := formOf(f).media; m != "" {
		return m
	}
	return "application/octet-stream"
}

// Packed reports the formats whose members are files of their own.
func (f Format) Packed() bool { return f == ZIP || f == RAR || f == TAR || f == GZIP }
