package figure

import (
	"regexp"
	"strings"

	"duibiao/corpus"
)

// kindMark is a word in a sentence that says which threshold it speaks of.
type kindMark struct {
	start, end int
	kind       corpus.AmountKind
	// method marks 公开招标 alone: it names the threshold only behind the sum
	// (200万元以上的，应当公开招标).
	method bool
}

// openTender and limit are the words for the two thresholds.
var (
	openTender = regexp.MustCompile(`公开招标(?:的)?(?:具体)?(?:采购)?(?:数额|限额|金额|标准)(?:标准)?|公开招标`)
	limit      = regexp.MustCompile(`(?:分散|自行|政府)?采购(?:项目)?(?:的)?(?:具体)?(?:限额|最低限额)(?:以上|标准)?(?:标准)?|分散限额(?:标准)?|限额标准`)
)

// maybeThreshold reports that the sentence or a heading above it speaks of a
// threshold.
func (r *reading) maybeThreshold() bool {
	words := []string{"限额", "公开招标"}
	if hasAny(r.str, words) {
		return true
	}
	for _, h := range r.headings() {
		if hasAny(h, words) {
			return true
		}
	}
	return false
}

// kindMarks finds the words for thresholds in s. Those that a limit from the other
// side follows or a denial precedes (未达到公开招标数额标准, 公开招标以外) name none.
func kindMarks(s string) []kindMark {
	var out []kindMark
	for _, loc := range openTender.FindAllStringIndex(s, -1) {
		method := s[loc[0]:loc[1]] == "公开招标"
		out = append(out, kindMark{loc[0], loc[1], corpus.AmountOpenTender, method})
	}
	for _, loc := range limit.FindAllStringIndex(s, -1) {
		inOpen := strings.HasSuffix(s[:loc[0]], "公开招标")
		for _, o := range out {
			inOpen = inOpen || loc[0] >= o.start && loc[0] < o.end
		}
		if !inOpen {
			out = append(out, kindMark{loc[0], loc[1], corpus.AmountLimit, false})
		}
	}
	kept := out[:0]
	for _, m := range out {
		denied := suffixOf(s[:m.start], []string{"未达到", "未达", "低于", "不足", "达不到", "不", "无需", "非", "以下", "不进行", "不采用", "不实行", "经批准", "免于", "可以不", "无须"}) != "" ||
			prefixOf(s[m.end:], []string{"以下", "以外", "之外", "的除外", "失败"}) != ""
		if !denied {
			kept = append(kept, m)
		}
	}
	return kept
}

// kindOf is the threshold that the sum at [start, end) of s is: the nearest word
// before it, else the first behind it, "" when neither is there.
func kindOf(s string, marks []kindMark, start, end int) corpus.AmountKind {
	best := kindMark{start: -1}
	for _, m := range marks {
		if m.end <= start && !m.method && m.start > best.start {
			best = m
		}
	}
	if best.start >= 0 {
		return best.kind
	}
	best.start = len(s)
	for _, m := range marks {
		if m.start >= end && m.start < best.start {
			best = m
		}
	}
	return best.kind
}

// bearing is what the sums of a sentence are understood to speak of, as far as it
// has been read.
type bearing struct {
	kind    corpus.AmountKind
	objects []string
	scope   string
}

// thresholds are the records of the sums that are thresholds. b is what the
// sentence before said where this one goes on from it.
func (r *reading) thresholds(b *bearing) []corpus.StatedAmount {
	if hasAny(r.str, []string{"罚款", "罚金", "处以"}) {
		return nil
	}
	marks := kindMarks(r.str)
	var out []corpus.StatedAmount
	for i := 0; i < len(r.sums); {
		to := r.series(i)
		l := r.labels(i, to)
		if len(l.objects) > 0 {
			b.objects = l.objects
		}
		if l.scope != "" {
			b.scope = l.scope
		}
		for k := i; k < to; k++ {
			mine := *b
			if kind := kindOf(r.str, marks, r.sums[k].start, r.sums[k].end); kind != "" {
				b.kind = kind
			}
			if mine.kind = b.kind; mine.kind == "" {
				mine.kind = r.headingKind()
			}
			// Several sums in a row are left out where nothing says whose they are.
			if mine.kind != "" && (to-i == 1 || l.pair(&mine, k-i, to-i)) && r.bounds(k) {
				out = append(out, r.perObject(k, mine)...)
			}
		}
		i = to
	}
	return out
}

// labels are the words for objects and places before a series of sums.
type labels struct {
	objects []string
	scope   string
	scopes  []string
	// each says that the sums belong to them one by one: 分别为.
	each bool
}

// labels reads the words before the series of sums [i, to).
func (r *reading) labels(i, to int) labels {
	before := r.before(i)
	return labels{objectsIn(before), scopeIn(before), scopeList(before), to-i > 1 && hasAny(before, []string{"分别", "依次"})}
}

// pair gives sum k of n the object or the scope that it belongs to.
func (l labels) pair(b *bearing, k, n int) bool {
	switch {
	case !l.each:
		return false
	case len(l.objects) == n:
		b.objects = l.objects[k : k+1]
	case len(l.scopes) == n:
		b.scope = l.scopes[k]
	default:
		return false
	}
	return true
}

// headingKind is the threshold that the headings above name.
func (r *reading) headingKind() corpus.AmountKind {
	headings := r.headings()
	for _, h := range headings[:len(headings)-1] { // the title names both
		marks := kindMarks(h)
		for _, m := range marks {
			if !m.method {
				return m.kind
			}
		}
	}
	return ""
}

// bounds reports that sum k can be a threshold: not an upper limit, no band, no
// deposit or fee.
func (r *reading) bounds(k int) bool {
	m := r.sums[k]
	if m.bound == corpus.BoundMax || m.fenTo != 0 || m.fen == 0 {
		return false
	}
	if k+1 < len(r.sums) && m.bound == corpus.BoundMin && r.sums[k+1].bound == corpus.BoundMax {
		if gap := strings.Trim(r.str[m.end:r.sums[k+1].start], "、，, 至到"); gap == "" || hasAny(gap, []string{"不足", "不满", "低于", "未达"}) && len(gap) <= 30 {
			return false
		}
	}
	return !hasAny(r.before(k), []string{"保证金", "罚", "注册资", "违约", "奖", "赔偿", "投诉", "押金", "收入", "贷款", "担保", "服务费", "手续费", "代理费", "费用", "原来", "由原", "由", "从"})
}

// perObject makes one record for each object, or one without.
func (r *reading) perObject(k int, b bearing) []corpus.StatedAmount {
	objects, scope := b.objects, b.scope
	if after := objectsAfter(r.after(k)); len(after) > 0 {
		objects = after
	}
	for _, h := range r.headings() {
		if len(objects) == 0 && !strings.Contains(h, "目录") {
			objects = objectsIn(h)
		}
		if scope == "" {
			scope = scopeIn(h)
		}
	}
	if len(objects) == 0 {
		objects = []string{""}
	}
	var out []corpus.StatedAmount
	for _, o := range objects {
		a := r.record(k, b.kind)
		if a.Object = o; scope != "" {
			a.Scope = scope
		}
		out = append(out, a)
	}
	return out
}
