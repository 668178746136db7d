package ofd

import "duibiao/corpus/extract/layout"

// part is what one XML part of the package says: a page, a template, the
// annotations of a page or resources. All of them are read alike, since pages
// draw, resources hold drawings and annotations are drawings.
type part struct {
	// area is the PhysicalBox, in millimetres; no area: nil.
	area *layout.Box
	// templates are the templates that a page uses.
	templates []templateUse
	// resources are the locations of a page's own resources.
	resources []string
	objects   []object
	// drawn says that paths are drawn, whether or not they are lines of tables.
	drawn bool
	// units are the drawings of resources (CompositeGraphicUnit) by their ID,
	// fonts and media likewise.
	units map[string][]object
	fonts map[string]font
	media map[string]string
	// base is the directory of the resources' files (Res BaseLoc).
	base string
}

type templateUse struct {
	id    string
	front bool
}

type font struct {
	name string
	bold bool
}

// object is something drawn. place leads from its own space to that of what
// holds it.
type object struct {
	place matrix
	// width and height are those of the Boundary, in millimetres.
	width, height float64
	// hidden says that it is not to be seen: Visible false, Alpha 0, or text
	// neither filled nor stroked.
	hidden bool
	// Exactly one of these is set: a text, the lines of a path (in the space of
	// what holds it), the resource ID of a picture or of a composite.
	text      *text
	rules     []layout.Rule
	picture   string
	composite string
}

// text is a TextObject (GB/T 33190 11.2).
type text struct {
	font string
	bold bool
	// size is the font size in millimetres before place.
	size   float64
	hscale float64
	// reading and turn are ReadDirection and CharDirection: degrees clockwise.
	reading, turn int
	codes         []textCode
}

// textCode is a TextCode (GB/T 33190 11.3) with the CGTransforms before it.
type textCode struct {
	x, y   float64
	dx, dy string
	text   string
	groups []glyphGroup
}

// glyphGroup is a CGTransform (GB/T 33190 11.4.1): count characters from
// position are drawn as other glyphs.
type glyphGroup struct {
	position, count, glyphs int
	// codes are the glyphs' numbers.
	codes string
}

// readPart reads one part. Names are told by their local part, in any namespace
// and with any prefix, because writers disagree on both. With an error comes
// what stands before the damage.
func readPart(data []byte, left *budget) (*part, error) {
	p := newPartReader(data, left)
	err := p.run()
	return p.part, err
}
