package doc

// bodyText is the outline level of a paragraph that is no heading.
const bodyText = 9

// paragraphProps are the properties of a paragraph.
type paragraphProps struct {
	// inTable says that the paragraph stands in a table, tables in how many; 0
	// is one for files older than nested tables.
	inTable bool
	tables  int
	// rowEnd says that the mark ends a row of the outer table, innerCell and
	// innerRow a cell and a row of a table within.
	rowEnd, innerCell, innerRow bool
	// outline is the level of a heading from 0, or bodyText.
	outline int
	// list numbers the list from 1, 0 for none; level is its level from 0.
	list, level int
	// row is what the mark of a row says of its cells; nil elsewhere.
	row *rowShape
}

func plainParagraph() paragraphProps { return paragraphProps{outline: bodyText} }

// paragraphKey tells properties of paragraphs apart.
type paragraphKey struct{ run, prm int }

// paragraphCache keeps the properties found last.
type paragraphCache struct {
	key   paragraphKey
	props paragraphProps
	ready bool
}

// paragraph gives the properties of the paragraph that c ends: those of its
// style, then its own, then those of the piece, [MS-DOC] 2.4.6.1.
func (f *file) paragraph(c char, cache *paragraphCache) paragraphProps {
	n := f.paragraphs.find(c.fc)
	key := paragraphKey{n, c.piece.prm}
	if cache.ready && cache.key == key {
		return cache.props
	}
	b := f.properties(&f.paragraphs, n)
	change := f.change(c.piece)
	number := u16(b, 0)
	eachSprm(change, func(op int, arg []byte) {
		if op == sprmPIstd {
			number = u16(arg, 0)
		}
	})
	p := f.styleProps(number).paragraph
	p.row = nil
	if len(b) > 2 {
		f.apply(&p, b[2:])
	}
	f.apply(&p, change)
	*cache = paragraphCache{key: key, props: p, ready: true}
	return p
}

// depth counts the tables that the paragraph stands in.
func (p *paragraphProps) depth() int {
	if !p.inTable {
		return 0
	}
	return max(p.tables, 1)
}

// apply changes p by sprms, and by those in the stream Data that they name.
func (f *file) apply(p *paragraphProps, b []byte) {
	f.spent += len(b)
	eachSprm(b, func(op int, arg []byte) {
		switch op {
		case sprmPHugePapx, sprmPHugePapxOld, sprmPTableProps:
			more := f.followed(arg)
			f.spent += len(more)
			eachSprm(more, p.change)
		default:
			p.change(op, arg)
		}
	})
}

// change applies one sprm.
func (p *paragraphProps) change(op int, arg []byte) {
	switch op {
	case sprmPFInTable:
		p.inTable = arg[0] != 0
	case sprmPItap:
		p.tables = int(int32(u32(arg, 0)))
	case sprmPDtap:
		p.tables += int(int32(u32(arg, 0)))
	case sprmPFTtp:
		p.rowEnd = arg[0] != 0
	case sprmPFInnerCell:
		p.innerCell = arg[0] != 0
	case sprmPFInnerTtp:
		p.innerRow = arg[0] != 0
	case sprmPOutLvl:
		p.outline = min(int(arg[0]), bodyText)
	case sprmPIlvl:
		p.level = int(arg[0])
	case sprmPIlfo:
		p.list = listNumber(u16(arg, 0))
	default:
		p.row = p.row.change(op, arg)
	}
}

// listNumber reads the operand of sprmPIlfo: 0 and 0xF801 are no list, the
// negation of a number is that list with indents kept, [MS-DOC] 2.6.2.
func listNumber(v int) int {
	switch {
	case v == 0xF801:
		return 0
	case v >= 0xF802:
		return 0x10000 - v
	}
	return v
}

// runProps are the properties of a run of characters.
type runProps struct {
	hidden, deleted, special bool
	// symbol is a character of the font symbolFont that stands for the one in
	// the text, 0 for none.
	symbol, symbolFont int
	// fonts are those of the run for Latin, East Asian and other text, by their
	// numbers.
	fonts [3]int
	// raised is one of notRaised, superscript and lifted.
	raised int
}

// apply changes p by sprms; style is what a toggle refers to, [MS-DOC] 2.2.5.1.
func (p *runProps) apply(b []byte, style runProps) {
	eachSprm(b, func(op int, arg []byte) {
		switch op {
		case sprmCFRMarkDel:
			p.deleted = arg[0] != 0
		case sprmCFVanish:
			p.hidden = toggle(arg[0], style.hidden)
		case sprmCFSpec:
			p.special = arg[0] != 0
		case sprmCIss:
			p.setRaised(arg[0] == 1, superscript)
		case sprmCHpsPos:
			p.setRaised(int16(u16(arg, 0)) > 0, lifted)
		case sprmCRgFtc0, sprmCRgFtc1, sprmCRgFtc2:
			p.fonts[op-sprmCRgFtc0] = u16(arg, 0)
		case sprmCSymbol:
			p.symbolFont, p.symbol = u16(arg, 0), u16(arg, 2)
		}
	})
}

// setRaised raises characters in one of two ways, or ends that.
func (p *runProps) setRaised(yes bool, how int) {
	switch {
	case yes && p.raised != superscript:
		p.raised = how
	case !yes && p.raised == how:
		p.raised = notRaised
	}
}

// toggle reads the operand of a property that styles switch over.
func toggle(v byte, style bool) bool {
	switch v {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return v == 1
}

// runCache keeps the properties found last, and the places in the stream that
// have them, for one piece.
type runCache struct {
	piece    *piece
	from, to int
	props    runProps
}

// run gives the properties of a character: those of the paragraph's style, of
// the character style, of the run, of the piece, [MS-DOC] 2.4.6.2.
func (f *file) run(c char, cache *runCache) runProps {
	if c.piece == cache.piece && cache.from <= c.fc && c.fc < cache.to {
		return cache.props
	}
	run, paragraph := f.runs.find(c.fc), f.paragraphs.find(c.fc)
	cache.piece = c.piece
	cache.from, cache.to = f.runs.reach(run, c.fc)
	from, to := f.paragraphs.reach(paragraph, c.fc)
	cache.from, cache.to = max(cache.from, from), min(cache.to, to)
	cache.props = f.look(run, paragraph, c.piece)
	return cache.props
}

// look works out the properties of a run within a paragraph, by their numbers.
func (f *file) look(run, paragraph int, piece *piece) runProps {
	p := f.styleProps(u16(f.properties(&f.paragraphs, paragraph), 0)).run
	b, change := f.properties(&f.runs, run), f.change(piece)
	f.spent += len(b) + len(change)
	eachSprm(b, func(op int, arg []byte) {
		if op == sprmCIstd {
			p.add(f.styleProps(u16(arg, 0)).run)
		}
	})
	style := p
	p.apply(b, style)
	p.apply(change, style)
	return p
}

// add puts a character style over those of the paragraph.
func (p *runProps) add(style runProps) {
	p.hidden = p.hidden || style.hidden
	p.setRaised(style.raised != notRaised, style.raised)
	for i, font := range style.fonts {
		if font != 0 {
			p.fonts[i] = font
		}
	}
}
