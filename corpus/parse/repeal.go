package parse

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"duibiao/corpus"
)

// repealing are the words by which a rule ends another one.
var repealing = regexp.MustCompile(`(同时|即行|予以|相应|自行|一并|随之|同日|即)\s*(废止|失效|停止执行|停止施行|停止使用)|不再(执行|适用|施行)|(废止|停止执行)$`)

// applyRepeals lists the titles that the body declares repealed, with 文号 and
// date of issue where they stand beside the title.
func applyRepeals(y *layout, m *corpus.Metadata) {
	seen := map[string]bool{}
	for i, u := range y.units {
		if y.role[i] != corpus.RoleBody || u.quoted || u.kind == corpus.BlockTable {
			continue
		}
		s := y.str(i)
		if !strings.Contains(s, "废止") && !strings.Contains(s, "失效") && !strings.Contains(s, "停止") && !strings.Contains(s, "不再") {
			continue
		}
		for _, sentence := range sentences(withoutQuotes(s)) {
			for _, r := range repealsIn(sentence) {
				if key := r.Title + r.DocNumber; !seen[key] {
					seen[key] = true
					m.Repeals = append(m.Repeals, r)
				}
			}
		}
	}
}

// sentences cuts s at full stops and semicolons outside titles.
func sentences(s string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range s {
		switch r {
		case '《':
			depth++
		case '》':
			depth = max(0, depth-1)
		case '。', '；', ';', '\n':
			if depth == 0 {
				out = append(out, s[start:i])
				start = i
			}
		}
	}
	return append(out, s[start:])
}

// notRepealing are sentences that speak of repealing without doing it.
var notRepealing = regexp.MustCompile(`(应当|可以|需要|认为|有权|提出|建议|决定停止|申请停止|不停止|依照|按照《|根据《|违反)[^《]{0,40}(废止|失效|停止)`)

// repealsIn reads the titles before the repealing words in one sentence.
func repealsIn(sentence string) []corpus.Repeal {
	loc := repealing.FindStringIndex(sentence)
	if loc == nil || notRepealing.MatchString(sentence) {
		return nil
	}
	sentence = sentence[:loc[0]]
	var out []corpus.Repeal
	from := 0
	for {
		open, end := titleSpan(sentence, from)
		if open < 0 {
			return out
		}
		before := sentence[from:open]
		title := sentence[open+len("《") : end-len("》")]
		from = end
		if utf8.RuneCountInString(title) > 3 && !basisBefore(before) && !inProvision(sentence[end:]) {
			out = append(out, corpus.Repeal{Title: title, DocNumber: numberAfter(sentence[end:]), Issued: dateBefore(before)})
		}
	}
}

// titleSpan finds the next 《…》, with titles inside it, from offset from on.
func titleSpan(s string, from int) (open, end int) {
	i := strings.Index(s[from:], "《")
	if i < 0 {
		return -1, -1
	}
	open = from + i
	depth := 0
	for k, r := range s[open:] {
		switch r {
		case '《':
			depth++
		case '》':
			if depth--; depth == 0 {
				return open, open + k + len("》")
			}
		}
	}
	return -1, -1
}

// basisBefore reports that the title is what the repeal rests on or is named
// as the changing act: 根据《…》.
func basisBefore(before string) bool {
	before = strings.TrimRightFunc(before, isSpace)
	for _, w := range []string{"根据", "依照", "按照", "依据", "关于修改", "通过的关于", "会议"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// inProvision reports that only a provision of the titled rule is meant.
func inProvision(after string) bool {
	l, ok := scanLabel(after)
	return ok && l.style == styleArticle || strings.HasPrefix(after, "修正") || strings.HasPrefix(after, "第") && strings.Contains(after[:min(len(after), 30)], "修") || strings.HasPrefix(after, "修订")
}

// numberAfter reads a 文号 in the brackets right after a title.
func numberAfter(after string) string {
	if !strings.HasPrefix(after, "（") && !strings.HasPrefix(after, "(") {
		return ""
	}
	after = strings.TrimLeft(after, "（(")
	if i := strings.IndexAny(after, "《，,；"); i > 0 {
		after = after[:i]
	}
	return DocNumber(after)
}

// dateBefore is the last complete date before a title.
func dateBefore(before string) corpus.Date {
	found := FindDates(before)
	for i := len(found) - 1; i >= 0; i-- {
		if found[i].Date.Complete() {
			return found[i].Date
		}
	}
	return corpus.Date{}
}
