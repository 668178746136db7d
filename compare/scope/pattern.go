package scope

import (
	"fmt"
	"strings"
)

// facts are what a pattern reads of an item.
type facts struct {
	fact
	up   []fact // its ancestors, the nearest first
	code string // in the national family, "" for all others
}

// fact is a folded name, its stem, and the characters it has, as a mask.
type fact struct {
	name, stem string
	mask       uint64
}

func newFact(name string) fact {
	folded := Fold(name)
	return fact{name: folded, stem: stem(folded), mask: mask(folded)}
}

// mask has a bit for every character of a text; several characters share one. A
// text that contains another has all bits of that one's mask.
func mask(s string) uint64 {
	var m uint64
	for _, r := range s {
		m |= 1 << (uint32(r) * 0x9E3779B1 >> 26)
	}
	return m
}

// pattern is conditions that must all hold. A condition is [!]field:a|b|c with
// the fields name (the item's own), up (any ancestor's) and code; it holds when
// one of the alternatives does. An alternative of a name is a part of it; ^ and $
// hold it to the beginning and the end of the name without 服务 at its end. One
// of a code is national:PREFIX.
type pattern []condition

type condition struct {
	not   bool
	field string
	words []word
}

type word struct {
	text        string
	mask        uint64
	first, last bool
}

func parsePattern(s string) (pattern, error) {
	var p pattern
	for _, part := range strings.Fields(s) {
		var c condition
		part, c.not = strings.CutPrefix(part, "!")
		field, alts, ok := strings.Cut(part, ":")
		if !ok || field != "name" && field != "up" && field != "code" {
			return nil, fmt.Errorf("condition %q: want a field name, up or code", part)
		}
		c.field = field
		for _, alt := range strings.Split(alts, "|") {
			w, err := parseWord(field, alt)
			if err != nil {
				return nil, err
			}
			c.words = append(c.words, w)
		}
		p = append(p, c)
	}
	if len(p) == 0 {
		return nil, fmt.Errorf("empty pattern")
	}
	return p, nil
}

func parseWord(field, alt string) (word, error) {
	var w word
	if field == "code" {
		prefix, ok := strings.CutPrefix(alt, "national:")
		if !ok || prefix == "" {
			return w, fmt.Errorf("code %q: want national:PREFIX", alt)
		}
		return word{text: prefix}, nil
	}
	alt, w.first = strings.CutPrefix(alt, "^")
	alt, w.last = strings.CutSuffix(alt, "$")
	w.text = Fold(alt)
	w.mask = mask(w.text)
	if w.text == "" {
		return w, fmt.Errorf("field %s: empty alternative", field)
	}
	return w, nil
}

func (p pattern) match(f *facts) bool {
	for i := range p {
		if p[i].match(f) == p[i].not {
			return false
		}
	}
	return true
}

func (c *condition) match(f *facts) bool {
	switch c.field {
	case "name":
		return c.any(&f.fact)
	case "code":
		for _, w := range c.words {
			if f.code != "" && strings.HasPrefix(f.code, w.text) {
				return true
			}
		}
		return false
	}
	for i := range f.up {
		if c.any(&f.up[i]) {
			return true
		}
	}
	return false
}

func (c *condition) any(f *fact) bool {
	for i := range c.words {
		if w := &c.words[i]; w.mask&^f.mask == 0 && w.in(f.name, f.stem) {
			return true
		}
	}
	return false
}

func (w *word) in(name, stem string) bool {
	switch {
	case w.first && w.last:
		return stem == w.text
	case w.first:
		return strings.HasPrefix(stem, w.text)
	case w.last:
		return strings.HasSuffix(stem, w.text)
	}
	return strings.Contains(name, w.text)
}
