package desk

import (
	"slices"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/store"
	"duibiao/index"
)

// Filter is what a user narrows a list or a search by, as it was written: flags of a
// command, parameters of an address.
type Filter struct {
	Region, Kind, Status, From, To, Title, AsOf string
	Limit, Offset                               int
}

// Bounds are filter values once read.
type Bounds struct {
	Region         string
	Kind           corpus.Kind
	Status         corpus.Status
	From, To, AsOf corpus.Date
	Title          string
	// DocumentID keeps a search within one document.
	DocumentID    string
	Limit, Offset int
}

// Read reads the values; today is the day of an empty AsOf.
func (f Filter) Read(today corpus.Date) (b Bounds, err error) {
	b = Bounds{Title: f.Title, Limit: f.Limit, Offset: f.Offset, AsOf: today}
	if b.Region, err = Region(f.Region); err != nil {
		return b, err
	}
	if b.Kind, err = OneOf("kind", f.Kind, corpus.Kinds()); err != nil {
		return b, err
	}
	if b.Status, err = OneOf("status", f.Status, corpus.Statuses()); err != nil {
		return b, err
	}
	if b.From, err = Day("from", f.From); err != nil {
		return b, err
	}
	if b.To, err = Day("to", f.To); err != nil {
		return b, err
	}
	if f.AsOf != "" {
		if b.AsOf, err = Day("as-of", f.AsOf); err != nil {
			return b, err
		}
	}
	if f.Limit < 0 || f.Offset < 0 {
		return b, invalid(tell("err.negative"))
	}
	return b, nil
}

func (b Bounds) store() store.Filter {
	return store.Filter{Region: b.Region, Kind: b.Kind, Status: b.Status, AsOf: b.AsOf, From: b.From, To: b.To, Title: b.Title}
}

func (b Bounds) index() index.Filter {
	return index.Filter{Region: b.Region, Kind: b.Kind, Status: b.Status, From: b.From, To: b.To, Title: b.Title, DocumentID: b.DocumentID}
}

// OneOf reads a field that takes one of a few words; "" is no filter.
func OneOf[T ~string](field, value string, known []T) (T, error) {
	if value == "" || slices.Contains(known, T(value)) {
		return T(value), nil
	}
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = string(k)
	}
	return "", &Error{Reason: Invalid, Field: field, Value: value, Text: tell("err.one_of", strings.Join(names, " "))}
}

// Day reads a date; a year or a month alone is allowed where a bound is meant, "" is
// no date.
func Day(field, s string) (corpus.Date, error) {
	d, err := corpus.ParseDate(s)
	if err != nil {
		return corpus.Date{}, &Error{Reason: Invalid, Field: field, Err: err}
	}
	return d, nil
}

// Region reads a place: a code, or a name that means one place; "" is none.
func Region(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if j, ok := corpus.JurisdictionByCode(s); ok {
		return j.Code, nil
	}
	hits := corpus.JurisdictionsByName(s)
	if len(hits) > 1 && hits[0].Level != hits[1].Level {
		hits = hits[:1]
	}
	switch len(hits) {
	case 1:
		return hits[0].Code, nil
	case 0:
		return "", invalid(tell("err.region", s))
	}
	names := make([]string, len(hits))
	for i, j := range hits {
		up, _ := corpus.JurisdictionByCode(j.Parent)
		names[i] = j.Code + " " + up.Name + j.Name
	}
	return "", invalid(tell("err.region_many", s, strings.Join(names, ", ")))
}
