package numfmt

import (
	"math"
	"testing"
	"unicode/utf8"
)

func TestNumber(t *testing.T) {
	for _, tt := range []struct {
		code string
		v    float64
		want string
	}{
		{"General", 0, "0"},
		{"General", 1e15, "1000000000000000"},
		{"General", 123456789012345678, "123456789012346000"},
		{"General", 0.1 + 0.2, "0.3"},
		{"General", -12.5, "-12.5"},
		{"General", 1e-7, "0.0000001"},
		{"General", 1e30, "1E+30"},
		{"G/通用格式", 3.5, "3.5"},
		{`G/通用格式"万元"`, 200, "200万元"},
		{"", 7, "7"},
		{"0", 2.5, "3"},
		{"0", -2.5, "-3"},
		{"0.00", 2.675, "2.68"},
		{"0.00", 1.005, "1.01"},
		{"0.0", 99.95, "100.0"},
		{"000", 7, "007"},
		{"00000000", 1020301, "01020301"},
		{"#,##0", 1234567, "1,234,567"},
		{"#,##0.00", 0.5, "0.50"},
		{"#,##0", 0, "0"},
		{"#,###", 0, ""},
		{"#.##", 0.5, ".5"},
		{"0.##", 5, "5."},
		{"0%", 0.125, "13%"},
		{"0.0%", 0.0825, "8.3%"},
		{"0.00E+00", 123456, "1.23E+05"},
		{"##0.0E+0", 12345, "12.3E+3"},
		{"0.00E+00", 0.00999999, "1.00E-02"},
		{"0.00,", 1234567, "1234.57"},
		{"0.0,,", 1234567890, "1234.6"},
		{"0,.00", 1234567, "1234.57"},
		{`0!.0,"万"`, 1234567, "123.5万"},
		{`0\.0,"万元"`, 2000000, "200.0万元"},
		{`#0.00"万元"`, 200, "200.00万元"},
		{`0"元"`, 5, "5元"},
		{"0元", 5, "5元"},
		{`"¥"#,##0.00;[Red]"¥"\-#,##0.00`, -1234.5, "¥-1,234.50"},
		{"#,##0;(#,##0)", -1234, "(1,234)"},
		{"0;-0;\"零\"", 0, "零"},
		{"0.00;;", -3, ""},
		{`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `, 1234.5, " 1,234.50 "},
		{`[>=10000]0!.0000"万";0`, 20500, "2.0500万"},
		{`[<60]"不合格";[>=60]"合格"`, 59, "不合格"},
		{`[<100]0.0;0`, -5, "-5.0"},
		{"[$¥-804]#,##0", 3, "¥3"},
		{"000-0000", 1234567, "123-4567"},
		{"yyyy-mm-dd", 45000, "2023-03-15"},
		{"yyyy/m/d;@", 45000, "2023/3/15"},
		{`yyyy"年"m"月"d"日"`, 45000, "2023年3月15日"},
		{"yyyy年m月", 45000, "2023年3月"},
		{"[$-804]yyyy年mm月dd日 dddd", 45000, "2023年03月15日 星期三"},
		{`[DBNum1][$-804]yyyy"年"m"月"d"日";@`, 45000, "二〇二三年三月十五日"},
		{"[DBNum1]General", 123, "一百二十三"},
		{"[DBNum1]General", 10500, "一万〇五百"},
		{"[DBNum2][$-804]General", 100000045.6, "壹亿零肆拾伍.陆"},
		{"[DBNum2]0", 12, "壹贰"},
		{"[DBNum1]General", 15, "十五"},
		{"yyyy-m-d h:mm", 45000.75, "2023-3-15 18:00"},
		{"h:mm:ss", 0.9999999, "0:00:00"},
		{"h:mm:ss AM/PM", 0.5, "12:00:00 PM"},
		{"上午/下午h时mm分", 0.25, "上午6时00分"},
		{"[h]:mm:ss", 1.5, "36:00:00"},
		{"[mm]:ss", 0.0625, "90:00"},
		{"mm:ss.0", 0.00001157407, "00:01.0"},
		{"yyyy/m/d", 60, "1900/2/29"},
		{"yyyy/m/d", 1, "1900/1/1"},
		{"yyyy/m/d", 0, "1900/1/0"},
		{"yyyy/m/d", -1, "-1"},
		{"yyyy/m/d", 20230315, "20230315"},
		{"d-mmm-yy", 45000, "15-Mar-23"},
		{"aaaa", 45000, "星期三"},
		{"yyyy.mm.dd", 45000, "2023.03.15"},
		{"mmm-yy", 45000, "Mar-23"},
		{"# ?/?", 1.5, "1 1/2"},
		{"# ??/??", 0.3333, "1/3"},
		{"# ?/8", 2.25, "2 2/8"},
		{"?/?", 1.5, "3/2"},
		{"@", 12, "12"},
		{"0.00 days", 2, "2"},
		{"[DBNum2]", 123, "壹佰贰拾叁"},
		{"[$-F800]dddd, mmmm dd, yyyy", 45000, "2023年3月15日"},
		{"[$-x-systime]h:mm:ss AM/PM", 0.75, "18:00:00"},
		{`[未知]0`, 4, "4"},
		{`"未完`, 4, "未完"},
	} {
		if got := Parse(tt.code).Number(tt.v, false); got != tt.want {
			t.Errorf("%q of %v: %q, want %q", tt.code, tt.v, got, tt.want)
		}
	}
}

func TestDate1904(t *testing.T) {
	if got := Parse("yyyy-mm-dd").Number(43538, true); got != "2023-03-15" {
		t.Error(got)
	}
}

func TestText(t *testing.T) {
	for _, tt := range []struct{ code, s, want string }{
		{"General", "甲", "甲"},
		{"@", "007", "007"},
		{`"第"@"批"`, "一", "第一批"},
		{";;;", "甲", ""},
		{"0.00", "甲", "甲"},
		{`0;-0;0;"("@")"`, "甲", "(甲)"},
		{"yyyy/m/d;@", "长期", "长期"},
	} {
		if got := Parse(tt.code).Text(tt.s); got != tt.want {
			t.Errorf("%q of %q: %q, want %q", tt.code, tt.s, got, tt.want)
		}
	}
}

// Every built-in code must be understood, none must show a plain number as "".
func TestBuiltin(t *testing.T) {
	for id := range 60 {
		if got := Parse(Builtin(id)).Number(45000.5, false); got == "" {
			t.Errorf("format %d shows nothing", id)
		}
	}
}

// The property: whatever the code, the shown text is valid UTF-8, of bounded
// length, and a second look gives the same.
func FuzzFormat(f *testing.F) {
	for _, code := range []string{"0.00", "[h]:mm", "yyyy年m月d日", "# ?/?", "##0.0E+0", `[DBNum2]G/通用格式`, `[>=1]0!.0,"万";;;@`, "\\", "[", `"`} {
		f.Add(code, 1234.5)
	}
	f.Fuzz(func(t *testing.T, code string, v float64) {
		got := Parse(code).Number(v, false)
		if utf8.ValidString(code) && !utf8.ValidString(got) {
			t.Errorf("%q of %v is not UTF-8: %q", code, v, got)
		}
		if len(got) > 8*len(code)+2000 && !math.IsNaN(v) {
			t.Errorf("%q of %v has %d bytes", code, v, len(got))
		}
		if again := Parse(code).Number(v, false); again != got {
			t.Errorf("%q then %q", got, again)
		}
		Parse(code).Text("甲")
	})
}
