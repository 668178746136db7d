package compare

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duibiao/compare/scope"
	"duibiao/corpus"
)

var updateScope = flag.Bool("update-scope", false, "write the goldens of scope")

// catalogue is an invented stored catalogue.
func catalogue(region string, year int, whole bool, names ...string) scope.List {
	l := scope.List{
		Region: region, Year: year, Complete: whole, Topic: corpus.TopicServicePurchase,
		Document: PlaceName(corpus.Dataset{}, region) + "政府购买服务目录", DocumentID: "doc-" + region,
	}
	for i, n := range names {
		code, name, _ := strings.Cut(n, " ")
		l.Items = append(l.Items, corpus.CatalogueItem{Region: region, Year: year, Code: code, Name: name, Ord: i + 1, Table: 1, Row: i + 2, Page: 3})
	}
	return l
}

func scopeChoice() ScopeChoice {
	return ScopeChoice{Lists: []scope.List{
		catalogue("310112", 2022, true, "A01 老年人助餐", "A02 社区图书室", "A03 残疾人辅具适配", "A04 民俗观摩", "A05 敬老院改扩建"),
		catalogue("310112", 2015, true, "A01 路灯维护"),
		catalogue("110102", 2023, true, "01 公益岗位宣传", "02 老年人助浴"),
		catalogue("120103", 2021, true, "1 老年人助餐", "2 法律顾问"),
	}}
}

func scopeOf(t *testing.T, o Options, sc ScopeChoice) Report {
	t.Helper()
	r, err := ScopeOf(dataset(t), o, sc)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestScopeOfCatalogues(t *testing.T) {
	o := Options{Regions: []string{"310112", "110102"}, Home: "120103"}
	r := scopeOf(t, o, scopeChoice())
	got := pick(r, "place", "domain", "state", "items", "names", "barred", "year")
	for _, want := range []string{
		"上海市闵行区 养老服务 有 1 老年人助餐 1 2022",
		"上海市闵行区 残疾人服务 有 1 残疾人辅具适配  2022",
		"北京市西城区 养老服务 有 1 老年人助浴  2023",
		"北京市西城区 残疾人服务 无 0   2023",
		"天津市河西区 养老服务 有 1 老年人助餐  2021",
		"天津市河西区 残疾人服务 无 0   2021",
		"上海市闵行区 城市维护 无 0   2022", // its catalogue of 2015 is superseded
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no row %q in %q", want, got)
		}
	}
	for _, row := range r.Rows {
		c := r.Cell(row, "items")
		if !c.IsMissing() && (len(c.Evidence) == 0 || c.Computed == "") {
			t.Errorf("%s %s: a count without evidence or reason", row.Place, r.Cell(row, "domain").Text)
		}
		if row.Gap != (row.Kind != string(scope.Covered)) || row.Home != (row.Region == "120103") {
			t.Errorf("row %+v", row)
		}
	}
	i := slices.IndexFunc(r.Rows, func(row Row) bool { return row.Kind == string(scope.Covered) })
	if e := r.Cell(r.Rows[i], "items").Evidence[0]; e.DocumentID == "" || !strings.Contains(e.Note, "service2014:") || !strings.Contains(e.Clause, "第3页") {
		t.Errorf("evidence %+v", e)
	}
}

// TestScopeNeverGuesses holds that the reference records, which are parts of
// catalogues or none at all, never show that a place lacks a field.
func TestScopeNeverGuesses(t *testing.T) {
	for _, tier := range []int{1, 2} {
		r := scopeOf(t, Options{}, ScopeChoice{Tier: tier})
		places := map[string]bool{}
		for _, row := range r.Rows {
			places[row.Region] = true
			if row.Kind == string(scope.NotCovered) {
				t.Errorf("%s lacks %s", row.Place, r.Cell(row, "domain").Text)
			}
			if row.Kind == string(scope.Unknown) && !r.Cell(row, "items").IsMissing() {
				t.Errorf("%s: an unknown field has a count", row.Place)
			}
		}
		if !places["310000"] || !places["x-home"] || places["110000"] {
			t.Errorf("places %v", places)
		}
	}
}

func TestScopeOfRecords(t *testing.T) {
	r := scopeOf(t, Options{}, ScopeChoice{})
	got := pick(r, "place", "domain", "items", "names")
	for _, want := range []string{"上海市 养老服务 1 居家养老", "上海市 行业调查 1 行业调查", "本区（报告所在区） 养老服务  "} {
		if !slices.Contains(got, want) {
			t.Errorf("no row %q in %q", want, got)
		}
	}
	home := slices.IndexFunc(r.Rows, func(row Row) bool { return row.Home })
	if c := r.Cell(r.Rows[home], "items"); !strings.Contains(c.Why, "没有该地区购买服务目录的条目") || len(c.Evidence) == 0 {
		t.Errorf("home: %q %v", c.Why, c.Evidence)
	}
}

func TestScopeGaps(t *testing.T) {
	o := Options{Regions: []string{"310112", "110102"}, Home: "120103"}
	r, err := ScopeGaps(dataset(t), o, scopeChoice())
	if err != nil {
		t.Fatal(err)
	}
	got := pick(r, "domain", "home_state", "place", "name", "code", "where")
	want := []string{
		"残疾人服务 无 上海市闵行区 残疾人辅具适配 A03 第3页，表1，第4行",
		"公共文化 无 上海市闵行区 社区图书室 A02 第3页，表1，第3行",
		"公共公益宣传 无 北京市西城区 公益岗位宣传 01 第3页，表1，第2行",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	o.Home = "610305" // nothing is known of it: its gaps are unknown, never lacks
	r, err = ScopeGaps(dataset(t), o, scopeChoice())
	if err != nil || len(r.Rows) == 0 {
		t.Fatal(r, err)
	}
	for _, row := range r.Rows {
		if row.Kind != string(scope.Unknown) || !r.Cell(row, "home_state").IsMissing() {
			t.Errorf("row %+v", row)
		}
	}
}

func TestScopeUnassigned(t *testing.T) {
	o := Options{Regions: []string{"310112"}}
	sc := scopeChoice()
	r, err := ScopeUnassigned(dataset(t), o, sc)
	if err != nil {
		t.Fatal(err)
	}
	if got := pick(r, "name", "code"); !slices.Equal(got, []string{"民俗观摩 A04"}) {
		t.Errorf("got %q", got)
	}
	sc.Overrides = []scope.Override{{Catalogue: "doc-310112", Code: "A04", Scheme: scope.Scheme2014, Domain: "culture", Who: "某人", Why: "按职责"}}
	if r, err = ScopeUnassigned(dataset(t), o, sc); err != nil || len(r.Rows) != 0 {
		t.Errorf("rows %v, %v", pick(r, "name"), err)
	}
	sc.Overrides[0].Domain = "nothing"
	if _, err := ScopeUnassigned(dataset(t), o, sc); err == nil {
		t.Error("an unknown field passed")
	}
}

func TestScopeOverlap(t *testing.T) {
	r, err := ScopeOverlap(dataset(t), Options{Regions: []string{"310112", "110102"}, Home: "120103"}, scopeChoice())
	if err != nil {
		t.Fatal(err)
	}
	got := pick(r, "place", "items", "home_items", "both", "home_found", "found", "jaccard", "domain_jaccard", "home_share", "share")
	want := []string{"北京市西城区 2 2 0 0 0 0 33.3 0 0", "上海市闵行区 5 2 1 1 1 16.7 25 50 20"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for _, o := range []Options{{}, {Regions: []string{"310112"}}} {
		if r, err = ScopeOverlap(dataset(t), o, scopeChoice()); err != nil || len(r.Rows) != 0 {
			t.Errorf("home without a whole catalogue: %v, %v", r.Rows, err)
		}
	}
}

// TestScopePractice holds that a subsidy at home is told beside the unknown cell.
func TestScopePractice(t *testing.T) {
	r := scopeOf(t, Options{}, ScopeChoice{})
	for _, row := range r.Rows {
		told := strings.Contains(r.Cell(row, "items").Why, "补贴记录")
		if row.Region == "x-home" && told != (r.Cell(row, "domain").Text == "养老服务") {
			t.Errorf("%s: %s", r.Cell(row, "domain").Text, r.Cell(row, "items").Why)
		}
	}
}

// TestScopeGolden keeps the table over the reference dataset as a whole.
func TestScopeGolden(t *testing.T) {
	var b strings.Builder
	for _, scheme := range []string{scope.Scheme2014, scope.Scheme2020, scope.SchemeReport3, scope.SchemeReport4} {
		tier := 2
		if scheme == scope.SchemeReport4 {
			tier = 1
		}
		r := scopeOf(t, Options{}, ScopeChoice{Scheme: scheme, Tier: tier})
		b.WriteString("== " + scheme + "\n" + strings.Join(r.Keys(), "\t") + "\n")
		for _, row := range r.Values() {
			b.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	file := filepath.Join("testdata", "scope.golden.tsv")
	if *updateScope {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the table changed; look at it, then run with -update-scope\n%s", b.String())
	}
}
