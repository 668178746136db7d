package parse

import (
	"strings"
	"testing"
	"time"

	"duibiao/corpus"
)

// TestHostileInput parses texts made of one repeated piece and compares two
// lengths in the same run: eight times the text may take thirty times as long,
// not sixty-four.
func TestHostileInput(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	const short, long, most = 1_000, 8_000, 30
	for _, s := range []string{
		"一", "a", " ", "第一条", "第一条 ", "第一条 甲\n", "。第一条 ", "第一章 ", "。 第一章 甲 第一条 ", "（一）", "：（一）", "（一）\n", "。一、", "一、甲\n",
		"一、甲：\n（一）乙。\n丙。\n", "。一是", "“\n", "：“\n", "《", "《a》", "2020年1月1日", "2020年1月1日\n", "自", "自2020年1月1", "本办法有效期", "附件\n", "1.",
		"1.1 a\n", "一万", "第一章 甲\n第二章 乙\n", "〔2020〕", "令第", "公告", "第一章\n", "甲\n", "财政部\n2020年1月1日\n", "关于", "（", "①", "目录\n", "国务院负责",
	} {
		for _, end := range []string{"", "（二）二、二是2.第二条号同时废止施行"} {
			text := func(n int) corpus.Content {
				return paragraphs(strings.Split(strings.Repeat(s, n)+end, "\n")...)
			}
			few, many := timeOf(text(short)), timeOf(text(long))
			if many > most*few { // a pause of the machine?
				few, many = max(few, timeOf(text(short))), min(many, timeOf(text(long)))
			}
			if many > most*few && many > 300*time.Millisecond {
				t.Errorf("%q %s: %v for %d, %v for %d", s, end, few, short, many, long)
			}
			if end == "" {
				c := text(long)
				if err := brokenInvariant(c, Document(c, Hint{})); err != nil {
					t.Errorf("%q: %v", s, err)
				}
			}
		}
	}
}

func timeOf(c corpus.Content) time.Duration {
	start := time.Now()
	Document(c, Hint{})
	return time.Since(start)
}
