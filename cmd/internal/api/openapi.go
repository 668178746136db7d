package api

import (
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"
	"duibiao/cmd/internal/schema"
)

// DocumentPath is where the OpenAPI document is served.
const DocumentPath = Root + "openapi.json"

// examples are real answers of the server over invented documents: the contract
// test makes them (-update) and fails when they are no longer what is sent.
//
//go:embed examples
var examples embed.FS

// object is a JSON object; encoding/json sorts its keys.
type object = map[string]any

// document is the OpenAPI 3.1 document of the routes, in one language.
func document(list []route, v record.Version, say *msg.Printer) ([]byte, error) {
	paths := object{}
	schemas := object{}
	problemSchema, err := schema.Of[ProblemDocument]()
	if err != nil {
		return nil, fmt.Errorf("schema of problems: %w", err)
	}

	problemSchema.Properties["type"].Enum = problemTypes()
	schemas["Problem"] = problemSchema
	for i := range list {
		rt := &list[i]
		op, err := operation(rt, say)
		if err != nil {
			return nil, err
		}
		if rt.schema != nil {
			s, err := rt.schema()
			if err != nil {
				return nil, err
			}
			schemas[schemaName(rt)] = s.Schema
		}
		paths[rt.path] = object{"get": op}
	}
	b, err := json.MarshalIndent(object{
		"openapi": "3.1.0",
		"info": object{
			"title": say.T("api.title"), "description": say.T("api.about"), "version": "1",
			"x-program": v.Version, "license": object{"name": "Apache-2.0", "identifier": "Apache-2.0"},
		},
		"servers":    []object{{"url": Base}},
		"paths":      paths,
		"components": object{"schemas": schemas, "responses": refusals(say)},
	}, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write document: %w", err)
	}
	return append(b, '\n'), nil
}

func problemTypes() []any {
	out := []any{"about:blank"} // the server before this one refuses by status alone
	for _, k := range slices.Sorted(maps.Keys(statuses())) {
		out = append(out, typePrefix+string(k))
	}
	return out
}

func schemaName(rt *route) string { return strings.ToUpper(rt.id[:1]) + rt.id[1:] }

// refusals are the responses of problems by status.
func refusals(say *msg.Printer) object {
	kinds := map[int][]string{}
	for _, k := range slices.Sorted(maps.Keys(statuses())) {
		kinds[k.status()] = append(kinds[k.status()], string(k)+"："+say.T("api.problem."+string(k)))
	}
	out := object{}
	for status, texts := range kinds {
		out[refusalName(status)] = object{
			"description": strings.Join(texts, "\n"),
			"content":     object{problemType: object{"schema": object{"$ref": "#/components/schemas/Problem"}}},
		}
	}
	return out
}

func refusalName(status int) string { return "Problem" + strconv.Itoa(status) }

// operation describes a route.
func operation(rt *route, say *msg.Printer) (object, error) {
	content, err := contentOf(rt)
	if err != nil {
		return nil, err
	}
	headers := object{"ETag": object{"description": say.T("api.etag"), "schema": object{"type": "string"}}}
	if rt.answer != nil {
		headers["Link"] = object{"description": say.T("api.link"), "schema": object{"type": "string"}}
	}
	responses := object{
		"200": object{"description": say.T("api.op." + rt.id), "content": content, "headers": headers},
		"304": object{"description": say.T("api.not_modified")},
		"default": object{
			"description": say.T("api.refused_hint"),
			"content":     object{problemType: object{"schema": object{"$ref": "#/components/schemas/Problem"}}},
		},
	}
	for _, status := range rt.refusals() {
		responses[strconv.Itoa(status)] = object{"$ref": "#/components/responses/" + refusalName(status)}
	}
	params := []object{}
	for _, p := range rt.params {
		params = append(params, p.object(say))
	}
	return object{
		"operationId": rt.id, "summary": say.T("api.op." + rt.id), "parameters": params, "responses": responses,
		"x-example": Base + rt.example,
	}, nil
}

// refusals are the statuses that a route may refuse with.
func (rt *route) refusals() []int {
	out := []int{
		http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusRequestEntityTooLarge,
		http.StatusRequestURITooLong, http.StatusInternalServerError, http.StatusServiceUnavailable,
	}
	if rt.answer != nil {
		out = append(out, http.StatusNotAcceptable)
	}
	if slices.ContainsFunc(rt.params, func(p param) bool {
		return p.name == "id" || p.name == "doc" || p.name == "with" || p.name == "documents"
	}) {
		out = append(out, http.StatusConflict)
	}
	if strings.HasSuffix(rt.path, ".json") {
		out = append(out, http.StatusUnprocessableEntity)
	}
	return out
}

// contentOf is what a route answers, by media type, with the real example.
func contentOf(rt *route) (object, error) {
	if rt.answer == nil {
		schema := object{}
		if rt.mediaType == "application/json" {
			schema["type"] = "object"
		}
		return object{rt.mediaType: object{"schema": schema}}, nil
	}
	out := object{}
	for _, f := range rt.formats {
		if f != formatJSON {
			out[f.mediaTypes()[0]] = object{"schema": object{"type": "string"}}
			continue
		}
		media := object{"schema": object{"$ref": "#/components/schemas/" + schemaName(rt)}}
		b, err := examples.ReadFile("examples/" + rt.id + ".json")
		if err != nil {
			return nil, fmt.Errorf("example of %s: %w", rt.id, err)
		}
		media["example"] = json.RawMessage(b)
		out[f.mediaTypes()[0]] = media
	}
	return out, nil
}

// object describes a parameter.
func (p param) object(say *msg.Printer) object {
	out := object{"name": p.name, "in": "query", "description": say.T(p.text), "schema": p.schema()}
	if p.inPath {
		out["in"] = "path"
	}
	if p.required || p.inPath {
		out["required"] = true
	}
	if p.typ == typeList {
		out["style"], out["explode"] = "form", false
	}
	if p.example != "" {
		out["example"] = p.example
		if p.typ == typeList {
			out["example"] = strings.Split(p.example, ",")
		}
	}
	return out
}

func (p param) schema() object {
	s := object{"type": "string", "maxLength": maxText}
	switch p.typ {
	case typeWord:
		s = object{"type": "string", "enum": p.words}
	case typeDate:
		s = object{"type": "string", "pattern": schema.DatePattern}
	case typeCount:
		s = object{"type": "integer", "minimum": 1, "maximum": p.most}
	case typeFlag:
		s = object{"type": "boolean"}
	case typeList:
		s = object{"type": "array", "items": object{"type": "string", "maxLength": maxText}, "maxItems": maxList}
	}
	if p.name == "cursor" {
		s["maxLength"] = maxCursor
	}
	if p.usual != "" {
		s["default"] = p.usual
		if n, err := strconv.Atoi(p.usual); err == nil && p.typ == typeCount {
			s["default"] = n
		}
		if p.typ == typeFlag {
			s["default"] = p.usual == "true"
		}
	}
	return s
}
