package numeral_test

import (
	"testing"
	"unicode/utf8"

	"duibiao/corpus/parse/numeral"
)

func TestNumeral(t *testing.T) {
	for s, want := range map[string]int64{
		"三十一": 31, "十": 10, "十九": 19, "二十": 20, "一百零八": 108, "一百一十": 110, "一千零五": 1005, "二〇〇八": 2008, "二○○八": 2008,
		"两千": 2000, "31": 31, "３１": 31, "一万零五十": 10050, "三亿零五": 300000005, "一千二百六十": 1260, "零": 0, "十万": 100000, "二百万": 2000000,
	} {
		if got, ok := numeral.Parse(s); !ok || got != want {
			t.Errorf("Parse(%q) = %d, %v, want %d", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "条", "三五十", "十百", "百", "三十一条", "3十", "99999999999999999999", "万"} {
		if got, ok := numeral.Parse(s); ok {
			t.Errorf("Parse(%q) = %d, want none", s, got)
		}
	}
	for n, want := range map[int64]string{
		0: "零", 5: "五", 10: "十", 31: "三十一", 110: "一百一十", 101: "一百零一", 1008: "一千零八", 1010: "一千零一十", 10010: "一万零一十", 110000: "一十一万", 20000: "二万",
	} {
		if got := numeral.Format(n); got != want {
			t.Errorf("Format(%d) = %s, want %s", n, got, want)
		}
	}
}

// FuzzNumeral checks that what Format writes reads back and that Scan stays inside
// its input.
func FuzzNumeral(f *testing.F) {
	for _, s := range []string{"三十一", "一百零八", "二〇〇八", "两千", "31", "３１", "十", "一万零五十", "三亿零五", "十十", "百", "九千九百九十九万"} {
		f.Add(s, uint64(31))
	}
	f.Fuzz(func(t *testing.T, s string, n uint64) {
		v := int64(n % uint64(numeral.Max+1))
		if got, ok := numeral.Parse(numeral.Format(v)); !ok || got != v {
			t.Errorf("Format(%d) = %s reads as %d, %v", v, numeral.Format(v), got, ok)
		}
		got, width := numeral.Scan(s)
		if width < 0 || width > len(s) || got < 0 || got > numeral.Max {
			t.Fatalf("Scan(%q) = %d, %d", s, got, width)
		}
		if width > 0 && !utf8.ValidString(s[:width]) {
			t.Errorf("Scan(%q) cut a character: %d", s, width)
		}
	})
}
