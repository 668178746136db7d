package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus/parse/numeral"
)

// tierWord is a word for a tier of a catalogue.
type tierWord struct {
	name string
	// tier is the tier that the name implies where no others are named with it, 0
	// for none.
	tier int
	// weak marks words that count many things besides catalogues (三项制度): they
	// are believed only in series with others or beside a catalogue.
	weak bool
	// leads marks words that also stand before their number: 大类5个.
	leads bool
}

// tierWords are the words that follow a number, longer ones before those that
// begin them.
func tierWords() []tierWord {
	return []tierWord{
		{"大类", 1, false, true},
		{"中类", 2, false, true},
		{"小类", 3, false, true},
		{"门类", 1, false, true},
		{"大项", 0, false, true},
		{"中项", 0, false, true},
		{"小项", 3, false, true},
		{"子项", 0, false, true},
		{"细项", 0, false, true},
		{"细目", 0, false, true},
		{"子目", 0, false, true},
		{"品目", 0, false, true},
		{"条目", 0, true, false},
		{"类别", 0, true, false},
		{"项目", 0, true, false},
		{"类", 0, true, false},
		{"款", 0, true, false},
		{"项", 0, true, false},
		{"目", 0, true, false},
	}
}

// levelNouns are the nouns after 一级, 二级: 一级目录. An empty noun is allowed
// only in a series.
func levelNouns() []string {
	return []string{"目录", "品目", "项目", "类目", "科目", "条目", "分类", "类别", "指标目录", "目"}
}

// classifiers stand between a number and what it counts.
func classifiers() []string { return []string{"个", "种", "条"} }

// term is one count in a sentence, before it is decided whether to believe it.
type term struct {
	// start and end are offsets in the sentence; end includes the tier's name.
	start, end int
	// inner is the text before the number where the tier's name leads.
	inner  string
	number number
	tierWord
	// explicit says that the name tells the tier by itself: 二级目录.
	explicit bool
}

// termAt reads the count that begins s[at:]: 20大项, 286个子项, 9项二级目录,
// 二级目录57项, 一级5类, 大类25个.
func termAt(s string, at int) (term, bool) {
	if t, ok := levelFirst(s, at); ok {
		return t, true
	}
	if t, ok := wordFirst(s, at); ok {
		return t, true
	}
	n := numberAt(s[at:])
	if n.width == 0 || !startsNumber(s, at) || n.n > 1_000_000 {
		return term{}, false
	}
	return tierBehind(s, term{start: at, end: at + n.width, number: n})
}

// tierBehind reads the tier's name behind a number: 20大项, 9项二级目录.
func tierBehind(s string, t term) (term, bool) {
	rest := s[t.end:]
	unit := prefixOf(rest, []string{"个", "种", "条", "项", "类", "款"})
	if level, name, width := levelAt(rest[len(unit):]); width > 0 && !strings.HasSuffix(name, "级") {
		t.end += len(unit) + width
		t.tierWord, t.explicit = tierWord{name: name, tier: level}, true
		return t, true
	}
	if w := prefixOf(rest, classifiers()); w != "" {
		rest, t.end = rest[len(w):], t.end+len(w)
	}
	for _, w := range tierWords() {
		if strings.HasPrefix(rest, w.name) && (!w.weak || endsWord(w.name, rest[len(w.name):])) {
			t.tierWord, t.end = w, t.end+len(w.name)
			return t, true
		}
	}
	return term{}, false
}

// levelAt reads 一级目录, 2级品目, or 一级 alone.
func levelAt(s string) (level int, name string, width int) {
	n, w := numeral.Scan(s)
	if w == 0 || n < 1 || n > 6 || !strings.HasPrefix(s[w:], "级") {
		return 0, "", 0
	}
	w += len("级")
	w += len(prefixOf(s[w:], levelNouns()))
	return int(n), s[:w], w
}

// levelFirst reads a tier with its number behind: 二级目录57项, 一级5类.
func levelFirst(s string, at int) (term, bool) {
	level, name, width := levelAt(s[at:])
	if width == 0 || !startsNumber(s, at) {
		return term{}, false
	}
	t, ok := countBehind(s, at, at+width)
	t.tierWord, t.explicit = tierWord{name: name, tier: level, weak: strings.HasSuffix(name, "级")}, true
	return t, ok
}

// wordFirst reads a tier's name with its number behind: 大类25个.
func wordFirst(s string, at int) (term, bool) {
	if r, _ := utf8.DecodeLastRuneInString(s[:at]); numeral.IsRune(r) || r == '个' {
		return term{}, false // 三大类共12款: the tier has its number before it
	}
	for _, w := range tierWords() {
		if !w.leads || !strings.HasPrefix(s[at:], w.name) {
			continue
		}
		t, ok := countBehind(s, at, at+len(w.name))
		ok = ok && suffixOf(s[:t.end], classifiers()) != "" // 大类共12款 counts 款
		t.tierWord = w
		return t, ok
	}
	return term{}, false
}

// countBehind reads the number after a tier's name, with the word that counts it.
func countBehind(s string, start, at int) (term, bool) {
	if w := prefixOf(s[at:], []string{"新增", "增加", "增补", "减少", "删除", "取消", "调减"}); w != "" {
		at += len(w)
		at += len(prefixOf(s[at:], []string{"了", "至", "到", "为"}))
	}
	at += len(prefixOf(s[at:], []string{"共计", "合计", "总计", "分别为", "共有", "共", "为", "有", "：", ":"}))
	n := numberAt(s[at:])
	if n.width == 0 || n.n > 1_000_000 {
		return term{}, false
	}
	t := term{start: start, inner: s[start:at], end: at + n.width, number: n}
	w := prefixOf(s[t.end:], []string{"个", "项", "类", "款", "条", "种", "目"})
	if w == "" || strings.HasPrefix(s[t.end:], "项目") || namesTier(s[t.end+len(w):]) || !endsWord(w, s[t.end+len(w):]) {
		return term{}, false
	}
	t.end += len(w)
	return t, true
}

// namesTier reports that a tier's name follows a classifier: 5个大类.
func namesTier(s string) bool {
	for _, w := range tierWords() {
		if w.leads && strings.HasPrefix(s, w.name) {
			return true
		}
	}
	return false
}

// endsWord reports that what follows a tier's name lets it be one: no other word
// grows out of it (项目, 项权利, 类似) and no limit (以上, 之一).
func endsWord(name, rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || !unicode.Is(unicode.Han, r) || numeral.IsRune(r) {
		return true
	}
	if name == "目" && strings.HasPrefix(rest, "录") {
		return false
	}
	return prefixOf(rest, []string{
		"服务", "采购", "购买", "目录", "品目", "具体", "调整", "保留", "增加", "增至", "扩", "扩展", "减少", "减至", "和", "及", "以及", "与",
		"共", "合计", "左右", "扩充", "删除", "新增", "修改", "不变", "大类", "中类", "小类",
	}) != ""
}
