package numbering

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		format Format
		want   map[int]string
	}{
		{Decimal, map[int]string{0: "0", 1: "1", -3: "-3", 120: "120"}},
		{"", map[int]string{7: "7"}},
		{"hindiVowels", map[int]string{7: "7"}},
		{UpperRoman, map[int]string{1: "I", 4: "IV", 1994: "MCMXCIV", 40000: "40000", 0: "0"}},
		{LowerRoman, map[int]string{9: "ix"}},
		{UpperLetter, map[int]string{1: "A", 26: "Z", 27: "AA", 53: "AAA", 781: "781"}},
		{LowerLetter, map[int]string{2: "b"}},
		{Ordinal, map[int]string{1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 21: "21st", 112: "112th"}},
		{DecimalZero, map[int]string{0: "00", 1: "01", 10: "10"}},
		{DecimalFullWidth, map[int]string{120: "１２０"}},
		{DecimalEnclosedCircle, map[int]string{1: "①", 3: "③", 20: "⑳", 21: "㉑", 36: "㊱", 50: "㊿", 51: "51"}},
		{DecimalEnclosedCircleChinese, map[int]string{10: "⑩"}},
		{DecimalEnclosedParen, map[int]string{1: "⑴", 20: "⒇", 21: "(21)"}},
		{DecimalEnclosedFullstop, map[int]string{1: "⒈", 20: "⒛", 21: "21."}},
		{IdeographEnclosedCircle, map[int]string{1: "㈠", 10: "㈩", 11: "（十一）"}},
		{IdeographDigital, map[int]string{10: "一〇", 205: "二〇五"}},
		{IdeographTraditional, map[int]string{1: "甲", 10: "癸", 11: "11"}},
		{IdeographZodiac, map[int]string{12: "亥", 13: "13"}},
		{IdeographZodiacTraditional, map[int]string{1: "甲子", 11: "甲戌", 60: "癸亥", 61: "61"}},
		{ChineseCounting, map[int]string{10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一〇一"}},
		{ChineseCountingThousand, map[int]string{
			1: "一", 10: "十", 11: "十一", 20: "二十", 100: "一百", 101: "一百零一", 110: "一百一十", 111: "一百一十一",
			1001: "一千零一", 1010: "一千零一十", 1100: "一千一百", 10000: "一万", 10001: "一万零一", 12345: "一万二千三百四十五",
			100000: "十万", 100100: "十万零一百", 1000000000000: "1000000000000",
		}},
		{TaiwaneseCountingThousand, map[int]string{20003: "二萬零三"}},
		{JapaneseCounting, map[int]string{11: "十一", 111: "一百一十一"}},
		{ChineseLegalSimplified, map[int]string{1: "壹", 2: "贰", 10: "壹拾", 15: "壹拾伍", 102: "壹佰零贰"}},
		{IdeographLegalTraditional, map[int]string{23: "貳拾參"}},
		{JapaneseLegal, map[int]string{11: "壱拾壱"}},
		{NumberInDash, map[int]string{3: "- 3 -"}},
		{Bullet, map[int]string{1: ""}},
		{None, map[int]string{1: ""}},
	} {
		for n, want := range tt.want {
			if got := tt.format.Number(n); got != want {
				t.Errorf("%s.Number(%d) = %q, want %q", tt.format, n, got, want)
			}
		}
	}
}

func TestFromNFC(t *testing.T) {
	for code, want := range map[byte]Format{
		0x00: Decimal, 0x04: LowerLetter, 0x0A: IdeographDigital, 0x0B: JapaneseCounting, 0x0E: DecimalFullWidth, 0x12: DecimalEnclosedCircle,
		0x16: DecimalZero, 0x17: Bullet, 0x1A: DecimalEnclosedFullstop, 0x1D: IdeographEnclosedCircle, 0x1E: IdeographTraditional,
		0x20: IdeographZodiacTraditional, 0x21: TaiwaneseCounting, 0x25: ChineseCounting, 0x26: ChineseLegalSimplified,
		0x27: ChineseCountingThousand, 0x28: Decimal, 0x39: NumberInDash, 0x3B: RussianUpper, 0x3C: Decimal, 0xFF: None,
	} {
		if got := FromNFC(code); got != want {
			t.Errorf("FromNFC(%#x) = %s, want %s", code, got, want)
		}
	}
}

// law is 第一章 / 第一条 (never restarted) / （一） / 1. / 1.1 as legal numbers.
func law(id int) *List {
	l := &List{ID: id, Abstract: 1}
	l.Levels[0] = Level{Start: 1, Format: ChineseCountingThousand, Text: "第%1章", Restart: -1}
	l.Levels[1] = Level{Start: 1, Format: ChineseCountingThousand, Text: "第%2条", Restart: 0}
	l.Levels[2] = Level{Start: 1, Format: ChineseCounting, Text: "（%3）", Restart: -1}
	l.Levels[3] = Level{Start: 1, Format: Decimal, Text: "%1.%4", Legal: true, Restart: 3}
	l.Levels[4] = Level{Start: 1, Format: Bullet, Text: "●", Restart: -1}
	l.Levels[5] = Level{Start: 1, Format: None, Text: "附：", Restart: -1}
	l.Levels[6] = Level{Start: 1, Format: Decimal, Text: "50%%7%9%", Restart: 9}
	return l
}

func TestCounter(t *testing.T) {
	type step struct {
		list *List
		ilvl int
		want string
	}
	first, second, anew := law(1), law(2), law(3)
	anew.StartAt = map[int]int{1: 7, 2: 3}
	for name, steps := range map[string][]step{
		"articles run on over chapters": {
			{first, 0, "第一章"},
			{first, 1, "第一条"},
			{first, 2, "（一）"},
			{first, 2, "（二）"},
			{first, 0, "第二章"},
			{first, 1, "第二条"},
			{first, 2, "（一）"},
		},
		"lists of one definition continue": {{first, 1, "第一条"}, {second, 1, "第二条"}, {first, 1, "第三条"}},
		"a list begins anew once": {
			{first, 1, "第一条"},
			{anew, 1, "第七条"},
			{anew, 1, "第八条"},
			{anew, 2, "（三）"},
			{anew, 2, "（四）"},
			{anew, 1, "第九条"},
			{anew, 2, "（三）"},
			{first, 1, "第十条"},
		},
		"legal, and a level above without a paragraph": {{first, 3, "1.1"}, {first, 3, "1.2"}, {first, 0, "第一章"}, {first, 3, "1.1"}},
		"restart only by the level named": {
			{first, 0, "第一章"},
			{first, 3, "1.1"},
			{first, 2, "（一）"},
			{first, 3, "1.1"},
			{first, 3, "1.2"},
		},
		"bullet, none, literal signs": {{first, 4, ""}, {first, 5, "附："}, {first, 6, "50%1%"}, {first, 99, ""}, {first, -1, "第一章"}},
	} {
		var c Counter
		for i, s := range steps {
			if got := c.Next(s.list, s.ilvl); got != s.want {
				t.Errorf("%s: step %d gives %q, want %q", name, i, got, s.want)
			}
		}
	}
}

func TestLabelIsBounded(t *testing.T) {
	l := &List{}
	l.Levels[0] = Level{Start: 8888, Format: ChineseCountingThousand, Text: strings.Repeat("条%1", 100000)}
	l.Levels[1] = Level{Start: maxCount, Text: "\xff%2"}
	var c Counter
	if got := c.Next(l, 0); len(got) > maxLabel || !utf8.ValidString(got) {
		t.Errorf("label has %d bytes", len(got))
	}
	for range 2 {
		if got := c.Next(l, 1); got != "\uFFFD"+strconv.Itoa(maxCount) {
			t.Errorf("got %q", got)
		}
	}
}

func TestSeparator(t *testing.T) {
	for suffix, want := range map[string]string{"": " ", "tab": " ", "space": " ", "nothing": ""} {
		if got := (Level{Suffix: suffix}).Separator(); got != want {
			t.Errorf("%q: %q", suffix, got)
		}
	}
}

// value reads a number in words back, by another way than writing it.
func value(s string) int {
	total, section, digit := 0, 0, 0
	for _, r := range s {
		if d := strings.IndexRune("零一二三四五六七八九", r); d >= 0 {
			digit = d / len("零")
			continue
		}
		switch r {
		case '十':
			section += max(digit, 1) * 10
		case '百':
			section += digit * 100
		case '千':
			section += digit * 1000
		case '万':
			total = (total + section + digit) * 1e4
			section = 0
		case '亿':
			total = (total + section + digit) * 1e8
			section = 0
		}
		digit = 0
	}
	return total + section + digit
}

// FuzzNumber: numbers in words and in digits read back as themselves, and every
// format writes short valid UTF-8.
func FuzzNumber(f *testing.F) {
	for _, n := range []int{0, 1, 10, 19, 101, 110, 1010, 10001, 100100, 99999999, 100000001, -1, 1 << 62} {
		f.Add(n, byte(0x27))
	}
	f.Fuzz(func(t *testing.T, n int, nfc byte) {
		s := FromNFC(nfc).Number(n)
		if !utf8.ValidString(s) || len(s) > 200 {
			t.Fatalf("%s.Number(%d) = %q", FromNFC(nfc), n, s)
		}
		if got, err := strconv.Atoi(Decimal.Number(n)); err != nil || got != n {
			t.Fatalf("decimal of %d reads as %d, %v", n, got, err)
		}
		if n > 0 && n < 1e12 {
			if got := value(ChineseCountingThousand.Number(n)); got != n {
				t.Fatalf("%s reads as %d, not %d", ChineseCountingThousand.Number(n), got, n)
			}
		}
	})
}

// FuzzCounter: labels are valid UTF-8 and bounded, and the same again.
func FuzzCounter(f *testing.F) {
	f.Add("第%1条", byte(0x27), []byte{0, 1, 2, 0}, 1, -1)
	f.Add("%1.%2.%9%", byte(0), []byte{8, 1, 2, 0}, 1<<40, 3)
	f.Fuzz(func(t *testing.T, text string, nfc byte, levels []byte, start, restart int) {
		l := &List{StartAt: map[int]int{1: start}}
		for i := range l.Levels {
			l.Levels[i] = Level{Start: start, Format: FromNFC(nfc), Text: text, Legal: i%2 == 1, Restart: restart}
		}
		var a, b Counter
		for _, ilvl := range levels[:min(len(levels), 100)] {
			x, y := a.Next(l, int(ilvl)-4), b.Next(l, int(ilvl)-4)
			if x != y || !utf8.ValidString(x) || len(x) > maxLabel {
				t.Fatalf("%q and %q", x, y)
			}
		}
	})
}
