package figure_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/figure"
)

// countText writes a count as "subject|years|tier name|count|change|quote".
func countText(c corpus.StatedCount) string {
	n := fmt.Sprint(c.Count)
	if c.CountTo != 0 {
		n += fmt.Sprintf("-%d", c.CountTo)
	}
	if c.Approx {
		n = "~" + n
	}
	change := string(c.Change)
	if c.Former {
		change = "former"
	}
	return fmt.Sprintf("%s|%s|%d %s|%s|%s|%s", c.Subject, years(c.Year, c.YearTo), c.Tier, c.TierName, n, change, c.Quote)
}

func years(from, to int) string {
	switch {
	case from == 0 && to == 0:
		return ""
	case from == 0:
		return fmt.Sprintf("-%d", to)
	case to == 0:
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d-%d", from, to)
}

func TestCounts(t *testing.T) {
	for text, want := range map[string][]string{
		"甲区2012—2014年开展的购买服务项目有四大类20大项77小项,近日印发的2015年购买项目参考目录又增加了32小项。": {
			"购买服务项目|2012-2014|1 大类|4||四大类", "购买服务项目|2012-2014|2 大项|20||20大项", "购买服务项目|2012-2014|3 小项|77||77小项",
			"购买项目参考目录|2015|3 小项|32|added|增加了32小项",
		},
		"政府购买服务目录包括七大项286个子项。": {"政府购买服务目录||1 大项|7||七大项", "政府购买服务目录||2 子项|286||286个子项"},
		"指导性目录共6类60款。":         {"指导性目录||1 类|6||6类", "指导性目录||2 款|60||60款"},
		"目录共分为5大类、49项、262目。":   {"目录||1 大类|5||5大类", "目录||2 项|49||49项", "目录||3 目|262||262目"},
		"2015年目录设一级目录5项，二级目录57项；较上年增加9项二级目录、减少1项。": {
			"目录|2015|1 一级目录|5||一级目录5项", "目录|2015|2 二级目录|57||二级目录57项",
			"目录|2015|2 二级目录|9|added|增加9项二级目录", "目录|2015|2 二级目录|1|removed|减少1项",
		},
		"购买服务目录一级5类、二级49类、三级262项。": {"购买服务目录||1 一级|5||一级5类", "购买服务目录||2 二级|49||二级49类", "购买服务目录||3 三级|262||三级262项"},
		"集中采购目录共180项，其中货物类20项、工程类5项、服务类35项。": {
			"集中采购目录||0 项|180||180项", "集中采购目录·货物类||0 项|20||20项", "集中采购目录·工程类||0 项|5||5项", "集中采购目录·服务类||0 项|35||35项",
		},
		"目录分3大类25中类126小类。":               {"目录||1 大类|3||3大类", "目录||2 中类|25||25中类", "目录||3 小类|126||126小类"},
		"目录分三大类，下设二十五个中类、一百二十六个小类。":      {"目录||1 大类|3||三大类", "目录||2 中类|25||二十五个中类", "目录||3 小类|126||一百二十六个小类"},
		"目录共７０余项。":                       {"目录||0 项|~70||７０余项"},
		"目录近300个子项，含1,234个细目。":           {"目录||1 子项|~300||300个子项", "目录||2 细目|1234||1,234个细目"},
		"目录保留20至30个小项。":                  {"目录||3 小项|20-30||20至30个小项"},
		"2016年将目录原有77项调整为109项。":          {"目录||0 项|77|former|77项", "目录|2016|0 项|109||109项"},
		"目录由77项增加到109项。":                 {"目录||0 项|77|former|77项", "目录||0 项|109||109项"},
		"目录新增5大类、32小项，共109小项。":           {"目录||1 大类|5|added|新增5大类", "目录||3 小项|32|added|32小项", "目录||3 小项|109||109小项"},
		"目录分为A、B、C三大类共12款、86项。":          {"目录||1 大类|3||三大类", "目录||2 款|12||12款", "目录||3 项|86||86项"},
		"目录包括甲、乙等6大类、47款。":               {"目录||1 大类|6||6大类", "目录||2 款|47||47款"},
		"一级目录由原来的6项调整为5项。":               {"||1 一级目录|6|former|6项", "||1 一级目录|5||5项"},
		"目录净增24小项。":                      nil,
		"目录含3个一级目录和128个三级目录。":            {"目录||1 一级目录|3||3个一级目录", "目录||3 三级目录|128||128个三级目录"},
		"《甲市购买服务目录（2020年）》涵盖大类5个、中类14个。": {"甲市购买服务目录（2020年）|2020|1 大类|5||大类5个", "甲市购买服务目录（2020年）|2020|2 中类|14||中类14个"},
	} {
		checkCounts(t, text, want)
	}
}

// TestCountsOfOthers: a place that is named is not the document's own.
func TestCountsOfOthers(t *testing.T) {
	checkCounts(t, "北京某某区2012年已有的购买服务项目有四大类20大项。", []string{"北京某某区…购买服务项目|2012|1 大类|4||四大类", "北京某某区…购买服务项目|2012|2 大项|20||20大项"})
	checkCounts(t, "与北京相比，我区购买服务项目有四大类20大项。", []string{"我区购买服务项目||1 大类|4||四大类", "我区购买服务项目||2 大项|20||20大项"})
}

func TestNoCounts(t *testing.T) {
	for _, text := range []string{
		"依照采购目录第三条第二款第（一）项、前款各项和下列三项条件办理。", "采购目录实行三项制度，一是公开，二是公平。", "有2项以上处罚的，不得列入采购目录。",
		"政府采购实施3个项目，四个方面，五位一体，一次性，十八届三中全会。", "依照采购法第一、二项和第一至三款办理。", "采购目录2015年3月4日印发，电话123456项。",
		"目录第5类和前三类。", "采购活动分为三类。", "本办法有三类情形。", "采购同一大类的目录。", "每类3项列入目录。", "不超过20项目录。", "购买服务增长20%。",
	} {
		checkCounts(t, text, nil)
	}
}

func checkCounts(t *testing.T, text string, want []string) {
	t.Helper()
	var got []string
	for _, c := range figure.Counts(text, nil) {
		got = append(got, countText(c))
		if err := misplaced(text, c.Span); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s\n got %s\nwant %s", text, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// misplaced is what is wrong with the offsets of a quotation, nil for nothing.
func misplaced(text string, s corpus.Span) error {
	switch {
	case s.StartByte < 0 || s.EndByte > len(text) || s.StartByte >= s.EndByte:
		return fmt.Errorf("bytes [%d,%d) of %d", s.StartByte, s.EndByte, len(text))
	case text[s.StartByte:s.EndByte] != s.Quote:
		return fmt.Errorf("quotes %q, the text has %q", s.Quote, text[s.StartByte:s.EndByte])
	case utf8.RuneCountInString(text[:s.StartByte]) != s.Start || utf8.RuneCountInString(text[:s.EndByte]) != s.End:
		return fmt.Errorf("runes [%d,%d) for bytes [%d,%d)", s.Start, s.End, s.StartByte, s.EndByte)
	}
	return nil
}

// TestInherited: headings and titles say what a sentence counts, and clauses are
// named innermost first.
func TestInherited(t *testing.T) {
	lines := []string{"甲市购买服务目录（2021年）", "一、目录结构", "分为3大类、20小类。"}
	text, clauses := clausesOf(lines)
	clauses[0].Role, clauses[2].Parent = corpus.RoleTitle, clauses[1].ID
	var got []string
	for _, c := range figure.Counts(text, clauses) {
		got = append(got, c.Clause+" "+countText(c))
	}
	want := []string{"c2 目录|2021|1 大类|3||3大类", "c2 目录|2021|2 小类|20||20小类"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// clausesOf joins lines into a text with a clause for each: c0, c1 ….
func clausesOf(lines []string) (string, []corpus.Clause) {
	text := strings.Join(lines, "\n")
	var out []corpus.Clause
	at := 0
	for i, l := range lines {
		out = append(out, corpus.Clause{ID: fmt.Sprintf("c%d", i), Level: corpus.LevelOutline, Role: corpus.RoleBody, StartByte: at, EndByte: at + len(l)})
		at += len(l) + 1
	}
	return text, out
}

// TestNamesCatalogue: the one pass over a line finds every word of the list.
func TestNamesCatalogue(t *testing.T) {
	for _, w := range figure.CatalogueWords() {
		for _, s := range []string{w, "a" + w, "𠮷" + w + "é", "é" + w} {
			if named, _ := figure.NamesCatalogue(s); !named {
				t.Errorf("%q: not found", s)
			}
		}
	}
	if named, sure := figure.NamesCatalogue("目 录，采集，\xE7\x9B"); named || sure {
		t.Error("found where there is none")
	}
}
