package api

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"duibiao/cmd/internal/record"
	"duibiao/corpus/store"
)

func unmarshal[T any](t testing.TB, b []byte) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("%v: %.300s", err, b)
	}
	return v
}

func problemIn(t testing.TB, res got) ProblemDocument {
	t.Helper()
	return unmarshal[ProblemDocument](t, res.body)
}

// TestPages walks lists to their ends by cursor and by Link: the parts together are
// the whole, in every format.
func TestPages(t *testing.T) {
	c := serve(t)
	for _, list := range []string{
		"/documents", "/search?q=花木", "/documents/" + c.ids["document"] + "/clauses", "/items", "/figures", "/codings?all=true&doc=" + c.ids["other"],
		"/indicators", "/changes", "/regions", "/compare/items?source=reference&regions=广东", "/charts", "/compare/clauses?documents=" + c.ids["document"] + "," + c.ids["other"],
	} {
		sep := map[bool]string{true: "&", false: "?"}[strings.Contains(list, "?")]
		most := map[bool]string{true: "200", false: "1000"}[strings.HasPrefix(list, "/search")]
		whole := c.get(Base + list + sep + "format=jsonl&limit=" + most).body
		size := max(1, bytes.Count(whole, []byte("\n"))/3)
		for _, format := range []string{"json", "jsonl"} {
			parts, n := c.walk(t, Base+list+sep+"format="+format, size)
			if n < 2 || !bytes.Equal(parts, whole) {
				t.Errorf("%s as %s in %d parts:\n%.600s\nwhole\n%.600s", list, format, n, parts, whole)
			}
		}
	}
}

// walk follows a list to its end and gives its records as lines, and how many parts
// there were.
func (c *client) walk(t *testing.T, list string, size int) ([]byte, int) {
	t.Helper()
	var parts []byte
	next := list + "&limit=" + fmt.Sprint(size)
	for n := 1; n < 6; n++ {
		res := c.get(next)
		if res.StatusCode != 200 {
			t.Fatalf("%s: %s", next, res.body)
		}
		link, _, _ := strings.Cut(strings.TrimPrefix(res.Header.Get("Link"), "<"), ">")
		lines := res.body
		if res.Header.Get("Content-Type") == "application/json" {
			lines = records(t, res.body, size, link)
		}
		parts = append(parts, lines...)
		if link == "" {
			return parts, n
		}
		next = link
	}
	t.Fatalf("%s does not end", list)
	return nil, 0
}

// records are the records of an envelope as JSON Lines, which do not escape < > &.
func records(t *testing.T, body []byte, size int, link string) []byte {
	t.Helper()
	e := unmarshal[struct {
		Data []json.RawMessage `json:"data"`
		Next *string           `json:"next_cursor"`
	}](t, body)
	if len(e.Data) > size || (e.Next == nil) != (link == "") {
		t.Fatalf("%d records, next %v, link %q", len(e.Data), e.Next, link)
	}
	var b []byte
	for _, r := range e.Data {
		b = append(append(b, r...), '\n')
	}
	return []byte(strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&").Replace(string(b)))
}

// TestCursors: a cursor is good for its own question and its own data only.
func TestCursors(t *testing.T) {
	c := serve(t)
	first := unmarshal[List[record.Document]](t, c.get(Base+"/documents?limit=1").body)
	if first.NextCursor == nil {
		t.Fatal("no cursor")
	}
	cur := url.QueryEscape(*first.NextCursor)
	for target, want := range map[string]int{
		"/documents?limit=3&format=csv&lang=en&cursor=" + cur: 200, // another part of the same list
		"/documents?region=110000&cursor=" + cur:              400,
		"/changes?cursor=" + cur:                              400,
		"/documents?cursor=" + cur + "AA":                     400,
		"/documents?cursor=" + cur[:len(cur)-1]:               400,
	} {
		res := c.get(Base + target)
		if res.StatusCode != want {
			t.Errorf("%s: %s %s", target, res.Status, res.body)
		} else if want == 400 && problemIn(t, res).Type != typePrefix+string(kindCursor) {
			t.Errorf("%s is refused as another kind", target)
		}
	}
	hits := unmarshal[Found](t, c.get(Base+"/search?q=花木&limit=1").body)
	fill(t, c.dir, c.from, map[string]string{"new.txt": strings.ReplaceAll(eastern, "京甲", "京丙")})
	for _, target := range []string{"/documents?cursor=" + cur, "/search?q=花木&cursor=" + url.QueryEscape(*hits.NextCursor)} {
		if p := problemIn(t, c.get(Base+target)); p.Status != 400 || p.Type != typePrefix+string(kindStale) {
			t.Errorf("after a change, %s: %+v", target, p)
		}
	}
}

// TestETags: what has not changed is not sent again, what has changed is.
func TestETags(t *testing.T) {
	c := serve(t)
	tags := map[string]string{}
	for _, rt := range quickRoutes() {
		target := c.address(rt.example)
		res := c.get(target)
		tag := res.Header.Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) || res.Header.Get("Cache-Control") != "private, no-cache" {
			t.Errorf("%s: ETag %q, Cache-Control %q", target, tag, res.Header.Get("Cache-Control"))
		}
		for header, want := range map[string]int{tag: 304, `"x", ` + strings.TrimPrefix(tag, "W/"): 304, "*": 304, `W/"x"`: 200, "": 200} {
			again := c.get(target, "If-None-Match", header)
			if again.StatusCode != want || want == 304 && (len(again.body) > 0 || again.Header.Get("ETag") != tag) {
				t.Errorf("%s with %q: %s", target, header, again.Status)
			}
		}
		tags[rt.id] = tag
	}
	c.changed(t, tags)
}

// changed checks that what is another answer has another tag.
func (c *client) changed(t *testing.T, tags map[string]string) {
	t.Helper()
	for name, target := range map[string]string{"format": "/documents?format=csv", "language": "/search?q=花木&lang=en", "part": "/documents?limit=2"} {
		if tag := c.get(Base + target).Header.Get("ETag"); slices.Contains(slices.Collect(maps.Values(tags)), tag) {
			t.Errorf("another %s has the same ETag", name)
		}
	}
	fill(t, c.dir, c.from, map[string]string{"a.txt": strings.ReplaceAll(eastern, "百分之二", "百分之五")})
	for _, id := range []string{"document", "clauses", "clause", "documentVersions", "compare", "changes"} {
		i := slices.IndexFunc(routes(), func(rt route) bool { return rt.id == id })
		if res := c.get(c.address(routes()[i].example), "If-None-Match", tags[id]); res.StatusCode != 200 {
			t.Errorf("%s after a change: %s", id, res.Status)
		}
	}
	tag := c.get(Base + "/compare/items").Header.Get("ETag")
	c.start(func(c *Config) { c.Version.Version = "v1.2.4" })
	if c.get(Base+"/compare/items").Header.Get("ETag") == tag {
		t.Error("another program has the same ETag for a comparison")
	}
}

// TestMethods: HEAD is GET without the body, OPTIONS says what there is.
func TestMethods(t *testing.T) {
	c := serve(t)
	targets := []string{DocumentPath}
	for _, rt := range quickRoutes() {
		targets = append(targets, c.address(rt.example))
	}
	for _, target := range targets {
		get, head := c.get(target), c.ask(http.MethodHead, target)
		if len(head.body) > 0 || len(get.body) == 0 || head.StatusCode != 200 || !maps.EqualFunc(get.Header, head.Header, slices.Equal) {
			t.Errorf("HEAD %s: %s, %v; GET %v", target, head.Status, head.Header, get.Header)
		}
		if get.Header.Get("Content-Length") != fmt.Sprint(len(get.body)) {
			t.Errorf("GET %s: length %s of %d", target, get.Header.Get("Content-Length"), len(get.body))
		}
	}
}

// TestOptions: an address says what it takes, and lets no other site in.
func TestOptions(t *testing.T) {
	c := serve(t)
	for _, rt := range routes() {
		target := c.address(rt.example)
		if o := c.ask(http.MethodOptions, target); o.StatusCode != 204 || o.Header.Get("Allow") != methods || o.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("OPTIONS %s: %s %v", target, o.Status, o.Header)
		}
	}
	if res := c.ask(http.MethodPost, Base+"/documents"); res.Header.Get("Allow") != methods {
		t.Errorf("POST: Allow %q", res.Header.Get("Allow"))
	}
	res := c.ask(http.MethodHead, Base+"/nothing")
	if res.StatusCode != 404 || len(res.body) > 0 {
		t.Errorf("HEAD of nothing: %s", res.Status)
	}
}

// TestBodies: a request that brings a body is refused, whatever it says of it.
func TestBodies(t *testing.T) {
	c := serve(t)
	for name, length := range map[string]int64{"small": 3, "huge": 1 << 40, "unknown": -1} {
		r := httptest.NewRequest(http.MethodGet, Base+"/documents", strings.NewReader("{}\n"))
		r.ContentLength = length
		w := httptest.NewRecorder()
		c.ServeHTTP(w, r)
		if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), string(kindBody)) {
			t.Errorf("%s body: %d %s", name, w.Code, w.Body)
		}
	}
}

// TestNegotiation asks for formats in every way.
func TestNegotiation(t *testing.T) {
	c := serve(t)
	for _, x := range []struct{ accept, query, want string }{
		{"", "", "application/json"},
		{"*/*", "", "application/json"},
		{"text/html,application/xhtml+xml,*/*;q=0.8", "", "application/json"},
		{"text/csv", "", "text/csv; charset=utf-8; header=present"},
		{"text/*", "", "text/csv; charset=utf-8; header=present"},
		{"application/x-ndjson", "", "application/jsonl"},
		{"application/json;q=0.5, text/csv", "", "text/csv; charset=utf-8; header=present"},
		{"application/json;q=0, */*", "", "application/jsonl"},
		{"text/csv", "?format=jsonl", "application/jsonl"},
		{"application/xml", "?format=json", "application/json"},
		{"application/json;q=NaN", "", problemType},
		{"nonsense", "", problemType},
	} {
		if got := c.get(Base+"/documents"+x.query, "Accept", x.accept).Header.Get("Content-Type"); got != x.want {
			t.Errorf("Accept %q%s: %s, want %s", x.accept, x.query, got, x.want)
		}
	}
}

// TestCSV: the columns are the keys of the records, empty lists have them too, and
// no cell begins a formula.
func TestCSV(t *testing.T) {
	c := serve(t)
	for _, rt := range quickRoutes() {
		address, query, _ := strings.Cut(c.address(rt.example), "?")
		res := c.get(address + "?format=csv&" + query)
		rows, err := csv.NewReader(bytes.NewReader(res.body)).ReadAll()
		if err != nil || len(rows) == 0 || !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
			t.Fatalf("%s: %v, %d rows, %v", rt.id, err, len(rows), res.Header)
		}
		data := unmarshal[map[string]any](t, c.get(c.address(rt.example)).body)["data"]
		list, ok := data.([]any)
		if !ok {
			list = []any{data}
		}
		if len(list)+1 != len(rows) {
			t.Errorf("%s: %d records, %d rows", rt.id, len(list), len(rows))
		}
		for _, record := range list {
			for key := range record.(map[string]any) {
				if !slices.Contains(rows[0], key) {
					t.Errorf("%s lacks the column %s: %v", rt.id, key, rows[0])
				}
			}
		}
	}
	empty := string(c.get(Base + "/documents?region=650000&format=csv").body)
	if !strings.HasPrefix(empty, "id,title,doc_number,") || strings.Count(empty, "\n") != 1 {
		t.Errorf("an empty list: %q", empty)
	}
}

// TestFormulas: no cell begins a formula, though the documents hold some.
func TestFormulas(t *testing.T) {
	c := serve(t)
	met := 0
	for _, target := range []string{"/documents?format=csv", "/documents/" + c.ids["hostile"] + "/clauses?format=csv", "/search?q=花木&format=csv"} {
		rows, err := csv.NewReader(bytes.NewReader(c.get(Base + target).body)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range slices.Concat(rows...) {
			if strings.HasPrefix(cell, "'=") {
				met++
			}
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") && strings.Trim(cell, "-.0123456789") != "" {
				t.Errorf("%s: the cell %q is a formula", target, cell)
			}
		}
	}
	if met == 0 {
		t.Error("the hostile title is not there")
	}
}

// TestStoredMarkup: what pages hold to do harm is data, whichever way it is asked for.
func TestStoredMarkup(t *testing.T) {
	c := serve(t)
	id := c.ids["hostile"]
	for _, target := range []string{
		"/documents/" + id, "/documents/" + id + "/clauses", "/documents/" + id + "/clauses/1", "/search?q=花木", "/documents?title=script",
		"/documents/%3Cscript%3Ealert(1)%3C%2Fscript%3E", "/nothing/%3Cscript%3E", "/documents?%3Cscript%3E=1", "/documents?kind=%3Cscript%3E",
	} {
		res := c.get(Base + target)
		b := string(res.body)
		sent := res.Header.Get("Content-Type")
		if sent != "application/json" && sent != problemType {
			t.Errorf("%s is sent as %s", target, sent)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(res.Header.Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %v", target, res.Header)
		}
		if strings.Contains(b, "<script") || strings.Contains(b, "<img") {
			t.Errorf("%s holds markup as it is: %s", target, b)
		}
	}
	title := unmarshal[One[record.Document]](t, c.get(Base+"/documents/"+id).body).Data.Title
	if !strings.Contains(title, "<script>alert(1)</script>") {
		t.Errorf("the title is changed: %q", title)
	}
	for _, target := range []string{"/documents?format=jsonl", "/documents?format=csv"} {
		res := c.get(Base + target)
		if sent := res.Header.Get("Content-Type"); strings.Contains(sent, "html") || res.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s is sent as %s", target, sent)
		}
	}
}

// TestHostIsNotTrusted: no header of a client finds its way into an answer.
func TestHostIsNotTrusted(t *testing.T) {
	c := serve(t)
	for _, target := range []string{Base + "/documents?limit=1", DocumentPath, Base + "/nothing", Base + "/documents?x=1"} {
		r := httptest.NewRequest(http.MethodGet, target, nil)
		r.Host = "evil.example"
		for _, name := range []string{"X-Forwarded-Host", "Forwarded", "X-Forwarded-Proto", "X-Original-URL", "X-HTTP-Method-Override", "Origin", "Referer"} {
			r.Header.Set(name, "evil.example")
		}
		w := httptest.NewRecorder()
		c.ServeHTTP(w, r)
		if s := fmt.Sprint(w.Header(), w.Body); strings.Contains(s, "evil") {
			t.Errorf("%s: %s", target, s)
		}
	}
}

// TestNoData: without a data directory what needs documents says so, and what the
// reference dataset answers is answered.
func TestNoData(t *testing.T) {
	c := &client{TB: t, dir: filepath.Join(t.TempDir(), "none")}
	c.start()
	for _, target := range []string{"/documents", "/search?q=a", "/items", "/changes", "/regions", "/documents/x"} {
		if p := problemIn(t, c.get(Base+target)); p.Status != 404 || p.Type != typePrefix+string(kindNoData) {
			t.Errorf("%s: %+v", target, p)
		}
	}
	for _, target := range []string{"/status", "/indicators", "/charts", "/sites", "/compare/items", "/compare/timeline", "/charts/items.svg", "/charts/items.csv", "/report.md"} {
		if res := c.get(Base + target); res.StatusCode != 200 || len(res.body) == 0 {
			t.Errorf("%s: %s", target, res.Status)
		}
	}
	if s := unmarshal[One[Status]](t, c.get(Base+"/status").body); s.Data.Store != nil || s.Data.Program.Version != "v1.2.3" {
		t.Errorf("status %+v", s)
	}
}

// TestTime: a request that takes too long is told so, and heavy work does not pile
// up behind it.
func TestTime(t *testing.T) {
	c := serve(t, func(c *Config) { c.Within = time.Nanosecond })
	for _, target := range []string{"/search?q=花木", "/compare/items", "/report.docx", "/charts/items.png"} {
		res := c.get(Base + target)
		p := problemIn(t, res)
		if p.Status != 503 || res.Header.Get("Retry-After") == "" || p.Type != typePrefix+string(kindSlow) && p.Type != typePrefix+string(kindBusy) {
			t.Errorf("%s: %+v", target, p)
		}
	}
	s := &server{heavy: make(chan struct{}, 1)}
	s.heavy <- struct{}{} // somebody is at it
	done, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.do(done, &call{route: &route{heavy: true}}); problemOf(err).Kind != kindBusy {
		t.Errorf("behind heavy work: %v", err)
	}
}

// TestPanic: a mistake of the program is told as one, without what it says inside.
func TestPanic(t *testing.T) {
	c := serve(t, func(c *Config) { c.Sites = func() ([]record.Site, error) { panic("secret") } })
	res := c.get(Base + "/sites")
	b := string(res.body)
	if res.StatusCode != 500 || strings.Contains(b, "secret") || !strings.Contains(b, string(kindInternal)) {
		t.Errorf("%s %s", res.Status, b)
	}
	c = serve(t, func(c *Config) {
		c.Sites = func() ([]record.Site, error) { return nil, fmt.Errorf("open /home/li/secret: denied") }
	})
	if b := string(c.get(Base + "/sites").body); strings.Contains(b, "secret") {
		t.Errorf("an error tells of the machine: %s", b)
	}
}

// TestLanguages: texts follow the client, keys do not.
func TestLanguages(t *testing.T) {
	c := serve(t)
	for header, want := range map[string]string{"": "没有", "en-GB,en;q=0.9": "no such", "fr, zh;q=0.5": "没有", "fr": "没有", "zh-TW": "没有", "%%%": "没有"} {
		if p := problemIn(t, c.get(Base+"/nothing", "Accept-Language", header)); !strings.HasPrefix(p.Title, want) {
			t.Errorf("Accept-Language %q: %s", header, p.Title)
		}
	}
	if p := problemIn(t, c.get(Base+"/documents/x?lang=en", "Accept-Language", "zh")); !strings.HasPrefix(p.Title, "not found") {
		t.Errorf("lang=en: %s", p.Title)
	}
}

// TestWhileWriting asks on while documents come in: every answer is whole.
func TestWhileWriting(t *testing.T) {
	c := serve(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 5 {
			fill(t, c.dir, c.from, map[string]string{fmt.Sprintf("n%d.txt", i): strings.ReplaceAll(western, "乙", strings.Repeat("丁", i+1))})
		}
	}()
	for n := 0; ; n++ {
		for _, target := range []string{"/documents?limit=1000", "/search?q=花木&limit=100", "/status"} {
			if res := c.get(Base + target); res.StatusCode != 200 {
				t.Errorf("%s: %s %s", target, res.Status, res.body)
			}
		}
		select {
		case <-done:
			list := unmarshal[List[record.Document]](t, c.get(Base+"/documents").body)
			if len(list.Data) != 9 || n == 0 {
				t.Errorf("%d documents after %d rounds", len(list.Data), n)
			}
			return
		default:
		}
	}
}

// TestSameBytes: the same request gives the same bytes.
func TestSameBytes(t *testing.T) {
	c := serve(t)
	for _, rt := range quickRoutes() {
		target := c.address(rt.example)
		if !bytes.Equal(c.get(target).body, c.get(target).body) {
			t.Errorf("%s differs from one time to the next", target)
		}
	}
}

// quickRoutes are those that do not draw; TestFiles asks the others.
func quickRoutes() []route {
	return slices.DeleteFunc(routes(), func(rt route) bool { return rt.file != nil })
}

// TestFiles: HEAD of a picture or report is GET without the body, the second time
// it has the same bytes, and a client that has them still is told so without
// anything being drawn.
func TestFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("draws every picture and report")
	}
	c := serve(t)
	for _, rt := range routes() {
		if rt.file == nil {
			continue
		}
		target := c.address(rt.example)
		get, head := c.get(target), c.ask(http.MethodHead, target)
		b, tag := get.body, get.Header.Get("ETag")
		if get.StatusCode != 200 || len(head.body) > 0 || head.Header.Get("Content-Length") != fmt.Sprint(len(b)) || head.Header.Get("ETag") != tag {
			t.Errorf("%s: %s, HEAD %v", target, get.Status, head.Header)
		}
		saved := strings.HasPrefix(get.Header.Get("Content-Disposition"), "attachment")
		if shown := rt.path[strings.LastIndex(rt.path, "."):]; saved == slices.Contains([]string{".svg", ".png", ".json"}, shown) {
			t.Errorf("%s: Content-Disposition %q", target, get.Header.Get("Content-Disposition"))
		}
		if again := c.get(target, "If-None-Match", tag); again.StatusCode != 304 {
			t.Errorf("%s again: %s", target, again.Status)
		}
	}
}

// TestDamage: data that cannot be read are no riddle, and no page of internals.
func TestDamage(t *testing.T) {
	for _, err := range []error{&store.SchemaError{Have: 99, Know: 7}, fmt.Errorf("x: %w", store.ErrDamaged)} {
		if p := problemOf(fmt.Errorf("read: %w", err)); p.Kind != kindUnreadable {
			t.Errorf("%v: %v", err, p.Kind)
		}
	}
}
