package ofd

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"

	"duibiao/corpus/extract/fault"
)

// partReader walks the tokens of one part.
type partReader struct {
	dec   *xml.Decoder
	part  *part
	start map[string]func(attributes) error
	end   map[string]func(chars string) error
	// open are the elements that are open.
	open []string
	// chars is the character data since the last tag.
	chars strings.Builder
	// unit is the ID of the CompositeGraphicUnit being read, "" outside.
	unit string
	// at is the place of the annotation's Appearance being read.
	at matrix
	// obj is the object being read, nil outside; stroke and fill are its own.
	obj          *object
	stroke, fill bool
	code         textCode
	// media is the ID of the MultiMedia being read.
	media string
	left  *budget
	// lines counts those of paths, which are tables only while they are few.
	lines int
}

func newPartReader(data []byte, left *budget) *partReader {
	p := &partReader{
		dec:  decoder(data),
		part: &part{units: map[string][]object{}, fonts: map[string]font{}, media: map[string]string{}},
		at:   identity(),
		left: left,
	}
	p.start = map[string]func(attributes) error{
		"Annot": p.startAnnot, "Appearance": p.startAppearance,
		"CompositeGraphicUnit": p.startUnit, "Res": p.startRes, "Font": p.startFont, "MultiMedia": p.startMedia,
		"Template": p.startTemplate, "TextObject": p.startText, "FillColor": p.startFill,
		"CGTransform": p.startGroup, "TextCode": p.startCode, "PathObject": p.startPath,
		"ImageObject": p.startImage, "CompositeObject": p.startComposite,
	}
	p.end = map[string]func(string) error{
		"Appearance": p.endAppearance, "CompositeGraphicUnit": p.endUnit, "PhysicalBox": p.endBox,
		"PageRes": p.endPageRes, "MediaFile": p.endMediaFile, "Glyphs": p.endGlyphs, "TextCode": p.endCode,
		"AbbreviatedData": p.endPathData, "TextObject": p.endObject, "PathObject": p.endObject,
		"ImageObject": p.endObject, "CompositeObject": p.endObject,
	}
	return p
}

// ignored names the elements that hold drawings which are no content: the clip
// of an object, the tiles of a pattern, what a click does.
func ignored(name string) bool {
	switch name {
	case "Clips", "Pattern", "Border", "Actions", "Parameters", "Extensions", "Thumbnail":
		return true
	}
	return false
}

func (p *partReader) run() error {
	for {
		tok, err := p.dec.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fault.Damaged("ofd", "XML is not well formed")
		}
		if err := p.token(tok); err != nil {
			return err
		}
	}
}

func (p *partReader) token(tok xml.Token) error {
	switch t := tok.(type) {
	case xml.StartElement:
		return p.enter(t)
	case xml.CharData:
		p.chars.Write(t)
	case xml.EndElement:
		return p.leave(t.Name.Local)
	}
	return nil
}

// errSkip is what a start function returns to leave an element unread.
var errSkip = errors.New("skip this element")

func (p *partReader) enter(t xml.StartElement) error {
	name := t.Name.Local
	if len(p.open) >= fault.MaxDepth {
		return &fault.TooLargeError{Size: len(p.open) + 1, Limit: fault.MaxDepth, Unit: "levels"}
	}
	if err := p.left.element(); err != nil {
		return err
	}
	p.chars.Reset()
	err := errSkip
	if !ignored(name) {
		err = nil
		if f := p.start[name]; f != nil {
			err = f(t.Attr)
		}
	}
	if err == errSkip { //nolint:errorlint // never wrapped
		return p.skip()
	}
	p.open = append(p.open, name)
	return err
}

func (p *partReader) leave(name string) error {
	if n := len(p.open); n > 0 {
		p.open = p.open[:n-1]
	}
	var err error
	if f := p.end[name]; f != nil {
		err = f(p.chars.String())
	}
	p.chars.Reset()
	return err
}

// skip reads over the element just entered.
func (p *partReader) skip() error {
	if err := p.dec.Skip(); err != nil {
		return fault.Damaged("ofd", "XML is not well formed")
	}
	return nil
}

// attributes are those of one element.
type attributes []xml.Attr

func (a attributes) get(name string) string {
	for _, at := range a {
		if at.Name.Local == name {
			return strings.TrimSpace(at.Value)
		}
	}
	return ""
}

func (a attributes) number(name string, missing float64) float64 {
	if v, ok := number(a.get(name)); ok {
		return v
	}
	return missing
}

func (a attributes) flag(name string, missing bool) bool {
	switch strings.ToLower(a.get(name)) {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	return missing
}

// startAnnot leaves watermarks and what is not to be seen unread.
func (p *partReader) startAnnot(a attributes) error {
	if strings.EqualFold(a.get("Type"), "Watermark") || strings.EqualFold(a.get("Subtype"), "Watermark") || !a.flag("Visible", true) {
		return errSkip
	}
	return nil
}

func (p *partReader) startAppearance(a attributes) error {
	b, _ := box4(a.get("Boundary"))
	p.at = translate(b.X0, b.Y0)
	return nil
}

func (p *partReader) endAppearance(string) error {
	p.at = identity()
	return nil
}

func (p *partReader) startUnit(a attributes) error {
	p.unit = a.get("ID")
	return nil
}

func (p *partReader) endUnit(string) error {
	p.unit = ""
	return nil
}

func (p *partReader) startRes(a attributes) error {
	p.part.base = a.get("BaseLoc")
	return nil
}

func (p *partReader) startFont(a attributes) error {
	name := a.get("FontName")
	if name == "" {
		name = a.get("FamilyName")
	}
	bold := a.flag("Bold", false) || strings.Contains(strings.ToLower(name), "bold")
	p.part.fonts[a.get("ID")] = font{name: name, bold: bold}
	return nil
}

func (p *partReader) startMedia(a attributes) error {
	p.media = a.get("ID")
	return nil
}

func (p *partReader) endMediaFile(chars string) error {
	p.part.media[p.media] = path.Join(p.part.base, clean(chars))
	return nil
}

func (p *partReader) startTemplate(a attributes) error {
	p.part.templates = append(p.part.templates, templateUse{
		id:    a.get("TemplateID"),
		front: strings.EqualFold(a.get("ZOrder"), "Foreground"),
	})
	return nil
}

// endBox takes the PhysicalBox of a page's Area.
func (p *partReader) endBox(chars string) error {
	if n := len(p.open); n == 0 || p.open[n-1] != "Area" {
		return nil
	}
	if b, ok := box4(chars); ok {
		p.part.area = &b
	}
	return nil
}

func (p *partReader) endPageRes(chars string) error {
	p.part.resources = append(p.part.resources, strings.TrimSpace(chars))
	return nil
}
