package ofd

import (
	"bytes"
	"encoding/xml"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// decoder is an XML decoder that takes text as it stands: no entity beyond the
// five of XML is expanded, and the encoding is that of the bytes, whatever the
// declaration says.
func decoder(data []byte) *xml.Decoder {
	d := xml.NewDecoder(bytes.NewReader(toUTF8(data)))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// toUTF8 decides the encoding by the bytes: a byte order mark, else valid UTF-8,
// else GB18030.
func toUTF8(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeWith(unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM), data)
	case utf8.Valid(data):
		return bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	}
	return decodeWith(simplifiedchinese.GB18030, data)
}

// decodeWith decodes data; bytes that e does not know become U+FFFD.
func decodeWith(e encoding.Encoding, data []byte) []byte {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return out
}
