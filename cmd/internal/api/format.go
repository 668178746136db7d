package api

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// format is a way to write an answer.
type format string

// The formats, by the values of the parameter format.
const (
	formatJSON  format = "json"
	formatLines format = "jsonl"
	formatCSV   format = "csv"
)

// problemType is how every refusal is written (RFC 9457).
const problemType = "application/problem+json"

// mediaTypes are the types that ask for a format, the one that is sent first.
// JSON Lines has no registered type; what the world uses is understood.
func (f format) mediaTypes() []string {
	switch f {
	case formatLines:
		return []string{"application/jsonl", "application/x-ndjson", "application/x-jsonlines"}
	case formatCSV:
		return []string{"text/csv"}
	}
	return []string{"application/json"}
}

// contentType is what an answer in the format is sent as.
func (f format) contentType() string {
	if f == formatCSV {
		return "text/csv; charset=utf-8; header=present"
	}
	return f.mediaTypes()[0]
}

// negotiate finds the format that a client asks for among those there are: the
// parameter first, then Accept (RFC 9110, 12.5.1). Without either it is the first.
func negotiate(asked string, header http.Header, known []format) (format, *problem) {
	if asked != "" {
		if slices.Contains(known, format(asked)) {
			return format(asked), nil
		}
		return "", &problem{Kind: kindParameter, Parameter: "format", Known: names(known), Detail: said("api.one_of", "format", asked, strings.Join(names(known), ", "))}
	}
	accept := strings.Join(header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return known[0], nil
	}
	best, bestQ := format(""), 0.0
	for _, f := range known {
		if q := quality(accept, f.mediaTypes()); q > bestQ {
			best, bestQ = f, q
		}
	}
	if best == "" {
		var types []string
		for _, f := range known {
			types = append(types, f.mediaTypes()[0])
		}
		return "", &problem{Kind: kindAccept, Known: types}
	}
	return best, nil
}

// quality is how much a client wants one of several names of a type, 0 for not at
// all: the most specific range that matches decides.
func quality(accept string, types []string) float64 {
	best, depth := 0.0, 0
	for part := range strings.SplitSeq(accept, ",") {
		name, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q := 1.0
		if v, ok := params["q"]; ok {
			if q, err = strconv.ParseFloat(v, 64); err != nil || !(q >= 0 && q <= 1) {
				continue
			}
		}
		for _, t := range types {
			if d := matches(name, t); d > depth || d > 0 && d == depth && q > best {
				best, depth = q, d
			}
		}
	}
	return best
}

// matches says how specific a range is for a type: 3 the type itself, 2 its
// family, 1 anything, 0 something else.
func matches(mediaRange, mediaType string) int {
	family, _, _ := strings.Cut(mediaType, "/")
	switch mediaRange {
	case mediaType:
		return 3
	case family + "/*":
		return 2
	case "*/*":
		return 1
	}
	return 0
}

func names[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}
