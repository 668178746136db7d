package doc

// Kinds of styles, [MS-DOC] 2.9.260.
const (
	paragraphStyle = 1
	characterStyle = 2
)

// noStyle is the number of no style: the end of a chain of base styles.
const noStyle = 0x0FFF

// maxBase is the longest chain of styles that are based on each other. Word
// ends at 11.
const maxBase = 32

// style is an entry of the style sheet.
type style struct {
	// heading is the level of one of the built-in heading styles (1 to 9), or 0.
	heading int
	kind    int
	base    int
	// paragraph and run are its own properties, as sprms.
	paragraph, run []byte
	// solved are the properties with those of its bases, nil until needed.
	solved *styleProps
}

// styleProps are the properties that a style gives.
type styleProps struct {
	paragraph paragraphProps
	run       runProps
}

// readStyles reads the style sheet, [MS-DOC] 2.9.271. It ends at the first
// style that is cut off.
func (f *file) readStyles() {
	b, whole := f.section(tableStyles)
	header := u16(b, 0)
	if !whole || 2+header > len(b) || header < 4 {
		f.warnings = append(f.warnings, "styles could not be read")
		return
	}
	base := u16(b, 4)
	count := u16(b, 2)
	b = b[2+header:]
	for range count {
		size := u16(b, 0)
		if len(b) < 2 || 2+size > len(b) {
			return
		}
		f.styles = append(f.styles, readStyle(b[2:2+size], base))
		b = b[min(2+size+size%2, len(b)):]
	}
}

// readStyle reads one style: a fixed part whose length is base, the name, then
// the properties by kind, [MS-DOC] 2.9.258.
func readStyle(b []byte, base int) style {
	s := style{base: noStyle}
	if len(b) < 10 || base < 10 || base+2 > len(b) {
		return s
	}
	if sti := u16(b, 0) & 0x0FFF; sti >= 1 && sti <= 9 {
		s.heading = sti
	}
	s.kind = u16(b, 2) & 0xF
	s.base = u16(b, 2) >> 4
	rest := b[min(base+2+2*u16(b, base)+2, len(b)):]
	switch s.kind {
	case paragraphStyle:
		var own []byte
		own, rest = part(rest)
		if len(own) > 2 {
			s.paragraph = own[2:]
		}
		s.run, _ = part(rest)
	case characterStyle:
		s.run, _ = part(rest)
	}
	return s
}

// part cuts off bytes after their count, which begin at even places.
func part(b []byte) (own, rest []byte) {
	size := u16(b, 0)
	if len(b) < 2 || 2+size > len(b) {
		return nil, nil
	}
	return b[2 : 2+size], b[min(2+size+size%2, len(b)):]
}

// styleProps gives the properties of a style, with those of the styles that it
// is based on; a style that is not there gives none.
func (f *file) styleProps(number int) styleProps {
	return f.solve(number, 0)
}

func (f *file) solve(number, depth int) styleProps {
	if number < 0 || number >= len(f.styles) || depth > maxBase {
		return styleProps{paragraph: plainParagraph()}
	}
	s := &f.styles[number]
	if s.solved != nil {
		return *s.solved
	}
	p := f.solve(s.base, depth+1)
	if s.heading > 0 {
		p.paragraph.outline = s.heading - 1
	}
	f.apply(&p.paragraph, s.paragraph)
	p.run.apply(s.run, runProps{})
	s.solved = &p
	return p
}
