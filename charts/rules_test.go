package charts

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"duibiao/compare"
	"duibiao/corpus"
)

// answersOf is a dataset of answers "region/document/indicator/value/unit"; a
// document that answers nothing is "region/document".
func answersOf(lines ...string) corpus.Dataset {
	set := corpus.Dataset{Indicators: []corpus.Indicator{
		{ID: "days", NameZh: "签约期限", Dimension: "合同", Type: "number", Unit: "日", Direction: "lower"},
		{ID: "cap", NameZh: "保证金上限", Dimension: "合同", Type: "percent", Unit: "%"},
		{ID: "methods_allowed", NameZh: "方式", Dimension: "方式", Type: "set"},
		{ID: "joint", NameZh: "联合体", Dimension: "方式", Type: "bool"},
	}}
	for _, line := range lines {
		f := strings.Split(line, "/")
		p := corpus.Provenance{Source: "doc:" + f[1], Certainty: corpus.SeenInDocument, DocumentID: f[1]}
		if !slices.ContainsFunc(set.Coded, func(d corpus.CodedDocument) bool { return d.ID == f[1] }) {
			set.Coded = append(set.Coded, corpus.CodedDocument{Region: f[0], ID: f[1], Title: f[1], Provenance: p})
		}
		if len(f) > 2 {
			set.Codings = append(set.Codings, corpus.CodingRecord{
				Region: f[0], Title: f[1], Label: "第一条", Provenance: p,
				Coding: corpus.Coding{Indicator: f[2], Document: f[1], Value: f[3], Unit: f[4], Coder: corpus.CoderRule},
			})
		}
	}
	return set
}

// procurementSet is three places that were read, two of them with two answers to
// a question, and one at home that is silent on most.
func procurementSet() corpus.Dataset {
	return answersOf(
		"310000/沪一/days/30/日", "310000/沪二/days/20/日", "310000/沪一/methods_allowed/公开招标|询价/", "310000/沪一/joint/yes/",
		"330000/浙/days/25/日", "330000/浙/cap/2/%（合同金额）", "330000/浙/joint/yes/",
		"110000/京/days/7/工作日", "110000/京/cap/2/%（预算金额）", "110000/京/methods_allowed/公开招标|邀请招标|其他/",
		"120000/津",
	)
}

func TestMatrix(t *testing.T) {
	o := compare.Options{Regions: []string{"上海", "浙江", "北京", "天津", "重庆"}, Home: "天津"}
	a := ask(reportOf(t, "procedures", procurementSet(), o))
	columns, left := a.columns()
	if fmt.Sprint(columns, left) != "[110000 310000 330000 120000 500000] []" {
		t.Fatalf("columns %v, left %v", columns, left)
	}
	kept, dropped := a.fitting()
	if len(kept) != 4 || len(dropped) != 0 {
		t.Fatalf("kept %v, dropped %v", kept, dropped)
	}
	var got []string
	for _, q := range kept {
		for _, row := range a.matrixRows(q, columns) {
			line := row.label
			for _, c := range row.cells {
				line += " " + c.text
			}
			got = append(got, strings.TrimSpace(line))
		}
	}
	want := []string{
		"签约期限 7工作日 不一 25日 未规定",
		"保证金上限（%） 2 – 2 未规定",
		"方式：公开招标 ● ● – 未规定",
		"方式：邀请招标 ● – – 未规定",
		"方式：询价 – ● – 未规定",
		"方式：其他 ● – – 未规定",
		"联合体 – 是 是 未规定",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestMatrixNarrow: where a cell is too narrow for its text, the mark of an answer
// never stands for what is missing.
func TestMatrixNarrow(t *testing.T) {
	states := map[answerState]string{regulated: "●", homeGap: "无", silent: "–"}
	for state, want := range states {
		text := map[answerState]string{regulated: "公开招标", homeGap: "未规定", silent: "–"}[state]
		d := columnData([]matrixRow{{label: "甲", cells: []answerCell{{state: state, text: text}}}}, 0, 1.2)
		if got := d[0].Label.Formatter; got != want {
			t.Errorf("%s: %q instead of %q", state.name(), got, want)
		}
	}
}

// TestMatrixTooLarge: what does not fit is counted in a note, and home stays.
func TestMatrixTooLarge(t *testing.T) {
	var lines []string
	for i, code := range []string{
		"110000", "130000", "140000", "150000", "210000", "220000", "230000", "310000", "320000", "330000", "340000", "350000",
	} {
		lines = append(lines, code+"/"+code)
		for q := range 60 - i {
			lines = append(lines, fmt.Sprintf("%s/%s/q%d/%d/日", code, code, q, q+1))
		}
	}
	in := answersOf(lines...)
	for q := range 60 {
		in.Indicators = append(in.Indicators, corpus.Indicator{ID: fmt.Sprintf("q%d", q), NameZh: fmt.Sprintf("期限%d", q), Dimension: "期限", Type: "number"})
	}
	r := reportOf(t, "procedures", in, compare.Options{Home: "350000"})
	f, err := Draw("procedures", r)
	if err != nil {
		t.Fatal(err)
	}
	notes := strings.Join(f.Notes, "\n")
	for _, want := range []string{"有规定的60项中，图中画41项", "其余19项（期限19项）见数据表", "另有2地（浙江省、安徽省）见数据表"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no note %q in\n%s", want, notes)
		}
	}
	if columns, left := ask(r).columns(); len(columns) != matrixColumns || !slices.Contains(columns, "350000") || slices.Contains(left, "350000") {
		t.Errorf("columns %v, left %v", columns, left)
	}
}

// TestLimits: units are never mixed, and a number that has no counterpart is told
// of, not drawn.
func TestLimits(t *testing.T) {
	r := reportOf(t, "limits", procurementSet(), compare.Options{Home: "120000"})
	rows, alone, others := ask(r).limitRows()
	if len(rows) != 1 || rows[0].unit != "日" || rows[0].values() != "20、25、30" || rows[0].places != 2 || !rows[0].gap {
		t.Errorf("rows %+v", rows)
	}
	if fmt.Sprint(alone) != "[保证金上限]" || fmt.Sprint(others) != "[签约期限（北京市7工作日）]" {
		t.Errorf("alone %v, others %v", alone, others)
	}
	f, err := Draw("limits", r)
	if err != nil {
		t.Fatal(err)
	}
	if notes := strings.Join(f.Notes, ""); !strings.Contains(notes, "保证金上限；见数据表") || !strings.Contains(notes, "签约期限（北京市7工作日）") {
		t.Errorf("notes %s", notes)
	}
}

// TestLimitsAlike: rows in which all agree are drawn when there are no others.
func TestLimitsAlike(t *testing.T) {
	f := drawn(t, "limits", answersOf("310000/沪/days/30/日", "330000/浙/days/30/日"), compare.Options{})
	if f.Option == nil || !strings.Contains(string(f.Option), "上海市、浙江省 均为30") {
		t.Errorf("sentence %q, option %s", f.Sentence, f.Option)
	}
}

// readSeries is what a test wants of a series of an option.
type readSeries struct {
	Type      string
	LineStyle struct{ Type string }
	Data      []struct {
		Value     any
		ItemStyle struct{ Color string }
		Label     struct{ Formatter string }
	}
}

func seriesOf(t *testing.T, f Figure) []readSeries {
	t.Helper()
	var o struct{ Series []readSeries }
	if err := json.Unmarshal(f.Option, &o); err != nil {
		t.Fatal(err)
	}
	return o.Series
}

// TestThresholdLines: a period whose end is not known is dashed, a gap is a gap,
// and what follows at once is joined by a step.
func TestThresholdLines(t *testing.T) {
	amount := func(from, to int, object string, wan int64) corpus.Threshold {
		return corpus.Threshold{Region: "310000", Year: from, YearTo: to, Kind: "limit", Object: object, Amount: wan * 10000, Provenance: corpus.Provenance{Source: "a"}}
	}
	in := corpus.Dataset{DataDate: corpus.Date{Year: 2022}, Thresholds: []corpus.Threshold{
		amount(2011, 2012, "goods", 50), amount(2013, 2014, "goods", 60), amount(2017, 0, "goods", 100),
		amount(2011, 2012, "services", 50), amount(2013, 2014, "services", 60), amount(2017, 0, "services", 100),
	}}
	got := ""
	for _, s := range seriesOf(t, drawn(t, "thresholds", in, compare.Options{})) {
		if s.Type == "line" {
			got += s.LineStyle.Type + ":"
			for _, d := range s.Data {
				got += fmt.Sprint(d.Value)
			}
			got += "\n"
		}
	}
	want := ":[2011-01-01 50][2013-01-01 50][2013-01-01 60]\n:[2013-01-01 60][2015-01-01 60]\ndashed:[2017-01-01 100][2023-01-01 100]\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestGrowth: a computed number is hollow and says so, and a place with one year
// is not drawn but named.
func TestGrowth(t *testing.T) {
	f := drawn(t, "growth", dataset(t), compare.Options{})
	hollow := 0
	for _, s := range seriesOf(t, f) {
		for _, d := range s.Data {
			if d.ItemStyle.Color == colorPaper {
				hollow++
				if !strings.Contains(d.Label.Formatter, "109 推算") {
					t.Errorf("a hollow point says %q", d.Label.Formatter)
				}
			}
		}
	}
	notes := strings.Join(f.Notes, "")
	if hollow != 1 || !strings.Contains(notes, "天津市子项") || strings.Contains(notes, "广东省三级") {
		t.Errorf("%d hollow points, notes %s", hollow, notes)
	}
	if !strings.Contains(f.Description, "广东省2012年262，2015年323（+66 −5）") {
		t.Errorf("description %s", f.Description)
	}
}

// TestGrowthTwoCatalogues: no line joins different catalogues of one place.
func TestGrowthTwoCatalogues(t *testing.T) {
	claim := func(subject string, year, n int) corpus.CountClaim {
		return corpus.CountClaim{Region: "310000", Topic: corpus.TopicServicePurchase, Subject: subject, Year: year, Tier: 1, TierName: "类", Count: &n}
	}
	in := corpus.Dataset{DataDate: corpus.Date{Year: 2022}, Claims: []corpus.CountClaim{claim("甲目录", 2014, 5), claim("乙目录", 2014, 50), claim("甲目录", 2016, 6)}}
	panels, alone := growthPanels(reportOf(t, "growth", in, compare.Options{}))
	if len(panels) != 1 || len(panels[0].lines) != 1 || len(panels[0].lines[0].points) != 2 || panels[0].lines[0].last().count != 6 || len(alone) != 1 {
		t.Errorf("panels %+v, alone %v", panels, alone)
	}
}

// TestScoreOrder: equal scores keep the order of the report.
func TestScoreOrder(t *testing.T) {
	in := answersOf("310000/沪/days/30/日", "330000/浙/days/30/日", "110000/京/days/30/日", "120000/津/days/30/日", "120000/津/joint/yes/")
	_, all := scoresOf(reportOf(t, "scores", in, compare.Options{}))
	var names []string
	for _, s := range all {
		names = append(names, s.name)
	}
	if fmt.Sprint(names) != "[天津市 北京市 上海市 浙江省]" {
		t.Errorf("order %v", names)
	}
	shown, left := topScores(append(make([]score, scoreRows), score{name: "甲", home: true}))
	if len(shown) != scoreRows || len(left) != 1 || !shown[len(shown)-1].home {
		t.Errorf("%d shown, %d left", len(shown), len(left))
	}
}
