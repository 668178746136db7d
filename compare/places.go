package compare

import "duibiao/corpus"

// Places are the places that Options choose.
type Places struct{ c chosen }

// ChoosePlaces resolves the places of the options against a dataset; the errors
// are those of Resolve.
func ChoosePlaces(in corpus.Dataset, o Options) (Places, error) {
	c, err := choose(in, o)
	return Places{c}, err
}

// Has reports whether a record of that region belongs to the choice: its place,
// or one that it lies in, is named or is home, or no place is named at all.
func (p Places) Has(region string) bool { return p.c.has(region) }
