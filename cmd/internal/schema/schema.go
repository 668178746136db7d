// Package schema describes records in JSON Schema 2020-12, for the OpenAPI document
// and for the tools of assistants.
//
// Invariant: a schema is made from the type that is marshalled, so that it cannot
// say anything else than what is sent.
package schema

import (
	"encoding/json"
	"fmt"
	"reflect"

	"duibiao/corpus"

	"github.com/google/jsonschema-go/jsonschema"
)

// DatePattern is how dates are written: a day, a month or a year (ISO 8601).
const DatePattern = `^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$`

// Of is the schema of a type. Objects may have more keys than are named: a field
// may be added at any time, and readers must not fail on it.
func Of[T any]() (*jsonschema.Schema, error) {
	s, err := jsonschema.For[T](&jsonschema.ForOptions{TypeSchemas: known()})
	if err != nil {
		return nil, fmt.Errorf("schema of %s: %w", reflect.TypeFor[T](), err)
	}
	open(s)
	return s, nil
}

// Closed is the schema of what is asked for: a key that is not named is refused.
func Closed[T any]() (*jsonschema.Schema, error) {
	s, err := jsonschema.For[T](&jsonschema.ForOptions{TypeSchemas: known()})
	if err != nil {
		return nil, fmt.Errorf("schema of %s: %w", reflect.TypeFor[T](), err)
	}
	return s, nil
}

// known are the types whose JSON is not that of their fields, and those with a
// closed list of values.
func known() map[reflect.Type]*jsonschema.Schema {
	date := &jsonschema.Schema{
		Types: []string{"null", "string"}, Pattern: DatePattern,
		Description: "a day, a month or a year (ISO 8601); null when it is not known",
	}
	return map[reflect.Type]*jsonschema.Schema{
		reflect.TypeFor[corpus.Date]():          date,
		reflect.TypeFor[corpus.Kind]():          Words(corpus.Kinds()),
		reflect.TypeFor[corpus.Status]():        Words(corpus.Statuses()),
		reflect.TypeFor[corpus.CitationStyle](): Words(corpus.CitationStyles()),
		reflect.TypeFor[json.RawMessage]():      {},
	}
}

// Words is a string that is one of a few.
func Words[T ~string](list []T) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "string"}
	for _, w := range list {
		s.Enum = append(s.Enum, string(w))
	}
	return s
}

func open(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if len(s.Properties) > 0 {
		s.AdditionalProperties = nil
	}
	for _, p := range s.Properties {
		open(p)
	}
	open(s.Items)
	open(s.AdditionalProperties)
}

// NotNull says that a list or record is always there.
func NotNull(s *jsonschema.Schema) {
	if len(s.Types) == 2 && s.Types[0] == "null" {
		s.Type, s.Types = s.Types[1], nil
	}
}
