package word

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
)

// errNested is a footnote inside a footnote.
var errNested = errors.New("a footnote has a footnote of its own")

// TextWidth is how wide a picture may be, in millimetres.
const TextWidth = 156

const (
	emuPerMM    = 36000
	maxHeightMM = 165 // heading, caption and notes stand on the same page
	// maxPixels bounds the sides of a picture: a PNG can claim more than any
	// program would draw.
	maxPixels = 30000
)

// figure is a picture, its caption and its notes, kept on one page.
func (b *builder) figure(f Figure) (piece, error) {
	var out []element
	if len(f.PNG) > 0 {
		d, err := b.drawing(f)
		if err != nil {
			return piece{}, fmt.Errorf("figure %q: %w", f.ID, err)
		}
		out = append(out, el("w:p", b.properties("Figure", true), el("w:r", d)))
	} else {
		rs, err := b.runs(f.Instead, nil)
		if err != nil {
			return piece{}, err
		}
		out = append(out, el("w:p", append([]element{b.properties("Instead", true)}, rs...)...))
	}
	out = append(out, b.caption(f.ID, f.Title, len(f.Notes) > 0))
	notes, err := b.notesUnder(f.Notes)
	return piece{elements: append(out, notes...), float: true}, err
}

// drawing is the picture in the line of text (ECMA-376, 20.4.2.8).
func (b *builder) drawing(f Figure) (element, error) {
	c, err := png.DecodeConfig(bytes.NewReader(f.PNG))
	if err != nil {
		return element{}, fmt.Errorf("picture: %w", err)
	}
	if c.Width < 1 || c.Height < 1 || c.Width > maxPixels || c.Height > maxPixels {
		return element{}, fmt.Errorf("picture of %d × %d pixels", c.Width, c.Height)
	}
	b.pictures++
	n := itoa(b.pictures)
	blip := el("a:blip").with("r:embed", b.image("image"+n+".png", f.PNG))
	if len(f.SVG) > 0 {
		b.svg = true
		blip.kids = append(blip.kids, el("a:extLst", el("a:ext",
			el("asvg:svgBlip").with("xmlns:asvg", nsSVG, "r:embed", b.image("image"+n+".svg", f.SVG)),
		).with("uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}")))
	}
	w, h := extent(c.Width, c.Height)
	cx, cy := itoa(w), itoa(h)
	name, alt := "图片 "+n, b.line(f.Alt)
	pic := el("pic:pic",
		el("pic:nvPicPr", el("pic:cNvPr").with("id", n, "name", name, "descr", alt), el("pic:cNvPicPr")),
		el("pic:blipFill", blip, el("a:stretch", el("a:fillRect"))),
		el("pic:spPr",
			el("a:xfrm", el("a:off").with("x", "0", "y", "0"), el("a:ext").with("cx", cx, "cy", cy)),
			el("a:prstGeom", el("a:avLst")).with("prst", "rect")))
	return el("w:drawing", el("wp:inline",
		el("wp:extent").with("cx", cx, "cy", cy),
		el("wp:effectExtent").with("l", "0", "t", "0", "r", "0", "b", "0"),
		el("wp:docPr").with("id", n, "name", name, "descr", alt),
		el("wp:cNvGraphicFramePr", el("a:graphicFrameLocks").with("noChangeAspect", "1")),
		el("a:graphic", el("a:graphicData", pic).with("uri", nsPic)),
	).with("distT", "0", "distB", "0", "distL", "0", "distR", "0")), nil
}

// image keeps a picture as a part and gives its relation.
func (b *builder) image(name string, data []byte) string {
	b.parts["word/media/"+name] = data
	id := "rIdImage" + itoa(len(b.rels)+1)
	b.rels = append(b.rels, relation(id, nsR+"/image", "media/"+name))
	return id
}

// extent is the printed size in EMU: as wide as the text, unless the picture has
// fewer than 600 pixels or would be too high.
func extent(width, height int) (w, h int) {
	w = TextWidth * emuPerMM
	if width < 600 {
		w = width * 9525 // 96 pixels to the inch
	}
	h = w * height / width
	if limit := maxHeightMM * emuPerMM; h > limit {
		w, h = max(w*limit/h, 1), limit
	}
	return w, max(h, 1)
}
