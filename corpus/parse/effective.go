package parse

import (
	"regexp"
	"strings"

	"duibiao/corpus"
	"duibiao/corpus/parse/numeral"
)

// The clause by which a rule says when it begins (立法技术规范: 本法自X年X月X日起
// 施行; 本法自公布之日起施行).
var (
	effectiveOn = regexp.MustCompile(`(?:本|该|此)?[\p{Han}《》（）()、]{0,30}?(?:自|从)\s*((?:[0-9０-９〇○零一二三四五六七八九]\s*){4}年[^年。；，]{2,16}?[日号])\s*(?:零\s*时|[0-9一二]+时)?\s*(?:起|开始|后)?\s*(?:在[^。；，]{1,20})?(?:正式|开始|全面)?\s*(?:施\s*行|实\s*施|执\s*行|生\s*效|试\s*行|实\s*行|起\s*效|适\s*用)`)
	effectiveAt = regexp.MustCompile(`(?:自|从)[\p{Han}\s]{0,14}?(公布|发布|印发|颁布|下发|发文|通过|批准|签发|发出|公告|签署|颁发)(并报[^。；，]{1,20})?之\s*日\s*起?[^。；，]{0,8}?\s*(?:施\s*行|实\s*施|执\s*行|生\s*效|试\s*行|实\s*行|起\s*效)`)
	ownSubject  = regexp.MustCompile(`(本|此|该)[\p{Han}（）]{1,16}(自|从)?\s*$`)
)

// applyEffective finds when the document takes effect: its own clause first, the
// last that speaks of the document itself, then the front matter.
func applyEffective(y *layout, m *corpus.Metadata, events []event) {
	if date, words, ok := ownEffective(y); ok {
		m.Effective, m.EffectiveText = date, words
		if date.IsZero() {
			m.Effective = publicationFor(m, events)
		}
		return
	}
	for _, e := range events {
		if e.kind == eventEffective || e.kind == eventPublished && strings.Contains(e.words, "施行") {
			m.Effective = e.date
			return
		}
	}
	for i := range y.units {
		if y.role[i] != corpus.RoleFront {
			continue
		}
		if found := effectiveAt.FindString(y.str(i)); found != "" {
			m.EffectiveText, m.Effective = found, publicationFor(m, events)
			return
		}
	}
}

// ownEffective searches the body from its end for the document's own clause.
// Quotations and the texts of other rules do not count. A date without a
// subject (自2015年3月1日起施行) counts only when no clause has one.
func ownEffective(y *layout) (date corpus.Date, words string, ok bool) {
	for i := len(y.units) - 1; i >= 0; i-- {
		u := y.units[i]
		if y.role[i] != corpus.RoleBody || u.quoted || u.kind == corpus.BlockTable {
			continue
		}
		s := withoutQuotes(y.str(i))
		if !strings.Contains(s, "自") && !strings.Contains(s, "从") {
			continue
		}
		d, w, own := effectiveIn(s)
		if w == "" {
			continue
		}
		if own {
			return d, w, true
		}
		if !ok {
			date, words, ok = d, w, true
		}
	}
	return date, words, ok
}

// effectiveIn reads the first clause of a text that says when it takes effect;
// own says that its subject is the document itself.
func effectiveIn(s string) (date corpus.Date, words string, own bool) {
	for _, sentence := range strings.FieldsFunc(s, func(r rune) bool { return r == '。' || r == '；' || r == '\n' }) {
		if loc := effectiveOn.FindStringSubmatchIndex(sentence); loc != nil {
			if d, width := LeadingDate(sentence[loc[2]:loc[3]]); width > 0 && d.Complete() {
				return d, strings.TrimSpace(sentence[sinceAt(sentence[:loc[2]]):loc[1]]), ownBefore(sentence[:loc[2]])
			}
		}
		if loc := effectiveAt.FindStringIndex(sentence); loc != nil && ownBefore(sentence[:loc[0]]) {
			return corpus.Date{}, sentence[loc[0]:loc[1]], true
		}
	}
	return corpus.Date{}, "", false
}

// ownBefore reports that the words before the date speak of the document.
func ownBefore(s string) bool {
	s = strings.TrimRightFunc(s, isSpace)
	return ownSubject.MatchString(s) || strings.Contains(s, "公布") && (strings.HasSuffix(s, "，") || strings.HasSuffix(s, "，自"))
}

// sinceAt is where the last 自 or 从 begins in s.
func sinceAt(s string) int {
	return max(strings.LastIndex(s, "自"), strings.LastIndex(s, "从"), 0)
}

// publicationFor is the date that 自公布之日起 means: the publication after the
// newest full revision if it is stated, else the first one.
func publicationFor(m *corpus.Metadata, events []event) corpus.Date {
	var revised corpus.Date
	for _, e := range events {
		if e.kind == eventAmended && e.revised {
			revised = later(revised, e.date)
		}
	}
	if !revised.IsZero() {
		for _, e := range events {
			if e.kind == eventPublished && !e.date.Before(revised) {
				return e.date
			}
		}
		return revised
	}
	if m.Published.IsZero() {
		return m.Issued
	}
	return m.Published
}

// withoutQuotes cuts out what stands in “”: the wording of another text.
func withoutQuotes(s string) string {
	if !strings.Contains(s, "“") {
		return s
	}
	var out strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '“':
			depth++
		case '”':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				out.WriteRune(r)
			}
		}
	}
	return out.String()
}

var (
	validUntil = regexp.MustCompile(`(?:有效期|试行期|有效期限|施行期限|执行期限)[^。；]{0,30}?至\s*([0-9０-９〇○零一二三四五六七八九]{4}年[^年。；，]{2,10}?[日号])`)
	validYears = regexp.MustCompile(`(?:有效期|试行期|有效期限|施行期限)(?:限)?(?:为|：|是)?\s*([0-9０-９]{1,2}|[一二三四五六七八九十两]{1,3})\s*年`)
	untilDay   = regexp.MustCompile(`(?:施行|实施|执行|生效)\s*[，,]?\s*(?:有效期)?(?:截止|截至|至)\s*([0-9０-９]{4}年[^年。；，]{2,10}?[日号])`)
)

// applyExpiry finds how long the document itself holds: a sentence of the body
// that says 有效期 and either names the document or also says when it begins.
func applyExpiry(y *layout, m *corpus.Metadata) {
	for i := len(y.units) - 1; i >= 0; i-- {
		if y.role[i] != corpus.RoleBody && y.role[i] != corpus.RoleFront || y.units[i].quoted {
			continue
		}
		s := y.str(i)
		if !speaksOfTerm(s) {
			continue
		}
		for sentence := range strings.SplitSeq(s, "。") {
			if end := expiryIn(sentence, m.Effective); !end.IsZero() {
				m.Expires = end
				return
			}
		}
	}
}

// speaksOfTerm is a quick test before the patterns are tried.
func speaksOfTerm(s string) bool {
	for _, w := range []string{"有效期", "试行期", "施行期限", "执行期限", "施行至", "执行至", "行，至"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// ownTerm says that the term is the document's own: 本办法有效期五年.
var ownTerm = regexp.MustCompile(`(本|此|该)(通知|办法|规定|意见|细则|条例|决定|方案|目录|公告|标准|规范|指引|措施|文件|制度|规则)[^，。；]{0,12}(有效期|试行期|施行期限|执行期限)`)

// expiryIn is the first day on which the document no longer holds.
func expiryIn(sentence string, effective corpus.Date) corpus.Date {
	own := ownTerm.MatchString(sentence) || effectiveOn.MatchString(sentence) || effectiveAt.MatchString(sentence)
	if !own {
		return corpus.Date{}
	}
	for _, re := range []*regexp.Regexp{validUntil, untilDay} {
		if m := re.FindStringSubmatch(sentence); m != nil {
			if d, width := LeadingDate(m[1]); width > 0 && d.Complete() {
				return dayAfter(d)
			}
		}
	}
	if m := validYears.FindStringSubmatch(sentence); m != nil && effective.Complete() {
		if n, ok := numeral.Parse(m[1]); ok {
			return yearsLater(effective, int(n))
		}
	}
	return corpus.Date{}
}

func dayAfter(d corpus.Date) corpus.Date {
	for _, next := range []corpus.Date{
		{Year: d.Year, Month: d.Month, Day: d.Day + 1}, {Year: d.Year, Month: d.Month + 1, Day: 1}, {Year: d.Year + 1, Month: 1, Day: 1},
	} {
		if v, err := corpus.NewDate(next.Year, next.Month, next.Day); err == nil {
			return v
		}
	}
	return d
}

// yearsLater keeps month and day; 29 February becomes 1 March.
func yearsLater(d corpus.Date, n int) corpus.Date {
	v, err := corpus.NewDate(d.Year+n, d.Month, d.Day)
	if err != nil {
		return corpus.Date{Year: d.Year + n, Month: 3, Day: 1}
	}
	return v
}
