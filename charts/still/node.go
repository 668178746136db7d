package still

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// node is an element of a picture.
type node struct {
	Name string            `json:"n"`
	Attr map[string]string `json:"a"`
	Text string            `json:"t,omitempty"`
	Kids []*node           `json:"k,omitempty"`
}

func newNode(name string, attrs ...string) *node {
	n := &node{Name: name, Attr: map[string]string{}}
	for i := 0; i+1 < len(attrs); i += 2 {
		n.Attr[attrs[i]] = attrs[i+1]
	}
	return n
}

// num is the attribute as a number; d if it is not there or none.
func (n *node) num(key string, d float64) float64 {
	if v, ok := number(n.Attr[key]); ok {
		return v
	}
	return d
}

// number reads a finite number, with or without "px" or "%" (a hundredth).
func number(s string) (float64, bool) {
	s = strings.TrimSuffix(strings.TrimSpace(s), "px")
	scale := 1.0
	if rest, ok := strings.CutSuffix(s, "%"); ok {
		s, scale = rest, 0.01
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v-v != 0 {
		return 0, false
	}
	return v * scale, true
}

// ftoa prints a coordinate: at most three decimals, the shortest form.
func ftoa(v float64) string {
	s := strconv.FormatFloat(v, 'f', 3, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" || s == "" {
		return "0"
	}
	return s
}

// Limits of a picture that is read back.
const (
	maxNodes = 400_000
	maxNest  = 64
)

// parseSVG reads SVG into elements. Only what this package draws matters:
// declarations, comments and foreign namespaces are passed over.
func parseSVG(b []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(b))
	top := &node{}
	stack := []*node{top}
	for count := 0; ; {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read svg: %w", err)
		}
		last := stack[len(stack)-1]
		switch e := t.(type) {
		case xml.StartElement:
			n := elementOf(e)
			if count++; count > maxNodes || len(stack) > maxNest {
				return nil, fmt.Errorf("read svg: %w", ErrTooBig)
			}
			last.Kids = append(last.Kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			last.Text += string(e)
		}
	}
	if len(top.Kids) != 1 || top.Kids[0].Name != "svg" {
		return nil, errors.New("read svg: no svg element")
	}
	return top.Kids[0], nil
}

func elementOf(e xml.StartElement) *node {
	n := newNode(e.Name.Local)
	for _, a := range e.Attr {
		if a.Name.Space == "" {
			n.Attr[a.Name.Local] = a.Value
		}
	}
	return n
}

// elements and attributes that a picture may hold. Everything else is dropped:
// scripts, links, images, styles, and what points outside.
func elements() map[string]bool {
	return set("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "defs", "title", "desc",
		"linearGradient", "radialGradient", "stop", "pattern", "clipPath")
}

func attributes() []string {
	return []string{
		"id", "role", "aria-label", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "points", "d",
		"transform", "viewBox", "clip-path", "opacity", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity",
		"stroke-dasharray", "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "paint-order",
		"gradientUnits", "offset", "stop-color", "stop-opacity", "patternUnits", "patternTransform",
		"font-size", "font-family", "font-weight", "font-style", "text-anchor", "dominant-baseline", "xml:space",
	}
}

func set(names ...string) map[string]bool {
	out := make(map[string]bool, len(names))
	for _, n := range names {
		out[n] = true
	}
	return out
}

// clean drops what may not stand in a picture and gives every id a prefix, so
// that pictures can share a page. It says what it left out.
type clean struct {
	allowed map[string]bool
	known   map[string]bool
	prefix  string
	dropped map[string]int
}

func newClean(prefix string) *clean {
	return &clean{allowed: elements(), known: set(attributes()...), prefix: prefix, dropped: map[string]int{}}
}

func (c *clean) node(n *node) *node {
	if !c.allowed[n.Name] {
		c.dropped[n.Name]++
		return nil
	}
	out := newNode(n.Name)
	out.Text = validText(n.Text)
	for key, v := range n.Attr {
		if v, ok := c.attr(n.Name, key, v); ok {
			out.Attr[key] = v
		}
	}
	for _, k := range n.Kids {
		if k := c.node(k); k != nil {
			out.Kids = append(out.Kids, k)
		}
	}
	return out
}

func (c *clean) attr(element, key, v string) (string, bool) {
	if key == "style" && element == "text" {
		return validText(v), true // read by the text painter, never written
	}
	if !c.known[key] {
		return "", false
	}
	switch key {
	case "id":
		return c.prefix + validText(v), true
	case "fill", "stroke", "clip-path", "stop-color":
		if id, ok := localRef(v); ok {
			return "url(#" + c.prefix + id + ")", true
		}
		if key == "clip-path" {
			return "", false
		}
		return colorText(v), true
	}
	return validText(v), !strings.Contains(strings.ToLower(v), "url(")
}

// localRef is the id in url(#id).
func localRef(v string) (string, bool) {
	id, ok := strings.CutPrefix(v, "url(#")
	if !ok {
		return "", false
	}
	id, ok = strings.CutSuffix(id, ")")
	return id, ok && !strings.ContainsAny(id, "()#:/\\'\" <>&")
}

// validText replaces what XML 1.0, 2.2 cannot hold.
func validText(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r < 0x20 || r == 0xFFFE || r == 0xFFFF:
			return 0xFFFD
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// writeNode writes an element and what is in it, attributes in a fixed order.
func writeNode(b *bytes.Buffer, n *node, attrs []string) {
	b.WriteString("<" + n.Name)
	for _, key := range attrs {
		if v, ok := n.Attr[key]; ok {
			b.WriteString(" " + key + `="`)
			_ = xml.EscapeText(b, []byte(v)) // a Buffer takes everything
			b.WriteByte('"')
		}
	}
	if n.Text == "" && len(n.Kids) == 0 {
		b.WriteString("/>\n")
		return
	}
	b.WriteByte('>')
	if len(n.Kids) > 0 {
		b.WriteByte('\n')
	} else {
		_ = xml.EscapeText(b, []byte(n.Text))
	}
	for _, k := range n.Kids {
		writeNode(b, k, attrs)
	}
	b.WriteString("</" + n.Name + ">\n")
}
