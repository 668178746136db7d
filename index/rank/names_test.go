package rank

import (
	"slices"
	"testing"

	"duibiao/corpus"
	"duibiao/index"
	"duibiao/index/bigram"
)

func titles() []index.Doc {
	national := func(title string, year int) index.Doc {
		return index.Doc{ID: title, Title: title, Region: "100000", Published: corpus.Date{Year: year, Month: 1, Day: 1}}
	}
	old := national("中华人民共和国灯塔采购法", 2002)
	old.ID = "old"
	return []index.Doc{
		national("中华人民共和国灯塔采购法", 2014), old,
		national("中华人民共和国灯塔采购法实施条例", 2015),
		national("最高人民法院关于适用《中华人民共和国灯塔采购法》的解释", 2016),
		national("中华人民共和国刑法修正案（八）", 2011),
		{ID: "bj", Title: "北京市灯塔招标条例", Region: "110000"},
		{ID: "zj", Title: "浙江省灯塔招标条例", Region: "330000"},
		{ID: "trial", Title: "灯塔规则（试行）", DocNumber: "灯发〔2020〕1号"},
	}
}

func TestNames(t *testing.T) {
	docs := titles()
	n := NewNames(docs, make([]bool, len(docs)))
	for in, want := range map[string][]int{
		"中华人民共和国灯塔采购法": {0, 1},
		"灯塔采购法":        {0, 1},
		"采购法":          {0, 1},
		"灯塔采购法实施条例":    {2},
		"采购法实施条例第三条":   {2},
		"灯塔采购法的解释":     {0, 1},
		"适用《灯塔采购法》的解释": {3},
		"刑法修正案（八）":     {4},
		"北京市灯塔招标条例":    {5},
		"北京灯塔招标条例":     {5},
		"灯塔招标条例":       {5, 6},
		"招标条例":         {5, 6},
		"灯塔规则":         {7},
		"灯塔规则（试行）":     {7},
		"灯发〔2020〕1号":   {7},
		"灯发[2020]1号":   {7},
		"条例":           nil,
		"法":            nil,
		"灯塔":           nil,
		"质疑期限":         nil,
	} {
		_, got := n.Longest(bigram.Fold(in), 0)
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", in, got, want)
		}
	}
	if n.Older(0) || !n.Older(1) || n.Older(5) {
		t.Error("older versions are not told from newer ones")
	}
}

func TestTopics(t *testing.T) {
	docs := titles()
	n := NewNames(docs, make([]bool, len(docs)))
	for in, want := range map[string][]int{
		"灯塔采购由谁监督": {0, 1, 2},
		"灯塔招标要多久":  {5, 6},
		"质疑":       nil,
	} {
		var got []int
		for _, topic := range n.Topics(bigram.Fold(in)) {
			got = append(got, topic.Docs...)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", in, got, want)
		}
	}
}

func TestDefines(t *testing.T) {
	for _, c := range []struct {
		before, after string
		atLeast, most float64
	}{
		{"本法所称", "，是指设在海岸的建筑物", 1, 1},
		{"第二条", "是指设在海岸的建筑物", 0.9, 1},
		{"（二）", "，指设在海岸的建筑物", 0.9, 1},
		{"有下列情形的，属于", "。", 0.6, 0.7},
		{"不得为", "指定供应商", 0, 0},
		{"应当保护", "不受损害", 0, 0},
	} {
		got := defines(bigram.Fold(c.before), bigram.Fold(c.after))
		if got < c.atLeast || got > c.most {
			t.Errorf("%s灯塔%s: %v", c.before, c.after, got)
		}
	}
}
