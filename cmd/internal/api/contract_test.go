package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write the examples of the API anew")

// described is the OpenAPI document as a client gets it.
func described(t testing.TB, c *client) map[string]any {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(c.get(DocumentPath).body, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// tighten forbids keys that a schema does not name: what is sent and not described
// is a mistake, though clients must live with it.
func tighten(v any) {
	switch x := v.(type) {
	case map[string]any:
		if _, ok := x["properties"].(map[string]any); ok && x["type"] != nil && x["additionalProperties"] == nil {
			x["additionalProperties"] = false
		}
		for _, below := range x {
			tighten(below)
		}
	case []any:
		for _, below := range x {
			tighten(below)
		}
	}
}

func compiler(t testing.TB, doc map[string]any) *jsonschema.Compiler {
	t.Helper()
	k := jsonschema.NewCompiler()
	k.DefaultDraft(jsonschema.Draft2020)
	if err := k.AddResource("mem:api", doc); err != nil {
		t.Fatal(err)
	}
	return k
}

func decode(t testing.TB, b []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatalf("%v: %.200s", err, b)
	}
	return v
}

// follow finds a value in a document by a path of keys; $ref is followed.
func follow(t testing.TB, doc map[string]any, keys ...string) map[string]any {
	t.Helper()
	at := doc
	for _, k := range keys {
		next, ok := at[k].(map[string]any)
		if !ok {
			t.Fatalf("the document has no %s", strings.Join(keys, " › "))
		}
		if ref, ok := next["$ref"].(string); ok {
			next = follow(t, doc, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
		}
		at = next
	}
	return at
}

// TestDocumentIsOpenAPI validates the document against the schema of OpenAPI 3.1
// (the initiative's own, Apache-2.0), in both languages.
func TestDocumentIsOpenAPI(t *testing.T) {
	raw, err := os.ReadFile("testdata/openapi-3.1.json")
	if err != nil {
		t.Fatal(err)
	}
	k := jsonschema.NewCompiler()
	if err := k.AddResource("mem:openapi", decode(t, raw)); err != nil {
		t.Fatal(err)
	}
	s, err := k.Compile("mem:openapi")
	if err != nil {
		t.Fatal(err)
	}
	c := serve(t)
	for _, lang := range []string{"zh", "en"} {
		b := c.get(DocumentPath + "?lang=" + lang).body
		if err := s.Validate(decode(t, b)); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
		if bytes.Contains(b, []byte(`"api.`)) || bytes.Contains(b, []byte(`"flag.`)) {
			t.Errorf("%s: a message is missing", lang)
		}
		if han := regexp.MustCompile(`"summary": "[^"]*\p{Han}`); han.Match(b) != (lang == "zh") {
			t.Errorf("%s: summaries are in another language", lang)
		}
	}
	for name, schema := range follow(t, described(t, c), "components", "schemas") {
		if _, err := compiler(t, map[string]any{"s": schema}).Compile("mem:api#/s"); err != nil {
			t.Errorf("schema %s: %v", name, err)
		}
	}
}

// TestDocumentAndRoutesAgree asks every address of the document, and looks every
// route up in the document.
func TestDocumentAndRoutesAgree(t *testing.T) {
	c := serve(t)
	paths := follow(t, described(t, c), "paths")
	var listed, served []string
	for p := range paths {
		listed = append(listed, p)
	}
	ids := map[string]bool{}
	for _, rt := range routes() {
		served = append(served, rt.path)
		if ids[rt.id] {
			t.Errorf("two routes are called %s", rt.id)
		}
		ids[rt.id] = true
		if rt.answer == nil && rt.file == nil {
			t.Errorf("%s has no handler", rt.path)
		}
		for _, m := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(rt.path, -1) {
			if !slices.ContainsFunc(rt.params, func(p param) bool { return p.name == m[1] && p.inPath }) {
				t.Errorf("%s does not describe {%s}", rt.path, m[1])
			}
		}
		if rt.file != nil {
			continue // TestAnswers asks for it
		}
		if res := c.get(c.address(rt.example)); res.StatusCode != http.StatusOK {
			t.Errorf("%s: %s %s", rt.example, res.Status, res.body)
		}
	}
	slices.Sort(listed)
	slices.Sort(served)
	if !slices.Equal(listed, served) {
		t.Errorf("document %v\nroutes %v", listed, served)
	}
}

// TestAnswers validates the answer to every example in every format against what
// the document says of it, and that the examples of the document are real.
func TestAnswers(t *testing.T) {
	c := serve(t)
	doc := described(t, c)
	tighten(doc)
	k := compiler(t, doc)
	for _, rt := range routes() {
		t.Run(rt.id, func(t *testing.T) {
			if testing.Short() && rt.file != nil {
				t.Skip("pictures and reports are drawn where there is time")
			}
			formats := rt.formats
			if rt.answer == nil {
				formats = []format{""}
			}
			for _, f := range formats {
				checkAnswer(t, c, k, doc, rt, f)
			}
		})
	}
}

// checkAnswer asks an address in a format and holds the answer against the document.
func checkAnswer(t *testing.T, c *client, k *jsonschema.Compiler, doc map[string]any, rt route, f format) {
	t.Helper()
	address := c.address(rt.example)
	if f != "" {
		address += map[bool]string{true: "&", false: "?"}[strings.Contains(address, "?")] + "format=" + string(f)
	}
	res := c.get(address)
	sent, _, _ := strings.Cut(res.Header.Get("Content-Type"), ";")
	var known []string
	for name := range follow(t, doc, "paths", rt.path, "get", "responses", "200", "content") {
		base, _, _ := strings.Cut(name, ";")
		known = append(known, base)
	}
	if res.StatusCode != 200 || !slices.Contains(known, sent) || len(res.body) == 0 {
		t.Fatalf("%s: %s %s, %d bytes; described are %v", address, res.Status, sent, len(res.body), known)
	}
	if f != formatJSON {
		return
	}
	s, err := k.Compile("mem:api#/paths/" + strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(rt.path) + "/get/responses/200/content/application~1json/schema")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(decode(t, res.body)); err != nil {
		t.Errorf("%s: %v", address, err)
	}
	c.example(t, rt.id, res.body)
}

// example compares an answer with the one in the document, or writes it there.
// What differs from one directory to the next is put into words.
func (c *client) example(t *testing.T, id string, b []byte) {
	t.Helper()
	b = bytes.ReplaceAll(b, []byte(c.from), []byte("/srv/rules"))
	b = regexp.MustCompile(`"next_cursor":"[^"]+"`).ReplaceAll(b, []byte(`"next_cursor":"eyJxIjoi…"`))
	b = regexp.MustCompile(`"uuid":"[^"]+"`).ReplaceAll(b, []byte(`"uuid":"…"`))
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, b, "", " "); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("examples", id+".json")
	if *update {
		if err := os.WriteFile(path, pretty.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, pretty.Bytes()) {
		t.Errorf("%s is not what is sent (go test -update writes it): %s", path, pretty.Bytes())
	}
	if regexp.MustCompile(`"(data|text|title)": (\[\]|"")`).Match(pretty.Bytes()) && id != "documentChecks" {
		t.Errorf("%s shows nothing", path)
	}
}

// refused is a request that is refused, how, and what is said.
type refused struct {
	name, method, target string
	header               []string
	status               int
	kind                 problemKind
	says                 string
}

func refusedRequests(c *client) []refused {
	long := strings.Repeat("长", 1001)
	get := func(name, target string, status int, kind problemKind, says string) refused {
		return refused{name, http.MethodGet, c.address(target), nil, status, kind, says}
	}
	return []refused{
		get("typo", "/documents?regoin=110000", 400, kindUnknown, "region"),
		get("flag of the command line", "/documents?as-of=2020", 400, kindUnknown, "as_of"),
		get("twice", "/documents?region=110000&region=310000", 400, kindParameter, "region"),
		get("no such place", "/documents?region=亚特兰蒂斯", 400, kindParameter, "亚特兰蒂斯"),
		get("no such kind", "/documents?kind=law", 400, kindParameter, "catalogue"),
		get("no such day", "/documents?from=2020-13-01", 400, kindParameter, "from"),
		get("no number", "/documents?limit=ten", 400, kindParameter, "1000"),
		get("nought", "/documents?limit=0", 400, kindParameter, "1000"),
		get("too many", "/documents?limit=1001", 400, kindParameter, "1000"),
		get("no flag", "/codings?all=1", 400, kindParameter, "true"),
		get("no words", "/search", 400, kindParameter, "q"),
		get("blank words", "/search?q=%20", 400, kindParameter, "q"),
		get("long words", "/search?q="+long, 400, kindParameter, "1000"),
		get("control characters", "/search?q=a%00b", 400, kindParameter, "q"),
		get("not UTF-8", "/search?q=%ff%fe", 400, kindParameter, "UTF-8"),
		get("broken escape", "/search?q=%zz", 400, kindParameter, ""),
		get("semicolon", "/documents?region=1;kind=2", 400, kindParameter, ""),
		get("forged cursor", "/documents?cursor=eyJvIjoxfQ", 400, kindCursor, ""),
		get("no cursor at all", "/documents?cursor=%3Cscript%3E", 400, kindCursor, ""),
		get("oversized cursor", "/documents?cursor="+strings.Repeat("A", 600), 400, kindCursor, ""),
		get("cursor with minus", "/documents?cursor="+cursor{Question: "x", Offset: -1}.String(), 400, kindCursor, ""),
		get("no such address", "/nothing", 404, kindNoPath, ""),
		get("above", "/../../etc/passwd", 404, kindNoPath, ""),
		get("empty segment", "/documents//clauses", 404, kindNoPath, ""),
		get("no such document", "/documents/nothing", 404, kindMissing, "nothing"),
		get("traversal", "/documents/..%2f..%2fetc%2fpasswd", 404, kindMissing, "../../etc/passwd"),
		get("traversal with nought", "/documents/a%00b", 404, kindNoPath, ""),
		get("no such clause", "/documents/{document}/clauses/第九十九条", 404, kindMissing, "第九十九条"),
		get("one version only", "/documents/{document}/diff", 400, kindParameter, ""),
		get("several documents", "/documents/花木采购办法", 409, kindAmbiguous, "2"),
		get("no such comparison", "/compare/colours", 404, kindMissing, "items"),
		get("no home", "/compare/gaps?source=reference&regions=上海", 400, kindParameter, "home"),
		get("no such weight", "/compare/scores?weights=x", 400, kindParameter, "x"),
		get("weight that is none", "/compare/scores?weights=x=NaN", 400, kindParameter, "NaN"),
		get("no such chart", "/charts/pie.svg", 404, kindMissing, "items"),
		get("no such format of chart", "/charts/items.exe", 404, kindNoPath, ""),
		get("huge picture", "/charts/items.svg?width=99999999mm", 400, kindParameter, "width"),
		get("wide picture", "/charts/items.png?width=3999mm&dpi=600", 400, kindParameter, "width"),
		get("tiny picture", "/charts/items.png?width=1px", 400, kindParameter, "width"),
		get("coarse picture", "/charts/items.png?dpi=1", 400, kindParameter, "dpi"),
		get("nothing to draw", "/charts/items.json?source=corpus&regions=西藏", 422, kindUndrawable, ""),
		get("no such format", "/documents?format=xml", 400, kindParameter, "jsonl"),
		{"not acceptable", http.MethodGet, c.address("/documents"), []string{"Accept", "application/xml"}, 406, kindAccept, "text/csv"},
		{"refused type", http.MethodGet, c.address("/documents"), []string{"Accept", "application/json;q=0"}, 406, kindAccept, ""},
		{"writing", http.MethodPost, c.address("/documents"), nil, 405, kindMethod, ""},
		{"deleting", http.MethodDelete, c.address("/documents/{document}"), nil, 405, kindMethod, ""},
		{"writing the document", http.MethodPut, DocumentPath, nil, 405, kindMethod, ""},
		{"typo in the document", http.MethodGet, DocumentPath + "?language=en", nil, 400, kindUnknown, "lang"},
		get("long address", "/search?q="+strings.Repeat("a", 9000), 414, kindLongURL, ""),
	}
}

// TestRefusals sends what must be refused: each answer is a problem document that
// the OpenAPI document describes, in both languages.
func TestRefusals(t *testing.T) {
	c := serve(t)
	doc := described(t, c)
	tighten(doc)
	s, err := compiler(t, doc).Compile("mem:api#/components/schemas/Problem")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[problemKind]bool{}
	for _, x := range refusedRequests(c) {
		for _, lang := range []string{"zh", "en"} {
			res := c.ask(x.method, strings.ReplaceAll(x.target, "第", "%E7%AC%AC"), append([]string{"Accept-Language", lang}, x.header...)...)
			if res.StatusCode != x.status || res.Header.Get("Content-Type") != problemType {
				t.Errorf("%s: %s %s %s", x.name, res.Status, res.Header.Get("Content-Type"), res.body)
				continue
			}
			if err := s.Validate(decode(t, res.body)); err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
			x.check(t, problemIn(t, res))
			seen[x.kind] = true
		}
	}
	for kind := range statuses() {
		if !seen[kind] && !slices.Contains([]problemKind{kindNoData, kindStale, kindBusy, kindSlow, kindBody, kindUnreadable, kindInternal}, kind) {
			t.Errorf("nothing is refused as %s", kind)
		}
	}
}

// check checks what a problem says.
func (x refused) check(t *testing.T, p ProblemDocument) {
	t.Helper()
	if p.Type != typePrefix+string(x.kind) || p.Status != x.status || p.Title == "" || p.Hint == "" || !strings.HasPrefix(p.Instance, Root) {
		t.Errorf("%s: %+v", x.name, p)
	}
	if said := p.Detail + strings.Join(p.Known, " ") + p.Parameter; !strings.Contains(said, x.says) {
		t.Errorf("%s does not say %q: %+v", x.name, x.says, p)
	}
	if text := p.Title + p.Detail + p.Hint; regexp.MustCompile(`\b(api|err)\.[a-z]+[._]`).MatchString(text) || strings.Contains(text, "%!") {
		t.Errorf("%s: text is missing: %+v", x.name, p)
	}
}

// TestRefusalsAreDescribed looks up every status that was met.
func TestRefusalsAreDescribed(t *testing.T) {
	c := serve(t)
	doc := described(t, c)
	for _, rt := range routes() {
		responses := follow(t, doc, "paths", rt.path, "get", "responses")
		for _, status := range rt.refusals() {
			if content := follow(t, doc, "paths", rt.path, "get", "responses", strconv.Itoa(status), "content"); content[problemType] == nil {
				t.Errorf("%s: %d is described as %v", rt.path, status, content)
			}
		}
		for _, target := range []string{"?nothing=1", "?lang=fr"} {
			address, _, _ := strings.Cut(c.address(rt.example), "?")
			res := c.get(address + target)
			if _, ok := responses[fmt.Sprint(res.StatusCode)]; !ok || res.StatusCode != 400 {
				t.Errorf("%s%s: %s is not described", address, target, res.Status)
			}
		}
	}
}
