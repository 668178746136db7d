package parse

import (
	"duibiao/corpus"
	"regexp"
	"strings"
	"unicode/utf8"
)

// titleWords end the titles of rules and official documents (立法技术规范 and
// GB/T 9704 name the kinds).
func titleWords() []string {
	return []string{
		"宪法", "法典", "法", "条例", "规定", "办法", "细则", "规则", "决定", "决议", "解释", "批复", "答复", "意见", "通知",
		"公告", "通告", "公报", "通报", "报告", "请示", "函", "纪要", "令", "命令", "目录", "清单", "标准", "方案", "计划",
		"规划", "纲要", "规范", "规程", "制度", "章程", "准则", "指引", "指南", "要点", "措施", "要求", "程序", "修正案",
		"建议", "说明", "名单", "实施意见", "若干措施", "议事规则", "复函", "公约", "协定", "安排", "解答", "宣言", "声明", "法案", "守则", "议定书",
	}
}

// titleTail is what may follow the title word: （试行）, (2020年版), （草案）.
var titleTail = regexp.MustCompile(`[（(〔\[][^（）()]{1,24}[）)〕\]]$`)

// endsTitle reports that s ends the way a title does.
func endsTitle(s string) bool {
	s = strings.TrimRightFunc(s, isSpace)
	if len(s) > 400 {
		s = s[len(s)-400:]
	}
	s = titleTail.ReplaceAllString(s, "")
	for _, w := range titleWords() {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// maxTitle is the longest title, in runes.
const maxTitle = 150

// looksLikeTitle reports that a line can be a whole title: a title's ending, no
// sentence inside.
func looksLikeTitle(s string) bool {
	n := utf8.RuneCountInString(s[:min(len(s), 4*maxTitle)])
	return n >= 2 && n <= maxTitle && endsTitle(s) && !hasSentence(s)
}

// hasSentence reports marks that a title does not contain outside 《》.
func hasSentence(s string) bool {
	depth := 0
	for _, r := range s {
		switch r {
		case '《', '〈':
			depth++
		case '》', '〉':
			depth--
		case '。', '；', '！', '？', '，', '：':
			if depth <= 0 {
				return true
			}
		}
	}
	return false
}

// findTitle marks the units that hold the title, keeps it in y.title and gives
// the first unit after it.
func (y *layout) findTitle(fields map[string]string) int {
	if i := y.headingTitle(); i >= 0 {
		y.title = y.str(i)
		end := i + 1
		for ; end < len(y.units) && y.units[end].level == 1 && y.plain(end) && end < i+4; end++ {
			y.title += " " + y.str(end)
		}
		return y.markTitle(i, end)
	}
	want := squeeze(fieldTitle(fields))
	if i, n := y.titleLines(want); n > 0 {
		y.title = fieldTitle(fields)
		return y.markTitle(i, i+n)
	}
	if want != "" {
		y.title = fieldTitle(fields)
		return 0
	}
	if i, n := y.guessTitle(); n > 0 {
		return y.markTitle(i, i+n)
	}
	if i := y.buriedTitle(); i >= 0 {
		y.title = y.str(i)
		for k := range i {
			y.units[k].label, y.role[k] = label{}, corpus.RoleFront
		}
		return y.markTitle(i, i+1)
	}
	if len(y.units) > 1 && y.plain(0) && utf8.RuneCountInString(y.str(0)) <= 50 && !hasSentence(y.str(0)) && !frontLike(y.str(0)) && len(fields) == 0 {
		y.title = y.str(0)
		return y.markTitle(0, 1)
	}
	return 0
}

// buriedTitle finds a title among other lines, as a preview page puts before
// it: 关于…的报告, right before the first 一、 or 第一章. -1 for none.
func (y *layout) buriedTitle() int {
	for i := range y.units[:max(0, min(len(y.units)-1, maxFront))] {
		s := y.str(i)
		next := y.units[i+1].label
		if y.plain(i) && strings.Contains(s, "关于") && looksLikeTitle(s) && next.num == 1 && (next.style == styleCn || next.style.heading() || next.style == styleArticle) {
			return i
		}
	}
	return -1
}

// fieldTitle is the title that a page's own fields give.
func fieldTitle(fields map[string]string) string {
	for _, name := range []string{"标题", "ArticleTitle", "名称", "title"} {
		if s := strings.TrimSpace(fields[name]); s != "" {
			return s
		}
	}
	return ""
}

// headingTitle is the first heading of level 1 near the beginning, -1 for none.
func (y *layout) headingTitle() int {
	for i := range y.units[:min(len(y.units), maxFront)] {
		if y.units[i].level == 1 && y.plain(i) {
			return i
		}
	}
	return -1
}

// titleLines finds one to four lines that together are the wanted title.
func (y *layout) titleLines(want string) (at, n int) {
	if want == "" {
		return 0, 0
	}
	for i := range y.units[:min(len(y.units), maxFront)] {
		if n := y.linesEqual(i, want); n > 0 {
			return i, n
		}
	}
	return 0, 0
}

// guessTitle finds the line, or up to four short lines, that read as a title,
// before the first label. A decree line (某部令) is the title only if nothing
// better follows.
func (y *layout) guessTitle() (at, n int) {
	fallback := -1
	for i := range y.units[:min(len(y.units), maxFront)] {
		if !y.plain(i) {
			break
		}
		s := y.str(i)
		if decreeLine.MatchString(squeeze(s)) || frontLike(s) {
			if fallback < 0 && decreeLine.MatchString(squeeze(s)) {
				fallback = i
			}
			continue
		}
		if joined, k := y.joinTitle(i); k > 0 {
			y.title = joined
			return i, k
		}
	}
	if fallback >= 0 {
		y.title = y.str(fallback)
		return fallback, 1
	}
	return 0, 0
}

var decreeLine = regexp.MustCompile(`^[\p{Han}、]{2,60}令([（(〔\[]?.{0,12}号[）)〕\]]?)?$`)

// joinTitle tries the lines from i on as a title: one that ends as a title
// does, or short lines that together do.
func (y *layout) joinTitle(i int) (title string, n int) {
	joined := ""
	for k := i; k < min(len(y.units), i+4) && y.plain(k); k++ {
		s := y.str(k)
		if hasSentence(s) || utf8.RuneCountInString(s) > maxTitle || k > i && frontLike(s) {
			return "", 0
		}
		joined += s
		if looksLikeTitle(joined) {
			return joined, k - i + 1
		}
		if utf8.RuneCountInString(s) > 45 {
			return "", 0
		}
	}
	return "", 0
}

// markTitle gives units [from, to) the role of title, takes in the lines after
// it that repeat or complete it, and gives the first unit after them.
func (y *layout) markTitle(from, to int) int {
	y.titleAt = from
	for to < len(y.units) && y.plain(to) && to < from+8 {
		s := squeeze(y.str(to))
		if subtitle.MatchString(s) {
			if !strings.Contains(squeeze(y.title), s) {
				y.title += s
			}
		} else if utf8.RuneCountInString(s) < 3 || !strings.Contains(squeeze(y.title), s) || frontLike(y.str(to)) {
			break
		}
		to++
	}
	for i := from; i < to; i++ {
		y.role[i] = corpus.RoleTitle
	}
	y.title = strings.Join(strings.FieldsFunc(y.title, isSpace), " ")
	return to
}

// subtitle is a line that completes a title.
var subtitle = regexp.MustCompile(`^[（(](试行|暂行|草案|修订|修正|\p{Han}{0,6}稿|\d{4}年[\p{Han}]{0,6})[）)]$`)
