package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"

	"duibiao/cmd/internal/api"
	"duibiao/cmd/internal/desk"
	"duibiao/cmd/internal/desk/desktest"
	"duibiao/cmd/internal/record"
)

// TestAPIGivesTheRecordsOfTheCommands: a line of the API is a line of --json, byte
// for byte, so that a script can change from one to the other.
func TestAPIGivesTheRecordsOfTheCommands(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	desktest.Import(t, dir, t.TempDir(), true, desktest.Corpus())
	d := desk.New(dir, time.Now)
	defer d.Close()
	a, err := newApp(nil, nil, nil, nil, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	a.dataDir = dir
	h, err := api.New(api.Config{Desk: d, Sites: a.siteRecords, Version: record.Build()})
	if err != nil {
		t.Fatal(err)
	}
	for address, command := range map[string][]string{
		"/documents":                        {"list"},
		"/documents?region=天津&kind=rule":    {"list", "--region", "天津", "--kind", "rule"},
		"/search?q=签订合同":                    {"search", "签订合同"},
		"/search?q=花木&from=2030&limit=5":    {"search", "花木", "--from", "2030", "--limit", "5"},
		"/items":                            {"items"},
		"/documents/静安花木条例/clauses/第二条":     {"show", "静安花木条例", "第二条"},
		"/documents/目录/checks":              {"items", "--check", "--doc", "目录"},
		"/figures":                          {"figures"},
		"/indicators":                       {"indicators", "--list"},
		"/codings":                          {"indicators"},
		"/codings?all=true&coder=rule":      {"indicators", "--all", "--coder", "rule"},
		"/compare/items":                    {"compare", "items"},
		"/compare/procedures?regions=上海,天津": {"compare", "procedures", "--regions", "上海,天津"},
		"/compare/clauses?documents=上海市政府购买服务管理办法,天津市政府采购暂行办法&home=天津": {"compare", "clauses", "上海市政府购买服务管理办法", "天津市政府采购暂行办法", "--home", "天津"},
		"/documents/上海市政府购买服务管理办法/diff?with=天津市政府采购暂行办法":               {"diff", "上海市政府购买服务管理办法", "天津市政府采购暂行办法"},
		"/sites": {"sites", "list"},
	} {
		var want, said bytes.Buffer
		run(context.Background(), append([]string{"--data", dir, "-q"}, append(command, "--json")...), nil, &want, &said)
		r := httptest.NewRequest("GET", api.Base+address, nil)
		r.Header.Set("Accept", "application/jsonl")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != 200 || want.Len() == 0 != (address == "/search?q=花木&from=2030&limit=5") || !bytes.Equal(w.Body.Bytes(), want.Bytes()) {
			t.Errorf("%s: %d\n%.800s\n%v\n%.800s%s", address, w.Code, w.Body, command, &want, &said)
		}
	}
}
