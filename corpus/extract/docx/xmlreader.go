package docx

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/zippart"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// The largest number of elements that is read from one part: freeElements and
// elementsPerByte for each packed byte, never more than maxElements. A long
// catalogue has half a million elements, and three for each packed byte at the
// very most (empty rows); bombs have twenty.
const (
	freeElements    = 400_000
	elementsPerByte = 4
	maxElements     = 6_000_000
)

// xmlReader walks the elements of a part by recursion that is bounded in depth
// and in number. Entities are not expanded: encoding/xml knows the five of XML
// only, and takes any other for an error.
type xmlReader struct {
	d        *xml.Decoder
	depth    int
	elements int
	limit    int
}

// withPart opens a part and has it read; f gets the reader before the root
// element. What follows the root element is read too, for the checksum of the
// part: a wrong byte may be a wrong number.
func withPart(a *zippart.Archive, name string, f func(x *xmlReader) error) error {
	r, err := a.Reader(name)
	if err != nil {
		return err
	}
	defer func() { _ = r.Close() }() // only read
	x := newXMLReader(r, freeElements+elementsPerByte*min(a.Packed(name), maxElements))
	if err := f(x); err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, r)
	return err
}

func newXMLReader(r io.Reader, limit int) *xmlReader {
	buffered := bufio.NewReaderSize(r, 64<<10)
	var text io.Reader = buffered
	if mark, _ := buffered.Peek(2); bytes.Equal(mark, []byte{0xFF, 0xFE}) || bytes.Equal(mark, []byte{0xFE, 0xFF}) {
		text = unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Reader(buffered)
	}
	d := xml.NewDecoder(text)
	d.CharsetReader = charset
	return &xmlReader{d: d, limit: min(limit, maxElements)}
}

// charset reads the encodings that XML of these files is written in. UTF-16 is
// UTF-8 by the time its declaration is read.
func charset(label string, input io.Reader) (io.Reader, error) {
	switch strings.ToLower(label) {
	case "utf-16", "utf-16le", "utf-16be", "utf8", "us-ascii":
		return input, nil
	case "gb2312", "gbk", "gb18030":
		return simplifiedchinese.GB18030.NewDecoder().Reader(input), nil
	}
	return nil, fmt.Errorf("encoding %q is not known", label)
}

// children calls f for the start of every child of the current element, up to
// its end. f must read the child to its end: by children, skip or text.
func (x *xmlReader) children(f func(e xml.StartElement) error) error {
	if err := x.enter(); err != nil {
		return err
	}
	defer x.leave()
	for {
		token, err := x.d.Token()
		if err != nil {
			return x.fail(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := f(t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// root calls f for the root element.
func (x *xmlReader) root(f func(e xml.StartElement) error) error {
	for {
		token, err := x.d.Token()
		if err != nil {
			return x.fail(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			return f(e)
		}
	}
}

// skip reads to the end of the current element.
func (x *xmlReader) skip() error {
	_, err := x.read(false)
	return err
}

// text reads to the end of the current element and gives the characters that
// stand in it, not in its children.
func (x *xmlReader) text() (string, error) { return x.read(true) }

func (x *xmlReader) read(keep bool) (string, error) {
	if err := x.enter(); err != nil {
		return "", err
	}
	outer := x.depth
	var out strings.Builder
	for {
		token, err := x.d.Token()
		if err != nil {
			return out.String(), x.fail(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if err := x.enter(); err != nil {
				return "", err
			}
		case xml.EndElement:
			x.leave()
			if x.depth < outer {
				return out.String(), nil
			}
		case xml.CharData:
			if keep && x.depth == outer {
				out.Write(t)
			}
		}
	}
}

func (x *xmlReader) enter() error {
	x.depth++
	x.elements++
	if x.depth > fault.MaxDepth {
		return &fault.TooLargeError{Size: x.depth, Limit: fault.MaxDepth, Unit: "levels"}
	}
	if x.elements > x.limit {
		return &fault.TooLargeError{Size: x.elements, Limit: x.limit, Unit: "tags"}
	}
	return nil
}

func (x *xmlReader) leave() { x.depth-- }

// fail makes an error of the decoder into one of package fault; errors of
// unpacking are that already.
func (x *xmlReader) fail(err error) error {
	var tooLarge *fault.TooLargeError
	var damaged *fault.DamagedError
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &tooLarge), errors.As(err, &damaged):
		return err
	case errors.As(err, &syntax):
		return fault.Damaged("docx", "XML, line %d: %s", syntax.Line, syntax.Msg)
	case errors.Is(err, io.EOF):
		return fault.Damaged("docx", "XML cut off")
	}
	return fault.Damaged("docx", "XML: %v", err)
}

// vocabulary is the XML vocabulary an element is of.
type vocabulary byte

const (
	other        vocabulary = iota
	wordML                  // w:
	mathML                  // m:
	markupCompat            // mc:
	drawingML               // a:
)

// vocabularyOf tells by the namespace, transitional or strict.
func vocabularyOf(e xml.StartElement) vocabulary {
	switch e.Name.Space {
	case "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main":
		return wordML
	case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
		return mathML
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return markupCompat
	case "http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main":
		return drawingML
	}
	return other
}

// attr is the value of an attribute by its local name, "" without it.
func attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// on reads a toggle (ECMA-376 Part 1, 17.3.2: an absent value is true).
func on(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}
