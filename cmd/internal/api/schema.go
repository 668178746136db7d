package api

import (
	"sync"

	"duibiao/cmd/internal/schema"

	"github.com/google/jsonschema-go/jsonschema"
)

// schemaOf is the schema of an answer.
type schemaOf struct {
	*jsonschema.Schema
	// columns are the keys of a record, in the order of its fields.
	columns []string
}

// answerSchema is the schema of an envelope, made once.
func answerSchema[T any]() func() (*schemaOf, error) {
	return sync.OnceValues(func() (*schemaOf, error) {
		s, err := schema.Of[T]()
		if err != nil {
			return nil, err
		}
		out := &schemaOf{Schema: s}
		if data := s.Properties["data"]; data != nil {
			schema.NotNull(data)
			record := data
			if data.Items != nil {
				record = data.Items
			}
			out.columns = record.PropertyOrder
		}
		return out, nil
	})
}
