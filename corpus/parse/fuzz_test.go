package parse

import (
	"strings"
	"testing"
	"unicode/utf8"

	"duibiao/corpus"
)

func FuzzDate(f *testing.F) {
	for _, s := range []string{"1999年5月1日", "二〇〇八年三月五日", "二○○八年十二月三十一日", "２０２１年１月１日", "2009年1月1 日", "2015-03-01", "2015.3.1", "2015年2月30日", "自2021年1月1日起"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, d := range FindDates(s) {
			if d.Start < last || d.End <= d.Start || d.End > len(s) {
				t.Fatalf("FindDates(%q): [%d,%d) after %d", s, d.Start, d.End, last)
			}
			last = d.End
			if _, err := corpus.NewDate(d.Date.Year, d.Date.Month, d.Date.Day); err != nil {
				t.Errorf("FindDates(%q): %v", s, err)
			}
			if again, width := LeadingDate(d.Date.Chinese()); width == 0 || again != d.Date {
				t.Errorf("%v does not read back from %s: %v", d.Date, d.Date.Chinese(), again)
			}
			if again, width := LeadingDate(s[d.Start:]); again != d.Date || width != d.End-d.Start {
				t.Errorf("LeadingDate(%q) = %v, %d", s[d.Start:], again, width)
			}
		}
	})
}

func FuzzDocNumber(f *testing.F) {
	for _, s := range []string{
		"财库〔2013〕189号", "国务院令第658号", "法释[2023]11号", "财政部令第102号", "沪府发(2015)7号", "京财采购【2014】12 号",
		"财政部公告2019年第5号", "中华人民共和国主席令第三号", "劳部发﹝1994﹞489号", "某部2020年第3号", "海关总署第61号令",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n := DocNumber(s)
		if n == "" {
			return
		}
		if !utf8.ValidString(n) && utf8.ValidString(s) || !strings.HasSuffix(n, "号") {
			t.Errorf("DocNumber(%q) = %q", s, n)
		}
		if again := DocNumber(n); again != n {
			t.Errorf("%q reads back as %q (from %q)", n, again, s)
		}
	})
}

// FuzzDocument checks the promises of corpus.Clause on any lines; every other
// line that begins with # is a heading, | begins a table row.
func FuzzDocument(f *testing.F) {
	for _, s := range documentSeeds() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<16 || !utf8.ValidString(s) {
			return
		}
		c := fuzzContent(s)
		p := Document(c, Hint{FileName: "a.txt"})
		if err := brokenInvariant(c, p); err != nil {
			t.Error(err)
		}
		for _, d := range []corpus.Date{p.Meta.Issued, p.Meta.Published, p.Meta.Amended, p.Meta.Effective, p.Meta.Expires} {
			if !d.IsZero() {
				if _, err := corpus.NewDate(d.Year, d.Month, d.Day); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

func fuzzContent(s string) corpus.Content {
	var c corpus.Content
	for line := range strings.SplitSeq(s, "\n") {
		if cells, ok := strings.CutPrefix(line, "|"); ok {
			var row []corpus.Cell
			for cell := range strings.SplitSeq(cells, "|") {
				row = append(row, corpus.Cell{Text: cell})
			}
			c.Blocks = append(c.Blocks, corpus.Block{Kind: corpus.BlockTable, Rows: [][]corpus.Cell{row}})
			continue
		}
		c.Blocks = append(c.Blocks, paragraphs(line).Blocks...)
	}
	return c
}

func documentSeeds() []string {
	return []string{
		"#甲市花木条例\n2001年2月3日 甲市第一届人民代表大会第二次会议通过\n##第一章　总　则\n第一条 为了花木，制定本条例。\n第二条 花木分为：\n（一）花；\n（二）木。\n养护另行规定。\n##第二章 附则\n第三条 本条例自2001年5月1日起施行。\n附件：样式",
		"第一条 甲。 第二条 乙：（一）丙；（二）丁。 戊。 第三条 依照第一条规定。",
		"关于种树的通知\n各区人民政府：\n一、要种树。\n（一）早种。\n1.松树。2.柏树。\n二、要浇水。一是早上；二是晚上。\n甲市林业局\n2020年3月4日\n附件1\n树种表\n|名|数\n|松|3",
		"目录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条之一 乙",
		"一、将第一条修改为：\n“第一条 新文。\n第二条 新文。”\n二、删去第三条。",
		"5.1 甲\n5.1.1 乙\n①丙\n1）丁\n“",
	}
}
