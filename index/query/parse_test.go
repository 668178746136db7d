package query

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	cases := []struct {
		in, want string
		ignored  string // reasons, joined
	}{
		{"采购 质疑", "采购 质疑", ""},
		{"  采购　质疑  ", "采购 质疑", ""},
		{"采购，质疑、投诉？", "采购 质疑 投诉", ""},
		{`"不得少于 二十日"`, `"不得少于 二十日"`, ""},
		{"“应当公示”", `"应当公示"`, ""},
		{"「应当公示」", `"应当公示"`, ""},
		{`"没有关闭`, `"没有关闭"`, ""},
		{`""`, "", "no_text"},
		{"采购 -招标", "采购 -招标", ""},
		{"采购 --招标", "采购 -招标", ""},
		{"采购 －招标", "采购 -招标", ""},
		{`-"公开招标"`, `-"公开招标"`, ""},
		{"采购 -", "采购", "no_text"},
		{"询价 OR 磋商", "询价 OR 磋商", ""},
		{"询价|磋商", "询价 OR 磋商", ""},
		{"询价 ｜ 磋商 期限", "询价 OR 磋商 期限", ""},
		{"OR 询价 OR", "询价", ""},
		{"(质疑 OR 投诉) 期限", "质疑 OR 投诉 期限", ""},
		{"(质疑 期限) OR 投诉", "(质疑 期限) OR 投诉", ""},
		{"((质疑)) ()", "质疑", ""},
		{"(质疑 投诉", "质疑 投诉", ""},
		{"质疑) 投诉", "质疑 投诉", ""},
		{"-(质疑 投诉) 期限", "-(质疑 投诉) 期限", ""},
		{"规则（试行） 第3条", "规则（试行） 第3条", ""},
		{"规则(试行)", "规则(试行)", ""},
		{"title:采购 期限", `title:"采购" 期限`, ""},
		{"标题：“政府 采购”", `title:"政府 采购"`, ""},
		{"region:上海", "region:310000", ""},
		{"地区:120103", "region:120103", ""},
		{"region:亚特兰蒂斯 采购", "采购", "bad_value"},
		{"kind:目录 status:现行有效", "kind:catalogue status:in_force", ""},
		{"kind:诗", "", "bad_value"},
		{"from:2015 to:2015-06", "from:2015 to:2015-06", ""},
		{"自:2015/06/01", "from:2015-06-01", ""},
		{"from:昨天", "", "bad_value"},
		{"条:31", "article:第三十一条", ""},
		{"article:第344条之一", "article:第三百四十四条之一", ""},
		{"-region:北京 采购", "-region:110000 采购", ""},
		{"title:", "", "no_text"},
		{"价格:高", "价格:高", ""},
		{"３１条 ＡＢＣ", "31条 ABC", ""},
		{"!!! ???", "", ""},
		{"···", "", "no_text"},
		{"税", "税", ""},
		{"\xff\xfe采购", "采购", ""},
	}
	for _, c := range cases {
		q := Parse(c.in)
		if got := q.String(); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
		var reasons []string
		for _, i := range q.Ignored {
			reasons = append(reasons, i.Reason)
		}
		if got := strings.Join(reasons, " "); got != c.ignored {
			t.Errorf("%q: ignored %q, want %q", c.in, got, c.ignored)
		}
	}
}

func TestParseLimits(t *testing.T) {
	for name, in := range map[string]string{
		"long":    strings.Repeat("采购", 100000),
		"many":    strings.Repeat("采 ", 190),
		"deep":    strings.Repeat("(", 150) + "采购" + strings.Repeat(")", 150),
		"product": strings.Repeat("(甲 OR 乙) ", 20),
		"quotes":  strings.Repeat(`"`, 399),
		"minus":   strings.Repeat("-", 399) + "采",
		"fields":  strings.Repeat("title:", 60),
	} {
		q := Parse(in)
		if n := terms(q.Root); n > MaxTerms {
			t.Errorf("%s: %d terms", name, n)
		}
		if alts, _ := q.Alternatives(); len(alts) > maxAlternatives {
			t.Errorf("%s: %d alternatives", name, len(alts))
		}
		if again := Parse(q.String()).String(); again != q.String() {
			t.Errorf("%s: %q becomes %q", name, q.String(), again)
		}
		if name != "minus" && len(q.Ignored) == 0 {
			if _, complete := q.Alternatives(); complete {
				t.Errorf("%s: nothing reported", name)
			}
		}
	}
}

// terms counts the leaves of a tree.
func terms(n Node) int {
	switch n := n.(type) {
	case nil:
		return 0
	case Not:
		return terms(n.Node)
	case And:
		return sum(n.Nodes)
	case Or:
		return sum(n.Nodes)
	}
	return 1
}

func sum(nodes []Node) int {
	total := 0
	for _, n := range nodes {
		total += terms(n)
	}
	return total
}

func TestAlternatives(t *testing.T) {
	for in, want := range map[string]int{
		"":                   0,
		"采购 质疑":              1,
		"甲 OR 乙":             2,
		"(甲 OR 乙) (丙 OR 丁)":  4,
		"-(甲 乙)":             2,
		"-(甲 OR 乙)":          1,
		"(甲 OR 乙) -(丙 OR 丁)": 2,
		`"甲乙" OR region:上海 OR -title:丙`: 3,
	} {
		alts, complete := Parse(in).Alternatives()
		if len(alts) != want || !complete {
			t.Errorf("%q: %d alternatives, want %d: %+v", in, len(alts), want, alts)
		}
	}
}

func TestFieldNamesHaveValues(t *testing.T) {
	values := map[string]string{
		FieldRegion: "上海", FieldKind: "目录", FieldStatus: "废止", FieldArticle: "3", FieldFrom: "2015", FieldTo: "2015",
	}
	for _, f := range Fields() {
		v := values[f]
		if v == "" {
			v = "采购"
		}
		if q := Parse(f + ":" + v); q.Root == nil || len(q.Ignored) > 0 {
			t.Errorf("%s: %+v", f, q)
		}
	}
}
