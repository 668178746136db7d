package docx

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"
)

// style is what is used of a style (ECMA-376 Part 1, 17.7).
type style struct {
	name, basedOn string
	// outline is the outline level 0 to 9, 9 for body text; unset for none.
	outline int
	num     numRef
	// vanish is 1 for hidden text, 0 for shown, unset when the style is silent.
	vanish int
}

// unset is the value of a number that is not given.
const unset = -1

// numRef refers to a level of a list (w:numPr); parts may be unset.
type numRef struct{ numID, ilvl int }

// styles are the styles of a file by id.
type styles struct {
	byID map[string]*style
	// paragraph is the id of the default paragraph style.
	paragraph string
	// known are the styles worked out so far.
	known map[string]*resolved
}

// maxStyles and maxChain bound what is kept and how far basedOn is followed.
const (
	maxStyles = 50_000
	maxChain  = 32
)

func (s *styles) read(x *xmlReader) error {
	s.byID = map[string]*style{}
	return x.root(func(xml.StartElement) error {
		return x.children(func(e xml.StartElement) error {
			if e.Name.Local != "style" || len(s.byID) >= maxStyles {
				return x.skip()
			}
			return s.add(x, e)
		})
	})
}

func (s *styles) add(x *xmlReader, e xml.StartElement) error {
	st := &style{outline: unset, num: numRef{unset, unset}, vanish: unset}
	id := attr(e, "styleId")
	s.byID[id] = st
	if attr(e, "type") == "paragraph" && attr(e, "default") != "" && on(xml.StartElement{Attr: []xml.Attr{{Name: xml.Name{Local: "val"}, Value: attr(e, "default")}}}) {
		s.paragraph = id
	}
	return x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "name":
			st.name = strings.ToLower(attr(e, "val"))
		case "basedOn":
			st.basedOn = attr(e, "val")
		case "pPr":
			p, err := readParagraphProps(x)
			st.outline, st.num = p.outline, p.num
			return err
		case "rPr":
			r, err := readRunProps(x)
			st.vanish = r.vanish
			return err
		}
		return x.skip()
	})
}

// chain calls f for the style and the styles it is based on, until f says stop.
func (s *styles) chain(id string, f func(id string, st *style) (stop bool)) {
	for range maxChain {
		st := s.byID[id]
		if st == nil || f(id, st) {
			return
		}
		id = st.basedOn
	}
}

// headingName is a built-in style by the names Word and WPS give it.
var headingName = regexp.MustCompile(`^(?:heading|标题) ?([1-9])$`)

// resolved is what a style gives once the styles it is based on are asked too.
type resolved struct {
	// level is the heading level: 1 outermost, 0 for text.
	level int
	// vanish is 1 for hidden text, 0 for shown, unset when no style speaks of it.
	vanish int
	// num is the list that the style belongs to; list and level may come from
	// different styles. chain are the styles down to the one that names a level: a
	// list may link them to a level of its own.
	num   numRef
	chain []string
}

// resolve works a style out, once.
func (s *styles) resolve(id string) *resolved {
	if got := s.known[id]; got != nil {
		return got
	}
	if s.byID[id] == nil {
		id = ""
	}
	out := &resolved{level: s.level(id), vanish: s.vanish(id)}
	out.num, out.chain = s.numbering(id)
	if s.known == nil {
		s.known = map[string]*resolved{}
	}
	s.known[id] = out
	return out
}

// level is the heading level of a style: its outline level, else what its name
// says.
func (s *styles) level(id string) int {
	level := 0
	s.chain(id, func(_ string, st *style) bool {
		if st.outline != unset {
			level = levelOf(st.outline)
			return true
		}
		if m := headingName.FindStringSubmatch(st.name); m != nil {
			level, _ = strconv.Atoi(m[1]) // one digit
		}
		if st.name == "title" || st.name == "标题" {
			level = 1
		}
		return level > 0
	})
	return level
}

// levelOf makes an outline level (0 to 8, 9 is text) a heading level.
func levelOf(outline int) int {
	if outline < 0 || outline > 8 {
		return 0
	}
	return outline + 1
}

func (s *styles) vanish(id string) int {
	vanish := unset
	s.chain(id, func(_ string, st *style) bool {
		vanish = st.vanish
		return vanish != unset
	})
	return vanish
}

func (s *styles) numbering(id string) (num numRef, chain []string) {
	num = numRef{unset, unset}
	s.chain(id, func(id string, st *style) bool {
		if num.ilvl == unset {
			chain = append(chain, id)
			num.ilvl = st.num.ilvl
		}
		num.numID = st.num.numID
		return num.numID != unset
	})
	return num, chain
}
