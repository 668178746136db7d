package compare

import (
	"encoding/json"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
	"duibiao/corpus/reference"
)

func dataset(t *testing.T) corpus.Dataset {
	t.Helper()
	d, err := reference.Load()
	if err != nil {
		t.Fatal(err)
	}
	return *d
}

func items(t *testing.T, o Options) Report {
	t.Helper()
	r, err := Items(dataset(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func timeline(t *testing.T, o Options) Report {
	t.Helper()
	r, err := Timeline(dataset(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// pick joins the values of some columns of every row.
func pick(r Report, keys ...string) []string {
	var out []string
	for _, row := range r.Rows {
		var cells []string
		for _, k := range keys {
			cells = append(cells, r.Cell(row, k).Plain())
		}
		out = append(out, strings.Join(cells, " "))
	}
	return out
}

// TestItemsFigures holds the table against the figures of the sources.
func TestItemsFigures(t *testing.T) {
	got := pick(items(t, Options{}), "place", "year", "tier", "tier_name", "count", "added", "removed", "computed")
	for _, want := range []string{
		"上海某区乙 2012/2014 1 大类 4   ", "上海某区乙 2012/2014 2 大项 20   ", "上海某区乙 2012/2014 3 小项 77   ",
		"上海某区乙 2015 3 小项  32  109",
		"广东省 2012 1 一级 5   ", "广东省 2012 2 二级 49   ", "广东省 2012 3 三级 262   ",
		"广东省 2015 1 一级 5   ", "广东省 2015 2 二级 57 9 1 ", "广东省 2015 3 三级 323 66 5 ",
		"天津市 2014 1 大项 7   ", "天津市 2014 2 子项 286   ",
		"兰州市 2014 1 大类 7   ", "兰州市 2014 2 项 52   ",
		"宝鸡市凤翔区  1 大类 2   ", "宝鸡市凤翔区  2 款 31   ", "宝鸡市凤翔区  3 项 128   ",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no row %q", want)
		}
	}
}

func TestComputedIsMarked(t *testing.T) {
	r := items(t, Options{})
	n := 0
	for _, row := range r.Rows {
		c := r.Cell(row, "computed")
		if c.IsMissing() {
			continue
		}
		n++
		if !strings.HasPrefix(c.Computed, "77+32=109") || len(c.Evidence) == 0 {
			t.Errorf("computed %q of %v", c.Computed, c.Plain())
		}
		if !r.Cell(row, "count").IsMissing() {
			t.Error("a derived total stands beside a stated one")
		}
	}
	if n != 1 {
		t.Errorf("%d derived totals, want 1", n)
	}
}

func TestThresholds(t *testing.T) {
	r, err := Thresholds(dataset(t), Options{Regions: []string{"全国"}})
	if err != nil {
		t.Fatal(err)
	}
	got := pick(r, "scope", "years", "limit_goods", "limit_services", "limit_works", "open_goods", "open_services", "open_works")
	want := []string{
		"中央预算单位 2011/2012 50 50 60 120 120 200", "中央预算单位 2015/2016 50 50 60 120 120 ", "中央预算单位 2020/.. 100 100 120 200 200 ",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestTimelineLag(t *testing.T) {
	got := pick(timeline(t, Options{}), "place", "issued", "lag")
	for _, want := range []string{
		"上海某区甲 2005 首发", "北京某区 2006 晚1年", "上海市静安区 2008/.. 至少晚3年", "国家 2013-09-26 晚8年",
		"北京市 2014-07-04 晚9年", "天津市 2014-02-13 晚9年", "本市（报告所在市） 2014/2015 晚9—10年", "成都市 2015-04-02 晚10年",
		"北京市西城区 2025-12-10 ", "本区（报告所在区）  未见，至少晚9年", "国家  ",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no row %q in %q", want, got)
		}
	}
	r := timeline(t, Options{Regions: []string{"120000", "成都"}})
	if got := pick(r, "place", "lag"); !slices.Contains(got, "天津市 首发") || !slices.Contains(got, "成都市 晚1年1个月") {
		t.Errorf("dates known to the day: %q", got)
	}
	r = timeline(t, Options{Regions: []string{"静安区", "310112", "西城区"}})
	for _, row := range r.Rows {
		if !r.Cell(row, "lag").IsMissing() {
			t.Errorf("a lag without a sure first mover: %v", r.Cell(row, "lag"))
		}
	}
}

func TestLag(t *testing.T) {
	year := func(y int) span { return span{from: corpus.Date{Year: y}, to: corpus.Date{Year: y}} }
	day := func(y, m, d int) span { x := corpus.Date{Year: y, Month: m, Day: d}; return span{from: x, to: x} }
	for _, tc := range []struct {
		a, b span
		want string
	}{
		{year(2005), year(2006), "晚1年"},
		{year(2005), year(2005), "同年，先后不明"},
		{year(2005), day(2014, 7, 4), "晚9年"},
		{year(2005), span{from: corpus.Date{Year: 2008}, open: true}, "至少晚3年"},
		{year(2005), span{from: corpus.Date{Year: 2014}, to: corpus.Date{Year: 2015}}, "晚9—10年"},
		{day(2014, 2, 13), day(2014, 7, 4), "晚4个月"},
		{day(2014, 2, 13), day(2014, 2, 20), "晚不足1个月"},
		{day(2014, 2, 13), day(2016, 2, 13), "晚2年"},
	} {
		if got := lag(tc.a, tc.b, nil)[0].Text; got != tc.want {
			t.Errorf("lag(%v, %v) = %s, want %s", tc.a, tc.b, got, tc.want)
		}
	}
}

func TestAsOf(t *testing.T) {
	r := timeline(t, Options{AsOf: corpus.Date{Year: 2016, Month: 1, Day: 1}})
	for _, row := range r.Rows {
		if at := r.Cell(row, "issued"); at.From.Year > 2015 {
			t.Errorf("%s is later than the day asked for", at.Plain())
		}
	}
	if got := pick(r, "doc_number", "status"); !slices.Contains(got, "成办发〔2015〕21号 未知") {
		t.Errorf("in 2016 the two years were not over: %q", got)
	}
}

func TestSelection(t *testing.T) {
	in := dataset(t)
	places := func(o Options) []string {
		r, err := Timeline(in, o)
		if err != nil {
			t.Fatal(err)
		}
		return slices.Compact(pick(r, "place"))
	}
	got := places(Options{Regions: []string{"北京"}})
	if want := []string{"北京市", "北京某区", "北京市西城区"}; !reflect.DeepEqual(got, want) {
		t.Errorf("北京 = %q", got)
	}
	got = places(Options{Regions: []string{"100000", "上海某区甲"}, Home: "120103"})
	if want := []string{"国家", "上海某区甲", "天津市河西区"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q", got)
	}
	for _, bad := range []string{"火星", "999999", "", "鼓楼区"} {
		if _, err := Items(in, Options{Regions: []string{bad}}); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}

// TestNoRecordIsNotAbsence: a home without records is not a home without rules.
func TestNoRecordIsNotAbsence(t *testing.T) {
	b, err := NewBenchmark(dataset(t), Options{Regions: []string{"上海"}, Home: "120103"}, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Gaps) != 0 || len(b.Unknowns) < 2 {
		t.Errorf("gaps %v, unknowns %v", b.Gaps, b.Unknowns)
	}
	if !strings.Contains(b.Unknowns[0].String(), "数据中没有") {
		t.Errorf("unknown: %s", b.Unknowns[0])
	}
}

// TestEveryCellHasEvidence or says why it has no value.
func TestEveryCellHasEvidence(t *testing.T) {
	b, err := NewBenchmark(dataset(t), Options{}, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []Report{b.Items, b.Timeline, b.Thresholds, b.Support} {
		for i, row := range r.Rows {
			if len(row.Cells) != len(r.Columns) {
				t.Fatalf("%s row %d: %d cells, %d columns", r.Kind, i, len(row.Cells), len(r.Columns))
			}
			for k, c := range row.Cells {
				checkCell(t, r, row, r.Columns[k].Key, c)
			}
		}
	}
}

func checkCell(t *testing.T, r Report, row Row, key string, c Cell) {
	t.Helper()
	if c.IsMissing() && c.Why == "" && !row.Gap {
		t.Errorf("%s %s %s is missing without a reason", r.Kind, row.Place, key)
	}
	if !c.IsMissing() && len(c.Evidence) == 0 && !row.Gap {
		t.Errorf("%s %s %s has no evidence", r.Kind, row.Place, key)
	}
	for _, e := range c.Evidence {
		if !slices.ContainsFunc(r.Sources, func(s corpus.Reference) bool { return s.ID == e.SourceID }) {
			t.Errorf("%s: source %q is not listed", r.Kind, e.SourceID)
		}
	}
}

// TestNumbersInFindings: every number of every sentence stands in the cell it
// cites, and plain words hold no number but those in names of catalogues.
func TestNumbersInFindings(t *testing.T) {
	number := regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)
	for _, o := range []Options{{}, {Regions: []string{"上海", "北京", "天津"}}, {Regions: []string{"广东", "成都"}, Home: "620100"}} {
		b, err := NewBenchmark(dataset(t), o, Choice{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range b.Findings {
			for _, s := range f.Spans {
				for _, n := range number.FindAllString(s.Text, -1) {
					if s.Cell == nil {
						t.Errorf("%q in %q cites nothing", n, f)
						continue
					}
					in := s.Cell.Plain() + " " + s.Cell.Computed
					if !slices.Contains(number.FindAllString(strings.ReplaceAll(in, "-0", "-"), -1), n) {
						t.Errorf("%q in %q is not in %q", n, f, in)
					}
					if len(s.Cell.Evidence) == 0 {
						t.Errorf("%q in %q has no evidence", n, f)
					}
				}
			}
		}
	}
}

func TestNumber(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		if c := Number(v); !c.IsMissing() {
			t.Errorf("Number(%v) = %v", v, c)
		}
	}
	b, err := json.Marshal([]Cell{Number(0), Missing("不知"), Period(corpus.Date{Year: 2008}, corpus.Date{}, true)})
	want := `[{"type":"number","value":0},{"type":"missing","value":null,"missing":"不知"},{"type":"period","value":"2008/.."}]`
	if err != nil || string(b) != want {
		t.Errorf("%s %v", b, err)
	}
}

func TestRecords(t *testing.T) {
	r := items(t, Options{Regions: []string{"广东"}})
	recs := r.Records()
	if len(recs) != len(r.Rows)*len(r.Columns) {
		t.Fatalf("%d records", len(recs))
	}
	i := slices.IndexFunc(recs, func(x Record) bool { return x.Column == "count" && x.Value == 323.0 })
	if i < 0 || recs[i].Region != "440000" || recs[i].Evidence[0].Certainty != corpus.SeenInSecondary {
		t.Errorf("record of 323: %+v", recs)
	}
}

func TestPure(t *testing.T) {
	in := dataset(t)
	a, err := NewBenchmark(in, Options{}, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewBenchmark(in, Options{}, Choice{})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) || !reflect.DeepEqual(in, dataset(t)) {
		t.Error("two runs differ, or the input changed")
	}
	if empty, err := NewBenchmark(corpus.Dataset{}, Options{}, Choice{}); err != nil || len(empty.Findings) != 0 {
		t.Errorf("empty dataset: %v %v", empty.Findings, err)
	}
}
