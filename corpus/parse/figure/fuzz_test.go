package figure_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/figure"
)

// FuzzCounts checks that every count quotes the text verbatim and in order, lies in
// its clause and is a positive number, and that a line behind the text changes
// nothing.
func FuzzCounts(f *testing.F) {
	for _, s := range []string{
		"目录共四大类20大项77小项，2015年又增加了32小项", "一级目录5项，二级目录57项；较上年增加9项二级目录、减少1项", "集中采购目录共180项，其中货物类20项、工程类5项",
		"将目录原有77项调整为109项", "第一、二项和采购目录", "目录20至30个小项约５０余项", "目录大类5个\n采购3大类\t2小类",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<14 || !utf8.ValidString(s) {
			return
		}
		text, clauses := clausesOf(strings.Split(s, "\n"))
		last := -1
		for _, c := range figure.Counts(text, clauses) {
			checkSpan(t, text, clauses, c.Span, last)
			last = c.StartByte
			if c.Count < 1 || c.CountTo != 0 && c.CountTo <= c.Count || c.Tier < 0 || c.TierName == "" {
				t.Errorf("%+v", c)
			}
		}
		whole, more := figure.Counts(text, nil), figure.Counts(text+"\n甲", nil)
		if !slices.Equal(whole, more) {
			t.Errorf("%+v, with a line behind %+v", whole, more)
		}
	})
}

// FuzzAmounts checks that every amount quotes the text verbatim and in order, lies
// in its clause, and is the sum that its quotation begins with.
func FuzzAmounts(f *testing.F) {
	for _, s := range []string{
		"货物和服务采购限额标准100万元以上，工程120万元（含）以上", "对老人按轻、中、重三个等级，每人每月100元、150元和200元补贴", "财政共投入2070.58万元购买服务", "补贴200元-400元/人·月",
		"采购限额标准省级、市级分别为100、50万元", "采购限额标准（万元）\n项目\t省级\n货物\t1,000.5", "公开招标数额标准五十万元；工程1.5亿元", "采购限额标准100万元（含100万元）以上，30万元（含", "最高限价９９９９９９９９９９９９９９９亿元",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 1<<14 || !utf8.ValidString(s) {
			return
		}
		text, clauses := clausesOf(strings.Split(s, "\n"))
		last := -1
		for _, a := range figure.Amounts(text, clauses, nil) {
			checkSpan(t, text, clauses, a.Span, last)
			last = a.StartByte
			if a.Fen <= 0 || a.FenTo != 0 && a.FenTo <= a.Fen || a.Unit == "" || a.Kind == "" {
				t.Errorf("%+v", a)
			}
			if !strings.ContainsAny(a.Quote, "123456789１２３４５６７８９一二三四五六七八九十两") {
				t.Errorf("%d 分 from %q", a.Fen, a.Quote)
			}
		}
	})
}

func checkSpan(t *testing.T, text string, clauses []corpus.Clause, s corpus.Span, last int) {
	t.Helper()
	if err := misplaced(text, s); err != nil {
		t.Error(err)
	}
	if s.StartByte < last {
		t.Errorf("%q stands before the one before it", s.Quote)
	}
	for _, c := range clauses {
		if holds := c.StartByte <= s.StartByte && s.EndByte <= c.EndByte; holds != (c.ID == s.Clause) {
			t.Errorf("%q: clause %s, not %s", s.Quote, s.Clause, c.ID)
		}
	}
}

// TestHostile reads long texts of one repeated piece: eight times the text may take
// thirty times as long, not sixty-four.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("long texts")
	}
	for _, s := range []string{
		"目录3项，", "目录3大类，", "目录三大类20小类。", "一、", "1、", "1,", "100、", "目录1", "一级", "《目录", "北京", "北京目录3大类；",
		"采购限额标准100万元，", "100元、", "每人每月100元补贴、", "对老人", "公开招标", "财政投入100元。", "100元-", "货物、", "省级、", "采购限额标准100\t", "元\t1\n", "采购限额\t1\n元\t2\n",
		"2015年", "2015年采购目录3大类，", "（含", "1万", "1.1", "万", "轻、", "限额标准1元\n",
	} {
		timeOf := func(n int) time.Duration {
			text := strings.Repeat(s, n) + "目录采购元限额"
			start := time.Now()
			figure.Counts(text, nil)
			figure.Amounts(text, nil, nil)
			return time.Since(start)
		}
		// Judged by growth and several times over: a machine may be slow and busy.
		few, many := timeOf(2_000), timeOf(16_000)
		slow := func() bool { return many > 30*few && many > time.Second }
		for range 3 {
			if slow() {
				few, many = max(few, timeOf(2_000)), min(many, timeOf(16_000))
			}
		}
		if slow() {
			t.Errorf("%q: %v, then %v", s, few, many)
		}
		if many > time.Second {
			t.Logf("%q: %v for %d bytes", s, many, 16_000*len(s))
		}
	}
}
