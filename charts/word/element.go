package word

import (
	"bytes"
	"strconv"
	"strings"
)

// element is an XML element; a name of "" makes it a piece of text. Files are
// built as trees, so they are well-formed whatever the text is.
type element struct {
	name  string
	attrs []string // name, value, name, value …
	text  string
	kids  []element
}

// el is an element with children.
func el(name string, kids ...element) element { return element{name: name, kids: kids} }

// val is an element with a w:val attribute, the commonest kind.
func val(name, v string) element { return element{name: name, attrs: []string{"w:val", v}} }

// with adds attributes: name, value, name, value …
func (e element) with(attrs ...string) element {
	e.attrs = append(e.attrs[:len(e.attrs):len(e.attrs)], attrs...)
	return e
}

// holding puts text into an element.
func (e element) holding(text string) element {
	e.kids = append(e.kids[:len(e.kids):len(e.kids)], element{text: text})
	return e
}

func itoa(n int) string { return strconv.Itoa(n) }

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// bytes is the element as a part of the package.
func (e element) bytes() []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead)
	e.write(&b)
	return b.Bytes()
}

func (e element) write(b *bytes.Buffer) {
	if e.name == "" {
		b.WriteString(escape(e.text))
		return
	}
	b.WriteString("<" + e.name)
	for i := 0; i+1 < len(e.attrs); i += 2 {
		b.WriteString(" " + e.attrs[i] + `="` + escape(e.attrs[i+1]) + `"`)
	}
	if len(e.kids) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteByte('>')
	for _, k := range e.kids {
		k.write(b)
	}
	b.WriteString("</" + e.name + ">")
}

// escape makes text safe in content and in attributes. What XML cannot hold at
// all was taken out by clean.
func escape(s string) string {
	if !strings.ContainsAny(s, "&<>\"'\t\n\r") {
		return s
	}
	return strings.NewReplacer(
		"&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&apos;", "\t", "&#9;", "\n", "&#10;", "\r", "&#13;",
	).Replace(s)
}
