package assistant

import (
	"context"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"duibiao/cmd/internal/comparison"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/desk/desktest"
	"duibiao/cmd/internal/msg"
	"duibiao/cmd/internal/record"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The documents of the tests are invented.
const (
	eastern = `北京市花木采购办法
（2020年3月1日北京市甲局发布 京甲〔2020〕5号）
第一章 总则
第一条 为了规范花木采购，制定本办法。
第二条 投标保证金不得超过采购项目预算金额的百分之二。
采购人应当自中标通知书发出之日起五个工作日内退还投标保证金。
第二章 附则
第三条 本办法自2020年4月1日起施行。
`
	western = `上海市花木采购办法
（2021年6月1日上海市乙局发布 沪乙〔2021〕7号）
第一条 为了规范花木采购，制定本办法。
第二条 投标保证金不得超过采购项目预算金额的百分之一。
`
)

func clock() time.Time { return time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC) }

// connect is a session with a server over a data directory with the invented
// documents, and more of them; without any when files is nil.
func connect(t *testing.T, lang msg.Lang, files map[string]string) *mcp.ClientSession {
	t.Helper()
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "data")
	if files != nil {
		desktest.ImportAt(t, clock, dir, t.TempDir(), true, files)
	}
	d := desk.New(dir, clock)
	t.Cleanup(d.Close)
	here, there := mcp.NewInMemoryTransports()
	server, err := New(Config{Desk: d, Say: msg.New(lang), Version: record.Version{Version: "v1"}}).Connect(ctx, there, nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		_ = server.Wait()
	})
	return s
}

func usual() map[string]string { return map[string]string{"a.txt": eastern, "b.txt": western} }

// call calls a tool and gives what it says in words, and its structured answer.
func call(t *testing.T, s *mcp.ClientSession, name string, args any) (string, *mcp.CallToolResult) {
	t.Helper()
	res, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: name, Arguments: args})
	if err != nil {
		t.Fatalf("%s %v: %v", name, args, err)
	}
	var b strings.Builder
	for _, c := range res.Content {
		text, ok := c.(*mcp.TextContent)
		if !ok {
			t.Fatalf("%s gives %T", name, c)
		}
		b.WriteString(text.Text)
	}
	return b.String(), res
}

// answer calls a tool that must answer.
func answer[T any](t *testing.T, s *mcp.ClientSession, name string, args any) (T, string) {
	t.Helper()
	var out T
	text, res := call(t, s, name, args)
	if res.IsError {
		t.Fatalf("%s %v: %s", name, args, text)
	}
	b, err := json.Marshal(res.StructuredContent)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatalf("%s: %v", b, err)
	}
	return out, text
}

func tools(t *testing.T, s *mcp.ClientSession) map[string]*mcp.Tool {
	t.Helper()
	list, err := s.ListTools(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]*mcp.Tool{}
	for _, x := range list.Tools {
		out[x.Name] = x
	}
	return out
}

// TestTools: every tool says in both languages what it does and what it takes, has
// schemas that are valid, and promises not to write.
func TestTools(t *testing.T) {
	for _, lang := range []msg.Lang{msg.Chinese, msg.English} {
		s := connect(t, lang, nil)
		all := tools(t, s)
		want := []string{"compare", "format_citation", "get_clause", "list_documents", "search_clauses"}
		if got := slices.Sorted(maps.Keys(all)); !slices.Equal(got, want) {
			t.Errorf("tools %v", got)
		}
		for name, x := range all {
			if !x.Annotations.ReadOnlyHint || x.Description == "" || strings.Contains(x.Title+x.Description, "mcp.") {
				t.Errorf("%s: %+v", name, x)
			}
			checkSchemas(t, x)
		}
		if i := s.InitializeResult(); i.Instructions == "" || i.ServerInfo.Name != "duibiao" {
			t.Errorf("%+v", i)
		}
	}
}

// checkSchemas compiles what a tool takes and gives: it takes nothing that it does
// not describe.
func checkSchemas(t *testing.T, x *mcp.Tool) {
	t.Helper()
	for which, schema := range map[string]any{"input": x.InputSchema, "output": x.OutputSchema} {
		k := jsonschema.NewCompiler()
		if err := k.AddResource("mem:s", schema); err != nil {
			t.Fatal(err)
		}
		if _, err := k.Compile("mem:s"); err != nil {
			t.Errorf("%s %s: %v", x.Name, which, err)
		}
	}
	in, ok := x.InputSchema.(map[string]any)
	if !ok || in["additionalProperties"] == nil {
		t.Fatalf("%s takes anything: %v", x.Name, in)
	}
	for arg, p := range in["properties"].(map[string]any) {
		if d, _ := p.(map[string]any)["description"].(string); d == "" || strings.Contains(d, "flag.") {
			t.Errorf("%s says nothing of %s", x.Name, arg)
		}
	}
}

// whole checks what every answer must have.
func whole(t *testing.T, x Source, text string) {
	t.Helper()
	if x.DocumentID == "" || len(x.SHA256) != 64 || !strings.HasPrefix(x.URL, "file://") || x.DocNumber == nil || x.Status == "" {
		t.Errorf("source %+v", x)
	}
	for _, part := range []string{x.Title, x.SHA256, x.DocumentID, *x.DocNumber, "2026-11-26"} {
		if !strings.Contains(text, part) {
			t.Errorf("the text lacks %q: %s", part, text)
		}
	}
}

// TestSearchThenRead finds a clause and reads it, as an assistant does.
func TestSearchThenRead(t *testing.T) {
	s := connect(t, msg.Chinese, usual())
	hits, text := answer[Hits](t, s, "search_clauses", map[string]any{"query": "投标保证金", "region": "北京"})
	if len(hits.Results) != 1 || hits.Total != 1 || hits.AsOf.String() != "2026-11-26" || len(hits.Understood) == 0 {
		t.Fatalf("%+v", hits)
	}
	h := hits.Results[0]
	whole(t, h.Source, text)
	if *h.Clause != "第二条" || !strings.Contains(h.Text, "百分之二") || !strings.Contains(text, h.Text) {
		t.Errorf("%+v: %s", h, text)
	}

	c, text := answer[Clause](t, s, "get_clause", map[string]any{"document": h.Source.DocumentID, "clause": *h.ClauseID})
	whole(t, c.Source, text)
	if c.Label != "第二条" || !strings.Contains(c.Text, "五个工作日") || len(c.Below) == 0 || !strings.Contains(c.Citation, "第二条") {
		t.Errorf("%+v", c)
	}
}

// TestChapter: a heading is read with all that stands below it, on another day.
func TestChapter(t *testing.T) {
	s := connect(t, msg.Chinese, usual())
	chapter, _ := answer[Clause](t, s, "get_clause", map[string]any{"document": "北京市花木采购办法", "clause": "第一章", "as_of": "2020-03-15"})
	if !strings.Contains(chapter.Text, "第二条") || strings.Contains(chapter.Text, "第三条") || chapter.Source.Status != "not_yet" || chapter.AsOf.String() != "2020-03-15" {
		t.Errorf("%+v", chapter)
	}
}

func TestList(t *testing.T) {
	s := connect(t, msg.Chinese, usual())
	list, text := answer[Documents](t, s, "list_documents", map[string]any{"limit": 1})
	if len(list.Documents) != 1 || !list.More || len(list.Reference) != 0 {
		t.Errorf("%+v", list)
	}
	whole(t, list.Documents[0], text)
	rest, _ := answer[Documents](t, s, "list_documents", map[string]any{"limit": 1, "offset": 1})
	if len(rest.Documents) != 1 || rest.More || rest.Documents[0].DocumentID == list.Documents[0].DocumentID {
		t.Errorf("%+v", rest)
	}
}

func TestCite(t *testing.T) {
	s := connect(t, msg.Chinese, usual())
	for style, want := range map[string]string{"": "京甲〔2020〕5号", "bibtex": "@misc{", "csl-json": `"legislation"`} {
		args := map[string]any{"document": "北京市花木采购办法", "clause": "第二条"}
		if style != "" {
			args["style"] = style
		}
		x, text := answer[Citation](t, s, "format_citation", args)
		whole(t, x.Source, text)
		if !strings.Contains(x.Citation, want) || !strings.Contains(x.Citation, "第二条") {
			t.Errorf("%s: %s", style, x.Citation)
		}
	}
}

// TestCompare makes every comparison of the reference dataset.
func TestCompare(t *testing.T) {
	s := connect(t, msg.Chinese, nil)
	for _, kind := range comparison.Kinds() {
		x, text := answer[Comparison](t, s, "compare", map[string]any{"comparison": kind, "limit": 2, "home": "天津"})
		if x.AsOf.IsZero() || x.DataDate.IsZero() || x.Title == "" || !strings.Contains(text, "数据截至") {
			t.Errorf("%s: %+v", kind, x)
		}
		checkRows(t, x)
	}
	items, text := answer[Comparison](t, s, "compare", map[string]any{"comparison": "items", "regions": []string{"广东"}})
	if len(items.Rows) == 0 || len(items.Sources) == 0 || !strings.Contains(text, items.Sources[0].Title) {
		t.Errorf("%+v", items)
	}
}

// checkRows: a row has evidence or says why not, and what is left out is said.
func checkRows(t *testing.T, x Comparison) {
	t.Helper()
	for _, row := range x.Rows {
		if !slices.ContainsFunc(row.Cells, func(c Cell) bool { return len(c.Evidence) > 0 || c.Computed != "" || c.Missing != "" }) {
			t.Errorf("%s: a row without evidence and without a reason: %+v", x.Comparison, row)
		}
		for _, c := range row.Cells {
			if slices.ContainsFunc(c.Evidence, func(k int) bool { return row.Evidence[k].Source == "" }) {
				t.Errorf("%s: evidence without a source: %+v", x.Comparison, row)
			}
		}
	}
	if len(x.Rows) > 2 || x.TotalRows > len(x.Rows) && !strings.Contains(strings.Join(x.Notes, ""), "offset") {
		t.Errorf("%s: %d of %d rows, %v", x.Comparison, len(x.Rows), x.TotalRows, x.Notes)
	}
}

// TestWithoutData: nothing was collected, and the reference dataset answers what it
// can; what it cannot is an error with the way out.
func TestWithoutData(t *testing.T) {
	s := connect(t, msg.Chinese, nil)
	list, text := answer[Documents](t, s, "list_documents", map[string]any{"region": "上海", "limit": 3})
	if len(list.Reference) == 0 || len(list.Documents) != 0 || len(list.Notes) != 1 || !strings.Contains(text, "参照数据集") {
		t.Errorf("%+v", list)
	}
	if slices.ContainsFunc(list.Reference, func(d Referenced) bool {
		return d.Title == "" || d.Certainty == "" || len(d.Sources) == 0 || !strings.HasPrefix(d.Region, "31")
	}) {
		t.Errorf("%+v", list.Reference)
	}
	for name, args := range map[string]map[string]any{
		"search_clauses":  {"query": "保证金"},
		"get_clause":      {"document": "政府采购法", "clause": "1"},
		"format_citation": {"document": "政府采购法"},
	} {
		if text, res := call(t, s, name, args); !res.IsError || !strings.Contains(text, "duibiao import") {
			t.Errorf("%s: %s", name, text)
		}
	}
}

// TestHostileArguments: what cannot be asked is a tool's error, in words, without
// what goes on inside, and the server goes on.
func TestHostileArguments(t *testing.T) {
	s := connect(t, msg.English, usual())
	for _, x := range hostileCalls() {
		res, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: x.tool, Arguments: x.args})
		if _, ok := x.args.(map[string]any); err != nil && !ok {
			continue // the protocol refuses what is no object
		}
		if err != nil || !res.IsError || res.StructuredContent != nil {
			t.Errorf("%s %.80v: %v %+v", x.tool, x.args, err, res)
			continue
		}
		text := res.Content[0].(*mcp.TextContent).Text
		if !strings.Contains(text, x.says) || len(text) > 4000 || !utf8.ValidString(text) || strings.Contains(text, "sql") {
			t.Errorf("%s %.80v: %.500s", x.tool, x.args, text)
		}
	}
	if _, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: "drop_everything"}); err == nil {
		t.Error("a tool that does not exist answered")
	}
	answer[Hits](t, s, "search_clauses", map[string]any{"query": "花木"}) // it goes on
}

// TestBounds: whatever is collected, an answer stays small and says what it left out.
func TestBounds(t *testing.T) {
	var b strings.Builder
	b.WriteString("庞大采购规定\n")
	for range 120 {
		b.WriteString("第一条 " + strings.Repeat("花木应当浇水。", 130) + "\n")
	}
	files := map[string]string{"big.txt": b.String()}
	s := connect(t, msg.Chinese, files)
	hits, _ := answer[Hits](t, s, "search_clauses", map[string]any{"query": "花木", "limit": 100})
	if len(hits.Results) != maxHits || hits.Total != 120 {
		t.Errorf("%d hits", len(hits.Results))
	}
	for _, h := range hits.Results {
		if utf8.RuneCountInString(h.Text) > maxHitText+1 || !h.Clipped {
			t.Errorf("a hit of %d characters, clipped %v", utf8.RuneCountInString(h.Text), h.Clipped)
		}
	}
	d, _ := answer[Documents](t, s, "list_documents", map[string]any{})
	c, text := answer[Clause](t, s, "get_clause", map[string]any{"document": d.Documents[0].DocumentID, "clause": "1"})
	if utf8.RuneCountInString(c.Text) > maxClauseText+1 || len(c.Below) > maxBelow || len(text) > 4*maxClauseText {
		t.Errorf("%d characters, %d below", utf8.RuneCountInString(c.Text), len(c.Below))
	}
}

// hostileCall is a call that must fail, and what is said of it.
type hostileCall struct {
	tool string
	args any
	says string
}

func hostileCalls() []hostileCall {
	long := strings.Repeat("长", 100_000)
	return []hostileCall{
		{"search_clauses", map[string]any{}, "query"},
		{"search_clauses", map[string]any{"query": 7}, "query"},
		{"search_clauses", map[string]any{"query": []string{"a"}}, "query"},
		{"search_clauses", map[string]any{"query": long}, "query"},
		{"search_clauses", map[string]any{"query": "a", "limit": 1e9}, "limit"},
		{"search_clauses", map[string]any{"query": "a", "limit": -1}, "limit"},
		{"search_clauses", map[string]any{"query": "a", "limit": 1.5}, ""},
		{"search_clauses", map[string]any{"query": "a", "offset": -5}, "offset"},
		{"search_clauses", map[string]any{"query": "a", "regoin": "北京"}, "regoin"},
		{"search_clauses", map[string]any{"query": "a", "regoin": "北京"}, "as_of, from, kind, limit, offset, query, region, status, title, to"},
		{"search_clauses", map[string]any{"query": "a", "kind": "law"}, "kind"},
		{"search_clauses", map[string]any{"query": "a", "region": "亚特兰蒂斯"}, "亚特兰蒂斯"},
		{"search_clauses", map[string]any{"query": "a", "from": "yesterday"}, "from"},
		{"search_clauses", map[string]any{"query": "a", "from": "2020-13-45"}, "from"},
		{"get_clause", map[string]any{"document": "../../etc/passwd", "clause": "1"}, "no such document"},
		{"get_clause", map[string]any{"document": "/etc/passwd\x00", "clause": "1"}, "no such document"},
		{"get_clause", map[string]any{"document": "file:///etc/passwd", "clause": "1"}, "no such document"},
		{"get_clause", map[string]any{"document": "花木采购办法", "clause": "1"}, "names 2 documents"},
		{"get_clause", map[string]any{"document": "北京市花木采购办法", "clause": "第九千条"}, "no such clause"},
		{"get_clause", map[string]any{"document": "北京市花木采购办法", "clause": long}, "clause"},
		{"get_clause", map[string]any{"document": "'; DROP TABLE documents; --", "clause": "1"}, "no such document"},
		{"list_documents", "not an object", ""},
		{"list_documents", map[string]any{"limit": map[string]any{}}, "limit"},
		{"compare", map[string]any{"comparison": "colours"}, "comparison"},
		{"compare", map[string]any{"comparison": "items", "regions": slices.Repeat([]string{"上海"}, 1000)}, "regions"},
		{"compare", map[string]any{"comparison": "items", "regions": []string{"../.."}}, "../.."},
		{"compare", map[string]any{"comparison": "gaps", "regions": []string{"上海"}}, "home"},
		{"format_citation", map[string]any{"document": "北京市花木采购办法", "style": "<script>"}, "style"},
	}
}
