package assistant

import (
	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/schema"
	"duibiao/corpus"

	"github.com/google/jsonschema-go/jsonschema"
)

// Bounds of what a tool takes.
const (
	maxText  = 1000
	maxList  = 100
	maxHits  = 50
	maxLimit = 100
	maxRows  = 100
)

// argument is what is said of an argument: the key of its description, and what it
// takes beyond its type.
type argument struct {
	text  string
	words []string
	most  int
	date  bool
}

// arguments are those of all tools, by name; kind is another thing for compare.
func arguments() map[string]argument {
	return map[string]argument{
		"query":      {text: "api.param.q"},
		"document":   {text: "api.param.id"},
		"clause":     {text: "api.param.clause"},
		"region":     {text: "flag.region"},
		"kind":       {text: "flag.kind", words: texts(corpus.Kinds())},
		"comparison": {text: "api.param.kind", words: comparison.Kinds()},
		"status":     {text: "flag.status", words: texts(corpus.Statuses())},
		"from":       {text: "flag.from", date: true},
		"to":         {text: "flag.to", date: true},
		"title":      {text: "flag.title"},
		"as_of":      {text: "flag.as_of", date: true},
		"limit":      {text: "flag.limit", most: maxLimit},
		"offset":     {text: "flag.offset", most: 1_000_000},
		"regions":    {text: "flag.regions"},
		"home":       {text: "flag.home"},
		"source":     {text: "flag.source", words: texts(desk.Sources())},
		"style":      {text: "flag.style", words: texts(corpus.CitationStyles())},
		"accessed":   {text: "flag.accessed", date: true},
	}
}

func texts[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// inputSchema is what a tool takes: a key that is not known is refused, as is what
// is too long or none of the words there are.
func inputSchema[In any](say *msg.Printer) *jsonschema.Schema {
	s := must(schema.Closed[In]())
	known := arguments()
	for name, p := range s.Properties {
		a, ok := known[name]
		if !ok {
			panic("no description of the argument " + name)
		}
		p.Description = say.T(a.text)
		a.restrict(p)
	}
	return s
}

func (a argument) restrict(p *jsonschema.Schema) {
	schema.NotNull(p)
	switch p.Type {
	case "string":
		p.MaxLength = jsonschema.Ptr(maxText)
		if a.words != nil {
			p.Enum = schema.Words(a.words).Enum
		}
		if a.date {
			p.Pattern = schema.DatePattern
		}
	case "array":
		p.MaxItems = jsonschema.Ptr(maxList)
		p.Items.MaxLength = jsonschema.Ptr(maxText)
	case "integer":
		p.Minimum, p.Maximum = jsonschema.Ptr(0.0), jsonschema.Ptr(float64(a.most))
	}
}

func outputSchema[Out any]() *jsonschema.Schema { return must(schema.Of[Out]()) }

// must is for types that are part of the program: the tests make every schema.
func must(s *jsonschema.Schema, err error) *jsonschema.Schema {
	if err != nil {
		panic(err)
	}
	return s
}
