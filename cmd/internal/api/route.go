package api

import (
	"context"
	"net/url"
	"strings"
	"time"
)

// route is one address of the API. The table of them is the one source of what is
// served and of the OpenAPI document.
type route struct {
	// id is the operationId; its texts stand in the message catalogue under
	// api.op.ID.
	id string
	// path is below Base; {name} stands for one segment, or for its part before a
	// literal ending: /charts/{kind}.svg.
	path   string
	params []param
	// formats are those of an answer of records, the usual one first.
	formats []format
	// answer gives records; file something else, of the media type.
	answer    func(context.Context, *call) (answer, error)
	file      func(context.Context, *call) (file, error)
	mediaType string
	// schema is what the answer looks like in JSON.
	schema func() (*schemaOf, error)
	// within bounds the time to answer. Heavy work is done by a few at a time.
	within time.Duration
	heavy  bool
	// derived answers are made from the records of the store alone: the change
	// number tells whether a client has them still, before anything is made.
	derived bool
	// example is a request that shows what the address is for.
	example string
}

// segments cuts an escaped path at its slashes and then unescapes, so that a
// slash within a name stays within it.
func segments(path string) ([]string, bool) {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, p := range parts {
		s, err := url.PathUnescape(p)
		if err != nil || s == "" || strings.ContainsRune(s, 0) {
			return nil, false
		}
		parts[i] = s
	}
	return parts, true
}

// match tells whether a path is the route's, and what its names stand for.
func (rt *route) match(path []string) (map[string]string, bool) {
	pattern := strings.Split(strings.TrimPrefix(rt.path, "/"), "/")
	if len(pattern) != len(path) {
		return nil, false
	}
	vars := map[string]string{}
	for i, p := range pattern {
		name, ending, ok := strings.Cut(strings.TrimPrefix(p, "{"), "}")
		if !ok || p[0] != '{' {
			if p != path[i] {
				return nil, false
			}
			continue
		}
		value, ok := strings.CutSuffix(path[i], ending)
		if !ok || value == "" {
			return nil, false
		}
		vars[name] = value
	}
	return vars, true
}

// checkPath checks what the names of the path stand for. A kind that does not exist
// is an address that does not.
func (rt *route) checkPath(vars map[string]string) *problem {
	for _, p := range rt.params {
		if !p.inPath {
			continue
		}
		bad := p.check(vars[p.name])
		if bad == nil {
			continue
		}
		bad.Parameter = p.name
		if p.typ == typeWord {
			bad.Kind = kindMissing
		}
		return bad
	}
	return nil
}
