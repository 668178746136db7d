package still

import (
	"fmt"
	"strings"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// unit is the size at which outlines are written: coordinates are then whole
// font units, which makes paths short.
const unit = 1000.0

// slant is the lean of italics, which the fonts do not have.
const slant = 0.2

// centre is the middle of the em box above the baseline, in em: what
// dominant-baseline="central" means for these fonts (ascent 0.88, descent 0.12).
const centre = 0.38

// outliner turns text elements into paths.
type outliner struct {
	m       *measurer
	missing map[rune]bool
}

// textRun is a line of text ready to be outlined.
type textRun struct {
	text string
	face typeface
	x, y float64
}

func (o *outliner) run(n *node) textRun {
	r := textRun{text: n.Text, face: textFace(n), x: n.num("x", 0), y: n.num("y", 0)}
	if n.Attr["dominant-baseline"] == "central" || n.Attr["dominant-baseline"] == "middle" {
		r.y += centre * r.face.size
	}
	switch n.Attr["text-anchor"] {
	case "middle":
		r.x -= o.m.width(r.text, r.face) / 2
	case "end":
		r.x -= o.m.width(r.text, r.face)
	}
	return r
}

func textFace(n *node) typeface {
	f := cssFont(n.Attr["style"])
	if v, ok := number(n.Attr["font-size"]); ok {
		f.size = v
	}
	own := cssFont(n.Attr["font-weight"] + " " + n.Attr["font-style"])
	f.bold, f.italic = f.bold || own.bold, f.italic || own.italic
	return f
}

// node is a text element as a group of paths: the halo, the letters, and the
// letters that stand for bold ones.
func (o *outliner) node(n *node) *node {
	r := o.run(n)
	if strings.TrimSpace(r.text) == "" || r.face.size <= 0 {
		return newNode("g")
	}
	real, fake := o.outlines(r)
	k := r.face.size / unit
	lean := 0.0
	if r.face.italic {
		lean = -slant * k
	}
	place := strings.TrimSpace(n.Attr["transform"] + " " + fmt.Sprintf("matrix(%s 0 %s %s %s %s)", fine(k), fine(lean), fine(k), ftoa(r.x), ftoa(r.y)))
	g := newNode("g", "role", "img", "aria-label", r.text, "transform", place)
	copyAttrs(g, n, "opacity")
	if s := n.Attr["stroke"]; s != "" && s != "none" {
		halo := newNode("path", "d", real+fake, "fill", "none", "stroke", s, "stroke-linejoin", "round",
			"stroke-width", ftoa(n.num("stroke-width", 1)/k))
		copyAttrs(halo, n, "stroke-opacity")
		g.Kids = append(g.Kids, halo)
	}
	fill := n.Attr["fill"]
	if fill == "" {
		fill = "#000000"
	}
	for i, d := range []string{real, fake} {
		if d == "" || fill == "none" {
			continue
		}
		p := newNode("path", "d", d, "fill", fill)
		copyAttrs(p, n, "fill-opacity")
		if i == 1 { // bold by a stroke of the same colour
			p.Attr["stroke"], p.Attr["stroke-width"], p.Attr["stroke-linejoin"] = fill, ftoa(unit*0.045), "round"
			if v, ok := n.Attr["fill-opacity"]; ok {
				p.Attr["stroke-opacity"] = v
			}
		}
		g.Kids = append(g.Kids, p)
	}
	return g
}

// fine prints a factor with the digits it needs.
func fine(v float64) string {
	s := fmt.Sprintf("%.6f", v)
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}

func copyAttrs(to, from *node, keys ...string) {
	for _, k := range keys {
		if v, ok := from.Attr[k]; ok {
			to.Attr[k] = v
		}
	}
}

// outlines is the path data of a run in font units: letters, and letters that
// need to be made bold.
func (o *outliner) outlines(r textRun) (letters, thin string) {
	var b, t strings.Builder
	x := 0.0
	for _, c := range r.text {
		g := o.m.glyph(c, r.face.bold)
		switch {
		case g.missing:
			o.missing[c] = true
			o.box(&b, c, x)
		case g.fake:
			writeOutline(&t, g.outline, x, 0, 1)
		default:
			writeOutline(&b, g.outline, x, 0, 1)
		}
		x += g.advance * unit
	}
	return b.String(), t.String()
}

// box is a frame with the code point in it, for a character without a glyph.
func (o *outliner) box(b *strings.Builder, c rune, x float64) {
	fmt.Fprintf(b, "M%s -840h920v920h-920ZM%s -800v840h840v-840Z", ftoa(x+40), ftoa(x+80))
	code := fmt.Sprintf("%04X", c)
	half := (len(code) + 1) / 2
	size := 0.36
	if half > 2 {
		size = 0.29
	}
	for i, line := range []string{code[:half], code[half:]} {
		at := x + 500 - o.m.width(line, typeface{size: size * unit})/2
		for _, d := range line {
			g := o.m.glyph(d, false)
			writeOutline(b, g.outline, at, -460+float64(i)*370, size)
			at += g.advance * unit * size
		}
	}
}

// writeOutline appends a glyph as path data, moved to x, y and scaled.
func writeOutline(b *strings.Builder, segments sfnt.Segments, x, y, scale float64) {
	open := false
	for _, s := range segments {
		args := 1
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				b.WriteByte('Z')
			}
			open = true
			b.WriteByte('M')
		case sfnt.SegmentOpLineTo:
			b.WriteByte('L')
		case sfnt.SegmentOpQuadTo:
			b.WriteByte('Q')
			args = 2
		case sfnt.SegmentOpCubeTo:
			b.WriteByte('C')
			args = 3
		}
		for i, p := range s.Args[:args] {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(coordinate(p.X, x, scale) + " " + coordinate(p.Y, y, scale))
		}
	}
	if open {
		b.WriteByte('Z')
	}
}

func coordinate(v fixed.Int26_6, offset, scale float64) string {
	s := fmt.Sprintf("%.1f", float64(v)/64*scale+offset)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

// tree replaces every text element below n.
func (o *outliner) tree(n *node) {
	for i, k := range n.Kids {
		if k.Name == "text" {
			n.Kids[i] = o.node(k)
			continue
		}
		o.tree(k)
	}
}
