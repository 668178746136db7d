package figure

import (
	"slices"
	"strings"

	"duibiao/corpus"
)

// Amounts reads the procurement thresholds, standards of support and sums spent
// that the text states, in its order. tables are the text's tables, in order;
// lines with tabs outside them are read as tables too. Other sums (fines, deposits,
// capital) are left out.
func Amounts(text string, clauses []corpus.Clause, tables []Table) []corpus.StatedAmount {
	if !strings.Contains(text, "元") {
		return nil
	}
	a := &amounts{page: &page{text: text, clauses: clauses}}
	a.read(tables)
	a.out = slices.DeleteFunc(a.out, func(s corpus.StatedAmount) bool { return s.Fen == 0 }) // 0元 is no standard
	slices.SortStableFunc(a.out, func(x, y corpus.StatedAmount) int { return x.StartByte - y.StartByte })
	places := spans{page: a.page}
	for i := range a.out {
		s := &a.out[i]
		s.Span = places.at(s.StartByte, s.EndByte)
	}
	return a.out
}

// amounts reads one document's sums.
type amounts struct {
	page *page
	// thresholds says that the text speaks of thresholds at all; it is asked once,
	// when a sum is met.
	thresholds, asked bool
	out               []corpus.StatedAmount
}

func (a *amounts) speaksOfThresholds() bool {
	if !a.asked {
		a.asked, a.thresholds = true, hasAny(a.page.text, thresholdWords())
	}
	return a.thresholds
}

// read goes through the lines; those of tables are gathered and read as tables.
func (a *amounts) read(tables []Table) {
	var loose Table
	flush := func() {
		a.table(loose)
		loose = Table{}
	}
	k := 0
	eachLine(a.page.text, func(start, end int) {
		for k < len(tables) && tables[k].End <= start {
			k++
		}
		if k < len(tables) && start >= tables[k].Start {
			return
		}
		if line := a.page.text[start:end]; strings.Contains(line, "\t") {
			loose.Rows = append(loose.Rows, looseRow(line, start))
			if len(loose.Rows) == 1 {
				loose.Start = start
			}
			loose.End = end
			return
		}
		flush()
		a.prose(start, end, nil)
	})
	flush()
	for _, t := range tables {
		a.table(t)
	}
}

// prose reads the sums of a line of running text; heads are what stands over it in
// a table.
func (a *amounts) prose(start, end int, heads []string) {
	line := a.page.text[start:end]
	if !strings.Contains(line, "元") || !a.speaksOfThresholds() && !hasAny(line, otherWords()) {
		return
	}
	var b bearing
	for _, s := range sentences(a.page.text, start, end) {
		str := s.of(a.page.text)
		if !s.goesOn {
			b = bearing{}
		}
		if !strings.Contains(str, "元") {
			continue
		}
		if sums := findMoney(str); len(sums) > 0 && len(sums) <= maxFigures {
			r := &reading{page: a.page, sentence: s, str: str, sums: sums, heads: heads}
			a.out = append(a.out, r.amounts(&b)...)
		}
	}
}

// otherWords are those without which a sum is no support, cap or spending.
func otherWords() []string {
	return append([]string{"每", "人均", "/", "／", "最高"}, spendingVerbs()...)
}

// spendingVerbs are what is done with sums that are spent.
func spendingVerbs() []string {
	return []string{"投入", "安排", "支出", "拨付", "下达", "列支", "支付", "筹集", "使用", "发放", "完成投资", "落实"}
}

// reading is a sentence while its sums are being understood.
type reading struct {
	page     *page
	sentence sentence
	str      string
	sums     []money
	heads    []string
	// intros are the headings above that say what the sentence speaks of, read
	// when they are asked for.
	intros   []string
	hasIntro bool
}

// amounts are the records of the sentence's sums; b is what the sentence before
// spoke of.
func (r *reading) amounts(b *bearing) []corpus.StatedAmount {
	if out := r.support(); len(out) > 0 {
		return out
	}
	var out []corpus.StatedAmount
	if b.kind != "" || r.maybeThreshold() {
		out = r.thresholds(b)
	}
	if len(out) > 0 {
		return out
	}
	for i := range r.sums {
		if kind := r.plainKind(i); kind != "" {
			out = append(out, r.record(i, kind))
		}
	}
	return out
}

// record is the record of sum i with what every kind has.
func (r *reading) record(i int, kind corpus.AmountKind) corpus.StatedAmount {
	m := r.sums[i]
	at := r.sentence.start + m.start
	y := r.page.periodFor(r.sentence, at)
	out := corpus.StatedAmount{
		Kind: kind, Fen: m.fen, FenTo: m.fenTo, Approx: m.approx, Unit: "元", Bound: m.bound, Year: y.from, YearTo: y.to,
	}
	out.StartByte, out.EndByte = at, r.sentence.start+m.quoted
	out.Scope = r.page.foreign(r.str[:m.start], at)
	return out
}

// before is the text between the sum before i, or the start of the sentence, and
// sum i; after is the text up to the next sum.
func (r *reading) before(i int) string {
	from := 0
	if i > 0 {
		from = r.sums[i-1].end
	}
	return r.str[from:r.sums[i].start]
}

func (r *reading) after(i int) string {
	to := len(r.str)
	if i+1 < len(r.sums) {
		to = r.sums[i+1].start
	}
	return r.str[r.sums[i].end:to]
}

// series gives the end of the series of sums that begins with i.
func (r *reading) series(i int) int {
	to := i + 1
	for to < len(r.sums) && r.sums[to].series == r.sums[i].series {
		to++
	}
	return to
}

// headings are what the heads of its cell and the clauses above say of the
// sentence: headings, and
// introductions that end with a colon; innermost first, the title last.
func (r *reading) headings() []string {
	if !r.hasIntro {
		r.hasIntro = true
		r.intros = append(r.intros, r.heads...)
		for _, intro := range r.page.above(r.sentence.start) {
			if h := headingLike(intro); h != "" {
				r.intros = append(r.intros, h)
			}
		}
		r.intros = append(r.intros, r.page.title(r.sentence.start))
	}
	return r.intros
}

// headingLike is the part of a clause's beginning that heads what follows: all of
// a line without punctuation, a last sentence that ends with a colon, or a short
// first sentence. "" for running text.
func headingLike(s string) string {
	s = strings.TrimSpace(s)
	if rest := strings.TrimRight(s, "：: \n"); rest != s {
		if k := strings.LastIndexAny(rest, "。；;\n"); k >= 0 {
			return rest[k:]
		}
		return rest
	}
	if !strings.ContainsAny(s, "。，；,;") {
		return s
	}
	if k := strings.Index(s, "。"); k >= 0 && k <= len("分散采购限额标准分散采购限额标准") && !strings.ContainsAny(s[:k], "，；,;") {
		return s[:k]
	}
	return ""
}

// plainKind tells caps and sums spent; "" for sums that are not recorded.
func (r *reading) plainKind(i int) corpus.AmountKind {
	before := strings.TrimRight(r.before(i), " 　")
	before = strings.TrimSuffix(before, "人民币")
	if suffixOf(before, []string{"最高限价", "最高限价为", "最高限价：", "最高限价:", "最高限价是", "最高投标限价为", "最高投标限价"}) != "" {
		return corpus.AmountCap
	}
	if r.sums[i].bound == corpus.BoundExact && spends(before) && !hasAny(r.str, notSpent()) && hasAny(r.str, []string{"财政", "资金", "经费", "购买", "补贴", "政府", "采购", "预算"}) {
		return corpus.AmountSpending
	}
	return ""
}

// notSpent are words of rules and penalties: a sentence with one speaks of no sum
// that was spent.
func notSpent() []string {
	return []string{"罚", "应当", "不得", "可以", "必须", "没收", "赔偿", "注册资本", "每年", "每月", "每人", "拟", "计划", "估算", "概算", "预计", "缺口", "不低于", "不少于", "以上的", "不超过"}
}

// spends reports that s ends with a verb of spending and nothing between it and
// the sum but the money's own words: 共投入, 安排专项资金.
func spends(s string) bool {
	if k := strings.LastIndexAny(s, "，,：:、（("); k >= 0 {
		s = s[k:]
	}
	at, verb := lastOf(s, spendingVerbs())
	if at < 0 {
		return false
	}
	rest := s[at+len(verb):]
	for rest != "" {
		w := prefixOf(rest, []string{
			"政府", "财政", "专项", "补助", "补贴", "购买服务", "采购", "资金", "经费", "预算", "各级", "中央", "市级", "区级", "省级", "县级", "本级", "共计", "累计", "总计", "合计", "金额",
			"达到", "达", "了", "共", "总", "约", "近", "超过", "逾", "为", "额", "市", "区", "配套", "人民币", " ",
		})
		if w == "" {
			return false
		}
		rest = rest[len(w):]
	}
	return true
}
