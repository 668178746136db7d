package figure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// catalogueWords are the words of catalogues; a sentence with one of them may
// count catalogue items.
func catalogueWords() []string {
	return []string{"目录", "品目", "购买服务", "采购", "购买项目", "服务项目"}
}

// Counts reads the counts of catalogue tiers that the text states, in its order.
// Articles, conditions and other things that come in 项 are not counts; a count is
// believed beside a catalogue's word or in a series of tiers.
func Counts(text string, clauses []corpus.Clause) []corpus.StatedCount {
	c := &counter{page: &page{text: text, clauses: clauses}, known: map[string]int{}}
	eachLine(text, c.line)
	places := spans{page: c.page}
	for i := range c.out {
		s := &c.out[i]
		s.Span = places.at(s.StartByte, s.EndByte)
	}
	return c.out
}

// counter reads one document's counts.
type counter struct {
	page *page
	// known are the tiers of names that a series of this document gave.
	known map[string]int
	out   []corpus.StatedCount
}

// line reads the counts of a line. Lines of tables are left to those who read
// tables.
func (c *counter) line(start, end int) {
	named, sure := namesCatalogue(c.page.text[start:end])
	counts := named || sure && c.speaksAbove(start)
	if !counts || strings.Contains(c.page.text[start:end], "\t") {
		return
	}
	for _, s := range sentences(c.page.text, start, end) {
		c.sentence(s)
	}
}

// namesCatalogue looks, in one pass, for catalogueWords in a line (named) and for
// tiers that only catalogues have (sure): every line of every document comes here.
func namesCatalogue(line string) (named, sure bool) {
	const han = len("目")
	for i := 0; i+2*han <= len(line); {
		if line[i] < 0xE0 { // ASCII, or the rest of a character
			i++
			continue
		}
		switch first, next := line[i:i+han], line[i+han:]; first {
		case "目", "品", "采", "购", "服":
			named = named || prefixOf(next, restOfCatalogue(first)) != ""
		case "大", "中", "小", "子":
			sure = sure || strings.HasPrefix(next, "类") || strings.HasPrefix(next, "项")
		case "级":
			sure = sure || strings.HasPrefix(next, "目录")
		}
		i += han
	}
	return named, sure
}

// restOfCatalogue are the words of catalogueWords without their first character.
func restOfCatalogue(first string) []string {
	switch first {
	case "目":
		return []string{"录"}
	case "品":
		return []string{"目"}
	case "采":
		return []string{"购"}
	case "购":
		return []string{"买服务", "买项目"}
	}
	return []string{"务项目"}
}

// speaksAbove reports that the title or a heading above byte at speaks of a
// catalogue: what stands below may count its items without naming it.
func (c *counter) speaksAbove(at int) bool {
	return hasAny(c.page.title(at), catalogueWords()) ||
		slices.ContainsFunc(c.page.above(at), func(s string) bool { return hasAny(s, catalogueWords()) })
}

// maxFigures bounds the figures of one sentence: more are no prose.
const maxFigures = 60

// sentence reads the counts of a sentence: all terms first, then what they say
// together.
func (c *counter) sentence(s sentence) {
	str := s.of(c.page.text)
	terms := findTerms(str)
	if len(terms) == 0 || len(terms) > maxFigures {
		return
	}
	ctx := context{counter: c, sentence: s, str: str, terms: terms}
	ctx.settle()
	c.out = append(c.out, ctx.counts()...)
}

// findTerms finds the counts in a sentence, believed or not.
func findTerms(s string) []term {
	var out []term
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !mayBegin(r) {
			at += size
			continue
		}
		if t, ok := termAt(s, at); ok {
			out = append(out, t)
			at = t.end
			continue
		}
		if _, digit := numeral.Digit(r); digit || r == '十' || r == '百' {
			at += skipNumbers(s[at:])
			continue
		}
		at += size
	}
	return out
}

// mayBegin reports the characters with which a term begins.
func mayBegin(r rune) bool {
	return numeral.IsRune(r) || strings.ContainsRune("大中小门子细品", r)
}

// context is a sentence while its terms are being understood.
type context struct {
	counter  *counter
	sentence sentence
	str      string
	terms    []term
	// speaks says whether sentence, heading or title name a catalogue; it is asked
	// once.
	speaks, asked bool
	// group numbers the series that each term belongs to.
	group []int
	// tier, change, class and former are what was understood of each term; drop
	// marks those that are not believed.
	tier   []int
	change []corpus.Change
	class  []string
	former []bool
	drop   []bool
}

// lead is the text between the term before i, or the start of the sentence, and
// term i; clause is its part after the last comma or bracket.
func (x *context) lead(i int) (lead, clause string) {
	from := 0
	if i > 0 {
		from = x.terms[i-1].end
	}
	lead = x.str[from:x.terms[i].start]
	clause = lead
	if k := strings.LastIndexAny(lead, "，,：:（(、"); k >= 0 {
		_, size := utf8.DecodeRuneInString(lead[k:])
		clause = lead[k+size:]
	}
	return lead, clause
}

func (x *context) settle() {
	n := len(x.terms)
	x.group, x.tier = make([]int, n), make([]int, n)
	x.change, x.class = make([]corpus.Change, n), make([]string, n)
	x.former, x.drop = make([]bool, n), make([]bool, n)
	for i := range x.terms {
		x.join(i)
		x.classOf(i)
		x.changeOf(i)
		x.drop[i] = x.drop[i] || x.refused(i)
	}
	for from := 0; from < n; {
		to := from + 1
		for to < n && x.group[to] == x.group[from] {
			to++
		}
		x.tiers(from, to)
		from = to
	}
	for i := range x.terms {
		x.drop[i] = x.drop[i] || !x.believed(i)
	}
}

// joiners are the words between the terms of one series.
func joiners() []string {
	return []string{
		"以及", "共计", "合计", "细分为", "又分为", "再分为", "下分为", "下设", "包括", "包含", "涵盖", "分为", "设有", "划分为", "分解为",
		"其下", "每类", "具体为", "含", "和", "及", "与", "共", "有", "为", "下", "分", "设", "计", "又", "再", "、", "，", ",", "（", "(", " ", "　", "；",
	}
}

// join puts term i into the series of the one before it when only joiners stand
// between them.
func (x *context) join(i int) {
	if i == 0 {
		return
	}
	x.group[i] = x.group[i-1] + 1
	lead, _ := x.lead(i)
	if len(lead) > 60 {
		return
	}
	for lead != "" {
		w := prefixOf(lead, joiners())
		if w == "" {
			return
		}
		lead = lead[len(w):]
	}
	x.group[i] = x.group[i-1]
}

// tiers numbers the terms of the series [from, to): by their own names, by their
// order when two or more names differ, else by what the name implies or an
// earlier series of the document said.
func (x *context) tiers(from, to int) {
	if x.series(from, to) {
		for i := from; i < to; i++ {
			x.tier[i] = i - from + 1
			x.counter.known[x.terms[i].name] = x.tier[i]
		}
		return
	}
	for i := from; i < to; i++ {
		t := x.terms[i]
		x.tier[i] = t.tier
		if k, ok := x.counter.known[t.name]; ok && !t.explicit {
			x.tier[i] = k
		}
		if t.weak && !t.explicit && strings.HasSuffix(t.name, "项") {
			x.borrow(i)
		}
	}
}

// borrow gives term i, a bare 项, the tier that its clause names, or that of the
// term before it: 增加9项二级目录、减少1项.
func (x *context) borrow(i int) {
	if level, name := x.levelNamed(i); level > 0 {
		x.tier[i], x.terms[i].tierWord, x.terms[i].explicit = level, tierWord{name: name, tier: level}, true
		return
	}
	if i > 0 && x.terms[i-1].explicit && x.sameBreath(i) {
		x.tier[i], x.terms[i].tierWord = x.tier[i-1], x.terms[i-1].tierWord
	}
}

// levelNamed is the level that stands in the clause before the number of term i:
// 一级目录由6项调整为5项. The total behind a former one is of the same level.
func (x *context) levelNamed(i int) (level int, name string) {
	_, clause := x.lead(i)
	if i > 0 && x.former[i-1] && x.terms[i-1].explicit && !strings.ContainsAny(clause, "级") {
		return x.tier[i-1], x.terms[i-1].name
	}
	k := strings.LastIndex(clause, "级")
	if k <= 0 {
		return 0, ""
	}
	_, size := utf8.DecodeLastRuneInString(clause[:k])
	level, name, _ = levelAt(clause[k-size:])
	if strings.HasSuffix(name, "级") {
		return 0, ""
	}
	return level, name
}

// sameBreath reports that only a comma and a word of change stand between term i
// and the one before it.
func (x *context) sameBreath(i int) bool {
	lead, _ := x.lead(i)
	lead = strings.Trim(lead, "、，, 和了")
	return lead == "" || slices.ContainsFunc(changeWords(), func(w changeWord) bool { return w.word == lead })
}

// series reports that the terms are tiers named together: two or more, all with
// different names, none of which tells its tier itself, all totals or all the
// same change.
func (x *context) series(from, to int) bool {
	if to-from < 2 || to-from > 5 {
		return false
	}
	seen := map[string]bool{}
	for i := from; i < to; i++ {
		t := x.terms[i]
		if seen[t.name] || t.explicit || x.drop[i] || x.change[i] != corpus.ChangeNone || x.former[i] {
			return false
		}
		seen[t.name] = true
	}
	return true
}
