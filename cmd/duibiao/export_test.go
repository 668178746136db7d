package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"duibiao/cmd/internal/datapackage"
	"duibiao/cmd/internal/datapackage/datapackagetest"
	"duibiao/cmd/internal/library"
	"duibiao/corpus"
	"duibiao/corpus/store"
)

// hostileRule is a rule whose title and clauses try to be something else.
const hostileRule = `=cmd|' /C calc'!A0上海市政府购买服务</script>管理办法

（沪财〔2021〕5号，2021年3月1日上海市财政局发布）

第一章 总则

第一条 为了规范政府购买服务，制定本办法。

=SUM(A1:A9)

-2+3 是公式 {a|b} __f__ "引号", 逗号

第二条 供应商对采购活动有疑问的，可以在七个工作日内提出质疑。

第三条 采购人应当自中标通知书发出之日起30日内签订合同。

第四条 《旧办法》（沪财〔2010〕1号）同时废止。
`

// exportLibrary is a data directory with a hostile rule, one without a place, a
// catalogue and a rule that another repeals.
func exportLibrary(t *testing.T) string {
	t.Helper()
	in, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	for name, text := range map[string]string{
		"hostile.txt": hostileRule,
		"old.txt":     "上海市政府采购质疑办法\n\n（2010年1月5日上海市财政局发布）\n\n第一条 供应商质疑期限为十日。\n",
		"new.txt":     "上海市政府采购供应商质疑规定\n\n（2019年6月1日上海市财政局发布，自2019年7月1日起施行）\n\n第一条 供应商质疑期限为七日。\n\n第二条 《上海市政府采购质疑办法》同时废止。\n",
		"later.txt":   "上海市公文办法\n\n（2019年6月1日上海市财政局发布）\n\n第一条 甲。\n",
		"nowhere.txt": "某地活动通知\n\n第一条 甲。\n",
	} {
		if err := os.WriteFile(filepath.Join(in, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	exportRun(t, data, "import", "-q", filepath.Join(in, "nowhere.txt"))
	exportRun(t, data, "import", "-q", "--region", "310000", in)
	exportRun(t, data, "import", "-q", "--region", "310000", filepath.Join("testdata", "files", "catalogue.xlsx"))
	return data
}

func exportRun(t *testing.T, data string, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	args = append([]string{"--lang", "en", "--data", data}, args...)
	if code := run(context.Background(), args, nil, &out, &errs); code != exitOK {
		t.Fatalf("%v: exit %d\n%s%s", args, code, &out, &errs)
	}
	return out.String()
}

// TestExportPackage checks a package of a store and the reference dataset as a
// stranger would, and against the store.
func TestExportPackage(t *testing.T) {
	data := exportLibrary(t)
	dir := filepath.Join(t.TempDir(), "out")
	exportRun(t, data, "export", "-q", "-o", dir, "--home", "上海")
	tables := datapackagetest.Check(t, dir)
	for _, name := range []string{
		"documents", "clauses", "catalogue_items", "counts", "thresholds", "support", "statements", "indicators", "codings",
		"coding_evidence", "comparisons", "comparison_cells", "comparison_evidence", "sources", "jurisdictions",
	} {
		if len(tables[name]) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
	stored := storedClauses(t, data)
	got := map[string]string{}
	for _, row := range tables["clauses"] {
		got[row[0]+" "+row[1]] = datapackage.Unescape(row[len(row)-1])
	}
	if len(got) != len(stored) {
		t.Errorf("%d clauses, the store has %d", len(got), len(stored))
	}
	for key, text := range stored {
		if got[key] != text {
			t.Errorf("%s: %q, want %q", key, got[key], text)
		}
	}
	// Every clause that proves a coding is there, and its quotation in it.
	for _, row := range tables["coding_evidence"] {
		if text, ok := got[row[0]+" "+row[4]]; row[4] != "" && (!ok || !strings.Contains(text, datapackage.Unescape(row[5]))) {
			t.Errorf("%s %s: %q is not in %q", row[0], row[4], row[5], text)
		}
	}
}

// storedClauses are the texts of all clauses by document and clause.
func storedClauses(t *testing.T, data string) map[string]string {
	t.Helper()
	lib, err := library.Open(context.Background(), data, library.ReadOnly(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	out := map[string]string{}
	_, err = lib.Store.EachDocument(context.Background(), 0, func(d corpus.Document, text string, clauses []corpus.Clause) error {
		for _, c := range clauses {
			out[d.ID+" "+c.ID] = c.Text(text)
		}
		return nil
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%d clauses, %v", len(out), err)
	}
	return out
}

// TestExportChoice: places, days, sources and texts are the user's choice, and the
// keys hold for each.
func TestExportChoice(t *testing.T) {
	data := exportLibrary(t)
	for _, tc := range []struct {
		args []string
		want func(datapackagetest.Tables) bool
	}{
		{[]string{"--regions", "上海"}, func(x datapackagetest.Tables) bool {
			return !slices.ContainsFunc(x["documents"], func(r []string) bool { return strings.HasPrefix(r[5], "11") })
		}},
		{[]string{"--source", "reference"}, func(x datapackagetest.Tables) bool { return len(x["clauses"]) == 0 && len(x["documents"]) > 0 }},
		{[]string{"--source", "corpus"}, func(x datapackagetest.Tables) bool {
			return len(x["documents"]) == 6 && !slices.ContainsFunc(x["documents"], func(r []string) bool { return r[1] != "store" })
		}},
		{[]string{"--source", "corpus"}, func(x datapackagetest.Tables) bool {
			return statusOf(x, "上海市政府采购质疑办法") == "repealed"
		}},
		{[]string{"--source", "corpus", "--as-of", "2015"}, func(x datapackagetest.Tables) bool {
			return statusOf(x, "上海市政府采购质疑办法") == "unknown" && statusOf(x, "上海市公文办法") == ""
		}},
		{[]string{"--no-text"}, func(x datapackagetest.Tables) bool { return len(x["clauses"]) > 0 && len(x["clauses"][0]) == 11 }},
	} {
		dir := filepath.Join(t.TempDir(), "out")
		exportRun(t, data, append([]string{"export", "-q", "-o", dir}, tc.args...)...)
		if !tc.want(datapackagetest.Check(t, dir)) {
			t.Errorf("%v: not what was asked for: %q", tc.args, datapackagetest.Check(t, dir)["documents"])
		}
	}
}

// statusOf is the status of the document with a title, "" for none.
func statusOf(x datapackagetest.Tables, title string) string {
	for _, r := range x["documents"] {
		if r[2] == title {
			return r[17]
		}
	}
	return ""
}

// TestExportOnAnotherDay: the clock changes nothing.
func TestExportOnAnotherDay(t *testing.T) {
	data := exportLibrary(t)
	var first []byte
	for _, day := range []int{2026, 2031} {
		for _, name := range []string{"a.zip", "a.jsonld", "a.jsonl"} {
			var out, errs bytes.Buffer
			path := filepath.Join(t.TempDir(), name)
			a, err := newApp(nil, nil, &out, &errs, func() time.Time { return time.Date(day, 5, 6, 7, 8, 9, 0, time.UTC) })
			if err != nil {
				t.Fatal(err)
			}
			a.dataDir = data
			if err := runExport(context.Background(), a, exportFlags{out: path, compareFlags: compareFlags{source: "all"}}); err != nil {
				t.Fatal(err)
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if day == 2026 {
				first = append(first, b...)
			} else if !bytes.HasPrefix(first, b) {
				t.Errorf("%s differs from that of another day", name)
			} else {
				first = first[len(b):]
			}
		}
	}
}

// graphOf exports the store as one graph.
func graphOf(t *testing.T, data string) map[string]node {
	t.Helper()
	out := exportRun(t, data, "export", "--format", "jsonld", "-o", "-", "--source", "corpus")
	if strings.ContainsAny(out, "<>&") {
		t.Error("the graph can end a script element")
	}
	var graph struct {
		Context string `json:"@context"`
		Graph   []node `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(out), &graph); err != nil || graph.Context != "https://schema.org" || len(graph.Graph) != 6 {
		t.Fatalf("%v, %s, %d nodes", err, graph.Context, len(graph.Graph))
	}
	byTitle := map[string]node{}
	for _, n := range graph.Graph {
		byTitle[n.Name] = n
	}
	return byTitle
}

// TestExportLegislation reads JSON-LD back: what is known and what the store proves
// is there.
func TestExportLegislation(t *testing.T) {
	byTitle := graphOf(t, exportLibrary(t))
	newer, older := byTitle["上海市政府采购供应商质疑规定"], byTitle["上海市政府采购质疑办法"]
	if len(newer.Repeals) != 1 || newer.Repeals[0].ID != older.ID {
		t.Errorf("repeals %+v, want %s", newer.Repeals, older.ID)
	}
	if older.Force.ID != "http://schema.org/NotInForce" || older.Version == "" || newer.Force.ID != "" || newer.Version != "" {
		t.Errorf("legal force %+v as of %q; %+v as of %q", older.Force, older.Version, newer.Force, newer.Version)
	}
	got := []string{newer.Type, newer.Form, newer.Date, newer.Place.Identifier.Value}
	if want := []string{"Legislation", "规定", "2019-06-01", "310000"}; !slices.Equal(got, want) || len(newer.Encoding.SHA256) != 64 {
		t.Errorf("got %v, %s, want %v", got, newer.Encoding.SHA256, want)
	}
}

// TestExportLegislationText: the texts of a document's parts, laid end to end, are
// its text.
func TestExportLegislationText(t *testing.T) {
	data := exportLibrary(t)
	for title, n := range graphOf(t, data) {
		if want := nonSpace(storedText(t, data, strings.TrimPrefix(n.ID, "urn:duibiao:"))); nonSpace(n.text()) != want {
			t.Errorf("%s: text %q, want %q", title, n.text(), want)
		}
	}
}

// node is a node of the graph as far as the test reads it.
type node struct {
	Type    string `json:"@type"`
	ID      string `json:"@id"`
	Name    string `json:"name"`
	Text    string `json:"text"`
	Form    string `json:"legislationType"`
	Date    string `json:"legislationDate"`
	Version string `json:"legislationDateVersion"`
	Force   struct {
		ID string `json:"@id"`
	} `json:"legislationLegalForce"`
	Repeals  []node                                      `json:"legislationRepeals"`
	Parts    []node                                      `json:"hasPart"`
	Encoding struct{ SHA256 string }                     `json:"encoding"`
	Place    struct{ Identifier struct{ Value string } } `json:"legislationJurisdiction"`
}

// text is the text of a node and all its parts.
func (n node) text() string {
	out := n.Text
	for _, p := range n.Parts {
		out += p.text()
	}
	return out
}

func nonSpace(s string) string { return strings.Join(strings.Fields(s), "") }

func storedText(t *testing.T, data, id string) string {
	t.Helper()
	s, err := store.Open(context.Background(), data, store.Options{ReadOnly: true, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	text, err := s.Text(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
