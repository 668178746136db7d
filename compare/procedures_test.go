package compare

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"duibiao/corpus"
)

// codedSet is three places: Shanghai with two documents, Tianjin with one, and
// Beijing with one that is silent on most.
func codedSet() corpus.Dataset {
	set := corpus.Dataset{
		Indicators: []corpus.Indicator{
			{ID: "days", NameZh: "签约期限", Dimension: "合同", Type: "number", Unit: "日", Direction: "lower"},
			{ID: "methods", NameZh: "方式", Dimension: "方式", Type: "set"},
			{ID: "nobody", NameZh: "无人规定", Dimension: "方式", Type: "bool"},
		},
	}
	doc := func(region, id string, answers ...string) {
		source := "doc:" + id
		p := corpus.Provenance{Source: source, Certainty: corpus.SeenInDocument, DocumentID: id}
		set.Sources = append(set.Sources, corpus.Reference{ID: source, Author: "甲", Title: id + "办法", Medium: "A"})
		set.Coded = append(set.Coded, corpus.CodedDocument{Region: region, ID: id, Title: id + "办法", Provenance: p})
		for _, a := range answers {
			f := strings.Split(a, "/")
			p.Clause, p.Quote = "a1", "原文"+f[1]
			set.Codings = append(set.Codings, corpus.CodingRecord{
				Region: region, Title: id + "办法", Label: "第一条", Provenance: p,
				Coding: corpus.Coding{Indicator: f[0], Document: id, Value: f[1], Unit: f[2], Coder: corpus.CoderRule},
			})
		}
	}
	doc("310000", "沪一", "days/30/日", "methods/公开招标|询价/")
	doc("310000", "沪二", "days/20/日")
	doc("110000", "京")
	doc("120000", "津", "days/25/工作日")
	return set
}

func TestProcedures(t *testing.T) {
	r, err := Procedures(codedSet(), Options{Regions: []string{"上海", "北京", "天津", "重庆"}, Home: "北京"})
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"合同", "签约期限", "未规定", "25工作日", "30日（沪一办法）；20日（沪二办法）"},
		{"方式", "方式", "未规定", "未规定", "公开招标、询价"},
	}
	m := Matrix(r)
	var got [][]string
	for _, row := range m.Rows {
		var line []string
		for _, col := range []string{"dimension", "question", "110000", "120000", "310000"} {
			c := m.Cell(row, col)
			if c.IsMissing() {
				line = append(line, c.Why)
			} else {
				line = append(line, c.Text)
			}
			if len(c.Evidence) == 0 {
				t.Errorf("%s %v: no evidence", col, line)
			}
		}
		got = append(got, line)
		if !row.Gap {
			t.Errorf("%v is no gap at home", line)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	last := r.Rows[len(r.Rows)-1]
	if last.Region != "500000" || !last.Gap || !strings.Contains(last.Cells[4].Why, "没有") {
		t.Errorf("a place without documents: %+v", last)
	}
}

func TestGapList(t *testing.T) {
	r, err := GapList(codedSet(), Options{Home: "天津"})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Rows) != 1 || r.Cell(r.Rows[0], "value").Text != "公开招标、询价" || r.Cell(r.Rows[0], "place").Text != "上海市" ||
		r.Cell(r.Rows[0], "home").Text != "未规定" || len(r.Cell(r.Rows[0], "home").Evidence) != 1 {
		t.Errorf("gaps of 天津: %+v", r.Rows)
	}
	if _, err := GapList(codedSet(), Options{}); !errors.As(err, new(*HomeError)) {
		t.Errorf("without a home: %v", err)
	}
	r, err = GapList(codedSet(), Options{Home: "重庆"})
	if err != nil || len(r.Rows) != 1 || !strings.Contains(r.Cell(r.Rows[0], "home").Why, "导入") {
		t.Errorf("a home without documents: %+v, %v", r.Rows, err)
	}
}

func TestScores(t *testing.T) {
	r, err := Scores(codedSet(), Options{}, Weights{"方式": 3})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range r.Rows {
		line := row.Place
		for _, c := range row.Cells[1:] {
			line += " " + c.Display()
		}
		got = append(got, line)
	}
	want := []string{"上海市 62.5 1 66.7 1 57.1 1 不变", "天津市 25 2 33.3 2 14.3 2 不变", "北京市 0 3 0 3 0 3 不变"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !strings.Contains(strings.Join(r.Notes, ""), "方式 3") {
		t.Errorf("the weights are not shown: %v", r.Notes)
	}
}
