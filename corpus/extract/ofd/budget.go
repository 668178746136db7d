package ofd

import "duibiao/corpus/extract/fault"

// budget is what is left to be spent on one file. It grows with the file, so
// that a small file cannot ask for much: pages as offices write them need one
// element in 40 packed bytes, and one character in 2.
type budget struct {
	elements, characters, drawn int
	// path is bytes of path data that are looked at for lines.
	path int
	// of are the budgets at the start, for messages.
	of [3]int
}

func newBudget(size int) *budget {
	b := &budget{
		elements:   200_000 + size/8,
		characters: min(200_000+size, maxGlyphs),
		drawn:      200_000 + size/4,
		path:       4<<20 + 8*size,
	}
	b.of = [3]int{b.elements, b.characters, b.drawn}
	return b
}

// element, character and object each spend one of its kind.
func (b *budget) element() error   { return spend(&b.elements, b.of[0], "elements") }
func (b *budget) character() error { return spend(&b.characters, b.of[1], "characters") }
func (b *budget) object() error    { return spend(&b.drawn, b.of[2], "objects") }

func spend(left *int, of int, unit string) error {
	if *left--; *left < 0 {
		return &fault.TooLargeError{Size: of + 1, Limit: of, Unit: unit}
	}
	return nil
}

// paths spends path data; false when there is too much of it to be tables.
func (b *budget) paths(n int) bool {
	b.path -= n
	return b.path >= 0
}
