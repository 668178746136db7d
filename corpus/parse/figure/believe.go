package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"duibiao/corpus"
)

// believed decides whether term i counts the tiers of a catalogue.
func (x *context) believed(i int) bool {
	t := x.terms[i]
	if t.number.n == 1 && x.change[i] == corpus.ChangeNone && x.alone(i) {
		return false
	}
	switch {
	case t.explicit && t.weak:
		return !x.alone(i)
	case t.explicit:
		return hasAny(t.name, []string{"目录", "品目"}) || x.speaksOfCatalogue()
	case !t.weak:
		return x.speaksOfCatalogue()
	case !x.alone(i):
		return x.strongSeries(i) || hasAny(x.str[:t.start], catalogueWords())
	}
	return x.believedAlone(i)
}

// believedAlone decides on a bare 项 or 类 that stands in no series.
func (x *context) believedAlone(i int) bool {
	if x.class[i] != "" {
		return x.speaksOfCatalogue() && x.classList(i)
	}
	return x.catalogueBefore(i) && (x.change[i] != corpus.ChangeNone || x.former[i] || x.introduced(i))
}

// alone reports a term that stands in no series.
func (x *context) alone(i int) bool {
	before := i > 0 && x.group[i-1] == x.group[i] && !x.drop[i-1]
	after := i+1 < len(x.terms) && x.group[i+1] == x.group[i] && !x.drop[i+1]
	return !before && !after
}

// strongSeries reports that the series of term i has a tier that only catalogues
// have, and its sentence or title speaks of one.
func (x *context) strongSeries(i int) bool {
	for k := range x.terms {
		if x.group[k] == x.group[i] && !x.terms[k].weak {
			return x.speaksOfCatalogue()
		}
	}
	return false
}

// classList reports that term i is one of two or more classes, or the sentence
// counts all of them before.
func (x *context) classList(i int) bool {
	return len(x.terms) > 1 || hasAny(x.str[:x.terms[i].start], []string{"目录", "品目"})
}

// speaksOfCatalogue reports a catalogue's word in the sentence, in the one before
// it on its line, or in the title and headings above.
func (x *context) speaksOfCatalogue() bool {
	if !x.asked {
		x.asked, x.speaks = true, x.speaksHere()
	}
	return x.speaks
}

func (x *context) speaksHere() bool {
	if hasAny(x.str, append(catalogueWords(), "指导性目录")) {
		return true
	}
	p, s := x.counter.page, x.sentence
	if s.before >= 0 && hasAny(p.text[s.before:s.start], catalogueWords()) {
		return true
	}
	return x.counter.speaksAbove(s.start)
}

// catalogueBefore reports that the sentence names a catalogue before term i, or
// counts one's tiers there: 将原有77项调整为109项.
func (x *context) catalogueBefore(i int) bool {
	if i > 0 && x.former[i-1] && !x.drop[i-1] {
		return true
	}
	s := x.str[:x.terms[i].start]
	return hasAny(s, []string{"目录", "品目", "购买服务项目", "购买服务事项", "购买项目", "采购项目"})
}

// introduced reports the words that let a bare number of 项 be a total: 目录共180项.
func (x *context) introduced(i int) bool {
	_, clause := x.lead(i)
	return suffixOf(clause, []string{
		"共", "共计", "总计", "合计", "总共", "共有", "总数为", "总数达", "达", "达到", "增至", "调整为", "调整到", "调整至", "增加到", "增加至", "增加为",
		"扩大到", "扩大至", "扩展到", "扩展至", "减少到", "减少至", "精简为", "压缩为", "分为", "共分", "共分为", "划分为", "分成", "设有", "包含", "涵盖", "收录", "共约", "近", "约",
		"共设", "共列", "包括", "共包括", "共涵盖", "共包含", "共涉及", "现有", "已有", "列有", "扩充至", "扩充为", "扩充到", "整合为", "合并为", "细化为",
	}) != ""
}

// counts are the believed terms as records; StartByte and EndByte are set, the
// rest of the span is not.
func (x *context) counts() []corpus.StatedCount {
	var out []corpus.StatedCount
	for i, t := range x.terms {
		if x.drop[i] {
			continue
		}
		at := x.sentence.start + t.start
		c := corpus.StatedCount{
			Subject: x.subject(i), Tier: x.tier[i], TierName: t.name,
			Count: int(t.number.n), CountTo: int(t.number.to), Approx: x.approximate(i),
			Change: x.change[i], Former: x.former[i],
		}
		if !c.Former {
			y := x.period(i, at)
			c.Year, c.YearTo = y.from, y.to
		}
		c.StartByte, c.EndByte = at, x.sentence.start+t.end
		out = append(out, c)
	}
	return out
}

// period is the year of term i. A sentence that names neither a year nor a
// catalogue goes on about those of the one before it.
func (x *context) period(i, at int) period {
	p, s := x.counter.page, x.sentence
	if _, own := lastPeriod(p.text[s.start:at]); !own && s.before >= 0 && subjectIn(x.str[:x.terms[i].start]) == "" {
		if y, ok := lastPeriod(p.text[s.before:s.start]); ok {
			return y
		}
	}
	return p.periodFor(s, at)
}

// subject is what term i counts: the catalogue named before its series in the
// sentence, in the sentence before, in a heading or the title; its class behind
// it.
func (x *context) subject(i int) string {
	first := i
	for first > 0 && x.group[first-1] == x.group[i] {
		first--
	}
	p, s := x.counter.page, x.sentence
	name := subjectIn(x.str[:x.terms[first].start])
	if name == "" && s.before >= 0 {
		name = subjectIn(p.text[s.before:s.start])
	}
	for _, intro := range append(p.above(s.start), p.title(s.start)) {
		if name != "" {
			break
		}
		name = subjectIn(clipTail(intro, 200))
	}
	if place := p.foreign(x.str[:x.terms[first].start], s.start+x.terms[first].start); place != "" && name != "" && !strings.Contains(name, place) {
		name = place + gap(x.str, place, name) + name
	}
	return joinClass(name, x.class[i])
}

// gap is what stands for the words between a place and a catalogue's name: nothing
// where the one follows the other.
func gap(s, place, name string) string {
	if strings.Contains(s, place+name) {
		return ""
	}
	return "…"
}

func joinClass(name, class string) string {
	if name != "" && class != "" {
		return name + "·" + class
	}
	return name + class
}

// subjectIn finds the catalogue that s names last: the title in 《》 or the words
// that end with 目录 or 项目.
func subjectIn(s string) string {
	for range 8 {
		at, word := lastOf(s, []string{"目录", "品目", "清单", "购买服务项目", "采购项目", "服务项目", "购买项目", "购买服务事项", "项目"})
		if at < 0 {
			return ""
		}
		if strings.HasSuffix(s[:at], "级") {
			s = s[:at]
			continue
		}
		end := at + len(word)
		if open, shut := strings.LastIndex(s[:end], "《"), strings.LastIndex(s[:end], "》"); open > shut {
			rest := s[open+len("《"):]
			if k := strings.Index(rest, "》"); k >= 0 {
				return rest[:k]
			}
			return rest
		}
		name := afterWords(nameBefore(s[:end]))
		if name == "项目" {
			s = s[:at]
			continue
		}
		return name
	}
	return ""
}

// nameBefore is the run of letters that ends s, at most 24.
func nameBefore(s string) string {
	at := len(s)
	for n := 0; at > 0 && n < 24; n++ {
		r, size := utf8.DecodeLastRuneInString(s[:at])
		if !unicode.IsLetter(r) {
			break
		}
		at -= size
	}
	return s[at:]
}

// afterWords cuts off the beginning of a name what belongs to the sentence around
// it: 最近发布的, 年度.
func afterWords(s string) string {
	cut := 0
	for _, w := range []string{
		"的", "年度", "年", "了", "将", "对", "把", "在", "发布", "印发", "公布", "制定", "出台", "编制", "实施", "按照", "根据", "该", "这些", "纳入", "列入", "目录中", "目前",
		"现行", "新增", "增加", "由", "从", "其中", "版", "月", "日",
	} {
		if i := strings.LastIndex(s, w); i >= 0 && i+len(w) > cut && i+len(w) < len(s) {
			cut = i + len(w)
		}
	}
	return s[cut:]
}
