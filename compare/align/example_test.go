package align_test

import (
	"fmt"

	"duibiao/compare/align"
)

// Two rules side by side: what answers what, and what the second lacks.
func ExampleDocuments() {
	city := rule("某市办法",
		"公告期限不少于五个工作日，自公告发布之日起算。",
		"投标保证金不得超过采购预算的百分之二。",
		"采购人应当公开购买服务的绩效评价结果。")
	home := rule("某区办法",
		"投标保证金不得超过采购预算的1%。",
		"公告期限不少于5个工作日，自公告发布之日起算。")
	al := align.Documents([]align.Document{city, home}, align.Options{})
	for _, r := range al.Rows {
		left := al.Sides(r)[0]
		if len(r.Gaps) > 0 {
			fmt.Println(r.Kind, left[0].Label, "我区无对应条款")
			continue
		}
		fmt.Println(r.Kind, left[0].Label, "↔", al.Sides(r)[1][0].Label)
	}
	// Output:
	// equal 第1条 ↔ 第2条
	// similar 第2条 ↔ 第1条
	// only 第3条 我区无对应条款
}

// What changed, in words; how the rest is written does not matter.
func ExampleDiff() {
	a, b := "（一）应当在三日内书面答复；", "(1) 应当在五日内书面答复;"
	for _, o := range align.Diff(a, b) {
		fmt.Printf("%s %q %q\n", o.Kind, o.A.Of(a), o.B.Of(b))
	}
	// Output:
	// equal "（一）应当在" "(1) 应当在"
	// replace "三" "五"
	// equal "日内书面答复；" "日内书面答复;"
}

func ExampleVersions() {
	before := rule("办法", "公告期限为五日。", "本办法由财政局解释。")
	after := rule("办法", "公告期限为７日。", "采购文件应当公开。", "本办法由财政局解释。")
	for _, c := range align.Versions(before, after).Changes {
		for _, u := range c.New {
			fmt.Println(c.Kind, u.Clause.Number, u.Text)
		}
	}
	// Output:
	// changed 第1条 公告期限为７日。
	// added 第2条 采购文件应当公开。
	// renumbered 第3条 本办法由财政局解释。
}
