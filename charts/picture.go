package charts

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"duibiao/charts/still"
)

// PictureOptions say how a figure becomes a picture of its own.
type PictureOptions struct {
	// Label is what the figure is called, "图1" when empty.
	Label string
	// Width of the picture; 160 mm, a text column on A4, when zero. A pixel is
	// one of the PNG, 1/DPI inch.
	Width still.Length
	// DPI is dots an inch, still.DefaultDPI when zero.
	DPI float64
	// Bare leaves out all around the chart: the document it goes into has it.
	Bare bool
}

// SVG writes a figure as SVG: the chart, and around it its title, unit, notes,
// sources and date. It gives the characters that no font has; they are drawn as
// boxes with their code points.
func SVG(ctx context.Context, w io.Writer, f Figure, o PictureOptions) ([]rune, error) {
	b, missing, err := svgOf(ctx, f, o)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(b); err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return missing, nil
}

// PNG is SVG, painted at o.DPI.
func PNG(ctx context.Context, w io.Writer, f Figure, o PictureOptions) ([]rune, error) {
	b, missing, err := svgOf(ctx, f, o)
	if err != nil {
		return nil, err
	}
	if b, err = still.PNG(ctx, b, o.DPI); err != nil {
		return nil, fmt.Errorf("picture %s: %w", f.Kind, err)
	}
	if _, err := w.Write(b); err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return missing, nil
}

// Sizes of a picture in CSS pixels: 12 are 9 points, 小五, as notes to figures
// are printed.
const (
	pictureMargin = 12
	titleSize     = 14
	noteSize      = 11
	noteLine      = 17
	// pictureLeast is the width below which labels would be cut.
	pictureLeast = 360
)

// sheet is a picture under way: what is written goes below what is there.
type sheet struct {
	width float64
	y     float64
	lines []still.Label
}

func svgOf(ctx context.Context, f Figure, o PictureOptions) ([]byte, []rune, error) {
	if o.Width.Value == 0 {
		o.Width = still.Length{Value: 160, Unit: "mm"}
	}
	if o.DPI == 0 {
		o.DPI = still.DefaultDPI
	}
	if o.Label == "" {
		o.Label = label("图", 1)
	}
	s := &sheet{width: o.Width.CSS(o.DPI)}
	if !(s.width >= pictureLeast) {
		return nil, nil, fmt.Errorf("picture %s: width of %s is too small for its labels: at least %d mm", f.Kind, o.Width, pictureLeast*254/960+1)
	}
	if f.Option == nil && o.Bare {
		return nil, nil, fmt.Errorf("picture %s: %s", f.Kind, f.Sentence)
	}
	p, err := s.picture(ctx, f, o)
	if err != nil {
		return nil, nil, fmt.Errorf("picture %s: %w", f.Kind, err)
	}
	width := ""
	if o.Width.Unit == "mm" {
		width = o.Width.String()
	}
	b, err := p.SVG(width)
	if err != nil {
		return nil, nil, fmt.Errorf("picture %s: %w", f.Kind, err)
	}
	return b, p.Missing(), nil
}

// picture lays out unit, chart, title, notes and sources, from top to bottom.
func (s *sheet) picture(ctx context.Context, f Figure, o PictureOptions) (*still.Picture, error) {
	if o.Bare {
		return still.Draw(ctx, f.Option, still.Size{Width: s.width, Height: float64(f.Height)})
	}
	s.y = pictureMargin
	if f.Unit != "" && f.Option != nil {
		s.y += noteLine
		s.lines = append(s.lines, still.Label{Text: "单位：" + f.Unit, Anchor: "end", Color: colorInk, X: s.width - pictureMargin, Y: s.y - 5, Size: noteSize})
	}
	var chart *still.Picture
	top := s.y
	if f.Option != nil {
		size := still.Size{Width: s.width - 2*pictureMargin, Height: float64(f.Height)}
		var err error
		if chart, err = still.Draw(ctx, f.Option, size); err != nil {
			return nil, err
		}
		s.y += size.Height
	} else if err := s.paragraph("", f.Sentence, 12); err != nil {
		return nil, err
	}
	if err := s.foot(f, o); err != nil {
		return nil, err
	}
	p := still.NewPicture(still.Size{Width: s.width, Height: s.y + pictureMargin}, o.Label+"　"+f.Title, f.Description)
	if chart != nil {
		p.Place(chart, pictureMargin, top)
	}
	for _, l := range s.lines {
		if err := p.Write(l); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// foot writes the title below the chart, and what stands under it.
func (s *sheet) foot(f Figure, o PictureOptions) error {
	title, err := still.Wrap(o.Label+"　"+f.Title, titleSize, true, s.width-2*pictureMargin)
	if err != nil {
		return err
	}
	s.y += 8
	for _, t := range title {
		s.y += titleSize * 1.5
		s.lines = append(s.lines, still.Label{Text: t, Anchor: "middle", Color: colorInk, X: s.width / 2, Y: s.y - 4, Size: titleSize, Bold: true})
	}
	s.y += 6
	for i, n := range f.Notes {
		lead := ""
		if i == 0 {
			lead = "注："
		}
		if err := s.paragraph(lead, n, noteSize); err != nil {
			return err
		}
	}
	if len(f.Key) > 0 {
		if err := s.paragraph("", "序号："+strings.Join(f.Key, "；")+"。", noteSize); err != nil {
			return err
		}
	}
	return s.paragraph("", sourcesLine(f), noteSize)
}

// paragraph writes text below a hanging lead of two characters.
func (s *sheet) paragraph(lead, text string, size float64) error {
	indent := pictureMargin + 2*size
	lines, err := still.Wrap(text, size, false, s.width-pictureMargin-indent)
	if err != nil {
		return err
	}
	for i, t := range lines {
		s.y += noteLine
		if i == 0 && lead != "" {
			s.lines = append(s.lines, still.Label{Text: lead, Anchor: "start", Color: colorInk, X: pictureMargin, Y: s.y - 5, Size: size})
		}
		s.lines = append(s.lines, still.Label{Text: t, Anchor: "start", Color: colorInk, X: indent, Y: s.y - 5, Size: size})
	}
	return nil
}

// fullSources is how many sources a picture describes in full. More would be
// longer than the picture: then it names who they are from, and how many.
const fullSources = 8

// namedSources is how many it names at most.
const namedSources = 12

// sourcesLine names the sources of a figure and its date.
func sourcesLine(f Figure) string {
	book := newSourceBook(f.Report)
	book.refsOf(f.Report)
	var names []string
	for _, r := range book.list {
		name := strings.TrimRight(book.text(r), ".。 ")
		if len(book.list) > fullSources && r.Author != "" {
			name = r.Author
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	text := "数据来源：" + strings.Join(names[:min(len(names), namedSources)], "；")
	if len(names) > namedSources {
		text += "等"
	}
	if n := len(book.list); n > fullSources {
		text += "。共" + itoa(n) + "处，逐处书目见报告的数据来源"
	}
	if d := f.Report.DataDate; !d.IsZero() {
		text += "。数据截至" + d.Chinese()
	}
	return text + "。"
}
