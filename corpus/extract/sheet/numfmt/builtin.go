package numfmt

// Builtin is the code of a format that files name by number only, as Excel in
// Chinese shows it (ECMA-376 18.8.30, the table for zh-cn; ids 5–8, 41–44 from
// [MS-XLS] 2.4.126). Unknown numbers are "General".
func Builtin(id int) string {
	if code, ok := builtins()[id]; ok {
		return code
	}
	return "General"
}

// Fixed reports the built-in dates that follow the reader's system whatever code
// a file states for them.
func Fixed(id int) bool { return id == 14 || id == 22 }

func builtins() map[int]string {
	const (
		ym    = `yyyy"年"m"月"`
		md    = `m"月"d"日"`
		half  = `上午/下午h"时"mm"分"`
		halfS = `上午/下午h"时"mm"分"ss"秒"`
	)
	return map[int]string{
		1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
		5: `"¥"#,##0;"¥"\-#,##0`, 6: `"¥"#,##0;"¥"\-#,##0`, 7: `"¥"#,##0.00;"¥"\-#,##0.00`, 8: `"¥"#,##0.00;"¥"\-#,##0.00`,
		9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
		14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
		27: ym, 28: md, 29: md, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`, 34: half, 35: halfS, 36: ym,
		37: `#,##0;\-#,##0`, 38: `#,##0;\-#,##0`, 39: `#,##0.00;\-#,##0.00`, 40: `#,##0.00;\-#,##0.00`,
		41: `#,##0;\-#,##0;"-"`, 42: `"¥"#,##0;"¥"\-#,##0;"¥""-"`, 43: `#,##0.00;\-#,##0.00;"-"`, 44: `"¥"#,##0.00;"¥"\-#,##0.00;"¥""-"`,
		45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
		50: ym, 51: md, 52: ym, 53: md, 54: md, 55: half, 56: halfS, 57: ym, 58: md,
	}
}
