package docx

import (
	"encoding/xml"
	"maps"
	"strconv"

	"duibiao/corpus/extract/numbering"
)

// definition is a w:abstractNum (ECMA-376 Part 1, 17.9.1).
type definition struct {
	levels [numbering.Levels]level
	// styleLink is the numbering style that stands for another definition.
	styleLink string
}

// level is a w:lvl.
type level struct {
	numbering.Level
	// style is the paragraph style that is numbered by this level.
	style string
	// hidden says that the label is hidden text.
	hidden bool
}

// instance is a w:num: a definition with changes of its own.
type instance struct {
	abstract int
	startAt  map[int]int
	levels   map[int]level
}

// lists are the lists of a file (numbering.xml).
type lists struct {
	definitions map[int]*definition
	instances   map[int]*instance
	// built are the lists in use, by numId.
	built map[int]*list
}

// list is a list ready to count.
type list struct {
	numbering.List
	styles [numbering.Levels]string
	hidden [numbering.Levels]bool
}

// maxLists bounds definitions and instances.
const maxLists = 20_000

func (l *lists) read(x *xmlReader) error {
	l.definitions, l.instances, l.built = map[int]*definition{}, map[int]*instance{}, map[int]*list{}
	return x.root(func(xml.StartElement) error {
		return x.children(func(e xml.StartElement) error {
			switch {
			case e.Name.Local == "abstractNum" && len(l.definitions) < maxLists:
				return l.define(x, e)
			case e.Name.Local == "num" && len(l.instances) < maxLists:
				return l.instantiate(x, e)
			}
			return x.skip()
		})
	})
}

func (l *lists) define(x *xmlReader, e xml.StartElement) error {
	d := &definition{}
	l.definitions[number(attr(e, "abstractNumId"))] = d
	for i := range d.levels {
		d.levels[i] = newLevel()
	}
	return x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numStyleLink":
			d.styleLink = attr(e, "val")
		case "lvl":
			lvl, err := readLevel(x)
			if i := number(attr(e, "ilvl")); i >= 0 && i < numbering.Levels {
				d.levels[i] = lvl
			}
			return err
		}
		return x.skip()
	})
}

func (l *lists) instantiate(x *xmlReader, e xml.StartElement) error {
	n := &instance{startAt: map[int]int{}, levels: map[int]level{}}
	l.instances[number(attr(e, "numId"))] = n
	return x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "abstractNumId":
			n.abstract = number(attr(e, "val"))
		case "lvlOverride":
			return n.override(x, number(attr(e, "ilvl")))
		}
		return x.skip()
	})
}

// override reads a w:lvlOverride.
func (n *instance) override(x *xmlReader, ilvl int) error {
	valid := ilvl >= 0 && ilvl < numbering.Levels
	return x.children(func(e xml.StartElement) error {
		switch {
		case e.Name.Local == "startOverride" && valid:
			n.startAt[ilvl] = number(attr(e, "val"))
		case e.Name.Local == "lvl" && valid:
			lvl, err := readLevel(x)
			n.levels[ilvl] = lvl
			return err
		}
		return x.skip()
	})
}

// newLevel is a level of which nothing is said.
func newLevel() level {
	return level{Level: numbering.Level{Format: numbering.Decimal, Restart: unset}}
}

// readLevel reads a w:lvl (17.9.6). Of a format that only newer programs know
// (mc:AlternateContent) the fallback is read.
func readLevel(x *xmlReader) (level, error) {
	l := newLevel()
	var read func(e xml.StartElement) error
	read = func(e xml.StartElement) error {
		switch e.Name.Local {
		case "AlternateContent", "Fallback":
			return x.children(read)
		case "rPr":
			r, err := readRunProps(x)
			l.hidden = r.vanish == 1
			return err
		}
		l.set(e)
		return x.skip()
	}
	err := x.children(read)
	return l, err
}

// set takes one property of a level.
func (l *level) set(e xml.StartElement) {
	val := attr(e, "val")
	switch e.Name.Local {
	case "start":
		l.Start = number(val)
	case "numFmt":
		l.Format = numbering.Format(val)
	case "lvlText":
		l.Text = val
	case "isLgl":
		l.Legal = on(e)
	case "lvlRestart":
		l.Restart = number(val)
	case "suff":
		l.Suffix = val
	case "pStyle":
		l.style = val
	}
}

// find gives the list of a numId, nil where there is none. A definition that
// only names a numbering style is looked up through the style (17.9.21).
func (l *lists) find(numID int, s *styles) *list {
	if got, ok := l.built[numID]; ok {
		return got
	}
	n := l.instances[numID]
	if n == nil {
		return nil
	}
	abstract := n.abstract
	d := l.definitions[abstract]
	levels := n.levels
	for hops := 0; d != nil && d.styleLink != "" && hops < maxChain; hops++ {
		next := l.instances[s.resolve(d.styleLink).num.numID]
		if next == nil {
			break
		}
		abstract, levels = next.abstract, merged(levels, next.levels)
		d = l.definitions[abstract]
	}
	if d == nil {
		return nil
	}
	out := &list{List: numbering.List{ID: numID, Abstract: abstract, StartAt: n.startAt}}
	out.build(d, levels)
	l.built[numID] = out
	return out
}

// merged are the levels of both; the first win.
func merged(first, then map[int]level) map[int]level {
	out := maps.Clone(then)
	maps.Copy(out, first)
	return out
}

// build takes the levels of a definition, with changes.
func (out *list) build(d *definition, changes map[int]level) {
	for i, lvl := range d.levels {
		if own, ok := changes[i]; ok {
			lvl = own
		}
		out.Levels[i], out.styles[i], out.hidden[i] = lvl.Level, lvl.style, lvl.hidden
	}
}

// label counts a paragraph and gives its automatic number with what stands
// between it and the text.
func (w *walker) label(p *props) string {
	style := w.styles.resolve(w.styleOf(p))
	num := style.num
	if p.num.numID != unset {
		if num.numID != p.num.numID {
			num.ilvl = unset
		}
		num.numID = p.num.numID
	}
	l := w.lists.find(num.numID, &w.styles)
	if l == nil || num.numID == 0 {
		return ""
	}
	ilvl := p.num.ilvl
	if ilvl == unset {
		ilvl = l.levelOf(style.chain, num.ilvl)
	}
	if ilvl >= numbering.Levels {
		return ""
	}
	text := w.counter.Next(&l.List, ilvl)
	if text == "" || l.hidden[ilvl] {
		return ""
	}
	return text + l.Levels[ilvl].Separator()
}

// levelOf is the level that a paragraph style is linked to (17.9.23), else the
// one that the style names, else the first.
func (l *list) levelOf(chain []string, named int) int {
	for _, id := range chain {
		for i, style := range l.styles {
			if style == id && id != "" {
				return i
			}
		}
	}
	return max(named, 0)
}

// number reads a decimal number; unset where there is none.
func number(s string) int {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		return unset
	}
	return int(n)
}
