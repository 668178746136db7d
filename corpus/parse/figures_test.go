package parse

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
	"duibiao/corpus/extract"
)

// figuresOf writes the figures of a document: clause, count or sum, year, quotation.
func figuresOf(p corpus.Parsed) []string {
	var out []string
	for _, c := range p.Counts {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %d-%d tier %d: %d %s %s", c.Clause, c.Year, c.YearTo, c.Tier, c.Count, c.TierName, c.Change)))
	}
	for _, a := range p.Amounts {
		out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%s %d-%d %s %s %s: %d 分 %s %s", a.Clause, a.Year, a.YearTo, a.Kind, a.Object, a.Scope, a.Fen, a.Unit, a.Grade)), " "))
	}
	return out
}

// TestFiguresOfRunOnText: a report without line breaks gives its figures with the
// outline clauses they stand in.
func TestFiguresOfRunOnText(t *testing.T) {
	c := paragraphs("关于购买花木服务的调研报告一、做法我区自2011年起，对困难花农按轻、重两个等级，按照每人每月90元和120元的标准，给予养花补贴。截至2015年6月，财政共投入30.25万元用于补贴。" +
		"二、问题1、范围窄上海xx区2013—2014年的购买服务项目有三大类15大项60小项，2015年购买目录又增加了12小项。一是怕累。二是怕脏。2、钱不够。")
	p := Document(c, Hint{})
	want := []string{
		"o2.1 2013-2014 tier 1: 3 大类", "o2.1 2013-2014 tier 2: 15 大项", "o2.1 2013-2014 tier 3: 60 小项", "o2.1 2015-0 tier 3: 12 小项 added",
		"o1 2011-0 support : 9000 分 元/人·月 轻", "o1 2011-0 support : 12000 分 元/人·月 重", "o1 0-2015 spending : 30250000 分 元",
	}
	if got := figuresOf(p); !slices.Equal(got, want) {
		t.Errorf("got %s\nwant %s", strings.Join(got, "\n    "), strings.Join(want, "\n    "))
	}
	if err := brokenInvariant(c, p); err != nil {
		t.Error(err)
	}
}

// TestFiguresOfTables: cells keep their place in the text, whatever is empty or
// reaches over others.
func TestFiguresOfTables(t *testing.T) {
	c := paragraphs("#甲市采购目录及标准（2021年）", "一、采购限额标准", "单位：万元")
	cell := func(s string, cols, rows int) corpus.Cell { return corpus.Cell{Text: s, ColSpan: cols, RowSpan: rows} }
	c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: [][]corpus.Cell{
		{cell("", 1, 2), cell(" 市 级", 2, 1), cell("县级", 1, 1)},
		{cell("货物", 1, 1), cell("工程", 1, 1), cell("货物、服务", 1, 1)},
		{cell("限额\n标准", 1, 1), cell("50", 1, 1), cell("60", 1, 1), cell("30万元", 1, 1)},
	}})
	p := Document(c, Hint{})
	if err := brokenInvariant(c, p); err != nil {
		t.Error(err)
	}
	want := []string{"limit goods 市级", "limit works 市级", "limit goods 县级", "limit services 县级"}
	var got []string
	for _, a := range p.Amounts {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s", a.Kind, a.Object, a.Scope)))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestRealReport reads the report that the project grew from.
func TestRealReport(t *testing.T) {
	dir := os.Getenv("DUIBIAO_TESTDATA")
	if dir == "" {
		t.Skip("DUIBIAO_TESTDATA is not set: the real report is not part of the project")
	}
	names, err := filepath.Glob(filepath.Join(dir, "data", "report", "*.txt"))
	if err != nil || len(names) != 1 {
		t.Fatalf("%v: %q", err, names)
	}
	data, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	c, err := extract.File(names[0], data)
	if err != nil {
		t.Fatal(err)
	}
	p := Document(c, Hint{})
	want := []string{
		"o2.3 2012-2014 tier 1: 4 大类", "o2.3 2012-2014 tier 2: 20 大项", "o2.3 2012-2014 tier 3: 77 小项", "o2.3 2015-0 tier 3: 32 小项 added",
		"o1 2008-0 support : 10000 分 元/人·月 轻", "o1 2008-0 support : 15000 分 元/人·月 中", "o1 2008-0 support : 20000 分 元/人·月 重",
		"o1 2012-0 support : 15000 分 元/人·月", "o1 2012-0 support : 20000 分 元/人·月", "o1 2012-0 support : 40000 分 元/人·月",
		"o1 0-2014 spending : 2070580000 分 元",
	}
	if got := figuresOf(p); !slices.Equal(got, want) {
		t.Errorf("got %s\nwant %s", strings.Join(got, "\n    "), strings.Join(want, "\n    "))
	}
	if p.Meta.Kind != corpus.KindReport || !strings.HasSuffix(p.Meta.Title, "的调研报告") || strings.Contains(p.Text, "预览") || strings.Contains(p.Text, "PAGE") {
		t.Errorf("%s %q", p.Meta.Kind, p.Meta.Title)
	}
	outline := "title:title1 o1 o2 o2.1 o2.1.1 o2.1.2 o2.1.3 o2.2 o2.3 o2.3.1 o2.3.2 o2.3.3"
	if got := strings.Join(outlineOf(p), " "); got != outline {
		t.Errorf("outline %s", got)
	}
}
