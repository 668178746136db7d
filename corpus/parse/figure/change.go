package figure

import (
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// changeWord is a word before a count and what it makes of it.
type changeWord struct {
	word   string
	change corpus.Change
	// unclear marks words that make a number neither a total nor what was added.
	unclear bool
}

// changeWords are the words of change and of totals; the one nearest to the number
// decides, the longer one where two end together.
func changeWords() []changeWord {
	words := make([]changeWord, 0, 64)
	add := func(c corpus.Change, unclear bool, list ...string) {
		for _, w := range list {
			words = append(words, changeWord{w, c, unclear})
		}
	}
	add(corpus.ChangeAdded, false, "新增", "增加", "增补", "增列", "增设", "调增", "新纳入", "扩增", "添加")
	add(corpus.ChangeRemoved, false, "删除", "删减", "删去", "取消", "减少", "调减", "剔除", "核减", "移除", "压减", "调出")
	add(corpus.ChangeNone, false, "增加到", "增加至", "增至", "增加为", "增到", "调整为", "调整到", "调整至", "扩大到", "扩大至", "扩大为", "扩展到", "扩展至", "拓展到",
		"拓展至", "扩充到", "扩充至", "扩充为", "减少到", "减少至", "减少为", "减至", "缩减到", "缩减至", "缩减为", "精简到", "精简至", "精简为", "压缩到", "压缩至", "压缩为", "变为",
		"上升到", "上升至", "达到", "达", "共", "总数", "合计", "总计", "累计", "整合为", "合并为", "细化为")
	add(corpus.ChangeNone, true, "净增", "净减", "净增加", "净减少")
	return words
}

// lastChange is the word of change that stands last in s, at -1 for none.
func lastChange(s string) (at int, found changeWord) {
	at = -1
	end := -1
	for _, w := range changeWords() {
		i := strings.LastIndex(s, w.word)
		if e := i + len(w.word); i >= 0 && (e > end || e == end && len(w.word) > len(found.word)) {
			at, end, found = i, e, w
		}
	}
	return at, found
}

// changeOf says whether term i is a total or a change. A word of change in its own
// clause decides; without one, the terms of an enumeration share that of the first.
// After a comma that is not sure, and the term is dropped.
func (x *context) changeOf(i int) {
	lead, clause := x.lead(i)
	x.former[i] = x.isFormer(i, clause)
	at, w := lastChange(clause + x.terms[i].inner)
	if at >= 0 {
		x.change[i] = w.change
		x.drop[i] = w.unclear
		x.takeIn(i, len(clause), at, w)
		return
	}
	if i == 0 || x.change[i-1] == corpus.ChangeNone {
		return
	}
	switch {
	case strings.Contains(lead, "其中"), !strings.ContainsAny(lead, "，,：:"):
		x.change[i] = x.change[i-1]
	case x.group[i] == x.group[i-1]:
		x.drop[i] = true
	}
}

// takeIn lets the quotation of term i begin with the word of change that stands
// right before it.
func (x *context) takeIn(i, clause, at int, w changeWord) {
	if w.change == corpus.ChangeNone || at >= clause {
		return
	}
	from := x.terms[i].start - clause + at
	if between := x.str[from+len(w.word) : x.terms[i].start]; between == "" || between == "了" {
		x.terms[i].start = from
	}
}

// isFormer reports a total that a change replaced: 原有77项, 由77项调整为….
func (x *context) isFormer(i int, clause string) bool {
	if suffixOf(clause, []string{"原有", "原有的", "原来的", "原先的", "原来", "原先", "原"}) != "" {
		return true
	}
	if suffixOf(clause, []string{"由", "从"}) == "" {
		return false
	}
	rest := x.str[x.terms[i].end:]
	_, w := lastChange(rest[:min(len(rest), len("扩大到"))])
	return w.word != "" && w.change == corpus.ChangeNone
}

// refused reports what stands right before or after term i and makes it no count:
// 前两项, 下列三类, 2项以上, 每类5项.
func (x *context) refused(i int) bool {
	t := x.terms[i]
	before := x.str[:t.start]
	if t.number.n == 0 {
		return true
	}
	if suffixOf(before, []string{
		"前", "后", "上述", "下列", "以下", "以上", "上列", "所列", "这", "该", "此", "本", "各", "每", "任", "任何", "其他", "其它", "其余", "另", "同", "哪", "某", "首", "头",
		"另外", "剩余", "之", "至少", "最多", "不超过", "不少于", "不多于", "不低于", "不足", "统", "单", "唯", "第", "逐", "进", "十三五", "数",
	}) != "" {
		return true
	}
	if t.weak && strings.HasSuffix(before, "等") {
		return true // …等20项: those named, not all
	}
	after := x.str[t.end:]
	return prefixOf(after, []string{"以上", "以下", "以内", "之一", "及以上", "以外", "中的", "之内", "（含）以上", "(含)以上", "或者以上", "或以上"}) != ""
}

// approximate reports 近, 约 before the number of term i, or 左右 behind it.
func (x *context) approximate(i int) bool {
	t := x.terms[i]
	return t.number.approx ||
		suffixOf(x.str[:t.start]+t.inner, []string{"近", "约", "大约", "逾", "超过", "接近", "大概"}) != "" ||
		strings.HasPrefix(x.str[t.end:], "左右")
}

// classOf finds the class that term i counts: 货物类20项, A类5项, 工程5项.
func (x *context) classOf(i int) {
	from := 0
	if i > 0 {
		from = x.terms[i-1].end
	}
	s := trimSuffixes(x.str[from:x.terms[i].start], []string{"共计", "合计", "共有", "共", "有", "为", "计", "：", ":", "分别"})
	s = nameBefore(s)
	if k := strings.LastIndex(s, "目录"); k >= 0 {
		s = s[k+len("目录"):]
	}
	s = trimPrefixes(s, []string{"其中", "包括", "包含", "含", "和", "及", "分为", "新增", "增加"})
	isObject := s == "货物" || s == "工程" || s == "服务"
	if isObject || strings.HasSuffix(s, "类") && s != "类" && utf8.RuneCountInString(s) <= 12 {
		x.class[i] = s
	}
}

// trimSuffixes cuts the words off the end of s until none is there.
func trimSuffixes(s string, words []string) string {
	for {
		w := suffixOf(s, words)
		if w == "" {
			return s
		}
		s = strings.TrimSuffix(s, w)
	}
}

// trimPrefixes cuts the words off the beginning of s until none is there.
func trimPrefixes(s string, words []string) string {
	for {
		w := prefixOf(s, words)
		if w == "" {
			return s
		}
		s = s[len(w):]
	}
}
