package query

import (
	"slices"
	"strings"

	"duibiao/corpus"
	"duibiao/index/bigram"
)

// The fields of a query.
const (
	FieldTitle   = "title"
	FieldNumber  = "number"
	FieldRegion  = "region"
	FieldKind    = "kind"
	FieldStatus  = "status"
	FieldChapter = "chapter"
	FieldArticle = "article"
	FieldFrom    = "from"
	FieldTo      = "to"
)

// fieldName is the canonical name of a field as typed.
func fieldName(s string) (string, bool) {
	name, ok := lexicon().fields[strings.ToLower(s)]
	return name, ok
}

// fieldValue is the canonical value of a field, if it has such a value.
func fieldValue(name, raw string) (string, bool) {
	raw = strings.TrimSpace(raw)
	switch name {
	case FieldRegion:
		return RegionCode(raw)
	case FieldKind, FieldStatus:
		v, ok := lexicon().values[name+":"+strings.ToLower(raw)]
		return v, ok
	case FieldFrom, FieldTo:
		d, err := corpus.ParseDate(strings.NewReplacer("/", "-", ".", "-").Replace(raw))
		return d.String(), err == nil && !d.IsZero()
	case FieldArticle:
		label, _, ok := articleLabel(raw)
		return label, ok
	}
	return raw, searchable(raw)
}

// RegionCode is the code of a place given by name or code.
func RegionCode(s string) (string, bool) {
	if _, ok := corpus.JurisdictionByCode(s); ok {
		return s, true
	}
	if places := corpus.JurisdictionsByName(s); len(places) > 0 {
		return places[0].Code, true
	}
	j, n, ok := corpus.PlaceAt(s)
	return j.Code, ok && n == len(s)
}

// searchable reports whether a text has anything that is indexed.
func searchable(s string) bool {
	found := false
	bigram.Terms(bigram.Fold(s), func(string, int) { found = true })
	return found
}

// Fields lists the canonical field names.
func Fields() []string {
	return slices.Clone([]string{
		FieldTitle, FieldNumber, FieldRegion, FieldKind, FieldStatus,
		FieldChapter, FieldArticle, FieldFrom, FieldTo,
	})
}
