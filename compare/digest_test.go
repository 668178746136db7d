package compare

import (
	"fmt"
	"strings"
	"testing"

	"duibiao/compare/scope"
	"duibiao/corpus"
)

// listsOf are whole catalogues of places, an item a name.
func listsOf(places map[string][]string, order ...string) []scope.List {
	var out []scope.List
	for _, region := range order {
		l := scope.List{Region: region, Year: 2021, Topic: corpus.TopicServicePurchase, Document: region + "目录", DocumentID: region, Complete: true}
		for i, n := range places[region] {
			l.Items = append(l.Items, corpus.CatalogueItem{Region: region, Code: fmt.Sprintf("A%02d", i+1), Name: n, Level: 1, Ord: i + 1, Table: 1, Row: i + 2})
		}
		out = append(out, l)
	}
	return out
}

// benched is three places with rules, three with catalogues, Beijing home.
func benched(t *testing.T) Benchmark {
	t.Helper()
	w := Choice{Scope: ScopeChoice{Lists: listsOf(map[string][]string{
		"310000": {"居家养老服务", "社区居家养老服务", "法律咨询服务"}, "120000": {"审计服务"}, "110000": {"审计服务"},
	}, "310000", "120000", "110000")}}
	b, err := NewBenchmark(codedSet(), Options{Regions: []string{"上海", "天津"}, Home: "北京"}, w)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func said(fs []Finding, heading string) string {
	var out []string
	for _, f := range fs {
		if f.Heading == heading {
			out = append(out, f.String())
		}
	}
	return strings.Join(out, "\n")
}

func TestFindingsOfFieldsAndRules(t *testing.T) {
	b := benched(t)
	for heading, want := range map[string]string{
		"购买服务领域": "上海市：整份目录覆盖2个领域，所比较的其余58个领域没有条目。",
		"目录重合":   "两地都有1项，条目重合度100%",
		"采购程序与规则": "上海市：已读文件2份，对至少一地有规定的2项指标，有规定的2项。\n" +
			"天津市、上海市均有规定、本区已读文件没有规定的有1项：签约期限。",
		"评分": "上海市都是第1名",
	} {
		got := said(b.Findings, heading)
		for _, line := range strings.Split(want, "\n") {
			if !strings.Contains(got, line) {
				t.Errorf("%s: no %q in\n%s", heading, line, got)
			}
		}
	}
	if got := said(b.Findings, "购买服务领域"); !strings.Contains(got, "没有、对标地区目录已有的领域有2个：养老服务（上海市有）、法律服务（上海市有）。") {
		t.Errorf("gaps of fields: %s", got)
	}
	// 25 working days are not compared with 20 and 30 days of one place.
	if got := said(b.Findings, "期限与比例"); got != "" {
		t.Errorf("working days and days are compared: %s", got)
	}
}

// TestExtremes: among numbers of one unit the strictest and the laxest, by the
// direction of the codebook, with the clause.
func TestExtremes(t *testing.T) {
	set := codedSet()
	for i := range set.Codings {
		if set.Codings[i].Region == "120000" {
			set.Codings[i].Coding.Unit = "日"
		}
	}
	b, err := NewBenchmark(set, Options{}, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(b.Findings, "期限与比例"); got != "签约期限：最严的是上海市20日（《沪二办法》第一条），最宽的是上海市30日（《沪一办法》第一条）。" {
		t.Errorf("got %s", got)
	}
	set.Indicators[0].Direction = ""
	if b, err = NewBenchmark(set, Options{}, Choice{}); err != nil || said(b.Findings, "期限与比例") != "" {
		t.Errorf("a question without a direction has a strictest answer: %v, %v", b.Findings, err)
	}
}

// TestPartIsNotWhole: of a place of whose catalogue a part is known nothing is said
// to be lacking, even where every field that is compared was seen.
func TestPartIsNotWhole(t *testing.T) {
	lists := listsOf(map[string][]string{"310000": {"居家养老服务"}}, "310000")
	lists[0].Complete = false
	b, err := NewBenchmark(corpus.Dataset{}, Options{Regions: []string{"上海"}, Home: "北京"}, Choice{Scope: ScopeChoice{Lists: lists}})
	if err != nil {
		t.Fatal(err)
	}
	if got := said(b.Findings, "购买服务领域"); got != "上海市：只见目录的一部分，其中见到1个领域，其余领域有无未知。" {
		t.Errorf("got %s", got)
	}
	if r := HomeGaps(b); len(r.Rows) != 0 {
		t.Errorf("what is unknown is a gap: %v", r.Table())
	}
	var unknown string
	for _, f := range b.Unknowns {
		unknown += f.String()
	}
	for _, want := range []string{"数据中没有本区的整份购买服务目录，领域上的差距无从判断。", "数据中没有按指标读过的本区文件，规则上的差距无从判断。"} {
		if !strings.Contains(unknown, want) {
			t.Errorf("%q is not said: %s", want, unknown)
		}
	}
}

func TestPrintedTables(t *testing.T) {
	b := benched(t)
	text := func(r Report) string {
		var lines []string
		for _, row := range r.Table() {
			lines = append(lines, strings.Join(row, "|"))
		}
		return strings.Join(lines, "\n")
	}
	for name, c := range map[string]struct{ got, want string }{
		"digest":  {text(Digest(b.Procedures)), "合同|签约期限|25工作日|30日（《沪一办法》）；20日（《沪二办法》）|未规定\n方式|方式|未规定|公开招标、询价|未规定"},
		"numbers": {text(Numbers(b.Procedures)), "签约期限|天津市|25工作日|《津办法》第一条\n签约期限|上海市|30日|《沪一办法》第一条\n签约期限|上海市|20日|《沪二办法》第一条"},
		"gaps": {text(HomeGaps(b)), "1|购买服务领域|养老服务|上海市：A01 居家养老服务等2项（310000目录，表1，第2行）|无\n" +
			"2|购买服务领域|法律服务|上海市：A03 法律咨询服务（310000目录，表1，第4行）|无\n" +
			"3|合同|签约期限|天津市：25工作日（《津办法》第一条）\n上海市：30日（《沪一办法》第一条）；20日（《沪二办法》第一条）|未规定\n" +
			"4|方式|方式|上海市：公开招标、询价（《沪一办法》第一条）|未规定"},
		"fields": {text(GapsByField(b.ScopeGaps)), "养老服务|无|上海市|2|A01 居家养老服务、A02 社区居家养老服务|见于文件\n法律服务|无|上海市|1|A03 法律咨询服务|见于文件"},
	} {
		if c.got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, c.got, c.want)
		}
	}
	m := ScopeMatrix(b.Scope)
	if len(m.Rows) != 3 || !strings.Contains(m.Notes[len(m.Notes)-1], "另有57个领域") {
		t.Errorf("%d fields, notes %q", len(m.Rows), m.Notes)
	}
	trees := WholeCatalogues(b.Catalogue)
	if len(trees.Rows) != len(b.Catalogue.Rows) {
		t.Errorf("%d of %d rows of whole catalogues", len(trees.Rows), len(b.Catalogue.Rows))
	}
	for i := range b.Catalogue.Rows {
		b.Catalogue.Rows[i].Topic = corpus.TopicProcurement
	}
	if r := WholeCatalogues(b.Catalogue); len(r.Rows) != 0 || !strings.Contains(r.Notes[len(r.Notes)-1], "另有3份目录") {
		t.Errorf("%d rows, notes %q", len(r.Rows), r.Notes)
	}
}

// TestDigestOfMany: of many places some get a column and the note names the others;
// home always has one.
func TestDigestOfMany(t *testing.T) {
	set := codedSet()
	for _, region := range []string{"130000", "140000", "210000", "220000", "230000", "320000", "330000"} {
		set.Coded = append(set.Coded, corpus.CodedDocument{Region: region, ID: region, Title: region, Provenance: set.Coded[0].Provenance})
	}
	r, err := Procedures(set, Options{Home: "浙江"})
	if err != nil {
		t.Fatal(err)
	}
	d := Digest(r)
	if n := len(d.Columns) - 2; n != MaxPlaces || d.Column("330000") < 0 {
		t.Errorf("%d places, home at %d", n, d.Column("330000"))
	}
	if note := d.Notes[len(d.Notes)-1]; !strings.Contains(note, "另有2个地区未列：") || !strings.Contains(note, "duibiao compare procedures --format csv") {
		t.Errorf("note %q", note)
	}
}
