package charts

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"duibiao/compare"
	"duibiao/compare/coding"
	"duibiao/corpus"
	"duibiao/corpus/reference"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// drawsMuch leaves a test out of short runs, such as those of the race detector: it
// takes long in one goroutine.
func drawsMuch(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("draws or writes much in one goroutine")
	}
}

func dataset(t testing.TB) corpus.Dataset {
	t.Helper()
	d, err := reference.Load()
	if err != nil {
		t.Fatal(err)
	}
	book, err := coding.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range book.Indicators {
		d.Indicators = append(d.Indicators, corpus.Indicator{ID: q.ID, NameZh: q.NameZh, Dimension: q.Dimension, Type: string(q.Type), Unit: q.Unit, Direction: q.Direction})
	}
	return *d
}

func benchmark(t testing.TB, in corpus.Dataset, o compare.Options) compare.Benchmark {
	t.Helper()
	b, err := compare.NewBenchmark(in, o, compare.Choice{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// reportOf makes the report that a kind of chart shows.
func reportOf(t testing.TB, kind string, in corpus.Dataset, o compare.Options) compare.Report {
	t.Helper()
	name, err := Comparison(kind)
	if err != nil {
		t.Fatal(err)
	}
	build, ok := builders()[name]
	if !ok {
		t.Fatalf("chart %s: this test knows no comparison %q", kind, name)
	}
	r, err := build(in, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// builders are the comparisons that charts show, by their names.
func builders() map[string]func(corpus.Dataset, compare.Options) (compare.Report, error) {
	return map[string]func(corpus.Dataset, compare.Options) (compare.Report, error){
		"scope":      withCatalogues(compare.ScopeOf),
		"overlap":    withCatalogues(compare.ScopeOverlap),
		"catalogue":  withCatalogues(compare.Catalogue),
		"items":      compare.Items,
		"timeline":   compare.Timeline,
		"procedures": compare.Procedures,
		"thresholds": compare.Thresholds,
		"scores": func(in corpus.Dataset, o compare.Options) (compare.Report, error) {
			return compare.Scores(in, o, nil)
		},
	}
}

// withCatalogues is a comparison that reads whole catalogues too: invented ones,
// as hostile as the dataset, and none beside an empty one.
func withCatalogues(build func(corpus.Dataset, compare.Options, compare.ScopeChoice) (compare.Report, error)) func(corpus.Dataset, compare.Options) (compare.Report, error) {
	return func(in corpus.Dataset, o compare.Options) (compare.Report, error) {
		var sc compare.ScopeChoice
		if len(in.Items) > 0 {
			mark := ""
			if in.Items[0].Note == strings.Join(nasty(), "") {
				mark = in.Items[0].Note
			}
			sc.Lists = invented(mark)
		}
		return build(in, o, sc)
	}
}

// drawn makes the figure of a kind.
func drawn(t testing.TB, kind string, in corpus.Dataset, o compare.Options) Figure {
	t.Helper()
	f, err := Draw(kind, reportOf(t, kind, in, o))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func reportHTML(t testing.TB, b compare.Benchmark) string {
	t.Helper()
	var w bytes.Buffer
	if err := ReportHTML(&w, ReportInput{Benchmark: b}); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

func reportMarkdown(t testing.TB, b compare.Benchmark) string {
	t.Helper()
	var w bytes.Buffer
	if err := ReportMarkdown(&w, ReportInput{Benchmark: b}); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

// golden compares with a file of testdata, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs: run go test ./charts -update and review the change", name)
	}
}

func TestGolden(t *testing.T) {
	in := dataset(t)
	for _, name := range Kinds() {
		f := drawn(t, name, in, compare.Options{})
		var b bytes.Buffer
		if err := json.Indent(&b, f.Option, "", " "); err != nil {
			t.Fatal(err)
		}
		b.WriteByte('\n')
		golden(t, name+".json", b.Bytes())
	}
	golden(t, "report.md", []byte(reportMarkdown(t, benchmark(t, in, compare.Options{}))))
}

func TestUnknownKind(t *testing.T) {
	_, err := Draw("radar", compare.Report{})
	if err == nil || !strings.Contains(err.Error(), strings.Join(Kinds(), ", ")) {
		t.Errorf("error %v does not name the known kinds", err)
	}
}

func TestSameBytes(t *testing.T) {
	in := dataset(t)
	a, b := benchmark(t, in, compare.Options{}), benchmark(t, dataset(t), compare.Options{})
	if reportHTML(t, a) != reportHTML(t, b) || reportMarkdown(t, a) != reportMarkdown(t, b) {
		t.Error("two runs differ")
	}
}

// TestTooLittleToDraw wants a sentence where a picture would be broken.
func TestTooLittleToDraw(t *testing.T) {
	one := 5
	proof := corpus.Provenance{Source: "doc:a", Certainty: corpus.SeenInDocument}
	for name, in := range map[string]corpus.Dataset{
		"empty": {},
		"one": {
			Claims:     []corpus.CountClaim{{Region: "120000", Topic: corpus.TopicServicePurchase, Year: 2014, Tier: 1, TierName: "类", Count: &one}},
			Documents:  []corpus.DocumentRecord{{ID: "a", Region: "120000", Title: "甲", Topic: corpus.TopicServicePurchase, Kind: corpus.KindRule, Issued: corpus.Date{Year: 2014}}},
			Thresholds: []corpus.Threshold{{Region: "120000", Year: 2014, YearTo: 2014, Kind: "limit", Object: "services", Amount: 50_000_000}},
			Indicators: []corpus.Indicator{{ID: "days", NameZh: "签约期限", Dimension: "合同", Type: "number", Unit: "日"}},
			Coded:      []corpus.CodedDocument{{Region: "120000", ID: "a", Title: "甲", Provenance: proof}},
			Codings: []corpus.CodingRecord{{
				Region: "120000", Title: "甲", Provenance: proof,
				Coding: corpus.Coding{Indicator: "days", Document: "a", Value: "30", Unit: "日", Coder: corpus.CoderRule},
			}},
		},
	} {
		for _, k := range Kinds() {
			f := drawn(t, k, in, compare.Options{})
			if f.Sentence == "" || f.Option != nil {
				t.Errorf("%s %s: sentence %q, option %s", name, k, f.Sentence, f.Option)
			}
		}
		page := reportHTML(t, benchmark(t, in, compare.Options{}))
		if !strings.Contains(page, "不作图") || strings.Contains(page, "<script") {
			t.Errorf("%s: the page has no sentence, or a script for nothing", name)
		}
	}
}

// nasty are strings that would be live if they reached a page unescaped.
func nasty() []string {
	return []string{
		`</script><script>alert(1)</script>`, `__f__alert(1)__f__`, `"><img src=x onerror=alert(1)>`, `'"\`, "{a}{b|c}",
		`<script>document.documentElement.dataset.live=1</script>`, `<svg onload="document.documentElement.dataset.live=1">`, "=1+1",
		`<!--<script>`, "a\u2028b", `[x](javascript:alert(1))`, "|p|`", `]]>`,
	}
}

// hostile is the dataset with hostile text in every field a source can fill.
func hostile(t testing.TB) corpus.Dataset {
	in := dataset(t)
	all := strings.Join(nasty(), "")
	hostileCodings(&in, all)
	for i := range in.Sources {
		in.Sources[i].Title, in.Sources[i].Author, in.Sources[i].Locator, in.Sources[i].Note = all, all, all, all
	}
	for i := range in.Places {
		in.Places[i].Name += nasty()[i%len(nasty())]
		in.Places[i].Note = all
	}
	for i := range in.Items {
		in.Items[i].Name, in.Items[i].Note = all+in.Items[i].Name, all
	}
	for i := range in.Documents {
		d := &in.Documents[i]
		d.Title, d.DocNumber, d.Note, d.Confidence = all, all, all, all
	}
	for i := range in.Claims {
		c := &in.Claims[i]
		c.Subject, c.TierName, c.Note = all, nasty()[i%len(nasty())], all
	}
	for i := range in.Thresholds {
		in.Thresholds[i].Scope, in.Thresholds[i].Note = all, all
	}
	for i := range in.Support {
		in.Support[i].Group, in.Support[i].Service, in.Support[i].Unit = all, all, all
	}
	for i := range in.Statements {
		in.Statements[i].Text, in.Statements[i].Note = all, all
	}
	return in
}

// hostileCodings makes the answers of documents hostile, but for the numbers in
// them.
func hostileCodings(in *corpus.Dataset, all string) {
	for i := range in.Indicators {
		in.Indicators[i].NameZh += nasty()[i%len(nasty())]
		in.Indicators[i].Dimension += nasty()[0]
	}
	for i := range in.Coded {
		in.Coded[i].Title = all
	}
	for i := range in.Codings {
		c := &in.Codings[i]
		c.Title, c.Label, c.Quote, c.Coding.Note = all, all, all, all
		c.Coding.Unit += nasty()[i%len(nasty())]
		if _, err := strconv.ParseFloat(c.Coding.Value, 64); err != nil && c.Coding.Value != "yes" {
			c.Coding.Value += "|" + nasty()[i%len(nasty())]
		}
	}
}

func TestHostileText(t *testing.T) {
	b := benchmark(t, hostile(t), compare.Options{})
	page := reportHTML(t, b)
	checkInert(t, page, pictures(t, b))
	md := reportMarkdown(t, b)
	if strings.Contains(md, "<script") || strings.Contains(md, "<img") || strings.Contains(md, "[x](") {
		t.Error("live text in the Markdown")
	}
}

// TestHostileKinds is TestHostileText for a page of every kind of chart.
func TestHostileKinds(t *testing.T) {
	checkInert(t, kindsPage(t, hostile(t)), len(Kinds()))
}

// checkInert wants no live text in a page, and its options to be inert.
func checkInert(t *testing.T, page string, want int) {
	t.Helper()
	outside := withoutOwnScripts(t, page)
	for _, bad := range []string{"<script>alert", "<img", "onerror=alert(1)>", "<!--"} {
		if strings.Contains(outside, bad) {
			t.Errorf("%q is live in the page", bad)
		}
	}
	option := regexp.MustCompile(`(?s)<script type="application/json"[^>]*>(.*?)</script>`)
	found := option.FindAllStringSubmatch(page, -1)
	if len(found) != want || want == 0 {
		t.Fatalf("%d options, want %d", len(found), want)
	}
	for _, m := range found {
		if strings.ContainsAny(m[1], "<>&") || !json.Valid([]byte(m[1])) {
			t.Error("an option is not inert JSON")
		}
		checkTemplates(t, m[1])
	}
}

// pictures counts the pictures of a report.
func pictures(t testing.TB, b compare.Benchmark) int {
	t.Helper()
	d, err := reportDocument(ReportInput{Benchmark: b})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range d.figures() {
		if f.Figure.Option != nil {
			n++
		}
	}
	return n
}

// checkTemplates: no text of a source has the braces of an ECharts template.
func checkTemplates(t *testing.T, option string) {
	t.Helper()
	for _, f := range regexp.MustCompile(`"(?:formatter|name)":"[^"]*`).FindAllString(option, -1) {
		if strings.Contains(f, "{") && f != `"formatter":"{b}` && f != `"formatter":"{yyyy}` {
			t.Errorf("template marks in %s", f)
		}
	}
}

// withoutOwnScripts cuts the two script elements that the page brings itself.
func withoutOwnScripts(t testing.TB, page string) string {
	t.Helper()
	lib, err := echartsScript()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{lib, bootScript} {
		if !strings.Contains(page, "<script>"+code+"</script>") {
			t.Error("a script of the page is not there as it should be")
		}
		page = strings.Replace(page, "<script>"+code+"</script>", "", 1)
	}
	return page
}

// TestNoNumberIsNoBar: NaN in a report reaches neither option nor table.
func TestNoNumberIsNoBar(t *testing.T) {
	r, err := compare.Items(dataset(t), compare.Options{Regions: []string{"广东"}})
	if err != nil {
		t.Fatal(err)
	}
	i := r.Column("count")
	for k := range r.Rows[:3] {
		r.Rows[k].Cells[i].Number = math.NaN()
	}
	f, err := Draw("items", r)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range r.Table() {
		if strings.Contains(strings.Join(row, " "), "NaN") {
			t.Errorf("NaN in the table: %q", row)
		}
	}
	if !json.Valid(f.Option) || strings.Contains(string(f.Option), "NaN") {
		t.Error("NaN in the option")
	}
}

// TestFootnotes: every number of a source in the text leads to a source in the
// list, and every source in the list is cited.
func TestFootnotes(t *testing.T) {
	for _, o := range []compare.Options{{}, {Regions: []string{"上海", "北京"}, Home: "120103"}, {Regions: []string{"620100"}}} {
		b := benchmark(t, dataset(t), o)
		page, md := reportHTML(t, b), reportMarkdown(t, b)
		checkLinks(t, page)
		body, list, _ := strings.Cut(md, "\n[^1]: ")
		for _, m := range regexp.MustCompile(`\[\^(\d+)\]`).FindAllString(body, -1) {
			if !strings.Contains("[^1]: "+list, m+": ") {
				t.Errorf("%s has no source", m)
			}
		}
		for _, label := range regexp.MustCompile(`[图表]\d`).FindAllString(page, -1) {
			if !strings.Contains(page, label+"　") {
				t.Errorf("%s is named but not there", label)
			}
		}
	}
}

func checkLinks(t *testing.T, page string) {
	t.Helper()
	want := map[string]bool{}
	for _, m := range regexp.MustCompile(`id="s(\d+)"`).FindAllStringSubmatch(page, -1) {
		want[m[1]] = false
	}
	for _, m := range regexp.MustCompile(`>\[(\d+)\]</a>—<a class="ref" href="#s(\d+)"`).FindAllStringSubmatch(page, -1) {
		from, to := number(m[1]), number(m[2])
		for n := from; n <= to; n++ {
			if _, ok := want[itoa(n)]; !ok {
				t.Errorf("[%d] of [%d]—[%d] is not there", n, from, to)
			}
			want[itoa(n)] = true
		}
	}
	for _, m := range regexp.MustCompile(`href="#s(\d+)"`).FindAllStringSubmatch(page, -1) {
		if _, ok := want[m[1]]; !ok {
			t.Errorf("[%s] leads nowhere", m[1])
		}
		want[m[1]] = true
	}
	for n, cited := range want {
		if !cited {
			t.Errorf("source %s is not cited", n)
		}
	}
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// TestPageAlone: the page names nothing that a browser would fetch.
func TestPageAlone(t *testing.T) {
	f := drawn(t, "items", dataset(t), compare.Options{})
	var w bytes.Buffer
	if err := PageHTML(&w, "目录规模", f); err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{"page": w.String(), "report": reportHTML(t, benchmark(t, dataset(t), compare.Options{}))} {
		own := withoutOwnScripts(t, page)
		if m := regexp.MustCompile(`(?:src|href)\s*=\s*"[^#"][^"]*|url\(|@import|<link|<iframe`).FindString(own); m != "" {
			t.Errorf("%s fetches %q", name, m)
		}
		if !strings.Contains(page, "default-src &#39;none&#39;") || !strings.Contains(page, `<html lang="zh-CN">`) {
			t.Errorf("%s has no policy or language", name)
		}
		if !strings.Contains(page, "数据来源") || !strings.Contains(page, "<table") {
			t.Errorf("%s has no sources or table", name)
		}
	}
}

// TestReportSays the figures it must.
func TestReportSays(t *testing.T) {
	md := reportMarkdown(t, benchmark(t, dataset(t), compare.Options{}))
	plain := regexp.MustCompile(`\[\^\d+\]`).ReplaceAllString(md, "")
	for _, want := range []string{
		"4大类、20大项、77小项；2015年购买项目参考目录新增32小项，来源未写总数，若原有项目全部保留则为109小项（推算）",
		"一级5项、二级49项、三级262项；2015年购买服务指导目录一级5项、二级57项（增9、减1）、三级323项（增66、减5）",
		"7大项、286子项", "最早的是上海某区甲，2005年", "未见全区性、专门的购买服务制度", "2070.58",
	} {
		if !strings.Contains(plain, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

func BenchmarkReportHTML(b *testing.B) {
	bm := benchmark(b, dataset(b), compare.Options{})
	for b.Loop() {
		reportHTML(b, bm)
	}
}
