package api

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// paramType is what a parameter takes.
type paramType int

const (
	typeText paramType = iota
	typeWord           // one of a few words
	typeDate
	typeCount
	typeFlag
	typeList // words with commas between, or the parameter several times
)

// param is one parameter of a query, or of a path.
type param struct {
	name string
	typ  paramType
	// text is the key of its description in the message catalogue.
	text string
	// words are what a typeWord takes.
	words []string
	// usual is the value that stands for none, most the largest count.
	usual    string
	most     int
	required bool
	inPath   bool
	example  string
}

// Bounds of what a client may send.
const (
	maxURL  = 8 << 10
	maxText = 1000
	maxList = 100
)

// given are the parameters of a request, checked one by one.
type given map[string][]string

// readParams reads a query by the parameters a route has. What is not known, twice
// there, too long or of the wrong kind is refused: a slip of the pen must not make
// a result wider than was meant.
func readParams(rawQuery string, params []param) (given, *problem) {
	values, err := url.ParseQuery(rawQuery)
	if err != nil {
		return nil, &problem{Kind: kindParameter, Detail: said("api.bad_query")}
	}
	known := queryNames(params)
	out := given{}
	for _, name := range sortedKeys(values) {
		i := slices.IndexFunc(params, func(p param) bool { return p.name == name && !p.inPath })
		if i < 0 {
			name = clean(name)
			return nil, &problem{Kind: kindUnknown, Parameter: name, Known: known, Detail: said("api.unknown_parameter", name, strings.Join(known, ", "))}
		}
		list, p := params[i].read(values[name])
		if p != nil {
			p.Parameter = name
			return nil, p
		}
		out[name] = list
	}
	for _, p := range params {
		if p.required && !p.inPath && strings.TrimSpace(out.text(p.name)) == "" {
			return nil, &problem{Kind: kindParameter, Parameter: p.name, Detail: said("api.required", p.name)}
		}
	}
	return out, nil
}

func queryNames(params []param) []string {
	var out []string
	for _, p := range params {
		if !p.inPath {
			out = append(out, p.name)
		}
	}
	return out
}

func sortedKeys[T any](m map[string]T) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// read checks the values of a parameter.
func (p param) read(values []string) ([]string, *problem) {
	if p.typ == typeList {
		values = strings.Split(strings.Join(values, ","), ",")
		if len(values) > maxList {
			return nil, &problem{Kind: kindParameter, Detail: said("api.too_many", p.name, maxList)}
		}
	} else if len(values) > 1 {
		return nil, &problem{Kind: kindParameter, Detail: said("api.twice", p.name)}
	}
	for _, v := range values {
		if bad := p.check(v); bad != nil {
			return nil, bad
		}
	}
	return slices.DeleteFunc(values, func(v string) bool { return v == "" }), nil
}

func (p param) check(v string) *problem {
	switch {
	case !utf8.ValidString(v) || strings.ContainsFunc(v, unicode.IsControl):
		return &problem{Kind: kindParameter, Detail: said("api.not_text", p.name)}
	case utf8.RuneCountInString(v) > maxText:
		return &problem{Kind: kindParameter, Detail: said("api.too_long", p.name, maxText)}
	case v == "":
		return nil
	}
	return p.checkType(v)
}

// checkType checks a value that is there by what the parameter takes.
func (p param) checkType(v string) *problem {
	known := p.words
	switch p.typ {
	case typeCount:
		if n, err := strconv.Atoi(v); err != nil || n < 1 || n > p.most {
			return &problem{Kind: kindParameter, Detail: said("api.count", p.name, p.most, v)}
		}
		return nil
	case typeFlag:
		known = []string{"true", "false"}
	case typeWord:
	default:
		return nil
	}
	if !slices.Contains(known, v) {
		return &problem{Kind: kindParameter, Known: known, Detail: said("api.one_of", p.name, v, strings.Join(known, ", "))}
	}
	return nil
}

// clean makes a name that a client invented fit to be repeated.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

func (g given) text(name string) string { return strings.Join(g[name], ",") }

func (g given) list(name string) []string { return g[name] }

func (g given) flag(name string) bool { return g.text(name) == "true" }

// count is a number that was checked, or the usual one.
func (g given) count(name string, usual int) int {
	if n, err := strconv.Atoi(g.text(name)); err == nil {
		return n
	}
	return usual
}

// number is the usual value as a number.
func (p param) number() int {
	n, err := strconv.Atoi(p.usual)
	if err != nil {
		return p.most
	}
	return n
}
