package parse

import (
	"slices"
	"strings"
	"testing"

	"duibiao/corpus"
)

// outlineOf writes the clauses as "ID" or, for roles other than body, "role:ID".
func outlineOf(p corpus.Parsed) []string {
	var out []string
	for _, c := range p.Clauses {
		s := c.ID
		if c.Role != corpus.RoleBody && c.Role != corpus.RoleAnnex {
			s = string(c.Role) + ":" + s
		}
		out = append(out, s)
	}
	return out
}

func TestClauseTree(t *testing.T) {
	for _, tc := range []struct {
		name  string
		lines []string
		want  string
	}{
		{
			"statute",
			[]string{"#甲市花木条例", "2001年2月3日 甲市第一届人民代表大会第二次会议通过", "##第一章　总　则", "第一条 为了花木，制定本条例。", "第二条 花木分为：", "（一）花；", "1.红花；", "2.白花；", "（二）木。", "养护另行规定。", "##第二章附则", "第三条 本条例自2001年5月1日起施行。"},
			"title:title1 front:front1 c1 a1 a2 a2.p1 a2.p1.i1 a2.p1.i1.m1 a2.p1.i1.m2 a2.p1.i2 a2.p2 c2 a3",
		},
		{
			"items of a single paragraph hang off the article",
			[]string{"第一条 分为：", "（一）花；", "（二）木。", "第二条 完。"},
			"a1 a1.i1 a1.i2 a2",
		},
		{
			"inserted articles, parts and sections",
			[]string{"#法", "##第一编 总则", "###第一章 甲", "####第一节 乙", "第一条 甲。", "第一条之一 乙。", "##第二编 分则", "###第一章 丙", "第二条 丙。", "##附则", "第三条 丁。"},
			"title:title1 b1 b1.c1 b1.c1.s1 a1 a1-1 b2 b2.c1 a2 h1 a3",
		},
		{
			"a whole chapter on one line",
			[]string{"##第一章 总则", "第一条 甲应当乙。 第二条 依照第一条的规定，分为：（一）花；（二）木。 花另定。 第三条 违反第二条规定的，处罚。"},
			"c1 a1 a2 a2.p1 a2.p1.i1 a2.p1.i2 a2.p2 a3",
		},
		{
			"heading and article on one line",
			[]string{"第一章 总则 第一条 甲。 第二条 乙。 第二章 附则 第三条 丙。"},
			"c1 a1 a2 c2 a3",
		},
		{
			"references do not begin articles",
			[]string{"第一条 甲，应当依照", "第五条规定办理。", "第二条 乙。第三条第二款规定的除外。", "第三条的规定适用。", "第三条 丙。"},
			"a1 a2 a2.p1 a2.p2 a3",
		},
		{
			"a missing first article and a gap",
			[]string{"#甲规定", "甲应当乙。", "第五条 丙。", "第七条 丁。"},
			"title:title1 p1 a5 a7",
		},
		{
			"a space inside the label and none after it",
			[]string{"第七十四条 甲。", "第七十五 条体育活动另定。", "第七十六条 乙。"},
			"a74 a75 a76",
		},
		{
			"contents that repeat the headings",
			[]string{"#甲条例", "目　录", "第一章 总则", "第二章 附则", "第一章 总则", "第一条 甲。", "第二章 附则", "第二条 乙。"},
			"title:title1 toc:toc1 toc:toc2 toc:toc3 c1 a1 c2 a2",
		},
		{
			"annexes",
			[]string{"#甲规定", "第一条 甲。", "附件1", "样式", "一、圆形", "二、方形", "附件2：格式", "第一条 乙。"},
			"title:title1 a1 x1 x1.o1 x1.o2 x2 x2.a1",
		},
		{
			"a notice whose annex is the rule",
			[]string{"#关于印发《甲办法》的通知", "各区：", "现印发给你们，请遵照执行。", "甲市财政局", "2020年3月4日", "附件", "甲办法", "第一条 甲。", "第二条 乙。"},
			"title:title1 front:front1 p1 signature:sign1 signature:sign2 x1 title:title2 a1 a2",
		},
		{
			"an amending decision",
			[]string{"#关于修改《甲办法》的决定", "一、将第一条修改为：", "“第一条 新文：", "（一）甲；", "第二条 乙。”", "二、将第三条修改为：“第三条 丙。", "丁。”", "三、删去第四条。", "本决定自2020年1月1日起施行。"},
			"title:title1 o1 o2 o3 p1",
		},
		{
			"a notice",
			[]string{"#关于种树的通知", "各区：", "##一、要求", "要种树。", "##二、办法", "（一）早种。", "1.松。", "2.柏。", "（二）晚收。", "甲市林业局", "2020年3月4日", "（此件公开发布）"},
			"title:title1 front:front1 o1 o1.p1 o2 o2.1 o2.1.1 o2.1.2 o2.2 signature:sign1 signature:sign2 signature:sign3",
		},
		{
			"a report without line breaks",
			[]string{"1/2", "第PAGE1页共NUMPAGES2页关于种树的调研报告一、做法我区种树。今年种了一、二年生树。二、问题1、认识不够各部门认识不够。一是怕累;二是怕脏。2、钱不够。"},
			"front:front1 front:front2 title:title1 o1 o2 o2.1 o2.1.1 o2.1.2 o2.2",
		},
		{
			"a heading that lost its mark",
			[]string{"#关于甲的通知", "##一、乙", "丙。", "##二、丁", "戊。", "##三", "己。"},
			"title:title1 o1 o1.p1 o2 o2.p1 o3",
		},
		{
			"a paragraph after a list speaks for the clause above",
			[]string{"#关于甲的通知", "一、分为下列：", "（一）乙；", "（二）丙。", "丁应当戊。", "二、完。"},
			"title:title1 o1 o1.1 o1.2 o1.p1 o2",
		},
	} {
		c := paragraphs(tc.lines...)
		p := Document(c, Hint{})
		if got := strings.Join(outlineOf(p), " "); got != tc.want {
			t.Errorf("%s:\n got %s\nwant %s", tc.name, got, tc.want)
		}
		if err := brokenInvariant(c, p); err != nil {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

func TestTablesHoldNoArticles(t *testing.T) {
	c := paragraphs("#甲规定", "第一条 罪名如下：")
	c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: [][]corpus.Cell{{{Text: "条文"}, {Text: "罪名"}}, {{Text: "第二条"}, {Text: "甲罪"}}}})
	c.Blocks = append(c.Blocks, paragraphs("第二条 完。").Blocks...)
	p := Document(c, Hint{})
	if got := strings.Join(outlineOf(p), " "); got != "title:title1 a1 a2" {
		t.Errorf("clauses %s", got)
	}
	if s := p.Clauses[1].Text(p.Text); !strings.Contains(s, "第二条\t甲罪") {
		t.Errorf("the table is not in its article: %q", s)
	}
}

func TestPathsAndNumbers(t *testing.T) {
	p := Document(paragraphs("#甲条例", "##第三章　方 式", "第31条 甲。", "乙：", "(一)丙。"), Hint{})
	want := []string{"", "第三章 方式", "第三章 方式 › 第三十一条", "第三章 方式 › 第三十一条 › 第一款", "第三章 方式 › 第三十一条 › 第二款", "第三章 方式 › 第三十一条 › 第二款 › （一）"}
	var got []string
	for _, c := range p.Clauses {
		got = append(got, c.Path)
	}
	if !slices.Equal(got, want) {
		t.Errorf("paths %q, want %q", got, want)
	}
}
