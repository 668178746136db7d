package bigram

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"第　三十一　条":       "第三十一条",
		"１００万元":         "100万元",
		"ＡＢc":           "abc",
		"总\u00a0则":      "总则",
		"采\u200b购":      "采购",
		"in  force now": "in force now",
		"第\n一\n\n条":     "第\n一\n条",
		"①㈠Ⅳ":           "1(一)iv",
		"（试行）":          "(试行)",
		"":              "",
		" \n ":          "",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestTerms(t *testing.T) {
	for in, want := range map[string]string{
		"政府采购":      "政府 府采 采购 购",
		"税":         "税",
		"第31条":      "第 31 条",
		"甲。乙丙":      "甲 乙丙 丙",
		"in force":  "in force",
		"12345热线":   "12345 热线 线",
		"abc条例def":  "abc 条例 例 def",
		"":          "",
		"。，":        "",
		"𠮷野家":       "𠮷野 野家 家",
		"第十条\n第十一条": "第十 十条 条 第十 十一 一条 条",
	} {
		var got []string
		Terms(Fold(in), func(term string, _ int) { got = append(got, term) })
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: got %q, want %q", in, s, want)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"第　31 条", "ＡＢＣ abc", "①½㈠", "a\u0301\n\n。", "\xff采", "ﷺ", strings.Repeat("é", 60)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded, at := FoldOffsets(s)
		if folded != Fold(s) {
			t.Fatalf("%q: two foldings", s)
		}
		if len(at) != len(folded) {
			t.Fatalf("%q: %d offsets for %d bytes", s, len(at), len(folded))
		}
		checkOffsets(t, at, int32(len([]rune(s))))
		last := -1
		Terms(folded, func(term string, i int) {
			if i <= last || term == "" || !strings.HasPrefix(folded[i:], term) || utf8.ValidString(s) && !utf8.ValidString(term) {
				t.Fatalf("%q: term %q at %d after %d", s, term, i, last)
			}
			last = i
		})
	})
}

func checkOffsets(t *testing.T, at []int32, runes int32) {
	t.Helper()
	for i, k := range at {
		if k < 0 || k >= runes || i > 0 && k < at[i-1] {
			t.Fatalf("offsets %v of %d runes", at, runes)
		}
	}
}

func BenchmarkTerms(b *testing.B) {
	text := strings.Repeat("第三十一条　采购人应当自收到供应商书面质疑之日起七个工作日内作出答复。\n", 20)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Terms(Fold(text), func(string, int) {})
	}
}
