package ofd

import "strings"

// startObject begins an object: Boundary and CTM say where (GB/T 33190 8.5).
func (p *partReader) startObject(a attributes) {
	b, _ := box4(a.get("Boundary"))
	p.obj = &object{
		place: matrix6(a.get("CTM")).then(translate(b.X0, b.Y0)).then(p.at),
		width: b.X1 - b.X0, height: b.Y1 - b.Y0,
		hidden: !a.flag("Visible", true) || a.number("Alpha", 255) == 0,
	}
}

func (p *partReader) startText(a attributes) error {
	p.startObject(a)
	p.fill, p.stroke = a.flag("Fill", true), a.flag("Stroke", false)
	p.obj.hidden = p.obj.hidden || !p.fill && !p.stroke
	p.obj.text = &text{
		font: a.get("Font"), size: a.number("Size", 0), hscale: a.number("HScale", 1),
		bold:    a.number("Weight", 400) >= 600,
		reading: int(a.number("ReadDirection", 0)), turn: int(a.number("CharDirection", 0)),
	}
	p.code = textCode{}
	return nil
}

// startFill sees text that is filled with a colour wholly transparent.
func (p *partReader) startFill(a attributes) error {
	if p.obj != nil && p.obj.text != nil && !p.stroke && a.number("Alpha", 255) == 0 {
		p.obj.hidden = true
	}
	return nil
}

func (p *partReader) startGroup(a attributes) error {
	p.code.groups = append(p.code.groups, glyphGroup{
		position: int(a.number("CodePosition", 0)),
		count:    int(a.number("CodeCount", 1)),
		glyphs:   int(a.number("GlyphCount", 1)),
	})
	return nil
}

func (p *partReader) endGlyphs(chars string) error {
	if n := len(p.code.groups); n > 0 {
		p.code.groups[n-1].codes = chars
	}
	return nil
}

// startCode takes the place of a TextCode: X and Y are those of the one before
// where they are missing (GB/T 33190 11.3).
func (p *partReader) startCode(a attributes) error {
	p.code.x, p.code.y = a.number("X", p.code.x), a.number("Y", p.code.y)
	p.code.dx, p.code.dy = a.get("DeltaX"), a.get("DeltaY")
	return nil
}

func (p *partReader) endCode(chars string) error {
	if p.obj != nil && p.obj.text != nil && chars != "" {
		p.code.text = trimLines(chars)
		p.obj.text.codes = append(p.obj.text.codes, p.code)
	}
	p.code.groups = nil
	return nil
}

// trimLines drops the line breaks and indents that a writer of XML put around
// the text of an element; spaces alone are text.
func trimLines(s string) string {
	const white = " \t\r\n"
	if head := s[:len(s)-len(strings.TrimLeft(s, white))]; strings.ContainsAny(head, "\r\n") {
		s = s[len(head):]
	}
	if tail := s[len(strings.TrimRight(s, white)):]; strings.ContainsAny(tail, "\r\n") {
		s = s[:len(s)-len(tail)]
	}
	return s
}

func (p *partReader) startPath(a attributes) error {
	p.startObject(a)
	p.stroke, p.fill = a.flag("Stroke", true), a.flag("Fill", false)
	return nil
}

func (p *partReader) endPathData(chars string) error {
	if p.obj != nil && p.obj.text == nil && !p.obj.hidden {
		p.part.drawn = true
		if p.lines <= maxRules && p.left.paths(len(chars)) {
			p.obj.rules = pathRules(chars, p.obj.place, p.stroke, p.fill)
			p.lines += len(p.obj.rules)
		}
	}
	return nil
}

func (p *partReader) startImage(a attributes) error {
	p.startObject(a)
	p.obj.picture = a.get("ResourceID")
	if p.obj.picture == "" {
		p.obj.picture = " " // a picture all the same
	}
	return nil
}

func (p *partReader) startComposite(a attributes) error {
	p.startObject(a)
	p.obj.composite = a.get("ResourceID")
	return nil
}

// endObject keeps the object if it draws something that is of use.
func (p *partReader) endObject(string) error {
	o := p.obj
	p.obj = nil
	if o == nil || o.empty() {
		return nil
	}
	if p.unit != "" {
		p.part.units[p.unit] = append(p.part.units[p.unit], *o)
	} else {
		p.part.objects = append(p.part.objects, *o)
	}
	return nil
}

func (o *object) empty() bool {
	return (o.text == nil || len(o.text.codes) == 0) && len(o.rules) == 0 && o.picture == "" && o.composite == ""
}
