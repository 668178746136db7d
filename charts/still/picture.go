package still

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Size is the size of a picture in CSS pixels, 1/96 inch.
type Size struct{ Width, Height float64 }

// maxSide is the longest side of a picture in CSS pixels.
const maxSide = 20_000

func (s Size) check() error {
	if !(s.Width >= 1 && s.Width <= maxSide && s.Height >= 1 && s.Height <= maxSide) {
		return fmt.Errorf("picture of %g×%g pixels: sides are from 1 to %d", s.Width, s.Height, maxSide)
	}
	return nil
}

// Picture is something drawn: shapes and text, without anything outside of it.
type Picture struct {
	size    Size
	root    *node // a g
	defs    []*node
	title   string
	desc    string
	missing map[rune]bool
	dropped map[string]int
}

// NewPicture is an empty white picture. Title and description are for those who
// do not see it.
func NewPicture(size Size, title, description string) *Picture {
	return &Picture{
		size: size, root: newNode("g"), title: title, desc: description,
		missing: map[rune]bool{}, dropped: map[string]int{},
	}
}

// Draw makes a picture of an ECharts option with the functions of binds in it.
// It fails with ErrTooLong, ErrTooBig, the error of ctx, or what ECharts says of
// an option that it cannot draw.
func Draw(ctx context.Context, option []byte, size Size, binds ...Bind) (*Picture, error) {
	if err := size.check(); err != nil {
		return nil, err
	}
	tree, err := drawing{json.RawMessage(option), binds, size}.shapes(ctx)
	if err != nil {
		return nil, err
	}
	p := NewPicture(size, "", "")
	sum := sha256.Sum256(option)
	c := newClean("s" + hex.EncodeToString(sum[:4]) + "-")
	tree = c.node(tree)
	if tree == nil || tree.Name != "svg" {
		return nil, errors.New("draw option: no picture came back")
	}
	p.dropped = c.dropped
	for _, k := range tree.Kids {
		if k.Name == "defs" {
			p.defs = append(p.defs, k.Kids...)
			continue
		}
		p.root.Kids = append(p.root.Kids, k)
	}
	m := newMeasurer()
	if m.err != nil {
		return nil, m.err
	}
	o := outliner{m, p.missing}
	o.tree(p.root)
	return p, nil
}

// Place puts another picture into this one, its top left corner at x, y.
func (p *Picture) Place(q *Picture, x, y float64) {
	g := newNode("g", "transform", "translate("+ftoa(x)+" "+ftoa(y)+")")
	g.Kids = q.root.Kids
	p.root.Kids = append(p.root.Kids, g)
	p.defs = append(p.defs, q.defs...)
	for r := range q.missing {
		p.missing[r] = true
	}
	for k, n := range q.dropped {
		p.dropped[k] += n
	}
}

// Label is a line of text. X is its left end, middle or right end, by Anchor
// ("start", "middle", "end"); Y is the baseline. Size is one em. Lengths are CSS
// pixels.
type Label struct {
	Text, Anchor, Color string
	X, Y, Size          float64
	Bold                bool
}

// Write puts a line of text into the picture.
func (p *Picture) Write(l Label) error {
	m := newMeasurer()
	if m.err != nil {
		return m.err
	}
	weight := "normal"
	if l.Bold {
		weight = "bold"
	}
	n := newNode("text", "x", ftoa(l.X), "y", ftoa(l.Y), "fill", colorText(l.Color), "text-anchor", l.Anchor, "font-size", ftoa(l.Size), "font-weight", weight)
	n.Text = validText(l.Text)
	o := outliner{m, p.missing}
	p.root.Kids = append(p.root.Kids, o.node(n))
	return nil
}

// Missing lists the characters of the picture that have no glyph, sorted.
func (p *Picture) Missing() []rune {
	var out []rune
	for r := range p.missing {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// Dropped names the kinds of element that were left out (image: a picture from
// elsewhere), sorted.
func (p *Picture) Dropped() []string {
	var out []string
	for k := range p.dropped {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// SVG writes the picture. width is the width attribute, such as 160mm; ""
// means the size in pixels.
func (p *Picture) SVG(width string) ([]byte, error) {
	if err := p.size.check(); err != nil {
		return nil, err
	}
	root := newNode("svg", "role", "img", "viewBox", "0 0 "+ftoa(p.size.Width)+" "+ftoa(p.size.Height))
	if width == "" {
		root.Attr["width"], root.Attr["height"] = ftoa(p.size.Width), ftoa(p.size.Height)
	} else {
		l, err := ParseLength(width)
		if err != nil {
			return nil, err
		}
		root.Attr["width"] = l.String()
		root.Attr["height"] = Length{l.Value * p.size.Height / p.size.Width, l.Unit}.String()
	}
	for name, text := range map[string]string{"title": p.title, "desc": p.desc} {
		if text != "" {
			n := newNode(name)
			n.Text = validText(text)
			root.Kids = append(root.Kids, n)
		}
	}
	slices.SortFunc(root.Kids, func(a, b *node) int { return -bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	if len(p.defs) > 0 {
		d := newNode("defs")
		d.Kids = p.defs
		root.Kids = append(root.Kids, d)
	}
	paper := newNode("rect", "width", ftoa(p.size.Width), "height", ftoa(p.size.Height), "fill", "#ffffff")
	root.Kids = append(root.Kids, paper, p.root)
	var b bytes.Buffer
	root.Attr["xmlns"] = "http://www.w3.org/2000/svg"
	writeNode(&b, root, append([]string{"xmlns"}, attributes()...))
	if b.Len() > maxSVG {
		return nil, fmt.Errorf("svg of %d bytes: %w", b.Len(), ErrTooBig)
	}
	return b.Bytes(), nil
}

// maxSVG is the largest picture written or read, in bytes.
const maxSVG = 64 << 20

// SVG draws an ECharts option as SVG that looks the same in every viewer: text
// is outlines, and nothing refers outside.
func SVG(ctx context.Context, option []byte, size Size) ([]byte, error) {
	p, err := Draw(ctx, option, size)
	if err != nil {
		return nil, err
	}
	return p.SVG("")
}
