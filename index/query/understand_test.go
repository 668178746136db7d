package query

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// fakeNames knows a few laws by their exact names.
type fakeNames []string

func (f fakeNames) Longest(folded string, i int) (int, []int) {
	end, law := 0, -1
	for n, name := range f {
		if strings.HasPrefix(folded[i:], name) && i+len(name) > end {
			end, law = i+len(name), n
		}
	}
	if law < 0 {
		return 0, nil
	}
	return end, []int{law}
}

func (f fakeNames) Title(law int) string { return "《" + f[law] + "》" }

func TestUnderstand(t *testing.T) {
	names := fakeNames{"刑法", "采购法", "采购法实施条例", "招标投标条例"}
	cases := []struct {
		in   string
		want string // the parts, see describe
	}{
		{"刑法第344条之一", "law=刑法 article=第三百四十四条之一"},
		{"刑法 第 三十一 条", "law=刑法 article=第三十一条"},
		{"刑法31条", "law=刑法 article=第三十一条"},
		{"刑法三十一条第二款", "law=刑法 article=第三十一条"},
		{"刑法 234", "law=刑法 article=第二百三十四条"},
		{"234", "word=234"},
		{"第〇一二条", "article=第十二条"},
		{"第一百零五条", "article=第一百零五条"},
		{"采购法实施条例 保证金", "law=采购法实施条例 word=保证金"},
		{"《采购法》", "law=采购法"},
		{"采购法质疑期限", "law=采购法 word=质疑期限 asks=duration"},
		{"上海 质疑", "place=上海市 word=质疑"},
		{"上海市静安区购买服务", "place=静安区 word=购买服务"},
		{"浙江招标公告要写哪些内容", "place=浙江省 word=招标公告要写 asks=material"},
		{"什么是联合体", "define=联合体 word=联合体"},
		{"联合体的定义", "define=联合体 word=联合体"},
		{"联合体是指什么", "define=联合体 word=联合体"},
		{"多久签合同", "word=签合同 asks=duration"},
		{"质疑期限几个工作日", "word=质疑期限 asks=duration"},
		{"供应商行贿怎么处罚", "word=供应商行贿 asks=penalty"},
		{"由谁批准", "word=批准 asks=who"},
		{"规定", "word=规定"},
		{"中标项目分包规定", "word=中标项目分包 weak=规定"},
		{"税", "word=税"},
		{"三条红线", "word=三条红线"},
	}
	for _, c := range cases {
		u := Understand(Parse(c.in), names)
		if len(u.Readings) != 1 {
			t.Errorf("%q: %d readings", c.in, len(u.Readings))
			continue
		}
		if got := describe(u.Readings[0]); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func describe(r Reading) string {
	var parts []string
	add := func(name string, values ...string) {
		for _, v := range values {
			if v != "" {
				parts = append(parts, name+"="+v)
			}
		}
	}
	add("law", r.LawName)
	add("article", r.Articles...)
	for _, p := range r.Places {
		add("place", p.Name)
	}
	add("define", r.Defines...)
	add("word", r.Words...)
	add("weak", r.Weak...)
	add("asks", r.Asks...)
	return strings.Join(parts, " ")
}

func TestNumerals(t *testing.T) {
	for n := 1; n <= 9999; n++ {
		s := chineseNumeral(n)
		if got, ok := numeral(s); !ok || got != n {
			t.Fatalf("%d is written %s and read %d", n, s, got)
		}
	}
	for in, want := range map[string]string{
		"10": "十", "12": "十二", "20": "二十", "101": "一百零一", "110": "一百一十", "112": "一百一十二",
		"1001": "一千零一", "1010": "一千零一十", "344": "三百四十四",
	} {
		n, _ := numeral(in)
		if got := chineseNumeral(n); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	for _, bad := range []string{"", "十百", "10000", "百千万", "一十二三百"} {
		if n, ok := numeral(bad); ok && n > 9999 {
			t.Errorf("%q: %d", bad, n)
		}
	}
}

// Every row of every table is of use: short enough to be met, not said twice.
func TestSynonyms(t *testing.T) {
	for word, phrases := range lexicon().synonym {
		if utf8.RuneCountInString(word) < 2 || len(phrases) == 0 {
			t.Errorf("synonyms of %q: %q", word, phrases)
		}
		for i, p := range phrases {
			if p == "" || slices.Contains(phrases[:i], p) {
				t.Errorf("synonyms of %q: %q", word, phrases)
			}
		}
	}
}

func TestFrames(t *testing.T) {
	x := lexicon()
	for words, kind := range x.frames {
		if kind != "drop" && (len(x.cues[kind]) == 0 || x.answers[kind] == nil) {
			t.Errorf("%q asks for %q, which has no cues or no answers", words, kind)
		}
		if x.weak[words] {
			t.Errorf("%q is a question word and a weak word", words)
		}
	}
	for _, d := range x.define {
		if d.before == "" && d.after == "" {
			t.Error("a definition frame is empty")
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"采购 -质疑", `"a" OR (b c)`, "title:x region:上海", "第31条", "什么是X", "(((", `-"`, "from:2015-02-30",
		"规则(试行)", "刑法 234", "a|b|-c", "“不得”", "\u3000ＡＢ", "1⁄2 ½ ㈠", "OR OR", "-(a -(b OR c))",
	} {
		f.Add(s)
	}
	names := fakeNames{"刑法", "采购法"}
	f.Fuzz(func(t *testing.T, s string) {
		q := Parse(s)
		text := q.String()
		again := Parse(text)
		if again.String() != text {
			t.Fatalf("%q is written %q, then %q", s, text, again.String())
		}
		if len(again.Ignored) > 0 {
			t.Fatalf("%q is written %q, of which %v is ignored", s, text, again.Ignored)
		}
		if n := terms(q.Root); n > MaxTerms {
			t.Fatalf("%q: %d terms", s, n)
		}
		u := Understand(q, names)
		if len(u.Readings) > maxAlternatives {
			t.Fatalf("%q: %d readings", s, len(u.Readings))
		}
		for _, r := range u.Readings {
			checkReading(t, r)
		}
	})
}

func checkReading(t *testing.T, r Reading) {
	t.Helper()
	for _, w := range slices.Concat(r.Words, r.Weak) {
		if w == "" || !utf8.ValidString(w) {
			t.Fatalf("word %q", w)
		}
	}
	for _, a := range r.Articles {
		if label, _, ok := articleLabel(a); !ok || label != a {
			t.Fatalf("article %q is read %q", a, label)
		}
	}
}
