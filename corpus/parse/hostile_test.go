package parse

import (
	"strings"
	"testing"
	"time"
)

// TestHostileInput parses texts made of one repeated piece. Time that grows with
// the square of the length would take minutes here, not seconds.
func TestHostileInput(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	const times = 30_000
	for _, s := range []string{
		"一", "a", " ", "第一条", "第一条 ", "第一条 甲\n", "。第一条 ", "第一章 ", "。 第一章 甲 第一条 ", "（一）", "：（一）", "（一）\n", "。一、", "一、甲\n",
		"一、甲：\n（一）乙。\n丙。\n", "。一是", "“\n", "：“\n", "《", "《a》", "2020年1月1日", "2020年1月1日\n", "自", "自2020年1月1", "本办法有效期", "附件\n", "1.",
		"1.1 a\n", "一万", "第一章 甲\n第二章 乙\n", "〔2020〕", "令第", "公告", "第一章\n", "甲\n", "财政部\n2020年1月1日\n", "关于", "（", "①", "目录\n", "国务院负责",
	} {
		for _, end := range []string{"", "（二）二、二是2.第二条号同时废止施行"} {
			c := paragraphs(strings.Split(strings.Repeat(s, times)+end, "\n")...)
			start := time.Now()
			p := Document(c, Hint{})
			if spent := time.Since(start); spent > 3*time.Second {
				t.Errorf("%q × %d %s: %v", s, times, end, spent)
			}
			if end == "" {
				if err := brokenInvariant(c, p); err != nil {
					t.Errorf("%q: %v", s, err)
				}
			}
		}
	}
}
