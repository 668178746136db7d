package ofd

import (
	"strings"
	"unicode"

	"duibiao/corpus/extract/fault"
	"duibiao/corpus/extract/layout"
)

// page reads one page and adds it to the pages.
func (d *docReader) page(e pageEntry) error {
	number := len(d.pages) + 1
	sheet := &canvas{reader: d.reader, res: d.shared, seen: map[spot]bool{}}
	sheet.page.Number = number
	area := d.area
	content, at, err := d.content(e.Loc)
	if err = d.unreadable(err, number); err != nil {
		return err
	}
	if content.area != nil {
		area = *content.area
	}
	if res := content.resources; len(res) > 0 {
		sheet.res = newResources(d.shared)
		for _, loc := range res {
			if err := d.resources(sheet.res, at, loc); err != nil {
				return err
			}
		}
	}
	sheet.page.Width, sheet.page.Height = (area.X1-area.X0)*pointsPerMM, (area.Y1-area.Y0)*pointsPerMM
	if err := d.compose(sheet, content, e.ID); err != nil {
		return err
	}
	sheet.finish()
	d.pages = append(d.pages, sheet.page)
	return nil
}

// unreadable turns a damaged page into a warning.
func (r *reader) unreadable(err error, number int) error {
	if err == nil {
		return nil
	}
	r.unread++
	return r.tolerate(err, "page %d cannot be read to its end: %v", number, err)
}

// content reads the part at loc, as far as it can be; the part is never nil.
func (d *docReader) content(loc string) (*part, string, error) {
	at := d.pack.find(d.root, loc)
	if at == "" {
		return &part{}, "", fault.Damaged("ofd", "part %s is missing", clean(loc))
	}
	data, err := d.pack.xml(at)
	if err != nil && len(data) == 0 {
		return &part{}, at, err
	}
	p, damage := readPart(data, d.left)
	if err == nil {
		err = damage
	}
	return p, at, err
}

// compose draws a page: templates behind, its content, templates in front, and
// annotations (GB/T 33190 7.7).
func (d *docReader) compose(sheet *canvas, content *part, id string) error {
	if err := d.drawTemplates(sheet, content.templates, false); err != nil {
		return err
	}
	if err := sheet.draw(content, identity(), 0); err != nil {
		return err
	}
	if err := d.drawTemplates(sheet, content.templates, true); err != nil {
		return err
	}
	sheet.notes = true
	for _, loc := range d.annots[id] {
		p, _, err := d.content("/" + loc)
		if err = d.tolerate(err, "annotations of page %d cannot be read: %v", sheet.page.Number, err); err != nil {
			return err
		}
		if err := sheet.draw(p, identity(), 0); err != nil {
			return err
		}
	}
	return nil
}

// drawTemplates draws the templates that a page uses, those in front or those
// behind.
func (d *docReader) drawTemplates(sheet *canvas, uses []templateUse, front bool) error {
	for _, u := range uses {
		t := d.templates[u.id]
		if t == nil {
			continue
		}
		if (u.front || strings.EqualFold(t.entry.ZOrder, "Foreground")) != front {
			continue
		}
		if err := d.load(t, sheet.page.Number); err != nil {
			return err
		}
		own := sheet.res
		sheet.res = t.res
		err := sheet.draw(t.part, identity(), 0)
		sheet.res = own
		if err != nil {
			return err
		}
	}
	return nil
}

// load reads a template when a page first uses it.
func (d *docReader) load(t *template, number int) error {
	if t.part != nil {
		return nil
	}
	p, at, err := d.content(t.entry.Loc)
	if err = d.tolerate(err, "template of page %d cannot be read: %v", number, err); err != nil {
		return err
	}
	t.part, t.res = p, newResources(d.shared)
	for _, loc := range p.resources {
		if err := d.resources(t.res, at, loc); err != nil {
			return err
		}
	}
	return nil
}

// canvas is a page being drawn.
type canvas struct {
	*reader
	page layout.Page
	res  *resources
	// hidden are the characters that are not to be seen.
	hidden []layout.Glyph
	// shown says that something is drawn that is not text.
	shown bool
	// mute counts characters that are drawn and not told: glyphs without
	// characters.
	mute int
	// pictures are the files of the pictures, as long as page.Pictures.
	pictures []string
	// notes says that annotations are being drawn: only their text counts.
	notes bool
	seen  map[spot]bool
}

// spot is a text at a place, for texts drawn twice to look bold.
type spot struct {
	text string
	x, y int
	// hidden texts are no doubles of those that are seen.
	hidden bool
}

// draw draws the objects of a part; m leads from their space to the page, in
// millimetres.
func (s *canvas) draw(p *part, m matrix, depth int) error {
	s.shown = s.shown || p.drawn
	return s.objects(p.objects, m, depth)
}

func (s *canvas) objects(objects []object, m matrix, depth int) error {
	for i := range objects {
		if err := s.left.object(); err != nil {
			return err
		}
		if err := s.object(&objects[i], m, depth); err != nil {
			return err
		}
	}
	return nil
}

func (s *canvas) object(o *object, m matrix, depth int) error {
	switch {
	case o.text != nil:
		return s.text(o, o.place.then(m))
	case o.hidden:
		return nil
	case o.picture != "":
		s.picture(o, m)
	case o.composite != "" && depth < maxNested:
		return s.objects(s.res.unit(o.composite), o.place.then(m), depth+1)
	case len(o.rules) > 0 && !s.notes:
		s.rules(o.rules, m)
	}
	return nil
}

func (s *canvas) rules(rules []layout.Rule, m matrix) {
	for _, r := range rules {
		if r, ok := moved(r, m); ok && len(s.page.Rules) <= maxRules {
			s.page.Rules = append(s.page.Rules, layout.Rule{
				X0: r.X0 * pointsPerMM, Y0: r.Y0 * pointsPerMM, X1: r.X1 * pointsPerMM, Y1: r.Y1 * pointsPerMM,
			})
		}
	}
}

// picture notes where a picture stands: its Boundary, or the unit square that
// its CTM stretches.
func (s *canvas) picture(o *object, m matrix) {
	if s.notes {
		return
	}
	s.shown = true
	b := o.place.then(m).box(layout.Box{X1: 1, Y1: 1})
	if o.width > 0 && o.height > 0 {
		x, y := o.place.apply(0, 0)
		b = m.box(layout.Box{X0: x, Y0: y, X1: x + o.width, Y1: y + o.height})
	}
	if believable(b) {
		s.page.Pictures = append(s.page.Pictures, points(b))
		s.pictures = append(s.pictures, s.res.file(o.picture))
	}
}

// text draws a text object.
func (s *canvas) text(o *object, m matrix) error {
	if s.twice(o, m) {
		return nil
	}
	f := s.res.font(o.text.font)
	mute, angle := o.text.mute(), o.text.angle(m)
	var err error
	o.text.draw(m, func(c string, b layout.Box, size float64) {
		if err != nil || !believable(b) || !printable(c) {
			return
		}
		if mute {
			s.mute++
			return
		}
		g := layout.Glyph{Box: points(b), Text: c, Size: size * pointsPerMM, Font: f.name, Bold: f.bold || o.text.bold, Angle: angle}
		if err = s.count(c); err != nil {
			return
		}
		if o.hidden {
			s.hidden = append(s.hidden, g)
		} else {
			s.page.Glyphs = append(s.page.Glyphs, g)
		}
	})
	return err
}

// count counts a character against the caps.
func (r *reader) count(c string) error {
	r.bytes += len(c)
	if r.bytes > fault.MaxTextBytes {
		return &fault.TooLargeError{Size: r.bytes, Limit: fault.MaxTextBytes, Unit: "bytes"}
	}
	return r.left.character()
}

// printable reports what is more than control characters.
func printable(c string) bool {
	return strings.IndexFunc(c, func(r rune) bool { return !unicode.IsControl(r) }) >= 0
}
